//! What the store loads, as the snapshot takes it.

use crate::snapshot::{Delta, Records};
use crate::store::{self, Dataset};

impl From<Dataset> for Records {
    fn from(dataset: Dataset) -> Self {
        let Dataset { revision, units, areas, plans, observations, lineage } = dataset;
        Self { revision, units, areas, plans, observations, lineage }
    }
}

impl From<store::Delta> for Delta {
    fn from(delta: store::Delta) -> Self {
        let store::Delta { revision, units, areas, plans, observations, lineage } = delta;
        Self { revision, units, areas, plans, observations, lineage }
    }
}
