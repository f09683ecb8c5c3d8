//! `+ - * / %`, unary minus and `||`, with Trino's types and its errors on overflow and division by zero.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Datum, PrimitiveArray};
use datafusion::arrow::compute::kernels::numeric;
use datafusion::arrow::datatypes::{
    ArrowNativeTypeOp, ArrowPrimitiveType, DataType, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type,
};
use datafusion::arrow::error::ArrowError;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::{coerce, common_type};
use crate::error::{Result, SqlError};
use crate::functions::unknown::ambiguous;
use crate::functions::{array, datetime, decimal, string};
use crate::kernel::{Column, Inputs, Kernel};
use crate::types::{self, is_decimal, is_integer, is_numeric};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    match (call.name, call.payload) {
        ("$operator", "+" | "-" | "*" | "/" | "%") => binary(call, call.payload).map(Some),
        ("$operator", "||") => {
            if call.types.iter().any(|kind| types::item_of(kind).is_some()) {
                return array::concat(call).map(Some);
            }
            string::concat(call).map(Some)
        }
        ("mod", _) => {
            call.arity(2..=2)?;
            binary(call, "%").map(Some)
        }
        ("$negate", _) => negate(call).map(Some),
        _ => Ok(None),
    }
}

fn cannot(call: &Call, symbol: &str) -> SqlError {
    call.refuse(format!(
        "cannot apply operator: {} {symbol} {}",
        types::display(&call.types[0]),
        types::display(&call.types[1])
    ))
}

fn binary(call: &Call, symbol: &str) -> Result<Expr> {
    let (left, right) = (&call.types[0], &call.types[1]);
    // NULL takes the other side's type.
    let numeric = |kind: &DataType| is_numeric(kind) || *kind == DataType::Null;
    if !(numeric(left) && numeric(right)) || (*left == DataType::Null && *right == DataType::Null) {
        return datetime::arithmetic(call, symbol)?.ok_or_else(|| cannot(call, symbol));
    }
    // An interval would do as well.
    let takes_intervals = |kind: &DataType| match symbol {
        "*" => matches!(kind, DataType::Int64 | DataType::Float64),
        _ => symbol == "/" && kind == right && *kind == DataType::Float64,
    };
    if (*left == DataType::Null && takes_intervals(right))
        || (*right == DataType::Null && takes_intervals(left))
    {
        return Err(ambiguous(call, symbol));
    }
    let digit = DataType::Decimal128(1, 0);
    let of_null = |other| if is_decimal(other) { &digit } else { other };
    let (left, right) = match (left, right) {
        (DataType::Null, right) => (of_null(right), right),
        (left, DataType::Null) => (left, of_null(left)),
        both => both,
    };
    let common = common_type(left, right).ok_or_else(|| cannot(call, symbol))?;
    if is_decimal(&common) {
        return decimal::arithmetic(call, symbol, left, right);
    }
    let operand = |i: usize| {
        coerce(call.args[i].clone(), &call.types[i], &common).ok_or_else(|| cannot(call, symbol))
    };
    let (a, b) = (operand(0)?, operand(1)?);
    let symbol = match symbol {
        "+" => "+",
        "-" => "-",
        "*" => "*",
        "/" => "/",
        _ => "%",
    };
    if is_integer(&common) {
        return Ok(integer(common, symbol, vec![a, b]));
    }
    let operate = move |inputs: &Inputs| match inputs.args[0].data_type() {
        DataType::Float32 => floating::<Float32Type>(inputs, symbol),
        _ => floating::<Float64Type>(inputs, symbol),
    };
    let name = format!("$floating{symbol}");
    Ok(Kernel::new(name, common, operate)
        .lenient(operate)
        .call(vec![a, b]))
}

/// As DataFusion's own operators do, but that there is one NaN: see [`crate::kernel::one_nan`].
fn floating<T>(inputs: &Inputs, symbol: &str) -> datafusion::error::Result<ArrayRef>
where
    T: ArrowPrimitiveType,
    T::Native: ArrowNativeTypeOp,
{
    let (left, right, rows) = (inputs.values::<T>(0)?, inputs.values::<T>(1)?, inputs.rows);
    let array: PrimitiveArray<T> = match symbol {
        "+" => left.zip_map(&right, rows, T::Native::add_wrapping),
        "-" => left.zip_map(&right, rows, T::Native::sub_wrapping),
        "*" => left.zip_map(&right, rows, T::Native::mul_wrapping),
        "/" => left.zip_map(&right, rows, T::Native::div_wrapping),
        _ => left.zip_map(&right, rows, T::Native::mod_wrapping),
    };
    Ok(Arc::new(array))
}

