//! Base64 in both directions, into memory that is there already.

use std::ops::Range;

use base64_turbo::STANDARD;
use lakebed_record::flatten::PADDING;

/// Length of the base64 of so many bytes, padding included.
pub(crate) fn length(bytes: usize) -> usize {
    bytes.div_ceil(3) * 4
}

/// Writes the base64 of `bytes` to the beginning of `out`, which has room for it, and gives its length.
#[inline]
pub(crate) fn encode(bytes: &[u8], out: &mut [u8]) -> usize {
    // With too little room nothing would be written; the reply's size was computed before.
    STANDARD.encode_slice(bytes, out).unwrap_or_default()
}

/// Decoded records one behind the other, each with the padding behind it that the flattener reads into.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    /// What stands behind `len` has no meaning; it stays, so that memory is not made anew for each record.
    bytes: Vec<u8>,
    len: usize,
}

impl Decoded {
    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    /// Decodes `base64` behind what is there, and gives its place; nothing for what is no base64, with its padding.
    #[inline]
    pub(crate) fn push(&mut self, base64: &[u8]) -> Option<Range<usize>> {
        let start = self.len;
        let most = STANDARD.decoded_len_estimate(base64.len());
        if self.bytes.len() < start + most + PADDING {
            self.grow(start + most + PADDING);
        }
        let room = &mut self.bytes[start..start + most];
        let end = start + STANDARD.decode_slice(base64, room).ok()?;
        self.bytes[end..end + PADDING].fill(0);
        self.len = end + PADDING;
        Some(start..end)
    }

    #[cold]
    fn grow(&mut self, len: usize) {
        self.bytes.resize(len.next_multiple_of(64 << 10), 0);
    }
}

// On the kernel that this processor gets. RUSTFLAGS='--cfg base64_turbo_backend="avx2"' (`"avx512"`, `"neon"`, `"soft"`) runs them on another.
#[cfg(test)]
mod tests {
    use super::*;

    /// `base64-simd` says what base64 is.
    fn check(base64: &[u8], decoded: &mut Decoded) {
        let before = decoded.len();
        let expected = base64_simd::STANDARD.decode_to_vec(base64);
        let place = decoded.push(base64);
        assert_eq!(place.is_some(), expected.is_ok(), "{base64:?}");
        let Some(place) = place else {
            assert_eq!(decoded.len(), before, "{base64:?}");
            return;
        };
        assert_eq!(place.start, before);
        let bytes = decoded.bytes();
        assert_eq!(bytes[place.clone()], expected.unwrap(), "{base64:?}");
        assert_eq!(bytes[place.end..place.end + PADDING], [0; PADDING]);
    }

    #[test]
    fn both_directions_at_every_length() {
        let (mut out, mut decoded) = ([0; 1000], Decoded::default());
        let bytes: Vec<u8> = (0..700u32).map(|n| (n * n % 251) as u8).collect();
        for len in 0..bytes.len() {
            let out = &mut out[..length(len)];
            assert_eq!(encode(&bytes[..len], out), out.len());
            let expected = base64_simd::STANDARD.encode_to_string(&bytes[..len]);
            assert_eq!(*out, *expected.as_bytes());
            check(out, &mut decoded);
            check(&out[..out.len().saturating_sub(1)], &mut decoded);
        }
        assert!(decoded.len() > 64 << 10, "it grew and kept what was there");
        decoded.clear();
        check(b"QUJD", &mut decoded);
    }

    #[test]
    fn what_is_no_base64_is_refused_wherever_it_stands() {
        let mut decoded = Decoded::default();
        for len in [1, 2, 3, 30, 47, 48, 49, 200, 401] {
            let good = base64_simd::STANDARD.encode_to_string(vec![0xa7; len]);
            for at in 0..good.len() {
                for bad in [
                    b'=', b'-', b'_', b' ', b'\n', b'\\', b'"', b'.', b'~', 0, 0x80, 0xff, b'A',
                    b'/',
                ] {
                    let mut text = good.clone().into_bytes();
                    text[at] = bad;
                    check(&text, &mut decoded);
                    decoded.clear();
                }
            }
        }
        // Bits that no byte has, padding too much or too little.
        for text in [
            "QQ==", "QR==", "QUI=", "QUJ=", "QQ=", "QQ", "Q===", "====", "=", "QQ==QQ==", "QUJD=",
            "QUJDQ",
        ] {
            check(text.as_bytes(), &mut decoded);
        }
    }
}
