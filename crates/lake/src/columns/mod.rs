//! Rows as columns: plain vectors per node of the plan, which take values in any order, forget them again, and become Arrow arrays
//! without being copied.
//!
//! A nested value lives in the nodes below its column: the elements of all lists of a column stand one after the other in the element's
//! node, and the list's node keeps where each list ends. To forget rows or a column's value is to cut these vectors.

mod arrays;
mod gather;
mod order;
mod read;
mod sample;

use std::sync::Arc;

use lakebed_record::number::Numeral;
use lakebed_record::plan::{NodeId, Plan, Shape};
use lakebed_record::sink::Sink;
use lakebed_record::text::Text;

pub(crate) use arrays::into_array;
pub(crate) use gather::{Pick, gather_column, gather_rows};
pub(crate) use order::RowOrder;
pub(crate) use read::same_type;
pub(crate) use sample::Sample;

/// Rows in columns; fill it as a [`Sink`].
#[derive(Debug, Clone)]
pub struct Columns {
    plan: Arc<Plan>,
    nodes: Vec<NodeValues>,
    rows: usize,
    scratch: String,
}

/// Size of a node's values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    values: usize,
    bytes: usize,
}

/// The values of a node.
#[derive(Debug, Clone)]
struct NodeValues {
    validity: Validity,
    values: Values,
}

/// Which values are there. Most nodes have no nulls, and then there is nothing to keep but the length.
#[derive(Debug, Clone, Default)]
struct Validity {
    len: usize,
    /// One flag per value from the first null on; empty while there is none.
    flags: Vec<bool>,
}

/// Values in the form in which they are written; a null has a zero, an empty text or an empty list.
#[derive(Debug, Clone)]
enum Values {
    Boolean(Vec<bool>),
    Int(Vec<i32>),
    Date(Vec<i32>),
    Bigint(Vec<i64>),
    Timestamp(Vec<i64>),
    /// Decimals of up to 18 digits.
    Decimal64(Vec<i64>),
    Decimal128(Vec<i128>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Bytes(Bytes),
    /// Where each list ends in the element's node, after a leading zero.
    List(Vec<i32>, NodeId),
    /// Where each map ends among the keys and in the value's node, after a leading zero.
    Map(Vec<i32>, Bytes, NodeId),
    Struct(Vec<NodeId>),
}

/// Texts or binaries.
#[derive(Debug, Clone)]
struct Bytes {
    /// Where each ends, after a leading zero.
    ends: Vec<i32>,
    bytes: Vec<u8>,
}

impl Columns {
    /// No rows yet.
    #[must_use]
    pub fn new(plan: Arc<Plan>) -> Self {
        let nodes = plan
            .nodes()
            .iter()
            .map(|node| NodeValues::new(&node.shape))
            .collect();
        Self {
            plan,
            nodes,
            rows: 0,
            scratch: String::new(),
        }
    }

    /// Rows that stand.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The plan whose nodes these are.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Bytes of the values. It counts what is in the vectors, not what they have room for, and so depends on the rows alone.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.nodes.iter().map(NodeValues::bytes).sum()
    }

    /// No rows yet, but room for as many values as an earlier block of the input had.
    pub(crate) fn with_room(plan: Arc<Plan>, room: &[Room]) -> Self {
        let mut columns = Self::new(plan);
        for (node, room) in columns.nodes.iter_mut().zip(room) {
            node.values.reserve(*room);
        }
        columns
    }

    /// What [`Columns::with_room`] needs for a block like this one, and a little more.
    pub(crate) fn room(&self) -> Vec<Room> {
        let slack = |count: usize| count + count / 8;
        let room = |node: &NodeValues| {
            let bytes = match &node.values {
                Values::Bytes(bytes) | Values::Map(_, bytes, _) => bytes.bytes.len(),
                _ => 0,
            };
            Room {
                values: slack(node.validity.len),
                bytes: slack(bytes),
            }
        };
        self.nodes.iter().map(room).collect()
    }

    /// Says how many rows there are, after every column was filled by itself.
    pub(crate) fn set_rows(&mut self, rows: usize) {
        self.rows = rows;
    }

    /// The text of a column in a row; none when it is null, or no text.
    pub(crate) fn text(&self, node: NodeId, row: usize) -> Option<&str> {
        let node = self.nodes.get(node as usize)?;
        match &node.values {
            Values::Bytes(bytes) if node.validity.get(row) => {
                std::str::from_utf8(bytes.get(row)).ok()
            }
            _ => None,
        }
    }

    /// True when a column has a value in a row.
    pub(crate) fn is_valid(&self, node: NodeId, row: usize) -> bool {
        let node = self.nodes.get(node as usize);
        node.is_some_and(|node| node.validity.get(row))
    }

    fn node(&mut self, node: NodeId) -> &mut NodeValues {
        &mut self.nodes[node as usize]
    }

    fn len(&self, node: NodeId) -> usize {
        self.nodes[node as usize].validity.len
    }

