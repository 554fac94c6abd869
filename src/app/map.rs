//! Tiles of a view: joins the geometry prepared once a set of lands with the attributes of a stretch of days.
//!
//! Shapes are taken over from the view before where their lands are the same, so a revision that changes one plan costs the
//! units nothing. Attributes are the same on every day of a stretch, and so are the tiles.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use geo::Rect;

use super::holdings::{Held, Holdings};
use super::kept::Kept;
use super::ranks::Ranks;
use super::{Column, Datum, LandOf, Lands, Span, Subject, View, gaps};
use crate::config::layers::{Layer, Source};
use crate::domain::{Day, Level, PlanState};
use crate::snapshot::Snapshot;
use crate::tiles::{LayerBuilder, Shapes, TileLayer, TilesError, Value};

/// How many sets of shapes are kept: each vintage has one a level.
const SHAPE_SETS: usize = 64;
/// How many orders of names are kept: a number for each record each.
const RANKS: usize = 16;
/// How many layers are kept, each for one stretch of days.
const LAYERS: usize = 128;

/// What tiles of a view are made from.
#[derive(Debug)]
pub struct Map {
    /// The view.
    pub view: Arc<View>,
    /// Lands that had to be computed.
    pub lands: Lands,
    declared: Arc<[Layer]>,
    shapes: Kept<u64, Result<Arc<Shapes>, TilesError>>,
    layers: Kept<(usize, Day), Result<Arc<TileLayer>, TilesError>>,
    holdings: Holdings,
    ranks: Kept<(Source, Column), Arc<Ranks>>,
}

impl Map {
    /// The map of a view. What `previous` has prepared of the same lands is taken over.
    #[must_use]
    pub fn new(view: Arc<View>, declared: Arc<[Layer]>, previous: Option<&Self>) -> Self {
        let lands = previous.map(|map| Lands::carried_over(&map.lands, &view.snapshot)).unwrap_or_default();
        let shapes = previous.map_or_else(|| Kept::new(SHAPE_SETS), |map| map.shapes.carried_over());
        Self { lands, declared, shapes, layers: Kept::new(LAYERS), holdings: Holdings::default(), ranks: Kept::new(RANKS), view }
    }

    /// The layers that exist, in the order of their places.
    #[must_use]
    pub fn declared(&self) -> &[Layer] {
        &self.declared
    }

    /// The first day of the stretch in which nothing shown changes.
    #[must_use]
    pub fn stretch(&self, day: Day) -> Day {
        self.view.snapshot.timeline.shown.stretch(day).unwrap_or(Day::MIN)
    }

    /// The features of a source on some days.
    #[must_use]
    pub fn held(&self, source: Source, span: &Span) -> Arc<Held> {
        self.holdings.of(&self.view, source, span)
    }

    /// Which names of a source come before which; `None` of a column that is no name.
    pub(super) fn ranks(&self, source: Source, column: Column) -> Option<Arc<Ranks>> {
        column.is_name().then(|| self.ranks.make((source, column), || Arc::new(Ranks::of(&self.view, source, column))))
    }

