//! Features as GeoJSON (RFC 7946), written straight into bytes, and kept for those who ask again.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Bytes;
use geo::MapCoords;
use serde::Serialize;

use super::asked::Shown;
use super::members::{append_members, pen};
use super::simplify::simplified;
use super::stream::Encode;
use crate::app::{Column, LandOf, Subject};
use crate::config::layers::{Attribute, Layer};
use crate::domain::{Day, Land};
use crate::formats::{self, Row};
use crate::http::ask::Settled;
use crate::http::error::ApiError;
use crate::http::site::{Edition, Site};
use crate::lookup::Crs;

/// What is shown of the features of one layer, and of which day.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) site: Arc<Site>,
    pub(super) edition: Arc<Edition>,
    /// The place of the layer in the site's.
    pub(super) layer: usize,
    pub(super) day: Day,
    pub(super) crs: Crs,
    pub(super) skip_geometry: bool,
    pub(super) simplify: Option<f64>,
    /// The places of the columns that are shown.
    pub(super) columns: Vec<usize>,
    /// Shown as to everybody, so that what is written may be kept.
    pub(super) plain: bool,
}

impl Drawn {
    pub(super) fn of(ask: &Settled, site: &Arc<Site>, layer: usize, day: Day, shown: &Shown) -> Result<Self, ApiError> {
        Ok(Self {
            site: Arc::clone(site),
            edition: Arc::clone(&ask.edition),
            layer,
            day,
            crs: shown.crs,
            skip_geometry: shown.skip_geometry,
            simplify: shown.simplify,
            columns: shown.columns(&site.layers[layer])?,
            plain: shown.is_plain(),
        })
    }

    pub(super) fn layer(&self) -> &Layer {
        &self.site.layers[self.layer]
    }

    /// The attributes shown, in order, each with the name of its column.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&Attribute, Column)> {
        let attributes = self.columns.iter().map(|place| &self.layer().attributes[*place]);
        attributes.map(|attribute| (attribute, Column::named(&attribute.name)))
    }

    /// The day the attributes of a feature are of.
    pub(super) fn day_of(&self, subject: Subject) -> Day {
        subject.day(&self.edition.view.snapshot, self.day)
    }

    /// The land of a feature as it is shown, in the order east, north of the system; empty where there is none.
    pub(super) fn land(&self, subject: Subject) -> Cow<'_, Land> {
        if self.skip_geometry {
            return Cow::Owned(Land::new(Vec::new()));
        }
        let land = self.edition.map.lands.land(&self.edition.view, subject, self.day_of(subject));
        let land = match (self.simplify, land) {
            (Some(metres), land) => Cow::Owned(simplified(&land, metres)),
            (None, LandOf::Record(land)) => Cow::Borrowed(land),
            (None, land) => Cow::Owned(land.clone()),
        };
        if matches!(self.crs, Crs::Crs84 | Crs::Wgs84) { land } else { Cow::Owned(land.map_coords(|at| self.crs.of_wgs84(at))) }
    }

    /// A feature as a row of a table: the values are of the attributes shown.
    pub(super) fn row<T>(&self, subject: Subject, write: impl FnOnce(&Row<'_>) -> T) -> T {
        let (view, day) = (&self.edition.view, self.day_of(subject));
        let values: Vec<_> = self.attributes().map(|(_, column)| column.value(view, subject, day)).collect();
        let point = subject.point(&view.snapshot).map(|point| self.crs.of_wgs84(point.into()));
        write(&Row { id: &subject.id(&view.snapshot), values: &values, land: &self.land(subject), point })
    }

    fn key(&self, subject: Subject) -> FeatureKey {
        (self.edition.fingerprint, self.layer, subject, self.edition.map.stretch(self.day))
    }

    /// A feature written earlier, if it is kept.
    pub(super) fn kept(&self, subject: Subject) -> Option<Bytes> {
        if self.plain { self.site.features.get(&self.key(subject)) } else { None }
    }
}

/// The edition, the layer by its place, the feature, and the first day of the stretch in which nothing shown changes.
pub(in crate::http) type FeatureKey = (u64, usize, Subject, Day);

