//! One command at a time rewrites a table: `compact`, `refine`, `erase` and `current` take turns by a lock.
//!
//! The lock ends with its process, however that ends. Landing, replaying and backfilling only add objects and do not take it.

use std::fs::{self, File};
use std::io::{self, Write};

use super::local::{LocalStore, STAGING, shown};
use super::{StoreError, StoreErrorKind};

/// Keeps other commands from rewriting the table for as long as it lives.
#[derive(Debug)]
pub struct Upkeep {
    lock: Option<File>,
}

impl Drop for Upkeep {
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            // A run that had nothing to do leaves no trace. What a killed one leaves says nothing to nobody.
            let _ = lock.set_len(0);
        }
    }
}

impl LocalStore {
    /// Takes the lock of a table (`orders_changes`) for a command (`compact`). A lake that is not there has nothing to rewrite, and no lock.
    ///
    /// # Errors
    /// [`StoreErrorKind::Taken`]: another command has it. Nothing is waited for, since it may take hours.
    pub fn upkeep(&self, table: &str, command: &str) -> Result<Upkeep, StoreError> {
        if !self.root().is_dir() {
            return Ok(Upkeep { lock: None });
        }
        let path = self.root().join(STAGING).join(format!("upkeep.{table}"));
        let failed = |e: io::Error| StoreError::io(shown(&path), "write", e);
        fs::create_dir_all(self.root().join(STAGING)).map_err(failed)?;
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => self.clear_dead_runs(),
            Err(fs::TryLockError::WouldBlock) => {
                // Read by another handle: what stands there may be half of a text, and only says who to wait for.
                let holder = fs::read_to_string(&path).unwrap_or_default();
                let holder = Some(holder.trim()).filter(|text| !text.is_empty());
                let holder = holder.unwrap_or("another command").to_string();
                return Err(StoreError::new(
                    StoreErrorKind::Taken,
                    table,
                    "rewrite",
                    Some(io::Error::other(holder)),
                ));
            }
            Err(fs::TryLockError::Error(e)) => return Err(failed(e)),
        }
        file.set_len(0).map_err(failed)?;
        writeln!(file, "lakebed {command}, process {}", std::process::id()).map_err(failed)?;
        Ok(Upkeep { lock: Some(file) })
    }
}
