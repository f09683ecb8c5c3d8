//! Landing: change records in, Parquet objects and an account of every record out.
//!
//! ```text
//! input ─ blocks ─> threads: flatten ─> batches ─ in input order ─> rows by partition ─ when large, and at the end ─>
//!         threads: sort, encode ─> objects ─ staged ─> at the end: published, then the quarantine, then the ledger
//! ```
//!
//! - **Every record has one outcome**: it is a row of an object (landed), left out by a rule (dropped), or in the quarantine. The rules:
//!   `filtered`, the definition's filter; `duplicate`, a row that is equal to another of the same object in every column, its change id
//!   included. Streams deliver changes more than once; such copies add nothing. Copies that end up in different objects are both kept:
//!   the current-state view does not count them twice.
//! - **The same input gives the same objects**, whatever the number of threads: names are hashes of what is in them, order is that of the
//!   input. What is there already is left alone, and a run over landed input changes nothing. The memory budget is part of the input in
//!   this sense: it decides where a partition too large for memory is cut.
//! - **Nothing is half there.** All objects are staged before the first one is published; the ledger comes last.

mod batch;
mod buffer;
mod ledger;
pub(crate) mod object;
mod pipeline;
mod present;
pub(crate) mod quarantine;

use std::sync::Arc;

use lakebed_record::plan::Plan;
use parquet::errors::ParquetError;

use crate::identity::{Present, PresentError};
use crate::input::{Input, InputError};
use crate::store::{Store, StoreError};

pub use ledger::Ledger;
pub use object::{CREATED_BY, PAGE_ROWS, ROW_GROUP_ROWS};
pub(crate) use object::{DEFINITION, ObjectFormat};

/// Default of [`LandOptions::memory_budget`].
pub const MEMORY_BUDGET: usize = 512 << 20;

/// Decompressed input of a run that leaves out what the lake has: some million changes, of which it remembers 40 bytes each.
pub(crate) const RUN_BYTES: u64 = 1 << 30;

/// How a run works.
#[derive(Debug, Clone)]
pub struct LandOptions {
    /// Threads that flatten and encode; 0: as many as there are cores.
    pub threads: usize,
    /// Bytes of rows to keep in memory, about; half of them wait, the other half are being written. More makes larger objects.
    pub memory_budget: usize,
    /// Time of changes that carry none (full exports), in microseconds since the epoch; without it they are quarantined.
    pub as_of: Option<i64>,
}

impl Default for LandOptions {
    fn default() -> Self {
        Self {
            threads: 0,
            memory_budget: MEMORY_BUDGET,
            as_of: None,
        }
    }
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// The account, as it is kept in the lake.
    pub ledger: Ledger,
    /// Where it is kept.
    pub ledger_key: String,
    /// Data and quarantine objects that were not there before.
    pub written: usize,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// Bytes of the input so far, as stored: compare with [`Input::size`].
    pub bytes_read: u64,
    /// Records read so far.
    pub records: u64,
    /// Objects encoded so far.
    pub objects: u64,
}

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// There is input left.
    Reading,
    /// The last objects are being written.
    Writing,
}

/// A run could not be finished. Nothing of it is in the lake, or whole objects only, which the next run finds there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LandError {
    /// An input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The lake cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Rows could not be encoded.
    #[error("cannot encode {partition}: {source}")]
    Encode {
        /// Folder of the object.
        partition: String,
        /// The encoder's reason.
        source: ParquetError,
    },
    /// Rows that the lake has already could not be read.
    #[error(transparent)]
    Present(#[from] PresentError),
    /// A thread ended before its work did.
    #[error("a worker thread stopped unexpectedly")]
    Stopped,
}

impl LandError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Input(error) => Some(error.hint().into()),
            Self::Store(error) => error.hint().map(Into::into),
            Self::Present(PresentError::Store(error)) => error.hint().map(Into::into),
            Self::Present(PresentError::Object { .. }) => {
                Some("move the file away, and run again".into())
            }
            Self::Encode { .. } | Self::Stopped => None,
        }
    }
}

