//! Engines that answer saved queries.

use std::future::Future;
use std::io::Write;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use futures::StreamExt;
use futures::stream::BoxStream;

use crate::format::{Format, Look, ResultWriter};
use crate::parameter::Argument;
use crate::problem::{Problem, QueryError};
use crate::saved::SavedQuery;
use crate::sql;

/// Rows of an answer, in batches as they come.
pub struct Answer {
    /// Names and types of the columns.
    pub schema: SchemaRef,
    /// The rows; nothing follows an error.
    pub batches: BoxStream<'static, Result<RecordBatch, QueryError>>,
}

impl Answer {
    /// Writes all rows to `out` in a format, and answers how many there are.
    ///
    /// # Errors
    /// The query stops; [`QueryError::Write`] when the output takes no more.
    pub async fn write<W: Write>(mut self, out: W, format: Format) -> Result<u64, QueryError> {
        let mut writer = ResultWriter::new(out, format, Look::default(), self.schema)?;
        while let Some(batch) = self.batches.next().await {
            writer.write(&batch?)?;
        }
        Ok(writer.finish()?)
    }
}

/// An engine over one database of a catalog: embedded, or Athena.
pub trait QueryEngine: Sync {
    /// Starts a saved query. One argument for each parameter: see [`arguments`](crate::arguments).
    fn run(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
    ) -> impl Future<Output = Result<Answer, QueryError>> + Send;

    /// Plans a saved query with its defaults, without reading data, and answers everything that is wrong with it.
    fn check(&self, query: &SavedQuery) -> impl Future<Output = Vec<Problem>> + Send;
}

/// The text that Athena runs for a saved query: arguments as typed literals, everything else as it was written.
///
/// # Errors
/// [`QueryError::Problem`] when the statement is not Athena SQL.
pub fn render(query: &SavedQuery, arguments: &[Argument]) -> Result<String, QueryError> {
    let statement = sql::parse(query).map_err(first)?;
    Ok(statement
        .bind(arguments)
        .map_err(QueryError::Problem)?
        .text())
}

/// Calls in a saved query whose answer on Athena may be another than the embedded engine's, though both are right.
#[must_use]
pub fn notes(query: &SavedQuery) -> Vec<Problem> {
    sql::notes(query)
}

/// Tables and views that a saved query reads, without their database; none when its statement cannot be parsed.
#[must_use]
pub fn tables_of(query: &SavedQuery) -> Vec<String> {
    tables_of_view(&query.text)
}

/// Tables and views that a view's SQL reads, likewise.
#[must_use]
pub fn tables_of_view(sql: &str) -> Vec<String> {
    sql::tables_of_view(sql)
}

/// One argument for each parameter: its default, or null where none is declared. Good for planning.
pub(crate) fn defaults(query: &SavedQuery) -> Vec<Argument> {
    let argument = |p: &crate::Parameter| Argument {
        name: p.name.clone(),
        ty: p.ty,
        value: p.default.clone().flatten(),
    };
    query.parameters.iter().map(argument).collect()
}

pub(crate) fn first(problems: Vec<Problem>) -> QueryError {
    match problems.into_iter().next() {
        Some(problem) => QueryError::Problem(problem),
        None => QueryError::Engine("the statement was refused".into()),
    }
}
