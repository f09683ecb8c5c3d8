//! What goes wrong with a store, by what the reader of the message can do about it.

use std::fmt;
use std::io;

/// A store could not do what it was asked for.
#[derive(Debug)]
pub struct StoreError {
    kind: StoreErrorKind,
    path: String,
    what: &'static str,
    source: Option<io::Error>,
    /// The call to AWS that failed, which says it better.
    #[cfg(feature = "aws")]
    failure: Option<lakebed_aws::Failure>,
}

/// Why a store could not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreErrorKind {
    /// No permission, or a read-only file system.
    NotWritable,
    /// No permission to read.
    NotReadable,
    /// No room: the disk or the quota is used up.
    Full,
    /// There is no such object.
    Missing,
    /// A file stands where a folder is needed, or a folder where an object is.
    InTheWay,
    /// The object is there, but not with the bytes that its name stands for.
    Damaged,
    /// Others use it, and did not end in time.
    Busy,
    /// Another command is rewriting the table; the source says which.
    Taken,
    /// The file system cannot do that.
    Unsupported,
    /// The key could mean another place than one below the lake.
    IllegalKey,
    /// Anything else; the source says what.
    Io,
}

impl StoreError {
    /// An error about `path` while doing `what` (a verb: `write`, `list`).
    #[must_use]
    pub fn new(
        kind: StoreErrorKind,
        path: impl Into<String>,
        what: &'static str,
        source: Option<io::Error>,
    ) -> Self {
        Self {
            kind,
            path: path.into(),
            what,
            source,
            #[cfg(feature = "aws")]
            failure: None,
        }
    }

    /// A call to AWS that failed while doing `what`.
    #[cfg(feature = "aws")]
    #[must_use]
    pub fn aws(failure: lakebed_aws::Failure, path: impl Into<String>, what: &'static str) -> Self {
        Self {
            kind: super::s3::kind(&failure, what),
            path: path.into(),
            what,
            source: None,
            failure: Some(failure),
        }
    }

    /// Sorts an I/O error by its cause.
    #[must_use]
    pub fn io(path: impl Into<String>, what: &'static str, source: io::Error) -> Self {
        use io::ErrorKind as E;
        let kind = match source.kind() {
            E::PermissionDenied if what == "read" || what == "list" => StoreErrorKind::NotReadable,
            E::PermissionDenied | E::ReadOnlyFilesystem => StoreErrorKind::NotWritable,
            E::StorageFull | E::QuotaExceeded => StoreErrorKind::Full,
            E::NotFound => StoreErrorKind::Missing,
            E::NotADirectory | E::IsADirectory => StoreErrorKind::InTheWay,
            E::Unsupported | E::InvalidInput | E::CrossesDevices => StoreErrorKind::Unsupported,
            E::InvalidFilename => StoreErrorKind::IllegalKey,
            _ => StoreErrorKind::Io,
        };
        Self::new(kind, path, what, Some(source))
    }

    /// Why.
    #[must_use]
    pub fn kind(&self) -> StoreErrorKind {
        self.kind
    }

    /// The file, folder or key that it is about.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        #[cfg(feature = "aws")]
        if let Some(failure) = &self.failure {
            return failure.hint();
        }
        Some(match self.kind {
            StoreErrorKind::NotWritable => {
                "give this user write permission there, or choose another lake with --lake"
            }
            StoreErrorKind::NotReadable => "give this user read permission there",
            StoreErrorKind::Full => {
                "make room, or choose a lake on another disk with --lake; nothing half-written was left in the lake"
            }
            StoreErrorKind::Missing => "check the path",
            StoreErrorKind::InTheWay => "move the file away, or choose another lake with --lake",
            StoreErrorKind::Damaged => "move the file away and run again: it is written anew",
            StoreErrorKind::Busy => "run again when no query is running: nothing was changed",
            StoreErrorKind::Taken => "run again when that has ended: nothing was changed",
            StoreErrorKind::Unsupported => {
                "keep the lake on a file system that can exchange folders and make hard links (ext4, xfs, btrfs, apfs, tmpfs)"
            }
            StoreErrorKind::IllegalKey | StoreErrorKind::Io => return None,
        })
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "aws")]
        if let Some(failure) = &self.failure {
            return failure.fmt(f);
        }
        let Self { path, what, .. } = self;
        match self.kind {
            StoreErrorKind::NotWritable | StoreErrorKind::NotReadable => {
                write!(f, "no permission to {what} {path}")
            }
            StoreErrorKind::Full => write!(f, "no space left to {what} {path}"),
            StoreErrorKind::Missing => write!(f, "cannot {what} {path}: there is no such file"),
            StoreErrorKind::InTheWay => write!(
                f,
                "cannot {what} {path}: a file stands where a folder is needed, or the other way round"
            ),
            StoreErrorKind::Damaged => write!(
                f,
                "{path} is not what its name says: it was cut short or changed"
            ),
            StoreErrorKind::Busy => write!(f, "cannot {what} objects in {path}: it is being read"),
            StoreErrorKind::Taken => write!(f, "cannot {what} {path}: it is being rewritten"),
            StoreErrorKind::Unsupported => {
                write!(
                    f,
                    "cannot {what} {path}: the file system does not support it"
                )
            }
            StoreErrorKind::IllegalKey => {
                write!(f, "cannot {what} {path:?}: not a legal object key")
            }
            StoreErrorKind::Io => write!(f, "cannot {what} {path}"),
        }?;
        match (&self.source, self.kind) {
            (Some(source), StoreErrorKind::Io) => write!(f, ": {source}"),
            (Some(holder), StoreErrorKind::Taken) => write!(f, " by {holder}"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}
