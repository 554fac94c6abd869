//! A profile suggested for a file: which column is which, from its name and from what its cells hold, each with its evidence.

use std::fmt::Write as _;
use std::path::Path;

use super::columns::{AREAS, Columns, EVENTS, LINEAGE, OBSERVATIONS, PLANS, Schema, UNITS};
use super::encoding::{Decoder, RawText};
use super::issues::IssueList;
use super::source::{RawRecord, Source};
use super::survey::Survey;
use super::values::{self, DateHabits, Edge, Order, Padding, excerpt};
use super::{Batch, DateFormat, IngestError, Options, Record, process};
use crate::domain::{AreaKind, Place, PlanKind, Stage, fold};

/// Records that are looked at.
const RECORDS: usize = 2_000;
/// From this share of its cells on, a column holds what its name does not say.
const MOSTLY: f64 = 0.8;

/// What the process that reads is asked for, before the kind of file.
pub(super) const SUGGEST: &str = "suggest ";

/// The columns of a kind of file.
pub(super) fn schema(kind: &str) -> Option<&'static Schema> {
    [UNITS, AREAS, PLANS, EVENTS, LINEAGE, OBSERVATIONS].into_iter().find(|schema| schema.name == kind)
}

/// A profile for a file of a kind (`units`, `areas`, `plans`, `events`, `lineage` or `observations`), as TOML with the evidence for each line.
///
/// # Errors
/// The file cannot be read at all.
pub fn suggest_profile(path: &Path, kind: &str, options: &Options<'_>) -> Result<String, IngestError> {
    let schema = schema(kind).unwrap_or(UNITS);
    let batch = match options.reader {
        Some(program) => process::read(program, &format!("{SUGGEST}{}", schema.name), path, options, &mut |_| {})?,
        None => suggest(path, schema, options)?,
    };
    Ok(batch.records.into_iter().map(|record: Record<String>| record.value).collect())
}

/// A profile for a file, as TOML, in the one record of the batch.
pub(super) fn suggest(path: &Path, schema: &'static Schema, options: &Options<'_>) -> Result<Batch<String>, IngestError> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut issues = IssueList::new(&file, options.limits.issues);
    let mut source = Source::open(path, schema, options, &mut issues)?;
    let names = source.columns();
    let columns = Columns::all(schema, names.len());
    let mut records: Vec<RawRecord> = Vec::new();
    source.read(&columns, &mut issues, &mut |record| {
        if records.len() < RECORDS {
            records.push(record);
        }
        Ok(())
    })?;
    let mut decoder = Decoder::new(&names, options.encoding(), source.claim());
    decoder.learn(records.iter().flat_map(RawRecord::texts));
    let text = |at: usize, raw: &RawText| decoder.read(at, raw).0.map(|cell| cell.text).filter(|text| !text.trim().is_empty());
    let cells = |at: usize| records.iter().filter_map(|record| text(at, record.cells.get(at)?.as_ref()?)).collect::<Vec<_>>();
    let found: Vec<Found> = names.iter().enumerate().map(|(at, name)| Found { name, cells: cells(at) }).collect();
    let mut written = format!("# Suggested for `{file}`, from {} records. Check each line, then import with --profile.\n", records.len());
    write_habits(&mut written, &found, &decoder, source.crs(options, &mut issues)?.map(|crs| crs.to_string()));
    write_columns(&mut written, schema, &found);
    let place = Place { file, ..Place::default() };
    Ok(Batch { records: vec![Record { place, value: written }], issues: Vec::new(), read: records.len() as u64, survey: Survey::default() })
}

/// A column of the file.
struct Found<'a> {
    name: &'a str,
    /// Its cells that are not empty.
    cells: Vec<String>,
}

impl Found<'_> {
    fn share(&self, holds: impl Fn(&str) -> bool) -> f64 {
        let holding = u32::try_from(self.cells.iter().filter(|cell| holds(cell)).count()).unwrap_or(u32::MAX);
        let all = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        if all == 0 { 0.0 } else { f64::from(holding) / f64::from(all) }
    }
}

