//! Tilesets and tile matrix sets.

use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::super::tiles::SCHEMES;
use super::catalogue::trail;
use super::page::{Page, home};
use super::words::{both, figure};
use crate::config::layers::Layer;
use crate::domain::Day;
use crate::http::ask::Ask;
use crate::http::wire::Notices;

/// The name of the list of tile matrix sets.
const SETS: [&str; 2] = ["Lưới chia ô", "Tile matrix sets"];
/// The path of the tiles of all collections.
const ALL: &str = "/ogc/tiles";
/// The name of a list of tilesets.
const TILES: [&str; 2] = ["ô bản đồ vectơ", "vector tiles"];

/// `/ogc/tiles`, `/ogc/collections/{layer}/tiles`: the tilesets at a path, on a day.
pub(in super::super) fn tilesets<Q>(ask: &Ask<Q>, (path, day): (&str, Day), title: &[String; 2]) -> Response {
    let address = |id: &str| ask.address_without(&format!("{path}/{id}"), "f");
    let body = html! {
        ul { @for scheme in &SCHEMES { li { a href=(address(scheme.id)) { (both(scheme.called[0], scheme.called[1])) " (" (scheme.id) ")" } } } }
    };
    let body = html! { (body) @if path == ALL { (choice(ask)) } };
    page(ask, (path, day), called(title), above(path), body)
}

/// A form to choose collections, with a button for each tile matrix set; the day that was asked for stays.
fn choice<Q>(ask: &Ask<Q>) -> Markup {
    let kept = ask.settled.pairs.iter().filter(|(name, _)| matches!(name.as_str(), "at" | "datetime"));
    html! {
        h2 { (both("Chọn lớp dữ liệu", "Choose collections")) }
        form method="get" {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="f" value="html";
            fieldset {
                legend { (both("Các lớp trong ô", "Layers in the tiles")) }
                @for layer in ask.site.collections() {
                    p { label { input type="checkbox" name="collections" value=(layer.id); " " (both(&layer.title.vi, &layer.title.en)) } }
                }
            }
            @for scheme in &SCHEMES {
                p { button type="submit" formaction={ (ask.settled.base) (ALL) "/" (scheme.id) } { (both(scheme.called[0], scheme.called[1])) } }
            }
        }
    }
}

/// `/ogc/tiles/{set}`, `/ogc/collections/{layer}/tiles/{set}`: what its document tells.
pub(in super::super) fn tileset<Q>(
    ask: &Ask<Q>,
    (path, day): (&str, Day),
    title: &[String; 2],
    layers: &[&Layer],
    told: &Value,
) -> Response {
    let (base, set) = (&ask.settled.base, text(&told["tileMatrixSetId"]));
    let here = format!("{path}/{set}");
    let template =
        format!("{}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", ask.address_without(&here, "f").split('?').next().unwrap_or_default());
    let body = html! {
        dl {
            dt { (both("Địa chỉ mỗi ô", "Address of a tile")) } dd { code { (template) } }
            dt { (both("Lưới chia ô", "Tile matrix set")) } dd { a href={ (base) "/ogc/tileMatrixSets/" (set) } { (set) } }
            dt { (both("Hệ tọa độ", "Reference system")) } dd { code { (text(&told["crs"])) } }
            @if let [west, south, east, north] = corners(&told["boundingBox"])[..] {
                dt { (both("Phạm vi", "Bounding box")) } dd { (figure(west)) "–" (figure(east)) " °E, " (figure(south)) "–" (figure(north)) " °N" }
            }
        }
        h2 { (both("Các lớp trong ô", "Layers in the tiles")) }
        (table([["Lớp", "Layer"], ["Mức thu phóng", "Zooms"]], layers.iter().map(|layer| [
            html! { a href={ (base) "/ogc/collections/" (layer.id) (ask.at_query()) } { (both(&layer.title.vi, &layer.title.en)) } },
            html! { (layer.min_zoom) "–" (layer.max_zoom) },
        ])))
        h2 { (both("Các ô có dữ liệu", "Tiles that there are")) }
        (table([["Mức", "Zoom"], ["Hàng", "Rows"], ["Cột", "Columns"]], list(&told["tileMatrixSetLimits"]).iter().map(|limits| [
            html! { (text(&limits["tileMatrix"])) },
            html! { (limits["minTileRow"]) "–" (limits["maxTileRow"]) },
            html! { (limits["minTileCol"]) "–" (limits["maxTileCol"]) },
        ])))
    };
    let mut trail = above(path);
    trail.push((path.to_owned(), "Ô bản đồ".into()));
    page(ask, (&here, day), called(title), trail, body)
}

