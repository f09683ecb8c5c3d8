//! Cuts inputs into blocks of records.
//!
//! A line from `{` to `}` is taken as a record without a look inside: that is NDJSON, at the speed of finding line ends. Should there
//! be several records in it, or a wrapper, flattening refuses it and [`expand`](super::expand) looks again. Other lines are scanned: a
//! value that ends is a record, wherever the lines break; one that does not is cut off as a piece that will be refused, at a place from
//! where the next record is whole.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use lakebed_record::flatten::PADDING;
use memchr::{memchr, memchr_iter};

use super::scan::{Scan, is_space, members, next_like, skip_space, value_end};
use super::source::{Filled, Source};
use super::{BLOCK_BYTES, Input, InputError, MAX_KEPT_BYTES};

/// A longer line is scanned value by value: it may be a whole file of concatenated records.
const LONG_LINE: usize = 1 << 20;

/// Records that stand together in an input.
#[derive(Debug)]
pub struct Block {
    /// Place of the block among those of the run, from 0.
    pub index: u64,
    /// Name of the input.
    pub source: Arc<str>,
    /// The records' bytes, then [`PADDING`] more.
    pub buf: Vec<u8>,
    /// Offset of `buf` in the input, decompressed.
    pub offset: u64,
    /// What there is in `buf`, in order.
    pub pieces: Vec<Piece>,
    /// The compressed input ends here, broken; what was left of it is the last piece.
    pub damaged: bool,
}

/// A record, or what stands in the place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the block.
    pub range: Range<usize>,
    /// Line of the input on which it begins, from 1.
    pub line: u64,
}

/// Reads inputs one after the other, as blocks.
pub struct Splitter {
    inputs: VecDeque<Input>,
    current: Option<Current>,
    next_index: u64,
    bytes_read: Arc<AtomicU64>,
    block_bytes: usize,
    /// Decompressed bytes until the end of the run.
    left: u64,
}

/// An input that is being read.
struct Current {
    source: Source,
    /// Read, but not yet part of a block.
    rest: Vec<u8>,
    /// Offset of `rest` in the input.
    offset: u64,
    state: State,
}

/// What of the text before matters for the text that follows.
#[derive(Debug)]
struct State {
    line: u64,
    /// Inside `[…]`, whose elements are the records.
    array: bool,
    /// Inside the object around that array.
    wrapper: bool,
    /// Inside a line of which a first part was cut off for its length.
    overlong: bool,
    /// Records span lines: a broken one ends where a line begins with `{`.
    multi_line: bool,
}

/// What to do at a place in the text.
enum Step {
    /// A piece; continue after it.
    Piece(Range<usize>),
    /// Nothing of interest up to here.
    Skip(usize),
    /// The text from here on makes no sense without what follows.
    More(usize),
}

impl Splitter {
    /// Reads `inputs` in order; `bytes_read` counts their bytes as stored.
    #[must_use]
    pub fn new(inputs: Vec<Input>, bytes_read: Arc<AtomicU64>) -> Self {
        Self {
            inputs: inputs.into(),
            current: None,
            next_index: 0,
            bytes_read,
            block_bytes: BLOCK_BYTES,
            left: u64::MAX,
        }
    }

    /// Begins a run, which ends behind some `bytes` of input, decompressed; what is left is for the next. False when nothing is.
    pub fn begin(&mut self, bytes: u64) -> bool {
        self.next_index = 0;
        self.left = bytes;
        self.current.is_some() || !self.inputs.is_empty()
    }

    /// Cuts smaller or larger blocks, for tests.
    #[must_use]
    pub fn block_bytes(mut self, bytes: usize) -> Self {
        self.block_bytes = bytes.max(1);
        self
    }

