//! Functions whose answer here may be another than Athena's: they are told, so that no difference is silent.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{Expr, Function, ObjectNamePart, Spanned, visit_expressions};

use crate::error::Location;
use crate::statement::Statement;
use crate::tokens;

/// A call whose answer in Athena may be another, though both are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where the function is first called.
    pub location: Option<Location>,
    /// What may be other, in one line with the function's name.
    pub message: String,
}

impl Statement {
    /// What Athena may answer otherwise: one note for each function, in order of the text.
    pub fn notes(&self) -> Vec<Note> {
        let mut told = BTreeSet::new();
        let mut notes = Vec::new();
        let _ = visit_expressions(&self.ast, |expr| {
            if let Expr::Function(function) = expr
                && let Some(name) = name(function)
                && let Some(why) = why(&name)
                && told.insert(name.clone())
            {
                notes.push(Note {
                    location: tokens::location(function.name.span()),
                    message: format!("{name} {why}"),
                });
            }
            ControlFlow::<()>::Continue(())
        });
        notes.sort_by_key(|note| note.location);
        notes
    }
}

fn name(function: &Function) -> Option<String> {
    match function.name.0.as_slice() {
        [ObjectNamePart::Identifier(name)] => Some(name.value.to_lowercase()),
        _ => None,
    }
}

fn why(name: &str) -> Option<&'static str> {
    Some(match name {
        // The errors are those of Trino's documentation.
        "approx_distinct" => {
            "counts exactly here; Athena estimates, with a standard error of 2.3 %"
        }
        "approx_set" => {
            "keeps every value here; Athena keeps a sketch, whose cardinality has a standard error of 1.6 %"
        }
        "approx_percentile" | "approx_most_frequent" => "is exact here; Athena estimates",
        "tdigest_agg" => {
            "keeps every value here; Athena keeps a sketch, whose quantiles are estimates"
        }
        // Java computes them by instructions and tables of the processor's maker, not by fdlibm.
        "cos" | "exp" | "geometric_mean" | "pow" | "power" | "sin" | "tan" => {
            "may end in another digit in Athena, the last of 16 or 17"
        }
        _ => return None,
    })
}
