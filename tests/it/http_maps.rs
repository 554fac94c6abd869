//! `/maps`, legends and sprites through the real router.

use axum::http::StatusCode;
use plancover::config::Settings;
use plancover::domain::{PlanKind, Stage};
use plancover::snapshot::Records;
use plancover::tiles::TileCoord;
use serde_json::{Value, json};
use tiny_skia::Pixmap;

use crate::dataset::{Answer, TODAY, ask, day, default_site, json as get, of_units, plan, records, site};

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

async fn picture(address: &str) -> Pixmap {
    let answer = raw(address).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/png"), "{address}");
    Pixmap::decode_png(&answer.body).unwrap()
}

/// How many pixels have the colour, written `#rrggbb`.
fn seen(picture: &Pixmap, colour: &Value) -> usize {
    let hex = |pixel: &tiny_skia::PremultipliedColorU8| format!("#{:02x}{:02x}{:02x}", pixel.red(), pixel.green(), pixel.blue());
    picture.pixels().iter().filter(|pixel| hex(pixel) == colour.as_str().unwrap()).count()
}

fn colour<'a>(legend: &'a Value, value: &str) -> &'a Value {
    let entries = legend["entries"].as_array().unwrap();
    &entries.iter().find(|entry| entry["value"] == value).unwrap()["color"]
}

#[tokio::test]
async fn a_page_shows_the_colours_of_the_legend_at_the_width_asked_for() {
    let legend = get("/styles/coverage-general/legend.json").await;
    for (query, width) in
        [("?unit=20", 1200), ("?unit=187&width=500&lang=en&at=2024-01-01", 500), ("", 1200), ("?unit=00001&width=2400", 2400)]
    {
        let picture = picture(&format!("/maps/coverage-general.png{query}")).await;
        assert_eq!(picture.width(), width, "{query}");
        // 00001 is the only commune with a general plan.
        assert!(seen(&picture, colour(&legend, "full")) > 2000 * width as usize / 1200, "{query}");
    }
    let languages = [raw("/maps/plans.png?unit=20&lang=vi").await.body, raw("/maps/plans.png?unit=20&lang=en").await.body];
    assert_ne!(languages[0], languages[1]);
}

