//! `/ogc` for people: every resource as a page without scripts, Vietnamese first. What a page says is what the JSON says, in words.
//!
//! Everything put into a page is escaped by the macro `html!`; what is markup already has the type `Markup`, which only that macro makes.
//! Parts in reading order: `page` (the frame of every page) · `words` (codes, days and figures as people read them) · `outline` (a map without a
//! script) · `catalogue` · `items` · `item` with `plan` and `unit` · `tilesets` · `styles`.

mod catalogue;
mod item;
mod items;
mod outline;
mod page;
mod plan;
mod styles;
mod tilesets;
mod unit;
mod words;

pub(super) use catalogue::{collection, collections, conformance, landing, schema};
pub(super) use item::item;
pub(super) use items::items;
pub(in crate::http) use page::style;
pub(super) use styles::{legend, metadata as style_metadata, styles};
pub(super) use tilesets::{tile_scheme, tile_schemes, tileset, tilesets};
