//! The rules of the house, checked by machine: who may import whom, which crate belongs to which module, how long a file may be.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom: a module, then the modules of this crate that it may name.
const IMPORTS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("cql2", &["domain"]),
    ("snapshot", &["domain"]),
    ("coverage", &["domain", "snapshot"]),
    ("lookup", &["domain", "snapshot"]),
    ("tiles", &["domain", "snapshot"]),
    ("picture", &["config", "tiles"]),
    ("report", &["domain", "snapshot", "coverage", "config", "formats"]),
    ("config", &["domain"]),
    ("formats", &["domain", "config"]),
    ("ingest", &["domain"]),
    ("store", &["domain"]),
    ("app", &["domain", "snapshot", "coverage", "lookup", "tiles", "report", "config", "formats", "ingest", "store"]),
    ("http", &["domain", "cql2", "snapshot", "coverage", "lookup", "tiles", "picture", "report", "config", "formats", "app"]),
    ("cli", &["domain", "snapshot", "coverage", "lookup", "report", "config", "ingest", "store", "app", "http"]),
    ("main", &["cli"]),
];

/// Crates that belong to one module, so that changing one is a change in one place.
const CRATES: &[(&str, &[&str])] = &[
    ("axum", &["http"]),
    ("hyper", &["http"]),
    ("hyper_util", &["http"]),
    ("tower_http", &["http"]),
    ("utoipa", &["http"]),
    ("maud", &["http"]),
    ("rust_xlsxwriter", &["formats"]),
    ("sqlx", &["store"]),
    ("gdal", &["ingest"]),
    ("rstar", &["snapshot"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("anyhow", &["cli"]),
    ("icu_collator", &["app"]),
    ("icu_locale_core", &["app"]),
    ("tiny_skia", &["picture"]),
    ("ttf_parser", &["picture"]),
    ("fast_mvt", &["tiles"]),
];

const MOST_LINES: usize = 400;
const MOST_FUNCTION_LINES: usize = 60;
const MOST_MOD_LINES: usize = 60;

struct Source {
    path: PathBuf,
    module: String,
    text: String,
}

impl Source {
    /// The lines before the file's tests.
    fn lines(&self) -> Vec<&str> {
        self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").collect()
    }

    fn is_test(&self) -> bool {
        self.path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "dist", "target", ".git"].contains(&name.as_str()) {
                files(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    files(&root().join("src"), ".rs", &mut paths);
    assert!(paths.len() > 20, "the sources were not found");
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(root().join("src")).unwrap().to_path_buf();
            let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            Source { module: first.trim_end_matches(".rs").to_owned(), text: fs::read_to_string(&path).unwrap(), path: inside }
        })
        .collect()
}

fn assert_none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}\n{}", broken.join("\n"));
}

/// Code without line comments, so that prose may name anything.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or("")
}

#[test]
fn modules_import_only_those_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.module != "lib") {
        let Some(allowed) = allowed.get(source.module.as_str()) else {
            broken.push(format!("`{}` is a module that tests/tidy.rs does not know", source.module));
            continue;
        };
        for (number, line) in source.lines().iter().enumerate() {
            let named =
                code(line).split("crate::").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap());
            for name in named.filter(|name| !name.is_empty() && *name != source.module && !allowed.contains(name)) {
                broken.push(format!("src/{}:{}: `{}` must not import `{name}`", source.path.display(), number + 1, source.module));
            }
        }
    }
    assert_none("who may import whom (ARCHITECTURE.md)", &broken);
}

#[test]
fn each_crate_stays_in_its_module() {
    let mut broken = Vec::new();
    for source in sources() {
        for (number, line) in source.text.lines().enumerate() {
            for (name, modules) in CRATES.iter().filter(|(_, modules)| !modules.contains(&source.module.as_str())) {
                if code(line).contains(&format!("{name}::")) {
                    broken.push(format!("src/{}:{}: `{name}` belongs to {modules:?}", source.path.display(), number + 1));
                }
            }
        }
    }
    assert_none("crates confined to their module", &broken);
}

