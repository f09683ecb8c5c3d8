//! Partitions in Glue, for engines that do not know Athena's partition projection: Spark, EMR, Redshift Spectrum, Trino.
//!
//! They are made from the folders of the lake. What is registered already stays as it is, but for columns that the table has
//! otherwise by now: Glue gives every partition its own copy of them, and engines read by that.

use std::collections::HashMap;

use aws_sdk_glue::error::BuildError;
use aws_sdk_glue::types::{
    BatchUpdatePartitionRequestEntry, ErrorDetail, Partition, PartitionInput,
};
use lakebed_aws::Failure;

use super::{GlueCatalog, convert, incomplete, shown};
use crate::catalog::{CatalogError, Result};
use crate::model::{Column, TableInput};

/// Partitions in one call; Glue's limit.
const BATCH: usize = 100;

/// A folder of the lake that holds one partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Values of the partition keys, in path order.
    pub values: Vec<String>,
    /// Location with a `/` at its end.
    pub location: String,
}

/// What has to happen to the partitions of a table.
#[derive(Debug, Clone, Default)]
pub struct PartitionPlan {
    create: Vec<PartitionInput>,
    update: Vec<PartitionInput>,
    unchanged: usize,
    without_folder: usize,
}

/// Numbers of partitions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartitionCounts {
    /// Folders that are no partition yet.
    pub create: usize,
    /// Partitions with other columns or another location than their table's and folder's.
    pub update: usize,
    /// Partitions that are as they should be.
    pub unchanged: usize,
    /// Partitions without a folder, which are left alone.
    pub without_folder: usize,
}

impl PartitionPlan {
    /// How many of each.
    #[must_use]
    pub fn counts(&self) -> PartitionCounts {
        PartitionCounts {
            create: self.create.len(),
            update: self.update.len(),
            unchanged: self.unchanged,
            without_folder: self.without_folder,
        }
    }
}

impl GlueCatalog {
    /// Compares the partitions that a registered table has with the folders that it should have.
    ///
    /// # Errors
    /// Glue cannot be asked.
    pub async fn plan_partitions(
        &self,
        database: &str,
        table: &TableInput,
        folders: Vec<Folder>,
    ) -> Result<PartitionPlan> {
        let resource = shown(database, &table.name);
        let mut missing: HashMap<Vec<String>, String> = folders
            .into_iter()
            .map(|f| (f.values, f.location))
            .collect();
        let mut plan = PartitionPlan::default();
        let mut pages = self
            .client
            .get_partitions()
            .database_name(database)
            .table_name(&table.name)
            .into_paginator()
            .send();
        while let Some(page) = pages.next().await {
            let page =
                page.map_err(|error| Failure::of("glue:GetPartitions", &resource, &error))?;
            for partition in page.partitions.unwrap_or_default() {
                let Some(location) =
                    missing.remove(partition.values.as_deref().unwrap_or_default())
                else {
                    plan.without_folder += 1;
                    continue;
                };
                if is_current(&partition, table, &location) {
                    plan.unchanged += 1;
                } else {
                    let input = input(table, &location, partition)
                        .map_err(|error| incomplete(&resource, &error))?;
                    plan.update.push(input);
                }
            }
        }
        let mut missing: Vec<_> = missing.into_iter().collect();
        missing.sort();
        for (values, location) in missing {
            let partition = Partition::builder().set_values(Some(values)).build();
            let input = input(table, &location, partition)
                .map_err(|error| incomplete(&resource, &error))?;
            plan.create.push(input);
        }
        Ok(plan)
    }

    /// Registers what the plan found missing, and updates what it found outdated.
    ///
    /// # Errors
    /// Glue refuses some of them ([`CatalogError::Partitions`]; the others are done) or cannot be asked.
    pub async fn apply_partitions(
        &self,
        database: &str,
        table: &str,
        plan: PartitionPlan,
    ) -> Result<()> {
        let resource = shown(database, table);
        let mut refused = Refused::default();
        for batch in plan.create.chunks(BATCH) {
            let answer = self
                .client
                .batch_create_partition()
                .database_name(database)
                .table_name(table)
                .set_partition_input_list(Some(batch.to_vec()))
                .send()
                .await
                .map_err(|error| Failure::of("glue:BatchCreatePartition", &resource, &error))?;
            for error in answer.errors() {
                let code = error.error_detail().and_then(ErrorDetail::error_code);
                // Another run was faster.
                if code != Some("AlreadyExistsException") {
                    refused.add(error.partition_values(), error.error_detail());
                }
            }
        }
        for batch in plan.update.chunks(BATCH) {
            let entry = |input: &PartitionInput| {
                BatchUpdatePartitionRequestEntry::builder()
                    .set_partition_value_list(input.values.clone())
                    .partition_input(input.clone())
                    .build()
            };
            let entries = batch
                .iter()
                .map(entry)
                .collect::<std::result::Result<Vec<_>, _>>()
                .map_err(|error| incomplete(&resource, &error))?;
            let answer = self
                .client
                .batch_update_partition()
                .database_name(database)
                .table_name(table)
                .set_entries(Some(entries))
                .send()
                .await
                .map_err(|error| Failure::of("glue:BatchUpdatePartition", &resource, &error))?;
            for error in answer.errors() {
                refused.add(error.partition_value_list(), error.error_detail());
            }
        }
        match refused.first {
            None => Ok(()),
            Some(first) => Err(CatalogError::Partitions {
                table: table.into(),
                refused: refused.count,
                first,
            }),
        }
    }
}

#[derive(Default)]
struct Refused {
    count: usize,
    first: Option<String>,
}

impl Refused {
    fn add(&mut self, values: &[String], detail: Option<&ErrorDetail>) {
        self.count += 1;
        self.first.get_or_insert_with(|| {
            let code = detail
                .and_then(ErrorDetail::error_code)
                .unwrap_or("no reason given");
            let message = detail
                .and_then(ErrorDetail::error_message)
                .unwrap_or_default();
            format!("{}: {code} {message}", values.join("/"))
                .trim_end()
                .into()
        });
    }
}

fn is_current(partition: &Partition, table: &TableInput, location: &str) -> bool {
    let Some(storage) = partition.storage_descriptor.clone() else {
        return false;
    };
    let found = convert::storage_from(storage);
    let wanted = &table.storage_descriptor;
    let shape = |columns: &[Column]| {
        columns
            .iter()
            .map(|c| (c.name.clone(), c.ty.clone()))
            .collect::<Vec<_>>()
    };
    found.location.trim_end_matches('/') == location.trim_end_matches('/')
        && shape(&found.columns) == shape(&wanted.columns)
        && found.input_format == wanted.input_format
        && found.serde_info.serialization_library == wanted.serde_info.serialization_library
}

/// The partition as its table is, with what others noted on it.
fn input(
    table: &TableInput,
    location: &str,
    partition: Partition,
) -> std::result::Result<PartitionInput, BuildError> {
    let mut storage = convert::storage_to(&table.storage_descriptor)?;
    storage.location = Some(location.into());
    Ok(PartitionInput::builder()
        .set_values(partition.values)
        .storage_descriptor(storage)
        .set_parameters(partition.parameters)
        .set_last_access_time(partition.last_access_time)
        .set_last_analyzed_time(partition.last_analyzed_time)
        .build())
}
