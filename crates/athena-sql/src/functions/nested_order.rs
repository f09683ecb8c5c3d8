//! `<` and its kin of rows and arrays: the first part that differs decides, and a NULL met before it is an error.

use std::cmp::Ordering;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, make_comparator};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Expr, Operator};

use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::zeros::unsigned;

pub(super) fn compare(operator: Operator, left: Expr, right: Expr) -> Expr {
    Kernel::new("$compare", DataType::Boolean, move |inputs| {
        let (a, b) = (inputs.array(0)?, inputs.array(1)?);
        let b = datafusion::arrow::compute::cast(&b, a.data_type())?;
        let order = order(&a, &b)?;
        let rows = (0..inputs.rows).map(|row| {
            if a.is_null(row) || b.is_null(row) {
                return Ok(None);
            }
            let order = order(row, row)?;
            Ok(Some(match operator {
                Operator::Lt => order.is_lt(),
                Operator::LtEq => order.is_le(),
                Operator::Gt => order.is_gt(),
                _ => order.is_ge(),
            }))
        });
        Ok(Arc::new(rows.collect::<Result<BooleanArray>>()?))
    })
    .detail(operator.to_string())
    .call(vec![left, right])
}

pub(super) type Order = Box<dyn Fn(usize, usize) -> Result<Ordering>>;

/// The order of two values that are not NULL.
pub(super) fn order(a: &ArrayRef, b: &ArrayRef) -> datafusion::error::Result<Order> {
    Ok(match a.data_type() {
        DataType::List(_) => {
            let (a, b) = (a.as_list::<i32>().clone(), b.as_list::<i32>().clone());
            let items = part(a.values(), b.values(), "arrays with NULL elements")?;
            Box::new(move |i, j| {
                let (from_a, from_b) = (a.value_offsets()[i], b.value_offsets()[j]);
                let (in_a, in_b) = (a.value_length(i), b.value_length(j));
                for n in 0..in_a.min(in_b) {
                    let at = |from: i32| usize::try_from(from + n).unwrap_or_default();
                    let order = items(at(from_a), at(from_b))?;
                    if order.is_ne() {
                        return Ok(order);
                    }
                }
                Ok(in_a.cmp(&in_b))
            })
        }
        DataType::Struct(_) => {
            let fields = a.as_struct().columns().iter().zip(b.as_struct().columns());
            let fields = fields
                .map(|(a, b)| part(a, b, "rows with NULL fields"))
                .collect::<datafusion::error::Result<Vec<Order>>>()?;
            Box::new(move |i, j| {
                for field in &fields {
                    let order = field(i, j)?;
                    if order.is_ne() {
                        return Ok(order);
                    }
                }
                Ok(Ordering::Equal)
            })
        }
        _ => {
            let compare = make_comparator(&unsigned(a), &unsigned(b), Default::default())?;
            Box::new(move |i, j| Ok(compare(i, j)))
        }
    })
}

fn part(a: &ArrayRef, b: &ArrayRef, what: &'static str) -> datafusion::error::Result<Order> {
    let (nulls, others) = (a.logical_nulls(), b.logical_nulls());
    let order = order(a, b)?;
    Ok(Box::new(move |i, j| {
        let null = nulls.as_ref().is_some_and(|nulls| nulls.is_null(i));
        if null || others.as_ref().is_some_and(|nulls| nulls.is_null(j)) {
            return Err(SqlError::execution(format!("{what} have no order")));
        }
        order(i, j)
    }))
}
