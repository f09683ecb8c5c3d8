//! A cursor over one record's JSON: strings by 32 bytes at a time, everything else byte by byte.
//!
//! The buffer goes on past the record ([`PADDING`]), so that wide loads need no special end. Whatever stands there may be read
//! but never taken: the caller compares the final position with the record's length.

use wide::u8x32;

use crate::reject::{Fault, RejectKind};
use crate::text::{Text, hex4};

/// Bytes that a buffer must have after a record; their content does not matter.
pub const PADDING: usize = 64;

const LANES: usize = 32;

/// JSON deeper than this is refused before it costs stack: an item's 32 levels are 64 of JSON, with room for the envelope.
const MAX_JSON_DEPTH: usize = 96;

/// Bytes to compare with what comes next, 32 at once.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: Box<[u8]>,
    head: [u8; LANES],
    /// A bit for each byte of `head` that counts.
    mask: u32,
}

impl Pattern {
    pub fn new(text: &[u8]) -> Self {
        let mut head = [0; LANES];
        let counted = text.len().min(LANES);
        head[..counted].copy_from_slice(&text[..counted]);
        Self {
            text: text.into(),
            head,
            mask: (u64::MAX >> (64 - counted)) as u32,
        }
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }
}

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

    /// Takes `bytes` if exactly they come next.
    #[inline(always)]
    pub fn eat_bytes(&mut self, bytes: &[u8]) -> bool {
        let matches = self.buf.get(self.pos..self.pos + bytes.len()) == Some(bytes);
        if matches {
            self.pos += bytes.len();
        }
        matches
    }

    /// Takes a pattern if it comes next.
    #[inline(always)]
    pub fn eat_pattern(&mut self, pattern: &Pattern) -> bool {
        let Some(&chunk) = self
            .buf
            .get(self.pos..)
            .and_then(<[u8]>::first_chunk::<LANES>)
        else {
            return false;
        };
        if u8x32::from(chunk)
            .simd_eq(u8x32::from(pattern.head))
            .to_bitmask()
            & pattern.mask
            != pattern.mask
        {
            return false;
        }
        if pattern.text.len() > LANES
            && self.buf.get(self.pos..self.pos + pattern.text.len()) != Some(&pattern.text)
        {
            return false;
        }
        self.pos += pattern.text.len();
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

    /// Goes to the closing quote of a string; tells whether there were escapes. They are validated.
    #[inline(always)]
    fn string_end(&mut self) -> Result<bool> {
        let mut escaped = false;
        loop {
            let Some(&chunk) = self
                .buf
                .get(self.pos..)
                .and_then(<[u8]>::first_chunk::<LANES>)
            else {
                return Err(self.fail(RejectKind::NotJson));
            };
            let lanes = u8x32::from(chunk);
            let quote = lanes.simd_eq(u8x32::splat(b'"'));
            let escape = lanes.simd_eq(u8x32::splat(b'\\'));
            let control = lanes.min(u8x32::splat(0x1f)).simd_eq(lanes);
            let special = (quote | escape | control).to_bitmask();
            if special == 0 {
                self.pos += LANES;
                continue;
            }
            self.pos += special.trailing_zeros() as usize;
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

    /// Passes one JSON value of any kind, checking all of it.
    pub fn skip_value(&mut self) -> Result<()> {
        self.skip_nested(0)
    }

    fn skip_nested(&mut self, depth: usize) -> Result<()> {
        if depth > MAX_JSON_DEPTH {
            return Err(self.fail(RejectKind::NestedTooDeep));
        }
        self.skip_space();
        match self.peek() {
            b'"' => {
                self.pos += 1;
                self.string_end()?;
                self.pos += 1;
                Ok(())
            }
            b'{' => {
                self.pos += 1;
                if self.eat(b'}') {
                    return Ok(());
                }
                // {"S":"…"}: most objects in a change are a text or a number like this.
                let leaf = self.buf.get(self.pos..).and_then(<[u8]>::first_chunk::<5>);
                if let Some([b'"', b'S' | b'N' | b'B', b'"', b':', b'"']) = leaf {
                    self.pos += 5;
                    self.string_end()?;
                    self.pos += 1;
                    if !self.eat(b',') {
                        return self.expect(b'}');
                    }
                }
                loop {
                    self.expect(b'"')?;
                    self.string_end()?;
                    self.pos += 1;
                    self.expect(b':')?;
                    self.skip_nested(depth + 1)?;
                    if !self.eat(b',') {
                        return self.expect(b'}');
                    }
                }
            }
            b'[' => {
                self.pos += 1;
                if self.eat(b']') {
                    return Ok(());
                }
                loop {
                    self.skip_nested(depth + 1)?;
                    if !self.eat(b',') {
                        return self.expect(b']');
                    }
                }
            }
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Passes an object or list by counting its brackets: whatever stands between them is taken for JSON.
    /// Other values are passed as [`Cursor::skip_value`] does.
    pub fn skip_balanced(&mut self) -> Result<()> {
        self.skip_space();
        if !matches!(self.peek(), b'{' | b'[') {
            return self.skip_value();
        }
        let mut depth = 0usize;
        loop {
            let Some(&chunk) = self
                .buf
                .get(self.pos..)
                .and_then(<[u8]>::first_chunk::<LANES>)
            else {
                return Err(self.fail(RejectKind::NotJson));
            };
            let lanes = u8x32::from(chunk);
            // `[` and `{`, `]` and `}` differ in one bit; no other printable character folds onto them.
            let folded = lanes | u8x32::splat(0x20);
            let open = folded.simd_eq(u8x32::splat(b'{'));
            let close = folded.simd_eq(u8x32::splat(b'}'));
            let quote = lanes.simd_eq(u8x32::splat(b'"'));
            let (open, close) = (open.to_bitmask(), close.to_bitmask());
            let mut marks = open | close | quote.to_bitmask();
            let start = self.pos;
            self.pos += LANES;
            while marks != 0 {
                let at = marks.trailing_zeros();
                let bit = 1u32 << at;
                marks &= marks - 1;
                if open & bit != 0 {
                    depth += 1;
                } else if close & bit != 0 {
                    depth -= 1;
                    if depth == 0 {
                        self.pos = start + at as usize + 1;
                        return Ok(());
                    }
                } else {
                    self.pos = start + at as usize + 1;
                    self.string_end()?;
                    self.pos += 1;
                    break;
                }
            }
        }
    }

    pub fn word(&mut self, word: &[u8]) -> Result<()> {
        if self.eat_bytes(word) {
            Ok(())
        } else {
            Err(self.fail(RejectKind::NotJson))
        }
    }

    /// A JSON number; returns its text.
    pub fn number(&mut self) -> Result<&'a str> {
        let start = self.pos;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn skip(text: &str, balanced: bool) -> Option<usize> {
        let mut buf = text.as_bytes().to_vec();
        buf.extend_from_slice(&[b'"'; PADDING]);
        let mut cursor = Cursor::new(&buf, text);
        let done = if balanced {
            cursor.skip_balanced()
        } else {
            cursor.skip_value()
        };
        (done.is_ok() && cursor.pos <= text.len()).then_some(cursor.pos)
    }

    #[test]
    fn values_are_passed_whole() {
        let long = format!("{{\"k\":\"{}\\\"}}\",\"l\":[1,{{}},[]]}}", "x{[".repeat(50));
        for text in [
            "{}",
            "[]",
            "\"\"",
            "0",
            "-1.5e+3",
            "true",
            "false",
            "null",
            r#"{"a":[1,2,{"b":"}"}]}"#,
            r#" [ 1 , "\u00e9\ud83d\ude00" ] "#.trim_end(),
            &long,
        ] {
            assert_eq!(skip(text, false), Some(text.len()), "{text}");
            assert_eq!(skip(text, true), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn broken_values_are_refused() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "01",
            "1.",
            "-",
            "+1",
            "tru",
            "\"abc",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"a\tb\"",
            "{\"a\":1,}",
            "nan",
            "'a'",
            &"[".repeat(5000),
        ] {
            assert_eq!(skip(text, false), None, "{text}");
        }
        for text in ["{", "[[]", "{\"a\":\"}", ""] {
            assert_eq!(skip(text, true), None, "{text}");
        }
    }
}
