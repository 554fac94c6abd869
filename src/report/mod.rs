//! Tables for a report: coverage, indicators and who is missing, plans, milestones. Pure: what is known on a day as rows, in words.
//!
//! Parts: `table` · `coverage`, `indicators`, `plans` (the tables). What they are written to is `crate::formats`' to know.

mod coverage;
mod indicators;
mod plans;
mod table;

pub use table::{Asked, Table};

/// The tables of a report, in order.
#[must_use]
pub fn tables(asked: &Asked<'_>) -> Vec<Table> {
    let standings = indicators::standings(asked);
    vec![
        table::about(asked),
        coverage::coverage(asked),
        indicators::targets(&standings),
        indicators::missing(asked, &standings),
        plans::plans(asked),
        plans::milestones(asked),
    ]
}
