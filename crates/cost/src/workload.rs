//! What goes through a pipeline and how it is set up.

use crate::{KIB, MIB, SECONDS_PER_MONTH};

/// What goes through a pipeline in a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Workload {
    /// Changes a month.
    pub events: f64,
    /// Bytes of one change as JSON on its way through a pipe and Kinesis, with the images that the table streams.
    pub event_bytes: f64,
    /// The same when DynamoDB writes to Kinesis itself: always both images.
    pub direct_event_bytes: f64,
    /// Bytes of the larger image of the item as DynamoDB counts them. Without type tags and envelope: about half the JSON.
    pub image_bytes: f64,
    /// Bytes of the row that the transform emits. Without old image, tags and envelope: about half the JSON.
    pub row_bytes: f64,
    /// Bytes of one row in Parquet.
    pub parquet_bytes: f64,
    /// The busiest second over the average one: what shards are sized for.
    pub peak: f64,
    /// Athena queries a month.
    pub queries: f64,
    /// Bytes that these queries scan, together.
    pub scanned_bytes: f64,
    /// Months that the lake is kept, for its storage.
    pub months_kept: f64,
}

impl Workload {
    /// JSON to Parquet with SNAPPY, as measured on order changes: 0.038 with zstd, and SNAPPY is 37 % larger.
    const PARQUET_RATIO: f64 = 0.052;

    /// A workload from its rate and the size of a change that streams new images alone; the rest as the fields'
    /// documentation says, a year kept, peaks of twice the average, no queries.
    #[must_use]
    pub fn per_month(events: f64, event_bytes: f64) -> Self {
        Self {
            events,
            event_bytes,
            // A quarter is envelope and keys; the image comes twice.
            direct_event_bytes: event_bytes * 1.75,
            image_bytes: event_bytes * 0.5,
            row_bytes: event_bytes * 0.5,
            parquet_bytes: event_bytes * Self::PARQUET_RATIO,
            peak: 2.0,
            queries: 0.0,
            scanned_bytes: 0.0,
            months_kept: 12.0,
        }
    }

    /// The same from events a second.
    #[must_use]
    pub fn per_second(events_per_second: f64, event_bytes: f64) -> Self {
        Self::per_month(events_per_second * SECONDS_PER_MONTH, event_bytes)
    }

    /// Average events a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.events / SECONDS_PER_MONTH
    }
}

/// How a pipeline is set up. The default is what `infra/pipeline.yaml` deploys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// From DynamoDB to Kinesis.
    pub transport: Transport,
    /// How the Kinesis stream is paid for.
    pub stream: StreamMode,
    /// Hours that the stream keeps a change.
    pub retention_hours: f64,
    /// Changes in one Kinesis record. More than one is not deployable: nothing between the table and Kinesis packs them.
    pub events_per_record: f64,
    /// Firehose's buffer interval.
    pub buffer_seconds: f64,
    /// Firehose's buffer size, MiB.
    pub buffer_mebibytes: f64,
    /// Partitions that get changes within one interval: days, times the other keys.
    pub active_partitions: f64,
    /// Partitions from the change itself. Off is not deployable: rows would land by arrival time.
    pub dynamic_partitioning: bool,
    /// Rows to Parquet in Firehose. Off is not deployable: Athena would read JSON, at many times the price.
    pub conversion: bool,
    /// The untransformed changes, kept for replay.
    pub backup: bool,
    /// Months that the backup is kept.
    pub backup_months: f64,
    /// Memory of the transform, MB.
    pub lambda_megabytes: f64,
    /// Size of one request to the transform, MB.
    pub lambda_batch_megabytes: f64,
    /// Metrics that the transform emits by itself.
    pub custom_metrics: f64,
    /// Metrics that the alarms look at.
    pub alarm_metrics: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            transport: Transport::Pipe(PipeBilling::PerEvent),
            stream: StreamMode::OnDemand,
            retention_hours: 72.0,
            events_per_record: 1.0,
            buffer_seconds: 300.0,
            buffer_mebibytes: 128.0,
            active_partitions: 2.0,
            dynamic_partitioning: true,
            conversion: true,
            backup: true,
            backup_months: 3.0,
            lambda_megabytes: 256.0,
            lambda_batch_megabytes: 1.0,
            custom_metrics: 12.0,
            alarm_metrics: 18.0,
        }
    }
}

impl Settings {
    /// Whether the templates of this project can deploy it.
    #[must_use]
    pub fn is_deployable(&self) -> bool {
        self.events_per_record <= 1.0 && self.dynamic_partitioning && self.conversion
    }

    /// Bytes of one change in Kinesis.
    pub(crate) fn event_bytes(&self, workload: &Workload) -> f64 {
        match self.transport {
            Transport::Pipe(_) => workload.event_bytes,
            Transport::Direct => workload.direct_event_bytes,
        }
    }

    /// Bytes of one Kinesis record.
    pub(crate) fn record_bytes(&self, workload: &Workload) -> f64 {
        self.event_bytes(workload) * self.events_per_record
    }

    /// Kinesis records a month.
    pub(crate) fn records(&self, workload: &Workload) -> f64 {
        workload.events / self.events_per_record
    }

