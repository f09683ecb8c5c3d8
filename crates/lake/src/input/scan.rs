//! Where a JSON value ends: a scanner that knows the grammar's structure, so that it meets a truncated record at its end and not
//! somewhere in the records after it. Whether numbers and escapes are legal is left to who reads the value.

use memchr::memmem;

/// How deep values may nest here; what DynamoDB allows is checked on flattening.
const MAX_DEPTH: usize = 1024;

/// What was found of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scan {
    /// It ends before this byte.
    Complete(usize),
    /// The text ends before the value does.
    Incomplete,
    /// At this byte it cannot be JSON any more.
    Bad(usize),
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    /// A value or the end of the empty array.
    FirstElement,
    /// A key or the end of the empty object.
    FirstKey,
    Key,
    /// A comma or the end of the innermost container.
    Next,
}

/// Finds the end of the value that begins at `start`, which is not white space.
pub(crate) fn value_end(text: &[u8], start: usize) -> Scan {
    let mut open: Vec<u8> = Vec::new();
    let mut expect = Expect::Value;
    let mut at = start;
    loop {
        at = skip_space(text, at);
        let Some(&byte) = text.get(at) else {
            return Scan::Incomplete;
        };
        match (expect, byte) {
            (Expect::Key | Expect::FirstKey, b'"') => {
                match string_end(text, at) {
                    Scan::Complete(end) => at = skip_space(text, end),
                    other => return other,
                }
                match text.get(at) {
                    None => return Scan::Incomplete,
                    Some(b':') => at += 1,
                    Some(_) => return Scan::Bad(at),
                }
                expect = Expect::Value;
                continue;
            }
            (Expect::Value | Expect::FirstElement, b'{' | b'[') => {
                if open.len() == MAX_DEPTH {
                    return Scan::Bad(at);
                }
                open.push(byte);
                expect = if byte == b'{' {
                    Expect::FirstKey
                } else {
                    Expect::FirstElement
                };
                at += 1;
                continue;
            }
            (Expect::Value | Expect::FirstElement, b'"') => match string_end(text, at) {
                Scan::Complete(end) => at = end,
                other => return other,
            },
            (Expect::Value | Expect::FirstElement, b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                let length = text[at..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.'))
                    .count();
                let word = &text[at..at + length];
                let words: [&[u8]; 3] = [b"true", b"false", b"null"];
                let whole = byte == b'-' || byte.is_ascii_digit() || words.contains(&word);
                if at + length == text.len() && (!whole || !open.is_empty()) {
                    return Scan::Incomplete;
                }
                if !whole {
                    return Scan::Bad(at);
                }
                at += length;
            }
            (Expect::Next | Expect::FirstKey, b'}') if open.last() == Some(&b'{') => {
                open.pop();
                at += 1;
            }
            (Expect::Next | Expect::FirstElement, b']') if open.last() == Some(&b'[') => {
                open.pop();
                at += 1;
            }
            (Expect::Next, b',') => {
                expect = if open.last() == Some(&b'{') {
                    Expect::Key
                } else {
                    Expect::Value
                };
                at += 1;
                continue;
            }
            _ => return Scan::Bad(at),
        }
        // A value has ended.
        if open.is_empty() {
            return Scan::Complete(at);
        }
        expect = Expect::Next;
    }
}

/// Finds the end of the string whose opening quote is at `start`.
pub(crate) fn string_end(text: &[u8], start: usize) -> Scan {
    let mut at = start + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return Scan::Complete(at + 1),
            b'\\' => at += 2,
            // A line break cannot stand in a string: most likely the record was cut off here.
            0..0x20 => return Scan::Bad(at),
            _ => at += 1,
        }
    }
    Scan::Incomplete
}

