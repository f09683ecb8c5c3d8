//! The order of rows in an object, and when two rows are the same.

use std::cmp::Ordering;
use std::collections::HashSet;

use lakebed_record::definition::{CHANGE_ID, CHANGE_SEQUENCE};
use lakebed_record::plan::{NodeId, Plan};

use super::{Columns, Pick, Values};
use crate::identity::Identity;

/// Rows go by primary key, then change sequence, then change id, each ascending.
#[derive(Debug, Clone)]
pub(crate) struct RowOrder {
    /// Columns in the order in which they count.
    pub columns: Vec<NodeId>,
}

impl RowOrder {
    pub fn new(plan: &Plan) -> Self {
        let keys = plan.definition().primary_key.iter().map(String::as_str);
        let place = |name: &str| {
            plan.nodes()[..plan.columns()]
                .iter()
                .position(|node| node.name == name)
        };
        let columns = keys
            .chain([CHANGE_SEQUENCE, CHANGE_ID])
            .filter_map(place)
            .map(|column| column as NodeId)
            .collect();
        Self { columns }
    }

    /// Sorts the picked rows and drops those that are there already: rows of one change id that are equal in every column.
    /// Rows that tie keep their order. Returns how many were dropped.
    pub fn sort(&self, sources: &[&Columns], picks: &mut Vec<Pick>) -> usize {
        let shared = self.shared_prefix(sources, picks);
        let mut entries: Vec<(u128, Pick)> = picks
            .iter()
            .map(|pick| (self.prefix(sources, *pick, shared), *pick))
            .collect();
        entries.sort_unstable_by(|(a_prefix, a), (b_prefix, b)| {
            a_prefix
                .cmp(b_prefix)
                .then_with(|| self.compare(sources, *a, *b))
                .then_with(|| a.cmp(b))
        });
        let before = entries.len();
        picks.clear();
        let same = |(a_prefix, a): &(u128, Pick), (b_prefix, b): &(u128, Pick)| {
            a_prefix == b_prefix && self.compare(sources, *a, *b) == Ordering::Equal
        };
        for run in entries.chunk_by(same) {
            if run.len() == 1 {
                picks.push(run[0].1);
                continue;
            }
            let mut seen = HashSet::new();
            for (_, pick) in run {
                let mut row = Vec::new();
                let source = sources[pick.source as usize];
                for column in 0..source.plan.columns() {
                    source.write_value(column as NodeId, pick.row as usize, &mut row);
                }
                if seen.insert(row) {
                    picks.push(*pick);
                }
            }
        }
        before - picks.len()
    }

    /// The identity of a picked row; see [`crate::identity`].
    pub fn identity(&self, sources: &[&Columns], pick: Pick, identity: &mut Identity) -> u128 {
        let (source, row) = (sources[pick.source as usize], pick.row as usize);
        let sequence = self
            .columns
            .iter()
            .rev()
            .nth(1)
            .map(|column| *column as usize);
        let sequence = match sequence.map(|column| &source.nodes[column].values) {
            Some(Values::Bytes(values)) => values.get(row),
            _ => &[],
        };
        identity.of(self.columns.len(), sequence, |column, out| {
            source.write_value(self.columns[column], row, out);
        })
    }

