//! What went wrong with a statement, and where in the analyst's text.

use std::fmt;

use datafusion::common::{Column, SchemaError};
use datafusion::error::DataFusionError;

use crate::relations::AMBIGUOUS;

mod words;

/// A place in the analyst's text: both count from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// Line, from one.
    pub line: u64,
    /// Column in characters, from one.
    pub column: u64,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// What kind of trouble a [`SqlError`] reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not Athena SQL.
    Syntax,
    /// Athena would refuse the statement: a missing column, a type that does not fit, a construct it does not have.
    Refused,
    /// Athena runs it, this engine does not.
    Unsupported,
    /// A parameter is missing, unused or does not fit.
    Parameter,
    /// The statement is sound; its evaluation failed (division by zero, a value that cannot be cast).
    Execution,
}

/// One error, told in one line, with the place and a way round it where they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlError {
    /// What is wrong, in one line.
    pub message: String,
    /// Where in the text it is, if known.
    pub location: Option<Location>,
    /// What to write instead, if known.
    pub hint: Option<String>,
    /// The kind of trouble.
    pub kind: ErrorKind,
}

/// The result of the functions of this crate.
pub type Result<T, E = SqlError> = std::result::Result<T, E>;

impl SqlError {
    /// An error of `kind` without place or hint.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            location: None,
            hint: None,
            kind,
        }
    }

    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Refused, message)
    }

    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, message)
    }

    pub(crate) fn execution(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Execution, message)
    }

    /// The same error with a place, unless it already has one.
    #[must_use]
    pub fn at(mut self, location: impl Into<Option<Location>>) -> Self {
        self.location = self.location.or(location.into());
        self
    }

    /// The same error with a way round it, unless it already has one.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint.get_or_insert_with(|| hint.into());
        self
    }

    /// The error over several lines: the message, the source line with a caret under the place, the hint.
    ///
    /// `sql` is the text that was parsed.
    pub fn render(&self, sql: &str) -> String {
        let mut out = self.message.clone();
        if let Some(location) = self.location {
            let line = usize::try_from(location.line)
                .unwrap_or(1)
                .saturating_sub(1);
            if let Some(source) = sql.lines().nth(line) {
                let number = location.line.to_string();
                let margin = " ".repeat(number.len());
                let before = usize::try_from(location.column)
                    .unwrap_or(1)
                    .saturating_sub(1);
                let pad: String = source
                    .chars()
                    .take(before)
                    .map(|c| if c == '\t' { '\t' } else { ' ' })
                    .collect();
                out.push_str(&format!(
                    "\n{margin} |\n{number} | {source}\n{margin} | {pad}^"
                ));
            }
        }
        if let Some(hint) = &self.hint {
            out.push_str("\nhint: ");
            out.push_str(hint);
        }
        out
    }

    /// Reads one of our errors back out of DataFusion's, or describes DataFusion's own in one line.
    pub fn from_datafusion(error: &DataFusionError) -> Self {
        if let Some(found) = find(error) {
            return found;
        }
        let mut location = None;
        let mut hint = None;
        if let Some(diagnostic) = error.diagnostic() {
            location = diagnostic.span.map(|span| Location {
                line: span.start.line,
                column: span.start.column,
            });
            if let Some(help) = diagnostic.helps.first() {
                hint = Some(help.message.clone());
            }
        }
        let kind = match error.find_root() {
            // The statement was planned, and only a rewrite of the plan gave up.
            _ if error.to_string().contains("Optimizer rule") => ErrorKind::Unsupported,
            DataFusionError::NotImplemented(_) | DataFusionError::Internal(_) => {
                ErrorKind::Unsupported
            }
            DataFusionError::SchemaError(inner, _) => match inner.as_ref() {
                SchemaError::FieldNotFound { .. } => ErrorKind::Refused,
                // Names that only this engine cannot tell apart.
                _ => ErrorKind::Unsupported,
            },
            DataFusionError::Plan(text)
                if text.contains("unique expression names")
                    || text.contains("Too many columns") =>
            {
                ErrorKind::Unsupported
            }
            DataFusionError::Plan(_) => ErrorKind::Refused,
            DataFusionError::ArrowError(inner, _)
                if inner.to_string().contains("declared as non-nullable") =>
            {
                ErrorKind::Unsupported
            }
            _ => ErrorKind::Execution,
        };
        if let Some(name) = ambiguous(error) {
            return Self::refused(format!("column '{name}' is ambiguous"))
                .at(location)
                .hint("give the columns names of their own in the query below");
        }
        if let Some(told) = words::told(&error.to_string()) {
            return told.at(location);
        }
        let message = error.strip_backtrace();
        let message = [
            "Error during planning: ",
            "Schema error: ",
            "Execution error: ",
            "Diagnostic error: ",
        ]
        .iter()
        .fold(message, |text, prefix| text.replace(prefix, ""));
        let message = message.lines().next().unwrap_or_default().trim().to_owned();
        Self {
            message,
            location,
            hint,
            kind,
        }
    }
}

/// Whether a failure comes from the values, as a division by zero does: TRY makes it NULL, and no other.
pub(crate) fn is_of_data(error: &DataFusionError) -> bool {
    match find(error) {
        Some(ours) => ours.kind == ErrorKind::Execution,
        None => matches!(
            error,
            DataFusionError::ArrowError(..) | DataFusionError::Execution(_)
        ),
    }
}

/// The name that was not found since columns of a query below are called alike, and have been given numbers.
fn ambiguous(error: &DataFusionError) -> Option<&str> {
    let DataFusionError::SchemaError(inner, _) = error.find_root() else {
        return None;
    };
    let SchemaError::FieldNotFound {
        field,
        valid_fields,
    } = inner.as_ref()
    else {
        return None;
    };
    let numbered = |column: &Column| match column.name.strip_prefix(&field.name) {
        Some(rest) => rest.starts_with(AMBIGUOUS),
        None => false,
    };
    let of_it = |column: &&Column| field.relation.is_none() || field.relation == column.relation;
    valid_fields
        .iter()
        .filter(of_it)
        .any(numbered)
        .then_some(&field.name)
}

fn find(error: &DataFusionError) -> Option<SqlError> {
    match error {
        DataFusionError::External(inner) => {
            if let Some(found) = inner.downcast_ref::<SqlError>() {
                return Some(found.clone());
            }
            inner.downcast_ref::<DataFusionError>().and_then(find)
        }
        DataFusionError::ArrowError(inner, _) => match inner.as_ref() {
            datafusion::arrow::error::ArrowError::ExternalError(inner) => {
                if let Some(found) = inner.downcast_ref::<SqlError>() {
                    return Some(found.clone());
                }
                inner.downcast_ref::<DataFusionError>().and_then(find)
            }
            _ => None,
        },
        DataFusionError::Context(_, inner) => find(inner),
        DataFusionError::Diagnostic(_, inner) => find(inner),
        DataFusionError::Shared(inner) => find(inner),
        DataFusionError::Collection(errors) => errors.iter().find_map(find),
        _ => None,
    }
}

impl fmt::Display for SqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = self.location {
            write!(f, "{location}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

impl std::error::Error for SqlError {}

impl From<SqlError> for DataFusionError {
    fn from(error: SqlError) -> Self {
        Self::External(Box::new(error))
    }
}

impl From<DataFusionError> for SqlError {
    fn from(error: DataFusionError) -> Self {
        Self::from_datafusion(&error)
    }
}
