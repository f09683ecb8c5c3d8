//! What stands in FROM: tables, joins, samples.

use std::collections::HashSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Cte, Expr, Join, JoinConstraint, JoinOperator, Query, Select, SelectItem, Spanned, TableFactor,
    TableSampleKind, TableSampleMethod, TableWithJoins, Visit, Visitor, With, visit_expressions,
};

use super::{check_alias, check_name, refuse};
use crate::error::{Location, Result, SqlError};
use crate::rewrite::table_names;
use crate::tokens;

/// A query within UNNEST does not see the names of WITH.
pub(super) fn check_unnested(query: &Query) -> Result<()> {
    struct Names<'a> {
        with: &'a With,
        unnests: usize,
    }
    impl Visitor for Names<'_> {
        type Break = SqlError;

        fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<SqlError> {
            match factor {
                TableFactor::UNNEST { .. } => self.unnests += 1,
                TableFactor::Table { name, .. } if self.unnests > 0 => {
                    let is_it = |cte: &Cte| {
                        name.to_string().to_lowercase() == cte.alias.name.value.to_lowercase()
                    };
                    if self.with.cte_tables.iter().any(is_it) {
                        let message =
                            format!("a query within UNNEST does not see '{name}' of WITH");
                        let place = tokens::location(name.span());
                        return ControlFlow::Break(
                            refuse(message, place)
                                .hint("compute the array in a query of its own, and unnest that"),
                        );
                    }
                }
                _ => {}
            }
            ControlFlow::Continue(())
        }

        fn post_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<SqlError> {
            if matches!(factor, TableFactor::UNNEST { .. }) {
                self.unnests -= 1;
            }
            ControlFlow::Continue(())
        }
    }
    let Some(with) = &query.with else {
        return Ok(());
    };
    match query.body.visit(&mut Names { with, unnests: 0 }) {
        ControlFlow::Break(error) => Err(error),
        ControlFlow::Continue(()) => Ok(()),
    }
}

/// JOIN binds tighter than a comma: UNNEST and LATERAL to the left of a JOIN do not see the tables before the comma.
pub(super) fn check_commas(from: &[TableWithJoins]) -> Result<()> {
    for (i, table) in from.iter().enumerate().skip(1) {
        if table.joins.is_empty() {
            continue;
        }
        let before = table_names(&from[..i]);
        let unqualified = match &table.relation {
            TableFactor::UNNEST { .. } => true,
            TableFactor::Derived { lateral: true, .. } => false,
            _ => continue,
        };
        let found = visit_expressions(&table.relation, |expr| match expr {
            Expr::CompoundIdentifier(idents)
                if before.contains(&idents[0].value.to_lowercase()) =>
            {
                ControlFlow::Break(Some(idents[0].clone()))
            }
            Expr::Identifier(ident) if unqualified => ControlFlow::Break(Some(ident.clone())),
            // Its names are its own.
            Expr::Lambda(_) if unqualified => ControlFlow::Break(None),
            _ => ControlFlow::Continue(()),
        });
        if let ControlFlow::Break(Some(ident)) = found {
            let message = format!(
                "'{ident}' cannot be resolved: JOIN binds tighter than the comma before it"
            );
            return Err(refuse(message, tokens::location(ident.span))
                .hint("write CROSS JOIN for the comma"));
        }
    }
    Ok(())
}

/// A column of USING has no table.
pub(super) fn check_using(select: &Select) -> Result<()> {
    let using: Vec<String> = select
        .from
        .iter()
        .flat_map(|table| &table.joins)
        .filter_map(|join| match &join.join_operator {
            JoinOperator::Join(JoinConstraint::Using(names))
            | JoinOperator::Inner(JoinConstraint::Using(names))
            | JoinOperator::Left(JoinConstraint::Using(names))
            | JoinOperator::LeftOuter(JoinConstraint::Using(names))
            | JoinOperator::Right(JoinConstraint::Using(names))
            | JoinOperator::RightOuter(JoinConstraint::Using(names))
            | JoinOperator::FullOuter(JoinConstraint::Using(names)) => Some(names),
            _ => None,
        })
        .flatten()
        .map(|name| name.to_string().to_lowercase())
        .collect();
    if using.is_empty() {
        return Ok(());
    }
    let mut check = Qualified {
        tables: table_names(&select.from),
        using,
        nested: vec![],
    };
    let parts = select.projection.iter().filter_map(|item| match item {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
        _ => None,
    });
    for expr in parts.chain(&select.selection).chain(&select.having) {
        if let ControlFlow::Break(error) = expr.visit(&mut check) {
            return Err(error);
        }
    }
    Ok(())
}

