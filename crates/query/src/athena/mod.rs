//! Athena: the engine of an AWS account, over the same saved queries.
//!
//! [`AthenaEngine::execute`] starts a statement, waits for it and can stop it; [`AthenaEngine::answer`] streams its rows, typed.
//! What is sent is [`render`](crate::render)'s text: parameters as typed literals.

mod execution;
mod materialize;
mod named;
mod object;
mod reason;
mod result;
mod unload;

use aws_sdk_athena::Client;
use lakebed_aws::{Connection, Objects};

use crate::engine::{Answer, QueryEngine, defaults, render};
use crate::parameter::Argument;
use crate::problem::{Problem, QueryError};
use crate::saved::SavedQuery;

pub use execution::{Execution, RunWatch, State, Status};
pub use materialize::{Billed, is_working_table};
pub use named::{NamedChange, Publication};
pub use unload::UnloadFormat;

/// Athena in one workgroup, with one database.
#[derive(Debug, Clone)]
pub struct AthenaEngine {
    client: Client,
    /// Where results are.
    objects: Objects,
    database: String,
    workgroup: String,
    options: AthenaOptions,
}

/// How statements are run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AthenaOptions {
    /// Stops a statement that has read more bytes than this. Athena tells while it reads, so that a little more may be read.
    pub max_scan: Option<u64>,
    /// Takes the result of the same statement where it is not older than this, in minutes; 0 takes none.
    pub reuse_minutes: u32,
    /// Where results are written, `s3://bucket/prefix/`, where the workgroup does not say.
    pub output: Option<String>,
}

impl AthenaEngine {
    /// Athena behind a connection.
    #[must_use]
    pub fn new(
        connection: &Connection,
        database: &str,
        workgroup: &str,
        options: AthenaOptions,
    ) -> Self {
        Self {
            client: Client::new(&connection.config()),
            objects: Objects::new(connection),
            database: database.into(),
            workgroup: workgroup.into(),
            options,
        }
    }

    fn group(&self) -> String {
        format!("workgroup `{}`", self.workgroup)
    }
}

impl QueryEngine for AthenaEngine {
    async fn run(&self, query: &SavedQuery, arguments: &[Argument]) -> Result<Answer, QueryError> {
        let execution = self
            .execute(&render(query, arguments)?, &RunWatch::default())
            .await?;
        self.answer(&execution).await
    }

    async fn check(&self, query: &SavedQuery) -> Vec<Problem> {
        let problem = |line, column, message: String, hint| Problem {
            file: query.file.clone(),
            line,
            column,
            message,
            hint,
        };
        let sql = match render(query, &defaults(query)) {
            Ok(sql) => sql,
            Err(QueryError::Problem(problem)) => return vec![problem],
            Err(error) => return vec![problem(1, None, error.to_string(), None)],
        };
        // On a line of its own, so that lines of the message are lines of the file, plus one.
        let explained = format!("EXPLAIN (TYPE VALIDATE)\n{sql}");
        match self.execute(&explained, &RunWatch::default()).await {
            Ok(_) => Vec::new(),
            Err(QueryError::Athena { reason, hint }) => {
                let (place, message) = reason::place(&reason);
                let (line, column) = place.map_or((1, None), |(line, column)| {
                    (line.saturating_sub(1).max(1), Some(column))
                });
                vec![problem(line, column, message.into(), hint)]
            }
            Err(error) => {
                let hint = error.hint().map(String::from);
                vec![problem(1, None, error.to_string(), hint)]
            }
        }
    }
}
