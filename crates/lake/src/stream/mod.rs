//! Landing a Kinesis stream: batches of records, each landed once whatever happens in between.
//!
//! ```text
//! read a batch ─> plan: which records of which shards ─> land them ─> done
//! ```
//!
//! Plan and done are objects in the ledger's folder (see [`checkpoint`]). A run that finds a plan without its done reads the very same
//! records again and lands them again: objects are named by what they hold, so that the lake does not change if they were there
//! already. Then it goes on behind them. So nothing is lost and nothing doubled, wherever a run was killed, as long as the stream still
//! keeps the records of the last batch.
//!
//! A shard is read after its parents, so that the changes of a key arrive in their order through splits and merges.

mod checkpoint;
pub mod put;
mod reader;
mod shards;

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use lakebed_aws::{Connection, Failure};
use lakebed_record::plan::Plan;

use crate::input::Input;
use crate::land::{LandError, LandOptions, Lander, Ledger};
use crate::store::{Store, StoreError};
use checkpoint::{Checkpoints, StreamPlan};
use reader::{Batch, Reader};

/// How a stream is landed.
#[derive(Debug, Clone)]
pub struct StreamOptions {
    /// Threads, memory and times without a date, as for files.
    pub land: LandOptions,
    /// Bytes of records that make a batch.
    pub batch_bytes: usize,
    /// Time after which a batch is landed though it is smaller.
    pub batch_time: Duration,
    /// Goes on when the stream's end is reached, instead of ending there.
    pub follow: bool,
}

/// What a run over a stream did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StreamLanded {
    /// The sums of all batches; their keys are in the batches' own ledgers.
    pub ledger: Ledger,
    /// Batches landed.
    pub batches: u64,
    /// Data and quarantine objects that were not there before.
    pub written: u64,
    /// A batch of an earlier run was landed again, since that run was cut short.
    pub resumed: bool,
    /// Records of the resumed batch that the stream does not keep any more are missing from this one.
    pub expired: bool,
    /// How far the last batch is behind the stream's end, in milliseconds.
    pub lag_millis: u64,
}

/// A stream could not be landed. Batches before are landed and accounted for; the next run goes on behind them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// Kinesis did not answer.
    #[error(transparent)]
    Aws(#[from] Failure),
    /// The lake cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A batch cannot be landed.
    #[error(transparent)]
    Land(#[from] LandError),
    /// Another run lands the same stream in the same table.
    #[error("another run is landing the stream `{stream}`: it has begun batch {batch}")]
    Busy {
        /// The stream.
        stream: String,
        /// Number of the batch.
        batch: u64,
    },
    /// A checkpoint that nobody of us wrote.
    #[error("{key} is not a checkpoint")]
    Broken {
        /// Key of the object.
        key: String,
    },
    /// This machine has no threads left.
    #[error("cannot start the threads of the stream's reader")]
    Threads(#[source] std::io::Error),
}

impl StreamError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Aws(failure) => failure.hint().map(Into::into),
            Self::Store(error) => error.hint().map(Into::into),
            Self::Land(error) => error.hint(),
            Self::Busy { .. } => Some("let it go on alone, or stop it and run this again".into()),
            Self::Broken { .. } => Some("move it away and run again: its batch is then landed again, under other names perhaps".into()),
            Self::Threads(_) => None,
        }
    }
}

/// What is told after each batch.
pub type BatchFn<'a> = &'a (dyn Fn(&StreamLanded) + Sync);

/// Lands a Kinesis stream in one table of a lake.
pub struct StreamLander<'a> {
    store: &'a dyn Store,
    plan: Arc<Plan>,
    /// Name and version of the definition.
    table: String,
    definition: String,
    stream: String,
    options: StreamOptions,
    reader: Reader,
    /// Tells this run's plans from those of another.
    run: String,
}