/// What the names of columns are in the layouts in use, folded; the canonical name goes before them.
const NAMES: &[(&str, &[&str])] = &[
    ("code", &["ma", "maxa", "ma xa", "ma dvhc", "madvhc", "ma don vi", "mahc", "xa code", "mahuyen", "matinh"]),
    ("id", &["ma", "ma so", "ma do an", "mado an", "ma qh", "mahosoqh", "ma ho so", "so hieu", "ky hieu"]),
    ("plan_id", &["ma", "ma do an", "ma qh", "mahosoqh"]),
    (
        "name",
        &[
            "ten",
            "tenxa",
            "ten xa",
            "ten don vi",
            "ten do an",
            "ten quy hoach",
            "ten qh",
            "do an",
            "tenhuyen",
            "tentinh",
            "tendoituong",
            "ten goi",
        ],
    ),
    ("kind", &["loai", "loai qh", "loai quy hoach", "loai do an", "cap", "cap hanh chinh", "phanloai", "type"]),
    ("parent_code", &["mahuyen", "ma huyen", "ma cha", "matinh", "ma tinh", "huyen", "thuoc huyen", "thuoc"]),
    ("valid_from", &["hieu luc tu", "tu ngay", "ngay hieu luc"]),
    ("valid_to", &["het hieu luc", "den ngay"]),
    ("stage", &["giai doan", "buoc", "tinh trang", "trang thai", "tien do"]),
    ("scale", &["ty le", "ti le", "tyle", "ty le ban do"]),
    ("horizon_year", &["nam quy hoach", "den nam", "tam nhin", "nam muc tieu"]),
    ("decision_number", &["so qd", "soqd", "so quyet dinh", "quyet dinh", "quyet dinh phe duyet", "so van ban"]),
    ("document_number", &["so qd", "so quyet dinh", "so van ban", "van ban"]),
    ("approved_on", &["ngay qd", "ngayqd", "ngay phe duyet", "ngay duyet", "ngay ban hanh", "ngay quyet dinh"]),
    ("actual_on", &["ngay", "ngay thuc hien", "ngay hoan thanh", "thuc te"]),
    ("planned_text", &["ke hoach", "thoi gian", "du kien", "thoi gian du kien"]),
    ("authority", &["co quan phe duyet", "cap phe duyet", "co quan ban hanh", "noi ban hanh"]),
    ("lead_agency", &["co quan to chuc lap", "chu dau tu", "don vi to chuc"]),
    ("consultant", &["tu van", "don vi tu van", "don vi lap"]),
    ("units", &["don vi hanh chinh", "dia ban", "xa", "pham vi", "dia diem", "xa phuong"]),
    ("class", &["loai do thi", "cap do thi"]),
    ("source", &["nguon", "nguon tai lieu"]),
    ("note", &["ghi chu"]),
    ("value", &["gia tri", "so lieu"]),
    ("observed_on", &["ngay so lieu", "thoi diem"]),
];

const PLAIN_DATES: DateHabits =
    DateHabits { format: DateFormat::DayMonthYear, serials: true, order: Order { day_first: false, month_first: false }, edge: Edge::Day };

/// Whether a cell is of a kind.
type Test = fn(&str) -> bool;

/// Whether a cell can stand in a canonical column, and what that is called; `None` where any text can.
fn reads(column: &str) -> Option<(&'static str, Test)> {
    Some(match column {
        "code" | "parent_code" => {
            ("codes of units", |text| values::code(text, Padding { allowed: true, level: None, kept_elsewhere: false }).is_ok())
        }
        "valid_from" | "valid_to" | "approved_on" | "actual_on" | "observed_on" => ("days", |text| values::day(text, PLAIN_DATES).is_ok()),
        "scale" => ("scales", |text| values::scale(text).is_ok()),
        "horizon_year" => ("years", |text| values::horizon(text).is_ok()),
        "decision_number" | "document_number" => ("numbers of documents", |text| {
            text.contains('/')
                && values::document_number(text, 500).is_ok_and(|taken| taken.note.is_none_or(|note| note.rule.code == "document/taken"))
        }),
        "stage" => ("stages", |text| values::variant::<Stage>(text).is_ok()),
        "value" => ("numbers", |text| values::figure(text, false).is_ok()),
        _ => return None,
    })
}

