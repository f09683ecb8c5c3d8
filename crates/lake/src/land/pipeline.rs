//! The run: threads that read, flatten and encode, whichever is next, and one state that says what is.
//!
//! There are no fixed roles. A thread takes a part of an object to encode when there is one, since that frees memory; else it reads a
//! block and flattens it. Batches are taken in the order of their blocks, whoever made them, and all decisions are made there.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use lakebed_record::layout::{Partition, PartitionKeyValue, data_prefix};
use lakebed_record::plan::Plan;
use parquet::errors::ParquetError;
use xxhash_rust::xxh3::xxh3_128;

use super::batch::{Batch, Batcher, Counts};
use super::buffer::{Buffer, Rows};
use super::ledger::Ledger;
use super::object::{Draft, ObjectFormat};
use super::present::Written;
use super::{LandError, Landed, Lander, Phase, Progress, quarantine};
use crate::input::{Input, Splitter};
use crate::replaced::Replaced;
use crate::store::{Put, Staged, StoreError, StoreErrorKind};

/// Batches that may wait for an earlier one, per thread.
const AHEAD: usize = 4;

/// What one run leaves for the next over the same inputs.
pub(super) struct Inputs {
    splitter: Splitter,
    /// Records of the runs before.
    records: u64,
    /// Identities of quarantined records by table, when each is to be kept once.
    once: Vec<Option<HashSet<u128>>>,
}

impl Inputs {
    pub fn new(lander: &Lander<'_>, inputs: Vec<Input>) -> Self {
        let once = lander.plans.iter().map(|_| lander.once.then(HashSet::new));
        Self {
            splitter: Splitter::new(inputs, Arc::new(AtomicU64::new(0)))
                .block_bytes(lander.block_bytes),
            records: 0,
            once: once.collect(),
        }
    }

    /// Begins a run over some bytes, decompressed; false when nothing is left.
    pub fn begin(&mut self, bytes: u64) -> bool {
        self.splitter.begin(bytes)
    }
}

/// Lands what the run has of `inputs`; an account for each table.
pub(super) fn run(lander: &Lander<'_>, inputs: &mut Inputs) -> Result<Vec<Landed>, LandError> {
    let threads = match lander.options.threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let formats = lander
        .plans
        .iter()
        .map(|plan| ObjectFormat::new(Arc::clone(plan)));
    let formats = formats
        .collect::<Result<Vec<_>, _>>()
        .map_err(|source| LandError::Encode {
            partition: "a schema".into(),
            source,
        })?;
    let mut replaced = Replaced::default();
    for plan in &lander.plans {
        replaced.add(lander.store, &plan.definition().changes_table())?;
    }
    let limit = lander.options.memory_budget / 2 / lander.plans.len().max(1);
    let table = |(plan, once): (&Arc<Plan>, &mut Option<HashSet<u128>>)| Table {
        once: once.take(),
        ..Table::new(Buffer::new(Arc::clone(plan), limit))
    };
    let tables = lander.plans.iter().zip(&mut inputs.once).map(table);
    let state = State::new(tables.collect(), inputs.records);
    let run = Run {
        lander,
        formats,
        ahead: AHEAD * threads,
        input: Mutex::new(&mut inputs.splitter),
        state: Mutex::new(state),
        written: Written::default(),
        replaced,
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| run.work());
        }
        run.work();
    });
    let mut state = run
        .state
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    inputs.records = state.progress().records;
    for (once, table) in inputs.once.iter_mut().zip(&mut state.tables) {
        *once = table.once.take();
    }
    publish(lander, state)
}

struct Run<'a> {
    lander: &'a Lander<'a>,
    /// By table.
    formats: Vec<ObjectFormat>,
    ahead: usize,
    input: Mutex<&'a mut Splitter>,
    state: Mutex<State>,
    written: Written,
    /// Objects that were here and have given their rows to others.
    replaced: Replaced,
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
    /// Drafts whose rows are looked up in the lake: nothing is read meanwhile, or what waits would outgrow the budget.
    looking_up: usize,
    input_ended: bool,
    drained: bool,
    tables: Vec<Table>,
    /// Records of runs before this one.
    before: u64,
    tasks: VecDeque<Task>,
    bytes_read: u64,
    spares: Vec<Vec<u8>>,
    error: Option<LandError>,
}

/// What belongs to one table.
struct Table {
    buffer: Buffer,
    counts: Counts,
    objects: Vec<Object>,
    quarantine: String,
    quarantined: Vec<Object>,
    /// Identities of quarantined records, when each is to be kept once.
    once: Option<HashSet<u128>>,
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
    Draft(usize, PartitionKeyValue, Rows),
    Encode(Arc<Job>, usize),
    Quarantine(usize, String),
}

