//! Tables that hold the result of a saved query, as Glue describes them.

use std::collections::{BTreeMap, BTreeSet};

use crate::external::{OWN_COLUMNS, parquet_files};
use crate::model::{Column, EXTERNAL, TableInput};

/// Names the saved query that a table is the result of. A table without it is not a result.
pub const RESULT_OF: &str = "lakebed.query";

/// Most values of a partition column that projection lists; beyond, an Athena query must give the value.
const MOST_VALUES: usize = 1000;

/// A table of results.
#[derive(Debug, Clone)]
pub struct ResultTable<'a> {
    /// The table.
    pub name: &'a str,
    /// The saved query that makes it.
    pub query: &'a str,
    /// What the query answers.
    pub description: &'a str,
    /// Folder of the files, with a `/` at its end.
    pub location: String,
    /// Columns of the files.
    pub columns: Vec<Column>,
    /// Partition columns in path order, each with all its values.
    pub partitions: Vec<(String, BTreeSet<String>)>,
}

/// The table as Glue takes it. Partitions are projected from the values that there are: days from the first to the last, other values
/// one by one.
#[must_use]
pub fn result_input(result: &ResultTable<'_>) -> TableInput {
    let names: Vec<_> = result.columns.iter().map(|c| c.name.as_str()).collect();
    let mut parameters: BTreeMap<String, String> = [
        ("EXTERNAL", "TRUE"),
        ("classification", "parquet"),
        ("parquet.compression", "ZSTD"),
        ("comment", result.description),
        (OWN_COLUMNS, &names.join(",")),
        (RESULT_OF, result.query),
    ]
    .map(|(key, value)| (key.into(), value.into()))
    .into();
    if !result.partitions.is_empty() {
        project(result, &mut parameters);
    }
    TableInput {
        name: result.name.into(),
        description: Some(result.description.into()),
        table_type: EXTERNAL.into(),
        parameters,
        partition_keys: result
            .partitions
            .iter()
            .map(|(name, _)| key(name))
            .collect(),
        storage_descriptor: parquet_files(result.columns.clone(), result.location.clone()),
        ..TableInput::default()
    }
}

fn key(name: &str) -> Column {
    Column {
        name: name.into(),
        ty: "string".into(),
        ..Column::default()
    }
}

fn project(result: &ResultTable<'_>, parameters: &mut BTreeMap<String, String>) {
    parameters.insert("projection.enabled".into(), "true".into());
    let mut template = result.location.clone();
    for (name, values) in &result.partitions {
        template.push_str(&format!("{name}=${{{name}}}/"));
        let mut set = |property: &str, value: String| {
            parameters.insert(format!("projection.{name}.{property}"), value);
        };
        match (values.first(), values.last()) {
            (Some(first), Some(last)) if values.iter().all(|value| is_day(value)) => {
                set("type", "date".into());
                set("format", "yyyy-MM-dd".into());
                set("range", format!("{first},{last}"));
                set("interval", "1".into());
                set("interval.unit", "DAYS".into());
            }
            (Some(_), _) if values.len() <= MOST_VALUES => {
                let values: Vec<_> = values.iter().map(String::as_str).collect();
                set("type", "enum".into());
                set("values", values.join(","));
            }
            _ => set("type", "injected".into()),
        }
    }
    parameters.insert("storage.location.template".into(), template);
}

/// `2026-11-20`
fn is_day(value: &str) -> bool {
    value.len() == 10
        && value.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(partitions: &[(&str, &[&str])]) -> BTreeMap<String, String> {
        let set = |values: &[&str]| values.iter().map(ToString::to_string).collect();
        result_input(&ResultTable {
            name: "hourly",
            query: "hourly_table",
            description: "x",
            location: "s3://lake/data/hourly/v/".into(),
            columns: vec![key("n")],
            partitions: partitions
                .iter()
                .map(|(name, values)| (name.to_string(), set(values)))
                .collect(),
        })
        .parameters
    }

    #[test]
    fn partitions_are_projected_from_their_values() {
        let found = parameters(&[
            ("dt", &["2026-11-20", "2026-11-18"]),
            ("region", &["na", "eu"]),
        ]);
        assert_eq!(found["projection.dt.range"], "2026-11-18,2026-11-20");
        assert_eq!(found["projection.region.values"], "eu,na");
        assert_eq!(
            found["storage.location.template"],
            "s3://lake/data/hourly/v/dt=${dt}/region=${region}/"
        );
        assert_eq!(found[RESULT_OF], "hourly_table");
        assert_eq!(parameters(&[("dt", &[])])["projection.dt.type"], "injected");
        assert!(!parameters(&[]).contains_key("projection.enabled"));
    }
}
