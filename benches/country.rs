//! Writes the synthetic country to `FOLDER/country.gpkg`, so that the program can be tried on it: `cargo bench --bench country -- FOLDER`.
//!
//! Its size comes from the environment, as in `hot_paths`. `scripts/bench-web` measures the page with it.

#[path = "kept/store.rs"]
mod store;
mod synthetic;

use std::path::Path;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    // `cargo bench` adds a flag of its own.
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        eprintln!("no folder is named\nhint: cargo bench --bench country -- FOLDER");
        return ExitCode::from(2);
    };
    let size = store::size();
    store::store_of(&synthetic::records(size), Path::new(&folder)).await.close().await;
    eprintln!("{folder}/country.gpkg: {} communes, {} plans", size.communes, size.plans);
    ExitCode::SUCCESS
}