    fn compare(&self, sources: &[&Columns], a: Pick, b: Pick) -> Ordering {
        let (source_a, source_b) = (sources[a.source as usize], sources[b.source as usize]);
        let order = |column: &NodeId| {
            let (column, a, b) = (*column as usize, a.row as usize, b.row as usize);
            match (
                &source_a.nodes[column].values,
                &source_b.nodes[column].values,
            ) {
                (Values::Bytes(x), Values::Bytes(y)) => x.get(a).cmp(y.get(b)),
                (Values::Int(x), Values::Int(y)) | (Values::Date(x), Values::Date(y)) => {
                    x[a].cmp(&y[b])
                }
                (Values::Bigint(x), Values::Bigint(y))
                | (Values::Timestamp(x), Values::Timestamp(y))
                | (Values::Decimal64(x), Values::Decimal64(y)) => x[a].cmp(&y[b]),
                (Values::Decimal128(x), Values::Decimal128(y)) => x[a].cmp(&y[b]),
                _ => Ordering::Equal,
            }
        };
        self.columns
            .iter()
            .map(order)
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    /// Bytes that all values of the first column begin with, when it is a text.
    fn shared_prefix(&self, sources: &[&Columns], picks: &[Pick]) -> usize {
        let Some(first) = picks
            .first()
            .and_then(|pick| self.first_bytes(sources, *pick))
        else {
            return 0;
        };
        picks.iter().fold(first.len(), |shared, pick| {
            let value = self.first_bytes(sources, *pick).unwrap_or_default();
            first[..shared]
                .iter()
                .zip(value)
                .take_while(|(a, b)| a == b)
                .count()
        })
    }

    fn first_bytes<'a>(&self, sources: &[&'a Columns], pick: Pick) -> Option<&'a [u8]> {
        let column = *self.columns.first()? as usize;
        match &sources[pick.source as usize].nodes[column].values {
            Values::Bytes(v) => Some(v.get(pick.row as usize)),
            _ => None,
        }
    }

    /// The first column's value as a number of the same order, as far as 16 bytes go; most rows are told apart by it.
    fn prefix(&self, sources: &[&Columns], pick: Pick, shared: usize) -> u128 {
        let Some(column) = self.columns.first() else {
            return 0;
        };
        let row = pick.row as usize;
        let shift = |value: i128| (value as u128) ^ (1 << 127);
        match &sources[pick.source as usize].nodes[*column as usize].values {
            Values::Bytes(v) => {
                let value = &v.get(row)[shared..];
                let mut bytes = [0; 16];
                let length = value.len().min(16);
                bytes[..length].copy_from_slice(&value[..length]);
                u128::from_be_bytes(bytes)
            }
            Values::Int(v) | Values::Date(v) => shift(v[row].into()),
            Values::Bigint(v) | Values::Timestamp(v) | Values::Decimal64(v) => shift(v[row].into()),
            Values::Decimal128(v) => shift(v[row]),
            _ => 0,
        }
    }
}

impl Columns {
    /// Appends a value so that different values give different bytes.
    fn write_value(&self, node: NodeId, at: usize, out: &mut Vec<u8>) {
        let node = &self.nodes[node as usize];
        out.push(u8::from(node.validity.get(at)));
        if !node.validity.get(at) {
            return;
        }
        match &node.values {
            Values::Boolean(v) => out.push(u8::from(v[at])),
            Values::Int(v) | Values::Date(v) => out.extend_from_slice(&v[at].to_le_bytes()),
            Values::Bigint(v) | Values::Timestamp(v) | Values::Decimal64(v) => {
                out.extend_from_slice(&v[at].to_le_bytes())
            }
            Values::Decimal128(v) => out.extend_from_slice(&v[at].to_le_bytes()),
            Values::Float(v) => out.extend_from_slice(&v[at].to_le_bytes()),
            Values::Double(v) => out.extend_from_slice(&v[at].to_le_bytes()),
            Values::Bytes(v) => write_bytes(v.get(at), out),
            Values::List(ends, element) => {
                out.extend_from_slice(&(ends[at + 1] - ends[at]).to_le_bytes());
                for at in ends[at]..ends[at + 1] {
                    self.write_value(*element, at as usize, out);
                }
            }
            Values::Map(ends, keys, value) => {
                out.extend_from_slice(&(ends[at + 1] - ends[at]).to_le_bytes());
                for at in ends[at]..ends[at + 1] {
                    write_bytes(keys.get(at as usize), out);
                    self.write_value(*value, at as usize, out);
                }
            }
            Values::Struct(fields) => {
                for field in fields {
                    self.write_value(*field, at, out);
                }
            }
        }
    }
}

fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out.extend_from_slice(bytes);
}
