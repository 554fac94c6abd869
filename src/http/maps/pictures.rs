//! Pictures drawn so far: each drawn once however many ask for it, only so many at once, the least useful forgotten first.

use std::sync::Arc;

use axum::body::Bytes;
use moka::future::Cache;

use crate::http::error::ApiError;
use crate::http::gate::Gate;
use crate::http::limits::LIMITS;

/// Pictures by a hash of everything that they depend on.
#[derive(Debug)]
pub(in crate::http) struct Pictures {
    kept: Cache<u64, Bytes>,
    gate: Gate,
}

impl Pictures {
    pub(in crate::http) fn new() -> Self {
        let weigh = |_: &u64, picture: &Bytes| u32::try_from(picture.len()).unwrap_or(u32::MAX);
        Self {
            kept: Cache::builder().max_capacity(LIMITS.picture_bytes).weigher(weigh).build(),
            gate: Gate::new(LIMITS.pictures_at_once, LIMITS.pictures_waiting),
        }
    }

    /// The picture that `key` stands for, drawn by `draw` if it is not there.
    ///
    /// # Errors
    /// Too many are waiting already, or what `draw` says.
    pub(super) async fn picture<F>(&self, key: u64, draw: F) -> Result<Bytes, ApiError>
    where
        F: FnOnce() -> Result<Vec<u8>, ApiError> + Send + 'static,
    {
        let making = self.gate.through(move || draw().map(Bytes::from));
        self.kept.try_get_with(key, making).await.map_err(|cause: Arc<ApiError>| cause.as_ref().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Condvar;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_picture_is_drawn_once_and_an_error_is_not_kept() {
        let pictures = Pictures::new();
        let failed = pictures.picture(1, || Err(ApiError::NotFound("none".into()))).await;
        assert!(matches!(failed, Err(ApiError::NotFound(_))));
        assert_eq!(pictures.picture(1, || Ok(vec![1, 2])).await.unwrap(), Bytes::from_static(&[1, 2]));
        assert_eq!(pictures.picture(1, || Ok(vec![3])).await.unwrap(), Bytes::from_static(&[1, 2]));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn only_so_many_are_drawn_at_once_and_so_many_may_wait() {
        let pictures = Arc::new(Pictures::new());
        let (gate, drawing) = (Arc::new((Mutex::new(false), Condvar::new())), Arc::new(AtomicUsize::new(0)));
        let all = LIMITS.pictures_at_once + LIMITS.pictures_waiting;
        let asked: Vec<_> = (0..all as u64)
            .map(|key| {
                let (pictures, gate, drawing) = (Arc::clone(&pictures), Arc::clone(&gate), Arc::clone(&drawing));
                tokio::spawn(async move {
                    let draw = move || {
                        drawing.fetch_add(1, Ordering::SeqCst);
                        let open = gate.1.wait_while(gate.0.lock().unwrap(), |open| !*open).unwrap();
                        drop(open);
                        Ok(vec![0])
                    };
                    pictures.picture(key, draw).await.is_ok()
                })
            })
            .collect();
        while !pictures.gate.is_full() || drawing.load(Ordering::SeqCst) < LIMITS.pictures_at_once {
            tokio::task::yield_now().await;
        }
        assert!(matches!(pictures.picture(u64::MAX, || Ok(vec![1])).await, Err(ApiError::Busy)));
        assert_eq!(drawing.load(Ordering::SeqCst), LIMITS.pictures_at_once);
        *gate.0.lock().unwrap() = true;
        gate.1.notify_all();
        for one in asked {
            assert!(one.await.unwrap());
        }
    }
}
