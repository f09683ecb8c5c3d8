//! Failed records again: what is good by now lands, what is not is kept with the reason of today, what is there already stays as it is.
//!
//! Sources are Firehose's error objects, source backups, and the quarantine of the lake. Changes that the lake has are left out by their
//! identity (see [`crate::identity`]), so that nothing lands twice, however often and in whatever order records come back.
//!
//! A replay of the quarantine ends with removing the objects it has read. Everything they held has its new place by then: a run that is
//! killed before, or in between, leaves some records in two places, and the next one finds that they are the same.

mod dry;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use lakebed_record::plan::Plan;

use crate::input::Input;
use crate::land::{LandError, LandOptions, Lander, Ledger, ProgressFn, RUN_BYTES};
use crate::rows::LakeRows;
use crate::store::{LocalStore, Store, StoreError};

use dry::DryStore;

/// Brings failed records of one table back into one lake.
pub struct Replay<'a> {
    store: &'a LocalStore,
    plan: Arc<Plan>,
    options: LandOptions,
    dry_run: bool,
    progress: Option<ProgressFn<'a>>,
}

/// What a replay did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    /// The account of all runs. `dropped_by` counts what was there already as `present`.
    pub ledger: Ledger,
    /// Objects of the quarantine that are done with.
    pub retired: usize,
    /// Data and quarantine objects that were not there before.
    pub written: usize,
}

/// A replay could not be finished: every record is in the lake, in the quarantine, or still where it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The records could not be landed.
    #[error(transparent)]
    Land(#[from] LandError),
    /// The quarantine could not be listed or cleared.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ReplayError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Land(error) => error.hint(),
            Self::Store(error) => error.hint().map(Into::into),
        }
    }
}

impl<'a> Replay<'a> {
    /// Replays into the table of `plan`.
    #[must_use]
    pub fn new(store: &'a LocalStore, plan: Arc<Plan>, options: LandOptions) -> Self {
        Self {
            store,
            plan,
            options,
            dry_run: false,
            progress: None,
        }
    }

    /// Writes nothing and says what would happen.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }

    /// Reports how far a run is.
    #[must_use]
    pub fn progress(mut self, progress: ProgressFn<'a>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Replays files: error objects, backups, anything that can be landed. They stay as they are.
    ///
    /// # Errors
    /// A file or the lake that cannot be read; a lake that cannot be written.
    pub fn files(&self, files: &[PathBuf]) -> Result<Replayed, ReplayError> {
        let mut replayed = self.nothing();
        self.run(files.iter().map(Input::file).collect(), &mut replayed)?;
        Ok(replayed)
    }

    /// Replays the quarantine of the table, and removes what is done.
    ///
    /// # Errors
    /// As [`Replay::files`].
    pub fn quarantine(&self) -> Result<Replayed, ReplayError> {
        let table = self.plan.definition().changes_table();
        let objects = self.store.list(&format!("quarantine/{table}/"))?;
        let mut replayed = self.nothing();
        if objects.is_empty() {
            return Ok(replayed);
        }
        let inputs = objects
            .iter()
            .map(|object| self.store.path(&object.key).map(Input::file))
            .collect::<Result<_, _>>()?;
        self.run(inputs, &mut replayed)?;
        let kept: BTreeSet<&String> = replayed.ledger.quarantine_keys.iter().collect();
        let done: Vec<_> = objects
            .iter()
            .filter(|object| !kept.contains(&object.key))
            .collect();
        replayed.retired = done.len();
        if !self.dry_run {
            for object in done {
                self.store.delete(&object.key)?;
            }
        }
        Ok(replayed)
    }

    fn nothing(&self) -> Replayed {
        Replayed {
            ledger: Ledger {
                table: self.plan.definition().name.clone(),
                ..Ledger::default()
            },
            ..Replayed::default()
        }
    }

    fn run(&self, inputs: Vec<Input>, replayed: &mut Replayed) -> Result<(), ReplayError> {
        let dry = DryStore(self.store);
        let store: &dyn Store = if self.dry_run { &dry } else { self.store };
        let rows = LakeRows::new(self.store, self.plan.definition());
        let mut lander = Lander::new(store, Arc::clone(&self.plan), self.options.clone())
            .leave_out(&rows)
            .quarantine_once();
        if let Some(progress) = self.progress {
            lander = lander.progress(progress);
        }
        Ok(lander.land_in_runs(inputs, RUN_BYTES, |landed| {
            replayed.ledger.extend(landed.ledger);
            replayed.written += landed.written;
        })?)
    }
}
