//! What the commands share that have Athena merge changes into an Iceberg table.

use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use lakebed_catalog::{Catalog, GlueCatalog, MERGED_TO, Stored, TableInput};
use lakebed_query::{AthenaEngine, AthenaOptions, ParameterType, RunWatch, Value};
use lakebed_record::definition::{PartitionKey, SchemaColumn, TableDefinition};

use super::replace::replace;
use crate::aws::{Place, Session};
use crate::exit::Trouble;

/// Changes of this many days before a run may still come after it: Firehose retries for a day at most.
pub const LATE_DAYS: u64 = 2;

/// An error for tables that Athena reads only by a value of a column.
pub fn check(definition: &TableDefinition) -> Result<()> {
    let column = |key: &PartitionKey| match key {
        PartitionKey::Column(at) => Some(&definition.columns[*at].name),
        _ => None,
    };
    let Some(column) = definition.partition.iter().find_map(column) else {
        return Ok(());
    };
    let message = format!(
        "`{}` is partitioned by `{column}`, and Athena reads such a table only with a value for it",
        definition.changes_table()
    );
    let hint = "partition by dt, or dt and hour, and land the changes again";
    Err(Trouble::new(message, hint).into())
}

/// The Iceberg table as it is; an error when a column of it is of another type than the definition says.
pub async fn present(
    catalog: &GlueCatalog,
    database: &str,
    table: &str,
    columns: &[SchemaColumn],
) -> Result<Option<Stored>> {
    let stored = catalog.table(database, table).await?;
    for found in stored
        .iter()
        .flat_map(|stored| &stored.table.storage_descriptor.columns)
    {
        let wanted = columns.iter().find(|column| column.name == found.name);
        if let Some(wanted) = wanted.filter(|wanted| found.ty != wanted.ty.glue()) {
            let message = format!(
                "table `{table}` has column `{}` as {}, and the definition says {}",
                found.name,
                found.ty,
                wanted.ty.glue()
            );
            let hint = format!(
                "DROP TABLE {table} in Athena, and run again: it is made anew from all changes"
            );
            return Err(Trouble::new(message, hint).into());
        }
    }
    Ok(stored)
}

/// Names of a table's columns.
pub fn columns(stored: &Stored) -> Vec<&str> {
    let columns = stored.table.storage_descriptor.columns.iter();
    columns.map(|column| column.name.as_str()).collect()
}

/// The view of this name; an error when something else has it. `mark` names the parameter that tells ours.
pub async fn view(
    catalog: &GlueCatalog,
    database: &str,
    name: &str,
    mark: &str,
    definition: &TableDefinition,
) -> Result<Option<Stored>> {
    let stored = catalog.table(database, name).await?;
    match stored {
        Some(other)
            if !other.table.is_view()
                || other.table.parameters.get(mark) != Some(&definition.name) =>
        {
            let message = format!(
                "table `{name}` is in the catalog already, and was not made by this command"
            );
            Err(Trouble::new(message, "give that table another name").into())
        }
        stored => Ok(stored),
    }
}

/// The day that a view says it is merged to.
pub fn merged_to(view: Option<&Stored>) -> Option<&str> {
    view?.table.parameters.get(MERGED_TO).map(String::as_str)
}

/// Puts a view in the place of the one that is there, in one step.
pub async fn switch(
    catalog: &GlueCatalog,
    database: &str,
    mark: &str,
    definition: &TableDefinition,
    desired: &TableInput,
) -> Result<()> {
    replace(catalog, database, desired, async || {
        view(catalog, database, &desired.name, mark, definition).await
    })
    .await
}

/// Runs statements one after the other; answers the bytes that they scanned.
pub async fn execute(
    statements: &[String],
    results: Option<&String>,
    session: &Session,
    what: &str,
) -> Result<u64> {
    let wished = super::stop::on_interrupt()?;
    let stop = || wished.load(Ordering::SeqCst);
    let watch = RunWatch {
        stop: Some(&stop),
        ..RunWatch::default()
    };
    let options = AthenaOptions {
        output: results.cloned(),
        ..AthenaOptions::default()
    };
    let database = &session.place(Place::Database)?.value;
    let workgroup = &session.place(Place::Workgroup)?.value;
    let engine = AthenaEngine::new(&session.connection, database, workgroup, options);
    let mut bytes = 0;
    for statement in statements {
        let ran = engine.execute(statement, &watch).await;
        bytes += ran.with_context(|| what.to_string())?.scanned;
    }
    Ok(bytes)
}

/// The UTC day, as partitions name it.
pub fn today() -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    day_of(i64::try_from(now.as_millis()).unwrap_or(0))
}

/// So many days before a day; the day itself when it is none.
pub fn before(day: &str, days: u64) -> String {
    match ParameterType::Timestamp.value(day) {
        Ok(Value::Timestamp(millis)) => day_of(millis - days as i64 * 86_400_000),
        _ => day.into(),
    }
}

fn day_of(millis: i64) -> String {
    lakebed_record::time::iso_text(millis)[..10].to_string()
}

#[cfg(test)]
mod tests {
    use super::{before, check};
    use lakebed_record::definition::TableDefinition;

    #[test]
    fn days_go_back_over_months_and_years() {
        assert_eq!(before("2026-11-21", 2), "2026-11-19");
        assert_eq!(before("2024-03-01", 1), "2024-02-29");
        assert_eq!(before("2027-01-01", 2), "2026-12-30");
    }

    #[test]
    fn tables_that_athena_reads_by_value_are_refused() {
        let table = |partition: &str| {
            let text = format!(
                "name = \"t\"\nsource = \"T\"\nprimary_key = [\"k\"]\npartition = {partition}\n[[column]]\nname = \"k\"\ntype = \"string\"\n[[column]]\nname = \"region\"\ntype = \"string\"\n"
            );
            TableDefinition::parse(&text, "t.toml").unwrap()
        };
        assert!(check(&table("[\"dt\", \"hour\"]")).is_ok());
        let error = check(&table("[\"dt\", \"region\"]")).unwrap_err();
        assert!(
            error.to_string().contains("partitioned by `region`"),
            "{error}"
        );
    }
}
