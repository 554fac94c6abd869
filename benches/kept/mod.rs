//! A store that holds the country, and the times that runs take.

use std::path::Path;
use std::time::{Duration, Instant};

use plancover::domain::Plan;
use plancover::snapshot::{Delta, Records};
use plancover::store::{Actor, Change, ChangeSet, Store, StoreError};

/// The middle one; nothing of nothing.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Times runs one by one, what they are made from and what they leave not counted, and notes each.
pub fn timed<T, R>(times: u64, noted: &mut Vec<Duration>, mut run: impl FnMut(u32) -> (T, R)) -> Duration
where
    R: Timed<T>,
{
    let mut all = Duration::ZERO;
    for number in 0..times {
        let (from, work) = run(u32::try_from(number).unwrap_or(0));
        let begun = Instant::now();
        let made = work.work(from);
        let took = begun.elapsed();
        drop(made);
        noted.push(took);
        all += took;
    }
    all
}

/// Work that makes something.
pub trait Timed<T> {
    /// What it makes.
    type Made;
    /// Does it.
    fn work(self, from: T) -> Self::Made;
}

impl<T, M, F: FnOnce(T) -> M> Timed<T> for F {
    type Made = M;

    fn work(self, from: T) -> M {
        self(from)
    }
}

/// The change of one plan.
pub fn delta(revision: u64, plan: Plan) -> Delta {
    Delta { revision, plans: [(plan.id.clone(), Some(plan))].into(), ..Delta::default() }
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

/// Writes a plan, and gives the revision.
pub async fn put(store: &Store, plan: Plan) -> u64 {
    apply(store, vec![Change::PutPlan(plan)]).await.unwrap_or_else(|error| panic!("{error}"))
}

async fn apply(store: &Store, changes: Vec<Change>) -> Result<u64, StoreError> {
    let based_on = store.revision().await?;
    let at = jiff::Timestamp::UNIX_EPOCH;
    store.apply(&ChangeSet { actor: Actor::new("bench")?, summary: "bench".to_owned(), at, based_on, changes }, &mut |_| {}).await
}