    /// The least rectangle around the features of some layers on a day; `None` where none is known.
    #[must_use]
    pub fn bounds<'a>(&self, layers: impl IntoIterator<Item = &'a Layer>, day: Day) -> Option<Rect> {
        // Which gaps there are is computed; they lie in the units.
        const UNITS: [Source; 3] = [Source::Units(Level::Province), Source::Units(Level::District), Source::Units(Level::Commune)];
        let sources = layers.into_iter().flat_map(|layer| if layer.source == Source::Gaps { UNITS.to_vec() } else { vec![layer.source] });
        sources.filter_map(|source| self.held(source, &Span::of_day(day)).bounds).reduce(|all, other| {
            let (least, most) = ((all.min(), other.min()), (all.max(), other.max()));
            Rect::new((least.0.x.min(least.1.x), least.0.y.min(least.1.y)), (most.0.x.max(most.1.x), most.0.y.max(most.1.y)))
        })
    }

    /// The layers, by their places in the declaration, during the stretch that begins on a day.
    ///
    /// # Errors
    /// A set of lands has more vertices than the tile engine can number.
    pub fn layers(&self, places: &[usize], stretch: Day) -> Result<Vec<Arc<TileLayer>>, TilesError> {
        let made = places.iter().map(|&place| self.layers.make((place, stretch), || self.layer(&self.declared[place], stretch)));
        made.collect()
    }

    /// The version of these layers during the stretch: the same only as long as all their tiles are the same.
    ///
    /// # Errors
    /// As [`Map::layers`].
    pub fn version(&self, places: &[usize], stretch: Day) -> Result<u64, TilesError> {
        let mut hasher = DefaultHasher::new();
        self.layers(places, stretch)?.iter().for_each(|layer| hasher.write_u64(layer.mark()));
        Ok(hasher.finish())
    }

    /// What the land of a feature on a day is known by: the same only as long as the land is.
    #[must_use]
    pub fn land_key(&self, subject: Subject, day: Day) -> u64 {
        land_key(&self.view, subject, day)
    }

    fn layer(&self, layer: &Layer, day: Day) -> Result<Arc<TileLayer>, TilesError> {
        let (view, snapshot) = (self.view.as_ref(), self.view.snapshot.as_ref());
        let subjects = Subject::standing(view, Subject::all(view, layer.source, &Span::of_day(day)), day);
        let columns: Vec<Column> = layer.keys().into_iter().map(Column::named).collect();
        if matches!(subjects.first(), Some(Subject::Unit(_))) {
            // On all cores, where asking feature by feature would use one.
            view.coverage.prepare(day);
        }
        let from_zooms: Vec<u8> = layer.attributes.iter().map(|attribute| attribute.from_zoom).collect();
        let mut builder = LayerBuilder::new(&layer.id, layer.min_zoom..=layer.max_zoom, &layer.keys())
            .from_zooms(&from_zooms)
            .most_in_tile(layer.most_in_tile.iter().map(|crowd| (crowd.from_zoom, crowd.features.get())).collect());
        let mut places: HashMap<Subject, (usize, usize)> = HashMap::new();
        for drawn in if layer.points { Vec::new() } else { self.drawn(&subjects, day)? } {
            let set = builder.shapes(self.shapes(&drawn, day)?);
            places.extend(drawn.into_iter().enumerate().map(|(shape, subject)| (subject, (set, shape))));
        }
        for subject in subjects {
            let data: Vec<Option<Datum<'_>>> = columns.iter().map(|column| column.value(view, subject, day)).collect();
            let values: Vec<Option<Value<'_>>> = data.iter().map(|datum| datum.as_ref().map(value)).collect();
            let id = subject.number(snapshot);
            match (places.get(&subject.drawn_as(view, day)), subject.point(snapshot)) {
                (Some((set, shape)), _) => {
                    builder.feature(id, *set, *shape, &values)?;
                    if is_over(snapshot, subject, day) {
                        builder.gives_way();
                    }
                }
                (None, Some(point)) => builder.point(id, point.x(), point.y(), &values)?,
                (None, None) => {}
            }
        }
        Ok(Arc::new(builder.build()))
    }

    /// The sets of features whose shapes are drawn. Most gaps are whole units, of up to four tiers: these share the shapes of the units.
    fn drawn(&self, subjects: &[Subject], day: Day) -> Result<Vec<Vec<Subject>>, TilesError> {
        match subjects.first() {
            Some(Subject::Unit(_)) => Ok(vec![self.joined(day)?.unwrap_or_else(|| subjects.to_vec())]),
            Some(Subject::Gap(..)) => {
                let is_part = |subject: &Subject| matches!(subject.drawn_as(&self.view, day), Subject::Gap(..));
                let parts = subjects.iter().copied().filter(is_part).collect();
                Ok(vec![self.joined(day)?.unwrap_or_else(|| gaps::leaves(&self.view.snapshot, day)), parts])
            }
            _ => Ok(vec![subjects.to_vec()]),
        }
    }

    /// The units of all levels in one set, so that a district is drawn with the borders of its communes; `None` where the levels were
    /// drawn apart: borders that meet at every other vertex could not be simplified.
    fn joined(&self, day: Day) -> Result<Option<Vec<Subject>>, TilesError> {
        let of = |level| Subject::all(&self.view, Source::Units(level), &Span::of_day(day));
        let units: Vec<Subject> = [Level::Province, Level::District, Level::Commune].into_iter().flat_map(of).collect();
        let is_tidy = self.shapes(&units, day)?.is_tidy();
        Ok(is_tidy.then_some(units))
    }

    /// The shapes of features, in their order.
    fn shapes(&self, subjects: &[Subject], day: Day) -> Result<Arc<Shapes>, TilesError> {
        let mut hasher = DefaultHasher::new();
        for subject in subjects {
            hasher.write_u64(land_key(&self.view, *subject, day));
        }
        self.shapes.make(hasher.finish(), || {
            let lands: Vec<LandOf<'_>> = subjects.iter().map(|subject| self.lands.land(&self.view, *subject, day)).collect();
            Shapes::build(&lands.iter().map(|land| &**land).collect::<Vec<_>>()).map(Arc::new)
        })
    }
}

/// Whether it is a plan that has ended: what is in force is shown before it.
fn is_over(snapshot: &Snapshot, subject: Subject, day: Day) -> bool {
    matches!(subject, Subject::Plan(plan) if matches!(snapshot.plans[plan].state(day), PlanState::Ended { .. }))
}

fn land_key(view: &View, subject: Subject, day: Day) -> u64 {
    let snapshot = view.snapshot.as_ref();
    match subject {
        Subject::Unit(index) => snapshot.units[index].facts.hash,
        Subject::Area(index) => snapshot.areas[index].land_key(),
        Subject::Plan(index) => snapshot.plans[index].land_key(day),
        Subject::Gap(unit, tier) => view.coverage.gap_key(unit, tier, day),
    }
}

fn value<'a>(datum: &'a Datum<'_>) -> Value<'a> {
    match datum {
        Datum::Text(text) => Value::Text(text),
        Datum::Number(number) => Value::Number(*number),
        Datum::Integer(number) => Value::Integer(*number),
        Datum::Flag(flag) => Value::Flag(*flag),
    }
}
