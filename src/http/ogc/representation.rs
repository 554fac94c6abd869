//! Which representation of a resource is sent: the one place that knows `f` and Accept (OGC 17-069r4, section 7.11; RFC 9110, section 12.5.1).
//!
//! One more representation is a variant here, its place in [`Resource::representations`], and an arm where the resource is written.
//! Links `self` and `alternate`, the description and the entity tag follow from here.

use crate::formats::XLSX;
use crate::http::ask::Settled;
use crate::http::error::{ApiError, FieldProblem};
use crate::http::query::{Fields, Question};

/// The form in which a resource is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Representation {
    /// A document of JSON.
    Json,
    /// Features as GeoJSON.
    GeoJson,
    /// Features as GeoJSON, one after the other (RFC 8142).
    GeoJsonSeq,
    /// Features as a table.
    Csv,
    /// Features as FlatGeobuf.
    FlatGeobuf,
    /// A layer as GeoPackage.
    GeoPackage,
    /// A layer as Shapefile in a ZIP file.
    Shapefile,
    /// A layer as Excel workbook.
    Xlsx,
    /// The description of the API in OpenAPI 3.0.
    OpenApi,
    /// A JSON Schema.
    Schema,
    /// A page for people.
    Html,
    /// A vector tile.
    Mvt,
    /// A style of MapLibre.
    Style,
}

/// What can be asked for under `/ogc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    Landing,
    Conformance,
    Api,
    Collections,
    Collection,
    Schema,
    Items,
    Item,
    Download,
    /// What describes tiles and styles.
    Catalogue,
    Tile,
    Style,
}

impl Representation {
    /// What `f` calls it: the first name is used in links.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["json"],
            Self::GeoJson => &["geojson", "json"],
            Self::GeoJsonSeq => &["geojsonseq"],
            Self::Csv => &["csv"],
            Self::FlatGeobuf => &["fgb", "flatgeobuf"],
            Self::GeoPackage => &["gpkg", "geopackage"],
            Self::Shapefile => &["shp", "shapefile"],
            Self::Xlsx => &["xlsx"],
            Self::OpenApi => &["json", "openapi"],
            Self::Schema => &["json", "schema"],
            Self::Html => &["html"],
            Self::Mvt => &["mvt", "pbf"],
            Self::Style => &["mapbox", "json"],
        }
    }

    /// The media type it is sent with.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
            Self::GeoJsonSeq => "application/geo+json-seq",
            Self::Csv => "text/csv; charset=utf-8",
            Self::FlatGeobuf => "application/flatgeobuf",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::Shapefile => "application/zip",
            Self::Xlsx => XLSX,
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
            Self::Schema => "application/schema+json",
            Self::Html => "text/html",
            Self::Mvt => "application/vnd.mapbox-vector-tile",
            Self::Style => "application/vnd.mapbox.style+json",
        }
    }

    /// What it is called in the titles of links.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSeq => "GeoJSON text sequence",
            Self::Csv => "CSV",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::GeoPackage => "GeoPackage",
            Self::Shapefile => "Shapefile (ZIP)",
            Self::Xlsx => "Excel",
            Self::OpenApi => "OpenAPI 3.0",
            Self::Schema => "JSON Schema",
            Self::Html => "HTML",
            Self::Mvt => "Mapbox vector tile",
            Self::Style => "MapLibre style",
        }
    }

    /// The ending of a file's name, where it is one that people keep.
    pub(super) const fn ending(self) -> Option<&'static str> {
        match self {
            Self::GeoJson => Some("geojson"),
            Self::GeoJsonSeq => Some("geojsons"),
            Self::Csv => Some("csv"),
            Self::FlatGeobuf => Some("fgb"),
            Self::GeoPackage => Some("gpkg"),
            Self::Shapefile => Some("shp.zip"),
            Self::Xlsx => Some("xlsx"),
            Self::Json | Self::OpenApi | Self::Schema | Self::Html | Self::Mvt | Self::Style => None,
        }
    }

    /// How much the reader wants it, 0 to 1000; `None` where Accept does not say. The most specific range counts.
    fn wanted(self, ranges: &[Range<'_>]) -> Option<u16> {
        let media_type = self.media_type().split(';').next().unwrap_or_default();
        let group = media_type.split('/').next().unwrap_or_default();
        // Documents of any kind of JSON are JSON for those who know no better.
        let json = if media_type.ends_with("json") { "application/json" } else { media_type };
        let specific = |range: &Range<'_>| match range.name.trim() {
            name if name.eq_ignore_ascii_case(media_type) => 3,
            name if name.eq_ignore_ascii_case(json) => 2,
            "*/*" => 0,
            name if name.strip_suffix("/*").is_some_and(|prefix| prefix.eq_ignore_ascii_case(group)) => 1,
            _ => -1,
        };
        let fitting = ranges.iter().map(|range| (specific(range), range.quality)).filter(|(specific, _)| *specific >= 0);
        fitting.max_by_key(|(specific, _)| *specific).map(|(_, quality)| quality)
    }
}

