//! A key out of results that are text: CSV, JSON, NDJSON. What stays keeps its bytes; one record at a time is in memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::ops::Range;
use std::path::Path;

use serde_json::Value;

use super::{EraseError, Key};
use crate::store::{LocalStore, StoreError};

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 18;

/// Rows of the keys in a file of JSON objects; none when they do not have the key's columns.
///
/// One object on each line, one array of them, or a single object: whatever follows each other, with or without commas.
pub(super) fn json(
    store: &LocalStore,
    key: &str,
    keys: &[Key],
    dry_run: bool,
) -> Result<Option<u64>, EraseError> {
    let path = store.path(key)?;
    let failed = |e: io::Error| match e.kind() {
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => EraseError::Unreadable {
            key: key.into(),
            reason: e.to_string(),
        },
        _ => StoreError::io(key, "read", e).into(),
    };
    let mut gone = Vec::new();
    let mut objects = Objects::open(&path).map_err(failed)?;
    while let Some((range, text)) = objects.next().map_err(failed)? {
        let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(&text) else {
            return Ok(None);
        };
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        if !keys.iter().all(|key| key.known_in(&names)) {
            return Ok(None);
        }
        let value = |name: &str| match &object[name] {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        if keys.iter().any(|key| key.is(value)) {
            gone.push(range);
        }
    }
    let rows = gone.len() as u64;
    if rows > 0 && !dry_run {
        match objects.array {
            true => array_without(store, &path, &gone)?,
            false => without(store, &path, &gone)?,
        }
    }
    Ok(Some(rows))
}

/// Rows of the keys in a CSV file with a header; none when it does not name the key's columns.
pub(super) fn csv(
    store: &LocalStore,
    key: &str,
    keys: &[Key],
    dry_run: bool,
) -> Result<Option<u64>, EraseError> {
    let path = store.path(key)?;
    let file = File::open(&path).map_err(|e| StoreError::io(key, "read", e))?;
    let broken = |e: csv::Error| EraseError::Unreadable {
        key: key.into(),
        // Its own text quotes nothing of the file.
        reason: match e.kind() {
            csv::ErrorKind::UnequalLengths { pos, .. } => {
                let line = pos.as_ref().map_or(0, csv::Position::line);
                format!("line {line} has another number of fields than the header")
            }
            _ => "it is no CSV in UTF-8".into(),
        },
    };
    let mut reader = csv::ReaderBuilder::new()
        .buffer_capacity(BUFFER)
        .from_reader(file);
    let header = reader.byte_headers().map_err(broken)?.clone();
    let names: Option<Vec<&str>> = header.iter().map(|n| std::str::from_utf8(n).ok()).collect();
    let Some(names) = names else { return Ok(None) };
    let mut record = csv::ByteRecord::new();
    if !keys.iter().all(|key| key.known_in(&names)) {
        // Without a row it is nobody's.
        let empty = !reader.read_byte_record(&mut record).map_err(broken)?;
        return Ok(empty.then_some(0));
    }
    let mut gone: Vec<Range<u64>> = Vec::new();
    loop {
        let start = reader.position().byte();
        if !reader.read_byte_record(&mut record).map_err(broken)? {
            break;
        }
        let value = |name: &str| {
            let at = names.iter().position(|n| *n == name)?;
            String::from_utf8(record.get(at)?.to_vec()).ok()
        };
        if keys.iter().any(|key| key.is(value)) {
            gone.push(start..reader.position().byte());
        }
    }
    let rows = gone.len() as u64;
    if rows > 0 && !dry_run {
        without(store, &path, &gone)?;
    }
    Ok(Some(rows))
}

/// Writes a file again without some of its bytes, whole or not at all.
fn without(store: &LocalStore, path: &Path, gone: &[Range<u64>]) -> Result<(), StoreError> {
    replace(store, path, |to| {
        let mut from = BufReader::with_capacity(BUFFER, File::open(path)?);
        let mut at = 0;
        for range in gone {
            io::copy(&mut from.by_ref().take(range.start - at), to)?;
            let length = range.end - range.start;
            io::copy(&mut from.by_ref().take(length), &mut io::sink())?;
            at = range.end;
        }
        io::copy(&mut from, to).map(drop)
    })
}

/// Writes an array again without some of its elements, one on each line as results are written.
fn array_without(store: &LocalStore, path: &Path, gone: &[Range<u64>]) -> Result<(), StoreError> {
    replace(store, path, |to| {
        let mut objects = Objects::open(path)?;
        let mut gone = gone.iter().peekable();
        let mut between: &[u8] = b"[\n";
        let mut kept = false;
        while let Some((range, text)) = objects.next()? {
            if gone.next_if(|gone| gone.start == range.start).is_some() {
                continue;
            }
            to.write_all(between)?;
            to.write_all(text.trim_ascii_end())?;
            (between, kept) = (b",\n", true);
        }
        to.write_all(if kept { b"\n]\n" } else { b"[]\n" })
    })
}

fn replace(
    store: &LocalStore,
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), StoreError> {
    let beside = store.scratch()?;
    let made = || -> io::Result<()> {
        let mut to = BufWriter::with_capacity(BUFFER, File::create_new(&beside)?);
        write(&mut to)?;
        let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    };
    made().map_err(|e| StoreError::io(path.display().to_string(), "write", e))
}

/// The JSON objects of a file, one by one: those on its lines, or the elements of one array.
struct Objects {
    file: BufReader<File>,
    at: u64,
    array: bool,
}

impl Objects {
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufReader::with_capacity(BUFFER, File::open(path)?),
            at: 0,
            array: false,
        })
    }

    /// Place and text of the next object, with the end of its line.
    fn next(&mut self) -> io::Result<Option<(Range<u64>, Vec<u8>)>> {
        let none = || io::Error::new(ErrorKind::InvalidData, "it is no row of JSON objects");
        loop {
            let start = self.at;
            match self.byte()? {
                None => return Ok(None),
                Some(b'[') if start == 0 => self.array = true,
                Some(b']') if self.array => {}
                Some(b',' | b' ' | b'\t' | b'\r' | b'\n') => {}
                Some(b'{') => {
                    let mut text = vec![b'{'];
                    self.rest(&mut text)?;
                    return Ok(Some((start..self.at, text)));
                }
                Some(_) => return Err(none()),
            }
        }
    }

    fn rest(&mut self, text: &mut Vec<u8>) -> io::Result<()> {
        let (mut depth, mut quoted, mut escaped) = (1_u32, false, false);
        while depth > 0 {
            let byte = self.byte()?.ok_or_else(|| {
                io::Error::new(ErrorKind::UnexpectedEof, "its last JSON object has no end")
            })?;
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => depth -= 1,
                _ => {}
            }
            text.push(byte);
        }
        if self.file.fill_buf()?.first() == Some(&b'\n') {
            text.extend(self.byte()?);
        }
        Ok(())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.file.fill_buf()?.first().copied();
        if byte.is_some() {
            self.file.consume(1);
            self.at += 1;
        }
        Ok(byte)
    }
}
