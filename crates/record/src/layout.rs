//! Where a table's rows lie: prefixes, partition values, paths.

use crate::definition::{PartitionKey, TableDefinition};
use crate::time;

/// Partition value of an absent, null or empty attribute.
pub const NONE: &str = "__none__";
/// Partition value of an attribute that a path cannot hold; the attribute itself is in `rescued`.
pub const OTHER: &str = "__other__";
/// Longest partition value, in bytes: Firehose takes 512 for a whole evaluated prefix.
pub const MAX_PARTITION_VALUE: usize = 64;

/// Prefix of a table's objects below the lake: `data/orders_changes/`.
#[must_use]
pub fn data_prefix(definition: &TableDefinition) -> String {
    format!("data/{}/", definition.changes_table())
}

/// True for a text that stands for itself in a path: see [`MAX_PARTITION_VALUE`]; of `A-Z a-z 0-9 _ . -`, neither sentinel nor path step.
#[must_use]
pub fn is_partition_value(text: &str) -> bool {
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    (1..=MAX_PARTITION_VALUE).contains(&text.len())
        && text.bytes().all(legal)
        && ![NONE, OTHER, ".", ".."].contains(&text)
}

/// Sets `out` to the partition value of a text; false when that is [`OTHER`].
///
/// Values are `A-Z a-z 0-9 _ . -`, at most [`MAX_PARTITION_VALUE`] bytes, and neither sentinel nor path step.
pub(crate) fn partition_value(text: &str, out: &mut String) -> bool {
    let fits = text.is_empty() || is_partition_value(text);
    let value = match (text.is_empty(), fits) {
        (true, _) => NONE,
        (_, true) => text,
        (_, false) => OTHER,
    };
    value.clone_into(out);
    fits
}

/// The partition of a row, without text for what is only numbers: cheap to compare and to hash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartitionKeyValue {
    /// UTC day of the change, since 1970-01-01.
    pub day: i32,
    /// UTC hour of the change, where the table is partitioned by it; else 0.
    pub hour: u8,
    /// Values of the partition columns, in path order.
    pub columns: Vec<String>,
}

/// A row's partition, with the names that the definition gives its keys.
#[derive(Debug, Clone, Copy)]
pub struct Partition<'a> {
    pub(crate) definition: &'a TableDefinition,
    pub(crate) key: &'a PartitionKeyValue,
}

impl<'a> Partition<'a> {
    /// The partition of `key` under a definition.
    #[must_use]
    pub fn new(definition: &'a TableDefinition, key: &'a PartitionKeyValue) -> Self {
        Self { definition, key }
    }

    /// The values alone.
    #[must_use]
    pub fn key(&self) -> &'a PartitionKeyValue {
        self.key
    }

    /// Calls `each` with every key's name and value, in path order.
    pub fn for_each(&self, mut each: impl FnMut(&str, &str)) {
        let mut columns = self.key.columns.iter();
        for partition in &self.definition.partition {
            let mut text = Vec::with_capacity(10);
            match partition {
                PartitionKey::Day => time::write_date(self.key.day, &mut text),
                PartitionKey::Hour => {
                    text.extend([b'0' + self.key.hour / 10, b'0' + self.key.hour % 10])
                }
                PartitionKey::Column(i) => {
                    each(
                        &self.definition.columns[*i].name,
                        columns.next().map_or(NONE, String::as_str),
                    );
                    continue;
                }
            }
            let name = if *partition == PartitionKey::Day {
                "dt"
            } else {
                "hour"
            };
            each(name, std::str::from_utf8(&text).unwrap_or(NONE));
        }
    }

    /// Appends the path: `dt=2026-11-20/hour=07/region=eu`.
    pub fn write_path(&self, out: &mut String) {
        let mut first = true;
        self.for_each(|name, value| {
            if !std::mem::replace(&mut first, false) {
                out.push('/');
            }
            out.push_str(name);
            out.push('=');
            out.push_str(value);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partition_values_are_safe_in_a_path() {
        for (text, value, fits) in [
            ("eu-west.1", "eu-west.1", true),
            ("", NONE, false),
            ("a/b", OTHER, false),
            ("a=b", OTHER, false),
            ("..", OTHER, false),
            ("é", OTHER, false),
            (NONE, OTHER, false),
            (&"x".repeat(65), OTHER, false),
        ] {
            let mut out = String::from("before");
            assert_eq!(
                partition_value(text, &mut out),
                fits || text.is_empty(),
                "{text}"
            );
            assert_eq!(out, value, "{text}");
        }
    }
}
