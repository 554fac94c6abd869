//! Dates as planning documents write them — "trung tuần tháng 3/2022", "quý II/2025", "Đến năm 2025", "180 ngày" — as intervals.
//!
//! The convention is ours, since no rule says how long the beginning of a month is: đầu tháng = days 1–10, trung tuần or giữa
//! tháng = 11–20, cuối tháng = 21 to the end; tuần n = days 7n−6 to 7n, the fourth to the end of the month; đầu, giữa, cuối quý =
//! its first, second, third month; đầu năm = quý I, giữa năm = quý II–III, cuối năm = quý IV. "Trước ngày D" allows the days until
//! D−1; "đến", "chậm nhất" and "không quá" those until the end of what they name, and both have no first day.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Day;
use super::vocabulary::vocabulary;

vocabulary! {
    /// How exactly a planned date is told.
    Precision as "precision" {
        Day = "day", "ngày", "day";
        Week = "week", "tuần", "week";
        TenDays = "ten_days", "tuần mười ngày", "ten days";
        Month = "month", "tháng", "month";
        Quarter = "quarter", "quý", "quarter";
        HalfYear = "half_year", "nửa năm", "half a year";
        Year = "year", "năm", "year";
        Duration = "duration", "thời hạn", "duration";
    }
}

/// What a vague date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VagueDate {
    /// First day of the interval; `None` for a deadline, and for a duration whose start is not known.
    pub from: Option<Day>,
    /// Last day of the interval; `None` only for a duration whose start is not known.
    pub to: Option<Day>,
    /// The coarser of its ends.
    pub precision: Precision,
    /// The duration it tells, in days of the calendar.
    pub days: Option<u16>,
}

/// Reads a date as a document writes it; accents, case, `(…)` and words such as "dự kiến" do not matter. `start` is the day of the
/// event that a bare duration counts from: that day itself is not counted (Civil Code 91/2015/QH13, article 147.2).
///
/// `None` where the text is no date of the kinds known. A day that no calendar has (31/4) is none. Durations in working days keep
/// no interval, since holidays are not known here.
#[must_use]
pub fn vague_date(text: &str, start: Option<Day>) -> Option<VagueDate> {
    let tokens = tokens(text);
    let mut reader = Reader { tokens: &tokens, at: 0 };
    let duration = reader.duration();
    reader.skip(&[",", "-"]);
    if reader.done() {
        return duration.map(|duration| duration.counted_from(start));
    }
    if reader.phrase(&["ke", "tu"]) {
        let day = reader.span()?;
        let counted = duration.filter(|_| reader.done() && day.precision == Precision::Day)?;
        return Some(counted.counted_from(day.to));
    }
    let span = reader.span().filter(|_| reader.done())?;
    Some(VagueDate { days: duration.and_then(|duration| duration.days), ..span })
}

/// A duration before it is known from when it counts.
#[derive(Debug, Clone, Copy)]
struct Counted {
    /// Days of the calendar; `None` for working days.
    days: Option<u16>,
}

impl Counted {
    fn counted_from(self, start: Option<Day>) -> VagueDate {
        let to = start.zip(self.days).and_then(|(start, days)| start.checked_add(jiff::Span::new().days(i64::from(days))).ok());
        let from = to.and(start).and_then(|start| start.tomorrow().ok());
        VagueDate { from, to: from.and(to), precision: Precision::Duration, days: self.days }
    }
}

/// Words that say nothing about the day.
const NOISE: [&str; 9] = ["trong", "du", "kien", "vao", "khoang", "thu", "cua", "la", "het"];

/// Lower-case words without accents, numbers, and single signs; what stands in brackets is left out, and so are words that say nothing.
fn tokens(text: &str) -> Vec<String> {
    let folded = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let (mut tokens, mut depth) = (Vec::<String>::new(), 0_u32);
    let mut before = ' ';
    for c in folded.map(|c| if c == 'đ' { 'd' } else { c }) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() => {}
            _ => {
                let c = if matches!(c, '–' | '—') { '-' } else { c };
                let joins = (c.is_alphabetic() && before.is_alphabetic()) || (c.is_ascii_digit() && before.is_ascii_digit());
                match tokens.last_mut().filter(|_| joins) {
                    Some(last) => last.push(c),
                    None => tokens.push(c.into()),
                }
            }
        }
        before = c;
    }
    tokens.retain(|token| !NOISE.contains(&token.as_str()) && token != ".");
    tokens
}