struct Job {
    table: usize,
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
        let mut batcher = Batcher::new(&self.lander.plans, self.lander.options.as_of);
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
            let room = state.waiting.len() + state.flattening < self.ahead;
            if !state.input_ended && room && state.looking_up == 0 {
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
            Task::Draft(table, key, mut rows) => {
                let definition = self.lander.plans[table].definition();
                let mut partition = data_prefix(definition);
                Partition::new(definition, &key).write_path(&mut partition);
                if let Some(present) = self.lander.present {
                    let order = self.formats[table].order();
                    self.state().looking_up += 1;
                    let left = self
                        .written
                        .leave_out(present, &partition, order, &mut rows);
                    self.state().looking_up -= 1;
                    self.changed.notify_all();
                    let left = left?;
                    self.state().tables[table].counts.dropped(&left);
                    if rows.picks.is_empty() {
                        return Ok(());
                    }
                }
                let draft =
                    self.formats[table]
                        .draft(rows)
                        .map_err(|source| LandError::Encode {
                            partition: partition.clone(),
                            source,
                        })?;
                let parts = draft.parts();
                let job = Arc::new(Job {
                    table,
                    partition,
                    draft,
                });
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
                if !self.formats[job.table]
                    .encode(&job.draft, part)
                    .map_err(failed)?
                {
                    return Ok(());
                }
                let bytes = job.draft.finish().map_err(failed)?;
                let key = format!("{}/{:032x}.parquet", job.partition, xxh3_128(&bytes));
                let mut object = self.stage(key, &bytes)?;
                object.rows = job.draft.rows() as u64;
                object.duplicates = job.draft.duplicates as u64;
                let mut state = self.state();
                state.tables[job.table].objects.push(object);
                let progress = state.progress();
                drop(state);
                self.report(progress);
                Ok(())
            }
            Task::Quarantine(table, lines) => {
                let changes_table = self.lander.plans[table].definition().changes_table();
                let object = self.stage(
                    quarantine::key(&changes_table, lines.as_bytes()),
                    lines.as_bytes(),
                )?;
                self.state().tables[table].quarantined.push(object);
                Ok(())
            }
        }
    }

    fn stage(&self, key: String, bytes: &[u8]) -> Result<Object, LandError> {
        let length = bytes.len() as u64;
        let staged = match self.lander.store.size(&key)? {
            Some(size) if size == length => None,
            None if self.replaced.covers(self.lander.store, &key)? => None,
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
struct Watch<'r, 'a>(&'r Run<'a>);

impl Drop for Watch<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.state().error.get_or_insert(LandError::Stopped);
            self.0.changed.notify_all();
        }
    }
}

impl State {
    fn new(tables: Vec<Table>, before: u64) -> Self {
        Self {
            waiting: BTreeMap::new(),
            next: 0,
            flattening: 0,
            working: 0,
            looking_up: 0,
            input_ended: false,
            drained: false,
            tables,
            before,
            tasks: VecDeque::new(),
            bytes_read: 0,
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
        self.spares.push(batch.spare);
        for (place, (table, part)) in self.tables.iter_mut().zip(batch.parts).enumerate() {
            table.counts.add(&part.counts);
            for line in part.quarantined {
                if let Some(once) = &mut table.once
                    && !once.insert(line.identity)
                {
                    table.counts.not_quarantined(line.code);
                    continue;
                }
                if !table.quarantine.is_empty()
                    && table.quarantine.len() + line.line.len() > quarantine::OBJECT_BYTES
                {
                    let lines = std::mem::take(&mut table.quarantine);
                    self.tasks.push_back(Task::Quarantine(place, lines));
                }
                table.quarantine.push_str(&line.line);
            }
            for (key, rows) in table.buffer.add(part.columns, &part.rows, &part.partitions) {
                self.tasks.push_back(Task::Draft(place, key, rows));
            }
        }
    }

    /// After the last batch: everything has to go.
    fn drain(&mut self) {
        self.drained = true;
        for (place, table) in self.tables.iter_mut().enumerate() {
            if !table.quarantine.is_empty() {
                let lines = std::mem::take(&mut table.quarantine);
                self.tasks.push_back(Task::Quarantine(place, lines));
            }
            for (key, rows) in table.buffer.drain() {
                self.tasks.push_back(Task::Draft(place, key, rows));
            }
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
            records: self.before
                + self
                    .tables
                    .iter()
                    .map(|table| table.counts.read)
                    .sum::<u64>(),
            objects: self
                .tables
                .iter()
                .map(|table| table.objects.len() as u64)
                .sum(),
        }
    }
}

impl Table {
    fn new(buffer: Buffer) -> Self {
        Self {
            buffer,
            counts: Counts::default(),
            objects: Vec::new(),
            quarantine: String::new(),
            quarantined: Vec::new(),
            once: None,
        }
    }
}

/// Puts everything in its place, each table's ledger last.
fn publish(lander: &Lander<'_>, state: State) -> Result<Vec<Landed>, LandError> {
    if let Some(error) = state.error {
        return Err(error);
    }
    let tables = lander.plans.iter().zip(state.tables);
    tables
        .map(|(plan, table)| publish_table(lander, plan, table))
        .collect()
}

fn publish_table(lander: &Lander<'_>, plan: &Plan, table: Table) -> Result<Landed, LandError> {
    let Table {
        counts,
        mut objects,
        mut quarantined,
        ..
    } = table;
    objects.sort_by(|a, b| a.key.cmp(&b.key));
    quarantined.sort_by(|a, b| a.key.cmp(&b.key));
    let sum = |count: fn(&Object) -> u64| objects.iter().map(count).sum::<u64>();
    let mut dropped_by = counts.dropped_by;
    let duplicates = sum(|object| object.duplicates);
    if duplicates > 0 {
        *dropped_by.entry("duplicate".into()).or_default() += duplicates;
    }
    let mut ledger = Ledger {
        table: plan.definition().name.clone(),
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
    // What was rewritten since this run began: rows of its objects may be in others by now.
    let mut replaced = Replaced::default();
    if objects.iter().any(|object| object.staged.is_some()) {
        replaced.add(lander.store, &plan.definition().changes_table())?;
    }
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
            if let Some(staged) = object.staged
                && !replaced.covers(lander.store, &object.key)?
            {
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
