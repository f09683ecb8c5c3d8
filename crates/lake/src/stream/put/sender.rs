//! Threads that send what is in the queue, and one state that says what is.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lakebed_aws::Failure;

use super::account::PutAccount;
use super::queue::{Entry, Queue};
use super::{Observer, PutError};

/// Time that a batch may take to become full.
const LINGER: Duration = Duration::from_millis(100);
/// Time between two reports while the last records are being sent.
const REPORT_EVERY: Duration = Duration::from_millis(250);

/// PutRecords, or what stands in for it in tests.
pub(super) trait Client: Sync {
    /// Sends a batch; answers for each record, in its order, none when it was taken, else the code of the reason why not.
    fn put(&self, batch: &[Entry]) -> Result<Vec<Option<String>>, Failure>;
}

/// How much at a time, and how patiently.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub batch_records: usize,
    pub batch_bytes: usize,
    pub calls: usize,
    pub queue_bytes: usize,
    pub tries: u32,
    pub first_pause: Duration,
    pub longest_pause: Duration,
}

/// A run.
pub(super) struct Sender<'a> {
    client: &'a dyn Client,
    limits: Limits,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    queue: Queue,
    account: PutAccount,
    /// There may be more to come.
    reading: bool,
    /// The queue is full, and the reader waits.
    reader_waits: bool,
    /// Threads that have not ended.
    working: usize,
    error: Option<PutError>,
}

impl<'a> Sender<'a> {
    pub fn new(client: &'a dyn Client, stream: &str, limits: Limits) -> Self {
        Self {
            client,
            limits,
            state: Mutex::new(State {
                queue: Queue::default(),
                account: PutAccount {
                    stream: stream.into(),
                    ..PutAccount::default()
                },
                reading: true,
                reader_waits: false,
                working: limits.calls,
                error: None,
            }),
            changed: Condvar::new(),
        }
    }

    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Puts a record into the queue as soon as there is room. After a failure it is forgotten.
    pub fn offer(&self, entry: Entry) {
        let mut state = self.state();
        state.account.read += 1;
        while state.error.is_none() && state.queue.bytes() >= self.limits.queue_bytes {
            state.reader_waits = true;
            self.changed.notify_all();
            state = self.wait(state);
        }
        state.reader_waits = false;
        state.queue.push(entry);
        if self.enough(&state.queue) {
            self.changed.notify_one();
        }
    }

    /// Counts a record that cannot be sent.
    pub fn rejected(&self, code: &str) {
        let account = &mut self.state().account;
        account.read += 1;
        account.rejected += 1;
        *account.rejected_by.entry(code.into()).or_default() += 1;
    }

    /// There are no more records: waits until all are sent.
    pub fn finish(&self, bytes_read: u64, observer: &dyn Observer) {
        let mut state = self.state();
        state.reading = false;
        self.changed.notify_all();
        while state.working > 0 {
            state = self
                .changed
                .wait_timeout(state, REPORT_EVERY)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
            observer.progress(bytes_read, &state.account);
        }
    }

    /// Ends the run; the first reason is the one that is told.
    pub fn fail(&self, error: PutError) {
        self.state().error.get_or_insert(error);
        self.changed.notify_all();
    }

    pub fn is_well(&self) -> bool {
        self.state().error.is_none()
    }

    pub fn account(&self) -> PutAccount {
        self.state().account.clone()
    }

    pub fn result(&self) -> (PutAccount, Result<(), PutError>) {
        let mut state = self.state();
        let result = state.error.take().map_or(Ok(()), Err);
        (state.account.clone(), result)
    }

    /// Sends until there is nothing left.
    pub fn work(&self) {
        let _ended = Ended(self);
        let mut batch = Vec::new();
        let mut pause = Duration::ZERO;
        while self.next(&mut batch) {
            let size = batch.len();
            match self.client.put(&batch) {
                Ok(answer) => self.settle(&mut batch, answer),
                Err(failure) => self.fail(failure.into()),
            }
            pause = self.pause(pause, batch.len(), size);
            std::thread::sleep(pause);
        }
    }

    /// Fills `batch`, which holds what was refused, up; false when there is nothing to send any more.
    fn next(&self, batch: &mut Vec<Entry>) -> bool {
        let mut state = self.state();
        let mut lingered = false;
        loop {
            if state.error.is_some() {
                return false;
            }
            let due = lingered || !state.reading || state.reader_waits;
            if !batch.is_empty() || due || self.enough(&state.queue) {
                let Limits {
                    batch_records,
                    batch_bytes,
                    ..
                } = self.limits;
                state.queue.fill(batch, batch_records, batch_bytes);
            }
            if !batch.is_empty() {
                self.changed.notify_all(); // there is room in the queue
                return true;
            }
            if !state.reading && state.queue.is_empty() {
                return false;
            }
            // Nothing may go: what waits is behind what other threads are sending, or there is nothing.
            let some = state.queue.ready().0 > 0;
            let (next, timeout) = self
                .changed
                .wait_timeout(state, LINGER)
                .unwrap_or_else(PoisonError::into_inner);
            lingered = some && timeout.timed_out();
            state = next;
        }
    }

    /// Takes account of an answer; `batch` keeps what was refused.
    fn settle(&self, batch: &mut Vec<Entry>, answer: Vec<Option<String>>) {
        let mut state = self.state();
        state.account.requests += 1;
        if answer.len() != batch.len() {
            let error = PutError::Answer {
                stream: state.account.stream.clone(),
                sent: batch.len(),
                answered: answer.len(),
            };
            drop(state);
            return self.fail(error);
        }
        let mut refused = Vec::new();
        for (mut entry, result) in batch.drain(..).zip(answer) {
            let Some(code) = result else {
                state.account.sent += 1;
                state.account.bytes += entry.data.len() as u64;
                state.queue.taken(entry.key);
                continue;
            };
            entry.tries += 1;
            state.account.retried += 1;
            if entry.tries >= self.limits.tries {
                let stream = state.account.stream.clone();
                let tries = entry.tries;
                state.error.get_or_insert(PutError::Refused {
                    stream,
                    tries,
                    code,
                });
            }
            refused.push(entry);
        }
        *batch = refused;
        drop(state);
        self.changed.notify_all();
    }

    /// The pause of a thread before its next call: longer while half of what it sends or more is refused, shorter when less is.
    fn pause(&self, last: Duration, refused: usize, sent: usize) -> Duration {
        let Limits {
            first_pause,
            longest_pause,
            ..
        } = self.limits;
        match refused {
            0 => Duration::ZERO,
            _ if refused * 2 < sent => (last / 2).max(first_pause / 2),
            _ => (last * 2).clamp(first_pause, longest_pause),
        }
    }

    fn enough(&self, queue: &Queue) -> bool {
        let (records, bytes) = queue.ready();
        records >= self.limits.batch_records || bytes >= self.limits.batch_bytes
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells of a thread's end, be it a panic.
struct Ended<'a>(&'a Sender<'a>);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.working -= 1;
        if std::thread::panicking() {
            let error = std::io::Error::other("one of them stopped");
            state.error.get_or_insert(PutError::Threads(error));
        }
        drop(state);
        self.0.changed.notify_all();
    }
}
