//! Importing by the command line: issues, all or nothing, vintages.

use crate::program::Program;
use crate::world::{self, province, unit};

fn revision(program: &Program) -> serde_json::Value {
    program.run(&["coverage", "--format", "json"]).code(0).json()["revision"].clone()
}

#[test]
fn importing_the_same_file_again_changes_nothing_and_says_so() {
    let program = Program::new();
    let file = program.file("units.geojson", &world::units(&province(), "", ""));
    let first = program.run(&["import", "units", &file]).code(0);
    assert!(first.stderr.contains("7 new, 0 changed, 0 unchanged"), "{}", first.stderr);
    let before = revision(&program);
    let second = program.run(&["import", "units", &file]).code(0);
    assert!(second.stderr.contains("0 new, 0 changed, 7 unchanged") && second.stderr.contains("nothing to write"), "{}", second.stderr);
    assert_eq!(revision(&program), before);
}

#[test]
fn one_bad_feature_refuses_the_whole_file_with_a_table_of_issues() {
    let program = Program::new();
    let good = program.file("good.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &good]).code(0);
    let before = revision(&program);
    let bad = program.file(
        "bad.geojson",
        &world::units(
            &[unit("00005", "Năm", "Xã", "180", [106.4, 21.0, 106.5, 21.1]), unit("6", "Sáu", "Làng", "180", [106.5, 21.0, 106.6, 21.1])],
            "",
            "",
        ),
    );
    let run = program.run(&["import", "units", &bad]).code(1);
    for part in ["severity", "bad.geojson#2", "code", "kind", "`6`", "Làng"] {
        assert!(run.stdout.contains(part), "`{part}` is not told:\n{}", run.stdout);
    }
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert_eq!(revision(&program), before);
    program.run(&["coverage", "--unit", "00005"]).code(2);
}

#[test]
fn a_dry_run_tells_what_it_would_do_and_writes_nothing() {
    let program = Program::new();
    let file = program.file("units.geojson", &world::units(&province(), "", ""));
    let run = program.run(&["import", "units", &file, "--dry-run"]).code(0);
    assert!(run.stderr.contains("would be: 7 new"), "{}", run.stderr);
    let asked = program.run(&["coverage", "--unit", "20"]).code(2);
    assert!(asked.stderr.contains("there is no store"), "{}", asked.stderr);
}

#[test]
fn a_file_that_is_not_there_or_is_no_data_is_a_failure_of_another_kind() {
    let program = Program::new();
    let run = program.run(&["import", "units", "missing.geojson"]).code(2);
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains("missing.geojson"), "{}", run.stderr);
    let text = program.file("text.geojson", "this is no GeoJSON");
    program.run(&["import", "units", &text]).code(2);
    for path in ["/vsicurl/http://127.0.0.1/x.geojson", "http://127.0.0.1/x.geojson", "/vsizip/x.zip/x.shp"] {
        program.run(&["import", "units", path]).code(2);
    }
}