impl Resource {
    /// The representations that there are; the first is sent where nothing is asked for.
    pub(super) const fn representations(self) -> &'static [Representation] {
        match self {
            Self::Landing | Self::Conformance | Self::Collections | Self::Collection | Self::Catalogue => {
                &[Representation::Json, Representation::Html]
            }
            Self::Api => &[Representation::OpenApi, Representation::Html],
            Self::Schema => &[Representation::Schema, Representation::Html],
            Self::Items => {
                use Representation::{Csv, FlatGeobuf, GeoJson, GeoJsonSeq, Html};
                &[GeoJson, Html, GeoJsonSeq, Csv, FlatGeobuf]
            }
            Self::Item => &[Representation::GeoJson, Representation::Html],
            Self::Download => {
                use Representation::{Csv, FlatGeobuf, GeoJson, GeoPackage, Shapefile, Xlsx};
                &[GeoPackage, FlatGeobuf, Shapefile, Xlsx, Csv, GeoJson]
            }
            Self::Tile => &[Representation::Mvt],
            Self::Style => &[Representation::Style],
        }
    }

    /// Every value that `f` may have.
    pub(super) fn names(self) -> Vec<&'static str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.representations().iter().flat_map(|representation| representation.names()) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        names
    }

    fn named(self, name: &str) -> Option<Representation> {
        self.representations().iter().copied().find(|representation| representation.names().contains(&name))
    }

    /// What Accept wants most; the first where it wants nothing that there is, which serves readers better than 406 does.
    fn accepted(self, accept: &str) -> Representation {
        let ranges: Vec<Range<'_>> = accept.split(',').filter_map(Range::read).collect();
        let mut best = (self.representations()[0], 0);
        for &representation in self.representations() {
            let quality = representation.wanted(&ranges).unwrap_or(0);
            if quality > best.1 {
                best = (representation, quality);
            }
        }
        best.0
    }
}

/// A range of media types in Accept.
#[derive(Debug)]
struct Range<'a> {
    name: &'a str,
    quality: u16,
}

impl<'a> Range<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().filter(|name| name.contains('/'))?;
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = quality.map_or(Some(1000), |text| {
            let number: f64 = text.parse().ok()?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
            (0.0..=1.0).contains(&number).then(|| (number * 1000.0).round() as u16)
        })?;
        Some(Self { name, quality })
    }
}

/// The parameter `f`, not yet held against what there is of the resource.
#[derive(Debug, Default)]
pub(in crate::http) struct Format {
    f: Option<String>,
}

impl Question for Format {
    fn read(fields: &mut Fields) -> Self {
        Self { f: fields.raw("f") }
    }
}

impl Format {
    /// The representation to send: what `f` names, else what Accept wants.
    ///
    /// # Errors
    /// `f` names none of this resource.
    pub(super) fn of(&self, resource: Resource, settled: &Settled) -> Result<Representation, ApiError> {
        self.accepting(resource, &settled.accept)
    }

    /// The same, with what the request accepts.
    pub(super) fn accepting(&self, resource: Resource, accept: &str) -> Result<Representation, ApiError> {
        let Some(name) = &self.f else { return Ok(resource.accepted(accept)) };
        resource.named(name).ok_or_else(|| ApiError::Parameters(vec![FieldProblem::new("f", name, resource.names().join(", "))]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_is_weighed_and_what_there_is_not_falls_back() {
        use Representation::{Html, OpenApi};
        for (accept, expected) in [
            ("", OpenApi),
            ("*/*", OpenApi),
            ("text/html", Html),
            ("text/html;q=0.9, application/json", OpenApi),
            ("text/html, application/json;q=0.9", Html),
            ("application/vnd.oai.openapi+json;version=3.0", OpenApi),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Html),
            ("application/vnd.oai.openapi+json;q=0, */*", Html),
            ("text/*", Html),
            ("TEXT/HTML", Html),
            ("image/png", OpenApi),
            ("text/html;q=7, nonsense", OpenApi),
        ] {
            assert_eq!(Resource::Api.accepted(accept), expected, "{accept}");
        }
    }

    #[test]
    fn every_representation_of_a_resource_can_be_named() {
        use Resource::{Api, Catalogue, Collection, Collections, Conformance, Download, Item, Items, Landing, Schema, Style, Tile};
        for resource in [Landing, Conformance, Api, Collections, Collection, Schema, Items, Item, Download, Catalogue, Tile, Style] {
            for &representation in resource.representations() {
                assert_eq!(resource.named(representation.names()[0]), Some(representation), "{resource:?}");
            }
            assert_eq!(resource.named("nonsense"), None);
        }
    }
}
