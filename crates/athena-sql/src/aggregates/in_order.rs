//! `array_agg(x ORDER BY y)`, of which `listagg` and the maps in an order are made: rows are collected as they come, and each group is
//! sorted at its end.
//!
//! DataFusion sorts all rows before it aggregates them, for all aggregates of the list: a sum of doubles beside would end in other digits.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, ListArray, StructArray, UInt32Array, make_comparator,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::{SortOptions, take};
use datafusion::arrow::datatypes::{ArrowNativeType, DataType, Field, Fields};
use datafusion::arrow::row::{RowConverter, Rows, SortField};
use datafusion::common::{Column, DFSchema};
use datafusion::error::Result;
use datafusion::functions_aggregate::array_agg::array_agg_udaf;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Aggregate, Expr, ExprSchemable, LogicalPlan, Projection, SortExpr};

use crate::functions::nested_order::sortable;
use crate::kernel::Kernel;
use crate::zeros::{comparable, has_forms, nan_below};

const ARRAY_AGG: &str = "array_agg";

/// The aggregates without an order, and above them what sorts their arrays; nothing where there is none in an order.
pub(crate) fn sorted_after(aggregate: &Aggregate) -> Result<Option<LogicalPlan>> {
    let collects = |part: &Expr| matches!(part, Expr::AggregateFunction(call) if call.func.name() == ARRAY_AGG);
    if !(aggregate.aggr_expr.iter()).any(|expr| collects(named(expr))) {
        return Ok(None);
    }
    let schema = aggregate.input.schema();
    let groups = aggregate.schema.fields().len() - aggregate.aggr_expr.len();
    let mut aggregates = aggregate.aggr_expr.clone();
    let mut orders = BTreeMap::new();
    for (i, expr) in aggregates.iter_mut().enumerate() {
        let Expr::AggregateFunction(AggregateFunction { func, params }) = named(expr) else {
            continue;
        };
        if func.name() != ARRAY_AGG {
            continue;
        }
        let mut params = params.clone();
        let kind = params.args[0].get_type(schema)?;
        let equal_zeros = params.distinct && has_forms(&kind);
        if params.order_by.is_empty() && !equal_zeros {
            continue;
        }
        let keys = std::mem::take(&mut params.order_by);
        let order = Order {
            keys: keys.iter().map(options_of).collect(),
            distinct: params.distinct,
            equal_zeros,
        };
        let value = params.args.remove(0);
        params.args = vec![match params.distinct {
            true if kind.is_nested() && !keys.is_empty() => sortable(value, &kind),
            true => value,
            false => {
                let keys = keys.into_iter().map(|key| key.expr);
                row(std::iter::once(value).chain(keys).collect(), schema)?
            }
        }];
        params.distinct &= !equal_zeros;
        let name = format!("$list {i}");
        let collected = AggregateFunction {
            func: array_agg_udaf(),
            params,
        };
        *expr = Expr::AggregateFunction(collected).alias(&name);
        orders.insert(groups + i, (name, order));
    }
    if orders.is_empty() {
        return Ok(None);
    }
    let input = Arc::clone(&aggregate.input);
    let collected = Aggregate::try_new(input, aggregate.group_expr.clone(), aggregates)?;
    let columns = aggregate.schema.iter().enumerate();
    let columns = columns.map(|(place, (qualifier, field))| {
        let Some((name, order)) = orders.remove(&place) else {
            return Expr::from((qualifier, field));
        };
        let list = Expr::Column(Column::new_unqualified(name));
        let kernel = Kernel::new("$in_order", field.data_type().clone(), move |inputs| {
            order.applied(&inputs.array(0)?)
        });
        let sorted = kernel.detail(place.to_string()).call(vec![list]);
        sorted.alias_qualified(qualifier.cloned(), field.name())
    });
    let columns: Vec<Expr> = columns.collect();
    let collected = Arc::new(LogicalPlan::Aggregate(collected));
    let columns = Projection::try_new(columns, collected)?;
    Ok(Some(LogicalPlan::Projection(columns)))
}

