//! JSON text read into a tree, written back as Trino writes it, and searched by path.

use std::collections::HashMap;

/// One JSON value; numbers keep their text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    /// A number whose text stays as it is: a decimal's digits and scale.
    Exact(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Reads one value and nothing behind it.
pub(crate) fn parse(text: &str) -> Option<Json> {
    let mut reader = Reader { text, at: 0 };
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn skip(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn eat(&mut self, token: &str) -> Option<()> {
        self.text[self.at..]
            .starts_with(token)
            .then(|| self.at += token.len())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        (depth < 500).then_some(())?;
        self.skip();
        match self.peek()? {
            b'n' => self.eat("null").map(|()| Json::Null),
            b't' => self.eat("true").map(|()| Json::Bool(true)),
            b'f' => self.eat("false").map(|()| Json::Bool(false)),
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
            _ => self.number(),
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
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
        Some(Json::Number(self.text[start..self.at].to_owned()))
    }

    fn string(&mut self) -> Option<String> {
        self.eat("\"")?;
        let rest = &self.text[self.at..];
        // Most strings have no escapes.
        let plain = rest.find(['"', '\\'])?;
        let mut out = rest[..plain].to_owned();
        self.at += plain;
        loop {
            let rest = &self.text[self.at..];
            let c = rest.chars().next()?;
            self.at += c.len_utf8();
            match c {
                '"' => return Some(out),
                '\\' => out.push(self.escape()?),
                c if (c as u32) < 0x20 => return None,
                c => out.push(c),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let c = self.text[self.at..].chars().next()?;
        self.at += c.len_utf8();
        Some(match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = self.unit()?;
                if (0xd800..0xdc00).contains(&unit) && self.eat("\\u").is_some() {
                    let low = self.unit()?;
                    return char::from_u32(
                        0x10000 + ((unit - 0xd800) << 10) + low.checked_sub(0xdc00)?,
                    );
                }
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
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
                kept.sort_by(|a, b| a.0.cmp(&b.0));
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
                Ok(number) if !exact && text.contains(['.', 'e', 'E']) && number.is_finite() => {
                    out.push_str(&java_double(number))
                }
                _ => out.push_str(text),
            },
            Self::Exact(text) => out.push_str(text),
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
            Self::String(text) | Self::Number(text) | Self::Exact(text) => Some(text),
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
            c => out.push(c),
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

/// A JSON path of keys and positions.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    steps: Vec<Step>,
}

#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Index(i64),
}

impl Path {
    /// Reads `$.a["b"][0]`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('$').unwrap_or(text);
        let mut steps = Vec::new();
        if !text.starts_with('$') {
            // A bare key is taken for `$.key`.
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            (end > 0).then_some(())?;
            steps.push(Step::Key(rest[..end].to_owned()));
            rest = &rest[end..];
        }
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let end = after.find(['.', '[']).unwrap_or(after.len());
                let key = &after[..end];
                let known =
                    |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '$' | '@' | ' ');
                (end > 0 && key.chars().all(known)).then_some(())?;
                steps.push(Step::Key(key.to_owned()));
                rest = &after[end..];
            } else {
                let after = rest.strip_prefix('[')?;
                let quoted = after.strip_prefix('"').map(|body| (body, '"'));
                if let Some((body, quote)) = quoted {
                    let mut key = String::new();
                    let mut chars = body.char_indices();
                    let end = loop {
                        match chars.next()? {
                            (_, '\\') => key.push(chars.next()?.1),
                            (i, c) if c == quote => break i,
                            (_, c) => key.push(c),
                        }
                    };
                    steps.push(Step::Key(key));
                    rest = body[end + 1..].strip_prefix(']')?;
                } else {
                    let (index, after) = after.split_once(']')?;
                    match index.parse() {
                        Ok(index) => steps.push(Step::Index(index)),
                        Err(_) => {
                            let fits = !index.is_empty()
                                && index.chars().all(|c| c.is_alphanumeric() || c == '_');
                            fits.then(|| steps.push(Step::Key(index.to_owned())))?;
                        }
                    }
                    rest = after;
                }
            }
        }
        Some(Self { steps })
    }

    /// The value at the path, if the text is JSON and has one.
    pub(crate) fn find(&self, text: &str) -> Option<Json> {
        let mut json = parse(text)?;
        for step in &self.steps {
            json = match (step, json) {
                (Step::Key(key), Json::Object(fields)) => {
                    fields.into_iter().find(|(name, _)| name == key)?.1
                }
                (Step::Index(index), Json::Array(items)) => {
                    items.into_iter().nth(usize::try_from(*index).ok()?)?
                }
                (Step::Index(index), Json::Object(fields)) => {
                    let key = index.to_string();
                    fields.into_iter().find(|(name, _)| *name == key)?.1
                }
                _ => return None,
            };
        }
        Some(json)
    }
}
