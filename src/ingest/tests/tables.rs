//! Areas, plans and events.

use std::fs;

use super::*;
use crate::domain::{AreaKind, PlanKind, Quality, Stage, Territory, UnitRef, parse_day};

fn names(refs: &[UnitRef]) -> Vec<String> {
    refs.iter().map(|unit| format!("{}@{:?}", unit.code, unit.on)).collect()
}

#[test]
fn areas_are_drawn_or_consist_of_units() {
    let options = options(|options| options.area_kind = Some(AreaKind::FunctionalZone));
    let batch = read_areas(&fixture("areas.geojson"), &options, &mut |_| {}).unwrap();
    assert_eq!(told(&batch.issues), [(3, "area/no-land", ""), (4, "area/two-territories", "units")]);
    let area = |at: usize| &batch.records[at].value;
    assert_eq!((area(0).kind, area(1).kind), (AreaKind::UrbanArea, AreaKind::FunctionalZone));
    assert_eq!((area(0).quality, area(1).quality), (Quality::Illustrative, Quality::Imported));
    assert_eq!(
        (area(0).class.as_deref(), area(0).status.as_deref(), area(0).clause.as_deref()),
        (Some("V"), Some("planned"), Some("II.3"))
    );
    assert!(area(0).boundary.is_some() && area(1).boundary.is_none());
    assert_eq!(names(&area(1).units), ["06463@Some(2022-06-01)", "06466@None"]);
    assert_eq!(area(1).period.from, parse_day("2020-01-01").ok());
}

#[test]
fn plans_are_read_with_their_decision_and_every_problem_is_told() {
    let batch = read_plans(&fixture("plans.csv"), &options(|_| {}), &mut |_| {}).unwrap();
    let expected = [
        (3, "plan/undated-decision", "decision_number"),
        (3, "plan/no-territory", ""),
        (4, "value/number", "scale"),
        (4, "value/number", "horizon_year"),
        (4, "value/word", "illustrative"),
        (4, "value/date-taken", "approved_on"),
        (4, "code/leading-zero", "units"),
        (5, "record/duplicate", ""),
        (6, "value/text", "id"),
        (6, "value/missing", "name"),
        (6, "value/word", "kind"),
    ];
    let found: Vec<_> = told(&batch.issues).into_iter().filter(|issue| *issue != (5, "plan/no-territory", "")).collect();
    assert_eq!(found, expected);
    let plan = |at: usize| &batch.records[at].value;
    assert_eq!((batch.records.len(), plan(0).kind, plan(1).kind), (3, PlanKind::UrbanGeneral, PlanKind::CommuneGeneral));
    assert_eq!((plan(0).name.as_str(), plan(0).scale, plan(0).horizon_year), ("Quy hoạch chung, thị trấn Đồng Mỏ", Some(5000), Some(2035)));
    assert_eq!((plan(1).quality, plan(1).adjusts.as_deref()), (Quality::Illustrative, Some("QHC-1")));
    assert_eq!(plan(1).territory, Territory::Areas(vec!["DT-1".to_owned(), "DT-2".to_owned()]));
    assert_eq!((&plan(2).territory, plan(2).events.len()), (&Territory::None, 0));
    assert_eq!(plan(0).registered_on, Day::constant(2025, 7, 1));
    let Territory::Units(units) = &plan(0).territory else { panic!("{:?}", plan(0).territory) };
    assert_eq!(names(units), ["06463@Some(2022-06-01)", "06466@None"]);
    let approved = plan(0).approval().unwrap();
    assert_eq!((approved.document_number.as_deref(), approved.authority.as_deref()), (Some("12/QĐ-UBND"), Some("UBND tỉnh")));
    assert_eq!(approved.actual_on, parse_day("2022-06-01").ok());
}

#[test]
fn what_registers_write_otherwise_is_read_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.csv");
    let text = "id,name,kind,decision_number,approved_on,areas\n\
        A,Một,QHPK 1/2000,1371/QĐ- TTg,19/9/2024,X\n\
        B,Hai,QHCT 1/500,\"Số 12/QĐ-\nUBND\",3/4/2024,X\n\
        C,Ba,Quy hoạch chung,QĐ của tỉnh,tháng 6/2022,X\n\
        D,Bốn,QHPK 1/2000,13/QĐ-UBND,45554,X\n";
    fs::write(&path, text).unwrap();
    let batch = read_plans(&path, &options(|_| {}), &mut |_| {}).unwrap();
    let expected = [
        (1, "value/word-taken", "kind"),
        (1, "document/taken", "decision_number"),
        (1, "value/date-taken", "approved_on"),
        (2, "value/word-taken", "kind"),
        (2, "document/taken", "decision_number"),
        (2, "value/date-taken", "approved_on"),
        (3, "value/word", "kind"),
        (3, "document/form", "decision_number"),
        (3, "value/date-vague", "approved_on"),
        (4, "value/date-serial", "approved_on"),
    ];
    assert_eq!(told(&batch.issues), expected);
    // What is said of a word once is said of all of its column.
    assert!(batch.issues[0].found.ends_with("2 records are like this, this is the first"), "{}", batch.issues[0].found);
    let approved: Vec<_> = batch.records.iter().filter_map(|record| record.value.approval()).collect();
    assert_eq!(approved[0].document_number.as_deref(), Some("1371/QĐ-TTg"));
    assert_eq!(approved[0].note.as_deref(), Some("số văn bản ghi trong bảng: 1371/QĐ- TTg"));
    assert_eq!(approved[1].document_number.as_deref(), Some("12/QĐ-UBND"));
    assert_eq!(approved[1].actual_on, parse_day("2024-04-03").ok());
    let profile = Profile::parse("serial_dates = true").unwrap();
    let batch = read_plans(&path, &options(|options| options.profile = Some(&profile)), &mut |_| {}).unwrap();
    assert_eq!(batch.records.last().unwrap().value.approval().unwrap().actual_on, parse_day("2024-09-19").ok());
}