    /// Bytes read so far, as stored.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// The next block with at least one piece; `None` after the last, of the run or of all. `spare` is a buffer to use again.
    ///
    /// # Errors
    /// An input that cannot be opened or read.
    pub fn next_block(&mut self, spare: Vec<u8>) -> Result<Option<Block>, InputError> {
        let mut buf = spare;
        loop {
            if self.left == 0 {
                return Ok(None);
            }
            let Some(current) = &mut self.current else {
                let Some(input) = self.inputs.pop_front() else {
                    return Ok(None);
                };
                let (name, reader) = input.open()?;
                let failed = |source| InputError {
                    name: name.to_string(),
                    source,
                };
                let source = Source::open(name.clone(), reader, Arc::clone(&self.bytes_read))
                    .map_err(failed)?;
                self.current = Some(Current {
                    source,
                    rest: Vec::new(),
                    offset: 0,
                    state: State::new(),
                });
                continue;
            };
            let name = Arc::clone(&current.source.name);
            let offset = current.offset;
            let (pieces, end) =
                current
                    .cut(&mut buf, self.block_bytes)
                    .map_err(|source| InputError {
                        name: name.to_string(),
                        source,
                    })?;
            if end != Filled::More {
                self.current = None;
            }
            if pieces.is_empty() {
                continue;
            }
            let index = self.next_index;
            self.next_index += 1;
            self.left = self.left.saturating_sub(buf.len() as u64);
            return Ok(Some(Block {
                index,
                source: name,
                buf,
                offset,
                pieces,
                damaged: end == Filled::Damaged,
            }));
        }
    }
}

impl Current {
    /// Fills `buf` with the next block's bytes and padding; keeps the rest.
    fn cut(
        &mut self,
        buf: &mut Vec<u8>,
        block_bytes: usize,
    ) -> std::io::Result<(Vec<Piece>, Filled)> {
        buf.clear();
        if buf.capacity() > 4 * block_bytes.max(LONG_LINE) {
            *buf = Vec::new();
        }
        buf.reserve(block_bytes + PADDING);
        buf.append(&mut self.rest);
        let mut target = block_bytes;
        loop {
            let filled = self.source.fill(buf, target)?;
            let start = if self.offset == 0 && buf.starts_with(b"\xef\xbb\xbf") {
                3
            } else {
                0
            };
            let mut pieces = Vec::new();
            let mut used = self
                .state
                .pieces(buf, start, filled == Filled::End, &mut pieces);
            if filled == Filled::Damaged {
                // What is left stands for what is lost with it, even when that is nothing.
                pieces.push(Piece {
                    range: used..buf.len(),
                    line: self.state.line,
                });
                used = buf.len();
            }
            if used == 0 && filled == Filled::More {
                target *= 2;
                continue;
            }
            self.rest.extend_from_slice(&buf[used..]);
            self.offset += used as u64;
            buf.truncate(used);
            buf.resize(used + PADDING, 0);
            return Ok((pieces, filled));
        }
    }
}

impl State {
    fn new() -> Self {
        Self {
            line: 1,
            array: false,
            wrapper: false,
            overlong: false,
            multi_line: false,
        }
    }

    /// Finds the pieces of `text[start..]`; returns how far it got. With `end`, the text is all there is, and everything is used.
    fn pieces(&mut self, text: &[u8], start: usize, end: bool, found: &mut Vec<Piece>) -> usize {
        let mut at = start;
        // Line ends are counted up to here.
        let mut counted = start;
        // Where the line at `at` ends, when that is known: a line of many records is not searched for each of them.
        let mut line_end = 0;
        loop {
            if !self.array && !self.wrapper && !self.overlong {
                at = self.plain_lines(text, at, &mut counted, &mut line_end, found);
            }
            if at >= text.len() {
                break;
            }
            match self.step(text, at, end) {
                Step::Skip(to) => at = to,
                Step::Piece(range) => {
                    self.line += memchr_iter(b'\n', &text[counted..range.start]).count() as u64;
                    counted = range.start;
                    at = range.end;
                    found.push(Piece {
                        range,
                        line: self.line,
                    });
                }
                Step::More(from) => {
                    at = from;
                    break;
                }
            }
        }
        let at = at.min(text.len());
        if at > counted {
            self.line += memchr_iter(b'\n', &text[counted..at]).count() as u64;
        }
        at
    }