fn integer(kind: DataType, symbol: &'static str, args: Vec<Expr>) -> Expr {
    let name = format!("$integer{symbol}");
    let (returns, forgiving) = (kind.clone(), kind.clone());
    Kernel::new(name, returns, move |inputs| {
        let result = match kind {
            DataType::Int8 => checked::<Int8Type>(inputs, symbol)?,
            DataType::Int16 => checked::<Int16Type>(inputs, symbol)?,
            DataType::Int32 => checked::<Int32Type>(inputs, symbol)?,
            _ => checked::<Int64Type>(inputs, symbol)?,
        };
        match result {
            Some(array) => Ok(array),
            // Something overflowed, perhaps what lies under a NULL: the careful kernel knows.
            None => careful(inputs, &kind, symbol),
        }
    })
    .lenient(move |inputs| match forgiving {
        DataType::Int8 => fitting::<Int8Type>(inputs, symbol),
        DataType::Int16 => fitting::<Int16Type>(inputs, symbol),
        DataType::Int32 => fitting::<Int32Type>(inputs, symbol),
        _ => fitting::<Int64Type>(inputs, symbol),
    })
    .call(args)
}

/// NULL where the result overflows or the divisor is zero.
fn fitting<T>(inputs: &Inputs, symbol: &str) -> datafusion::error::Result<ArrayRef>
where
    T: ArrowPrimitiveType,
    T::Native: Overflowing,
{
    if let Some(array) = checked::<T>(inputs, symbol)? {
        return Ok(array);
    }
    let (left, right) = (inputs.values::<T>(0)?, inputs.values::<T>(1)?);
    let rows = inputs.rows;
    let array: PrimitiveArray<T> = match symbol {
        "+" => left.zip_some(&right, rows, |a, b| a.add_checked(b).ok()),
        "-" => left.zip_some(&right, rows, |a, b| a.sub_checked(b).ok()),
        "*" => left.zip_some(&right, rows, |a, b| a.mul_checked(b).ok()),
        "/" => left.zip_some(&right, rows, |a, b| {
            if b.divides_all() {
                Some(a.div_wrapping(b))
            } else {
                a.div_checked(b).ok()
            }
        }),
        _ => left.zip_some(&right, rows, |a, b| {
            if b.divides_all() {
                Some(a.mod_wrapping(b))
            } else if b.is_zero() {
                None
            } else {
                Some(T::Native::default())
            }
        }),
    };
    Ok(Arc::new(array))
}

/// The operation over whole arrays, wrapping, with every overflow noticed; `None` if there was one.
fn checked<T>(inputs: &Inputs, symbol: &str) -> datafusion::error::Result<Option<ArrayRef>>
where
    T: ArrowPrimitiveType,
    T::Native: Overflowing,
{
    let (left, right) = (inputs.values::<T>(0)?, inputs.values::<T>(1)?);
    let rows = inputs.rows;
    Ok(match symbol {
        "+" => wrapping(&left, &right, rows, T::Native::add),
        "-" => wrapping(&left, &right, rows, T::Native::sub),
        "*" => wrapping(&left, &right, rows, T::Native::mul),
        // A constant divisor is checked once for all rows.
        _ => match right.constant() {
            Some(divisor) if divisor.divides_all() => {
                let array = if symbol == "/" {
                    left.map::<T>(rows, |value| value.div_wrapping(divisor))
                } else {
                    left.map::<T>(rows, |value| value.mod_wrapping(divisor))
                };
                Some(Arc::new(array) as ArrayRef)
            }
            _ => None,
        },
    })
}

fn wrapping<T: ArrowPrimitiveType>(
    left: &Column<PrimitiveArray<T>>,
    right: &Column<PrimitiveArray<T>>,
    rows: usize,
    operation: impl Fn(T::Native, T::Native) -> (T::Native, T::Native),
) -> Option<ArrayRef>
where
    T::Native: Overflowing,
{
    let zero = T::Native::default();
    let mut signs = zero;
    let array: PrimitiveArray<T> = left.zip_map(right, rows, |a, b| {
        let (value, sign) = operation(a, b);
        signs = signs.or(sign);
        value
    });
    (signs >= zero).then(|| Arc::new(array) as ArrayRef)
}

/// Operations that give the wrapped value, and a number that is negative where it overflowed: no branch for the vector unit.
trait Overflowing: ArrowNativeTypeOp {
    fn or(self, other: Self) -> Self;
    fn add(self, other: Self) -> (Self, Self);
    fn sub(self, other: Self) -> (Self, Self);
    fn mul(self, other: Self) -> (Self, Self);
    /// Neither zero nor minus one, which the least number cannot be divided by.
    fn divides_all(self) -> bool;
}

