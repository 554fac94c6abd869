//! The bytes of a pack: a ZIP file (PKWARE APPNOTE 6.3), the same for the same revision and day.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::lookup::Lookup;
use super::manifest::{FORMAT_VERSION, Manifest, PackFile, PackTiles, PackTitle};
use crate::app::{DistrictFile, EXPORT_ZOOM, ExportError, ExportRequest, Subject, TilePlan, district_files, plan_tiles_of, write_pmtiles};
use crate::domain::{Day, UnitCode};
use crate::http::error::ApiError;
use crate::http::ogc::{GEO_JSON, write_features};
use crate::http::piecewise::Sent;
use crate::http::site::{Edition, Site};
use crate::http::wire::{Notices, Unit};

/// The files beside the manifest, in order; the names of features are those of `DistrictFile`.
const TILES: &str = "tiles.pmtiles";
const FEATURES: [(&str, &str); 3] =
    [("units", "features/units.geojson"), ("plans", "features/plans.geojson"), ("areas", "features/areas.geojson")];
/// What look-ups are answered from.
const LOOKUP: &str = "lookup.json";
/// The media type of PMTiles (IANA, vnd.pmtiles).
const PMTILES: &str = "application/vnd.pmtiles";

/// A pack: a file without a name, gone when nobody reads it any more.
#[derive(Debug)]
pub struct Pack {
    /// The file.
    pub file: File,
    /// Its length.
    pub bytes: u64,
    pub(super) manifest: Manifest,
}

impl Sent for Pack {
    fn file(&self) -> &File {
        &self.file
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// What a pack is made from.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) site: Arc<Site>,
    pub(super) edition: Arc<Edition>,
    /// The unit, by its place in the snapshot.
    pub(super) unit: usize,
    pub(super) day: Day,
}

/// The pack of a unit on a day, of any size, as the server answers with it.
///
/// # Errors
/// There is no such unit on the day, or the pack cannot be written: in words for the reader.
pub fn pack_of(site: &Arc<Site>, code: &UnitCode, day: Day) -> Result<Pack, String> {
    let edition = site.edition();
    let unit = edition.view.snapshot.unit_on(code, day);
    let unit = unit.ok_or_else(|| ExportError::Unit { code: code.clone(), day }.to_string())?;
    Order { site: Arc::clone(site), edition, unit, day }.pack().map_err(|cause| cause.to_string())
}

/// A file of the pack before it is packed.
struct Part {
    file: File,
    told: PackFile,
}

impl Order {
    /// Makes the pack.
    ///
    /// # Errors
    /// There is nothing to show on the day, or the disk is full.
    pub(super) fn pack(&self) -> Result<Pack, ApiError> {
        let plan = self.plan()?;
        let files = district_files(&self.edition.map, self.unit, self.day);
        let mut parts = vec![tiles(&plan)?];
        for (file, (name, path)) in files.iter().zip(FEATURES) {
            debug_assert_eq!(file.name, name);
            parts.push(self.features(file, path)?);
        }
        parts.push(self.lookup()?);
        let manifest = self.manifest(&plan, &files, &parts);
        let file = zipped(&manifest, parts).map_err(ApiError::internal)?;
        let bytes = file.metadata().map_err(ApiError::internal)?.len();
        Ok(Pack { file, bytes, manifest })
    }

    fn plan(&self) -> Result<TilePlan, ApiError> {
        let code = self.edition.view.snapshot.units[self.unit].version.code.clone();
        let request = ExportRequest {
            layers: Vec::new(),
            day: self.day,
            unit: Some(code),
            min_zoom: 0,
            max_zoom: Some(EXPORT_ZOOM),
            title: self.site.settings.title.vi.clone(),
        };
        plan_tiles_of(&self.edition.map, request).map_err(|cause| match cause {
            ExportError::Unit { .. } | ExportError::Nothing(_) => ApiError::NotFound(cause.to_string().replace("\nhint", "; hint")),
            other => ApiError::internal(other),
        })
    }