#[test]
fn files_say_what_they_are_for_and_hold_one_idea() {
    let mut broken = Vec::new();
    for source in sources() {
        let (name, lines) = (source.path.display(), source.lines().len());
        if !source.text.starts_with("//! ") {
            broken.push(format!("src/{name} does not open with `//!` and its purpose"));
        }
        if lines > MOST_LINES {
            broken.push(format!("src/{name} has {lines} lines before its tests, allowed are {MOST_LINES}"));
        }
        if source.path.ends_with("mod.rs") && !source.is_test() && source.path.components().count() == 2 && lines > MOST_MOD_LINES {
            broken.push(format!("src/{name} has {lines} lines, allowed for a module's front page are {MOST_MOD_LINES}"));
        }
    }
    assert_none("one idea a file", &broken);
}

#[test]
fn functions_fit_on_a_screen() {
    let mut broken = Vec::new();
    for source in sources() {
        let lines = source.lines();
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let opens = code(line).split_whitespace().any(|word| word == "fn") && !line.trim_start().starts_with('*');
            if !opens {
                continue;
            }
            let closing = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == closing).unwrap_or(0);
            if length > MOST_FUNCTION_LINES {
                broken.push(format!(
                    "src/{}:{}: a function of {length} lines, allowed are {MOST_FUNCTION_LINES}",
                    source.path.display(),
                    start + 1
                ));
            }
        }
    }
    assert_none("one idea a function", &broken);
}

#[test]
fn nothing_is_left_lying_about() {
    let words = ["todo!", "unimplemented!", "dbg!", "FIXME", "TODO", "#[allow", "#![allow", "#[ignore"];
    let mut broken = Vec::new();
    for source in sources() {
        for (number, line) in source.text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                broken.push(format!("src/{}:{}: `{word}`", source.path.display(), number + 1));
            }
        }
        for (number, line) in source.lines().iter().enumerate() {
            let code = code(line);
            if !source.is_test() && code.contains(".unwrap()") {
                broken.push(format!("src/{}:{}: `unwrap` outside tests", source.path.display(), number + 1));
            }
            if !source.is_test() && (code.contains("fn get_") || code.contains("Manager") || code.contains("mod utils")) {
                broken.push(format!("src/{}:{}: a name that says nothing (`get_`, `Manager`, `utils`)", source.path.display(), number + 1));
            }
        }
    }
    assert_none("nothing left lying about", &broken);
}

#[test]
fn identifiers_in_sql_never_come_from_input() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.module == "store" && !source.is_test()) {
        for (number, line) in source.lines().iter().enumerate() {
            let lower = line.to_lowercase();
            let composed = lower.contains("format!(")
                && ["select ", "insert ", "update ", "delete ", "create ", "drop "].iter().any(|verb| lower.contains(verb));
            if composed {
                broken.push(format!("src/{}:{}: SQL made with `format!`", source.path.display(), number + 1));
            }
        }
    }
    assert_none("SQL stands in .sql files", &broken);
}

#[test]
fn every_issue_code_is_explained() {
    let told = fs::read_to_string(root().join("docs/issues.md")).unwrap();
    let groups = [
        "area/",
        "crs/",
        "code/",
        "column/",
        "document/",
        "drawing/",
        "event/",
        "file/",
        "finding/",
        "hierarchy/",
        "kind/",
        "neighbour/",
        "plan/",
        "profile/",
        "unit/",
        "record/",
        "reference/",
        "row/",
        "shape/",
        "text/",
        "value/",
    ];
    let mut broken = Vec::new();
    let sources = sources();
    for source in sources.iter().filter(|source| ["ingest", "app"].contains(&source.module.as_str()) && !source.is_test()) {
        for line in source.lines() {
            for quoted in code(line).split('"').skip(1).step_by(2) {
                let is_code = groups.iter().any(|group| quoted.starts_with(group))
                    && quoted.chars().all(|c| c.is_ascii_lowercase() || "/-0123456789".contains(c));
                if is_code && !told.contains(&format!("`{quoted}`")) {
                    broken.push(format!("src/{}: `{quoted}` is not in docs/issues.md", source.path.display()));
                }
            }
        }
    }
    assert_none("issue codes are a contract", &broken);
}

#[test]
fn the_architecture_names_every_module() {
    let told = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let missing: Vec<String> = IMPORTS
        .iter()
        .map(|(module, _)| *module)
        .filter(|module| root().join("src").join(module).is_dir() && !told.contains(&format!("`{module}`")))
        .map(str::to_owned)
        .collect();
    assert_none("modules that ARCHITECTURE.md does not tell of", &missing);
}
