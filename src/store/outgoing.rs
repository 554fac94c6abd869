//! SQLite files that are written once, for other programs.

use std::path::Path;

use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};

/// Opens a file that exists and is empty. A crash leaves it half made, so nothing is written twice for safety.
///
/// # Errors
/// The file cannot be used.
pub(super) async fn begun(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .disable_statement_logging();
    options.connect().await
}
