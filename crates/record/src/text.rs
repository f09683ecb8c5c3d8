//! Text as it stands in a change: plain, or with JSON escapes still in it.

/// A piece of text on its way from a change to a sink.
///
/// The variants let each sink do the least: JSON output copies what is escaped already, columnar output copies what needs no decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text<'a> {
    /// Needs no escape in JSON and has none: the same bytes serve both forms.
    Plain(&'a str),
    /// Decoded text that may need escapes in JSON.
    Raw(&'a str),
    /// The inside of a JSON string: has escapes, all of them valid.
    Escaped(&'a str),
}

impl<'a> Text<'a> {
    /// The text without escapes; `scratch` is only used when there are any.
    pub fn decode<'s>(self, scratch: &'s mut String) -> &'s str
    where
        'a: 's,
    {
        match self {
            Self::Plain(text) | Self::Raw(text) => text,
            Self::Escaped(text) => {
                scratch.clear();
                unescape(text, scratch);
                scratch
            }
        }
    }

    /// Appends the text as the inside of a JSON string, without the quotes.
    pub fn write_json(self, out: &mut Vec<u8>) {
        match self {
            Self::Plain(text) | Self::Escaped(text) => out.extend_from_slice(text.as_bytes()),
            Self::Raw(text) => escape(text, out),
        }
    }

    /// True for the empty text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        let (Self::Plain(text) | Self::Raw(text) | Self::Escaped(text)) = self;
        text.is_empty()
    }
}

/// Appends `text` with every character escaped that JSON does not allow inside a string.
pub(crate) fn escape(text: &str, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (i, &b) in bytes.iter().enumerate() {
        if b >= 0x20 && b != b'"' && b != b'\\' {
            continue;
        }
        out.extend_from_slice(&bytes[copied..i]);
        copied = i + 1;
        match b {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', b]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => out.extend_from_slice(&[
                b'\\',
                b'u',
                b'0',
                b'0',
                HEX[usize::from(b >> 4)],
                HEX[usize::from(b & 15)],
            ]),
        }
    }
    out.extend_from_slice(&bytes[copied..]);
}

/// Decodes escapes that the scanner has validated; what it would have refused is kept as it stands.
fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let code = rest.as_bytes().get(at + 1).copied().unwrap_or(b'\\');
        rest = rest.get(at + 2..).unwrap_or_default();
        match code {
            b'b' => out.push('\u{8}'),
            b'f' => out.push('\u{c}'),
            b'n' => out.push('\n'),
            b'r' => out.push('\r'),
            b't' => out.push('\t'),
            b'u' => {
                let mut unit = hex4(rest.as_bytes()).unwrap_or(0xfffd);
                rest = rest.get(4..).unwrap_or_default();
                if (0xd800..0xdc00).contains(&unit)
                    && let Some(low) = rest.strip_prefix("\\u").and_then(|r| hex4(r.as_bytes()))
                {
                    unit = 0x10000 + ((unit - 0xd800) << 10) + low.wrapping_sub(0xdc00);
                    rest = rest.get(6..).unwrap_or_default();
                }
                out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            other => out.push(char::from(other)),
        }
    }
    out.push_str(rest);
}

/// The value of four hexadecimal digits.
pub(crate) fn hex4(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.get(..4)?;
    digits.iter().try_fold(0, |value, &b| {
        Some(value * 16 + char::from(b).to_digit(16)?)
    })
}

/// Longest name that a message quotes, in characters: DynamoDB takes names of 64 KB, a line of a log does not.
const MAX_SHOWN: usize = 128;

/// `text` for a message of one line: control characters escaped, and cut where a name is longer than anybody reads.
pub(crate) fn shown_name(text: &str) -> String {
    let mut shown = one_line(&text.chars().take(MAX_SHOWN).collect::<String>());
    if text.chars().nth(MAX_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// `text` with its control characters escaped.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        // Two more characters end a line for those who read by Unicode's rules.
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_one_short_line() {
        assert_eq!(shown_name("zip"), "zip");
        assert_eq!(shown_name("a\nb\u{1b}[31mé"), "a\\nb\\u{1b}[31mé");
        let shown = shown_name(&"é".repeat(65_535));
        assert_eq!(shown, "é".repeat(128) + "…");
        assert_eq!(one_line("\u{2028}\r"), "\\u{2028}\\r");
    }

    #[test]
    fn escapes_are_decoded_and_written() {
        for (escaped, decoded, written) in [
            (r"a\nb", "a\nb", r"a\nb"),
            (r#"\"\\\/"#, "\"\\/", r#"\"\\/"#),
            (r"\u00e9\u20AC", "é€", "é€"),
            (r"\ud83d\ude00!", "😀!", "😀!"),
            (
                r"\u0001\b\f\t\r",
                "\u{1}\u{8}\u{c}\t\r",
                r"\u0001\u0008\u000c\t\r",
            ),
        ] {
            let mut scratch = String::new();
            assert_eq!(Text::Escaped(escaped).decode(&mut scratch), decoded);
            let mut out = Vec::new();
            Text::Raw(decoded).write_json(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
    }
}