/// Observer of a run; it is called from the run's threads.
pub type ProgressFn<'a> = &'a (dyn Fn(Progress) + Sync);

/// Lands change records of one table, or of several that share a source, in one lake.
pub struct Lander<'a> {
    store: &'a dyn Store,
    plans: Vec<Arc<Plan>>,
    options: LandOptions,
    progress: Option<ProgressFn<'a>>,
    block_bytes: usize,
    present: Option<&'a dyn Present>,
    once: bool,
}

impl<'a> Lander<'a> {
    /// Lands rows of `plan` in `store`.
    #[must_use]
    pub fn new(store: &'a dyn Store, plan: Arc<Plan>, options: LandOptions) -> Self {
        Self::routing(store, vec![plan], options)
    }

    /// Lands each change in the first of several tables whose filter lets it pass; for [`Lander::land_each`].
    #[must_use]
    pub fn routing(store: &'a dyn Store, plans: Vec<Arc<Plan>>, options: LandOptions) -> Self {
        Self {
            store,
            plans,
            options,
            progress: None,
            block_bytes: crate::input::BLOCK_BYTES,
            present: None,
            once: false,
        }
    }

    /// Reports how far the run is, once per block and per object.
    #[must_use]
    pub fn progress(mut self, progress: ProgressFn<'a>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Reads the input in blocks of another size than [`BLOCK_BYTES`](crate::input::BLOCK_BYTES), for tests.
    #[must_use]
    pub fn block_bytes(mut self, bytes: usize) -> Self {
        self.block_bytes = bytes;
        self
    }

    /// Leaves out the changes that `present` knows, and those that come a second time: dropped as `present` and `duplicate`.
    /// It takes some 40 bytes of memory for every row of the run: see [`Lander::land_in_runs`].
    #[must_use]
    pub fn leave_out(mut self, present: &'a dyn Present) -> Self {
        self.present = Some(present);
        self
    }

    /// Keeps a record once in the quarantine, however often the input has it with the same bytes from the same place.
    #[must_use]
    pub fn quarantine_once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Lands everything in `inputs`, in order, for a single table.
    ///
    /// # Errors
    /// An input that cannot be read, which is found out before anything is written where it can be; a lake that cannot be written.
    /// Bad records are no errors: see [`Ledger::quarantined_by`].
    pub fn land(&self, inputs: Vec<Input>) -> Result<Landed, LandError> {
        self.land_each(inputs)?.pop().ok_or(LandError::Stopped)
    }

    /// Lands everything in `inputs`, in order, and gives an account for each table, in theirs. Together they account for every
    /// record: what no filter lets pass is dropped by the first table, and what is no change is in its quarantine.
    ///
    /// # Errors
    /// As [`Lander::land`].
    pub fn land_each(&self, inputs: Vec<Input>) -> Result<Vec<Landed>, LandError> {
        let mut inputs = self.begin(inputs)?;
        pipeline::run(self, &mut inputs)
    }

    /// Lands everything in `inputs` as [`Lander::land`] does, a run for every `bytes` of them, decompressed, and calls `each` with its
    /// account. So what [`Lander::leave_out`] remembers stays small; what a run has published the later ones find in the lake.
    ///
    /// # Errors
    /// As [`Lander::land`]; the runs before are done.
    pub fn land_in_runs(
        &self,
        inputs: Vec<Input>,
        bytes: u64,
        mut each: impl FnMut(Landed),
    ) -> Result<(), LandError> {
        let mut inputs = self.begin(inputs)?;
        while inputs.begin(bytes) {
            pipeline::run(self, &mut inputs)?
                .into_iter()
                .for_each(&mut each);
        }
        Ok(())
    }

    fn begin(&self, inputs: Vec<Input>) -> Result<pipeline::Inputs, LandError> {
        inputs.iter().try_for_each(Input::check)?;
        Ok(pipeline::Inputs::new(self, inputs))
    }
}
