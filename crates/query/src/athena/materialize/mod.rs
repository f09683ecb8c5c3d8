//! Results kept as tables, by Athena: the way of [`Materialize`](crate::Materialize) where objects cannot be renamed and 100 partitions
//! are the most that a statement writes.
//!
//! ```text
//! lakebed_rows_<run>_hourly      CREATE TABLE … AS the query: its rows, computed once, where the workgroup keeps its results
//! lakebed_next_<run>_hourly      INSERT INTO …, 100 partitions at a time, in <lake>/data/hourly/<version>/
//! hourly                         its entry points at the version before, and then, in one step, at this one
//! ```
//!
//! 1. The query is run once and its rows are kept; Glue has their exact types then, and counting them tells the partitions, and keys
//!    that stand twice. No statement names a place, so that a workgroup that enforces its own takes them all.
//! 2. The rows are written as a new version of the table. Partitions that the result does not have are copied into it by S3.
//! 3. The table's entry is replaced over the state that was read. When somebody else was faster, step 2's copies are made anew.
//! 4. The tables of the run go. Versions that are neither the table nor the one before it go when nobody can read them any more.
//!
//! A run that ends anywhere leaves the table as it was or as it should be; what it left goes with a later run. The rows' objects are
//! below the workgroup's results, and go at once where the caller may delete them there, else by the bucket's lifecycle rule.

mod statements;
mod versions;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures::StreamExt;
use lakebed_aws::S3Place;
use lakebed_catalog::{
    Catalog, CatalogError, Column, Found, GlueCatalog, ResultTable, TableInput, result_input,
};
use lakebed_record::layout::is_partition_value;
use xxhash_rust::xxh3::xxh3_128;

use super::{AthenaEngine, Execution, RunWatch};
use crate::engine::render;
use crate::materialize::{
    Materialize, Materialized, TRIES, declared, find, lost, named, no_data, no_path, not_text,
    present, same_columns, same_key, switch,
};
use crate::parameter::Argument;
use crate::problem::QueryError;
use crate::saved::SavedQuery;
use statements::{Kept, NEXT, ROWS};

pub use statements::is_working as is_working_table;
use versions::{Files, Versions};

/// Nobody reads or writes a version any more that is neither the table nor the one before it, and whose newest object is this old:
/// Athena lets a statement run for four hours at most, by its highest quota.
const GRACE: Duration = Duration::from_secs(6 * 3600);

/// What Athena did for a table, and what it costs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Billed {
    /// What the run did to its table.
    pub done: Materialized,
    /// Statements that ran.
    pub statements: u64,
    /// Bytes that they read.
    pub scanned: u64,
    /// What Athena charges for them, in USD.
    pub cost_usd: f64,
}

/// One run for one table.
struct Making<'a> {
    engine: &'a AthenaEngine,
    catalog: &'a GlueCatalog,
    query: &'a SavedQuery,
    target: &'a Materialize,
    versions: Versions<'a>,
    watch: &'a RunWatch<'a>,
    /// Name of the version, of no other run.
    version: String,
    rows_table: String,
    next_table: String,
    bill: Billed,
}

impl AthenaEngine {
    /// Computes a query that declares a table, replaces the partitions that the result has, and registers the table in Glue. Partitions
    /// that the result does not have stay, unless `whole` says that the result is all of the table, or the table has no partitions.
    /// `lake` is the lake's root, with a `/` at its end where it is no whole bucket.
    ///
    /// # Errors
    /// [`QueryError::Result`]: the query declares no table, its rows do not fit one, or Glue has another table of that name;
    /// [`QueryError::Athena`] and [`QueryError::Aws`]. The table is as it was then, unless only tidying up failed.
    pub async fn materialize(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
        catalog: &GlueCatalog,
        lake: &S3Place,
        whole: bool,
        watch: &RunWatch<'_>,
    ) -> Result<Billed, QueryError> {
        let target = declared(query)?;
        let sql = render(query, arguments)?;
        // Before anything is paid for.
        present(catalog, &self.database, target, query).await?;
        let version = new_version(&target.table);
        let run = version.get(..16).unwrap_or_default();
        let mut making = Making {
            engine: self,
            catalog,
            query,
            target,
            versions: Versions::new(&self.objects, lake, &target.table),
            watch,
            rows_table: statements::working_table(ROWS, run, &target.table),
            next_table: statements::working_table(NEXT, run, &target.table),
            version,
            bill: Billed::default(),
        };
        making.clear_left().await?;
        let made = making.make(&sql, whole).await;
        let dropped = making.drop_working_tables().await;
        let before = made?;
        dropped?;
        let kept = [making.version.as_str(), &before];
        making.versions.clear(&kept, GRACE).await?;
        Ok(making.bill)
    }
}

