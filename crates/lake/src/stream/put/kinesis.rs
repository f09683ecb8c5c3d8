//! The calls to Kinesis.

use aws_sdk_kinesis::Client as KinesisClient;
use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::PutRecordsRequestEntry;
use lakebed_aws::{Connection, Failure};
use tokio::runtime::{Builder, Runtime};

use super::queue::Entry;
use super::sender::Client;
use super::{CALLS, PutError};

/// What a stream takes that does not say: 1 MiB.
const RECORD_KIB: i32 = 1024;

/// One stream, through the SDK's client.
pub(super) struct Kinesis {
    client: KinesisClient,
    stream: String,
    runtime: Runtime,
}

impl Kinesis {
    pub fn new(connection: &Connection, stream: &str) -> Result<Self, PutError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(CALLS)
            .enable_all()
            .build()
            .map_err(PutError::Threads)?;
        Ok(Self {
            client: KinesisClient::new(&connection.config()),
            stream: stream.into(),
            runtime,
        })
    }

    pub fn stream(&self) -> &str {
        &self.stream
    }

    /// Bytes of the largest record that the stream takes.
    pub fn record_bytes(&self) -> Result<usize, Failure> {
        let sent = self
            .client
            .describe_stream_summary()
            .stream_name(&self.stream)
            .send();
        let answer = self
            .runtime
            .block_on(sent)
            .map_err(|e| Failure::of("kinesis:DescribeStreamSummary", &self.shown(), &e))?;
        let kib = answer
            .stream_description_summary
            .and_then(|summary| summary.max_record_size_in_kib)
            .unwrap_or(RECORD_KIB);
        Ok(usize::try_from(kib.max(RECORD_KIB)).unwrap_or_default() << 10)
    }

    fn shown(&self) -> String {
        format!("stream `{}`", self.stream)
    }
}

impl Client for Kinesis {
    fn put(&self, batch: &[Entry]) -> Result<Vec<Option<String>>, Failure> {
        let entries = batch.iter().filter_map(|entry| {
            PutRecordsRequestEntry::builder()
                .partition_key(entry.partition_key())
                .data(Blob::new(entry.data.clone()))
                .build()
                .ok() // both members are there
        });
        let sent = self
            .client
            .put_records()
            .stream_name(&self.stream)
            .set_records(Some(entries.collect()))
            .send();
        let answer = self
            .runtime
            .block_on(sent)
            .map_err(|e| Failure::of("kinesis:PutRecords", &self.shown(), &e))?;
        let results = answer.records.into_iter();
        Ok(results.map(|result| result.error_code).collect())
    }
}