impl<'a> StreamLander<'a> {
    /// Lands `stream` as rows of `plan` in `store`. `table` is the definition's name, `definition` its
    /// [version](crate::definition_version). Nothing is called yet.
    ///
    /// # Errors
    /// [`StreamError::Threads`].
    pub fn new(
        connection: &Connection,
        store: &'a dyn Store,
        plan: Arc<Plan>,
        (table, definition): (&str, &str),
        stream: &str,
        options: StreamOptions,
    ) -> Result<Self, StreamError> {
        Ok(Self {
            reader: Reader::new(connection, stream)?,
            store,
            plan,
            table: table.into(),
            definition: definition.into(),
            stream: stream.into(),
            options,
            run: run_name(),
        })
    }

    /// Lands until the stream's end, or until `stop` answers true, which is asked between calls; what was read by then is landed.
    ///
    /// # Errors
    /// See [`StreamError`].
    pub fn land(
        &mut self,
        stop: &(dyn Fn() -> bool + Sync),
        on_batch: BatchFn<'_>,
    ) -> Result<StreamLanded, StreamError> {
        // A stream that was made anew under its name has other records under the same shards.
        let incarnation = format!("{}-{}", self.stream, self.reader.created()?);
        let checkpoints = Checkpoints::new(self.store, &self.table, &incarnation);
        let mut done = StreamLanded::default();
        done.ledger.table.clone_from(&self.table);
        let last = checkpoints.last()?;
        let mut number = 0;
        let mut positions = shards::Positions::new();
        if let Some((plan, finished)) = last {
            number = plan.number;
            positions = plan.after();
            if !finished {
                let (batch, complete) = self.reader.read_again(&plan)?;
                done.resumed = true;
                done.expired = !complete;
                self.land_batch(batch, &plan, &mut done)?;
                checkpoints.finish(&plan)?;
                on_batch(&done);
            }
        }
        loop {
            let batch = self.fill(&positions, stop)?;
            done.lag_millis = batch.lag_millis;
            let ended = stop() || (batch.at_end && !self.options.follow);
            if batch.moved() {
                number += 1;
                let plan = StreamPlan {
                    number,
                    run: self.run.clone(),
                    definition: self.definition.clone(),
                    memory_budget: self.options.land.memory_budget as u64,
                    as_of: self.options.land.as_of,
                    shards: batch.slices(),
                };
                if !checkpoints.begin(&plan)? {
                    let stream = self.stream.clone();
                    return Err(StreamError::Busy {
                        stream,
                        batch: number,
                    });
                }
                positions = plan.after();
                self.land_batch(batch, &plan, &mut done)?;
                checkpoints.finish(&plan)?;
                on_batch(&done);
            }
            if ended {
                return Ok(done);
            }
        }
    }

    /// Reads until there is enough for a batch, or the stream's end, or somebody wants to stop.
    fn fill(
        &mut self,
        positions: &shards::Positions,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Batch, StreamError> {
        let started = Instant::now();
        let mut batch = self.reader.begin(positions)?;
        loop {
            self.reader.read(&mut batch, self.options.batch_bytes)?;
            let full = batch.bytes() >= self.options.batch_bytes;
            let due = batch.moved() && started.elapsed() >= self.options.batch_time;
            let ended = batch.at_end && (!self.options.follow || batch.moved() && due);
            if full || due || ended || stop() {
                return Ok(batch);
            }
            self.reader.rest(batch.at_end);
        }
    }

    fn land_batch(
        &self,
        batch: Batch,
        plan: &StreamPlan,
        done: &mut StreamLanded,
    ) -> Result<(), StreamError> {
        done.batches += 1;
        if batch.bytes() == 0 {
            return Ok(());
        }
        let input = Input::reader(format!("kinesis:{}", self.stream), batch.into_reader());
        // As they were when the batch was planned: they decide how it is cut into objects.
        let options = LandOptions {
            memory_budget: usize::try_from(plan.memory_budget).unwrap_or(usize::MAX),
            as_of: plan.as_of,
            ..self.options.land.clone()
        };
        let landed = Lander::new(self.store, Arc::clone(&self.plan), options).land(vec![input])?;
        done.ledger.absorb(&landed.ledger);
        done.written += landed.written as u64;
        Ok(())
    }
}

/// No other run has it, on this machine or another.
fn run_name() -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u128(now.as_nanos());
    hasher.write_u32(std::process::id());
    format!("{:016x}", hasher.finish())
}
