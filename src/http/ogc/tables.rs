//! Features as GeoJSON text sequence, CSV and FlatGeobuf: what has no place for links, and is written for programs and spreadsheets.

use super::asked::Shown;
use super::feature::{Drawn, feature};
use super::stream::Encode;
use crate::app::Subject;
use crate::config::layers::Attribute;
use crate::formats::{Csv, FlatGeobuf, Whereabouts};
use crate::http::error::ApiError;
use crate::lookup::Crs;

/// A GeoJSON text sequence (RFC 8142): each feature begins with a record separator and ends with a line feed.
#[derive(Debug)]
pub(super) struct Sequence(pub(super) Drawn);

impl Encode for Sequence {
    fn head(&self, _: &mut Vec<u8>) -> Result<(), ApiError> {
        Ok(())
    }

    fn feature(&self, out: &mut Vec<u8>, _: usize, subject: Subject) -> Result<(), ApiError> {
        out.push(0x1E);
        if let Some(kept) = self.0.kept(subject) {
            out.extend_from_slice(&kept);
        } else {
            out.extend_from_slice(br#"{"type":"Feature","#);
            feature(out, &self.0, subject)?;
            out.push(b'}');
        }
        out.push(b'\n');
        Ok(())
    }

    fn tail(&self, _: &mut Vec<u8>) -> Result<(), ApiError> {
        Ok(())
    }

    fn is_kept(&self, _: Subject) -> bool {
        false
    }
}

/// A table for spreadsheets.
#[derive(Debug)]
pub(super) struct Table {
    drawn: Drawn,
    csv: Csv,
}

impl Table {
    pub(super) fn of(drawn: Drawn, shown: &Shown) -> Self {
        let whereabouts = if shown.skip_geometry { Whereabouts::Nowhere } else { shown.whereabouts.unwrap_or(Whereabouts::Point) };
        let csv = Csv { whereabouts, decimals: drawn.crs.decimals(), degrees: drawn.crs.is_geographic() };
        Self { drawn, csv }
    }
}

impl Encode for Table {
    fn head(&self, out: &mut Vec<u8>) -> Result<(), ApiError> {
        self.csv.head(out, self.drawn.attributes().map(|(attribute, _)| attribute.name.as_str()));
        Ok(())
    }

    fn feature(&self, out: &mut Vec<u8>, _: usize, subject: Subject) -> Result<(), ApiError> {
        self.drawn.row(subject, |row| self.csv.row(out, row));
        Ok(())
    }

    fn tail(&self, _: &mut Vec<u8>) -> Result<(), ApiError> {
        Ok(())
    }

    fn is_kept(&self, _: Subject) -> bool {
        false
    }
}

/// FlatGeobuf without an index: features in the order asked for.
#[derive(Debug)]
pub(super) struct Flat {
    pub(super) drawn: Drawn,
    /// How many features there will be.
    pub(super) features: usize,
}

impl Flat {
    fn layer(&self) -> FlatGeobuf<'_> {
        let attributes: Vec<&Attribute> = self.drawn.attributes().map(|(attribute, _)| attribute).collect();
        let layer = self.drawn.layer();
        // FlatGeobuf has longitude first, as CRS84 has; it knows systems of EPSG only.
        let epsg = self.drawn.crs.epsg().or(Crs::Wgs84.epsg()).unwrap_or_default();
        FlatGeobuf { name: &layer.id, title: &layer.title.vi, attributes, epsg }
    }
}

impl Encode for Flat {
    fn head(&self, out: &mut Vec<u8>) -> Result<(), ApiError> {
        self.layer().head(out, self.features, None, 0);
        Ok(())
    }

    fn feature(&self, out: &mut Vec<u8>, _: usize, subject: Subject) -> Result<(), ApiError> {
        self.drawn.row(subject, |row| self.layer().feature(out, row));
        Ok(())
    }

    fn tail(&self, _: &mut Vec<u8>) -> Result<(), ApiError> {
        Ok(())
    }

    fn is_kept(&self, _: Subject) -> bool {
        false
    }
}
