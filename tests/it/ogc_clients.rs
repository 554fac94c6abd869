//! What `OWSLib` and QGIS read of the server by its address alone, where they are installed.

use std::process::Command;

use serde_json::{Value, json};

use crate::dataset::serve;

/// Not installed, as the scripts of `tests/fixtures/clients` say it.
const MISSING: i32 = 77;

/// What a script prints of a served made-up province; `None` where its client is not installed.
async fn read_by(script: &str, path: &str) -> Option<Value> {
    let file = format!("{}/tests/fixtures/clients/{script}", env!("CARGO_MANIFEST_DIR"));
    let server = format!("http://{}{path}", serve().await);
    // The Python that Debian installs its packages for.
    let run = move || Command::new("/usr/bin/python3").args([file, server]).output();
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let Some(output) = output.ok().filter(|output| output.status.code() != Some(MISSING)) else {
        eprintln!("SKIPPED: the client of `{script}` is not installed (apt-get install python3-owslib python3-qgis qgis-providers)");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{script}: {said}");
    let printed = String::from_utf8(output.stdout).unwrap();
    Some(serde_json::from_str(printed.lines().last().unwrap_or_default()).unwrap_or_else(|_| panic!("{script}: {printed}{said}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn owslib_reads_collections_items_and_filters() {
    let Some(found) = read_by("owslib_features.py", "/ogc").await else { return };
    assert_eq!(found["openapi"], "3.0.3");
    assert!(found["conforms"].as_u64().unwrap() > 20, "{found}");
    assert_eq!(found["collections"], json!(["provinces", "districts", "communes", "areas", "plans", "zones", "gaps"]));
    assert_eq!(found["extent"], json!([106.0, 21.0, 106.4, 21.1]));
    assert!(found["queryables"].as_array().unwrap().contains(&json!("zoning_percent")), "{found}");
    assert_eq!((&found["matched"], &found["item"]), (&json!(4), &json!("00001")));
    assert_eq!(found["bbox"], json!(["00001"]));
    assert_eq!(found["datetime"], json!(["00001", "00003"]));
    assert_eq!(found["filter"], json!(["00001", "00002"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn qgis_reads_features_and_draws_tiles_with_the_style() {
    let Some(found) = read_by("qgis_layers.py", "").await else { return };
    assert_eq!((&found["valid"], &found["system"], &found["count"]), (&json!(true), &json!("EPSG:4326"), &json!(4)));
    assert_eq!(found["extent"], json!([106.0, 21.0, 106.4, 21.1]));
    assert!(found["fields"].as_array().unwrap().contains(&json!("zoning_percent")), "{found}");
    let all = json!(["00001", "00002", "00003", "00004"]);
    assert_eq!((&found["codes"], &found["paged"]), (&all, &all));
    assert_eq!(found["rectangle"], json!(["00001"]));
    assert_eq!(found["accepted"], true);
    assert_eq!((&found["expression"], &found["subset"]), (&json!(["00001"]), &json!(["00001"])));
    // What has the same status has the same colour, and what has another one another.
    let list = |name: &str| found[name].as_array().unwrap().clone();
    let (statuses, colours) = (list("statuses"), list("colours"));
    assert!(colours.len() == 4 && statuses.iter().any(|status| *status != statuses[0]), "{found}");
    for (first, second) in (0..4).flat_map(|first| (0..first).map(move |second| (first, second))) {
        assert_eq!(statuses[first] == statuses[second], colours[first] == colours[second], "{found}");
    }
}
