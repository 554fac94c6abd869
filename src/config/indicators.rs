//! What is measured against which targets: `seeds/indicators.toml`, or a file of the user's own (settings key `indicators`).

use std::path::Path;

use serde::{Deserialize, Deserializer, de::Error};

use crate::domain::{
    AreaKind, CoverRule, Day, Indicator, Level, Measure, Operator, SubjectKinds, Subjects, Target, UnitCode, UnitKind, identifier,
    parse_day,
};

/// The declarations that the program comes with.
const DEFAULT: &str = include_str!("../../seeds/indicators.toml");

/// The rule of a reported indicator that gives none.
const REPORTED: [&str; 2] = ["Số liệu do cơ quan báo cáo; không tính được từ bản đồ.", "Reported by somebody; no map can compute it."];

/// Why the indicators cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndicatorError {
    /// The file cannot be read.
    #[error("cannot read the indicators `{path}`: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// The file is no TOML, or has a key or a value that is not allowed.
    #[error("the indicators `{path}` are wrong: {detail}\nhint: seeds/indicators.toml, which the program comes with, tells every key")]
    Wrong {
        /// The file.
        path: String,
        /// What and where.
        detail: String,
    },
}

/// The indicators of a file, or those that the program comes with.
///
/// # Errors
/// The file cannot be read, or declares something that is not allowed.
pub fn indicators(file: Option<&Path>) -> Result<Vec<Indicator>, IndicatorError> {
    let Some(file) = file else { return read("indicators.toml", DEFAULT) };
    let path = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|cause| IndicatorError::Unreadable { path: path.clone(), cause })?;
    read(&path, &text)
}

/// Reads declarations; `path` is for messages.
///
/// # Errors
/// They are no TOML, have a key that is not known or lack one, or a value is not allowed.
pub fn read(path: &str, text: &str) -> Result<Vec<Indicator>, IndicatorError> {
    let wrong = |detail: String| IndicatorError::Wrong { path: path.to_owned(), detail };
    let file: File = toml::from_str(text).map_err(|error| wrong(error.to_string().trim_end().to_owned()))?;
    let province = file.province.map(|Code(code)| code);
    if let Some(code) = province.as_ref().filter(|code| code.level() != Level::Province) {
        return Err(wrong(format!("`province` is `{code}`, allowed: the 2 digits of a province")));
    }
    let indicators: Vec<Indicator> =
        file.indicator.into_iter().map(|words| words.indicator(province.as_ref())).collect::<Result<_, _>>().map_err(wrong)?;
    let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let targets: Vec<&str> = indicators.iter().flat_map(|indicator| &indicator.targets).map(|target| target.id.as_str()).collect();
    match twice(&ids).or_else(|| twice(&targets)) {
        Some(id) => Err(wrong(format!("the id `{id}` stands twice, allowed: once"))),
        None => Ok(indicators),
    }
}

