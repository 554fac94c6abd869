//! Registers of plans: csv.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| plancover::ingest::fuzzing::register(bytes, "csv"));
