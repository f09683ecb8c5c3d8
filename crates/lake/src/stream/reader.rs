//! Records of a stream: shards in parallel, parents before children, each record once in a batch.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use aws_sdk_kinesis::Client;
use aws_sdk_kinesis::operation::get_records::GetRecordsOutput;
use aws_sdk_kinesis::types::{Record, ShardIteratorType};
use lakebed_aws::{Connection, Failure};
use memchr::{memchr, memmem};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::StreamError;
use super::checkpoint::{Slice, StreamPlan};
use super::shards::{Position, Positions, Shard, readable};

/// Shards that are read at once; one answer holds 10 MB at the most.
const AT_ONCE: usize = 8;
/// Records of one call, Kinesis' limit.
const LIMIT: i32 = 10_000;
/// Kinesis takes five calls a second for a shard.
const BETWEEN_CALLS: Duration = Duration::from_millis(200);
/// Between calls when there is nothing new.
const AT_END: Duration = Duration::from_secs(1);
/// Age at which the list of shards is made anew.
const LIST_EVERY: Duration = Duration::from_secs(60);

/// Reads one stream.
pub(super) struct Reader {
    client: Client,
    stream: String,
    runtime: Runtime,
    shards: Vec<Shard>,
    listed: Option<Instant>,
    /// Where each shard goes on; valid for five minutes, then made anew.
    iterators: HashMap<String, String>,
    /// Shard at which the next round begins, so that all have their turn.
    turn: usize,
}

/// Records that are landed together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    reads: BTreeMap<String, ShardRead>,
    /// Nothing is left to read at the moment.
    pub at_end: bool,
    pub lag_millis: u64,
}

/// What was read of a shard: its position at the batch's beginning, and what came.
#[derive(Debug, Default)]
struct ShardRead {
    slice: Slice,
    was_closed: bool,
    lines: Vec<u8>,
    at_end: bool,
    lag_millis: u64,
}

impl Batch {
    pub fn bytes(&self) -> usize {
        self.reads.values().map(|read| read.lines.len()).sum()
    }

    /// There are records, or a shard has ended.
    pub fn moved(&self) -> bool {
        self.reads
            .values()
            .any(|read| read.slice.to.is_some() || read.slice.closed && !read.was_closed)
    }

    pub fn slices(&self) -> BTreeMap<String, Slice> {
        self.reads
            .iter()
            .map(|(id, read)| (id.clone(), read.slice.clone()))
            .collect()
    }

    /// The records as lines, shard by shard: the same for the same plan.
    pub fn into_reader(self) -> impl Read + Send + 'static {
        let lines = self.reads.into_values().map(|read| Cursor::new(read.lines));
        let nothing: Box<dyn Read + Send> = Box::new(std::io::empty());
        lines.fold(nothing, |before, lines| Box::new(before.chain(lines)))
    }
}

