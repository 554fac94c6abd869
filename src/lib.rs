//! plancover: which land is covered by which plan, when. Modules in reading order.

pub mod domain;

pub mod snapshot;

pub mod coverage;
pub mod cql2;
pub mod lookup;
pub mod picture;
pub mod tiles;

pub mod config;
pub mod formats;
pub mod ingest;
pub mod report;
pub mod store;

pub mod app;

pub mod cli;
pub mod http;
