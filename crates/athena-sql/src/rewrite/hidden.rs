//! `SELECT upper(t.x) AS x … ORDER BY t.x`: an output that hides the column which ORDER BY asks for. The planner sorts rows that have both,
//! under names of their own.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Ident, Query, SelectItem, SetExpr, Statement, VisitMut, VisitorMut, visit_expressions,
};

use super::names::without_parentheses;
use super::order::folded;
use super::query::wrap_query;
use super::{NAMESAKE, output_names};

/// Gives each output that hides a column another name.
pub(super) fn rename(statement: &mut Statement) {
    let _ = statement.visit(&mut Hidden::default());
}

/// Separates a name from its number where a query around it gives the name back.
const NESTED: char = '\u{4}';

#[derive(Default)]
struct Hidden {
    depth: usize,
    wrapped: usize,
}

impl VisitorMut for Hidden {
    type Break = ();

    fn pre_visit_query(&mut self, _: &mut Query) -> ControlFlow<()> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        self.depth -= 1;
        let SetExpr::Select(select) = query.body.as_ref() else {
            return ControlFlow::Continue(());
        };
        let names = output_names(select);
        let unique: HashSet<&String> = names.iter().collect();
        let all_named = unique.len() == select.projection.len();
        // The columns of the statement's own query are given their names at the end.
        if self.depth > 0 && !all_named {
            return ControlFlow::Continue(());
        }
        let mark = if self.depth > 0 { NESTED } else { NAMESAKE };
        let renamed = renamed(query, mark);
        if self.depth > 0 && !renamed.is_empty() {
            self.wrapped += 1;
            let items = names.iter().map(|name| SelectItem::ExprWithAlias {
                expr: Expr::Identifier(renamed.get(name).cloned().unwrap_or_else(|| quoted(name))),
                alias: quoted(name),
            });
            wrap_query(query, &format!("h{}", self.wrapped));
            if let SetExpr::Select(select) = query.body.as_mut() {
                select.projection = items.collect();
            }
        }
        ControlFlow::Continue(())
    }
}

fn quoted(name: &str) -> Ident {
    Ident::with_quote('"', name)
}

/// Renames the outputs of one query that hide what its ORDER BY asks for, and tells their new names.
fn renamed(query: &mut Query, mark: char) -> HashMap<String, Ident> {
    let mut outputs = HashMap::new();
    let (SetExpr::Select(select), Some(order_by)) = (query.body.as_mut(), &mut query.order_by)
    else {
        return outputs;
    };
    if select.distinct.is_some() {
        return outputs;
    }
    let mut asked: Vec<Expr> = vec![];
    let _ = visit_expressions(order_by, |expr| {
        if let Expr::CompoundIdentifier(_) = expr {
            asked.push(folded(expr));
        }
        ControlFlow::<()>::Continue(())
    });
    for (i, item) in select.projection.iter_mut().enumerate() {
        let SelectItem::ExprWithAlias { expr, alias } = item else {
            continue;
        };
        let name = alias.value.to_lowercase();
        let computed = folded(without_parentheses(expr));
        let hidden = |column: &Expr| {
            let is_it = |ident: &Ident| ident.value == name;
            matches!(column, Expr::CompoundIdentifier(idents) if idents.last().is_some_and(is_it))
                && *column != computed
        };
        if asked.iter().any(hidden) {
            *alias = quoted(&format!("{name}{mark}{i}"));
            outputs.insert(name, alias.clone());
        }
    }
    if !outputs.is_empty() {
        let mut named = Named {
            outputs: &outputs,
            queries: 0,
        };
        let _ = order_by.visit(&mut named);
    }
    outputs
}

/// Gives the outputs in ORDER BY their new names.
struct Named<'a> {
    outputs: &'a HashMap<String, Ident>,
    queries: usize,
}

impl VisitorMut for Named<'_> {
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
        if let Expr::Identifier(ident) = expr
            && self.queries == 0
            && let Some(output) = self.outputs.get(&ident.value.to_lowercase())
        {
            ident.value.clone_from(&output.value);
            ident.quote_style = output.quote_style;
        }
        ControlFlow::Continue(())
    }
}
