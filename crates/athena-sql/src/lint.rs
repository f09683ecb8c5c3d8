//! Refuses what the parser accepts and Athena does not, and names what Athena has and this engine has not.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, CastKind, Cte, Distinct, Expr, Ident, LimitClause, OrderByKind, Query, Select,
    SelectItem, SetExpr, SetQuantifier, Spanned, Statement, TableAlias, TableFactor, Value,
    ValueWithSpan, Visit, Visitor, WildcardAdditionalOptions,
};

use crate::error::{ErrorKind, Location, Result, SqlError};
use crate::tokens;

mod calls;
mod groups;
mod order;
mod relations;
mod reserved;
mod windows;

use order::check_order;
pub(crate) use order::check_output;
pub(crate) use relations::share_of;
use relations::{check_commas, check_factor, check_join, check_unnested, check_using};
pub(crate) use reserved::is_reserved;

/// Checks a parsed statement.
pub(crate) fn check(statement: &Statement) -> Result<()> {
    let Statement::Query(_) = statement else {
        let text = statement.to_string();
        let verb = text
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_uppercase();
        return Err(SqlError::unsupported(format!("{verb} is not a query"))
            .hint("a saved query reads: SELECT, WITH or VALUES"));
    };
    match statement.visit(&mut Lint) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(error) => Err(error),
    }
}

struct Lint;

fn refuse(message: impl Into<String>, place: Option<Location>) -> SqlError {
    SqlError::refused(message).at(place)
}

fn check_name(ident: &Ident) -> Result<()> {
    if ident.quote_style.is_none() && is_reserved(&ident.value.to_lowercase()) {
        return Err(refuse(
            format!("{} is a reserved word", ident.value),
            tokens::location(ident.span),
        )
        .hint(format!("quote it: \"{}\"", ident.value)));
    }
    Ok(())
}

fn check_alias(alias: Option<&TableAlias>) -> Result<()> {
    let Some(alias) = alias else { return Ok(()) };
    check_name(&alias.name)?;
    alias
        .columns
        .iter()
        .try_for_each(|column| check_name(&column.name))
}

