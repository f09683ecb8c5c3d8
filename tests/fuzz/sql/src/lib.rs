//! What must hold for any text that is taken as SQL or as a saved query: it ends, it does not panic, and what it says has a place.
#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a fuzz target fails by panicking"
)]

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema, TimeUnit};
use datafusion::datasource::empty::EmptyTable;
use datafusion::prelude::SessionContext;
use lakebed_athena_sql::{Options, SqlError, Statement, Value, plan, session_context};
use lakebed_query::{SavedQuery, arguments};

thread_local! {
    static CONTEXT: LazyCell<SessionContext> = LazyCell::new(context);
}

/// A context with tables of every kind of column, and no rows.
fn context() -> SessionContext {
    let context = session_context(&Options::default());
    let line = Fields::from(vec![
        Field::new("product_id", DataType::Utf8, true),
        Field::new("quantity", DataType::Int32, true),
        Field::new("price", DataType::Decimal128(12, 2), true),
    ]);
    let entry = Fields::from(vec![
        Field::new("key", DataType::Utf8, false),
        Field::new("value", DataType::Utf8, true),
    ]);
    let schema = Schema::new(vec![
        Field::new("order_id", DataType::Utf8, true),
        Field::new("status", DataType::Utf8, true),
        Field::new("amount", DataType::Decimal128(12, 2), true),
        Field::new("rate", DataType::Decimal128(38, 9), true),
        Field::new("version", DataType::Int64, true),
        Field::new("item_count", DataType::Int32, true),
        Field::new("weight_kg", DataType::Float64, true),
        Field::new("is_gift", DataType::Boolean, true),
        Field::new("order_date", DataType::Date32, true),
        Field::new(
            "created_at",
            DataType::Timestamp(TimeUnit::Millisecond, None),
            true,
        ),
        Field::new("label", DataType::Binary, true),
        Field::new(
            "items",
            DataType::List(Arc::new(Field::new("item", DataType::Struct(line), true))),
            true,
        ),
        Field::new(
            "attributes",
            DataType::Map(
                Arc::new(Field::new("entries", DataType::Struct(entry), false)),
                false,
            ),
            true,
        ),
        Field::new("dt", DataType::Utf8, true),
    ]);
    for name in ["orders", "orders_changes", "t"] {
        let table = EmptyTable::new(Arc::new(schema.clone()));
        context
            .register_table(name, Arc::new(table))
            .expect("a name that is free");
    }
    context
}

/// One statement: refused with a place, or parsed, bound, rendered and planned.
pub fn sql(text: &str) {
    let statement = match Statement::parse(text) {
        Ok(statement) => statement,
        Err(error) => return told(text, &error),
    };
    assert_eq!(statement.text(), text);
    assert_eq!(
        statement.to_athena_sql(),
        text,
        "nothing is bound, nothing changes"
    );
    let values: BTreeMap<_, _> = statement
        .parameters()
        .into_iter()
        .map(|(name, location)| {
            let value = match location.column % 4 {
                0 => Value::Integer(-7),
                1 => Value::Varchar("it's; -- :x".into()),
                2 => Value::Decimal("1.50".into()),
                _ => Value::Double(0.1),
            };
            (name, value)
        })
        .collect();
    let bound = statement
        .bind(&values)
        .expect("every parameter has a value that is of its type");
    assert_eq!(bound.tables(), statement.tables());
    let rendered = bound.to_athena_sql();
    match Statement::parse(&rendered) {
        Ok(again) => {
            assert!(again.parameters().is_empty(), "{rendered}");
            assert_eq!(again.tables(), statement.tables(), "{rendered}");
        }
        // Where a literal stands that is no parameter's place (an alias, a LIMIT), there is a refusal.
        Err(error) if !values.is_empty() => told(&rendered, &error),
        Err(error) => panic!("{error} in {rendered}"),
    }
    CONTEXT.with(|context| {
        if let Err(error) = futures::executor::block_on(plan(context, &bound)) {
            told(text, &error);
        }
    });
}

/// An error has a message of one line, and its place is in the text.
fn told(text: &str, error: &SqlError) {
    assert!(!error.message.is_empty());
    if let Some(place) = error.location {
        let lines = text.lines().count().max(1) as u64;
        assert!(
            place.line >= 1 && place.line <= lines + 1 && place.column >= 1,
            "{error}"
        );
    }
}

/// One file of a saved query: a list of problems, each in the file, or a query whose defaults fit its own rules.
pub fn header(text: &str) {
    // Queries that are seeds keep their name.
    let named = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("-- name:"));
    let name = named.map_or("q", str::trim);
    match SavedQuery::parse(text, &format!("queries/{name}.sql")) {
        Ok(query) => {
            for parameter in &query.parameters {
                let _ = (parameter.rules_text(), parameter.default_text());
                if let Some(Some(value)) = &parameter.default {
                    let text = value.to_string();
                    assert!(
                        parameter.value(&text).is_ok_and(|again| again == *value),
                        "the default {text} of {} is not a value of it",
                        parameter.name
                    );
                }
            }
            let _ = arguments(&query.parameters, &BTreeMap::new());
            let all = |value: &str| {
                let given = query.parameters.iter().map(|p| p.name.clone());
                arguments(
                    &query.parameters,
                    &given.map(|name| (name, value.into())).collect(),
                )
            };
            for value in ["", "1", "-1.5", "2026-11-20", "x'"] {
                let _ = all(value);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            let lines = text.lines().count().max(1);
            for problem in &problems {
                assert!((1..=lines).contains(&problem.line), "{problem}");
                assert!(!problem.message.is_empty());
            }
            assert!(problems.is_sorted_by_key(|problem| problem.line));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// Texts of the corpus that fuzzing left, and of the saved queries.
    fn texts(target: &str) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let mut folders = vec![root.join("tests/fuzz/corpus").join(target)];
        let groups = fs::read_dir(root.join("queries")).expect("the saved queries");
        folders.extend(groups.map(|group| group.expect("an entry").path()));
        let files = folders
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok());
        let bytes = files
            .flatten()
            .map(|file| fs::read(file.expect("an entry").path()).expect("a file"));
        bytes
            .filter_map(|bytes| String::from_utf8(bytes).ok())
            .collect()
    }

    #[test]
    fn statements_that_were_found_are_refused_or_planned() {
        let texts = texts("sql");
        assert!(texts.len() > 40, "{}", texts.len());
        texts.iter().for_each(|text| super::sql(text));
    }

    #[test]
    fn headers_that_were_found_are_refused_or_read() {
        let texts = texts("header");
        assert!(texts.len() > 40, "{}", texts.len());
        texts.iter().for_each(|text| super::header(text));
    }
}
