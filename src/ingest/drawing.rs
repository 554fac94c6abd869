//! Drawings (DXF, DGN): closed lines and hatches of one layer become polygons, and the text inside each becomes its label.
//!
//! A drawing has no records. What is not clear from it is told and left as it is: rings inside rings, rings with several texts.

use std::io::Read;

use gdal::vector::{Feature, FieldValue, LayerAccess, OGRwkbGeometryType, geometry_type_flatten};
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area, BoundingRect, Coord, LineString, Polygon, Rect};

use super::columns::{Columns, Schema};
use super::encoding::RawText;
use super::intake::{Intake, choose, several};
use super::issues::{DRAWING_LABELS, DRAWING_LEFT_OUT, DRAWING_NESTED, Finding, IssueList};
use super::layer::{Text, dataset, shape_of, tell, unreadable};
use super::shape::RawShape;
use super::source::RawRecord;
use super::{IngestError, Options, library, values, wkb};
use crate::domain::Land;

/// The most rings of a layer, since each is compared with the others.
const MOST_RINGS: usize = 20_000;

/// A closed line or hatch.
#[derive(Debug)]
struct Ring {
    layer: String,
    land: Vec<Polygon>,
    bounds: Rect,
    area: f64,
    texts: Vec<String>,
}

/// The rings of one layer of a drawing, with their labels.
pub(super) struct Drawing {
    rings: Vec<Ring>,
    /// For each ring the smallest that it lies in.
    inside: Vec<Option<usize>>,
    schema: &'static Schema,
}

/// Everything of a drawing that can matter.
#[derive(Default)]
struct Elements {
    rings: Vec<Ring>,
    texts: Vec<(Coord, String)>,
    vertices: u64,
    /// Elements that are neither ring nor text.
    others: u64,
}

impl Drawing {
    /// Reads a drawing and chooses the layer that is meant, among those with rings.
    pub fn open(
        intake: &Intake,
        shown: &str,
        schema: &'static Schema,
        options: &Options<'_>,
        issues: &mut IssueList,
    ) -> Result<Self, IngestError> {
        // GDAL 3.6 goes by `$DWGCODEPAGE` alone, which says nothing where texts are UTF-8.
        let encoding = if is_unicode(&intake.file) { "UTF-8" } else { "" };
        let elements = library::with("DXF_ENCODING", encoding, || Self::elements(intake, shown, options, issues))?;
        let Elements { rings, texts, others, .. } = elements;
        let rings = Self::chosen(rings, shown, schema, options)?;
        if others > 0 {
            let found = format!("{others} elements that are neither a closed line nor a text");
            issues.of_file(Finding::new(DRAWING_LEFT_OUT, found, "they are left out: close the lines that bound land"));
        }
        Ok(Self::arranged(rings, texts, schema))
    }

    /// Reads everything that can matter.
    fn elements(intake: &Intake, shown: &str, options: &Options<'_>, issues: &mut IssueList) -> Result<Elements, IngestError> {
        let dataset = dataset(intake, shown, Text::Decoded, issues)?;
        let mut layer = dataset.into_layer(0).map_err(|error| unreadable(intake, shown, &error.to_string()))?;
        let mut elements = Elements::default();
        let columns: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
        let at = |name: &str| columns.iter().position(|column| column == name);
        let (level, text, paper) = (at("Layer").or_else(|| at("Level")), at("Text"), at("PaperSpace"));
        for feature in layer.features() {
            // What is drawn on the sheet around the map is not of the land.
            if !paper.is_some_and(|paper| feature.field_as_integer(paper).is_ok_and(|value| value == Some(1))) {
                elements.add(&feature, level, text);
            }
            for (what, found, allowed) in [
                ("vertices", elements.vertices, options.limits.file_vertices),
                ("texts", elements.texts.len() as u64, options.limits.features),
            ] {
                if found > allowed {
                    return Err(IngestError::TooLarge { path: shown.to_owned(), what: what.into(), found, allowed });
                }
            }
        }
        tell(library::messages(), intake, issues);
        Ok(elements)
    }

