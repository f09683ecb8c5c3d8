//! Old rows by a newer definition: values move out of `undeclared` and `rescued` into the columns that they have by now.
//!
//! A row comes out as landing it by the newer definition would have made it. Only columns that are new, or have another type, are
//! filled; all other values are copied as they are. An object that was merged of rows of several definitions names none; there, columns
//! that are null are filled.
//!
//! The objects of a partition change in one step, as when it is compacted: readers see all rows by the older definition or by the newer. A
//! landed object becomes what landing makes, to the byte; what was merged of several can be of any size, and goes through memory in parts.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::{Array, AsArray};
use arrow::record_batch::RecordBatch;
use lakebed_record::definition::{CHANGE_COLUMNS, Column, RESCUED, TableDefinition, UNDECLARED};
use lakebed_record::flatten::{Flattener, Options};
use lakebed_record::item::attributes;
use lakebed_record::plan::{NodeId, Plan};
use parquet::errors::ParquetError;
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_128;

use crate::columns::{Columns, Pick, gather_column, same_type};
use crate::definition_version;
use crate::land::{DEFINITION, ObjectFormat};
use crate::merge::{MergeError, Merger};
use crate::objects::{ObjectError, Open, as_landed, damaged, of_table};
use crate::rebuild;
use crate::replaced::{REFINE, Replaced, Replacement};
use crate::schema::arrow_schema;
use crate::store::{LocalStore, NewFile, StoreError};

/// Rows of a merged object that are in memory at once.
const PART_ROWS: usize = 1 << 17;

/// What refining did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Refined {
    /// Data objects of the table.
    pub objects: u64,
    /// Objects that were rewritten.
    pub rewritten: u64,
    /// Rows in those.
    pub rows: u64,
    /// Rows whose values moved into columns.
    pub moved: u64,
}

/// Brings the objects of a table to its definition. With `dry_run` nothing is written.
/// `report` hears how far it is after every object.
///
/// # Errors
/// A lake that cannot be read or written, another command that rewrites the table, an object that is damaged or has columns that the
/// definition lacks: partitions before it are done, that one and those after it are as they were.
pub fn refine(
    store: &LocalStore,
    plan: &Arc<Plan>,
    dry_run: bool,
    mut report: impl FnMut(Refined),
) -> Result<Refined, ObjectError> {
    let format = ObjectFormat::new(Arc::clone(plan)).map_err(|e| encode("a schema", e))?;
    let table = plan.definition().changes_table();
    let _upkeep = (!dry_run)
        .then(|| store.upkeep(&table, "table refine"))
        .transpose()?;
    // Who only looks waits for nobody, and nothing is replaced between its listing and its reading.
    let _reading = dry_run.then(|| store.reading());
    let version = definition_version(plan.definition());
    let mut replaced = Replaced::default();
    replaced.add(store, &table)?;
    let merged = replaced.merged();
    let mut done = Refined::default();
    let mut partition = Partition::default();
    for object in of_table(store, plan.definition())? {
        let (folder, name) = object.key.rsplit_once('/').unwrap_or_default();
        if partition.folder != folder {
            partition.swap(store, &table)?;
            partition.folder = folder.into();
        }
        done.objects += 1;
        let open = Open::new(store, &object.key)?;
        let refiner = Refiner {
            store,
            plan,
            format: &format,
            part_rows: if merged.contains(&object.key) {
                PART_ROWS
            } else {
                usize::MAX
            },
            dry_run,
        };
        if open.metadata(DEFINITION) != Some(&version)
            && let Some(rows) = refiner.refine(open)?
        {
            done.rewritten += 1;
            done.rows += rows.count;
            done.moved += rows.moved;
            if let Some(file) = rows.file.filter(|file| file.name != name) {
                partition.objects.push((name.into(), file, rows.count));
            }
        }
        report(done);
    }
    partition.swap(store, &table)?;
    Ok(done)
}

/// Refined objects of a folder that wait for their turn.
#[derive(Default)]
struct Partition {
    folder: String,
    /// Name of the old object, the new one, and rows.
    objects: Vec<(String, NewFile, u64)>,
}