impl Visitor for Lint {
    type Break = SqlError;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<SqlError> {
        flow(check_query(query))
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<SqlError> {
        flow(check_select(select))
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<SqlError> {
        flow(check_factor(factor))
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<SqlError> {
        flow(check_expr(expr))
    }
}

fn flow(result: Result<()>) -> ControlFlow<SqlError> {
    match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}

/// Checks the expressions in one, outermost first; nested queries are left out, which are checked by themselves.
fn outside_of_queries(expr: &Expr, check: &mut dyn FnMut(&Expr) -> Result<()>) -> Result<()> {
    struct Outside<'a> {
        check: &'a mut dyn FnMut(&Expr) -> Result<()>,
        queries: usize,
    }
    impl Visitor for Outside<'_> {
        type Break = SqlError;

        fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<SqlError> {
            self.queries += 1;
            ControlFlow::Continue(())
        }

        fn post_visit_query(&mut self, _: &Query) -> ControlFlow<SqlError> {
            self.queries -= 1;
            ControlFlow::Continue(())
        }

        fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<SqlError> {
            match self.queries {
                0 => flow((self.check)(expr)),
                _ => ControlFlow::Continue(()),
            }
        }
    }
    match expr.visit(&mut Outside { check, queries: 0 }) {
        ControlFlow::Break(error) => Err(error),
        ControlFlow::Continue(()) => Ok(()),
    }
}

fn check_query(query: &Query) -> Result<()> {
    let place = tokens::location(query.span());
    if let Some(with) = &query.with {
        for (i, cte) in with.cte_tables.iter().enumerate() {
            check_alias(Some(&cte.alias))?;
            let named = |other: &Cte| {
                other
                    .alias
                    .name
                    .value
                    .eq_ignore_ascii_case(&cte.alias.name.value)
            };
            if with.cte_tables[..i].iter().any(named) {
                let name = &cte.alias.name;
                let message = format!("WITH names '{name}' more than once");
                return Err(refuse(message, tokens::location(name.span)));
            }
            if with.recursive && cte.alias.columns.is_empty() {
                let name = &cte.alias.name;
                return Err(refuse(
                    format!("{name} of WITH RECURSIVE has no names for its columns"),
                    tokens::location(name.span),
                )
                .hint(format!("write {name}(a, b, …) AS (…)")));
            }
            if cte.materialized.is_some() {
                return Err(refuse(
                    "MATERIALIZED is not Athena SQL",
                    tokens::location(cte.alias.name.span),
                ));
            }
        }
    }
    if !query.pipe_operators.is_empty() {
        return Err(refuse("pipe operators are not Athena SQL", place));
    }
    if !query.locks.is_empty() || query.for_clause.is_some() {
        return Err(refuse("FOR clauses are not Athena SQL", place));
    }
    if query.settings.is_some() || query.format_clause.is_some() {
        return Err(refuse("SETTINGS and FORMAT are not Athena SQL", place));
    }
    if let Some(order_by) = &query.order_by {
        let OrderByKind::Expressions(exprs) = &order_by.kind else {
            return Err(refuse("ORDER BY ALL is not Athena SQL", place).hint("name the columns"));
        };
        if order_by.interpolate.is_some() || exprs.iter().any(|item| item.with_fill.is_some()) {
            return Err(refuse("WITH FILL is not Athena SQL", place));
        }
    }
    match &query.limit_clause {
        Some(LimitClause::OffsetCommaLimit { offset, .. }) => {
            return Err(refuse(
                "LIMIT a, b is not Athena SQL",
                tokens::location(offset.span()),
            )
            .hint("write OFFSET a LIMIT b"));
        }
        Some(LimitClause::LimitOffset {
            limit,
            offset,
            limit_by,
        }) => {
            if !limit_by.is_empty() {
                return Err(refuse("LIMIT BY is not Athena SQL", place));
            }
            if let (Some(limit), Some(offset)) = (limit, offset)
                && let (Some(l), Some(o)) = (
                    tokens::location(limit.span()),
                    tokens::location(offset.value.span()),
                )
                && l < o
            {
                return Err(refuse("LIMIT before OFFSET is not Athena SQL", Some(l))
                    .hint("write OFFSET n LIMIT m"));
            }
            for count in limit
                .iter()
                .chain(offset.iter().map(|offset| &offset.value))
            {
                let plain = matches!(
                    count,
                    Expr::Value(ValueWithSpan {
                        value: Value::Number(..) | Value::Placeholder(_),
                        ..
                    })
                );
                if !plain {
                    return Err(refuse(
                        "LIMIT and OFFSET take a number",
                        tokens::location(count.span()),
                    ));
                }
            }
        }
        None => {}
    }
    if let Some(fetch) = &query.fetch {
        if fetch.percent {
            return Err(refuse("FETCH … PERCENT is not Athena SQL", place));
        }
        if fetch.with_ties && query.order_by.is_none() {
            return Err(refuse("FETCH … WITH TIES needs ORDER BY", place));
        }
    }
    check_order(query)?;
    windows::check_order(query)?;
    check_unnested(query)?;
    check_set(&query.body)
}

fn check_set(set: &SetExpr) -> Result<()> {
    match set {
        SetExpr::SetOperation {
            left,
            right,
            set_quantifier,
            ..
        } => {
            if !matches!(
                set_quantifier,
                SetQuantifier::All | SetQuantifier::Distinct | SetQuantifier::None
            ) {
                return Err(SqlError::refused("UNION BY NAME is not Athena SQL"));
            }
            check_set(left)?;
            check_set(right)
        }
        SetExpr::Table(_) => {
            Err(SqlError::unsupported("TABLE t is not supported").hint("write SELECT * FROM t"))
        }
        SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_) => {
            Err(SqlError::unsupported("only queries are run here"))
        }
        SetExpr::Values(values) => {
            if values
                .rows
                .iter()
                .any(|row| row.content.len() != values.rows[0].content.len())
            {
                return Err(SqlError::refused("the rows of VALUES differ in length"));
            }
            Ok(())
        }
        SetExpr::Select(_) | SetExpr::Query(_) => Ok(()),
    }
}

