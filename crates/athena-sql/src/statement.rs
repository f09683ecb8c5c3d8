//! One statement: parsed, checked, bound, rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Ident, ObjectName, Query, Statement as Ast, Value as AstValue, ValueWithSpan, Visit,
    Visitor, visit_expressions_mut,
};
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::Token;

use crate::dialect::AthenaDialect;
use crate::error::{ErrorKind, Location, Result, SqlError};
use crate::lint;
use crate::tokens::{self, Placeholder};
use crate::value::Value;

/// How deep expressions may nest.
const MAX_DEPTH: usize = 200;

/// One query in Athena SQL, with the places of the analyst's text.
#[derive(Debug, Clone)]
pub struct Statement {
    text: String,
    pub(crate) ast: Ast,
    placeholders: Vec<Placeholder>,
    values: BTreeMap<String, Value>,
}

impl Statement {
    /// Parses one query (SELECT, WITH, VALUES) and refuses what Athena refuses.
    ///
    /// # Errors
    /// When the text is not one query of Athena SQL, with the place.
    pub fn parse(sql: &str) -> Result<Self> {
        let tokens = tokens::read(sql)?;
        let mut parser = Parser::new(&AthenaDialect)
            .with_recursion_limit(MAX_DEPTH)
            .with_tokens_with_locations(tokens.tokens);
        let mut statements = parser
            .parse_statements()
            .map_err(|error| parser_error(&error))?;
        // Before END, which ends a block of other dialects, it stops.
        parser
            .expect_token(&Token::EOF)
            .map_err(|error| parser_error(&error))?;
        let ast = match (statements.pop(), statements.pop()) {
            (Some(only), None) => only,
            (None, _) => return Err(SqlError::new(ErrorKind::Syntax, "no statement")),
            (Some(_), Some(_)) => {
                return Err(SqlError::new(
                    ErrorKind::Syntax,
                    "one statement expected, several found",
                ));
            }
        };
        lint::check(&ast)?;
        Ok(Self {
            text: sql.to_owned(),
            ast,
            placeholders: tokens.placeholders,
            values: BTreeMap::new(),
        })
    }

    /// The parameters `:name`, each where it first occurs, in order of the text.
    pub fn parameters(&self) -> Vec<(String, Location)> {
        let mut seen = BTreeSet::new();
        self.placeholders
            .iter()
            .filter(|placeholder| seen.insert(placeholder.name.as_str()))
            .map(|placeholder| (placeholder.name.clone(), placeholder.location))
            .collect()
    }

    /// The statement with every parameter replaced by a typed literal.
    ///
    /// # Errors
    /// When a parameter has no value, when a value has no parameter, or when the value's text is not of its type.
    pub fn bind(&self, values: &BTreeMap<String, Value>) -> Result<Self> {
        for placeholder in &self.placeholders {
            if !values.contains_key(&placeholder.name) {
                return Err(SqlError::new(
                    ErrorKind::Parameter,
                    format!("parameter :{} has no value", placeholder.name),
                )
                .at(placeholder.location));
            }
        }
        for name in values.keys() {
            if !self
                .placeholders
                .iter()
                .any(|placeholder| placeholder.name == *name)
            {
                return Err(SqlError::new(
                    ErrorKind::Parameter,
                    format!("parameter :{name} is not in the query"),
                ));
            }
        }
        let mut literals = BTreeMap::new();
        for (name, value) in values {
            literals.insert(format!(":{name}"), parse_expr(&value.to_literal()?)?);
        }
        let mut bound = self.clone();
        bound.values = values.clone();
        let replaced = visit_expressions_mut(&mut bound.ast, |expr| {
            if let Expr::Value(ValueWithSpan {
                value: AstValue::Placeholder(name),
                ..
            }) = expr
                && let Some(literal) = literals.get(name)
            {
                *expr = literal.clone();
            }
            ControlFlow::<()>::Continue(())
        });
        debug_assert!(replaced.is_continue());
        Ok(bound)
    }

    /// The statement as Athena takes it: the analyst's own text, bound parameters as typed literals.
    pub fn to_athena_sql(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut from = 0;
        for placeholder in &self.placeholders {
            let Some(literal) = self
                .values
                .get(&placeholder.name)
                .and_then(|value| value.to_literal().ok())
            else {
                continue;
            };
            out.push_str(&self.text[from..placeholder.bytes.start]);
            out.push_str(&literal);
            from = placeholder.bytes.end;
        }
        out.push_str(&self.text[from..]);
        out
    }

    /// The tables that the statement reads, in lower case and in order of name; names of CTEs are left out.
    pub fn tables(&self) -> Vec<String> {
        let mut found = Tables::default();
        let _ = self.ast.visit(&mut found);
        found.tables.into_iter().collect()
    }

    /// The text that was parsed, parameters unbound.
    pub fn text(&self) -> &str {
        &self.text
    }
}

fn parse_expr(text: &str) -> Result<Expr> {
    let tokens = tokens::read(text)?;
    Parser::new(&AthenaDialect)
        .with_tokens_with_locations(tokens.tokens)
        .parse_expr()
        .map_err(|error| parser_error(&error))
}

fn parser_error(error: &ParserError) -> SqlError {
    let text = match error {
        ParserError::TokenizerError(text) | ParserError::ParserError(text) => text.clone(),
        ParserError::RecursionLimitExceeded => {
            return SqlError::new(
                ErrorKind::Syntax,
                format!("expressions nest deeper than {MAX_DEPTH}"),
            );
        }
    };
    if text.contains("found: TABLESAMPLE") {
        return SqlError::unsupported("TABLESAMPLE of this is not supported")
            .hint("sample a table, or a query in parentheses");
    }
    // The parser writes the place behind its message.
    let Some((message, place)) = text.rsplit_once(" at Line: ") else {
        return SqlError::new(ErrorKind::Syntax, text);
    };
    let place = place.split_once(", Column: ").and_then(|(line, column)| {
        Some(Location {
            line: line.trim().parse().ok()?,
            column: column.trim().parse().ok()?,
        })
    });
    let message = message.trim_end_matches([',', ' ']);
    let message = message
        .strip_prefix("sql parser error: ")
        .unwrap_or(message);
    let mut chars = message.chars();
    let lower = chars
        .next()
        .map(|c| c.to_lowercase().to_string())
        .unwrap_or_default();
    SqlError::new(
        ErrorKind::Syntax,
        format!("{lower}{}", chars.as_str()).replace(tokens::TYPE_MARK, ""),
    )
    .at(place)
}

/// Finds tables, knowing which CTE is visible where.
#[derive(Default)]
struct Tables {
    tables: BTreeSet<String>,
    ctes: Vec<Vec<String>>,
}

fn table_name(name: &ObjectName) -> String {
    let parts: Vec<String> = name
        .0
        .iter()
        .filter_map(|part| part.as_ident())
        .map(|ident: &Ident| ident.value.to_lowercase())
        .collect();
    parts.join(".")
}

impl Visitor for Tables {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let names = query.with.iter().flat_map(|with| &with.cte_tables);
        self.ctes.push(
            names
                .map(|cte| cte.alias.name.value.to_lowercase())
                .collect(),
        );
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.ctes.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        let name = table_name(relation);
        if !self.ctes.iter().flatten().any(|cte| *cte == name) {
            self.tables.insert(name);
        }
        ControlFlow::Continue(())
    }
}
