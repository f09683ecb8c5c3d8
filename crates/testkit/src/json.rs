//! Writing DynamoDB JSON by hand: an image is text from the start, since it is written once and copied often.

use crate::rng::Rng;

/// Writes `value` with zeros in front up to `width` digits.
pub(crate) fn push_padded(out: &mut String, value: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    let mut rest = value;
    while rest > 0 || digits.len() - at < width.max(1) {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.extend(digits[at..].iter().map(|&d| char::from(d)));
}

pub(crate) fn push_number(out: &mut String, value: u64) {
    push_padded(out, value, 1);
}

/// A number of hundredths the way DynamoDB gives it back: no zeros at the end of the fraction.
pub(crate) fn push_cents(out: &mut String, cents: u64) {
    push_fraction(out, cents, 2);
}

/// `scaled / 10^scale` without zeros at the end of the fraction.
pub(crate) fn push_fraction(out: &mut String, scaled: u64, scale: u32) {
    let unit = 10u64.pow(scale);
    push_number(out, scaled / unit);
    let (mut fraction, mut width) = (scaled % unit, scale as usize);
    if fraction > 0 {
        while fraction % 10 == 0 {
            fraction /= 10;
            width -= 1;
        }
        out.push('.');
        push_padded(out, fraction, width);
    }
}

pub(crate) fn push_hex(out: &mut String, value: u64, digits: u32) {
    for at in (0..digits).rev() {
        let nibble = (value >> (4 * at)) & 0xf;
        out.push(char::from(b"0123456789abcdef"[nibble as usize]));
    }
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// 12 random bytes in base64.
pub(crate) fn random_base64(rng: &mut Rng) -> String {
    (0..16)
        .map(|_| char::from(BASE64[rng.below(64) as usize]))
        .collect()
}

pub(crate) fn push_base64(out: &mut String, bytes: &[u8]) {
    for chunk in bytes.chunks(3) {
        let mut group = [0; 3];
        group[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for at in 0..4 {
            if at <= chunk.len() {
                let index = (bits >> (18 - 6 * at)) & 63;
                out.push(char::from(BASE64[index as usize]));
            } else {
                out.push('=');
            }
        }
    }
}

/// One map of attributes under construction, `{"name":{"tag":value},…}`.
///
/// Names and texts come from this crate and hold nothing that JSON escapes.
pub(crate) struct Attributes<'a> {
    pub(crate) out: &'a mut String,
    empty: bool,
}

impl<'a> Attributes<'a> {
    pub(crate) fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    pub(crate) fn close(self) {
        self.out.push('}');
    }

    fn name(&mut self, name: &str, tag: &str) {
        self.out.push_str(if self.empty { "\"" } else { ",\"" });
        self.empty = false;
        self.out.push_str(name);
        self.out.push_str("\":{\"");
        self.out.push_str(tag);
        self.out.push_str("\":");
    }

    pub(crate) fn string(&mut self, name: &str, value: &str) {
        self.text(name, "S", |out| out.push_str(value));
    }

    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.text(name, "N", |out| push_number(out, value));
    }

    pub(crate) fn cents(&mut self, name: &str, cents: u64) {
        self.text(name, "N", |out| push_cents(out, cents));
    }

    /// A value whose JSON is a string: S, N or B.
    pub(crate) fn text(&mut self, name: &str, tag: &str, value: impl FnOnce(&mut String)) {
        self.name(name, tag);
        self.out.push('"');
        value(self.out);
        self.out.push_str("\"}");
    }

    /// A value whose JSON is anything: BOOL, NULL, L, SS, NS.
    pub(crate) fn raw(&mut self, name: &str, tag: &str, value: impl FnOnce(&mut String)) {
        self.name(name, tag);
        value(self.out);
        self.out.push('}');
    }

    pub(crate) fn map(&mut self, name: &str, fill: impl FnOnce(&mut Attributes<'_>)) {
        self.name(name, "M");
        let mut inner = Attributes::open(self.out);
        fill(&mut inner);
        inner.close();
        self.out.push('}');
    }
}

/// `["a","b"]`, the payload of a set.
pub(crate) fn push_texts<T: AsRef<str>>(out: &mut String, texts: &[T]) {
    out.push('[');
    for (at, text) in texts.iter().enumerate() {
        out.push_str(if at == 0 { "\"" } else { ",\"" });
        out.push_str(text.as_ref());
        out.push('"');
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn numbers_are_written_as_dynamodb_gives_them_back() {
        for (cents, expected) in [
            (0, "0"),
            (5, "0.05"),
            (1990, "19.9"),
            (2000, "20"),
            (123_456, "1234.56"),
        ] {
            assert_eq!(written(|out| push_cents(out, cents)), expected);
        }
        assert_eq!(
            written(|out| push_fraction(out, 923_471_180, 9)),
            "0.92347118"
        );
        assert_eq!(
            written(|out| push_padded(out, u64::MAX, 3)),
            "18446744073709551615"
        );
        assert_eq!(written(|out| push_hex(out, 0xbeef, 6)), "00beef");
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(written(|out| push_base64(out, plain.as_bytes())), expected);
        }
    }

    #[test]
    fn attributes_are_json() {
        let text = written(|out| {
            let mut image = Attributes::open(out);
            image.string("a", "x");
            image.map("m", |m| m.cents("p", 150));
            image.raw("s", "SS", |out| push_texts(out, &["u", "v"]));
            image.close();
        });
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value,
            serde_json::json!({"a": {"S": "x"}, "m": {"M": {"p": {"N": "1.5"}}}, "s": {"SS": ["u", "v"]}})
        );
    }
}