    /// Shards of the stream: as asked for, or as many as the peak needs. On demand begins with four.
    #[must_use]
    pub fn shards(&self, workload: &Workload) -> f64 {
        if let StreamMode::Provisioned {
            shards: Some(shards),
        } = self.stream
        {
            return f64::from(shards);
        }
        let peak_records = self.records(workload) / SECONDS_PER_MONTH * workload.peak;
        let peak_bytes = peak_records * self.record_bytes(workload);
        // Firehose reads once, and once more for the backup; a shard gives 2 MB/s to all readers together.
        let readers = if self.backup { 2.0 } else { 1.0 };
        let needed = (peak_bytes / MIB)
            .max(peak_records / 1000.0)
            .max(peak_bytes * readers / (2.0 * MIB))
            .ceil();
        match self.stream {
            StreamMode::OnDemand => needed.max(4.0),
            StreamMode::Provisioned { .. } => needed.max(1.0),
        }
    }

    /// One line: `direct, provisioned (1 shard), 24 h, buffer 900 s, backup`.
    #[must_use]
    pub fn describe(&self, workload: &Workload) -> String {
        let transport = match self.transport {
            Transport::Pipe(PipeBilling::PerEvent) => "pipe",
            Transport::Pipe(PipeBilling::PerBatch) => "pipe (billed by batch)",
            Transport::Direct => "direct",
        };
        let shards = self.shards(workload);
        let stream = match self.stream {
            StreamMode::OnDemand => "on demand".to_owned(),
            StreamMode::Provisioned { .. } => format!(
                "provisioned ({shards} shard{})",
                if shards == 1.0 { "" } else { "s" }
            ),
        };
        let mut text = format!(
            "{transport}, {stream}, {} h, buffer {} s",
            self.retention_hours, self.buffer_seconds
        );
        text.push_str(if self.backup {
            ", backup"
        } else {
            ", no backup"
        });
        if self.events_per_record > 1.0 {
            text.push_str(&format!(", {} changes a record", self.events_per_record));
        }
        text
    }
}

/// The way from DynamoDB to Kinesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transport {
    /// DynamoDB Streams and an EventBridge Pipe: ordered, with sequence numbers.
    Pipe(PipeBilling),
    /// DynamoDB writes to Kinesis itself: cheaper, without sequence numbers.
    Direct,
}

/// What a pipe's request is. AWS says "each 64 KB chunk of a payload is billed as one request" and not whether the payload
/// is an event or the batch that a pipe handles at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PipeBilling {
    /// Every change is a payload: the careful reading, and the default.
    PerEvent,
    /// A batch of changes is a payload.
    PerBatch,
}

impl PipeBilling {
    /// Requests for a month, with batches of up to 500 changes or 6 MB, collected for 5 seconds.
    pub(crate) fn requests(self, workload: &Workload) -> f64 {
        const CHUNK: f64 = 64.0 * KIB;
        match self {
            Self::PerEvent => workload.events * (workload.event_bytes / CHUNK).ceil(),
            Self::PerBatch => {
                let batch = (workload.rate() * 5.0)
                    .min(500.0)
                    .min(6.0 * MIB / workload.event_bytes)
                    .floor()
                    .max(1.0);
                workload.events / batch * (batch * workload.event_bytes / CHUNK).ceil()
            }
        }
    }
}

/// How a Kinesis stream is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StreamMode {
    /// By volume, and by the hour that it exists.
    OnDemand,
    /// By shard.
    Provisioned {
        /// How many; as many as the peak needs when absent.
        shards: Option<u32>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards() {
        let provisioned = Settings {
            stream: StreamMode::Provisioned { shards: None },
            ..Settings::default()
        };
        let check = |settings: &Settings, per_second: f64, bytes: f64, expected: f64| {
            assert_eq!(
                settings.shards(&Workload::per_second(per_second, bytes)),
                expected,
                "{per_second}/s of {bytes}"
            );
        };
        check(&provisioned, 1.0, 650.0, 1.0);
        check(&provisioned, 100.0, 650.0, 1.0);
        // 1,000 a second with peaks of 2,000: two shards by records, 1.24 MiB/s need two by bytes.
        check(&provisioned, 1000.0, 650.0, 2.0);
        // 100 a second of 40 KiB with peaks of 200: 7.8 MiB/s.
        check(&provisioned, 100.0, 40.0 * 1024.0, 8.0);
        check(&Settings::default(), 100.0, 650.0, 4.0);
        check(
            &Settings {
                stream: StreamMode::Provisioned { shards: Some(7) },
                ..provisioned
            },
            100.0,
            650.0,
            7.0,
        );
        // Fifty changes in a record: the record rate no longer counts, the bytes do.
        check(
            &Settings {
                events_per_record: 50.0,
                ..provisioned
            },
            1000.0,
            650.0,
            2.0,
        );
    }

    #[test]
    fn pipe_requests() {
        let check = |billing: PipeBilling, workload: Workload, expected: f64| {
            assert!(
                (billing.requests(&workload) - expected).abs() < 1e-6,
                "{billing:?} {workload:?}"
            );
        };
        check(PipeBilling::PerEvent, Workload::per_month(1e6, 650.0), 1e6);
        check(
            PipeBilling::PerEvent,
            Workload::per_month(1e6, 65_536.0),
            1e6,
        );
        check(
            PipeBilling::PerEvent,
            Workload::per_month(1e6, 65_537.0),
            2e6,
        );
        // 100 a second for 5 s: batches of 500 changes, 325,000 bytes, 5 chunks.
        check(
            PipeBilling::PerBatch,
            Workload::per_second(100.0, 650.0),
            262_800_000.0 / 500.0 * 5.0,
        );
        // Less than one change in 5 s is a batch of one.
        check(
            PipeBilling::PerBatch,
            Workload::per_second(0.1, 650.0),
            262_800.0,
        );
    }
}
