//! Which day is today: a value, so that nothing below asks the machine.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::Day;

/// Tells the day and the instant.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock, in a time zone.
    System(TimeZone),
    /// Always the start of this day in UTC; for tests and for repeating a figure.
    Fixed(Day),
}

/// The time zone is not in the IANA list.
#[derive(Debug, thiserror::Error)]
#[error("unknown time zone `{0}`\nhint: IANA names such as `Asia/Ho_Chi_Minh` are allowed")]
pub struct ClockError(String);

impl Clock {
    /// The machine's clock in a time zone (IANA name).
    ///
    /// # Errors
    /// The name is not in the IANA list.
    pub fn system(time_zone: &str) -> Result<Self, ClockError> {
        TimeZone::get(time_zone).map(Self::System).map_err(|_| ClockError(time_zone.to_owned()))
    }

    /// Today.
    #[must_use]
    pub fn today(&self) -> Day {
        match self {
            Self::System(zone) => Timestamp::now().to_zoned(zone.clone()).date(),
            Self::Fixed(day) => *day,
        }
    }

    /// Now, for the audit log.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System(_) => Timestamp::now(),
            Self::Fixed(day) => day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp()),
        }
    }
}
