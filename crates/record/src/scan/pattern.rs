//! Known texts, compared with what comes next as whole vectors.

use std::array;

use wide::u8x32;

use super::Chunk;

/// Bytes to compare with what comes next, 32 at once.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: Box<[u8]>,
    /// The first bytes, and ones where they count.
    head: u8x32,
    mask: u8x32,
}

impl Pattern {
    pub fn new(text: &[u8]) -> Self {
        let at = |n: usize| text.get(n).copied().unwrap_or_default();
        let counts = |n: usize| if n < text.len() { 0xff } else { 0 };
        Self {
            text: text.into(),
            head: array::from_fn(at).into(),
            mask: array::from_fn(counts).into(),
        }
    }

    /// A pattern that nothing begins with: no text has such bytes.
    pub fn never() -> Self {
        Self::new(&[0xff])
    }

    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// True when all of the pattern, which is a long one, stands at a place.
    #[inline(never)]
    pub(super) fn comes(&self, buf: &[u8], at: usize) -> bool {
        let Some(bytes) = buf.get(at..at + self.text.len()) else {
            return false;
        };
        let same = |a: &Chunk, b: &Chunk| u8x32::from(*a) == u8x32::from(*b);
        let (chunks, others) = (bytes.as_chunks().0, self.text.as_chunks().0);
        chunks.iter().zip(others).all(|(a, b)| same(a, b))
            && match (bytes.last_chunk(), self.text.last_chunk()) {
                (Some(a), Some(b)) => same(a, b),
                _ => false,
            }
    }

    /// Length of the text.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// True when the first 32 bytes begin as the pattern does, as far as both go.
    #[inline(always)]
    pub fn begins(&self, bytes: &[u8]) -> bool {
        let Some(chunk) = bytes.first_chunk() else {
            return false;
        };
        ((u8x32::from(*chunk) ^ self.head) & self.mask) == u8x32::ZERO
    }
}
