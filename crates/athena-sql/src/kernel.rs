//! A scalar function of one fixed type: what the typed planner puts into the plan.
//!
//! Names and overloads are settled while the SQL is planned, so that a kernel knows its types and only computes.

use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, NullBufferBuilder, PrimitiveArray, StringArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    ArrowNativeType, ArrowPrimitiveType, DataType, Float32Type, Float64Type,
};
use datafusion::common::{ScalarValue, TableReference};
use datafusion::error::Result;
use datafusion::logical_expr::interval_arithmetic::Interval;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, TypeSignature,
    Volatility,
};

use crate::error::SqlError;

type Compute = dyn Fn(&Inputs) -> Result<ArrayRef> + Send + Sync;

/// One function with its types settled.
#[derive(Clone)]
pub(crate) struct Kernel {
    name: String,
    /// What tells two kernels of one name apart, beside the type.
    pub(crate) detail: String,
    returns: DataType,
    signature: Signature,
    compute: Arc<Compute>,
    /// The same with NULL for a row that `compute` would fail at, and for a NULL argument.
    lenient: Option<Arc<Compute>>,
    /// The nested types of arguments; none are known where it is empty.
    nested: Vec<DataType>,
    /// Leaves the arguments alone and is only there to be recognised while planning.
    pub(crate) marker: bool,
    /// Gives NaN as it comes, where all others give [one NaN](one_nan).
    any_nan: bool,
}

impl fmt::Debug for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kernel")
            .field("name", &self.name)
            .field("returns", &self.returns)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Kernel {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.detail == other.detail && self.returns == other.returns
    }
}

impl Eq for Kernel {}

impl Hash for Kernel {
    /// All that tells kernels apart: DataFusion takes calls of one name and one hash for the same.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.detail.hash(state);
        self.returns.hash(state);
    }
}

/// Planning asks for names of columns and calls more often than for anything else: the usual ones are put together without a formatter.
fn write_name(text: &mut String, expr: &Expr) -> fmt::Result {
    match expr {
        Expr::Column(column) => {
            if let Some(relation) = &column.relation {
                match relation {
                    TableReference::Bare { table } => text.push_str(table),
                    _ => write!(text, "{relation}")?,
                }
                text.push('.');
            }
            text.push_str(&column.name);
            Ok(())
        }
        Expr::ScalarFunction(call) => match call.func.inner().downcast_ref::<Kernel>() {
            Some(kernel) => kernel.write_name(text, &call.args),
            None => write!(text, "{}", expr.schema_name()),
        },
        _ => write!(text, "{}", expr.schema_name()),
    }
}

impl Kernel {
    fn write_name(&self, text: &mut String, args: &[Expr]) -> fmt::Result {
        text.push_str(&self.name);
        if !self.detail.is_empty() {
            text.push('[');
            text.push_str(&self.detail);
            text.push(']');
        }
        text.push('(');
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                text.push(',');
            }
            write_name(text, arg)?;
        }
        text.push(')');
        Ok(())
    }

    pub(crate) fn new(
        name: impl Into<String>,
        returns: DataType,
        compute: impl Fn(&Inputs) -> Result<ArrayRef> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            detail: String::new(),
            returns,
            signature: Signature::one_of(
                vec![TypeSignature::VariadicAny, TypeSignature::Nullary],
                Volatility::Immutable,
            ),
            compute: Arc::new(compute),
            lenient: None,
            nested: Vec::new(),
            marker: false,
            any_nan: false,
        }
    }

    /// How TRY computes it: NULL for a row that fails and for any NULL argument. A kernel that never fails gives its own way.
    pub(crate) fn lenient(
        mut self,
        compute: impl Fn(&Inputs) -> Result<ArrayRef> + Send + Sync + 'static,
    ) -> Self {
        self.lenient = Some(Arc::new(compute));
        self
    }

    /// The kernel that gives NULL where this one fails.
    pub(crate) fn forgiving(&self) -> Option<Self> {
        let mut kernel = self.clone();
        kernel.compute = self.lenient.clone()?;
        kernel.name = format!("$try {}", self.name);
        Some(kernel)
    }

    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Takes arguments of these types. A rule of DataFusion computes a condition of a join key with a NULL that has no type, to see
    /// whether NULL meets it; a kernel that reads lists must not come upon it.
    pub(crate) fn of_nested(mut self, kinds: &[DataType]) -> Self {
        if kinds.iter().any(DataType::is_nested) {
            self.nested = kinds.to_vec();
        }
        self
    }

    /// For the one that gives NaN a sign of its own.
    pub(crate) fn of_any_nan(mut self) -> Self {
        self.any_nan = true;
        self
    }

    pub(crate) fn call(self, args: Vec<Expr>) -> Expr {
        ScalarUDF::new_from_impl(self).call(args)
    }

    /// The expression, which no rule of a plan computes: a long list is then not part of the plan, and of all names made of it.
    pub(crate) fn at_run_time(expr: Expr) -> Expr {
        if let Expr::ScalarFunction(call) = &expr
            && let Some(kernel) = call.func.inner().downcast_ref::<Self>()
        {
            let mut kernel = kernel.clone();
            kernel.signature.volatility = Volatility::Volatile;
            return kernel.call(call.args.clone());
        }
        expr
    }

    /// A mark on an argument that tells its type to a hook which sees no schema.
    pub(crate) fn mark(kind: DataType, arg: Expr) -> Expr {
        let mut kernel = Self::new("$typed", kind, |inputs| inputs.array(0));
        kernel.marker = true;
        kernel.call(vec![arg])
    }
}

