//! Where the lake's objects are: whole objects under keys, written once.
//!
//! A key is a path below the lake's root, names separated by `/`: `data/orders_changes/dt=2026-11-20/0f….parquet`.
//! Objects are never changed: their keys say what they hold, so that an object that is there already is the same object.
//! [`LocalStore`] keeps them as files, `S3Store` (feature `aws`) in a bucket; [`conformance`] holds every implementation to the same behaviour.

mod conformance;
mod error;
mod local;
#[cfg(feature = "aws")]
mod s3;
mod swap;
mod upkeep;

pub use conformance::conformance;
pub use error::{StoreError, StoreErrorKind};
pub use local::LocalStore;
pub(crate) use local::sync_folder;
#[cfg(feature = "aws")]
pub use s3::{Encryption, S3Store};
pub(crate) use swap::NewFile;
pub use swap::Reading;
pub use upkeep::Upkeep;

/// Keeps whole objects under keys.
///
/// Blocking, and safe to use from several threads and processes at once.
pub trait Store: Send + Sync {
    /// Writes an object's bytes to a place where no reader sees them; [`Store::publish`] makes them an object.
    /// What is never published is cleaned up, at the latest by a later run or the bucket's lifecycle rule.
    ///
    /// # Errors
    /// An illegal key; a store that cannot be written or is full.
    fn stage(&self, key: &str, bytes: &[u8]) -> Result<Staged, StoreError>;

    /// Makes staged bytes an object in one step, unless the key has one already, which is then left as it is.
    ///
    /// # Errors
    /// A store that cannot be written or is full.
    fn publish(&self, staged: Staged) -> Result<Put, StoreError>;

    /// Bytes of an object; `None` when there is none.
    ///
    /// # Errors
    /// An illegal key; a store that cannot be read.
    fn size(&self, key: &str) -> Result<Option<u64>, StoreError>;

    /// A whole object.
    ///
    /// # Errors
    /// [`StoreErrorKind::Missing`] when there is none; an illegal key; a store that cannot be read.
    fn get(&self, key: &str) -> Result<Vec<u8>, StoreError>;

    /// The objects whose keys begin with `prefix`, in the order of their keys. A lake that is not there has none.
    ///
    /// # Errors
    /// A store that cannot be read.
    fn list(&self, prefix: &str) -> Result<Vec<Object>, StoreError>;

    /// Removes an object; nothing happens when there is none.
    ///
    /// # Errors
    /// An illegal key; a store that cannot be written.
    fn delete(&self, key: &str) -> Result<(), StoreError>;

    /// Writes an object in one go, unless the key has one already.
    ///
    /// # Errors
    /// Those of [`Store::stage`] and [`Store::publish`].
    fn put(&self, key: &str, bytes: &[u8]) -> Result<Put, StoreError> {
        if self.size(key)?.is_some() {
            return Ok(Put::Present);
        }
        self.publish(self.stage(key, bytes)?)
    }
}

/// Bytes on their way to become the object of [`Staged::key`].
#[derive(Debug)]
pub struct Staged {
    /// Key of the object to be.
    pub key: String,
    /// The store's own name for the bytes.
    pub token: String,
}

/// What a write came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The object is new.
    Created,
    /// The key had an object, which was left as it is.
    Present,
}

/// An object as a listing shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Key below the root.
    pub key: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// Refuses keys that a store could take for another place: empty names, `.`, `..`, NUL, and names that begin with a dot at the root.
pub(crate) fn check_key(key: &str) -> Result<(), StoreError> {
    let legal = |name: &str| {
        !name.is_empty() && name != "." && name != ".." && !name.contains(['\0', '\\'])
    };
    if key.split('/').all(legal) && !key.starts_with('.') {
        Ok(())
    } else {
        Err(StoreError::new(
            StoreErrorKind::IllegalKey,
            key,
            "use",
            None,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_below_the_root() {
        for key in [
            "a",
            "data/t/dt=2026-11-20/0f.parquet",
            "a b/100%/ü=",
            "a/.hidden",
            "a/..b",
        ] {
            assert!(check_key(key).is_ok(), "{key}");
        }
        for key in [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            "../a",
            "a/../b",
            "a/./b",
            ".staging/x",
            "a\0b",
            "a\\b",
        ] {
            assert_eq!(
                check_key(key).map_err(|e| e.kind()),
                Err(StoreErrorKind::IllegalKey),
                "{key:?}"
            );
        }
    }
}
