//! The catalog of an AWS account: Glue.

mod convert;
mod partitions;
mod working;

use aws_sdk_glue::Client;
use aws_sdk_glue::operation::create_table::CreateTableError;
use aws_sdk_glue::operation::get_table::GetTableError;
use aws_sdk_glue::operation::update_table::UpdateTableError;
use aws_sdk_glue::types::{DatabaseInput, Table};
use lakebed_aws::{Connection, Failure, FailureKind};

use crate::catalog::{Catalog, CatalogError, Expected, Result, Stored, Version};
use crate::model::TableInput;
use crate::name::check_name;

pub use partitions::{Folder, PartitionCounts, PartitionPlan};
pub use working::Found;

/// AWS Glue in one region of one account.
///
/// A table is updated over the `VersionId` that was read. Since not every implementation of the API refuses an old one, the version
/// is also compared right before the update.
#[derive(Debug, Clone)]
pub struct GlueCatalog {
    client: Client,
    /// `LocationUri` of a database that is created; none for none.
    location: Option<String>,
}

impl GlueCatalog {
    /// Glue behind a connection. `location` is where a new database says that its data is: `s3://lake/data/`.
    #[must_use]
    pub fn new(connection: &Connection, location: Option<String>) -> Self {
        Self {
            client: Client::new(&connection.config()),
            location,
        }
    }

    async fn read(&self, database: &str, name: &str) -> Result<Option<Table>> {
        let answer = self
            .client
            .get_table()
            .database_name(database)
            .name(name)
            .send()
            .await;
        match answer {
            Ok(answer) => Ok(answer.table),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(GetTableError::is_entity_not_found_exception) =>
            {
                Ok(None)
            }
            Err(error) => Err(Failure::of("glue:GetTable", &shown(database, name), &error).into()),
        }
    }

    async fn has_database(&self, database: &str) -> Result<bool> {
        match self.client.get_database().name(database).send().await {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|e| e.is_entity_not_found_exception()) =>
            {
                Ok(false)
            }
            Err(error) => Err(Failure::of(
                "glue:GetDatabase",
                &format!("database `{database}`"),
                &error,
            )
            .into()),
        }
    }

    async fn create(&self, database: &str, table: &TableInput) -> Result<Version> {
        let sent = self
            .client
            .create_table()
            .database_name(database)
            .table_input(input(database, table)?)
            .send()
            .await;
        if let Err(error) = sent {
            return Err(match error.as_service_error() {
                Some(CreateTableError::AlreadyExistsException(_)) => {
                    conflict(database, &table.name)
                }
                Some(CreateTableError::ConcurrentModificationException(_)) => {
                    conflict(database, &table.name)
                }
                Some(CreateTableError::EntityNotFoundException(_)) => no_database(database),
                _ => Failure::of("glue:CreateTable", &shown(database, &table.name), &error).into(),
            });
        }
        self.version_after(database, &table.name, None).await
    }

    async fn update(
        &self,
        database: &str,
        table: &TableInput,
        expected: &Version,
    ) -> Result<Version> {
        let found = self.read(database, &table.name).await?;
        if found.as_ref().map(version) != Some(expected.clone()) {
            return Err(conflict(database, &table.name));
        }
        let sent = self
            .client
            .update_table()
            .database_name(database)
            .table_input(input(database, table)?)
            .version_id(&expected.0)
            .send()
            .await;
        if let Err(error) = sent {
            return Err(match error.as_service_error() {
                Some(UpdateTableError::ConcurrentModificationException(_)) => {
                    conflict(database, &table.name)
                }
                Some(UpdateTableError::EntityNotFoundException(_)) => {
                    conflict(database, &table.name)
                }
                _ => Failure::of("glue:UpdateTable", &shown(database, &table.name), &error).into(),
            });
        }
        self.version_after(database, &table.name, Some(expected))
            .await
    }

    /// Glue does not answer a write with its version. Versions are counted up by one: a higher one is another writer's, which must
    /// not be taken for ours.
    async fn version_after(
        &self,
        database: &str,
        name: &str,
        before: Option<&Version>,
    ) -> Result<Version> {
        let Some(table) = self.read(database, name).await? else {
            return Err(conflict(database, name));
        };
        let now = version(&table);
        let number = |version: &Version| version.0.parse::<u64>().ok();
        match (before.and_then(number), number(&now)) {
            (Some(before), Some(after)) if after > before + 1 => Err(conflict(database, name)),
            _ => Ok(now),
        }
    }
}

