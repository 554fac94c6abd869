//! Writes a filter in either encoding, so that reading it again must give the same filter; and the system of its geometries.

use std::fmt;

use geo::{Coord, Geometry, LineString, Polygon, Rect, coord};
use plancover::cql2::{Expression, Instant, Node, Placement, union_of};
use serde_json::{Value, json};

/// Longitude and latitude.
pub struct Crs84;

impl Placement for Crs84 {
    fn position(&self, at: Coord) -> Option<Coord> {
        ((-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y)).then_some(at)
    }

    fn between(&self, lower: Coord, upper: Coord) -> Option<Geometry> {
        let (lower, upper) = (self.position(lower)?, self.position(upper)?);
        if lower.y > upper.y {
            return None;
        }
        let to_the_east = || Rect::new(lower, coord! { x: 180.0, y: upper.y });
        let from_the_west = || Rect::new(coord! { x: -180.0, y: lower.y }, upper);
        Some(union_of(&if lower.x <= upper.x { vec![Rect::new(lower, upper)] } else { vec![to_the_east(), from_the_west()] }))
    }

    fn allowed(&self) -> String {
        "longitudes from -180 to 180 and latitudes from -90 to 90, south not above north".to_owned()
    }
}

/// How tightly an expression holds together; one that stands where a tighter one is needed is put in parentheses.
fn rank(node: &Node) -> u8 {
    match node {
        Node::Or(_) => 1,
        Node::And(_) => 2,
        Node::Not(_) => 3,
        Node::Compare(..) | Node::Like(_) | Node::Between(_) | Node::In(_) | Node::IsNull(_) => 4,
        Node::Arithmetic(..) => 5,
        _ => 6,
    }
}

/// CQL2 text.
pub struct AsText<'a>(pub &'a Expression);

impl fmt::Display for AsText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.node {
            Node::And(parts) => joined(f, parts, " AND ", 3),
            Node::Or(parts) => joined(f, parts, " OR ", 2),
            Node::Not(one) => write!(f, "NOT {}", Within(&one[0], 4)),
            Node::Compare(comparison, two) => joined(f, two.as_slice(), &format!(" {} ", comparison.word()), 5),
            Node::Like(two) => joined(f, two.as_slice(), " LIKE ", 5),
            Node::Between(three) => {
                write!(f, "{} BETWEEN {} AND {}", Within(&three[0], 5), Within(&three[1], 5), Within(&three[2], 5))
            }
            Node::In(all) => {
                let (value, list) = all.split_at(1);
                joined(f, value, "", 5)?;
                f.write_str(" IN (")?;
                joined(f, list, ", ", 0)?;
                f.write_str(")")
            }
            Node::IsNull(one) => write!(f, "{} IS NULL", Within(&one[0], 5)),
            Node::Arithmetic(operation, two) => joined(f, two.as_slice(), &format!(" {} ", operation.word()), 6),
            Node::Spatial(function, two) => call(f, &function.word().to_uppercase(), two.as_slice()),
            Node::Temporal(function, two) => call(f, &function.word().to_uppercase(), two.as_slice()),
            Node::Array(function, two) => call(f, &function.word().to_uppercase(), two.as_slice()),
            Node::CaseInsensitive(one) => call(f, "CASEI", one.as_slice()),
            Node::AccentInsensitive(one) => call(f, "ACCENTI", one.as_slice()),
            Node::Function(name, arguments) => call(f, name, arguments),
            Node::Property(name) => property(f, name),
            Node::Text(text) => quoted(f, text),
            Node::Number(number) => write!(f, "{number}"),
            Node::Flag(flag) => f.write_str(if *flag { "TRUE" } else { "FALSE" }),
            Node::Instant(Instant::Day(day)) => write!(f, "DATE('{day}')"),
            Node::Instant(Instant::Timestamp(moment)) => write!(f, "TIMESTAMP('{moment}')"),
            Node::Interval(sides) => write!(f, "INTERVAL({}, {})", Side(&sides[0]), Side(&sides[1])),
            Node::Unbounded => f.write_str("'..'"),
            Node::Geometry(geometry) => well_known_text(f, geometry),
            Node::Box(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                write!(f, "BBOX({})", numbers.join(", "))
            }
            Node::List(items) => call(f, "", items),
        }
    }
}

/// An expression where one of at least this rank is needed.
struct Within<'a>(&'a Expression, u8);

impl fmt::Display for Within<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = AsText(self.0);
        if rank(&self.0.node) < self.1 { write!(f, "({text})") } else { write!(f, "{text}") }
    }
}

/// A side of an interval: times stand there as bare texts.
struct Side<'a>(&'a Expression);

impl fmt::Display for Side<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.node {
            Node::Instant(Instant::Day(day)) => write!(f, "'{day}'"),
            Node::Instant(Instant::Timestamp(moment)) => write!(f, "'{moment}'"),
            _ => write!(f, "{}", Within(self.0, 6)),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Expression], between: &str, rank: u8) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { between })?;
        write!(f, "{}", Within(part, rank))?;
    }
    Ok(())
}

fn call(f: &mut fmt::Formatter<'_>, name: &str, arguments: &[Expression]) -> fmt::Result {
    write!(f, "{name}(")?;
    joined(f, arguments, ", ", 0)?;
    f.write_str(")")
}

