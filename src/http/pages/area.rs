//! The page of an area.

use maud::html;
use serde_json::json;

use super::head::{Head, Shown};
use super::words::{day, km2, land, land_of_units, sentence, told as words};
use crate::config::layers::Source;
use crate::domain::{Day, Quality, UnitRef};
use crate::http::ask::{Ask, encode};

/// What is said of an area.
pub(super) fn told(ask: &Ask<Shown>, id: &str) -> Option<Head> {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let entry = &snapshot.areas[snapshot.area(id)?];
    let area = &entry.area;
    let kind = sentence(&words(language, area.kind.vi(), area.kind.en()));
    let version = |unit: &UnitRef| snapshot.unit_on(&unit.code, unit.on.or(area.period.from).unwrap_or(Day::MIN));
    let measured = land_of_units(language, snapshot, area.units.iter().filter_map(version));
    let size = match entry.area_km2() {
        Some(size) => words(language, format!("Diện tích {}.", km2(language, size)), format!("Its area is {}.", km2(language, size))),
        None => words(language, "Chưa rõ phạm vi.", "Its land is not known."),
    };
    let on = day(language, ask.day);
    let valid = match (area.period.contains(ask.day), area.period.to.filter(|to| *to <= ask.day)) {
        (true, _) => String::new(),
        (false, Some(to)) => {
            words(language, format!(" Không còn từ ngày {}.", day(language, to)), format!(" It is no more since {}.", day(language, to)))
        }
        (false, None) => words(language, format!(" Chưa có vào ngày {on}."), format!(" It is not there yet on {on}.")),
    };
    let layer = ask.site.collections().find(|layer| layer.source == Source::Areas).filter(|_| area.period.contains(ask.day));
    let at = if ask.query.has_day { format!("&at={}", ask.day) } else { String::new() };
    let bounds = entry.bounds().map(|rect| format!("{} {} {} {}", rect.min().y, rect.min().x, rect.max().y, rect.max().x));
    Some(Head {
        title: area.name.clone(),
        description: format!("{kind}. {size}{measured}{valid}{}", land(language, area.quality)),
        is_made_up: area.quality == Quality::Illustrative,
        path: format!("/areas/{}", encode(id)),
        feature: layer.map(|layer| (format!("/ogc/collections/{}/items/{}", layer.id, encode(id)), at)),
        api: format!("/api/areas/{}?at={}", encode(id), ask.day),
        data: match bounds {
            Some(bounds) => json!({"@type": "Place", "identifier": area.id, "geo": {"@type": "GeoShape", "box": bounds}}),
            None => json!({"@type": "Place", "identifier": area.id}),
        },
        lines: html! {},
    })
}
