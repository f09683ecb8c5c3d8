//! A store that takes everything and keeps nothing.

use crate::store::{LocalStore, Object, Put, Staged, Store, StoreError};

/// The objects of a lake, and writes that come to nothing.
pub(super) struct DryStore<'a>(pub &'a LocalStore);

impl Store for DryStore<'_> {
    fn stage(&self, key: &str, _bytes: &[u8]) -> Result<Staged, StoreError> {
        Ok(Staged {
            key: key.into(),
            token: String::new(),
        })
    }

    fn publish(&self, staged: Staged) -> Result<Put, StoreError> {
        let there = self.0.size(&staged.key)?.is_some();
        Ok(if there { Put::Present } else { Put::Created })
    }

    fn size(&self, key: &str) -> Result<Option<u64>, StoreError> {
        self.0.size(key)
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        self.0.get(key)
    }

    fn list(&self, prefix: &str) -> Result<Vec<Object>, StoreError> {
        self.0.list(prefix)
    }

    fn delete(&self, _key: &str) -> Result<(), StoreError> {
        Ok(())
    }
}
