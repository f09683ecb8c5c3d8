//! UNNEST nested with what stands left of it, so that a relation planner sees both.

use datafusion::sql::sqlparser::ast::{
    Join, JoinConstraint, JoinOperator, TableFactor, TableWithJoins,
};

/// Nests `a, UNNEST(a.x)` and `a CROSS JOIN UNNEST(a.x)` so that one node holds the array's owner and the UNNEST.
pub(super) fn nest_unnest(from: &mut Vec<TableWithJoins>) {
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

pub(super) fn nest_joins(table: &mut TableWithJoins) {
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

pub(super) fn cross_join(relation: TableFactor) -> Join {
    Join {
        relation,
        global: false,
        join_operator: JoinOperator::CrossJoin(JoinConstraint::None),
    }
}

pub(super) fn nested(table: TableWithJoins) -> TableFactor {
    TableFactor::NestedJoin {
        table_with_joins: Box::new(table),
        alias: None,
    }
}

pub(super) fn as_factor(table: TableWithJoins) -> TableFactor {
    if table.joins.is_empty() {
        table.relation
    } else {
        nested(table)
    }
}

pub(super) fn take_factor(factor: &mut TableFactor) -> TableFactor {
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
