//! Athena's statements about the Iceberg tables that it merges changes into, and what their views have in common.

use lakebed_record::definition::{SchemaColumn, TableDefinition};

use crate::ddl::literal;
use crate::view::{presto_type, quote};

/// In the entry of a view: the UTC day (`2026-11-21`) on which all changes before it were last merged, or up to which they are.
pub const MERGED_TO: &str = "lakebed.merged_to";

/// The statement that makes a table, if there is none. `lake` is `s3://bucket/prefix`, with or without a `/`.
pub(crate) fn create(
    name: &str,
    columns: &[SchemaColumn],
    partitioned: Option<&str>,
    lake: &str,
) -> String {
    let columns: Vec<_> = columns.iter().map(declared).collect();
    let partitioned = partitioned
        .map(|by| format!("\nPARTITIONED BY ({by})"))
        .unwrap_or_default();
    format!(
        "CREATE TABLE IF NOT EXISTS `{name}` (\n{}\n){partitioned}\nLOCATION {}\nTBLPROPERTIES (\n  'table_type' = 'ICEBERG',\n  \
         'format' = 'parquet',\n  'write_compression' = 'zstd'\n)",
        columns.join(",\n"),
        literal(&format!("{}/data/{name}/", lake.trim_end_matches('/'))),
    )
}

/// The statement that adds columns which the definition has by now, given the names of those that the table has; none when it has all.
pub(crate) fn widen(name: &str, columns: &[SchemaColumn], there: &[&str]) -> Option<String> {
    let missing: Vec<_> = columns
        .iter()
        .filter(|column| !there.contains(&column.name.as_str()))
        .map(declared)
        .collect();
    (!missing.is_empty()).then(|| {
        format!(
            "ALTER TABLE `{name}` ADD COLUMNS (\n{}\n)",
            missing.join(",\n")
        )
    })
}

/// Columns of an Iceberg table as a view selects them.
pub(crate) fn selected(columns: &[SchemaColumn]) -> String {
    let column = |column: &SchemaColumn| {
        let name = quote(&column.name);
        // Iceberg's times have microseconds, ours milliseconds.
        match presto_type(&column.ty) {
            ty if ty.contains("timestamp") => format!("CAST({name} AS {ty}) AS {name}"),
            _ => name,
        }
    };
    columns.iter().map(column).collect::<Vec<_>>().join(", ")
}

/// Names in quotes, each behind `of`.
pub(crate) fn names(columns: &[SchemaColumn], of: &str) -> String {
    let name = |column: &SchemaColumn| format!("{of}{}", quote(&column.name));
    columns.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The key's columns in quotes.
pub(crate) fn keys(definition: &TableDefinition) -> Vec<String> {
    definition
        .primary_key
        .iter()
        .map(|key| quote(key))
        .collect()
}

/// A day as a text literal.
pub(crate) fn day(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn declared(column: &SchemaColumn) -> String {
    let comment = column
        .comment
        .as_ref()
        .map(|c| format!(" COMMENT {}", literal(c)))
        .unwrap_or_default();
    format!("  `{}` {}{comment}", column.name, column.ty.glue())
}
