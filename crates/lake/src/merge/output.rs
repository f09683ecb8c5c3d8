//! Rows into new files of this run, named by what they hold.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use xxhash_rust::xxh3::Xxh3;

use super::MergeError;
use crate::land::{DEFINITION, ObjectFormat, ROW_GROUP_ROWS};
use crate::store::{LocalStore, StoreError};

/// Most bytes of a row group in the making.
const ROW_GROUP_BYTES: usize = 128 << 20;

/// A new file.
#[derive(Debug)]
pub(crate) struct Written {
    /// `<hash>.parquet`
    pub name: String,
    /// Where it is for now.
    pub path: PathBuf,
    pub bytes: u64,
    pub rows: u64,
}

pub(super) struct Output<'a> {
    store: &'a LocalStore,
    format: &'a ObjectFormat,
    target: u64,
    /// Columns (Parquet's leaves) that had a dictionary before.
    dictionaries: Vec<bool>,
    /// All rows are as landing by the present definition makes them. Else the new file does not say so, and refining looks at it.
    refined: bool,
    /// Nobody but this run will read it: no sync.
    temporary: bool,
    open: Option<Open>,
    done: Vec<Written>,
}

struct Open {
    path: PathBuf,
    writer: ArrowWriter<Hashing>,
    rows: u64,
    group_rows: usize,
}

/// Writes a file and hashes what it writes.
struct Hashing {
    file: BufWriter<File>,
    hash: Box<Xxh3>,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.file.write(buffer)?;
        self.hash.update(&buffer[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl<'a> Output<'a> {
    pub fn new(
        store: &'a LocalStore,
        format: &'a ObjectFormat,
        target: u64,
        files: &[PathBuf],
        temporary: bool,
    ) -> Self {
        let largest = files
            .iter()
            .max_by_key(|file| file.metadata().map_or(0, |m| m.len()));
        Self {
            store,
            format,
            target,
            dictionaries: largest.map(|file| dictionaries(file)).unwrap_or_default(),
            refined: files
                .iter()
                .all(|file| definition_of(file).as_deref() == Some(format.version())),
            temporary,
            open: None,
            done: Vec::new(),
        }
    }

    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), MergeError> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.start()?,
        };
        if open.group_rows + batch.num_rows() > ROW_GROUP_ROWS
            || open.writer.in_progress_size() > ROW_GROUP_BYTES
        {
            open.writer.flush().map_err(|e| failed(&open.path, e))?;
            open.group_rows = 0;
        }
        open.writer
            .write(batch)
            .map_err(|e| failed(&open.path, e))?;
        open.group_rows += batch.num_rows();
        open.rows += batch.num_rows() as u64;
        let bytes = open.writer.bytes_written() + open.writer.in_progress_size();
        if bytes as u64 >= self.target {
            self.close(open)?;
        } else {
            self.open = Some(open);
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Vec<Written>, MergeError> {
        if let Some(open) = self.open.take() {
            self.close(open)?;
        }
        Ok(self.done)
    }

    pub fn failed(&self, source: ParquetError) -> MergeError {
        let path = self.open.as_ref().map(|open| open.path.as_path());
        failed(path.unwrap_or_else(|| Path::new("a new file")), source)
    }

    fn start(&self) -> Result<Open, MergeError> {
        let path = self.store.scratch()?;
        let file = File::create_new(&path).map_err(|e| io_failed(&path, e))?;
        let hashing = Hashing {
            file: BufWriter::with_capacity(1 << 18, file),
            hash: Box::new(Xxh3::new()),
            bytes: 0,
        };
        let options = ArrowWriterOptions::new()
            .with_properties(
                self.format
                    .merged_properties(&self.dictionaries, self.refined),
            )
            .with_skip_arrow_metadata(true)
            .with_parquet_schema(self.format.parquet_schema());
        let writer = ArrowWriter::try_new_with_options(hashing, self.format.read_schema(), options)
            .map_err(|e| failed(&path, e))?;
        Ok(Open {
            path,
            writer,
            rows: 0,
            group_rows: 0,
        })
    }

    fn close(&mut self, open: Open) -> Result<(), MergeError> {
        let Open {
            path, writer, rows, ..
        } = open;
        let hashing = writer.into_inner().map_err(|e| failed(&path, e))?;
        let Hashing { file, hash, bytes } = hashing;
        let file = file
            .into_inner()
            .map_err(|e| io_failed(&path, e.into_error()))?;
        if !self.temporary {
            file.sync_all().map_err(|e| io_failed(&path, e))?;
        }
        self.done.push(Written {
            name: format!("{:032x}.parquet", hash.digest128()),
            path,
            bytes,
            rows,
        });
        Ok(())
    }
}

/// An encoder's trouble: mostly the file system's, which says what to do.
fn failed(path: &Path, source: ParquetError) -> MergeError {
    let source = match source {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => return io_failed(path, *error).into(),
            Err(error) => ParquetError::External(error),
        },
        other => other,
    };
    MergeError::Parquet {
        path: path.display().to_string(),
        source,
    }
}

fn io_failed(path: &Path, error: io::Error) -> StoreError {
    StoreError::io(path.display().to_string(), "write", error)
}

/// The version of the definition that a file says its rows are of.
fn definition_of(path: &Path) -> Option<String> {
    let reader = SerializedFileReader::new(File::open(path).ok()?).ok()?;
    let pairs = reader.metadata().file_metadata().key_value_metadata()?;
    let pair = pairs.iter().find(|pair| pair.key == DEFINITION)?;
    pair.value.clone()
}

/// Which leaves of a file have a dictionary; none when that cannot be told.
fn dictionaries(path: &Path) -> Vec<bool> {
    let group = File::open(path)
        .ok()
        .and_then(|file| SerializedFileReader::new(file).ok())
        .and_then(|reader| reader.metadata().row_groups().first().cloned());
    group.map_or_else(Vec::new, |group| {
        group
            .columns()
            .iter()
            .map(|column| column.dictionary_page_offset().is_some())
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreErrorKind;

    #[test]
    fn a_full_disk_is_told_as_such() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let error = failed(
            Path::new("new.parquet"),
            ParquetError::External(Box::new(full)),
        );
        assert!(
            matches!(&error, MergeError::Store(e) if e.kind() == StoreErrorKind::Full),
            "{error}"
        );
        let error = failed(Path::new("new.parquet"), ParquetError::EOF("cut".into()));
        assert!(matches!(error, MergeError::Parquet { .. }), "{error}");
    }
}
