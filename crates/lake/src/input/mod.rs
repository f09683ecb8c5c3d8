//! Change records out of files and streams, in whatever way they are strung together.
//!
//! | Form | Read as |
//! |---|---|
//! | NDJSON | a record per line |
//! | pretty-printed or concatenated `}{` JSON | a record per object |
//! | a JSON array | a record per element |
//! | `{"Records": […]}` of a Lambda event or of GetRecords, `{"records": […]}` of Firehose | a record per element, base64 data decoded |
//! | lines of the quarantine and of Firehose's error objects | their `rawData`, decoded |
//! | rows that the transform wrote (`rawData` of a failed format conversion) | the change that the row tells of |
//! | gzip of any of these, in one or several members; a UTF-8 byte order mark | what is inside |
//!
//! An input is cut into [`Block`]s of a few MiB at record boundaries, so that memory stays flat and several threads can flatten at once.
//! Where the blocks are cut depends on the input alone. What is not a record is a piece too, cut so that the next record is whole.

mod expand;
mod records;
mod restore;
mod scan;
mod source;
mod split;

use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) use expand::{Expansion, Place, expand};
pub use records::{Read as RecordsRead, Standing, Taker, Why, each_record, take_records};
pub(crate) use restore::change_of_row;
pub use split::{Block, Piece, Splitter};

/// A record of more bytes is too large to land; DynamoDB's own limits (400 KB an item, two images, JSON around them) stay below.
pub const MAX_RECORD_BYTES: usize = 8 << 20;

/// A record of up to so many bytes goes into the quarantine whole; a longer one in parts of this size, each counted as a record.
pub const MAX_KEPT_BYTES: usize = 32 << 20;

/// Bytes that an input is read in at a time; a block holds the records that are whole in them.
pub const BLOCK_BYTES: usize = 4 << 20;

/// Code of what stands for the end of a damaged gzip input, and what is said of it.
pub(crate) const BAD_GZIP: (&str, &str) =
    ("bad_gzip", "the gzip data is damaged or cut short here");

/// An input could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {name}: {source}")]
pub struct InputError {
    /// The input, as it was named.
    pub name: String,
    /// Why.
    pub source: io::Error,
}

impl InputError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self.source.kind() {
            io::ErrorKind::NotFound => "check the path; `-` reads standard input",
            io::ErrorKind::PermissionDenied => "give this user read permission",
            io::ErrorKind::IsADirectory => "name the files in it, for example with DIR/*",
            _ => "run again when it can be read: what landed already is found there",
        }
    }
}

/// A file or stream of change records.
pub struct Input {
    name: String,
    kind: Kind,
}

enum Kind {
    File(PathBuf),
    Reader(Box<dyn Read + Send>),
}

impl Input {
    /// A file; opened when its turn comes. Its name is the path as given.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self {
            name: path.display().to_string(),
            kind: Kind::File(path),
        }
    }

    /// Standard input, named `-`.
    #[must_use]
    pub fn stdin() -> Self {
        Self::reader("-", io::stdin())
    }

    /// Any stream, under a name for the quarantine and for errors.
    #[must_use]
    pub fn reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self {
            name: name.into(),
            kind: Kind::Reader(Box::new(reader)),
        }
    }

    /// The name that the quarantine and errors use.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes to read, as stored; `None` for streams.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.kind {
            Kind::File(path) => fs::metadata(path)
                .ok()
                .filter(fs::Metadata::is_file)
                .map(|m| m.len()),
            Kind::Reader(_) => None,
        }
    }

    /// Finds out early about a file that is not there.
    ///
    /// # Errors
    /// A file that is missing, not readable, or a folder.
    pub fn check(&self) -> Result<(), InputError> {
        let Kind::File(path) = &self.kind else {
            return Ok(());
        };
        let failed = |source| InputError {
            name: self.name.clone(),
            source,
        };
        if fs::metadata(path).map_err(failed)?.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        File::open(path).map(drop).map_err(failed)
    }

    fn open(self) -> Result<(Arc<str>, Box<dyn Read + Send>), InputError> {
        let reader = match self.kind {
            Kind::Reader(reader) => reader,
            Kind::File(path) => Box::new(File::open(path).map_err(|source| InputError {
                name: self.name.clone(),
                source,
            })?),
        };
        Ok((self.name.into(), reader))
    }
}

/// The bytes of `range` in a vector of their own, with the padding that flattening asks for.
pub(crate) fn padded(bytes: &[u8]) -> (Vec<u8>, Range<usize>) {
    let mut buf = Vec::with_capacity(bytes.len() + lakebed_record::flatten::PADDING);
    buf.extend_from_slice(bytes);
    buf.resize(bytes.len() + lakebed_record::flatten::PADDING, 0);
    (buf, 0..bytes.len())
}
