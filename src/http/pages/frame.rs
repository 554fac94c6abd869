//! The embedded page, cut once where heads and lines of its own are put.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use crate::http::web;
use crate::picture::Language;

/// The page in parts: `open` the language `head` the head `body` the lines `close`.
#[derive(Debug)]
pub(super) struct Frame {
    open: String,
    head: String,
    body: String,
    close: String,
}

/// At the root of the site, and two steps below it.
static FRAMES: LazyLock<[Frame; 2]> = LazyLock::new(|| {
    let page = web::index();
    // Addresses of the page's own files are relative, so that it may lie below any prefix.
    [Frame::cut(page), Frame::cut(&page.replace("\"./", "\"../"))]
});

/// Changes when the embedded page does.
pub(in crate::http) fn version() -> u64 {
    static VERSION: LazyLock<u64> = LazyLock::new(|| {
        let mut hasher = DefaultHasher::new();
        web::index().hash(&mut hasher);
        hasher.finish()
    });
    *VERSION
}

impl Frame {
    /// The page at the root.
    pub(super) fn at_root() -> &'static Self {
        &FRAMES[0]
    }

    /// The page at an address of two segments.
    pub(super) fn below() -> &'static Self {
        &FRAMES[1]
    }

    /// Cuts a page; its own title and description are left out. A page without one of the places gets what belongs there at its end.
    fn cut(page: &str) -> Self {
        let page = without(&without(page, "<meta name=\"description\"", ">"), "<title>", "</title>");
        let (open, rest) = split_after(&page, "<html lang=\"");
        let (_, rest) = rest.split_once('"').map_or(("", rest), |(language, _)| rest.split_at(language.len()));
        let (head, rest) = split_after(rest, "<meta charset=\"utf-8\" />");
        let (head, rest) = if rest.is_empty() { split_after(head, "<meta charset=\"utf-8\">") } else { (head, rest) };
        let (body, close) = split_after(rest, "<noscript>");
        Self { open: open.into(), head: head.into(), body: body.into(), close: close.into() }
    }

    /// The page with a head and lines for those who run no scripts, both of them markup.
    pub(super) fn with(&self, language: Language, head: &str, lines: &str) -> String {
        let Self { open, head: to_head, body, close } = self;
        let language = match language {
            Language::Vi => "vi",
            Language::En => "en",
        };
        [open.as_str(), language, to_head, head, body, lines, close].concat()
    }
}

/// The text without what stands from the one mark to the other.
fn without(text: &str, from: &str, to: &str) -> String {
    let Some(start) = text.find(from) else { return text.to_owned() };
    let end = text[start..].find(to).map_or(text.len(), |end| start + end + to.len());
    format!("{}{}", &text[..start], &text[end..])
}

/// The text up to the end of a mark, and the rest; all of it and nothing where the mark is not there.
fn split_after<'a>(text: &'a str, mark: &str) -> (&'a str, &'a str) {
    text.find(mark).map_or((text, ""), |at| text.split_at(at + mark.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\" /><meta name=\"description\" content=\"old\" />\
                        <link href=\"./a.css\"><title>old</title></head><body><div></div><noscript>No scripts.</noscript></body></html>";

    #[test]
    fn a_page_gets_its_own_language_head_and_lines() {
        let page = Frame::cut(PAGE).with(Language::En, "<title>new</title>", "<p>lines</p>");
        assert_eq!(
            page,
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\" /><title>new</title><link href=\"./a.css\"></head>\
             <body><div></div><noscript><p>lines</p>No scripts.</noscript></body></html>"
        );
    }

    #[test]
    fn the_page_that_is_not_built_yet_gets_them_too() {
        let bare = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>old</title><p>Not built.</p></html>";
        let page = Frame::cut(bare).with(Language::Vi, "<title>new</title>", "");
        assert_eq!(page, "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>new</title><p>Not built.</p></html>");
    }
}
