//! What the cells of a column show together: the order of day and month, and whether codes keep their zeros.

use super::encoding::RawText;
use super::values::{Order, Zeros};

/// What a column shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ColumnFacts {
    pub order: Order,
    pub zeros: Zeros,
}

/// What the columns of a file show, as far as it is read.
#[derive(Debug)]
pub(super) struct Facts(Vec<ColumnFacts>);

impl Facts {
    pub fn new(columns: usize) -> Self {
        Self(vec![ColumnFacts::default(); columns])
    }

    /// Learns from cells, each with the number of its column.
    pub fn learn<'a>(&mut self, cells: impl Iterator<Item = (usize, &'a RawText)>) {
        for (column, text) in cells {
            let facts = &mut self.0[column];
            if let Some(text) = text.plain() {
                facts.order.learn(text);
                facts.zeros.learn(text);
            }
        }
    }

    pub fn of(&self, column: usize) -> ColumnFacts {
        self.0.get(column).copied().unwrap_or_default()
    }
}
