//! Tables that exist while something is made, and go afterwards.

use std::time::SystemTime;

use lakebed_aws::{Failure, FailureKind};

use super::{GlueCatalog, shown};
use crate::catalog::Result;

/// A table that [`GlueCatalog::beginning_with`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Folder of its files; empty when Glue does not say.
    pub location: String,
    /// When it was created.
    pub created: Option<SystemTime>,
}

impl GlueCatalog {
    /// The tables whose names begin with `prefix`.
    ///
    /// # Errors
    /// Glue cannot be asked.
    pub async fn beginning_with(&self, database: &str, prefix: &str) -> Result<Vec<Found>> {
        let mut pages = self
            .client
            .get_tables()
            .database_name(database)
            .expression(format!("{prefix}.*"))
            .into_paginator()
            .send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| {
                Failure::of("glue:GetTables", &format!("database `{database}`"), &error)
            })?;
            for table in page.table_list.unwrap_or_default() {
                // Some implementations answer all tables, whatever the expression.
                if table.name.starts_with(prefix) {
                    found.push(Found {
                        created: table.create_time.and_then(|t| SystemTime::try_from(t).ok()),
                        location: table
                            .storage_descriptor
                            .and_then(|s| s.location)
                            .unwrap_or_default(),
                        name: table.name,
                    });
                }
            }
        }
        Ok(found)
    }

    /// Takes a table out of the catalog; its files stay. False when it was not there.
    ///
    /// # Errors
    /// Glue does not do it.
    pub async fn drop_table(&self, database: &str, name: &str) -> Result<bool> {
        let delete = self.client.delete_table().database_name(database);
        match delete.name(name).send().await {
            Ok(_) => Ok(true),
            Err(error) => {
                let failure = Failure::of("glue:DeleteTable", &shown(database, name), &error);
                match failure.kind() {
                    FailureKind::Missing => Ok(false),
                    _ => Err(failure.into()),
                }
            }
        }
    }
}
