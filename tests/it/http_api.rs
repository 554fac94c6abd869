//! `/api` through the real router: each endpoint's figures, computed by hand.

use serde_json::{Value, json};

use crate::dataset::{ask, json as get, records, site};

/// Shares of squares of one size are those of their widths; geodesic edges bend them by less than this.
fn assert_percent(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
}

fn ids<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap()).collect()
}

fn notice_codes(answer: &Value) -> Vec<&str> {
    ids(&answer["notices"], "code")
}

#[tokio::test]
async fn the_site_tells_its_days_its_extent_and_its_words() {
    let site = get("/api/site").await;
    assert_eq!(site["as_of"], "2024-06-30");
    assert_eq!(site["revision"], 7);
    assert_eq!(site["today"], "2024-06-30");
    assert_eq!(site["first_day"], "2020-01-01");
    assert_eq!(site["bbox"], json!([106.0, 21.0, 106.4, 21.1]));
    assert_eq!(ids(&site["tiers"], "id"), ["regional", "general", "zoning", "detailed"]);
    assert_eq!(site["tiers_held"], json!(["regional", "general", "zoning", "detailed"]));
    assert_eq!(ids(&site["levels"], "id"), ["province", "district", "commune"]);
    assert_eq!(site["thresholds"], json!({"full_percent": 95.0, "partial_percent": 0.01}));
    assert_eq!(site["basemap"], Value::Null);
    assert_eq!(notice_codes(&site), ["illustrative_plans"]);
}

