//! Old rows by a newer definition: values move out of `undeclared` and `rescued` into the columns that they have by now.
//!
//! A row comes out as landing it by the newer definition would have made it. Only columns that are new, or have another type, are
//! filled; all other values are copied as they are. An object that was merged of rows of several definitions names none; there, columns
//! that are null are filled.
//!
//! Objects are rewritten one by one: the new object is published, then the old one deleted. Killed in between, both are there, and the
//! rows of that one object stand twice in the table of changes (the current-state view takes the newest change of a key, and does not
//! mind); the next run finds the new object there and deletes the old one. No row is ever missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{Array, AsArray};
use arrow::record_batch::RecordBatch;
use lakebed_record::definition::{CHANGE_COLUMNS, Column, RESCUED, TableDefinition, UNDECLARED};
use lakebed_record::flatten::{Flattener, Options};
use lakebed_record::item::attributes;
use lakebed_record::plan::{NodeId, Plan};
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_128;

use crate::columns::{Columns, Pick, gather_column, same_type};
use crate::definition_version;
use crate::land::{DEFINITION, ObjectFormat};
use crate::objects::{ObjectError, Open, as_landed, damaged, of_table};
use crate::rebuild;
use crate::replaced::{REFINE, Replacement};
use crate::schema::arrow_schema;
use crate::store::{LocalStore, Put, Store};

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
/// definition lacks: objects before it are done, that one and those after it are as they were.
pub fn refine(
    store: &LocalStore,
    plan: &Arc<Plan>,
    dry_run: bool,
    mut report: impl FnMut(Refined),
) -> Result<Refined, ObjectError> {
    let encode = |source| ObjectError::Encode {
        key: "a schema".into(),
        source,
    };
    let format = ObjectFormat::new(Arc::clone(plan)).map_err(encode)?;
    let table = plan.definition().changes_table();
    let _upkeep = (!dry_run)
        .then(|| store.upkeep(&table, "table refine"))
        .transpose()?;
    let version = definition_version(plan.definition());
    let mut done = Refined::default();
    for object in of_table(store, plan.definition())? {
        done.objects += 1;
        let open = Open::new(store, &object.key)?;
        if open.metadata(DEFINITION) != Some(&version)
            && let Some(rows) = Rows::read(open, plan)?
        {
            let (count, moved) = (rows.count, rows.moved);
            if !dry_run {
                replace(store, &format, &table, &object.key, rows)?;
            }
            done.rewritten += 1;
            done.rows += count;
            done.moved += moved;
        }
        report(done);
    }
    Ok(done)
}

/// Publishes the rows as an object beside the old one, and then deletes that.
fn replace(
    store: &dyn Store,
    format: &ObjectFormat,
    table: &str,
    key: &str,
    rows: Rows,
) -> Result<(), ObjectError> {
    let failed = |source| ObjectError::Encode {
        key: key.into(),
        source,
    };
    let count = rows.count;
    let bytes = format.whole(rows.columns).map_err(failed)?;
    let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = format!("{:032x}.parquet", xxh3_128(&bytes));
    let new = format!("{folder}/{name}");
    if new == key {
        return Ok(());
    }
    // Landing the same input by the older definition finds its rows, and who has merged the old object knows what became of it.
    Replacement {
        folder: folder.into(),
        reason: REFINE,
        gone: BTreeSet::from([key[folder.len() + 1..].to_string()]),
        new: vec![name],
        rows_before: count,
        rows_after: count,
    }
    .keep(store, table)?;
    // There already, it is what an earlier run published before it was stopped: whole, since objects are never half there.
    let (Put::Created | Put::Present) = store.put(&new, &bytes)?;
    store.delete(key)?;
    Ok(())
}

/// The rows of an object by the newer definition.
struct Rows {
    columns: Columns,
    count: u64,
    moved: u64,
}

impl Rows {
    /// None when the object is fine as it is.
    fn read(open: Open, plan: &Arc<Plan>) -> Result<Option<Self>, ObjectError> {
        let definition = plan.definition();
        let kept = !(open.is_empty(UNDECLARED) && open.is_empty(RESCUED));
        let mixed = open.metadata(DEFINITION).is_none();
        let Open { key, builder } = open;
        let reader = builder.build().map_err(|e| damaged(&key, e))?;
        let mut patcher = None;
        for batch in reader {
            let batch = batch.map_err(|e| damaged(&key, e.into()))?;
            let batch = as_landed(&batch).map_err(|e| damaged(&key, e.into()))?;
            if patcher.is_none() {
                let changed = changed_columns(definition, plan, &batch, &key, mixed)?;
                if !kept && changed.retyped.is_empty() && !changed.derived(definition, &batch) {
                    return Ok(None);
                }
                patcher = Some(Patcher::new(plan, changed));
            }
            if let Some(patcher) = &mut patcher {
                patcher.batch(&batch, &key)?;
            }
        }
        Ok(patcher.and_then(Patcher::finish))
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

    /// None when no row changes, and every column has its type.
    fn finish(self) -> Option<Rows> {
        if self.moved == 0 && self.changed.retyped.is_empty() && self.new.rows() == 0 {
            return None;
        }
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
        Some(Rows {
            columns,
            count: self.patched.len() as u64,
            moved: self.moved,
        })
    }
}

fn not_an_item(key: &str, column: &'static str) -> ObjectError {
    ObjectError::NotAnItem {
        key: key.into(),
        column,
    }
}
