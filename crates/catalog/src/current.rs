//! The table of a current state: embedded, Parquet files of one version; on AWS, an Iceberg table that Athena merges changes into.
//!
//! ```text
//! embedded   orders_current   table over data/orders_current/<version>/rows/
//! on AWS     orders_newest    Iceberg: the newest change of every key, removals too, so that a late change does not bring an item back
//!            orders_current   view of it, without what was removed
//! ```
//!
//! `orders_current` has the columns of the view `orders`, in the same order.

use std::collections::BTreeMap;

use lakebed_record::definition::{
    CHANGE_ID, CHANGE_SEQUENCE, CHANGE_TIME, CHANGE_TYPE, SchemaColumn, TableDefinition,
};
use lakebed_record::types::ColumnType;

use crate::external::{OWN_COLUMNS, column, parquet_files};
use crate::iceberg::{self, MERGED_TO};
use crate::model::{EXTERNAL, TableInput};
use crate::view::{changes_in_order, free_name, quote, view_columns, virtual_view};

/// Names the definition whose current state a table is. A table without it is none.
pub const CURRENT_OF: &str = "lakebed.current";

/// Partitions of the Iceberg table, by a hash of the partition key: a merge rewrites files of those that have new changes.
const BUCKETS: u32 = 16;

/// The table `<name>_current` over the rows of a version; `location` has a `/` at its end.
#[must_use]
pub fn current_input(definition: &TableDefinition, location: String) -> TableInput {
    let columns = view_columns(definition);
    let names: Vec<_> = columns.iter().map(|c| c.name.as_str()).collect();
    let mut parameters: BTreeMap<String, String> = [
        ("EXTERNAL", "TRUE"),
        ("classification", "parquet"),
        ("parquet.compression", "ZSTD"),
        (OWN_COLUMNS, &names.join(",")),
        (CURRENT_OF, &definition.name),
    ]
    .map(|(key, value)| (key.into(), value.into()))
    .into();
    if let Some(description) = &definition.description {
        parameters.insert("comment".into(), description.clone());
    }
    TableInput {
        name: definition.current_table(),
        description: definition.description.clone(),
        table_type: EXTERNAL.into(),
        parameters,
        storage_descriptor: parquet_files(columns.iter().map(column).collect(), location),
        ..TableInput::default()
    }
}

/// Name of the Iceberg table: `orders_newest`.
#[must_use]
pub fn newest_table(definition: &TableDefinition) -> String {
    format!("{}_newest", definition.name)
}

/// Athena's statement that makes the Iceberg table, if there is none. `lake_location` is `s3://bucket/prefix`, with or without a `/`.
#[must_use]
pub fn create_newest(definition: &TableDefinition, lake_location: &str) -> String {
    let buckets = definition
        .primary_key
        .first()
        .and_then(|key| definition.column(key))
        .filter(|key| has_hash(&key.ty))
        .map(|key| format!("bucket({BUCKETS}, `{}`)", key.name));
    iceberg::create(
        &newest_table(definition),
        &newest_columns(definition),
        buckets.as_deref(),
        lake_location,
    )
}

/// Athena's statement that adds columns which the definition has by now, given the names of those that the Iceberg table has; none when it
/// has all.
#[must_use]
pub fn widen_newest(definition: &TableDefinition, there: &[&str]) -> Option<String> {
    iceberg::widen(
        &newest_table(definition),
        &newest_columns(definition),
        there,
    )
}

/// Athena's statement that merges the newest change of each key, of the days from `from_dt` on or of all.
///
/// A change that is there already is left alone; with `whole` it is written again, for what a refined row has in other columns by now.
#[must_use]
pub fn merge_newest(definition: &TableDefinition, from_dt: Option<&str>, whole: bool) -> String {
    let columns = newest_columns(definition);
    let rank = free_name(&columns, "change_rank");
    let keys = iceberg::keys(definition);
    let filter = from_dt
        .map(|day| format!("\n    WHERE \"dt\" >= {}", iceberg::day(day)))
        .unwrap_or_default();
    let same: Vec<_> = keys
        .iter()
        .map(|key| format!("target.{key} = source.{key}"))
        .collect();
    let set: Vec<_> = columns
        .iter()
        .map(|c| format!("{0} = source.{0}", quote(&c.name)))
        .collect();
    let of = |side: &str| {
        [
            format!("date_trunc('second', {side}.{})", quote(CHANGE_TIME)),
            format!("{side}.{}", quote(CHANGE_SEQUENCE)),
            format!("{side}.{}", quote(CHANGE_ID)),
        ]
    };
    let ([second, sequence, id], [old_second, old_sequence, old_id]) = (of("source"), of("target"));
    let than = if whole { ">=" } else { ">" };
    format!(
        "MERGE INTO {table} AS target\nUSING (\n  SELECT {selected}\n  FROM (\n    \
         SELECT *, row_number() OVER (PARTITION BY {key} {order}) AS {rank}\n    \
         FROM {changes}{filter}\n  ) AS changes\n  WHERE {rank} = 1\n) AS source\nON {same}\nWHEN MATCHED AND (\n  {second} > {old_second}\n  \
         OR {second} = {old_second} AND {sequence} > {old_sequence}\n  \
         OR {second} = {old_second} AND {sequence} = {old_sequence} AND {id} {than} {old_id}\n) THEN UPDATE SET\n  {set}\n\
         WHEN NOT MATCHED THEN INSERT ({selected})\n  VALUES ({values})",
        table = quote(&newest_table(definition)),
        selected = iceberg::names(&columns, ""),
        values = iceberg::names(&columns, "source."),
        key = keys.join(", "),
        order = changes_in_order(),
        rank = quote(&rank),
        changes = quote(&definition.changes_table()),
        same = same.join(" AND "),
        set = set.join(",\n  "),
    )
}

/// The view `<name>_current` of the Iceberg table, which says on which day (`2026-11-21`) the changes were merged.
#[must_use]
pub fn current_view(definition: &TableDefinition, database: &str, merged_to: &str) -> TableInput {
    let columns = view_columns(definition);
    let sql = format!(
        "SELECT {}\nFROM {}\nWHERE {} <> 'remove'",
        iceberg::selected(&columns),
        quote(&newest_table(definition)),
        quote(CHANGE_TYPE)
    );
    let mut view = virtual_view(
        definition.current_table(),
        definition.description.clone(),
        sql,
        &columns,
        database,
    );
    view.parameters
        .insert(CURRENT_OF.into(), definition.name.clone());
    view.parameters.insert(MERGED_TO.into(), merged_to.into());
    view
}

/// The columns of the Iceberg table: the view's, the kind of the change, and its place in the order.
#[must_use]
pub fn newest_columns(definition: &TableDefinition) -> Vec<SchemaColumn> {
    let files = definition.file_schema();
    let own = [CHANGE_TYPE, CHANGE_SEQUENCE, CHANGE_ID];
    let own = own
        .iter()
        .filter_map(|name| files.iter().find(|c| c.name == **name));
    let own: Vec<_> = own.cloned().collect();
    view_columns(definition).into_iter().chain(own).collect()
}

/// The types for which Iceberg has buckets.
fn has_hash(ty: &ColumnType) -> bool {
    !matches!(
        ty,
        ColumnType::Boolean | ColumnType::Float | ColumnType::Double
    )
}
