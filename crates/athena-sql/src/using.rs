//! `RIGHT JOIN … USING (id)` and `FULL JOIN … USING (id)`: the column without a table is the one of the side that has a row.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, GroupByExpr, Ident, JoinConstraint, JoinOperator, ObjectName, OrderByKind,
    Query, Select, SelectItem, SetExpr, TableFactor, visit_expressions_mut,
};

use crate::error::{Result, SqlError};

/// Rewrites a query of one such join; others are refused.
pub(crate) fn rewrite(query: &mut Query) -> Result<()> {
    let SetExpr::Select(select) = query.body.as_mut() else {
        return Ok(());
    };
    let Some((names, left, right, full)) = take(select)? else {
        return Ok(());
    };
    let value = |name: &Ident| -> Expr {
        let of = |table: &Ident| Expr::CompoundIdentifier(vec![table.clone(), name.clone()]);
        if full {
            coalesce(vec![of(&left), of(&right)])
        } else {
            of(&right)
        }
    };
    let mut replace = |expr: &mut Expr| {
        if let Expr::Identifier(ident) = expr
            && let Some(name) = names.iter().find(|name| same(name, ident))
        {
            *expr = value(name);
        }
        ControlFlow::<()>::Continue(())
    };
    let mut aliases: Vec<String> = Vec::new();
    for item in &mut select.projection {
        match item {
            SelectItem::UnnamedExpr(Expr::Identifier(ident)) => {
                let alias = ident.clone();
                if let Some(name) = names.iter().find(|name| same(name, ident)) {
                    aliases.push(alias.value.to_lowercase());
                    *item = SelectItem::ExprWithAlias {
                        expr: value(name),
                        alias,
                    };
                }
            }
            SelectItem::UnnamedExpr(expr) => {
                let _ = visit_expressions_mut(expr, &mut replace);
            }
            SelectItem::ExprWithAlias { expr, alias } => {
                aliases.push(alias.value.to_lowercase());
                let _ = visit_expressions_mut(expr, &mut replace);
            }
            _ => {
                return Err(SqlError::unsupported(
                    "* over RIGHT or FULL JOIN with USING is not supported",
                )
                .hint("name the columns"));
            }
        }
    }
    for condition in [&mut select.selection, &mut select.having]
        .into_iter()
        .flatten()
    {
        let _ = visit_expressions_mut(condition, &mut replace);
    }
    if let GroupByExpr::Expressions(exprs, _) = &mut select.group_by {
        let _ = visit_expressions_mut(exprs, &mut replace);
    }
    if let Some(order_by) = &mut query.order_by
        && let OrderByKind::Expressions(exprs) = &mut order_by.kind
    {
        for item in exprs {
            // An output column of that name comes first.
            let output = matches!(&item.expr, Expr::Identifier(ident) if aliases.contains(&ident.value.to_lowercase()));
            if !output {
                let _ = visit_expressions_mut(&mut item.expr, &mut replace);
            }
        }
    }
    Ok(())
}

fn same(a: &Ident, b: &Ident) -> bool {
    a.value.eq_ignore_ascii_case(&b.value)
}

type Join = (Vec<Ident>, Ident, Ident, bool);

/// The columns and sides of the join, whose condition becomes ON.
fn take(select: &mut Select) -> Result<Option<Join>> {
    let outer = |operator: &JoinOperator| {
        matches!(
            operator,
            JoinOperator::Right(JoinConstraint::Using(_))
                | JoinOperator::RightOuter(JoinConstraint::Using(_))
                | JoinOperator::FullOuter(JoinConstraint::Using(_))
        )
    };
    let count = select
        .from
        .iter()
        .flat_map(|table| &table.joins)
        .filter(|join| outer(&join.join_operator))
        .count();
    if count == 0 {
        return Ok(None);
    }
    let unsupported = || {
        SqlError::unsupported("RIGHT and FULL JOIN with USING are not supported beside other joins")
            .hint("write ON a.id = b.id and coalesce(a.id, b.id)")
    };
    let [table] = select.from.as_mut_slice() else {
        return Err(unsupported());
    };
    let [join] = table.joins.as_mut_slice() else {
        return Err(unsupported());
    };
    let (Some(left), Some(right)) = (name(&table.relation), name(&join.relation)) else {
        return Err(unsupported());
    };
    let full = matches!(join.join_operator, JoinOperator::FullOuter(_));
    let (JoinOperator::Right(constraint)
    | JoinOperator::RightOuter(constraint)
    | JoinOperator::FullOuter(constraint)) = &mut join.join_operator
    else {
        return Err(unsupported());
    };
    let JoinConstraint::Using(columns) = constraint else {
        return Err(unsupported());
    };
    let names: Vec<Ident> = columns
        .iter()
        .filter_map(|column| column.0.last()?.as_ident().cloned())
        .collect();
    let tests = names.iter().map(|name| Expr::BinaryOp {
        left: Box::new(Expr::CompoundIdentifier(vec![left.clone(), name.clone()])),
        op: BinaryOperator::Eq,
        right: Box::new(Expr::CompoundIdentifier(vec![right.clone(), name.clone()])),
    });
    let condition = tests.reduce(|all, test| Expr::BinaryOp {
        left: Box::new(all),
        op: BinaryOperator::And,
        right: Box::new(test),
    });
    *constraint = JoinConstraint::On(condition.ok_or_else(unsupported)?);
    Ok(Some((names, left, right, full)))
}

fn name(factor: &TableFactor) -> Option<Ident> {
    match factor {
        TableFactor::Table { name, alias, .. } => match alias {
            Some(alias) => Some(alias.name.clone()),
            None => name.0.last()?.as_ident().cloned(),
        },
        TableFactor::Derived { alias, .. } => alias.as_ref().map(|alias| alias.name.clone()),
        _ => None,
    }
}

fn coalesce(args: Vec<Expr>) -> Expr {
    Expr::Function(Function {
        name: ObjectName::from(vec![Ident::new("coalesce")]),
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
