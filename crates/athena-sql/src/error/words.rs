//! What DataFusion says, in the analyst's words.

use super::SqlError;

/// An error of DataFusion's by its text, where it is better said otherwise.
pub(super) fn told(text: &str) -> Option<SqlError> {
    if let Some((_, message, hint)) = UNPLANNED.iter().find(|(part, ..)| text.contains(part)) {
        return Some(SqlError::unsupported(*message).hint(*hint));
    }
    if let Some((_, message, hint)) = REFUSED.iter().find(|(part, ..)| text.contains(part)) {
        return Some(SqlError::refused(*message).hint(*hint));
    }
    if let Some(column) = between(text, "column \"", "\" must appear in the GROUP BY clause") {
        let message = format!("column '{column}' is neither in GROUP BY nor in an aggregate");
        let hint = format!("add it to GROUP BY, or write arbitrary({column})");
        return Some(SqlError::refused(message).hint(hint));
    }
    if let Some(column) = behind(text, "Ambiguous reference to unqualified field ") {
        // Mostly Athena's, too; but a column of USING it can tell apart.
        let error = SqlError::unsupported(format!("column '{column}' is ambiguous"));
        return Some(error.hint("write table.column"));
    }
    if let Some(table) = behind(text, "Invalid qualifier ") {
        let error = SqlError::refused(format!("table '{table}' of {table}.* is not in FROM"));
        return Some(error.hint("name the fields of a row one by one"));
    }
    None
}

/// The name between two parts of a text, without the qualifier that a rewrite gave it.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (text, _) = text.split_once(after)?;
    let (_, name) = text.rsplit_once(before)?;
    Some(match name.split_once('.') {
        Some((qualifier, column)) if qualifier.contains(char::is_control) => column,
        _ => name,
    })
}

/// The word behind a part of a text.
fn behind<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let (_, name) = text.split_once(before)?;
    name.split_whitespace().next()
}

const REFUSED: &[(&str, &str, &str)] = &[
    (
        "Cannot create filter with non-boolean predicate",
        "the condition of WHERE or HAVING is no boolean",
        "compare it: x <> 0",
    ),
    (
        "resolve_grouping_function",
        "grouping takes columns of GROUP BY",
        "name them as GROUP BY does",
    ),
    (
        "Aggregate function calls cannot be nested",
        "an aggregate within an aggregate is not Athena SQL",
        "compute the inner one in a subquery",
    ),
];

/// What DataFusion says where it has no plan, in the analyst's words.
const UNPLANNED: &[(&str, &str, &str)] = &[
    (
        "specified more than once",
        "a WITH name that is used again inside of its query is not supported",
        "give the inner query another name",
    ),
    (
        "scalar_subquery_to_join",
        "this use of a column of the outer query is not supported",
        "compare it by = alone, or join a grouped subquery",
    ),
    (
        "type_coercion",
        "types that meet in Athena do not meet in this window frame or comparison",
        "CAST both sides to one type: the bounds of a RANGE frame to that of its ORDER BY",
    ),
    (
        "Invalid (non-executable) plan",
        "a subquery in this place is not supported",
        "compute it as a column of a subquery",
    ),
    (
        "SanityCheckPlan",
        "a subquery in this place is not supported",
        "compute it as a column of a subquery",
    ),
    (
        "OuterReferenceColumn",
        "this use of a column of the outer query is not supported",
        "join a grouped subquery",
    ),
    (
        "Projections require unique expression names",
        "two columns of one name in * are not supported",
        "name the columns",
    ),
    (
        "Schema contains duplicate qualified field name",
        "two tables of one name in FROM are not supported",
        "give one of them an alias",
    ),
    (
        "Schema contains duplicate unqualified field name",
        "two expressions of one list that are called alike, as two subqueries of one column name, are not supported here",
        "compute one of them as a named column of a subquery",
    ),
    (
        "undecorrelated Subquery",
        "this use of a column of the outer query is not supported",
        "join a grouped subquery",
    ),
    (
        "Physical plan does not support logical expression",
        "a subquery in this place is not supported",
        "compute it as a column of a subquery",
    ),
    (
        "Schema contains qualified field name",
        "an output alias that hides a column of the same name is not supported here",
        "give the output another name",
    ),
];
