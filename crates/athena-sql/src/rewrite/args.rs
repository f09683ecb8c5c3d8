//! The positional arguments of a function, and what else may stand in its parentheses.

use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause, FunctionArguments,
};

use crate::error::{Result, SqlError};

/// The positional arguments of a function.
pub(crate) fn take_args(name: &str, function: &mut Function) -> Result<Vec<Expr>> {
    let list = match std::mem::replace(&mut function.args, FunctionArguments::None) {
        FunctionArguments::None => return Ok(vec![]),
        FunctionArguments::Subquery(_) => {
            return Err(
                SqlError::refused(format!("{name}(SELECT …) is not Athena SQL"))
                    .hint("put the subquery in its own parentheses"),
            );
        }
        FunctionArguments::List(list) => list,
    };
    if list.duplicate_treatment.is_some() {
        return Err(SqlError::refused(format!(
            "DISTINCT is for aggregates, {name} is none"
        )));
    }
    if let Some(clause) = list.clauses.first() {
        let what = match clause {
            FunctionArgumentClause::JsonNullClause(_)
            | FunctionArgumentClause::JsonReturningClause(_) => {
                return Err(SqlError::unsupported(format!(
                    "{name} with JSON clauses is not supported"
                ))
                .hint("write json_extract_scalar(x, path) and CAST it"));
            }
            FunctionArgumentClause::OrderBy(_) => "ORDER BY",
            _ => "this clause",
        };
        return Err(SqlError::refused(format!(
            "{what} is for aggregates, {name} is none"
        )));
    }
    list.args
        .into_iter()
        .map(|arg| match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Ok(expr),
            FunctionArg::Unnamed(_) => {
                Err(SqlError::refused(format!("{name}(*) is not Athena SQL")))
            }
            _ => Err(SqlError::refused(format!(
                "named arguments of {name} are not Athena SQL"
            ))),
        })
        .collect()
}
