//! Picks rows out of several [`Columns`], in any order.

use lakebed_record::plan::NodeId;

use super::{Bytes, Columns, NodeValues, Validity, Values};

/// A row of one of several sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pick {
    /// Place among the sources.
    pub source: u32,
    /// Row of that source.
    pub row: u32,
}

/// Whole rows.
pub(crate) fn gather_rows(sources: &[&Columns], picks: &[Pick], into: &mut Columns) {
    for column in 0..into.plan.columns() {
        gather_column(sources, picks, column as NodeId, into);
    }
    into.rows = picks.len();
}

/// The values of a node and of those below it; they must be empty in `into`.
pub(crate) fn gather_column(
    sources: &[&Columns],
    picks: &[Pick],
    node: NodeId,
    into: &mut Columns,
) {
    let from: Vec<&NodeValues> = sources
        .iter()
        .map(|source| &source.nodes[node as usize])
        .collect();
    let target = &mut into.nodes[node as usize];
    target.validity = validity(&from, picks);
    macro_rules! copied {
        ($($kind:ident),*) => {
            match &mut target.values {
                $(Values::$kind(v) => {
                    let from: Vec<&[_]> = from
                        .iter()
                        .map(|node| match &node.values {
                            Values::$kind(v) => v.as_slice(),
                            _ => &[],
                        })
                        .collect();
                    v.extend(picks.iter().map(|pick| from[pick.source as usize][pick.row as usize]));
                    return;
                })*
                Values::Bytes(v) => {
                    let from: Vec<&Bytes> = from.iter().filter_map(|node| node.values.bytes()).collect();
                    gather_bytes(&from, picks, v);
                    return;
                }
                Values::List(..) | Values::Map(..) | Values::Struct(_) => {}
            }
        };
    }
    copied!(
        Boolean, Int, Date, Bigint, Timestamp, Decimal64, Decimal128, Float, Double
    );

    match &mut target.values {
        Values::List(ends, element) => {
            let below = picks_below(&from, picks, ends);
            let element = *element;
            gather_column(sources, &below, element, into);
        }
        Values::Map(ends, keys, value) => {
            let below = picks_below(&from, picks, ends);
            let key_sources: Vec<&Bytes> =
                from.iter().filter_map(|node| node.values.keys()).collect();
            gather_bytes(&key_sources, &below, keys);
            let value = *value;
            gather_column(sources, &below, value, into);
        }
        Values::Struct(fields) => {
            for field in fields.clone() {
                gather_column(sources, picks, field, into);
            }
        }
        _ => {}
    }
}

fn validity(from: &[&NodeValues], picks: &[Pick]) -> Validity {
    if from.iter().all(|node| node.validity.flags.is_empty()) {
        return Validity {
            len: picks.len(),
            flags: Vec::new(),
        };
    }
    let flags: Vec<bool> = picks
        .iter()
        .map(|pick| from[pick.source as usize].validity.get(pick.row as usize))
        .collect();
    let flags = if flags.iter().all(|valid| *valid) {
        Vec::new()
    } else {
        flags
    };
    Validity {
        len: picks.len(),
        flags,
    }
}

fn gather_bytes(from: &[&Bytes], picks: &[Pick], into: &mut Bytes) {
    let length = |pick: &Pick| {
        let ends = &from[pick.source as usize].ends;
        ends[pick.row as usize + 1] - ends[pick.row as usize]
    };
    into.ends.reserve_exact(picks.len());
    let mut end = 0;
    into.ends.extend(picks.iter().map(|pick| {
        end += length(pick);
        end
    }));
    into.bytes.reserve_exact(end as usize);
    for pick in picks {
        into.bytes
            .extend_from_slice(from[pick.source as usize].get(pick.row as usize));
    }
}

/// The picks of what the picked lists hold; fills in where the lists end.
fn picks_below(from: &[&NodeValues], picks: &[Pick], ends: &mut Vec<i32>) -> Vec<Pick> {
    let from: Vec<&[i32]> = from.iter().map(|node| node.values.ends()).collect();
    let mut below = Vec::new();
    ends.reserve_exact(picks.len());
    for pick in picks {
        let (source, row) = (from[pick.source as usize], pick.row as usize);
        below.extend((source[row]..source[row + 1]).map(|row| Pick {
            source: pick.source,
            row: row as u32,
        }));
        ends.push(below.len() as i32);
    }
    below
}

impl Values {
    fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(v) => Some(v),
            _ => None,
        }
    }

    fn keys(&self) -> Option<&Bytes> {
        match self {
            Self::Map(_, keys, _) => Some(keys),
            _ => None,
        }
    }

    fn ends(&self) -> &[i32] {
        match self {
            Self::List(ends, _) | Self::Map(ends, ..) => ends,
            _ => &[],
        }
    }
}
