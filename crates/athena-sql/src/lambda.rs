//! Functions that take lambdas, and TRY, which is one: a lambda without parameters whose failures are NULL.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::{
    ColumnarValue, Expr as Planned, HigherOrderFunctionArgs, HigherOrderReturnFieldArgs,
    HigherOrderSignature, HigherOrderUDF, HigherOrderUDFImpl, LambdaArgument,
    LambdaParametersProgress, ValueOrLambda, Volatility,
};
use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList, FunctionArguments, Ident,
    LambdaFunction, LambdaFunctionParameter, LambdaSyntax, ObjectName, OneOrManyWithParens,
};

use crate::call;
use crate::coercion::common_type;
use crate::error::{Location, Result, SqlError};
use crate::types::{self, entries_of, item_of};

mod in_place;
mod rows;
mod sort;
mod timsort;
mod tried;

pub(crate) use in_place::in_place;
use rows::{map_zip_with, over_list, over_map, reduce, regexp_replace, zip_with};
use sort::sort;
pub(crate) use tried::tried;
use tried::try_rows;

const TRY_PARAMETER: &str = "\u{4}try";

const NAMES: &[&str] = &[
    "all_match",
    "any_match",
    "array_sort",
    "filter",
    "map_filter",
    "map_zip_with",
    "none_match",
    "reduce",
    "regexp_replace",
    "transform",
    "transform_keys",
    "transform_values",
    "try",
    "zip_with",
];

pub(crate) fn is_higher_order(name: &str, arguments: usize) -> bool {
    name == "try" && arguments == 1
}

/// The function's AST; every argument is rewritten already.
pub(crate) fn rewrite(name: &str, mut args: Vec<Expr>, place: Option<Location>) -> Result<Expr> {
    if !NAMES.contains(&name) {
        return Err(SqlError::unsupported(format!(
            "function {name} with a lambda is not supported"
        ))
        .at(place));
    }
    if name == "try" {
        args = args
            .into_iter()
            .map(|body| {
                // A parameter that the body uses, so that even a constant body has a column to be evaluated over.
                let parameter = Ident::with_quote('"', TRY_PARAMETER);
                let body = call::ast(
                    "$guard",
                    "",
                    place,
                    vec![body, Expr::Identifier(parameter.clone())],
                );
                Expr::Lambda(LambdaFunction {
                    params: OneOrManyWithParens::One(LambdaFunctionParameter {
                        name: parameter,
                        data_type: None,
                    }),
                    body: Box::new(body),
                    syntax: LambdaSyntax::Arrow,
                })
            })
            .collect();
    }
    let fits = match (name, args.as_slice()) {
        ("reduce", [list, start, Expr::Lambda(_), Expr::Lambda(_)]) => {
            !matches!(list, Expr::Lambda(_)) && !matches!(start, Expr::Lambda(_))
        }
        ("zip_with" | "map_zip_with" | "regexp_replace", [a, b, Expr::Lambda(_)]) => {
            !matches!(a, Expr::Lambda(_)) && !matches!(b, Expr::Lambda(_))
        }
        ("try", [Expr::Lambda(_)]) => true,
        ("reduce" | "zip_with" | "map_zip_with" | "regexp_replace" | "try", _) => false,
        (_, [list, Expr::Lambda(_)]) => !matches!(list, Expr::Lambda(_)),
        _ => false,
    };
    if !fits {
        return Err(
            SqlError::refused(format!("unexpected parameters for function {name}")).at(place),
        );
    }
    let args = args
        .into_iter()
        .map(|arg| FunctionArg::Unnamed(FunctionArgExpr::Expr(arg)))
        .collect();
    let function = Expr::Function(Function {
        name: ObjectName::from(vec![Ident::with_quote('"', name)]),
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(FunctionArgumentList {
            duplicate_treatment: None,
            args,
            clauses: vec![],
        }),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: vec![],
    });
    Ok(if name == "try" {
        call::ast("$try", "", place, vec![function])
    } else {
        function
    })
}

/// The functions, for a session's registry.
pub(crate) fn functions() -> Vec<Arc<HigherOrderUDF>> {
    NAMES
        .iter()
        .map(|name| {
            Arc::new(HigherOrderUDF::new_from_impl(Lambda {
                name,
                signature: HigherOrderSignature::variadic_any(Volatility::Immutable),
            }))
        })
        .collect()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Lambda {
    name: &'static str,
    signature: HigherOrderSignature,
}

type Arguments<'a> = (Vec<ArrayRef>, Vec<&'a LambdaArgument>);

impl Lambda {
    fn wrong(&self, kinds: &[&DataType]) -> SqlError {
        let kinds: Vec<String> = kinds.iter().map(|kind| types::display(kind)).collect();
        SqlError::refused(format!(
            "unexpected parameters ({}) for function {}",
            kinds.join(", "),
            self.name
        ))
    }

