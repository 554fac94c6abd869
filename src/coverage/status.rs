//! The word shown for a share of coverage.

use crate::domain::vocabulary;

/// From which share on a unit counts as covered (percent, 0–100).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// At least this much is `full`.
    pub full_percent: f64,
    /// More than this much is `partial`.
    pub partial_percent: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { full_percent: 95.0, partial_percent: 0.01 }
    }
}

vocabulary! {
    /// How well a unit is covered, that of the most land first.
    Status as "status of coverage" {
        /// Nearly all of its land.
        Full = "full", "đủ", "full";
        /// Some of its land.
        Partial = "partial", "một phần", "partial";
        /// None yet, but a plan for some of it is being prepared.
        Preparing = "preparing", "đang lập", "being prepared";
        /// None.
        None = "none", "chưa có", "none";
    }
}

impl Status {
    /// The status for these shares.
    #[must_use]
    pub fn of(percent: f64, preparing_percent: f64, thresholds: &Thresholds) -> Self {
        if percent >= thresholds.full_percent {
            Self::Full
        } else if percent > thresholds.partial_percent {
            Self::Partial
        } else if preparing_percent > thresholds.partial_percent {
            Self::Preparing
        } else {
            Self::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thresholds_are_those_of_the_domain() {
        let status = |percent, preparing| Status::of(percent, preparing, &Thresholds::default());
        assert_eq!(status(95.0, 0.0), Status::Full);
        assert_eq!(status(94.999, 5.0), Status::Partial);
        assert_eq!(status(0.01, 0.0), Status::None);
        assert_eq!(status(0.01, 0.02), Status::Preparing);
        assert_eq!(status(0.011, 50.0), Status::Partial);
    }
}
