//! Files of the project, written whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::exit::Trouble;

/// Writes a text file in one step.
///
/// # Errors
/// The file is there and is not to be replaced; it cannot be written.
pub fn write_whole(path: &Path, text: &str, replace: bool) -> Result<()> {
    let taken = || {
        Trouble::new(
            format!("{} is there already", path.display()),
            "name another file, or replace it with --force",
        )
    };
    if !replace && path.exists() {
        return Err(taken().into());
    }
    let failed = || {
        Trouble::new(
            format!("could not write {}", path.display()),
            "check the folder, and your right to write there",
        )
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file, the umask says what of this is given.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .with_context(failed)?;
    file.write_all(text.as_bytes()).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    let persisted = if replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    match persisted {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(taken().into()),
        Err(error) => Err(error.error).with_context(failed),
    }
}
