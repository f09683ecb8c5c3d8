//! A cursor over JSON text that finds where values begin and end, and builds none of them.
//!
//! It checks the structure of everything, and the inside of nothing it only passes by: what is echoed or used is
//! checked by whoever echoes or uses it.

use memchr::{memchr, memchr2};
use wide::{u8x16, u8x32};

/// Deepest nesting that is passed by: one bit of a word for each level.
const MAX_DEPTH: u32 = 64;

/// Bytes that are looked at together.
const LANES: usize = 32;

/// What stood where something else was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unexpected {
    /// Byte at which it stood.
    pub(crate) offset: usize,
    /// What was expected there.
    pub(crate) expected: &'static str,
}

/// The text between two quotes, as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawText<'a> {
    pub(crate) bytes: &'a [u8],
    /// True when a backslash stands in it.
    pub(crate) escaped: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// Moves to the next byte that is not white space, and reads it without passing it; 0 at the end.
    #[inline]
    pub(crate) fn peek(&mut self) -> u8 {
        loop {
            match self.text.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                Some(&byte) => return byte,
                None => return 0,
            }
        }
    }

    /// Passes one byte, which [`Self::peek`] has shown.
    #[inline]
    pub(crate) fn pass(&mut self) {
        self.at += 1;
    }

    #[inline]
    pub(crate) fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), Unexpected> {
        if self.peek() != byte {
            return Err(self.unexpected(expected));
        }
        self.at += 1;
        Ok(())
    }

    pub(crate) fn unexpected(&self, expected: &'static str) -> Unexpected {
        Unexpected {
            offset: self.at,
            expected,
        }
    }

    pub(crate) fn is_at_end(&mut self) -> bool {
        self.peek();
        self.at >= self.text.len()
    }

    /// A member's name and the colon after it.
    #[inline]
    pub(crate) fn name(&mut self) -> Result<RawText<'a>, Unexpected> {
        let name = self.string()?;
        self.expect(b':', "a colon after a member's name")?;
        Ok(name)
    }

    /// A string; the cursor stands on its first quote, white space aside.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<RawText<'a>, Unexpected> {
        self.expect(b'"', "a string")?;
        let rest = &self.text[self.at..];
        match memchr2(b'"', b'\\', rest) {
            Some(end) if rest[end] == b'"' => {
                self.at += end + 1;
                Ok(RawText {
                    bytes: &rest[..end],
                    escaped: false,
                })
            }
            Some(backslash) => self.escaped_string(backslash),
            None => Err(self.unexpected("a closing quote")),
        }
    }

    /// A long string that most likely has no escapes in it: `escaped` may be false although there are.
    ///
    /// One search for one byte; base64, which this is for, finds a backslash by itself when it is decoded.
    #[inline]
    pub(crate) fn long_string(&mut self) -> Result<RawText<'a>, Unexpected> {
        self.expect(b'"', "a string")?;
        let rest = &self.text[self.at..];
        match memchr(b'"', rest) {
            Some(end) if end == 0 || rest[end - 1] != b'\\' => {
                self.at += end + 1;
                Ok(RawText {
                    bytes: &rest[..end],
                    escaped: false,
                })
            }
            Some(end) => self.escaped_string(memchr(b'\\', rest).unwrap_or(end)),
            None => Err(self.unexpected("a closing quote")),
        }
    }

    /// The cursor stands behind the first quote; `from` is how far the first backslash is away.
    #[cold]
    fn escaped_string(&mut self, mut from: usize) -> Result<RawText<'a>, Unexpected> {
        let rest = &self.text[self.at..];
        loop {
            match memchr2(b'"', b'\\', rest.get(from..).unwrap_or_default()) {
                Some(found) if rest[from + found] == b'"' => {
                    let end = from + found;
                    self.at += end + 1;
                    return Ok(RawText {
                        bytes: &rest[..end],
                        escaped: true,
                    });
                }
                Some(backslash) => from += backslash + 2,
                None => return Err(self.unexpected("a closing quote")),
            }
        }
    }

    /// Passes any value and returns its text.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<&'a [u8], Unexpected> {
        let first = self.peek();
        let start = self.at;
        match first {
            b'"' => {
                self.string()?;
            }
            b'{' | b'[' => self.container()?,
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => self.scalar(),
            _ => return Err(self.unexpected("a value")),
        }
        Ok(&self.text[start..self.at])
    }

    /// Numbers and literals: everything up to what can only come after them.
    #[inline]
    fn scalar(&mut self) {
        let rest = &self.text[self.at..];
        let is_inside = |b: &u8| matches!(b, b'0'..=b'9' | b'a'..=b'z' | b'+' | b'-' | b'.' | b'E');
        self.at += rest
            .iter()
            .position(|b| !is_inside(b))
            .unwrap_or(rest.len());
    }

    /// Passes `text` if exactly it comes next.
    #[inline(always)]
    pub(crate) fn pass_text(&mut self, text: &[u8]) -> Option<()> {
        let comes = self.text.get(self.at..)?.starts_with(text);
        self.at += if comes { text.len() } else { 0 };
        comes.then_some(())
    }

    /// Passes a text and the quote behind it.
    #[inline(always)]
    pub(crate) fn pass_until_quote(&mut self) -> Option<&'a [u8]> {
        let rest = self.text.get(self.at..)?;
        let end = memchr(b'"', rest)?;
        self.at += end + 1;
        Some(&rest[..end])
    }

    /// Passes a text of ASCII without an escape, of at least 32 bytes before the request's end, and the quote behind it.
    #[inline(always)]
    pub(crate) fn pass_plain_text(&mut self) -> Option<&'a [u8]> {
        let rest = self.text.get(self.at..)?;
        let (chunks, _) = rest.as_chunks();
        let mut end = 0;
        for chunk in chunks {
            let lanes = u8x32::from(*chunk);
            let control = lanes.min(u8x32::splat(0x1f)).simd_eq(lanes);
            let quote = lanes.simd_eq(u8x32::splat(b'"'));
            let escape = lanes.simd_eq(u8x32::splat(b'\\'));
            // The sign of a byte that is not ASCII is set.
            let odd = (lanes | control | quote | escape).to_bitmask();
            if odd != 0 {
                end += odd.trailing_zeros() as usize;
                break;
            }
            end += chunk.len();
        }
        let (text, behind) = rest.split_at_checked(end)?;
        if behind.first() != Some(&b'"') {
            return None;
        }
        self.at += end + 1;
        Some(text)
    }

    /// Passes 1 to 16 digits, at least 16 bytes before the request's end, and what they are worth.
    #[inline(always)]
    pub(crate) fn pass_digits(&mut self) -> Option<i64> {
        let chunk: &[u8; 16] = self.text.get(self.at..)?.first_chunk()?;
        let values = u8x16::from(*chunk) - u8x16::splat(b'0');
        let digits = values.min(u8x16::splat(9)).simd_eq(values).to_bitmask();
        let count = (digits & 0xffff).trailing_ones();
        if count == 0
            || (count == 16 && self.text.get(self.at + 16).is_some_and(u8::is_ascii_digit))
        {
            return None;
        }
        self.at += count as usize;
        // The first digit is the lowest byte: shifted up, what there is too much falls out, and zeros come in before the rest.
        let all = u128::from_le_bytes(*chunk) << (8 * (16 - count));
        Some((eight_digits(all as u64) * 100_000_000 + eight_digits((all >> 64) as u64)) as i64)
    }

    /// From behind an opening brace, passes an object that has no container and no escape in it, which is what
    /// `kinesisRecordMetadata` is: an even number of quotes before the first closing brace says that the brace is not
    /// inside a string. For any other object nothing, and the cursor stays.
    #[inline(always)]
    pub(crate) fn pass_flat_object(&mut self) -> Option<()> {
        let (chunks, _) = self.text.get(self.at..)?.as_chunks::<LANES>();
        let (mut quotes, mut other) = (u8x32::ZERO, u8x32::ZERO);
        for (n, chunk) in chunks.iter().enumerate() {
            let lanes = u8x32::from(*chunk);
            let quote = lanes.simd_eq(u8x32::splat(b'"'));
            // This bit is all that `[` lacks of `{`, and `]` of `}`.
            let folded = lanes | u8x32::splat(0x20);
            let open = folded.simd_eq(u8x32::splat(b'{')) | lanes.simd_eq(u8x32::splat(b'\\'));
            let close = folded.simd_eq(u8x32::splat(b'}')).to_bitmask();
            if close == 0 {
                // The odd ones out of an even number remain.
                quotes ^= quote;
                other |= open;
                continue;
            }
            let end = close.trailing_zeros();
            let before = (1u32 << end) - 1;
            let quotes =
                quotes.to_bitmask().count_ones() + (quote.to_bitmask() & before).count_ones();
            let is_flat = quotes.is_multiple_of(2)
                && other == u8x32::ZERO
                && open.to_bitmask() & before == 0
                && chunk.get(end as usize) == Some(&b'}');
            self.at += if is_flat {
                LANES * n + end as usize + 1
            } else {
                0
            };
            return is_flat.then_some(());
        }
        None
    }

    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Has memory fetched from an offset on, as far as there is a request: so many whole blocks as `len` begins. Their number is the same
    /// for most records, and the end of a loop costs little when it comes as expected.
    #[inline(always)]
    pub(crate) fn prefetch(&self, from: usize, len: usize) {
        const LINE: usize = 64;
        const BLOCK: usize = 8 * LINE;
        let ahead = from.checked_add(len.next_multiple_of(BLOCK));
        let ahead = ahead.and_then(|to| self.text.get(from..to));
        for block in ahead.unwrap_or_default().as_chunks::<BLOCK>().0 {
            for line in block.as_chunks::<LINE>().0 {
                prefetch(&line[0]);
            }
        }
    }

    fn container(&mut self) -> Result<(), Unexpected> {
        let (mut is_object, mut depth) = (0u64, 0u32);
        loop {
            match self.peek() {
                b'"' => {
                    self.string()?;
                    continue;
                }
                open @ (b'{' | b'[') => {
                    if depth == MAX_DEPTH {
                        return Err(self.unexpected("less nesting"));
                    }
                    depth += 1;
                    is_object = is_object << 1 | u64::from(open == b'{');
                }
                close @ (b'}' | b']') => {
                    if (is_object & 1 == 1) != (close == b'}') {
                        return Err(self.unexpected("the other kind of closing bracket"));
                    }
                    depth -= 1;
                    is_object >>= 1;
                    if depth == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                0 => return Err(self.unexpected("a closing bracket")),
                _ => {}
            }
            self.at += 1;
        }
    }
}