    /// Takes lines from `{` to `}` as records until another line comes.
    fn plain_lines(
        &mut self,
        text: &[u8],
        start: usize,
        counted: &mut usize,
        line_end: &mut usize,
        found: &mut Vec<Piece>,
    ) -> usize {
        let mut at = skip_space(text, start);
        self.line += memchr_iter(b'\n', &text[*counted..at]).count() as u64;
        *counted = at;
        while text.get(at) == Some(&b'{') {
            if *line_end <= at {
                *line_end = memchr(b'\n', &text[at..]).map_or(usize::MAX, |length| at + length);
            }
            let Some(line) = text
                .get(at..*line_end)
                .filter(|line| line.len() <= LONG_LINE)
            else {
                break;
            };
            let inside = line.strip_suffix(b"\r").unwrap_or(line);
            if inside.last() != Some(&b'}') {
                break;
            }
            found.push(Piece {
                range: at..at + inside.len(),
                line: self.line,
            });
            self.line += 1;
            at = *line_end + 1;
            *counted = at;
        }
        at
    }

    fn step(&mut self, text: &[u8], start: usize, end: bool) -> Step {
        if self.overlong {
            return self.overlong_line(text, start, end);
        }
        let at = skip_space(text, start);
        let Some(&byte) = text.get(at) else {
            return Step::Skip(at);
        };
        match byte {
            b',' if self.array => return Step::Skip(at + 1),
            b']' if self.array => {
                self.array = false;
                return Step::Skip(at + 1);
            }
            _ if self.wrapper && !self.array => return self.wrapper_tail(text, at, end),
            b'[' if !self.array => {
                self.array = true;
                return Step::Skip(at + 1);
            }
            b'{' if !self.array => {
                if let Some(array) = records_array(text, at) {
                    (self.array, self.wrapper) = (true, true);
                    return Step::Skip(array);
                }
                // An opening brace alone on its line is how pretty-printed records begin.
                self.multi_line |= text[at + 1..]
                    .iter()
                    .find(|b| !matches!(b, b' ' | b'\r' | b'\t'))
                    == Some(&b'\n');
            }
            _ => {}
        }
        if !self.array && byte != b'{' {
            return self.broken(text, at, at, end);
        }
        match value_end(text, at) {
            // A number at the end of the text may go on.
            Scan::Complete(to) if to < text.len() || end || byte == b'{' => {
                self.multi_line |= byte == b'{' && text[at..to].contains(&b'\n');
                Step::Piece(at..to)
            }
            Scan::Complete(_) | Scan::Incomplete if !end => self.more(text, at),
            Scan::Complete(to) => Step::Piece(at..to),
            Scan::Incomplete => self.broken(text, at, text.len(), end),
            Scan::Bad(bad) => self.broken(text, at, bad, end),
        }
    }

    /// Cuts off what begins at `at` and is no JSON from `bad` on.
    fn broken(&mut self, text: &[u8], at: usize, bad: usize, end: bool) -> Step {
        let cut = if self.array {
            let next = record_start(text, bad, bad, b",\n").filter(|next| *next > at);
            next_like(text, at, next.unwrap_or(text.len())).or(next)
        } else if self.multi_line {
            line_start(text, bad.max(at + 1))
        } else {
            line_or_record(text, at, bad)
        };
        match cut {
            Some(cut) => Step::Piece(at..self.trimmed(text, at, cut)),
            None if end => Step::Piece(at..self.trimmed(text, at, text.len())),
            None => self.more(text, at),
        }
    }

    /// `cut` less the white space before it, and less the comma between elements.
    fn trimmed(&self, text: &[u8], at: usize, cut: usize) -> usize {
        let extra = text[at..cut]
            .iter()
            .rev()
            .take_while(|b| is_space(**b) || (self.array && **b == b','))
            .count();
        (cut - extra).max((at + 1).min(text.len()))
    }

