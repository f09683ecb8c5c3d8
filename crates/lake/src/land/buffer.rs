//! Rows that wait for their object, by partition, in the order of the input.
//!
//! Blocks hold rows of several partitions, and are kept as they are until they are due. When they grow over the budget, the largest
//! partitions go, and what the others have in these blocks moves together. All of this depends on the rows and the budget alone: not on
//! threads, not on time.

use std::collections::BTreeMap;
use std::sync::Arc;

use lakebed_record::layout::PartitionKeyValue;
use lakebed_record::plan::Plan;

use crate::columns::{Columns, Pick, gather_rows};

/// Rows that several partitions may have parts of.
#[derive(Debug)]
pub(crate) struct Held {
    pub columns: Columns,
    /// Bytes of the record that each row was.
    pub record_bytes: Vec<u32>,
}

/// Rows of one partition.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub sources: Vec<Arc<Held>>,
    pub picks: Vec<Pick>,
    /// Estimate: a row has its share of its block's bytes.
    pub bytes: usize,
}

/// All rows that wait.
pub(crate) struct Buffer {
    plan: Arc<Plan>,
    partitions: BTreeMap<PartitionKeyValue, Rows>,
    /// Bytes of the blocks.
    bytes: usize,
    limit: usize,
}

impl Buffer {
    /// Keeps up to `limit` bytes of rows.
    pub fn new(plan: Arc<Plan>, limit: usize) -> Self {
        Self {
            plan,
            partitions: BTreeMap::new(),
            bytes: 0,
            limit,
        }
    }

    /// Takes a block's rows; returns the partitions that have to go.
    pub fn add(
        &mut self,
        columns: Columns,
        rows: &[(u32, u32)],
        partitions: &[PartitionKeyValue],
    ) -> Vec<(PartitionKeyValue, Rows)> {
        if rows.is_empty() {
            return Vec::new();
        }
        let bytes = held_bytes(&columns);
        let row_bytes = bytes / rows.len();
        self.bytes += bytes;
        let held = Arc::new(Held {
            columns,
            record_bytes: rows.iter().map(|(_, bytes)| *bytes).collect(),
        });
        for (place, key) in partitions.iter().enumerate() {
            let picks = rows
                .iter()
                .enumerate()
                .filter(|(_, (partition, _))| *partition as usize == place);
            self.partitions.entry(key.clone()).or_default().add(
                &held,
                picks.map(|(row, _)| row as u32),
                row_bytes,
            );
        }
        if self.bytes > self.limit {
            self.overflow()
        } else {
            Vec::new()
        }
    }

    /// Everything, in the order of the partitions.
    pub fn drain(&mut self) -> Vec<(PartitionKeyValue, Rows)> {
        self.bytes = 0;
        std::mem::take(&mut self.partitions).into_iter().collect()
    }

    /// Takes out the largest partitions until half of the limit is free, and packs the others.
    fn overflow(&mut self) -> Vec<(PartitionKeyValue, Rows)> {
        let mut due = Vec::new();
        let mut left: usize = self.partitions.values().map(|rows| rows.bytes).sum();
        while left > self.limit / 2 {
            // Of equal ones the first in order.
            let largest = self
                .partitions
                .iter()
                .rev()
                .max_by_key(|(_, rows)| rows.bytes)
                .map(|(key, _)| key.clone());
            let Some((key, rows)) = largest.and_then(|key| self.partitions.remove_entry(&key))
            else {
                break;
            };
            left -= rows.bytes;
            due.push((key, rows));
        }
        self.bytes = 0;
        for rows in self.partitions.values_mut() {
            rows.pack(&self.plan);
            self.bytes += rows.bytes;
        }
        due
    }
}

impl Rows {
    fn add(&mut self, held: &Arc<Held>, rows: impl Iterator<Item = u32>, row_bytes: usize) {
        let source = self.sources.len() as u32;
        let before = self.picks.len();
        self.picks.extend(rows.map(|row| Pick { source, row }));
        self.bytes += (self.picks.len() - before) * row_bytes;
        self.sources.push(Arc::clone(held));
    }

    /// Copies the rows into a block of their own, so that the blocks they were in can go.
    fn pack(&mut self, plan: &Arc<Plan>) {
        let sources: Vec<&Columns> = self.sources.iter().map(|held| &held.columns).collect();
        let mut columns = Columns::new(Arc::clone(plan));
        gather_rows(&sources, &self.picks, &mut columns);
        let record_bytes = self
            .picks
            .iter()
            .map(|pick| self.sources[pick.source as usize].record_bytes[pick.row as usize])
            .collect();
        self.bytes = held_bytes(&columns);
        self.picks = (0..self.picks.len() as u32)
            .map(|row| Pick { source: 0, row })
            .collect();
        self.sources = vec![Arc::new(Held {
            columns,
            record_bytes,
        })];
    }
}

/// Bytes that a block's rows take, with what is kept beside them.
fn held_bytes(columns: &Columns) -> usize {
    columns.bytes() + columns.rows() * (size_of::<u32>() + size_of::<Pick>())
}
