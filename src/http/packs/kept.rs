//! Packs made so far: each made once however many ask for it, only so many at once, the least useful forgotten first.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use moka::future::Cache;

use super::lookup::LOOKUP_VERSION;
use super::make::{Order, Pack};
use super::manifest::FORMAT_VERSION;
use crate::app::{Map, Subject, district_files, district_mark};
use crate::domain::Day;
use crate::http::ask::off_thread;
use crate::http::error::ApiError;
use crate::http::gate::Gate;
use crate::http::kept::Kept;
use crate::http::limits::LIMITS;
use crate::http::piecewise::Sent;
use crate::http::site::VERSION;
use crate::http::wire::{Area, Notices, Plan};

/// How many marks are kept.
const MARKS: u64 = 10_000;

/// The edition, the unit, and a day.
type Key = (u64, usize, Day);

/// Packs by edition, unit and day, and what their units are known by.
#[derive(Debug)]
pub(in crate::http) struct Packs {
    /// By the first day of the stretch in which nothing shown changes.
    /// With the year: a plan is past its horizon from one on.
    marks: Cache<(Key, i16), u64>,
    kept: Kept<Key, Pack>,
}

impl Packs {
    pub(in crate::http) fn new() -> Self {
        let gate = Gate::new(LIMITS.packs_at_once, LIMITS.packs_waiting);
        Self { marks: Cache::new(MARKS), kept: Kept::new(LIMITS.pack_bytes, Pack::bytes, gate) }
    }

    /// The entity tag of a pack, without quotes: it changes with the unit's features, not with an edit elsewhere or another day on which
    /// the same holds.
    pub(super) async fn tag(&self, wanted: &Order) -> Result<String, ApiError> {
        let Order { site, edition, unit, day } = wanted.clone();
        let title = format!("{:?}", site.settings.title);
        let key = ((edition.fingerprint, unit, edition.map.stretch(day)), day.year());
        // Not behind the gate: a reader whose copy is good never waits for a pack.
        let seed = site.seed();
        let mark = off_thread(move || {
            let mut hasher = DefaultHasher::new();
            // What is lacking follows from the indicators, and from what is loaded at all.
            (seed, edition.view.snapshot.tiers_held(), district_mark(&edition.map, unit, day)).hash(&mut hasher);
            records(&edition.map, unit, day).hash(&mut hasher);
            Ok(hasher.finish())
        });
        let mark = self.marks.try_get_with(key, mark).await.map_err(|cause: Arc<ApiError>| cause.as_ref().clone())?;
        let mut hasher = DefaultHasher::new();
        (mark, FORMAT_VERSION, LOOKUP_VERSION, VERSION, title).hash(&mut hasher);
        Ok(format!("{:016x}", hasher.finish()))
    }

    /// The pack, made if it is not there.
    pub(super) async fn pack(&self, wanted: &Order) -> Result<Arc<Pack>, ApiError> {
        let key = (wanted.edition.fingerprint, wanted.unit, wanted.day);
        let wanted = wanted.clone();
        self.kept.of(key, move || wanted.pack()).await
    }
}

/// The records of plans and areas as look-ups tell them, which is more than their layers do.
fn records(map: &Map, unit: usize, day: Day) -> Vec<String> {
    let (snapshot, mut notices) = (map.view.snapshot.as_ref(), Notices::none());
    let subjects = district_files(map, unit, day).into_iter().flat_map(|file| file.parts).flat_map(|(_, subjects)| subjects);
    let mut told = |subject| match subject {
        Subject::Plan(plan) => serde_json::to_string(&Plan::of(snapshot, plan, day, &mut notices)).ok(),
        Subject::Area(area) => serde_json::to_string(&Area::of(snapshot, area, &mut notices)).ok(),
        Subject::Unit(_) | Subject::Gap(..) => None,
    };
    subjects.filter_map(&mut told).collect()
}
