//! What tests and examples share.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files of saved queries in a folder and below it.
pub fn find(folder: &Path, queries: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, queries)?;
        } else if path.extension().is_some_and(|e| e == "sql") {
            queries.push(path);
        }
    }
    Ok(())
}
