//! Scalar constructs as calls, with the place where each starts in the text.

use datafusion::sql::sqlparser::ast::{
    AccessExpr, BinaryOperator, CaseWhen, CastKind, DataType, Expr, Function, FunctionArguments,
    Ident, Spanned, Subscript, TrimWhereField, UnaryOperator, Value, ValueWithSpan,
};

use super::Rewriter;
use super::args::take_args;
use super::query::row_of_columns;
use crate::aggregates;
use crate::call;
use crate::error::{Location, Result, SqlError};
use crate::functions::datetime::AT_TIME_ZONE;
use crate::lambda;
use crate::tokens::{self, BLANKS, TYPE_MARK};

/// Where an expression starts in the text.
pub(super) fn start(expr: &Expr) -> Option<Location> {
    match expr {
        Expr::Dictionary(_) => call::head(expr).and_then(|(_, _, place)| place),
        Expr::Identifier(ident) => tokens::location(ident.span),
        Expr::CompoundIdentifier(idents) => idents
            .first()
            .and_then(|ident| tokens::location(ident.span)),
        Expr::Value(value) => tokens::location(value.span),
        Expr::TypedString(typed) => tokens::location(typed.value.span),
        Expr::Function(function) => tokens::location(function.name.span()),
        Expr::Case { case_token, .. } => tokens::location(case_token.0.span),
        Expr::BinaryOp { left, .. } => start(left),
        Expr::IsDistinctFrom(inner, _) | Expr::IsNotDistinctFrom(inner, _) => start(inner),
        Expr::Cast { expr, .. }
        | Expr::Nested(expr)
        | Expr::UnaryOp { expr, .. }
        | Expr::InList { expr, .. }
        | Expr::InSubquery { expr, .. }
        | Expr::Between { expr, .. }
        | Expr::Like { expr, .. }
        | Expr::Extract { expr, .. }
        | Expr::Ceil { expr, .. }
        | Expr::Floor { expr, .. }
        | Expr::Position { expr, .. }
        | Expr::Substring { expr, .. }
        | Expr::Trim { expr, .. } => start(expr),
        Expr::AtTimeZone { timestamp, .. } => start(timestamp),
        Expr::CompoundFieldAccess { root, .. } => start(root),
        Expr::Interval(interval) => start(&interval.value),
        Expr::Array(array) => array.elem.first().and_then(start),
        Expr::Tuple(items) => items.first().and_then(start),
        _ => tokens::location(expr.span()),
    }
}

