//! Rows that filters are asked about in tests.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use geo::{BoundingRect, Geometry, Rect};
use plancover::cql2::{Filter, FilterLimits, FilterProblem, Instant, Queryable, QueryableType, Row, Shape, Value, read_json, read_text};
use plancover::domain::parse_day;

use crate::filter_print::{Crs84, to_json};

pub const LIMITS: FilterLimits = FilterLimits { characters: 8_000, depth: 40, expressions: 500, vertices: 2_000, spatial: 16 };

/// A value of a row; geometries stand beside.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Null,
    Text(String),
    Number(f64),
    Flag(bool),
    Instant(Instant),
}

#[derive(Debug)]
pub struct Record {
    pub cells: Vec<Cell>,
    pub geometry: Option<Geometry>,
}

impl Row for Record {
    fn value(&self, column: usize) -> Option<Value<'_>> {
        match self.cells.get(column)? {
            Cell::Null => None,
            Cell::Text(text) => Some(Value::Text(Cow::Borrowed(text))),
            Cell::Number(number) => Some(Value::Number(*number)),
            Cell::Flag(flag) => Some(Value::Flag(*flag)),
            Cell::Instant(instant) => Some(Value::Instant(*instant)),
        }
    }

    fn bounds(&self, _: usize) -> Option<Rect> {
        self.geometry.as_ref().and_then(BoundingRect::bounding_rect)
    }

    fn shape(&self, _: usize) -> Option<Shape<'_>> {
        Some(match self.geometry.as_ref()? {
            Geometry::MultiPolygon(land) => Shape::Land(Box::new(land)),
            other => Shape::Any(other),
        })
    }
}

pub fn day(text: &str) -> Cell {
    Cell::Instant(Instant::Day(parse_day(text).unwrap()))
}

pub fn moment(text: &str) -> Cell {
    Cell::Instant(Instant::Timestamp(text.parse().unwrap()))
}

pub struct Table {
    pub columns: Vec<Queryable<'static>>,
    pub records: Vec<Record>,
}

impl Table {
    pub fn filter(&self, text: &str) -> Result<Filter, FilterProblem> {
        Filter::new(&read_text(text, &LIMITS)?, &self.columns, &Crs84)
    }

    /// How many records match; the same filter in JSON, and with the rectangles it names looked at first, must say the same.
    pub fn count(&self, text: &str) -> usize {
        let expression = read_text(text, &LIMITS).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let filter = Filter::new(&expression, &self.columns, &Crs84).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let json = to_json(&expression).to_string();
        let also = read_json(&json, &LIMITS).unwrap_or_else(|problem| panic!("{json}: {problem}"));
        assert_eq!(also, expression, "{json}");
        let touches = |record: &Record| {
            use geo::Intersects;
            let Some(rectangles) = filter.bounds() else { return true };
            record.geometry.as_ref().is_some_and(|geometry| rectangles.iter().any(|rectangle| geometry.intersects(rectangle)))
        };
        let matching: Vec<&Record> = self.records.iter().filter(|record| filter.matches(*record)).collect();
        assert!(matching.iter().all(|record| touches(record)), "{text}: the rectangles leave out a record that matches");
        matching.len()
    }
}

const fn column(name: &'static str, value_type: QueryableType) -> Queryable<'static> {
    Queryable { name, value_type }
}

fn features(name: &str) -> Vec<geojson::Feature> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/natural_earth").join(name);
    let text = fs::read_to_string(path).unwrap();
    text.parse::<geojson::FeatureCollection>().unwrap().features
}

fn geometry(feature: &geojson::Feature) -> Option<Geometry> {
    Some(feature.geometry.clone()?.try_into().unwrap())
}

/// The countries of the standard's test data.
pub fn countries() -> Table {
    let record = |feature: geojson::Feature| {
        let property = |name: &str| feature.property(name).unwrap().clone();
        let cells = vec![Cell::Text(property("NAME").as_str().unwrap().to_owned()), Cell::Number(property("POP_EST").as_f64().unwrap())];
        Record { cells, geometry: geometry(&feature) }
    };
    let columns =
        vec![column("NAME", QueryableType::Text), column("POP_EST", QueryableType::Integer), column("geom", QueryableType::Geometry)];
    Table { columns, records: features("countries.json").into_iter().map(record).collect() }
}

/// The places of the standard's test data, with its own columns as the tables of expected counts let them be told.
pub fn places() -> Table {
    let own = [
        ("2021-04-16", "2021-04-16T10:15:59Z", "2022-04-16T10:16:06Z", true),
        ("2022-04-16", "2022-04-16T10:13:19Z", "2023-04-16T10:16:06Z", false),
        ("2023-04-16", "2022-04-16T10:15:10Z", "2022-04-16T10:16:06Z", true),
    ];
    let record = |(index, feature): (usize, geojson::Feature)| {
        let name = feature.property("name").unwrap().as_str().unwrap().to_owned();
        let mut cells = vec![Cell::Text(name)];
        match own.get(index) {
            Some((date, start, end, flag)) => cells.extend([day(date), moment(start), moment(end), Cell::Flag(*flag)]),
            None => cells.extend([const { Cell::Null }; 4]),
        }
        Record { cells, geometry: geometry(&feature) }
    };
    let columns = vec![
        column("name", QueryableType::Text),
        column("date", QueryableType::Date),
        column("start", QueryableType::Timestamp),
        column("end", QueryableType::Timestamp),
        column("boolean", QueryableType::Boolean),
        column("geom", QueryableType::Geometry),
    ];
    Table { columns, records: features("places.json").into_iter().enumerate().map(record).collect() }
}
