//! `<` and its kin of rows and arrays, and what sorts by them: the first part that differs decides, and a NULL met before it is an error.

use std::cmp::Ordering;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, make_comparator};
use datafusion::arrow::compute::{and_kleene, cast};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Expr, Operator};

use crate::error::{Result, SqlError};
use crate::kernel::{Inputs, Kernel};
use crate::zeros::comparable;

/// What rows are sorted by, or the greatest is chosen by. Trino fails as soon as it compares a NULL within; which values it compares is
/// its own affair, so that any such NULL is refused.
pub(crate) fn sortable(expr: Expr, kind: &DataType) -> Expr {
    Kernel::new("$sortable", kind.clone(), |inputs| {
        let array = inputs.array(0)?;
        if !holds_null(&array) {
            return Ok(array);
        }
        let error =
            SqlError::unsupported("an order of arrays or rows with NULL in them is not supported");
        Err(error
            .hint("order by parts of them, x[1] or r.a, or by filter(x, e -> e IS NOT NULL)")
            .into())
    })
    .call(vec![expr])
}

/// Whether a value that is not NULL has a NULL in it.
fn holds_null(array: &ArrayRef) -> bool {
    let is_or_holds = |items: &ArrayRef| items.logical_null_count() > 0 || holds_null(items);
    if let Some(lists) = array.as_list_opt::<i32>() {
        let within = |row: usize| is_or_holds(&lists.value(row));
        return is_or_holds(lists.values())
            && (0..lists.len()).any(|row| lists.is_valid(row) && within(row));
    }
    let Some(rows) = array.as_struct_opt() else {
        return false;
    };
    rows.columns().iter().any(|column| {
        let nulls = column.logical_nulls();
        let null = |row| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
        let any = nulls.as_ref().is_some_and(|nulls| nulls.null_count() > 0);
        (any && (0..rows.len()).any(|row| rows.is_valid(row) && null(row))) || holds_null(column)
    })
}

/// Whether the operator holds between two values.
pub(super) fn compare(operator: Operator, left: Expr, right: Expr) -> Expr {
    Kernel::new("$compare", DataType::Boolean, move |inputs| {
        Ok(Arc::new(compared(inputs, operator, 1)?))
    })
    .detail(operator.to_string())
    .call(vec![left, right])
}

/// `x BETWEEN low AND high`: both are compared, whatever one of them says.
pub(super) fn between(expr: Expr, low: Expr, high: Expr) -> Expr {
    Kernel::new("$between", DataType::Boolean, |inputs| {
        let above = compared(inputs, Operator::GtEq, 1)?;
        let below = compared(inputs, Operator::LtEq, 2)?;
        Ok(Arc::new(and_kleene(&above, &below)?))
    })
    .call(vec![expr, low, high])
}

/// The first argument against another.
fn compared(
    inputs: &Inputs,
    operator: Operator,
    with: usize,
) -> datafusion::error::Result<BooleanArray> {
    let (a, b) = (inputs.array(0)?, inputs.array(with)?);
    let b = cast(&b, a.data_type())?;
    let order = order(&a, &b, comparable)?;
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
    Ok(rows.collect::<Result<BooleanArray>>()?)
}

pub(super) type Order = Box<dyn Fn(usize, usize) -> Result<Ordering>>;

/// Where zeros and NaN go: [`comparable`], or [`nan_below`](crate::zeros::nan_below) all numbers.
pub(super) type Numbers = fn(&ArrayRef) -> datafusion::error::Result<ArrayRef>;

/// The order of two values that are not NULL.
pub(super) fn order(
    a: &ArrayRef,
    b: &ArrayRef,
    numbers: Numbers,
) -> datafusion::error::Result<Order> {
    Ok(match a.data_type() {
        DataType::List(_) => {
            let (a, b) = (a.as_list::<i32>().clone(), b.as_list::<i32>().clone());
            let items = part(a.values(), b.values(), numbers, "arrays with NULL elements")?;
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
                .map(|(a, b)| part(a, b, numbers, "rows with NULL fields"))
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
            let compare = make_comparator(&numbers(a)?, &numbers(b)?, Default::default())?;
            Box::new(move |i, j| Ok(compare(i, j)))
        }
    })
}

fn part(
    a: &ArrayRef,
    b: &ArrayRef,
    numbers: Numbers,
    what: &'static str,
) -> datafusion::error::Result<Order> {
    let (nulls, others) = (a.logical_nulls(), b.logical_nulls());
    let order = order(a, b, numbers)?;
    Ok(Box::new(move |i, j| {
        let null = nulls.as_ref().is_some_and(|nulls| nulls.is_null(i));
        if null || others.as_ref().is_some_and(|nulls| nulls.is_null(j)) {
            return Err(SqlError::execution(format!("{what} have no order")));
        }
        order(i, j)
    }))
}
