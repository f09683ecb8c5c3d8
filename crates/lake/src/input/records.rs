//! One record after the other out of inputs, for those who do not land them.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use lakebed_record::reject::RejectKind;

use super::{BAD_GZIP, Expansion, Input, InputError, MAX_RECORD_BYTES, Splitter, expand, padded};

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

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Name of the input.
    pub source: Arc<str>,
    /// Offset in it, decompressed. What was decoded from a wrapper stands where that does.
    pub offset: u64,
    /// Line, from 1.
    pub line: u64,
}

/// Why a record is none: a stable code, and a sentence. Neither holds anything of the record.
pub type Why = (&'static str, String);

/// Who gets the records of inputs.
pub trait Taker {
    /// Takes the record at `buf[record]`, which is padded for flattening, or says why it is none: then it is looked at again, and taken
    /// apart when it is several records or a wrapper of some.
    ///
    /// # Errors
    /// Why it is none.
    fn take(&mut self, buf: &[u8], record: Range<usize>) -> Result<(), Why>;

    /// Gets the bytes of what is no record.
    fn refuse(&mut self, bytes: &[u8], why: Why, at: &Standing);

    /// Hears how far it is after every block; false ends the reading.
    fn read(&mut self, read: Read) -> bool;
}

/// Gives every record of `inputs` to `taker`, in order. The forms are those of landing, but for rows that the transform wrote.
///
/// # Errors
/// An input that cannot be read.
pub fn take_records(inputs: Vec<Input>, taker: &mut impl Taker) -> Result<Read, InputError> {
    for input in &inputs {
        input.check()?;
    }
    let mut splitter = Splitter::new(inputs, Arc::new(AtomicU64::new(0)));
    let mut read = Read::default();
    let mut spare = Vec::new();
    while let Some(block) = splitter.next_block(spare)? {
        let records = block.pieces.len() - usize::from(block.damaged);
        let mut at = Standing {
            source: Arc::clone(&block.source),
            offset: 0,
            line: 0,
        };
        for (index, piece) in block.pieces.iter().enumerate() {
            at.offset = block.offset + piece.range.start as u64;
            at.line = piece.line;
            if index < records {
                record(&block.buf, piece.range.clone(), &at, 0, taker, &mut read);
            } else {
                let (code, message) = BAD_GZIP;
                read.refused += 1;
                taker.refuse(&block.buf[piece.range.clone()], (code, message.into()), &at);
            }
        }
        read.bytes = splitter.bytes_read();
        if !taker.read(read) {
            break;
        }
        spare = block.buf;
    }
    Ok(read)
}

fn record(
    buf: &[u8],
    range: Range<usize>,
    at: &Standing,
    depth: usize,
    taker: &mut impl Taker,
    read: &mut Read,
) {
    let taken = if range.len() > MAX_RECORD_BYTES {
        let message = format!("the record is longer than {} MiB", MAX_RECORD_BYTES >> 20);
        Err((RejectKind::TooLarge.code(), message))
    } else {
        taker.take(buf, range.clone())
    };
    let Err(why) = taken else {
        read.records += 1;
        return;
    };
    let expansion = if depth < MAX_WRAPPERS {
        expand(buf, range.clone())
    } else {
        Expansion::Nothing
    };
    match expansion {
        Expansion::Nothing => {
            read.refused += 1;
            taker.refuse(&buf[range], why, at);
        }
        Expansion::Several(ranges) => {
            for inner in ranges {
                let at = Standing {
                    offset: at.offset + (inner.start - range.start) as u64,
                    ..at.clone()
                };
                record(buf, inner, &at, depth + 1, taker, read);
            }
        }
        Expansion::Decoded { data, place, .. } => {
            let first = place.map(|place| Standing {
                source: place.source.into(),
                offset: place.offset,
                line: place.line,
            });
            let (padded, inner) = padded(&data);
            let at = first.as_ref().unwrap_or(at);
            record(&padded, inner, at, depth + 1, taker, read);
        }
    }
}

/// Calls `take` with every record of `inputs`, as [`take_records`] does, and passes by what it refuses. `report` hears how far it is
/// after every block.
///
/// # Errors
/// An input that cannot be read.
pub fn each_record(
    inputs: Vec<Input>,
    take: impl FnMut(&[u8], Range<usize>) -> bool,
    report: impl FnMut(Read),
) -> Result<Read, InputError> {
    struct Closures<T, R>(T, R);
    impl<T: FnMut(&[u8], Range<usize>) -> bool, R: FnMut(Read)> Taker for Closures<T, R> {
        fn take(&mut self, buf: &[u8], record: Range<usize>) -> Result<(), Why> {
            (self.0)(buf, record)
                .then_some(())
                .ok_or(("", String::new()))
        }
        fn refuse(&mut self, _: &[u8], _: Why, _: &Standing) {}
        fn read(&mut self, read: Read) -> bool {
            (self.1)(read);
            true
        }
    }
    take_records(inputs, &mut Closures(take, report))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes objects that begin with `{"k"`.
    #[derive(Default)]
    struct Seen {
        taken: Vec<String>,
        refused: Vec<(String, &'static str, u64, u64)>,
    }

    impl Taker for Seen {
        fn take(&mut self, buf: &[u8], record: Range<usize>) -> Result<(), Why> {
            let text = String::from_utf8_lossy(&buf[record]).into_owned();
            let one = text.starts_with("{\"k\"") && text.matches('{').count() == 1;
            one.then(|| self.taken.push(text))
                .ok_or(("other", String::new()))
        }
        fn refuse(&mut self, bytes: &[u8], (code, _): Why, at: &Standing) {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.refused.push((text, code, at.line, at.offset));
        }
        fn read(&mut self, _: Read) -> bool {
            true
        }
    }

    fn check(text: &str, taken: &[&str], refused: &[(&str, &str, u64, u64)]) {
        let mut seen = Seen::default();
        let input = Input::reader("test", std::io::Cursor::new(text.as_bytes().to_vec()));
        let read = take_records(vec![input], &mut seen).unwrap();
        assert_eq!(seen.taken, taken, "{text}");
        let found: Vec<_> = seen
            .refused
            .iter()
            .map(|(text, code, line, offset)| (text.as_str(), *code, *line, *offset))
            .collect();
        assert_eq!(found, refused, "{text}");
        let counts = (taken.len() as u64, refused.len() as u64);
        assert_eq!((read.records, read.refused), counts);
    }

    #[test]
    fn every_record_is_taken_or_told_with_its_place() {
        check("", &[], &[]);
        check("{\"k\":1}\n{\"k\":2}\n", &["{\"k\":1}", "{\"k\":2}"], &[]);
        check(
            "{\"k\":1}\n{\"x\":2}\nnone\n{\"k\":3}",
            &["{\"k\":1}", "{\"k\":3}"],
            &[("{\"x\":2}", "other", 2, 8), ("none", "other", 3, 16)],
        );
        // Several on a line, and a wrapper.
        check(
            "{\"k\":1}{\"x\":2}{\"k\":3}",
            &["{\"k\":1}", "{\"k\":3}"],
            &[("{\"x\":2}", "other", 1, 7)],
        );
        // A line of the quarantine knows where its record stood.
        check(
            "{\"rawData\":\"e30=\",\"errorCode\":\"x\",\"line\":7,\"offset\":90,\"source\":\"f\"}",
            &[],
            &[("{}", "other", 7, 90)],
        );
    }

    #[test]
    fn a_damaged_input_ends_with_what_is_left() {
        use std::io::Write;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"{\"k\":1}\n{\"k\":2}\n").unwrap();
        let mut bytes = gzip.finish().unwrap();
        bytes.truncate(bytes.len() - 4);
        let mut seen = Seen::default();
        let input = Input::reader("test", std::io::Cursor::new(bytes));
        let read = take_records(vec![input], &mut seen).unwrap();
        assert_eq!((read.records, read.refused), (2, 1));
        assert_eq!(seen.refused[0].1, "bad_gzip");
    }
}
