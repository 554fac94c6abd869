//! Filters in both encodings: no text crashes them, what is read is written and read as it was, and a checked one can be asked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plancover::cql2::{Filter, FilterLimits, Queryable, QueryableType, Row, Shape, Value, read_json, read_text};

#[path = "../../tests/it/filter_print.rs"]
mod filter_print;

use filter_print::{AsText, Crs84, to_json};

const LIMITS: FilterLimits = FilterLimits { characters: 8_000, depth: 40, expressions: 500, vertices: 2_000, spatial: 16 };
const COLUMNS: [Queryable<'static>; 4] = [
    Queryable { name: "a", value_type: QueryableType::Text },
    Queryable { name: "n", value_type: QueryableType::Number },
    Queryable { name: "d", value_type: QueryableType::Date },
    Queryable { name: "g", value_type: QueryableType::Geometry },
];

struct Known(geo::Geometry);

impl Row for Known {
    fn value(&self, column: usize) -> Option<Value<'_>> {
        match column {
            0 => Some(Value::Text("Đồng Mỏ".into())),
            1 => Some(Value::Number(2.5)),
            _ => None,
        }
    }

    fn bounds(&self, _: usize) -> Option<geo::Rect> {
        geo::BoundingRect::bounding_rect(&self.0)
    }

    fn shape(&self, _: usize) -> Option<Shape<'_>> {
        Some(Shape::Any(&self.0))
    }
}

fuzz_target!(|text: &str| {
    let row = Known(geo::Rect::new((106.0, 21.0), (107.0, 22.0)).to_polygon().into());
    for expression in [read_text(text, &LIMITS), read_json(text, &LIMITS)].into_iter().flatten() {
        // What is written may be longer than what was read.
        let wide = FilterLimits { characters: usize::MAX, depth: 120, ..LIMITS };
        if let Ok(again) = read_json(&to_json(&expression).to_string(), &wide) {
            assert_eq!(to_json(&again), to_json(&expression));
        }
        let _ = read_text(&AsText(&expression).to_string(), &wide);
        if let Ok(filter) = Filter::new(&expression, &COLUMNS, &Crs84) {
            let _ = filter.matches(&row);
        }
    }
});