/// A day, month, quarter or year as it is written; the year may stand only behind the second end of a range.
#[derive(Debug, Clone, Copy)]
struct Point {
    unit: Unit,
    part: Part,
    year: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day { day: i8, month: Option<i8> },
    Month(i8),
    Quarter(i8),
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Early,
    Middle,
    Late,
    Week(i8),
    FirstHalf,
    SecondHalf,
    FirstMonths(i8),
}

impl Point {
    /// First and last day, and how exact that is.
    fn interval(self) -> Option<(Day, Day, Precision)> {
        let year = self.year?;
        let months = |first: i8, last: i8| Some((Day::new(year, first, 1).ok()?, Day::new(year, last, 1).ok()?.last_of_month()));
        let precise = |interval: Option<(Day, Day)>, precision| interval.map(|(from, to)| (from, to, precision));
        match (self.unit, self.part) {
            (Unit::Day { day, month }, Part::Whole) => {
                let day = Day::new(year, month?, day).ok()?;
                Some((day, day, Precision::Day))
            }
            (Unit::Month(month), part) => in_month(Day::new(year, month, 1).ok()?, part),
            (Unit::Quarter(quarter), Part::Whole) => precise(months(quarter * 3 - 2, quarter * 3), Precision::Quarter),
            (Unit::Quarter(quarter), part) => {
                let month = quarter * 3 - 2 + [Part::Early, Part::Middle, Part::Late].iter().zip(0..).find(|(p, _)| **p == part)?.1;
                precise(months(month, month), Precision::Month)
            }
            (Unit::Year, Part::Whole) => precise(months(1, 12), Precision::Year),
            (Unit::Year, Part::Early) => precise(months(1, 3), Precision::Quarter),
            (Unit::Year, Part::Middle) => precise(months(4, 9), Precision::HalfYear),
            (Unit::Year, Part::Late) => precise(months(10, 12), Precision::Quarter),
            (Unit::Year, Part::FirstHalf) => precise(months(1, 6), Precision::HalfYear),
            (Unit::Year, Part::SecondHalf) => precise(months(7, 12), Precision::HalfYear),
            (Unit::Year, Part::FirstMonths(count)) => precise(months(1, count), Precision::HalfYear),
            _ => None,
        }
    }

    /// This end of a range with what only the other end says.
    fn completed(self, last: &Self) -> Self {
        let unit = match (self.unit, last.unit) {
            (Unit::Day { day, month: None }, Unit::Day { month, .. }) => Unit::Day { day, month },
            (unit, _) => unit,
        };
        Self { unit, year: self.year.or(last.year), ..self }
    }
}

fn in_month(first: Day, part: Part) -> Option<(Day, Day, Precision)> {
    let days = |from: i8, to: i8| Some((first.with().day(from).build().ok()?, first.with().day(to).build().ok()?));
    let end = first.last_of_month();
    let (from, to, precision) = match part {
        Part::Whole => (first, end, Precision::Month),
        Part::Early => days(1, 10).map(|(from, to)| (from, to, Precision::TenDays))?,
        Part::Middle => days(11, 20).map(|(from, to)| (from, to, Precision::TenDays))?,
        Part::Late => days(21, 21).map(|(from, _)| (from, end, Precision::TenDays))?,
        Part::Week(4) => days(22, 22).map(|(from, _)| (from, end, Precision::Week))?,
        Part::Week(week @ 1..=3) => days(week * 7 - 6, week * 7).map(|(from, to)| (from, to, Precision::Week))?,
        _ => return None,
    };
    Some((from, to, precision))
}

/// How the days named bound the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    During,
    Until,
    Before,
}

struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
}

