//! `TABLESAMPLE BERNOULLI (p)` as a table of the rows that a throw of the dice keeps.

use datafusion::sql::sqlparser::ast::{
    Expr, Ident, Query, SetExpr, TableAlias, TableFactor, TableSampleKind,
};
use datafusion::sql::sqlparser::parser::Parser;

use crate::dialect::AthenaDialect;
use crate::error::{Result, SqlError};
use crate::lint::share_of;
use crate::relations::derived;

/// Replaces a sampled table by a query of the rows that stay; a sample of all rows is the table itself.
pub(super) fn draw(factor: &mut TableFactor) -> Result<()> {
    let (TableFactor::Table { sample, alias, .. } | TableFactor::Derived { sample, alias, .. }) =
        factor
    else {
        return Ok(());
    };
    let Some(share) = sample.take().as_ref().and_then(share) else {
        return Ok(());
    };
    let mut alias = alias.take();
    if let TableFactor::Table { name, .. } = factor
        && alias.is_none()
    {
        let name = name.0.last().and_then(|part| part.as_ident()).cloned();
        alias = name.map(|name: Ident| TableAlias {
            explicit: true,
            name,
            columns: vec![],
            at: None,
        });
    }
    let test = if share == 0.0 {
        "false".to_owned()
    } else {
        format!("random() < {:e}", share / 100.0)
    };
    let mut query = parsed(&format!("SELECT * FROM t WHERE {test}"))?;
    if let SetExpr::Select(select) = query.body.as_mut()
        && let Some(from) = select.from.first_mut()
    {
        from.relation = factor.clone();
    }
    *factor = derived(query, alias);
    Ok(())
}

/// The per cent of the rows that are kept, unless that is all of them.
fn share(sample: &TableSampleKind) -> Option<f64> {
    share_of(sample).filter(|share| *share < 100.0)
}

fn parsed(sql: &str) -> Result<Box<Query>> {
    let unsupported = |error| SqlError::unsupported(format!("TABLESAMPLE: {error}"));
    let expr = Parser::new(&AthenaDialect)
        .try_with_sql(&format!("({sql})"))
        .and_then(|mut parser| parser.parse_expr())
        .map_err(unsupported)?;
    match expr {
        Expr::Subquery(query) => Ok(query),
        _ => Err(SqlError::unsupported("TABLESAMPLE is not supported")),
    }
}
