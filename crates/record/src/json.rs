//! A row as one line of JSON, as Firehose's OpenX converter reads it.
//!
//! Keys are the lower-case names of columns and fields; what is null is left out. Integers and
//! floating point are JSON numbers, decimals strings of plain digits; timestamps as `2026-11-20 07:12:33.123` in UTC; dates as `2026-11-20`; binary as base64; `json` columns as a string.

mod lines;
#[cfg(test)]
mod tests;

use crate::number::{Numeral, NumeralText, write_decimal};
use crate::plan::{Node, NodeId, Plan, Shape};
use crate::scan::Chunk;
use crate::sink::{Short, Sink};
use crate::text::{Text, escape};
use crate::time::{self, DateText};

use lines::{Head, Lines};

/// Writes rows into one buffer, a line each.
#[derive(Debug)]
pub struct JsonSink {
    out: Lines,
    /// By node: `"name":` of a column or field (nothing for elements), and what opens its value: a quote or a bracket.
    heads: Vec<Head>,
    nodes: Vec<Leaf>,
    row: usize,
    column: usize,
    scratch: Vec<u8>,
    /// Stands before the second piece of a text.
    no_head: Head,
    /// The day of the last timestamp: most are of the same.
    day: DateText,
}

/// What else is to be known of a node.
#[derive(Debug)]
struct Leaf {
    /// `"name":` alone.
    key: Head,
    scale: u8,
    /// A `float`, not a `double`.
    single: bool,
}

fn key(node: &Node) -> Vec<u8> {
    let mut key = Vec::new();
    if !node.name.is_empty() {
        key.push(b'"');
        escape(&node.name, &mut key);
        key.extend_from_slice(b"\":");
    }
    key
}

fn head(node: &Node) -> Head {
    let mut head = key(node);
    match node.shape {
        Shape::Boolean | Shape::Int | Shape::Bigint | Shape::Float | Shape::Double => {}
        Shape::Array(_) => head.push(b'['),
        Shape::Map(_) | Shape::Struct(_) => head.push(b'{'),
        _ => head.push(b'"'),
    }
    Head::new(head)
}

impl Leaf {
    fn new(node: &Node) -> Self {
        Self {
            key: Head::new(key(node)),
            scale: match node.shape {
                Shape::Decimal { scale, .. } => scale,
                _ => 0,
            },
            single: node.shape == Shape::Float,
        }
    }
}

impl JsonSink {
    /// A sink for a plan's rows.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        Self {
            out: Lines::default(),
            heads: plan.nodes().iter().map(head).collect(),
            nodes: plan.nodes().iter().map(Leaf::new).collect(),
            row: 0,
            column: 0,
            scratch: Vec::new(),
            no_head: Head::default(),
            day: DateText::default(),
        }
    }

    /// The lines so far, each with its newline.
    #[must_use]
    pub fn lines(&self) -> &[u8] {
        self.out.text()
    }

    /// Forgets the lines, and keeps the memory.
    pub fn clear(&mut self) {
        self.out.truncate(0);
        self.row = 0;
    }

    /// A value of the kind that the node's head opens, and what closes it.
    fn value<const N: usize>(
        &mut self,
        node: NodeId,
        tail: &[u8; N],
        write: impl FnOnce(&mut Vec<u8>),
    ) {
        if let Some(head) = self.heads.get(node as usize) {
            self.scratch.clear();
            write(&mut self.scratch);
            self.out.put_slowly(head, &self.scratch, tail);
        }
    }

    /// The same for text that is there already.
    fn copied<const N: usize>(&mut self, node: NodeId, text: &[u8], tail: &[u8; N]) {
        if let Some(head) = self.heads.get(node as usize) {
            self.out.put_slowly(head, text, tail);
        }
    }

    /// The same for text that stands in a chunk.
    #[inline(always)]
    fn short<const N: usize>(&mut self, node: NodeId, chunk: &Chunk, len: usize, tail: &[u8; N]) {
        if let Some(head) = self.heads.get(node as usize) {
            self.out.put(head, chunk, len, tail);
        }
    }

    #[inline(always)]
    fn numeral<const N: usize>(&mut self, node: NodeId, source: Numeral<'_>, tail: &[u8; N]) {
        match source.text {
            NumeralText::Short(text) => self.short(node, text.chunk(), text.len(), tail),
            NumeralText::Text(text) => self.copied(node, text.as_bytes(), tail),
        }
    }
}

