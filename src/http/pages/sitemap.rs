//! `/robots.txt` (RFC 9309) and `/sitemap.xml` (sitemaps.org 0.9): what search engines may read, and every real thing of today.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::domain::{PlanState, Quality};
use crate::http::ask::{Ask, encode, off_thread};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Nothing, Question};

const XML: &str = "application/xml; charset=utf-8";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Everything may be read but what is computed for programs.
pub(in crate::http) async fn robots(ask: Ask<Nothing>) -> Response {
    let text =
        format!("User-agent: *\nDisallow: /api/\nDisallow: /tiles/\nDisallow: /maps/\n\nSitemap: {}/sitemap.xml\n", ask.settled.base);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// Which of several sitemaps, from 1.
#[derive(Debug)]
pub(in crate::http) struct Part(Option<usize>);

impl Question for Part {
    fn read(fields: &mut Fields) -> Self {
        let given = fields.has(&["part"]);
        let part = fields.whole("part", &(1..=1_000_000), 1);
        Self(given.then_some(part))
    }
}

/// The addresses of all things of today; an index of parts where they are more than a file may hold.
pub(in crate::http) async fn sitemap(ask: Ask<Part>) -> Result<Response, ApiError> {
    off_thread(move || {
        let (base, pages) = (&ask.settled.base, ask.settled.edition.pages(ask.settled.today, || paths(&ask)));
        let parts: Vec<&[String]> = pages.1.chunks(LIMITS.sitemap).collect();
        let entries = |of: &str, addresses: &mut dyn Iterator<Item = String>| {
            addresses.map(|address| format!("<{of}><loc>{address}</loc></{of}>\n")).collect::<Vec<_>>().concat()
        };
        let urls = |paths: &[String]| entries("url", &mut paths.iter().map(|path| format!("{base}{path}")));
        let (root, entries) = match (ask.query.0, parts.as_slice()) {
            (None, [all]) => ("urlset", urls(all)),
            (None, _) => ("sitemapindex", entries("sitemap", &mut (1..=parts.len()).map(|part| format!("{base}/sitemap.xml?part={part}")))),
            (Some(part), _) => {
                let wrong = || FieldProblem::new("part", &part.to_string(), format!("1 to {}", parts.len()));
                ("urlset", urls(parts.get(part - 1).ok_or_else(|| ApiError::Parameters(vec![wrong()]))?))
            }
        };
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">\n{entries}</{root}>\n");
        Ok(([(header::CONTENT_TYPE, XML)], text).into_response())
    })
    .await
}

/// What is made up is left out. Identifiers are encoded, so that nothing in a path is markup.
fn paths(ask: &Ask<Part>) -> Vec<String> {
    let (snapshot, day) = (ask.snapshot(), ask.settled.today);
    let units = snapshot.vintage(day).units().map(|unit| format!("/units/{}", snapshot.units[unit].version.code));
    let is_real = |quality| quality != Quality::Illustrative;
    let areas = snapshot.areas.iter().filter(|entry| entry.area.period.contains(day) && is_real(entry.area.quality));
    let areas = areas.map(|entry| format!("/areas/{}", encode(&entry.area.id)));
    let plans = snapshot.plans.iter().filter(|entry| is_real(entry.plan.quality) && !matches!(entry.state(day), PlanState::None));
    let plans = plans.map(|entry| format!("/plans/{}", encode(&entry.plan.id)));
    let measured = ask.site.indicators.iter().filter(|indicator| snapshot.is_measured_by(indicator, day));
    let measured = measured.map(|indicator| format!("/indicators/{}", encode(&indicator.id)));
    let sources = ask.settled.edition.sources(&ask.site.indicators);
    let sources = sources.iter().filter(|(id, _)| id.chars().count() <= LIMITS.id_chars).map(|(id, _)| format!("/sources/{}", encode(id)));
    std::iter::once("/".to_owned()).chain(units).chain(areas).chain(plans).chain(measured).chain(sources).collect()
}
