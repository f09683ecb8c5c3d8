//! Attributes that go to `undeclared` or `rescued`: noted by place while a change is walked, written as DynamoDB JSON at the row's end.

use crate::scan::Cursor;

use super::Result;
use super::attribute;

/// A piece of the record's text.
pub(crate) type Span = (usize, usize);

/// Noted attributes, each by the map keys that lead to it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    paths: Vec<Span>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Range of `paths`.
    path: (usize, usize),
    /// Inside of the quotes.
    key: Span,
    value: Span,
}

impl Kept {
    pub fn clear(&mut self) {
        self.paths.clear();
        self.entries.clear();
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Forgets all but the first `len` attributes.
    pub fn truncate(&mut self, len: usize) {
        self.entries.truncate(len);
        let end = self.entries.last().map_or(0, |e| e.path.1);
        self.paths.truncate(end);
    }

    pub fn add(&mut self, path: &[Span], key: Span, value: Span) {
        let start = self.paths.len();
        self.paths.extend_from_slice(path);
        self.entries.push(Entry {
            path: (start, self.paths.len()),
            key,
            value,
        });
    }

    /// The attributes as one item: `{"shipping":{"M":{"zip":{"S":"8001"}}}}`. Maps that several lead through are opened once.
    pub fn write(&self, cursor: &Cursor<'_>, double_base64: bool, out: &mut String) -> Result<()> {
        out.clear();
        out.push('{');
        let mut open: &[Span] = &[];
        let mut first = true;
        for entry in &self.entries {
            let path = self
                .paths
                .get(entry.path.0..entry.path.1)
                .unwrap_or_default();
            let shared = self.shared(cursor, open, path)?;
            for _ in shared..open.len() {
                out.push_str("}}");
                first = false;
            }
            for &(from, to) in &path[shared..] {
                push_key(cursor.slice(from, to)?, &mut first, out);
                out.push_str("{\"M\":{");
                first = true;
            }
            open = path;
            push_key(cursor.slice(entry.key.0, entry.key.1)?, &mut first, out);
            attribute::copy(cursor, entry.value, double_base64, out)?;
        }
        for _ in open {
            out.push_str("}}");
        }
        out.push('}');
        Ok(())
    }

    fn shared(&self, cursor: &Cursor<'_>, a: &[Span], b: &[Span]) -> Result<usize> {
        let mut n = 0;
        for (x, y) in a.iter().zip(b) {
            if cursor.slice(x.0, x.1)? != cursor.slice(y.0, y.1)? {
                break;
            }
            n += 1;
        }
        Ok(n)
    }
}

fn push_key(key: &str, first: &mut bool, out: &mut String) {
    if !std::mem::replace(first, false) {
        out.push(',');
    }
    out.push('"');
    out.push_str(key);
    out.push_str("\":");
}
