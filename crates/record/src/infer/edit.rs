//! Changes of a definition, made in its text: comments, order and spacing of what is there stay.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::drift::{Change, Proposal};
use crate::definition::{Column, DefinitionError, TableDefinition};

/// The definition's text with the proposals made in it.
///
/// # Errors
/// The text is no definition, or would be none afterwards.
pub fn edit(
    text: &str,
    file: &str,
    proposals: &[Proposal],
) -> Result<String, Vec<DefinitionError>> {
    TableDefinition::parse(text, file)?;
    let broken = |error: toml_edit::TomlError| {
        vec![DefinitionError {
            file: file.into(),
            line: 1,
            message: error.message().into(),
            hint: None,
        }]
    };
    let mut document: DocumentMut = text.parse().map_err(broken)?;
    let columns = document
        .entry("column")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(columns) = columns.as_array_of_tables_mut() {
        for proposal in proposals {
            match &proposal.change {
                Change::Widen { column, to, .. } => {
                    let table = columns
                        .iter_mut()
                        .find(|table| table.get("name").and_then(Item::as_str) == Some(column));
                    if let Some(old) = table
                        .and_then(|table| table.get_mut("type"))
                        .and_then(Item::as_value_mut)
                    {
                        let decor = old.decor().clone();
                        *old = to.to_string().into();
                        *old.decor_mut() = decor;
                    }
                }
                Change::Add(column) | Change::Beside { add: column, .. } => {
                    columns.push(table(column, &proposal.shape));
                }
            }
        }
    }
    let edited = document.to_string();
    TableDefinition::parse(&edited, file)?;
    Ok(edited)
}

fn table(column: &Column, shape: &str) -> Table {
    let mut table = Table::new();
    table
        .decor_mut()
        .set_prefix(format!("\n# Kept aside before it had a column: {shape}.\n"));
    table["name"] = value(&column.name);
    table["type"] = value(column.ty.to_string());
    if let Some(unit) = column.unit {
        table["unit"] = value(unit.as_str());
    }
    match column.from.as_slice() {
        [attribute] if *attribute == column.name => {}
        [attribute] => table["from"] = value(attribute),
        path => table["from"] = value(path.iter().collect::<toml_edit::Array>()),
    }
    table
}
