//! The files that a reader sees: links to, or unpacked copies of, the file that is named and those that belong to it.
//!
//! They stand under fixed names in a folder of their own, so that no reader finds anything else beside them, and whatever it may write
//! there is gone afterwards.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::archive::{Archive, Member};
use super::formats::{self, Format};
use super::{IngestError, Limits};

/// The name of the file in its folder.
const NAME: &str = "input";

/// The files of one source, for as long as it is read.
#[derive(Debug)]
pub(super) struct Intake {
    folder: TempDir,
    /// The file to open.
    pub file: PathBuf,
    /// Its format.
    pub format: &'static Format,
    /// The endings of the files that belong to it.
    pub companions: Vec<String>,
    /// What the user calls it, without ending.
    pub stem: String,
    /// Whether it is one of several in a ZIP file.
    pub chosen: bool,
}

impl Intake {
    /// Links a file and those that belong to it.
    pub fn link(file: &Path, shown: &str, format: &'static Format, limits: &Limits) -> Result<Self, IngestError> {
        let intake = Self::new(file, shown, format)?;
        let link =
            |from: &Path, ending: &str| std::os::unix::fs::symlink(from, intake.path(ending)).map_err(|error| no_room(shown, &error));
        link(file, format.endings[0])?;
        let beside = file.parent().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut companions = Vec::new();
        for path in beside.filter(|path| path.file_stem() == file.file_stem()) {
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let regular = path.canonicalize().ok().filter(|path| path.is_file());
            if let Some(path) = regular.filter(|_| format.companions.contains(&ending.as_str()) && !companions.contains(&ending)) {
                check_size(shown, path.metadata().map_or(0, |metadata| metadata.len()), limits)?;
                link(&path, &ending)?;
                companions.push(ending);
            }
        }
        let intake = Self { companions, ..intake };
        intake.native(shown)?;
        Ok(intake)
    }

    /// Unpacks a file of a ZIP file and those that belong to it.
    pub fn unpack(archive: &mut Archive<'_>, member: &Member, shown: &str, format: &'static Format) -> Result<Self, IngestError> {
        let mut intake = Self::new(Path::new(&member.stem), shown, format)?;
        archive.unpack(member, &intake.file)?;
        let beside: Vec<Member> = archive.members().iter().filter(|other| other.beside(member)).cloned().collect();
        for other in beside {
            if format.companions.contains(&other.ending.as_str()) && !intake.companions.contains(&other.ending) {
                archive.unpack(&other, &intake.path(&other.ending))?;
                intake.companions.push(other.ending);
            }
        }
        intake.native(shown)?;
        Ok(intake)
    }

    fn new(file: &Path, shown: &str, format: &'static Format) -> Result<Self, IngestError> {
        let folder = tempfile::Builder::new().prefix("plancover-").tempdir().map_err(|error| no_room(shown, &error))?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let file = folder.path().join(NAME).with_extension(format.endings[0]);
        Ok(Self { folder, file, format, companions: Vec::new(), stem, chosen: false })
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.path().join(NAME).with_extension(ending)
    }

    /// A message without the folder's name, which tells the user nothing.
    pub fn in_users_words(&self, message: &str) -> String {
        let folder = self.folder.path().to_string_lossy();
        message
            .replace(&format!("{folder}/{NAME}"), &self.stem)
            .replace(&*folder, "")
            .replace(&format!("{NAME}."), &format!("{}.", self.stem))
    }

    /// Refuses a MapInfo table that only refers to other files.
    fn native(&self, shown: &str) -> Result<(), IngestError> {
        if self.format.endings[0] != "tab" {
            return Ok(());
        }
        let mut text = Vec::new();
        let unreadable = |reason: String, hint: &'static str| IngestError::Unreadable { path: shown.to_owned(), reason, hint: hint.into() };
        let file = std::fs::File::open(&self.file).map_err(|error| unreadable(error.to_string(), "check that the file is whole"))?;
        std::io::Read::read_to_end(&mut std::io::Read::take(file, TAB_BYTES), &mut text)
            .map_err(|error| unreadable(error.to_string(), "check that the file is whole"))?;
        let text = String::from_utf8_lossy(&text).to_lowercase();
        let native = text.lines().any(|line| line.split_whitespace().take(2).eq(["type", "native"]));
        let refers = ["open table", "create view", "\\isseamless\" = \"true\""].iter().any(|word| text.contains(word));
        if native && !refers {
            return Ok(());
        }
        Err(unreadable(
            "it refers to another file, or is no table of MapInfo's own".to_owned(),
            "save it as a table of its own (Save Copy As, native format)",
        ))
    }
}

/// No `.tab` file of a table of its own is longer than this, in bytes.
const TAB_BYTES: u64 = 1 << 20;