impl Partition {
    /// Puts the new objects in the place of the old ones, in one step.
    fn swap(&mut self, store: &LocalStore, table: &str) -> Result<(), ObjectError> {
        let mut gone = BTreeSet::new();
        let mut new: Vec<NewFile> = Vec::new();
        for (old, file, rows) in std::mem::take(&mut self.objects) {
            // Landing the same input by the older definition finds its rows, and who has merged the old object knows what became of it.
            Replacement {
                folder: self.folder.clone(),
                reason: REFINE,
                gone: BTreeSet::from([old.clone()]),
                new: vec![file.name.clone()],
                rows_before: rows,
                rows_after: rows,
            }
            .keep(store, table)?;
            gone.insert(old);
            // Two objects of the same rows become one.
            if new.iter().all(|other| other.name != file.name) {
                new.push(file);
            }
        }
        if !gone.is_empty() {
            store.swap(&self.folder, &gone, &new)?;
        }
        Ok(())
    }
}

/// What an object becomes.
struct Rows {
    /// None for a dry run.
    file: Option<NewFile>,
    count: u64,
    moved: u64,
}

struct Refiner<'a> {
    store: &'a LocalStore,
    plan: &'a Arc<Plan>,
    format: &'a ObjectFormat,
    /// Rows that are in memory at once.
    part_rows: usize,
    dry_run: bool,
}

impl Refiner<'_> {
    /// The rows of an object by the newer definition; none when it is fine as it is.
    fn refine(&self, open: Open) -> Result<Option<Rows>, ObjectError> {
        let definition = self.plan.definition();
        let kept = !(open.is_empty(UNDECLARED) && open.is_empty(RESCUED));
        let mixed = open.metadata(DEFINITION).is_none();
        let Open { key, builder } = open;
        let reader = builder.build().map_err(|e| damaged(&key, e))?;
        let mut patcher: Option<Patcher> = None;
        let mut parts: Vec<PathBuf> = Vec::new();
        let (mut count, mut moved, mut any) = (0, 0, false);
        for batch in reader {
            let batch = batch.map_err(|e| damaged(&key, e.into()))?;
            let batch = as_landed(&batch).map_err(|e| damaged(&key, e.into()))?;
            let patcher = match &mut patcher {
                Some(patcher) => patcher,
                none => {
                    let changed = changed_columns(definition, self.plan, &batch, &key, mixed)?;
                    if !kept && changed.retyped.is_empty() && !changed.derived(definition, &batch) {
                        return Ok(None);
                    }
                    none.insert(Patcher::new(self.plan, changed))
                }
            };
            patcher.batch(&batch, &key)?;
            count += batch.num_rows() as u64;
            if patcher.patched.len() >= self.part_rows {
                (moved, any) = (moved + patcher.moved, any || patcher.changes());
                let part = patcher.take();
                if !self.dry_run {
                    parts.push(self.write(part, &key)?.path);
                }
            }
        }
        let Some(mut patcher) = patcher else {
            return Ok(None);
        };
        (moved, any) = (moved + patcher.moved, any || patcher.changes());
        if !any {
            return Ok(None);
        }
        let last = patcher.take();
        let file = match (self.dry_run, parts.is_empty()) {
            (true, _) => None,
            (false, true) => Some(self.write(last, &key)?),
            (false, false) => {
                if last.rows() > 0 {
                    parts.push(self.write(last, &key)?.path);
                }
                Some(self.merge(&parts, &key)?)
            }
        };
        Ok(Some(Rows { file, count, moved }))
    }

    /// Writes rows as landing them would have.
    fn write(&self, columns: Columns, key: &str) -> Result<NewFile, ObjectError> {
        let bytes = self.format.whole(columns).map_err(|e| encode(key, e))?;
        let path = self.store.scratch()?;
        File::create_new(&path)
            .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
            .map_err(|e| StoreError::io(path.display().to_string(), "write", e))?;
        let name = format!("{:032x}.parquet", xxh3_128(&bytes));
        Ok(NewFile { name, path })
    }

    /// Puts the parts of an object together.
    fn merge(&self, parts: &[PathBuf], key: &str) -> Result<NewFile, ObjectError> {
        let merger = Merger {
            store: self.store,
            format: self.format,
            target_bytes: u64::MAX,
            keep: None,
        };
        let merged = merger.merge(parts).map_err(|error| match error {
            MergeError::Store(error) => ObjectError::Store(error),
            MergeError::Parquet { source, .. } => encode(key, source),
            error => encode(key, ParquetError::External(Box::new(error))),
        })?;
        for part in parts {
            // Left behind, they would only wait for the end of the run.
            let _ = std::fs::remove_file(part);
        }
        let file = merged.files.into_iter().next();
        let file = file.ok_or_else(|| encode(key, ParquetError::General("no rows".into())))?;
        Ok(NewFile {
            name: file.name,
            path: file.path,
        })
    }
}

