//! `lakebed register --partitions`: a partition in Glue for each folder of the lake.

use anyhow::Result;
use lakebed_catalog::{Folder, GlueCatalog, TableInput};
use lakebed_lake::{S3Store, StoreError};

use crate::aws::{Place, Session};
use crate::output::{grouped, note};

/// Registers the folders of tables as their partitions, or only counts them.
///
/// # Errors
/// The lake cannot be listed; Glue cannot be asked or refuses partitions.
pub async fn register(
    catalog: &GlueCatalog,
    session: &Session,
    tables: &[&TableInput],
    dry_run: bool,
) -> Result<()> {
    let lake = session.lake()?;
    let database = &session.place(Place::Database)?.value;
    for table in tables {
        let (connection, place) = (session.connection.clone(), lake.clone());
        let (name, keys) = (table.name.clone(), names(table));
        // The store works for threads without a runtime.
        let folders = tokio::task::spawn_blocking(move || {
            let store = S3Store::open(&connection, &place.bucket, &place.prefix)?;
            folders(&store, &format!("data/{name}/"), &keys)
        })
        .await??;
        let folders = folders
            .into_iter()
            .map(|(path, values)| Folder {
                values,
                location: format!("{}/{path}", lake.url()),
            })
            .collect();
        let plan = catalog.plan_partitions(database, table, folders).await?;
        let counts = plan.counts();
        if !dry_run {
            catalog
                .apply_partitions(database, &table.name, plan)
                .await?;
        }
        let (create, update) = if dry_run {
            ("to create", "to update")
        } else {
            ("created", "updated")
        };
        let number = |n: usize| grouped(n as u64);
        note(&format!(
            "{}: partitions: {} {create}, {} {update}, {} unchanged, {} without files",
            table.name,
            number(counts.create),
            number(counts.update),
            number(counts.unchanged),
            number(counts.without_folder)
        ));
    }
    Ok(())
}

fn names(table: &TableInput) -> Vec<String> {
    table
        .partition_keys
        .iter()
        .map(|key| key.name.clone())
        .collect()
}

/// Folders `dt=…/hour=…/` below a prefix with their values. Folders of other names are none of ours.
fn folders(
    store: &S3Store,
    prefix: &str,
    keys: &[String],
) -> Result<Vec<(String, Vec<String>)>, StoreError> {
    let mut level = vec![(prefix.to_string(), Vec::new())];
    for key in keys {
        let mut next = Vec::new();
        for (path, values) in level {
            for folder in store.folders(&path)? {
                let name = folder
                    .get(path.len()..)
                    .unwrap_or_default()
                    .trim_end_matches('/');
                if let Some(value) = name
                    .strip_prefix(key.as_str())
                    .and_then(|rest| rest.strip_prefix('='))
                {
                    let mut values: Vec<String> = values.clone();
                    values.push(value.into());
                    next.push((folder, values));
                }
            }
        }
        level = next;
    }
    Ok(level)
}
