//! JSON text read into a tree, written back as Trino writes it, and searched by path.

use std::collections::HashMap;

/// One JSON value; numbers keep their text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Reads one value and nothing behind it.
pub(crate) fn parse(text: &str) -> Option<Json> {
    let mut reader = Reader::new(text);
    let value = reader.value(0)?;
    reader.skip();
    (reader.at == text.len()).then_some(value)
}

/// The text that `json_parse` gives: no blanks, keys in order, numbers as Java writes them.
pub(crate) fn normalise(text: &str) -> Option<String> {
    let mut json = parse(text)?;
    json.sort();
    Some(json.to_text())
}

/// Walks through a text.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// How deep values may nest.
const MAX_DEPTH: usize = 500;

/// Half of a surrogate pair without the other, `\uD800`, stands in Rust's text as a character of the last private plane.
const LONE: u32 = 0x0010_0000;

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Goes past white space.
    pub(super) fn skip(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    pub(super) fn eat(&mut self, token: &str) -> Option<()> {
        self.text[self.at..]
            .starts_with(token)
            .then(|| self.at += token.len())
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past one value.
    pub(super) fn pass(&mut self, depth: usize) -> Option<()> {
        (depth < MAX_DEPTH).then_some(())?;
        self.skip();
        let (close, named) = match self.peek()? {
            b'n' => return self.word("null"),
            b't' => return self.word("true"),
            b'f' => return self.word("false"),
            b'"' => return self.raw_string().map(|_| ()),
            b'[' => ("]", false),
            b'{' => ("}", true),
            _ => return self.number().map(|_| ()),
        };
        self.at += 1;
        self.skip();
        if self.eat(close).is_some() {
            return Some(());
        }
        loop {
            self.skip();
            if named {
                self.raw_string()?;
                self.skip();
                self.eat(":")?;
            }
            self.pass(depth + 1)?;
            self.skip();
            if self.eat(close).is_some() {
                return Some(());
            }
            self.eat(",")?;
        }
    }

    /// `null`, `true`, `false`, with no letter behind it.
    fn word(&mut self, word: &str) -> Option<()> {
        self.eat(word)?;
        let next = self.text[self.at..].chars().next();
        let ends = next.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
        ends.then_some(())
    }

    /// Reads one value.
    pub(super) fn value(&mut self, depth: usize) -> Option<Json> {
        (depth < MAX_DEPTH).then_some(())?;
        self.skip();
        match self.peek()? {
            b'n' => self.word("null").map(|()| Json::Null),
            b't' => self.word("true").map(|()| Json::Bool(true)),
            b'f' => self.word("false").map(|()| Json::Bool(false)),
            b'"' => self.string().map(Json::String),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                self.skip();
                if self.eat("]").is_some() {
                    return Some(Json::Array(items));
                }
                loop {
                    items.push(self.value(depth + 1)?);
                    self.skip();
                    if self.eat("]").is_some() {
                        return Some(Json::Array(items));
                    }
                    self.eat(",")?;
                }
            }
            b'{' => {
                self.at += 1;
                let mut fields: Vec<(String, Json)> = Vec::new();
                self.skip();
                if self.eat("}").is_some() {
                    return Some(Json::Object(fields));
                }
                loop {
                    self.skip();
                    let name = self.string()?;
                    self.skip();
                    self.eat(":")?;
                    let value = self.value(depth + 1)?;
                    fields.push((name, value));
                    self.skip();
                    if self.eat("}").is_some() {
                        return Some(Json::Object(fields));
                    }
                    self.eat(",")?;
                }
            }
            _ => self.number().map(|number| Json::Number(number.to_owned())),
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<&'a str> {
        let (start, text) = (self.at, self.text);
        let _ = self.eat("-");
        let zero = self.peek() == Some(b'0');
        let whole = self.at;
        self.digits()?;
        if zero && self.at - whole > 1 {
            return None;
        }
        if self.eat(".").is_some() {
            self.digits()?;
        }
        if self.peek().is_some_and(|byte| matches!(byte, b'e' | b'E')) {
            self.at += 1;
            if self.peek().is_some_and(|byte| matches!(byte, b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        // At the root nothing may stand right behind it.
        let next = text.as_bytes().get(self.at);
        let ends = start > 0 || matches!(next, None | Some(b' ' | b'\t' | b'\n' | b'\r'));
        ends.then(|| &text[start..self.at])
    }

    /// The text between quotes as it stands, and whether there are escapes in it.
    fn raw_string(&mut self) -> Option<(&'a str, bool)> {
        self.eat("\"")?;
        let (text, start) = (self.text, self.at);
        let bytes = text.as_bytes();
        let mut escapes = false;
        loop {
            match bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some((&text[start..self.at - 1], escapes));
                }
                b'\\' => {
                    escapes = true;
                    self.at += 1;
                    match bytes.get(self.at)? {
                        b'u' => {
                            self.at += 1;
                            self.unit()?;
                        }
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        _ => return None,
                    }
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let (raw, escapes) = self.raw_string()?;
        Some(if escapes {
            unescaped(raw)
        } else {
            raw.to_owned()
        })
    }

    /// Goes past a string and tells whether it is `wanted`.
    pub(super) fn is_string(&mut self, wanted: &str) -> Option<bool> {
        let (raw, escapes) = self.raw_string()?;
        Some(if escapes {
            unescaped(raw) == wanted
        } else {
            raw == wanted
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        digits.iter().all(u8::is_ascii_hexdigit).then_some(())?;
        self.at += 4;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}

/// A string that [`Reader::raw_string`] has found well-formed, its escapes resolved.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut reader = Reader::new(raw);
    while let Some(length) = raw[reader.at..].find('\\') {
        out.push_str(&raw[reader.at..reader.at + length]);
        reader.at += length + 2;
        match raw.as_bytes().get(reader.at - 1) {
            Some(b'u') => {
                let unit = reader.unit().unwrap_or_default();
                let before = reader.at;
                let low = (0xd800..0xdc00)
                    .contains(&unit)
                    .then(|| reader.eat("\\u").and_then(|()| reader.unit()))
                    .flatten()
                    .filter(|low| (0xdc00..0xe000).contains(low));
                let code = match low {
                    Some(low) => 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00),
                    None => {
                        reader.at = before;
                        unit
                    }
                };
                out.extend(char::from_u32(code).or_else(|| char::from_u32(LONE + code)));
            }
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(other) => out.push(char::from(*other)),
            None => {}
        }
    }
    out.push_str(&raw[reader.at..]);
    out
}

/// A string as text that is no JSON, where half of a surrogate pair cannot be.
pub(crate) fn plain(text: String) -> String {
    if text.contains(|c| lone(c).is_some()) {
        let known = text
            .chars()
            .map(|c| if lone(c).is_some() { '?' } else { c });
        return known.collect();
    }
    text
}

/// The half of a surrogate pair that a character stands for.
fn lone(c: char) -> Option<u32> {
    let code = (c as u32).checked_sub(LONE)?;
    (0xd800..0xe000).contains(&code).then_some(code)
}

/// The order of Java's text: by UTF-16 units.
pub(crate) fn java_order(a: &str, b: &str) -> std::cmp::Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

impl Json {
    fn sort(&mut self) {
        match self {
            Self::Array(items) => items.iter_mut().for_each(Self::sort),
            Self::Object(fields) => {
                // Of two fields with one name the last stays.
                let mut kept: Vec<(String, Json)> = Vec::with_capacity(fields.len());
                for (name, mut value) in fields.drain(..) {
                    value.sort();
                    match kept.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, old)) => *old = value,
                        None => kept.push((name, value)),
                    }
                }
                kept.sort_by(|a, b| java_order(&a.0, &b.0));
                *fields = kept;
            }
            _ => {}
        }
    }

    /// Of two fields with one name the last value stays, in the place of the first.
    pub(crate) fn drop_repeated(&mut self) {
        match self {
            Self::Array(items) => items.iter_mut().for_each(Self::drop_repeated),
            Self::Object(fields) => {
                let mut seen: HashMap<String, usize> = HashMap::with_capacity(fields.len());
                let mut kept: Vec<(String, Json)> = Vec::with_capacity(fields.len());
                for (name, mut value) in fields.drain(..) {
                    value.drop_repeated();
                    match seen.get(&name) {
                        Some(i) => kept[*i].1 = value,
                        None => {
                            seen.insert(name.clone(), kept.len());
                            kept.push((name, value));
                        }
                    }
                }
                *fields = kept;
            }
            _ => {}
        }
    }

    /// Compact JSON.
    pub(crate) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, false);
        out
    }

    /// Compact JSON with the digits of every number as they stand.
    pub(crate) fn to_exact_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, true);
        out
    }

    fn write(&self, out: &mut String, exact: bool) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(text) => match text.parse::<f64>() {
                Ok(number) if !exact && text.contains(['.', 'e', 'E']) => {
                    if number.is_finite() {
                        out.push_str(&java_double(number));
                    } else {
                        let sign = if number < 0.0 { "-" } else { "" };
                        out.push_str(&format!("\"{sign}Infinity\""));
                    }
                }
                _ if text == "-0" => out.push('0'),
                _ => out.push_str(text),
            },
            Self::String(text) => quote(text, out),
            Self::Array(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    item.write(out, exact);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (i, (name, value)) in fields.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    quote(name, out);
                    out.push(':');
                    value.write(out, exact);
                }
                out.push('}');
            }
        }
    }

    /// A scalar's own text; `None` for null, arrays and objects.
    pub(crate) fn into_scalar(self) -> Option<String> {
        match self {
            Self::String(text) => Some(plain(text)),
            Self::Number(text) => Some(text),
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Null | Self::Array(_) | Self::Object(_) => None,
        }
    }
}