/// `/ogc/tileMatrixSets`: their identifiers with their titles.
pub(in super::super) fn tile_schemes<Q>(ask: &Ask<Q>) -> Response {
    let body = html! {
        ul {
            @for scheme in &SCHEMES {
                li { a href={ (ask.settled.base) "/ogc/tileMatrixSets/" (scheme.id) } { (scheme.id) } " – " (scheme.title) }
            }
        }
    };
    page(ask, ("/ogc/tileMatrixSets", ask.day), SETS.map(str::to_owned), vec![home()], body)
}

/// `/ogc/tileMatrixSets/{set}`: what its definition tells.
pub(in super::super) fn tile_scheme<Q>(ask: &Ask<Q>, definition: &Value) -> Response {
    let id = text(&definition["id"]);
    let body = html! {
        dl {
            dt { (both("Tên đăng ký", "Registered as")) } dd { code { (text(&definition["uri"])) } }
            dt { (both("Hệ tọa độ", "Reference system")) } dd { code { (text(&definition["crs"])) } }
        }
        (table(
            [["Mức", "Tile matrix"], ["Mẫu số tỷ lệ", "Scale denominator"], ["Cỡ điểm ảnh, m hoặc độ", "Cell size, m or degrees"], ["Số ô ngang × dọc", "Tiles across × down"]],
            list(&definition["tileMatrices"]).iter().map(|matrix| [
                html! { (text(&matrix["id"])) },
                html! { (figure(number(&matrix["scaleDenominator"]))) },
                html! { (format!("{:.9}", number(&matrix["cellSize"])).replace('.', ",")) },
                html! { (matrix["matrixWidth"]) " × " (matrix["matrixHeight"]) },
            ]),
        ))
    };
    let title = [format!("{}: {id}", SETS[0]), text(&definition["title"]).to_owned()];
    page(ask, (&format!("/ogc/tileMatrixSets/{id}"), ask.day), title, vec![home(), ("/ogc/tileMatrixSets".into(), SETS[0].into())], body)
}

fn called(title: &[String; 2]) -> [String; 2] {
    [0, 1].map(|language| format!("{}: {}", title[language], TILES[language]))
}

/// The pages above a list of tilesets.
fn above(path: &str) -> Vec<(String, String)> {
    let Some(layer) = path.strip_prefix("/ogc/collections/").and_then(|rest| rest.strip_suffix("/tiles")) else { return vec![home()] };
    let mut above = trail(None);
    above.push((format!("/ogc/collections/{layer}"), layer.to_owned()));
    above
}

/// A table with its heads in both languages.
pub(super) fn table<const N: usize>(heads: [[&str; 2]; N], rows: impl Iterator<Item = [Markup; N]>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(heads[0][0]) {
            table {
                thead { tr { @for [vi, en] in heads { th scope="col" { (both(vi, en)) } } } }
                tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
            }
        }
    }
}

fn page<Q>(ask: &Ask<Q>, (path, day): (&str, Day), title: [String; 2], trail: Vec<(String, String)>, body: Markup) -> Response {
    Page::of_catalogue((path, day), title, trail, Notices::new(ask.snapshot(), day), body).response(ask)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// West, south, east, north; nothing where there is no rectangle.
fn corners(rectangle: &Value) -> Vec<f64> {
    ["lowerLeft", "upperRight"].iter().flat_map(|corner| list(&rectangle[*corner])).filter_map(Value::as_f64).collect()
}