impl Reader<'_> {
    fn done(&self) -> bool {
        self.at == self.tokens.len()
    }

    fn peek(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", String::as_str)
    }

    fn phrase(&mut self, words: &[&str]) -> bool {
        let found = words.iter().enumerate().all(|(ahead, word)| self.peek(ahead) == *word);
        self.at += if found { words.len() } else { 0 };
        found
    }

    fn skip(&mut self, signs: &[&str]) {
        while !self.done() && signs.contains(&self.peek(0)) {
            self.at += 1;
        }
    }

    /// A number in a range, of at most so many digits.
    fn number(&mut self, digits: usize, range: std::ops::RangeInclusive<i16>) -> Option<i16> {
        let text = self.peek(0);
        let found = text.parse().ok().filter(|number| text.len() <= digits && range.contains(number))?;
        self.at += 1;
        Some(found)
    }

    fn small(&mut self, range: std::ops::RangeInclusive<i16>) -> Option<i8> {
        self.number(2, range).and_then(|number| i8::try_from(number).ok())
    }

    /// `180 ngày`, `20 ngày làm việc`.
    fn duration(&mut self) -> Option<Counted> {
        let begun = self.at;
        let days = self.number(4, 1..=9999).filter(|_| self.phrase(&["ngay"]));
        let Some(days) = days else {
            self.at = begun;
            return None;
        };
        let working = self.phrase(&["lam", "viec"]);
        Some(Counted { days: u16::try_from(days).ok().filter(|_| !working) })
    }

    fn bound(&mut self) -> Bound {
        self.skip_phrases(&[&["hoan", "thanh"], &["xong"], &["phe", "duyet"]]);
        if self.phrase(&["truoc"]) {
            return Bound::Before;
        }
        let until: [&[&str]; 5] = [&["cham", "nhat"], &["muon", "nhat"], &["khong", "qua"], &["khong", "muon", "hon"], &["den"]];
        let begun = self.at;
        self.skip_phrases(&until);
        if self.at > begun { Bound::Until } else { Bound::During }
    }

    fn skip_phrases(&mut self, phrases: &[&[&str]]) {
        while phrases.iter().any(|words| self.phrase(words)) {}
    }

    /// One point, or a range between two.
    fn span(&mut self) -> Option<VagueDate> {
        let bound = self.bound();
        let ranged = bound == Bound::During && self.phrase(&["tu"]);
        let first = self.point(None)?;
        if bound == Bound::During && (self.phrase(&["-"]) || self.phrase(&["den"])) {
            let last = self.point(Some(first.unit))?;
            let ((from, _, a), (_, to, b)) = (first.completed(&last).interval()?, last.interval()?);
            return (from <= to).then_some(VagueDate { from: Some(from), to: Some(to), precision: a.max(b), days: None });
        }
        let (from, to, precision) = first.interval().filter(|_| !ranged)?;
        let (from, to) = match bound {
            Bound::During => (Some(from), to),
            Bound::Until => (None, to),
            Bound::Before => (None, from.yesterday().ok()?),
        };
        Some(VagueDate { from, to: Some(to), precision, days: None })
    }

    /// A point; the second end of a range may leave out the word that the first has.
    fn point(&mut self, like: Option<Unit>) -> Option<Point> {
        if let Some(half) = self.half_year() {
            return Some(half);
        }
        let part = self.part();
        let (unit, inherited) = if self.phrase(&["ngay"]) {
            (self.day()?, false)
        } else if self.phrase(&["thang"]) {
            (Unit::Month(self.small(1..=12)?), false)
        } else if self.phrase(&["quy"]) {
            (Unit::Quarter(self.quarter()?), false)
        } else if self.phrase(&["nam"]) {
            return Some(Point { unit: Unit::Year, part, year: Some(self.year()?) });
        } else {
            (self.bare(like)?, true)
        };
        if inherited && part != Part::Whole {
            return None;
        }
        if unit == Unit::Year {
            return Some(Point { unit, part, year: Some(self.year()?) });
        }
        Some(Point { unit, part, year: self.trailing_year() })
    }

    /// A point without a word: `15/3/2022`, `3/2022`, `2025`, or the number that follows a range's first end.
    fn bare(&mut self, like: Option<Unit>) -> Option<Unit> {
        let slashes = (0..6).filter(|ahead| ahead % 2 == 1).take_while(|&ahead| ["/", "-"].contains(&self.peek(ahead))).count();
        let is_year = |text: &str| text.len() == 4;
        match like {
            _ if slashes >= 2 && is_year(self.peek(4)) => self.day(),
            Some(Unit::Day { .. }) => self.day(),
            Some(Unit::Quarter(_)) => self.quarter().map(Unit::Quarter),
            Some(Unit::Year) | None if is_year(self.peek(0)) => Some(Unit::Year),
            Some(Unit::Month(_)) => self.small(1..=12).map(Unit::Month),
            None if slashes >= 1 && is_year(self.peek(2)) => self.small(1..=12).map(Unit::Month),
            None if slashes >= 1 => self.day(),
            Some(Unit::Year) | None => None,
        }
    }

    /// `15`, `15/3`, `15 tháng 3`; the year is read by the caller.
    fn day(&mut self) -> Option<Unit> {
        let day = self.small(1..=31)?;
        let begun = self.at;
        let named = self.phrase(&["thang"]);
        let month = (named || self.phrase(&["/"]) || (self.peek(2) == "-" && self.phrase(&["-"]))).then(|| self.small(1..=12)).flatten();
        if month.is_none() {
            self.at = begun;
        }
        Some(Unit::Day { day, month })
    }

    fn quarter(&mut self) -> Option<i8> {
        let roman = ["i", "ii", "iii", "iv"].iter().zip(1..).find(|(roman, _)| **roman == self.peek(0)).map(|(_, number)| number);
        self.at += usize::from(roman.is_some());
        roman.or_else(|| self.small(1..=4))
    }

    fn year(&mut self) -> Option<i16> {
        self.number(4, 1900..=2200)
    }

    /// `/2022`, `-2022`, `năm 2022`, `, 2022`.
    fn trailing_year(&mut self) -> Option<i16> {
        let begun = self.at;
        let marked = self.phrase(&["/"]) || self.phrase(&["nam"]) || self.phrase(&[",", "nam"]) || self.phrase(&["-"]);
        let year = marked.then(|| self.year()).flatten();
        if year.is_none() {
            self.at = begun;
        }
        year
    }

    fn part(&mut self) -> Part {
        let parts: [(&[&str], Part); 6] = [
            (&["dau"], Part::Early),
            (&["thuong", "tuan"], Part::Early),
            (&["giua"], Part::Middle),
            (&["trung", "tuan"], Part::Middle),
            (&["cuoi"], Part::Late),
            (&["ha", "tuan"], Part::Late),
        ];
        if let Some((_, part)) = parts.iter().find(|(words, _)| self.phrase(words)) {
            return *part;
        }
        let begun = self.at;
        if let Some(week) = self.phrase(&["tuan"]).then(|| self.small(1..=4)).flatten() {
            return Part::Week(week);
        }
        self.at = begun;
        Part::Whole
    }

    /// `6 tháng đầu năm 2025`, `9 tháng đầu năm 2025`, `6 tháng cuối năm 2025`.
    fn half_year(&mut self) -> Option<Point> {
        let begun = self.at;
        let part = match (self.peek(0), self.peek(1), self.peek(2), self.peek(3)) {
            ("6", "thang", "dau", "nam") => Part::FirstHalf,
            ("6", "thang", "cuoi", "nam") => Part::SecondHalf,
            ("9", "thang", "dau", "nam") => Part::FirstMonths(9),
            _ => return None,
        };
        self.at += 4;
        let year = self.year();
        if year.is_none() {
            self.at = begun;
        }
        year.map(|year| Point { unit: Unit::Year, part, year: Some(year) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `from..to precision days`, as the cases below write it.
    fn read(text: &str, start: Option<&str>) -> String {
        let side = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        match vague_date(text, start.map(|day| crate::domain::parse_day(day).unwrap())) {
            Some(VagueDate { from, to, precision, days }) => {
                let days = days.map_or_else(String::new, |days| format!(" {days}"));
                format!("{}..{} {precision}{days}", side(from), side(to))
            }
            None => "none".into(),
        }
    }

    #[test]
    fn dates_are_read_as_documents_write_them() {
        let cases = [
            ("ngày 03/6/2020", "2020-06-03..2020-06-03 day"),
            ("19/9/2024", "2024-09-19..2024-09-19 day"),
            ("ngày 5 tháng 3 năm 2022", "2022-03-05..2022-03-05 day"),
            ("Trung tuần tháng 3/2022", "2022-03-11..2022-03-20 ten_days"),
            ("đầu tháng 3 năm 2022", "2022-03-01..2022-03-10 ten_days"),
            ("giữa tháng 3/2022", "2022-03-11..2022-03-20 ten_days"),
            ("Cuối tháng 2/2024", "2024-02-21..2024-02-29 ten_days"),
            ("Tuần 2 tháng 4/2022", "2022-04-08..2022-04-14 week"),
            ("tuần thứ 4 của tháng 5/2022", "2022-05-22..2022-05-31 week"),
            ("tháng 6/2022", "2022-06-01..2022-06-30 month"),
            ("06/2022", "2022-06-01..2022-06-30 month"),
            ("Trong tháng 7 năm 2022", "2022-07-01..2022-07-31 month"),
            ("quý II/2025", "2025-04-01..2025-06-30 quarter"),
            ("Quý 4 năm 2025", "2025-10-01..2025-12-31 quarter"),
            ("cuối quý I/2025", "2025-03-01..2025-03-31 month"),
            ("cuối năm 2025", "2025-10-01..2025-12-31 quarter"),
            ("6 tháng đầu năm 2025", "2025-01-01..2025-06-30 half_year"),
            ("trong năm 2023", "2023-01-01..2023-12-31 year"),
            ("2025", "2025-01-01..2025-12-31 year"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, None), expected, "{text}");
        }
    }

    #[test]
    fn ranges_take_from_their_last_end_what_the_first_leaves_out() {
        let cases = [
            ("tháng 02-3/2022 (phụ lục: tháng 01-02/2022)", "2022-02-01..2022-03-31 month"),
            ("tháng 01 đến tháng 3 năm 2022", "2022-01-01..2022-03-31 month"),
            ("từ ngày 01/3 đến ngày 15/3/2022", "2022-03-01..2022-03-15 day"),
            ("từ ngày 1 đến ngày 15/3/2022", "2022-03-01..2022-03-15 day"),
            ("quý I - hết quý II/2025", "2025-01-01..2025-06-30 quarter"),
            ("quý III–IV/2025", "2025-07-01..2025-12-31 quarter"),
            ("tháng 11/2024 - tháng 2/2025", "2024-11-01..2025-02-28 month"),
            ("năm 2022-2023", "2022-01-01..2023-12-31 year"),
            ("tháng 5 đến quý III/2025", "2025-05-01..2025-09-30 quarter"),
            ("tháng 8 đến tháng 3/2022", "none"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_deadline_has_no_first_day() {
        let cases = [
            ("Đến năm 2025", "..2025-12-31 year"),
            ("dự kiến đến hết năm 2025", "..2025-12-31 year"),
            ("trước ngày 15/3/2022", "..2022-03-14 day"),
            ("hoàn thành trước tháng 6/2022", "..2022-05-31 month"),
            ("chậm nhất là ngày 08/01/2025", "..2025-01-08 day"),
            ("không quá quý I/2025", "..2025-03-31 quarter"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_duration_counts_from_the_day_after_its_start() {
        assert_eq!(read("180 ngày", None), ".. duration 180");
        assert_eq!(read("30 ngày", Some("2022-03-01")), "2022-03-02..2022-03-31 duration 30");
        assert_eq!(read("30 ngày kể từ ngày 01/3/2022", None), "2022-03-02..2022-03-31 duration 30");
        assert_eq!(read("trong 15 ngày làm việc", Some("2022-03-01")), ".. duration");
        assert_eq!(read("180 ngày, quý I - hết quý II/2025", None), "2025-01-01..2025-06-30 quarter 180");
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "",
            "(đã thực hiện)",
            "sớm nhất có thể",
            "quý V/2025",
            "tháng 13/2022",
            "31/4/2022",
            "tháng 6",
            "15/3",
            "ngày 1/1/2022 và sau đó",
            "tuần 5 tháng 5/2022",
            "đầu ngày 1/1/2022",
            "từ năm 2022",
        ] {
            assert_eq!(read(text, None), "none", "{text}");
        }
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(read("TRUNG TUAN THANG 3/2022", None), read("trung tuần tháng 3/2022", None));
        let decomposed: String = "đầu tháng 3/2022".nfd().collect();
        assert_eq!(read(&decomposed, None), "2022-03-01..2022-03-10 ten_days");
    }

    #[test]
    fn every_text_of_the_embedded_default_is_read_as_the_days_beside_it() {
        let mut table = csv::Reader::from_reader(include_str!("../../seeds/events.csv").as_bytes());
        let columns = table.headers().unwrap().clone();
        let mut compared = 0;
        for row in table.records().map(Result::unwrap) {
            let cell = |name: &str| &row[columns.iter().position(|column| column == name).unwrap()];
            let text = cell("planned_text");
            // "Already done": its day was taken from the date of the document, not from the text.
            if text.is_empty() || text.starts_with('(') {
                continue;
            }
            let found = read(text, None);
            assert_eq!(found.split(' ').next().unwrap(), format!("{}..{}", cell("planned_from"), cell("planned_to")), "{text}");
            compared += 1;
        }
        assert!(compared > 50, "{compared}");
    }

    /// The dates of the source documents, read by hand; skipped where that table is not at hand.
    #[test]
    fn every_date_of_the_documents_is_read_as_by_hand() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/facts/milestones.csv");
        let Ok(mut table) = csv::Reader::from_path(&path) else {
            println!("skipped: there is no {}", path.display());
            return;
        };
        let columns = table.headers().unwrap().clone();
        let mut compared = 0;
        for row in table.records().map(Result::unwrap) {
            let cell = |name: &str| row[columns.iter().position(|column| column == name).unwrap()].to_owned();
            let text = cell("planned_text");
            // One row says "already done": its day was taken from the date of the document, not from the text.
            let expected = if cell("precision") == "before document" {
                "none".into()
            } else {
                format!("{}..{}", cell("planned_start"), cell("planned_end"))
            };
            let found = read(&text, None);
            assert_eq!(found.split(' ').next().unwrap(), expected, "{text}");
            compared += 1;
        }
        assert!(compared >= 70, "{compared}");
    }
}
