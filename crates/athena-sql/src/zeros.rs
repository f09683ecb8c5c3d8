//! How rows are compared by a double or a real: -0 and 0 are one value, and NaN is behind all numbers, or before them with NULLS FIRST;
//! and by a map, whose entries may lie in any order.
//!
//! Arrow orders zeros, and hashes their bits. `round(-0.4)` is -0, so what sorts by it, ranks it, joins it or counts it as DISTINCT is
//! given 0 instead, and the value itself stays as it is. Trino sorts NaN as the greatest number, and where NULLs are first, whichever
//! way the numbers go, as the least: as a NaN with a sign, for Arrow.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::compute::kernels::arity::binary;
use datafusion::arrow::compute::{is_null, nullif};
use datafusion::arrow::datatypes::{ArrowPrimitiveType, DataType, Float32Type, Float64Type};
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::common::{Column, DFSchema, JoinType, NullEquality, ScalarValue};
use datafusion::error::Result;
use datafusion::functions_aggregate::first_last::first_value;
use datafusion::functions_aggregate::min_max::max;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::utils::grouping_set_to_exprlist;
use datafusion::logical_expr::{
    Aggregate, Expr, ExprSchemable, GroupingSet, Join, LogicalPlan, Projection, Sort, SortExpr,
    Window, lit,
};

use crate::aggregates::in_order::sorted_after;
use crate::functions::nested_order::sortable;
use crate::functions::zoned::instant;
use crate::kernel::Kernel;
use crate::types::is_zoned;

mod forms;

use forms::known;
pub(crate) use forms::{comparable, has_forms, nan_below};

const ONE_ZERO: &str = "$one_zero";
const NAN_FIRST: &str = "nan first";

/// A node whose rows are compared by 0 alone.
///
/// Asked when the logical plan is all but done: a column that a rule of DataFusion would know is still one.
pub(crate) fn one(mut node: LogicalPlan) -> Result<Transformed<LogicalPlan>> {
    let changed = match &mut node {
        LogicalPlan::Sort(sort) => sorted(sort)?,
        LogicalPlan::Window(window) => windowed(window)?,
        LogicalPlan::Aggregate(aggregate) => {
            let changed = aggregated(aggregate)?;
            // Its keys are such that groups can be sorted by them.
            let plan = match restored(aggregate)? {
                Some(plan) => Some(plan),
                None => sorted_after(aggregate)?,
            };
            return match plan {
                Some(plan) => Ok(Transformed::yes(plan)),
                None => Ok(Transformed::new_transformed(node, changed)),
            };
        }
        LogicalPlan::Join(join) => joined(join)?,
        _ => false,
    };
    Ok(Transformed::new_transformed(node, changed))
}

/// The last key orders nothing but equal rows after it, whose order is anyone's, unless it is a row or an array or sorts NaN first.
fn sorted(sort: &mut Sort) -> Result<bool> {
    let schema = sort.input.schema();
    let mut compared = sort.expr.len();
    if let Some(last) = sort.expr.last()
        && !last.nulls_first
        && last.expr.get_type(schema)?.is_floating()
    {
        compared -= 1;
    }
    keys(&mut sort.expr[..compared], schema)
}

fn windowed(window: &mut Window) -> Result<bool> {
    let schema = window.input.schema();
    under_their_names(&mut window.window_expr, |expr| {
        let Expr::WindowFunction(function) = expr else {
            return Ok(false);
        };
        let params = &mut function.params;
        let mut changed = false;
        let partition_by = params.partition_by.iter_mut().map(|key| (key, false));
        let order_by = (params.order_by.iter_mut()).map(|key| (&mut key.expr, key.nulls_first));
        for (key, nan_first) in partition_by.chain(order_by) {
            // What names one window's key, and not the other's, would make two keys of it.
            if let Expr::Alias(alias) = key {
                *key = std::mem::take(&mut alias.expr).unalias();
                changed = true;
            }
            changed |= sorted_by(key, schema, nan_first)?;
        }
        Ok(changed)
    })
}

fn aggregated(aggregate: &mut Aggregate) -> Result<bool> {
    let schema = aggregate.input.schema();
    under_their_names(&mut aggregate.aggr_expr, |expr| {
        let Expr::AggregateFunction(function) = expr else {
            return Ok(false);
        };
        let params = &mut function.params;
        let mut changed = keys(&mut params.order_by, schema)?;
        if params.distinct && function.func.name() == "count" {
            for argument in &mut params.args {
                changed |= one_zero(argument, schema, false)?;
            }
        }
        Ok(changed)
    })
}

