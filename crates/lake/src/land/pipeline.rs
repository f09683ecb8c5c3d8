//! The run: threads that read, flatten and encode, whichever is next, and one state that says what is.
//!
//! There are no fixed roles. A thread takes a part of an object to encode when there is one, since that frees memory; else it reads a
//! block and flattens it. Batches are taken in the order of their blocks, whoever made them, and all decisions are made there.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use lakebed_record::layout::{Partition, PartitionKeyValue, data_prefix};
use parquet::errors::ParquetError;
use xxhash_rust::xxh3::xxh3_128;

use super::batch::{Batch, Batcher, Counts};
use super::buffer::{Buffer, Rows};
use super::ledger::Ledger;
use super::object::{Draft, ObjectFormat};
use super::{LandError, Landed, Lander, Phase, Progress, quarantine};
use crate::input::{Input, Splitter};
use crate::store::{Put, Staged, StoreError, StoreErrorKind};

/// Batches that may wait for an earlier one, per thread.
const AHEAD: usize = 4;

/// Lands `inputs`.
pub(super) fn run(lander: &Lander<'_>, inputs: Vec<Input>) -> Result<Landed, LandError> {
    let threads = match lander.options.threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let format =
        ObjectFormat::new(Arc::clone(&lander.plan)).map_err(|source| LandError::Encode {
            partition: "a schema".into(),
            source,
        })?;
    let bytes_read = Arc::new(AtomicU64::new(0));
    let run = Run {
        lander,
        format,
        ahead: AHEAD * threads,
        changes_table: lander.plan.definition().changes_table(),
        input: Mutex::new(Splitter::new(inputs, bytes_read).block_bytes(lander.block_bytes)),
        state: Mutex::new(State::new(Buffer::new(
            Arc::clone(&lander.plan),
            lander.options.memory_budget / 2,
        ))),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| run.work());
        }
        run.work();
    });
    let state = run
        .state
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    publish(lander, state)
}

struct Run<'a> {
    lander: &'a Lander<'a>,
    format: ObjectFormat,
    ahead: usize,
    changes_table: String,
    input: Mutex<Splitter>,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// Finished batches of later blocks than `next`.
    waiting: BTreeMap<u64, Batch>,
    next: u64,
    /// Threads that are reading or flattening.
    flattening: usize,
    /// Tasks that are taken and not finished.
    working: usize,
    input_ended: bool,
    drained: bool,
    buffer: Buffer,
    tasks: VecDeque<Task>,
    counts: Counts,
    bytes_read: u64,
    objects: Vec<Object>,
    quarantine: String,
    quarantined: Vec<Object>,
    spares: Vec<Vec<u8>>,
    error: Option<LandError>,
}

/// An object of this run.
struct Object {
    key: String,
    bytes: u64,
    rows: u64,
    duplicates: u64,
    /// Where its bytes are, when it is not in the lake already.
    staged: Option<Staged>,
}

enum Task {
    Draft(PartitionKeyValue, Rows),
    Encode(Arc<Job>, usize),
    Quarantine(String),
}

struct Job {
    partition: String,
    draft: Draft,
}

enum Next {
    Task(Task),
    Block(Vec<u8>),
    End,
}