    /// A `FeatureCollection` (RFC 7946, section 3.3) of what `/ogc` answers with.
    fn features(&self, file: &DistrictFile, path: &'static str) -> Result<Part, ApiError> {
        let mut out = BufWriter::new(tempfile::tempfile().map_err(ApiError::internal)?);
        let mut first = true;
        out.write_all(br#"{"type":"FeatureCollection","features":["#).map_err(ApiError::internal)?;
        for (layer, subjects) in &file.parts {
            write_features((&self.site, &self.edition), *layer, self.day, subjects, first, &mut out)?;
            first = false;
        }
        out.write_all(b"]}\n").map_err(ApiError::internal)?;
        let written = out.into_inner().map_err(ApiError::internal)?;
        part(written, path, GEO_JSON, file.subjects().count()).map_err(ApiError::internal)
    }

    fn lookup(&self) -> Result<Part, ApiError> {
        let lookup = Lookup::of(self);
        let mut out = BufWriter::new(tempfile::tempfile().map_err(ApiError::internal)?);
        serde_json::to_writer(&mut out, &lookup).map_err(ApiError::internal)?;
        let written = out.into_inner().map_err(ApiError::internal)?;
        part(written, LOOKUP, "application/json", lookup.count()).map_err(ApiError::internal)
    }

    fn manifest(&self, plan: &TilePlan, files: &[DistrictFile], parts: &[Part]) -> Manifest {
        let snapshot = self.edition.view.snapshot.as_ref();
        let mut notices = Notices::new(snapshot, self.day);
        for subject in files.iter().flat_map(DistrictFile::subjects) {
            match subject {
                Subject::Plan(_) => notices.made_up(subject.quality(snapshot)),
                _ => notices.land(subject.quality(snapshot)),
            }
        }
        let unit = Unit::of(snapshot, self.unit, &mut notices);
        let title = &self.site.settings.title;
        Manifest {
            format: "plancover-pack",
            format_version: FORMAT_VERSION,
            generator: concat!("plancover ", env!("CARGO_PKG_VERSION")),
            as_of: self.day.to_string(),
            unchanged_since: Some(self.edition.map.stretch(self.day)).filter(|day| *day != Day::MIN).map(|day| day.to_string()),
            revision: snapshot.revision,
            notices: notices.into_list(),
            title: PackTitle { vi: title.vi.clone(), en: title.en.clone() },
            unit,
            tiles: PackTiles {
                layers: plan.declared.iter().map(|layer| layer.id.clone()).collect(),
                min_zoom: plan.extent.zooms[0],
                max_zoom: plan.extent.zooms[1],
            },
            files: parts.iter().map(|part| part.told.clone()).collect(),
        }
    }
}

fn tiles(plan: &TilePlan) -> Result<Part, ApiError> {
    let made = || -> io::Result<Part> {
        let (out, outcome) = write_pmtiles(plan, BufWriter::with_capacity(1 << 20, tempfile::tempfile()?))?;
        part(out.into_inner().map_err(io::IntoInnerError::into_error)?, TILES, PMTILES, outcome.tiles)
    };
    made().map_err(ApiError::internal)
}

/// A written file with what the manifest tells of it.
fn part(mut file: File, path: &'static str, media_type: &'static str, count: usize) -> io::Result<Part> {
    file.rewind()?;
    let mut digest = Sha256::new();
    let mut reader = BufReader::new(&file);
    let mut piece = vec![0; 64 << 10];
    let mut bytes = 0;
    loop {
        let read = reader.read(&mut piece)?;
        if read == 0 {
            break;
        }
        digest.update(&piece[..read]);
        bytes += read as u64;
    }
    let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    file.rewind()?;
    Ok(Part { file, told: PackFile { path, media_type, bytes, sha256, count } })
}

/// The manifest first, so that a reader of a stream knows what follows. Tiles are in gzip already and are stored, so that they can be read
/// in place.
fn zipped(manifest: &Manifest, parts: Vec<Part>) -> Result<File, Box<dyn std::error::Error>> {
    // The first time that a ZIP file can tell: now would make other bytes.
    let options = SimpleFileOptions::default().unix_permissions(0o644).last_modified_time(zip::DateTime::default());
    let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 20, tempfile::tempfile()?));
    zip.start_file("manifest.json", options.compression_method(CompressionMethod::Deflated))?;
    zip.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    for part in parts {
        let method = if part.told.path == TILES { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(part.told.path, options.compression_method(method))?;
        io::copy(&mut BufReader::new(part.file), &mut zip)?;
    }
    Ok(zip.finish()?.into_inner()?)
}
