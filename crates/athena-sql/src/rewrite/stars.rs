//! `row.*` in a SELECT list as UNNEST of one row, whose fields become columns.

use datafusion::sql::sqlparser::ast::{
    Array, Expr, Ident, ObjectName, Select, SelectItem, SelectItemQualifiedWildcardKind, Spanned,
    TableAlias, TableAliasColumnDef, TableFactor, TableWithJoins, WildcardAdditionalOptions,
};

use super::lateral::is_aggregated;
use super::names::{table_names, without_parentheses};
use crate::error::{Result, SqlError};
use crate::tokens::{ROW_STAR, location};

/// Begins the name of the table of a row's fields.
pub(crate) const ROW_TABLE: &str = "\u{2}row";

/// Rewrites the row stars of one SELECT.
pub(super) fn expand(select: &mut Select) -> Result<()> {
    let tables = table_names(&select.from);
    let everything = select
        .projection
        .iter()
        .any(|item| matches!(item, SelectItem::Wildcard(_)));
    let mut rows = Vec::new();
    for (i, item) in select.projection.iter_mut().enumerate() {
        let Some((row, names)) = star(item, |table| tables.contains(table)) else {
            continue;
        };
        let place = location(row.span());
        if let Expr::Identifier(name) = without_parentheses(&row) {
            if tables.contains(&name.value.to_lowercase()) {
                return Err(
                    SqlError::unsupported(format!("{name}.* AS (…) is not supported"))
                        .at(place)
                        .hint("write each column with its alias"),
                );
            }
            return Err(
                SqlError::refused(format!("unable to resolve reference {name}"))
                    .at(place)
                    .hint(format!("write t.{name}.* with the name of its table")),
            );
        }
        if everything || is_aggregated(&row) {
            let what = if everything {
                "* beside row.*"
            } else {
                "row.* of an aggregate"
            };
            return Err(SqlError::unsupported(format!("{what} is not supported"))
                .at(place)
                .hint("compute the row in a WITH query"));
        }
        let table = Ident::with_quote('"', format!("{ROW_TABLE}{i}"));
        *item = SelectItem::QualifiedWildcard(
            SelectItemQualifiedWildcardKind::ObjectName(ObjectName::from(vec![table.clone()])),
            WildcardAdditionalOptions::default(),
        );
        let columns = names.into_iter().map(|name| TableAliasColumnDef {
            name: Ident::with_quote('"', name),
            data_type: None,
        });
        rows.push(TableWithJoins {
            relation: TableFactor::UNNEST {
                alias: Some(TableAlias {
                    explicit: true,
                    name: table,
                    columns: columns.collect(),
                    at: None,
                }),
                array_exprs: vec![Expr::Array(Array {
                    elem: vec![row],
                    named: true,
                })],
                with_offset: false,
                with_offset_alias: None,
                with_ordinality: false,
            },
            joins: vec![],
        });
    }
    select.from.extend(rows);
    Ok(())
}

/// The row of `row.*` and the names that it gives the fields.
fn star(item: &SelectItem, is_table: impl Fn(&String) -> bool) -> Option<(Expr, Vec<String>)> {
    match item {
        SelectItem::ExprWithAlias { expr, alias } => {
            let names = alias.value.strip_prefix(ROW_STAR)?;
            let names = names.split(ROW_STAR).filter(|name| !name.is_empty());
            Some((expr.clone(), names.map(str::to_owned).collect()))
        }
        SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
            let parts = name.0.iter().map(|part| part.as_ident().cloned());
            let parts = parts.collect::<Option<Vec<Ident>>>()?;
            let row = parts.len() > 1 && is_table(&parts[0].value.to_lowercase());
            row.then_some((Expr::CompoundIdentifier(parts), vec![]))
        }
        _ => None,
    }
}
