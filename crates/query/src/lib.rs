//! Saved queries: files, typed parameters, engines and result formats.
//!
//! A [`SavedQuery`] is one file: a header and one statement of Athena SQL. [`arguments`] puts given values and defaults together,
//! a [`QueryEngine`] answers in Arrow batches, a [`ResultWriter`] prints them. [`EmbeddedEngine`] is DataFusion over the tables of
//! a lake's catalog, `AthenaEngine` (feature `aws`) is Athena.
//!
//! ```
//! use std::collections::BTreeMap;
//! use lakebed_query::{SavedQuery, arguments, render};
//!
//! let text = "-- name: few\n-- description: A few orders\n-- param: n integer = 3\nSELECT * FROM orders LIMIT :n\n";
//! let query = SavedQuery::parse(text, "queries/few.sql").map_err(|problems| problems[0].to_string())?;
//! let arguments = arguments(&query.parameters, &BTreeMap::from([("n".into(), "7".into())]))?;
//! assert!(render(&query, &arguments)?.ends_with("LIMIT 7\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod alert;
mod arrow_types;
#[cfg(feature = "aws")]
mod athena;
mod calendar;
#[doc(hidden)]
pub mod conformance;
mod declaration;
mod embedded;
mod engine;
mod explain;
mod format;
mod freshness;
mod json_lines;
mod materialize;
mod parameter;
mod problem;
mod saved;
mod sql;
mod storable;
mod value;

pub use alert::{Alert, Subject, Verdict, Watch};
#[cfg(feature = "aws")]
pub use athena::{
    AthenaEngine, AthenaOptions, Billed, Execution, NamedChange, Publication, RunWatch, State,
    Status, UnloadFormat, is_working_table,
};
pub use datafusion::arrow;
pub use embedded::EmbeddedEngine;
pub use engine::{Answer, QueryEngine, notes, render, tables_of, tables_of_view};
pub use explain::{Explained, Filter, Prunes, Scan, Share, WHOLE_FILES};
pub use format::{Format, Look, ParquetWriter, ResultWriter, cell_text};
pub use materialize::{Materialize, Materialized};
pub use parameter::{Argument, Parameter, Pattern, Rules, arguments};
pub use problem::{Problem, QueryError};
pub use saved::SavedQuery;
pub use value::{ParameterType, Value};
