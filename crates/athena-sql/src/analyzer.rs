//! What becomes of a plan before it is optimized: its values in the types that they meet in, and the columns gone that nobody reads.
//!
//! DataFusion computes the schema of every node anew once it has coerced its expressions. The views of a data lake are of wide tables, and
//! have been coerced where they were defined: what has not changed keeps its schema here, and the optimizer is given narrow plans.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRewriter};
use datafusion::common::{Column, DFSchema};
use datafusion::error::Result;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::utils::merge_schema;
use datafusion::logical_expr::{Expr, ExprSchemable, Filter, LogicalPlan, Projection, Subquery};
use datafusion::optimizer::analyzer::resolve_grouping_function::ResolveGroupingFunction;
use datafusion::optimizer::analyzer::type_coercion::TypeCoercionRewriter;
use datafusion::optimizer::optimize_projections::OptimizeProjections;
use datafusion::optimizer::{AnalyzerRule, OptimizerContext, OptimizerRule};

type Rule = Arc<dyn AnalyzerRule + Send + Sync>;

pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Arc::new(ResolveGroupingFunction::new()),
        Arc::new(Coercion),
        Arc::new(Narrow(OptimizerContext::new())),
    ]
}

/// DataFusion's coercions, where there is something to coerce.
#[derive(Debug)]
struct Coercion;

impl AnalyzerRule for Coercion {
    fn name(&self) -> &str {
        "type_coercion"
    }

    fn analyze(&self, plan: LogicalPlan, _: &ConfigOptions) -> Result<LogicalPlan> {
        Ok(coerced(plan)?.data)
    }
}

/// The plan, and whether its schema has changed.
fn coerced(plan: LogicalPlan) -> Result<Transformed<LogicalPlan>> {
    let below = plan.map_children(coerced)?;
    let plan = below.data;
    let inputs = plan.inputs();
    let inputs: Arc<DFSchema> = match inputs.as_slice() {
        // Conditions come to a scan with the optimizer.
        [] if !matches!(plan, LogicalPlan::Values(_)) => return Ok(Transformed::no(plan)),
        [input] => Arc::clone(input.schema()),
        inputs => Arc::new(merge_schema(inputs)),
    };
    let before = Arc::clone(plan.schema());
    let mut changes =
        below.transformed || matches!(plan, LogicalPlan::Join(_) | LogicalPlan::Union(_));
    let plan = match plan {
        LogicalPlan::Filter(Filter {
            predicate, input, ..
        }) if predicate.get_type(&inputs)? != DataType::Boolean => {
            changes = true;
            let predicate = predicate.cast_to(&DataType::Boolean, &inputs)?;
            LogicalPlan::Filter(Filter::new(predicate, input))
        }
        plan => plan,
    };
    let names = NamePreserver::new(&plan);
    let mut parts = Parts(TypeCoercionRewriter::new(&inputs));
    let rewritten = plan.map_expressions(|expr| {
        if is_settled(&expr) {
            return Ok(Transformed::no(expr));
        }
        let name = names.save(&expr);
        let expr = expr.rewrite(&mut parts)?;
        Ok(expr.update_data(|expr| name.restore(expr)))
    })?;
    let plan = parts.0.coerce_plan(rewritten.data)?;
    if !changes && !rewritten.transformed {
        return Ok(Transformed::no(plan));
    }
    let plan = plan.recompute_schema()?;
    let changed = plan.schema() != &before;
    Ok(Transformed::new_transformed(plan, changed))
}

/// A column by whatever name.
fn is_settled(expr: &Expr) -> bool {
    match expr {
        Expr::Alias(alias) => is_settled(&alias.expr),
        Expr::Column(_) => true,
        _ => false,
    }
}

/// The parts of an expression, and the plans of its subqueries before it.
struct Parts<'a>(TypeCoercionRewriter<'a>);

impl TreeNodeRewriter for Parts<'_> {
    type Node = Expr;

    fn f_up(&mut self, mut expr: Expr) -> Result<Transformed<Expr>> {
        if let Some(Subquery { subquery, .. }) = subquery_of(&mut expr) {
            let plan = coerced(Arc::unwrap_or_clone(std::mem::take(subquery)))?.data;
            *subquery = Arc::new(plan);
        }
        let mut coerced = self.0.f_up(expr)?;
        if let Expr::SetComparison(comparison) = &mut coerced.data {
            let rows = &mut comparison.subquery.subquery;
            let compared = Column::from(rows.schema().qualified_field(0));
            let named = vec![Expr::Column(compared).alias(COMPARED)];
            *rows = Arc::new(LogicalPlan::Projection(Projection::try_new(
                named,
                Arc::clone(rows),
            )?));
            coerced.transformed = true;
        }
        Ok(coerced)
    }
}

/// What `x` is compared with in `x > ALL (SELECT x …)`: the rule that makes an EXISTS of it compares what it finds by name with an outer column.
const COMPARED: &str = "\u{4}compared";

fn subquery_of(expr: &mut Expr) -> Option<&mut Subquery> {
    match expr {
        Expr::ScalarSubquery(subquery) => Some(subquery),
        Expr::Exists(exists) => Some(&mut exists.subquery),
        Expr::InSubquery(within) => Some(&mut within.subquery),
        Expr::SetComparison(comparison) => Some(&mut comparison.subquery),
        _ => None,
    }
}

/// Projections of what is read alone.
#[derive(Debug)]
struct Narrow(OptimizerContext);

impl AnalyzerRule for Narrow {
    fn name(&self) -> &str {
        "optimize_projections"
    }

    fn analyze(&self, plan: LogicalPlan, _: &ConfigOptions) -> Result<LogicalPlan> {
        Ok(OptimizeProjections::new().rewrite(plan, &self.0)?.data)
    }
}
