//! `WITH t AS (…)` within a query that has a t of its own: the inner one gets a name that nobody else has.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Ident, ObjectName, Query, Statement, TableAlias, TableFactor, VisitMut, VisitorMut,
};

use super::NAMESAKE;

/// Renames the queries of a WITH whose names are those of a WITH around it. What reads one by its name alone still calls it so.
pub(super) fn rename(statement: &mut Statement) {
    let _ = statement.visit(&mut Shadows::default());
}

#[derive(Default)]
struct Shadows {
    /// The names of each WITH around the current query.
    around: Vec<Vec<String>>,
    renamed: usize,
}

impl VisitorMut for Shadows {
    type Break = ();

    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        let names = tables.map(|table| table.alias.name.value.to_lowercase());
        self.around.push(names.collect());
        ControlFlow::Continue(())
    }

    /// The innermost first: of the names that are left, each is of the query at hand.
    fn post_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        let names = self.around.pop().unwrap_or_default();
        let Some(mut with) = query.with.take() else {
            return ControlFlow::Continue(());
        };
        for (i, name) in names.iter().enumerate() {
            if !self.around.iter().flatten().any(|other| other == name) {
                continue;
            }
            self.renamed += 1;
            let to = format!("{name}{NAMESAKE}{}", self.renamed);
            with.cte_tables[i].alias.name = Ident::with_quote('"', &to);
            let mut reads = Reads { name, to: &to };
            // One that is not recursive reads the outer query of its name.
            for table in &mut with.cte_tables[i + usize::from(!with.recursive)..] {
                let _ = table.query.visit(&mut reads);
            }
            let _ = query.visit(&mut reads);
        }
        query.with = Some(with);
        ControlFlow::Continue(())
    }
}

/// Gives what reads a table its new name.
struct Reads<'a> {
    name: &'a str,
    to: &'a str,
}

impl VisitorMut for Reads<'_> {
    type Break = ();

    fn post_visit_table_factor(&mut self, factor: &mut TableFactor) -> ControlFlow<()> {
        if let TableFactor::Table { name, alias, .. } = factor
            && let [part] = name.0.as_slice()
            && let Some(ident) = part.as_ident()
            && ident.value.to_lowercase() == self.name
        {
            alias.get_or_insert_with(|| TableAlias {
                explicit: true,
                name: ident.clone(),
                columns: Vec::new(),
                at: None,
            });
            *name = ObjectName::from(vec![Ident::with_quote('"', self.to)]);
        }
        ControlFlow::Continue(())
    }
}