fn encode(key: &str, source: ParquetError) -> ObjectError {
    ObjectError::Encode {
        key: key.into(),
        source,
    }
}

/// Columns that an object does not have as the definition says.
struct Changed {
    /// Columns that it does not have, or has in another type.
    columns: BTreeSet<NodeId>,
    /// Names of those that it has in another type.
    retyped: Vec<String>,
    /// First names of the attributes that these columns read.
    attributes: BTreeSet<String>,
    /// Rows of several definitions were merged into the object: any column may be one that a row did not have, and is null there.
    mixed: bool,
}

impl Changed {
    /// True when a column that is new reads an attribute that another column of the object has too.
    fn derived(&self, definition: &TableDefinition, batch: &RecordBatch) -> bool {
        definition.columns.iter().any(|column| {
            self.attributes.contains(&column.from[0])
                && batch.column_by_name(&column.name).is_some()
        })
    }
}

fn changed_columns(
    definition: &TableDefinition,
    plan: &Plan,
    batch: &RecordBatch,
    key: &str,
    mixed: bool,
) -> Result<Changed, ObjectError> {
    for field in batch.schema().fields() {
        let name = field.name().as_str();
        let own = CHANGE_COLUMNS.contains(&name) || [UNDECLARED, RESCUED].contains(&name);
        if !own && definition.column(name).is_none() {
            return Err(ObjectError::UnknownColumn {
                key: key.into(),
                column: name.into(),
            });
        }
    }
    let mut changed = Changed {
        columns: BTreeSet::new(),
        retyped: Vec::new(),
        attributes: BTreeSet::new(),
        mixed,
    };
    if mixed {
        let first = |column: &Column| column.from.first().cloned();
        let all: Vec<_> = definition.columns.iter().filter_map(first).collect();
        let several = |name: &&String| all.iter().filter(|other| other == name).count() > 1;
        changed.attributes = all.iter().filter(several).cloned().collect();
    }
    for (at, field) in arrow_schema(plan).fields().iter().enumerate() {
        let there = batch.column_by_name(field.name());
        if there.is_some_and(|array| same_type(array.data_type(), field.data_type())) {
            continue;
        }
        changed.columns.insert(at as NodeId);
        if there.is_some() {
            changed.retyped.push(field.name().clone());
        }
        let column = definition.column(field.name());
        changed
            .attributes
            .extend(column.and_then(|column| column.from.first()).cloned());
    }
    Ok(changed)
}

/// Makes the rows of an object: the old ones as they are, and beside them what changes.
struct Patcher {
    plan: Arc<Plan>,
    changed: Changed,
    flattener: Flattener,
    old: Columns,
    new: Columns,
    /// For each row, its row in `new`.
    patched: Vec<Option<u32>>,
    moved: u64,
}

impl Patcher {
    fn new(plan: &Arc<Plan>, changed: Changed) -> Self {
        Self {
            plan: Arc::clone(plan),
            changed,
            flattener: Flattener::new(Arc::clone(plan), Options::default()),
            old: Columns::new(Arc::clone(plan)),
            new: Columns::new(Arc::clone(plan)),
            patched: Vec::new(),
            moved: 0,
        }
    }

    fn batch(&mut self, batch: &RecordBatch, key: &str) -> Result<(), ObjectError> {
        self.old.append(batch);
        let text = |name: &str| {
            batch
                .column_by_name(name)
                .and_then(|array| array.as_string_opt::<i32>())
        };
        let (undeclared, rescued) = (text(UNDECLARED), text(RESCUED));
        for row in 0..batch.num_rows() {
            let kept = |texts: Option<&arrow::array::StringArray>| {
                texts
                    .filter(|texts| texts.is_valid(row))
                    .map(|texts| texts.value(row).to_string())
            };
            let (undeclared, rescued) = (kept(undeclared), kept(rescued));
            let item = self.item(batch, row, undeclared.as_deref(), rescued.as_deref());
            let Some(item) = item.map_err(|column| not_an_item(key, column))? else {
                self.patched.push(None);
                continue;
            };
            let at = self.new.rows() as u32;
            let flat = self.flattener.flatten_item(&item, &mut self.new);
            flat.map_err(|_| not_an_item(key, UNDECLARED))?;
            self.patched.push(Some(at));
            let still =
                [UNDECLARED, RESCUED].map(|name| self.new.text(self.node(name), at as usize));
            self.moved += u64::from(still != [undeclared.as_deref(), rescued.as_deref()]);
        }
        Ok(())
    }

