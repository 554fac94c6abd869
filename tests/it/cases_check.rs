//! Checks of whole stores, case by case: `tests/cases/check/*.toml`.

use plancover::app::check;
use plancover::domain::Issue;
use serde::Deserialize;

use crate::cases_world::{World, case_files, day, read};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    /// The day that states and findings are of.
    on: String,
    /// `code table id: beginning of what is found`, in alphabetical order; `-` where the issue is of the whole table.
    expect: Vec<String>,
    world: World,
}

fn in_words(issue: &Issue) -> String {
    format!("{} {} {}: {}", issue.code, issue.place.file, issue.place.id.as_deref().unwrap_or("-"), issue.found)
}

#[test]
fn every_case_of_a_check_has_the_issues_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("check") {
        let case: Case = read(&file);
        let mut found: Vec<String> = check(case.world.records(), day(&case.on), &mut |_| {}).iter().map(in_words).collect();
        found.sort();
        let fits = found.len() == case.expect.len() && found.iter().zip(&case.expect).all(|(found, expected)| found.starts_with(expected));
        if !fits {
            wrong.push(format!(
                "{}: {}\nexpected:\n  {}\nfound:\n  {}",
                file.display(),
                case.why,
                case.expect.join("\n  "),
                found.join("\n  ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_order_of_records_does_not_matter() {
    for file in case_files("check") {
        let found = |reversed: bool| {
            let case: Case = read(&file);
            let mut records = case.world.records();
            if reversed {
                records.units.reverse();
                records.plans.reverse();
            }
            let mut found: Vec<String> =
                check(records, day(&case.on), &mut |_| {}).iter().map(|issue| format!("{} {}", issue.code, issue.found)).collect();
            found.sort();
            found
        };
        assert_eq!(found(false), found(true), "{}", file.display());
    }
}
