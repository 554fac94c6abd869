//! What GDAL reads of `/ogc` by its address alone, where it is installed.

use std::process::Command;

use crate::dataset::serve;

/// What a program of GDAL prints; `None` where it is not installed.
async fn gdal(program: &'static str, arguments: Vec<String>) -> Option<String> {
    let output = tokio::task::spawn_blocking(move || Command::new(program).args(arguments).output()).await.unwrap();
    let Ok(output) = output else {
        eprintln!("skipped: `{program}` is not installed");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_the_collections_and_pages_through_them() {
    let address = serve().await;
    let source = format!("OAPIF:http://{address}/ogc");
    let Some(layers) = gdal("ogrinfo", vec![source.clone()]).await else { return };
    for layer in ["provinces", "districts", "communes", "areas", "plans", "zones", "gaps"] {
        assert!(layers.contains(layer), "{layers}");
    }
    let paged = ["-ro", "-al", "-oo", "PAGE_SIZE=3", &source, "communes"].map(str::to_owned).to_vec();
    let communes = gdal("ogrinfo", paged).await.unwrap();
    assert!(
        communes.contains("Feature Count: 4") && communes.contains("Extent: (106.000000, 21.000000) - (106.400000, 21.100000)"),
        "{communes}"
    );
    assert!(communes.contains("zoning_percent (Real) = 50") && communes.contains("full_name (String) = Xã Quang Lang"), "{communes}");
    assert_eq!(communes.matches("OGRFeature(communes)").count(), 4, "{communes}");
}

#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_a_tile_and_finds_what_the_collection_shows() {
    let coord = plancover::tiles::TileCoord::at(8, 106.2, 21.05).unwrap();
    let tile = format!("MVT:http://{}/tiles/communes,plans/8/{}/{}.mvt", serve().await, coord.x(), coord.y());
    let Some(found) = gdal("ogrinfo", vec!["-ro".into(), "-al".into(), tile]).await else { return };
    assert!(found.contains("Layer name: communes") && found.contains("Layer name: plans"), "{found}");
    assert_eq!(found.matches("OGRFeature(communes)").count(), 4, "{found}");
    assert!(found.contains("zoning_percent (Real) = 50") && found.contains("full_name (String) = Xã Quang Lang"), "{found}");
}

/// The other driver of GDAL: it reads the features as they are, and the definition of the tile matrix set, of which it tells what it misses (before
/// 3.8 the members of version 1.0 of the standard).
#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_a_collection_by_its_own_address() {
    let source = format!("OGCAPI:http://{}/ogc/collections/communes", serve().await);
    let read = |api: &str| gdal("ogrinfo", ["-ro", "-al", "-oo", api, &source].map(str::to_owned).to_vec());
    let Some(items) = read("API=ITEMS").await else { return };
    assert_eq!(items.matches("OGRFeature(communes)").count(), 4, "{items}");
    assert!(items.contains("full_name (String) = Xã Quang Lang"), "{items}");
    let tiles = read("API=TILES").await.unwrap();
    assert!(!tiles.contains("ERROR"), "{tiles}");
}

/// A copy made by GDAL alone: paging, a rectangle that the server filters by, and a system that GDAL projects to.
#[tokio::test(flavor = "multi_thread")]
async fn gdal_copies_a_part_of_a_collection() {
    let source = format!("OAPIF:http://{}/ogc", serve().await);
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.geojson").to_string_lossy().into_owned();
    let arguments = ["-f", "GeoJSON", "-oo", "PAGE_SIZE=1", "-spat", "106.05", "21.02", "106.15", "21.06", &copy, &source, "communes"];
    let Some(said) = gdal("ogr2ogr", arguments.map(str::to_owned).to_vec()).await else { return };
    let copied: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&copy).unwrap()).unwrap();
    let names: Vec<&str> =
        copied["features"].as_array().unwrap().iter().map(|feature| feature["properties"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Đồng Mỏ", "Quang Lang"], "{said}");
}

/// Features in VN-2000 are for GDAL where they are in WGS 84: the figures of the server are those of PROJ.
#[tokio::test(flavor = "multi_thread")]
async fn gdal_places_projected_features_where_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let page = crate::dataset::json("/ogc/collections/communes/items?crs=http://www.opengis.net/def/crs/EPSG/0/9215").await;
    let file = folder.path().join("vn2000.geojson").to_string_lossy().into_owned();
    std::fs::write(&file, page.to_string()).unwrap();
    let copy = folder.path().join("wgs84.geojson").to_string_lossy().into_owned();
    let arguments = ["-f", "GeoJSON", "-s_srs", "EPSG:9215", "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=9", &copy, &file];
    let Some(said) = gdal("ogr2ogr", arguments.map(str::to_owned).to_vec()).await else { return };
    let copied: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&copy).unwrap()).unwrap();
    let ring = copied["features"][1]["geometry"]["coordinates"][0].as_array().unwrap();
    for corner in [[106.1, 21.0], [106.2, 21.0], [106.2, 21.1], [106.1, 21.1]] {
        let near = |position: &serde_json::Value| (0..2).all(|axis| (position[axis].as_f64().unwrap() - corner[axis]).abs() < 2e-8);
        assert!(ring.iter().any(near), "{corner:?} is not in {ring:?} {said}");
    }
}
