//! Makes sure that `web/dist` exists, so that the program builds before the page does.

use std::{fs, io, path::Path};

const PLACEHOLDER: &str = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>plancover</title><p>Trang chưa được dựng: <code>make web</code>. The page is not built yet.</p></html>\n";

fn main() -> io::Result<()> {
    let index = Path::new("web/dist/index.html");
    if !index.exists() {
        fs::create_dir_all("web/dist")?;
        fs::write(index, PLACEHOLDER)?;
    }
    for folder in ["web/dist", "seeds", "layers", "styles", "migrations", "fonts"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    Ok(())
}