/// Grouped by keys that are equal and not the same: DataFusion gives 0 for -0, and the greatest value of a group knows the sign; times
/// with zones are grouped by their instants, maps by their entries in order, and the group has the key of its first row.
fn restored(aggregate: &Aggregate) -> Result<Option<LogicalPlan>> {
    let schema = aggregate.input.schema();
    let mut values = Vec::new();
    let mut places = BTreeMap::new();
    let mut changed = false;
    let keys = grouping_set_to_exprlist(&aggregate.group_expr)?;
    for (place, key) in keys.into_iter().enumerate() {
        let kind = key.get_type(schema)?;
        let key = key.clone().unalias();
        let value = match has_key(&kind) {
            true => first_value(key, vec![]),
            false if kind.is_floating() => max(key),
            false => continue,
        };
        changed |= has_key(&kind);
        let name = format!("$key {place}");
        values.push(value.alias(&name));
        places.insert(place, name);
    }
    if places.is_empty() {
        return Ok(None);
    }
    let mut keys = aggregate.group_expr.clone();
    if changed {
        as_compared(&mut keys, schema)?;
    }
    let input = Arc::clone(&aggregate.input);
    let aggregates = [aggregate.aggr_expr.as_slice(), &values].concat();
    let grouped = Aggregate::try_new(input, keys, aggregates)?;
    let columns = aggregate.schema.iter().zip(grouped.schema.iter());
    let columns = columns
        .enumerate()
        .map(|(place, ((qualifier, field), column))| {
            let Some(value) = places.get(&place) else {
                return Expr::from(column);
            };
            let restore = match has_key(field.data_type()) {
                true => of_known,
                false => signed_as,
            };
            let kernel = Kernel::new("$restored", field.data_type().clone(), move |inputs| {
                restore(&inputs.array(0)?, &inputs.array(1)?)
            });
            let value = Expr::Column(Column::new_unqualified(value));
            let restored = kernel.call(vec![Expr::from(column), value]);
            restored.alias_qualified(qualifier.cloned(), field.name())
        });
    let columns: Vec<Expr> = columns.collect();
    let grouped = sorted_after(&grouped)?.unwrap_or(LogicalPlan::Aggregate(grouped));
    let columns = Projection::try_new(columns, Arc::new(grouped))?;
    Ok(Some(LogicalPlan::Projection(columns)))
}

/// Whether groups of a type are told by another value: times with zones, and arrays, rows and maps whose like may be written otherwise.
fn has_key(kind: &DataType) -> bool {
    is_zoned(kind) || (kind.is_nested() && has_forms(kind))
}

/// What such keys are compared by in their places.
fn as_compared(keys: &mut [Expr], schema: &DFSchema) -> Result<()> {
    for key in keys {
        match key {
            Expr::GroupingSet(GroupingSet::Rollup(keys) | GroupingSet::Cube(keys)) => {
                as_compared(keys, schema)?;
            }
            Expr::GroupingSet(GroupingSet::GroupingSets(sets)) => {
                for keys in sets {
                    as_compared(keys, schema)?;
                }
            }
            key => {
                if has_key(&key.get_type(schema)?) {
                    *key = std::mem::take(key).unalias();
                    one_zero(key, schema, false)?;
                }
            }
        }
    }
    Ok(())
}

/// The values where a key is known: NULL stands for a key that is not of the grouping set.
fn of_known(keys: &ArrayRef, values: &ArrayRef) -> Result<ArrayRef> {
    Ok(nullif(values, &is_null(keys)?)?)
}

/// The numbers, and for 0 what another array has.
fn signed_as(numbers: &ArrayRef, zeros: &ArrayRef) -> Result<ArrayRef> {
    fn of<T: ArrowPrimitiveType>(numbers: &ArrayRef, zeros: &ArrayRef) -> Result<ArrayRef> {
        let (numbers, zeros) = (numbers.as_primitive::<T>(), zeros.as_primitive::<T>());
        let signed = binary::<_, _, _, T>(numbers, zeros, |number, zero| {
            if number == T::Native::default() {
                zero
            } else {
                number
            }
        })?;
        Ok(Arc::new(signed))
    }
    match numbers.data_type() {
        DataType::Float64 => of::<Float64Type>(numbers, zeros),
        _ => of::<Float32Type>(numbers, zeros),
    }
}

