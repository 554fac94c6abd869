//! `/maps/{style}.png`: a page for a report, with title, day, legend and scale bar.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use geo::{Intersects, Rect};

use super::{hash, layers, png};
use crate::app::{Column, Datum, Subject};
use crate::config::layers::Source;
use crate::domain::{Day, PlanState, UnitCode};
use crate::http::api::Problems;
use crate::http::ask::{Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::site::VERSION;
use crate::http::tiles::Drawn;
use crate::http::wire::{Notices, bbox};
use crate::picture::{Focus, Language, Sheet, Words, sheet as draw};

/// The width of a page in pixels unless asked: two thirds of a sheet of A4 at 200 dots an inch.
const WIDTH: usize = 1200;

/// What page is asked for.
#[derive(Debug)]
pub(in crate::http) struct Page {
    unit: Option<UnitCode>,
    width: usize,
    language: Language,
}

impl Question for Page {
    fn read(fields: &mut Fields) -> Self {
        let language = fields.parsed("lang", |text| match text {
            "vi" => Ok(Language::Vi),
            "en" => Ok(Language::En),
            _ => Err("vi, en".to_owned()),
        });
        Self {
            unit: fields.unit_code("unit"),
            width: fields.whole("width", &LIMITS.picture_width, WIDTH),
            language: language.unwrap_or(Language::Vi),
        }
    }
}

/// A map of a unit as a picture for a report: title, day, legend, scale bar.
#[utoipa::path(
    get, path = "/maps/{style}", tag = "maps",
    params(
        ("style" = String, Path, description = "Identifier of a style with `.png`", example = "coverage-general.png"),
        ("unit" = Option<String>, Query, description = "Code of the unit; everything where absent", example = "20"),
        ("width" = Option<usize>, Query, description = "Width in pixels", minimum = 320, maximum = 2400),
        ("lang" = Option<String>, Query, description = "`vi` (default) or `en`"), At
    ),
    responses((status = 200, content_type = "image/png"), Problems)
)]
pub(in crate::http) async fn sheet(Path(name): Path<String>, ask: Ask<Page>) -> Result<Response, ApiError> {
    let site = Arc::clone(&ask.site);
    let place = site.styles.place(&name, ".png")?;
    let unit = ask.query.unit.as_ref().map(|code| ask.unit_on(code)).transpose()?;
    let Page { width, language, .. } = ask.query;
    let key = hash(("sheet", ask.settled.edition.fingerprint, ask.day, place, unit, width, language));
    site.pictures.picture(key, move || page(&ask, ask.site.styles.at(place), unit)).await.map(png)
}

fn page(ask: &Ask<Page>, drawn: &Drawn, unit: Option<usize>) -> Result<Vec<u8>, ApiError> {
    let (snapshot, day) = (ask.snapshot(), ask.day);
    let version = unit.map(|unit| &snapshot.units[unit].version);
    let bounds = unit.map(|unit| snapshot.units[unit].facts.bounds).or_else(|| snapshot.bounds(day));
    let bounds = bounds.ok_or_else(|| ApiError::NotFound(format!("no unit is known on {day}; hint: import boundaries first")))?;
    let layer = version.and_then(|version| {
        let of_level = |layer: &&crate::config::layers::Layer| !layer.points && layer.source == Source::Units(version.kind.level());
        ask.site.layers.iter().find(of_level)
    });
    let focus = layer.zip(version).map(|(layer, version)| Focus { layer: &layer.id, code: version.code.as_str() });
    let layers = layers(ask, drawn, ask.settled.edition.map.stretch(day))?;
    let width = u32::try_from(ask.query.width).unwrap_or(u32::MAX);
    let words = words(ask, drawn, unit, bounds);
    let sheet = Sheet { style: &drawn.style, layers: &layers, focus, bounds: bbox(bounds), width, words };
    draw(&sheet).map_err(|cause| ApiError::Internal(cause.to_string()))
}

