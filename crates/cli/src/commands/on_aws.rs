//! Athena, Glue and S3 together, for what runs more than one query; what they cost is added up.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use futures::StreamExt;
use lakebed_aws::{Objects, S3Place};
use lakebed_catalog::{Catalog, GlueCatalog, HISTORY_OF, PrestoView, TableInput};
use lakebed_query::{
    Answer, Argument, AthenaEngine, Execution, ParameterType, RunWatch, SavedQuery, Value,
    cell_text, render, tables_of, tables_of_view,
};
use lakebed_record::definition::CHANGE_TIME;

use crate::args::AthenaArgs;
use crate::aws::{Place, open};
use crate::output::megabytes;
use crate::settings::Settings;

/// The engine of an account, its catalog and its objects.
pub struct OnAws {
    pub engine: AthenaEngine,
    pub catalog: GlueCatalog,
    pub objects: Objects,
    pub database: String,
    wished: Arc<AtomicBool>,
    bill: Mutex<Bill>,
}

#[derive(Default)]
struct Bill {
    statements: u64,
    scanned: u64,
    cost_usd: f64,
}

impl OnAws {
    /// # Errors
    /// AWS cannot be connected to; the database or the workgroup is not known.
    pub async fn open(settings: &Settings, args: &AthenaArgs) -> Result<Self> {
        let wished = super::stop::on_interrupt()?;
        let session = open(settings, &[Place::Database, Place::Workgroup]).await?;
        Ok(Self {
            engine: super::athena::engine_of(&session, &args.scan, args.reuse)?,
            catalog: GlueCatalog::new(&session.connection, None),
            objects: Objects::new(&session.connection),
            database: session.place(Place::Database)?.value.clone(),
            wished,
            bill: Mutex::default(),
        })
    }

    /// Runs a query; Ctrl-C stops it.
    ///
    /// # Errors
    /// Those of Athena.
    pub async fn run(&self, query: &SavedQuery, arguments: &[Argument]) -> Result<Answer> {
        let sql = render(query, arguments)?;
        let execution = self.execute(&sql).await?;
        Ok(self.engine.answer(&execution).await?)
    }

    async fn execute(&self, sql: &str) -> Result<Execution> {
        let stop = || self.wished.load(Ordering::SeqCst);
        let watch = RunWatch {
            on_status: None,
            stop: Some(&stop),
        };
        let execution = self.engine.execute(sql, &watch).await?;
        let mut bill = self.bill.lock().unwrap_or_else(PoisonError::into_inner);
        bill.statements += 1;
        bill.scanned += execution.scanned;
        bill.cost_usd += execution.cost_usd();
        drop(bill);
        Ok(execution)
    }

    /// The tables that a query reads, those below views.
    ///
    /// # Errors
    /// Glue cannot be asked.
    pub async fn tables_read(&self, query: &SavedQuery) -> Result<Vec<String>> {
        let mut waiting = tables_of(query);
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        while let Some(name) = waiting.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            match self.catalog.table(&self.database, &name).await? {
                Some(stored) if stored.table.is_view() => {
                    let view = PrestoView::of(&stored.table);
                    let mut below = view
                        .map(|v| tables_of_view(&v.original_sql))
                        .unwrap_or_default();
                    // What is packed is older than what is not.
                    if let Some(packed) = stored.table.parameters.get(HISTORY_OF) {
                        below.retain(|name| *name != format!("{packed}_packed"));
                    }
                    waiting.extend(below);
                }
                Some(_) => found.push(name),
                None => {}
            }
        }
        Ok(found)
    }

    /// The newest time of a change: of the newest day's rows, which a listing of the lake tells.
    ///
    /// # Errors
    /// Glue, S3 or Athena cannot be asked.
    pub async fn newest_change(&self, table: &str) -> Result<Option<Value>> {
        let stored = self.catalog.table(&self.database, table).await?;
        let Some(table) = stored.map(|s| s.table).filter(|t| !t.is_view()) else {
            return Ok(None);
        };
        if table.column(CHANGE_TIME).is_none() {
            return Ok(None);
        }
        let day = match self.newest_day(&table).await? {
            Some(filter) => filter,
            None if table.partition_keys.is_empty() => String::new(),
            None => return Ok(None),
        };
        let sql = format!(
            "SELECT max(\"{CHANGE_TIME}\") AS newest FROM \"{}\"{day}",
            table.name
        );
        let execution = self.execute(&sql).await?;
        let mut answer = self.engine.answer(&execution).await?;
        while let Some(batch) = answer.batches.next().await {
            let batch = batch?;
            let text = batch.columns().first().filter(|_| batch.num_rows() > 0);
            if let Some(text) = text.and_then(|column| cell_text(column, 0)) {
                return Ok(ParameterType::Timestamp.value(&text).ok());
            }
        }
        Ok(None)
    }

    /// ` WHERE "dt" = '2026-11-20'`; the first partition key is the day of the change.
    async fn newest_day(&self, table: &TableInput) -> Result<Option<String>> {
        let location = &table.storage_descriptor.location;
        let (Some(key), Some(place)) = (table.partition_keys.first(), S3Place::parse(location))
        else {
            return Ok(None);
        };
        let folders = self.objects.folders(&place).await?;
        let values = folders.iter().filter_map(|f| f.split_once('='));
        let newest = values
            .filter(|(name, _)| *name == key.name)
            .map(|(_, value)| value)
            .max();
        Ok(
            newest
                .map(|value| format!(" WHERE \"{}\" = '{}'", key.name, value.replace('\'', "''"))),
        )
    }

    /// Objects of a table and their bytes; none for a table that is not in S3.
    ///
    /// # Errors
    /// S3 cannot be asked.
    pub async fn files(&self, table: &TableInput) -> Result<Option<(u64, u64)>> {
        let Some(place) = S3Place::parse(&table.storage_descriptor.location) else {
            return Ok(None);
        };
        let objects = self.objects.list(&place).await?;
        Ok(Some((
            objects.len() as u64,
            objects.iter().map(|o| o.bytes).sum(),
        )))
    }

    /// `12 statements, 34.5 MB scanned, 0.0006 USD`
    pub fn account(&self) -> String {
        let bill = self.bill.lock().unwrap_or_else(PoisonError::into_inner);
        let s = if bill.statements == 1 { "" } else { "s" };
        format!(
            "{} statement{s}, {} scanned, {:.4} USD",
            bill.statements,
            megabytes(bill.scanned),
            bill.cost_usd
        )
    }
}
