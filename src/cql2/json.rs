//! Reads CQL2 JSON (OGC 21-065r2, requirements class `cql2-json`).

use geo::{Coord, Geometry, GeometryCollection, MultiLineString, MultiPoint, MultiPolygon, Point};
use serde_json::{Map, Value};

use super::limits::FilterLimits;
use super::problem::{FilterProblem, Place, excerpt};
use super::temporal;
use super::text::KEYWORDS;
use super::token::{in_name, starts_name};
use super::tree::{ArrayFunction, Builder, Comparison, Expression, Node, Operation, SpatialFunction, TemporalFunction, check_length};
use super::wkt::{self, Kind};

/// Reads a filter in CQL2 JSON.
///
/// # Errors
/// It is no JSON, not of the schema, or goes beyond the limits: where, what was found and what is allowed there.
pub fn read_json(text: &str, limits: &FilterLimits) -> Result<Expression, FilterProblem> {
    let root = Place::Member("$".to_owned());
    check_length(text, &root, limits)?;
    let value =
        serde_json::from_str(text).map_err(|cause| FilterProblem::new(&root, cause.to_string(), "JSON, nested at most 128 deep"))?;
    Reader { builder: Builder::new(*limits) }.expression(&value, "$")
}

struct Reader {
    builder: Builder,
}

type Read = Result<Expression, FilterProblem>;

const AN_EXPRESSION: &str =
    "a text, a number, true, false, an array, a geometry, or an object with `op`, `property`, `date`, `timestamp`, `interval` or `bbox`";

impl Reader {
    fn expression(&mut self, value: &Value, path: &str) -> Read {
        let place = Place::Member(path.to_owned());
        self.builder.enter(&place)?;
        let node = match value {
            Value::Bool(flag) => Node::Flag(*flag),
            Value::Number(number) => Node::Number(number.as_f64().ok_or_else(|| told(&place, value, "a number that fits in 64 bits"))?),
            Value::String(text) => Node::Text(text.clone()),
            Value::Array(items) => Node::List(self.expressions(items, path)?),
            Value::Object(object) => self.object(object, path, &place)?,
            Value::Null => return Err(told(&place, value, AN_EXPRESSION)),
        };
        self.builder.leave();
        self.builder.make(&place, node)
    }

    fn expressions(&mut self, items: &[Value], path: &str) -> Result<Vec<Expression>, FilterProblem> {
        items.iter().enumerate().map(|(index, item)| self.expression(item, &format!("{path}[{index}]"))).collect()
    }

    fn object(&mut self, object: &Map<String, Value>, path: &str, place: &Place) -> Result<Node, FilterProblem> {
        if let Some(op) = object.get("op") {
            let op = op.as_str().ok_or_else(|| told(place, op, "the name of an operator or function"))?;
            let args = object.get("args").map_or(Some(&[][..]), |args| args.as_array().map(Vec::as_slice));
            let args = args.ok_or_else(|| FilterProblem::new(place, "`args` that are no array", "an array of arguments"))?;
            return self.operation(op, args, path, place);
        }
        if let Some(name) = object.get("property") {
            let name = name.as_str().filter(|name| !name.is_empty());
            return name
                .map(|name| Node::Property(name.to_owned()))
                .ok_or_else(|| FilterProblem::new(place, "`property` that is no name", "the name of a property"));
        }
        if let Some(day) = object.get("date") {
            return text_of(day, temporal::read_day).map(Node::Instant).map_err(|allowed| told(place, day, allowed));
        }
        if let Some(moment) = object.get("timestamp") {
            return text_of(moment, temporal::read_timestamp).map(Node::Instant).map_err(|allowed| told(place, moment, allowed));
        }
        if let Some(interval) = object.get("interval") {
            return self.interval(interval, path, place);
        }
        if let Some(numbers) = object.get("bbox").filter(|_| !object.contains_key("type")) {
            return self.numbers(numbers, place);
        }
        if object.contains_key("type") {
            return self.geometry(object, path, place).map(Node::Geometry);
        }
        let members: Vec<&str> = object.keys().map(String::as_str).collect();
        Err(FilterProblem::new(place, format!("an object with the members {}", excerpt(&members.join(", "))), AN_EXPRESSION))
    }

