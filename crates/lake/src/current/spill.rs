//! Rows by bucket: in memory up to a budget, beyond it in one file of this run.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use arrow::array::RecordBatch;
use arrow::compute::interleave_record_batch;
use arrow::error::ArrowError;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use xxhash_rust::xxh3::xxh3_64;

use super::shape::Shape;
use crate::merge::MergeError;
use crate::store::{LocalStore, StoreError};

/// Bytes of rows in memory.
const BUDGET: usize = 64 << 20;

pub(super) struct Spill<'a> {
    store: &'a LocalStore,
    shape: &'a Shape,
    bits: u32,
    waiting: Vec<RecordBatch>,
    bytes: usize,
    /// Rows of `waiting`, by bucket.
    picks: Vec<Vec<(usize, usize)>>,
    file: Option<Overflow>,
}

/// Rows that were written, as Arrow streams one behind the other.
struct Overflow {
    path: PathBuf,
    file: BufWriter<File>,
    end: u64,
    /// Start and length of each stream, by bucket.
    streams: HashMap<u32, Vec<(u64, u64)>>,
}

impl<'a> Spill<'a> {
    pub fn new(store: &'a LocalStore, shape: &'a Shape, bits: u32) -> Self {
        Self {
            store,
            shape,
            bits,
            waiting: Vec::new(),
            bytes: 0,
            picks: vec![Vec::new(); 1 << bits],
            file: None,
        }
    }

    /// Puts rows into their buckets. Of neighbours with the same key the newest stays: objects are sorted by key.
    pub fn add(&mut self, batch: RecordBatch) -> Result<(), MergeError> {
        let failed = |e: ArrowError| self.failed(e);
        let changes = self.shape.order(&batch).map_err(failed)?;
        let place = self.waiting.len();
        let (mut key, mut last) = (Vec::new(), Vec::new());
        for row in 0..batch.num_rows() {
            key.clear();
            self.shape.key(&batch, row, &mut key);
            let bucket = self.bucket(&key);
            let picks = &mut self.picks[bucket as usize];
            let same = row > 0 && key == last;
            match picks.last_mut().filter(|_| same) {
                // Of two equal ones the later: it is of the newer object, where one was refined.
                Some(pick) if changes.of(row) >= changes.of(pick.1) => pick.1 = row,
                Some(_) => {}
                None => picks.push((place, row)),
            }
            std::mem::swap(&mut key, &mut last);
        }
        self.bytes += batch.get_array_memory_size();
        self.waiting.push(batch);
        if self.bytes > BUDGET {
            self.flush()?;
        }
        Ok(())
    }

    /// The rows of a bucket, in the order in which they came.
    pub fn take(&mut self, bucket: u32) -> Result<Vec<RecordBatch>, MergeError> {
        let mut batches = Vec::new();
        if let Some(overflow) = &mut self.file {
            overflow.read(bucket, &mut batches)?;
        }
        let picks = std::mem::take(&mut self.picks[bucket as usize]);
        if !picks.is_empty() {
            batches.push(self.rows(&picks)?);
        }
        Ok(batches)
    }

    /// By the key's first bits, so that a bucket's rows stay together when there are more of them.
    fn bucket(&self, key: &[u8]) -> u32 {
        match self.bits {
            0 => 0,
            bits => (xxh3_64(key) >> (64 - bits)) as u32,
        }
    }

    fn rows(&self, picks: &[(usize, usize)]) -> Result<RecordBatch, MergeError> {
        let waiting: Vec<&RecordBatch> = self.waiting.iter().collect();
        interleave_record_batch(&waiting, picks).map_err(|e| self.failed(e))
    }

    fn flush(&mut self) -> Result<(), MergeError> {
        let mut overflow = match self.file.take() {
            Some(overflow) => overflow,
            None => Overflow::create(self.store.scratch()?)?,
        };
        for bucket in 0..self.picks.len() {
            let picks = std::mem::take(&mut self.picks[bucket]);
            if !picks.is_empty() {
                overflow.write(bucket as u32, &self.rows(&picks)?)?;
            }
        }
        self.waiting.clear();
        self.bytes = 0;
        self.file = Some(overflow);
        Ok(())
    }

    fn failed(&self, source: ArrowError) -> MergeError {
        MergeError::Parquet {
            path: "rows of the current state".into(),
            source: source.into(),
        }
    }
}

impl Drop for Spill<'_> {
    fn drop(&mut self) {
        if let Some(overflow) = &self.file {
            // Left behind, it would only wait for the end of the run.
            let _ = std::fs::remove_file(&overflow.path);
        }
    }
}

impl Overflow {
    fn create(path: PathBuf) -> Result<Self, MergeError> {
        let file = File::options()
            .create_new(true)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|e| StoreError::io(path.display().to_string(), "write", e))?;
        Ok(Self {
            path,
            file: BufWriter::with_capacity(1 << 20, file),
            end: 0,
            streams: HashMap::new(),
        })
    }

    fn write(&mut self, bucket: u32, rows: &RecordBatch) -> Result<(), MergeError> {
        let mut stream = Vec::new();
        StreamWriter::try_new(&mut stream, &rows.schema())
            .and_then(|mut writer| writer.write(rows).and_then(|()| writer.finish()))
            .map_err(|e| self.damaged(e))?;
        self.file
            .write_all(&stream)
            .map_err(|e| StoreError::io(self.path.display().to_string(), "write", e))?;
        let length = stream.len() as u64;
        let streams = self.streams.entry(bucket).or_default();
        streams.push((self.end, length));
        self.end += length;
        Ok(())
    }

    fn read(&mut self, bucket: u32, batches: &mut Vec<RecordBatch>) -> Result<(), MergeError> {
        let failed = |e| StoreError::io(self.path.display().to_string(), "read", e);
        self.file.flush().map_err(failed)?;
        for (start, length) in self.streams.remove(&bucket).unwrap_or_default() {
            let mut file = self.file.get_ref();
            file.seek(SeekFrom::Start(start)).map_err(failed)?;
            let stream = BufReader::new(file.take(length));
            let reader = StreamReader::try_new(stream, None).map_err(|e| self.damaged(e))?;
            for batch in reader {
                batches.push(batch.map_err(|e| self.damaged(e))?);
            }
        }
        Ok(())
    }

    fn damaged(&self, source: ArrowError) -> MergeError {
        MergeError::Parquet {
            path: self.path.display().to_string(),
            source: source.into(),
        }
    }
}