    /// The rings of the layer that is meant.
    fn chosen(rings: Vec<Ring>, shown: &str, schema: &Schema, options: &Options<'_>) -> Result<Vec<Ring>, IngestError> {
        let mut layers: Vec<(String, Option<u64>)> = Vec::new();
        for ring in &rings {
            match layers.iter_mut().find(|(name, _)| *name == ring.layer) {
                Some((_, count)) => *count = count.map(|count| count + 1),
                None => layers.push((ring.layer.clone(), Some(1))),
            }
        }
        let names: Vec<String> = layers.iter().map(|(name, _)| name.clone()).collect();
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let Some(at) = choose(&names, options.layer, schema.name) else {
            return Err(several(shown, "closed lines", &layers, options.layer, schema.name));
        };
        let chosen: Vec<Ring> = rings.into_iter().filter(|ring| ring.layer == names[at]).collect();
        if chosen.len() > MOST_RINGS {
            let (found, allowed) = (chosen.len() as u64, MOST_RINGS as u64);
            return Err(IngestError::TooLarge { path: shown.to_owned(), what: "closed lines in a layer".into(), found, allowed });
        }
        Ok(chosen)
    }

    /// Finds which ring lies in which, and gives each text to the smallest ring around it.
    fn arranged(mut rings: Vec<Ring>, texts: Vec<(Coord, String)>, schema: &'static Schema) -> Self {
        let smallest = |rings: &[Ring], holds: &dyn Fn(&Ring) -> bool| {
            let around = rings.iter().enumerate().filter(|(_, ring)| holds(ring));
            around.min_by(|(_, a), (_, b)| a.area.total_cmp(&b.area)).map(|(at, _)| at)
        };
        let inside: Vec<Option<usize>> = rings.iter().map(|ring| smallest(&rings, &|outer| outer.holds(ring))).collect();
        for (place, text) in texts {
            if let Some(at) = smallest(&rings, &|ring| ring.position(place) == CoordPos::Inside) {
                rings[at].texts.push(text);
            }
        }
        Self { rings, inside, schema }
    }

    /// The columns that labels can fill: the identifier and the name.
    pub fn columns(&self) -> Vec<String> {
        [self.schema.id, "name"].into_iter().filter(|column| self.schema.columns.contains(column)).map(str::to_owned).collect()
    }

    /// How many rings there are.
    pub const fn count(&self) -> u64 {
        self.rings.len() as u64
    }

    /// Hands every ring to `take`, but for those that are holes.
    pub fn read(&mut self, columns: &Columns, take: &mut dyn FnMut(RawRecord) -> Result<(), IngestError>) -> Result<(), IngestError> {
        for (at, number) in (0..self.rings.len()).zip(1..) {
            if !self.is_hole(at) {
                take(self.record(at, number, columns))?;
            }
        }
        Ok(())
    }

    /// A ring without a label in a ring with one is a hole of it.
    fn is_hole(&self, at: usize) -> bool {
        self.rings[at].texts.is_empty() && self.inside[at].is_some_and(|outer| !self.rings[outer].texts.is_empty() && !self.is_hole(outer))
    }

    fn record(&self, at: usize, number: u64, columns: &Columns) -> RawRecord {
        let mut record = RawRecord::new(number);
        let ring = &self.rings[at];
        let mut land = ring.land.clone();
        for (inner, _) in self.inside.iter().enumerate().filter(|(_, outer)| **outer == Some(at)) {
            // Labelled land inside labelled land belongs to its own label.
            if self.is_hole(inner) || !self.rings[inner].texts.is_empty() && !ring.texts.is_empty() {
                let hole =
                    |polygon: &mut Polygon| self.rings[inner].land.iter().for_each(|part| polygon.interiors_push(part.exterior().clone()));
                land.first_mut().map(hole);
            } else {
                let found = format!("a closed line inside another, number {} in number {number}", inner + 1);
                let hint =
                    "both are read as land: give the outer one a text if the inner one is its hole, or both one if they are neighbours";
                record.problems.push((Some("geometry"), Finding::new(DRAWING_NESTED, found, hint)));
            }
        }
        record.shape = wkb::write(&Land::new(land)).map_or(RawShape::None, RawShape::Polygons);
        let (id, name) = self.label(ring, &mut record.problems);
        record.cells = vec![None; columns.schema.columns.len()];
        for (column, value) in [(self.schema.id, id), ("name", name)] {
            if let Some(cell) = Columns::position(columns.schema, column).and_then(|at| record.cells.get_mut(at)) {
                *cell = value.map(RawText::Unicode);
            }
        }
        record
    }

    /// The identifier and the name in a ring: a text without blanks that has a digit, and any other.
    fn label(&self, ring: &Ring, problems: &mut Vec<(Option<&'static str>, Finding)>) -> (Option<String>, Option<String>) {
        let (ids, names): (Vec<String>, Vec<String>) = ring.texts.iter().cloned().partition(|text| is_identifier(text));
        let mut one = |texts: Vec<String>, column: &'static str| {
            if texts.len() > 1 {
                let shown = texts.iter().take(5).map(|text| format!("`{}`", values::excerpt(text))).collect::<Vec<_>>().join(", ");
                problems.push((
                    Some(column),
                    Finding::new(DRAWING_LABELS, format!("{} texts: {shown}", texts.len()), "leave one text inside each closed line"),
                ));
                return None;
            }
            texts.into_iter().next()
        };
        (one(ids, self.schema.id), one(names, "name"))
    }
}

