//! plancover: which land is covered by which plan, when.

pub mod domain;

pub mod tiles;

pub mod config;
