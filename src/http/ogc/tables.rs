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

    fn kept_bytes(&self, _: Subject) -> Option<usize> {
        None
    }
}

/// A table for spreadsheets.
#[derive(Debug)]
pub(super) struct Table {
    drawn: Drawn,
    csv: Csv,
}

impl Table {
    pub(super) fn of(mut drawn: Drawn, shown: &Shown) -> Self {
        let whereabouts = if shown.skip_geometry { Whereabouts::Nowhere } else { shown.whereabouts.unwrap_or(Whereabouts::Point) };
        // The point is known without the land, which may have to be computed.
        drawn.skip_geometry = whereabouts != Whereabouts::Wkt;
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

    fn kept_bytes(&self, _: Subject) -> Option<usize> {
        None
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

    fn kept_bytes(&self, _: Subject) -> Option<usize> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use crate::app::{Clock, Publisher, View};
    use crate::config::Settings;
    use crate::coverage::Thresholds;
    use crate::domain::{Area, AreaKind, Day, Land, Period, Quality, UnitCode, UnitKind, UnitRef, UnitVersion};
    use crate::http::{Site, router};
    use crate::snapshot::Records;

    fn unit(code: &str, west: f64) -> UnitVersion {
        let square = geo::Rect::new((west, 21.0), (west + 0.1, 21.1)).to_polygon();
        UnitVersion {
            code: UnitCode::new(code).unwrap(),
            name: code.into(),
            kind: UnitKind::Commune,
            parent_code: None,
            period: Period::default(),
            boundary: Land::new(vec![square]),
            quality: Quality::Official,
            source: None,
        }
    }

    /// One area of two communes, whose land is theirs without the border between.
    fn site() -> Arc<Site> {
        let area = Area {
            id: "A".into(),
            name: "A".into(),
            kind: AreaKind::UrbanArea,
            class: None,
            status: None,
            period: Period::default(),
            boundary: None,
            units: ["00001", "00002"].map(|code| UnitRef { code: UnitCode::new(code).unwrap(), on: None }).into(),
            quality: Quality::Official,
            source: None,
            clause: None,
        };
        let records = Records { units: vec![unit("00001", 106.0), unit("00002", 106.1)], areas: vec![area], ..Records::default() };
        let publisher = Arc::new(Publisher::new(View::build(records, Thresholds::default(), None)));
        Arc::new(Site::new(publisher, Clock::Fixed(Day::constant(2024, 6, 30)), Settings::default(), None).unwrap())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn land_that_is_not_written_is_not_computed() {
        for (asked, computed) in [
            ("items?f=csv", 0),
            ("items?f=csv&skipGeometry=true", 0),
            ("items?f=csv&geometry=wkt", 1),
            ("items?f=geojsonseq&skipGeometry=true", 0),
            ("items?f=geojsonseq", 1),
            ("download?f=csv", 0),
            ("download?f=xlsx", 0),
            ("download?f=geojson", 1),
        ] {
            let site = site();
            let request = Request::get(format!("http://localhost/ogc/collections/areas/{asked}")).body(Body::empty()).unwrap();
            let response = router(Arc::clone(&site)).oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK, "{asked}");
            assert!(!response.into_body().collect().await.unwrap().to_bytes().is_empty());
            assert_eq!(site.edition().map.lands.count(), computed, "{asked}");
        }
    }
}
