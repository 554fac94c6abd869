//! The questions asked of features: which ones, and what is shown of them.

use super::columns::Columns;
use super::datetime::Interval;
use super::filter::Filtered;
use super::representation::{Format, Representation, Resource};
use super::{crs, datetime, filter, place};
use crate::app::Place;
use crate::formats::Whereabouts;
use crate::http::ask::Settled;
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::lookup::Crs;

/// What is shown of features.
#[derive(Debug)]
pub(in crate::http) struct Shown {
    pub(super) format: Format,
    /// The system of the geometries.
    pub(super) crs: Crs,
    /// Whether they are left out.
    pub(super) skip_geometry: bool,
    /// How a table says where its features are, where that is asked.
    pub(super) whereabouts: Option<Whereabouts>,
    /// By how much they may be simplified (metres).
    pub(super) simplify: Option<f64>,
    /// The properties asked for, as they were written; all where absent.
    pub(super) properties: Option<String>,
}

impl Question for Shown {
    fn read(fields: &mut Fields) -> Self {
        Self {
            format: Format::read(fields),
            crs: crs::read(fields, "crs"),
            skip_geometry: fields.flag("skipGeometry"),
            whereabouts: fields.parsed("geometry", |text| match text {
                "point" => Ok(Whereabouts::Point),
                "wkt" => Ok(Whereabouts::Wkt),
                _ => Err("point, wkt".to_owned()),
            }),
            simplify: fields.number("simplify", &LIMITS.simplify_metres),
            properties: fields.raw("properties"),
        }
    }
}

impl Shown {
    /// The representation to send of features.
    ///
    /// # Errors
    /// There is none of that name, or something is asked of it that only tables have.
    pub(super) fn representation(&self, resource: Resource, settled: &Settled) -> Result<Representation, ApiError> {
        let sent = self.format.of(resource, settled)?;
        if self.whereabouts.is_some() && sent != Representation::Csv {
            let problem = FieldProblem::new("geometry", sent.title(), "only with CSV")
                .hint("`f=csv`; `skipGeometry=true` leaves geometries out of anything");
            return Err(ApiError::Parameters(vec![problem]));
        }
        Ok(sent)
    }

    /// Whether features are shown as they are shown to those who ask for nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.crs == Crs::Crs84 && !self.skip_geometry && self.simplify.is_none() && self.properties.is_none()
    }
}

/// Which features.
#[derive(Debug)]
pub(in crate::http) struct Items {
    pub(super) shown: Shown,
    pub(super) place: Option<Place>,
    pub(super) datetime: Option<Interval>,
    pub(super) filter: Option<Filtered>,
    pub(super) limit: usize,
    /// What is said of the columns of the layer, which is not known here.
    pub(super) columns: Columns,
}

impl Question for Items {
    fn read(fields: &mut Fields) -> Self {
        let shown = Shown::read(fields);
        let (place, datetime, filter) = (place::read(fields), datetime::read(fields), filter::read(fields));
        // A limit above the highest is no error: `/req/core/fc-limit-response-1`.
        let limit = fields.whole("limit", &(*LIMITS.items.start()..=usize::MAX), LIMITS.items_default).min(*LIMITS.items.end());
        Self { shown, place, datetime, filter, limit, columns: Columns::read(fields) }
    }
}
