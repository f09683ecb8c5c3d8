//! The handler: one request in, one reply out, without a clock, an environment or a log.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome};
use lakebed_record::json::JsonSink;
use lakebed_record::layout::{Partition, PartitionKeyValue};
use lakebed_record::plan::Plan;

use crate::base64::Decoded;
use crate::cursor::{is_valid_text, unescape_ascii};
use crate::failure::Failure;
use crate::request::{BatchError, Records, Requested};
use crate::respond::{Metadata, REPLY_LIMIT, Reply, Size};
use crate::squeeze::{Candidate, Choice, squeeze};

/// A table's transform with the buffers that it uses again and again.
#[derive(Debug)]
pub struct Transform {
    plan: Arc<Plan>,
    options: Options,
    flattener: Flattener,
    row: JsonSink,
    partition_keys: PartitionKeys,
    decoded: Decoded,
    unescaped: Vec<u8>,
    reply_limit: usize,
}

/// What became of a request's records. Every record counts once: `records = ok + dropped + failed`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Records in the request.
    pub records: u64,
    /// Records answered with a row.
    pub ok: u64,
    /// Records that the definition does not want.
    pub dropped: u64,
    /// Records without a row, by category, in the order in which the categories came up.
    pub failed: Vec<(Failure, u64)>,
    /// Attributes whose values did not fit their columns, kept in `rescued`.
    pub rescued: u64,
    /// Attributes that no column names, kept in `undeclared`.
    pub undeclared: u64,
    /// Bytes of the request.
    pub bytes_in: u64,
    /// Bytes of the reply.
    pub bytes_out: u64,
}

impl Summary {
    /// Records without a row.
    #[must_use]
    pub fn failed_total(&self) -> u64 {
        self.failed.iter().map(|(_, count)| count).sum()
    }

    fn fail(&mut self, failure: Failure) {
        match self.failed.iter_mut().find(|(f, _)| *f == failure) {
            Some((_, count)) => *count += 1,
            None => self.failed.push((failure, 1)),
        }
    }
}

/// Most records that are decoded before the first of them is looked into, and the decoded bytes after which there are enough. Without a
/// pause between them the processor sees early enough what is needed of a request that is larger than its caches; what is decoded
/// stays in those next to the core. Of 4, 8, 16 and 32 records the most were the fastest.
const TOGETHER: usize = 32;
const TOGETHER_BYTES: usize = 48 << 10;

/// A record, and where in [`Transform::decoded`] it stands.
type Found<'a> = (Requested<'a>, Result<Range<usize>, Failure>);

/// What a record comes to; a row is in [`Transform::row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Row { rescued: u32, undeclared: u32 },
    Dropped,
    Failed(Failure),
}

/// Answers a request: the reply replaces what `out` holds.
///
/// # Errors
/// The request as a whole is broken: nothing in `out` is an answer then. A bad record is no error.
pub fn handler(
    transform: &mut Transform,
    request: &[u8],
    out: &mut Vec<u8>,
) -> Result<Summary, BatchError> {
    let summary = match transform.answer(request, out)? {
        Some(summary) => summary,
        None => transform.answer_squeezed(request, out)?,
    };
    Ok(Summary {
        bytes_in: request.len() as u64,
        bytes_out: out.len() as u64,
        ..summary
    })
}

impl Transform {
    /// A transform of the table.
    #[must_use]
    pub fn new(plan: Arc<Plan>, options: Options) -> Self {
        Self {
            flattener: Flattener::new(Arc::clone(&plan), options),
            row: JsonSink::new(&plan),
            plan,
            options,
            partition_keys: PartitionKeys::default(),
            decoded: Decoded::default(),
            unescaped: Vec::new(),
            reply_limit: REPLY_LIMIT,
        }
    }

    /// The same with another limit of the reply than [`REPLY_LIMIT`], in bytes.
    #[must_use]
    pub fn with_reply_limit(self, reply_limit: usize) -> Self {
        Self {
            reply_limit,
            ..self
        }
    }