impl Catalog for GlueCatalog {
    async fn databases(&self) -> Result<Vec<String>> {
        let mut pages = self.client.get_databases().into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            let page =
                page.map_err(|error| Failure::of("glue:GetDatabases", "the catalog", &error))?;
            names.extend(page.database_list.into_iter().map(|database| database.name));
        }
        names.sort();
        Ok(names)
    }

    async fn create_database(&self, database: &str) -> Result<bool> {
        check_name(database)?;
        // Looking needs less permission than creating, and databases are made once.
        if self.has_database(database).await? {
            return Ok(false);
        }
        let resource = format!("database `{database}`");
        let input = DatabaseInput::builder()
            .name(database)
            .set_location_uri(self.location.clone())
            .build()
            .map_err(|error| incomplete(&resource, &error))?;
        match self
            .client
            .create_database()
            .database_input(input)
            .send()
            .await
        {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|e| e.is_already_exists_exception()) =>
            {
                Ok(false)
            }
            Err(error) => Err(Failure::of("glue:CreateDatabase", &resource, &error).into()),
        }
    }

    async fn tables(&self, database: &str) -> Result<Vec<String>> {
        check_name(database)?;
        let mut pages = self
            .client
            .get_tables()
            .database_name(database)
            .into_paginator()
            .send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => {
                    let tables = page.table_list.unwrap_or_default();
                    names.extend(tables.into_iter().map(|table| table.name));
                }
                Err(error) => {
                    let failure =
                        Failure::of("glue:GetTables", &format!("database `{database}`"), &error);
                    return Err(match failure.kind() {
                        FailureKind::Missing => no_database(database),
                        _ => failure.into(),
                    });
                }
            }
        }
        // Some implementations answer nothing for a database that is not there.
        if names.is_empty() && !self.has_database(database).await? {
            return Err(no_database(database));
        }
        names.sort();
        Ok(names)
    }

    async fn table(&self, database: &str, name: &str) -> Result<Option<Stored>> {
        check_name(database)?;
        check_name(name)?;
        let Some(table) = self.read(database, name).await? else {
            return Ok(None);
        };
        // Writing one back would lose what makes it one.
        let foreign = match &table {
            table if table.target_table.is_some() => Some("a link to another table"),
            table if table.federated_table.is_some() => Some("a table of a federated catalog"),
            table if table.view_definition.is_some() => Some("a multi-dialect view"),
            _ => None,
        };
        if let Some(what) = foreign {
            return Err(CatalogError::Foreign {
                database: database.into(),
                table: name.into(),
                what,
            });
        }
        Ok(Some(Stored {
            version: version(&table),
            table: convert::from_glue(table),
        }))
    }

    async fn put_table(
        &self,
        database: &str,
        table: &TableInput,
        expected: &Expected,
    ) -> Result<Version> {
        check_name(database)?;
        check_name(&table.name)?;
        match expected {
            Expected::Absent => self.create(database, table).await,
            Expected::Version(version) => self.update(database, table, version).await,
        }
    }
}

fn input(database: &str, table: &TableInput) -> Result<aws_sdk_glue::types::TableInput> {
    convert::to_glue(table).map_err(|error| incomplete(&shown(database, &table.name), &error))
}

/// Where an implementation has no versions, the time of the last update is one.
fn version(table: &Table) -> Version {
    let time = || table.update_time.map(|time| format!("{}", time.as_nanos()));
    Version(table.version_id.clone().or_else(time).unwrap_or_default())
}

fn shown(database: &str, table: &str) -> String {
    format!("table `{database}.{table}`")
}

fn conflict(database: &str, table: &str) -> CatalogError {
    CatalogError::Conflict {
        database: database.into(),
        table: table.into(),
    }
}

fn no_database(database: &str) -> CatalogError {
    CatalogError::NoDatabase {
        database: database.into(),
    }
}

fn incomplete(resource: &str, error: &aws_sdk_glue::error::BuildError) -> CatalogError {
    CatalogError::Incomplete {
        resource: resource.into(),
        reason: error.to_string(),
    }
}