/// The one of several that is meant: the only one, the one that `--layer` names, or the one named after what is read.
pub(super) fn choose(names: &[String], asked: Option<&str>, wanted: &str) -> Option<usize> {
    let find = |name: &str| {
        let mut same = names.iter().enumerate().filter(|(_, other)| other.to_lowercase() == name.to_lowercase());
        let exact = names.iter().position(|other| other == name);
        exact.or_else(|| same.next().map(|(at, _)| at).filter(|_| same.next().is_none()))
    };
    match asked {
        Some(name) => find(name.trim()),
        None if names.len() == 1 => Some(0),
        None => find(wanted),
    }
}

/// Opens the file that a ZIP file holds.
pub(super) fn of_archive(
    file: &Path,
    shown: &str,
    asked: Option<&str>,
    wanted: &'static str,
    limits: &Limits,
) -> Result<Intake, IngestError> {
    let mut archive = Archive::open(file, shown, limits)?;
    let readable =
        |member: &&Member| ["shp", "tab", "mif", "gpkg", "geojson", "kml", "gml", "fgb", "dxf", "dgn"].contains(&member.ending.as_str());
    let members: Vec<Member> = archive.members().iter().filter(readable).cloned().collect();
    let names: Vec<String> = members.iter().map(|member| member.stem.clone()).collect();
    if members.is_empty() {
        return Err(IngestError::Unreadable {
            path: shown.to_owned(),
            reason: "the ZIP file holds nothing that is read".to_owned(),
            hint: "a .zip must hold a shapefile, a MapInfo table or another file of boundaries".into(),
        });
    }
    // With one file in it, `--layer` may be meant for that file's own layers.
    let asked_here = asked.filter(|_| members.len() > 1);
    let Some(at) = choose(&names, asked_here, wanted) else {
        let count = |member: &Member| {
            // The index of a shapefile has 100 bytes, then 8 for each record.
            let index = archive.members().iter().find(|other| member.ending == "shp" && other.ending == "shx" && other.beside(member));
            index.map(|index| index.bytes.saturating_sub(100) / 8)
        };
        let layers: Vec<(String, Option<u64>)> = members.iter().map(|member| (member.stem.clone(), count(member))).collect();
        return Err(several(shown, "records", &layers, asked, wanted));
    };
    let Some(format) = formats::of_ending(&members[at].ending) else {
        return Err(IngestError::Format { path: shown.to_owned(), allowed: formats::ENDINGS.into(), hint: "unpack it first".into() });
    };
    let intake = Intake::unpack(&mut archive, &members[at], shown, format)?;
    Ok(Intake { chosen: members.len() > 1, ..intake })
}

/// The document of a KMZ file.
pub(super) fn of_kmz(file: &Path, shown: &str, limits: &Limits) -> Result<Intake, IngestError> {
    let mut archive = Archive::open(file, shown, limits)?;
    let documents = || archive.members().iter().filter(|member| member.ending == "kml");
    // The first is the document, whatever its name (KML 2.2, annex C).
    let document = documents().find(|member| member.folder.is_empty() && member.stem == "doc").or_else(|| documents().next()).cloned();
    match (document, formats::of_ending("kml")) {
        (Some(document), Some(format)) => Intake::unpack(&mut archive, &document, shown, format),
        _ => Err(IngestError::Unreadable {
            path: shown.to_owned(),
            reason: "it holds no .kml file".to_owned(),
            hint: "save it again from the program that made it".into(),
        }),
    }
}

/// That a file holds several layers, with the number of what is in them, and which one is meant is not told.
pub(super) fn several(shown: &str, what: &str, layers: &[(String, Option<u64>)], asked: Option<&str>, wanted: &'static str) -> IngestError {
    let told =
        |(name, count): &(String, Option<u64>)| count.map_or_else(|| format!("`{name}`"), |count| format!("`{name}` ({count} {what})"));
    let list = layers.iter().take(MOST_LAYERS).map(told).collect::<Vec<_>>().join(", ");
    let more = layers.len().saturating_sub(MOST_LAYERS);
    IngestError::Layers {
        path: shown.to_owned(),
        layers: if more > 0 { format!("{list} and {more} more") } else { list },
        wanted: asked.unwrap_or(wanted).to_owned(),
    }
}

/// How many layers a message names.
const MOST_LAYERS: usize = 40;

/// Refuses a file that is larger than allowed.
pub(super) fn check_size(shown: &str, bytes: u64, limits: &Limits) -> Result<(), IngestError> {
    if bytes > limits.file_bytes {
        return Err(IngestError::TooLarge { path: shown.to_owned(), what: "bytes".into(), found: bytes, allowed: limits.file_bytes });
    }
    Ok(())
}

fn no_room(shown: &str, error: &std::io::Error) -> IngestError {
    IngestError::Unreadable {
        path: shown.to_owned(),
        reason: format!("no temporary file can be made: {error}"),
        hint: "make room in the folder for temporary files (TMPDIR)".into(),
    }
}
