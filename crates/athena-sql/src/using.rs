//! `JOIN … USING (id)` as `ON a.id = b.id`: the column without a table is the one of the side that has a row, and comes first in `*`.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, ExcludeSelectItem, Expr, Function, FunctionArg, FunctionArgExpr,
    FunctionArgumentList, FunctionArguments, GroupByExpr, Ident, Join, JoinConstraint,
    JoinOperator, LambdaFunction, ObjectName, OrderByKind, Query, Select, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr, Statement, TableFactor, TableWithJoins, Visit,
    VisitMut, Visitor, VisitorMut, WildcardAdditionalOptions,
};

use crate::call::unresolved;
use crate::error::{Result, SqlError};

/// The first of two values, in the type in which they meet.
pub(crate) const MET: &str = "$met";

/// Rewrites the joins of a query and of the terms of its set operations.
pub(crate) fn rewrite(query: &mut Query) -> Result<()> {
    let outputs = body(query.body.as_mut())?;
    if let Some((merged, aliases)) = outputs
        && let Some(order_by) = &mut query.order_by
        && let OrderByKind::Expressions(exprs) = &mut order_by.kind
    {
        for item in exprs {
            // An output column of that name comes first.
            let output = matches!(&item.expr, Expr::Identifier(ident) if aliases.contains(&ident.value.to_lowercase()));
            if !output {
                replace(&mut item.expr, &merged);
            }
        }
    }
    Ok(())
}

/// Says of a column that cannot be resolved that it is one of USING, which a subquery does not see here.
pub(crate) fn unseen(statement: &Statement, error: SqlError) -> SqlError {
    struct Joins<'a> {
        error: &'a SqlError,
    }
    impl Visitor for Joins<'_> {
        type Break = String;

        fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<String> {
            let joins = select.from.iter().flat_map(|table| &table.joins);
            let columns = joins
                .filter_map(|join| using(&join.join_operator))
                .flatten();
            for column in columns.map(|column| column.value.to_lowercase()) {
                if self.error.message == unresolved(&column) {
                    return ControlFlow::Break(column);
                }
            }
            ControlFlow::Continue(())
        }
    }
    let ControlFlow::Break(name) = statement.visit(&mut Joins { error: &error }) else {
        return error;
    };
    SqlError::unsupported(format!(
        "column '{name}' of USING in a subquery is not supported"
    ))
    .at(error.location)
    .hint(format!(
        "write a.{name} with the name of a table, in a FULL JOIN coalesce(a.{name}, b.{name})"
    ))
}

/// The columns of the joins and the names of the output, where the query is one SELECT of such joins.
fn body(body: &mut SetExpr) -> Result<Option<(Vec<Merged>, Vec<String>)>> {
    match body {
        SetExpr::Select(select) => select_of(select),
        SetExpr::SetOperation { left, right, .. } => {
            self::body(left)?;
            self::body(right)?;
            Ok(None)
        }
        // A query in parentheses is visited by itself.
        _ => Ok(None),
    }
}

/// A column of USING.
#[derive(Clone)]
struct Merged {
    name: Ident,
    value: Expr,
    /// The tables that have it.
    tables: Vec<Ident>,
}

fn select_of(select: &mut Select) -> Result<Option<(Vec<Merged>, Vec<String>)>> {
    let mut from = select.from.clone();
    let merged = match take(&mut from) {
        Ok(Some(merged)) => merged,
        Ok(None) => return Ok(None),
        Err(_) if is_simple(select) => return Ok(None),
        Err(error) => return Err(error),
    };
    select.from = from;
    let mut aliases: Vec<String> = Vec::new();
    let mut projection = Vec::with_capacity(select.projection.len());
    for item in std::mem::take(&mut select.projection) {
        match item {
            SelectItem::UnnamedExpr(Expr::Identifier(ident)) => {
                match merged.iter().find(|column| same(&column.name, &ident)) {
                    Some(column) => {
                        aliases.push(ident.value.to_lowercase());
                        projection.push(SelectItem::ExprWithAlias {
                            expr: column.value.clone(),
                            alias: ident,
                        });
                    }
                    None => projection.push(SelectItem::UnnamedExpr(Expr::Identifier(ident))),
                }
            }
            SelectItem::UnnamedExpr(mut expr) => {
                replace(&mut expr, &merged);
                projection.push(SelectItem::UnnamedExpr(expr));
            }
            SelectItem::ExprWithAlias { mut expr, alias } => {
                aliases.push(alias.value.to_lowercase());
                replace(&mut expr, &merged);
                projection.push(SelectItem::ExprWithAlias { expr, alias });
            }
            SelectItem::Wildcard(_) => projection.extend(all(select, &merged)?),
            SelectItem::QualifiedWildcard(
                SelectItemQualifiedWildcardKind::ObjectName(table),
                _,
            ) => {
                let ident = table.0.last().and_then(|part| part.as_ident()).cloned();
                let ident = ident.ok_or_else(|| unsupported("*"))?;
                projection.push(rest(&ident, &merged));
            }
            other => projection.push(other),
        }
    }
    select.projection = projection;
    for condition in [&mut select.selection, &mut select.having]
        .into_iter()
        .flatten()
    {
        replace(condition, &merged);
    }
    if let GroupByExpr::Expressions(exprs, _) = &mut select.group_by {
        for expr in exprs {
            replace(expr, &merged);
        }
    }
    Ok(Some((merged, aliases)))
}

