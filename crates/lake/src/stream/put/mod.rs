//! Writing change records to a Kinesis stream, in the order of each item's changes.
//!
//! ```text
//! inputs ─ records ─> queue: of each key one record may go ─ batches ─> threads: PutRecords ─ taken: the key's next may go
//!                                                              └────────── refused: the same records again, later ──────┘
//! ```
//!
//! PutRecords promises nothing of the order within a request, and may refuse some records of it and take those behind. So of the records
//! with one key never more than one is on its way: the next one waits until Kinesis has taken the one before, through all its retries.
//! The partition key is a hash of the item's key, so that all of them are on one shard, where order counts.
//!
//! What was refused is sent again, with other records that are due, but never what was taken. When an answer is lost on its way, nobody
//! knows whether the records were taken: the request is repeated, and the stream may then have them twice, in the right order. Landing
//! finds such copies by key and sequence number.

mod account;
mod kinesis;
mod queue;
mod sender;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::time::Duration;

use lakebed_aws::{Connection, Failure};
use lakebed_record::key::key_hash;
use lakebed_record::reject::RejectKind;

use crate::input::{Input, InputError, RecordsRead, Standing, Taker, Why, take_records};
use crate::land::quarantine::Quarantined;
pub use account::PutAccount;
use kinesis::Kinesis;
use queue::Entry;
use sender::{Limits, Sender};

/// Records of one PutRecords call, Kinesis' limit.
const BATCH_RECORDS: usize = 500;
/// Bytes of one call: Kinesis' limit until it took large records, and what every stream and every copy of Kinesis takes. A record that is
/// larger goes alone.
const BATCH_BYTES: usize = 5 << 20;
/// Calls at the same time.
const CALLS: usize = 4;
/// Bytes of records that wait for their turn.
const QUEUE_BYTES: usize = 64 << 20;
/// How often a record is sent at most. With the pauses between, a stream that takes nothing is given up after about two minutes.
const TRIES: u32 = 30;
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// A run ended before every record was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PutError {
    /// Kinesis did not answer, or not with what was asked for.
    #[error(transparent)]
    Aws(#[from] Failure),
    /// An input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A record that cannot be sent could not be kept.
    #[error("could not keep a record that cannot be sent")]
    Keep(#[source] std::io::Error),
    /// A record was refused again and again.
    #[error("the stream `{stream}` refused a record {tries} times: {code}")]
    Refused {
        /// The stream.
        stream: String,
        /// How often.
        tries: u32,
        /// Kinesis' last reason.
        code: String,
    },
    /// An answer that is not about what was sent.
    #[error("the stream `{stream}` was sent {sent} records, and the answer is about {answered}")]
    Answer {
        /// The stream.
        stream: String,
        /// Records of the request.
        sent: usize,
        /// Records of the answer.
        answered: usize,
    },
    /// This machine has no threads left, or one of them stopped.
    #[error("there are no threads to write to the stream")]
    Threads(#[source] std::io::Error),
}

impl PutError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Aws(failure) => failure.hint(),
            Self::Input(error) => Some(error.hint()),
            Self::Keep(_) => {
                Some("check the file, your right to write there and the room on the disk")
            }
            Self::Refused { .. } => Some(
                "give the stream more shards, or wait until others write less; then run this again",
            ),
            Self::Answer { .. } => {
                Some("check that AWS_ENDPOINT_URL, where it is set, names Kinesis")
            }
            Self::Threads(_) => None,
        }
    }
}

/// A record that is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Stable code of the reason: `not_json`.
    pub code: &'static str,
    /// Where it stands.
    pub at: Standing,
    /// A line of the quarantine, with its bytes and the reason; ends with a line end.
    pub line: String,
}

/// What a run tells of itself.
pub trait Observer: Sync {
    /// How far it is: bytes of the inputs read, as stored, and the counts so far.
    fn progress(&self, bytes_read: u64, account: &PutAccount);
}

