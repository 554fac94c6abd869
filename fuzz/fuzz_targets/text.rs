//! Text decoding: no bytes crash it, and what comes out is the same in NFC as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plancover::ingest::Encoding;

const ALL: [Encoding; 7] = [
    Encoding::Utf8,
    Encoding::Tcvn3,
    Encoding::Tcvn3Capitals,
    Encoding::Vni,
    Encoding::Viscii,
    Encoding::Windows1258,
    Encoding::Windows1252,
];

fuzz_target!(|bytes: &[u8]| {
    for encoding in ALL {
        if let Some(text) = encoding.decode(bytes) {
            assert_eq!(Encoding::Utf8.decode(text.as_bytes()), Some(text), "{encoding:?}");
        }
    }
});