impl Rewriter {
    pub(super) fn expr(&self, expr: Expr, place: Option<Location>) -> Result<Expr> {
        let call =
            |name: &str, payload: &str, args: Vec<Expr>| call::ast(name, payload, place, args);
        Ok(match expr {
            Expr::Value(ValueWithSpan { value, span }) => match value {
                Value::Number(text, _) => call("$number", &text, vec![]),
                Value::HexStringLiteral(text) => call("$hex", &text, vec![]),
                Value::UnicodeStringLiteral(text) => {
                    Expr::Value(Value::SingleQuotedString(text).with_span(span))
                }
                Value::Placeholder(name) => {
                    return Err(SqlError::new(
                        crate::error::ErrorKind::Parameter,
                        format!("parameter {name} has no value"),
                    ));
                }
                value => Expr::Value(value.with_span(span)),
            },
            Expr::TypedString(typed) => {
                let text = typed.value.into_string().unwrap_or_default();
                call("$literal", &sql_type(&typed.data_type), vec![string(&text)])
            }
            Expr::Interval(interval) => {
                let text = match *interval.value {
                    Expr::Value(ValueWithSpan {
                        value: Value::SingleQuotedString(text),
                        ..
                    }) => text,
                    Expr::Dictionary(fields)
                        if fields.len() == 2
                            && call::head_of(&fields[0].key.value) == Some("$negate") =>
                    {
                        match fields[1].value.as_ref() {
                            Expr::Value(ValueWithSpan {
                                value: Value::SingleQuotedString(text),
                                ..
                            }) => {
                                format!("-{text}")
                            }
                            _ => return Err(SqlError::refused("INTERVAL takes a literal string")),
                        }
                    }
                    _ => {
                        return Err(SqlError::refused("INTERVAL takes a literal string")
                            .hint("write :n * INTERVAL '1' DAY"));
                    }
                };
                let (Some(from), to) = (interval.leading_field, interval.last_field) else {
                    return Err(
                        SqlError::refused("INTERVAL needs a unit").hint("write INTERVAL '1' DAY")
                    );
                };
                let unit = match to {
                    Some(to) => format!("{from} to {to}"),
                    None => from.to_string(),
                };
                call("$interval", &unit.to_lowercase(), vec![string(&text)])
            }
            Expr::BinaryOp { left, op, right } => match op {
                BinaryOperator::And | BinaryOperator::Or => Expr::BinaryOp { left, op, right },
                op => call("$operator", &op.to_string(), vec![*left, *right]),
            },
            Expr::IsDistinctFrom(left, right) => {
                call("$operator", "IS DISTINCT FROM", vec![*left, *right])
            }
            Expr::IsNotDistinctFrom(left, right) => {
                call("$operator", "IS NOT DISTINCT FROM", vec![*left, *right])
            }
            Expr::UnaryOp { op, expr } => match op {
                UnaryOperator::Not => call("$not", "", vec![*expr]),
                UnaryOperator::Minus => match call::head(&expr) {
                    // The least integer has no positive counterpart.
                    Some(("$number", text, _)) if !text.starts_with('-') => {
                        let text = format!("-{text}");
                        call("$number", &text, vec![])
                    }
                    _ => call("$negate", "", vec![*expr]),
                },
                UnaryOperator::Plus => *expr,
                op => {
                    return Err(SqlError::refused(format!(
                        "operator {op} is not Athena SQL"
                    )));
                }
            },
            Expr::Cast {
                kind,
                expr,
                data_type,
                ..
            } => {
                let name = if kind == CastKind::TryCast {
                    "try_cast"
                } else {
                    "cast"
                };
                let target = sql_type(&data_type);
                // A literal's digits are rounded once, as the text of it is.
                let expr = match call::head(&expr) {
                    Some(("$literal", kind, _))
                        if kind.eq_ignore_ascii_case("timestamp")
                            && target.trim_start().starts_with("timestamp")
                            && !target.contains("zone") =>
                    {
                        plain_timestamp(&expr).unwrap_or(*expr)
                    }
                    _ => *expr,
                };
                call(name, &target, vec![expr])
            }
            Expr::InList {
                expr,
                list,
                negated,
            } => {
                let args = std::iter::once(*expr).chain(list).collect();
                call("$in", if negated { "not" } else { "" }, args)
            }
            Expr::Between {
                expr,
                negated,
                low,
                high,
            } => call(
                "$between",
                if negated { "not" } else { "" },
                vec![*expr, *low, *high],
            ),
            Expr::Like {
                negated,
                any: false,
                expr,
                pattern,
                escape_char,
            } => {
                let mut args = vec![*expr, *pattern];
                if let Some(escape) = escape_char {
                    args.push(string(&escape.value.into_string().unwrap_or_default()));
                }
                call("$like", if negated { "not" } else { "" }, args)
            }
            Expr::Case {
                operand,
                conditions,
                else_result,
                ..
            } => {
                let mut shape = String::new();
                let mut args = Vec::new();
                if let Some(operand) = operand {
                    shape.push('o');
                    args.push(*operand);
                }
                for CaseWhen { condition, result } in conditions {
                    args.extend([condition, result]);
                }
                if let Some(result) = else_result {
                    shape.push('e');
                    args.push(*result);
                }
                call("$case", &shape, args)
            }
            Expr::Extract { field, expr, .. } => {
                call("$extract", &field.to_string().to_lowercase(), vec![*expr])
            }
            Expr::Substring {
                expr,
                substring_from,
                substring_for,
                shorthand,
                ..
            } => {
                let args = std::iter::once(*expr)
                    .chain(substring_from.map(|e| *e))
                    .chain(substring_for.map(|e| *e));
                let name = if shorthand { "substr" } else { "substring" };
                call(name, "", args.collect())
            }
            Expr::Trim {
                expr,
                trim_where,
                trim_what,
                trim_characters,
            } => {
                let name = match trim_where {
                    None | Some(TrimWhereField::Both) => "trim",
                    Some(TrimWhereField::Leading) => "ltrim",
                    Some(TrimWhereField::Trailing) => "rtrim",
                };
                let what = trim_what.map(|what| *what).into_iter();
                let what = what.filter(|what| !is_blanks(what));
                let what = what.chain(trim_characters.into_iter().flatten());
                call(name, "", std::iter::once(*expr).chain(what).collect())
            }
            Expr::Position { expr, r#in } => call("strpos", "", vec![*r#in, *expr]),
            Expr::Ceil { expr, .. } => call("ceil", "", vec![*expr]),
            Expr::Floor { expr, .. } => call("floor", "", vec![*expr]),
            Expr::AtTimeZone {
                timestamp,
                time_zone,
            } => call("at_timezone", AT_TIME_ZONE, vec![*timestamp, *time_zone]),
            Expr::Array(array) => call("$array", "", array.elem),
            Expr::Tuple(items) => call("row", "", items),
            Expr::Subquery(mut query) => {
                row_of_columns(&mut query, place);
                Expr::Subquery(query)
            }
            Expr::CompoundIdentifier(idents) => self.lambda_field(idents, place),
            Expr::CompoundFieldAccess { root, access_chain } => {
                // `t.items[1]` opens with the name of a column.
                let mut chain = access_chain.into_iter().peekable();
                let mut expr = match *root {
                    Expr::Identifier(first) => {
                        let mut idents = vec![first];
                        while let Some(AccessExpr::Dot(Expr::Identifier(ident))) = chain.peek() {
                            idents.push(ident.clone());
                            chain.next();
                        }
                        match idents.len() {
                            1 => Expr::Identifier(idents.remove(0)),
                            _ => self.lambda_field(idents, place),
                        }
                    }
                    root => root,
                };
                for access in chain {
                    expr = match access {
                        AccessExpr::Subscript(Subscript::Index { index }) => {
                            call("$subscript", "", vec![expr, index])
                        }
                        AccessExpr::Dot(Expr::Identifier(ident)) => {
                            call("$field", &ident.value.to_lowercase(), vec![expr])
                        }
                        _ => {
                            return Err(SqlError::refused(
                                "slices such as a[1:2] are not Athena SQL",
                            )
                            .hint("write slice(a, start, length)"));
                        }
                    };
                }
                expr
            }
            Expr::Function(function) => self.function(function, place)?,
            other => other,
        })
    }

    /// `i.price` where `i` is the parameter of a lambda.
    fn lambda_field(&self, idents: Vec<Ident>, place: Option<Location>) -> Expr {
        let first = idents
            .first()
            .map(|ident| ident.value.to_lowercase())
            .unwrap_or_default();
        if !self
            .lambdas
            .iter()
            .flatten()
            .any(|parameter| *parameter == first)
        {
            return Expr::CompoundIdentifier(idents);
        }
        let mut idents = idents.into_iter();
        let root = idents
            .next()
            .map_or(Expr::Value(Value::Null.into()), Expr::Identifier);
        idents.fold(root, |expr, ident| {
            call::ast("$field", &ident.value.to_lowercase(), place, vec![expr])
        })
    }

    fn function(&self, mut function: Function, place: Option<Location>) -> Result<Expr> {
        let name = match function.name.0.as_slice() {
            [part] => part
                .as_ident()
                .map(|ident| ident.value.to_lowercase())
                .unwrap_or_default(),
            _ => {
                return Err(SqlError::refused(format!(
                    "function {} is not registered",
                    function.name
                )));
            }
        };
        if aggregates::is_aggregate(&name) || function.over.is_some() {
            if function.over.is_some()
                && !aggregates::is_aggregate(&name)
                && !aggregates::is_window(&name)
            {
                return Err(SqlError::refused(format!(
                    "{name} is not a window or aggregate function"
                )));
            }
            return aggregates::rewrite(name, function, place);
        }
        if aggregates::is_window(&name) {
            return Err(SqlError::refused(format!(
                "window function {name} requires OVER"
            )));
        }
        if function.filter.is_some()
            || !function.within_group.is_empty()
            || function.null_treatment.is_some()
        {
            return Err(SqlError::refused(format!(
                "FILTER, WITHIN GROUP and NULLS are for aggregates, {name} is none"
            )));
        }
        let empty_parentheses =
            matches!(&function.args, FunctionArguments::List(list) if list.args.is_empty());
        if empty_parentheses
            && matches!(
                name.as_str(),
                "current_date"
                    | "current_timestamp"
                    | "localtime"
                    | "localtimestamp"
                    | "current_time"
            )
        {
            return Err(SqlError::refused(format!("{name}() is not Athena SQL"))
                .hint(format!("write {name}")));
        }
        let mut args = take_args(&name, &mut function)?;
        if name == "normalize"
            && let Some(Expr::Identifier(form)) = args.get(1)
        {
            args[1] = string(&form.value);
        }
        if args.iter().any(|arg| matches!(arg, Expr::Lambda(_)))
            || lambda::is_higher_order(&name, args.len())
        {
            return lambda::rewrite(&name, args, place);
        }
        // The length that a CAST gives is in no plan: typeof takes it from the text.
        let cast = match args.as_slice() {
            [arg] if name == "typeof" => match call::head(arg) {
                Some(("cast" | "try_cast", target, _)) if target.starts_with("varchar") => {
                    target.replace(' ', "")
                }
                _ => String::new(),
            },
            _ => String::new(),
        };
        Ok(call::ast(&name, &cast, place, args))
    }
}

pub(crate) fn string(text: &str) -> Expr {
    Expr::Value(Value::SingleQuotedString(text.to_owned()).into())
}

/// The text of a timestamp literal that names no zone.
fn plain_timestamp(literal: &Expr) -> Option<Expr> {
    let Expr::Dictionary(fields) = literal else {
        return None;
    };
    let text = fields.get(1)?.value.as_ref();
    match text {
        Expr::Value(ValueWithSpan {
            value: Value::SingleQuotedString(content),
            ..
        }) if content
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | ' ')) =>
        {
            Some(text.clone())
        }
        _ => None,
    }
}

/// The text of a type, free of the mark that the tokens put on it.
fn sql_type(kind: &DataType) -> String {
    if let DataType::Custom(name, arguments) = kind
        && arguments.is_empty()
        && let [part] = name.0.as_slice()
        && let Some(ident) = part.as_ident()
    {
        return ident.value.trim_start_matches(TYPE_MARK).to_owned();
    }
    kind.to_string()
}

fn is_blanks(what: &Expr) -> bool {
    matches!(what, Expr::Value(ValueWithSpan { value: Value::SingleQuotedString(text), .. }) if text == BLANKS)
}
