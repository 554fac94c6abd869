//! Dates: no text crashes them; a day that is read reads as itself, and an interval has its days in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plancover::domain::vague_date;
use plancover::ingest::{DateFormat, written_day};

fuzz_target!(|text: &str| {
    for format in [DateFormat::Iso, DateFormat::DayMonthYear] {
        if let Ok(day) = written_day(text, format) {
            assert_eq!(written_day(&day.to_string(), format), Ok(day));
        }
    }
    if let Some(date) = vague_date(text, None)
        && let (Some(from), Some(to)) = (date.from, date.to)
    {
        assert!(from <= to, "{text}");
    }
});
