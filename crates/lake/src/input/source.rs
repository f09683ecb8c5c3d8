//! The bytes of one input: decompressed when they are gzip, counted as they are stored.

use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

/// An open input.
pub(crate) struct Source {
    pub name: Arc<str>,
    reader: Box<dyn Read + Send>,
    gzip: bool,
}

/// How a read ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// There may be more.
    More,
    /// The input has ended.
    End,
    /// The compressed data is cut short or damaged: this is all that can be had.
    Damaged,
}

impl Source {
    /// Looks at the first bytes for gzip's magic number; `counter` counts the bytes as stored.
    pub fn open(
        name: Arc<str>,
        reader: Box<dyn Read + Send>,
        counter: Arc<AtomicU64>,
    ) -> io::Result<Self> {
        let mut reader = Counted { reader, counter };
        let mut first = Vec::with_capacity(2);
        reader.by_ref().take(2).read_to_end(&mut first)?;
        let gzip = first == [0x1f, 0x8b];
        let whole = Cursor::new(first).chain(reader);
        let reader: Box<dyn Read + Send> = if gzip {
            Box::new(MultiGzDecoder::new(BufReader::with_capacity(
                1 << 18,
                whole,
            )))
        } else {
            Box::new(whole)
        };
        Ok(Self { name, reader, gzip })
    }

    /// Appends to `buf` until it is `target` long or the input ends, however small the reads are that the input gives.
    pub fn fill(&mut self, buf: &mut Vec<u8>, target: usize) -> io::Result<Filled> {
        while buf.len() < target {
            let missing = (target - buf.len()) as u64;
            match self.reader.by_ref().take(missing).read_to_end(buf) {
                Ok(0) => return Ok(Filled::End),
                Ok(_) => {}
                Err(e) if self.gzip && is_damage(&e) => return Ok(Filled::Damaged),
                Err(e) => return Err(e),
            }
        }
        Ok(Filled::More)
    }
}

fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof
    )
}

struct Counted {
    reader: Box<dyn Read + Send>,
    counter: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buf)?;
        self.counter.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
