//! Reading in a process of its own: this program started anew, which reads one file, hands its records back and ends.
//!
//! A file from outside can crash GDAL, make it loop, or make it ask for all the memory there is. That process then ends, and the file is
//! refused. It has limits on memory, time and the size of files, no environment but what GDAL needs to find its own data, and a folder for
//! temporary files that is removed when it has ended, however that was.
//!
//! In reading order: `parent` (starts it and listens), `child` (what it does), `message` and `records` (what passes between them).

mod child;
mod message;
mod parent;
mod records;

pub use child::serve;
pub(super) use parent::read;
