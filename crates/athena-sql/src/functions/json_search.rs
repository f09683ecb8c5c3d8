//! `json_extract`'s paths (`$.a["b"][0]`), and the search for what lies there: like Trino's, it reads no further than it must, so
//! that a text which breaks off behind the value still gives it.

use super::json_value::{Json, Reader};

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
                        Ok(index) if index >= 0 => steps.push(Step::Index(index)),
                        _ => {
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
            match (step, reader.peek()?) {
                (Step::Key(key), b'{') => seek_key(&mut reader, key)?,
                (Step::Index(index), b'{') => seek_key(&mut reader, &index.to_string())?,
                (Step::Index(index), b'[') => {
                    seek_item(&mut reader, usize::try_from(*index).ok()?)?;
                }
                _ => return None,
            }
        }
        Some(reader)
    }
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