fn check_wildcard(options: &WildcardAdditionalOptions) -> Result<()> {
    let place = tokens::location(options.wildcard_token.0.span);
    let used = [
        (
            options.opt_except.is_some() || options.opt_exclude.is_some(),
            "* EXCEPT",
        ),
        (options.opt_replace.is_some(), "* REPLACE"),
        (options.opt_rename.is_some(), "* RENAME"),
        (options.opt_ilike.is_some(), "* ILIKE"),
        (options.opt_alias.is_some(), "* AS"),
    ];
    match used.iter().find(|(used, _)| *used) {
        Some((_, name)) => {
            Err(refuse(format!("{name} is not Athena SQL"), place).hint("name the columns"))
        }
        None => Ok(()),
    }
}

fn check_select(select: &Select) -> Result<()> {
    let place = tokens::location(select.select_token.0.span);
    if let Some(qualify) = &select.qualify {
        return Err(refuse(
            "QUALIFY is not Athena SQL",
            tokens::location(qualify.span()).or(place),
        )
        .hint("filter the window function in an outer query"));
    }
    let refused = [
        (select.top.is_some(), "TOP", "write LIMIT n"),
        (
            select.into.is_some(),
            "SELECT INTO",
            "write CREATE TABLE AS",
        ),
        (
            !select.lateral_views.is_empty(),
            "LATERAL VIEW",
            "write CROSS JOIN UNNEST(array) AS t(x)",
        ),
        (select.prewhere.is_some(), "PREWHERE", "write WHERE"),
        (
            !select.connect_by.is_empty(),
            "CONNECT BY",
            "write WITH RECURSIVE",
        ),
        (!select.cluster_by.is_empty(), "CLUSTER BY", ""),
        (!select.distribute_by.is_empty(), "DISTRIBUTE BY", ""),
        (!select.sort_by.is_empty(), "SORT BY", "write ORDER BY"),
        (select.value_table_mode.is_some(), "SELECT AS", ""),
        (select.exclude.is_some(), "EXCLUDE", "name the columns"),
        (
            matches!(select.distinct, Some(Distinct::On(_))),
            "DISTINCT ON",
            "filter on row_number() in an outer query",
        ),
    ];
    if let Some((_, name, hint)) = refused.iter().find(|(used, ..)| *used) {
        let error = refuse(format!("{name} is not Athena SQL"), place);
        return Err(if hint.is_empty() {
            error
        } else {
            error.hint(*hint)
        });
    }
    groups::check_groups(select, place)?;
    if select.projection.is_empty() {
        return Err(refuse("SELECT needs columns", place));
    }
    for item in &select.projection {
        match item {
            SelectItem::ExprWithAlias { alias, .. } => check_name(alias)?,
            SelectItem::ExprWithAliases { .. } => {
                return Err(refuse(
                    "several aliases for one column are not Athena SQL",
                    place,
                ));
            }
            SelectItem::Wildcard(options) => check_wildcard(options)?,
            SelectItem::QualifiedWildcard(_, options) => check_wildcard(options)?,
            SelectItem::UnnamedExpr(_) => {}
        }
    }
    if select.from.is_empty()
        && select
            .projection
            .iter()
            .any(|item| matches!(item, SelectItem::Wildcard(_)))
    {
        return Err(refuse("SELECT * needs FROM", place));
    }
    for table in &select.from {
        for join in &table.joins {
            check_join(join)?;
        }
    }
    check_commas(&select.from)?;
    windows::check_select(select)?;
    check_using(select)
}

/// What Athena tells of the file that a row lies in.
const HIDDEN: &[&str] = &[
    "$bucket",
    "$file_modified_time",
    "$file_size",
    "$partition",
    "$path",
];

