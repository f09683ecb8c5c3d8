//! A cursor over one record's JSON: strings by 32 bytes at a time, everything else byte by byte.
//!
//! The buffer goes on past the record ([`PADDING`]), so that wide loads need no special end. Whatever stands there may be read
//! but never taken: the caller compares the final position with the record's length.

mod pattern;
mod skip;
#[cfg(test)]
mod tests;

use wide::{u8x16, u8x32};

use crate::number::whole_number;
use crate::plan::Tag;
use crate::reject::{Fault, RejectKind};
use crate::text::{Text, hex4};

pub(crate) use pattern::Pattern;

/// Bytes that a buffer must have after a record; their content does not matter.
pub const PADDING: usize = 64;

pub(crate) const LANES: usize = 32;

/// The bytes from a place on, whatever they belong to.
pub(crate) type Chunk = [u8; LANES];
pub(crate) type Half = [u8; LANES / 2];

/// What a simple member fits in: a pattern, a short text, and the bytes that end it and begin the next.
pub(crate) type Window = [u8; 2 * LANES + 4];

/// What one vector register holds, twice.
#[inline(always)]
pub(crate) fn halves(chunk: &Chunk) -> [&Half; 2] {
    let (first, second) = chunk.split_at(LANES / 2);
    [first, second].map(|half| half.first_chunk().unwrap_or(&[0; LANES / 2]))
}

/// A text of at most 32 bytes without escapes, and the 32 bytes that stand at its place: a sink that copies all of them at once
/// need not look at the text.
#[derive(Debug, Clone, Copy)]
pub struct Short<'a> {
    record: &'a str,
    start: usize,
    len: usize,
    chunk: &'a Chunk,
}

impl<'a> Short<'a> {
    /// The text.
    #[inline]
    #[must_use]
    pub fn text(&self) -> &'a str {
        // Only of a record that ends in the middle of a text there is less; it is refused at its end.
        let text = self.record.get(self.start..self.start + self.len);
        text.unwrap_or_default()
    }

    /// Bytes that begin with the text.
    #[inline(always)]
    #[must_use]
    pub fn chunk(&self) -> &'a [u8; 32] {
        self.chunk
    }

    /// Length of the text.
    #[inline(always)]
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// True for the empty text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// True for digits alone, and for no text at all.
    #[inline(always)]
    pub(crate) fn is_digits(&self) -> bool {
        let values = u8x32::from(*self.chunk) - u8x32::splat(b'0');
        let digits = values.min(u8x32::splat(9)).simd_eq(values).to_bitmask();
        digits.trailing_ones() as usize >= self.len
    }

    /// The text's first bytes, or all of it when there are fewer.
    pub(crate) fn first(self, len: usize) -> Self {
        let len = len.min(self.len);
        Self { len, ..self }
    }

    /// A text of our own; the chunk begins with it.
    pub(crate) const fn of(text: &'static str, chunk: &'static Chunk) -> Self {
        Self {
            record: text,
            start: 0,
            len: text.len(),
            chunk,
        }
    }
}

/// JSON deeper than this is refused before it costs stack: an item's 32 levels are 64 of JSON, with room for the envelope.
const MAX_JSON_DEPTH: usize = 96;

#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    buf: &'a [u8],
    text: &'a str,
    pub pos: usize,
}

type Result<T> = std::result::Result<T, Fault>;

impl<'a> Cursor<'a> {
    /// A cursor at the start of `text`, which is the beginning of `buf`.
    pub fn new(buf: &'a [u8], text: &'a str) -> Self {
        Self { buf, text, pos: 0 }
    }

