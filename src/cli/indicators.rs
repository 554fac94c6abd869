//! `plancover indicators`: what is measured against which target, and who is missing.

use std::fmt::Write;
use std::process::ExitCode;

use serde_json::Value;

use super::args::{Format, IndicatorsArgs};
use super::output::{answer, json, text};
use super::printer::Printer;
use super::session::Session;
use super::table::{Align, number, set};

/// The lists of subjects, as the answer names them.
const STATES: [&str; 4] = ["missing", "preparing", "satisfied", "no_land"];
/// How many subjects of a list a line names.
const NAMED: usize = 12;

pub(super) async fn run(session: &Session, printer: &Printer, args: &IndicatorsArgs) -> anyhow::Result<ExitCode> {
    let unit = args.unit.as_ref().map_or_else(String::new, |code| format!("&unit={code}"));
    let id = args.id.as_deref().map_or_else(String::new, |id| format!("/{}", path_segment(id)));
    let question = format!("/api/indicators{id}?at={}{unit}", session.day(args.at));
    let answer = answer(session, printer, session.view().await?, &question).await?;
    Printer::data(&match args.format {
        Format::Table => table(&answer),
        Format::Json => json(&answer)?,
        Format::Csv => csv(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// An identifier as a part of a path; what can stand in none is left out, so that the answer is "not declared".
fn path_segment(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect()
}

fn indicators(answer: &Value) -> Vec<&Value> {
    answer["indicators"].as_array().map_or_else(|| vec![&answer["indicator"]], |all| all.iter().collect())
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn figure(value: &Value) -> String {
    value.as_f64().map_or_else(|| "—".to_owned(), number)
}

fn table(answer: &Value) -> String {
    let unit = if answer["unit"].is_null() { "all units".to_owned() } else { text(&answer["unit"]["full_name"]) };
    let mut lines = format!("{unit} on {}, revision {}\n", text(&answer["as_of"]), answer["revision"]);
    let (computed, reported): (Vec<_>, Vec<_>) = indicators(answer).into_iter().partition(|indicator| indicator["measure"] != "reported");
    for indicator in computed {
        block(indicator, &mut lines);
    }
    if !reported.is_empty() {
        let heading = ["reported", "title", "value", "observed on", "target", "status"].map(str::to_owned).to_vec();
        let rows = reported.into_iter().flat_map(reported_rows).map(Some);
        let rows: Vec<Option<Vec<String>>> = [Some(heading), None].into_iter().chain(rows).collect();
        let align = [Align::Left, Align::Left, Align::Right, Align::Left, Align::Left, Align::Left];
        lines = lines + "\n" + &set(&align, &rows);
    }
    lines
}

/// A computed indicator: its figures, its targets, who is missing.
fn block(indicator: &Value, lines: &mut String) {
    // Writing to a text cannot fail.
    let _ = writeln!(lines, "\n{}: {}\n  {}", text(&indicator["id"]), text(&indicator["title"]["vi"]), text(&indicator["rule"]["vi"]));
    for (word, basis) in [("as set", &indicator["as_set"]), ("on the day", &indicator["on_day"])] {
        if !basis.is_null() {
            let (value, counts) = (figure(&basis["value"]), &basis["counts"]);
            let of = if indicator["measure"] == "area" { " km²" } else { "" };
            let ratio = format!("{} / {}{of}", amount(&basis["numerator"]), amount(&basis["denominator"]));
            let _ = writeln!(
                lines,
                "  {word} ({}): {value} % = {ratio}; satisfied {}, preparing {}, missing {}, land unknown {}, not loaded {}",
                text(&basis["on"]),
                counts["satisfied"],
                counts["preparing"],
                counts["missing"],
                counts["no_land"],
                counts["not_loaded"],
            );
        }
    }
    for (target, standing) in list(indicator, "targets").iter().zip(list(indicator, "standings")) {
        let now = format!("{}{}", figure(&standing["value"]), suffix(&target["unit"]));
        let gap = match (&standing["gap"], &standing["gap_subjects"]) {
            (Value::Null, _) => String::new(),
            (gap, Value::Null) => format!(", gap {}{}", figure(gap), suffix(&target["unit"])),
            (gap, more) => format!(", gap {}{} ({more} subjects)", figure(gap), suffix(&target["unit"])),
        };
        let source = format!("{} {}", text(&target["source"]), text(&target["clause"]));
        let _ =
            writeln!(lines, "  target {}: {} → {now} {}{gap} [{source}]", text(&target["id"]), wanted(target), text(&standing["status"]));
    }
    for state in STATES {
        let all = list(&indicator["as_set"], state);
        let names: Vec<String> =
            all.iter().take(NAMED).map(|subject| format!("{} ({})", text(&subject["name"]), text(&subject["id"]))).collect();
        let more = all.len().checked_sub(NAMED).filter(|more| *more > 0).map_or_else(String::new, |more| format!(" and {more} more"));
        if !names.is_empty() {
            let _ = writeln!(lines, "  {state}: {}{more}", names.join(", "));
        }
    }
}

/// Counts without decimals, land with two.
fn amount(value: &Value) -> String {
    let value = value.as_f64().unwrap_or(0.0);
    if value.fract() == 0.0 { format!("{value}") } else { number(value) }
}

fn suffix(unit: &Value) -> String {
    if unit.is_null() { String::new() } else { format!(" {}", text(unit)) }
}

/// `>= 90 % by 2025-12-31`.
fn wanted(target: &Value) -> String {
    let range = target["value_max"].as_f64().map_or_else(String::new, |max| format!("–{max}"));
    let value = match target["value_min"].as_f64() {
        Some(min) => format!("{} {min}{range}{}", text(&target["operator"]), suffix(&target["unit"])),
        None => text(&target["text"]["vi"]),
    };
    format!("{value} by {}", text(&target["due_on"]))
}

fn reported_rows(indicator: &Value) -> Vec<Vec<String>> {
    let observed = text(&list(indicator, "observations").first().map_or(Value::Null, |latest| latest["observed_on"].clone()));
    let rows = list(indicator, "targets").iter().zip(list(indicator, "standings")).map(|(target, standing)| {
        let value = format!(
            "{}{}",
            figure(&indicator["value"]),
            if indicator["value"].is_null() { String::new() } else { suffix(&indicator["unit"]) }
        );
        vec![text(&indicator["id"]), text(&indicator["title"]["vi"]), value, observed.clone(), wanted(target), text(&standing["status"])]
    });
    rows.collect()
}

/// Where the cells of a row come from: the indicator, its figures on the subjects as set, the target, how it stands.
const COLUMNS: [(&str, Part, &str); 22] = [
    ("id", Part::Indicator, "/id"),
    ("title", Part::Indicator, "/title/vi"),
    ("measure", Part::Indicator, "/measure"),
    ("value", Part::Indicator, "/value"),
    ("unit", Part::Indicator, "/unit"),
    ("numerator", Part::AsSet, "/numerator"),
    ("denominator", Part::AsSet, "/denominator"),
    ("satisfied", Part::AsSet, "/counts/satisfied"),
    ("preparing", Part::AsSet, "/counts/preparing"),
    ("missing", Part::AsSet, "/counts/missing"),
    ("no_land", Part::AsSet, "/counts/no_land"),
    ("target", Part::Target, "/id"),
    ("due_on", Part::Target, "/due_on"),
    ("operator", Part::Target, "/operator"),
    ("target_min", Part::Target, "/value_min"),
    ("target_max", Part::Target, "/value_max"),
    ("target_unit", Part::Target, "/unit"),
    ("target_value", Part::Standing, "/value"),
    ("status", Part::Standing, "/status"),
    ("gap", Part::Standing, "/gap"),
    ("source", Part::Target, "/source"),
    ("clause", Part::Target, "/clause"),
];

#[derive(Debug, Clone, Copy)]
enum Part {
    Indicator,
    AsSet,
    Target,
    Standing,
}

/// One row for each indicator and target; numbers rounded to 2 decimals, those that are counts as they are.
fn csv(answer: &Value) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["as_of"].into_iter().chain(COLUMNS.map(|(name, ..)| name)).chain(["missing_ids", "preparing_ids"]))?;
    let cell = |value: &Value| value.as_f64().filter(|_| value.is_f64()).map_or_else(|| text(value), |number| format!("{number:.2}"));
    for indicator in indicators(answer) {
        let basis = &indicator["as_set"];
        let ids = |state: &str| list(basis, state).iter().map(|subject| text(&subject["id"])).collect::<Vec<_>>().join(";");
        for (target, standing) in list(indicator, "targets").iter().zip(list(indicator, "standings")) {
            let cells = COLUMNS.map(|(_, part, path)| {
                let of = match part {
                    Part::Indicator => indicator,
                    Part::AsSet => basis,
                    Part::Target => target,
                    Part::Standing => standing,
                };
                of.pointer(path).map(cell).unwrap_or_default()
            });
            writer.write_record([text(&answer["as_of"])].into_iter().chain(cells).chain(["missing", "preparing"].map(ids)))?;
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
