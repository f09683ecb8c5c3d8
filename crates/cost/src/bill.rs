//! The bill: line items for a month.

use crate::price::{self, Price};
use crate::workload::{Settings, StreamMode, Transport, Workload};
use crate::{GIB, HOURS_PER_MONTH, KIB, MIB, SECONDS_PER_MONTH, TIB};

/// Rows a second that one whole core transforms. The measured rate is above 600,000; this leaves room for wide tables
/// and for a slower core.
const ROWS_PER_CORE_SECOND: f64 = 300_000.0;
/// Megabytes of Lambda memory that come with one whole core.
const MEGABYTES_PER_CORE: f64 = 1769.0;
/// Bytes that one invocation logs: its summary with metrics, and Lambda's own lines.
const LOG_BYTES_PER_INVOCATION: f64 = 1200.0;
/// GetRecords calls a second that a pipe makes on each shard of a DynamoDB stream.
const PIPE_POLLS_PER_SECOND: f64 = 4.0;
/// Shards of a DynamoDB stream: one for every 1,000 write units a second, and four when an on-demand table is new.
pub(crate) fn table_shards(workload: &Workload) -> f64 {
    (workload.rate() * workload.peak * (workload.image_bytes / KIB).ceil() / 1000.0)
        .ceil()
        .max(4.0)
}
/// JSON to gzip.
const GZIP_RATIO: f64 = 0.12;
/// What Athena charges a query at least.
pub(crate) const ATHENA_MINIMUM: f64 = 10.0 * 1e6;

/// A service on the bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// DynamoDB: what reading its changes costs, not the table.
    DynamoDb,
    /// EventBridge Pipes.
    Pipes,
    /// Kinesis Data Streams.
    Kinesis,
    /// Data Firehose.
    Firehose,
    /// Lambda.
    Lambda,
    /// S3.
    S3,
    /// Athena.
    Athena,
    /// CloudWatch: logs, alarms, metrics, dashboard.
    CloudWatch,
}

impl Service {
    /// All services, in the order of the way of a change.
    pub const ALL: [Self; 8] = [
        Self::DynamoDb,
        Self::Pipes,
        Self::Kinesis,
        Self::Firehose,
        Self::Lambda,
        Self::S3,
        Self::Athena,
        Self::CloudWatch,
    ];

    /// As people write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DynamoDb => "DynamoDB",
            Self::Pipes => "Pipes",
            Self::Kinesis => "Kinesis",
            Self::Firehose => "Firehose",
            Self::Lambda => "Lambda",
            Self::S3 => "S3",
            Self::Athena => "Athena",
            Self::CloudWatch => "CloudWatch",
        }
    }
}

/// One line of a bill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineItem {
    /// Who charges it.
    pub service: Service,
    /// What is charged, its unit and its price.
    pub price: Price,
    /// How many units a month.
    pub quantity: f64,
}

impl LineItem {
    /// US dollars a month.
    #[must_use]
    pub fn usd(&self) -> f64 {
        self.quantity * self.price.usd
    }
}

/// A month's bill.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    /// Its lines, in the order of the way of a change; none of quantity zero.
    pub items: Vec<LineItem>,
    /// Changes that it is for.
    pub events: f64,
}

impl Bill {
    /// US dollars a month.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.items.iter().map(LineItem::usd).sum()
    }

    /// US dollars for 1,000 changes; zero when there are none.
    #[must_use]
    pub fn per_thousand(&self) -> f64 {
        per_thousand(self.total(), self.events)
    }

    /// US dollars a month of one service.
    #[must_use]
    pub fn of(&self, service: Service) -> f64 {
        self.items
            .iter()
            .filter(|item| item.service == service)
            .map(LineItem::usd)
            .sum()
    }

    /// The largest line, or none when the bill is empty.
    #[must_use]
    pub fn dominant(&self) -> Option<&LineItem> {
        self.items.iter().max_by(|a, b| a.usd().total_cmp(&b.usd()))
    }
}

/// US dollars for 1,000 changes.
pub(crate) fn per_thousand(usd: f64, events: f64) -> f64 {
    if events > 0.0 {
        usd / events * 1000.0
    } else {
        0.0
    }
}

