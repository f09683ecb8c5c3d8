//! How a run ends: its exit code, and what is said about a failure.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use lakebed_catalog::CatalogError;
#[cfg(feature = "embedded")]
use lakebed_lake::{
    BackfillError, EraseError, LandError, MergeError, ObjectError, ReplayError, StoreError,
};
use lakebed_query::QueryError;

/// The exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: done, but the answer is no or partial: quarantined records, a failed check.
    Partial,
    /// 2: could not do it.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Partial => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// A failure that the helper itself found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong, in one line.
    pub message: String,
    /// More of it, a line each.
    pub details: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Trouble {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            details: Vec::new(),
            hint: Some(hint.into()),
        }
    }

    /// One trouble of many problems, each with its hint: the single one is the message, several are its details.
    pub fn of_problems(what: &str, mut problems: Vec<(String, Option<String>)>) -> Self {
        if problems.len() == 1
            && let Some((message, hint)) = problems.pop()
        {
            return Self {
                message,
                details: Vec::new(),
                hint,
            };
        }
        let line = |(message, hint): (String, Option<String>)| match hint {
            Some(hint) => format!("{message}; {hint}"),
            None => message,
        };
        let message = format!("{what} have {} problems", problems.len());
        Self {
            message,
            details: problems.into_iter().map(line).collect(),
            hint: None,
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Trouble {}

/// True when whoever read our output has gone, which is theirs to decide.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &(dyn std::error::Error + 'static)| {
        e.downcast_ref::<std::io::Error>()
            .is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)
    };
    error.chain().any(closed)
}

/// Says what went wrong: `error:`, the causes, `hint:`.
pub fn report(error: &anyhow::Error) {
    let mut text = format!("error: {error}\n");
    let mut last = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // Some libraries repeat their cause in their own message.
        if !last.contains(&cause) {
            text.push_str(&format!("  because: {cause}\n"));
        }
        last = cause;
    }
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        for detail in &trouble.details {
            text.push_str(&format!("  {detail}\n"));
        }
    }
    if let Some(hint) = hint(error) {
        text.push_str(&format!("hint: {hint}\n"));
    }
    // Nobody is left to tell when stderr is gone.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

fn hint(error: &anyhow::Error) -> Option<String> {
    // A trouble may be the context of another error, where only anyhow finds it.
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        return trouble.hint.clone();
    }
    error.chain().find_map(|cause| {
        #[cfg(feature = "embedded")]
        if let Some(error) = cause.downcast_ref::<LandError>() {
            return error.hint();
        }
        #[cfg(feature = "aws")]
        if let Some(error) = cause.downcast_ref::<lakebed_lake::stream::StreamError>() {
            return error.hint();
        }
        #[cfg(feature = "aws")]
        if let Some(error) = cause.downcast_ref::<lakebed_lake::stream::put::PutError>() {
            return error.hint().map(String::from);
        }
        #[cfg(feature = "embedded")]
        if let Some(hint) = lake_hint(cause) {
            return Some(hint);
        }
        #[cfg(feature = "embedded")]
        if let Some(error) = cause.downcast_ref::<ObjectError>() {
            return error.hint();
        }
        if let Some(error) = cause.downcast_ref::<QueryError>() {
            return match error {
                QueryError::Problem(problem) => problem.hint.clone(),
                other => other.hint().map(String::from),
            };
        }
        #[cfg(feature = "aws")]
        if let Some(failure) = cause.downcast_ref::<lakebed_aws::Failure>() {
            return failure.hint().map(String::from);
        }
        catalog_hint(cause.downcast_ref::<CatalogError>()?)
    })
}

#[cfg(feature = "embedded")]
fn lake_hint(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(error) = cause.downcast_ref::<ReplayError>() {
        return error.hint();
    }
    if let Some(error) = cause.downcast_ref::<BackfillError>() {
        return error.hint();
    }
    if let Some(error) = cause.downcast_ref::<EraseError>() {
        return error.hint();
    }
    match cause.downcast_ref::<MergeError>() {
        Some(MergeError::Store(error)) => return error.hint().map(Into::into),
        Some(MergeError::Parquet { .. }) => {
            return Some("move the file away, and run again: nothing was changed".into());
        }
        _ => {}
    }
    cause.downcast_ref::<StoreError>()?.hint().map(Into::into)
}

fn catalog_hint(error: &CatalogError) -> Option<String> {
    let hint = match error {
        CatalogError::Conflict { .. } => "run the command again",
        CatalogError::NoDatabase { .. } => {
            "run `lakebed register`, or name another lake or database with --lake and --database"
        }
        CatalogError::BadName { .. } => "write a name of a-z, 0-9 and _",
        CatalogError::Broken { .. } => "delete the file and run `lakebed register`",
        CatalogError::Io {
            action: "read" | "list",
            ..
        } => "check the lake's folder and your right to read it",
        CatalogError::Io { .. } => {
            "check the lake's folder, your right to write there and the room on the disk; --lake names another"
        }
        #[cfg(feature = "aws")]
        CatalogError::Aws(failure) => return failure.hint().map(String::from),
        CatalogError::Foreign { .. } => {
            "drop it, or choose another database with --database, or another name in the definition"
        }
        CatalogError::Partitions { .. } => "run the command again",
        CatalogError::Breaking { .. } => {
            "if that is what you want: lakebed register --allow-breaking"
        }
        _ => return None,
    };
    Some(hint.into())
}