#[test]
fn a_plan_has_one_territory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.geojson");
    let text = fs::read_to_string(fixture("areas.geojson"))
        .unwrap()
        .replace("\"urban_area\"", "\"zoning\"")
        .replace("\"DT-4\"", "\"P-4\",\"kind\":\"zoning\"");
    fs::write(&path, text).unwrap();
    let batch = read_plans(&path, &options(|_| {}), &mut |_| {}).unwrap();
    let found = told(&batch.issues);
    assert!(found.contains(&(4, "plan/two-territories", "")), "{found:?}");
    assert!(matches!(batch.records[0].value.territory, Territory::Boundary(_)));
}

#[test]
fn events_of_one_plan_stage_and_date_are_numbered() {
    let batch = read_events(&fixture("events.csv"), &options(|_| {}), &mut |_| {}).unwrap();
    let expected = [(4, "value/period", "planned_to"), (5, "event/undated", ""), (6, "value/word", "stage"), (7, "row/cells", "")];
    assert_eq!(told(&batch.issues), expected);
    let event = |at: usize| &batch.records[at].value.1;
    assert_eq!((event(0).ordinal, event(1).ordinal, event(2).ordinal), (0, 1, 0));
    assert_eq!((event(0).planned_text.as_deref(), event(1).note.as_deref()), (Some("quý II/2022"), Some("one; two")));
    assert_eq!((event(2).stage, event(2).actual_on), (Stage::Approved, parse_day("2022-06-01").ok()));
    assert_eq!(batch.records[0].value.0, "QHC-1");
}

#[test]
fn the_geometry_of_an_event_is_the_part_it_concerns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.geojson");
    let ring = "[[106.5,21.6],[106.6,21.6],[106.6,21.7],[106.5,21.6]]";
    let text = format!(
        r#"{{"type":"Feature","properties":{{"plan_id":"P","stage":"repealed","actual_on":"2024-01-01"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
    );
    fs::write(&path, text).unwrap();
    let batch = read_events(&path, &options(|_| {}), &mut |_| {}).unwrap();
    assert!(!batch.has_errors(), "{:?}", batch.issues);
    assert!(batch.records[0].value.1.part.is_some());
}

#[test]
fn a_profile_renames_columns_allows_days_and_fills_values() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("do_an.csv");
    fs::write(&path, "Mã\tTên\tNgày duyệt\nQHC-1\tMột\t19/9/2024\n").unwrap();
    let profile = Profile::parse(
        "date_format = \"d/m/Y\"\n[columns]\nid = \"mã\"\nname = \"tên\"\napproved_on = \"ngày duyệt\"\n[values]\nkind = \"zoning\"\nauthority = \"UBND tỉnh\"\n",
    )
    .unwrap();
    let batch = read_plans(&path, &options(|options| options.profile = Some(&profile)), &mut |_| {}).unwrap();
    assert_eq!(told(&batch.issues), [(1, "plan/no-territory", "")]);
    let plan = &batch.records[0].value;
    let approved = plan.approval().unwrap();
    assert_eq!(
        (plan.kind, approved.actual_on, approved.authority.as_deref()),
        (PlanKind::Zoning, parse_day("2024-09-19").ok(), Some("UBND tỉnh"))
    );
}

#[test]
fn a_table_in_another_encoding_is_read_and_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.csv");
    fs::write(&path, b"id,name,kind\nQ1,Ph\xAD\xEAng Ho\xB5ng V\xA8n Th\xF4,zoning\nQ2,Ph\xAD\xEAng,zoning\n").unwrap();
    let read = |encoding| read_plans(&path, &options(|options| options.encoding = encoding), &mut |_| {}).unwrap();
    let blind = read(None);
    assert_eq!(told(&blind.issues)[0], (0, "text/detected", ""));
    assert!(blind.issues[0].found.starts_with("read as tcvn3: score 1.00 (5 of 5 words"), "{:?}", blind.issues);
    assert_eq!(blind.records, read(Some(Encoding::Tcvn3)).records);
    assert_eq!(blind.records[0].value.name, "Phường Hoàng Văn Thụ");
}

#[test]
fn text_that_is_not_clear_is_refused_once_with_its_readings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.csv");
    fs::write(&path, b"id,name,kind\nQ1,B\xE3n,zoning\nQ2,B\xE3n,zoning\n").unwrap();
    let blind = read_plans(&path, &options(|_| {}), &mut |_| {}).unwrap();
    assert_eq!(told(&blind.issues), [(1, "text/encoding", "name")]);
    assert!(blind.issues[0].hint.contains("`Bãn`") && blind.issues[0].found.contains("2 records"), "{:?}", blind.issues);
    assert!(blind.records.is_empty());
}

#[test]
fn text_that_was_converted_wrongly_before_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.csv");
    fs::write(&path, "id,name,kind\nQ1,Ho\u{b5}ng V\u{a8}n Th\u{f4},zoning\n").unwrap();
    let batch = read_plans(&path, &options(|_| {}), &mut |_| {}).unwrap();
    assert_eq!(told(&batch.issues)[0], (0, "text/detected", ""));
    assert_eq!(batch.records[0].value.name, "Hoàng Văn Thụ");
}
