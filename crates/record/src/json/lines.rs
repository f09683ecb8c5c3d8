//! A growing text with room after it, so that short pieces are copied as whole chunks.

use crate::scan::Chunk;

/// What one [`Lines::put`] writes at most: a head, a chunk, and two bytes that close it. More than that saves it checks.
const ROOM: usize = 4 * CHUNK;
const CHUNK: usize = size_of::<Chunk>();

/// Text, and behind it bytes of no meaning.
#[derive(Debug, Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    len: usize,
}

/// What stands before a value: a key, and the sign that opens the value. One line of the cache.
#[derive(Debug, Default)]
#[repr(align(64))]
pub(super) struct Head {
    /// The text's beginning, all of it when it is not longer than that.
    chunk: Chunk,
    /// Length of the text, or more than any chunk's when it is longer than that.
    short: usize,
    text: Box<[u8]>,
}

impl Head {
    pub fn new(text: Vec<u8>) -> Self {
        let mut chunk = [0; CHUNK];
        for (to, from) in chunk.iter_mut().zip(&text) {
            *to = *from;
        }
        Self {
            chunk,
            short: match text.len() {
                len @ ..=CHUNK => len,
                _ => CHUNK + 1,
            },
            text: text.into(),
        }
    }
}

impl Lines {
    #[inline]
    pub fn text(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Appends the head, the first `len` bytes of the chunk, and `tail`.
    #[inline(always)]
    pub fn put<const N: usize>(&mut self, head: &Head, chunk: &Chunk, len: usize, tail: &[u8; N]) {
        // Far from overflowing: said so that the compiler sees it.
        let start = self.len & (usize::MAX >> 1);
        let room = self.bytes.get_mut(start..start + ROOM);
        let Some(room) = room.and_then(<[u8]>::first_chunk_mut::<ROOM>) else {
            return self.put_slowly(head, &chunk[..len.min(CHUNK)], tail);
        };
        let at = head.short;
        if at > CHUNK {
            return self.put_slowly(head, &chunk[..len.min(CHUNK)], tail);
        }
        // Never more than a chunk's length: said so that the compiler sees that there is room.
        let end = at + (len & (2 * CHUNK - 1));
        room[..CHUNK].copy_from_slice(&head.chunk);
        room[at..at + CHUNK].copy_from_slice(chunk);
        room[end..end + N].copy_from_slice(tail);
        self.len += end + N;
    }

    /// What [`Lines::put`] does, for a chunk that `write` puts into its place. A piece of code of its own: for chunks that are there
    /// already the other one is faster.
    #[inline(always)]
    pub fn put_with<const N: usize>(
        &mut self,
        head: &Head,
        len: usize,
        tail: &[u8; N],
        write: impl FnOnce(&mut Chunk),
    ) {
        let start = self.len & (usize::MAX >> 1);
        let room = self.bytes.get_mut(start..start + ROOM);
        let room = room.and_then(<[u8]>::first_chunk_mut::<ROOM>);
        let at = head.short;
        let Some(room) = room.filter(|_| at <= CHUNK) else {
            let mut chunk = Chunk::default();
            write(&mut chunk);
            return self.put_slowly(head, &chunk[..len.min(CHUNK)], tail);
        };
        room[..CHUNK].copy_from_slice(&head.chunk);
        if let Some(place) = room[at..].first_chunk_mut() {
            write(place);
        }
        let end = at + (len & (2 * CHUNK - 1));
        room[end..end + N].copy_from_slice(tail);
        self.len += end + N;
    }

    /// Appends the head, any number of bytes, and `tail`.
    pub fn put_slowly<const N: usize>(&mut self, head: &Head, bytes: &[u8], tail: &[u8; N]) {
        self.reserve(head.text.len() + bytes.len() + N);
        match self
            .bytes
            .get_mut(self.len..)
            .and_then(<[u8]>::first_chunk_mut)
        {
            Some(room) if head.text.len() <= CHUNK => {
                *room = head.chunk;
                self.len += head.text.len();
            }
            _ => self.push(&head.text),
        }
        self.push(bytes);
        self.push(tail);
    }

    #[inline(always)]
    pub fn push(&mut self, bytes: &[u8]) {
        let end = self.len + bytes.len();
        if end > self.bytes.len() {
            self.reserve(bytes.len());
        }
        self.bytes[self.len..end].copy_from_slice(bytes);
        self.len = end;
    }

    /// Makes room for so many bytes, and for what comes after them.
    fn reserve(&mut self, more: usize) {
        let end = self.len + more;
        if self.bytes.len() < end + ROOM {
            self.grow(end);
        }
    }

    #[cold]
    fn grow(&mut self, end: usize) {
        self.bytes.resize(2 * end + 16 * ROOM, 0);
    }

    /// Closes a list or an object: every value leaves a comma behind, and the bracket takes its place.
    #[inline(always)]
    pub fn close(&mut self, bracket: u8, after: u8) {
        let last = self.len.wrapping_sub(1);
        if self.bytes.get(last) == Some(&b',') {
            self.len = last;
        }
        let room = self.bytes.get_mut(self.len..);
        match room.and_then(<[u8]>::first_chunk_mut) {
            Some(room) => {
                *room = [bracket, after];
                self.len += room.len();
            }
            None => self.push(&[bracket, after]),
        }
    }
}
