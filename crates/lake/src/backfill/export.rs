//! A DynamoDB export to S3, as its folder lies on disk: manifests, checksums, data files.
//!
//! ```text
//! AWSDynamoDB/<export id>/manifest-summary.json, manifest-files.json, each with a .checksum (or .md5) beside it
//! AWSDynamoDB/<export id>/data/*.json.gz      full exports
//! AWSDynamoDB/data/*.json.gz                  incremental exports
//! ```

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use md5::{Digest, Md5};
use serde_json::Value;
use sha2::{Sha256, Sha512};

const SUMMARY: &str = "manifest-summary";
const FILES: &str = "manifest-files";

/// An export whose manifests have been read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// `01234567890123-a1b2c3d4`, or the folder's name when the manifest has no ARN.
    pub id: String,
    /// The table that was exported.
    pub table: Option<String>,
    /// All items, or the changes of a time.
    pub kind: ExportKind,
    /// The moment that a full export shows, the end of the time that an incremental one covers: microseconds since the epoch.
    pub time_micros: i64,
    /// Data files, in the order of the manifest.
    pub files: Vec<DataFile>,
    /// Manifests without a checksum beside them.
    pub unchecked: Vec<String>,
}

/// What an export holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportKind {
    /// Every item as it was at one moment.
    Full,
    /// Items that changed within a time, as they were at its end, with the time of their last change.
    Incremental,
}

/// A data file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its name, without folders.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Items that the manifest says are in it.
    pub items: u64,
    /// MD5 of its bytes as the manifest has it.
    pub md5: Option<Vec<u8>>,
}

/// A folder that is no export, or not a whole one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// There is no manifest, or there are several.
    #[error("{folder} is not one export: {found} manifest-summary.json are in it")]
    NotOne {
        /// The folder.
        folder: String,
        /// How many manifests there are.
        found: usize,
    },
    /// A file that cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A manifest does not say what it should.
    #[error("{path}: {what}")]
    Manifest {
        /// The manifest.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// The bytes are not those that were exported.
    #[error("{path} is damaged: its checksum is not the one that {by} has")]
    Checksum {
        /// The file.
        path: String,
        /// Where the checksum stands.
        by: String,
    },
    /// A data file of the manifest is not there.
    #[error("{name} is missing: it is neither in {folder}/data nor in the data folder beside it")]
    Missing {
        /// The file.
        name: String,
        /// The export's folder.
        folder: String,
    },
}

impl ExportError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotOne { .. } => "name the folder of one export: AWSDynamoDB/<export id>",
            Self::Read { .. } => "check the path and your right to read it",
            Self::Manifest { .. } => "copy the export again; its format is to be DYNAMODB_JSON",
            Self::Checksum { .. } => "copy the file again, and run again: what was landed stays",
            Self::Missing { .. } => {
                "copy the data too: `aws s3 sync` of the whole export, and of AWSDynamoDB/data for an incremental one"
            }
        }
    }
}

impl Export {
    /// Reads and checks the manifests of the export in `folder`, or in a folder up to two levels below it.
    ///
    /// # Errors
    /// Not one export; a manifest that is damaged or of another format; a data file that is not there.
    pub fn open(folder: &Path) -> Result<Self, ExportError> {
        let mut found = Vec::new();
        find(folder, 2, &mut found)?;
        let [folder] = found.as_slice() else {
            return Err(ExportError::NotOne {
                folder: folder.display().to_string(),
                found: found.len(),
            });
        };
        let mut unchecked = Vec::new();
        let (path, summary) = manifest(folder, SUMMARY, &mut unchecked)?;
        let wrong = |what: &str| ExportError::Manifest {
            path: path.display().to_string(),
            what: what.into(),
        };
        let summary: Value =
            serde_json::from_slice(&summary).map_err(|_| wrong("this is not JSON"))?;
        let text = |name: &str| summary[name].as_str();
        if let Some(format) = text("outputFormat").filter(|format| *format != "DYNAMODB_JSON") {
            return Err(wrong(&format!(
                "the export's format is {format}, not DYNAMODB_JSON"
            )));
        }
        let kind = match text("exportType") {
            Some("INCREMENTAL_EXPORT") => ExportKind::Incremental,
            None if text("exportFromTime").is_some() => ExportKind::Incremental,
            Some("FULL_EXPORT") | None => ExportKind::Full,
            Some(other) => return Err(wrong(&format!("`{other}` is no type of export"))),
        };
        let moment = match kind {
            ExportKind::Full => "exportTime",
            ExportKind::Incremental => "exportToTime",
        };
        let time = text(moment).and_then(lakebed_record::time::parse_timestamp);
        let time = time.ok_or_else(|| wrong(&format!("`{moment}` is missing, or no time")))?;
        let last = |arn: &str| arn.rsplit('/').next().map(String::from);
        let own_name = || folder.file_name().map(|n| n.to_string_lossy().into_owned());
        let id = text("exportArn").and_then(last).or_else(own_name);
        Ok(Self {
            id: id
                .filter(|id| is_name(id))
                .ok_or_else(|| wrong("the export has no id"))?,
            table: text("tableArn").and_then(last),
            kind,
            time_micros: time * 1000,
            files: files(folder, &mut unchecked)?,
            unchecked,
        })
    }