/// Writes change records to one stream.
pub struct Putter {
    client: Kinesis,
    limits: Limits,
    /// Largest record that the stream takes, its partition key included.
    record_bytes: usize,
}

impl Putter {
    /// Finds the stream, and what it takes.
    ///
    /// # Errors
    /// [`PutError::Aws`] when there is no such stream, or no right to it; [`PutError::Threads`].
    pub fn open(connection: &Connection, stream: &str) -> Result<Self, PutError> {
        let client = Kinesis::new(connection, stream)?;
        Ok(Self {
            record_bytes: client.record_bytes()?,
            limits: Limits {
                batch_records: BATCH_RECORDS,
                batch_bytes: BATCH_BYTES,
                calls: CALLS,
                queue_bytes: QUEUE_BYTES,
                tries: TRIES,
                first_pause: FIRST_PAUSE,
                longest_pause: LONGEST_PAUSE,
            },
            client,
        })
    }

    /// Sends every change of `inputs`, in the order of each item's changes. `key` names the key attributes of the table, for lines of full
    /// exports, which do not carry their keys. `keep` gets what cannot be sent; it is in the account too.
    ///
    /// The account holds also when the run could not go on: what it counts as sent is in the stream.
    pub fn put(
        &self,
        inputs: Vec<Input>,
        key: &[String],
        keep: &mut dyn FnMut(&Rejected) -> std::io::Result<()>,
        observer: &dyn Observer,
    ) -> (PutAccount, Result<(), PutError>) {
        let stream = self.client.stream();
        let sender = Sender::new(&self.client, stream, self.limits);
        run(&sender, self.record_bytes, inputs, key, keep, observer)
    }
}

/// Reads on this thread, sends on others.
fn run(
    sender: &Sender<'_>,
    record_bytes: usize,
    inputs: Vec<Input>,
    key: &[String],
    keep: &mut dyn FnMut(&Rejected) -> std::io::Result<()>,
    observer: &dyn Observer,
) -> (PutAccount, Result<(), PutError>) {
    let mut records = Records {
        sender,
        record_bytes,
        key,
        keep,
        observer,
    };
    std::thread::scope(|scope| {
        for _ in 0..sender.limits().calls {
            scope.spawn(|| sender.work());
        }
        match take_records(inputs, &mut records) {
            Ok(read) => sender.finish(read.bytes, observer),
            Err(error) => sender.fail(error.into()),
        }
    });
    sender.result()
}

/// Brings what is read into the queue.
struct Records<'a, 'b> {
    sender: &'a Sender<'b>,
    record_bytes: usize,
    key: &'a [String],
    keep: &'a mut dyn FnMut(&Rejected) -> std::io::Result<()>,
    observer: &'a dyn Observer,
}

impl Taker for Records<'_, '_> {
    fn take(&mut self, buf: &[u8], record: Range<usize>) -> Result<(), Why> {
        let key = key_hash(buf, record.clone(), self.key)
            .map_err(|reject| (reject.kind.code(), reject.to_string()))?;
        let entry = Entry::new(key, &buf[record]);
        if entry.bytes() > self.record_bytes {
            let kib = self.record_bytes >> 10;
            let why = format!(
                "with its partition key the record is longer than {kib} KiB, the stream's limit"
            );
            return Err((RejectKind::TooLarge.code(), why));
        }
        self.sender.offer(entry);
        Ok(())
    }

    fn refuse(&mut self, bytes: &[u8], (code, why): Why, at: &Standing) {
        let source = &at.source;
        let rejected = Rejected {
            code,
            at: at.clone(),
            line: Quarantined::new(bytes, code, &why, source, at.offset, at.line).line,
        };
        self.sender.rejected(code);
        if let Err(error) = (self.keep)(&rejected) {
            self.sender.fail(PutError::Keep(error));
        }
    }

    fn read(&mut self, read: RecordsRead) -> bool {
        self.observer.progress(read.bytes, &self.sender.account());
        self.sender.is_well()
    }
}
