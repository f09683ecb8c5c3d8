//! A row as one line of JSON, as Firehose's OpenX converter reads it.
//!
//! Keys are the lower-case names of columns and fields; what is null is left out. Integers and
//! floating point are JSON numbers, decimals strings of plain digits; timestamps as `2026-11-20 07:12:33.123` in UTC; dates as `2026-11-20`; binary as base64; `json` columns as a string.

use crate::number::{Numeral, write_decimal};
use crate::plan::{NodeId, Plan, Shape};
use crate::sink::Sink;
use crate::text::{Text, escape};
use crate::time;

/// Writes rows into one buffer, a line each.
#[derive(Debug)]
pub struct JsonSink {
    out: Vec<u8>,
    /// `"name":` of columns and fields, empty for elements.
    keys: Vec<Vec<u8>>,
    leaves: Vec<Leaf>,
    row: usize,
    column: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Leaf {
    scale: u8,
    /// A `float`, not a `double`.
    single: bool,
}

impl JsonSink {
    /// A sink for a plan's rows.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let key = |name: &String| {
            let mut key = Vec::new();
            if !name.is_empty() {
                key.push(b'"');
                escape(name, &mut key);
                key.extend_from_slice(b"\":");
            }
            key
        };
        let leaf = |shape: &Shape| match *shape {
            Shape::Decimal { scale, .. } => Leaf {
                scale,
                ..Leaf::default()
            },
            Shape::Float => Leaf {
                single: true,
                ..Leaf::default()
            },
            _ => Leaf::default(),
        };
        Self {
            out: Vec::new(),
            keys: plan.nodes().iter().map(|n| key(&n.name)).collect(),
            leaves: plan.nodes().iter().map(|n| leaf(&n.shape)).collect(),
            row: 0,
            column: 0,
        }
    }

    /// The lines so far, each with its newline.
    #[must_use]
    pub fn lines(&self) -> &[u8] {
        &self.out
    }

    /// Forgets the lines, and keeps the memory.
    pub fn clear(&mut self) {
        self.out.clear();
        self.row = 0;
    }

    #[inline(always)]
    fn key(&mut self, node: NodeId) {
        if let Some(key) = self.keys.get(node as usize) {
            self.out.extend_from_slice(key);
        }
    }

    /// Every value leaves a comma behind; the closing bracket takes its place.
    fn close(&mut self, bracket: u8) {
        match self.out.last_mut() {
            Some(last) if *last == b',' => *last = bracket,
            _ => self.out.push(bracket),
        }
    }

    fn quoted(&mut self, node: NodeId, write: impl FnOnce(&mut Vec<u8>)) {
        self.key(node);
        self.out.push(b'"');
        write(&mut self.out);
        self.out.extend_from_slice(b"\",");
    }
}

impl Sink for JsonSink {
    fn begin_row(&mut self) {
        self.row = self.out.len();
        self.out.push(b'{');
    }

    fn end_row(&mut self) {
        self.close(b'}');
        self.out.push(b'\n');
    }

    fn revert_row(&mut self) {
        self.out.truncate(self.row);
    }

    #[inline(always)]
    fn begin_column(&mut self, _: NodeId) {
        self.column = self.out.len();
    }

    fn revert_column(&mut self, _: NodeId) {
        self.out.truncate(self.column);
    }

    #[inline(always)]
    fn string(&mut self, node: NodeId, text: Text<'_>) {
        self.quoted(node, |out| text.write_json(out));
    }

    fn boolean(&mut self, node: NodeId, value: bool) {
        self.key(node);
        self.out
            .extend_from_slice(if value { b"true," } else { b"false," });
    }

    fn integer(&mut self, node: NodeId, value: i64, source: Numeral<'_>) {
        self.key(node);
        if source.json && !source.text.contains('.') {
            self.out.extend_from_slice(source.text.as_bytes());
        } else {
            write_decimal(i128::from(value), 0, &mut self.out);
        }
        self.out.push(b',');
    }

    /// A string, since OpenX reads a JSON number with a fraction through a double.
    fn decimal(&mut self, node: NodeId, unscaled: i128, source: Numeral<'_>) {
        let scale = self.leaves.get(node as usize).map_or(0, |leaf| leaf.scale);
        self.quoted(node, |out| {
            if source.json {
                out.extend_from_slice(source.text.as_bytes());
            } else {
                write_decimal(unscaled, scale, out);
            }
        });
    }

    /// Rust prints the shortest text that reads back as the same value. A float's must be a float's: the digits of the source could
    /// round differently on their way through a double.
    fn float(&mut self, node: NodeId, value: f64, source: Numeral<'_>) {
        self.key(node);
        let text = match self.leaves.get(node as usize) {
            Some(leaf) if leaf.single => format!("{:e}", value as f32),
            _ if source.json => {
                self.out.extend_from_slice(source.text.as_bytes());
                self.out.push(b',');
                return;
            }
            _ => format!("{value:e}"),
        };
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b',');
    }

    fn date(&mut self, node: NodeId, days: i32) {
        self.quoted(node, |out| time::write_date(days, out));
    }

    fn timestamp(&mut self, node: NodeId, millis: i64) {
        self.quoted(node, |out| time::write_timestamp(millis, out));
    }

    fn binary(&mut self, node: NodeId, bytes: &[u8]) {
        self.quoted(node, |out| base64_simd::STANDARD.encode_append(bytes, out));
    }

    fn null(&mut self, node: NodeId) {
        self.key(node);
        self.out.extend_from_slice(b"null,");
    }

    fn begin_list(&mut self, node: NodeId) {
        self.key(node);
        self.out.push(b'[');
    }

    fn end_list(&mut self, _: NodeId) {
        self.close(b']');
        self.out.push(b',');
    }

    fn begin_map(&mut self, node: NodeId) {
        self.key(node);
        self.out.push(b'{');
    }

    fn map_key(&mut self, _: NodeId, key: Text<'_>) {
        self.out.push(b'"');
        key.write_json(&mut self.out);
        self.out.extend_from_slice(b"\":");
    }

    fn end_map(&mut self, _: NodeId) {
        self.close(b'}');
        self.out.push(b',');
    }

    fn begin_struct(&mut self, node: NodeId) {
        self.begin_map(node);
    }

    fn end_struct(&mut self, node: NodeId) {
        self.end_map(node);
    }
}
