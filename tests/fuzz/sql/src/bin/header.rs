//! libFuzzer's way into [`lakebed_fuzz_sql::header`].
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| lakebed_fuzz_sql::header(text));
