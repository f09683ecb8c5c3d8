//! Rows that a run leaves out, since the lake has them already or the run itself does.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use super::buffer::Rows;
use crate::columns::{Columns, RowOrder};
use crate::identity::{Identity, Present, PresentError};

/// Identities of what the run writes, by folder: the same change may come for several of its objects.
#[derive(Default)]
pub(super) struct Written {
    folders: Mutex<HashMap<String, HashSet<u128>>>,
}

impl Written {
    /// Takes such rows out of `rows`; returns how many went by which rule.
    pub fn leave_out(
        &self,
        present: &dyn Present,
        folder: &str,
        order: &RowOrder,
        rows: &mut Rows,
    ) -> Result<[(&'static str, u64); 2], PresentError> {
        let sources: Vec<&Columns> = rows.sources.iter().map(|held| &held.columns).collect();
        let mut identity = Identity::new();
        let of = |pick| order.identity(&sources, pick, &mut identity);
        let identities: Vec<u128> = rows.picks.iter().copied().map(of).collect();
        let candidates: HashSet<u128> = identities.iter().copied().collect();
        let mut found = HashSet::new();
        present.identities(folder, &mut |row| {
            if candidates.contains(&row) {
                found.insert(row);
            }
        })?;
        let (mut there, mut twice) = (0, 0);
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let written = folders.entry(folder.into()).or_default();
        let mut next = identities.iter();
        rows.picks.retain(|_| match next.next() {
            Some(identity) if found.contains(identity) => {
                there += 1;
                false
            }
            Some(identity) => {
                let new = written.insert(*identity);
                twice += u64::from(!new);
                new
            }
            None => false,
        });
        Ok([("present", there), ("duplicate", twice)])
    }
}
