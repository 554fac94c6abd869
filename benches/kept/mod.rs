//! A store that holds the country, and the times that runs take.

mod store;

use std::time::{Duration, Instant};

use plancover::domain::Plan;
use plancover::snapshot::Delta;
use plancover::store::{Change, Store};

use store::apply;
pub use store::{size, store_of};

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

/// Writes a plan, and gives the revision.
pub async fn put(store: &Store, plan: Plan) -> u64 {
    apply(store, vec![Change::PutPlan(plan)]).await.unwrap_or_else(|error| panic!("{error}"))
}
