//! GROUP BY: its forms, and what grouping sets are made of.

use datafusion::sql::sqlparser::ast::{
    Expr, GroupByExpr, Ident, ObjectName, Select, Spanned, TableFactor, TableWithJoins,
};

use super::refuse;
use crate::error::{Location, Result, SqlError};
use crate::tokens;

pub(super) fn check_groups(select: &Select, place: Option<Location>) -> Result<()> {
    let groups = match &select.group_by {
        GroupByExpr::All(_) => {
            return Err(refuse("GROUP BY ALL is not Athena SQL", place)
                .hint("name the columns or their positions"));
        }
        GroupByExpr::Expressions(_, modifiers) if !modifiers.is_empty() => {
            return Err(
                SqlError::unsupported("this form of GROUP BY is not supported")
                    .at(place)
                    .hint("write GROUP BY ROLLUP (a, b)"),
            );
        }
        GroupByExpr::Expressions(groups, _) => groups,
    };
    for group in groups {
        if let Expr::GroupingSets(sets) | Expr::Cube(sets) | Expr::Rollup(sets) = group {
            for key in sets.iter().flatten() {
                check_key(key, select)?;
            }
        }
    }
    Ok(())
}

/// Grouping sets are made of columns: not of expressions, positions, or fields of a row.
fn check_key(key: &Expr, select: &Select) -> Result<()> {
    let is_column = match key {
        Expr::Nested(key) => return check_key(key, select),
        Expr::Tuple(keys) => return keys.iter().try_for_each(|key| check_key(key, select)),
        Expr::Identifier(_) => true,
        Expr::CompoundIdentifier(parts) => is_column(parts, &select.from),
        _ => false,
    };
    if is_column {
        return Ok(());
    }
    let message = "ROLLUP, CUBE and GROUPING SETS take columns, not expressions";
    Err(refuse(message, tokens::location(key.span()))
        .hint("compute it in a subquery, and group by its column"))
}

/// Whether a name with points is a column of a table, and not a field of a row.
fn is_column(parts: &[Ident], from: &[TableWithJoins]) -> bool {
    let mut tables = Vec::new();
    for table in from {
        names(table, &mut tables);
    }
    let [qualifier @ .., _] = parts else {
        return true;
    };
    tables.iter().any(|name| {
        let Some(name) = name else { return true };
        let mut parts = name.iter().rev().zip(qualifier.iter().rev());
        name.len() >= qualifier.len() && parts.all(|(a, b)| a.eq_ignore_ascii_case(&b.value))
    })
}

/// The parts of the names by which the columns of tables are called, as far as they are known.
fn names(table: &TableWithJoins, tables: &mut Vec<Option<Vec<String>>>) {
    let joined = table.joins.iter().map(|join| &join.relation);
    for relation in std::iter::once(&table.relation).chain(joined) {
        let (name, alias): (Option<&ObjectName>, _) = match relation {
            TableFactor::Table { name, alias, .. } => (Some(name), alias),
            TableFactor::Derived { alias, .. } | TableFactor::UNNEST { alias, .. } => (None, alias),
            TableFactor::NestedJoin {
                table_with_joins,
                alias: None,
            } => {
                names(table_with_joins, tables);
                continue;
            }
            _ => {
                tables.push(None);
                continue;
            }
        };
        let parts = match (alias, name) {
            (Some(alias), _) => vec![alias.name.value.clone()],
            (None, Some(name)) => {
                let parts = name.0.iter().filter_map(|part| part.as_ident());
                parts.map(|ident| ident.value.clone()).collect()
            }
            (None, None) => continue,
        };
        tables.push(Some(parts));
    }
}
