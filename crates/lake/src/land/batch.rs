//! A block of records into rows: the work that threads do side by side.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome};
use lakebed_record::layout::PartitionKeyValue;
use lakebed_record::plan::Plan;
use lakebed_record::reject::RejectKind;
use lakebed_record::route::Router;

use super::quarantine::Quarantined;
use crate::columns::{Columns, Room};
use crate::input::{
    BAD_GZIP, Block, Expansion, MAX_RECORD_BYTES, Place, change_of_row, expand, padded,
};

/// How deep records may lie inside wrappers, and lines of several records inside those.
const MAX_WRAPPERS: usize = 4;

/// What became of a block.
pub(crate) struct Batch {
    pub index: u64,
    /// By table.
    pub parts: Vec<Part>,
    /// The block's buffer, to be used again.
    pub spare: Vec<u8>,
}

/// What of a block belongs to one table.
pub(crate) struct Part {
    pub columns: Columns,
    /// Where each row goes: a place in `partitions`, and the bytes of its record.
    pub rows: Vec<(u32, u32)>,
    pub partitions: Vec<PartitionKeyValue>,
    pub counts: Counts,
    pub quarantined: Vec<Quarantined>,
}

/// Records by outcome, and attributes kept beside the columns.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Counts {
    pub read: u64,
    pub undeclared: u64,
    pub rescued: u64,
    pub dropped_by: BTreeMap<String, u64>,
    pub quarantined_by: BTreeMap<String, u64>,
}

/// One thread's flatteners.
pub(crate) struct Batcher {
    tables: Vec<Table>,
    /// Tells the tables apart, where there are several.
    router: Option<Router>,
    arrival: Arrival,
}

struct Table {
    flattener: Flattener,
    /// Rows and sizes of the last block, as a forecast for the next.
    rows: usize,
    room: Vec<Room>,
}

/// The block that is being worked on.
struct Work<'a> {
    block: &'a Block,
    line: u64,
    batch: Batch,
}

/// Where the bytes of a record are that may have to be quarantined.
#[derive(Clone, Copy)]
struct Origin<'a> {
    bytes: &'a [u8],
    /// Offset in the block, or in the record that stood at `place`.
    offset: usize,
    /// Where a record from the quarantine stood at first.
    place: Option<&'a Place>,
}

impl Batcher {
    /// `as_of_micros` is the time of changes that carry none.
    pub fn new(plans: &[Arc<Plan>], as_of_micros: Option<i64>) -> Self {
        let table = |plan: &Arc<Plan>| Table {
            flattener: Flattener::new(Arc::clone(plan), Options::default()),
            rows: 0,
            room: Vec::new(),
        };
        Self {
            tables: plans.iter().map(table).collect(),
            router: (plans.len() > 1).then(|| Router::new(plans.iter().map(|p| p.definition()))),
            arrival: Arrival {
                time_micros: as_of_micros,
            },
        }
    }

    /// Flattens every record of the block.
    pub fn run(&mut self, mut block: Block) -> Batch {
        let part = |table: &Table| Part {
            columns: Columns::with_room(Arc::clone(table.flattener.plan()), &table.room),
            rows: Vec::with_capacity(table.rows),
            partitions: Vec::new(),
            counts: Counts::default(),
            quarantined: Vec::new(),
        };
        let batch = Batch {
            index: block.index,
            parts: self.tables.iter().map(part).collect(),
            spare: Vec::new(),
        };
        let mut work = Work {
            block: &block,
            line: 0,
            batch,
        };
        let records = block.pieces.len() - usize::from(block.damaged);
        for piece in &block.pieces[..records] {
            work.line = piece.line;
            let origin = Origin {
                bytes: &block.buf[piece.range.clone()],
                offset: piece.range.start,
                place: None,
            };
            self.record(
                &mut work,
                &block.buf,
                piece.range.clone(),
                &self.arrival.clone(),
                origin,
                0,
            );
        }
        if let Some(piece) = block.pieces.get(records) {
            work.line = piece.line;
            let origin = Origin {
                bytes: &block.buf[piece.range.clone()],
                offset: piece.range.start,
                place: None,
            };
            work.batch.parts[0].counts.read += 1;
            work.quarantine(0, origin, BAD_GZIP.0, BAD_GZIP.1.to_string());
        }
        let mut batch = work.batch;
        for (table, part) in self.tables.iter_mut().zip(&batch.parts) {
            table.rows = part.rows.len();
            table.room = part.columns.room();
        }
        batch.spare = std::mem::take(&mut block.buf);
        batch
    }