impl Making<'_> {
    /// Makes the version and switches to it; answers the name of the version before, empty for none.
    async fn make(&mut self, sql: &str, whole: bool) -> Result<String, QueryError> {
        let kept = self
            .run(&statements::keep_rows(&self.rows_table, sql))
            .await?;
        let rows = self.working(&self.rows_table).await?;
        let shape = shape(self.target, &rows)?;
        let found = self.count(&shape).await?;
        let next = self.next(&shape);
        let created = self.catalog.put_table(
            &self.engine.database,
            &next,
            &lakebed_catalog::Expected::Absent,
        );
        created.await?;
        for statement in statements::inserts(&self.next_table, &self.rows_table, &shape, &found) {
            self.run(&statement).await?;
        }
        self.forget_rows(&rows, &kept).await;
        let mut made = self
            .versions
            .files(&self.version, shape.partition.len())
            .await?;
        if made.len() != found.len() {
            let message = format!("Athena wrote {} of {} partitions", made.len(), found.len());
            return Err(QueryError::Engine(message));
        }
        if shape.partition.is_empty() {
            // An empty result of a table without partitions is an empty table.
            made.entry(String::new()).or_default();
        }
        self.switch(&shape, made, whole || shape.partition.is_empty())
            .await
    }

    async fn run(&mut self, sql: &str) -> Result<Execution, QueryError> {
        let execution = self.engine.execute(sql, self.watch).await?;
        self.bill.statements += 1;
        self.bill.scanned += execution.scanned;
        self.bill.cost_usd += execution.cost_usd();
        Ok(execution)
    }

    async fn working(&self, name: &str) -> Result<TableInput, QueryError> {
        let stored = self.catalog.table(&self.engine.database, name).await?;
        let missing = || QueryError::Engine(format!("Athena made no table `{name}` in Glue"));
        stored.map(|stored| stored.table).ok_or_else(missing)
    }

    /// The partitions of the rows that were kept, in their order; a table without partitions is one of no values.
    async fn count(&mut self, shape: &Kept) -> Result<Vec<Vec<String>>, QueryError> {
        let execution = self
            .run(&statements::count(&self.rows_table, shape))
            .await?;
        let mut answer = self.engine.answer(&execution).await?;
        let depth = shape.partition.len();
        let mut found = Vec::new();
        while let Some(batch) = answer.batches.next().await {
            let batch = batch?;
            let cell = |at: usize, row: usize| {
                let column = batch.columns().get(at)?;
                crate::format::cell_text(column, row)
            };
            for row in 0..batch.num_rows() {
                let number = |at: usize| {
                    cell(at, row)
                        .and_then(|n| n.parse::<u64>().ok())
                        .unwrap_or(0)
                };
                let mut values = Vec::new();
                for (at, name) in shape.partition.iter().enumerate() {
                    let value = cell(at, row).filter(|value| is_partition_value(value));
                    values.push(value.ok_or_else(|| no_path(name))?);
                }
                let (rows, distinct) = (number(depth), number(depth + 1));
                if rows > distinct {
                    let names: Vec<_> = shape.partition.iter().chain(&shape.key).cloned().collect();
                    return Err(same_key(&names));
                }
                self.bill.done.rows += rows;
                if rows > 0 {
                    found.push(values);
                }
            }
        }
        Ok(found)
    }

    /// The table that the version is written by: with real partitions, of which Athena makes those that it writes.
    fn next(&self, shape: &Kept) -> TableInput {
        let mut table = result_input(&ResultTable {
            name: &self.next_table,
            query: &self.query.name,
            description: "A version in the making",
            location: self.versions.place(&self.version).to_string(),
            columns: shape.columns(),
            partitions: Vec::new(),
        });
        table.parameters.remove(lakebed_catalog::RESULT_OF);
        let key = |name: &String| Column {
            name: name.clone(),
            ty: "string".into(),
            ..Column::default()
        };
        table.partition_keys = shape.partition.iter().map(key).collect();
        table
    }

    async fn switch(
        &mut self,
        shape: &Kept,
        made: Files,
        whole: bool,
    ) -> Result<String, QueryError> {
        let database = &self.engine.database;
        let ours = self.versions.place(&self.version).to_string();
        let mut tries = 1;
        loop {
            let present = present(self.catalog, database, self.target, self.query).await?;
            let location = present
                .as_ref()
                .map(|p| p.table.storage_descriptor.location.as_str());
            if location == Some(ours.as_str()) {
                // The answer to the try before was lost on its way.
                return Ok(String::new());
            }
            let before = match (&present, location.and_then(|l| self.versions.name_of(l))) {
                (_, Some(name)) => name,
                (Some(stored), None) if !whole => return Err(lost(&stored.table)),
                _ => String::new(),
            };
            let old = match before.as_str() {
                "" => Files::new(),
                name => self.versions.files(name, shape.partition.len()).await?,
            };
            let stays = |path: &String| !whole && !made.contains_key(path);
            let kept: Files = old
                .iter()
                .filter(|(path, _)| stays(path))
                .map(|(p, f)| (p.clone(), f.clone()))
                .collect();
            if !kept.is_empty() {
                same_columns(&shape.columns(), &shape.partition, present.as_ref())?;
            }
            self.versions
                .carry(&before, &self.version, &made, &kept)
                .await?;
            let all: Files = made
                .iter()
                .chain(&kept)
                .map(|(p, f)| (p.clone(), f.clone()))
                .collect();
            let desired = result_input(&ResultTable {
                name: &self.target.table,
                query: &self.query.name,
                description: &self.query.description,
                location: ours.clone(),
                columns: shape.columns(),
                partitions: versions::values(&all, &shape.partition),
            });
            match switch(self.catalog, database, &desired, present.as_ref()).await {
                Ok(()) => {
                    let done = &mut self.bill.done;
                    done.replaced = made.len() as u64;
                    done.kept = kept.len() as u64;
                    done.removed = old.keys().filter(|p| !all.contains_key(*p)).count() as u64;
                    done.objects = all.values().map(|files| files.len() as u64).sum();
                    done.bytes = all.values().flatten().map(|file| file.bytes).sum();
                    return Ok(before);
                }
                Err(CatalogError::Conflict { .. }) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The rows are in the version now. Their objects are told by the run's id in their place, so that nothing else can be meant; whoever
    /// may not delete below the results leaves it to the bucket's lifecycle rule.
    async fn forget_rows(&self, rows: &TableInput, kept: &Execution) {
        let location = rows.storage_descriptor.location.trim_end_matches('/');
        let place =
            S3Place::parse(location).filter(|_| location.ends_with(&format!("/{}", kept.id)));
        if let Some(place) = place {
            let _ = self.versions.remove_all(&place.join("/")).await;
        }
    }

    async fn drop_working_tables(&self) -> Result<(), QueryError> {
        for name in [&self.next_table, &self.rows_table] {
            self.catalog.drop_table(&self.engine.database, name).await?;
        }
        Ok(())
    }

    /// Takes the tables out of Glue that runs left which ended in the middle.
    async fn clear_left(&self) -> Result<(), QueryError> {
        let now = SystemTime::now();
        let over = |found: &Found| {
            let age = found
                .created
                .and_then(|created| now.duration_since(created).ok());
            age.is_some_and(|age| age >= GRACE)
        };
        for prefix in [ROWS, NEXT] {
            let found = self
                .catalog
                .beginning_with(&self.engine.database, prefix)
                .await?;
            let left =
                |f: &&Found| statements::is_working_table(&f.name, prefix, &self.target.table);
            for found in found.iter().filter(left).filter(|f| over(f)) {
                self.catalog
                    .drop_table(&self.engine.database, &found.name)
                    .await?;
            }
        }
        Ok(())
    }
}

/// A name that no other run has: 32 hexadecimal digits.
fn new_version(table: &str) -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let nanos = since.map_or(0, |d| d.as_nanos());
    let text = format!("{nanos} {} {table}", std::process::id());
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

/// The columns of the rows as the table will have them.
fn shape(target: &Materialize, rows: &TableInput) -> Result<Kept, QueryError> {
    let columns = &rows.storage_descriptor.columns;
    let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
    for name in &names {
        named(name, names.iter().copied())?;
    }
    for name in &target.partition {
        let column = &columns[find("partition", name, &names)?];
        if statements::table_type(&column.ty).0 != "string" {
            return Err(not_text(name, &column.ty));
        }
    }
    for name in &target.key {
        find("key", name, &names)?;
    }
    let data: Vec<Column> = columns
        .iter()
        .filter(|c| !target.partition.contains(&c.name))
        .cloned()
        .collect();
    if data.is_empty() {
        return Err(no_data());
    }
    Ok(Kept {
        data,
        partition: target.partition.clone(),
        key: target.key.clone(),
    })
}
