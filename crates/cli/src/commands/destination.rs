//! Where a page or a result goes: a file, or an object of S3.

use std::path::{Path, PathBuf};

use anyhow::Result;
#[cfg(feature = "aws")]
use lakebed_aws::{Objects, S3Place};

use crate::exit::Trouble;

/// What `--to` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    File(PathBuf),
    #[cfg(feature = "aws")]
    S3(S3Place),
}

impl Destination {
    /// Reads a path or `s3://bucket/key`.
    ///
    /// # Errors
    /// Another kind of URL, or no bucket.
    pub fn of(to: &Path) -> Result<Self> {
        let text = to.to_string_lossy();
        if !text.contains("://") {
            return Ok(Self::File(to.into()));
        }
        #[cfg(feature = "aws")]
        if let Some(place) = S3Place::parse(&text) {
            return Ok(Self::S3(place));
        }
        #[cfg(not(feature = "aws"))]
        if text.starts_with("s3://") {
            return Err(super::without_aws());
        }
        let message = format!("{text} is neither a file on this machine nor an object of S3");
        Err(Trouble::new(message, "name a file or s3://BUCKET/KEY with --to").into())
    }

    /// The place below it of a name: `docs` and `index.html`, with one `/` between them.
    pub fn join(&self, name: &str) -> Self {
        match self {
            Self::File(folder) => Self::File(folder.join(name)),
            #[cfg(feature = "aws")]
            Self::S3(place) if place.is_folder() => Self::S3(place.join(name)),
            #[cfg(feature = "aws")]
            Self::S3(place) => Self::S3(place.join(&format!("/{name}"))),
        }
    }
}

impl std::fmt::Display for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            #[cfg(feature = "aws")]
            Self::S3(place) => place.fmt(f),
        }
    }
}

/// S3 by the standard chain of region and credentials, whatever the target is.
///
/// # Errors
/// No region, no credentials.
#[cfg(feature = "aws")]
pub async fn objects() -> Result<Objects> {
    Ok(Objects::new(&lakebed_aws::connect().await?))
}

/// Writes a page into S3 in place of the one that is there, and answers a link to it when one is wanted.
///
/// # Errors
/// It cannot be written.
#[cfg(feature = "aws")]
pub fn publish(
    place: &S3Place,
    page: &str,
    expires: Option<std::time::Duration>,
) -> Result<Option<String>> {
    if place.is_folder() {
        let message = format!("{place} names a folder");
        return Err(Trouble::new(message, "name an object in it with --to").into());
    }
    super::block_on(async {
        let objects = objects().await?;
        let bytes = page.as_bytes().to_vec();
        objects
            .put(place, bytes, "text/html; charset=utf-8")
            .await?;
        Ok(match expires {
            Some(expires) => Some(objects.link(place, expires).await?),
            None => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_objects_are_told_apart() {
        let joined = |to: &str| {
            Destination::of(Path::new(to))
                .map(|d| d.join("index.html").to_string())
                .ok()
        };
        assert_eq!(joined("docs"), Some("docs/index.html".into()));
        assert_eq!(joined("gs://lake/docs"), None);
        #[cfg(feature = "aws")]
        for to in ["s3://lake/docs", "s3://lake/docs/"] {
            assert_eq!(joined(to), Some("s3://lake/docs/index.html".into()), "{to}");
        }
        #[cfg(feature = "aws")]
        assert_eq!(joined("s3://lake"), Some("s3://lake/index.html".into()));
    }
}
