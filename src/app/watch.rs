//! Follows the store while the server runs: a change by any process is published within a second.

use std::sync::Arc;
use std::time::Duration;

use super::{Clock, Publisher};
use crate::store::{Store, StoreError};

/// How often the store's revision is looked at: one row, twice a second.
const POLL: Duration = Duration::from_millis(500);

/// Publishes each new revision of the store, for ever. A store that cannot be read is told once and tried again; readers keep
/// the view they have.
pub async fn watch(store: Store, publisher: Arc<Publisher>, clock: Clock) {
    let mut failing = false;
    let mut ticks = tokio::time::interval(POLL);
    loop {
        ticks.tick().await;
        match follow(&store, &publisher, &clock).await {
            Ok(()) => failing = false,
            Err(error) if !failing => {
                tracing::error!(%error, "the store cannot be read; serving the last revision");
                failing = true;
            }
            Err(_) => {}
        }
    }
}

/// Publishes the revision of now: from what has changed since the one that is shown, or from everything where the store does
/// not know that any more.
async fn follow(store: &Store, publisher: &Arc<Publisher>, clock: &Clock) -> Result<(), StoreError> {
    let since = publisher.view().snapshot.revision;
    if store.revision().await? == since {
        return Ok(());
    }
    let (shared, today) = (Arc::clone(publisher), clock.today());
    if let Some(delta) = store.load_since(since).await? {
        let shared = Arc::clone(&shared);
        match tokio::task::spawn_blocking(move || shared.revise(delta.into(), today)).await {
            Ok(()) => return Ok(()),
            Err(error) => tracing::error!(%error, "a new revision could not be made from the one before; making it anew"),
        }
    }
    let records = store.load().await?.into();
    if let Err(error) = tokio::task::spawn_blocking(move || shared.publish(records, today)).await {
        tracing::error!(%error, "a new revision could not be published");
    }
    Ok(())
}