    fn record(
        &mut self,
        work: &mut Work<'_>,
        buf: &[u8],
        range: Range<usize>,
        arrival: &Arrival,
        origin: Origin<'_>,
        depth: usize,
    ) {
        // What no filter takes, or is no change, is the first table's to account for.
        let routed = self
            .router
            .as_ref()
            .and_then(|router| router.route(buf, range.clone()));
        let place = routed.unwrap_or(0);
        let reject = if range.len() > MAX_RECORD_BYTES {
            None
        } else {
            let part = &mut work.batch.parts[place];
            let flattener = &mut self.tables[place].flattener;
            match flattener.flatten(buf, range.clone(), arrival, &mut part.columns) {
                Outcome::Row(row) => {
                    part.counts.read += 1;
                    part.counts.undeclared += u64::from(row.undeclared);
                    part.counts.rescued += u64::from(row.rescued);
                    let partition = place_of(&mut part.partitions, row.partition.key());
                    part.rows.push((partition, range.len() as u32));
                    return;
                }
                Outcome::Dropped(rule) => {
                    part.counts.read += 1;
                    *part
                        .counts
                        .dropped_by
                        .entry(rule.code().into())
                        .or_default() += 1;
                    return;
                }
                Outcome::Rejected(reject) => Some(reject),
            }
        };
        if reject.is_some() && depth < MAX_WRAPPERS {
            if self.expanded(work, buf, range.clone(), arrival, origin, depth) {
                return;
            }
            let row = &buf[range.clone()];
            let changes = self.tables.iter().map(|table| table.flattener.plan());
            if let Some(change) = changes
                .filter_map(|plan| change_of_row(plan.definition(), row))
                .next()
            {
                let (padded, range) = padded(&change);
                self.record(work, &padded, range, arrival, origin, MAX_WRAPPERS);
                return;
            }
        }
        work.batch.parts[place].counts.read += 1;
        match reject {
            Some(reject) => work.quarantine(place, origin, reject.kind.code(), reject.to_string()),
            None => {
                let limit = MAX_RECORD_BYTES >> 20;
                work.quarantine(
                    place,
                    origin,
                    RejectKind::TooLarge.code(),
                    format!("the record is longer than {limit} MiB"),
                );
            }
        }
    }

    /// Goes through the records inside of a refused one; false when there are none.
    fn expanded(
        &mut self,
        work: &mut Work<'_>,
        buf: &[u8],
        range: Range<usize>,
        arrival: &Arrival,
        origin: Origin<'_>,
        depth: usize,
    ) -> bool {
        let start = range.start;
        match expand(buf, range) {
            Expansion::Nothing => return false,
            Expansion::Several(ranges) => {
                for inner in ranges {
                    // Records of a decoded wrapper stand at the wrapper's place.
                    let origin = match origin
                        .bytes
                        .get(inner.start.wrapping_sub(start)..inner.end.wrapping_sub(start))
                    {
                        Some(bytes) if bytes == &buf[inner.clone()] => Origin {
                            bytes,
                            offset: origin.offset + inner.start - start,
                            ..origin
                        },
                        _ => Origin {
                            bytes: &buf[inner.clone()],
                            ..origin
                        },
                    };
                    self.record(work, buf, inner, arrival, origin, depth + 1);
                }
            }
            Expansion::Decoded {
                data,
                arrival_micros,
                error_object,
                place,
            } => {
                let (padded, range) = padded(&data);
                let arrival = Arrival {
                    time_micros: arrival_micros.or(arrival.time_micros),
                };
                // The wrapper is kept, since it knows the time of arrival.
                let origin = if error_object {
                    Origin {
                        bytes: &data,
                        offset: if place.is_some() { 0 } else { origin.offset },
                        place: place.as_ref().or(origin.place),
                    }
                } else {
                    origin
                };
                self.record(work, &padded, range, &arrival, origin, depth + 1);
            }
        }
        true
    }
}

impl Work<'_> {
    fn quarantine(
        &mut self,
        place: usize,
        origin: Origin<'_>,
        code: &'static str,
        message: String,
    ) {
        let part = &mut self.batch.parts[place];
        *part.counts.quarantined_by.entry(code.into()).or_default() += 1;
        let (source, start, line) = match origin.place {
            Some(place) => (place.source.as_str(), place.offset, place.line),
            None => (&*self.block.source, self.block.offset, self.line),
        };
        part.quarantined.push(Quarantined::new(
            origin.bytes,
            code,
            &message,
            source,
            start + origin.offset as u64,
            line,
        ));
    }
}

impl Counts {
    /// Rows that a rule left out after they were read.
    pub fn dropped(&mut self, rules: &[(&str, u64)]) {
        for (rule, count) in rules.iter().filter(|(_, count)| *count > 0) {
            *self.dropped_by.entry((*rule).into()).or_default() += count;
        }
    }

    /// A record that was counted as quarantined is in the quarantine already.
    pub fn not_quarantined(&mut self, code: &str) {
        if let Some(count) = self.quarantined_by.get_mut(code) {
            *count -= 1;
            if *count == 0 {
                self.quarantined_by.remove(code);
            }
        }
        self.dropped(&[("duplicate", 1)]);
    }

    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.undeclared += other.undeclared;
        self.rescued += other.rescued;
        for (sum, part) in [
            (&mut self.dropped_by, &other.dropped_by),
            (&mut self.quarantined_by, &other.quarantined_by),
        ] {
            for (code, count) in part {
                *sum.entry(code.clone()).or_default() += count;
            }
        }
    }
}

/// The place of a partition among those of the block. Changes come in the order of time, so the last one is the likeliest.
fn place_of(partitions: &mut Vec<PartitionKeyValue>, key: &PartitionKeyValue) -> u32 {
    if let Some(at) = partitions.iter().rposition(|known| known == key) {
        return at as u32;
    }
    partitions.push(key.clone());
    partitions.len() as u32 - 1
}
