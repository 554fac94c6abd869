//! Geometries in filter text: well-known text (OGC 06-103r4, clause 7) as the grammar of CQL2 has it. Heights are read and dropped.

use geo::{Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

use super::problem::{FilterProblem, Place};
use super::text::Parser;
use super::token::Token;

/// A kind of geometry, by its word in WKT and in GeoJSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,
}

/// The kind that the word names, whatever its case.
pub(super) fn kind(word: &str) -> Option<Kind> {
    Some(match word.to_ascii_lowercase().as_str() {
        "point" => Kind::Point,
        "linestring" => Kind::LineString,
        "polygon" => Kind::Polygon,
        "multipoint" => Kind::MultiPoint,
        "multilinestring" => Kind::MultiLineString,
        "multipolygon" => Kind::MultiPolygon,
        "geometrycollection" => Kind::GeometryCollection,
        _ => return None,
    })
}

/// Checks the number of vertices of a line.
pub(super) fn line(coords: Vec<Coord>, place: &Place) -> Result<LineString, FilterProblem> {
    if coords.len() >= 2 { Ok(LineString(coords)) } else { Err(FilterProblem::new(place, "a line of one vertex", "two vertices or more")) }
}

/// Checks that each ring has four vertices and is closed.
pub(super) fn polygon(rings: Vec<Vec<Coord>>, place: &Place) -> Result<Polygon, FilterProblem> {
    for ring in &rings {
        if ring.len() < 4 {
            let found = format!("a ring of {} vertices", ring.len());
            return Err(FilterProblem::new(place, found, "four vertices or more, the last the same as the first"));
        }
        if ring.first() != ring.last() {
            return Err(FilterProblem::new(place, "a ring that is not closed", "a ring whose last vertex is the same as its first"));
        }
    }
    let mut rings = rings.into_iter().map(LineString);
    let outer = rings.next().ok_or_else(|| FilterProblem::new(place, "a polygon without rings", "one ring or more"))?;
    Ok(Polygon::new(outer, rings.collect()))
}

impl Parser {
    /// What follows the word of a geometry.
    pub(super) fn geometry(&mut self, kind: Kind) -> Result<Geometry, FilterProblem> {
        if matches!(self.peek(), Token::Word(word) if word.eq_ignore_ascii_case("z")) {
            self.advance();
        }
        Ok(match kind {
            Kind::Point => Geometry::Point(Point(self.in_parentheses(Self::vertex)?)),
            Kind::LineString => Geometry::LineString(self.line_string()?),
            Kind::Polygon => Geometry::Polygon(self.polygon()?),
            Kind::MultiPoint => Geometry::MultiPoint(MultiPoint(self.several(Self::point_of_many)?.into_iter().map(Point).collect())),
            Kind::MultiLineString => Geometry::MultiLineString(MultiLineString(self.several(Self::line_string)?)),
            Kind::MultiPolygon => Geometry::MultiPolygon(MultiPolygon(self.several(Self::polygon)?)),
            Kind::GeometryCollection => {
                let place = self.place();
                self.builder.enter(&place)?;
                let members = self.several(Self::member)?;
                self.builder.leave();
                Geometry::GeometryCollection(GeometryCollection(members))
            }
        })
    }

    /// The numbers of a box and the closing parenthesis.
    pub(super) fn numbers(&mut self) -> Result<Vec<f64>, FilterProblem> {
        let place = self.place();
        let mut numbers = Vec::new();
        loop {
            self.builder.vertex(&place)?;
            numbers.push(self.signed()?);
            if self.takes_sign(")") {
                break;
            }
            self.expects_sign(",", "`,` or `)`")?;
        }
        if [4, 6].contains(&numbers.len()) {
            return Ok(numbers);
        }
        Err(FilterProblem::new(&place, format!("a box of {} numbers", numbers.len()), "4 numbers, or 6 with heights"))
    }

    fn member(&mut self) -> Result<Geometry, FilterProblem> {
        let kind = if let Token::Word(word) = self.peek() { kind(word) } else { None };
        let kind = kind.ok_or_else(|| self.unexpected("a geometry"))?;
        self.advance();
        self.geometry(kind)
    }

    fn line_string(&mut self) -> Result<LineString, FilterProblem> {
        let place = self.place();
        line(self.several(Self::vertex)?, &place)
    }

    fn polygon(&mut self) -> Result<Polygon, FilterProblem> {
        let place = self.place();
        polygon(self.several(|parser| parser.several(Self::vertex))?, &place)
    }

    /// With parentheses as the grammar has it, or without, as many write it.
    fn point_of_many(&mut self) -> Result<Coord, FilterProblem> {
        if *self.peek() == Token::Sign("(") { self.in_parentheses(Self::vertex) } else { self.vertex() }
    }

    fn in_parentheses<T>(&mut self, read: fn(&mut Self) -> Result<T, FilterProblem>) -> Result<T, FilterProblem> {
        self.expects_sign("(", "`(`")?;
        let one = read(self)?;
        self.expects_sign(")", "`)`")?;
        Ok(one)
    }

    fn several<T>(&mut self, read: impl Fn(&mut Self) -> Result<T, FilterProblem>) -> Result<Vec<T>, FilterProblem> {
        self.expects_sign("(", "`(`")?;
        let mut found = vec![read(self)?];
        while !self.takes_sign(")") {
            self.expects_sign(",", "`,` or `)`")?;
            found.push(read(self)?);
        }
        Ok(found)
    }

    fn vertex(&mut self) -> Result<Coord, FilterProblem> {
        let place = self.place();
        self.builder.vertex(&place)?;
        let (x, y) = (self.signed()?, self.signed()?);
        if !matches!(self.peek(), Token::Sign("," | ")")) {
            self.signed()?;
        }
        Ok(Coord { x, y })
    }
}
