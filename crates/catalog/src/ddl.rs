//! A table or view as the statement that creates it in Athena.

use crate::external::PARQUET_SERDE;
use crate::model::{Column, StorageDescriptor, TableInput};
use crate::view::PrestoView;

/// The statement that creates the table or view in Athena's editor, without a semicolon.
///
/// A view whose text cannot be read becomes a comment that says so.
#[must_use]
pub fn ddl(table: &TableInput) -> String {
    if table.is_view() {
        return match PrestoView::of(table) {
            Ok(view) => format!(
                "CREATE OR REPLACE VIEW \"{}\" AS\n{}",
                table.name, view.original_sql
            ),
            Err(error) => format!("-- {error}"),
        };
    }
    let storage = &table.storage_descriptor;
    let mut out = format!(
        "CREATE EXTERNAL TABLE IF NOT EXISTS `{}` (\n{}\n)",
        table.name,
        columns(&storage.columns)
    );
    let comment = table.parameters.get("comment");
    if let Some(comment) = comment {
        out.push_str(&format!("\nCOMMENT {}", literal(comment)));
    }
    if !table.partition_keys.is_empty() {
        out.push_str(&format!(
            "\nPARTITIONED BY (\n{}\n)",
            columns(&table.partition_keys)
        ));
    }
    out.push_str(&format(storage));
    out.push_str(&format!("\nLOCATION {}", literal(&storage.location)));
    let properties: Vec<_> = table
        .parameters
        .iter()
        .filter(|(key, _)| !["EXTERNAL", "comment"].contains(&key.as_str()))
        .map(|(key, value)| format!("  {} = {}", literal(key), literal(value)))
        .collect();
    if !properties.is_empty() {
        out.push_str(&format!("\nTBLPROPERTIES (\n{}\n)", properties.join(",\n")));
    }
    out
}

/// How the files are read: Hive's short word for Parquet, everything by name for others.
fn format(storage: &StorageDescriptor) -> String {
    let serde = &storage.serde_info;
    let library = serde.serialization_library.as_deref().unwrap_or_default();
    if library == PARQUET_SERDE {
        return "\nSTORED AS PARQUET".into();
    }
    let properties: Vec<_> = serde
        .parameters
        .iter()
        .map(|(key, value)| format!("{} = {}", literal(key), literal(value)))
        .collect();
    format!(
        "\nROW FORMAT SERDE {}\nWITH SERDEPROPERTIES ({})\nSTORED AS INPUTFORMAT {}\nOUTPUTFORMAT {}",
        literal(library),
        properties.join(", "),
        literal(&storage.input_format),
        literal(&storage.output_format)
    )
}

fn columns(columns: &[Column]) -> String {
    let line = |column: &Column| {
        let comment = column
            .comment
            .as_ref()
            .map(|c| format!(" COMMENT {}", literal(c)))
            .unwrap_or_default();
        format!("  `{}` {}{comment}", column.name, column.ty)
    };
    columns.iter().map(line).collect::<Vec<_>>().join(",\n")
}

/// Hive's text literal: a backslash escapes.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
