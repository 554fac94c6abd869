//! What costs much to make: each made once however many ask for it, only so many at once, the least useful forgotten first.

use std::hash::Hash;
use std::sync::Arc;

use moka::future::Cache;
use tracing::Instrument;

use super::error::ApiError;
use super::gate::Gate;

/// Things made so far, by what they depend on.
#[derive(Debug)]
pub(super) struct Kept<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    made: Cache<K, Arc<V>>,
    gate: Gate,
}

impl<K, V> Kept<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// Keeps `bytes` of them, each as long as `length` says (bytes), made behind the gate.
    pub(super) fn new(bytes: u64, length: fn(&V) -> u64, gate: Gate) -> Self {
        // Weighed in KiB, since a weight has 32 bits.
        let weigh = move |_: &K, value: &Arc<V>| u32::try_from((length(value) >> 10) + 1).unwrap_or(u32::MAX);
        Self { made: Cache::builder().max_capacity(bytes >> 10).weigher(weigh).build(), gate }
    }

    /// What `key` stands for, made by `make` if it is not there. That goes on when the reader has gone or the time is up, so that who asks
    /// again finds it.
    ///
    /// # Errors
    /// Too many are waiting already, or what `make` says.
    pub(super) async fn of(&self, key: K, make: impl FnOnce() -> Result<V, ApiError> + Send + 'static) -> Result<Arc<V>, ApiError> {
        let (kept, gate) = (self.made.clone(), self.gate.clone());
        let making = async move { kept.try_get_with(key, async move { gate.through(make).await.map(Arc::new) }).await };
        let value = tokio::spawn(making.instrument(tracing::Span::current())).await.map_err(ApiError::internal)?;
        value.map_err(|cause: Arc<ApiError>| cause.as_ref().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{StatusCode, header};
    use axum::response::IntoResponse;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Condvar, Mutex};

    /// A gate that tests open.
    #[derive(Default)]
    struct Bar(Mutex<bool>, Condvar);

    impl Bar {
        fn wait(&self) {
            drop(self.1.wait_while(self.0.lock().unwrap(), |open| !*open).unwrap());
        }

        fn open(&self) {
            *self.0.lock().unwrap() = true;
            self.1.notify_all();
        }
    }

    fn kept(at_once: usize, waiting: usize) -> Arc<Kept<u64, u8>> {
        Arc::new(Kept::new(1 << 20, |_| 1, Gate::new(at_once, waiting)))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_thing_is_made_once_and_a_failure_is_not_kept() {
        let kept = kept(1, 1);
        assert!(matches!(kept.of(1, || Err(ApiError::NotFound("none".into()))).await, Err(ApiError::NotFound(_))));
        assert_eq!(*kept.of(1, || Ok(1)).await.unwrap(), 1);
        assert_eq!(*kept.of(1, || Ok(2)).await.unwrap(), 1);
        assert_eq!(*kept.of(2, || Ok(2)).await.unwrap(), 2);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn only_so_many_are_made_at_once_so_many_wait_and_the_next_is_told_when_to_come_again() {
        let (kept, bar, making) = (kept(2, 3), Arc::new(Bar::default()), Arc::new(AtomicUsize::new(0)));
        let asked: Vec<_> = (0..5)
            .map(|key| {
                let (kept, bar, making) = (Arc::clone(&kept), Arc::clone(&bar), Arc::clone(&making));
                let make = move || {
                    making.fetch_add(1, Ordering::SeqCst);
                    bar.wait();
                    Ok(0)
                };
                tokio::spawn(async move { kept.of(key, make).await.is_ok() })
            })
            .collect();
        while !kept.gate.is_full() || making.load(Ordering::SeqCst) < 2 {
            tokio::task::yield_now().await;
        }
        let refused = kept.of(9, || Ok(0)).await.unwrap_err().into_response();
        assert_eq!((refused.status(), making.load(Ordering::SeqCst)), (StatusCode::SERVICE_UNAVAILABLE, 2));
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        bar.open();
        for one in asked {
            assert!(one.await.unwrap());
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_its_reader_left_is_there_for_the_next() {
        let (kept, bar) = (kept(1, 0), Arc::new(Bar::default()));
        let reader = {
            let (kept, bar) = (Arc::clone(&kept), Arc::clone(&bar));
            let make = move || {
                bar.wait();
                Ok(1)
            };
            tokio::spawn(async move { kept.of(1, make).await.is_ok() })
        };
        while !kept.gate.is_full() {
            tokio::task::yield_now().await;
        }
        reader.abort();
        assert!(reader.await.is_err());
        bar.open();
        assert_eq!(*kept.of(1, || Ok(2)).await.unwrap(), 1);
    }
}
