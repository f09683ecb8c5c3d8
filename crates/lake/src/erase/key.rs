//! The key of an item, and the rows that have it.

use std::collections::BTreeMap;

use arrow::array::{Array, RecordBatch};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use lakebed_record::definition::TableDefinition;
use lakebed_record::types::ColumnType;
use parquet::errors::ParquetError;
use serde_json::Value;

/// An item's key, or the partition key of several items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    table: String,
    /// Name, attribute and value of each column.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    column: String,
    attribute: String,
    number: bool,
    value: String,
    /// The column is a partition of the table, and not in the files.
    in_path: bool,
}

/// A text that is no key of the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no key of `{table}`: {what}")]
pub struct KeyError {
    table: String,
    what: String,
}

impl Key {
    /// Reads a key: the value of the partition key, which means all items that have it, or a JSON object of columns and values.
    ///
    /// # Errors
    /// A column that is not of the key; a missing partition key; a value that is no number where the column is one.
    pub fn parse(definition: &TableDefinition, text: &str) -> Result<Self, KeyError> {
        let error = |what: String| KeyError {
            table: definition.name.clone(),
            what,
        };
        let first = definition.primary_key.first().cloned().unwrap_or_default();
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(members)) => {
                for (name, value) in members {
                    let value = match value {
                        Value::String(text) => text,
                        Value::Number(number) => number.to_string(),
                        _ => return Err(error(format!("`{name}` is neither a text nor a number"))),
                    };
                    given.insert(name, value);
                }
            }
            _ => drop(given.insert(first.clone(), text.to_string())),
        }
        let unknown = given
            .keys()
            .find(|name| !definition.primary_key.contains(name));
        if let Some(name) = unknown {
            let names = definition.primary_key.join(", ");
            return Err(error(format!("`{name}` is not among its columns, {names}")));
        }
        if !given.contains_key(&first) {
            return Err(error(format!("`{first}` is missing")));
        }
        let mut parts = Vec::new();
        for name in &definition.primary_key {
            let Some(value) = given.remove(name) else {
                continue;
            };
            let place = definition
                .columns
                .iter()
                .position(|column| column.name == *name);
            let Some(place) = place else {
                return Err(error(format!("the definition has no column `{name}`")));
            };
            let column = &definition.columns[place];
            let number = match column.ty {
                ColumnType::String => false,
                ColumnType::Int | ColumnType::Bigint => true,
                _ => {
                    return Err(error(format!(
                        "`{name}` is of the type {}, and only keys of string, int or bigint can be erased",
                        column.ty
                    )));
                }
            };
            let value = match (number, value.trim().parse::<i64>()) {
                (false, _) => value,
                (true, Ok(number)) => number.to_string(),
                (true, Err(_)) => return Err(error(format!("`{name}` is a number"))),
            };
            parts.push(Part {
                column: name.clone(),
                attribute: column.from.first().cloned().unwrap_or_default(),
                number,
                value,
                in_path: definition.is_partition_column(place),
            });
        }
        Ok(Self {
            table: definition.name.clone(),
            parts,
        })
    }

    /// A hash that tells whether a receipt is of this key, and nothing else of it.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut text = self.table.clone();
        for part in &self.parts {
            text.push_str(&format!(
                "\n{} {} {}",
                part.column,
                part.value.len(),
                part.value
            ));
        }
        use sha2::{Digest, Sha256};
        let hash = Sha256::digest(text.as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The columns that files have.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts
            .iter()
            .filter(|part| !part.in_path)
            .map(|part| part.column.as_str())
    }

    /// False for a partition whose path says that the key is not there.
    pub(super) fn may_be_in(&self, partition: &str) -> bool {
        self.parts.iter().filter(|part| part.in_path).all(|part| {
            let prefix = format!("{}=", part.column);
            let value = partition
                .split('/')
                .find_map(|step| step.strip_prefix(&prefix));
            value.is_none_or(|value| value == part.value)
        })
    }

    /// Sets `stay` to false for the key's rows.
    pub(super) fn mark(&self, batch: &RecordBatch, stay: &mut [bool]) -> Result<(), ParquetError> {
        let mut here = vec![true; batch.num_rows()];
        for part in self.parts.iter().filter(|part| !part.in_path) {
            let column = batch.column_by_name(&part.column);
            let column = column.ok_or_else(|| {
                ParquetError::General(format!("there is no column `{}`", part.column))
            })?;
            matching(column.as_ref(), &part.value, &mut here)?;
        }
        for (stay, here) in stay.iter_mut().zip(here) {
            *stay &= !here;
        }
        Ok(())
    }

    /// True when the columns of the key are all among `names`.
    pub(super) fn known_in(&self, names: &[&str]) -> bool {
        self.parts
            .iter()
            .all(|part| names.contains(&part.column.as_str()))
    }

    /// True when a row has the key, given the values of its columns as text.
    pub(super) fn is(&self, value: impl Fn(&str) -> Option<String>) -> bool {
        self.parts
            .iter()
            .all(|part| value(&part.column).as_deref() == Some(part.value.as_str()))
    }

    /// True when the object's attributes, in DynamoDB JSON, have the key.
    pub(super) fn is_item(&self, item: &Value) -> bool {
        self.parts.iter().all(|part| {
            let value = &item[part.attribute.as_str()];
            match (part.number, value["N"].as_str(), value["S"].as_str()) {
                (true, Some(number), _) => number
                    .parse::<i64>()
                    .is_ok_and(|n| n.to_string() == part.value),
                (false, Some(text), _) | (false, _, Some(text)) => text == part.value,
                _ => false,
            }
        })
    }

    /// True when broken text names every value of the key: nobody can tell more of it.
    pub(super) fn is_named_in(&self, text: &[u8]) -> bool {
        self.parts.iter().all(|part| {
            let quoted = Value::from(part.value.as_str()).to_string();
            memchr::memmem::find(text, quoted.as_bytes()).is_some()
        })
    }
}

fn matching(column: &dyn Array, value: &str, here: &mut [bool]) -> Result<(), ParquetError> {
    use arrow::array::AsArray;
    if let Some(texts) = column.as_string_opt::<i32>() {
        for (row, here) in here.iter_mut().enumerate() {
            *here &= texts.is_valid(row) && texts.value(row) == value;
        }
        return Ok(());
    }
    let options = FormatOptions::default();
    let format = ArrayFormatter::try_new(column, &options)?;
    for (row, here) in here.iter_mut().enumerate() {
        *here = *here && column.is_valid(row) && format.value(row).to_string() == value;
    }
    Ok(())
}
