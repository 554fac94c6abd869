//! Indicators by the command line: those of the embedded default, and figures that somebody reports.

use serde_json::Value;

use crate::program::Program;
use crate::world::{self, province};

fn ids(list: &Value) -> String {
    list.as_array().unwrap().iter().map(|subject| subject["id"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

fn find<'a>(answer: &'a Value, id: &str) -> &'a Value {
    answer["indicators"].as_array().unwrap().iter().find(|indicator| indicator["id"] == id).unwrap()
}

/// The lists of another program: `tests/cases/oracles/indicators.py`.
fn oracle(seed: &str, day: &str) -> Vec<csv::StringRecord> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/oracles/indicators.csv");
    let rows = csv::Reader::from_path(file).unwrap().records().map(Result::unwrap).collect::<Vec<_>>();
    rows.into_iter().filter(|row| &row[0] == seed && &row[1] == day).collect()
}

/// Compares every list of every computed indicator on a day; says what the values are.
fn compare(program: &Program, seed: &str, day: &str) -> Vec<(String, String)> {
    let answer = program.run(&["indicators", "--at", day, "--format", "json"]).code(0).json();
    let rows = oracle(seed, day);
    assert_eq!(rows.len(), 12);
    for row in &rows {
        let indicator = find(&answer, &row[2]);
        // The same subjects are not shown twice.
        let basis = if indicator["on_day"].is_null() { &indicator["as_set"] } else { &indicator[&row[3]] };
        assert_eq!(
            (ids(&basis["preparing"]).as_str(), ids(&basis["missing"]).as_str()),
            (&row[5], &row[6]),
            "{seed} {day} {} {}",
            &row[2],
            &row[3]
        );
        let satisfied = row[4].split_whitespace().count();
        assert_eq!(basis["counts"]["satisfied"], satisfied, "{seed} {day} {} {}", &row[2], &row[3]);
        let figure = |count: usize| count.to_string().parse::<f64>().ok();
        let all = satisfied + row[5].split_whitespace().count() + row[6].split_whitespace().count();
        if indicator["measure"] == "count" {
            assert_eq!((basis["numerator"].as_f64(), basis["denominator"].as_f64()), (figure(satisfied), figure(all)));
        }
    }
    let value = |indicator: &Value| indicator["value"].as_f64().map_or_else(|| "none".to_owned(), |value| format!("{value:.2}"));
    let planning =
        ["urban_general", "construction_land_zoning_detailed", "commune_general", "district_regional", "architecture_regulation"];
    planning.iter().map(|id| (value(find(&answer, id)), find(&answer, id)["standings"][0]["status"].as_str().unwrap().to_owned())).collect()
}

fn figures(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(value, _)| value.as_str()).collect()
}

#[test]
fn the_five_planning_indicators_answer_on_the_default_with_the_lists_of_another_program() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let first = compare(&program, "trial", "2022-12-31");
    assert_eq!(figures(&first), ["81.25", "10.93", "32.04", "40.00", "6.67"]);
    assert!(first.iter().all(|(_, status)| status == "due"));
    assert_eq!(figures(&compare(&program, "trial", "2025-12-31")), ["75.00", "19.37", "43.09", "50.00", "26.67"]);
    let last = compare(&program, "trial", "2026-11-20");
    assert_eq!(figures(&last), ["75.00", "19.47", "48.62", "50.00", "26.67"]);
    assert!(last.iter().all(|(_, status)| status == "missed"));
    let table = program.run(&["indicators", "--at", "2026-11-20"]).code(0);
    for part in [
        "as set (2023-05-27): 48.62 % = 88 / 181; satisfied 88, preparing 23, missing 70",
        "on the day (2026-11-20): 14.75 % = 9 / 61",
        "COV-2025-QHV-HUYEN: >= 6 plan by 2025-12-31 → 3.00 plan missed, gap 3.00 plan (3 subjects)",
        "missing: Huyện Tràng Định (180), Huyện Bình Gia (181)",
        "~ 11–16 % by 2025-12-31",
    ] {
        assert!(table.stdout.contains(part), "`{part}` is not told:\n{}", table.stdout);
    }
    assert!(table.stderr.contains("made up"), "{}", table.stderr);
    let one = program.run(&["indicators", "district_regional", "--at", "2026-11-20", "--format", "csv"]).code(0);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(one.stdout.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][12], &rows[0][18], &rows[0][23]), (2, "COV-2025-QHV-HUYEN", "3.00", "180;181"));
    assert!(program.run(&["indicators", "nothing"]).code(2).stderr.contains("no indicator `nothing` is declared"));
}

