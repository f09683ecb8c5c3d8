//! Objects as files below a folder.
//!
//! An object's bytes are first written to `.staging/<run>/`, synced, and then linked to their name, which fails when the name is
//! taken: so an object is there whole or not at all, whenever the process or the machine stops, and two writers of one key agree.
//!
//! A run is one open [`LocalStore`]. It holds a lock on a file in its staging folder for as long as it lives; the system frees the
//! lock when the process ends, however it ends. Each run first removes the staging folders whose lock nobody holds. A lock on
//! `.staging/lock` keeps a folder from being seen between its making and its locking.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Object, Put, Staged, Store, StoreError, StoreErrorKind, check_key};

pub(super) const STAGING: &str = ".staging";
pub(super) const LOCK: &str = "lock";
/// Locked shared by who reads, alone by who replaces objects.
pub(super) const READERS: &str = "readers";

/// A lake in a folder.
#[derive(Debug)]
pub struct LocalStore {
    root: PathBuf,
    run: Mutex<Option<Run>>,
    pub(super) staged: AtomicU64,
}

/// The staging folder of this run.
#[derive(Debug)]
struct Run {
    folder: PathBuf,
    /// Holds the lock.
    _lock: File,
}

impl LocalStore {
    /// The lake below `root`. Nothing is touched before the first read or write; folders are made when something is written.
    #[must_use]
    pub fn open(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            run: Mutex::new(None),
            staged: AtomicU64::new(0),
        }
    }

    /// The lake's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of an object, whether it is there or not.
    ///
    /// # Errors
    /// An illegal key.
    pub fn path(&self, key: &str) -> Result<PathBuf, StoreError> {
        check_key(key)?;
        Ok(self.root.join(key))
    }

    /// A run that finds all done is one too: it removes what killed ones left, where there is such and it may.
    pub(super) fn clear_dead_runs(&self) {
        let mut staging = fs::read_dir(self.root.join(STAGING)).into_iter().flatten();
        if staging.any(|entry| entry.is_ok_and(|entry| entry.path().is_dir())) {
            let _ = self.staging_folder();
        }
    }

    pub(super) fn staging_folder(&self) -> Result<PathBuf, StoreError> {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        if run.is_none() {
            *run = Some(Run::start(&self.root.join(STAGING))?);
        }
        Ok(run.as_ref().map(|r| r.folder.clone()).unwrap_or_default())
    }

    fn walk(
        &self,
        folder: &Path,
        key: &str,
        prefix: &str,
        found: &mut Vec<Object>,
    ) -> Result<(), StoreError> {
        let failed = |e| StoreError::io(shown(folder), "list", e);
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(failed(e)),
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            // Every key is UTF-8: another name is not an object of ours.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if key.is_empty() && name.starts_with('.') {
                continue;
            }
            let key = if key.is_empty() {
                name
            } else {
                format!("{key}/{name}")
            };
            let metadata = match fs::metadata(entry.path()) {
                Ok(metadata) => metadata,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(failed(e)),
            };
            if metadata.is_dir() && (key.starts_with(prefix) || prefix.starts_with(&key)) {
                self.walk(&entry.path(), &key, prefix, found)?;
            } else if metadata.is_file() && key.starts_with(prefix) {
                found.push(Object {
                    key,
                    bytes: metadata.len(),
                });
            }
        }
        Ok(())
    }
}

