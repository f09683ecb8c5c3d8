//! Saved queries as Athena's named queries, for people in the console.

use std::collections::BTreeMap;

use aws_sdk_athena::types::NamedQuery;
use lakebed_aws::Failure;

use super::AthenaEngine;
use crate::engine::{defaults, render};
use crate::problem::QueryError;
use crate::saved::SavedQuery;

/// Ids of one call, Athena's limit.
const BATCH: usize = 50;
/// Characters of a description, Athena's limit.
const LONGEST_DESCRIPTION: usize = 1024;

/// What has to happen to one named query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedChange {
    /// Athena does not have it.
    Create(String),
    /// Athena has it otherwise.
    Update(String),
    /// Nothing to do.
    Unchanged(String),
    /// No file has it.
    Orphan(String),
}

impl NamedChange {
    /// Name of the query.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Create(name)
            | Self::Update(name)
            | Self::Unchanged(name)
            | Self::Orphan(name) => name,
        }
    }
}

/// What Athena lacks of the saved queries.
#[derive(Debug, Clone)]
pub struct Publication {
    changes: Vec<NamedChange>,
    wanted: BTreeMap<String, Wanted>,
    /// Ids by name; names are not unique.
    found: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone)]
struct Wanted {
    sql: String,
    description: String,
}

impl Publication {
    /// One change for each saved query, then the named queries that no file has, both by name.
    #[must_use]
    pub fn changes(&self) -> &[NamedChange] {
        &self.changes
    }
}

impl AthenaEngine {
    /// Compares the workgroup's named queries of this database with the saved ones.
    ///
    /// A query is published with its defaults in place; one with parameters that must be given keeps their names, `:city`, to be
    /// written over.
    ///
    /// # Errors
    /// A query that is not Athena SQL; Athena cannot be asked.
    pub async fn plan_named(&self, queries: &[SavedQuery]) -> Result<Publication, QueryError> {
        let mut wanted = BTreeMap::new();
        for query in queries {
            wanted.insert(query.name.clone(), text(query)?);
        }
        let mut found: BTreeMap<String, Vec<NamedQuery>> = BTreeMap::new();
        for named in self
            .named()
            .await?
            .into_iter()
            .filter(|n| n.database == self.database)
        {
            found.entry(named.name.clone()).or_default().push(named);
        }
        let mut changes = Vec::new();
        for (name, wanted) in &wanted {
            let same = |named: &NamedQuery| {
                named.query_string == wanted.sql
                    && named.description.as_deref() == Some(wanted.description.as_str())
            };
            changes.push(match found.get(name).map(Vec::as_slice) {
                None => NamedChange::Create(name.clone()),
                Some([named]) if same(named) => NamedChange::Unchanged(name.clone()),
                Some(_) => NamedChange::Update(name.clone()),
            });
        }
        let orphans = found.keys().filter(|name| !wanted.contains_key(*name));
        changes.extend(orphans.cloned().map(NamedChange::Orphan));
        let id = |named: NamedQuery| named.named_query_id;
        let found = found
            .into_iter()
            .map(|(name, all)| (name, all.into_iter().filter_map(id).collect()));
        Ok(Publication {
            changes,
            wanted,
            found: found.collect(),
        })
    }

    /// Creates and updates what is not as it should be; deletes what no file has if `prune` says so. Of several named queries of
    /// one name one is kept.
    ///
    /// # Errors
    /// Athena cannot be asked; what was done before stays.
    pub async fn publish(&self, publication: &Publication, prune: bool) -> Result<(), QueryError> {
        for change in &publication.changes {
            let ids = publication
                .found
                .get(change.name())
                .map_or(&[][..], Vec::as_slice);
            match (change, publication.wanted.get(change.name())) {
                (NamedChange::Create(name), Some(wanted)) => self.create(name, wanted).await?,
                (NamedChange::Update(name), Some(wanted)) => {
                    if let Some((first, twins)) = ids.split_first() {
                        self.update(first, name, wanted).await?;
                        self.delete(twins).await?;
                    }
                }
                (NamedChange::Orphan(_), _) if prune => self.delete(ids).await?,
                _ => {}
            }
        }
        Ok(())
    }

    async fn named(&self) -> Result<Vec<NamedQuery>, QueryError> {
        let mut ids = Vec::new();
        let mut pages = self
            .client
            .list_named_queries()
            .work_group(&self.workgroup)
            .into_paginator()
            .send();
        while let Some(page) = pages.next().await {
            let page =
                page.map_err(|e| Failure::of("athena:ListNamedQueries", &self.group(), &e))?;
            ids.extend(page.named_query_ids.unwrap_or_default());
        }
        let mut all = Vec::new();
        for batch in ids.chunks(BATCH) {
            let sent = self
                .client
                .batch_get_named_query()
                .set_named_query_ids(Some(batch.to_vec()))
                .send()
                .await;
            let answer =
                sent.map_err(|e| Failure::of("athena:BatchGetNamedQuery", &self.group(), &e))?;
            all.extend(answer.named_queries.unwrap_or_default());
        }
        Ok(all)
    }

    async fn create(&self, name: &str, wanted: &Wanted) -> Result<(), QueryError> {
        let sent = self
            .client
            .create_named_query()
            .name(name)
            .description(&wanted.description)
            .database(&self.database)
            .query_string(&wanted.sql)
            .work_group(&self.workgroup)
            .send()
            .await;
        sent.map_err(|e| Failure::of("athena:CreateNamedQuery", &format!("query `{name}`"), &e))?;
        Ok(())
    }

    async fn update(&self, id: &str, name: &str, wanted: &Wanted) -> Result<(), QueryError> {
        let sent = self
            .client
            .update_named_query()
            .named_query_id(id)
            .name(name)
            .description(&wanted.description)
            .query_string(&wanted.sql)
            .send()
            .await;
        sent.map_err(|e| Failure::of("athena:UpdateNamedQuery", &format!("query `{name}`"), &e))?;
        Ok(())
    }

    async fn delete(&self, ids: &[String]) -> Result<(), QueryError> {
        for id in ids {
            let sent = self
                .client
                .delete_named_query()
                .named_query_id(id)
                .send()
                .await;
            sent.map_err(|e| {
                Failure::of("athena:DeleteNamedQuery", &format!("named query {id}"), &e)
            })?;
        }
        Ok(())
    }
}

fn text(query: &SavedQuery) -> Result<Wanted, QueryError> {
    let given = query.parameters.iter().all(|p| p.default.is_some());
    let sql = if given {
        render(query, &defaults(query))?
    } else {
        query.text.clone()
    };
    Ok(Wanted {
        sql: sql.trim_end().into(),
        description: query
            .description
            .chars()
            .take(LONGEST_DESCRIPTION)
            .collect(),
    })
}
