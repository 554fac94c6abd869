//! `/ogc/styles`: the styles of `/styles` as OGC API – Styles names them (OGC 20-009, draft).

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::html;
use super::link::Link;
use super::openapi::{in_path, operation};
use super::representation::{Format, Representation, Resource};
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;
use crate::http::tiles::{meanings, sheet};
use crate::http::wire::Notices;

/// The link to the styles (`/req/core/base-resource-link`).
pub(super) fn link(base: &str) -> Link {
    let relation = "http://www.opengis.net/def/rel/ogc/1.0/styles";
    Link::new(relation, Representation::Json.media_type(), "How maps draw the tiles", format!("{base}/ogc/styles"))
}

/// `/ogc/styles`.
pub(in crate::http) async fn styles(ask: Ask<Format>) -> Result<Response, ApiError> {
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::styles(&ask));
    }
    ask.answer(|ask, _| {
        let listed: Vec<Value> = (0..ask.site.styles.ids().len()).map(|place| described(ask, place, Vec::new())).collect();
        let links = Link::to_itself(ask, "/ogc/styles", Resource::Catalogue, sent);
        Ok(json!({ "links": links, "styles": listed }))
    })
}

/// `/ogc/styles/{id}`: the document that maps read.
pub(in crate::http) async fn style(Path(id): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let place = ask.site.styles.place(&id, "")?;
    let sent = ask.query.of(Resource::Style, &ask.settled)?;
    answer(sent.media_type(), &sheet(&ask, place))
}

/// `/ogc/styles/{id}/metadata`.
pub(in crate::http) async fn metadata(Path(id): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let place = ask.site.styles.place(&id, "")?;
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::style_metadata(&ask, place));
    }
    ask.answer(|ask, _| {
        let links = Link::to_itself(ask, &format!("/ogc/styles/{id}/metadata"), Resource::Catalogue, sent);
        let mut described = described(ask, place, links);
        let layers = ask.site.styles.at(place).layers.iter().map(|&place| &ask.site.layers[place]);
        let layer = |layer: &crate::config::layers::Layer| {
            json!({ "id": layer.id, "description": format!("{} / {}", layer.title.vi, layer.title.en), "type": if layer.points { "point" } else { "polygon" } })
        };
        described["layers"] = layers.map(layer).collect();
        described["scope"] = "style".into();
        Ok(described)
    })
}

/// `/ogc/styles/{id}/legend`: what the colours mean.
pub(in crate::http) async fn legend(Path(id): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let place = ask.site.styles.place(&id, "")?;
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    if sent == Representation::Html {
        let mut notices = Notices::new(ask.snapshot(), ask.day);
        let meanings = meanings(&ask, &mut notices, place);
        return Ok(html::legend(&ask, notices, &meanings));
    }
    ask.answer(|ask, notices| Ok(meanings(ask, notices, place)))
}

/// A style with its links, after those given.
fn described(ask: &Ask<Format>, place: usize, mut links: Vec<Link>) -> Value {
    let id = ask.site.styles.ids()[place];
    let title = &ask.site.styles.at(place).style.title;
    let (here, at) = (format!("{}/ogc/styles/{id}", ask.settled.base), ask.at_query());
    let form = format!("{at}{}f={}", if at.is_empty() { "?" } else { "&" }, Representation::Style.names()[0]);
    links.extend([
        Link::new("stylesheet", Representation::Style.media_type(), &title.en, format!("{here}{form}")),
        Link::new("describedby", Representation::Json.media_type(), "What it is", format!("{here}/metadata{at}")),
        Link::new(
            "http://www.opengis.net/def/rel/ogc/1.0/legend",
            Representation::Json.media_type(),
            "What its colours mean",
            format!("{here}/legend{at}"),
        ),
    ]);
    json!({ "id": id, "title": format!("{} / {}", title.vi, title.en), "links": links })
}

/// Each path of the description with its operation.
pub(super) fn described_paths(ids: &[&str]) -> Vec<(String, Value)> {
    let id = || vec![in_path("styleId", "The style", json!({ "type": "string", "enum": ids }))];
    vec![
        ("/styles".into(), operation("getStyles", "The styles of maps", Resource::Catalogue, Vec::new())),
        ("/styles/{styleId}".into(), operation("getStyle", "A style, as MapLibre reads it", Resource::Style, id())),
        ("/styles/{styleId}/metadata".into(), operation("getStyleMetadata", "What a style is", Resource::Catalogue, id())),
        ("/styles/{styleId}/legend".into(), operation("getStyleLegend", "What the colours of a style mean", Resource::Catalogue, id())),
    ]
}
