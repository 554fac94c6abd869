//! Gaps, case by case, as the API tells them: `tests/cases/gaps/*.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use geo::{Area, BooleanOps};
use plancover::config::Settings;
use plancover::domain::Land;
use plancover::http::Site;
use plancover::snapshot::area_km2;
use serde::Deserialize;
use serde_json::Value;

use crate::cases_world::{World, case_files, land, read};
use crate::dataset::{ask, site};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    world: World,
    ask: Vec<Asked>,
}

/// A question, and the gaps by code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    unit: String,
    tier: Option<String>,
    of: Option<String>,
    at: String,
    tolerance_m2: Option<f64>,
    min_width_m: Option<f64>,
    gaps: BTreeMap<String, Expected>,
    /// How many slivers are left out.
    #[serde(default)]
    slivers: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    land: String,
    /// The share of the gap for which plans are being prepared.
    #[serde(default)]
    preparing: f64,
}

/// Land of a GeoJSON feature.
pub fn land_of(feature: &Value) -> Land {
    let geometry: geojson::Geometry = feature["geometry"].to_string().parse().unwrap();
    match geo::Geometry::try_from(geometry).unwrap() {
        geo::Geometry::Polygon(polygon) => Land::new(vec![polygon]),
        geo::Geometry::MultiPolygon(land) => land,
        other => panic!("{other:?}"),
    }
}

impl Asked {
    fn address(&self) -> String {
        let number = |value: Option<f64>| value.map(|value| value.to_string());
        let fields = [("tier", self.tier.clone().or_else(|| Some("general".into()))), ("of", self.of.clone())];
        let fields = fields.into_iter().chain([("tolerance_m2", number(self.tolerance_m2)), ("min_width_m", number(self.min_width_m))]);
        let fields: String = fields.filter_map(|(name, value)| Some(format!("&{name}={}", value?))).collect();
        format!("/api/coverage/gaps?unit={}&at={}{fields}", self.unit, self.at)
    }

    async fn problems(&self, site: &Arc<Site>) -> Vec<String> {
        let address = self.address();
        let answer = ask(site, "GET", &address, &[]).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/geo+json"), "{address}");
        let answer = answer.json();
        let features = answer["features"].as_array().unwrap();
        let codes: Vec<&str> = features.iter().map(|feature| feature["properties"]["unit_code"].as_str().unwrap()).collect();
        let mut problems = Vec::new();
        if codes != self.gaps.keys().collect::<Vec<_>>() {
            problems.push(format!("expected gaps of {:?}, found {codes:?}", self.gaps.keys()));
        }
        if answer["slivers"]["count"] != self.slivers {
            problems.push(format!("expected {} slivers, found {}", self.slivers, answer["slivers"]));
        }
        for (feature, expected) in features.iter().zip(self.gaps.values()) {
            problems.extend(expected.problems(feature));
        }
        problems.into_iter().map(|problem| format!("{address}: {problem}")).collect()
    }
}

impl Expected {
    fn problems(&self, feature: &Value) -> Vec<String> {
        let (expected, found, properties) = (land(&self.land), land_of(feature), &feature["properties"]);
        let number = |name: &str| properties[name].as_f64().unwrap();
        let apart = expected.xor(&found).unsigned_area();
        let checks = [
            (apart > 1e-8).then(|| format!("{apart} square degrees are not as expected: {found:?}")),
            (found.iter().any(|polygon| polygon.exterior().0.len() < 4)).then(|| "a ring of too few positions".to_owned()),
            ((number("area_km2") / area_km2(&expected) - 1.0).abs() > 1e-4).then(|| format!("area {}", properties["area_km2"])),
            ((number("preparing_percent") - self.preparing).abs() > 1e-3).then(|| format!("preparing {}", properties["preparing_percent"])),
            (properties["preparing"] != (self.preparing > 0.0)).then(|| format!("preparing {}", properties["preparing"])),
        ];
        checks.into_iter().flatten().map(|problem| format!("{}: {problem}", properties["unit_code"])).collect()
    }
}

#[tokio::test]
async fn every_case_of_gaps_has_the_land_drawn_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("gaps") {
        let case: Case = read(&file);
        let site = site(case.world.records(), Settings::default(), None);
        for asked in &case.ask {
            let label = format!("{} ({})", file.file_name().unwrap_or_default().display(), case.why);
            wrong.extend(asked.problems(&site).await.into_iter().map(|problem| format!("{label}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
