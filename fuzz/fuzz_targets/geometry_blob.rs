//! The geometries of the store.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plancover::store::{decode, encode};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(land) = decode(bytes) {
        // What could be read can be written, and is then the same.
        let blob = encode(&land).expect("land that was read can be written");
        assert_eq!(decode(&blob.bytes).expect("what was written can be read"), land);
    }
});