/// The value of eight digits, of which the first is the lowest byte; zero bytes count as zeros.
#[inline(always)]
fn eight_digits(digits: u64) -> u64 {
    let word = digits & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (word * 10 + (word >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}

/// Has a byte's cache line fetched. Firehose's requests are larger than the caches next to a core, and a record is done in the time
/// that the next one takes on its way there.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn prefetch(byte: &u8) {
    safe_arch::prefetch_t0(byte);
}

/// Elsewhere the processor has to guess: there is no such instruction that safe code can reach.
#[cfg(not(target_arch = "x86_64"))]
fn prefetch(_: &u8) {}

/// True when the text between two quotes is a string that every JSON parser reads: valid UTF-8, no bare control
/// characters, whole escapes, no half of a surrogate pair.
pub(crate) fn is_valid_text(bytes: &[u8]) -> bool {
    is_plain_text(bytes) || is_valid_unicode_text(bytes)
}

/// True when the text between two quotes is printable ASCII without an escape.
#[inline]
pub(crate) fn is_plain_text(bytes: &[u8]) -> bool {
    let mut odd = u8x32::ZERO;
    for_chunks(bytes, |lanes| {
        let control = lanes.min(u8x32::splat(0x1f)).simd_eq(lanes);
        let not_ascii = lanes.max(u8x32::splat(0x7f)).simd_eq(lanes);
        odd |= control
            | not_ascii
            | lanes.simd_eq(u8x32::splat(b'"'))
            | lanes.simd_eq(u8x32::splat(b'\\'));
    });
    odd == u8x32::ZERO
}

/// Calls `each` with 32 bytes after the other, the last of them filled up with spaces.
#[inline(always)]
fn for_chunks(bytes: &[u8], mut each: impl FnMut(u8x32)) {
    let (chunks, last) = bytes.as_chunks();
    for chunk in chunks {
        each(u8x32::from(*chunk));
    }
    let mut filled = [b' '; 32];
    filled[..last.len()].copy_from_slice(last);
    each(u8x32::from(filled));
}

/// [`is_valid_text`] for what is not printable ASCII.
#[cold]
fn is_valid_unicode_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => {}
                Some('u') => {
                    let Some(unit) = hex4(&mut rest) else {
                        return false;
                    };
                    if (0xdc00..0xe000).contains(&unit) {
                        return false;
                    }
                    if (0xd800..0xdc00).contains(&unit) {
                        let low = (rest.next() == Some('\\') && rest.next() == Some('u'))
                            .then(|| hex4(&mut rest))
                            .flatten();
                        if !low.is_some_and(|low| (0xdc00..0xe000).contains(&low)) {
                            return false;
                        }
                    }
                }
                _ => return false,
            },
            '"' | '\0'..='\u{1f}' => return false,
            _ => {}
        }
    }
    true
}