fn named(expr: &Expr) -> &Expr {
    match expr {
        Expr::Alias(alias) => named(&alias.expr),
        expr => expr,
    }
}

fn options_of(key: &SortExpr) -> SortOptions {
    SortOptions::new(!key.asc, key.nulls_first)
}

/// The value and what it is sorted by.
fn row(columns: Vec<Expr>, schema: &DFSchema) -> Result<Expr> {
    let kinds = columns.iter().enumerate().map(|(i, column)| {
        let kind = column.get_type(schema)?;
        Ok(Field::new(i.to_string(), kind, true))
    });
    let fields: Fields = kinds.collect::<Result<Vec<_>>>()?.into();
    let count = columns.len();
    let kernel = Kernel::new("$entry", DataType::Struct(fields.clone()), move |inputs| {
        let columns = (0..count).map(|i| inputs.array(i)).collect::<Result<_>>()?;
        Ok(Arc::new(StructArray::try_new(
            fields.clone(),
            columns,
            None,
        )?))
    });
    Ok(kernel.call(columns))
}

struct Order {
    keys: Vec<SortOptions>,
    /// Distinct values are sorted by themselves, others by what stands beside them.
    distinct: bool,
    /// Values that DataFusion would not know for equal are collected with all others, and told apart here.
    equal_zeros: bool,
}

impl Order {
    /// The values of each list in their order.
    fn applied(&self, lists: &ArrayRef) -> Result<ArrayRef> {
        let lists = lists.as_list::<i32>();
        let offsets = lists.offsets();
        let from = offsets[0].as_usize();
        let entries = lists.values();
        let entries = entries.slice(from, offsets[lists.len()].as_usize() - from);
        let (values, keys) = match self.distinct {
            true => {
                let nan_first = self.keys.first().is_some_and(|key| key.nulls_first);
                let compared = if nan_first { nan_below } else { comparable };
                let compared = compared(&entries)?;
                (entries, vec![compared])
            }
            false => {
                let columns = entries.as_struct().columns();
                (Arc::clone(&columns[0]), columns[1..].to_vec())
            }
        };
        let orders = keys
            .iter()
            .zip(&self.keys)
            .map(|(key, options)| make_comparator(key, key, *options))
            .collect::<std::result::Result<Vec<_>, _>>()?;
        let equal = match self.equal_zeros {
            true => Some(rows(&keys[0])?),
            false => None,
        };
        let mut order: Vec<u32> = Vec::with_capacity(values.len());
        let mut lengths = Vec::with_capacity(lists.len());
        for within in offsets.windows(2) {
            let start = order.len();
            let within = within[0].as_usize() - from..within[1].as_usize() - from;
            let within = within.map(|i| u32::try_from(i).unwrap_or(u32::MAX));
            match &equal {
                Some(rows) => {
                    let mut seen = HashSet::new();
                    order.extend(within.filter(|i| seen.insert(rows.row(*i as usize))));
                }
                None => order.extend(within),
            }
            let items = &mut order[start..];
            lengths.push(items.len());
            let by = |a: &u32, b: &u32| {
                let mut orders = orders.iter().map(|order| order(*a as usize, *b as usize));
                orders
                    .find(|order| order.is_ne())
                    .unwrap_or(Ordering::Equal)
            };
            items.sort_by(by);
        }
        let values = match order.is_sorted() && order.len() == values.len() {
            true => values,
            false => take(&values, &UInt32Array::from(order), None)?,
        };
        Ok(Arc::new(ListArray::try_new(
            Arc::new(Field::new_list_field(values.data_type().clone(), true)),
            OffsetBuffer::from_lengths(lengths),
            values,
            lists.nulls().cloned(),
        )?))
    }
}

fn rows(values: &ArrayRef) -> Result<Rows> {
    let converter = RowConverter::new(vec![SortField::new(values.data_type().clone())])?;
    Ok(converter.convert_columns(std::slice::from_ref(values))?)
}