/// What a pipeline costs in a month, without free tiers.
#[must_use]
pub fn bill(workload: &Workload, settings: &Settings) -> Bill {
    let mut lines = Lines(Vec::new());
    transport(workload, settings, &mut lines);
    stream(workload, settings, &mut lines);
    delivery(workload, settings, &mut lines);
    transform(workload, settings, &mut lines);
    storage(workload, settings, &mut lines);
    let scanned = workload
        .scanned_bytes
        .max(workload.queries * ATHENA_MINIMUM);
    lines.add(Service::Athena, price::ATHENA_TB, scanned / TIB);
    lines.add(
        Service::CloudWatch,
        price::LOGS_GB,
        invocations(workload, settings) * LOG_BYTES_PER_INVOCATION / GIB,
    );
    lines.add(
        Service::CloudWatch,
        price::ALARM_METRIC_MONTH,
        settings.alarm_metrics,
    );
    lines.add(
        Service::CloudWatch,
        price::METRIC_MONTH,
        settings.custom_metrics,
    );
    lines.add(Service::CloudWatch, price::DASHBOARD_MONTH, 1.0);
    Bill {
        items: lines.0,
        events: workload.events,
    }
}

struct Lines(Vec<LineItem>);

impl Lines {
    fn add(&mut self, service: Service, price: Price, quantity: f64) {
        if quantity > 0.0 {
            self.0.push(LineItem {
                service,
                price,
                quantity,
            });
        }
    }
}

fn transport(workload: &Workload, settings: &Settings, lines: &mut Lines) {
    match settings.transport {
        Transport::Pipe(billing) => {
            let polls = table_shards(workload) * PIPE_POLLS_PER_SECOND * SECONDS_PER_MONTH;
            lines.add(Service::DynamoDb, price::DYNAMODB_STREAM_READ, polls);
            lines.add(
                Service::Pipes,
                price::PIPES_REQUEST,
                billing.requests(workload),
            );
        }
        Transport::Direct => {
            let units = workload.events * (workload.image_bytes / KIB).ceil();
            lines.add(Service::DynamoDb, price::DYNAMODB_CAPTURE_UNIT, units);
        }
    }
}

fn stream(workload: &Workload, settings: &Settings, lines: &mut Lines) {
    let records = settings.records(workload);
    let record_bytes = settings.record_bytes(workload);
    let kept_hours = (settings.retention_hours - 24.0).max(0.0);
    match settings.stream {
        StreamMode::OnDemand => {
            let in_gb = records * (record_bytes / KIB).ceil() * KIB / GIB;
            let reads = if settings.backup { 2.0 } else { 1.0 };
            lines.add(
                Service::Kinesis,
                price::KINESIS_STREAM_HOUR,
                HOURS_PER_MONTH,
            );
            lines.add(Service::Kinesis, price::KINESIS_IN_GB, in_gb);
            lines.add(
                Service::Kinesis,
                price::KINESIS_OUT_GB,
                records * record_bytes * reads / GIB,
            );
            lines.add(
                Service::Kinesis,
                price::KINESIS_KEPT_GB_MONTH,
                in_gb * kept_hours / HOURS_PER_MONTH,
            );
        }
        StreamMode::Provisioned { .. } => {
            let shard_hours = settings.shards(workload) * HOURS_PER_MONTH;
            lines.add(Service::Kinesis, price::KINESIS_SHARD_HOUR, shard_hours);
            lines.add(
                Service::Kinesis,
                price::KINESIS_PUT_UNIT,
                records * (record_bytes / (25.0 * KIB)).ceil(),
            );
            lines.add(
                Service::Kinesis,
                price::KINESIS_SHARD_HOUR_KEPT,
                if kept_hours > 0.0 { shard_hours } else { 0.0 },
            );
        }
    }
}

/// GB that Firehose bills: each record rounded up to 5 KB.
fn firehose_gb(workload: &Workload, settings: &Settings) -> f64 {
    let step = 5.0 * KIB;
    settings.records(workload) * (settings.record_bytes(workload) / step).ceil() * step / GIB
}

/// Objects of the lake a month: one for every interval and partition, or more when the size triggers first.
///
/// Buffers belong to the stream with dynamic partitioning and to each shard without it.
pub(crate) fn objects(workload: &Workload, settings: &Settings) -> f64 {
    let buffers = if settings.dynamic_partitioning {
        settings.active_partitions
    } else {
        settings.shards(workload)
    };
    let by_time = buffers * SECONDS_PER_MONTH / settings.buffer_seconds;
    let by_size = workload.events * workload.row_bytes / (settings.buffer_mebibytes * MIB);
    by_time.max(by_size).min(workload.events)
}

fn delivery(workload: &Workload, settings: &Settings, lines: &mut Lines) {
    let gb = firehose_gb(workload, settings);
    lines.add(Service::Firehose, price::FIREHOSE_IN_GB, gb);
    if settings.conversion {
        lines.add(Service::Firehose, price::FIREHOSE_CONVERTED_GB, gb);
    }
    if settings.dynamic_partitioning {
        // Whether rows or their Parquet count as delivered is not documented; rows are the careful reading.
        lines.add(
            Service::Firehose,
            price::FIREHOSE_PARTITIONED_GB,
            workload.events * workload.row_bytes / GIB,
        );
        lines.add(
            Service::Firehose,
            price::FIREHOSE_PARTITIONED_OBJECT,
            objects(workload, settings),
        );
    }
}