impl Store for LocalStore {
    fn stage(&self, key: &str, bytes: &[u8]) -> Result<Staged, StoreError> {
        check_key(key)?;
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let path = self.staging_folder()?.join(number.to_string());
        let write = || {
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        if let Err(e) = write() {
            let _ = fs::remove_file(&path);
            return Err(StoreError::io(shown(&path), "write", e));
        }
        Ok(Staged {
            key: key.into(),
            token: number.to_string(),
        })
    }

    fn publish(&self, staged: Staged) -> Result<Put, StoreError> {
        let target = self.path(&staged.key)?;
        let from = self.staging_folder()?.join(&staged.token);
        let folder = target.parent().unwrap_or(&self.root);
        // While a folder changes places with another, nothing may be put into it.
        let gate = self.root.join(STAGING).join(LOCK);
        let lock = File::open(&gate).map_err(|e| StoreError::io(shown(&gate), "read", e))?;
        lock.lock_shared()
            .map_err(|e| StoreError::io(shown(&gate), "read", e))?;
        create_folders(&self.root, folder)?;
        let put = match link(&from, &target) {
            Ok(()) => Put::Created,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Put::Present,
            Err(e) => return Err(StoreError::io(shown(&target), "write", e)),
        };
        // Left behind, it would only wait for the end of the run.
        let _ = fs::remove_file(&from);
        if put == Put::Created {
            sync_folder(folder)?;
        }
        Ok(put)
    }

    fn size(&self, key: &str) -> Result<Option<u64>, StoreError> {
        let path = self.path(key)?;
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => Ok(Some(metadata.len())),
            Ok(_) => Ok(None),
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(None)
            }
            Err(e) => Err(StoreError::io(shown(&path), "read", e)),
        }
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        let path = self.path(key)?;
        if path.is_dir() {
            return Err(StoreError::new(
                StoreErrorKind::Missing,
                shown(&path),
                "read",
                None,
            ));
        }
        fs::read(&path).map_err(|e| StoreError::io(shown(&path), "read", e))
    }

    fn list(&self, prefix: &str) -> Result<Vec<Object>, StoreError> {
        // A folder that changes places in between would be listed in part. Without the file there is nobody to do that.
        let gate = File::open(self.root.join(STAGING).join(LOCK)).ok();
        let _settled = gate.filter(|gate| gate.lock_shared().is_ok());
        let mut found = Vec::new();
        self.walk(&self.root, "", prefix, &mut found)?;
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(found)
    }

    fn put(&self, key: &str, bytes: &[u8]) -> Result<Put, StoreError> {
        if self.size(key)?.is_some() {
            self.clear_dead_runs();
            return Ok(Put::Present);
        }
        self.publish(self.stage(key, bytes)?)
    }

    fn delete(&self, key: &str) -> Result<(), StoreError> {
        let path = self.path(key)?;
        if path.is_dir() {
            return Ok(());
        }
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(())
            }
            Err(e) => Err(StoreError::io(shown(&path), "delete", e)),
        }
    }
}

impl Drop for LocalStore {
    fn drop(&mut self) {
        let run = self.run.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(run) = run.take() {
            // What cannot be removed now is removed by a later run.
            let _ = fs::remove_dir_all(&run.folder);
        }
    }
}

impl Run {
    fn start(staging: &Path) -> Result<Self, StoreError> {
        let failed = |e| StoreError::io(shown(staging), "write", e);
        fs::create_dir_all(staging).map_err(failed)?;
        let gate = File::create(staging.join(LOCK)).map_err(failed)?;
        gate.lock().map_err(failed)?;
        remove_dead_runs(staging).map_err(failed)?;
        let (folder, lock) = make_folder(staging).map_err(failed)?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }
}

/// Makes this run's folder with its locked file; the caller holds the gate.
fn make_folder(staging: &Path) -> io::Result<(PathBuf, File)> {
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let folder = staging.join(format!("{process}-{number}"));
        match fs::create_dir(&folder) {
            Ok(()) => {
                let lock = File::create_new(folder.join(LOCK))?;
                lock.try_lock()?;
                return Ok((folder, lock));
            }
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(e) => return Err(e),
        }
    }
}

/// Removes the folders of runs that have ended without doing it; the caller holds the gate.
fn remove_dead_runs(staging: &Path) -> io::Result<()> {
    for entry in fs::read_dir(staging)? {
        let folder = entry?.path();
        if !folder.is_dir() {
            continue;
        }
        let alive = match File::open(folder.join(LOCK)) {
            Ok(lock) => lock.try_lock().is_err(),
            // Its run was ended before the lock was made, or is just removing the folder.
            Err(_) => false,
        };
        if !alive {
            // Another user's leftovers are no reason to fail.
            let _ = fs::remove_dir_all(&folder);
        }
    }
    Ok(())
}

/// Gives the staged file its name unless the name is taken.
fn link(from: &Path, target: &Path) -> io::Result<()> {
    match fs::hard_link(from, target) {
        // A file system without links: the rename is as whole, and would replace an equal object.
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) && !target.exists() =>
        {
            fs::rename(from, target)
        }
        other => other,
    }
}

/// Makes the folders between `root` and `folder`, and sees that their names last.
fn create_folders(root: &Path, folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|e| StoreError::io(shown(folder), "write", e))?;
    for made in folder
        .ancestors()
        .skip(1)
        .take_while(|f| f.starts_with(root))
    {
        sync_folder(made)?;
    }
    Ok(())
}

pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|f| f.sync_all())
        .map_err(|e| StoreError::io(shown(folder), "write", e))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
