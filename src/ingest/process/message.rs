//! What passes between this program and the process that reads for it: a request one way, records and issues the other.
//!
//! Both ends are the same program, so the form may change at any time. A message is its length in four bytes, then postcard.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::records::{Nonsense, day, word};
use crate::domain::{AreaKind, Issue, Level, Place, Quality, Severity, parse_day};
use crate::ingest::gazetteer::NamedForm;
use crate::ingest::{Encoding, Gazetteer, IngestError, Limits, Options, Profile, Progress, Survey, issues};

/// No message is longer, in bytes: one record at most, and of that the vertices.
const MOST_BYTES: u32 = 1 << 30;

/// What is to be read, and how.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub what: String,
    pub path: PathBuf,
    crs: Option<String>,
    encoding: Option<Encoding>,
    layer: Option<String>,
    profile: Option<String>,
    gazetteer: Option<Vec<NamedForm>>,
    level: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    area_kind: Option<String>,
    quality: String,
    registered_on: String,
    pub limits: Limits,
}

impl Request {
    /// The request for a file.
    pub fn new(what: &str, path: PathBuf, options: &Options<'_>) -> Self {
        let Options {
            crs,
            encoding,
            layer,
            profile,
            gazetteer,
            level,
            valid_from,
            valid_to,
            area_kind,
            quality,
            registered_on,
            limits,
            reader: _,
        } = *options;
        Self {
            what: what.to_owned(),
            path,
            crs: crs.map(str::to_owned),
            encoding,
            layer: layer.map(str::to_owned),
            profile: profile.map(|profile| profile.written().to_owned()),
            gazetteer: gazetteer.map(Gazetteer::pass),
            level: level.map(|level| level.code().to_owned()),
            valid_from: valid_from.map(|day| day.to_string()),
            valid_to: valid_to.map(|day| day.to_string()),
            area_kind: area_kind.map(|kind| kind.code().to_owned()),
            quality: quality.code().to_owned(),
            registered_on: registered_on.to_string(),
            limits: limits.clone(),
        }
    }

    /// The profile in it.
    pub fn profile(&self) -> Result<Option<Profile>, Nonsense> {
        self.profile.as_deref().map(|text| Profile::parse(text).map_err(|_| Nonsense)).transpose()
    }

    /// The units in it that names are looked up in.
    pub fn gazetteer(&self) -> Result<Option<Gazetteer>, Nonsense> {
        self.gazetteer.clone().map(|units| Gazetteer::receive(units).ok_or(Nonsense)).transpose()
    }

    /// The options it was made of.
    pub fn options<'a>(&'a self, profile: Option<&'a Profile>, gazetteer: Option<&'a Gazetteer>) -> Result<Options<'a>, Nonsense> {
        Ok(Options {
            crs: self.crs.as_deref(),
            encoding: self.encoding,
            layer: self.layer.as_deref(),
            profile,
            gazetteer,
            level: word::<Level>(self.level.as_ref())?,
            valid_from: day(self.valid_from.as_ref())?,
            valid_to: day(self.valid_to.as_ref())?,
            area_kind: word::<AreaKind>(self.area_kind.as_ref())?,
            quality: self.quality.parse::<Quality>().map_err(|_| Nonsense)?,
            registered_on: parse_day(&self.registered_on).map_err(|_| Nonsense)?,
            limits: &self.limits,
            reader: None,
        })
    }
}

/// What the process that reads says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message<F> {
    /// How far it has come.
    Progress(Progress),
    /// The next record, in file order.
    Record(PlaceForm, F),
    /// There are no more; with the number of records read, and where they lie.
    Done(Vec<IssueForm>, u64, Survey),
    /// The file could not be read at all.
    Refused(IngestError),
}

/// Writes a message.
pub(super) fn send<T: Serialize>(to: &mut impl Write, message: &T) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= MOST_BYTES).ok_or(io::ErrorKind::InvalidData)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)
}

/// Reads a message.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > MOST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}

/// A place as it passes.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::ingest) struct PlaceForm(
    String,
    Option<String>,
    Option<u64>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<(f64, f64)>,
);

impl From<Place> for PlaceForm {
    fn from(Place { file, layer, feature, cell, id, field, at }: Place) -> Self {
        Self(file, layer, feature, cell, id, field, at.map(|at| at.x_y()))
    }
}

impl From<PlaceForm> for Place {
    fn from(PlaceForm(file, layer, feature, cell, id, field, at): PlaceForm) -> Self {
        Self { file, layer, feature, cell, id, field, at: at.map(Into::into) }
    }
}

/// An issue as it passes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct IssueForm(String, String, PlaceForm, String, String);

impl From<Issue> for IssueForm {
    fn from(Issue { code, severity, place, found, hint }: Issue) -> Self {
        Self(code.to_owned(), severity.code().to_owned(), place.into(), found, hint)
    }
}

impl IssueForm {
    pub fn receive(self) -> Result<Issue, Nonsense> {
        let Self(code, severity, place, found, hint) = self;
        let code = issues::ALL.iter().find(|rule| rule.code == code).ok_or(Nonsense)?.code;
        Ok(Issue { code, severity: severity.parse::<Severity>().map_err(|_| Nonsense)?, place: place.into(), found, hint })
    }
}
