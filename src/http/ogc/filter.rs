//! The parameters filter, filter-lang and filter-crs (OGC 19-079r2, section 8): CQL2 over what a layer's features carry.

use std::sync::Arc;

use geo::{Coord, Geometry, Rect};

use super::{crs, place};
use crate::app::{Column, Condition, Datum, Subject, View};
use crate::config::layers::{AttributeType, Layer};
use crate::cql2::{self, Expression, Filter, FilterProblem, Instant, Placement, Queryable, QueryableType, Row, Shape, Value};
use crate::domain::{Day, parse_day};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::query::Fields;
use crate::http::site::Edition;
use crate::lookup::Crs;

/// The encodings of a filter, the default first.
pub(super) const LANGUAGES: [&str; 2] = ["cql2-text", "cql2-json"];
/// The name of a feature's land among its queryables.
const GEOMETRY: &str = "geometry";

/// A filter that was read, of no layer yet.
#[derive(Debug)]
pub(super) struct Filtered {
    text: String,
    expression: Expression,
    system: Crs,
}

/// Reads a filter.
pub(super) fn read(fields: &mut Fields) -> Option<Filtered> {
    let language = fields.parsed("filter-lang", |text| {
        let known = LANGUAGES.into_iter().find(|language| *language == text);
        known.ok_or_else(|| LANGUAGES.join(", "))
    });
    let system = crs::read(fields, "filter-crs");
    let text = fields.raw("filter")?;
    let read = if language == Some(LANGUAGES[1]) { cql2::read_json } else { cql2::read_text };
    match read(&text, &LIMITS.filter) {
        Ok(expression) => Some(Filtered { text, expression, system }),
        Err(problem) => {
            fields.refuse(refused(&text, problem));
            None
        }
    }
}

fn refused(text: &str, problem: FilterProblem) -> FieldProblem {
    FieldProblem::new("filter", text, problem.allowed).hint(format!("at {}: {}", problem.place, problem.found))
}

impl Filtered {
    /// The condition it is for the features of a layer.
    ///
    /// # Errors
    /// It asks for what the layer does not have, or for what cannot be compared.
    pub(super) fn of(&self, layer: &Layer, edition: &Arc<Edition>) -> Result<Box<dyn Condition>, ApiError> {
        let attributes = layer.attributes.iter();
        let mut queryables: Vec<Queryable<'_>> =
            attributes.map(|attribute| Queryable { name: &attribute.name, value_type: queryable(attribute.value_type) }).collect();
        queryables.push(Queryable { name: GEOMETRY, value_type: QueryableType::Geometry });
        let filter = Filter::new(&self.expression, &queryables, &Placed(self.system));
        let filter = filter.map_err(|problem| ApiError::Parameters(vec![refused(&self.text, problem)]))?;
        let columns = layer.attributes.iter().map(|attribute| (Column::named(&attribute.name), attribute.value_type)).collect();
        Ok(Box::new(Filters { filter, columns, edition: Arc::clone(edition) }))
    }
}

const fn queryable(value_type: AttributeType) -> QueryableType {
    match value_type {
        AttributeType::String => QueryableType::Text,
        AttributeType::Number => QueryableType::Number,
        AttributeType::Integer => QueryableType::Integer,
        AttributeType::Boolean => QueryableType::Boolean,
        AttributeType::Date => QueryableType::Date,
    }
}

/// Geometries of a filter in one of the server's systems, their axes in its order.
struct Placed(Crs);

impl Placement for Placed {
    fn position(&self, at: Coord) -> Option<Coord> {
        let at = if self.0.is_north_first() { Coord { x: at.y, y: at.x } } else { at };
        let on_earth = |at: Coord| (-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y);
        (!self.0.is_geographic() || on_earth(at)).then(|| self.0.to_wgs84(at)).filter(|at| on_earth(*at))
    }

    fn between(&self, lower: Coord, upper: Coord) -> Option<Geometry> {
        let place = place::between([lower.x, lower.y, upper.x, upper.y], self.0).ok()?;
        Some(place.outline.map_or_else(|| cql2::union_of(&place.rectangles), Geometry::Polygon))
    }

    fn allowed(&self) -> String {
        place::allowed(self.0)
    }
}

/// A filter that features must meet.
#[derive(Debug)]
struct Filters {
    filter: Filter,
    columns: Vec<(Column, AttributeType)>,
    edition: Arc<Edition>,
}

impl Condition for Filters {
    fn holds(&self, view: &View, subject: Subject, day: Day) -> bool {
        self.filter.matches(&Feature { filters: self, view, subject, day })
    }

    fn near(&self) -> Option<&[Rect]> {
        self.filter.bounds()
    }
}

/// A feature as a filter sees it: the attributes of its layer, then its land.
struct Feature<'a> {
    filters: &'a Filters,
    view: &'a View,
    subject: Subject,
    day: Day,
}

impl Row for Feature<'_> {
    fn value(&self, column: usize) -> Option<Value<'_>> {
        let (column, value_type) = self.filters.columns.get(column)?;
        Some(match column.value(self.view, self.subject, self.day)? {
            Datum::Text(text) if *value_type == AttributeType::Date => Value::Instant(Instant::Day(parse_day(&text).ok()?)),
            Datum::Text(text) => Value::Text(text),
            Datum::Number(number) => Value::Number(number),
            #[expect(clippy::cast_precision_loss, reason = "years and scales are far below 2^53")]
            Datum::Integer(number) => Value::Number(number as f64),
            Datum::Flag(flag) => Value::Flag(flag),
        })
    }

    fn bounds(&self, _: usize) -> Option<Rect> {
        self.subject.bounds(&self.view.snapshot)
    }

    fn shape(&self, _: usize) -> Option<Shape<'_>> {
        let land = self.filters.edition.map.lands.land(self.view, self.subject, self.day);
        (!land.0.is_empty()).then(|| Shape::Land(Box::new(land)))
    }
}