macro_rules! overflowing {
    ($($kind:ty)*) => {$(
        impl Overflowing for $kind {
            fn or(self, other: Self) -> Self {
                self | other
            }

            fn add(self, other: Self) -> (Self, Self) {
                let sum = self.wrapping_add(other);
                (sum, (self ^ sum) & (other ^ sum))
            }

            fn sub(self, other: Self) -> (Self, Self) {
                let difference = self.wrapping_sub(other);
                (difference, (self ^ other) & (self ^ difference))
            }

            fn mul(self, other: Self) -> (Self, Self) {
                let (product, over) = self.overflowing_mul(other);
                (product, -Self::from(over))
            }

            fn divides_all(self) -> bool {
                self != 0 && self != -1
            }
        }
    )*};
}

overflowing!(i8 i16 i32 i64);

fn careful(inputs: &Inputs, kind: &DataType, symbol: &str) -> datafusion::error::Result<ArrayRef> {
    use datafusion::logical_expr::ColumnarValue;
    let datum = |i: usize| -> datafusion::error::Result<Box<dyn Datum>> {
        Ok(match &inputs.args[i] {
            ColumnarValue::Scalar(scalar) => Box::new(scalar.to_scalar()?),
            ColumnarValue::Array(array) => Box::new(Arc::clone(array)),
        })
    };
    let (left, right) = (datum(0)?, datum(1)?);
    let result = match symbol {
        "+" => numeric::add(&*left, &*right),
        "-" => numeric::sub(&*left, &*right),
        "*" => numeric::mul(&*left, &*right),
        "/" => numeric::div(&*left, &*right),
        _ => numeric::rem(&*left, &*right),
    };
    result.map_err(|error| match error {
        ArrowError::DivideByZero => SqlError::execution("division by zero").into(),
        _ => SqlError::execution(format!(
            "{} {} overflow",
            types::display(kind),
            operation(symbol)
        ))
        .into(),
    })
}

fn operation(symbol: &str) -> &'static str {
    match symbol {
        "+" => "addition",
        "-" => "subtraction",
        "*" => "multiplication",
        "/" => "division",
        _ => "modulus",
    }
}

fn negate(call: &Call) -> Result<Expr> {
    let kind = &call.types[0];
    if let Expr::Literal(value, metadata) = &call.args[0]
        && !matches!(kind, DataType::Timestamp(..))
        && !matches!(value, ScalarValue::Float64(Some(number)) if number.is_nan())
        && let Ok(negated) = value.arithmetic_negate()
    {
        return Ok(Expr::Literal(negated, metadata.clone()));
    }
    match kind {
        kind if is_integer(kind) => {
            let zero = ScalarValue::new_zero(kind)?;
            Ok(integer(
                kind.clone(),
                "-",
                vec![Expr::Literal(zero, None), call.args[0].clone()],
            ))
        }
        DataType::Decimal128(..)
        | DataType::Duration(_)
        | DataType::Interval(_)
        | DataType::Float32
        | DataType::Float64 => {
            let returns = kind.clone();
            Ok(call.kernel(returns, call.args.clone(), |inputs| {
                Ok(numeric::neg(&inputs.array(0)?)?)
            }))
        }
        DataType::Null => Ok(call.args[0].clone()),
        _ => Err(call.refuse(format!("cannot negate {}", types::display(kind)))),
    }
}

/// `abs` of integers errors on the one value that has none.
pub(super) fn abs(call: &Call) -> Expr {
    let kind = call.types[0].clone();
    let returns = kind.clone();
    call.kernel(returns, call.args.clone(), move |inputs| {
        let overflow =
            || SqlError::execution(format!("{} absolute value overflow", types::display(&kind)));
        macro_rules! absolute {
            ($kind:ty) => {{
                let column = inputs.values::<$kind>(0)?;
                let mut array: PrimitiveArray<$kind> =
                    column.map(inputs.rows, |value| value.wrapping_abs());
                // The least number, perhaps under a NULL: looked at one by one.
                let signs = array.values().iter().fold(0, |signs, value| signs | value);
                if signs < 0 {
                    array = column.try_map(inputs.rows, |value| {
                        value.checked_abs().ok_or_else(overflow)
                    })?;
                }
                Ok(Arc::new(array) as ArrayRef)
            }};
        }
        match kind {
            DataType::Int8 => absolute!(Int8Type),
            DataType::Int16 => absolute!(Int16Type),
            DataType::Int32 => absolute!(Int32Type),
            _ => absolute!(Int64Type),
        }
    })
}