/// The expression under a mark, with the type that the mark tells.
pub(crate) fn unmark(expr: &Expr) -> Option<(&Expr, &DataType)> {
    if let Expr::ScalarFunction(call) = expr
        && let Some(kernel) = call.func.inner().downcast_ref::<Kernel>()
        && kernel.marker
    {
        return call.args.first().map(|arg| (arg, &kernel.returns));
    }
    None
}

impl ScalarUDFImpl for Kernel {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.returns.clone())
    }

    /// Any value of the type. Without it DataFusion knows no order of rows by a comparison with what a kernel gives.
    fn evaluate_bounds(&self, _: &[&Interval]) -> Result<Interval> {
        Interval::make_unbounded(&self.returns)
    }

    fn schema_name(&self, args: &[Expr]) -> Result<String> {
        let mut text = String::with_capacity(64);
        self.write_name(&mut text, args)?;
        Ok(text)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let scalar = args
            .args
            .iter()
            .all(|arg| matches!(arg, ColumnarValue::Scalar(_)))
            && self.signature.volatility == Volatility::Immutable;
        let rows = if scalar { 1 } else { args.number_rows };
        let mut inputs = Inputs {
            args: args.args,
            rows,
        };
        for (arg, kind) in inputs.args.iter_mut().zip(&self.nested) {
            if arg.data_type() == DataType::Null && kind.is_nested() {
                *arg = ColumnarValue::Scalar(ScalarValue::try_new_null(kind)?);
            }
        }
        let array = (self.compute)(&inputs)?;
        let array = if array.data_type() == &self.returns {
            array
        } else {
            cast(&array, &self.returns)?
        };
        let array = match self.any_nan {
            true => array,
            false => one_nan(array),
        };
        if scalar {
            Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
                &array, 0,
            )?))
        } else {
            Ok(ColumnarValue::Array(array))
        }
    }
}

/// The same numbers with one NaN for all. The processor gives `0e0 / 0e0` a sign, by which Arrow sorts, groups and joins.
pub(crate) fn one_nan(array: ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Float64 => {
            let doubles = array.as_primitive::<Float64Type>();
            let one = f64::NAN.to_bits();
            let other = |value: &f64| value.is_nan() & (value.to_bits() != one);
            // No early end: the vector unit looks at all of them sooner.
            if !(doubles.values().iter()).fold(false, |any, value| any | other(value)) {
                return array;
            }
            Arc::new(doubles.unary::<_, Float64Type>(
                |value| {
                    if value.is_nan() { f64::NAN } else { value }
                },
            ))
        }
        DataType::Float32 => {
            let reals = array.as_primitive::<Float32Type>();
            Arc::new(reals.unary::<_, Float32Type>(
                |value| {
                    if value.is_nan() { f32::NAN } else { value }
                },
            ))
        }
        _ => array,
    }
}