/// Finds `table.column` where the column is one of USING; in a nested query the name may be another table's.
struct Qualified {
    tables: HashSet<String>,
    using: Vec<String>,
    nested: Vec<HashSet<String>>,
}

impl Visitor for Qualified {
    type Break = SqlError;

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<SqlError> {
        self.nested.push(table_names(&select.from));
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, _: &Select) -> ControlFlow<SqlError> {
        self.nested.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<SqlError> {
        let Expr::CompoundIdentifier(idents) = expr else {
            return ControlFlow::Continue(());
        };
        let name = |i: usize| idents[i].value.to_lowercase();
        let ours = idents.len() == 2
            && self.using.contains(&name(1))
            && self.tables.contains(&name(0))
            && !self.nested.iter().any(|tables| tables.contains(&name(0)));
        if !ours {
            return ControlFlow::Continue(());
        }
        let (table, column) = (&idents[0].value, &idents[1].value);
        ControlFlow::Break(
            refuse(
                format!("column '{table}.{column}' cannot be resolved"),
                tokens::location(idents[0].span),
            )
            .hint("a column of USING is named without its table"),
        )
    }
}

pub(super) fn check_join(join: &Join) -> Result<()> {
    let place = tokens::location(join.relation.span());
    let constraint = match &join.join_operator {
        JoinOperator::CrossJoin(JoinConstraint::None) => return Ok(()),
        JoinOperator::CrossJoin(_) => return Err(refuse("CROSS JOIN takes no condition", place)),
        JoinOperator::Join(constraint)
        | JoinOperator::Inner(constraint)
        | JoinOperator::Left(constraint)
        | JoinOperator::LeftOuter(constraint)
        | JoinOperator::Right(constraint)
        | JoinOperator::RightOuter(constraint)
        | JoinOperator::FullOuter(constraint) => constraint,
        JoinOperator::Semi(_) | JoinOperator::LeftSemi(_) | JoinOperator::RightSemi(_) => {
            return Err(
                refuse("SEMI JOIN is not Athena SQL", place).hint("write WHERE x IN (SELECT …)")
            );
        }
        JoinOperator::Anti(_) | JoinOperator::LeftAnti(_) | JoinOperator::RightAnti(_) => {
            return Err(refuse("ANTI JOIN is not Athena SQL", place)
                .hint("write WHERE NOT EXISTS (SELECT …)"));
        }
        _ => return Err(refuse("this kind of join is not Athena SQL", place)),
    };
    match constraint {
        JoinConstraint::None => {
            Err(refuse("a join needs ON or USING", place).hint("or write CROSS JOIN"))
        }
        JoinConstraint::Natural => {
            Err(refuse("NATURAL JOIN is not supported by Athena", place).hint("write USING (a)"))
        }
        _ => Ok(()),
    }
}

/// A sample is of so many per cent of the rows, each by itself, or of all or none.
pub(super) fn check_sample(
    sample: Option<&TableSampleKind>,
    place: Option<Location>,
) -> Result<()> {
    let Some(kind) = sample else { return Ok(()) };
    let (TableSampleKind::BeforeTableAlias(sample) | TableSampleKind::AfterTableAlias(sample)) =
        kind;
    let Some(share) = share_of(kind) else {
        return Err(refuse(
            "TABLESAMPLE takes BERNOULLI or SYSTEM, and a number of per cent",
            place,
        )
        .hint("write TABLESAMPLE BERNOULLI (10)"));
    };
    if !(0.0..=100.0).contains(&share) {
        return Err(refuse("the per cent of a sample are from 0 to 100", place));
    }
    let blocks = sample.name == Some(TableSampleMethod::System);
    if blocks && share != 0.0 && share != 100.0 {
        return Err(SqlError::unsupported("TABLESAMPLE SYSTEM is not supported")
            .at(place)
            .hint("write TABLESAMPLE BERNOULLI"));
    }
    Ok(())
}

/// The per cent of `TABLESAMPLE BERNOULLI (10)`.
pub(crate) fn share_of(sample: &TableSampleKind) -> Option<f64> {
    let (TableSampleKind::BeforeTableAlias(sample) | TableSampleKind::AfterTableAlias(sample)) =
        sample;
    let plain = sample.seed.is_none() && sample.bucket.is_none() && sample.offset.is_none();
    let known = matches!(
        sample.name,
        Some(TableSampleMethod::Bernoulli | TableSampleMethod::System)
    );
    let quantity = sample
        .quantity
        .as_ref()
        .filter(|quantity| quantity.unit.is_none());
    (plain && known).then_some(())?;
    quantity?.value.to_string().parse().ok()
}

pub(super) fn check_factor(factor: &TableFactor) -> Result<()> {
    let place = tokens::location(factor.span());
    let not_here = |what: &str, hint: &str| {
        let error = SqlError::unsupported(format!("{what} is not supported")).at(place);
        Err(if hint.is_empty() {
            error
        } else {
            error.hint(hint)
        })
    };
    match factor {
        TableFactor::Table {
            name,
            alias,
            args,
            version,
            sample,
            with_hints,
            partitions,
            json_path,
            ..
        } => {
            check_alias(alias.as_ref())?;
            if args.is_some() {
                return not_here(&format!("table function {name}"), "");
            }
            if version.is_some() {
                return not_here("time travel", "");
            }
            check_sample(sample.as_ref(), place)?;
            if !with_hints.is_empty() || !partitions.is_empty() || json_path.is_some() {
                return Err(refuse(
                    "table hints and partitions are not Athena SQL",
                    place,
                ));
            }
            let last = name.0.last().and_then(|part| part.as_ident());
            if let Some(ident) = last {
                check_name(ident)?;
                if ident.value.contains('$') {
                    return not_here(&format!("metadata table \"{}\"", ident.value), "");
                }
            }
            Ok(())
        }
        TableFactor::Derived {
            lateral,
            alias,
            sample,
            ..
        } => {
            check_alias(alias.as_ref())?;
            let _ = lateral;
            check_sample(sample.as_ref(), place)
        }
        TableFactor::UNNEST {
            alias,
            with_offset,
            array_exprs,
            ..
        } => {
            check_alias(alias.as_ref())?;
            if *with_offset {
                return Err(refuse("WITH OFFSET is not Athena SQL", place)
                    .hint("write WITH ORDINALITY, counting from 1"));
            }
            if array_exprs.is_empty() {
                return Err(refuse("UNNEST needs an array or a map", place));
            }
            Ok(())
        }
        TableFactor::NestedJoin {
            alias: None,
            table_with_joins,
        } => table_with_joins.joins.iter().try_for_each(check_join),
        TableFactor::NestedJoin { .. } => Err(refuse(
            "an alias behind a join in parentheses is not Athena SQL",
            place,
        )),
        TableFactor::MatchRecognize { .. } => not_here("MATCH_RECOGNIZE", "write window functions"),
        TableFactor::TableFunction { .. } | TableFactor::Function { .. } => {
            not_here("a table function", "write UNNEST(sequence(1, 10)) AS t (n)")
        }
        TableFactor::JsonTable { .. } => not_here(
            "JSON_TABLE",
            "write CROSS JOIN UNNEST(CAST(json AS array(…)))",
        ),
        TableFactor::Pivot { .. } | TableFactor::Unpivot { .. } => {
            Err(refuse("PIVOT and UNPIVOT are not Athena SQL", place)
                .hint("write sum(x) FILTER (WHERE …)"))
        }
        _ => Err(refuse("this kind of table is not Athena SQL", place)),
    }
}