fn property(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    write!(f, "\"{}\"", name.replace('"', "\"\""))
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

fn well_known_text(f: &mut fmt::Formatter<'_>, geometry: &Geometry) -> fmt::Result {
    match geometry {
        Geometry::Point(point) => write!(f, "POINT{}", positions(&[point.0])),
        Geometry::LineString(line) => write!(f, "LINESTRING{}", positions(&line.0)),
        Geometry::Polygon(polygon) => write!(f, "POLYGON{}", rings(polygon)),
        Geometry::MultiPoint(points) => write!(f, "MULTIPOINT{}", list(points.0.iter().map(|point| positions(&[point.0])))),
        Geometry::MultiLineString(lines) => write!(f, "MULTILINESTRING{}", list(lines.0.iter().map(|line| positions(&line.0)))),
        Geometry::MultiPolygon(polygons) => write!(f, "MULTIPOLYGON{}", list(polygons.0.iter().map(rings))),
        Geometry::GeometryCollection(members) => {
            f.write_str("GEOMETRYCOLLECTION(")?;
            for (index, member) in members.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { ", " })?;
                well_known_text(f, member)?;
            }
            f.write_str(")")
        }
        // No reader makes these.
        Geometry::Line(line) => write!(f, "LINESTRING{}", positions(&[line.start, line.end])),
        Geometry::Rect(rectangle) => write!(f, "POLYGON{}", rings(&rectangle.to_polygon())),
        Geometry::Triangle(triangle) => write!(f, "POLYGON{}", rings(&triangle.to_polygon())),
    }
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("({})", parts.collect::<Vec<_>>().join(", "))
}

fn positions(coords: &[Coord]) -> String {
    list(coords.iter().map(|coord| format!("{} {}", coord.x, coord.y)))
}

fn lines_of(polygon: &Polygon) -> impl Iterator<Item = &LineString> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

fn rings(polygon: &Polygon) -> String {
    list(lines_of(polygon).map(|ring| positions(&ring.0)))
}

/// CQL2 JSON.
pub fn to_json(expression: &Expression) -> Value {
    let arguments = || expression.node.children().iter().map(to_json).collect::<Vec<_>>();
    let operation = |op: &str| json!({ "op": op, "args": arguments() });
    match &expression.node {
        Node::And(_) => operation("and"),
        Node::Or(_) => operation("or"),
        Node::Not(_) => operation("not"),
        Node::Compare(comparison, _) => operation(comparison.word()),
        Node::Like(_) => operation("like"),
        Node::Between(_) => operation("between"),
        Node::In(all) => {
            let list: Vec<Value> = all[1..].iter().map(to_json).collect();
            json!({ "op": "in", "args": [to_json(&all[0]), list] })
        }
        Node::IsNull(_) => operation("isNull"),
        Node::Spatial(function, _) => operation(function.word()),
        Node::Temporal(function, _) => operation(function.word()),
        Node::Array(function, _) => operation(function.word()),
        Node::Arithmetic(arithmetic, _) => operation(arithmetic.word()),
        Node::CaseInsensitive(_) => operation("casei"),
        Node::AccentInsensitive(_) => operation("accenti"),
        Node::Function(name, _) => operation(name),
        Node::Property(name) => json!({ "property": name }),
        Node::Text(text) => json!(text),
        Node::Number(number) => number_of(*number),
        Node::Flag(flag) => json!(flag),
        Node::Instant(Instant::Day(day)) => json!({ "date": day.to_string() }),
        Node::Instant(Instant::Timestamp(moment)) => json!({ "timestamp": moment.to_string() }),
        Node::Interval(sides) => json!({ "interval": [side_of(&sides[0]), side_of(&sides[1])] }),
        Node::Unbounded => json!(".."),
        Node::Geometry(geometry) => geo_json(geometry),
        Node::Box(numbers) => json!({ "bbox": numbers.iter().map(|number| number_of(*number)).collect::<Vec<_>>() }),
        Node::List(_) => json!(arguments()),
    }
}

fn side_of(side: &Expression) -> Value {
    match &side.node {
        Node::Instant(Instant::Day(day)) => json!(day.to_string()),
        Node::Instant(Instant::Timestamp(moment)) => json!(moment.to_string()),
        _ => to_json(side),
    }
}

/// Whole numbers without a fraction.
fn number_of(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the range checked")]
    if number.fract() == 0.0 && number.abs() < EXACT { json!(number as i64) } else { json!(number) }
}

fn geo_json(geometry: &Geometry) -> Value {
    let position = |coord: &Coord| json!([number_of(coord.x), number_of(coord.y)]);
    let line = |line: &LineString| line.0.iter().map(position).collect::<Vec<_>>();
    let polygon = |polygon: &Polygon| lines_of(polygon).map(line).collect::<Vec<_>>();
    let (kind, coordinates) = match geometry {
        Geometry::Point(point) => ("Point", position(&point.0)),
        Geometry::LineString(one) => ("LineString", json!(line(one))),
        Geometry::Polygon(one) => ("Polygon", json!(polygon(one))),
        Geometry::MultiPoint(points) => ("MultiPoint", json!(points.0.iter().map(|point| position(&point.0)).collect::<Vec<_>>())),
        Geometry::MultiLineString(lines) => ("MultiLineString", json!(lines.0.iter().map(line).collect::<Vec<_>>())),
        Geometry::MultiPolygon(parts) => ("MultiPolygon", json!(parts.0.iter().map(polygon).collect::<Vec<_>>())),
        Geometry::GeometryCollection(members) => {
            return json!({ "type": "GeometryCollection", "geometries": members.iter().map(geo_json).collect::<Vec<_>>() });
        }
        // No reader makes these.
        Geometry::Line(one) => ("LineString", json!([position(&one.start), position(&one.end)])),
        Geometry::Rect(one) => ("Polygon", json!(polygon(&one.to_polygon()))),
        Geometry::Triangle(one) => ("Polygon", json!(polygon(&one.to_polygon()))),
    };
    json!({ "type": kind, "coordinates": coordinates })
}
