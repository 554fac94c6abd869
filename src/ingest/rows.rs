//! Rows of tables with a geometry: well-known text in a cell, or a vertex in each row, which together are a ring.

use gdal::vector::Geometry;
use geo::{Coord, LineString, Polygon};

use super::columns::is_canonical;
use super::issues::{CRS_AXES, Finding, IssueList, VALUE_NUMBER};
use super::shape::RawShape;
use super::source::RawRecord;
use super::{IngestError, layer, library, values, wkb};
use crate::domain::Land;

/// Names of columns with well-known text.
const WKT: &[&str] = &["wkt", "geometry", "geom", "the_geom", "wkt_geom", "geometry_wkt"];
/// Names of pairs of columns: the one that goes east, the one that goes north.
const PAIRS: &[(&str, &str)] = &[
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("longitude", "latitude"),
    ("kinh độ", "vĩ độ"),
    ("kinh_do", "vi_do"),
    ("easting", "northing"),
    ("e", "n"),
    ("x", "y"),
];
/// Where both coordinates are more than this they are metres.
const METRES: f64 = 100_000.0;

/// Which columns of a table hold geometries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shapes {
    /// None.
    None,
    /// Well-known text.
    Wkt(usize),
    /// A vertex in each row; consecutive rows with the same identifier, or none, are one record.
    Vertices {
        /// The column that goes east.
        east: usize,
        /// The column that goes north.
        north: usize,
        /// Whether they are called x and y, which in Vietnam often means north and east (circular 973/2001/TT-TCĐC).
        letters: bool,
    },
}

impl Shapes {
    /// Finds the columns, and takes their names away, since they are no data of a record.
    pub fn of(columns: &mut [String]) -> Self {
        let names: Vec<String> = columns.iter().map(|name| plain(name)).collect();
        let position = |wanted: &str| names.iter().position(|name| name == wanted && !is_canonical(name));
        let shapes = WKT.iter().find_map(|name| position(name)).map(Self::Wkt).or_else(|| {
            PAIRS
                .iter()
                .find_map(|(east, north)| Some(Self::Vertices { east: position(east)?, north: position(north)?, letters: *east == "x" }))
        });
        match shapes {
            Some(Self::Wkt(at)) => columns[at].clear(),
            Some(Self::Vertices { east, north, .. }) => [east, north].into_iter().for_each(|at| columns[at].clear()),
            _ => {}
        }
        shapes.unwrap_or(Self::None)
    }
}

/// A column's name without its unit and the word for coordinate: `Tọa độ X (m)` is `x`.
fn plain(name: &str) -> String {
    let lower = name.split(['(', '[']).next().unwrap_or_default().trim().to_lowercase();
    ["tọa độ ", "toạ độ ", "toa do "].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower).to_owned()
}

/// Takes rows and hands on records.
pub(super) struct Gather<'a> {
    shapes: Shapes,
    /// The place of the identifier among the cells.
    id: usize,
    open: Option<(RawRecord, Vec<Vec<Coord>>)>,
    swapped: bool,
    take: &'a mut dyn FnMut(RawRecord) -> Result<(), IngestError>,
}

impl<'a> Gather<'a> {
    pub fn new(shapes: Shapes, take: &'a mut dyn FnMut(RawRecord) -> Result<(), IngestError>) -> Self {
        // The identifier is the first of the canonical columns.
        Self { shapes, id: 0, open: None, swapped: false, take }
    }

    /// Takes a row; `cell` is its text in a column of the file.
    pub fn row(&mut self, mut record: RawRecord, cell: impl Fn(usize) -> Option<String>) -> Result<(), IngestError> {
        match self.shapes {
            Shapes::None => {}
            Shapes::Wkt(at) => record.shape = cell(at).map_or(RawShape::None, |text| well_known(&text, &mut record.problems)),
            Shapes::Vertices { east, north, letters } => {
                let vertex = self.vertex(cell(east), cell(north), letters);
                return self.vertex_row(record, vertex);
            }
        }
        (self.take)(record)
    }

