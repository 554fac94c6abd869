//! `plancover backup` and `restore`: a consistent copy of the store, and back.

use std::process::ExitCode;

use anyhow::bail;

use super::args::{BackupArgs, RestoreArgs};
use super::printer::Printer;
use super::session::Session;
use crate::store::Store;

pub(super) async fn backup(session: &Session, printer: &Printer, args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let store = session.open().await?;
    store.backup(&args.out).await?;
    printer.say(&format!("wrote revision {} to `{}`", store.revision().await?, args.out.display()));
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(session: &Session, printer: &Printer, args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    if session.store.exists() {
        bail!(
            "the store `{}` exists\nhint: stop the server and move it away first, or name another with `--store`",
            session.store.display()
        );
    }
    let copy = Store::open(&args.file).await?;
    copy.backup(&session.store).await?;
    printer.say(&format!("restored revision {} to `{}`", copy.revision().await?, session.store.display()));
    copy.close().await;
    Ok(ExitCode::SUCCESS)
}