/// The first byte from `at` on that is not JSON's white space.
pub(crate) fn skip_space(text: &[u8], at: usize) -> usize {
    at + text[at.min(text.len())..]
        .iter()
        .take_while(|b| is_space(**b))
        .count()
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// Where the next record begins after a broken one at `at`: where a value begins as that one did, with the same first key. Looks up to `end`.
pub(crate) fn next_like(text: &[u8], at: usize, end: usize) -> Option<usize> {
    if text.get(at) != Some(&b'{') {
        return None;
    }
    let key = skip_space(text, at + 1);
    let Scan::Complete(key_end) = string_end_at(text, key) else {
        return None;
    };
    let colon = skip_space(text, key_end);
    if text.get(colon) != Some(&b':') {
        return None;
    }
    memmem::find(text.get(at + 1..end)?, &text[at..=colon]).map(|found| at + 1 + found)
}

/// Calls `found` with the key (without quotes, escapes as they are) and the value of each member of the object that begins at `start`;
/// stops at the first thing that is not JSON.
pub(crate) fn members(
    text: &[u8],
    start: usize,
    mut found: impl FnMut(&[u8], std::ops::Range<usize>),
) {
    if text.get(start) != Some(&b'{') {
        return;
    }
    let mut at = start + 1;
    loop {
        at = skip_space(text, at);
        let Scan::Complete(key_end) = string_end_at(text, at) else {
            return;
        };
        let key = &text[at + 1..key_end - 1];
        at = skip_space(text, key_end);
        if text.get(at) != Some(&b':') {
            return;
        }
        at = skip_space(text, at + 1);
        let Scan::Complete(end) = value_end(text, at) else {
            return;
        };
        found(key, at..end);
        at = skip_space(text, end);
        if text.get(at) != Some(&b',') {
            return;
        }
        at += 1;
    }
}

/// The values of the array that begins at `start`, up to the first thing that is not JSON.
pub(crate) fn elements(text: &[u8], start: usize) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    if text.get(start) != Some(&b'[') {
        return found;
    }
    let mut at = start + 1;
    loop {
        at = skip_space(text, at);
        let Scan::Complete(end) = value_end(text, at) else {
            return found;
        };
        found.push(at..end);
        at = skip_space(text, end);
        if text.get(at) != Some(&b',') {
            return found;
        }
        at += 1;
    }
}

fn string_end_at(text: &[u8], at: usize) -> Scan {
    if text.get(at) == Some(&b'"') {
        string_end(text, at)
    } else {
        Scan::Bad(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end() {
        for (text, scan) in [
            ("{} x", Scan::Complete(2)),
            (r#"{"a":[1,{"b":"}\"]"}],"c":null}{"#, Scan::Complete(31)),
            ("[ ]", Scan::Complete(3)),
            ("12 ", Scan::Complete(2)),
            ("\"a\\\"b\",", Scan::Complete(6)),
            ("{\"a\":1", Scan::Incomplete),
            ("{\"a\":\"b", Scan::Incomplete),
            ("{\"a\":\"b\\", Scan::Incomplete),
            ("{\"a\"", Scan::Incomplete),
            // A truncated record, and the next one on its line.
            ("{\"a\":1\n{\"b\":2}", Scan::Bad(7)),
            ("{\"a\":\"x\n{\"b\":2}", Scan::Bad(7)),
            ("{\"a\":1,\n{\"b\":2}", Scan::Bad(8)),
            ("{\"a\":\n{\"b\":2}\n{}", Scan::Bad(14)),
            ("{]", Scan::Bad(1)),
            ("{\"a\":1]", Scan::Bad(6)),
            ("[1 2]", Scan::Bad(3)),
            ("[1,]", Scan::Bad(3)),
            ("oops", Scan::Bad(0)),
            ("true ", Scan::Complete(4)),
            ("tru", Scan::Incomplete),
            ("not json", Scan::Bad(0)),
        ] {
            assert_eq!(value_end(text.as_bytes(), 0), scan, "{text}");
        }
        assert!(matches!(value_end(&vec![b'['; 100_000], 0), Scan::Bad(_)));
    }

    #[test]
    fn members_and_elements_are_found() {
        let text = br#"{"a":1, "b" : [2,{"c":3} , "x"],"d":{}}"#;
        let mut found = Vec::new();
        members(text, 0, |key, range| {
            found.push((String::from_utf8_lossy(key).into_owned(), range))
        });
        let values: Vec<_> = found
            .iter()
            .map(|(k, r)| (k.as_str(), std::str::from_utf8(&text[r.clone()]).unwrap()))
            .collect();
        assert_eq!(
            values,
            [("a", "1"), ("b", r#"[2,{"c":3} , "x"]"#), ("d", "{}")]
        );
        let values: Vec<_> = elements(text, found[1].1.start)
            .into_iter()
            .map(|r| std::str::from_utf8(&text[r]).unwrap())
            .collect();
        assert_eq!(values, ["2", r#"{"c":3}"#, "\"x\""]);
    }
}