#[test]
fn a_vintage_with_valid_from_closes_the_version_before_it() {
    let program = Program::new();
    let old = program.file("old.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &old]).code(0);
    // One and Two become one commune with the code of Two; the code of One is not used any more.
    let merged = [unit("00002", "Hai Mới", "Xã", "178", [106.0, 21.0, 106.2, 21.1])];
    let new = program.file("new.geojson", &world::units(&merged, "", ""));
    let run = program.run(&["import", "units", &new, "--valid-from", "2025-07-01"]).code(0);
    assert!(run.stderr.contains("1 new") && run.stderr.contains("2 closed"), "{}", run.stderr);
    let names = |at: &str| -> Vec<String> {
        let answer = program.coverage("178", at);
        answer["children"].as_array().unwrap().iter().map(|child| child["unit"]["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("2025-06-30"), ["Một", "Hai"]);
    assert_eq!(names("2025-07-01"), ["Hai Mới"]);
    let area = |at: &str| program.coverage("178", at)["area_km2"].as_f64().unwrap();
    // Edges are geodesics, so one edge of 20 km encloses a little less than two of 10 km.
    assert!((area("2025-06-30") / area("2025-07-01") - 1.0).abs() < 1e-6);
}

#[test]
fn a_plan_approved_for_a_commune_still_covers_its_land_after_the_commune_is_merged() {
    let program = Program::new();
    let old = program.file("old.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &old]).code(0);
    let plans = program.file(
        "plans.csv",
        "id,name,kind,units,approved_on,decision_number\nP1,Quy hoạch xã Một,commune_general,00001,2022-06-01,12/QĐ-UBND\n",
    );
    program.run(&["import", "plans", &plans]).code(0);
    let merged = [unit("00002", "Hai Mới", "Xã", "178", [106.0, 21.0, 106.2, 21.1])];
    let new = program.file("new.geojson", &world::units(&merged, "2024-12-01", ""));
    program.run(&["import", "units", &new]).code(0);
    let percent = |unit: &str, at: &str| program.coverage(unit, at)["tiers"]["general"]["percent"].as_f64().unwrap();
    assert!(percent("00001", "2022-05-31").abs() < 1e-9);
    assert!((percent("00001", "2022-06-01") - 100.0).abs() < 1e-9);
    assert!((percent("00002", "2024-12-01") - 50.0).abs() < 1e-4, "{}", percent("00002", "2024-12-01"));
    assert!((percent("20", "2024-12-01") - 25.0).abs() < 1e-4);
}

#[test]
fn references_that_name_nothing_are_reported_with_what_to_do() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "2020-01-01", ""));
    program.run(&["import", "units", &units]).code(0);
    let plans = program.file(
        "plans.csv",
        "id,name,kind,units,areas,approved_on,adjusts\nP1,A,commune_general,00001@2019-01-01,,2022-06-01,\nP2,B,commune_general,00009,,2022-06-01,\nP3,C,urban_general,,KHONG-CO,2022-06-01,\nP4,D,urban_general,00003,,2022-06-01,P9\n",
    );
    let run = program.run(&["import", "plans", &plans]).code(1);
    for part in ["`00001` is no unit on 2019-01-01", "`00009` is no unit", "`KHONG-CO` is no area", "`P9` is no plan"] {
        assert!(run.stdout.contains(part), "`{part}` is not told:\n{}", run.stdout);
    }
    let events = program.file("events.csv", "plan_id,stage,actual_on\nP9,approved,2022-01-01\n");
    let run = program.run(&["import", "events", &events]).code(1);
    assert!(run.stdout.contains("reference/plan-unknown"), "{}", run.stdout);
}

#[test]
fn a_milestone_that_happens_stays_one_event() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let plans = program.file("plans.csv", "id,name,kind,units\nP1,A,commune_general,00001@2022-01-01\n");
    program.run(&["import", "plans", &plans]).code(0);
    let planned = program.file(
        "planned.csv",
        "plan_id,stage,planned_from,planned_to,planned_text,actual_on\nP1,approved,2022-06-01,2022-06-30,tháng 6/2022,\n",
    );
    program.run(&["import", "events", &planned]).code(0);
    let status = |at: &str| program.coverage("00001", at)["tiers"]["general"]["status"].as_str().unwrap().to_owned();
    assert_eq!(status("2022-12-31"), "none");
    let happened = program.file(
        "happened.csv",
        "plan_id,stage,planned_from,planned_to,planned_text,actual_on\nP1,approved,2022-06-01,2022-06-30,tháng 6/2022,2022-08-15\n",
    );
    let run = program.run(&["import", "events", &happened]).code(0);
    assert!(run.stderr.contains("0 new, 1 changed"), "{}", run.stderr);
    assert_eq!((status("2022-08-14"), status("2022-08-15")), ("none".to_owned(), "full".to_owned()));
    assert!(program.run(&["import", "events", &happened]).code(0).stderr.contains("nothing to write"));
    assert!(program.run(&["import", "plans", &plans]).code(0).stderr.contains("nothing to write"));
}

#[test]
fn a_planned_text_alone_is_taken_for_its_days_and_told() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let plans = program.file("plans.csv", "id,name,kind,units\nP1,A,commune_general,00001@2022-01-01\n");
    program.run(&["import", "plans", &plans]).code(0);
    let events = program.file(
        "events.csv",
        "plan_id,stage,planned_text,planned_to\nP1,brief,trung tuần tháng 3/2022,\nP1,drafting,180 ngày,\nP1,council,khi đủ điều kiện,\nP1,approved,quý II/2025,2025-05-31\n",
    );
    let run = program.run(&["import", "events", &events]).code(0);
    for part in [
        "event/date-taken",
        "`trung tuần tháng 3/2022` taken for 2022-03-11 to 2022-03-20 (ten days)",
        "`180 ngày` is a duration of 180 days",
        "`khi đủ điều kiện` is no date",
    ] {
        assert!(run.stdout.contains(part), "`{part}` is not told:\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("quý II/2025"), "days that are given are kept:\n{}", run.stdout);
    let again = program.run(&["import", "events", &events]).code(0);
    assert!(again.stderr.contains("4 unchanged"), "{}", again.stderr);
}

#[test]
fn units_that_a_plan_list_names_are_found_in_the_store_on_the_day_of_the_plan() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let plans = program.file("plans.csv", "id,name,kind,units,approved_on\nP1,A,commune_general,xa MOT,2022-06-01\n");
    let run = program.run(&["import", "plans", &plans]).code(0);
    assert!(run.stdout.contains("unit/name") && run.stdout.contains("`xa MOT` taken for 00001 Xã Một"), "{}", run.stdout);
    assert!((program.coverage("00001", "2022-06-01")["tiers"]["general"]["percent"].as_f64().unwrap() - 100.0).abs() < 1e-9);
    assert!(program.run(&["import", "plans", &plans]).code(0).stderr.contains("nothing to write"));
    let unknown = program.file("unknown.csv", "id,name,kind,units,approved_on\nP2,A,commune_general,xã Không Có,2022-06-01\n");
    assert!(program.run(&["import", "plans", &unknown]).code(1).stdout.contains("unit/name-unknown"));
}

#[test]
fn a_suggested_profile_reads_the_file_that_it_was_made_from() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let list = program.file(
        "do_an.csv",
        "STT,Mã đồ án,Tên đồ án,Loại QH,Số QĐ,Ngày phê duyệt,Xã\n1,Q1,Quy hoạch chung xã Một,QHC xã,12/QĐ-UBND,19/9/2024,xã Một\n",
    );
    let run = program.run(&["import", "plans", &list, "--suggest"]).code(0);
    assert!(run.stdout.contains("kind = \"Loại QH\"   # 100 % of 1 values are kinds, for example `QHC xã`"), "{}", run.stdout);
    let profile = program.file("do_an.toml", &run.stdout);
    program.run(&["import", "plans", &list]).code(1);
    let run = program.run(&["import", "plans", &list, "--profile", &profile]).code(0);
    assert!(run.stderr.contains("1 new"), "{}{}", run.stdout, run.stderr);
}

