//! Athena SQL with the parameters of a saved query: parsed, bound, planned.

use std::collections::BTreeMap;

use datafusion::error::DataFusionError;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::{DataFrame, SessionContext};
use lakebed_athena_sql as athena;

use crate::calendar;
use crate::parameter::Argument;
use crate::problem::{Problem, QueryError};
use crate::saved::SavedQuery;
use crate::value::{ParameterType, Value};

/// A saved query's statement, its parameters those of the header.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    inner: athena::Statement,
    file: String,
}

/// A context whose tables are looked up in `database`.
pub(crate) fn context(database: &str) -> SessionContext {
    let mut options = athena::Options::default();
    options.default_schema = database.into();
    athena::session_context(&options)
}

/// Reads one statement and holds its parameters against the header's.
pub(crate) fn parse(query: &SavedQuery) -> Result<Statement, Vec<Problem>> {
    let inner =
        athena::Statement::parse(&query.text).map_err(|error| vec![problem(&query.file, error)])?;
    let used = inner.parameters();
    let mut problems = Vec::new();
    for (name, location) in &used {
        if !query.parameters.iter().any(|p| p.name == *name) {
            problems.push(Problem {
                file: query.file.clone(),
                line: usize::try_from(location.line).unwrap_or(1),
                column: usize::try_from(location.column).ok(),
                message: format!("parameter `:{name}` is not declared"),
                hint: Some(format!("write -- param: {name} string in the header")),
            });
        }
    }
    for parameter in &query.parameters {
        if !used.iter().any(|(name, _)| *name == parameter.name) {
            problems.push(Problem {
                file: query.file.clone(),
                line: parameter.line,
                column: None,
                message: format!("parameter `{}` is not used", parameter.name),
                hint: Some(format!(
                    "write :{} in the SQL, or take the line out",
                    parameter.name
                )),
            });
        }
    }
    if problems.is_empty() {
        Ok(Statement {
            inner,
            file: query.file.clone(),
        })
    } else {
        Err(problems)
    }
}

impl Statement {
    /// Places the arguments as typed literals.
    pub(crate) fn bind(&self, arguments: &[Argument]) -> Result<Self, Problem> {
        let values: BTreeMap<_, _> = arguments
            .iter()
            .map(|a| (a.name.clone(), literal(a)))
            .collect();
        let inner = self
            .inner
            .bind(&values)
            .map_err(|error| problem(&self.file, error))?;
        Ok(Self {
            inner,
            file: self.file.clone(),
        })
    }

    /// The text that Athena runs.
    pub(crate) fn text(&self) -> String {
        self.inner.to_athena_sql()
    }

    /// Tables that the statement reads, without their database.
    pub(crate) fn tables(&self) -> Vec<String> {
        bare(self.inner.tables())
    }

    /// Plans the statement against the context's tables.
    pub(crate) async fn plan(&self, context: &SessionContext) -> Result<DataFrame, Problem> {
        athena::plan(context, &self.inner)
            .await
            .map_err(|error| problem(&self.file, error))
    }
}

/// What Athena may answer otherwise, each with its place; nothing of a statement that cannot be parsed.
pub(crate) fn notes(query: &SavedQuery) -> Vec<Problem> {
    let statement = athena::Statement::parse(&query.text);
    let notes = statement.map(|statement| statement.notes());
    let told = |note: athena::Note| {
        let mut error = athena::SqlError::new(athena::ErrorKind::Unsupported, note.message);
        error.location = note.location;
        problem(&query.file, error)
    };
    notes.into_iter().flatten().map(told).collect()
}

/// Tables that a view's text reads; none when it cannot be parsed.
pub(crate) fn tables_of_view(sql: &str) -> Vec<String> {
    athena::Statement::parse(sql)
        .map(|statement| bare(statement.tables()))
        .unwrap_or_default()
}

/// Names without their database.
fn bare(tables: Vec<String>) -> Vec<String> {
    let last = |name: String| {
        name.rsplit('.')
            .next()
            .unwrap_or_default()
            .trim_matches('"')
            .to_string()
    };
    tables.into_iter().map(last).collect()
}

/// Plans a view's text.
pub(crate) async fn plan_view(context: &SessionContext, sql: &str) -> Result<LogicalPlan, String> {
    let told = |error: athena::SqlError| error.message;
    let statement = athena::Statement::parse(sql).map_err(told)?;
    athena::plan_view(context, &statement).await.map_err(told)
}

/// What the engine says of a query that failed while it ran.
pub(crate) fn failure(error: DataFusionError) -> QueryError {
    if let DataFusionError::ParquetError(_) | DataFusionError::ObjectStore(_) = error.find_root() {
        let said = error.strip_backtrace().replace("Parquet error: ", "");
        // The engine's names of files begin at the root without saying so.
        let said = said.replace("for file ", "for file /");
        return QueryError::Damaged(said.lines().next().unwrap_or_default().into());
    }
    let error = athena::SqlError::from(error);
    QueryError::Engine(match error.hint {
        Some(hint) => format!("{}; {hint}", error.message),
        None => error.message,
    })
}

fn problem(file: &str, error: athena::SqlError) -> Problem {
    let place = |n: u64| usize::try_from(n).unwrap_or(1);
    Problem {
        file: file.into(),
        line: error.location.map_or(1, |l| place(l.line)),
        column: error.location.map(|l| place(l.column)),
        message: error.message,
        hint: error.hint,
    }
}

fn literal(argument: &Argument) -> athena::Value {
    let Some(value) = &argument.value else {
        return athena::Value::Null(match argument.ty {
            ParameterType::String => athena::Type::Varchar,
            ParameterType::Integer => athena::Type::Integer,
            ParameterType::Bigint => athena::Type::Bigint,
            ParameterType::Double => athena::Type::Double,
            ParameterType::Decimal { .. } => athena::Type::Decimal,
            ParameterType::Boolean => athena::Type::Boolean,
            ParameterType::Date => athena::Type::Date,
            ParameterType::Timestamp => athena::Type::Timestamp,
        });
    };
    match value {
        Value::String(text) => athena::Value::Varchar(text.clone()),
        Value::Integer(number) => athena::Value::Integer(i64::from(*number)),
        Value::Bigint(number) => athena::Value::Bigint(*number),
        Value::Double(number) => athena::Value::Double(*number),
        Value::Decimal { .. } => athena::Value::Decimal(value.to_string()),
        Value::Boolean(truth) => athena::Value::Boolean(*truth),
        Value::Date(days) => athena::Value::Date(calendar::chrono_date(*days)),
        Value::Timestamp(millis) => athena::Value::Timestamp(calendar::chrono_time(*millis)),
    }
}
