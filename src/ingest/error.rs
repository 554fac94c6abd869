//! Why a file could not be read at all.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why a file could not be read at all; every variant is one thing the user can do something about.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
pub enum IngestError {
    /// The path is no regular file of this machine.
    #[error("cannot read `{path}`: {reason}; hint: give the path of a regular file")]
    Path {
        /// The path as given.
        path: String,
        /// Why not.
        reason: String,
    },
    /// The file's name ends in a way that tells no format that is read.
    #[error("the format of `{path}` is not read, allowed: {allowed}; hint: {hint}")]
    Format {
        /// The path as given.
        path: String,
        /// The endings that are read.
        allowed: Cow<'static, str>,
        /// What to do.
        hint: Cow<'static, str>,
    },
    /// The format is read, but not this file.
    #[error("cannot read `{path}`: {reason}; hint: {hint}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the reader says.
        reason: String,
        /// What to do.
        hint: Cow<'static, str>,
    },
    /// The file holds more than allowed.
    #[error("`{path}` has {found} {what}, allowed: {allowed}; hint: split the file")]
    TooLarge {
        /// The path as given.
        path: String,
        /// What there is too much of.
        what: Cow<'static, str>,
        /// How much was found.
        found: u64,
        /// How much is allowed.
        allowed: u64,
    },
    /// The file has several layers, sheets or files, and which one is meant is not told.
    #[error("`{path}` has the layers {layers}, and none is named `{wanted}`; hint: choose one with --layer NAME")]
    Layers {
        /// The path as given.
        path: String,
        /// The names of its layers, with the number of their records.
        layers: String,
        /// The name looked for.
        wanted: String,
    },
    /// Reading was given up: it took too long, or the process that reads ended before it was done.
    #[error("reading `{path}` was given up: {reason}; hint: {hint}")]
    GivenUp {
        /// The path as given.
        path: String,
        /// What happened.
        reason: String,
        /// What to do.
        hint: Cow<'static, str>,
    },
    /// The coordinate reference system that was asked for is not known.
    #[error("unknown coordinate reference system `{found}`, allowed: an EPSG number; hint: write it as EPSG:9215")]
    Crs {
        /// What was given.
        found: String,
    },
}
