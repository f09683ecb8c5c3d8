//! `row_number() … = 1` without sorting: the newest row of each key, one pass over the rows and a table of keys.
//!
//! DataFusion numbers rows by sorting all of them by key and order, also where only number 1 is wanted (its own `WindowTopN` keeps a heap per
//! key, for few keys). Most lakes ask for nothing but that: the state of each item, each event once.

mod exec;
mod kept;
mod node;

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::{Column, DFSchema, Result, ScalarValue};
use datafusion::logical_expr::expr::WindowFunction;
use datafusion::logical_expr::utils::{conjunction, split_conjunction};
use datafusion::logical_expr::{
    BinaryExpr, Expr, ExprSchemable, Filter, LogicalPlan, Operator, Projection, SortExpr,
    WindowFunctionDefinition, lit,
};

use node::FirstRow;
pub(crate) use node::FirstRowPlanner;

use crate::types::is_zoned;
use crate::zeros::has_forms;

/// The filter over the rows that [`FirstRow`] keeps, if it is one that keeps number 1 of a `row_number()`.
///
/// Asked when the logical plan is all but done: no rule of DataFusion sees the node.
pub(crate) fn applied(node: LogicalPlan) -> Result<LogicalPlan> {
    let LogicalPlan::Filter(filter) = &node else {
        return Ok(node);
    };
    Ok(replaced(filter)?.unwrap_or(node))
}

fn replaced(filter: &Filter) -> Result<Option<LogicalPlan>> {
    let mut between = Vec::new();
    let mut below = filter.input.as_ref();
    let window = loop {
        let input = match below {
            LogicalPlan::Projection(projection) => &projection.input,
            LogicalPlan::SubqueryAlias(alias) => &alias.input,
            LogicalPlan::Window(window) => break window,
            _ => return Ok(None),
        };
        between.push(below);
        below = input;
    };
    let Some(function) = numbering(&window.window_expr) else {
        return Ok(None);
    };
    let number = window.input.schema().fields().len();
    let is_first = |predicate: &&Expr| {
        first(predicate).and_then(|column| origin(column, filter.input.schema(), &between))
            == Some(number)
    };
    let (first, rest): (Vec<&Expr>, Vec<&Expr>) = split_conjunction(&filter.predicate)
        .into_iter()
        .partition(is_first);
    let (keys, order) = (&function.params.partition_by, &function.params.order_by);
    if first.is_empty() || !can_be_compared(keys, order, window.input.schema())? {
        return Ok(None);
    }
    let rows = FirstRow::new(&window.input, keys, order).into();
    let mut plan = with_number(rows, &window.schema)?;
    for node in between.into_iter().rev() {
        plan = match node {
            // The schema is the one that it had: nothing that it gives has changed.
            LogicalPlan::Projection(projection) => {
                LogicalPlan::Projection(Projection::try_new_with_schema(
                    projection.expr.clone(),
                    Arc::new(plan),
                    Arc::clone(&projection.schema),
                )?)
            }
            node => node.with_new_exprs(vec![], vec![plan])?,
        };
    }
    Ok(Some(match conjunction(rest.into_iter().cloned()) {
        Some(rest) => LogicalPlan::Filter(Filter::try_new(rest, Arc::new(plan))?),
        None => plan,
    }))
}

/// `row_number()` alone, by keys.
fn numbering(exprs: &[Expr]) -> Option<&WindowFunction> {
    let [Expr::WindowFunction(function)] = exprs else {
        return None;
    };
    let WindowFunctionDefinition::WindowUDF(fun) = &function.fun else {
        return None;
    };
    let numbers_keys = fun.name() == "row_number" && !function.params.partition_by.is_empty();
    numbers_keys.then_some(function)
}

/// The column of `column = 1`, `column <= 1` or `column < 2`, either way round.
fn first(predicate: &Expr) -> Option<&Column> {
    let Expr::BinaryExpr(BinaryExpr { left, op, right }) = predicate else {
        return None;
    };
    let (column, operator, literal) = match column(left) {
        Some(column) => (column, *op, right),
        None => (column(right)?, op.swap()?, left),
    };
    let Expr::Literal(value, _) = literal.as_ref() else {
        return None;
    };
    let limit = match value.cast_to(&DataType::UInt64) {
        Ok(ScalarValue::UInt64(Some(limit))) if value.data_type().is_integer() => limit,
        _ => return None,
    };
    let wanted = matches!(
        (operator, limit),
        (Operator::Eq | Operator::LtEq, 1) | (Operator::Lt, 2)
    );
    wanted.then_some(column)
}

/// A column, or one as a `bigint`: what Athena's `row_number()` is.
fn column(expr: &Expr) -> Option<&Column> {
    match expr {
        Expr::Column(column) => Some(column),
        Expr::Alias(alias) => column(&alias.expr),
        Expr::Cast(cast) if *cast.field.data_type() == DataType::Int64 => cast.expr.try_as_col(),
        _ => None,
    }
}

/// Which column of the window is seen over projections, the upper first.
fn origin(seen: &Column, schema: &DFSchema, between: &[&LogicalPlan]) -> Option<usize> {
    let mut index = schema.maybe_index_of_column(seen)?;
    for node in between {
        if let LogicalPlan::Projection(projection) = node {
            let below = column(projection.expr.get(index)?)?;
            index = projection.input.schema().maybe_index_of_column(below)?;
        }
    }
    Some(index)
}

/// Floating-point keys are left to the window: a sort and a hash may differ in what is equal (zeros, NaN).
fn can_be_compared(keys: &[Expr], order: &[SortExpr], schema: &DFSchema) -> Result<bool> {
    for key in keys {
        let kind = key.get_type(schema)?;
        if has_forms(&kind) || is_zoned(&kind) {
            return Ok(false);
        }
    }
    let kinds = order.iter().map(|sort| sort.expr.get_type(schema));
    let kinds = kinds.collect::<Result<Vec<_>>>()?;
    if kinds.iter().any(is_zoned) {
        return Ok(false);
    }
    let fields: Vec<SortField> = kinds.into_iter().map(SortField::new).collect();
    Ok(RowConverter::supports_fields(&fields))
}

/// The columns and the row's number behind them, as the window gave it.
fn with_number(rows: LogicalPlan, schema: &Arc<DFSchema>) -> Result<LogicalPlan> {
    let mut exprs: Vec<Expr> = schema.columns().into_iter().map(Expr::Column).collect();
    if let Some(number @ Expr::Column(_)) = exprs.last_mut() {
        let name = number.schema_name().to_string();
        *number = lit(1_u64).alias(name);
    }
    let projection = Projection::try_new_with_schema(exprs, Arc::new(rows), Arc::clone(schema))?;
    Ok(LogicalPlan::Projection(projection))
}