    fn push_null(&mut self, node: NodeId) {
        let NodeValues { validity, values } = &mut self.nodes[node as usize];
        validity.push(false);
        match values {
            Values::Boolean(v) => v.push(false),
            Values::Int(v) | Values::Date(v) => v.push(0),
            Values::Bigint(v) | Values::Timestamp(v) | Values::Decimal64(v) => v.push(0),
            Values::Decimal128(v) => v.push(0),
            Values::Float(v) => v.push(0.0),
            Values::Double(v) => v.push(0.0),
            Values::Bytes(v) => v.push(&[]),
            Values::List(ends, _) | Values::Map(ends, ..) => ends.push(last(ends)),
            Values::Struct(fields) => {
                for field in fields.clone() {
                    self.push_null(field);
                }
            }
        }
    }

    /// Cuts a node to `len` values, and the nodes below it to what these hold.
    fn truncate(&mut self, node: NodeId, len: usize) {
        let NodeValues { validity, values } = &mut self.nodes[node as usize];
        validity.truncate(len);
        match values {
            Values::Boolean(v) => v.truncate(len),
            Values::Int(v) | Values::Date(v) => v.truncate(len),
            Values::Bigint(v) | Values::Timestamp(v) | Values::Decimal64(v) => v.truncate(len),
            Values::Decimal128(v) => v.truncate(len),
            Values::Float(v) => v.truncate(len),
            Values::Double(v) => v.truncate(len),
            Values::Bytes(v) => v.truncate(len),
            Values::List(ends, element) => {
                ends.truncate(len + 1);
                let (element, len) = (*element, last(ends) as usize);
                self.truncate(element, len);
            }
            Values::Map(ends, keys, value) => {
                ends.truncate(len + 1);
                let (value, len) = (*value, last(ends) as usize);
                keys.truncate(len);
                self.truncate(value, len);
            }
            Values::Struct(fields) => {
                for field in fields.clone() {
                    self.truncate(field, len);
                }
            }
        }
    }
}

/// The sink's contract makes sure of the types: a value of another shape than its node's is left out, and the column is null.
impl Sink for Columns {
    fn begin_row(&mut self) {}

    fn end_row(&mut self) {
        self.rows += 1;
        for column in 0..self.plan.columns() {
            if self.nodes[column].validity.len < self.rows {
                self.push_null(column as NodeId);
            }
        }
    }

    fn revert_row(&mut self) {
        for column in 0..self.plan.columns() {
            self.truncate(column as NodeId, self.rows);
        }
    }

    fn begin_column(&mut self, _column: NodeId) {}

    fn revert_column(&mut self, column: NodeId) {
        self.truncate(column, self.rows);
    }

    fn string(&mut self, node: NodeId, text: Text<'_>) {
        let NodeValues { validity, values } = &mut self.nodes[node as usize];
        if let Values::Bytes(v) = values {
            v.push(text.decode(&mut self.scratch).as_bytes());
            validity.push(true);
        }
    }

    fn boolean(&mut self, node: NodeId, value: bool) {
        let node = self.node(node);
        if let Values::Boolean(v) = &mut node.values {
            v.push(value);
            node.validity.push(true);
        }
    }

    fn integer(&mut self, node: NodeId, value: i64, _source: Numeral<'_>) {
        let node = self.node(node);
        match &mut node.values {
            Values::Int(v) => v.push(value as i32),
            Values::Bigint(v) => v.push(value),
            _ => return,
        }
        node.validity.push(true);
    }

    fn decimal(&mut self, node: NodeId, unscaled: i128, _source: Numeral<'_>) {
        let node = self.node(node);
        match &mut node.values {
            Values::Decimal64(v) => v.push(unscaled as i64),
            Values::Decimal128(v) => v.push(unscaled),
            _ => return,
        }
        node.validity.push(true);
    }

    fn float(&mut self, node: NodeId, value: f64, _source: Numeral<'_>) {
        let node = self.node(node);
        match &mut node.values {
            Values::Float(v) => v.push(value as f32),
            Values::Double(v) => v.push(value),
            _ => return,
        }
        node.validity.push(true);
    }

    fn date(&mut self, node: NodeId, days: i32) {
        let node = self.node(node);
        if let Values::Date(v) = &mut node.values {
            v.push(days);
            node.validity.push(true);
        }
    }

    fn timestamp(&mut self, node: NodeId, millis: i64) {
        let node = self.node(node);
        if let Values::Timestamp(v) = &mut node.values {
            v.push(millis);
            node.validity.push(true);
        }
    }

    fn binary(&mut self, node: NodeId, bytes: &[u8]) {
        let node = self.node(node);
        if let Values::Bytes(v) = &mut node.values {
            v.push(bytes);
            node.validity.push(true);
        }
    }

    fn null(&mut self, node: NodeId) {
        self.push_null(node);
    }

    fn begin_list(&mut self, _node: NodeId) {}

    fn end_list(&mut self, node: NodeId) {
        let Values::List(_, element) = self.nodes[node as usize].values else {
            return;
        };
        let len = self.len(element) as i32;
        let node = self.node(node);
        if let Values::List(ends, _) = &mut node.values {
            ends.push(len);
            node.validity.push(true);
        }
    }

