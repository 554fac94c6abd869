//! `/units/{code}`, `/plans/{id}` …: the interactive page at an address of its own for each thing, with a head and a few lines that those
//! read who run no scripts, such as search engines; and `/robots.txt` and `/sitemap.xml`, which lead them there.
//!
//! The page itself is the embedded one; only what stands between its parts is made here. For people, the canonical address of a thing is
//! this one; those under `/ogc` are for programs. Never here: figures and states, which come from `coverage` and the snapshot.
//!
//! Parts in reading order: `address` (which page is whose) · `frame` (the page cut in parts) · `head` (what is put between) · `words` (days and figures in a sentence) ·
//! `home`, `unit`, `plan`, `area`, `indicator`, `source` (what is said of each) · `answer` (the addresses) · `sitemap`.

mod address;
mod answer;
mod area;
mod frame;
mod head;
mod home;
mod indicator;
mod plan;
mod sitemap;
mod source;
mod unit;
mod words;

pub(super) use address::path;
pub(super) use answer::{area, home, indicator, plan, source, unit};
pub(super) use frame::version;
pub(super) use sitemap::{robots, sitemap};

/// The kinds of things that have pages: the first part of their path.
const KINDS: [&str; 5] = ["units", "plans", "areas", "indicators", "sources"];

/// Whether a path is answered with the interactive page and a head of its own.
pub(super) fn is_page(path: &str) -> bool {
    path == "/" || path[1..].split_once('/').is_some_and(|(kind, _)| KINDS.contains(&kind))
}
