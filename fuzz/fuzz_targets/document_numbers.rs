//! Document numbers: no text crashes them, and what is read is read again as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plancover::ingest::written_document_number;

fuzz_target!(|text: &str| {
    if let Ok(number) = written_document_number(text, 200) {
        assert_eq!(written_document_number(&number, 200), Ok(number));
    }
});
