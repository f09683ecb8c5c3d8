//! Whether the values of a column repeat themselves, judged by a sample of the sorted rows.

use std::sync::Arc;

use lakebed_record::plan::NodeId;
use xxhash_rust::xxh3::xxh3_64;

use super::{Bytes, Columns, NodeValues, Pick, Values, gather_column};

/// Rows of a sample, and the runs of neighbours that one of the two samples consists of.
const ROWS: usize = 2048;
const RUNS: usize = 8;

/// Two samples of sorted rows.
pub(crate) struct Sample {
    /// Some runs of neighbours: texts and amounts of one item's changes repeat there, and a dictionary holds each once.
    runs: Vec<Pick>,
    /// Rows from all over: numbers and times that repeat only among neighbours are smaller as differences.
    spread: Vec<Pick>,
}

impl Sample {
    pub fn new(picks: &[Pick]) -> Self {
        let stride = picks.len().div_ceil(ROWS).max(1);
        let spread = picks.iter().step_by(stride).copied().collect();
        let runs = picks.chunks(picks.len().div_ceil(RUNS).max(1));
        let runs = runs
            .flat_map(|run| run.iter().take(ROWS / RUNS))
            .copied()
            .collect();
        Self { runs, spread }
    }

    /// For each leaf below a column, in the order of Parquet's leaves: true when fewer than half of a sample's values are different.
    pub fn repeats(&self, sources: &[&Columns], column: NodeId) -> Vec<bool> {
        let Some(first) = sources.first() else {
            return Vec::new();
        };
        let sampled = |picks: &[Pick]| {
            let mut rows = Columns::new(Arc::clone(&first.plan));
            gather_column(sources, picks, column, &mut rows);
            rows
        };
        let mut repeats = Vec::new();
        leaves(
            &sampled(&self.runs),
            &sampled(&self.spread),
            column,
            &mut repeats,
        );
        repeats
    }
}

fn leaves(runs: &Columns, spread: &Columns, node: NodeId, repeats: &mut Vec<bool>) {
    let values = &runs.nodes[node as usize];
    match &values.values {
        Values::Struct(fields) => fields
            .iter()
            .for_each(|field| leaves(runs, spread, *field, repeats)),
        Values::List(_, element) => leaves(runs, spread, *element, repeats),
        Values::Map(_, keys, value) => {
            repeats.push(repeating(hashes(keys, |_| true)));
            leaves(runs, spread, *value, repeats);
        }
        Values::Bytes(_) | Values::Decimal64(_) | Values::Decimal128(_) => {
            repeats.push(repeating(value_hashes(values)));
        }
        _ => repeats.push(repeating(value_hashes(&spread.nodes[node as usize]))),
    }
}

fn repeating(mut hashes: Vec<u64>) -> bool {
    let all = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    2 * hashes.len() < all || all == 0
}

fn value_hashes(node: &NodeValues) -> Vec<u64> {
    let valid = |at: &usize| node.validity.get(*at);
    let places = |len: usize| (0..len.min(ROWS)).filter(valid);
    match &node.values {
        Values::Int(v) | Values::Date(v) => places(v.len()).map(|at| v[at] as u64).collect(),
        Values::Bigint(v) | Values::Timestamp(v) | Values::Decimal64(v) => {
            places(v.len()).map(|at| v[at] as u64).collect()
        }
        Values::Decimal128(v) => places(v.len())
            .map(|at| (v[at] ^ (v[at] >> 64)) as u64)
            .collect(),
        Values::Float(v) => places(v.len())
            .map(|at| u64::from(v[at].to_bits()))
            .collect(),
        Values::Double(v) => places(v.len()).map(|at| v[at].to_bits()).collect(),
        Values::Bytes(v) => hashes(v, valid),
        Values::Boolean(_) | Values::List(..) | Values::Map(..) | Values::Struct(_) => Vec::new(),
    }
}

fn hashes(bytes: &Bytes, valid: impl Fn(&usize) -> bool) -> Vec<u64> {
    (0..bytes.len().min(ROWS))
        .filter(valid)
        .map(|at| xxh3_64(bytes.get(at)))
        .collect()
}
