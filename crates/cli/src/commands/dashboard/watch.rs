//! Whether anything has changed that a page is made of.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// A number that changes when a file below `roots` comes, goes, or is written. What cannot be read is as if it were not there.
pub fn state(roots: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    roots.iter().for_each(|root| visit(root, &mut hasher));
    hasher.finish()
}

fn visit(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(metadata) = fs::metadata(path) else {
        return;
    };
    if !metadata.is_dir() {
        path.hash(hasher);
        metadata.len().hash(hasher);
        metadata.modified().ok().hash(hasher);
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return;
    };
    let mut below: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    below.sort();
    below.iter().for_each(|path| visit(path, hasher));
}
