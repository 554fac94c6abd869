//! The store through its public face, on real files; the inside of the file through SQLite and GDAL.

mod file;
mod gdal;
mod inside;
mod round_trip;
mod samples;
mod since;