impl Elements {
    fn add(&mut self, feature: &Feature<'_>, level: Option<usize>, text: Option<usize>) {
        let Ok(geometry) = feature.geometry_by_index(0) else { return };
        let string = |at: Option<usize>| match feature.field(at?).ok().flatten() {
            Some(FieldValue::StringValue(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Some(FieldValue::IntegerValue(number)) => Some(number.to_string()),
            _ => None,
        };
        let polygons = match geometry_type_flatten(geometry.geometry_type()) {
            OGRwkbGeometryType::wkbPoint => {
                let (x, y, _) = geometry.get_point(0);
                match string(text) {
                    Some(text) => self.texts.push((Coord { x, y }, text)),
                    None => self.others += 1,
                }
                return;
            }
            OGRwkbGeometryType::wkbLineString => {
                let mut points = Vec::new();
                geometry.get_points(&mut points);
                let line: Vec<Coord> = points.into_iter().map(|(x, y, _)| Coord { x, y }).collect();
                if line.len() > 3 && line.first() == line.last() {
                    vec![Polygon::new(LineString::new(line), Vec::new())]
                } else {
                    Vec::new()
                }
            }
            _ => match shape_of(geometry, &mut Vec::new()) {
                RawShape::Polygons(bytes) => wkb::read(&bytes).unwrap_or_default().into_iter().filter_map(polygon).collect(),
                _ => Vec::new(),
            },
        };
        match Ring::of(string(level).unwrap_or_default(), polygons) {
            Some(ring) => {
                self.vertices += ring.land.iter().map(|part| part.exterior().0.len() as u64).sum::<u64>();
                self.rings.push(ring);
            }
            None => self.others += 1,
        }
    }
}

impl Ring {
    /// `None` for what has no area.
    fn of(layer: String, land: Vec<Polygon>) -> Option<Self> {
        let land_of = Land::new(land);
        let (bounds, area) = (land_of.bounding_rect()?, land_of.unsigned_area());
        (area > 0.0).then(|| Self { layer, land: land_of.0, bounds, area, texts: Vec::new() })
    }

    fn position(&self, place: Coord) -> CoordPos {
        let (min, max) = (self.bounds.min(), self.bounds.max());
        if place.x < min.x || place.x > max.x || place.y < min.y || place.y > max.y {
            return CoordPos::Outside;
        }
        let positions = || self.land.iter().map(|part| part.coordinate_position(&place));
        positions()
            .find(|position| *position == CoordPos::Inside)
            .or_else(|| positions().find(|position| *position == CoordPos::OnBoundary))
            .unwrap_or(CoordPos::Outside)
    }

    /// Whether another ring lies in this one.
    fn holds(&self, other: &Self) -> bool {
        let (min, max) = (other.bounds.min(), other.bounds.max());
        let within =
            self.bounds.min().x <= min.x && self.bounds.min().y <= min.y && self.bounds.max().x >= max.x && self.bounds.max().y >= max.y;
        if !within || self.area <= other.area {
            return false;
        }
        let mut inside = false;
        for vertex in other.land.iter().flat_map(|part| part.exterior().coords()) {
            match self.position(*vertex) {
                CoordPos::Outside => return false,
                CoordPos::Inside => inside = true,
                CoordPos::OnBoundary => {}
            }
        }
        inside
    }
}

/// Whether a DXF file is of AutoCAD 2007 (AC1021) or newer, and its texts therefore UTF-8.
fn is_unicode(file: &std::path::Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head));
    let text = String::from_utf8_lossy(&head);
    let mut lines = text.lines().map(str::trim).skip_while(|line| *line != "$ACADVER");
    let version = lines.nth(2).and_then(|version| version.strip_prefix("AC")?.parse::<u32>().ok());
    read.is_ok() && version.is_some_and(|version| version >= 1021)
}

/// The version of a DXF file stands within so many bytes.
const HEAD_BYTES: u64 = 64 << 10;

/// A polygon of the rings of one.
fn polygon(rings: Vec<Vec<Coord>>) -> Option<Polygon> {
    let mut rings = rings.into_iter().map(LineString::new);
    Some(Polygon::new(rings.next()?, rings.collect()))
}

/// Whether a text can be a code or an id: no blanks, and a digit.
fn is_identifier(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.chars().any(|letter| letter.is_ascii_digit())
}