fn words(ask: &Ask<Page>, drawn: &Drawn, unit: Option<usize>, bounds: Rect) -> Words {
    let language = ask.query.language;
    let said = |vi: &str, en: &str| if language == Language::Vi { vi.to_owned() } else { en.to_owned() };
    let snapshot = ask.snapshot();
    let title = &ask.site.settings.title;
    let only = if let [root] = snapshot.vintage(ask.day).roots() { Some(*root) } else { None };
    let place = unit.or(only).map(|unit| snapshot.units[unit].version.full_name());
    let mut line = said(&format!("Ngày {}", written(ask.day)), &format!("As of {}", ask.day));
    if let Some(unit) = unit {
        let area = amount(language, snapshot.units[unit].facts.area_km2);
        line += &said(&format!("   ·   Diện tích {area} km²"), &format!("   ·   Area {area} km²"));
        let figure = drawn.style.figure.as_deref().map(Column::named);
        if let Some(Datum::Number(percent)) = figure.and_then(|of| of.value(&ask.settled.edition.view, Subject::Unit(unit), ask.day)) {
            let percent = amount(language, percent);
            line += &said(&format!("   ·   Đã phủ {percent} %"), &format!("   ·   Covered {percent} %"));
        }
    }
    let mut notices = Notices::new(snapshot, ask.day);
    seen(ask, &mut notices, Some(bounds));
    let notices = notices.into_list().into_iter().map(|notice| (notice.code, said(notice.vi, notice.en))).collect();
    let (revision, own) = (snapshot.revision, said(&title.vi, &title.en));
    let source = said(
        &format!("{own} · bản dữ liệu {revision} · plancover {VERSION} · phép chiếu Web Mercator, thước tỷ lệ đúng ở giữa bản đồ"),
        &format!("{own} · data revision {revision} · plancover {VERSION} · Web Mercator, scale bar true in the middle of the map"),
    );
    let shown = said(&drawn.style.title.vi, &drawn.style.title.en);
    let title = place.map_or_else(|| shown.clone(), |place| format!("{shown}: {place}"));
    Words { language, title, lines: vec![line], notices, source }
}

/// Notes what a reader of a map must know of the land and the plans that are seen; everywhere where no rectangle is given.
pub(in crate::http) fn seen<Q>(ask: &Ask<Q>, notices: &mut Notices, within: Option<Rect>) {
    let (snapshot, day) = (ask.snapshot(), ask.day);
    let is_seen = |bounds: Rect| within.is_none_or(|within| within.intersects(&bounds));
    let units = snapshot.vintage(day).units().map(|unit| &snapshot.units[unit]);
    units.filter(|unit| is_seen(unit.facts.bounds)).for_each(|unit| notices.land(unit.version.quality));
    let shown = |state: PlanState| matches!(state, PlanState::Preparing { .. } | PlanState::InForce { .. });
    let plans = snapshot.plans.iter().filter(|entry| shown(entry.state(day)) && entry.bounds().is_some_and(is_seen));
    plans.for_each(|entry| notices.made_up(entry.plan.quality));
}

/// A day as people in Vietnam write it.
fn written(day: Day) -> String {
    let text = day.to_string();
    let parts: Vec<&str> = text.splitn(3, '-').collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// A number with two decimals and groups of three, as the language writes it.
pub(in crate::http) fn amount(language: Language, number: f64) -> String {
    let text = format!("{number:.2}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(if language == Language::Vi { '.' } else { ',' });
        }
        grouped.push(digit);
    }
    format!("{grouped}{}", language.decimals(&format!(".{decimals}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_written_as_the_language_has_them() {
        assert_eq!([8310.176, 0.5, 1_234_567.0].map(|number| amount(Language::Vi, number)), ["8.310,18", "0,50", "1.234.567,00"]);
        assert_eq!(amount(Language::En, 8310.176), "8,310.18");
        assert_eq!(written(Day::constant(2024, 6, 30)), "30/06/2024");
    }
}