impl Reader {
    pub fn new(connection: &Connection, stream: &str) -> Result<Self, StreamError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(StreamError::Threads)?;
        Ok(Self {
            client: Client::new(&connection.config()),
            stream: stream.into(),
            runtime,
            shards: Vec::new(),
            listed: None,
            iterators: HashMap::new(),
            turn: 0,
        })
    }

    /// Tells this stream from another that had its name before: seconds since the epoch when it was made.
    pub fn created(&self) -> Result<i64, StreamError> {
        let sent = self
            .client
            .describe_stream_summary()
            .stream_name(&self.stream)
            .send();
        let answer = self.runtime.block_on(sent);
        let answer =
            answer.map_err(|e| Failure::of("kinesis:DescribeStreamSummary", &self.shown(), &e))?;
        let summary = answer.stream_description_summary;
        Ok(summary.map_or(0, |s| s.stream_creation_timestamp.secs()))
    }

    /// An empty batch that begins at `positions`.
    pub fn begin(&mut self, positions: &Positions) -> Result<Batch, StreamError> {
        self.list(self.listed.is_none_or(|at| at.elapsed() >= LIST_EVERY))?;
        let mut batch = Batch::default();
        self.add_shards(&mut batch, positions);
        Ok(batch)
    }

    /// Calls every readable shard once, and stops when the batch has `most` bytes.
    pub fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), StreamError> {
        let shards = self.readable(batch);
        let mut order = shards.clone();
        if !order.is_empty() {
            let turn = self.turn % order.len();
            order.rotate_left(turn);
        }
        let mut closed_one = false;
        for chunk in order.chunks(AT_ONCE) {
            self.turn = self.turn.wrapping_add(chunk.len());
            for (shard, answer) in self.call(batch, chunk)? {
                closed_one |= self.take(batch, &shard, answer);
            }
            if batch.bytes() >= most {
                break;
            }
        }
        if closed_one {
            // A shard ends when it is split or merged: now there are others.
            self.list(true)?;
            self.add_shards(batch, &Positions::new());
        }
        let now = self.readable(batch);
        let read = |id: &String| batch.reads.get(id);
        batch.at_end = now.iter().all(|id| read(id).is_some_and(|r| r.at_end));
        batch.lag_millis = now
            .iter()
            .filter_map(read)
            .map(|r| r.lag_millis)
            .max()
            .unwrap_or(0);
        Ok(())
    }

    /// Waits as long as Kinesis wants.
    pub fn rest(&self, at_end: bool) {
        std::thread::sleep(if at_end { AT_END } else { BETWEEN_CALLS });
    }

    /// Reads the records of a plan again; false when some of them are not there any more.
    pub fn read_again(&mut self, plan: &StreamPlan) -> Result<(Batch, bool), StreamError> {
        let mut batch = Batch::default();
        let mut complete = true;
        for (id, slice) in &plan.shards {
            let mut read = ShardRead {
                slice: slice.clone(),
                ..ShardRead::default()
            };
            if let Some(to) = &slice.to {
                complete &= self.read_slice(id, slice.from.as_deref(), to, &mut read.lines)?;
            }
            batch.reads.insert(id.clone(), read);
        }
        Ok((batch, complete))
    }

    fn read_slice(
        &self,
        shard: &str,
        from: Option<&str>,
        to: &str,
        lines: &mut Vec<u8>,
    ) -> Result<bool, StreamError> {
        let mut last = from.map(String::from);
        let mut iterator = None;
        loop {
            let call = get(
                self.client.clone(),
                self.stream.clone(),
                shard.into(),
                iterator,
                last.clone(),
            );
            let answer = self.runtime.block_on(call)?;
            for record in &answer.records {
                if sequence(record.sequence_number()) > sequence(to) {
                    return Ok(false);
                }
                write_line(record, lines);
                if record.sequence_number() == to {
                    return Ok(true);
                }
                last = Some(record.sequence_number().into());
            }
            let at_end = answer.records.is_empty() && answer.millis_behind_latest == Some(0);
            iterator = answer.next_shard_iterator;
            if iterator.is_none() || at_end {
                return Ok(false);
            }
            std::thread::sleep(BETWEEN_CALLS);
        }
    }

    fn list(&mut self, wanted: bool) -> Result<(), StreamError> {
        if !wanted {
            return Ok(());
        }
        let mut shards = Vec::new();
        let mut token = None;
        loop {
            // A page after the first is asked for by its token alone.
            let call = match token.take() {
                Some(token) => self.client.list_shards().next_token(token),
                None => self.client.list_shards().stream_name(&self.stream),
            };
            let answer = self.runtime.block_on(call.send());
            let answer =
                answer.map_err(|e| Failure::of("kinesis:ListShards", &self.shown(), &e))?;
            shards.extend(answer.shards.unwrap_or_default().into_iter().map(|shard| {
                Shard {
                    id: shard.shard_id,
                    parents: shard
                        .parent_shard_id
                        .into_iter()
                        .chain(shard.adjacent_parent_shard_id)
                        .collect(),
                }
            }));
            token = answer.next_token;
            if token.is_none() {
                break;
            }
        }
        shards.sort_by(|a, b| a.id.cmp(&b.id));
        self.shards = shards;
        self.listed = Some(Instant::now());
        Ok(())
    }

    /// Shards that are listed and not yet in the batch. Those that are listed no more are forgotten.
    fn add_shards(&self, batch: &mut Batch, positions: &Positions) {
        for shard in &self.shards {
            batch.reads.entry(shard.id.clone()).or_insert_with(|| {
                let Position { after, closed } =
                    positions.get(&shard.id).cloned().unwrap_or_default();
                ShardRead {
                    slice: Slice {
                        from: after,
                        to: None,
                        closed,
                    },
                    was_closed: closed,
                    ..ShardRead::default()
                }
            });
        }
    }

    fn readable(&self, batch: &Batch) -> Vec<String> {
        readable(&self.shards, |id| {
            batch.reads.get(id).is_some_and(|read| read.slice.closed)
        })
    }

    fn call(
        &self,
        batch: &Batch,
        shards: &[String],
    ) -> Result<Vec<(String, GetRecordsOutput)>, StreamError> {
        self.runtime.block_on(async {
            let mut calls = JoinSet::new();
            for shard in shards {
                let after = batch.reads.get(shard).and_then(|read| {
                    let slice = &read.slice;
                    slice.to.clone().or_else(|| slice.from.clone())
                });
                let call = get(
                    self.client.clone(),
                    self.stream.clone(),
                    shard.clone(),
                    self.iterators.get(shard).cloned(),
                    after,
                );
                let shard = shard.clone();
                calls.spawn(async move { call.await.map(|answer| (shard, answer)) });
            }
            let mut answers = Vec::new();
            while let Some(answer) = calls.join_next().await {
                match answer {
                    Ok(answer) => answers.push(answer?),
                    Err(error) => return Err(StreamError::Threads(std::io::Error::other(error))),
                }
            }
            Ok(answers)
        })
    }

    /// Adds an answer to the batch; true when the shard has ended.
    fn take(&mut self, batch: &mut Batch, shard: &str, answer: GetRecordsOutput) -> bool {
        let read = batch.reads.entry(shard.into()).or_default();
        for record in &answer.records {
            write_line(record, &mut read.lines);
        }
        if let Some(last) = answer.records.last() {
            read.slice.to = Some(last.sequence_number().into());
        }
        let behind = answer.millis_behind_latest.unwrap_or(0);
        read.lag_millis = u64::try_from(behind).unwrap_or(0);
        read.at_end = answer.records.is_empty() && behind == 0;
        // No iterator is the shard's end.
        match answer.next_shard_iterator {
            Some(iterator) => {
                self.iterators.insert(shard.into(), iterator);
                false
            }
            None => {
                self.iterators.remove(shard);
                read.slice.closed = true;
                true
            }
        }
    }

    fn shown(&self) -> String {
        format!("stream `{}`", self.stream)
    }
}