    /// Name of the table that the rows are for.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.plan.definition().name
    }

    /// Answers all records in one go; `None` when the reply would grow past its limit.
    fn answer(&mut self, request: &[u8], out: &mut Vec<u8>) -> Result<Option<Summary>, BatchError> {
        let mut reply = Reply::begin(out, self.reply_limit);
        let mut summary = Summary::default();
        let mut records = Records::of(request);
        let mut together = Vec::with_capacity(TOGETHER);
        loop {
            self.read(&mut records, &mut together)?;
            if together.is_empty() {
                break;
            }
            for (record, decoded) in &together {
                summary.records += 1;
                let Some(id) = record.id else {
                    summary.fail(Failure::NoRecordId);
                    continue;
                };
                let verdict = self.transform(record, decoded.clone());
                records.prefetch();
                let fits = match verdict {
                    Verdict::Row {
                        rescued,
                        undeclared,
                    } => {
                        summary.ok += 1;
                        summary.rescued += u64::from(rescued);
                        summary.undeclared += u64::from(undeclared);
                        reply.ok(id, self.row.lines(), &self.partition_keys.metadata)
                    }
                    Verdict::Dropped => {
                        summary.dropped += 1;
                        reply.dropped(id)
                    }
                    Verdict::Failed(failure) => {
                        summary.fail(failure);
                        reply.failed(id, echo(record.data))
                    }
                };
                if !fits {
                    return Ok(None);
                }
            }
        }
        reply.finish();
        Ok(Some(summary))
    }

    /// Answers records that do not all fit: measures them first, and then writes what is chosen.
    #[cold]
    fn answer_squeezed(
        &mut self,
        request: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<Summary, BatchError> {
        let mut candidates = Vec::new();
        let mut records = Records::of(request);
        while let Some(record) = records.next_record()? {
            let Some(id) = record.id else { continue };
            let wanted = match self.transform_alone(&record) {
                Verdict::Row { .. } => Some(Size::ok(
                    id,
                    self.row.lines(),
                    &self.partition_keys.metadata,
                )),
                Verdict::Dropped => Some(Size::dropped(id)),
                Verdict::Failed(_) => None,
            };
            candidates.push(Candidate::new(id, echo(record.data), wanted));
        }

        let mut choices = squeeze(&candidates, self.reply_limit).into_iter();
        let mut reply = Reply::begin(out, self.reply_limit);
        let mut summary = Summary::default();
        let mut records = Records::of(request);
        while let Some(record) = records.next_record()? {
            summary.records += 1;
            let Some(id) = record.id else {
                summary.fail(Failure::NoRecordId);
                continue;
            };
            let choice = choices.next().unwrap_or(Choice::Unanswered);
            let failure = match self.transform_alone(&record) {
                Verdict::Row {
                    rescued,
                    undeclared,
                } if choice == Choice::Wanted
                    && reply.ok(id, self.row.lines(), &self.partition_keys.metadata) =>
                {
                    summary.ok += 1;
                    summary.rescued += u64::from(rescued);
                    summary.undeclared += u64::from(undeclared);
                    continue;
                }
                Verdict::Dropped if choice == Choice::Wanted && reply.dropped(id) => {
                    summary.dropped += 1;
                    continue;
                }
                Verdict::Failed(failure) => failure,
                Verdict::Row { .. } | Verdict::Dropped => Failure::RowTooLarge,
            };
            let is_answered = match choice {
                Choice::FailedWithData => reply.failed(id, echo(record.data)),
                Choice::Unanswered => false,
                Choice::Wanted | Choice::Failed => reply.failed(id, b""),
            };
            summary.fail(if is_answered {
                failure
            } else {
                Failure::ReplyFull
            });
        }
        reply.finish();
        Ok(summary)
    }

    /// Reads and decodes the next few records in place of those before; none behind the last one.
    fn read<'a>(
        &mut self,
        records: &mut Records<'a>,
        together: &mut Vec<Found<'a>>,
    ) -> Result<(), BatchError> {
        self.decoded.clear();
        together.clear();
        while together.len() < TOGETHER && self.decoded.len() < TOGETHER_BYTES {
            let Some(record) = records.next_record()? else {
                break;
            };
            let decoded = self.decode(&record);
            together.push((record, decoded));
        }
        Ok(())
    }

    fn transform_alone(&mut self, record: &Requested<'_>) -> Verdict {
        self.decoded.clear();
        let decoded = self.decode(record);
        self.transform(record, decoded)
    }

    /// Makes the row of a record, whatever happens inside.
    fn transform(
        &mut self,
        record: &Requested<'_>,
        decoded: Result<Range<usize>, Failure>,
    ) -> Verdict {
        let decoded = match decoded {
            Ok(decoded) => decoded,
            Err(failure) => return Verdict::Failed(failure),
        };
        let arrival = Arrival {
            time_micros: record
                .arrival_millis
                .and_then(|millis| millis.checked_mul(1000)),
        };
        match catch_unwind(AssertUnwindSafe(|| self.flatten(decoded, &arrival))) {
            Ok(verdict) => verdict,
            Err(_) => {
                // What the panic left half done is not used again; the records behind this one were done before it.
                let decoded = std::mem::take(&mut self.decoded);
                *self = Self {
                    decoded,
                    ..Self::new(Arc::clone(&self.plan), self.options)
                        .with_reply_limit(self.reply_limit)
                };
                Verdict::Failed(Failure::Panicked)
            }
        }
    }

    fn flatten(&mut self, record: Range<usize>, arrival: &Arrival) -> Verdict {
        #[cfg(test)]
        assert_ne!(self.decoded.bytes()[record.clone()], *b"panic");
        self.row.clear();
        match self
            .flattener
            .flatten(self.decoded.bytes(), record, arrival, &mut self.row)
        {
            Outcome::Row(row) => {
                self.partition_keys.set(row.partition);
                Verdict::Row {
                    rescued: row.rescued,
                    undeclared: row.undeclared,
                }
            }
            Outcome::Dropped(_) => Verdict::Dropped,
            Outcome::Rejected(reject) => Verdict::Failed(Failure::Rejected(reject.kind)),
        }
    }

    /// Decodes a record behind those in `self.decoded`.
    #[inline]
    fn decode(&mut self, record: &Requested<'_>) -> Result<Range<usize>, Failure> {
        let data = record.data.ok_or(Failure::NoData)?;
        let decoded = self.decoded.push(data);
        decoded
            .or_else(|| self.decode_escaped(data))
            .ok_or(Failure::BadBase64)
    }

    #[cold]
    fn decode_escaped(&mut self, data: &[u8]) -> Option<Range<usize>> {
        if data.contains(&b'\\') && unescape_ascii(data, &mut self.unescaped) {
            return self.decoded.push(&self.unescaped);
        }
        None
    }
}