    /// Bytes of all data files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

impl DataFile {
    /// Compares the file's bytes with the manifest.
    ///
    /// # Errors
    /// [`ExportError::Checksum`], or a file that cannot be read.
    pub fn check(&self) -> Result<(), ExportError> {
        let Some(md5) = &self.md5 else {
            return Ok(());
        };
        let failed = |source| ExportError::Read {
            path: self.path.display().to_string(),
            source,
        };
        let mut file = File::open(&self.path).map_err(failed)?;
        let mut hash = Md5::new();
        let mut buffer = vec![0; 1 << 18];
        loop {
            let count = file.read(&mut buffer).map_err(failed)?;
            if count == 0 {
                break;
            }
            hash.update(&buffer[..count]);
        }
        if hash.finalize().as_slice() == md5.as_slice() {
            return Ok(());
        }
        Err(ExportError::Checksum {
            path: self.path.display().to_string(),
            by: format!("{FILES}.json"),
        })
    }
}

/// Folders with a summary, `depth` levels down.
fn find(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), ExportError> {
    if folder.join(format!("{SUMMARY}.json")).is_file() {
        found.push(folder.into());
        return Ok(());
    }
    if depth == 0 {
        return Ok(());
    }
    let failed = |source| ExportError::Read {
        path: folder.display().to_string(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            find(&path, depth - 1, found)?;
        }
    }
    Ok(())
}

/// A manifest that is what its checksum says.
fn manifest(
    folder: &Path,
    name: &str,
    unchecked: &mut Vec<String>,
) -> Result<(PathBuf, Vec<u8>), ExportError> {
    let path = folder.join(format!("{name}.json"));
    let read = |path: &Path| {
        fs::read(path).map_err(|source| ExportError::Read {
            path: path.display().to_string(),
            source,
        })
    };
    let bytes = read(&path)?;
    let beside = ["checksum", "md5"].map(|extension| folder.join(format!("{name}.{extension}")));
    let Some(beside) = beside.iter().find(|path| path.is_file()) else {
        unchecked.push(format!("{name}.json"));
        return Ok((path, bytes));
    };
    let by = beside.display().to_string();
    let wrong = |what: &str| ExportError::Manifest {
        path: by.clone(),
        what: what.into(),
    };
    let text = String::from_utf8(read(beside)?).map_err(|_| wrong("this is no checksum"))?;
    let expected =
        digest(text.trim()).ok_or_else(|| wrong("this is no checksum in base64 or hex"))?;
    let found = match expected.len() {
        16 => Md5::digest(&bytes).to_vec(),
        32 => Sha256::digest(&bytes).to_vec(),
        64 => Sha512::digest(&bytes).to_vec(),
        _ => return Err(wrong("this is neither MD5 nor SHA-256 nor SHA-512")),
    };
    if found == expected {
        return Ok((path, bytes));
    }
    Err(ExportError::Checksum {
        path: path.display().to_string(),
        by,
    })
}

fn files(folder: &Path, unchecked: &mut Vec<String>) -> Result<Vec<DataFile>, ExportError> {
    let (path, text) = manifest(folder, FILES, unchecked)?;
    let wrong = |line: usize, what: &str| ExportError::Manifest {
        path: format!("{}:{}", path.display(), line + 1),
        what: what.into(),
    };
    let mut files = Vec::new();
    let lines = text.split(|byte| *byte == b'\n').enumerate();
    for (line, text) in lines.filter(|(_, text)| !text.trim_ascii().is_empty()) {
        let value: Value =
            serde_json::from_slice(text).map_err(|_| wrong(line, "this is not JSON"))?;
        let key = value["dataFileS3Key"].as_str();
        let key = key.ok_or_else(|| wrong(line, "there is no `dataFileS3Key`"))?;
        let name = key.rsplit('/').next().filter(|name| is_name(name));
        let name = name.ok_or_else(|| wrong(line, "`dataFileS3Key` has no file name"))?;
        let items = value["itemCount"].as_u64();
        let md5 = match value["md5Checksum"].as_str() {
            Some(text) => {
                let md5 = digest(text).filter(|md5| md5.len() == 16);
                Some(md5.ok_or_else(|| wrong(line, "`md5Checksum` is no MD5"))?)
            }
            None => None,
        };
        let places = [
            Some(folder.join("data").join(name)),
            folder.parent().map(|above| above.join("data").join(name)),
            Some(folder.join(name)),
        ];
        let place = places.into_iter().flatten().find(|path| path.is_file());
        let path = place.ok_or_else(|| ExportError::Missing {
            name: name.into(),
            folder: folder.display().to_string(),
        })?;
        files.push(DataFile {
            name: name.into(),
            bytes: path.metadata().map_or(0, |m| m.len()),
            path,
            items: items.ok_or_else(|| wrong(line, "there is no `itemCount`"))?,
            md5,
        });
    }
    Ok(files)
}

/// Bytes that are written in hex or base64.
fn digest(text: &str) -> Option<Vec<u8>> {
    let hex = [32, 64, 128].contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    if hex {
        let pairs = text
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok());
        return pairs
            .map(|pair| u8::from_str_radix(pair?, 16).ok())
            .collect();
    }
    base64_simd::STANDARD.decode_to_vec(text).ok()
}

/// A name that means no other place.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', '\0', '/'])
}
