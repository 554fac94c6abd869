//! The collections: one a layer (OGC 17-069r4, sections 7.13 and 7.14).

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::crs::{CRS84, uris};
use super::html;
use super::link::Link;
use super::representation::{Format, Representation, Resource};
use super::schema::Kind;
use super::tiles;
use crate::config::layers::{Layer, Source};
use crate::http::ask::Ask;
use crate::http::error::ApiError;
use crate::http::wire::bbox;

/// `/ogc/collections`.
pub(in crate::http) async fn collections(ask: Ask<Format>) -> Result<Response, ApiError> {
    let sent = ask.query.of(Resource::Collections, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::collections(&ask));
    }
    ask.answer(|ask, _| {
        let collections: Vec<Value> = ask.site.collections().map(|layer| description(ask, layer, None)).collect();
        let links = Link::to_itself(ask, "/ogc/collections", Resource::Collections, sent);
        Ok(json!({ "links": links, "crs": uris(), "collections": collections }))
    })
}

/// `/ogc/collections/{layer}`.
pub(in crate::http) async fn collection(Path(layer): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let place = ask.site.collection_place(&layer)?;
    let sent = ask.query.of(Resource::Collection, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::collection(&ask, &ask.site.layers[place]));
    }
    ask.answer(|ask, _| Ok(description(ask, &ask.site.layers[place], Some(sent))))
}

/// A collection, in the list or in the representation in which it is sent alone.
fn description(ask: &Ask<Format>, layer: &Layer, sent: Option<Representation>) -> Value {
    let supplied = layer.source != Source::Zones;
    let note = if supplied { "" } else { " · chưa có dữ liệu / data not supplied" };
    let mut description = json!({
        "id": layer.id,
        "title": format!("{} / {}", layer.title.vi, layer.title.en),
        "description": format!("{} / {}{note}", layer.description.vi, layer.description.en),
        "itemType": "feature",
        "crs": uris(),
        "storageCrs": CRS84,
        "links": links(ask, layer, sent),
    });
    if supplied && let Some(extent) = extent(ask, layer) {
        description["extent"] = extent;
    }
    description
}

fn links(ask: &Ask<Format>, layer: &Layer, sent: Option<Representation>) -> Vec<Link> {
    let path = format!("/ogc/collections/{}", layer.id);
    let here = format!("{}{path}", ask.settled.base);
    let mut links = match sent {
        Some(sent) => Link::to_itself(ask, &path, Resource::Collection, sent),
        None => vec![Link::new("self", "application/json", &layer.title.en, here.clone())],
    };
    let at = ask.at_query();
    let join = if at.is_empty() { "?" } else { "&" };
    let items = Resource::Items.representations().iter().map(|representation| {
        let href = format!("{here}/items{at}{join}f={}", representation.names()[0]);
        Link::new("items", representation.media_type(), &format!("{} as {}", layer.title.en, representation.title()), href)
    });
    links.extend(items);
    let whole = Resource::Download.representations().iter().map(|representation| {
        let href = format!("{here}/download{at}{join}f={}", representation.names()[0]);
        Link::new("enclosure", representation.media_type(), &format!("{}: all of them as {}", layer.title.en, representation.title()), href)
    });
    links.extend(whole);
    links.extend(Kind::ALL.map(|kind| {
        let title = format!("{}: {}", layer.title.en, kind.title());
        Link::new(kind.relation(), Representation::Schema.media_type(), &title, format!("{here}/{}", kind.segment()))
    }));
    let mut tilesets = tiles::link(&ask.settled.base, &format!("/collections/{}", layer.id));
    tilesets.href.push_str(&at);
    links.push(tilesets);
    links.push(Link::new(
        "tiles",
        "application/json",
        "Vector tiles (TileJSON)",
        format!("{}/tiles/{}.json{at}", ask.settled.base, layer.id),
    ));
    links
}

/// Where its features of the day lie, and from the first day on which anything is known to change to the last, or to today.
fn extent(ask: &Ask<Format>, layer: &Layer) -> Option<Value> {
    let bounds = ask.settled.edition.map.bounds([layer], ask.day)?;
    let mut extent = json!({ "spatial": { "bbox": [bbox(bounds)], "crs": CRS84 } });
    let days = &ask.snapshot().timeline.shown;
    if let (Some(first), Some(last)) = (days.iter().next(), days.iter().next_back()) {
        let last = last.max(ask.settled.today);
        extent["temporal"] = json!({
            "interval": [[format!("{first}T00:00:00Z"), format!("{last}T23:59:59Z")]],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        });
    }
    Some(extent)
}