    /// The attributes of a row that the changed columns or the kept texts are about; none when there are none.
    fn item(
        &self,
        batch: &RecordBatch,
        row: usize,
        undeclared: Option<&str>,
        rescued: Option<&str>,
    ) -> Result<Option<String>, &'static str> {
        let wanted = &self.changed.attributes;
        let mut declared = rebuild::declared(self.plan.definition(), batch, row, |name| {
            wanted.contains(name)
        });
        if declared.is_empty() && undeclared.is_none() && rescued.is_none() {
            return Ok(None);
        }
        let mut item = String::from("{");
        let mut push = |name: &str, value: &str| {
            let comma = if item.len() > 1 { "," } else { "" };
            item.push_str(&format!("{comma}{}:{value}", Value::from(name)));
        };
        let parse = |text: Option<&str>, column| match text {
            Some(text) => attributes(text)
                .map(|all| all.into_iter().map(|(n, v)| (n, v.to_string())).collect())
                .map_err(|_| column),
            None => Ok(Vec::new()),
        };
        let mut rescued: Vec<(String, String)> = parse(rescued, RESCUED)?;
        for (name, value) in parse(undeclared, UNDECLARED)? {
            // What stands alone is taken as it stands; what has parts in several places is put together.
            let more = rescued.iter().position(|(other, _)| *other == name);
            let base = declared.remove(&name);
            if more.is_none() && base.is_none() {
                push(&name, &value);
                continue;
            }
            let mut whole = base.unwrap_or_else(|| serde_json::json!({ "M": {} }));
            if let Some((_, value)) = more.map(|at| rescued.remove(at)) {
                rebuild::merge(
                    &mut whole,
                    serde_json::from_str(&value).map_err(|_| RESCUED)?,
                );
            }
            push(&name, &rebuild::overlay(&whole, &value));
        }
        for (name, value) in rescued {
            match declared.remove(&name) {
                None => push(&name, &value),
                Some(base) => push(&name, &rebuild::overlay(&base, &value)),
            }
        }
        for (name, value) in declared {
            push(&name, &value.to_string());
        }
        item.push('}');
        Ok(Some(item))
    }

    fn node(&self, name: &str) -> NodeId {
        let at = self.plan.nodes()[..self.plan.columns()]
            .iter()
            .position(|node| node.name == name);
        at.unwrap_or_default() as NodeId
    }

    /// False when no row changes, and every column has its type.
    fn changes(&self) -> bool {
        self.moved > 0 || !self.changed.retyped.is_empty() || self.new.rows() > 0
    }

    /// The rows so far, and none are left.
    fn take(&mut self) -> Columns {
        let kept = [UNDECLARED, RESCUED].map(|name| self.node(name));
        let mut columns = Columns::new(Arc::clone(&self.plan));
        let sources = [&self.old, &self.new];
        for column in 0..self.plan.columns() as NodeId {
            let changed = self.changed.columns.contains(&column) || kept.contains(&column);
            // What the row had no column for is taken, what it has stays.
            let from_new = |row: usize, new: u32| {
                let missing =
                    || !self.old.is_valid(column, row) && self.new.is_valid(column, new as usize);
                changed || (self.changed.mixed && missing())
            };
            let picks: Vec<Pick> = self
                .patched
                .iter()
                .enumerate()
                .map(|(row, patched)| match patched {
                    Some(new) if from_new(row, *new) => Pick {
                        source: 1,
                        row: *new,
                    },
                    _ => Pick {
                        source: 0,
                        row: row as u32,
                    },
                })
                .collect();
            gather_column(&sources, &picks, column, &mut columns);
        }
        columns.set_rows(self.patched.len());
        self.old = Columns::new(Arc::clone(&self.plan));
        self.new = Columns::new(Arc::clone(&self.plan));
        self.patched.clear();
        self.moved = 0;
        columns
    }
}

fn not_an_item(key: &str, column: &'static str) -> ObjectError {
    ObjectError::NotAnItem {
        key: key.into(),
        column,
    }
}