/// Invocations a month: a batch full, or a minute over, on each shard.
pub(crate) fn invocations(workload: &Workload, settings: &Settings) -> f64 {
    let by_size =
        workload.events * settings.event_bytes(workload) / (settings.lambda_batch_megabytes * MIB);
    let by_time = settings.shards(workload) * SECONDS_PER_MONTH / 60.0;
    by_size.max(by_time).min(settings.records(workload))
}

/// Seconds that one invocation takes on average, at least the millisecond that Lambda bills.
pub(crate) fn invocation_seconds(workload: &Workload, settings: &Settings) -> f64 {
    let cores = settings.lambda_megabytes / MEGABYTES_PER_CORE;
    let rows = workload.events / invocations(workload, settings).max(1.0);
    (rows / ROWS_PER_CORE_SECOND / cores * 1000.0)
        .ceil()
        .max(1.0)
        / 1000.0
}

fn transform(workload: &Workload, settings: &Settings, lines: &mut Lines) {
    let calls = invocations(workload, settings);
    let gb_seconds =
        calls * invocation_seconds(workload, settings) * settings.lambda_megabytes / KIB;
    lines.add(Service::Lambda, price::LAMBDA_REQUEST, calls);
    lines.add(Service::Lambda, price::LAMBDA_GB_SECOND, gb_seconds);
}