fn check_expr(expr: &Expr) -> Result<()> {
    let place = || tokens::location(expr.span());
    let refused = |message: &str, hint: &str| {
        let error = refuse(message, place());
        Err(if hint.is_empty() {
            error
        } else {
            error.hint(hint)
        })
    };
    match expr {
        Expr::Identifier(ident) => {
            if HIDDEN.contains(&ident.value.to_lowercase().as_str()) {
                return Err(SqlError::unsupported(format!(
                    "the hidden column \"{}\" is not supported",
                    ident.value
                ))
                .at(tokens::location(ident.span)));
            }
            check_name(ident)
        }
        Expr::Cast {
            kind: CastKind::DoubleColon,
            ..
        } => refused("`::` is not Athena SQL", "write CAST(x AS type)"),
        Expr::Cast {
            kind: CastKind::SafeCast,
            ..
        } => refused("SAFE_CAST is not Athena SQL", "write TRY_CAST(x AS type)"),
        Expr::Cast {
            format: Some(_), ..
        } => refused(
            "CAST … FORMAT is not Athena SQL",
            "write date_format or date_parse",
        ),
        Expr::ILike { .. } => refused("ILIKE is not Athena SQL", "write lower(x) LIKE '…'"),
        Expr::RLike { .. } => refused(
            "RLIKE and REGEXP are not Athena SQL",
            "write regexp_like(x, pattern)",
        ),
        Expr::SimilarTo { .. } => refused(
            "SIMILAR TO is not Athena SQL",
            "write regexp_like(x, pattern)",
        ),
        Expr::Like { any: true, .. } => {
            refused("LIKE ANY is not Athena SQL", "write several LIKE with OR")
        }
        Expr::InUnnest { .. } => refused("IN UNNEST is not Athena SQL", "write contains(array, x)"),
        Expr::Convert { .. } => refused("CONVERT is not Athena SQL", "write CAST(x AS type)"),
        Expr::Collate { .. } => refused("COLLATE is not Athena SQL", ""),
        Expr::Overlay { .. } => refused("OVERLAY is not Athena SQL", "write concat and substr"),
        Expr::JsonAccess { .. } => refused(
            "x:path is not Athena SQL",
            "write json_extract_scalar(x, '$.path')",
        ),
        Expr::Dictionary(_) | Expr::Map(_) | Expr::Struct { .. } | Expr::Named { .. } => refused(
            "this literal is not Athena SQL",
            "write MAP(ARRAY[…], ARRAY[…]) or ROW(…)",
        ),
        Expr::Array(array) if !array.named => refused("[…] is not Athena SQL", "write ARRAY[…]"),
        Expr::IsNormalized { .. } => refused("IS NORMALIZED is not Athena SQL", ""),
        Expr::IsTrue(_)
        | Expr::IsNotTrue(_)
        | Expr::IsFalse(_)
        | Expr::IsNotFalse(_)
        | Expr::IsUnknown(_)
        | Expr::IsNotUnknown(_) => refused(
            "IS TRUE and its kin are not Athena SQL",
            "write x, NOT x or x IS NULL",
        ),
        Expr::MatchAgainst { .. } | Expr::MemberOf(_) | Expr::OuterJoin(_) | Expr::Prior(_) => {
            refused("this operator is not Athena SQL", "")
        }
        Expr::Lambda(lambda) => calls::check_lambda(lambda),
        Expr::Function(function) => {
            calls::check_distinct(function)?;
            calls::check_grouping(function)
        }
        Expr::AtTimeZone { .. } => Ok(()),
        Expr::BinaryOp { op, .. } => match op {
            BinaryOperator::Plus
            | BinaryOperator::Minus
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::StringConcat
            | BinaryOperator::Gt
            | BinaryOperator::Lt
            | BinaryOperator::GtEq
            | BinaryOperator::LtEq
            | BinaryOperator::Eq
            | BinaryOperator::NotEq
            | BinaryOperator::And
            | BinaryOperator::Or => Ok(()),
            op => refused(&format!("operator {op} is not Athena SQL"), ""),
        },
        Expr::Value(ValueWithSpan { value, .. }) => match value {
            Value::DoubleQuotedString(_)
            | Value::SingleQuotedString(_)
            | Value::Number(..)
            | Value::Boolean(_)
            | Value::Null
            | Value::HexStringLiteral(_)
            | Value::UnicodeStringLiteral(_)
            | Value::Placeholder(_) => Ok(()),
            _ => Err(
                SqlError::new(ErrorKind::Refused, "this literal is not Athena SQL")
                    .at(place())
                    .hint("write '…'"),
            ),
        },
        _ => Ok(()),
    }
}