    /// Asks for more text, unless there is more than a record can have already.
    fn more(&mut self, text: &[u8], at: usize) -> Step {
        if text.len() - at < MAX_KEPT_BYTES {
            return Step::More(at);
        }
        self.overlong = true;
        Step::Piece(at..at + MAX_KEPT_BYTES)
    }

    /// The rest of a line that is too long for a record.
    fn overlong_line(&mut self, text: &[u8], at: usize, end: bool) -> Step {
        match memchr(b'\n', &text[at..]).map(|length| at + length) {
            Some(line_end) if line_end - at <= MAX_KEPT_BYTES => {
                self.overlong = false;
                (self.array, self.wrapper) = (false, false);
                if line_end == at {
                    Step::Skip(at)
                } else {
                    Step::Piece(at..line_end)
                }
            }
            None if text.len() - at < MAX_KEPT_BYTES && !end => Step::More(at),
            None if text.len() - at <= MAX_KEPT_BYTES => Step::Piece(at..text.len()),
            _ => Step::Piece(at..at + MAX_KEPT_BYTES),
        }
    }

    /// Skips the members that follow the records of a wrapper, and its end.
    fn wrapper_tail(&mut self, text: &[u8], at: usize, end: bool) -> Step {
        if text[at] == b'}' {
            self.wrapper = false;
            return Step::Skip(at + 1);
        }
        if text[at] == b',' {
            // The member is scanned as an object of its own that begins at the comma.
            let mut member = text[at..].to_vec();
            member[0] = b'{';
            let mut value = None;
            members(&member, 0, |_, range| {
                value = value.take().or(Some(range.end))
            });
            match value {
                Some(length) if at + length < text.len() || end => return Step::Skip(at + length),
                None | Some(_) if !end && text.len() - at < LONG_LINE => return Step::More(at),
                _ => {}
            }
        }
        self.wrapper = false;
        self.broken(text, at, at, end)
    }
}

/// After the bracket of `{"Records": [`, when this begins at `at`.
fn records_array(text: &[u8], at: usize) -> Option<usize> {
    let key = skip_space(text, at + 1);
    let rest = text.get(key..)?;
    let after = ["\"Records\"", "\"records\""]
        .iter()
        .find_map(|name| rest.strip_prefix(name.as_bytes()))?;
    let colon = skip_space(after, 0);
    let bracket = skip_space(
        after,
        (after.get(colon) == Some(&b':')).then_some(colon + 1)?,
    );
    (after.get(bracket) == Some(&b'[')).then_some(text.len() - after.len() + bracket + 1)
}

/// Where an unfinished record ends: with its line, or before the next record on it. Looks no further than it has to.
fn line_or_record(text: &[u8], at: usize, bad: usize) -> Option<usize> {
    const WINDOW: usize = 4096;
    let mut from = at;
    while from < text.len() {
        let to = (from + WINDOW).min(text.len());
        let line = memchr(b'\n', &text[from..to]).map(|length| from + length);
        let end = line.unwrap_or(to);
        let next = record_start(&text[..end], from.max(bad), bad, b"}").filter(|next| *next > at);
        let next = next_like(text, at, next.unwrap_or(end)).or(next);
        if next.or(line).is_some() {
            return next.or(line);
        }
        from = to;
    }
    None
}

/// The first `{` from `from` on that follows one of `before`, white space aside; one at `bad` counts anyway.
fn record_start(text: &[u8], from: usize, bad: usize, before: &[u8]) -> Option<usize> {
    memchr_iter(b'{', text.get(from..)?)
        .map(|i| from + i)
        .find(|&brace| {
            let spaces = text[..brace]
                .iter()
                .rev()
                .take_while(|b| matches!(b, b' ' | b'\t' | b'\r'))
                .count();
            brace == bad
                || text[..brace - spaces]
                    .last()
                    .is_some_and(|b| before.contains(b))
        })
}

/// The first place from `from` on where a line begins with `{`.
fn line_start(text: &[u8], from: usize) -> Option<usize> {
    memchr_iter(b'\n', text.get(from - 1..)?)
        .map(|i| from + i)
        .find(|&at| text.get(at) == Some(&b'{'))
}
