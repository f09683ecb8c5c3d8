//! The AST of Athena's SQL turned into one that DataFusion plans with Athena's meaning.
//!
//! Scalar constructs become calls (see [`crate::call`]); UNNEST is nested with what stands left of it, so that a relation
//! planner sees both; output columns get the names Athena gives them.

use std::collections::HashSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    AccessExpr, BinaryOperator, CaseWhen, CastKind, DataType, Expr, Fetch, Function, FunctionArg,
    FunctionArgExpr, FunctionArgumentClause, FunctionArguments, GroupByExpr, Ident, Join,
    JoinConstraint, JoinOperator, LimitClause, NamedWindowExpr, OrderByKind, Query, Select,
    SelectItem, SetExpr, Spanned, Statement, Subscript, TableAlias, TableFactor, TableWithJoins,
    TrimWhereField, UnaryOperator, Value, ValueWithSpan, Values, VisitMut, VisitorMut, WindowFrame,
    WindowSpec, WindowType, visit_expressions_mut,
};

use crate::aggregates;
use crate::call;
use crate::error::{Location, Result, SqlError};
use crate::lambda;
use crate::relations::derived;
use crate::subqueries;
use crate::ties;
use crate::tokens::{self, TYPE_MARK};
use crate::using;

/// Separates a name from the number that tells it from its namesakes.
pub(crate) const NAMESAKE: char = '\u{2}';

/// Rewrites a checked and bound statement in place.
pub(crate) fn rewrite(statement: &mut Statement) -> Result<()> {
    let mut rewriter = Rewriter::default();
    match statement.visit(&mut rewriter) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(error) => Err(error),
    }
}

#[derive(Default)]
struct Rewriter {
    /// Parameters of the lambdas around the current expression.
    lambdas: Vec<Vec<String>>,
    /// Window frames set aside while the rest of their function is rewritten: the planner wants their literals plain.
    frames: Vec<Option<WindowFrame>>,
    limits: Vec<(Option<LimitClause>, Option<Fetch>)>,
    derived: usize,
    /// Depths at which queries are terms of a recursive WITH and stay as they are.
    recursive: HashSet<usize>,
}

impl VisitorMut for Rewriter {
    type Break = SqlError;

    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<SqlError> {
        self.limits
            .push((query.limit_clause.take(), query.fetch.take()));
        if query.with.as_ref().is_some_and(|with| with.recursive) {
            // The planner wants the two terms of a recursive CTE side by side.
            self.recursive.insert(self.limits.len());
        }
        inline_windows(query);
        if let Err(error) = using::rewrite(query) {
            return ControlFlow::Break(error);
        }
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &mut Query) -> ControlFlow<SqlError> {
        if let Some((limit, fetch)) = self.limits.pop() {
            query.limit_clause = limit_and_fetch(limit, fetch);
        }
        if let Some(order_by) = &mut query.order_by
            && let OrderByKind::Expressions(exprs) = &mut order_by.kind
        {
            exprs
                .iter_mut()
                .for_each(|item| restore_ordinal(&mut item.expr));
        }
        if matches!(
            query.body.as_ref(),
            SetExpr::Values(_) | SetExpr::SetOperation { .. }
        ) && !self.recursive.contains(&self.limits.len())
        {
            self.derived += 1;
            wrap_set(query, self.derived);
        }
        self.recursive.remove(&(self.limits.len() + 1));
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &mut Select) -> ControlFlow<SqlError> {
        if let Err(error) = subqueries::rewrite(select) {
            return ControlFlow::Break(error);
        }
        if let Err(error) = group_by_nothing(select) {
            return ControlFlow::Break(error);
        }
        name_derived(select, &mut self.derived);
        guard_aliases(select);
        name_outputs(select);
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, select: &mut Select) -> ControlFlow<SqlError> {
        if let GroupByExpr::Expressions(exprs, _) = &mut select.group_by {
            restore_ordinals(exprs);
        }
        nest_unnest(&mut select.from);
        ControlFlow::Continue(())
    }