#[tokio::test]
async fn the_site_tells_the_vn_2000_system_of_its_province_or_of_its_settings() {
    use plancover::config::Settings;
    use plancover::domain::UnitKind::Province;
    let told = async |provinces: &[&str], setting: Option<&str>, day: &str| {
        let mut held = records(7);
        held.units.retain(|unit| unit.code.as_str() != "20");
        held.units.extend(provinces.iter().map(|code| crate::dataset::unit(code, "Thử", Province, "", "..", (106.0, 106.4))));
        let site = site(held, Settings { vn2000_crs: setting.map(Into::into), ..Settings::default() }, None);
        ask(&site, "GET", &format!("/api/site?at={day}"), &[]).await.json()
    };
    let lang_son = json!({"epsg": 9215, "central_meridian": 107.25});
    let answer = told(&["20"], None, "2024-06-30").await;
    assert_eq!((&answer["vn2000"], &answer["districts_until"]), (&lang_son, &json!("2025-07-01")));
    assert_eq!(told(&["20"], None, "2026-01-01").await["vn2000"], lang_son);
    // Hà Nội and Thanh Hóa share theirs; Lạng Sơn and Cao Bằng do not; Tuyên Quang is made of two since 2025-07-01.
    assert_eq!(told(&["01", "38"], None, "2026-01-01").await["vn2000"], json!({"epsg": 5897, "central_meridian": 105.0}));
    assert_eq!(told(&["20", "04"], None, "2024-06-30").await["vn2000"], Value::Null);
    assert_eq!(told(&["08"], None, "2025-06-30").await["vn2000"]["central_meridian"], 106.0);
    assert_eq!(
        (&told(&["08"], None, "2025-07-01").await["vn2000"], &told(&[], None, "2024-06-30").await["vn2000"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(told(&["08"], Some("EPSG:9209"), "2025-07-01").await["vn2000"]["epsg"], 9209);
    let publisher = || {
        std::sync::Arc::new(plancover::app::Publisher::new(plancover::app::View::build(
            records(1),
            plancover::coverage::Thresholds::default(),
            None,
        )))
    };
    let clock = plancover::app::Clock::Fixed(crate::dataset::day("2024-06-30"));
    let wrong = Settings { vn2000_crs: Some("EPSG:4326".into()), ..Settings::default() };
    let refused = plancover::http::Site::new(publisher(), clock, wrong, None).unwrap_err().to_string();
    assert!(refused.contains("`vn2000_crs`") && refused.contains("`EPSG:4326`") && refused.contains("EPSG:9215"), "{refused}");
}

#[tokio::test]
async fn a_position_has_its_units_from_the_province_down_its_plans_and_its_areas() {
    let found = get("/api/lookup?lon=106.13&lat=21.05").await;
    assert_eq!(found["position"], json!({"lon": 106.13, "lat": 21.05}));
    assert_eq!(ids(&found["units"], "code"), ["20", "187", "00002"]);
    assert_eq!(found["units"][2]["full_name"], "Xã Quang Lang");
    assert_percent(&found["tiers"]["zoning"]["percent"], 50.0);
    assert_eq!(found["tiers"]["zoning"]["status"], "partial");
    assert_eq!(found["tiers"]["zoning"]["plans"], json!(["QPK-1"]));
    assert_eq!(ids(&found["areas"], "id"), ["KCN-1"]);
    let mut plans = ids(&found["plans"], "id");
    plans.sort_unstable();
    assert_eq!(plans, ["QHT-1", "QPK-1"]);
    assert_eq!(found["zones"], json!([]));
}

#[tokio::test]
async fn a_position_outside_has_empty_lists_and_says_so() {
    let found = get("/api/lookup?lon=100&lat=10").await;
    assert_eq!((&found["units"], &found["plans"], &found["tiers"]), (&json!([]), &json!([]), &Value::Null));
    assert_eq!(notice_codes(&found), ["outside"]);
}

#[tokio::test]
async fn a_position_in_vn_2000_is_that_of_proj() {
    // echo "394690.733 2324777.089" | gdaltransform -s_srs EPSG:9215 -t_srs EPSG:4326 -output_xy
    let found = get("/api/lookup?x=394690.733&y=2324777.089&crs=EPSG:9215").await;
    let position = &found["position"];
    assert!((position["lon"].as_f64().unwrap() - VN_2000.0).abs() < 1e-9, "{position}");
    assert!((position["lat"].as_f64().unwrap() - VN_2000.1).abs() < 1e-9, "{position}");
    assert_eq!(ids(&found["units"], "code"), ["20", "188", "00003"]);
}
const VN_2000: (f64, f64) = (106.238_844_820_187, 21.013_450_167_395_5);

#[tokio::test]
async fn the_parts_of_a_province_add_up_to_the_whole() {
    let answer = get("/api/coverage?unit=20").await;
    assert_eq!(answer["of"], "unit");
    assert_eq!(answer["unit"]["code"], "20");
    let tiers = &answer["tiers"];
    assert_percent(&tiers["general"]["percent"], 25.0);
    assert_percent(&tiers["zoning"]["percent"], 12.5);
    assert_percent(&tiers["detailed"]["preparing_percent"], 12.5);
    assert_eq!(tiers["detailed"]["status"], "preparing");
    assert_eq!(tiers["detailed"]["preparing_plans"], json!(["QHCT-1"]));
    assert_eq!((&tiers["regional"]["percent"], &tiers["regional"]["status"]), (&json!(0.0), &json!("none")));
    let children = answer["children"].as_array().unwrap();
    assert_eq!(children.iter().map(|row| row["unit"]["code"].as_str().unwrap()).collect::<Vec<_>>(), ["187", "188"]);
    assert_percent(&children[0]["tiers"]["general"]["percent"], 50.0);
    let sum: f64 = children.iter().map(|row| row["area_km2"].as_f64().unwrap()).sum();
    assert!((sum - answer["area_km2"].as_f64().unwrap()).abs() < 1e-9);
    assert_eq!(notice_codes(&answer), ["illustrative_plans"]);
}

#[tokio::test]
async fn without_a_unit_the_topmost_are_listed() {
    let answer = get("/api/coverage").await;
    assert_eq!(answer["unit"], Value::Null);
    assert_eq!(answer["children"][0]["unit"]["code"], "20");
    assert_eq!(answer["children"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_repealed_plan_covers_until_the_day_before() {
    for (day, percent) in [("2019-12-31", 0.0), ("2020-01-01", 100.0), ("2023-12-31", 100.0), ("2024-01-01", 0.0)] {
        let answer = get(&format!("/api/coverage?unit=188&at={day}")).await;
        assert_eq!(answer["as_of"], day);
        assert_percent(&answer["tiers"]["regional"]["percent"], percent);
    }
}

#[tokio::test]
async fn a_plan_keeps_its_land_when_its_commune_is_merged() {
    let answer = get("/api/coverage?unit=00001&at=2025-07-01").await;
    assert_eq!(answer["unit"]["full_name"], "Xã Chi Lăng");
    assert_percent(&answer["tiers"]["general"]["percent"], 50.0);
    assert_eq!(answer["tiers"]["general"]["plans"], json!(["QHC-1"]));
}

#[tokio::test]
async fn construction_land_is_its_own_denominator() {
    // The functional zone is 0.06 wide, and 0.03 of it lie below the zoning plan.
    let answer = get("/api/coverage?unit=00002&of=construction_land").await;
    assert_eq!(answer["of"], "construction_land");
    assert_percent(&answer["tiers"]["zoning"]["percent"], 50.0);
    let share = answer["area_km2"].as_f64().unwrap() / answer["unit"]["area_km2"].as_f64().unwrap();
    assert!((share - 0.6).abs() < 1e-6, "{share}");
}

#[tokio::test]
async fn without_construction_land_there_is_no_share_of_it() {
    let here = get("/api/coverage?unit=188&of=construction_land").await;
    let tier = &here["tiers"]["zoning"];
    assert_eq!((&here["area_km2"], &tier["covered_km2"]), (&json!(0.0), &json!(0.0)));
    assert_eq!((&tier["percent"], &tier["preparing_percent"], &tier["status"]), (&Value::Null, &Value::Null, &Value::Null));
    assert!(!notice_codes(&here).contains(&"no_construction_land"), "there is some elsewhere");
    let mut none = records(7);
    none.areas.retain(|area| area.kind == plancover::domain::AreaKind::UrbanArea);
    let site = site(none, plancover::config::Settings::default(), None);
    for address in ["/api/coverage?unit=20", "/api/coverage/gaps?unit=20&tier=zoning", "/api/coverage/history?unit=20&tier=zoning"] {
        let answer = ask(&site, "GET", &format!("{address}&of=construction_land"), &[]).await.json();
        assert!(notice_codes(&answer).contains(&"no_construction_land"), "{address}");
        assert!(!notice_codes(&ask(&site, "GET", address, &[]).await.json()).contains(&"no_construction_land"), "{address}");
    }
    let history = ask(&site, "GET", "/api/coverage/history?unit=20&tier=zoning&of=construction_land", &[]).await.json();
    assert_eq!(history["points"][0]["percent"], Value::Null);
}

#[tokio::test]
async fn brief_figures_are_those_of_all_smallest_units_rounded() {
    for day in ["2025-06-30", "2025-07-01"] {
        let whole = get(&format!("/api/coverage?group=smallest_units&at={day}")).await;
        let brief = get(&format!("/api/coverage/brief?at={day}")).await;
        let rows = whole["children"].as_array().unwrap();
        assert_eq!(brief["codes"], json!(rows.iter().map(|row| &row["unit"]["code"]).collect::<Vec<_>>()));
        for (tier, (index, row)) in
            ["regional", "general", "zoning", "detailed"].iter().flat_map(|tier| rows.iter().enumerate().map(move |row| (tier, row)))
        {
            let (column, told) = (&brief["tiers"][tier], &row["tiers"][tier]);
            assert_eq!(column["status"][index], told["status"], "{tier} of {}", row["unit"]["code"]);
            let [rounded, share] = [&column["percent"][index], &told["percent"]].map(|percent| percent.as_f64().unwrap());
            assert!((rounded - share).abs() <= 0.005 + 1e-9, "{tier} of {}: {rounded}, {share}", row["unit"]["code"]);
        }
    }
}

#[tokio::test]
async fn gaps_tell_what_they_are_and_what_was_left_out() {
    let answer = get("/api/coverage/gaps?unit=187&tier=zoning").await;
    assert_eq!((&answer["type"], &answer["unit"]["code"], &answer["tier"]), (&json!("FeatureCollection"), &json!("187"), &json!("zoning")));
    assert_eq!(answer["slivers"], json!({"count": 0, "area_km2": 0.0, "tolerance_m2": 1000.0, "min_width_m": 5.0}));
    assert_eq!(ids(&answer["features"], "id"), ["00001.zoning", "00002.zoning"]);
    let half = &answer["features"][1];
    assert_percent(&half["properties"]["percent"], 50.0);
    let sum: f64 = answer["features"].as_array().unwrap().iter().map(|gap| gap["properties"]["area_km2"].as_f64().unwrap()).sum();
    assert!((sum - answer["area_km2"].as_f64().unwrap()).abs() < 1e-9);
    let figures = get("/api/coverage?unit=187").await;
    let whole = figures["area_km2"].as_f64().unwrap() - figures["tiers"]["zoning"]["covered_km2"].as_f64().unwrap();
    // The long edges of this province are geodesics, and a cut one is two of them.
    assert!((sum / whole - 1.0).abs() < 1e-6, "{sum} {whole}");
}

#[tokio::test]
async fn the_history_of_a_commune_tells_its_versions_and_its_changes() {
    let answer = get("/api/coverage/history?unit=00001&tier=general&at=2025-12-31").await;
    assert_eq!((&answer["tier"], &answer["of"]), (&json!("general"), &json!("unit")));
    assert_eq!(ids(&answer["versions"], "name"), ["Đồng Mỏ", "Chi Lăng"]);
    let points = answer["points"].as_array().unwrap();
    assert_eq!(ids(&answer["points"], "date"), ["2020-01-01", "2022-06-01", "2025-07-01"]);
    for (point, expected) in points.iter().zip([0.0, 100.0, 50.0]) {
        assert_percent(&point["percent"], expected);
    }
    assert_eq!(points[2]["version"], "00001@2025-07-01");
    assert_eq!((&points[1]["boundary_change"], &points[2]["boundary_change"]), (&json!(false), &json!(true)));
    // The point is the figure of its day to the last bit.
    let figure = get("/api/coverage?unit=20&at=2023-06-01").await["tiers"]["general"]["covered_km2"].clone();
    let province = get("/api/coverage/history?unit=20&tier=general&from=2023-06-01&to=2023-06-01").await;
    assert_eq!((&province["points"][0]["covered_km2"], &province["forecast"]), (&figure, &json!([])));
    // What is known of days to come is told apart.
    let today = get("/api/coverage/history?unit=00001&tier=general").await;
    assert_eq!((today["points"].as_array().unwrap().len(), &today["forecast"][0]["date"]), (2, &json!("2025-07-01")));
    assert_eq!(notice_codes(&today), ["forecast"]);
}

#[tokio::test]
async fn a_unit_has_its_parents_children_and_versions() {
    let district = get("/api/units/187").await;
    assert_eq!(district["unit"]["name"], "Chi Lăng");
    assert_eq!(ids(&district["parents"], "code"), ["20"]);
    assert_eq!(ids(&district["children"], "code"), ["00001", "00002"]);
    let commune = get("/api/units/00001?at=2025-07-01").await;
    assert_eq!(ids(&commune["versions"], "name"), ["Đồng Mỏ", "Chi Lăng"]);
    assert_eq!(commune["versions"][0]["valid_to"], "2025-07-01");
    assert_eq!(commune["unit"]["valid_from"], "2025-07-01");
    let gone = get("/api/units/188?at=2025-07-01").await;
    assert_eq!((&gone["unit"], &gone["parents"], &gone["versions"][0]["code"]), (&Value::Null, &json!([]), &json!("188")));
}

/// The fullest point of the trial store has nine plans; here are thirty with long names.
#[tokio::test]
async fn a_brief_look_up_names_what_applies_in_less_than_four_kilobytes() {
    let answer = get("/api/lookup/brief?lon=106.22&lat=21.05").await;
    assert_eq!(ids(&answer["units"], "code"), ["20", "188", "00003"]);
    assert_eq!((ids(&answer["plans"], "id"), &answer["plans_total"]), (vec!["QHT-1", "QHCT-1"], &json!(2)));
    assert_eq!(answer["tiers"][3], json!({"tier": "detailed", "status": "preparing", "percent": 0.0}));
    assert_eq!((ids(&answer["areas"], "id"), &answer["areas_total"]), (vec![], &json!(0)));
    // The made-up plan lies elsewhere in the commune, and its figures rest on it.
    let beside = get("/api/lookup/brief?lon=106.28&lat=21.05").await;
    assert_eq!((ids(&beside["plans"], "id"), &beside["tiers"][3]["status"]), (vec!["QHT-1"], &json!("preparing")));
    assert!(ids(&beside["notices"], "code").contains(&"illustrative_plans"), "{}", beside["notices"]);
    let mut many = records(7);
    let long = "Quy hoạch phân khu xây dựng khu chức năng phía tây nam thị trấn Đồng Mỏ, huyện Chi Lăng, tỉnh Lạng Sơn";
    many.plans = (0..30)
        .map(|number| {
            let (id, land) = (format!("PHAN-KHU-{number:03}"), crate::dataset::rectangle(106.0, 21.0, 106.4, 21.1));
            let kind = plancover::domain::PlanKind::Zoning;
            let events = [(plancover::domain::Stage::Approved, "2023-01-01")];
            crate::dataset::plan(&id, long, kind, plancover::domain::Territory::Boundary(land), &events)
        })
        .collect();
    let site = site(many, plancover::config::Settings::default(), None);
    let brief = ask(&site, "GET", "/api/lookup/brief?lon=106.22&lat=21.05", &[]).await;
    assert_eq!((brief.json()["plans_total"].clone(), ids(&brief.json()["plans"], "id").len()), (json!(30), 10));
    assert!(brief.body.len() < 4096, "{}", brief.body.len());
}

/// The table of `/api` in the contract: each path answers with the members it names, and with what every answer carries.
#[tokio::test]
async fn every_path_of_the_contract_has_the_members_it_promises() {
    for (address, members) in [
        ("/api/lookup?lon=106.05&lat=21.05", "units plans tiers zones areas"),
        ("/api/coverage?unit=20", "unit area_km2 tiers children"),
        ("/api/coverage/history?unit=20&tier=general", "points"),
        ("/api/coverage/gaps?unit=20&tier=general", "type features"),
        ("/api/indicators?unit=20", "indicators"),
        ("/api/indicators/commune_general", "indicator"),
        ("/api/units/20", "unit versions"),
        ("/api/units/00001/lineage?at=2025-07-01", "predecessors successors"),
        ("/api/areas/DT-1", "area units"),
        ("/api/plans?unit=20&tier=general&kind=urban_general&state=in_force&q=dong", "plans"),
        ("/api/plans/QHC-1", "plan events territory units"),
        ("/api/milestones?state=overdue&unit=20", "milestones"),
        ("/api/search?q=dong%20mo", "results"),
        ("/api/timeline", "days"),
        ("/api/changes?since=7", "changes complete"),
    ] {
        let answer = get(address).await;
        for member in members.split(' ').chain(["as_of", "revision", "notices"]) {
            assert!(answer.get(member).is_some(), "{address} has no `{member}`");
        }
        let unknown = format!("{address}{}foo=1", if address.contains('?') { "&" } else { "?" });
        let refused = ask(&crate::dataset::default_site(), "GET", &unknown, &[]).await;
        assert_eq!(refused.status.as_u16(), 400, "{address}");
    }
}

#[tokio::test]
async fn an_area_names_the_units_it_is_made_of() {
    let answer = get("/api/areas/DT-1").await;
    assert_eq!(answer["area"]["name"], "Đô thị Đồng Mỏ");
    assert_eq!(answer["area"]["bbox"], json!([106.0, 21.0, 106.1, 21.1]));
    assert_eq!(answer["units"], json!([{"code": "00001", "on": null, "name": "Thị trấn Đồng Mỏ"}]));
}

#[tokio::test]
async fn plans_are_found_by_unit_tier_kind_state_and_name() {
    let found = async |query: &str| {
        let answer = get(&format!("/api/plans{query}")).await;
        ids(&answer["plans"], "id").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found("").await, ["QHV-1", "QHC-1", "QPK-1", "QHCT-1", "QHT-1"]);
    assert_eq!(found("?unit=00002").await, ["QPK-1", "QHT-1"]);
    assert_eq!(found("?unit=188").await, ["QHV-1", "QHCT-1", "QHT-1"]);
    assert_eq!(found("?tier=general").await, ["QHC-1"]);
    assert_eq!(found("?kind=zoning").await, ["QPK-1"]);
    assert_eq!(found("?state=ended").await, ["QHV-1"]);
    assert_eq!(found("?state=in_force&at=2021-06-01").await, ["QHV-1"]);
    assert_eq!(found("?q=dong%20mo").await, ["QHC-1"]);
    assert_eq!(found("?q=12%2FQ%C4%90-UBND").await, ["QHC-1"]);
}

#[tokio::test]
async fn paging_through_plans_visits_each_once() {
    let mut address = "/api/plans?limit=2&at=2024-06-30".to_owned();
    let mut visited = Vec::new();
    loop {
        let page = get(&address).await;
        assert_eq!(page["total"], 5);
        visited.extend(ids(&page["plans"], "id").into_iter().map(str::to_owned));
        let Some(next) = page["next"].as_str() else { break };
        address = next.strip_prefix("http://localhost").unwrap().to_owned();
    }
    assert_eq!(visited, ["QHV-1", "QHC-1", "QPK-1", "QHCT-1", "QHT-1"]);
}

#[tokio::test]
async fn a_plan_tells_its_state_on_the_day_its_events_its_land_and_the_units_it_touches() {
    let answer = get("/api/plans/QHC-1").await;
    let plan = &answer["plan"];
    assert_eq!((&plan["state"], &plan["stage"], &plan["tier"]), (&json!("in_force"), &json!("approved"), &json!("general")));
    assert_eq!((&plan["decision_number"], &plan["approved_on"]), (&json!("12/QĐ-UBND"), &json!("2022-06-01")));
    assert_eq!((&plan["past_horizon"], &plan["registered_on"]), (&json!(true), &json!("2020-01-01")));
    assert_eq!(ids(&answer["events"], "stage"), ["brief", "approved"]);
    assert_eq!(answer["territory"]["basis"], "units");
    assert_eq!(answer["territory"]["units"], json!([{"code": "00001", "on": "2022-06-01", "name": "Thị trấn Đồng Mỏ"}]));
    assert_eq!(answer["territory"]["bbox"], json!([106.0, 21.0, 106.1, 21.1]));
    assert_eq!(ids(&answer["units"], "code"), ["00001"]);
    assert_percent(&answer["units"][0]["percent"], 100.0);
    let later = get("/api/plans/QHC-1?at=2025-07-01").await;
    assert_percent(&later["units"][0]["percent"], 50.0);
    let earlier = get("/api/plans/QHC-1?at=2021-06-01").await;
    assert_eq!((&earlier["plan"]["state"], &earlier["plan"]["approved_on"]), (&json!("preparing"), &Value::Null));
}

#[tokio::test]
async fn an_ended_plan_tells_why() {
    let answer = get("/api/plans/QHV-1").await;
    assert_eq!((&answer["plan"]["state"], &answer["plan"]["ended_by"]), (&json!("ended"), &json!("repealed")));
    assert!(get("/api/plans/QHC-1").await["plan"].get("ended_by").is_none());
}

#[tokio::test]
async fn search_needs_no_accents_and_puts_what_is_valid_first() {
    let names = |answer: &Value| ids(&answer["results"], "name").into_iter().map(str::to_owned).collect::<Vec<_>>();
    let found = get("/api/search?q=chi%20lang").await;
    assert_eq!(names(&found), ["Huyện Chi Lăng", "Xã Chi Lăng"]);
    assert_eq!(found["results"][0]["detail"], "Tỉnh Thử");
    assert_eq!((&found["results"][0]["current"], &found["results"][1]["current"]), (&json!(true), &json!(false)));
    let later = get("/api/search?q=chi%20lang&at=2025-07-01&limit=1").await;
    assert_eq!(names(&later), ["Xã Chi Lăng"]);
    let mixed = get("/api/search?q=dong+mo").await;
    assert_eq!(ids(&mixed["results"], "type"), ["unit", "area", "plan"]);
    assert_eq!(mixed["results"][2]["detail"], "Quy hoạch chung đô thị · 12/QĐ-UBND");
}

#[tokio::test]
async fn the_timeline_has_each_day_on_which_anything_changes() {
    let answer = get("/api/timeline").await;
    assert_eq!(
        ids(&answer["days"], "date"),
        ["2020-01-01", "2021-01-01", "2022-06-01", "2023-01-01", "2023-05-01", "2024-01-01", "2024-03-22", "2025-07-01"]
    );
    assert_eq!(answer["days"][7], json!({"date": "2025-07-01", "boundaries": 8, "plans": 0}));
}