    /// The same cursor at another place.
    pub fn moved(mut self, pos: usize) -> Self {
        self.pos = pos;
        self
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    #[inline(always)]
    pub fn peek(&self) -> u8 {
        self.buf.get(self.pos).copied().unwrap_or(0)
    }

    #[cold]
    pub fn fail(&self, kind: RejectKind) -> Fault {
        Fault::new(kind, self.pos.min(self.text.len()))
    }

    #[inline(always)]
    pub fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.pos += 1;
        }
    }

    /// Takes `byte`, which may have space before it.
    #[inline(always)]
    pub fn expect(&mut self, byte: u8) -> Result<()> {
        if self.peek() != byte {
            self.skip_space();
            if self.peek() != byte {
                return Err(self.fail(RejectKind::NotJson));
            }
        }
        self.pos += 1;
        Ok(())
    }

    /// Takes `byte` if it comes next after space.
    #[inline(always)]
    pub fn eat(&mut self, byte: u8) -> bool {
        if self.peek() != byte {
            self.skip_space();
            if self.peek() != byte {
                return false;
            }
        }
        self.pos += 1;
        true
    }

    /// Takes a comma with a quote right behind it, which stays.
    #[inline(always)]
    pub fn next_member(&mut self) -> bool {
        let next = self.at(self.pos) == Some(b",\"");
        self.pos += usize::from(next);
        next
    }

    /// Takes `bytes` if exactly they come next.
    #[inline(always)]
    pub fn eat_bytes<const N: usize>(&mut self, bytes: &[u8; N]) -> bool {
        let matches = self.at(self.pos) == Some(bytes);
        if matches {
            self.pos += N;
        }
        matches
    }

    /// Takes `{"TAG":` of one letter when it is written without spaces, and none follows.
    #[inline(always)]
    pub fn eat_opening(&mut self) -> Option<Tag> {
        let Some([b'{', b'"', letter, b'"', b':', b'"' | b'{' | b'[']) = self.at(self.pos) else {
            return None;
        };
        let tag = match letter {
            b'S' => Tag::S,
            b'N' => Tag::N,
            b'M' => Tag::M,
            b'L' => Tag::L,
            b'B' => Tag::B,
            _ => return None,
        };
        self.pos += 5;
        Some(tag)
    }

    /// The `N` bytes at `pos`, those of the padding included.
    #[inline(always)]
    fn at<const N: usize>(&self, pos: usize) -> Option<&'a [u8; N]> {
        // No record is that long: said so that the compiler sees that the sum does not overflow.
        let pos = pos & u32::MAX as usize;
        self.buf.get(pos..pos + N)?.first_chunk()
    }

    #[inline(always)]
    fn chunk(&self) -> Option<&'a Chunk> {
        self.at(self.pos)
    }

    /// Takes a pattern if it comes next.
    #[inline(always)]
    pub fn eat_pattern(&mut self, pattern: &Pattern) -> bool {
        let Some(chunk) = self.chunk() else {
            return false;
        };
        if !pattern.begins(chunk) {
            return false;
        }
        if pattern.len() > LANES && !pattern.comes(self.buf, self.pos) {
            return false;
        }
        self.pos += pattern.len();
        true
    }

    pub fn slice(&self, from: usize, to: usize) -> Result<&'a str> {
        self.text
            .get(from..to)
            .ok_or_else(|| self.fail(RejectKind::NotJson))
    }

    /// A string, from its opening quote to after its closing one.
    #[inline(always)]
    pub fn string(&mut self) -> Result<Text<'a>> {
        self.expect(b'"')?;
        let start = self.pos;
        let escaped = self.string_end()?;
        let text = self.slice(start, self.pos)?;
        self.pos += 1;
        Ok(if escaped {
            Text::Escaped(text)
        } else {
            Text::Plain(text)
        })
    }

    /// Takes a string, with its quotes, that is short and has no escapes.
    #[inline(always)]
    pub fn eat_short(&mut self) -> Option<Short<'a>> {
        let [b'"', ahead @ ..] = self.at::<{ LANES + 2 }>(self.pos)? else {
            return None;
        };
        let chunk = ahead.first_chunk()?;
        let len = first_special(chunk);
        if ahead.get(len) != Some(&b'"') {
            return None;
        }
        let start = self.pos + 1;
        self.pos = start + len + 1;
        Some(Short {
            record: self.text,
            start,
            len,
            chunk,
        })
    }

    /// The string whose opening quote is behind, when it is short, has no escapes, and `}` closes the attribute right behind it.
    /// The cursor stays.
    #[inline(always)]
    pub fn short_payload(&self) -> Option<Short<'a>> {
        let ahead = self.at::<{ LANES + 2 }>(self.pos)?;
        let chunk = ahead.first_chunk()?;
        let len = first_special(chunk);
        if ahead.get(len..len + 2) != Some(b"\"}") {
            return None;
        }
        Some(Short {
            record: self.text,
            start: self.pos,
            len,
            chunk,
        })
    }

    /// The bytes of a simple member at a place, when the buffer has so many.
    #[inline(always)]
    pub fn window(&self, start: usize) -> Option<&'a Window> {
        self.at(start)
    }

    /// [`Cursor::short_payload`] from `at` bytes behind the window's start on. Tells whether another member comes right behind it.
    #[inline(always)]
    pub fn payload_at(
        &self,
        window: &'a Window,
        start: usize,
        at: usize,
    ) -> Option<(Short<'a>, bool)> {
        let chunk = window.get(at..at + LANES)?.first_chunk()?;
        let len = first_special(chunk);
        let &[quote, brace, comma, next] = window.get(at + len..)?.first_chunk()?;
        if [quote, brace] != *b"\"}" {
            return None;
        }
        let short = Short {
            record: self.text,
            start: start + at,
            len,
            chunk,
        };
        Some((short, [comma, next] == *b",\""))
    }

    /// Goes to the closing quote of a string; tells whether there were escapes. They are validated.
    #[inline(always)]
    fn string_end(&mut self) -> Result<bool> {
        let mut escaped = false;
        loop {
            let Some(chunk) = self.chunk() else {
                return Err(self.fail(RejectKind::NotJson));
            };
            let special = first_special(chunk);
            self.pos += special;
            if special == LANES {
                continue;
            }
            match self.peek() {
                b'"' => return Ok(escaped),
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                _ => return Err(self.fail(RejectKind::NotJson)),
            }
        }
    }

    /// One escape, at its backslash. Half a surrogate pair is no character, and so no JSON text of DynamoDB's.
    #[cold]
    fn escape(&mut self) -> Result<()> {
        let rest = self.text.as_bytes().get(self.pos + 1..).unwrap_or_default();
        self.pos += match rest.first() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => match hex4(&rest[1..]) {
                Some(0xd800..0xdc00) => match (rest.get(5..7), rest.get(7..).and_then(hex4)) {
                    (Some(b"\\u"), Some(0xdc00..0xe000)) => 12,
                    _ => return Err(self.fail(RejectKind::NotJson)),
                },
                Some(0xdc00..0xe000) | None => return Err(self.fail(RejectKind::NotJson)),
                Some(_) => 6,
            },
            _ => return Err(self.fail(RejectKind::NotJson)),
        };
        Ok(())
    }

    pub fn word<const N: usize>(&mut self, word: &[u8; N]) -> Result<()> {
        if self.eat_bytes(word) {
            Ok(())
        } else {
            Err(self.fail(RejectKind::NotJson))
        }
    }

    /// Length of a JSON number that has digits alone, when it is not longer than 16.
    #[inline(always)]
    fn digits(&self) -> Option<usize> {
        let chunk = self.chunk()?;
        let digits = (non_digits(halves(chunk)[0]) | 1 << 16).trailing_zeros() as usize;
        let zero = chunk[0] == b'0' && digits > 1;
        let more = chunk
            .get(digits)
            .is_none_or(|b| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
        (digits > 0 && !zero && !more).then_some(digits)
    }

    /// Passes a number, when it is digits alone.
    #[inline(always)]
    pub fn eat_digits(&mut self) -> bool {
        let digits = self.digits();
        self.pos += digits.unwrap_or(0);
        digits.is_some()
    }

    /// A JSON number of up to 16 digits alone, if there is one.
    #[inline(always)]
    pub fn whole_number(&mut self) -> Option<u64> {
        let len = self.digits()?;
        let number = whole_number(halves(self.chunk()?)[0], len);
        self.pos += len;
        Some(number)
    }

    /// A JSON number; returns its text.
    pub fn number(&mut self) -> Result<&'a str> {
        let start = self.pos;
        if let Some(digits) = self.digits() {
            self.pos += digits;
            return self.slice(start, self.pos);
        }
        while matches!(self.peek(), b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') {
            self.pos += 1;
        }
        let text = self.slice(start, self.pos)?;
        if is_json_number(text.as_bytes()) {
            return Ok(text);
        }
        self.pos = start;
        Err(self.fail(RejectKind::NotJson))
    }
}

