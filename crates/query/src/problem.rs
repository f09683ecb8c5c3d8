//! What is wrong with a saved query, with its place.

use std::fmt;

/// A problem in a saved query's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to the parser.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1, when it is known.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// Why a query could not be run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The query's text is wrong.
    #[error("{0}")]
    Problem(Problem),
    /// An argument is missing, unknown or does not fit its parameter.
    #[error("{message}")]
    Argument {
        /// What is wrong, with the parameter's name.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// The catalog could not be read.
    #[error("could not read the catalog")]
    Catalog(#[from] lakebed_catalog::CatalogError),
    /// A table of the catalog that this engine cannot read.
    #[error("table `{table}` cannot be read: {reason}")]
    Table {
        /// Table or view.
        table: String,
        /// What stands against it.
        reason: String,
        /// What to do.
        hint: Option<String>,
    },
    /// AWS could not be asked.
    #[cfg(feature = "aws")]
    #[error(transparent)]
    Aws(#[from] lakebed_aws::Failure),
    /// Athena refused the statement, failed, or was stopped.
    #[error("Athena did not answer: {reason}")]
    Athena {
        /// Athena's reason, in one line.
        reason: String,
        /// What to do.
        hint: Option<String>,
    },
    /// The engine failed while it ran the query.
    #[error("the query failed: {0}")]
    Engine(String),
    /// A file of the lake is cut short, is no Parquet, or went away while it was read.
    #[error("a file of the lake cannot be read: {0}")]
    Damaged(String),
    /// The result cannot be kept as it was asked for.
    #[error("{message}")]
    Result {
        /// What stands against it, with the column's name.
        message: String,
        /// What to write in the query.
        hint: String,
    },
    /// A file or folder of the lake could not be used.
    #[error("could not {action} {path}")]
    File {
        /// `read`, `write` …
        action: &'static str,
        /// File or folder.
        path: std::path::PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The result could not be written.
    #[error("could not write the result")]
    Write(#[from] std::io::Error),
}

impl QueryError {
    pub(crate) fn file(
        action: &'static str,
        path: &std::path::Path,
        source: std::io::Error,
    ) -> Self {
        Self::File {
            action,
            path: path.into(),
            source,
        }
    }

    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Argument { hint, .. } | Self::Table { hint, .. } | Self::Athena { hint, .. } => {
                hint.as_deref()
            }
            Self::Result { hint, .. } => Some(hint),
            Self::Damaged(_) => Some(
                "`lakebed status` names every damaged file: put it back from a copy, or remove it and land its records again",
            ),
            Self::File { .. } => {
                Some("check the lake's folder, your right to write there and the room on the disk")
            }
            #[cfg(feature = "aws")]
            Self::Aws(failure) => failure.hint(),
            _ => None,
        }
    }
}
