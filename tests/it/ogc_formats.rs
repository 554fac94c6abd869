//! Features as text sequence, CSV and FlatGeobuf: what is in them, what they are called, and that GDAL reads the same of each.

use std::process::Command;

use axum::http::StatusCode;
use plancover::config::Settings;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get, records, site};

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

/// What GDAL makes of a file, as GeoJSON with all digits; `None` where it is not installed.
pub fn read_by_gdal(name: &str, bytes: &[u8], options: &[&str]) -> Option<Value> {
    let folder = tempfile::tempdir().unwrap();
    let (file, copy) = (folder.path().join(name), folder.path().join("copy.geojson"));
    std::fs::write(&file, bytes).unwrap();
    let mut command = Command::new("ogr2ogr");
    command.args(["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7"]).args(options).args([&copy, &file]);
    let Ok(output) = command.output() else {
        eprintln!("skipped: `ogr2ogr` is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("ERROR"), "{name}: {said}");
    Some(serde_json::from_str(&std::fs::read_to_string(&copy).unwrap()).unwrap())
}

/// The corners of a geometry, whatever it is called and wherever its rings begin, in hundredths of a degree.
pub fn corners(geometry: &Value) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    collect(&geometry["coordinates"], &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn collect(value: &Value, found: &mut Vec<(i64, i64)>) {
    let Some(list) = value.as_array() else { return };
    if let [Some(x), Some(y), ..] = list.iter().map(Value::as_f64).collect::<Vec<_>>()[..] {
        #[expect(clippy::cast_possible_truncation, reason = "hundredths of a degree")]
        found.push(((x * 100.0).round() as i64, (y * 100.0).round() as i64));
    } else {
        list.iter().for_each(|inner| collect(inner, found));
    }
}

/// The same values of the same features; a day may be written as GDAL writes it.
pub fn same(expected: &Value, found: &Value, what: &str) {
    let (expected, found) = (expected["features"].as_array().unwrap(), found["features"].as_array().unwrap());
    assert_eq!(expected.len(), found.len(), "{what}");
    for feature in expected {
        let name = &feature["properties"]["name"];
        let other = found.iter().find(|other| other["properties"]["name"] == *name).unwrap_or_else(|| panic!("{what}: {name}"));
        assert_eq!(corners(&feature["geometry"]), corners(&other["geometry"]), "{what}: {name}");
        for (key, value) in feature["properties"].as_object().unwrap() {
            // GDAL reads an attribute `id` of GeoJSON as the identifier.
            let found = if key == "id" && other["properties"][key].is_null() { &other["id"] } else { &other["properties"][key] };
            let day = |value: &Value| value.as_str().map(|text| text.replace('/', "-").replace("T00:00:00", ""));
            let same = found == value
                || (value.is_string() && day(found) == day(value))
                || (value.is_number() && found.as_f64() == value.as_f64());
            assert!(same, "{what}: {name} {key}: {value} became {found}");
        }
    }
}

#[tokio::test]
async fn each_format_is_named_by_f_or_by_accept_and_keeps_a_name_that_says_what_it_is() {
    let site = default_site();
    for (f, media_type, file) in [
        ("geojsonseq", "application/geo+json-seq", "attachment; filename=\"communes-2024-06-30.geojsons\""),
        ("csv", "text/csv; charset=utf-8", "attachment; filename=\"communes-2024-06-30.csv\""),
        ("fgb", "application/flatgeobuf", "attachment; filename=\"communes-2024-06-30.fgb\""),
        ("geojson", "application/geo+json", "inline; filename=\"communes-2024-06-30.geojson\""),
    ] {
        let named = raw(&format!("/ogc/collections/communes/items?f={f}")).await;
        let wanted = media_type.split(';').next().unwrap();
        let accepted = ask(&site, "GET", "/ogc/collections/communes/items", &[("accept", wanted)]).await;
        for answer in [&named, &accepted] {
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, media_type), "{f}");
            assert_eq!(answer.header("content-disposition"), file, "{f}");
        }
        assert_eq!(named.body.is_empty(), accepted.body.is_empty());
    }
    let page = get("/ogc/collections/communes/items").await;
    let alternates = page["links"].as_array().unwrap().iter().filter(|link| link["rel"] == "alternate").count();
    assert!(alternates >= 3, "{page}");
    let on = raw("/ogc/collections/communes/items?f=csv&at=2025-08-01").await;
    assert_eq!(on.header("content-disposition"), "attachment; filename=\"communes-2025-08-01.csv\"");
    let next = raw("/ogc/collections/communes/items?f=csv&limit=1").await;
    let links: Vec<&str> = next.headers.get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
    let expected =
        "<http://localhost/ogc/collections/communes/items?f=csv&limit=1&after=00001>; rel=\"next\"; type=\"text/csv; charset=utf-8\"";
    assert!(links.contains(&expected), "{links:?}");
}

#[tokio::test]
async fn a_table_has_the_declared_columns_and_a_point_or_the_land() {
    let text = raw("/ogc/collections/plans/items?f=csv").await.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    let head = "\u{feff}id,name,kind,tier,state,stage,decision_number,approved_on,horizon_year,scale,territory_basis,quality,lon,lat";
    assert_eq!(lines[0], head);
    let line = lines[1];
    let expected = "QHC-1,Quy hoạch chung thị trấn Đồng Mỏ,urban_general,general,in_force,approved,12/QĐ-UBND,2022-06-01,2023,5000,units,imported,106.";
    assert!(line.starts_with(expected), "{line}");
    assert_eq!((lines.len(), lines[6]), (7, ""), "five lines, each ended");
    let units = raw("/ogc/collections/communes/items?f=csv&properties=name,zoning_percent&skipGeometry=true").await.text();
    assert_eq!(units, "\u{feff}name,zoning_percent\r\nĐồng Mỏ,0.00\r\nQuang Lang,50.00\r\nBắc Thủy,0.00\r\nVân Nham,0.00\r\n");
    let wkt = raw("/ogc/collections/communes/items?f=csv&properties=code&geometry=wkt&limit=1").await.text();
    assert_eq!(wkt, "\u{feff}code,geometry\r\n00001,\"MULTIPOLYGON (((106 21,106.1 21,106.1 21.1,106 21.1,106 21)))\"\r\n");
    let plane = raw("/ogc/collections/communes/items?f=csv&properties=code&limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/9215").await;
    assert!(plane.text().starts_with("\u{feff}code,easting,northing\r\n00001,3"), "{}", plane.text());
    let refused = raw("/ogc/collections/communes/items?geometry=wkt").await;
    assert_eq!((refused.status, &refused.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!("geometry")));
}

/// Names come from files of others: none may do anything in a spreadsheet.
#[tokio::test]
async fn a_hostile_name_is_a_text_in_a_table() {
    let mut records = records(8);
    records.plans[0].name = "=HYPERLINK(\"http://evil.example\",\"Đồng, Mỏ\")".into();
    let site = site(records, Settings::default(), None);
    let text = ask(&site, "GET", "/ogc/collections/plans/items?f=csv&properties=name&skipGeometry=true&limit=1", &[]).await.text();
    assert_eq!(text, "\u{feff}name\r\n\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"Đồng, Mỏ\"\")\"\r\n");
}

#[tokio::test]
async fn a_text_sequence_is_the_features_one_by_one() {
    let answer = raw("/ogc/collections/communes/items?f=geojsonseq").await;
    let text = answer.text();
    let features: Vec<Value> =
        text.split_terminator('\n').map(|line| serde_json::from_str(line.strip_prefix('\u{1e}').unwrap()).unwrap()).collect();
    assert_eq!(Value::Array(features), get("/ogc/collections/communes/items").await["features"]);
    assert!(text.ends_with('\n'));
}

#[tokio::test]
async fn gdal_reads_a_stream_of_flatgeobuf() {
    for layer in ["communes", "plans", "areas"] {
        let answer = raw(&format!("/ogc/collections/{layer}/items?f=fgb")).await;
        let Some(found) = read_by_gdal("stream.fgb", &answer.body, &[]) else { return };
        same(&get(&format!("/ogc/collections/{layer}/items")).await, &found, layer);
    }
    let none = raw("/ogc/collections/zones/items?f=fgb").await;
    let Some(found) = read_by_gdal("none.fgb", &none.body, &[]) else { return };
    assert_eq!(found["features"], json!([]));
}

/// What must be known of the features is told in the head where the body has no place for it.
#[tokio::test]
async fn tables_and_files_tell_the_notices_in_their_head() {
    for address in ["items?f=csv", "items?f=fgb", "items?f=geojsonseq", "download?f=csv", "download?f=geojson"] {
        assert_eq!(raw(&format!("/ogc/collections/plans/{address}")).await.header("plancover-notices"), "illustrative_plans", "{address}");
        assert_eq!(raw(&format!("/ogc/collections/communes/{address}")).await.header("plancover-notices"), "", "{address}");
    }
    let answer = raw("/ogc/collections/communes/items?f=csv").await;
    assert!(answer.header("access-control-expose-headers").contains("plancover-notices"));
}

/// Axes of FlatGeobuf are east, north; its system is the one asked for.
#[tokio::test]
async fn gdal_places_a_stream_in_vn2000() {
    let answer = raw("/ogc/collections/communes/items?f=fgb&crs=http://www.opengis.net/def/crs/EPSG/0/9215").await;
    let Some(found) = read_by_gdal("plane.fgb", &answer.body, &["-t_srs", "EPSG:4326"]) else { return };
    same(&get("/ogc/collections/communes/items").await, &found, "communes");
}

/// `rel=enclosure` of a collection: each file is what the command line writes, and is not compressed twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_whole_layer_is_a_file_behind_a_link_of_its_collection() {
    let site = default_site();
    let collection = get("/ogc/collections/communes?at=2024-06-30").await;
    let links = collection["links"].as_array().unwrap().iter().filter(|link| link["rel"] == "enclosure");
    let mut endings = Vec::new();
    for link in links {
        let address = link["href"].as_str().unwrap().strip_prefix("http://localhost").unwrap();
        let answer = ask(&site, "GET", address, &[("accept-encoding", "gzip")]).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, link["type"].as_str().unwrap()), "{address}");
        let name = answer.header("content-disposition").split('"').nth(1).unwrap().to_owned();
        let ending = name.strip_prefix("communes-2024-06-30.").unwrap().to_owned();
        let packed = matches!(&*ending, "xlsx" | "shp.zip");
        assert_eq!(answer.header("content-encoding"), if packed { "" } else { "gzip" }, "{name}");
        let plain = ask(&site, "GET", address, &[]).await;
        assert_eq!(plain.header("content-length"), plain.body.len().to_string());
        assert!(!plain.header("etag").is_empty());
        if !matches!(&*ending, "xlsx" | "csv" | "shp.zip") {
            let Some(found) = read_by_gdal(&name, &plain.body, &[]) else { return };
            same(&get("/ogc/collections/communes/items").await, &found, &name);
        }
        endings.push(ending);
    }
    assert_eq!(endings, ["gpkg", "fgb", "shp.zip", "xlsx", "csv", "geojson"]);
    let unknown = raw("/ogc/collections/communes/download?f=doc").await;
    assert_eq!((unknown.status, &unknown.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!("f")));
    assert_eq!(raw("/ogc/collections/rivers/download").await.status, StatusCode::NOT_FOUND);
}
