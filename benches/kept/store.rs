//! The country in a store.

use std::path::Path;

use plancover::snapshot::Records;
use plancover::store::{Actor, Change, ChangeSet, Store, StoreError};

use crate::synthetic::Size;

/// The size that the environment asks for: `PLANCOVER_BENCH_COMMUNES` (200), `_VERTICES` (128), `_PLANS` (2 000).
pub fn size() -> Size {
    let number = |name: &str, otherwise: usize| {
        std::env::var(format!("PLANCOVER_BENCH_{name}")).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    };
    Size { communes: number("COMMUNES", 200), vertices: number("VERTICES", 128), plans: number("PLANS", 2000), seed: 1 }
}

/// A store that holds the records, at revision 1.
pub async fn store_of(records: &Records, folder: &Path) -> Store {
    let store = Store::create(&folder.join("country.gpkg")).await.unwrap_or_else(|error| panic!("{error}"));
    let units = records.units.iter().cloned().map(Change::PutUnit);
    let areas = records.areas.iter().cloned().map(Change::PutArea);
    let changes = units.chain(areas).chain(records.plans.iter().cloned().map(Change::PutPlan)).collect();
    apply(&store, changes).await.unwrap_or_else(|error| panic!("{error}"));
    store
}

/// Makes changes, and gives the revision.
pub async fn apply(store: &Store, changes: Vec<Change>) -> Result<u64, StoreError> {
    let based_on = store.revision().await?;
    let at = jiff::Timestamp::UNIX_EPOCH;
    store.apply(&ChangeSet { actor: Actor::new("bench")?, summary: "bench".to_owned(), at, based_on, changes }, &mut |_| {}).await
}