impl Sink for JsonSink {
    #[inline(always)]
    fn begin_row(&mut self) {
        self.row = self.out.len();
        self.out.push(b"{");
    }

    #[inline(always)]
    fn end_row(&mut self) {
        self.out.close(b'}', b'\n');
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

    fn string(&mut self, node: NodeId, text: Text<'_>) {
        match text {
            Text::Plain(text) | Text::Escaped(text) => self.copied(node, text.as_bytes(), b"\","),
            Text::Raw(text) => self.value(node, b"\",", |out| escape(text, out)),
        }
    }

    #[inline(always)]
    fn short_string(&mut self, node: NodeId, text: Short<'_>) {
        self.short(node, text.chunk(), text.len(), b"\",");
    }

    #[inline(always)]
    fn short_strings(&mut self, node: NodeId, first: Short<'_>, second: Short<'_>, _: &mut String) {
        self.short(node, first.chunk(), first.len(), b"");
        self.out
            .put(&self.no_head, second.chunk(), second.len(), b"\",");
    }

    #[inline(always)]
    fn boolean(&mut self, node: NodeId, value: bool) {
        let text: &Chunk = match value {
            true => b"true,                           ",
            false => b"false,                          ",
        };
        self.short(node, text, 6 - usize::from(value), b"");
    }

    #[inline(always)]
    fn integer(&mut self, node: NodeId, value: i64, source: Numeral<'_>) {
        if source.json && !source.point {
            self.numeral(node, source, b",");
        } else {
            self.value(node, b",", |out| write_decimal(i128::from(value), 0, out));
        }
    }

    /// A string, since OpenX reads a JSON number with a fraction through a double.
    #[inline(always)]
    fn decimal(&mut self, node: NodeId, unscaled: i128, source: Numeral<'_>) {
        if source.json {
            self.numeral(node, source, b"\",");
        } else {
            let scale = self.nodes.get(node as usize).map_or(0, |leaf| leaf.scale);
            self.value(node, b"\",", |out| write_decimal(unscaled, scale, out));
        }
    }

    /// Rust prints the shortest text that reads back as the same value. A float's must be a float's: the digits of the source could
    /// round differently on their way through a double.
    fn float(&mut self, node: NodeId, value: f64, source: Numeral<'_>) {
        let single = self
            .nodes
            .get(node as usize)
            .is_some_and(|leaf| leaf.single);
        let text = match (single, source.json) {
            (true, _) => format!("{:e}", value as f32),
            (false, true) => return self.numeral(node, source, b","),
            (false, false) => format!("{value:e}"),
        };
        self.copied(node, text.as_bytes(), b",");
    }

    fn date(&mut self, node: NodeId, days: i32) {
        self.value(node, b"\",", |out| time::write_date(days, out));
    }

    #[inline(always)]
    fn timestamp(&mut self, node: NodeId, millis: i64) {
        if let Some(head) = self.heads.get(node as usize) {
            let day = &mut self.day;
            self.out
                .put_with(head, 23, b"\",", |chunk| day.write(millis, chunk));
        }
    }

    fn binary(&mut self, node: NodeId, bytes: &[u8]) {
        self.value(node, b"\",", |out| {
            base64_simd::STANDARD.encode_append(bytes, out);
        });
    }

    fn null(&mut self, node: NodeId) {
        if let Some(leaf) = self.nodes.get(node as usize) {
            self.out.put_slowly(&leaf.key, b"null", b",");
        }
    }

    #[inline(always)]
    fn begin_list(&mut self, node: NodeId) {
        self.short(node, &[0; 32], 0, b"");
    }

    #[inline(always)]
    fn end_list(&mut self, _: NodeId) {
        self.out.close(b']', b',');
    }

    #[inline(always)]
    fn begin_map(&mut self, node: NodeId) {
        self.short(node, &[0; 32], 0, b"");
    }

    fn map_key(&mut self, _: NodeId, key: Text<'_>) {
        self.scratch.clear();
        self.scratch.push(b'"');
        key.write_json(&mut self.scratch);
        self.scratch.extend_from_slice(b"\":");
        self.out.push(&self.scratch);
    }

    #[inline(always)]
    fn end_map(&mut self, _: NodeId) {
        self.out.close(b'}', b',');
    }

    #[inline(always)]
    fn begin_struct(&mut self, node: NodeId) {
        self.begin_map(node);
    }

    #[inline(always)]
    fn end_struct(&mut self, node: NodeId) {
        self.end_map(node);
    }
}