fn storage(workload: &Workload, settings: &Settings, lines: &mut Lines) {
    let mut puts = objects(workload, settings);
    let mut kept = workload.events * workload.parquet_bytes * workload.months_kept;
    if settings.backup {
        let bytes = workload.events * settings.event_bytes(workload) * GZIP_RATIO;
        // Backups have buffers of 900 s and 128 MiB for each shard.
        let by_time = settings.shards(workload) * SECONDS_PER_MONTH / 900.0;
        puts += by_time
            .max(workload.events * settings.event_bytes(workload) / (128.0 * MIB))
            .min(workload.events);
        kept += bytes * settings.backup_months;
    }
    lines.add(Service::S3, price::S3_PUT, puts);
    lines.add(Service::S3, price::S3_GB_MONTH, kept / GIB);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload::PipeBilling;

    /// Quantity of a line, found by its price.
    #[track_caller]
    fn quantity(bill: &Bill, price: Price) -> f64 {
        bill.items
            .iter()
            .find(|item| item.price.item == price.item)
            .map_or(0.0, |item| item.quantity)
    }

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() <= expected.abs() * 1e-4 + 1e-9,
            "found {found}, expected {expected}"
        );
    }

    /// 100 changes a second of 650 bytes: 262,800,000 a month. Figures worked by hand.
    fn hundred() -> Workload {
        Workload::per_second(100.0, 650.0)
    }

    #[test]
    fn pipe_and_on_demand_by_hand() {
        let bill = bill(&hundred(), &Settings::default());
        // 262.8 M requests at 0.40 a million.
        close(bill.of(Service::Pipes), 105.12);
        // Four shards polled 4 times a second: 42,048,000 calls at 0.02 per 100,000.
        close(bill.of(Service::DynamoDb), 8.4096);
        // 262.8 M records of 1 KB: 250.6256 GB in; 650 bytes twice out: 318.174 GB; 48 of 730 hours kept.
        close(quantity(&bill, price::KINESIS_IN_GB), 250.6256);
        close(quantity(&bill, price::KINESIS_OUT_GB), 318.1770);
        close(
            bill.of(Service::Kinesis),
            29.2 + 20.05005 + 12.72708 + 250.6256 * 48.0 / 730.0 * 0.10,
        );
        // 5 KB each: 1,253.128 GB at 0.029 and at 0.018.
        close(quantity(&bill, price::FIREHOSE_IN_GB), 1253.1281);
        close(
            quantity(&bill, price::FIREHOSE_CONVERTED_GB) * 0.018,
            22.55631,
        );
        // 325 bytes a row: 79.5442 GB. Two partitions every 300 s: 17,520 objects.
        close(quantity(&bill, price::FIREHOSE_PARTITIONED_GB), 79.5442);
        close(
            quantity(&bill, price::FIREHOSE_PARTITIONED_OBJECT),
            17_520.0,
        );
        close(
            bill.of(Service::Firehose),
            36.340715 + 22.556306 + 1.590885 + 0.0876,
        );
    }

    #[test]
    fn direct_and_provisioned_by_hand() {
        let settings = Settings {
            transport: Transport::Direct,
            stream: StreamMode::Provisioned { shards: None },
            retention_hours: 24.0,
            buffer_seconds: 900.0,
            ..Settings::default()
        };
        let bill = bill(&hundred(), &settings);
        // 325 bytes are one unit: 262.8 M at 0.10 a million.
        close(bill.of(Service::DynamoDb), 26.28);
        close(bill.of(Service::Pipes), 0.0);
        // One shard for 730 hours, 262.8 M PUT units.
        close(bill.of(Service::Kinesis), 10.95 + 3.6792);
        // Two partitions every 900 s.
        close(quantity(&bill, price::FIREHOSE_PARTITIONED_OBJECT), 5840.0);
        assert!(
            bill.per_thousand() < 0.0005,
            "the target at 100 changes a second: {}",
            bill.per_thousand()
        );
    }

    #[test]
    fn lambda_by_hand() {
        let bill = bill(&hundred(), &Settings::default());
        // Four shards, a call a minute each: 175,200; bytes would make 162,907.
        close(quantity(&bill, price::LAMBDA_REQUEST), 175_200.0);
        // 1,500 rows at 300,000 a second and core, on 0.1447 core: 34.55 ms, billed as 35. A quarter of a GB.
        close(
            quantity(&bill, price::LAMBDA_GB_SECOND),
            175_200.0 * 0.035 * 0.25,
        );
    }

    #[test]
    fn storage_by_hand() {
        let bill = bill(&hundred(), &Settings::default());
        // Lake 17,520; backup of 4 shards every 900 s: 11,680.
        close(quantity(&bill, price::S3_PUT), 29_200.0);
        // 33.8 bytes for 12 months: 99.27 GB; 78 bytes for 3 months: 57.27 GB.
        close(quantity(&bill, price::S3_GB_MONTH), 99.2713 + 57.2721);
    }

    #[test]
    fn athena_charges_ten_megabytes_at_least() {
        let check = |queries: f64, scanned: f64, expected: f64| {
            let workload = Workload {
                queries,
                scanned_bytes: scanned,
                ..hundred()
            };
            close(
                bill(&workload, &Settings::default()).of(Service::Athena),
                expected,
            );
        };
        check(0.0, 0.0, 0.0);
        check(1000.0, 1.0, 1e10 / TIB * 5.0);
        check(1000.0, TIB, 5.0);
    }

    #[test]
    fn five_kilobyte_steps() {
        let check = |bytes: f64, packed: f64, expected_gb: f64| {
            let settings = Settings {
                events_per_record: packed,
                ..Settings::default()
            };
            close(
                firehose_gb(&Workload::per_month(1024.0 * 1024.0, bytes), &settings),
                expected_gb,
            );
        };
        check(1.0, 1.0, 5.0);
        check(5120.0, 1.0, 5.0);
        check(5121.0, 1.0, 10.0);
        // Eight changes of 640 bytes fill a step exactly.
        check(640.0, 8.0, 0.625);
    }

    #[test]
    fn objects_of_a_month() {
        let check = |workload: Workload, change: fn(&mut Settings), expected: f64| {
            let mut settings = Settings::default();
            change(&mut settings);
            close(objects(&workload, &settings), expected);
        };
        check(hundred(), |_| (), 17_520.0);
        check(hundred(), |s| s.buffer_seconds = 60.0, 87_600.0);
        check(hundred(), |s| s.dynamic_partitioning = false, 35_040.0);
        // No more objects than changes.
        check(Workload::per_month(10.0, 650.0), |_| (), 10.0);
        // 100,000 a second of 325 bytes fill 128 MiB every 4.1 seconds.
        check(
            Workload::per_second(100_000.0, 650.0),
            |_| (),
            262.8e9 * 325.0 / 134_217_728.0,
        );
    }

    #[test]
    fn sums_and_the_largest_line() {
        let bill = bill(&hundred(), &Settings::default());
        let by_service: f64 = Service::ALL
            .into_iter()
            .map(|service| bill.of(service))
            .sum();
        close(by_service, bill.total());
        close(bill.per_thousand(), bill.total() / 262_800.0);
        assert_eq!(
            bill.dominant().map(|item| item.service),
            Some(Service::Pipes)
        );
        let cheap = Settings {
            transport: Transport::Pipe(PipeBilling::PerBatch),
            ..Settings::default()
        };
        assert!(super::bill(&hundred(), &cheap).of(Service::Pipes) < 1.1);
    }

    #[test]
    fn no_changes_still_cost_what_exists() {
        let bill = bill(&Workload::per_month(0.0, 650.0), &Settings::default());
        close(bill.of(Service::Kinesis), 29.2);
        close(
            bill.of(Service::Firehose) + bill.of(Service::S3) + bill.of(Service::Lambda),
            0.0,
        );
        close(bill.per_thousand(), 0.0);
    }
}