/// The evaluated arguments of a kernel.
pub(crate) struct Inputs {
    pub(crate) args: Vec<ColumnarValue>,
    pub(crate) rows: usize,
}

impl Inputs {
    /// Argument `i` with one value per row.
    pub(crate) fn array(&self, i: usize) -> Result<ArrayRef> {
        self.args[i].to_array(self.rows)
    }

    /// Argument `i` as text.
    pub(crate) fn text(&self, i: usize) -> Result<Column<StringArray>> {
        self.column(i, &DataType::Utf8, |array| array.as_string::<i32>().clone())
    }

    /// Argument `i` as numbers (or dates, timestamps) of type `T`.
    pub(crate) fn values<T: ArrowPrimitiveType>(
        &self,
        i: usize,
    ) -> Result<Column<PrimitiveArray<T>>> {
        self.column(i, &T::DATA_TYPE, |array| array.as_primitive::<T>().clone())
    }

    fn column<A>(
        &self,
        i: usize,
        kind: &DataType,
        read: impl Fn(&ArrayRef) -> A,
    ) -> Result<Column<A>> {
        let (array, constant) = match &self.args[i] {
            ColumnarValue::Array(array) => (Arc::clone(array), false),
            ColumnarValue::Scalar(scalar) => (scalar.to_array()?, true),
        };
        let array = match (array.data_type(), kind) {
            (from, to) if from == to => array,
            // A zone or a decimal's scale does not change the number that is stored.
            (DataType::Timestamp(unit, _), DataType::Timestamp(wanted, None)) => {
                let plain = DataType::Timestamp(*unit, None);
                let data = array.to_data().into_builder().data_type(plain).build()?;
                let array = datafusion::arrow::array::make_array(data);
                if unit == wanted {
                    array
                } else {
                    cast(&array, kind)?
                }
            }
            (DataType::Decimal128(..), DataType::Decimal128(..)) => array,
            (_, to) => cast(&array, to)?,
        };
        Ok(Column {
            array: read(&array),
            constant,
        })
    }
}

/// One argument: an array, or one value for all rows.
pub(crate) struct Column<A> {
    array: A,
    constant: bool,
}

impl<A: Array> Column<A> {
    /// One value a row.
    pub(crate) fn of(array: A) -> Self {
        Self {
            array,
            constant: false,
        }
    }

    fn index(&self, row: usize) -> usize {
        if self.constant { 0 } else { row }
    }
}

impl Column<StringArray> {
    /// The whole array where there is one value a row.
    pub(crate) fn rows(&self) -> Option<&StringArray> {
        (!self.constant).then_some(&self.array)
    }

    /// The one value for all rows, unless it is NULL.
    pub(crate) fn constant(&self) -> Option<&str> {
        if self.constant { self.get(0) } else { None }
    }

    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        let i = self.index(row);
        self.array.is_valid(i).then(|| self.array.value(i))
    }
}

impl<T: ArrowPrimitiveType> Column<PrimitiveArray<T>> {
    /// The one value for all rows, unless it is NULL.
    pub(crate) fn constant(&self) -> Option<T::Native> {
        if self.constant { self.get(0) } else { None }
    }

    /// Every value through `compute`, which must bear whatever lies under a NULL.
    pub(crate) fn map<O: ArrowPrimitiveType>(
        &self,
        rows: usize,
        compute: impl Fn(T::Native) -> O::Native,
    ) -> PrimitiveArray<O> {
        if !self.constant {
            return self.array.unary(compute);
        }
        match self.get(0) {
            Some(value) => PrimitiveArray::from_value(compute(value), rows),
            None => PrimitiveArray::new_null(rows),
        }
    }

