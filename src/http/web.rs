//! The page: the files of `web/dist`, embedded in the program, each compressed once at first use.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::sync::{Arc, LazyLock, OnceLock};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

use super::ask::off_thread;
use super::error::ApiError;
use super::settle::held_by;
use super::site::Site;
use super::tiles::wanted;
use crate::tiles::Encoding;

#[derive(rust_embed::Embed)]
#[folder = "web/dist"]
struct Files;

static PAGE: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let files = Files::iter().filter_map(|path| Some((path.to_string(), Files::get(&path)?)));
    files.map(|(path, file)| (path.clone(), Asset::new(&path, file.data.into_owned().into()))).collect()
});

/// A file of the page.
#[derive(Debug)]
struct Asset {
    media_type: &'static str,
    /// The name has a hash of what is in it.
    hashed: bool,
    tag: String,
    plain: Bytes,
    /// Empty where compressing does not make it smaller.
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl Asset {
    fn new(path: &str, plain: Bytes) -> Self {
        let mut hasher = DefaultHasher::new();
        plain.hash(&mut hasher);
        let tag = format!("{:016x}", hasher.finish());
        Self {
            media_type: media_type(path),
            hashed: path.starts_with("assets/"),
            tag,
            plain,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The bytes in a coding, or as they are where it does not pay.
    fn bytes(&self, encoding: Encoding) -> (Encoding, Bytes) {
        let packed = match encoding {
            Encoding::Identity => return (Encoding::Identity, self.plain.clone()),
            Encoding::Gzip => self.gzip.get_or_init(|| self.packed(gzip)),
            Encoding::Brotli => self.brotli.get_or_init(|| self.packed(brotli)),
        };
        if packed.is_empty() { (Encoding::Identity, self.plain.clone()) } else { (encoding, packed.clone()) }
    }

    fn packed(&self, pack: impl FnOnce(&[u8]) -> std::io::Result<Vec<u8>>) -> Bytes {
        let packed = if is_text(self.media_type) { pack(&self.plain).unwrap_or_default() } else { Vec::new() };
        if packed.len() < self.plain.len() { packed.into() } else { Bytes::new() }
    }

    fn answer(&self, encoding: Encoding) -> Response {
        let (encoding, bytes) = self.bytes(encoding);
        let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type))], bytes).into_response();
        if let Some(coding) = encoding.content_coding() {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        let suffix = encoding.content_coding().map(|coding| format!("-{coding}")).unwrap_or_default();
        self.tagged(response, &format!("\"{}{suffix}\"", self.tag))
    }

    fn tagged(&self, mut response: Response, tag: &str) -> Response {
        let headers = response.headers_mut();
        let cache = if self.hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

/// The page itself.
pub(super) fn index() -> &'static str {
    PAGE.get("index.html").and_then(|page| std::str::from_utf8(&page.plain).ok()).unwrap_or_default()
}

/// Every path that no other route has: a file of the page, or 404 as the reader can read it.
pub(super) async fn page(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Result<Response, ApiError> {
    let path = uri.path().trim_start_matches('/');
    // The page itself decides by its address what to leave out in the frame of another page.
    let Some(asset) = PAGE.get(if matches!(path, "" | "embed") { "index.html" } else { path }) else {
        return Ok(not_found(&site, &headers));
    };
    if let Some(tag) = held_by(&headers, |opaque| opaque.split('-').next() == Some(&asset.tag)) {
        return Ok(asset.tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
    }
    let encoding = wanted(&headers);
    off_thread(move || Ok(asset.answer(encoding))).await
}

fn not_found(site: &Site, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok()).unwrap_or("");
    if !accepted.contains("text/html") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let home = site.public_url.as_deref().unwrap_or("");
    let page = format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>404</title>\
         <p>Không có trang này. · There is no such page. <a href=\"{home}/\">plancover</a></p></html>\n"
    );
    (StatusCode::NOT_FOUND, Html(page)).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether compressing may pay: the other formats are compressed already.
fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") || ["json", "svg+xml", "wasm"].iter().any(|end| media_type.ends_with(end))
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

/// Quality 9 takes a tenth of the time of 11 and leaves a twentieth more bytes.
fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 22);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}
