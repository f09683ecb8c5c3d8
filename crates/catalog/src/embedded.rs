//! The catalog of a lake without AWS: `<lake>/catalog/<database>/<table>.json`.
//!
//! A table is replaced by renaming a complete file over it; writers take turns by a lock that ends with their process.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use crate::catalog::{Catalog, CatalogError, Expected, Result, Stored, Version};
use crate::model::TableInput;
use crate::name::check_name;

/// A table's file while it is written.
const STAGED: &str = ".staged.json";

/// A catalog in a folder of files.
#[derive(Debug, Clone)]
pub struct EmbeddedCatalog {
    root: PathBuf,
}

impl EmbeddedCatalog {
    /// The catalog of a lake; nothing is read or created yet.
    #[must_use]
    pub fn new(lake: &Path) -> Self {
        Self {
            root: lake.join("catalog"),
        }
    }

    /// The file of a table.
    #[must_use]
    pub fn path(&self, database: &str, table: &str) -> PathBuf {
        self.root.join(database).join(format!("{table}.json"))
    }

    fn folder(&self, database: &str) -> Result<PathBuf> {
        check_name(database)?;
        Ok(self.root.join(database))
    }

    fn read(&self, database: &str, name: &str) -> Result<Option<Stored>> {
        check_name(database)?;
        check_name(name)?;
        let path = self.path(database, name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Ok(None);
            }
            Err(source) => {
                return Err(CatalogError::Io {
                    action: "read",
                    path,
                    source,
                });
            }
        };
        let table = serde_json::from_slice(&bytes)
            .map_err(|source| CatalogError::Broken { path, source })?;
        Ok(Some(Stored {
            table,
            version: version(&bytes),
        }))
    }

    fn write(&self, database: &str, table: &TableInput, expected: &Expected) -> Result<Version> {
        let folder = self.folder(database)?;
        check_name(&table.name)?;
        let lock_path = folder.join(".lock");
        let lock = match OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
        {
            Ok(lock) => lock,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(CatalogError::NoDatabase {
                    database: database.into(),
                });
            }
            Err(source) => {
                return Err(CatalogError::Io {
                    action: "write",
                    path: lock_path,
                    source,
                });
            }
        };
        lock.lock().map_err(|source| CatalogError::Io {
            action: "lock",
            path: lock_path,
            source,
        })?;
        let found = self
            .read(database, &table.name)?
            .map(|stored| stored.version);
        let same = match (expected, &found) {
            (Expected::Absent, None) => true,
            (Expected::Version(expected), Some(found)) => expected == found,
            _ => false,
        };
        if !same {
            return Err(CatalogError::Conflict {
                database: database.into(),
                table: table.name.clone(),
            });
        }
        let text = table.to_json();
        let path = self.path(database, &table.name);
        replace(&folder, &path, text.as_bytes()).map_err(|source| CatalogError::Io {
            action: "write",
            path,
            source,
        })?;
        Ok(version(text.as_bytes()))
    }
}

impl Catalog for EmbeddedCatalog {
    async fn databases(&self) -> Result<Vec<String>> {
        names(&self.root, |entry, name| {
            entry
                .file_type()
                .is_ok_and(|t| t.is_dir())
                .then(|| name.to_string())
        })
        .map(Option::unwrap_or_default)
    }

    async fn create_database(&self, database: &str) -> Result<bool> {
        let path = self.folder(database)?;
        if path.is_dir() {
            return Ok(false);
        }
        fs::create_dir_all(&path).map_err(|source| CatalogError::Io {
            action: "create",
            path,
            source,
        })?;
        Ok(true)
    }

    async fn tables(&self, database: &str) -> Result<Vec<String>> {
        let folder = self.folder(database)?;
        let tables = names(&folder, |_, name| {
            name.strip_suffix(".json").map(String::from)
        })?;
        tables.ok_or_else(|| CatalogError::NoDatabase {
            database: database.into(),
        })
    }

    async fn table(&self, database: &str, name: &str) -> Result<Option<Stored>> {
        self.read(database, name)
    }

    async fn put_table(
        &self,
        database: &str,
        table: &TableInput,
        expected: &Expected,
    ) -> Result<Version> {
        self.write(database, table, expected)
    }
}

/// Names in a folder that `pick` takes, sorted, hidden ones left out; none when there is no folder.
fn names(
    folder: &Path,
    pick: impl Fn(&fs::DirEntry, &str) -> Option<String>,
) -> Result<Option<Vec<String>>> {
    let failed = |source| CatalogError::Io {
        action: "list",
        path: folder.into(),
        source,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|n| !n.starts_with('.')) else {
            continue;
        };
        names.extend(pick(&entry, name));
    }
    names.sort();
    Ok(Some(names))
}

/// All of the file or none of it, also when the power fails. For who holds the lock: what a killed run left is written over.
fn replace(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let staged = folder.join(STAGED);
    let written = File::create(&staged).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&staged, path)
    });
    if written.is_err() {
        // Of the two errors the first one tells more.
        let _ = fs::remove_file(&staged);
    }
    written?;
    File::open(folder)?.sync_all()
}

fn version(bytes: &[u8]) -> Version {
    Version(format!("{:032x}", xxh3_128(bytes)))
}