#[test]
fn what_the_documents_say_alone_is_five_towns_in_preparation_and_a_late_provincial_plan() {
    let program = Program::new();
    program.run(&["seed", "--documented"]).code(0);
    for day in ["2022-12-31", "2025-12-31", "2026-11-20"] {
        assert_eq!(figures(&compare(&program, "documented", day)), ["0.00"; 5], "{day}");
    }
    let answer = program.run(&["indicators", "--at", "2026-11-20", "--format", "json"]).code(0).json();
    assert_eq!(ids(&find(&answer, "urban_general")["as_set"]["preparing"]), "UA-CHILANG UA-DONGDANG UA-DONGMO UA-LOCBINH UA-THATKHE");
    let provincial = find(&answer, "provincial");
    assert_eq!((&provincial["value"], &provincial["standings"][0]["status"]), (&Value::from(100.0), &Value::from("met_late")));
}

const HEADING: &str = "indicator_id,unit_code,observed_on,value,unit,author,source,note\n";

#[test]
fn reported_figures_are_imported_once_and_shown_with_their_author() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let rows = "green_area_per_person,,2024-03-01,6.5,m2/person,Sở Xây dựng,BC-12,ước tính\nbac_son_income,178,2024-03-01,61,million VND/year,UBND huyện,BC-3,\n";
    let file = program.file("observations.csv", &format!("{HEADING}{rows}"));
    let first = program.run(&["import", "observations", &file]).code(0);
    assert!(first.stderr.contains("2 new, 0 changed, 0 unchanged"), "{}", first.stderr);
    let again = program.run(&["import", "observations", &file]).code(0);
    assert!(again.stderr.contains("0 new, 0 changed, 2 unchanged") && again.stderr.contains("nothing to write"), "{}", again.stderr);
    let corrected = program.file("corrected.csv", &format!("{HEADING}{}", rows.replace("6.5", "5.5")));
    let third = program.run(&["import", "observations", &corrected]).code(0);
    assert!(third.stderr.contains("0 new, 1 changed, 1 unchanged"), "{}", third.stderr);
    let green = program.run(&["indicators", "green_area_per_person", "--at", "2024-06-30", "--format", "json"]).code(0).json();
    let observation = &green["indicator"]["observations"][0];
    assert_eq!(
        (&green["indicator"]["value"], &observation["author"], &observation["note"]),
        (&5.5.into(), &"Sở Xây dựng".into(), &"ước tính".into())
    );
    assert_eq!(green["indicator"]["standings"][0]["gap"], 0.5);
    let income = program.run(&["indicators", "bac_son_income", "--unit", "178", "--at", "2024-06-30"]).code(0);
    assert!(income.stdout.contains("61.00 million VND/year"), "{}", income.stdout);
}

#[test]
fn figures_of_unknown_indicators_or_units_and_no_numbers_refuse_the_file() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let bad = "nothing,,2024-03-01,1,%,A,S,\ngreen_area_per_person,999,2024-03-01,1,m2/person,A,S,\nsmartphone,,2024-03-01,\"80,5\",%,A,S,\nsmartphone,,,80,%,A,,\ngreen_area_per_person,,2024-03-01,1,ha,A,S,\n";
    let file = program.file("bad.csv", &format!("{HEADING}{bad}"));
    let run = program.run(&["import", "observations", &file]).code(1);
    for told in [
        "reference/indicator-unknown",
        "`nothing`",
        "reference/unit-unknown",
        "`999`",
        "value/number",
        "`80,5`",
        "value/missing",
        "observation/unit",
        "`ha`",
    ] {
        assert!(run.stdout.contains(told), "`{told}` is not told:\n{}", run.stdout);
    }
    let empty = program.run(&["indicators", "smartphone", "--format", "json"]).code(0).json();
    assert_eq!(empty["indicator"]["value"], Value::Null);
}