/// Whether DataFusion's own USING gives the same: inner and left joins, columns by name.
fn is_simple(select: &Select) -> bool {
    let outer = |join: &Join| {
        matches!(
            join.join_operator,
            JoinOperator::Right(_) | JoinOperator::RightOuter(_) | JoinOperator::FullOuter(_)
        )
    };
    let star = |item: &SelectItem| {
        matches!(
            item,
            SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..)
        )
    };
    let mut joins = select.from.iter().flat_map(|table| &table.joins);
    !joins.any(outer) && !select.projection.iter().any(star)
}

/// `*`: the columns of USING, then what is left of each table.
fn all(select: &Select, merged: &[Merged]) -> Result<Vec<SelectItem>> {
    let mut items: Vec<SelectItem> = merged
        .iter()
        .map(|column| SelectItem::ExprWithAlias {
            expr: column.value.clone(),
            alias: column.name.clone(),
        })
        .collect();
    for table in &select.from {
        let factors =
            std::iter::once(&table.relation).chain(table.joins.iter().map(|j| &j.relation));
        for factor in factors {
            let table = name(factor).ok_or_else(|| unsupported("* over a table without a name"))?;
            items.push(rest(&table, merged));
        }
    }
    Ok(items)
}

/// `table.*` without the columns of USING.
fn rest(table: &Ident, merged: &[Merged]) -> SelectItem {
    let without: Vec<ObjectName> = merged
        .iter()
        .filter(|column| column.tables.iter().any(|of| same(of, table)))
        .map(|column| ObjectName::from(vec![Ident::new(column.name.value.to_lowercase())]))
        .collect();
    let options = WildcardAdditionalOptions {
        opt_exclude: (!without.is_empty()).then_some(ExcludeSelectItem::Multiple(without)),
        ..WildcardAdditionalOptions::default()
    };
    SelectItem::QualifiedWildcard(
        SelectItemQualifiedWildcardKind::ObjectName(ObjectName::from(vec![table.clone()])),
        options,
    )
}

/// Puts the values of the columns where they are named without a table, except in nested queries, which have names of their own.
fn replace(expr: &mut Expr, merged: &[Merged]) {
    struct Replace<'a> {
        merged: &'a [Merged],
        queries: usize,
        lambdas: Vec<LambdaFunction>,
    }
    impl VisitorMut for Replace<'_> {
        type Break = ();

        fn pre_visit_query(&mut self, _: &mut Query) -> ControlFlow<()> {
            self.queries += 1;
            ControlFlow::Continue(())
        }

        fn post_visit_query(&mut self, _: &mut Query) -> ControlFlow<()> {
            self.queries -= 1;
            ControlFlow::Continue(())
        }

        fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
            if let Expr::Lambda(lambda) = expr {
                self.lambdas.push(lambda.clone());
            }
            ControlFlow::Continue(())
        }

        fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
            match expr {
                Expr::Lambda(_) => {
                    self.lambdas.pop();
                }
                Expr::Identifier(ident) if self.queries == 0 => {
                    let mut parameters = self.lambdas.iter().flat_map(|l| l.params.iter());
                    if !parameters.any(|parameter| same(&parameter.name, ident))
                        && let Some(column) = self.merged.iter().find(|c| same(&c.name, ident))
                    {
                        *expr = column.value.clone();
                    }
                }
                _ => {}
            }
            ControlFlow::Continue(())
        }
    }
    let _ = expr.visit(&mut Replace {
        merged,
        queries: 0,
        lambdas: vec![],
    });
}

fn same(a: &Ident, b: &Ident) -> bool {
    a.value.eq_ignore_ascii_case(&b.value)
}

fn unsupported(what: &str) -> SqlError {
    SqlError::unsupported(format!("{what} beside a join with USING is not supported"))
        .hint("write ON a.id = b.id, and the columns by name")
}