fn twice<'a>(ids: &[&'a str]) -> Option<&'a str> {
    ids.iter().enumerate().find(|(place, id)| ids[..*place].contains(id)).map(|(_, id)| *id)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    province: Option<Code>,
    #[serde(default)]
    indicator: Vec<IndicatorWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    vi: String,
    en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorWords {
    id: String,
    title: Words,
    rule: Option<Words>,
    group: Option<String>,
    measure: MeasureWord,
    unit: Option<String>,
    #[serde(default)]
    plan_kinds: Vec<Word<crate::domain::PlanKind>>,
    threshold_percent: Option<f64>,
    subjects: Option<SubjectWords>,
    #[serde(default)]
    target: Vec<TargetWords>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MeasureWord {
    Count,
    Area,
    Reported,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum SubjectWords {
    Area {
        kinds: Vec<Word<AreaKind>>,
        #[serde(default)]
        ids: Vec<String>,
        #[serde(default, deserialize_with = "maybe_day")]
        as_of: Option<Day>,
    },
    Unit {
        kinds: Vec<Word<UnitKind>>,
        #[serde(default)]
        codes: Vec<Code>,
        #[serde(default, deserialize_with = "maybe_day")]
        as_of: Option<Day>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetWords {
    id: String,
    #[serde(deserialize_with = "day")]
    date: Day,
    due_text: Option<String>,
    operator: Option<Word<Operator>>,
    value_min: Option<f64>,
    value_max: Option<f64>,
    unit: Option<String>,
    text: Option<Words>,
    #[serde(default)]
    codes: Vec<Code>,
    #[serde(default)]
    ids: Vec<String>,
    responsible: Option<String>,
    source: String,
    clause: String,
    note: Option<String>,
}

/// A word of a closed list; what is allowed stands in the error.
#[derive(Debug)]
struct Word<T>(T);

impl<'de, T: std::str::FromStr<Err: std::fmt::Display>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}

#[derive(Debug)]
struct Code(UnitCode);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        UnitCode::new(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
    parse_day(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn maybe_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    day(deserializer).map(Some)
}

impl IndicatorWords {
    fn indicator(self, province: Option<&UnitCode>) -> Result<Indicator, String> {
        let id = identifier(&self.id).map_err(|error| format!("the id `{}` {error}", self.id))?;
        let wrong = |what: String| format!("indicator `{id}`: {what}");
        let rule = match (self.rule, self.measure) {
            (Some(Words { vi, en }), _) => [vi, en],
            (None, MeasureWord::Reported) => REPORTED.map(str::to_owned),
            (None, _) => return Err(wrong("`rule` is missing, allowed: the rule in words, `vi` and `en`".to_owned())),
        };
        let cover = cover(self.measure, self.subjects, self.plan_kinds, self.threshold_percent).map_err(wrong)?;
        let mut targets: Vec<Target> =
            self.target.into_iter().map(|target| target.target(cover.as_ref())).collect::<Result<_, _>>().map_err(wrong)?;
        targets.sort_by_key(|target| target.due_on);
        let measure = match (self.measure, cover) {
            (MeasureWord::Count, Some(rule)) => Measure::Count(rule),
            (MeasureWord::Area, Some(rule)) => Measure::Area(rule),
            _ => Measure::Reported,
        };
        let unit = self.unit.or_else(|| measure.cover().map(|_| "%".to_owned()));
        let (province, title) = (province.cloned(), [self.title.vi, self.title.en]);
        Ok(Indicator { id, province, title, rule, group: self.group, measure, unit, targets })
    }
}

/// What must be covered by what; `None` for a reported indicator, which has none of it.
fn cover(
    measure: MeasureWord,
    subjects: Option<SubjectWords>,
    kinds: Vec<Word<crate::domain::PlanKind>>,
    threshold: Option<f64>,
) -> Result<Option<CoverRule>, String> {
    let (subjects, threshold_percent) = match (measure, subjects, threshold) {
        (MeasureWord::Reported, None, None) if kinds.is_empty() => return Ok(None),
        (MeasureWord::Reported, ..) => {
            return Err("`subjects`, `plan_kinds` or `threshold_percent` with measure `reported`, allowed: none of them".to_owned());
        }
        (_, Some(subjects), Some(threshold)) if !kinds.is_empty() => (subjects, threshold),
        _ => return Err("`subjects`, `plan_kinds` and `threshold_percent` are needed with measure `count` and `area`".to_owned()),
    };
    if !(threshold_percent > 0.0 && threshold_percent <= 100.0) {
        return Err(format!("`threshold_percent` is {threshold_percent}, allowed: above 0, at most 100"));
    }
    let plan_kinds = kinds.into_iter().map(|Word(kind)| kind).collect();
    Ok(Some(CoverRule { subjects: subjects.subjects()?, plan_kinds, threshold_percent }))
}

impl SubjectWords {
    fn subjects(self) -> Result<Subjects, String> {
        let (of, as_of) = match self {
            Self::Area { kinds, ids, as_of } => {
                (SubjectKinds::Areas { kinds: kinds.into_iter().map(|Word(kind)| kind).collect(), ids }, as_of)
            }
            Self::Unit { kinds, codes, as_of } => {
                let kinds = kinds.into_iter().map(|Word(kind)| kind).collect();
                (SubjectKinds::Units { kinds, codes: codes.into_iter().map(|Code(code)| code).collect() }, as_of)
            }
        };
        let empty = match &of {
            SubjectKinds::Areas { kinds, .. } => kinds.is_empty(),
            SubjectKinds::Units { kinds, codes } if !codes.is_empty() && as_of.is_none() => {
                return Err(format!(
                    "`codes` without `as_of` ({} kinds), allowed: the day on which the codes meant these units",
                    kinds.len()
                ));
            }
            SubjectKinds::Units { kinds, .. } => kinds.is_empty(),
        };
        if empty { Err("`kinds` is empty, allowed: one or more".to_owned()) } else { Ok(Subjects { of, as_of }) }
    }
}

impl TargetWords {
    fn target(self, cover: Option<&CoverRule>) -> Result<Target, String> {
        let wrong = |what: &str| Err(format!("target `{}`: {what}", self.id));
        match (&self.operator, self.value_min, self.value_max) {
            (None, None, None) | (Some(_), Some(_), None) => {}
            (Some(_), Some(min), Some(max)) if max >= min => {}
            (Some(_), Some(_), Some(_)) => return wrong("`value_max` below `value_min`, allowed: the same or more"),
            _ => return wrong("`operator` and `value_min` are given together, or neither where there is no figure"),
        }
        let of_units = cover.is_some_and(|cover| matches!(cover.subjects.of, SubjectKinds::Units { .. }));
        let of_areas = cover.is_some() && !of_units;
        if !self.codes.is_empty() && !of_units || !self.ids.is_empty() && !of_areas {
            return wrong("narrows the subjects by the wrong key, allowed: `codes` for units, `ids` for areas");
        }
        let codes = self.codes.into_iter().map(|Code(code)| code.to_string());
        Ok(Target {
            only: codes.chain(self.ids).collect(),
            id: self.id,
            operator: self.operator.map(|Word(operator)| operator),
            value_min: self.value_min,
            value_max: self.value_max,
            unit: self.unit,
            due_on: self.date,
            due_text: self.due_text,
            text: self.text.map(|Words { vi, en }| [vi, en]),
            responsible: self.responsible,
            source: self.source,
            clause: self.clause,
            note: self.note,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
        [[indicator]]
        id = "communes"
        title = { vi = "Xã", en = "Communes" }
        rule = { vi = "Số xã", en = "Communes" }
        measure = "count"
        plan_kinds = ["commune_general"]
        threshold_percent = 95
        subjects = { type = "unit", kinds = ["commune"], as_of = "2023-05-27", codes = ["00001"] }
        [[indicator.target]]
        id = "T-2"
        date = "2030-12-31"
        operator = ">="
        value_min = 11
        value_max = 16
        unit = "%"
        source = "S"
        clause = "C"
        [[indicator.target]]
        id = "T-1"
        date = "2025-12-31"
        source = "S"
        clause = "C"
    "#;

    #[test]
    fn the_indicators_of_the_program_hold_every_target_of_the_documents() {
        let found = indicators(None).unwrap();
        let computed: Vec<&str> =
            found.iter().filter(|indicator| indicator.measure.cover().is_some()).map(|indicator| indicator.id.as_str()).collect();
        assert_eq!(
            computed,
            [
                "urban_general",
                "construction_land_zoning_detailed",
                "commune_general",
                "district_regional",
                "architecture_regulation",
                "provincial"
            ]
        );
        let targets: Vec<&Target> = found.iter().flat_map(|indicator| &indicator.targets).collect();
        assert_eq!((found.len(), targets.len()), (35, 45));
        assert!(found.iter().all(|indicator| indicator.province.as_ref().is_some_and(|code| code.as_str() == "20")));
        assert_eq!(targets.iter().filter(|target| target.operator.is_none()).count(), 4);
        let range = targets.iter().find(|target| target.id == "IND-2025-GT").unwrap();
        assert_eq!((range.value_min, range.value_max), (Some(11.0), Some(16.0)));
    }

    #[test]
    fn targets_stand_by_date_and_need_no_figure() {
        let found = read("a.toml", SMALL).unwrap();
        let ids: Vec<&str> = found[0].targets.iter().map(|target| target.id.as_str()).collect();
        assert_eq!((ids, found[0].targets[0].operator), (vec!["T-1", "T-2"], None));
    }

    #[test]
    fn what_is_wrong_in_a_declaration_is_said_with_what_is_allowed() {
        let refused = |from: &str, to: &str| read("a.toml", &SMALL.replacen(from, to, 1)).unwrap_err().to_string();
        for (from, to, told) in [
            ("[[indicator]]", "province = \"187\"\n[[indicator]]", "`province` is `187`, allowed: the 2 digits of a province"),
            ("threshold_percent = 95", "threshold_percent = 95\ncolour = 1", "unknown field `colour`"),
            ("threshold_percent = 95", "threshold_percent = 0", "allowed: above 0, at most 100"),
            ("\"count\"", "\"counts\"", "expected one of `count`, `area`, `reported`"),
            ("[\"commune_general\"]", "[\"commune\"]", "unknown kind of plan `commune`, allowed: provincial"),
            ("[\"commune\"]", "[\"xa\"]", "unknown kind of unit `xa`, allowed: province"),
            ("\"00001\"", "\"1\"", "5 (commune) digits"),
            ("\"2023-05-27\"", "\"27/5/2023\"", "not a day written YYYY-MM-DD"),
            (", as_of = \"2023-05-27\"", "", "`codes` without `as_of`"),
            ("value_min = 11", "", "target `T-2`: `operator` and `value_min`"),
            ("value_min = 11", "value_min = 20", "`value_max` below"),
            ("\">=\"", "\"=>\"", "unknown operator `=>`, allowed: >=, >, =, ~, <="),
            ("rule = ", "group = \"a\" #", "`rule` is missing"),
            ("\"T-2\"", "\"T-1\"", "`T-1` stands twice"),
            ("measure = \"count\"", "measure = \"reported\"", "allowed: none of them"),
            ("unit = \"%\"", "ids = [\"A\"]", "allowed: `codes` for units"),
        ] {
            let said = refused(from, to);
            assert!(said.contains(told) && said.contains("`a.toml`"), "{to}: {said}");
        }
    }
}
