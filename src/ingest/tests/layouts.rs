//! Layouts of others: recognised by their columns, and read with the built-in profile.

use std::fs;

use super::*;
use crate::domain::{Area, PlanKind, UnitKind};

const RING: &str = "[[106.5,21.6],[106.6,21.6],[106.6,21.7],[106.5,21.6]]";

fn geojson(folder: &Path, features: &[&str]) -> PathBuf {
    let path = folder.join("a.geojson");
    let geometry = format!(r#""geometry":{{"type":"Polygon","coordinates":[{RING}]}}"#);
    let features: Vec<String> =
        features.iter().map(|properties| format!(r#"{{"type":"Feature","properties":{{{properties}}},{geometry}}}"#)).collect();
    fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).unwrap();
    path
}

fn gazetteer(folder: &Path) -> Gazetteer {
    let known = geojson(
        folder,
        &[
            r#""code":"186","name":"Chi Lăng","kind":"district""#,
            r#""code":"181","name":"Bình Gia","kind":"district""#,
            r#""code":"06463","name":"Đồng Mỏ","kind":"township","parent_code":"186""#,
            r#""code":"06058","name":"Hòa Bình","kind":"commune","parent_code":"181""#,
            r#""code":"06478","name":"Hòa Bình","kind":"commune","parent_code":"186""#,
        ],
    );
    let units = units(&known, |_| {});
    Gazetteer::of(units.records.iter().map(|record| &record.value))
}

#[test]
fn gadm_is_recognised_and_its_units_are_found_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer(folder.path());
    let feature = |name: &str, parent: &str, kind: &str| {
        format!(r#""GID_3":"VNM.1_1","GID_2":"VNM.1","NAME_1":"Lạng Sơn","NAME_2":"{parent}","NAME_3":"{name}","TYPE_3":"{kind}""#)
    };
    let features = [feature("Đồng Mỏ", "Chi Lăng", "Thị trấn"), feature("Hòa Bình", "Bình Gia", "Xã"), feature("Lạ", "NA", "Xã")];
    let path = geojson(folder.path(), &features.each_ref().map(String::as_str));
    let batch = units(&path, |options| options.gazetteer = Some(&gazetteer));
    assert_eq!(batch.issues[0].found, "read with the built-in profile `gadm3`, recognised by GID_3, NAME_3, TYPE_3");
    let found: Vec<_> = batch.records.iter().map(|record| &record.value).collect();
    assert_eq!((found[0].code.as_str(), found[0].kind, found[1].code.as_str()), ("06463", UnitKind::Township, "06058"));
    assert_eq!(found[1].parent_code.as_ref().map(crate::domain::UnitCode::as_str), Some("181"));
    assert!(told(&batch.issues).contains(&(3, "unit/name-unknown", "code")), "{:?}", batch.issues);
    assert_eq!(found.len(), 2);
}

#[test]
fn a_name_with_its_type_word_tells_the_kind() {
    let folder = tempfile::tempdir().unwrap();
    let gazetteer = gazetteer(folder.path());
    let path = geojson(folder.path(), &[r#""osm_id":"1","name":"Thị trấn Đồng Mỏ","admin_level":"8""#]);
    let batch = units(&path, |options| options.gazetteer = Some(&gazetteer));
    let unit = &batch.records[0].value;
    assert_eq!((unit.code.as_str(), unit.name.as_str(), unit.kind), ("06463", "Đồng Mỏ", UnitKind::Township));
    assert_eq!(unit.source.as_deref(), Some("© OpenStreetMap contributors (ODbL)"));
    assert!(told(&batch.issues).contains(&(1, "kind/from-name", "name")), "{:?}", batch.issues);
    let path =
        geojson(folder.path(), &[r#""code":"06463","name":"Xã Chi Lăng","type":"Xã""#, r#""code":"06466","name":"Chi Lăng","type":"Xã""#]);
    let batch = units(&path, |_| {});
    assert_eq!(batch.records.iter().map(|record| record.value.name.as_str()).collect::<Vec<_>>(), ["Chi Lăng", "Chi Lăng"]);
}

#[test]
fn planning_data_of_the_ministry_are_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let path = geojson(
        folder.path(),
        &[
            r#""maThongTinQH":"202523100001","maHoSoQH":"20QPK1000001","tenDoiTuong":"Phân khu 1","phanLoai":"""#,
            r#""maThongTinQH":"202523100002","maHoSoQH":"20QHC1000002","tenDoiTuong":"Xã A","phanLoai":"Quy hoạch chung xã""#,
            r#""maThongTinQH":"202523100003","maHoSoQH":"20QHC1000003","tenDoiTuong":"B","phanLoai":"""#,
        ],
    );
    let batch = read_plans(&path, &options(|_| {}), &mut |_| {}).unwrap();
    assert_eq!(batch.issues[0].found, "read with the built-in profile `tt16`, recognised by maHoSoQH, maThongTinQH");
    let kinds: Vec<PlanKind> = batch.records.iter().map(|record| record.value.kind).collect();
    assert_eq!(kinds, [PlanKind::Zoning, PlanKind::CommuneGeneral]);
    // QHC alone does not tell whose general plan it is.
    assert!(told(&batch.issues).contains(&(3, "value/word", "kind")), "{:?}", batch.issues);
}

#[test]
fn columns_as_they_should_be_are_taken_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = geojson(folder.path(), &[r#""code":"06463","name":"Chi Lăng","kind":"commune","MAXA":"1","TENXA":"x""#]);
    let batch = units(&path, |_| {});
    assert!(batch.issues.iter().all(|issue| issue.code == "column/unknown"), "{:?}", batch.issues);
    assert_eq!(batch.records[0].value.code.as_str(), "06463");
}

#[test]
fn lost_zeros_are_put_back_where_the_profile_allows_it_and_none_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::parse("pad_codes = true").unwrap();
    let read = |codes: [&str; 2]| {
        let features = codes.map(|code| format!(r#""code":"{code}","name":"X","kind":"commune","parent_code":"186""#));
        let path = geojson(folder.path(), &features.each_ref().map(String::as_str));
        units(&path, |options| options.profile = Some(&profile))
    };
    let batch = read(["6463", "6466"]);
    assert_eq!(batch.records[1].value.code.as_str(), "06466");
    assert_eq!(told(&batch.issues), [(1, "code/padded", "code"), (2, "code/padded", "code")]);
    assert_eq!(told(&read(["6463", "06466"]).issues), [(1, "code/leading-zero", "code")]);
}

#[test]
fn capitals_of_areas_are_put_back_only_where_they_were_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let read = |name: &[u8]| -> Area {
        fs::write(&path, [b"id,name,kind,units\nA,", name, b",urban_area,06463\n"].concat()).unwrap();
        read_areas(&path, &options(|_| {}), &mut |_| {}).unwrap().records.remove(0).value
    };
    assert_eq!(read(b"Th\xDE tr\xCAn \xB8i Qu\xE8c").name, "Thị trấn Ái Quốc");
    assert_eq!(read("Đồng ý và ấp Bắc".as_bytes()).name, "Đồng ý và ấp Bắc");
}
