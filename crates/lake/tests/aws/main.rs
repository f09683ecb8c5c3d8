//! S3 and Kinesis through their real clients, against the servers that AWS_ENDPOINT_URL names: emulators, in `make e2e`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]
#![forbid(unsafe_code)]

mod s3;
mod stream;