/// Puts fields into the order in which Java's `HashMap` hands them out, which is the one that `json_object` writes.
pub(crate) fn hash_order(fields: &mut [(String, Json)]) {
    let mut buckets = 16_usize;
    while fields.len() * 4 > buckets * 3 {
        buckets *= 2;
    }
    fields.sort_by_key(|(name, _)| {
        let hash = name.encode_utf16().fold(0_u32, |hash, unit| {
            hash.wrapping_mul(31).wrapping_add(unit.into())
        });
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    });
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04X}", c as u32)),
            c if (c as u32) < 0x10000 => out.push(c),
            // Trino's writer escapes what takes two units of UTF-16.
            c => match lone(c) {
                Some(half) => out.push_str(&format!("\\u{half:04X}")),
                None => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        out.push_str(&format!("\\u{unit:04X}"));
                    }
                }
            },
        }
    }
    out.push('"');
}

/// A double as Java's `Double.toString` writes it.
pub(crate) fn java_double(value: f64) -> String {
    java(
        value.abs(),
        value == 0.0,
        &format!("{value}"),
        &format!("{value:e}"),
        value.is_sign_negative(),
    )
}

/// A real as Java's `Float.toString` writes it.
pub(crate) fn java_float(value: f32) -> String {
    java(
        f64::from(value.abs()),
        value == 0.0,
        &format!("{value}"),
        &format!("{value:e}"),
        value.is_sign_negative(),
    )
}

fn java(size: f64, zero: bool, plain: &str, scientific: &str, negative: bool) -> String {
    if zero {
        return if negative {
            "-0.0".to_owned()
        } else {
            "0.0".to_owned()
        };
    }
    if (1e-3..1e7).contains(&size) {
        return if plain.contains('.') {
            plain.to_owned()
        } else {
            format!("{plain}.0")
        };
    }
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let point = if mantissa.contains('.') { "" } else { ".0" };
    format!("{mantissa}{point}E{exponent}")
}
