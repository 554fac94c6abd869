//! `plancover serve`: the page, the API and the tiles, following the store.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::args::ServeArgs;
use super::printer::Printer;
use super::seed;
use super::session::Session;
use crate::app::{Publisher, Seed, View, watch};
use crate::domain::Quality;
use crate::http::{Site, keep_warm, router, serve};

pub(super) async fn run(session: &Session, printer: &Printer, args: ServeArgs) -> anyhow::Result<ExitCode> {
    // The port is taken first: a second server must not get as far as making a store.
    let listener = TcpListener::bind(args.listen).await.with_context(|| {
        format!("cannot listen on `{}`\nhint: another server may be running there; name another address with `--listen`", args.listen)
    })?;
    if !session.store.exists() {
        printer.say(&format!("making the store `{}` with the embedded default", session.store.display()));
        seed::create(session, printer, Seed::Trial).await?;
    }
    let store = session.open().await?;
    let view = View::build(store.load().await?.into(), session.thresholds(), None);
    let today = session.clock.today();
    view.coverage.prepare(today);
    greet(printer, session, &view, &listener.local_addr()?.to_string());
    let publisher = Arc::new(Publisher::new(view));
    let following = tokio::spawn(watch(store.clone(), Arc::clone(&publisher), session.clock.clone()));
    let site = Site::new(publisher, session.clock.clone(), session.settings.clone(), args.public_url)?;
    let site = Arc::new(site);
    let warming = tokio::spawn(keep_warm(Arc::clone(&site)));
    serve(listener, router(site), asked_to_end()?).await;
    warming.abort();
    following.abort();
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Over when the process is asked to end.
fn asked_to_end() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    })
}

fn greet(printer: &Printer, session: &Session, view: &View, address: &str) {
    let snapshot = &view.snapshot;
    printer.say(&format!("serving `{}` (revision {}) on http://{address}", session.store.display(), snapshot.revision));
    if snapshot.units.iter().any(|unit| unit.version.quality == Quality::Schematic) {
        printer.say("the boundaries are schematic; to put your own in their place, also while this runs:");
        printer.say(&format!("  plancover --store {} import units FILE.geojson --valid-from YYYY-MM-DD", session.store.display()));
    }
    if snapshot.plans.iter().any(|entry| entry.plan.quality == Quality::Illustrative) {
        printer.say("some plans are made up to show how it works; `plancover seed --documented` fills a new store without them");
    }
}
