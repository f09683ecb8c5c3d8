//! Objects of one folder in the place of others, in one step.
//!
//! The new folder is made beside the lake: hard links to what stays, and the new objects. Then the two folders change places, which the
//! file system does in one step. Whoever lists the folder sees all of the old objects or all of the new ones; who has listed it before
//! and opens a file afterwards is told that the file is gone, and never gets rows twice or not at all.
//!
//! While folders change places nobody publishes or lists: [`Store::publish`](super::Store::publish) and [`Store::list`](super::Store::list)
//! hold the gate's lock shared, a swap holds it alone. A run that is killed leaves a folder in `.staging`, which later runs remove, as they do with all that dead runs leave.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use super::local::{LOCK, LocalStore, READERS, STAGING, shown, sync_folder};
use super::{StoreError, StoreErrorKind};

/// How long a swap waits for readers that hold [`LocalStore::reading`].
const WAIT_FOR_READERS: Duration = Duration::from_secs(60);

/// A file of this run's staging folder that is to become an object.
#[derive(Debug)]
pub(crate) struct NewFile {
    /// Name in the folder.
    pub name: String,
    /// Where the bytes are; synced.
    pub path: PathBuf,
}

/// Keeps objects from being replaced for as long as it lives.
#[derive(Debug)]
pub struct Reading {
    _lock: Option<File>,
}

impl LocalStore {
    /// Keeps objects from being replaced while they are read. A lake that cannot be written to, or is not there, has nothing to wait for.
    #[must_use]
    pub fn reading(&self) -> Reading {
        let lock = || -> io::Result<File> {
            let file = open_lock(&self.root().join(STAGING).join(READERS))?;
            file.lock_shared()?;
            Ok(file)
        };
        let there = self.root().is_dir() && fs::create_dir_all(self.root().join(STAGING)).is_ok();
        Reading {
            _lock: there.then(lock).and_then(Result::ok),
        }
    }

    /// A path of its own in this run's staging folder; what is there goes with the run.
    pub(crate) fn scratch(&self) -> Result<PathBuf, StoreError> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        Ok(self.staging_folder()?.join(number.to_string()))
    }

    /// Takes the objects `gone` (names) out of `folder` and puts `new` in, in one step; all others stay.
    ///
    /// # Errors
    /// One of `gone` is not there any more; readers that do not end; a file system that cannot exchange folders or make links.
    pub(crate) fn swap(
        &self,
        folder: &str,
        gone: &BTreeSet<String>,
        new: &[NewFile],
    ) -> Result<(), StoreError> {
        let target = self.path(folder)?;
        let beside = self.scratch()?;
        let failed = |path: &Path| {
            let path = shown(path);
            move |e: io::Error| StoreError::io(path, "write", e)
        };
        fs::create_dir(&beside).map_err(failed(&beside))?;
        for file in new {
            let name = beside.join(&file.name);
            fs::hard_link(&file.path, &name).map_err(failed(&name))?;
        }
        // In this order, since readers list, which waits for the gate.
        let _readers = self.wait_for_readers()?;
        let gate = self.root().join(STAGING).join(LOCK);
        let writers = open_lock(&gate).map_err(failed(&gate))?;
        writers.lock().map_err(failed(&gate))?;
        let mut missing = gone.clone();
        for name in names(&target)? {
            if !missing.remove(&name) {
                link_over(&target.join(&name), &beside.join(&name))?;
            }
        }
        if let Some(name) = missing.first() {
            let path = shown(&target.join(name));
            return Err(StoreError::new(
                StoreErrorKind::Missing,
                path,
                "replace",
                None,
            ));
        }
        sync_folder(&beside)?;
        exchange(&beside, &target).map_err(failed(&target))?;
        if let Some(parent) = target.parent() {
            sync_folder(parent)?;
        }
        // What a program that knows no gate has put there in between.
        for name in names(&beside)? {
            if !gone.contains(&name) {
                link_over(&beside.join(&name), &target.join(&name))?;
            }
        }
        // Left behind, it would only wait for the end of the run.
        let _ = fs::remove_dir_all(&beside);
        Ok(())
    }

    fn wait_for_readers(&self) -> Result<File, StoreError> {
        let path = self.root().join(STAGING).join(READERS);
        let failed = |e| StoreError::io(shown(&path), "write", e);
        let file = open_lock(&path).map_err(failed)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(fs::TryLockError::WouldBlock) if start.elapsed() < WAIT_FOR_READERS => {
                    thread::sleep(Duration::from_millis(20));
                }
                Err(fs::TryLockError::WouldBlock) => {
                    let path = shown(self.root());
                    return Err(StoreError::new(StoreErrorKind::Busy, path, "replace", None));
                }
                Err(fs::TryLockError::Error(e)) => return Err(failed(e)),
            }
        }
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    File::options().create(true).append(true).open(path)
}

fn names(folder: &Path) -> Result<Vec<String>, StoreError> {
    let failed = |e| StoreError::io(shown(folder), "list", e);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let plain = entry.file_type().map_err(failed)?.is_file();
        match entry.file_name().into_string() {
            Ok(name) if plain => names.push(name),
            _ => {
                let path = shown(&entry.path());
                return Err(StoreError::new(
                    StoreErrorKind::InTheWay,
                    path,
                    "replace",
                    None,
                ));
            }
        }
    }
    Ok(names)
}

fn link_over(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::hard_link(from, to) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
            Err(StoreError::io(shown(to), "write", e))
        }
        _ => Ok(()),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