/// The columns of USING in the order of `*`, after their joins got conditions instead; `None` where there are none.
fn take(from: &mut [TableWithJoins]) -> Result<Option<Vec<Merged>>> {
    let joins = from.iter().flat_map(|table| &table.joins);
    if !joins
        .into_iter()
        .any(|join| using(&join.join_operator).is_some())
    {
        return Ok(None);
    }
    let [table] = from else {
        return Err(unsupported("another table"));
    };
    let mut merged: Vec<Merged> = Vec::new();
    let mut tables = vec![name(&table.relation)];
    for join in &mut table.joins {
        let right = name(&join.relation);
        if let Some(columns) = using(&join.join_operator) {
            let right = right
                .clone()
                .ok_or_else(|| unsupported("a table without a name"))?;
            let mut new = Vec::with_capacity(columns.len());
            let mut tests = Vec::with_capacity(columns.len());
            for column in columns {
                let of =
                    |table: &Ident| Expr::CompoundIdentifier(vec![table.clone(), column.clone()]);
                let before = merged.iter().position(|known| same(&known.name, &column));
                let (left, mut owners) = match (before.map(|i| merged.remove(i)), tables.as_slice())
                {
                    (Some(known), _) => (known.value, known.tables),
                    (None, [Some(only)]) => (of(only), vec![only.clone()]),
                    _ => return Err(unsupported("a third table that may have the column")),
                };
                owners.push(right.clone());
                tests.push(Expr::BinaryOp {
                    left: Box::new(left.clone()),
                    op: BinaryOperator::Eq,
                    right: Box::new(of(&right)),
                });
                let value = match &join.join_operator {
                    JoinOperator::Right(_) | JoinOperator::RightOuter(_) => {
                        function(MET, vec![of(&right), left])
                    }
                    JoinOperator::FullOuter(_) => function("coalesce", vec![left, of(&right)]),
                    _ => function(MET, vec![left, of(&right)]),
                };
                new.push(Merged {
                    name: column,
                    value,
                    tables: owners,
                });
            }
            let condition = tests.into_iter().reduce(|all, test| Expr::BinaryOp {
                left: Box::new(all),
                op: BinaryOperator::And,
                right: Box::new(test),
            });
            if let (Some(constraint), Some(condition)) =
                (constraint(&mut join.join_operator), condition)
            {
                *constraint = JoinConstraint::On(condition);
            }
            new.append(&mut merged);
            merged = new;
        } else if let Some(JoinConstraint::On(condition)) = constraint(&mut join.join_operator) {
            replace(condition, &merged);
        }
        if let TableFactor::UNNEST { array_exprs, .. } = &mut join.relation {
            for array in array_exprs {
                replace(array, &merged);
            }
        }
        tables.push(right);
    }
    Ok(Some(merged))
}

/// The columns of a join's USING.
fn using(operator: &JoinOperator) -> Option<Vec<Ident>> {
    let (JoinOperator::Join(JoinConstraint::Using(columns))
    | JoinOperator::Inner(JoinConstraint::Using(columns))
    | JoinOperator::Left(JoinConstraint::Using(columns))
    | JoinOperator::LeftOuter(JoinConstraint::Using(columns))
    | JoinOperator::Right(JoinConstraint::Using(columns))
    | JoinOperator::RightOuter(JoinConstraint::Using(columns))
    | JoinOperator::FullOuter(JoinConstraint::Using(columns))) = operator
    else {
        return None;
    };
    let idents = columns
        .iter()
        .filter_map(|column| column.0.last()?.as_ident().cloned());
    Some(idents.collect())
}

pub(crate) fn constraint(operator: &mut JoinOperator) -> Option<&mut JoinConstraint> {
    match operator {
        JoinOperator::Join(constraint)
        | JoinOperator::Inner(constraint)
        | JoinOperator::Left(constraint)
        | JoinOperator::LeftOuter(constraint)
        | JoinOperator::Right(constraint)
        | JoinOperator::RightOuter(constraint)
        | JoinOperator::FullOuter(constraint) => Some(constraint),
        _ => None,
    }
}

fn name(factor: &TableFactor) -> Option<Ident> {
    match factor {
        TableFactor::Table { name, alias, .. } => match alias {
            Some(alias) => Some(alias.name.clone()),
            None => name.0.last()?.as_ident().cloned(),
        },
        TableFactor::Derived { alias, .. } | TableFactor::UNNEST { alias, .. } => {
            alias.as_ref().map(|alias| alias.name.clone())
        }
        _ => None,
    }
}

fn function(name: &str, args: Vec<Expr>) -> Expr {
    Expr::Function(Function {
        name: ObjectName::from(vec![Ident::with_quote('"', name)]),
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(FunctionArgumentList {
            duplicate_treatment: None,
            args: args
                .into_iter()
                .map(|arg| FunctionArg::Unnamed(FunctionArgExpr::Expr(arg)))
                .collect(),
            clauses: vec![],
        }),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: vec![],
    })
}
