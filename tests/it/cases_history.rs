//! Figures over time, case by case, as the API tells them: `tests/cases/history/*.toml`.

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
}

/// A question, and the series: `DAY PERCENT [boundary] [former]`, in a forecast also `by PLAN`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    unit: Option<String>,
    tier: Option<String>,
    at: String,
    from: Option<String>,
    to: Option<String>,
    #[serde(default)]
    former: bool,
    points: Vec<String>,
    #[serde(default)]
    forecast: Vec<String>,
    #[serde(default)]
    overdue: Vec<String>,
}

impl Asked {
    fn address(&self) -> String {
        let fields = [("unit", &self.unit), ("from", &self.from), ("to", &self.to)];
        let fields = fields.into_iter().filter_map(|(name, value)| Some(format!("&{name}={}", value.as_ref()?))).collect::<String>();
        let (tier, former) = (self.tier.as_deref().unwrap_or("general"), if self.former { "&former=true" } else { "" });
        format!("/api/coverage/history?at={}&tier={tier}{fields}{former}", self.at)
    }

    async fn problems(&self, site: &Arc<Site>) -> Vec<String> {
        let address = self.address();
        let answer = ask(site, "GET", &address, &[]).await.json();
        let overdue: Vec<&str> = answer["overdue"].as_array().unwrap().iter().map(|row| row["plan"].as_str().unwrap()).collect();
        let checks = [
            (self.points.clone(), series(&answer["points"]), "points"),
            (self.forecast.clone(), series(&answer["forecast"]), "forecast"),
            (self.overdue.clone(), overdue.into_iter().map(str::to_owned).collect(), "overdue"),
        ];
        let wrong = checks.into_iter().filter(|(expected, found, _)| expected != found);
        wrong.map(|(expected, found, what)| format!("{address}: expected {what} {expected:?}, found {found:?}")).collect()
    }
}

fn series(points: &Value) -> Vec<String> {
    let words = |point: &Value| {
        let percent = (point["percent"].as_f64().unwrap() * 1e4).round() / 1e4;
        let percent = [100.0 / 3.0, 200.0 / 3.0]
            .into_iter()
            .find(|third| (third - percent).abs() < 2e-4)
            .map_or_else(|| percent.to_string(), |third| format!("{third:.6}"));
        let flag = |name: &str, word: &str| if point[name].as_bool().unwrap() { format!(" {word}") } else { String::new() };
        let plans = point["plans"].as_array().into_iter().flatten().map(|plan| format!(" by {}", plan.as_str().unwrap()));
        let day = point["date"].as_str().unwrap();
        format!("{day} {percent}{}{}{}", flag("boundary_change", "boundary"), flag("former", "former"), plans.collect::<String>())
    };
    points.as_array().unwrap_or_else(|| panic!("no points: {points}")).iter().map(words).collect()
}

#[tokio::test]
async fn every_case_of_history_has_the_points_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("history") {
        let case: Case = read(&file);
        let site = site(case.world.records(), Settings::default(), None);
        for asked in &case.ask {
            let label = format!("{} ({})", file.file_name().unwrap_or_default().display(), case.why);
            wrong.extend(asked.problems(&site).await.into_iter().map(|problem| format!("{label}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
