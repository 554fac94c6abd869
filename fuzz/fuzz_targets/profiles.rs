//! Profiles: no TOML crashes them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plancover::ingest::Profile;

fuzz_target!(|text: &str| {
    if let Err(reason) = Profile::parse(text) {
        assert!(!reason.is_empty());
    }
});