#[tokio::test]
async fn every_style_has_pictures_and_a_legend_in_both_languages() {
    let list = get("/styles").await;
    let ids: Vec<&str> = list["styles"].as_array().unwrap().iter().map(|style| style["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["coverage-detailed", "coverage-general", "coverage-regional", "coverage-zoning", "indicators", "plans"]);
    for id in ids {
        assert!(picture(&format!("/maps/{id}.png?unit=20&width=400")).await.height() > 200, "{id}");
        let legend = get(&format!("/styles/{id}/legend.json")).await;
        assert!(!legend["title"]["vi"].as_str().unwrap().is_empty() && !legend["title"]["en"].as_str().unwrap().is_empty());
        let entries = legend["entries"].as_array().unwrap();
        assert!(entries.len() >= 4);
        for entry in entries {
            assert!(["vi", "en"].iter().all(|lang| !entry[lang].as_str().unwrap().is_empty()), "{entry}");
            assert!(["color", "pattern", "line"].iter().any(|look| entry.get(look).is_some()), "{entry}");
        }
    }
    let legend = get("/styles/coverage-zoning/legend.json").await;
    assert_eq!((&legend["entries"][1]["pattern"], &legend["entries"][2]["pattern"]), (&json!("dots"), &json!("hatch")));
    assert_eq!(legend["entries"][4]["notice"], "schematic_boundaries");
    assert_eq!(raw("/styles/none/legend.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tiles_are_pictures_of_their_place() {
    let coord = TileCoord::at(9, 106.05, 21.05).unwrap();
    let (x, y) = (coord.x(), coord.y());
    let legend = get("/styles/coverage-general/legend.json").await;
    for (ending, side) in [(".png", 256), ("@2x.png", 512)] {
        let picture = picture(&format!("/maps/coverage-general/9/{x}/{y}{ending}")).await;
        assert_eq!((picture.width(), picture.height()), (side, side));
        assert!(seen(&picture, colour(&legend, "full")) > 100);
    }
    let empty = picture("/maps/coverage-general/9/0/0.png").await;
    assert!(empty.pixels().iter().all(|pixel| *pixel == empty.pixels()[0]), "nothing is there");
    let most = 1_u64 << 32;
    for missing in ["9/512/0.png", "19/0/0.png", "9/0/0", "9/0/0.mvt", "-1/0/0.png", "9/0/@2x.png", &format!("9/{most}/0.png")] {
        let answer = raw(&format!("/maps/coverage-general/{missing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        assert!(answer.json()["detail"].as_str().unwrap().contains("allowed: zoom 0 to 18"), "{missing}");
    }
}

#[tokio::test]
async fn a_picture_is_tagged_and_changes_with_the_data() {
    let site = default_site();
    let address = "/maps/coverage-general.png?unit=20&width=400";
    let first = ask(&site, "GET", address, &[]).await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let tag = first.header("etag").to_owned();
    let again = ask(&site, "GET", address, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag.as_str()));
    assert_eq!(ask(&site, "GET", address, &[]).await.body, first.body);
    let mut records = records(8);
    records.plans.push(plan("QHC-2", "Chung xã", PlanKind::CommuneGeneral, of_units(&["00004"]), &[(Stage::Approved, "2024-06-01")]));
    site.publisher.publish(records, day(TODAY));
    let changed = ask(&site, "GET", address, &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    let legend = ask(&site, "GET", "/styles/coverage-general/legend.json", &[]).await.json();
    let [before, after] = [&first, &changed].map(|answer| seen(&Pixmap::decode_png(&answer.body).unwrap(), colour(&legend, "full")));
    assert!(after > before * 3 / 2, "two of four communes are covered now: {before} {after}");
}

#[tokio::test]
async fn what_cannot_be_drawn_is_refused_with_what_can() {
    for (address, status, said) in [
        ("/maps/none.png", StatusCode::NOT_FOUND, "coverage-general.png"),
        ("/maps/coverage-general", StatusCode::NOT_FOUND, "coverage-general.png"),
        ("/maps/plans.png?unit=99", StatusCode::NOT_FOUND, "no unit `99`"),
        ("/maps/plans.png?unit=187&at=2025-07-01", StatusCode::NOT_FOUND, "hint: it was in force"),
        ("/maps/plans.png?width=319", StatusCode::BAD_REQUEST, "from 320 to 2400"),
        ("/maps/plans.png?width=1e9", StatusCode::BAD_REQUEST, "from 320 to 2400"),
        ("/maps/plans.png?lang=fr", StatusCode::BAD_REQUEST, "vi, en"),
        ("/maps/plans.png?height=10", StatusCode::BAD_REQUEST, "unknown parameter"),
        ("/maps/none/9/0/0.png", StatusCode::NOT_FOUND, "no style `none`"),
    ] {
        let answer = raw(address).await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(said), "{address}: {}", answer.text());
    }
    let empty = site(Records::default(), Settings::default(), None);
    let answer = ask(&empty, "GET", "/maps/coverage-general.png", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.json()["detail"].as_str().unwrap().contains("hint: import boundaries first"));
}

#[tokio::test]
async fn a_style_names_a_sprite_that_has_its_patterns() {
    let style = get("/styles/coverage-general.json").await;
    let sprite = style["sprite"].as_str().unwrap().strip_prefix("http://localhost").unwrap();
    let patterns: Vec<&Value> = style["layers"].as_array().unwrap().iter().filter_map(|layer| layer["paint"].get("fill-pattern")).collect();
    assert_eq!(patterns, ["dots", "hatch"]);
    for ratio in ["", "@2x"] {
        let index = get(&format!("{sprite}{ratio}.json")).await;
        let png = picture(&format!("{sprite}{ratio}.png")).await;
        for pattern in &patterns {
            let place = &index[pattern.as_str().unwrap()];
            assert!(place["x"].as_u64().unwrap() + place["width"].as_u64().unwrap() <= u64::from(png.width()), "{index}");
        }
    }
    assert_eq!(raw("/styles/sprite@3x.png").await.status, StatusCode::NOT_FOUND);
}
