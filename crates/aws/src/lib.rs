//! The way to AWS: where the region and the credentials come from, how calls are made and retried, and what a failed one means.
//!
//! [`connect`] finds region and credentials as every AWS tool does and answers the configuration that the services' clients are
//! made of. [`Objects`] are those of S3, by their URLs. A [`Failure`] is a call that did not work: which action on which resource, why,
//! and what to do about it.
#![forbid(unsafe_code)]

mod connect;
mod failure;
mod objects;
mod place;
mod upload;

pub use aws_sdk_s3::primitives::ByteStream;
pub use aws_types::SdkConfig;
pub use connect::{Connection, connect};
pub use failure::{Failure, FailureKind};
pub use objects::{LONGEST_LINK, Listed, Objects};
pub use place::S3Place;
pub use upload::Upload;
