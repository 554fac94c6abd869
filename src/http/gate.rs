//! A gate before work that costs much: only so many pieces at once, so many more wait, the next is refused.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::ask::off_thread;
use super::error::ApiError;

/// A gate. Nothing waits for it but those that want through.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    at_once: Arc<Semaphore>,
    /// Those inside and those that wait.
    asked: Arc<Semaphore>,
}

impl Gate {
    pub(super) fn new(at_once: usize, waiting: usize) -> Self {
        Self { at_once: Arc::new(Semaphore::new(at_once)), asked: Arc::new(Semaphore::new(at_once + waiting)) }
    }

    /// Does the work on a thread where it stalls nobody, once there is room.
    ///
    /// # Errors
    /// Too many are waiting already, or what the work says.
    pub(super) async fn through<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = Arc::clone(&self.asked).try_acquire_owned().map_err(|_| ApiError::Busy)?;
        let turn = Arc::clone(&self.at_once).acquire_owned().await.map_err(|cause| ApiError::Internal(cause.to_string()))?;
        // Both are given back when the work ends, even if nobody waits for it any more.
        off_thread(move || {
            let done = work();
            drop((turn, place));
            done
        })
        .await
    }

    /// Whether one more would be refused.
    #[cfg(test)]
    pub(super) fn is_full(&self) -> bool {
        self.asked.available_permits() == 0
    }
}
