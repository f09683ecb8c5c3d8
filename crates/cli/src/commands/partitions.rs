//! `lakebed register --partitions`: a partition in Glue for each folder of the lake.

use anyhow::Result;
use lakebed_aws::{Failure, Objects, S3Place};
use lakebed_catalog::{Folder, GlueCatalog, TableInput};

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
    let objects = Objects::new(&session.connection);
    for table in tables {
        let data = format!("data/{}/", table.name);
        let folders = folders(&objects, &lake.place(), data, &names(table)).await?;
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

/// Folders `dt=…/hour=…/` below a prefix of the lake with their values. Folders of other names are none of ours.
async fn folders(
    objects: &Objects,
    lake: &S3Place,
    prefix: String,
    keys: &[String],
) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let mut level = vec![(prefix, Vec::new())];
    for key in keys {
        let mut next = Vec::new();
        for (path, values) in level {
            let place = S3Place {
                bucket: lake.bucket.clone(),
                key: format!("{}{path}", lake.key),
            };
            for name in objects.folders(&place).await? {
                let of_key = name.strip_prefix(key.as_str());
                if let Some(value) = of_key.and_then(|rest| rest.strip_prefix('=')) {
                    let mut values: Vec<String> = values.clone();
                    values.push(value.into());
                    next.push((format!("{path}{name}/"), values));
                }
            }
        }
        level = next;
    }
    Ok(level)
}
