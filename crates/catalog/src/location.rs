//! Folders on this machine as the locations that a catalog keeps: `file:///srv/lake/`.

use std::path::{Path, PathBuf};

const SCHEME: &str = "file://";

/// The location of an absolute folder, with a `/` at its end; what a URL cannot hold is percent-encoded.
#[must_use]
pub fn file_location(folder: &Path) -> String {
    let mut location = String::from(SCHEME);
    let text = folder.to_string_lossy();
    for byte in text.trim_end_matches('/').bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~=:@+,".contains(&byte) {
            location.push(byte as char);
        } else {
            location.push_str(&format!("%{byte:02X}"));
        }
    }
    location.push('/');
    location
}

/// The folder of a location that [`file_location`] wrote; none for `s3://…` and others.
#[must_use]
pub fn file_path(location: &str) -> Option<PathBuf> {
    let encoded = location.strip_prefix(SCHEME)?.as_bytes();
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut at = 0;
    while at < encoded.len() {
        if encoded[at] == b'%' {
            let digits = encoded.get(at + 1..at + 3)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            at += 3;
        } else {
            bytes.push(encoded[at]);
            at += 1;
        }
    }
    Some(PathBuf::from(String::from_utf8(bytes).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(folder: &str, location: &str) {
        assert_eq!(file_location(Path::new(folder)), location);
        assert_eq!(
            file_path(location),
            Some(PathBuf::from(format!("{}/", folder.trim_end_matches('/'))))
        );
    }

    #[test]
    fn folders_survive_as_locations() {
        check("/srv/lake", "file:///srv/lake/");
        check("/srv/lake/", "file:///srv/lake/");
        check(
            "/srv/my lake%2F#?/é",
            "file:///srv/my%20lake%252F%23%3F/%C3%A9/",
        );
        check("/", "file:///");
        assert_eq!(file_path("s3://bucket/lake/"), None);
        assert_eq!(file_path("file:///a%2"), None);
        assert_eq!(file_path("file:///a%zz"), None);
    }
}
