//! Clauses of a query: positions, limits, set operations, windows, groups.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr, Fetch, Function, GroupByExpr, Ident, LimitClause, NamedWindowExpr, Query,
    Select, SelectItem, SetExpr, TableAlias, TableWithJoins, Value, ValueWithSpan, Values,
    WindowSpec, WindowType, visit_expressions_mut,
};

use super::{DISTINCT_SETS, NAMESAKE};
use crate::aggregates;
use crate::call;
use crate::error::{Location, Result, SqlError};
use crate::relations::{derived, plain};
use crate::subqueries;
use crate::ties;
use crate::unnest::UNNAMED;

pub(super) fn restore_ordinals(exprs: &mut [Expr]) {
    for expr in exprs {
        match expr {
            Expr::GroupingSets(sets) | Expr::Cube(sets) | Expr::Rollup(sets) => {
                sets.iter_mut().for_each(|set| restore_ordinals(set));
            }
            _ => restore_ordinal(expr),
        }
    }
}

pub(super) fn restore_ordinal(expr: &mut Expr) {
    if let Some(("$number", text, _)) = call::head(expr) {
        *expr = Expr::Value(Value::Number(text.to_owned(), false).into());
    }
}

pub(super) fn limit_and_fetch(
    limit: Option<LimitClause>,
    fetch: Option<Fetch>,
) -> Option<LimitClause> {
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
pub(super) fn wrap_set(query: &mut Query, number: usize) {
    let inner = std::mem::replace(query.body.as_mut(), nothing());
    *query.body = everything_of(plain(inner), &format!("s{number}"));
}

/// A query as `SELECT * FROM (query)`, where the planner of derived tables sees it.
pub(super) fn wrap_query(query: &mut Query, name: &str) {
    let inner = std::mem::replace(query, plain(nothing()));
    *query = plain(everything_of(inner, name));
}

fn nothing() -> SetExpr {
    SetExpr::Values(Values {
        explicit_row: false,
        value_keyword: false,
        rows: vec![],
    })
}

fn everything_of(inner: Query, name: &str) -> SetExpr {
    use datafusion::sql::sqlparser::ast::{
        SelectFlavor, WildcardAdditionalOptions, helpers::attached_token::AttachedToken,
    };
    let alias = TableAlias {
        explicit: true,
        name: Ident::with_quote('"', format!("{NAMESAKE}{name}")),
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
    SetExpr::Select(Box::new(select))
}

/// Puts the definitions of `WINDOW w AS (…)` where they are used.
pub(super) fn inline_windows(query: &mut Query) {
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

pub(super) fn find_window(specs: &[(String, WindowSpec)], name: &Ident) -> Option<WindowSpec> {
    specs
        .iter()
        .find(|(known, _)| *known == name.value.to_lowercase())
        .map(|(_, spec)| spec.clone())
}

pub(super) fn merged(mut spec: WindowSpec, specs: &[(String, WindowSpec)]) -> WindowSpec {
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

/// Several keys in parentheses are those keys, not a row, and one step of CUBE and ROLLUP.
pub(super) fn group_by_columns(select: &mut Select) -> Result<()> {
    let GroupByExpr::Expressions(exprs, _) = &mut select.group_by else {
        return Ok(());
    };
    let is_nothing = |expr: &Expr| matches!(expr, Expr::Tuple(items) if items.is_empty());
    match exprs.iter().all(is_nothing) {
        true => exprs.truncate(1),
        false => exprs.retain(|expr| !is_nothing(expr)),
    }
    let is_distinct = |expr: &Expr| matches!(expr, Expr::Value(value) if value.value == Value::SingleQuotedString(DISTINCT_SETS.to_owned()));
    if exprs.first().is_some_and(is_distinct) {
        exprs.remove(0);
        let mut sets = distinct_sets(exprs)?;
        *exprs = match sets.len() {
            1 => sets.remove(0),
            _ => vec![Expr::GroupingSets(sets)],
        };
        return Ok(());
    }
    for expr in std::mem::take(exprs) {
        match expr {
            Expr::Tuple(items) if !items.is_empty() => exprs.extend(items),
            Expr::Cube(steps) if is_composite(&steps) => {
                exprs.push(Expr::GroupingSets(cube(&steps)));
            }
            Expr::Rollup(steps) if is_composite(&steps) => {
                exprs.push(Expr::GroupingSets(rollup(&steps)));
            }
            expr => exprs.push(expr),
        }
    }
    Ok(())
}

fn cube(steps: &[Vec<Expr>]) -> Vec<Vec<Expr>> {
    // The first step is the one that goes last.
    let chosen = (0..1_usize << steps.len()).rev().map(|choice| {
        let chosen = |step: &usize| choice >> (steps.len() - 1 - step) & 1 == 1;
        let keys = (0..steps.len()).filter(chosen);
        keys.flat_map(|step| steps[step].clone()).collect()
    });
    chosen.collect()
}

fn rollup(steps: &[Vec<Expr>]) -> Vec<Vec<Expr>> {
    let first = (0..=steps.len()).rev().map(|count| steps[..count].concat());
    first.collect()
}

/// The most grouping sets that Trino takes.
const MOST_SETS: usize = 2048;

/// What GROUP BY DISTINCT groups by: each set of keys that the elements make together, once.
fn distinct_sets(elements: &[Expr]) -> Result<Vec<Vec<Expr>>> {
    let too_many =
        || SqlError::refused(format!("GROUP BY has more than {MOST_SETS} grouping sets"));
    let mut sets: Vec<Vec<Expr>> = vec![vec![]];
    for element in elements {
        let more = match element {
            Expr::GroupingSets(sets) => sets.clone(),
            Expr::Cube(steps) if steps.len() > 11 => return Err(too_many()),
            Expr::Cube(steps) => cube(steps),
            Expr::Rollup(steps) => rollup(steps),
            Expr::Tuple(keys) => vec![keys.clone()],
            key => vec![vec![key.clone()]],
        };
        if sets.len() * more.len() > MOST_SETS {
            return Err(too_many());
        }
        let joined = sets.iter().flat_map(|set| {
            let sets = more.iter().map(|more| [set.as_slice(), more].concat());
            sets.collect::<Vec<_>>()
        });
        sets = joined.collect();
    }
    let mut seen = HashSet::new();
    for set in &mut sets {
        let mut keys = HashSet::new();
        set.retain(|key| keys.insert(key.to_string().to_lowercase()));
    }
    sets.retain(|set| {
        let keys = set.iter().map(|key| key.to_string().to_lowercase());
        seen.insert(keys.collect::<BTreeSet<_>>())
    });
    Ok(sets)
}

fn is_composite(steps: &[Vec<Expr>]) -> bool {
    steps.len() < 16 && steps.iter().any(|step| step.len() != 1)
}

/// `GROUP BY ()` is one group of all rows, as is HAVING without GROUP BY. DataFusion knows it by an aggregate.
pub(super) fn group_by_nothing(select: &mut Select) -> Result<()> {
    let GroupByExpr::Expressions(exprs, _) = &mut select.group_by else {
        return Ok(());
    };
    let nothing = matches!(exprs.as_slice(), [Expr::Tuple(items)] if items.is_empty());
    if nothing {
        exprs.clear();
    } else if !exprs.is_empty() || select.having.is_none() {
        return Ok(());
    }
    let mut aggregated = false;
    let mut find = |expr: &mut Expr| {
        if let Expr::Function(Function {
            name, over: None, ..
        }) = expr
        {
            aggregated |= aggregates::is_aggregate(&name.to_string().to_lowercase());
        }
        ControlFlow::<()>::Continue(())
    };
    let _ = visit_expressions_mut(&mut select.projection, &mut find);
    let _ = visit_expressions_mut(&mut select.having, &mut find);
    if !aggregated {
        let one_group = subqueries::expression("count(*) >= 0")?;
        select.having = Some(match select.having.take() {
            Some(having) => Expr::BinaryOp {
                left: Box::new(Expr::Nested(Box::new(having))),
                op: BinaryOperator::And,
                right: Box::new(one_group),
            },
            None => one_group,
        });
    }
    Ok(())
}

/// A subquery of several columns as one of a row of them.
pub(super) fn row_of_columns(query: &mut Query, place: Option<Location>) {
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
                .filter(|name| !name.starts_with(UNNAMED))
                .unwrap_or_default()
        })
        .collect();
    let row = call::ast("row", &names.join(","), place, items.collect());
    select.projection = vec![SelectItem::UnnamedExpr(row)];
}