    fn post_visit_table_factor(&mut self, factor: &mut TableFactor) -> ControlFlow<SqlError> {
        if let TableFactor::Table { sample, .. } | TableFactor::Derived { sample, .. } = factor {
            // The lint has let a sample of all rows through, and no other.
            *sample = None;
        }
        if let TableFactor::NestedJoin {
            table_with_joins, ..
        } = factor
            && !is_unnest_pair(table_with_joins)
        {
            nest_joins(table_with_joins);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<SqlError> {
        match expr {
            Expr::Lambda(lambda) => {
                self.lambdas.push(
                    lambda
                        .params
                        .iter()
                        .map(|p| p.name.value.to_lowercase())
                        .collect(),
                );
            }
            Expr::Function(Function {
                over: Some(WindowType::WindowSpec(window)),
                ..
            }) => {
                self.frames.push(window.window_frame.take());
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<SqlError> {
        match expr {
            Expr::Lambda(_) => {
                self.lambdas.pop();
            }
            Expr::Function(Function {
                over: Some(WindowType::WindowSpec(window)),
                ..
            }) => {
                window.window_frame = self.frames.pop().flatten();
            }
            _ => {}
        }
        let place = start(expr);
        let taken = std::mem::replace(expr, Expr::Value(Value::Null.into()));
        match self.expr(taken, place) {
            Ok(rewritten) => {
                *expr = rewritten;
                ControlFlow::Continue(())
            }
            Err(error) => ControlFlow::Break(error.at(place)),
        }
    }
}

/// Where an expression starts in the text.
fn start(expr: &Expr) -> Option<Location> {
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
    fn expr(&self, expr: Expr, place: Option<Location>) -> Result<Expr> {
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
                ..
            } => {
                let args = std::iter::once(*expr)
                    .chain(substring_from.map(|e| *e))
                    .chain(substring_for.map(|e| *e));
                call("substring", "", args.collect())
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
                let what = trim_what
                    .map(|e| *e)
                    .or(trim_characters.and_then(|c| c.into_iter().next()));
                call(name, "", std::iter::once(*expr).chain(what).collect())
            }
            Expr::Position { expr, r#in } => call("strpos", "", vec![*r#in, *expr]),
            Expr::Ceil { expr, .. } => call("ceil", "", vec![*expr]),
            Expr::Floor { expr, .. } => call("floor", "", vec![*expr]),
            Expr::AtTimeZone {
                timestamp,
                time_zone,
            } => call("at_timezone", "", vec![*timestamp, *time_zone]),
            Expr::Array(array) => call("$array", "", array.elem),
            Expr::Tuple(items) => call("row", "", items),
            Expr::Subquery(mut query) => {
                row_of_columns(&mut query, place);
                Expr::Subquery(query)
            }
            Expr::CompoundIdentifier(idents) => self.lambda_field(idents, place),
            Expr::CompoundFieldAccess { root, access_chain } => {
                let mut expr = *root;
                for access in access_chain {
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
                "current_date" | "current_timestamp" | "localtimestamp" | "current_time"
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
        Ok(call::ast(&name, "", place, args))
    }
}

/// The positional arguments of a function.
pub(crate) fn take_args(name: &str, function: &mut Function) -> Result<Vec<Expr>> {
    let list = match std::mem::replace(&mut function.args, FunctionArguments::None) {
        FunctionArguments::None => return Ok(vec![]),
        FunctionArguments::Subquery(_) => {
            return Err(
                SqlError::refused(format!("{name}(SELECT …) is not Athena SQL"))
                    .hint("put the subquery in its own parentheses"),
            );
        }
        FunctionArguments::List(list) => list,
    };
    if list.duplicate_treatment.is_some() {
        return Err(SqlError::refused(format!(
            "DISTINCT is for aggregates, {name} is none"
        )));
    }
    if let Some(clause) = list.clauses.first() {
        let what = match clause {
            FunctionArgumentClause::JsonNullClause(_)
            | FunctionArgumentClause::JsonReturningClause(_) => {
                return Err(SqlError::unsupported(format!(
                    "{name} with JSON clauses is not supported"
                ))
                .hint("write json_extract_scalar(x, path) and CAST it"));
            }
            FunctionArgumentClause::OrderBy(_) => "ORDER BY",
            _ => "this clause",
        };
        return Err(SqlError::refused(format!(
            "{what} is for aggregates, {name} is none"
        )));
    }
    list.args
        .into_iter()
        .map(|arg| match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Ok(expr),
            FunctionArg::Unnamed(_) => {
                Err(SqlError::refused(format!("{name}(*) is not Athena SQL")))
            }
            _ => Err(SqlError::refused(format!(
                "named arguments of {name} are not Athena SQL"
            ))),
        })
        .collect()
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

/// A subquery of several columns as one of a row of them.
fn row_of_columns(query: &mut Query, place: Option<Location>) {
    let Some(names) = subqueries::columns_of_row(query) else {
        return;
    };
    let SetExpr::Select(select) = query.body.as_mut() else {
        return;
    };
    let items = std::mem::take(&mut select.projection);
    let items = items.into_iter().filter_map(|item| match item {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
        _ => None,
    });
    let names: Vec<String> = names
        .into_iter()
        .map(|name| {
            name.map(|name| name.split(NAMESAKE).next().unwrap_or_default().to_owned())
                .filter(|name| !name.starts_with("_col"))
                .unwrap_or_default()
        })
        .collect();
    let row = call::ast("row", &names.join(","), place, items.collect());
    select.projection = vec![SelectItem::UnnamedExpr(row)];
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

fn restore_ordinals(exprs: &mut [Expr]) {
    for expr in exprs {
        match expr {
            Expr::GroupingSets(sets) | Expr::Cube(sets) | Expr::Rollup(sets) => {
                sets.iter_mut().for_each(|set| restore_ordinals(set));
            }
            Expr::Dictionary(_) if matches!(call::head(expr), Some(("row", _, _))) => {
                // `GROUPING SETS ((a, b))` and `GROUP BY (a, b)` group by several columns, not by a row.
                let Expr::Dictionary(fields) = expr else {
                    continue;
                };
                let mut items: Vec<Expr> = fields.drain(1..).map(|field| *field.value).collect();
                restore_ordinals(&mut items);
                *expr = Expr::Tuple(items);
            }
            _ => restore_ordinal(expr),
        }
    }
}

fn restore_ordinal(expr: &mut Expr) {
    if let Some(("$number", text, _)) = call::head(expr) {
        *expr = Expr::Value(Value::Number(text.to_owned(), false).into());
    }
}

fn limit_and_fetch(limit: Option<LimitClause>, fetch: Option<Fetch>) -> Option<LimitClause> {
    let Some(fetch) = fetch else { return limit };
    let quantity = fetch
        .quantity
        .unwrap_or_else(|| Expr::Value(Value::Number("1".to_owned(), false).into()));
    let quantity = match &quantity {
        Expr::Value(ValueWithSpan {
            value: Value::Number(text, _),
            ..
        }) if fetch.with_ties => match text.parse::<u64>() {
            Ok(count) if count < ties::MARK => {
                Expr::Value(Value::Number((count + ties::MARK).to_string(), false).into())
            }
            _ => quantity,
        },
        _ => quantity,
    };
    let (offset, limit_by) = match limit {
        Some(LimitClause::LimitOffset {
            offset, limit_by, ..
        }) => (offset, limit_by),
        _ => (None, vec![]),
    };
    Some(LimitClause::LimitOffset {
        limit: Some(quantity),
        offset,
        limit_by,
    })
}

/// `a UNION b ORDER BY x` as `SELECT * FROM (a UNION b) ORDER BY x`.
fn wrap_set(query: &mut Query, number: usize) {
    use datafusion::sql::sqlparser::ast::{
        SelectFlavor, WildcardAdditionalOptions, helpers::attached_token::AttachedToken,
    };
    let inner = Query {
        with: None,
        body: std::mem::replace(
            &mut query.body,
            Box::new(SetExpr::Values(Values {
                explicit_row: false,
                value_keyword: false,
                rows: vec![],
            })),
        ),
        order_by: None,
        limit_clause: None,
        fetch: None,
        locks: vec![],
        for_clause: None,
        settings: None,
        format_clause: None,
        pipe_operators: vec![],
    };
    let alias = TableAlias {
        explicit: true,
        name: Ident::with_quote('"', format!("{NAMESAKE}s{number}")),
        columns: vec![],
        at: None,
    };
    let select = Select {
        select_token: AttachedToken::empty(),
        optimizer_hints: vec![],
        distinct: None,
        select_modifiers: None,
        top: None,
        top_before_distinct: false,
        projection: vec![SelectItem::Wildcard(WildcardAdditionalOptions::default())],
        exclude: None,
        into: None,
        from: vec![TableWithJoins {
            relation: derived(Box::new(inner), Some(alias)),
            joins: vec![],
        }],
        lateral_views: vec![],
        prewhere: None,
        selection: None,
        connect_by: vec![],
        group_by: GroupByExpr::Expressions(vec![], vec![]),
        cluster_by: vec![],
        distribute_by: vec![],
        sort_by: vec![],
        having: None,
        named_window: vec![],
        qualify: None,
        window_before_qualify: false,
        value_table_mode: None,
        flavor: SelectFlavor::Standard,
    };
    *query.body = SetExpr::Select(Box::new(select));
}

/// Puts the definitions of `WINDOW w AS (…)` where they are used.
fn inline_windows(query: &mut Query) {
    let SetExpr::Select(select) = query.body.as_mut() else {
        return;
    };
    let mut specs: Vec<(String, WindowSpec)> = Vec::new();
    for definition in std::mem::take(&mut select.named_window) {
        let spec = match definition.1 {
            NamedWindowExpr::WindowSpec(spec) => merged(spec, &specs),
            NamedWindowExpr::NamedWindow(name) => match find_window(&specs, &name) {
                Some(spec) => spec,
                None => continue,
            },
        };
        specs.push((definition.0.value.to_lowercase(), spec));
    }
    if specs.is_empty() {
        return;
    }
    let mut inline = |expr: &mut Expr| {
        if let Expr::Function(Function {
            over: Some(over), ..
        }) = expr
        {
            match over {
                WindowType::NamedWindow(name) => {
                    if let Some(spec) = find_window(&specs, name) {
                        *over = WindowType::WindowSpec(spec);
                    }
                }
                WindowType::WindowSpec(spec) if spec.window_name.is_some() => {
                    *spec = merged(spec.clone(), &specs)
                }
                WindowType::WindowSpec(_) => {}
            }
        }
        ControlFlow::<()>::Continue(())
    };
    let _ = visit_expressions_mut(&mut select.projection, &mut inline);
    if let Some(order_by) = &mut query.order_by {
        let _ = visit_expressions_mut(order_by, &mut inline);
    }
}

fn find_window(specs: &[(String, WindowSpec)], name: &Ident) -> Option<WindowSpec> {
    specs
        .iter()
        .find(|(known, _)| *known == name.value.to_lowercase())
        .map(|(_, spec)| spec.clone())
}

fn merged(mut spec: WindowSpec, specs: &[(String, WindowSpec)]) -> WindowSpec {
    if let Some(base) = spec
        .window_name
        .as_ref()
        .and_then(|name| find_window(specs, name))
    {
        spec.window_name = None;
        spec.partition_by = base.partition_by;
        if spec.order_by.is_empty() {
            spec.order_by = base.order_by;
        }
        spec.window_frame = spec.window_frame.or(base.window_frame);
    }
    spec
}

/// `GROUP BY ()` is one group of all rows, as it is without GROUP BY where there is an aggregate.
fn group_by_nothing(select: &mut Select) -> Result<()> {
    let GroupByExpr::Expressions(exprs, _) = &mut select.group_by else {
        return Ok(());
    };
    if !matches!(exprs.as_slice(), [Expr::Tuple(items)] if items.is_empty()) {
        return Ok(());
    }
    exprs.clear();
    let mut aggregated = false;
    let _ = visit_expressions_mut(&mut select.projection, |expr| {
        if let Expr::Function(Function {
            name, over: None, ..
        }) = expr
        {
            aggregated |= aggregates::is_aggregate(&name.to_string().to_lowercase());
        }
        ControlFlow::<()>::Continue(())
    });
    if aggregated {
        Ok(())
    } else {
        Err(SqlError::unsupported(
            "GROUP BY () without an aggregate is not supported",
        ))
    }
}

/// Gives every derived table without a name one, so that its columns are never mistaken for output aliases.
fn name_derived(select: &mut Select, count: &mut usize) {
    let relations = select.from.iter_mut().flat_map(|from| {
        std::iter::once(&mut from.relation).chain(from.joins.iter_mut().map(|j| &mut j.relation))
    });
    for relation in relations {
        if let TableFactor::Derived {
            alias: alias @ None,
            ..
        } = relation
        {
            *count += 1;
            *alias = Some(TableAlias {
                explicit: true,
                name: Ident::with_quote('"', format!("{NAMESAKE}{count}")),
                columns: vec![],
                at: None,
            });
        }
    }
}

/// Marks the names in GROUP BY and HAVING that are also output aliases: Athena reads columns there, DataFusion aliases.
fn guard_aliases(select: &mut Select) {
    let aliases: HashSet<String> = select
        .projection
        .iter()
        .filter_map(|item| match item {
            SelectItem::ExprWithAlias { alias, .. } => Some(alias.value.to_lowercase()),
            _ => None,
        })
        .collect();
    if aliases.is_empty() {
        return;
    }
    let mut guard = |expr: &mut Expr| {
        if let Expr::Identifier(ident) = expr
            && aliases.contains(&ident.value.to_lowercase())
        {
            let place = tokens::location(ident.span);
            *expr = call::ast("$column", "", place, vec![expr.clone()]);
        }
        ControlFlow::<()>::Continue(())
    };
    if let GroupByExpr::Expressions(exprs, _) = &mut select.group_by {
        for expr in exprs {
            let _ = visit_expressions_mut(expr, &mut guard);
        }
    }
    if let Some(having) = &mut select.having {
        let _ = visit_expressions_mut(having, &mut guard);
    }
}

/// Names every output column as Athena names it, with a number behind names that occur twice.
fn name_outputs(select: &mut Select) {
    let tables = table_names(&select.from);
    let has_wildcard = select.projection.iter().any(|item| {
        matches!(
            item,
            SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..)
        )
    });
    let mut names: Vec<Option<String>> = Vec::with_capacity(select.projection.len());
    for (i, item) in select.projection.iter_mut().enumerate() {
        let (name, keep) = match &*item {
            SelectItem::UnnamedExpr(expr) => match without_parentheses(expr) {
                Expr::Identifier(ident) => (ident.value.to_lowercase(), !has_wildcard),
                Expr::CompoundIdentifier(idents) => {
                    let table = idents
                        .first()
                        .map(|ident| ident.value.to_lowercase())
                        .unwrap_or_default();
                    let column = idents.len() == 2 && tables.contains(&table);
                    let last = idents
                        .last()
                        .map(|ident| ident.value.to_lowercase())
                        .unwrap_or_default();
                    (last, column && !has_wildcard)
                }
                _ => (format!("_col{i}"), false),
            },
            SelectItem::ExprWithAlias { alias, .. } => (alias.value.to_lowercase(), true),
            _ => {
                names.push(None);
                continue;
            }
        };
        if !keep && let SelectItem::UnnamedExpr(expr) = item {
            let alias = if has_wildcard
                && matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
            {
                format!("{name}{NAMESAKE}{i}")
            } else {
                name.clone()
            };
            let expr = std::mem::replace(expr, Expr::Value(Value::Null.into()));
            *item = SelectItem::ExprWithAlias {
                expr,
                alias: Ident::with_quote('"', alias),
            };
        } else if let SelectItem::ExprWithAlias { alias, .. } = item {
            alias.value = name.clone();
            alias.quote_style = Some('"');
        }
        names.push(Some(name));
    }
    for (i, item) in select.projection.iter_mut().enumerate() {
        let Some(name) = &names[i] else { continue };
        if names
            .iter()
            .filter(|other| other.as_ref() == Some(name))
            .count()
            < 2
        {
            continue;
        }
        let unique = Ident::with_quote('"', format!("{name}{NAMESAKE}{i}"));
        match item {
            SelectItem::ExprWithAlias { alias, .. } => *alias = unique,
            SelectItem::UnnamedExpr(expr) => {
                let expr = std::mem::replace(expr, Expr::Value(Value::Null.into()));
                *item = SelectItem::ExprWithAlias {
                    expr,
                    alias: unique,
                };
            }
            _ => {}
        }
    }
}

/// `((x))` as `x`.
fn without_parentheses(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => without_parentheses(inner),
        expr => expr,
    }
}

fn table_names(from: &[TableWithJoins]) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut stack: Vec<&TableFactor> = Vec::new();
    for table in from {
        stack.push(&table.relation);
        stack.extend(table.joins.iter().map(|join| &join.relation));
    }
    while let Some(factor) = stack.pop() {
        let (alias, name) = match factor {
            TableFactor::Table { name, alias, .. } => (
                alias,
                name.0
                    .last()
                    .and_then(|part| part.as_ident())
                    .map(|ident| &ident.value),
            ),
            TableFactor::Derived { alias, .. } | TableFactor::UNNEST { alias, .. } => (alias, None),
            TableFactor::NestedJoin {
                table_with_joins,
                alias,
            } => {
                stack.push(&table_with_joins.relation);
                stack.extend(table_with_joins.joins.iter().map(|join| &join.relation));
                (alias, None)
            }
            _ => continue,
        };
        if let Some(name) = alias.as_ref().map(|alias| &alias.name.value).or(name) {
            names.insert(name.to_lowercase());
        }
    }
    names
}

/// Nests `a, UNNEST(a.x)` and `a CROSS JOIN UNNEST(a.x)` so that one node holds the array's owner and the UNNEST.
fn nest_unnest(from: &mut Vec<TableWithJoins>) {
    let mut out: Vec<TableWithJoins> = Vec::with_capacity(from.len());
    for mut table in from.drain(..) {
        if matches!(table.relation, TableFactor::UNNEST { .. }) && !out.is_empty() {
            let mut before = out.drain(..);
            let Some(first) = before.next() else { continue };
            let left = before.fold(first, |mut left, next| {
                left.joins.push(cross_join(as_factor(next)));
                left
            });
            table.relation = nested(TableWithJoins {
                relation: as_factor(left),
                joins: vec![cross_join(table.relation)],
            });
        }
        nest_joins(&mut table);
        out.push(table);
    }
    *from = out;
}

fn nest_joins(table: &mut TableWithJoins) {
    let joins = std::mem::take(&mut table.joins);
    for join in joins {
        if matches!(join.relation, TableFactor::UNNEST { .. }) {
            let left = TableWithJoins {
                relation: take_factor(&mut table.relation),
                joins: std::mem::take(&mut table.joins),
            };
            table.relation = nested(TableWithJoins {
                relation: as_factor(left),
                joins: vec![join],
            });
        } else {
            table.joins.push(join);
        }
    }
}

/// Whether this is one relation joined with one UNNEST, as [`crate::unnest`] plans it.
pub(crate) fn is_unnest_pair(table: &TableWithJoins) -> bool {
    matches!(
        table.joins.as_slice(),
        [Join {
            relation: TableFactor::UNNEST { .. },
            ..
        }]
    )
}

fn cross_join(relation: TableFactor) -> Join {
    Join {
        relation,
        global: false,
        join_operator: JoinOperator::CrossJoin(JoinConstraint::None),
    }
}

fn nested(table: TableWithJoins) -> TableFactor {
    TableFactor::NestedJoin {
        table_with_joins: Box::new(table),
        alias: None,
    }
}

fn as_factor(table: TableWithJoins) -> TableFactor {
    if table.joins.is_empty() {
        table.relation
    } else {
        nested(table)
    }
}

fn take_factor(factor: &mut TableFactor) -> TableFactor {
    let empty = TableFactor::NestedJoin {
        table_with_joins: Box::new(TableWithJoins {
            relation: TableFactor::UNNEST {
                alias: None,
                array_exprs: vec![],
                with_offset: false,
                with_offset_alias: None,
                with_ordinality: false,
            },
            joins: vec![],
        }),
        alias: None,
    };
    std::mem::replace(factor, empty)
}
