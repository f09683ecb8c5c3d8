//! The lake's objects: in a folder, or in S3.

use anyhow::Result;
use lakebed_lake::{LocalStore, Store};

use crate::args::LandArgs;
use crate::settings::{Settings, Target};

/// Opens the lake that the settings name: `--lake s3://…` is in S3 whatever the target.
///
/// # Errors
/// A lake that is neither, or AWS cannot be connected to.
pub fn open(settings: &Settings) -> Result<Box<dyn Store>> {
    if in_s3(settings) {
        return in_bucket(settings, None);
    }
    Ok(Box::new(LocalStore::open(settings.lake_root()?)))
}

/// Opens the lake as [`open`] does, with what the flags of `lakebed land` say of it.
///
/// # Errors
/// Those of [`open`]; an encryption that is none.
pub fn open_with(settings: &Settings, args: &LandArgs) -> Result<Box<dyn Store>> {
    if in_s3(settings) {
        return in_bucket(settings, Some(args));
    }
    open(settings)
}

fn in_s3(settings: &Settings) -> bool {
    settings.target.value == Target::Aws
        || settings.lake.value.to_string_lossy().starts_with("s3://")
}

#[cfg(feature = "aws")]
fn in_bucket(settings: &Settings, args: Option<&LandArgs>) -> Result<Box<dyn Store>> {
    use lakebed_lake::{Encryption, S3Store};

    use crate::aws::{Place, S3Lake, open};
    use crate::exit::Trouble;

    let encryption = match args.map(|args| args.aws.encryption.as_str()) {
        None | Some("bucket") => Encryption::Bucket,
        Some("s3") => Encryption::S3,
        Some(key) if key.starts_with("arn:") => Encryption::Kms(key.into()),
        Some(other) => {
            let message = format!("`{other}` is no encryption");
            return Err(Trouble::new(
                message,
                "write --encryption bucket, s3, or the ARN of a KMS key",
            )
            .into());
        }
    };

    let (connection, lake) = super::block_on(async {
        if settings.target.value == Target::Aws {
            let session = open(settings, &[Place::Lake]).await?;
            let lake = session.lake()?;
            return Ok((session.connection, lake));
        }
        let url = settings.lake.value.to_string_lossy();
        let lake = S3Lake::parse(&url, &settings.lake.source)?;
        Ok((lakebed_aws::connect().await?, lake))
    })?;
    let store = S3Store::open(&connection, &lake.bucket, &lake.prefix)?;
    Ok(Box::new(store.encryption(encryption)))
}

#[cfg(not(feature = "aws"))]
fn in_bucket(_: &Settings, _: Option<&LandArgs>) -> Result<Box<dyn Store>> {
    Err(super::without_aws())
}