    fn parameters(&self, kinds: &[&DataType]) -> Result<Vec<Vec<DataType>>> {
        let first = kinds.first().copied().unwrap_or(&DataType::Null);
        let item = || item_of(first).cloned().ok_or_else(|| self.wrong(kinds));
        let entry = || {
            entries_of(first)
                .map(|(key, value)| vec![key.clone(), value.clone()])
                .ok_or_else(|| self.wrong(kinds))
        };
        Ok(match self.name {
            "try" => vec![vec![DataType::Boolean]],
            "map_filter" | "transform_keys" | "transform_values" => vec![entry()?],
            "array_sort" => vec![vec![item()?, item()?]],
            "reduce" => {
                let state = kinds.get(1).copied().cloned().unwrap_or(DataType::Null);
                vec![vec![state.clone(), item()?], vec![state]]
            }
            "zip_with" => {
                let second = kinds
                    .get(1)
                    .and_then(|kind| item_of(kind))
                    .cloned()
                    .ok_or_else(|| self.wrong(kinds))?;
                vec![vec![item()?, second]]
            }
            "map_zip_with" => {
                let (left, right) = both_maps(kinds).ok_or_else(|| self.wrong(kinds))?;
                let (Some((key, left)), Some((_, right))) = (entries_of(left), entries_of(right))
                else {
                    return Err(self.wrong(kinds));
                };
                vec![vec![key.clone(), left.clone(), right.clone()]]
            }
            "regexp_replace" => {
                if !kinds.iter().all(|kind| types::is_varchar(kind)) {
                    return Err(self.wrong(kinds));
                }
                vec![vec![types::array(types::VARCHAR)]]
            }
            _ => vec![vec![item()?]],
        })
    }

    fn returns(&self, values: &[&DataType], lambdas: &[&DataType]) -> Result<DataType> {
        let first = values.first().copied().unwrap_or(&DataType::Null);
        let result = lambdas.first().copied().unwrap_or(&DataType::Null);
        let flag = |kind: DataType| match result {
            DataType::Boolean => Ok(kind),
            other => Err(SqlError::refused(format!(
                "the lambda of {} must give a boolean (actual: {})",
                self.name,
                types::display(other)
            ))),
        };
        Ok(match self.name {
            "try" => result.clone(),
            "filter" | "map_filter" => flag(plain_list(first))?,
            "any_match" | "all_match" | "none_match" => flag(DataType::Boolean)?,
            "transform" | "zip_with" => types::array(result.clone()),
            "regexp_replace" => match result {
                kind if types::is_varchar(kind) => types::VARCHAR,
                other => {
                    return Err(SqlError::refused(format!(
                        "the lambda of regexp_replace must give varchar (actual: {})",
                        types::display(other)
                    )));
                }
            },
            "map_zip_with" => types::map(
                entries_of(first).map_or(DataType::Null, |(key, _)| key.clone()),
                result.clone(),
            ),
            "transform_keys" => types::map(
                result.clone(),
                entries_of(first).map_or(DataType::Null, |(_, value)| value.clone()),
            ),
            "transform_values" => types::map(
                entries_of(first).map_or(DataType::Null, |(key, _)| key.clone()),
                result.clone(),
            ),
            "array_sort" => match result {
                kind if types::is_integer(kind) => plain_list(first),
                other => {
                    return Err(SqlError::refused(format!(
                        "the comparator of array_sort must give a number (actual: {})",
                        types::display(other)
                    )));
                }
            },
            _ => {
                let state = values.get(1).copied().unwrap_or(&DataType::Null);
                let state = &common_type(state, result).unwrap_or_else(|| state.clone());
                // Athena casts what a function is given, not what a lambda gives.
                if result != state {
                    return Err(SqlError::refused(format!(
                        "the first lambda of reduce gives {}, the state is {}",
                        types::display(result),
                        types::display(state)
                    ))
                    .hint("CAST the initial state to the type that the lambda gives"));
                }
                lambdas.get(1).copied().unwrap_or(state).clone()
            }
        })
    }
}

/// The two maps of `map_zip_with`, whose keys are of one type.
fn both_maps<'a>(kinds: &[&'a DataType]) -> Option<(&'a DataType, &'a DataType)> {
    let (left, right) = (*kinds.first()?, *kinds.get(1)?);
    let same = entries_of(left)?.0 == entries_of(right)?.0;
    same.then_some((left, right))
}

fn plain_list(kind: &DataType) -> DataType {
    match item_of(kind) {
        Some(item) => types::array(item.clone()),
        None => kind.clone(),
    }
}

fn value_kinds<L>(fields: &[ValueOrLambda<FieldRef, L>]) -> Vec<&DataType> {
    fields
        .iter()
        .filter_map(|field| match field {
            ValueOrLambda::Value(field) => Some(field.data_type()),
            ValueOrLambda::Lambda(_) => None,
        })
        .collect()
}

