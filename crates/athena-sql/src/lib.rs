//! Athena SQL (Trino's dialect) on DataFusion: the same text, the same rows, or a clear refusal.
//!
//! [`Statement::parse`] reads one query and refuses what Athena refuses, [`Statement::bind`] places typed parameters,
//! and [`plan`] turns it into a DataFusion [`DataFrame`](datafusion::prelude::DataFrame) within a [`session_context`].
//!
//! ```
//! # use std::collections::BTreeMap;
//! # use lakebed_athena_sql::{Options, Statement, Value, plan, session_context};
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let context = session_context(&Options::default());
//! let statement = Statement::parse("SELECT 7 / :n AS share, regexp_replace('a1b2', '\\d', 'X')")?;
//! let bound = statement.bind(&BTreeMap::from([("n".to_owned(), Value::Integer(2))]))?;
//! let batches = plan(&context, &bound).await?.collect().await?;
//! assert_eq!(batches[0].num_rows(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```

#![forbid(unsafe_code)]

mod aggregates;
mod analyzer;
mod call;
mod check;
mod coercion;
mod correlated;
mod dependencies;
mod depth;
mod dialect;
mod error;
mod first_row;
mod functions;
mod guards;
mod json_syntax;
mod kernel;
mod lambda;
mod leaves;
mod lint;
mod notes;
mod operators;
mod optimizer;
mod plan;
mod planner;
mod relations;
mod rewrite;
mod session;
mod sorts;
mod statement;
mod subqueries;
mod ties;
mod tokens;
mod types;
mod unnest;
mod using;
mod value;
mod zeros;

pub use dialect::AthenaDialect;

pub use error::{ErrorKind, Location, Result, SqlError};
pub use functions::opaque::opaque_text;
pub use functions::zoned::instants;
pub use notes::Note;
pub use plan::{plan, plan_view};
pub use session::{CATALOG, Options, session_context};
pub use statement::Statement;
pub use types::{display as type_name, is_zoned as has_zones};
pub use value::{Type, Value};