/// Changes expressions, which keep the names by which others know them.
fn under_their_names(
    exprs: &mut [Expr],
    mut change: impl FnMut(&mut Expr) -> Result<bool>,
) -> Result<bool> {
    let names = NamePreserver::new_for_projection();
    let mut any = false;
    for expr in exprs {
        let name = names.save(expr);
        if change(unnamed(expr))? {
            *expr = name.restore(std::mem::take(expr));
            any = true;
        }
    }
    Ok(any)
}

fn joined(join: &mut Join) -> Result<bool> {
    let mut changed = false;
    // IN over a query: NaN is nobody's equal, and whether arrays, rows or maps with NULL in them are is unknown. INTERSECT takes NULL for NULL.
    let asked = matches!(join.join_type, JoinType::LeftSemi | JoinType::RightSemi)
        && join.null_equality == NullEquality::NullEqualsNothing;
    for (left, right) in &mut join.on {
        let kind = left.get_type(join.left.schema())?;
        if asked && (kind.is_nested() || kind.is_floating()) && !is_zoned(&kind) {
            *left = Kernel::new("$known", kind, |inputs| known(&inputs.array(0)?))
                .call(vec![std::mem::take(left)]);
            changed = true;
        }
        changed |= one_zero(left, join.left.schema(), false)?;
        changed |= one_zero(right, join.right.schema(), false)?;
    }
    Ok(changed)
}

fn unnamed(expr: &mut Expr) -> &mut Expr {
    match expr {
        Expr::Alias(alias) => unnamed(&mut alias.expr),
        expr => expr,
    }
}

fn keys(keys: &mut [SortExpr], schema: &DFSchema) -> Result<bool> {
    let mut changed = false;
    for key in keys {
        changed |= sorted_by(&mut key.expr, schema, key.nulls_first)?;
    }
    Ok(changed)
}

/// As [`one_zero`], and refused where a NULL within leaves the order open.
fn sorted_by(key: &mut Expr, schema: &DFSchema, nan_first: bool) -> Result<bool> {
    let kind = key.get_type(schema)?;
    let nested = kind.is_nested() && !is_zoned(&kind);
    if nested {
        *key = sortable(std::mem::take(key), &kind);
    }
    Ok(one_zero(key, schema, nan_first)? || nested)
}

/// Whether a part of an expression has 0 for -0.
pub(crate) fn compares(expr: &Expr) -> bool {
    let has =
        |part: &Expr| matches!(part, Expr::ScalarFunction(call) if call.func.name() == ONE_ZERO);
    expr.exists(|part| Ok(has(part))).unwrap_or(true)
}

/// The expression as it is compared: 0 for -0, NaN on the side that it sorts to, maps in the order of their keys, and instants for times
/// with zones.
fn one_zero(expr: &mut Expr, schema: &DFSchema, nan_first: bool) -> Result<bool> {
    let kind = expr.get_type(schema)?;
    if is_zoned(&kind) {
        *expr = instant(std::mem::take(expr), &kind);
        return Ok(true);
    }
    if !has_forms(&kind) {
        return Ok(false);
    }
    let kernel = match nan_first {
        true => Kernel::new(ONE_ZERO, kind, |inputs| nan_below(&inputs.array(0)?))
            .detail(NAN_FIRST)
            .of_any_nan(),
        false => Kernel::new(ONE_ZERO, kind, |inputs| comparable(&inputs.array(0)?)),
    };
    *expr = kernel.call(vec![std::mem::take(expr)]);
    Ok(true)
}

/// A list of values with -0 wherever it has 0, and the other way round.
pub(crate) fn both(mut list: Vec<Expr>) -> Vec<Expr> {
    let others = list.iter().filter_map(|item| match item {
        Expr::Literal(ScalarValue::Float64(Some(value)), _) if *value == 0.0 => Some(lit(-value)),
        Expr::Literal(ScalarValue::Float32(Some(value)), _) if *value == 0.0 => Some(lit(-value)),
        _ => None,
    });
    let others: Vec<Expr> = others.collect();
    list.extend(others);
    list
}