    /// Both values of every row through `compute`, which must bear whatever lies under a NULL.
    pub(crate) fn zip_map<O: ArrowPrimitiveType>(
        &self,
        other: &Self,
        rows: usize,
        mut compute: impl FnMut(T::Native, T::Native) -> O::Native,
    ) -> PrimitiveArray<O> {
        let (left, right) = (&self.array, &other.array);
        let (many, one) = match (self.constant, other.constant) {
            (false, false) => {
                let pairs = left.values().iter().zip(right.values());
                let values: Vec<O::Native> = pairs.map(|(a, b)| compute(*a, *b)).collect();
                let nulls = NullBuffer::union(left.nulls(), right.nulls());
                return PrimitiveArray::new(values.into(), nulls);
            }
            (false, true) => (left, right),
            (true, false) => (right, left),
            (true, true) => {
                return match (self.get(0), other.get(0)) {
                    (Some(a), Some(b)) => PrimitiveArray::from_value(compute(a, b), rows),
                    _ => PrimitiveArray::new_null(rows),
                };
            }
        };
        if one.is_null(0) {
            return PrimitiveArray::new_null(rows);
        }
        let one = one.value(0);
        let values: Vec<O::Native> = if other.constant {
            many.values()
                .iter()
                .map(|value| compute(*value, one))
                .collect()
        } else {
            many.values()
                .iter()
                .map(|value| compute(one, *value))
                .collect()
        };
        PrimitiveArray::new(values.into(), many.nulls().cloned())
    }

    /// Every value through `compute`; NULL stays NULL.
    pub(crate) fn try_map<O: ArrowPrimitiveType>(
        &self,
        rows: usize,
        compute: impl Fn(T::Native) -> crate::error::Result<O::Native>,
    ) -> crate::error::Result<PrimitiveArray<O>> {
        if self.constant {
            return Ok(match self.get(0) {
                Some(value) => PrimitiveArray::from_value(compute(value)?, rows),
                None => PrimitiveArray::new_null(rows),
            });
        }
        let nulls = self.array.nulls();
        let mut out = Vec::with_capacity(rows);
        for (row, value) in self.array.values().iter().enumerate() {
            out.push(match nulls {
                Some(nulls) if nulls.is_null(row) => O::Native::usize_as(0),
                _ => compute(*value)?,
            });
        }
        Ok(PrimitiveArray::new(out.into(), nulls.cloned()))
    }

    /// Both values of every row through `compute`; NULL where there is nothing to give.
    pub(crate) fn zip_some<O: ArrowPrimitiveType>(
        &self,
        other: &Self,
        rows: usize,
        compute: impl Fn(T::Native, T::Native) -> Option<O::Native>,
    ) -> PrimitiveArray<O> {
        (0..rows)
            .map(|row| compute(self.get(row)?, other.get(row)?))
            .collect()
    }

    pub(crate) fn get(&self, row: usize) -> Option<T::Native> {
        let i = self.index(row);
        self.array.is_valid(i).then(|| self.array.value(i))
    }
}

/// Text built row by row in one buffer: `write` appends a row's text, or gives `None` for NULL.
pub(crate) fn text_rows<E: From<SqlError>>(
    rows: usize,
    mut write: impl FnMut(usize, &mut String) -> std::result::Result<Option<()>, E>,
) -> std::result::Result<StringArray, E> {
    let mut text = String::with_capacity(rows * 8);
    let mut offsets = Vec::with_capacity(rows + 1);
    let mut nulls = NullBufferBuilder::new(rows);
    let mut end = 0_i32;
    offsets.push(end);
    for row in 0..rows {
        let known = write(row, &mut text)?.is_some();
        if !known {
            text.truncate(end.as_usize());
        }
        end = i32::try_from(text.len())
            .map_err(|_| SqlError::execution("texts of more than 2 GiB in one batch"))?;
        offsets.push(end);
        nulls.append(known);
    }
    let offsets = OffsetBuffer::new(offsets.into());
    Ok(StringArray::new(
        offsets,
        text.into_bytes().into(),
        nulls.finish(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_wrote_before_it_was_null_is_gone() {
        let rows = text_rows(4, |row, out| -> std::result::Result<_, SqlError> {
            out.push('é');
            out.push_str(&row.to_string());
            Ok((row != 1).then_some(()))
        });
        let expected = [Some("é0"), None, Some("é2"), Some("é3")];
        assert_eq!(rows.unwrap(), StringArray::from(expected.to_vec()));
    }

    #[test]
    fn a_row_that_fails_ends_it() {
        let rows = text_rows(2, |_, _| Err(SqlError::execution("no")));
        assert_eq!(rows.unwrap_err().message, "no");
    }
}
