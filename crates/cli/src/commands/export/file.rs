//! A result into a file that is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use futures::StreamExt;
use lakebed_query::Answer;
use tempfile::NamedTempFile;

use super::shape::{Shape, Sink};
use crate::exit::Trouble;
use crate::progress::Meter;

/// A file in the making, beside the one that it becomes.
pub struct Target {
    file: NamedTempFile,
    to: PathBuf,
    force: bool,
}

impl Target {
    pub fn new(to: &Path, force: bool) -> Result<Self> {
        if to.is_dir() {
            let message = format!("{} is a folder", to.display());
            return Err(Trouble::new(message, "name a file in it with --to").into());
        }
        if !force && to.symlink_metadata().is_ok() {
            return Err(taken(to).into());
        }
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".lakebed-export-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the process's mask takes off what it should.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).with_context(|| {
            let message = format!("could not write to the folder {}", folder.display());
            Trouble::new(
                message,
                "make the folder, or check your right to write there",
            )
        })?;
        Ok(Self {
            file,
            to: to.into(),
            force,
        })
    }

    /// Writes the rows of an answer, and gives the file its name; answers how many rows and bytes there are.
    pub async fn take(
        self,
        mut answer: Answer,
        name: &str,
        shape: Shape,
        meter: &Meter,
    ) -> Result<(u64, u64)> {
        let out = BufWriter::with_capacity(1 << 16, self.file.reopen()?);
        let failed = || {
            let message = format!("could not write {}", self.to.display());
            Trouble::new(message, "check the room on the disk")
        };
        let mut sink = Sink::new(out, shape, answer.schema.clone())?;
        let mut rows = 0;
        while let Some(batch) = answer.batches.next().await {
            let batch = super::batch_of(batch, name)?;
            sink.write(&batch).with_context(failed)?;
            rows += batch.num_rows() as u64;
            meter.at(rows, String::new());
        }
        sink.finish().with_context(failed)?;
        let to = self.to.clone();
        self.publish()?;
        Ok((rows, fs::metadata(&to).map_or(0, |file| file.len())))
    }

    fn publish(self) -> Result<()> {
        let failed = || {
            let message = format!("could not write {}", self.to.display());
            Trouble::new(
                message,
                "check the room on the disk and your right to write there",
            )
        };
        self.file.as_file().sync_all().with_context(failed)?;
        let named = if self.force {
            self.file.persist(&self.to)
        } else {
            self.file.persist_noclobber(&self.to)
        };
        match named {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(taken(&self.to).into())
            }
            Err(error) => Err(anyhow::Error::new(error.error).context(failed())),
        }
    }
}

fn taken(to: &Path) -> Trouble {
    let message = format!("{} is there already", to.display());
    Trouble::new(message, "--force replaces it")
}
