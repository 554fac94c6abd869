//! Low zooms are made at start and after each change, in the background: the tiles that everybody who opens the map asks for, and
//! the dearest ones.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::layers;
use super::tile::Wish;
use crate::domain::Day;
use crate::http::site::{Edition, Site};
use crate::tiles::{Encoding, TileCoord, TileLayer, touched};

/// Tiles up to this zoom are made, as long as they are at most [`MOST_TILES`].
const TOP: u8 = 8;
/// The most tiles of one set of layers.
const MOST_TILES: usize = 300;
/// How often a change is looked for.
const EVERY: Duration = Duration::from_secs(1);

/// Makes the low zooms of what the styles draw, whenever they have changed; for ever.
pub async fn keep_warm(site: Arc<Site>) {
    let mut ticks = tokio::time::interval(EVERY);
    let mut warm = None;
    loop {
        ticks.tick().await;
        let edition = site.edition();
        let stretch = edition.map.stretch(site.clock.today());
        let now = (edition.fingerprint, stretch);
        // Without room for tiles there is nothing to keep.
        if warm != Some(now) && site.settings.server.tile_cache_mib > 0 {
            make(&site, &edition, stretch).await;
            warm = Some(now);
        }
    }
}

async fn make(site: &Arc<Site>, edition: &Arc<Edition>, stretch: Day) {
    let sets: BTreeSet<String> = site.styles.layer_sets();
    for places in sets.iter().filter_map(|names| layers(site, names).ok()).map(Arc::<[usize]>::from) {
        let (shared, wanted) = (Arc::clone(edition), Arc::clone(&places));
        let coords = tokio::task::spawn_blocking(move || shared.map.layers(&wanted, stretch).map(|layers| low(&layers))).await;
        for coord in coords.ok().and_then(Result::ok).unwrap_or_default() {
            if !Arc::ptr_eq(&site.publisher.view(), &edition.view) {
                return;
            }
            let wish = Wish::of(Arc::clone(edition), Arc::clone(&places), stretch, coord);
            if let Some(mark) = wish.mark(site).await {
                for coding in [Encoding::Brotli, Encoding::Gzip] {
                    wish.tile(site, mark, coding).await;
                }
                // Of readers hardly any takes neither, and it weighs twice as much as both.
                site.tiles.forget_identity(mark).await;
            }
        }
    }
}

/// The tiles of the lowest zooms that have something in them.
fn low(layers: &[Arc<TileLayer>]) -> Vec<TileCoord> {
    let mut level: Vec<TileCoord> = TileCoord::new(0, 0, 0).into_iter().collect();
    let mut all = Vec::new();
    while !level.is_empty() && level[0].z() <= TOP && all.len() + level.len() <= MOST_TILES {
        all.extend_from_slice(&level);
        level = level.iter().flat_map(|coord| coord.children()).filter(|coord| touched(layers, *coord)).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::{LayerBuilder, Shapes};
    use geo::{MultiPolygon, polygon};

    #[test]
    fn only_tiles_with_something_in_them_and_not_too_many() {
        let layer = |size: f64| {
            let land = MultiPolygon(vec![polygon![(x: 105.0, y: 15.0), (x: 105.0 + size, y: 15.0), (x: 105.0, y: 15.0 + size)]]);
            let mut layer = LayerBuilder::new("a", 0..=16, &[]);
            let set = layer.shapes(Arc::new(Shapes::build(&[&land]).unwrap()));
            layer.feature(1, set, 0, &[]).unwrap();
            vec![Arc::new(layer.build())]
        };
        let small = low(&layer(0.1));
        assert_eq!((small.len(), small.last().map(|coord| coord.z())), (9, Some(8)));
        let large = low(&layer(60.0));
        assert!(large.len() <= MOST_TILES && large.last().is_some_and(|coord| coord.z() < TOP), "{}", large.len());
    }
}
