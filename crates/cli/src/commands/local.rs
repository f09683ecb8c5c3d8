//! Lakes in a folder, for the commands that work on no other.

use std::path::PathBuf;

use anyhow::Result;

use crate::exit::Trouble;
use crate::settings::{Settings, Target};

/// The folder of the lake.
///
/// # Errors
/// The lake is in S3.
pub fn root(settings: &Settings, command: &str) -> Result<PathBuf> {
    let in_s3 = settings.lake.value.to_string_lossy().starts_with("s3://");
    if in_s3 || settings.target.value == Target::Aws {
        let message = format!("`lakebed {command}` works on a lake in a folder");
        return Err(Trouble::new(
            message,
            "name a folder with --lake DIR, and leave --target aws",
        )
        .into());
    }
    settings.lake_root()
}