    /// Hands on the last record.
    pub fn finish(mut self, issues: &mut IssueList) -> Result<(), IngestError> {
        self.close()?;
        if self.swapped {
            issues.of_file(Finding::new(
                CRS_AXES,
                "`x` holds the larger numbers",
                "x is taken for the northing and y for the easting, as on land certificates",
            ));
        }
        Ok(())
    }

    fn vertex(&mut self, east: Option<String>, north: Option<String>, letters: bool) -> Result<Option<Coord>, Finding> {
        let (Some(east), Some(north)) = (&east, &north) else {
            let one = east.or(north);
            return one.map_or(Ok(None), |one| {
                Err(Finding::new(VALUE_NUMBER, format!("`{}` without its other coordinate", values::excerpt(&one)), "give both"))
            });
        };
        let (x, y) = (coordinate(east)?, coordinate(north)?);
        // North of 9° a northing is larger than every easting of its zone.
        if letters && x > METRES && y > METRES && x > y {
            self.swapped = true;
            return Ok(Some(Coord { x: y, y: x }));
        }
        Ok(Some(Coord { x, y }))
    }

    fn vertex_row(&mut self, record: RawRecord, vertex: Result<Option<Coord>, Finding>) -> Result<(), IngestError> {
        let vertex = vertex.map_err(|finding| Finding { found: format!("{} in row {}", finding.found, record.feature), ..finding });
        let id = record.cells.get(self.id).cloned().flatten();
        let same = self.open.as_ref().is_some_and(|(open, _)| id.is_none() || open.cells.get(self.id).is_some_and(|known| *known == id));
        if !same {
            self.close()?;
            self.open = Some((record, Vec::new()));
        } else if let Some((open, _)) = &mut self.open {
            open.problems.extend(record.problems);
            for (known, cell) in open.cells.iter_mut().zip(record.cells) {
                if known.is_none() {
                    *known = cell;
                }
            }
        }
        let Some((open, rings)) = &mut self.open else { return Ok(()) };
        match vertex {
            Ok(Some(vertex)) => match rings.last_mut().filter(|ring| !closed(ring)) {
                Some(ring) => ring.push(vertex),
                None => rings.push(vec![vertex]),
            },
            Ok(None) => {}
            Err(finding) => open.problems.push((Some("geometry"), finding)),
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), IngestError> {
        let Some((mut record, rings)) = self.open.take() else { return Ok(()) };
        if record.problems.iter().any(|(column, _)| *column == Some("geometry")) {
            record.shape = RawShape::Told;
        } else if !rings.is_empty() {
            let polygons = rings.into_iter().map(|ring| Polygon::new(LineString::new(ring), Vec::new())).collect();
            record.shape = wkb::write(&Land::new(polygons)).map_or(RawShape::None, RawShape::Polygons);
        }
        (self.take)(record)
    }
}

/// Whether a ring has come back to its first vertex; what follows is another part.
fn closed(ring: &[Coord]) -> bool {
    ring.len() > 3 && ring.first() == ring.last()
}

/// A coordinate; `21,9` is one as well as `21.9`, and thousands may be set apart by blanks.
fn coordinate(text: &str) -> Result<f64, Finding> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digits = if digits.contains('.') { digits } else { digits.replacen(',', ".", 1) };
    let number = digits.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| {
        Finding::new(VALUE_NUMBER, format!("`{}` is no coordinate", values::excerpt(text)), "write a number such as 106.7512 or 2422586.98")
    })
}

/// The polygons of well-known text (OGC 06-103r4).
fn well_known(text: &str, problems: &mut Vec<(Option<&'static str>, Finding)>) -> RawShape {
    let geometry = Geometry::from_wkt(text.trim());
    library::messages();
    geometry.map_or_else(
        |_| RawShape::Other(format!("`{}`, which is no well-known text", values::excerpt(text))),
        |geometry| layer::shape_of(&geometry, problems),
    )
}