fn hex4(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |unit, _| Some(unit << 4 | chars.next()?.to_digit(16)?))
}

/// Writes what an escaped text stands for into `out`, as far as it is ASCII; false for everything else.
///
/// Base64 and the names of members are ASCII, and some writers escape `/` and `+` in them.
pub(crate) fn unescape_ascii(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    out.clear();
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        out.push(match rest.next() {
            Some(same @ (b'"' | b'\\' | b'/')) => same,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let unit = (0..4).try_fold(0u32, |unit, _| {
                    Some(unit << 4 | char::from(rest.next()?).to_digit(16)?)
                });
                match unit.and_then(|unit| u8::try_from(unit).ok()) {
                    Some(ascii) if ascii.is_ascii() => ascii,
                    _ => return false,
                }
            }
            _ => return false,
        });
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end() {
        for text in [
            "\"a\"",
            "\"\"",
            "\"\\\"\"",
            "\"\\\\\"",
            "-1.5E+3",
            "true",
            "null",
            "{}",
            "[]",
            "{\"a\":\"}\"}",
            "{\"a\":{\"b\":[1,{}]},\"c\":\"\\\"}\"}",
            "[[[]],\"]\"]",
            "{\"a\" : [ ] }",
        ] {
            let long = format!(" {text},");
            let mut cursor = Cursor::new(long.as_bytes());
            assert_eq!(cursor.value(), Ok(text.as_bytes()), "{text}");
            assert_eq!(cursor.peek(), b',', "{text}");
        }
    }

    #[test]
    fn broken_values_are_not_values() {
        let deep = "[".repeat(65);
        for text in [
            "",
            "\"",
            "\"\\\"",
            "{",
            "{\"a\":1]",
            "[}",
            "[\"]",
            "}",
            "x",
            deep.as_str(),
        ] {
            assert!(Cursor::new(text.as_bytes()).value().is_err(), "{text}");
        }
        assert!(
            Cursor::new(("[".repeat(64) + &"]".repeat(64)).as_bytes())
                .value()
                .is_ok()
        );
    }

    #[test]
    fn valid_texts_are_the_ones_that_serde_json_reads() {
        let texts: &[&[u8]] = &[
            b"",
            b"plain",
            "grün 🚀".as_bytes(),
            b"\\n\\/\\\"\\\\\\u00e9",
            b"\\ud83d\\ude80",
            b"\\ud83d",
            b"\\ude80",
            b"\\ud83dx",
            b"\\ud83d\\n",
            b"\\ud83d\\u0041",
            b"\\u12",
            b"\\x",
            b"\\",
            b"\"",
            b"\n",
            b"\x00",
            b"\x7f",
            b"\xff",
            b"\xc3",
        ];
        for text in texts {
            let quoted = [b"\"", *text, b"\""].concat();
            let expected = serde_json::from_slice::<String>(&quoted).is_ok();
            assert_eq!(
                is_valid_text(text),
                expected,
                "{}",
                String::from_utf8_lossy(text)
            );
        }
    }

    #[test]
    fn escapes_stand_for_ascii() {
        let mut out = Vec::new();
        assert!(unescape_ascii(b"a\\u002Bb\\/c\\\\", &mut out));
        assert_eq!(out, b"a+b/c\\");
        for broken in [&b"\\u00e9"[..], b"\\u00", b"\\", b"\\x", b"\\ud83d\\ude80"] {
            assert!(!unescape_ascii(broken, &mut out));
        }
    }
}
