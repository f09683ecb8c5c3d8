//! From a bound statement to a DataFrame with Athena's column names.

use std::ops::ControlFlow;

use datafusion::common::{Column, TableReference};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use datafusion::prelude::{DataFrame, SessionContext};
use datafusion::sql::parser::Statement as DfStatement;
use datafusion::sql::sqlparser::ast::{
    Expr as AstExpr, Statement as Ast, visit_expressions, visit_expressions_mut,
};

use crate::call;
use crate::check;
use crate::correlated;
use crate::dependencies;
use crate::error::Result;
use crate::functions::datetime::{ALL_OF_UTC, READ_TIMES};
use crate::lint;
use crate::rewrite::{self, NAMESAKE};
use crate::statement::Statement;
use crate::ties;
use crate::unnest::UNNAMED;
use crate::using;

/// Plans a statement whose parameters are bound.
///
/// The output columns carry the names that Athena gives them, in lower case; two columns of one name stay two columns.
///
/// # Errors
/// When Athena would refuse the statement against these tables, or when this engine does not support it; with the place
/// in the statement's text where it is known.
pub async fn plan(context: &SessionContext, statement: &Statement) -> Result<DataFrame> {
    match planned(context, statement, Texts::OfTheirZones).await {
        // Times that are grouped, joined or put into arrays have to be of one zone.
        Err(_) if reads_times(&statement.ast) => planned(context, statement, Texts::OfUtc).await,
        planned => planned,
    }
}

/// Whether times that texts tell with a zone are all of UTC, or rows with zones of their own.
#[derive(Clone, Copy, PartialEq)]
enum Texts {
    OfTheirZones,
    OfUtc,
}

async fn planned(
    context: &SessionContext,
    statement: &Statement,
    texts: Texts,
) -> Result<DataFrame> {
    let mut ast = statement.ast.clone();
    rewrite::rewrite(&mut ast)?;
    if texts == Texts::OfUtc {
        all_of_utc(&mut ast);
    }
    let state = context.state();
    let planned = state
        .statement_to_plan(DfStatement::Statement(Box::new(ast)))
        .await
        .map_err(|error| using::unseen(&statement.ast, error.into()))?;
    let planned = check::check(ties::apply(planned)?)?;
    let planned = dependencies::forget(correlated::apply(planned, &state)?)?;
    let planned = restore_names(planned)?;
    let names: Vec<String> = (planned.schema().fields().iter())
        .map(|field| field.name().clone())
        .collect();
    lint::check_output(&statement.ast, &names)?;
    Ok(DataFrame::new(state, planned))
}

/// Plans a view's statement: what need not be done anew for each query that reads the view is done.
///
/// # Errors
/// As those of [`plan`].
pub async fn plan_view(context: &SessionContext, statement: &Statement) -> Result<LogicalPlan> {
    let (state, plan) = planned(context, statement, Texts::OfUtc)
        .await?
        .into_parts();
    let analyzer = state.analyzer();
    Ok(analyzer.execute_and_check(plan, state.config_options(), |_, _| {})?)
}

/// Whether a statement reads times from texts that may name their zones.
fn reads_times(ast: &Ast) -> bool {
    let reads = visit_expressions(ast, |expr| {
        let name = match expr {
            AstExpr::Function(function) => function.name.to_string().to_lowercase(),
            _ => String::new(),
        };
        match READ_TIMES.contains(&name.as_str()) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    reads.is_break()
}

fn all_of_utc(ast: &mut Ast) {
    let _ = visit_expressions_mut(ast, |expr| {
        call::tell(expr, READ_TIMES, ALL_OF_UTC);
        ControlFlow::<()>::Continue(())
    });
}

/// Gives the output columns the names that the rewrite had to tell apart.
fn restore_names(plan: LogicalPlan) -> Result<LogicalPlan> {
    let fields: Vec<(Column, String)> = plan
        .schema()
        .iter()
        .enumerate()
        .map(|(i, (qualifier, field))| {
            if field.name().starts_with(UNNAMED) {
                let column = Column::new(qualifier.cloned(), field.name());
                return (column, format!("_col{i}"));
            }
            let name = field
                .name()
                .split(NAMESAKE)
                .next()
                .unwrap_or_default()
                .to_lowercase();
            (Column::new(qualifier.cloned(), field.name()), name)
        })
        .collect();
    // DataFusion wants every output to be unique by qualifier and name: the qualifier is a number, the name Athena's.
    let exprs = fields.into_iter().enumerate().map(|(i, (column, name))| {
        Expr::Column(column).alias_qualified(Some(TableReference::bare(i.to_string())), name)
    });
    Ok(LogicalPlanBuilder::from(plan).project(exprs)?.build()?)
}