/// The partition keys of the last row, which most often are those of the next one too.
#[derive(Debug, Default)]
struct PartitionKeys {
    of: Option<PartitionKeyValue>,
    metadata: Metadata,
}

impl PartitionKeys {
    #[inline]
    fn set(&mut self, partition: Partition<'_>) {
        if self.of.as_ref() != Some(partition.key()) {
            self.write(partition);
        }
    }

    #[cold]
    fn write(&mut self, partition: Partition<'_>) {
        let mut text = Vec::new();
        // Names and values are of a few plain characters: nothing in them needs an escape.
        partition.for_each(|name, value| {
            let comma = if text.is_empty() { "" } else { "," };
            for part in [comma, "\"", name, "\":\"", value, "\""] {
                text.extend_from_slice(part.as_bytes());
            }
        });
        self.metadata = Metadata::of(&text);
        self.of = Some(partition.key().clone());
    }
}

/// The data of a failed record as it goes back: as it came, unless that would break the reply.
fn echo(data: Option<&[u8]>) -> &[u8] {
    data.filter(|data| is_valid_text(data)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use lakebed_record::definition::TableDefinition;

    use super::*;

    #[test]
    fn a_panic_costs_its_record_alone() {
        let definition = TableDefinition::parse(
            include_str!("../../../infra/tables/orders.toml"),
            "orders.toml",
        )
        .unwrap();
        let mut transform =
            Transform::new(Arc::new(Plan::compile(&definition)), Options::default())
                .with_reply_limit(1000);
        let item = br#"{"Item":{"OrderID":{"S":"O-1"}}}"#;
        let record = |id: u8, data: &[u8]| {
            let data = base64_simd::STANDARD.encode_to_string(data);
            format!(
                r#"{{"recordId":"{id}","data":"{data}","approximateArrivalTimestamp":1795082042085}}"#
            )
        };
        let request = format!(
            r#"{{"records":[{},{},{}]}}"#,
            record(1, item),
            record(2, b"panic"),
            record(3, item)
        );
        let mut out = Vec::new();
        let summary = handler(&mut transform, request.as_bytes(), &mut out).unwrap();
        assert_eq!(
            (summary.ok, summary.failed.as_slice()),
            (2, &[(Failure::Panicked, 1)][..])
        );
        let reply: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(reply["records"][1]["data"], "cGFuaWM=");
        assert_eq!(reply["records"][2]["result"], "Ok");
        assert_eq!(transform.reply_limit, 1000);
    }
}
