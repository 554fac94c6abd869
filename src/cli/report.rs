//! Where the issues of `import` and `check` go: to stdout as text, CSV or JSON, and to files that others open.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, bail};

use super::args::Format;
use super::issues::issue_csv;
use crate::domain::Issue;
use crate::store::write_report;

/// One place that issues are to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Report {
    /// To stdout.
    Printed(Format),
    /// To a file that does not exist yet.
    File(PathBuf, FileKind),
}

/// What a report's file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Csv,
    Json,
    GeoPackage,
}

impl FromStr for Report {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => return Ok(Self::Printed(Format::Table)),
            "csv" => return Ok(Self::Printed(Format::Csv)),
            "json" => return Ok(Self::Printed(Format::Json)),
            _ => {}
        }
        let path = PathBuf::from(text);
        let kind = match path.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => FileKind::Csv,
            Some("json") => FileKind::Json,
            Some("gpkg") => FileKind::GeoPackage,
            _ => return Err(format!("`{text}` is no report, allowed: text, csv, json, or a file ending in .csv, .json, .gpkg")),
        };
        Ok(Self::File(path, kind))
    }
}

/// How the issues are to be printed: the last that was asked for, or else a table.
pub(super) fn printed(reports: &[Report]) -> Format {
    let printed = reports.iter().rev().find_map(|report| match report {
        Report::Printed(format) => Some(*format),
        Report::File(..) => None,
    });
    printed.unwrap_or(Format::Table)
}

/// Refuses a report whose file is there already, before anything is done.
pub(super) fn check_free(reports: &[Report]) -> anyhow::Result<()> {
    for report in reports {
        if let Report::File(path, _) = report
            && path.symlink_metadata().is_ok()
        {
            bail!("the report `{}` exists already\nhint: give another name, or move it away first", path.display());
        }
    }
    Ok(())
}

/// Writes the files; `json` is what goes into one of that kind.
pub(super) async fn write_files(reports: &[Report], issues: &[Issue], json: &serde_json::Value) -> anyhow::Result<()> {
    for report in reports {
        let Report::File(path, kind) = report else { continue };
        match kind {
            FileKind::Csv => write_new(path, &issue_csv(issues)?),
            FileKind::Json => write_new(path, &(serde_json::to_string_pretty(json)? + "\n")),
            FileKind::GeoPackage => write_report(path, issues).await.map_err(Into::into),
        }
        .with_context(|| format!("the report `{}` was not written", path.display()))?;
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    Ok(file.write_all(text.as_bytes())?)
}