impl HigherOrderUDFImpl for Lambda {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &HigherOrderSignature {
        &self.signature
    }

    fn lambda_parameters(
        &self,
        _step: usize,
        fields: &[ValueOrLambda<FieldRef, Option<FieldRef>>],
    ) -> Evaluated<LambdaParametersProgress> {
        let mut kinds: Vec<DataType> = value_kinds(fields).into_iter().cloned().collect();
        let field = |kind: DataType| Arc::new(Field::new("", kind, true));
        if self.name == "reduce" {
            // The state takes the type in which its start and the lambda's results meet.
            let result = fields.iter().find_map(|field| match field {
                ValueOrLambda::Lambda(result) => Some(result.as_ref()),
                ValueOrLambda::Value(_) => None,
            });
            match result.flatten() {
                None => {
                    let references: Vec<&DataType> = kinds.iter().collect();
                    let first = self
                        .parameters(&references)?
                        .into_iter()
                        .next()
                        .unwrap_or_default();
                    return Ok(LambdaParametersProgress::Partial(vec![
                        Some(first.into_iter().map(field).collect()),
                        None,
                    ]));
                }
                Some(result) => {
                    if let Some(state) = kinds.get_mut(1)
                        && let Some(wider) = common_type(state, result.data_type())
                    {
                        *state = wider;
                    }
                }
            }
        }
        let kinds: Vec<&DataType> = kinds.iter().collect();
        let parameters = self.parameters(&kinds)?;
        Ok(LambdaParametersProgress::Complete(
            parameters
                .into_iter()
                .map(|kinds| kinds.into_iter().map(field).collect())
                .collect(),
        ))
    }

    fn coerce_values_for_lambdas(
        &self,
        fields: &[ValueOrLambda<DataType, DataType>],
    ) -> Evaluated<Option<Vec<DataType>>> {
        if self.name != "reduce" {
            return Ok(None);
        }
        let mut values: Vec<DataType> = Vec::new();
        let mut result = None;
        for field in fields {
            match field {
                ValueOrLambda::Value(kind) => values.push(kind.clone()),
                ValueOrLambda::Lambda(kind) => {
                    result.get_or_insert_with(|| kind.clone());
                }
            }
        }
        if let (Some(state), Some(result)) = (values.get_mut(1), result)
            && let Some(wider) = common_type(state, &result)
        {
            *state = wider;
        }
        Ok(Some(values))
    }

    fn return_field_from_args(&self, args: HigherOrderReturnFieldArgs) -> Evaluated<FieldRef> {
        let lambdas: Vec<&DataType> = args
            .arg_fields
            .iter()
            .filter_map(|field| match field {
                ValueOrLambda::Lambda(field) => Some(field.data_type()),
                ValueOrLambda::Value(_) => None,
            })
            .collect();
        let kind = self.returns(&value_kinds(args.arg_fields), &lambdas)?;
        Ok(Arc::new(Field::new("", kind, true)))
    }

    fn short_circuits(&self) -> bool {
        true
    }

    /// A lambda's body belongs to it: what fails there is NULL under TRY, and runs for no element of an empty array.
    fn conditional_arguments<'a>(
        &self,
        args: &'a [Planned],
    ) -> Option<(Vec<&'a Planned>, Vec<&'a Planned>)> {
        Some(
            args.iter()
                .partition(|arg| !matches!(arg, Planned::Lambda(_))),
        )
    }

    fn invoke_with_args(&self, args: HigherOrderFunctionArgs) -> Evaluated<ColumnarValue> {
        let rows = args.number_rows;
        let returns = args.return_type().clone();
        let mut values = Vec::new();
        let mut lambdas = Vec::new();
        for arg in &args.args {
            match arg {
                ValueOrLambda::Value(value) => values.push(value.to_array(rows)?),
                ValueOrLambda::Lambda(lambda) => lambdas.push(lambda),
            }
        }
        let arguments: Arguments = (values, lambdas);
        let array = match self.name {
            "try" => try_rows(&arguments, rows, &returns)?,
            "reduce" => reduce(&arguments, rows)?,
            "map_filter" | "transform_keys" | "transform_values" => {
                over_map(self.name, &arguments, &returns)?
            }
            "zip_with" => zip_with(&arguments, rows)?,
            "map_zip_with" => map_zip_with(&arguments, rows, &returns)?,
            "regexp_replace" => regexp_replace(&arguments, rows)?,
            "array_sort" => sort(&arguments, rows)?,
            name => over_list(name, &arguments)?,
        };
        let array = if array.data_type() == &returns {
            array
        } else {
            arrow_cast(&array, &returns)?
        };
        Ok(ColumnarValue::Array(array))
    }
}
