//! Which AWS limit comes first at a given rate.

use crate::bill::{invocation_seconds, invocations, table_shards};
use crate::workload::{Settings, StreamMode, Transport, Workload};
use crate::{KIB, MIB, SECONDS_PER_MONTH};

/// A limit and how much of it a workload uses at its peak.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// What is limited.
    pub name: &'static str,
    /// How much the peak uses.
    pub used: f64,
    /// How much there is by default in us-east-1.
    pub quota: f64,
    /// What both are counted in.
    pub unit: &'static str,
    /// Whether it is used up by more changes; the others are about the size of things and not about their number.
    pub grows: bool,
    /// What to do when it comes near.
    pub remedy: &'static str,
    /// Tag of the source in `docs/cost.md`, or `none` when it was not checked.
    pub source: &'static str,
}

impl Limit {
    /// How many times the present peak still fits; below one it does not.
    #[must_use]
    pub fn headroom(&self) -> f64 {
        if self.used > 0.0 {
            self.quota / self.used
        } else {
            f64::INFINITY
        }
    }
}

/// The limits on the way of a change: what is exceeded, then what grows with the rate, then the rest; the nearest first.
///
/// Firehose's quotas of records and bytes a second hold for Direct PUT alone; behind Kinesis it follows the shards.
#[must_use]
pub fn limits(workload: &Workload, settings: &Settings) -> Vec<Limit> {
    let peak_records = settings.records(workload) / SECONDS_PER_MONTH * workload.peak;
    let record_bytes = settings.record_bytes(workload);
    let peak_mib = peak_records * record_bytes / MIB;
    let shards = settings.shards(workload);
    let peak_writes = workload.rate() * workload.peak * (workload.image_bytes / KIB).ceil();
    let mut found = vec![
        Limit {
            name: "DynamoDB write units of a table",
            used: peak_writes,
            quota: 40_000.0,
            unit: "units/s",
            grows: true,
            remedy: "ask for a higher table quota",
            source: "none",
        },
        Limit {
            name: "Kinesis record",
            used: record_bytes,
            quota: MIB,
            unit: "bytes",
            grows: false,
            remedy: "stream new images only; large items need an attribute less",
            source: "K-LIMITS",
        },
        Limit {
            name: "Firehose active partitions",
            used: settings.active_partitions,
            quota: 500.0,
            unit: "partitions",
            grows: false,
            remedy: "fewer partition keys, or ask for up to 5,000",
            source: "F-LIMITS",
        },
        Limit {
            name: "Firehose bytes into one partition",
            used: workload.rate() * workload.peak * workload.row_bytes / 1e9,
            quota: 1.0,
            unit: "GB/s",
            grows: true,
            remedy: "add a partition key",
            source: "F-LIMITS",
        },
        Limit {
            name: "Lambda concurrency, as expected",
            used: invocations(workload, settings) / SECONDS_PER_MONTH
                * workload.peak
                * invocation_seconds(workload, settings),
            quota: 1000.0,
            unit: "executions",
            grows: true,
            remedy: "more memory shortens an execution; or raise the account's quota",
            source: "none",
        },
        Limit {
            name: "Lambda concurrency, five for each shard at worst",
            used: 5.0 * shards,
            quota: 1000.0,
            unit: "executions",
            grows: true,
            remedy: "reserve concurrency for the transform, or raise the account's quota",
            source: "F-LIMITS",
        },
        Limit {
            name: "Lambda request",
            used: settings.lambda_batch_megabytes * 4.0 / 3.0,
            quota: 6.0,
            unit: "MB",
            grows: false,
            remedy: "a smaller TransformMegabytes",
            source: "F-TRANSFORM",
        },
        Limit {
            name: "Kinesis reads of a shard",
            used: if settings.backup { 2.0 } else { 1.0 },
            quota: 5.0,
            unit: "calls/s",
            grows: false,
            remedy: "enhanced fan-out for further readers",
            source: "K-LIMITS",
        },
    ];
    match settings.stream {
        StreamMode::OnDemand => {
            found.push(Limit {
                name: "Kinesis on demand, while the stream is new",
                used: peak_mib,
                quota: 4.0,
                unit: "MiB/s",
                grows: true,
                remedy: "nothing once it has grown: it follows up to twice its past peak; provision shards for a sudden start",
                source: "K-LIMITS",
            });
            found.push(Limit {
                name: "Kinesis on demand, at most",
                used: peak_mib,
                quota: 10.0 * KIB,
                unit: "MiB/s",
                grows: true,
                remedy: "ask for more; 200 MiB/s in smaller Regions",
                source: "K-LIMITS",
            });
        }
        StreamMode::Provisioned { .. } => {
            found.push(Limit {
                name: "Kinesis bytes into the shards",
                used: peak_mib,
                quota: shards,
                unit: "MiB/s",
                grows: true,
                remedy: "more shards",
                source: "K-LIMITS",
            });
            found.push(Limit {
                name: "Kinesis records into the shards",
                used: peak_records,
                quota: shards * 1000.0,
                unit: "records/s",
                grows: true,
                remedy: "more shards",
                source: "K-LIMITS",
            });
            found.push(Limit {
                name: "Kinesis shards of the account",
                used: shards,
                quota: 20_000.0,
                unit: "shards",
                grows: true,
                remedy: "ask for more",
                source: "K-LIMITS",
            });
        }
    }
    if let Transport::Pipe(_) = settings.transport {
        found.push(Limit {
            name: "Pipes executions at once",
            used: table_shards(workload),
            quota: 1000.0,
            unit: "executions",
            grows: true,
            remedy: "ask for more; one for each shard of the table's stream and step of PipeParallelization",
            source: "P-LIMITS",
        });
    }
    let order = |limit: &Limit| (limit.headroom() >= 1.0, !limit.grows);
    found.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then(a.headroom().total_cmp(&b.headroom()))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn used(found: &[Limit], name: &str) -> (f64, f64) {
        let limit = found.iter().find(|limit| limit.name == name);
        limit
            .map(|limit| (limit.used, limit.quota))
            .unwrap_or_else(|| panic!("no limit {name}"))
    }

    #[test]
    fn by_hand() {
        let provisioned = Settings {
            stream: StreamMode::Provisioned { shards: None },
            ..Settings::default()
        };
        let found = limits(&Workload::per_second(1000.0, 650.0), &provisioned);
        // Peaks of 2,000 a second of 325 bytes: one write unit each; 1.24 MiB/s; two shards.
        assert_eq!(
            used(&found, "DynamoDB write units of a table"),
            (2000.0, 40_000.0)
        );
        assert_eq!(
            used(&found, "Kinesis records into the shards"),
            (2000.0, 2000.0)
        );
        let (bytes, capacity) = used(&found, "Kinesis bytes into the shards");
        assert!((bytes - 1.2398).abs() < 1e-3 && capacity == 2.0);
        assert_eq!(
            used(&found, "Lambda concurrency, five for each shard at worst"),
            (10.0, 1000.0)
        );
        assert_eq!(used(&found, "Pipes executions at once"), (4.0, 1000.0));
        assert_eq!(
            found[0].name, "Kinesis records into the shards",
            "full to the brim comes first"
        );
        let growing: Vec<f64> = found
            .iter()
            .take_while(|limit| limit.grows)
            .map(Limit::headroom)
            .collect();
        assert!(growing.len() >= 7 && growing.is_sorted(), "{growing:?}");
    }

    #[test]
    fn a_direct_stream_has_no_pipe() {
        let settings = Settings {
            transport: Transport::Direct,
            ..Settings::default()
        };
        let found = limits(&Workload::per_second(1.0, 650.0), &settings);
        assert!(!found.iter().any(|limit| limit.name.starts_with("Pipes")));
    }

    #[test]
    fn records_beyond_a_mebibyte_do_not_fit() {
        let found = limits(
            &Workload::per_second(1.0, 2.0 * 1024.0 * 1024.0),
            &Settings::default(),
        );
        assert_eq!(found[0].name, "Kinesis record");
        assert!(found[0].headroom() < 1.0);
    }

    #[test]
    fn too_few_shards_are_seen() {
        let one = Settings {
            stream: StreamMode::Provisioned { shards: Some(1) },
            ..Settings::default()
        };
        let found = limits(&Workload::per_second(1000.0, 650.0), &one);
        assert!(found[0].headroom() < 1.0 && found[0].remedy == "more shards");
    }
}
