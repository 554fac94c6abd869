//! Packs made so far: each made once however many ask for it, only so many at once, the least useful forgotten first.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use moka::future::Cache;

use super::make::{Order, Pack};
use super::manifest::FORMAT_VERSION;
use crate::app::district_mark;
use crate::domain::Day;
use crate::http::ask::off_thread;
use crate::http::error::ApiError;
use crate::http::gate::Gate;
use crate::http::limits::LIMITS;
use crate::http::site::VERSION;

/// How many marks are kept.
const MARKS: u64 = 10_000;

/// The edition, the unit, and a day.
type Key = (u64, usize, Day);

/// Packs by edition, unit and day, and what their units are known by.
#[derive(Debug)]
pub(in crate::http) struct Packs {
    /// By the first day of the stretch in which nothing shown changes.
    marks: Cache<Key, u64>,
    kept: Cache<Key, Arc<Pack>>,
    gate: Gate,
}

impl Packs {
    pub(in crate::http) fn new() -> Self {
        // Weighed in KiB, since a weight has 32 bits.
        let weigh = |_: &Key, pack: &Arc<Pack>| u32::try_from(pack.bytes >> 10).unwrap_or(u32::MAX).saturating_add(1);
        Self {
            marks: Cache::new(MARKS),
            kept: Cache::builder().max_capacity(LIMITS.pack_bytes >> 10).weigher(weigh).build(),
            gate: Gate::new(LIMITS.exports_at_once, LIMITS.exports_waiting),
        }
    }

    /// The entity tag of a pack, without quotes: it changes with the unit's features, not with an edit elsewhere or another day on which
    /// the same holds.
    pub(super) async fn tag(&self, wanted: &Order) -> Result<String, ApiError> {
        let Order { site, edition, unit, day } = wanted.clone();
        let title = format!("{:?}", site.settings.title);
        let key = (edition.fingerprint, unit, edition.map.stretch(day));
        // Not behind the gate: a reader whose copy is good never waits for a pack.
        let mark = off_thread(move || Ok(district_mark(&edition.map, unit, day)));
        let mark = self.marks.try_get_with(key, mark).await.map_err(|cause: Arc<ApiError>| cause.as_ref().clone())?;
        let mut hasher = DefaultHasher::new();
        (mark, FORMAT_VERSION, VERSION, title).hash(&mut hasher);
        Ok(format!("{:016x}", hasher.finish()))
    }

    /// The pack, made if it is not there.
    pub(super) async fn pack(&self, wanted: &Order) -> Result<Arc<Pack>, ApiError> {
        let key = (wanted.edition.fingerprint, wanted.unit, wanted.day);
        let wanted = wanted.clone();
        let making = self.gate.through(move || wanted.pack().map(Arc::new));
        self.kept.try_get_with(key, making).await.map_err(|cause: Arc<ApiError>| cause.as_ref().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Clock, Publisher, View};
    use crate::config::Settings;
    use crate::coverage::Thresholds;
    use crate::http::Site;
    use crate::snapshot::Records;
    use std::sync::{Condvar, Mutex};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn while_as_many_are_made_and_wait_as_may_the_next_is_refused() {
        let view = View::build(Records::default(), Thresholds::default(), None);
        let day = Day::constant(2024, 6, 30);
        let site = Site::new(Arc::new(Publisher::new(view)), Clock::Fixed(day), Settings::default(), None).unwrap();
        let site = Arc::new(site);
        let wanted = Order { edition: site.edition(), site: Arc::clone(&site), unit: 0, day };
        let open = Arc::new((Mutex::new(false), Condvar::new()));
        let all = LIMITS.exports_at_once + LIMITS.exports_waiting;
        let busy: Vec<_> = (0..all)
            .map(|_| {
                let (site, open) = (Arc::clone(&site), Arc::clone(&open));
                tokio::spawn(async move {
                    let work = move || {
                        drop(open.1.wait_while(open.0.lock().unwrap(), |open| !*open).unwrap());
                        Ok(())
                    };
                    site.packs.gate.through(work).await.is_ok()
                })
            })
            .collect();
        while !site.packs.gate.is_full() {
            tokio::task::yield_now().await;
        }
        assert!(matches!(site.packs.pack(&wanted).await, Err(ApiError::Busy)));
        *open.0.lock().unwrap() = true;
        open.1.notify_all();
        for one in busy {
            assert!(one.await.unwrap());
        }
    }
}