/// One call for records; an iterator that has expired is made anew.
async fn get(
    client: Client,
    stream: String,
    shard: String,
    iterator: Option<String>,
    after: Option<String>,
) -> Result<GetRecordsOutput, StreamError> {
    let resource = format!("stream `{stream}`, {shard}");
    if let Some(iterator) = iterator {
        match client
            .get_records()
            .shard_iterator(iterator)
            .limit(LIMIT)
            .send()
            .await
        {
            Ok(answer) => return Ok(answer),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|e| e.is_expired_iterator_exception()) => {}
            Err(error) => return Err(Failure::of("kinesis:GetRecords", &resource, &error).into()),
        }
    }
    let kind = if after.is_some() {
        ShardIteratorType::AfterSequenceNumber
    } else {
        ShardIteratorType::TrimHorizon
    };
    let begun = client
        .get_shard_iterator()
        .stream_name(&stream)
        .shard_id(&shard)
        .shard_iterator_type(kind)
        .set_starting_sequence_number(after)
        .send()
        .await
        .map_err(|e| Failure::of("kinesis:GetShardIterator", &resource, &e))?;
    let sent = client
        .get_records()
        .set_shard_iterator(begun.shard_iterator)
        .limit(LIMIT)
        .send()
        .await;
    sent.map_err(|e| Failure::of("kinesis:GetRecords", &resource, &e).into())
}

/// Order of sequence numbers, which are decimal and of any length.
fn sequence(number: &str) -> (usize, &str) {
    let digits = number.trim_start_matches('0');
    (digits.len(), digits)
}

/// A change record is a line as it is. What may not be one, or lacks its time, goes in the shape of GetRecords' answers: so it stays one
/// record whatever its bytes, and has the time of its arrival.
fn write_line(record: &Record, lines: &mut Vec<u8>) {
    let data = record.data().as_ref();
    let plain = data.starts_with(b"{")
        && data.ends_with(b"}")
        && memchr(b'\n', data).is_none()
        && memmem::find(data, b"\"ApproximateCreationDateTime\"").is_some();
    if plain {
        lines.extend_from_slice(data);
    } else {
        lines.extend_from_slice(b"{\"SequenceNumber\":\"");
        lines.extend(record.sequence_number().bytes().filter(u8::is_ascii_digit));
        if let Some(time) = record.approximate_arrival_timestamp() {
            let text = format!(
                "\",\"ApproximateArrivalTimestamp\":{}.{:03}",
                time.secs(),
                time.subsec_nanos() / 1_000_000
            );
            lines.extend_from_slice(text.as_bytes());
        } else {
            lines.push(b'"');
        }
        lines.extend_from_slice(b",\"Data\":\"");
        lines.extend_from_slice(base64_simd::STANDARD.encode_to_string(data).as_bytes());
        lines.extend_from_slice(b"\"}");
    }
    lines.push(b'\n');
}

#[cfg(test)]
mod tests {
    use aws_sdk_kinesis::primitives::{Blob, DateTime};

    use super::*;

    fn check(data: &[u8], expected: &str) {
        let record = Record::builder()
            .sequence_number("42")
            .partition_key("k")
            .data(Blob::new(data))
            .approximate_arrival_timestamp(DateTime::from_millis(1_545_084_650_987))
            .build()
            .unwrap();
        let mut lines = Vec::new();
        write_line(&record, &mut lines);
        assert_eq!(String::from_utf8(lines).unwrap(), format!("{expected}\n"));
    }

    #[test]
    fn records_stay_one_line_each() {
        let timed = "{\"dynamodb\":{\"ApproximateCreationDateTime\":1}}";
        check(timed.as_bytes(), timed);
        let wrapped = |data: &str| {
            format!(
                "{{\"SequenceNumber\":\"42\",\"ApproximateArrivalTimestamp\":1545084650.987,\"Data\":\"{data}\"}}"
            )
        };
        check(b"{}", &wrapped("e30="));
        check(b"{\n}", &wrapped("ewp9"));
        check(b"\xff", &wrapped("/w=="));
        check(b"", &wrapped(""));
    }

    #[test]
    fn sequence_numbers_are_ordered_as_numbers() {
        assert!(sequence("99") < sequence("100"));
        assert!(sequence("0100") == sequence("100"));
        assert!(sequence("4955") < sequence("4956"));
    }
}
