//! One record after the other out of inputs, for those who do not land them.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::{Expansion, Input, InputError, MAX_RECORD_BYTES, Splitter, expand, padded};

/// How deep records may lie inside wrappers, and lines of several records inside those.
const MAX_WRAPPERS: usize = 4;

/// How far the reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Read {
    /// Bytes of the inputs, as stored: compare with [`Input::size`].
    pub bytes: u64,
    /// Records that were taken.
    pub records: u64,
    /// Records that were not.
    pub refused: u64,
}

/// Calls `take` with every record of `inputs`, in order, as a range of a buffer that is padded for flattening. What `take` refuses
/// is looked at again, and taken apart when it is several records or a wrapper of some: the forms are those of landing.
/// `report` hears how far it is after every block.
///
/// # Errors
/// An input that cannot be read.
pub fn each_record(
    inputs: Vec<Input>,
    mut take: impl FnMut(&[u8], Range<usize>) -> bool,
    mut report: impl FnMut(Read),
) -> Result<Read, InputError> {
    for input in &inputs {
        input.check()?;
    }
    let mut splitter = Splitter::new(inputs, Arc::new(AtomicU64::new(0)));
    let mut read = Read::default();
    let mut spare = Vec::new();
    while let Some(block) = splitter.next_block(spare)? {
        let records = block.pieces.len() - usize::from(block.damaged);
        for piece in &block.pieces[..records] {
            record(&block.buf, piece.range.clone(), 0, &mut take, &mut read);
        }
        read.refused += u64::from(block.damaged);
        read.bytes = splitter.bytes_read();
        report(read);
        spare = block.buf;
    }
    Ok(read)
}

fn record(
    buf: &[u8],
    range: Range<usize>,
    depth: usize,
    take: &mut impl FnMut(&[u8], Range<usize>) -> bool,
    read: &mut Read,
) {
    if range.len() <= MAX_RECORD_BYTES && take(buf, range.clone()) {
        read.records += 1;
        return;
    }
    let expansion = if depth < MAX_WRAPPERS {
        expand(buf, range)
    } else {
        Expansion::Nothing
    };
    match expansion {
        Expansion::Nothing => read.refused += 1,
        Expansion::Several(ranges) => {
            for inner in ranges {
                record(buf, inner, depth + 1, take, read);
            }
        }
        Expansion::Decoded { data, .. } => {
            let (padded, range) = padded(&data);
            record(&padded, range, depth + 1, take, read);
        }
    }
}