/// Whether a cell is a kind of what the file holds.
fn is_kind(schema: &Schema, text: &str) -> bool {
    match schema.name {
        "units" => values::unit_kind(text, None).is_ok(),
        "areas" => values::variant::<AreaKind>(text).is_ok(),
        _ => values::variant::<PlanKind>(text).is_ok(),
    }
}

fn write_habits(written: &mut String, found: &[Found<'_>], decoder: &Decoder, crs: Option<String>) {
    for (_, finding) in decoder.findings() {
        let _ = writeln!(written, "\n# {}", finding.found);
    }
    match decoder.usual_encoding() {
        Some(encoding) => _ = writeln!(written, "encoding = \"{}\"", encoding.name()),
        None => written.push_str("# encoding: UTF-8, or each column its own; it is found by itself\n"),
    }
    match crs {
        Some(crs) => _ = writeln!(written, "# crs: the file tells {crs}"),
        None => written.push_str("# crs = \"EPSG:9215\"   # the file tells none: VN-2000 / TM-3 107-15 is that of Lạng Sơn\n"),
    }
    let of = |test: Test| found.iter().find_map(|column| column.cells.iter().find(|cell| test(cell)).map(|cell| (column.name, cell)));
    let mut order = Order::default();
    found.iter().flat_map(|column| &column.cells).for_each(|cell| order.learn(cell));
    if order.day_first && !order.month_first {
        let day = of(|text| {
            let mut order = Order::default();
            order.learn(text);
            order.day_first
        });
        if let Some((name, cell)) = day {
            let _ = writeln!(written, "date_format = \"d/m/Y\"   # `{}` in `{name}` can only have the day first", excerpt(cell));
        }
    }
    let hints: [(&str, Test); 2] = [
        ("serial_dates", |text| {
            values::day(text, DateHabits { serials: false, ..PLAIN_DATES }).is_err_and(|f| f.rule.code == "value/date-serial")
        }),
        ("decimal_comma", |text| text.contains(',') && values::figure(text, false).is_ok()),
    ];
    for (key, test) in hints {
        if let Some((name, cell)) = of(test) {
            let _ = writeln!(written, "# {key} = true   # if `{}` in `{name}` is meant so", excerpt(cell));
        }
    }
}

fn write_columns(written: &mut String, schema: &Schema, found: &[Found<'_>]) {
    written.push_str("\n[columns]\n");
    let mut used = vec![false; found.len()];
    let mut missing = Vec::new();
    for column in schema.columns {
        let scored = found.iter().enumerate().filter(|(at, _)| !used[*at]).map(|(at, found)| (at, found, score(schema, column, found)));
        match scored.filter(|(_, _, (score, _))| *score > 0.0).max_by(|a, b| a.2.0.total_cmp(&b.2.0).then(b.0.cmp(&a.0))) {
            Some((at, found, (_, why))) => {
                used[at] = true;
                let example = found.cells.first().map_or_else(String::new, |cell| format!(", for example `{}`", excerpt(cell)));
                let _ = writeln!(written, "{column} = {}   # {why}{example}", toml::Value::String(found.name.to_owned()));
            }
            None if schema.required.contains(column) => missing.push(*column),
            None => {}
        }
    }
    for column in missing {
        let _ = writeln!(written, "# {column} = \"\"   # no column was recognised, and it must be there");
    }
    let rest: Vec<&str> =
        found.iter().zip(&used).filter(|(found, used)| !**used && !found.name.is_empty()).map(|(found, _)| found.name).collect();
    if !rest.is_empty() {
        let _ = writeln!(written, "\n# Not recognised, and not read: {}", rest.join(", ").replace('\n', " "));
    }
}

/// How well a column of the file can be a canonical one, and why.
fn score(schema: &Schema, column: &str, found: &Found<'_>) -> (f64, String) {
    let name = fold(found.name).replace('_', " ");
    let aliases = NAMES.iter().find(|(known, _)| *known == column).map_or(&[][..], |(_, names)| *names);
    let exact = name == column.replace('_', " ") || found.name.eq_ignore_ascii_case(column);
    let alias = aliases.iter().position(|alias| *alias == name || alias.replace(' ', "") == name);
    #[expect(clippy::cast_precision_loss, reason = "a handful of names")]
    let by_name = if exact { 2.0 } else { alias.map_or(0.0, |at| 1.5 - at as f64 * 0.01) };
    let test = reads(column).map(|(what, test)| (what, found.share(test)));
    let test = if column == "kind" { Some(("kinds", found.share(|text| is_kind(schema, text)))) } else { test };
    match test {
        Some((what, share)) if share >= MOSTLY => {
            // A code or a number can be many things, a document number or a kind only itself.
            let tells = matches!(column, "kind" | "stage" | "decision_number" | "document_number");
            let evidence = format!("{:.0} % of {} values are {what}", share * 100.0, found.cells.len());
            (if by_name > 0.0 || tells { by_name + share } else { 0.0 }, evidence)
        }
        // A name that its cells do not bear out.
        Some((what, share)) if by_name > 0.0 && !found.cells.is_empty() => {
            (by_name * share, format!("by its name, though only {:.0} % of its values are {what}", share * 100.0))
        }
        _ => (by_name, "by its name".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Limits, Profile, read_plans};
    use super::*;
    use crate::domain::Day;

    #[test]
    fn a_register_gets_a_profile_that_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("do_an.csv");
        let text = "STT,Mã đồ án,Tên đồ án,Loại QH,Số QĐ,Ngày phê duyệt,Tỷ lệ,Xã\n\
            1,Q1,Quy hoạch chung xã Một,QHC xã,12/QĐ-UBND,19/9/2024,1/5.000,00001\n\
            2,Q2,Quy hoạch phân khu Hai,QHPK,13/QĐ- UBND,3/4/2024,1/2.000,00001\n";
        fs::write(&path, text).unwrap();
        let limits = Limits::default();
        let options = Options::new(Day::constant(2025, 7, 1), &limits);
        let written = suggest(&path, PLANS, &options).unwrap().records.remove(0).value;
        for line in [
            "id = \"Mã đồ án\"",
            "name = \"Tên đồ án\"",
            "kind = \"Loại QH\"",
            "decision_number = \"Số QĐ\"",
            "approved_on = \"Ngày phê duyệt\"",
            "scale = \"Tỷ lệ\"",
            "units = \"Xã\"",
            "date_format = \"d/m/Y\"",
            "Not recognised, and not read: STT",
        ] {
            assert!(written.contains(line), "`{line}` is not in\n{written}");
        }
        let profile = Profile::parse(&written).unwrap();
        let batch = read_plans(&path, &Options { profile: Some(&profile), ..options }, &mut |_| {}).unwrap();
        assert!(!batch.has_errors(), "{:?}", batch.issues);
        assert_eq!(batch.records.len(), 2);
    }

    #[test]
    fn what_is_not_found_and_the_encoding_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("xa.csv");
        fs::write(&path, b"MAXA,GHICHU\n06463,Ph\xAD\xEAng Ho\xB5ng V\xA8n Th\xF4\n").unwrap();
        let limits = Limits::default();
        let written = suggest(&path, UNITS, &Options::new(Day::constant(2025, 7, 1), &limits)).unwrap().records.remove(0).value;
        for line in ["code = \"MAXA\"", "# name = \"\"", "encoding = \"tcvn3\"", "read as tcvn3: score 1.00"] {
            assert!(written.contains(line), "`{line}` is not in\n{written}");
        }
        Profile::parse(&written).unwrap();
    }
}