const LINEAGE: &str = "effective_on,from_code,to_code,extent,share,source,clause,note\n";

#[test]
fn lineage_is_imported_and_a_file_tells_all_of_where_the_land_of_a_unit_went() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let rows = "2020-01-01,06052,06031,part,0.6,818/NQ-UBTVQH14,,\n2020-01-01,06052,06046,part,0.4,818/NQ-UBTVQH14,khoản 1,\n";
    let file = program.file("lineage.csv", &format!("{LINEAGE}{rows}"));
    let first = program.run(&["import", "lineage", &file]).code(0);
    assert!(first.stderr.contains("0 new, 2 changed, 0 unchanged, 0 closed"), "{}", first.stderr);
    let again = program.run(&["import", "lineage", &file]).code(0);
    assert!(again.stderr.contains("2 unchanged") && again.stderr.contains("nothing to write"), "{}", again.stderr);
    let fewer = program.file("fewer.csv", &format!("{LINEAGE}2020-01-01,06052,06031,whole,1,818/NQ-UBTVQH14,,\n"));
    let third = program.run(&["import", "lineage", &fewer]).code(0);
    assert!(third.stderr.contains("0 new, 1 changed, 0 unchanged, 1 closed"), "{}", third.stderr);
}

#[test]
fn lineage_of_unknown_units_and_shares_that_cannot_be_refuse_the_file() {
    let program = Program::new();
    program.run(&["seed", "--documented"]).code(0);
    let rows = "2020-01-01,06052,06031,part,1.5,A,,\n2020-01-01,99999,06031,whole,,A,,\n2020-01-02,06031,06046,nhiều,,A,,\n\
        2020-01-01,06130,06139,whole,0.5,A,,\n2020-01-01,06154,06139,whole,,A,,\n2020-01-01,06154,06154,part,,A,,\n\
        2020-01-01,06139,06139,part,0.2,A,,\n2020-01-01,06139,06154,part,0.3,A,,\n2020-01-01,06139,06154,part,0.3,,,\n";
    let file = program.file("bad.csv", &format!("{LINEAGE}{rows}"));
    let run = program.run(&["import", "lineage", &file]).code(1);
    for told in [
        "value/share",
        "`1.5` is no share",
        "reference/unit-unknown",
        "`99999` is no unit on 2019-12-31",
        "value/word",
        "`nhiều`",
        "of a unit that goes as a whole",
        "lineage/whole-and-more",
        "lineage/sum",
        "0.500",
        "value/missing",
    ] {
        assert!(run.stdout.contains(told), "`{told}` is not told:\n{}", run.stdout);
    }
}
