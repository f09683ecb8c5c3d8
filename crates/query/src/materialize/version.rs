//! Versions of a table as folders: made out of sight, named in one step, removed when nobody reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lakebed_catalog::TableInput;
use xxhash_rust::xxh3::xxh3_128;

use super::shape::Shape;
use crate::problem::QueryError;

/// A version that is neither the table nor the one before it is removed when it is older than this: somebody may still read it.
const GRACE: Duration = Duration::from_secs(3600);

/// All files of a table, by the path of their partition: `dt=2026-11-20`.
#[derive(Debug, Clone, Default)]
pub(super) struct Version {
    /// Name of its folder, made of its files' names; empty for none.
    pub name: String,
    /// The folder.
    pub root: PathBuf,
    pub partitions: BTreeMap<String, BTreeSet<String>>,
}

impl Version {
    /// The partitions that `made` does not have; none when it is the whole table.
    pub fn without(&self, made: &Self, whole: bool) -> Self {
        let mut kept = self.clone();
        kept.partitions
            .retain(|path, _| !whole && !made.partitions.contains_key(path));
        kept
    }

    /// The values of each partition column.
    pub fn values(&self, columns: &[String]) -> Vec<(String, BTreeSet<String>)> {
        let value = |path: &str, at: usize| {
            let step = path.split('/').nth(at)?;
            step.split_once('=').map(|(_, value)| value.to_string())
        };
        columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let values = self.partitions.keys().filter_map(|path| value(path, at));
                (name.clone(), values.collect())
            })
            .collect()
    }

    fn named(mut self, shape: &Shape) -> Self {
        let mut text = String::new();
        for column in &shape.columns {
            text.push_str(&format!("{} {}\n", column.name, column.ty));
        }
        for (path, files) in &self.partitions {
            for file in files {
                text.push_str(&format!("{path}/{file}\n"));
            }
        }
        self.name = format!("{:032x}", xxh3_128(text.as_bytes()));
        self
    }
}

/// The folders of one table, locked for this run.
pub(super) struct Folders {
    data: PathBuf,
    work: PathBuf,
    /// Held until the run ends, however it ends.
    _lock: File,
}

impl Folders {
    /// Waits until no other run writes the table, and clears what a killed one left.
    pub fn lock(lake: &Path, table: &str) -> Result<Self, QueryError> {
        let work = lake.join(".materialize").join(table);
        fs::create_dir_all(&work).map_err(|e| QueryError::file("create", &work, e))?;
        let path = work.join("lock");
        let lock = File::create(&path).map_err(|e| QueryError::file("write", &path, e))?;
        lock.lock()
            .map_err(|e| QueryError::file("lock", &path, e))?;
        let folders = Self {
            data: lake.join("data").join(table),
            work,
            _lock: lock,
        };
        folders.clear()?;
        Ok(folders)
    }

    /// A new folder that no reader looks at.
    pub fn stage(&self) -> Result<PathBuf, QueryError> {
        let stage = self.work.join("next");
        fs::create_dir(&stage).map_err(|e| QueryError::file("create", &stage, e))?;
        Ok(stage)
    }

    /// The folder of a version.
    pub fn folder(&self, version: &str) -> PathBuf {
        self.data.join(version)
    }

    /// The version that a registered table is: none when its folder is not one of this lake's, or is gone.
    pub fn version_of(
        &self,
        table: &TableInput,
        depth: usize,
    ) -> Result<Option<Version>, QueryError> {
        let folder = super::folder_of(table).unwrap_or_default();
        let name = folder.file_name().map(|n| n.to_string_lossy().into_owned());
        let ours = folder.parent() == Some(self.data.as_path());
        let Some(name) = name.filter(|_| ours && folder.is_dir()) else {
            return Ok(None);
        };
        let mut partitions = BTreeMap::new();
        list(&folder, "", depth, &mut partitions)?;
        Ok(Some(Version {
            name,
            root: folder,
            partitions,
        }))
    }

