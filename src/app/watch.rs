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
    let shown = if let Some(delta) = store.load_since(since).await? {
        tokio::task::spawn_blocking(move || shared.revise(delta.into(), today)).await
    } else {
        let records = store.load().await?.into();
        tokio::task::spawn_blocking(move || shared.publish(records, today)).await
    };
    if let Err(error) = shown {
        tracing::error!(%error, "a new revision could not be published");
    }
    Ok(())
}
