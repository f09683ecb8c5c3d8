//! `json_extract`'s paths (`$.a["b"][0]`), and the search for what lies there: like Trino's, it reads no further than it must, so
//! that a text which breaks off behind the value still gives it.

use super::json_value::{Json, Reader};

/// A JSON path of keys and positions.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    steps: Vec<Step>,
}

/// The key of an object's field, or the position of an array's item that it tells.
#[derive(Debug, Clone)]
struct Step {
    key: String,
    position: Option<usize>,
}

impl Step {
    fn new(key: &str) -> Self {
        // As Java reads an integer, which may have a sign.
        let number = key.parse::<i32>().ok();
        Self {
            key: key.to_owned(),
            position: number.and_then(|number| usize::try_from(number).ok()),
        }
    }
}

/// How to write a path that cannot be read.
pub(crate) const PATH_HINT: &str = "a path starts with $, and keys with other characters than letters, digits, _ and : stand in double quotes: $[\"a-b\"].c[0]";

impl Path {
    /// Reads `$.a["b"][0]`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('$')?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let (key, after) = plain_key(after, true)?;
                steps.push(Step::new(key));
                rest = after;
            } else if let Some(body) = rest.strip_prefix("[\"") {
                let mut key = String::new();
                let mut chars = body.char_indices();
                let end = loop {
                    match chars.next()? {
                        (_, '\\') => key.push(chars.next().filter(|(_, c)| "\"\\".contains(*c))?.1),
                        (i, '"') => break i,
                        (_, c) => key.push(c),
                    }
                };
                steps.push(Step::new(&key));
                rest = body[end + 1..].strip_prefix(']')?;
            } else {
                let (key, after) = plain_key(rest.strip_prefix('[')?, false)?;
                steps.push(Step::new(key));
                rest = after.strip_prefix(']')?;
            }
        }
        Some(Self { steps })
    }

    /// The value at the path, if the text is JSON as far as that and has one.
    pub(crate) fn find(&self, text: &str) -> Option<Json> {
        self.reach(text)?.value(0)
    }

    /// The text of the scalar at the path.
    pub(crate) fn find_scalar(&self, text: &str) -> Option<String> {
        let mut reader = self.reach(text)?;
        match reader.peek()? {
            b'{' | b'[' => None,
            _ => reader.value(0)?.into_scalar(),
        }
    }

    /// A reader that stands before the value at the path.
    fn reach<'a>(&self, text: &'a str) -> Option<Reader<'a>> {
        let mut reader = Reader::new(text);
        reader.skip();
        for step in &self.steps {
            match reader.peek()? {
                b'{' => seek_key(&mut reader, &step.key)?,
                b'[' => seek_item(&mut reader, step.position?)?,
                _ => return None,
            }
        }
        Some(reader)
    }
}

/// A key without quotes and what follows it; a colon may stand in one behind a point.
fn plain_key(text: &str, colon: bool) -> Option<(&str, &str)> {
    let fits = |c: char| {
        c.is_ascii_alphanumeric()
            || c == '_'
            || (c == ':' && colon)
            || (!c.is_ascii() && c.is_alphabetic() && (c as u32) < 0x10000)
    };
    let end = text.find(|c| !fits(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn seek_key(reader: &mut Reader, key: &str) -> Option<()> {
    reader.eat("{")?;
    loop {
        reader.skip();
        let found = reader.is_string(key)?;
        reader.skip();
        reader.eat(":")?;
        reader.skip();
        if found {
            return Some(());
        }
        reader.pass(0)?;
        reader.skip();
        // The closing brace is no comma: nothing is found.
        reader.eat(",")?;
    }
}

fn seek_item(reader: &mut Reader, index: usize) -> Option<()> {
    reader.eat("[")?;
    reader.skip();
    for _ in 0..index {
        reader.pass(0)?;
        reader.skip();
        reader.eat(",")?;
        reader.skip();
    }
    (reader.peek()? != b']').then_some(())
}

/// How many items an array has, whatever stands behind it.
pub(crate) fn array_length(text: &str) -> Option<i64> {
    let mut length = 0;
    each_item(text, |reader| {
        length += 1;
        reader.pass(0).map(|()| false)
    })?;
    Some(length)
}

/// Whether a scalar of an array passes the test; the first that does ends the search.
pub(crate) fn array_has(text: &str, test: impl Fn(&Json) -> bool) -> Option<bool> {
    each_item(text, |reader| match reader.peek()? {
        b'{' | b'[' => reader.pass(0).map(|()| false),
        _ => Some(test(&reader.value(0)?)),
    })
}

fn each_item(text: &str, mut visit: impl FnMut(&mut Reader) -> Option<bool>) -> Option<bool> {
    let mut reader = Reader::new(text);
    reader.skip();
    reader.eat("[")?;
    reader.skip();
    if reader.eat("]").is_some() {
        return Some(false);
    }
    loop {
        reader.skip();
        if visit(&mut reader)? {
            return Some(true);
        }
        reader.skip();
        if reader.eat("]").is_some() {
            return Some(false);
        }
        reader.eat(",")?;
    }
}
