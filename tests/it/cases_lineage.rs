//! Where land came from and went, and figures of former units, as the API tells them: `tests/cases/lineage/*.toml`.

use std::sync::Arc;

use plancover::config::Settings;
use plancover::http::Site;
use serde::Deserialize;
use serde_json::Value;

use crate::cases_world::{World, case_files, read};
use crate::dataset::{ask, site};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    world: World,
    ask: Vec<Asked>,
    #[serde(default)]
    coverage: Vec<Coverage>,
}

/// A question of lineage. Units are `CODE[@FIRST DAY]`, followed by the shares of the old and of the new land.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    code: String,
    at: String,
    unit: String,
    came: Option<String>,
    #[serde(default)]
    from: Vec<String>,
    went: Option<String>,
    #[serde(default)]
    into: Vec<String>,
    /// On both sides: `UNIT EXTENT SHARE_OF_OLD [beyond PERCENT]`; `none` for a unit that no record names.
    #[serde(default)]
    recorded: Vec<String>,
    /// How many units share slivers, on both sides together.
    #[serde(default)]
    left_out: u64,
    /// `UNIT SHARE: TIER PERCENT PLANS, …`
    #[serde(default)]
    parts: Vec<String>,
}

/// A question of coverage: `UNIT [former]: TIER PERCENT PLANS, …`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Coverage {
    query: String,
    total: String,
    children: Vec<String>,
}

fn number(value: &Value) -> String {
    ((value.as_f64().unwrap() * 1e3).round() / 1e3).to_string()
}

fn id(unit: &Value) -> String {
    let code = unit["code"].as_str().unwrap_or("all");
    unit["valid_from"].as_str().map_or_else(|| code.to_owned(), |from| format!("{code}@{from}"))
}

/// What a record tells of a unit, and how far boundaries are from it; `None` where there is neither.
fn recorded(kin: &Value) -> Option<String> {
    let beyond = kin["beyond_record"].as_f64().map(|_| format!(" beyond {}", number(&kin["beyond_record"]))).unwrap_or_default();
    let record = &kin["recorded"];
    let told = match record["extent"].as_str() {
        Some(extent) => {
            assert_eq!((record["source"].as_str(), record["clause"].as_str()), (Some("an act"), Some("1")));
            let share = record["percent_of_old"].as_f64().map_or_else(|| "unknown".to_owned(), |_| number(&record["percent_of_old"]));
            format!("{extent} {share}")
        }
        None if beyond.is_empty() => return None,
        None => "none".to_owned(),
    };
    Some(format!("{} {told}{beyond}", id(&kin["unit"])))
}

fn tiers(tiers: &Value) -> String {
    let told = ["regional", "general", "zoning", "detailed"].into_iter().filter(|tier| tiers[tier]["covered_km2"].as_f64().unwrap() > 1e-6);
    let words = told.map(|tier| {
        let plans: Vec<&str> = tiers[tier]["plans"].as_array().unwrap().iter().map(|plan| plan.as_str().unwrap()).collect();
        format!(" {tier} {} {}", number(&tiers[tier]["percent"]), plans.join("+"))
    });
    words.collect::<Vec<_>>().join(",")
}

fn differences<T: PartialEq + std::fmt::Debug>(label: &str, checks: Vec<(&str, T, T)>) -> Vec<String> {
    let wrong = checks.into_iter().filter(|(_, expected, found)| expected != found);
    wrong.map(|(what, expected, found)| format!("{label}: {what}: expected {expected:?}, found {found:?}")).collect()
}

impl Asked {
    async fn problems(&self, site: &Arc<Site>) -> Vec<String> {
        let address = format!("/api/units/{}/lineage?at={}", self.code, self.at);
        let answer = ask(site, "GET", &address, &[]).await.json();
        let turn = |side: &Value| {
            let basis = if side["basis"] == "derived" { "" } else { " recorded" };
            side["on"].as_str().map(|on| format!("{on} {}{basis}", side["change"].as_str().unwrap_or("unknown")))
        };
        let share = |kin: &Value| format!("{} {} {}", id(&kin["unit"]), number(&kin["percent_of_old"]), number(&kin["percent_of_new"]));
        let kin = |side: &Value| side["units"].as_array().into_iter().flatten().map(share).collect::<Vec<_>>();
        let both = ["predecessors", "successors"].into_iter().flat_map(|side| answer[side]["units"].as_array().into_iter().flatten());
        let recorded = both.filter_map(recorded).collect::<Vec<_>>();
        let part = |part: &Value| format!("{} {}:{}", id(&part["unit"]), number(&part["percent_of_unit"]), tiers(&part["tiers"]));
        let parts = answer["parts"].as_array().unwrap_or_else(|| panic!("{address}: {answer}")).iter().map(part).collect();
        let left_out: u64 = ["predecessors", "successors"].iter().filter_map(|side| answer[side]["left_out"]["count"].as_u64()).sum();
        let (before, after) = (&answer["predecessors"], &answer["successors"]);
        let mut problems = differences(
            &address,
            vec![
                ("from", self.from.clone(), kin(before)),
                ("into", self.into.clone(), kin(after)),
                ("parts", self.parts.clone(), parts),
                ("recorded", self.recorded.clone(), recorded),
            ],
        );
        let words = |turn: &Option<String>| turn.clone().unwrap_or_default();
        problems.extend(differences(
            &address,
            vec![
                ("unit", self.unit.clone(), id(&answer["unit"])),
                ("came", words(&self.came), words(&turn(before))),
                ("went", words(&self.went), words(&turn(after))),
                ("left out", self.left_out.to_string(), left_out.to_string()),
            ],
        ));
        problems
    }
}

impl Coverage {
    async fn problems(&self, site: &Arc<Site>) -> Vec<String> {
        let address = format!("/api/coverage?{}", self.query);
        let answer = ask(site, "GET", &address, &[]).await.json();
        let row = |row: &Value| {
            let former = row["former"].as_bool().unwrap();
            let name = row["former_name"]["vi"].as_str().is_some_and(|name| name.ends_with(" (cũ)"));
            assert_eq!(former, name, "{address}: {row}");
            let code = row["unit"]["code"].as_str().unwrap_or("all");
            format!("{code}{}:{}", if former { " former" } else { "" }, tiers(&row["tiers"]))
        };
        let children: Vec<String> = answer["children"].as_array().unwrap().iter().map(row).collect();
        let noticed = answer["notices"].as_array().unwrap().iter().any(|notice| notice["code"] == "former_unit");
        let any_former = self.children.iter().chain([&self.total]).any(|row| row.contains("former"));
        let mut problems = differences(&address, vec![("children", self.children.clone(), children)]);
        problems.extend(differences(&address, vec![("total", self.total.clone(), row(&answer))]));
        problems.extend(differences(&address, vec![("notice", any_former, noticed)]));
        problems
    }
}

#[tokio::test]
async fn every_case_of_lineage_has_the_shares_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("lineage") {
        let case: Case = read(&file);
        let site = site(case.world.records(), Settings::default(), None);
        let mut problems = Vec::new();
        for asked in &case.ask {
            problems.extend(asked.problems(&site).await);
        }
        for asked in &case.coverage {
            problems.extend(asked.problems(&site).await);
        }
        let name = file.file_name().unwrap_or_default().display().to_string();
        wrong.extend(problems.into_iter().map(|problem| format!("{name} ({}): {problem}", case.why)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