impl Run<'_> {
    fn work(&self) {
        let _watch = Watch(self);
        let mut batcher = Batcher::new(Arc::clone(&self.lander.plan), self.lander.options.as_of);
        loop {
            let result = match self.next() {
                Next::End => return,
                Next::Block(spare) => self.block(&mut batcher, spare),
                Next::Task(task) => {
                    let result = self.task(task);
                    self.state().working -= 1;
                    result
                }
            };
            if let Err(error) = result {
                self.state().error.get_or_insert(error);
            }
            self.changed.notify_all();
        }
    }

    fn next(&self) -> Next {
        let mut state = self.state();
        loop {
            if state.error.is_some() {
                return Next::End;
            }
            if let Some(task) = state.tasks.pop_front() {
                state.working += 1;
                return Next::Task(task);
            }
            if !state.input_ended && state.waiting.len() + state.flattening < self.ahead {
                state.flattening += 1;
                return Next::Block(state.spares.pop().unwrap_or_default());
            }
            if state.input_ended && state.flattening == 0 {
                if !state.drained {
                    state.drain();
                    continue;
                }
                if state.working == 0 {
                    return Next::End;
                }
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads a block, flattens it, and hands its batch over.
    fn block(&self, batcher: &mut Batcher, spare: Vec<u8>) -> Result<(), LandError> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let block = input.next_block(spare);
        let bytes_read = input.bytes_read();
        drop(input);
        let block = match block {
            Ok(Some(block)) => block,
            other => {
                let mut state = self.state();
                state.flattening -= 1;
                state.input_ended = true;
                state.bytes_read = bytes_read;
                return other.map(drop).map_err(Into::into);
            }
        };
        let batch = batcher.run(block);
        let mut state = self.state();
        state.flattening -= 1;
        state.bytes_read = state.bytes_read.max(bytes_read);
        state.waiting.insert(batch.index, batch);
        while let Some(batch) = state.next_batch() {
            state.take(batch);
        }
        let progress = state.progress();
        drop(state);
        self.report(progress);
        Ok(())
    }

    fn task(&self, task: Task) -> Result<(), LandError> {
        match task {
            Task::Draft(key, rows) => {
                let mut partition = data_prefix(self.lander.plan.definition());
                Partition::new(self.lander.plan.definition(), &key).write_path(&mut partition);
                let draft = self
                    .format
                    .draft(rows)
                    .map_err(|source| LandError::Encode {
                        partition: partition.clone(),
                        source,
                    })?;
                let parts = draft.parts();
                let job = Arc::new(Job { partition, draft });
                let mut state = self.state();
                // Before drafts that wait, so that what is begun is finished and its memory freed.
                for part in (0..parts).rev() {
                    state.tasks.push_front(Task::Encode(Arc::clone(&job), part));
                }
                Ok(())
            }
            Task::Encode(job, part) => {
                let failed = |source: ParquetError| LandError::Encode {
                    partition: job.partition.clone(),
                    source,
                };
                if !self.format.encode(&job.draft, part).map_err(failed)? {
                    return Ok(());
                }
                let bytes = job.draft.finish().map_err(failed)?;
                let key = format!("{}/{:032x}.parquet", job.partition, xxh3_128(&bytes));
                let mut object = self.stage(key, &bytes)?;
                object.rows = job.draft.rows() as u64;
                object.duplicates = job.draft.duplicates as u64;
                let mut state = self.state();
                state.objects.push(object);
                let progress = state.progress();
                drop(state);
                self.report(progress);
                Ok(())
            }
            Task::Quarantine(lines) => {
                let object = self.stage(
                    quarantine::key(&self.changes_table, lines.as_bytes()),
                    lines.as_bytes(),
                )?;
                self.state().quarantined.push(object);
                Ok(())
            }
        }
    }

    fn stage(&self, key: String, bytes: &[u8]) -> Result<Object, LandError> {
        let length = bytes.len() as u64;
        let staged = match self.lander.store.size(&key)? {
            Some(size) if size == length => None,
            Some(_) => {
                return Err(StoreError::new(StoreErrorKind::Damaged, key, "write", None).into());
            }
            None => Some(self.lander.store.stage(&key, bytes)?),
        };
        Ok(Object {
            key,
            bytes: length,
            rows: 0,
            duplicates: 0,
            staged,
        })
    }

    fn report(&self, progress: Progress) {
        if let Some(report) = self.lander.progress {
            report(progress);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the run when its thread panics, so that the others do not wait for it.
struct Watch<'a>(&'a Run<'a>);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.state().error.get_or_insert(LandError::Stopped);
            self.0.changed.notify_all();
        }
    }
}

impl State {
    fn new(buffer: Buffer) -> Self {
        Self {
            waiting: BTreeMap::new(),
            next: 0,
            flattening: 0,
            working: 0,
            input_ended: false,
            drained: false,
            buffer,
            tasks: VecDeque::new(),
            counts: Counts::default(),
            bytes_read: 0,
            objects: Vec::new(),
            quarantine: String::new(),
            quarantined: Vec::new(),
            spares: Vec::new(),
            error: None,
        }
    }

    fn next_batch(&mut self) -> Option<Batch> {
        let batch = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(batch)
    }

    /// Takes the next batch in the order of the input.
    fn take(&mut self, batch: Batch) {
        self.counts.add(&batch.counts);
        self.spares.push(batch.spare);
        for line in batch.quarantined {
            if !self.quarantine.is_empty()
                && self.quarantine.len() + line.line.len() > quarantine::OBJECT_BYTES
            {
                self.tasks
                    .push_back(Task::Quarantine(std::mem::take(&mut self.quarantine)));
            }
            self.quarantine.push_str(&line.line);
        }
        for (key, rows) in self
            .buffer
            .add(batch.columns, &batch.rows, &batch.partitions)
        {
            self.tasks.push_back(Task::Draft(key, rows));
        }
    }

    /// After the last batch: everything has to go.
    fn drain(&mut self) {
        self.drained = true;
        if !self.quarantine.is_empty() {
            self.tasks
                .push_back(Task::Quarantine(std::mem::take(&mut self.quarantine)));
        }
        for (key, rows) in self.buffer.drain() {
            self.tasks.push_back(Task::Draft(key, rows));
        }
    }

    fn progress(&self) -> Progress {
        let phase = if self.input_ended {
            Phase::Writing
        } else {
            Phase::Reading
        };
        Progress {
            phase,
            bytes_read: self.bytes_read,
            records: self.counts.read,
            objects: self.objects.len() as u64,
        }
    }
}

/// Puts everything in its place, the ledger last.
fn publish(lander: &Lander<'_>, state: State) -> Result<Landed, LandError> {
    if let Some(error) = state.error {
        return Err(error);
    }
    let State {
        counts,
        mut objects,
        mut quarantined,
        ..
    } = state;
    objects.sort_by(|a, b| a.key.cmp(&b.key));
    quarantined.sort_by(|a, b| a.key.cmp(&b.key));
    let sum = |count: fn(&Object) -> u64| objects.iter().map(count).sum::<u64>();
    let mut dropped_by = counts.dropped_by;
    let duplicates = sum(|object| object.duplicates);
    if duplicates > 0 {
        dropped_by.insert("duplicate".into(), duplicates);
    }
    let mut ledger = Ledger {
        table: lander.plan.definition().name.clone(),
        read: counts.read,
        landed: sum(|object| object.rows),
        dropped: dropped_by.values().sum(),
        quarantined: counts.quarantined_by.values().sum(),
        objects: 0,
        bytes: 0,
        undeclared: counts.undeclared,
        rescued: counts.rescued,
        dropped_by,
        quarantined_by: counts.quarantined_by,
        object_keys: Vec::new(),
        quarantine_keys: Vec::new(),
    };
    let mut written = 0;
    for (objects, keys) in [
        (objects, &mut ledger.object_keys),
        (quarantined, &mut ledger.quarantine_keys),
    ] {
        for object in objects {
            // Two partitions never share a key; two parts of one partition with the same rows do.
            if keys.last() == Some(&object.key) {
                continue;
            }
            if let Some(staged) = object.staged {
                written += usize::from(lander.store.publish(staged)? == Put::Created);
            }
            if object.rows > 0 {
                ledger.objects += 1;
                ledger.bytes += object.bytes;
            }
            keys.push(object.key);
        }
    }
    let ledger_key = ledger.key();
    lander
        .store
        .put(&ledger_key, format!("{}\n", ledger.to_json()).as_bytes())?;
    Ok(Landed {
        ledger,
        ledger_key,
        written,
    })
}