    fn operation(&mut self, op: &str, args: &[Value], path: &str, place: &Place) -> Result<Node, FilterProblem> {
        let path = format!("{path}.args");
        let lower = op.to_ascii_lowercase();
        if lower == "in" {
            let [value, Value::Array(list)] = args else {
                return Err(FilterProblem::new(place, "`in` with other arguments", "a value and an array"));
            };
            if list.is_empty() {
                return Err(FilterProblem::new(place, "an empty list", "a list of one value or more"));
            }
            let mut all = vec![self.expression(value, &format!("{path}[0]"))?];
            all.extend(self.expressions(list, &format!("{path}[1]"))?);
            return Ok(Node::In(all));
        }
        let list = self.expressions(args, &path)?;
        Ok(match lower.as_str() {
            "and" | "or" if list.len() < 2 => return Err(wrong_number(place, op, list.len(), "2 or more")),
            "and" => Node::And(list),
            "or" => Node::Or(list),
            "not" => Node::Not(exactly(list, op, place)?),
            "like" => Node::Like(exactly(list, op, place)?),
            "between" => Node::Between(exactly(list, op, place)?),
            "isnull" => Node::IsNull(exactly(list, op, place)?),
            "casei" => Node::CaseInsensitive(exactly(list, op, place)?),
            "accenti" => Node::AccentInsensitive(exactly(list, op, place)?),
            _ => {
                if let Some(comparison) = Comparison::named(op) {
                    Node::Compare(comparison, exactly(list, op, place)?)
                } else if let Some(operation) = Operation::named(op) {
                    Node::Arithmetic(operation, exactly(list, op, place)?)
                } else if let Some(function) = SpatialFunction::named(op) {
                    Node::Spatial(function, exactly(list, op, place)?)
                } else if let Some(function) = TemporalFunction::named(op) {
                    Node::Temporal(function, exactly(list, op, place)?)
                } else if let Some(function) = ArrayFunction::named(op) {
                    Node::Array(function, exactly(list, op, place)?)
                } else if op.starts_with(starts_name) && op.chars().all(in_name) && !KEYWORDS.contains(&lower.as_str()) {
                    Node::Function(op.to_owned(), list)
                } else {
                    return Err(FilterProblem::new(place, excerpt(op), "the name of an operator or function"));
                }
            }
        })
    }

    fn interval(&mut self, interval: &Value, path: &str, place: &Place) -> Result<Node, FilterProblem> {
        let Some([from, to]) = interval.as_array().map(Vec::as_slice) else { return Err(told(place, interval, "an array of two sides")) };
        let mut side = |value: &Value, index: usize| {
            let path = format!("{path}.interval[{index}]");
            let Some(text) = value.as_str() else { return self.expression(value, &path) };
            let place = Place::Member(path);
            let node = temporal::read_side(text).map_err(|allowed| told(&place, value, allowed))?;
            self.builder.make(&place, node)
        };
        Ok(Node::Interval(Box::new([side(from, 0)?, side(to, 1)?])))
    }

    fn numbers(&mut self, value: &Value, place: &Place) -> Result<Node, FilterProblem> {
        let numbers: Option<Vec<f64>> = value.as_array().and_then(|items| items.iter().map(Value::as_f64).collect());
        let numbers = numbers.filter(|numbers| [4, 6].contains(&numbers.len()));
        let numbers = numbers.ok_or_else(|| told(place, value, "4 numbers, or 6 with heights"))?;
        for _ in &numbers {
            self.builder.vertex(place)?;
        }
        Ok(Node::Box(numbers))
    }

