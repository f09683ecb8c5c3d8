//! The cheapest settings that keep what the owner of a table asks for.

use crate::bill::{Bill, bill};
use crate::workload::{PipeBilling, Settings, StreamMode, Transport, Workload};

/// What a choice must keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constraints {
    /// How old the lake may be: the longest buffer interval, seconds, 60 to 900.
    pub buffer_seconds: f64,
    /// Hours that the stream must keep changes.
    pub retention_hours: f64,
    /// Whether the source backup must be there.
    pub backup: bool,
    /// Whether every change must carry its sequence number, which the direct transport does not give.
    pub sequence_numbers: bool,
    /// How a pipe's requests are counted.
    pub pipe_billing: PipeBilling,
    /// Also what the templates cannot deploy: several changes in one record, up to this many. One for none.
    pub events_per_record: f64,
}

impl Default for Constraints {
    /// Up to 900 s, a day, the backup kept, either transport, the careful reading of the pipe's price.
    fn default() -> Self {
        Self {
            buffer_seconds: 900.0,
            retention_hours: 24.0,
            backup: true,
            sequence_numbers: false,
            pipe_billing: PipeBilling::PerEvent,
            events_per_record: 1.0,
        }
    }
}

/// Settings and what they cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The settings.
    pub settings: Settings,
    /// Their bill.
    pub bill: Bill,
}

/// Every choice that keeps the constraints, cheapest first. `base` gives what is not searched (memory, partitions, …).
///
/// Searched are transport, stream mode, buffer interval, backup and, if asked for, changes in a record.
#[must_use]
pub fn cheapest(workload: &Workload, base: &Settings, constraints: &Constraints) -> Vec<Choice> {
    let mut transports = vec![Transport::Pipe(constraints.pipe_billing)];
    if !constraints.sequence_numbers {
        transports.push(Transport::Direct);
    }
    let buffers = [60.0, 300.0, 900.0]
        .into_iter()
        .filter(|seconds| *seconds < constraints.buffer_seconds);
    let buffers: Vec<f64> = buffers.chain([constraints.buffer_seconds]).collect();
    let backups = if constraints.backup {
        &[true][..]
    } else {
        &[true, false]
    };
    let mut packed = vec![1.0];
    if constraints.events_per_record > 1.0 {
        packed.push(constraints.events_per_record);
    }
    let mut choices = Vec::new();
    for &transport in &transports {
        for stream in [
            StreamMode::OnDemand,
            StreamMode::Provisioned { shards: None },
        ] {
            for &buffer_seconds in &buffers {
                for &backup in backups {
                    for &events_per_record in &packed {
                        let settings = Settings {
                            transport,
                            stream,
                            buffer_seconds,
                            backup,
                            events_per_record,
                            retention_hours: constraints.retention_hours,
                            ..*base
                        };
                        choices.push(Choice {
                            bill: bill(workload, &settings),
                            settings,
                        });
                    }
                }
            }
        }
    }
    choices.sort_by(|a, b| a.bill.total().total_cmp(&b.bill.total()));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(per_second: f64, constraints: &Constraints) -> Choice {
        let workload = Workload::per_second(per_second, 650.0);
        cheapest(&workload, &Settings::default(), constraints).swap_remove(0)
    }

    #[test]
    fn constraints_hold_for_every_choice() {
        let constraints = Constraints {
            buffer_seconds: 120.0,
            sequence_numbers: true,
            retention_hours: 72.0,
            ..Constraints::default()
        };
        let choices = cheapest(
            &Workload::per_second(100.0, 650.0),
            &Settings::default(),
            &constraints,
        );
        assert_eq!(choices.len(), 4, "pipe, two modes, 60 s and 120 s");
        for choice in &choices {
            assert!(
                choice.settings.buffer_seconds <= 120.0
                    && choice.settings.backup
                    && choice.settings.is_deployable()
            );
            assert_eq!(
                choice.settings.transport,
                Transport::Pipe(PipeBilling::PerEvent)
            );
            assert_eq!(choice.settings.retention_hours, 72.0);
        }
        assert!(choices.is_sorted_by(|a, b| a.bill.total() <= b.bill.total()));
    }

    #[test]
    fn the_cheapest_is_not_dearer_than_the_default() {
        for per_second in [0.4, 38.0, 100.0, 3805.0] {
            let workload = Workload::per_second(per_second, 650.0);
            let default = bill(&workload, &Settings::default()).total();
            assert!(
                best(per_second, &Constraints::default()).bill.total() <= default,
                "{per_second}"
            );
        }
    }

    #[test]
    fn what_wins() {
        let choice = best(100.0, &Constraints::default());
        assert_eq!(choice.settings.transport, Transport::Direct);
        assert_eq!(
            choice.settings.stream,
            StreamMode::Provisioned { shards: None }
        );
        // A pipe that is billed by the batch beats change data capture units.
        let by_batch = best(
            100.0,
            &Constraints {
                pipe_billing: PipeBilling::PerBatch,
                ..Constraints::default()
            },
        );
        assert_eq!(
            by_batch.settings.transport,
            Transport::Pipe(PipeBilling::PerBatch)
        );
        let without = best(
            100.0,
            &Constraints {
                backup: false,
                ..Constraints::default()
            },
        );
        assert!(!without.settings.backup && without.bill.total() < choice.bill.total());
        let packed = best(
            100.0,
            &Constraints {
                events_per_record: 7.0,
                ..Constraints::default()
            },
        );
        assert!(packed.settings.events_per_record == 7.0 && !packed.settings.is_deployable());
    }
}