    /// Puts what was made and what is kept together, and gives the folder its name. A version that is there already is the same.
    pub fn publish(
        &self,
        made: Version,
        before: &Version,
        kept: Version,
        shape: &Shape,
    ) -> Result<Version, QueryError> {
        let stage = made.root.clone();
        for (path, files) in &kept.partitions {
            let (from, to) = (before.root.join(path), stage.join(path));
            fs::create_dir_all(&to).map_err(|e| QueryError::file("create", &to, e))?;
            for file in files {
                let target = to.join(file);
                link(&from.join(file), &target)
                    .map_err(|e| QueryError::file("write", &target, e))?;
            }
        }
        let mut version = made;
        version.partitions.extend(kept.partitions);
        let mut version = version.named(shape);
        let folder = self.folder(&version.name);
        version.root.clone_from(&folder);
        if folder.is_dir() {
            remove(&stage)?;
            return Ok(version);
        }
        for path in version.partitions.keys() {
            sync_upwards(&stage, path)?;
        }
        fs::create_dir_all(&self.data).map_err(|e| QueryError::file("create", &self.data, e))?;
        fs::rename(&stage, &folder).map_err(|e| QueryError::file("write", &folder, e))?;
        sync(&self.data)?;
        Ok(version)
    }

    /// Size of a version's files.
    pub fn bytes(&self, version: &Version) -> Result<u64, QueryError> {
        let mut bytes = 0;
        for (path, files) in &version.partitions {
            for file in files {
                let file = version.root.join(path).join(file);
                let metadata =
                    fs::metadata(&file).map_err(|e| QueryError::file("read", &file, e))?;
                bytes += metadata.len();
            }
        }
        Ok(bytes)
    }

    /// Removes the versions that nobody reads any more: not the table, not the one before it, not those of the last hour.
    pub fn clean(&self, current: &str, before: &str) -> Result<(), QueryError> {
        let failed = |e| QueryError::file("list", &self.data, e);
        for entry in fs::read_dir(&self.data).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let written = entry
                .metadata()
                .and_then(|m| m.modified())
                .map_err(failed)?;
            let age = SystemTime::now()
                .duration_since(written)
                .unwrap_or_default();
            if name == *current || name == *before || age < GRACE {
                continue;
            }
            // Out of sight first: a version is there whole or not at all.
            let gone = self.work.join("gone");
            fs::rename(entry.path(), &gone).map_err(|e| QueryError::file("remove", &gone, e))?;
            remove(&gone)?;
        }
        Ok(())
    }

    fn clear(&self) -> Result<(), QueryError> {
        for name in ["next", "gone"] {
            remove(&self.work.join(name))?;
        }
        Ok(())
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = self.clear();
    }
}

fn list(
    folder: &Path,
    path: &str,
    depth: usize,
    found: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<(), QueryError> {
    let failed = |e| QueryError::file("list", folder, e);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        if entry.path().is_dir() {
            if depth > 0 {
                let path = match path {
                    "" => name,
                    path => format!("{path}/{name}"),
                };
                list(&entry.path(), &path, depth - 1, found)?;
            }
        } else if depth == 0 && name.ends_with(".parquet") {
            found.entry(path.into()).or_default().insert(name);
        }
    }
    Ok(())
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

fn remove(folder: &Path) -> Result<(), QueryError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(QueryError::file("remove", folder, e)),
        _ => Ok(()),
    }
}

/// The names in a folder and in those above it, up to `root`, last.
fn sync_upwards(root: &Path, path: &str) -> Result<(), QueryError> {
    let folder = root.join(path);
    folder
        .ancestors()
        .take_while(|f| f.starts_with(root))
        .try_for_each(sync)
}

fn sync(folder: &Path) -> Result<(), QueryError> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|f| f.sync_all())
        .map_err(|e| QueryError::file("write", folder, e))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
