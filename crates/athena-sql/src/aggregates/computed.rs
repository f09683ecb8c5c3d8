//! Aggregates computed from others: averages, correlation, the first n, `reduce_agg`.

use std::sync::Arc;

use datafusion::arrow::datatypes::{ArrowNativeType, DataType};
use datafusion::error::Result as PlanResult;
use datafusion::functions_aggregate as native;
use datafusion::logical_expr::Expr;
use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr as Ast, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, Ident, LambdaFunction, LambdaFunctionParameter, LambdaSyntax,
    OneOrManyWithParens,
};

use super::{Raw, extreme, heap, rewrite};
use crate::error::{Location, Result, SqlError};
use crate::kernel::Kernel;
use crate::types;

/// `reduce_agg(x, start, f, g)` as `reduce` over the array of all values that are not NULL.
pub(super) fn reduce_agg(mut function: Function, place: Option<Location>) -> Result<Ast> {
    let refused = || SqlError::refused("reduce_agg takes a value, a start and two lambdas");
    if function.over.is_some() {
        return Err(SqlError::unsupported(
            "reduce_agg over a window is not supported",
        ));
    }
    let args = crate::rewrite::take_args("reduce_agg", &mut function)?;
    let [value, start, step @ Ast::Lambda(_), Ast::Lambda(_)]: [Ast; 4] =
        args.try_into().map_err(|_| refused())?
    else {
        return Err(refused());
    };
    let known = Ast::IsNotNull(Box::new(value.clone()));
    function.filter = Some(Box::new(match function.filter.take() {
        Some(filter) => Ast::BinaryOp {
            left: filter,
            op: BinaryOperator::And,
            right: Box::new(known),
        },
        None => known,
    }));
    function.args = FunctionArguments::List(FunctionArgumentList {
        duplicate_treatment: None,
        args: vec![FunctionArg::Unnamed(FunctionArgExpr::Expr(value))],
        clauses: vec![],
    });
    let all = rewrite("array_agg".to_owned(), function, place)?;
    let state = Ident::with_quote('"', "\u{4}state");
    let same = Ast::Lambda(LambdaFunction {
        params: OneOrManyWithParens::One(LambdaFunctionParameter {
            name: state.clone(),
            data_type: None,
        }),
        body: Box::new(Ast::Identifier(state)),
        syntax: LambdaSyntax::Arrow,
    });
    crate::lambda::rewrite("reduce", vec![all, start, step, same], place)
}

/// The first n of all values by order of the first column: the values of the last.
pub(super) fn top(raw: &Raw, greatest: bool, kind: &DataType, columns: Vec<Expr>, n: Expr) -> Expr {
    use datafusion::arrow::array::{Array, AsArray, StructArray, make_comparator};
    use datafusion::arrow::compute::SortOptions;
    use datafusion::arrow::datatypes::{Field, Int64Type};
    let count = columns.len();
    let kinds: Vec<DataType> = if count == 1 {
        vec![kind.clone()]
    } else {
        vec![raw.kind(1), kind.clone()]
    };
    let row = types::row(kinds.into_iter().map(|kind| (None, kind)).collect());
    let DataType::Struct(fields) = row.clone() else {
        return n;
    };
    let by_null = columns[0].clone().is_not_null();
    let rows = Kernel::new("$row", row, move |inputs| {
        let columns = (0..count)
            .map(|i| inputs.array(i))
            .collect::<PlanResult<Vec<_>>>()?;
        let columns = columns
            .into_iter()
            .zip(fields.iter())
            .map(|(column, field)| datafusion::arrow::compute::cast(&column, field.data_type()))
            .collect::<std::result::Result<Vec<_>, _>>()?;
        Ok(Arc::new(StructArray::try_new(
            fields.clone(),
            columns,
            None,
        )?))
    })
    .call(columns);
    let filter = Some(Box::new(match &raw.filter {
        Some(filter) => filter.as_ref().clone().and(by_null),
        None => by_null,
    }));
    let all = raw.call_with(
        native::array_agg::array_agg_udaf(),
        vec![rows],
        false,
        filter,
        None,
    );
    let n = Expr::Cast(datafusion::logical_expr::Cast::new_from_field(
        Box::new(n),
        Arc::new(Field::new("", DataType::Int64, true)),
    ));
    let heaps = if raw.window.is_some() { 1 } else { 2 };
    let name = if greatest { "$greatest" } else { "$least" };
    Kernel::new(name, types::array(kind.clone()), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let wanted = inputs.values::<Int64Type>(1)?;
        let entries = lists.values().as_struct();
        let by = &extreme::ranked(entries.column(0), greatest)?;
        let compare = make_comparator(by, by, SortOptions::default())?;
        let mut picked = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if lists.is_null(row) {
                picked.push(None);
                continue;
            }
            let n = wanted
                .get(row)
                .and_then(|n| usize::try_from(n).ok())
                .filter(|n| *n > 0);
            let n = n.ok_or_else(|| {
                SqlError::execution("the number of values must be greater than 0")
            })?;
            let place = |row: usize| lists.value_offsets()[row].as_usize();
            let order = |a: usize, b: usize| match greatest {
                true => compare(b, a),
                false => compare(a, b),
            };
            let first = heap::first(place(row)..place(row + 1), n, heaps, order);
            let first = first.into_iter().filter_map(|i| u32::try_from(i).ok());
            picked.push(Some(first.collect()));
        }
        crate::functions::array::lists_of(entries.column(entries.num_columns() - 1), picked)
    })
    .call(vec![all, n])
}