/// Features as they were written for those who ask for nothing else.
pub(in crate::http) type Features = moka::sync::Cache<FeatureKey, Bytes>;

/// Room for so many bytes of features.
pub(in crate::http) fn features(bytes: u64) -> Features {
    let weigh = |_: &FeatureKey, feature: &Bytes| u32::try_from(feature.len() + 128).unwrap_or(u32::MAX);
    moka::sync::Cache::builder().max_capacity(bytes).weigher(weigh).build()
}

/// Writes a `FeatureCollection` (section 3.3).
#[derive(Debug)]
pub(super) struct GeoJson {
    pub(super) drawn: Drawn,
    /// The other members, without braces.
    pub(super) members: Vec<u8>,
    /// Few features are asked for again; many would only push out what is.
    pub(super) keeps: bool,
}

impl Encode for GeoJson {
    fn head(&self, out: &mut Vec<u8>) -> Result<(), ApiError> {
        out.extend_from_slice(br#"{"type":"FeatureCollection","#);
        out.extend_from_slice(&self.members);
        out.extend_from_slice(br#","features":["#);
        Ok(())
    }

    fn feature(&self, out: &mut Vec<u8>, place: usize, subject: Subject) -> Result<(), ApiError> {
        if place > 0 {
            out.push(b',');
        }
        if let Some(kept) = self.drawn.kept(subject) {
            out.extend_from_slice(&kept);
            return Ok(());
        }
        let start = out.len();
        out.extend_from_slice(br#"{"type":"Feature","#);
        feature(out, &self.drawn, subject)?;
        out.push(b'}');
        if self.keeps && self.drawn.plain {
            self.drawn.site.features.insert(self.drawn.key(subject), Bytes::copy_from_slice(&out[start..]));
        }
        Ok(())
    }

    fn tail(&self, out: &mut Vec<u8>) -> Result<(), ApiError> {
        out.extend_from_slice(b"]}");
        Ok(())
    }

    fn kept_bytes(&self, subject: Subject) -> Option<usize> {
        self.drawn.kept(subject).map(|kept| kept.len())
    }
}

/// A `Feature` (section 3.2) with other members.
pub(super) fn alone(drawn: &Drawn, members: &impl Serialize, subject: Subject) -> Result<Vec<u8>, ApiError> {
    let mut out = br#"{"type":"Feature","#.to_vec();
    append_members(&mut out, members).map_err(ApiError::internal)?;
    out.push(b',');
    feature(&mut out, drawn, subject)?;
    out.push(b'}');
    Ok(out)
}

pub(super) fn feature(out: &mut Vec<u8>, drawn: &Drawn, subject: Subject) -> Result<(), ApiError> {
    let attributes = drawn.attributes().map(|(attribute, _)| attribute);
    drawn.row(subject, |row| formats::feature(out, pen(drawn.crs), attributes, row)).map_err(ApiError::internal)
}

/// Writes features of one layer on a day, separated by commas, as everybody gets them; `first` where nothing stands before them. Pieces of
/// bounded size are handed to `out`.
pub(in crate::http) fn write_features(
    (site, edition): (&Arc<Site>, &Arc<Edition>),
    layer: usize,
    day: Day,
    subjects: &[Subject],
    first: bool,
    out: &mut impl std::io::Write,
) -> Result<(), ApiError> {
    let drawn = Drawn {
        site: Arc::clone(site),
        edition: Arc::clone(edition),
        layer,
        day,
        crs: Crs::Crs84,
        skip_geometry: false,
        simplify: None,
        columns: (0..site.layers[layer].attributes.len()).collect(),
        plain: true,
    };
    let writer = GeoJson { drawn, members: Vec::new(), keeps: false };
    let mut piece = Vec::new();
    for (place, subject) in subjects.iter().enumerate() {
        writer.feature(&mut piece, place + usize::from(!first), *subject)?;
        out.write_all(&piece).map_err(ApiError::internal)?;
        piece.clear();
    }
    Ok(())
}
