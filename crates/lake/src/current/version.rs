//! Versions of a current state as folders: made out of sight, named in one step, removed when nobody reads them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use parquet::file::reader::{FileReader, SerializedFileReader};
use xxhash_rust::xxh3::xxh3_128;

use super::manifest::{FILE, Manifest, REMOVED, ROWS};
use crate::merge::MergeError;
use crate::store::{LocalStore, StoreError, sync_folder};

/// A version that is not kept for another reason is removed when it is older than this: somebody may still read it.
const GRACE: Duration = Duration::from_secs(3600);

/// The folder of a table's versions.
pub(super) struct Folders<'a> {
    store: &'a LocalStore,
    data: PathBuf,
}

impl<'a> Folders<'a> {
    pub fn new(store: &'a LocalStore, table: &str) -> Result<Self, StoreError> {
        let data = store.path(&format!("data/{table}"))?;
        Ok(Self { store, data })
    }

    /// The folder of a version.
    pub fn version(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// Size of a version's Parquet files.
    pub fn bytes(&self, version: &Manifest) -> Result<u64, StoreError> {
        let root = self.version(&version.name);
        let mut bytes = 0;
        for (folder, file) in version.files() {
            let path = root.join(folder).join(file);
            let metadata = fs::metadata(&path).map_err(|e| failed(&path, "read", e))?;
            bytes += metadata.len();
        }
        Ok(bytes)
    }

    /// Rows of a version's files in one of its folders, by their footers.
    pub fn rows(&self, version: &Manifest, folder: &str) -> Result<u64, MergeError> {
        let root = self.version(&version.name);
        let mut rows = 0;
        for (_, file) in version.files().filter(|(of, _)| *of == folder) {
            let path = root.join(folder).join(file);
            let file = File::open(&path).map_err(|e| failed(&path, "read", e))?;
            let reader = SerializedFileReader::new(file).map_err(|source| MergeError::Parquet {
                path: path.display().to_string(),
                source,
            })?;
            let count = reader.metadata().file_metadata().num_rows();
            rows += u64::try_from(count).unwrap_or(0);
        }
        Ok(rows)
    }

    /// A new version's folder that no reader looks at; it goes with this run.
    pub fn stage(&self) -> Result<PathBuf, StoreError> {
        let stage = self.store.scratch()?;
        for folder in [ROWS, REMOVED] {
            let path = stage.join(folder);
            fs::create_dir_all(&path).map_err(|e| failed(&path, "write", e))?;
        }
        Ok(stage)
    }

    /// A bucket's file, named by its contents; nothing when there are no rows.
    pub fn write(
        &self,
        stage: &Path,
        folder: &'static str,
        bucket: &str,
        bytes: Option<Vec<u8>>,
        next: &mut Manifest,
    ) -> Result<(), StoreError> {
        let Some(bytes) = bytes else { return Ok(()) };
        let name = format!("{bucket}-{:032x}.parquet", xxh3_128(&bytes));
        let path = stage.join(folder).join(&name);
        File::create(&path)
            .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
            .map_err(|e| failed(&path, "write", e))?;
        next.add(folder, bucket, name);
        Ok(())
    }

    /// The files of a bucket that got no rows.
    pub fn link(
        &self,
        from: &Path,
        stage: &Path,
        files: Vec<(&'static str, String)>,
        next: &mut Manifest,
    ) -> Result<(), StoreError> {
        for (folder, file) in files {
            let target = stage.join(folder).join(&file);
            link(&from.join(folder).join(&file), &target)
                .map_err(|e| failed(&target, "write", e))?;
            let bucket = file.split('-').next().unwrap_or_default().to_string();
            next.add(folder, &bucket, file);
        }
        Ok(())
    }

    /// Gives the staged folder its name. A version that is there already is the same: a run was stopped before the catalog was switched.
    pub fn publish(&self, stage: &Path, next: Manifest) -> Result<String, StoreError> {
        let name = next.hash();
        let manifest = stage.join(FILE);
        File::create(&manifest)
            .and_then(|mut file| {
                file.write_all(next.text().as_bytes())
                    .and_then(|()| file.sync_all())
            })
            .map_err(|e| failed(&manifest, "write", e))?;
        let target = self.version(&name);
        if target.is_dir() {
            return Ok(name);
        }
        for folder in [ROWS, REMOVED] {
            sync_folder(&stage.join(folder))?;
        }
        sync_folder(stage)?;
        fs::create_dir_all(&self.data).map_err(|e| failed(&self.data, "write", e))?;
        fs::rename(stage, &target).map_err(|e| failed(&target, "write", e))?;
        sync_folder(&self.data)?;
        Ok(name)
    }

    pub fn clean(&self, keep: &[&str]) -> Result<(), MergeError> {
        let entries = match fs::read_dir(&self.data) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(|e| failed(&self.data, "list", e))?,
        };
        for entry in entries {
            let entry = entry.map_err(|e| failed(&self.data, "list", e))?;
            let made = entry.metadata().and_then(|m| m.modified());
            let made = made.map_err(|e| failed(&entry.path(), "list", e))?;
            let age = SystemTime::now().duration_since(made).unwrap_or_default();
            let kept = keep.iter().any(|name| entry.file_name() == **name);
            if kept || age < GRACE {
                continue;
            }
            // Out of sight first: a version is there whole or not at all. What is in the run's folder goes with the run.
            let gone = self.store.scratch()?;
            fs::rename(entry.path(), &gone).map_err(|e| failed(&entry.path(), "delete", e))?;
            fs::remove_dir_all(&gone).map_err(|e| failed(&gone, "delete", e))?;
        }
        Ok(())
    }
}

/// The same file under another name; a copy where the file system has no links.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(e)
            if matches!(
                e.kind(),
                ErrorKind::Unsupported | ErrorKind::PermissionDenied | ErrorKind::TooManyLinks
            ) =>
        {
            fs::copy(from, to)?;
            File::open(to)?.sync_all()
        }
        other => other,
    }
}

fn failed(path: &Path, what: &'static str, error: io::Error) -> StoreError {
    StoreError::io(path.display().to_string(), what, error)
}
