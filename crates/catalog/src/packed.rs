//! Every change, packed by Athena: an Iceberg table of closed days, and the view that has those and the days since.
//!
//! ```text
//! orders_packed     Iceberg: changes of days before D, each once, in large files
//! orders_history    view: orders_packed before D, orders_changes from D on
//! ```
//!
//! Days are merged where the view does not look yet, then the view is switched to a later D, in one step. So whoever asks it sees a day from
//! the one side or from the other, never from both, never from neither. What comes late for a packed day is seen when it is merged, in one step
//! too: a merge is one commit of Iceberg. Rewriting small files of `orders_packed` is another, of the same rows.
//!
//! The view `orders` may read `orders_history` in the place of `orders_changes`: [`READS`] in its entry says that it is to.

use lakebed_record::definition::{CHANGE_ID, RESCUED, SchemaColumn, TableDefinition, UNDECLARED};

use crate::external;
use crate::iceberg::{self, MERGED_TO};
use crate::model::TableInput;
use crate::view::{free_name, quote, view_over, virtual_view};

/// Names the definition whose changes a view has, packed. A view without it is none.
pub const HISTORY_OF: &str = "lakebed.history";

/// In the entry of a view of packed changes: when the last run began, in seconds since the epoch. What was written before is in it.
pub const PACKED_AT: &str = "lakebed.packed_at";

/// In the entry of a view of the current state: what it is to read, `changes` or `history`. Without it: `changes`.
pub const READS: &str = "lakebed.reads";

/// Name of the Iceberg table: `orders_packed`.
#[must_use]
pub fn packed_table(definition: &TableDefinition) -> String {
    format!("{}_packed", definition.name)
}

/// Name of the view: `orders_history`.
#[must_use]
pub fn history_table(definition: &TableDefinition) -> String {
    format!("{}_history", definition.name)
}

/// The columns of the table of changes, those of the path too.
#[must_use]
pub fn packed_columns(definition: &TableDefinition) -> Vec<SchemaColumn> {
    let files = definition.file_schema().into_iter();
    files.chain(definition.partition_schema()).collect()
}

/// Athena's statement that makes the Iceberg table, if there is none. `lake` is `s3://bucket/prefix`, with or without a `/`.
#[must_use]
pub fn create_packed(definition: &TableDefinition, lake: &str) -> String {
    let (name, columns) = (packed_table(definition), packed_columns(definition));
    iceberg::create(&name, &columns, Some("`dt`"), lake)
}

/// Athena's statement that adds columns which the definition has by now, given the names of those that the table has; none when it has all.
#[must_use]
pub fn widen_packed(definition: &TableDefinition, there: &[&str]) -> Option<String> {
    iceberg::widen(
        &packed_table(definition),
        &packed_columns(definition),
        there,
    )
}

/// Athena's statement that adds the changes of days from `from` to before `to` which are not there yet, each once.
#[must_use]
pub fn merge_packed(definition: &TableDefinition, from: &str, to: &str) -> String {
    let columns = packed_columns(definition);
    let number = quote(&free_name(&columns, "copy_number"));
    let mut identity = vec![quote("dt")];
    identity.extend(iceberg::keys(definition));
    identity.push(quote(CHANGE_ID));
    let same: Vec<_> = identity
        .iter()
        .map(|name| format!("target.{name} = source.{name}"))
        .collect();
    // Of a change that was landed by two definitions the copy with less kept aside is the newer.
    let kept = |name: &str| format!("{} NULLS FIRST", quote(name));
    let days = |of: &str| {
        let (from, to) = (iceberg::day(from), iceberg::day(to));
        format!("{of}\"dt\" >= {from} AND {of}\"dt\" < {to}")
    };
    format!(
        "MERGE INTO {table} AS target\nUSING (\n  SELECT {selected}\n  FROM (\n    \
         SELECT *, row_number() OVER (PARTITION BY {identity} ORDER BY {kept}) AS {number}\n    \
         FROM {changes}\n    WHERE {read}\n  ) AS changes\n  WHERE {number} = 1\n) AS source\n\
         ON {same}\n  AND {there}\n\
         WHEN NOT MATCHED THEN INSERT ({selected})\n  VALUES ({values})",
        table = quote(&packed_table(definition)),
        selected = iceberg::names(&columns, ""),
        identity = identity.join(", "),
        kept = [kept(UNDECLARED), kept(RESCUED)].join(", "),
        changes = quote(&definition.changes_table()),
        read = days(""),
        same = same.join(" AND "),
        there = days("target."),
        values = iceberg::names(&columns, "source."),
    )
}

/// Athena's statement that puts the files of these days together, and takes in what was deleted.
#[must_use]
pub fn optimize_packed(definition: &TableDefinition, from: &str, to: &str) -> String {
    format!(
        "OPTIMIZE {} REWRITE DATA USING BIN_PACK\nWHERE \"dt\" >= {} AND \"dt\" < {}",
        quote(&packed_table(definition)),
        iceberg::day(from),
        iceberg::day(to)
    )
}

/// The view `<name>_history`: packed changes of the days before `to`, and all changes since.
#[must_use]
pub fn history_view(definition: &TableDefinition, database: &str, to: &str) -> TableInput {
    let columns = packed_columns(definition);
    let day = iceberg::day(to);
    let sql = format!(
        "SELECT {}\nFROM {}\nWHERE \"dt\" < {day}\nUNION ALL\nSELECT {}\nFROM {}\nWHERE \"dt\" >= {day}",
        iceberg::selected(&columns),
        quote(&packed_table(definition)),
        iceberg::names(&columns, ""),
        quote(&definition.changes_table()),
    );
    let mut view = virtual_view(
        history_table(definition),
        definition.description.clone(),
        sql,
        &columns,
        database,
    );
    view.parameters
        .insert(HISTORY_OF.into(), definition.name.clone());
    view.parameters.insert(MERGED_TO.into(), to.into());
    view
}

/// The view `<name>` over `<name>_history`: what [`view_input`](crate::view_input) gives, as late as the packed days are.
#[must_use]
pub fn view_of_history(definition: &TableDefinition, database: &str) -> TableInput {
    view_over(definition, database, &history_table(definition))
}

/// Columns of the definition that a view `<name>_history` does not have, or has of another type.
#[must_use]
pub fn not_in_history(definition: &TableDefinition, history: &TableInput) -> Vec<String> {
    let there = &history.storage_descriptor.columns;
    let same = |column: &SchemaColumn| {
        let wanted = external::column(column);
        there
            .iter()
            .any(|c| c.name == wanted.name && c.ty == wanted.ty)
    };
    let columns = packed_columns(definition).into_iter();
    columns.filter(|c| !same(c)).map(|c| c.name).collect()
}
