//! What DataFusion asks for a range of values has one.
//!
//! It asks each constant of a projection, and fails at one that it cannot compare: an array of rows, a map. It asks each side of an operator
//! in a sort key, and takes the key for unsorted where one is a CASE or a test such as IS NULL, after all that it was sorted by it.

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{DFSchema, ScalarValue};
use datafusion::error::Result;
use datafusion::logical_expr::expr::{AggregateFunction, WindowFunction};
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan, SortExpr};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};

use crate::kernel::Kernel;

/// Puts kernels in the place of what has none.
#[derive(Debug)]
pub(super) struct Ranges;

impl OptimizerRule for Ranges {
    fn name(&self) -> &str {
        "ranges"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::TopDown)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        _: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        if !is_concerned(&plan)? {
            return Ok(Transformed::no(plan));
        }
        let names = NamePreserver::new(&plan);
        let named = |expr: Expr, with: &dyn Fn(Expr) -> Result<Transformed<Expr>>| {
            let name = names.save(&expr);
            Ok(with(expr)?.update_data(|expr| name.restore(expr)))
        };
        match &plan {
            LogicalPlan::Projection(_) => {
                plan.map_expressions(|expr| named(expr, &|expr| expr.transform_up(constant)))
            }
            LogicalPlan::Sort(sort) => {
                let schema = sort.input.schema().clone();
                plan.map_expressions(|expr| key(expr, &schema))
            }
            LogicalPlan::Window(_) | LogicalPlan::Aggregate(_) => {
                let schema = plan.inputs()[0].schema().clone();
                let keys = |expr: Expr| expr.transform_up(|part| keys(part, &schema));
                plan.map_expressions(|expr| named(expr, &keys))
            }
            _ => Ok(Transformed::no(plan)),
        }
    }
}

/// Whether an expression of a node may have to change; most have not.
fn is_concerned(plan: &LogicalPlan) -> Result<bool> {
    let wanted: fn(&Expr) -> bool = match plan {
        LogicalPlan::Projection(_) => {
            |part| matches!(part, Expr::Literal(value, _) if value.data_type().is_nested())
        }
        LogicalPlan::Sort(_) | LogicalPlan::Window(_) | LogicalPlan::Aggregate(_) => {
            |part| !has_range(part)
        }
        _ => return Ok(false),
    };
    let mut concerned = false;
    plan.apply_expressions(|expr| {
        concerned |= expr.exists(|part| Ok(wanted(part)))?;
        Ok(match concerned {
            true => TreeNodeRecursion::Stop,
            false => TreeNodeRecursion::Continue,
        })
    })?;
    Ok(concerned)
}

/// Whether DataFusion knows a range of what an expression gives.
fn has_range(expr: &Expr) -> bool {
    match expr {
        Expr::ScalarFunction(call) => call.func.inner().downcast_ref::<Kernel>().is_some(),
        Expr::Case(_) | Expr::Not(_) | Expr::InList(_) | Expr::Like(_) => false,
        Expr::IsNull(_) | Expr::IsNotNull(_) | Expr::IsTrue(_) | Expr::IsFalse(_) => false,
        _ => true,
    }
}

/// A constant that is not comparable becomes a function without arguments.
fn constant(part: Expr) -> Result<Transformed<Expr>> {
    let Expr::Literal(value, _) = &part else {
        return Ok(Transformed::no(part));
    };
    let comparable = match value {
        ScalarValue::List(_) | ScalarValue::Struct(_) => value.partial_cmp(value).is_some(),
        value => !matches!(value, ScalarValue::Map(_)),
    };
    if comparable {
        return Ok(Transformed::no(part));
    }
    let value = value.clone();
    let (kind, detail) = (value.data_type(), value.to_string());
    let kernel = Kernel::new("$constant", kind, move |inputs| {
        value.to_array_of_size(inputs.rows)
    });
    Ok(Transformed::yes(kernel.detail(detail).call(Vec::new())))
}

/// The keys by which a window or an aggregate wants its rows sorted.
fn keys(part: Expr, schema: &DFSchema) -> Result<Transformed<Expr>> {
    let mut changed = false;
    let mut of = |expr: &mut Expr| -> Result<()> {
        let key = key(std::mem::take(expr), schema)?;
        changed |= key.transformed;
        *expr = key.data;
        Ok(())
    };
    let mut part = part;
    let sorted = |by: &mut Vec<SortExpr>, of: &mut dyn FnMut(&mut Expr) -> Result<()>| {
        by.iter_mut().try_for_each(|key| of(&mut key.expr))
    };
    match &mut part {
        Expr::WindowFunction(window) => {
            let WindowFunction { params, .. } = window.as_mut();
            params.partition_by.iter_mut().try_for_each(&mut of)?;
            sorted(&mut params.order_by, &mut of)?;
        }
        Expr::AggregateFunction(AggregateFunction { params, .. }) => {
            sorted(&mut params.order_by, &mut of)?;
        }
        _ => {}
    }
    Ok(match changed {
        true => Transformed::yes(part),
        false => Transformed::no(part),
    })
}

/// Both sides of each operator in a key get a range, be it that of all values.
fn key(key: Expr, schema: &DFSchema) -> Result<Transformed<Expr>> {
    let ranged = |side: &mut Expr| -> Result<bool> {
        let has_range = has_range(side);
        if !has_range {
            let kind = side.get_type(schema)?;
            let kernel = Kernel::new("$any", kind, |inputs| inputs.array(0));
            *side = kernel.call(vec![std::mem::take(side)]);
        }
        Ok(!has_range)
    };
    key.transform_up(|mut part| {
        let changed = match &mut part {
            Expr::BinaryExpr(binary) => ranged(&mut binary.left)? | ranged(&mut binary.right)?,
            _ => false,
        };
        Ok(Transformed::new_transformed(part, changed))
    })
}
