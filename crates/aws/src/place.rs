//! Places in S3: `s3://bucket/key`.

use std::fmt;

/// A bucket and a key or prefix in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct S3Place {
    /// Name of the bucket.
    pub bucket: String,
    /// Key of an object, or a prefix; may be empty.
    pub key: String,
}

impl S3Place {
    /// Reads `s3://bucket/key`; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("s3://")?;
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        is_bucket(bucket).then(|| Self {
            bucket: bucket.into(),
            key: key.into(),
        })
    }

    /// The place whose key is this one's with `more` behind it.
    #[must_use]
    pub fn join(&self, more: &str) -> Self {
        Self {
            bucket: self.bucket.clone(),
            key: format!("{}{more}", self.key),
        }
    }

    /// True when it names a folder: the key is empty or ends with `/`.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.key.is_empty() || self.key.ends_with('/')
    }
}

impl fmt::Display for S3Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.key)
    }
}

/// S3's rules for names, as far as they are the same everywhere.
fn is_bucket(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_shown() {
        for (text, key) in [
            ("s3://lake", ""),
            ("s3://lake/", ""),
            ("s3://lake/a/b.csv", "a/b.csv"),
            ("s3://lake/a/", "a/"),
        ] {
            let place = S3Place::parse(text).unwrap();
            assert_eq!(
                (place.bucket.as_str(), place.key.as_str()),
                ("lake", key),
                "{text}"
            );
            assert_eq!(place.is_folder(), !text.ends_with("csv"), "{text}");
        }
        assert_eq!(
            S3Place::parse("s3://lake/a/")
                .unwrap()
                .join("b")
                .to_string(),
            "s3://lake/a/b"
        );
        for wrong in [
            "lake",
            "s3:/lake",
            "s3://",
            "s3://x",
            "s3://Lake",
            "s3://a_b/c",
            "gs://lake",
        ] {
            assert_eq!(S3Place::parse(wrong), None, "{wrong}");
        }
    }
}
