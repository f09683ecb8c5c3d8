//! Fields of rows are taken near the tables that hold them, so that files give no more than these fields.
//!
//! DataFusion carries `r.field` down through whatever makes `r`, too: `ROW(u.x, 1)` then stands below the outer join that may miss `u`, and
//! the field that is 1 for every row is NULL there; `ROW(10 / x)` stands below the condition that keeps 0 away. Plans that make rows
//! keep their fields where they are.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{Transformed, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::optimizer::extract_leaf_expressions::{
    ExtractLeafExpressions, PushDownLeafProjections,
};
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};

/// DataFusion's two rules for fields, in plans where they hold.
#[derive(Debug, Default)]
pub(crate) struct Leaves {
    extract: ExtractLeafExpressions,
    push_down: PushDownLeafProjections,
}

impl OptimizerRule for Leaves {
    fn name(&self) -> &str {
        "leaves"
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        if makes_rows(&plan)? {
            return Ok(Transformed::no(plan));
        }
        self.extract.rewrite(plan, config)?.transform_data(|plan| {
            plan.transform_down_with_subqueries(|node| self.push_down.rewrite(node, config))
        })
    }
}

fn makes_rows(plan: &LogicalPlan) -> Result<bool> {
    let mut found = false;
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::Projection(projection) = node {
            let fields = projection.schema.fields().iter();
            found |= (fields.zip(&projection.expr)).any(|(field, expr)| {
                matches!(field.data_type(), DataType::Struct(_)) && !is_picked(expr)
            });
        }
        Ok(match found {
            true => TreeNodeRecursion::Stop,
            false => TreeNodeRecursion::Continue,
        })
    })?;
    Ok(found)
}

/// A column, or a field of one.
fn is_picked(expr: &Expr) -> bool {
    match expr {
        Expr::Column(_) => true,
        Expr::Alias(alias) => is_picked(&alias.expr),
        Expr::ScalarFunction(call) => {
            call.func.name() == "get_field" && call.args.first().is_some_and(is_picked)
        }
        _ => false,
    }
}