/// A bit for each byte that ends a run of plain text in a string: quotes, backslashes, control characters.
#[inline(always)]
fn specials(half: &Half) -> u32 {
    let lanes = u8x16::from(*half);
    let quote = lanes.simd_eq(u8x16::splat(b'"'));
    let escape = lanes.simd_eq(u8x16::splat(b'\\'));
    let control = lanes.min(u8x16::splat(0x1f)).simd_eq(lanes);
    (quote | escape | control).to_bitmask()
}

/// Where the first of them is; the chunk's length for none.
#[inline(always)]
fn first_special(chunk: &Chunk) -> usize {
    let [first, second] = halves(chunk);
    match specials(first) {
        // Most texts are that short.
        0 => LANES / 2 + (specials(second) | 1 << 16).trailing_zeros() as usize,
        found => found.trailing_zeros() as usize,
    }
}

/// A bit for each byte that is no digit.
#[inline(always)]
pub(crate) fn non_digits(half: &Half) -> u32 {
    let values = u8x16::from(*half) - u8x16::splat(b'0');
    !values.min(u8x16::splat(9)).simd_eq(values).to_bitmask() & 0xffff
}

fn is_json_number(text: &[u8]) -> bool {
    let digits = |t: &[u8]| t.iter().take_while(|b| b.is_ascii_digit()).count();
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text[0] == b'0') {
        return false;
    }
    let mut rest = &text[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let n = digits(fraction);
        if n == 0 {
            return false;
        }
        rest = &fraction[n..];
    }
    if let Some((b'e' | b'E', exponent)) = rest.split_first() {
        let exponent = exponent
            .strip_prefix(b"+")
            .or_else(|| exponent.strip_prefix(b"-"))
            .unwrap_or(exponent);
        let n = digits(exponent);
        if n == 0 {
            return false;
        }
        rest = &exponent[n..];
    }
    rest.is_empty()
}