    fn begin_map(&mut self, _node: NodeId) {}

    fn map_key(&mut self, node: NodeId, key: Text<'_>) {
        if let Values::Map(_, keys, _) = &mut self.nodes[node as usize].values {
            keys.push(key.decode(&mut self.scratch).as_bytes());
        }
    }

    fn end_map(&mut self, node: NodeId) {
        let node = self.node(node);
        if let Values::Map(ends, keys, _) = &mut node.values {
            ends.push(keys.len() as i32);
            node.validity.push(true);
        }
    }

    fn begin_struct(&mut self, _node: NodeId) {}

    fn end_struct(&mut self, node: NodeId) {
        let structs = self.len(node) + 1;
        let count = match &self.nodes[node as usize].values {
            Values::Struct(fields) => fields.len(),
            _ => return,
        };
        for place in 0..count {
            let Values::Struct(fields) = &self.nodes[node as usize].values else {
                return;
            };
            let field = fields[place];
            if self.len(field) < structs {
                self.push_null(field);
            }
        }
        self.node(node).validity.push(true);
    }
}

impl NodeValues {
    fn new(shape: &Shape) -> Self {
        let values = match shape {
            Shape::Boolean => Values::Boolean(Vec::new()),
            Shape::Int => Values::Int(Vec::new()),
            Shape::Date => Values::Date(Vec::new()),
            Shape::Bigint => Values::Bigint(Vec::new()),
            Shape::Timestamp => Values::Timestamp(Vec::new()),
            Shape::Decimal {
                precision: ..=18, ..
            } => Values::Decimal64(Vec::new()),
            Shape::Decimal { .. } => Values::Decimal128(Vec::new()),
            Shape::Float => Values::Float(Vec::new()),
            Shape::Double => Values::Double(Vec::new()),
            Shape::String | Shape::Json | Shape::Dynamodb | Shape::Binary => {
                Values::Bytes(Bytes::default())
            }
            Shape::Array(element) => Values::List(vec![0], *element),
            Shape::Map(value) => Values::Map(vec![0], Bytes::default(), *value),
            Shape::Struct(fields) => Values::Struct(fields.clone()),
        };
        Self {
            validity: Validity::default(),
            values,
        }
    }

    fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Boolean(v) => v.len(),
            Values::Int(v) | Values::Date(v) => 4 * v.len(),
            Values::Bigint(v) | Values::Timestamp(v) | Values::Decimal64(v) => 8 * v.len(),
            Values::Decimal128(v) => 16 * v.len(),
            Values::Float(v) => 4 * v.len(),
            Values::Double(v) => 8 * v.len(),
            Values::Bytes(v) => v.size(),
            Values::List(ends, _) => 4 * ends.len(),
            Values::Map(ends, keys, _) => 4 * ends.len() + keys.size(),
            Values::Struct(_) => 0,
        };
        values + self.validity.flags.len()
    }
}

impl Values {
    fn reserve(&mut self, room: Room) {
        let count = room.values;
        match self {
            Self::Boolean(v) => v.reserve(count),
            Self::Int(v) | Self::Date(v) => v.reserve(count),
            Self::Bigint(v) | Self::Timestamp(v) | Self::Decimal64(v) => v.reserve(count),
            Self::Decimal128(v) => v.reserve(count),
            Self::Float(v) => v.reserve(count),
            Self::Double(v) => v.reserve(count),
            Self::List(ends, _) => ends.reserve(count),
            Self::Bytes(bytes) => {
                bytes.ends.reserve(count);
                bytes.bytes.reserve(room.bytes);
            }
            Self::Map(ends, keys, _) => {
                ends.reserve(count);
                keys.bytes.reserve(room.bytes);
            }
            Self::Struct(_) => {}
        }
    }
}

impl Validity {
    fn push(&mut self, valid: bool) {
        if !valid && self.flags.is_empty() {
            self.flags.resize(self.len, true);
        }
        if !valid || !self.flags.is_empty() {
            self.flags.push(valid);
        }
        self.len += 1;
    }

    fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
        self.flags.truncate(self.len);
    }

    fn get(&self, at: usize) -> bool {
        self.flags.get(at).copied().unwrap_or(true)
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self {
            ends: vec![0],
            bytes: Vec::new(),
        }
    }
}

impl Bytes {
    fn len(&self) -> usize {
        self.ends.len() - 1
    }

    fn size(&self) -> usize {
        4 * self.ends.len() + self.bytes.len()
    }

    fn get(&self, at: usize) -> &[u8] {
        &self.bytes[self.ends[at] as usize..self.ends[at + 1] as usize]
    }

    fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len() as i32);
    }

    fn truncate(&mut self, len: usize) {
        self.ends.truncate(len + 1);
        self.bytes.truncate(last(&self.ends) as usize);
    }
}

fn last(ends: &[i32]) -> i32 {
    ends.last().copied().unwrap_or(0)
}