    fn geometry(&mut self, object: &Map<String, Value>, path: &str, place: &Place) -> Result<Geometry, FilterProblem> {
        let kind = object.get("type").and_then(Value::as_str).and_then(wkt::kind);
        let kind = kind.ok_or_else(|| told(place, &object["type"], "a type of geometry of GeoJSON"))?;
        if kind == Kind::GeometryCollection {
            let members = object.get("geometries").and_then(Value::as_array).filter(|members| !members.is_empty());
            let members = members.ok_or_else(|| FilterProblem::new(place, "no `geometries`", "an array of geometries"))?;
            self.builder.enter(place)?;
            let members = members.iter().enumerate().map(|(index, member)| {
                let path = format!("{path}.geometries[{index}]");
                let place = Place::Member(path.clone());
                let member = member.as_object().filter(|member| member.contains_key("type"));
                let member = member.ok_or_else(|| FilterProblem::new(&place, "something else", "a geometry"))?;
                self.geometry(member, &path, &place)
            });
            let members = members.collect::<Result<Vec<_>, _>>()?;
            self.builder.leave();
            return Ok(Geometry::GeometryCollection(GeometryCollection(members)));
        }
        let coordinates = object.get("coordinates").ok_or_else(|| FilterProblem::new(place, "no `coordinates`", "coordinates"))?;
        let place = Place::Member(format!("{path}.coordinates"));
        Ok(match kind {
            Kind::Point => Geometry::Point(Point(self.vertex(coordinates, &place)?)),
            Kind::LineString => Geometry::LineString(wkt::line(self.vertices(coordinates, &place)?, &place)?),
            Kind::Polygon => Geometry::Polygon(wkt::polygon(self.rings(coordinates, &place)?, &place)?),
            Kind::MultiPoint => Geometry::MultiPoint(MultiPoint(self.vertices(coordinates, &place)?.into_iter().map(Point).collect())),
            Kind::MultiLineString => {
                let lines = self.rings(coordinates, &place)?.into_iter().map(|line| wkt::line(line, &place));
                Geometry::MultiLineString(MultiLineString(lines.collect::<Result<_, _>>()?))
            }
            Kind::MultiPolygon | Kind::GeometryCollection => {
                let parts = array(coordinates, &place)?.iter().map(|part| wkt::polygon(self.rings(part, &place)?, &place));
                Geometry::MultiPolygon(MultiPolygon(parts.collect::<Result<_, _>>()?))
            }
        })
    }

    fn vertex(&mut self, value: &Value, place: &Place) -> Result<Coord, FilterProblem> {
        self.builder.vertex(place)?;
        let numbers: Option<Vec<f64>> = value.as_array().and_then(|items| items.iter().map(Value::as_f64).collect());
        match numbers.as_deref() {
            Some([x, y] | [x, y, _]) => Ok(Coord { x: *x, y: *y }),
            _ => Err(told(place, value, "a position: two numbers, or three with a height")),
        }
    }

    fn vertices(&mut self, value: &Value, place: &Place) -> Result<Vec<Coord>, FilterProblem> {
        array(value, place)?.iter().map(|item| self.vertex(item, place)).collect()
    }

    fn rings(&mut self, value: &Value, place: &Place) -> Result<Vec<Vec<Coord>>, FilterProblem> {
        array(value, place)?.iter().map(|item| self.vertices(item, place)).collect()
    }
}

fn array<'a>(value: &'a Value, place: &Place) -> Result<&'a [Value], FilterProblem> {
    let items = value.as_array().filter(|items| !items.is_empty());
    items.map(Vec::as_slice).ok_or_else(|| told(place, value, "an array that is not empty"))
}

fn text_of<T>(value: &Value, read: fn(&str) -> Result<T, &'static str>) -> Result<T, &'static str> {
    read(value.as_str().unwrap_or_default())
}

fn told(place: &Place, found: &Value, allowed: &str) -> FilterProblem {
    FilterProblem::new(place, excerpt(&found.to_string()), allowed)
}

fn exactly<const N: usize>(list: Vec<Expression>, op: &str, place: &Place) -> Result<Box<[Expression; N]>, FilterProblem> {
    let found = list.len();
    list.try_into().map(Box::new).map_err(|_| wrong_number(place, op, found, &N.to_string()))
}

fn wrong_number(place: &Place, op: &str, found: usize, allowed: &str) -> FilterProblem {
    FilterProblem::new(place, format!("{} with {found} arguments", excerpt(op)), allowed)
}
