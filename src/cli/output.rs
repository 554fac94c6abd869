//! What the printing commands share: a question asked as the API is asked, and its notices told.

use std::sync::Arc;

use anyhow::anyhow;
use serde_json::Value;

use super::printer::Printer;
use super::session::Session;
use crate::app::{Publisher, View};
use crate::http::{Site, ask};

/// The API's answer to a question, with its notices told on stderr.
pub(super) async fn answer(session: &Session, printer: &Printer, view: View, question: &str) -> anyhow::Result<Value> {
    let site = Site::new(Arc::new(Publisher::new(view)), session.clock.clone(), session.settings.clone(), None)?;
    let answer = ask(site, question).await.map_err(|problem| anyhow!(problem))?;
    for notice in answer["notices"].as_array().into_iter().flatten() {
        printer.say(&format!("note: {} / {}", text(&notice["vi"]), text(&notice["en"])));
    }
    Ok(answer)
}

/// An answer as the API gives it, indented.
pub(super) fn json(answer: &Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(answer)? + "\n")
}

/// A value as a cell: texts as they are, nothing for null.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
