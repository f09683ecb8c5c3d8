//! What has to change in a catalog so that it says what the definitions say, and doing it.

use std::fmt;

use lakebed_record::types::ColumnType;

use crate::catalog::{Catalog, CatalogError, Expected, Result, Stored, Version};
use crate::external::OWN_COLUMNS;
use crate::model::{Column, TableInput};
use crate::view::PrestoView;

/// What has to happen to one table.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The catalog does not have it.
    Create(TableInput),
    /// The catalog has it otherwise.
    Update {
        /// The table as it will be: as desired, with what others added.
        table: TableInput,
        /// The version it replaces.
        version: Version,
        /// What differs, never empty.
        differences: Vec<Difference>,
    },
    /// Nothing to do.
    Unchanged(String),
}

/// One difference between a table as it is and as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// A new column.
    ColumnAdded {
        /// Name and Hive type.
        column: String,
        /// Hive type.
        ty: String,
    },
    /// A column that left the definition: breaking, its values are no longer seen.
    ColumnRemoved {
        /// Name.
        column: String,
        /// Hive type.
        ty: String,
    },
    /// Another type: breaking unless it is a wider one, since existing files hold the old one.
    TypeChanged {
        /// Name.
        column: String,
        /// Hive type now.
        from: String,
        /// Hive type to be.
        to: String,
    },
    /// Another comment.
    CommentChanged {
        /// Name.
        column: String,
    },
    /// The same columns in another order.
    ColumnsReordered,
    /// Other partition keys: breaking, existing files lie elsewhere.
    PartitionKeysChanged {
        /// Names and types now.
        from: String,
        /// Names and types to be.
        to: String,
    },
    /// A table property.
    Parameter {
        /// Key.
        key: String,
        /// Value now.
        from: Option<String>,
        /// Value to be.
        to: Option<String>,
    },
    /// Another folder: breaking, the old folder's rows are no longer seen.
    LocationChanged {
        /// Now.
        from: String,
        /// To be.
        to: String,
    },
    /// A table becomes a view or the other way round: breaking.
    KindChanged {
        /// Now.
        from: String,
        /// To be.
        to: String,
    },
    /// Another text of the view.
    ViewChanged,
    /// Another description.
    DescriptionChanged,
    /// Other classes that read and write the files.
    FormatChanged,
}

impl Difference {
    /// True when rows or values that are seen today may no longer be seen, or not be readable.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        use Difference::{
            ColumnRemoved, KindChanged, LocationChanged, PartitionKeysChanged, TypeChanged,
        };
        match self {
            TypeChanged { from, to, .. } => {
                match (ColumnType::parse(from), ColumnType::parse(to)) {
                    (Ok(from), Ok(to)) => !from.widens_to(&to),
                    _ => true,
                }
            }
            ColumnRemoved { .. }
            | PartitionKeysChanged { .. }
            | LocationChanged { .. }
            | KindChanged { .. } => true,
            _ => false,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ColumnAdded { column, ty } => write!(f, "+ column {column} {ty}"),
            Self::ColumnRemoved { column, ty } => write!(f, "- column {column} {ty}"),
            Self::TypeChanged { column, from, to } => write!(f, "~ column {column} {from} -> {to}"),
            Self::CommentChanged { column } => write!(f, "~ comment of column {column}"),
            Self::ColumnsReordered => f.write_str("~ order of the columns"),
            Self::PartitionKeysChanged { from, to } => write!(f, "~ partition keys {from} -> {to}"),
            Self::Parameter {
                key,
                from: None,
                to,
            } => write!(f, "+ parameter {key} = {}", to.as_deref().unwrap_or("")),
            Self::Parameter {
                key,
                from: Some(_),
                to: None,
            } => write!(f, "- parameter {key}"),
            Self::Parameter {
                key,
                from: Some(from),
                to: Some(to),
            } => write!(f, "~ parameter {key} = {from} -> {to}"),
            Self::LocationChanged { from, to } => write!(f, "~ location {from} -> {to}"),
            Self::KindChanged { from, to } => write!(f, "~ kind {from} -> {to}"),
            Self::ViewChanged => f.write_str("~ text of the view"),
            Self::DescriptionChanged => f.write_str("~ description"),
            Self::FormatChanged => f.write_str("~ file format"),
        }
    }
}

impl Change {
    /// Name of the table.
    #[must_use]
    pub fn table(&self) -> &str {
        match self {
            Self::Create(table) | Self::Update { table, .. } => &table.name,
            Self::Unchanged(name) => name,
        }
    }

    /// The differences that are breaking.
    #[must_use]
    pub fn breaking(&self) -> Vec<&Difference> {
        match self {
            Self::Update { differences, .. } => {
                differences.iter().filter(|d| d.is_breaking()).collect()
            }
            Self::Create(_) | Self::Unchanged(_) => Vec::new(),
        }
    }
}

/// Compares what a catalog holds with what it should hold: one change for each desired table, in their order.
///
/// Parameters, columns and fields that others added to a table stay; tables that nobody desires are left alone.
#[must_use]
pub fn plan(current: &[Stored], desired: &[TableInput]) -> Vec<Change> {
    let find = |name: &str| current.iter().find(|stored| stored.table.name == name);
    desired
        .iter()
        .map(|desired| match find(&desired.name) {
            None => Change::Create(desired.clone()),
            Some(stored) => update(stored, desired),
        })
        .collect()
}

/// Writes the changes and answers how many tables were written. Nothing is written when a change is breaking and
/// `allow_breaking` is false.
///
/// # Errors
/// A breaking change, a conflict with another writer (tables before it are written), or the catalog itself.
pub async fn apply<C: Catalog>(
    catalog: &C,
    database: &str,
    changes: &[Change],
    allow_breaking: bool,
) -> Result<usize> {
    for change in changes {
        let breaking = change.breaking();
        if !breaking.is_empty() && !allow_breaking {
            let differences: Vec<_> = breaking.iter().map(ToString::to_string).collect();
            return Err(CatalogError::Breaking {
                table: change.table().into(),
                differences: differences.join("; "),
            });
        }
    }
    catalog.create_database(database).await?;
    let mut written = 0;
    for change in changes {
        match change {
            Change::Create(table) => {
                catalog
                    .put_table(database, table, &Expected::Absent)
                    .await?
            }
            Change::Update { table, version, .. } => {
                catalog
                    .put_table(database, table, &Expected::Version(version.clone()))
                    .await?
            }
            Change::Unchanged(_) => continue,
        };
        written += 1;
    }
    Ok(written)
}

fn update(stored: &Stored, desired: &TableInput) -> Change {
    let current = &stored.table;
    let mut differences = Vec::new();
    if current.table_type != desired.table_type {
        // Nothing of the old one has a meaning in the new one.
        differences.push(Difference::KindChanged {
            from: current.table_type.clone(),
            to: desired.table_type.clone(),
        });
        return Change::Update {
            table: desired.clone(),
            version: stored.version.clone(),
            differences,
        };
    }
    let mut table = desired.clone();
    table.rest.clone_from(&current.rest);
    table
        .storage_descriptor
        .rest
        .clone_from(&current.storage_descriptor.rest);
    table
        .storage_descriptor
        .serde_info
        .rest
        .clone_from(&current.storage_descriptor.serde_info.rest);
    table.storage_descriptor.columns = columns(current, desired, &mut differences);
    partition_keys(current, &mut table, &mut differences);
    table.parameters = current.parameters.clone();
    parameters(&mut table, desired, &mut differences);

    let (from, to) = (&current.storage_descriptor, &desired.storage_descriptor);
    if from.location != to.location {
        differences.push(Difference::LocationChanged {
            from: from.location.clone(),
            to: to.location.clone(),
        });
    }
    let format = |t: &TableInput| {
        let storage = &t.storage_descriptor;
        (
            storage.input_format.clone(),
            storage.output_format.clone(),
            storage.serde_info.serialization_library.clone(),
        )
    };
    let serde_kept = to
        .serde_info
        .parameters
        .iter()
        .all(|(k, v)| from.serde_info.parameters.get(k) == Some(v));
    table
        .storage_descriptor
        .serde_info
        .parameters
        .clone_from(&from.serde_info.parameters);
    table
        .storage_descriptor
        .serde_info
        .parameters
        .extend(to.serde_info.parameters.clone());
    if format(current) != format(desired) || !serde_kept {
        differences.push(Difference::FormatChanged);
    }
    if current.description != desired.description {
        differences.push(Difference::DescriptionChanged);
    }
    if !same_view(current, desired) {
        differences.push(Difference::ViewChanged);
    }
    if differences.is_empty() {
        Change::Unchanged(desired.name.clone())
    } else {
        Change::Update {
            table,
            version: stored.version.clone(),
            differences,
        }
    }
}

/// The desired columns in their order, then those that others added.
fn columns(
    current: &TableInput,
    desired: &TableInput,
    differences: &mut Vec<Difference>,
) -> Vec<Column> {
    let present = &current.storage_descriptor.columns;
    let mut columns = Vec::new();
    for column in &desired.storage_descriptor.columns {
        let mut column = column.clone();
        match present.iter().find(|c| c.name == column.name) {
            None => differences.push(Difference::ColumnAdded {
                column: column.name.clone(),
                ty: column.ty.clone(),
            }),
            Some(old) => {
                compare_column(old, &column, differences);
                column.rest.clone_from(&old.rest);
            }
        }
        columns.push(column);
    }
    let own: Vec<&str> = current
        .parameters
        .get(OWN_COLUMNS)
        .map(|names| names.split(',').collect())
        .unwrap_or_default();
    for old in present.iter().filter(|c| desired.column(&c.name).is_none()) {
        // A view is all ours.
        if current.is_view() || own.contains(&old.name.as_str()) {
            differences.push(Difference::ColumnRemoved {
                column: old.name.clone(),
                ty: old.ty.clone(),
            });
        } else {
            columns.push(old.clone());
        }
    }
    let order = |columns: &[Column], others: &[Column]| {
        let shared = |c: &&Column| others.iter().any(|o| o.name == c.name);
        columns
            .iter()
            .filter(shared)
            .map(|c| c.name.clone())
            .collect::<Vec<_>>()
    };
    if order(present, &columns) != order(&columns, present) {
        differences.push(Difference::ColumnsReordered);
    }
    columns
}

fn compare_column(old: &Column, new: &Column, differences: &mut Vec<Difference>) {
    if old.ty != new.ty {
        differences.push(Difference::TypeChanged {
            column: new.name.clone(),
            from: old.ty.clone(),
            to: new.ty.clone(),
        });
    }
    if old.comment != new.comment {
        differences.push(Difference::CommentChanged {
            column: new.name.clone(),
        });
    }
}

fn partition_keys(current: &TableInput, table: &mut TableInput, differences: &mut Vec<Difference>) {
    let shape = |columns: &[Column]| {
        let columns: Vec<_> = columns
            .iter()
            .map(|c| format!("{} {}", c.name, c.ty))
            .collect();
        format!("({})", columns.join(", "))
    };
    let (from, to) = (shape(&current.partition_keys), shape(&table.partition_keys));
    if from != to {
        differences.push(Difference::PartitionKeysChanged { from, to });
        return;
    }
    for (old, new) in current.partition_keys.iter().zip(&mut table.partition_keys) {
        compare_column(old, new, differences);
        new.rest.clone_from(&old.rest);
    }
}

/// `table` holds the current parameters and gets the desired ones; projection settings are all ours.
fn parameters(table: &mut TableInput, desired: &TableInput, differences: &mut Vec<Difference>) {
    let stale: Vec<_> = table
        .parameters
        .keys()
        .filter(|key| key.starts_with("projection.") && !desired.parameters.contains_key(*key))
        .cloned()
        .collect();
    for key in stale {
        let from = table.parameters.remove(&key);
        differences.push(Difference::Parameter {
            key,
            from,
            to: None,
        });
    }
    for (key, value) in &desired.parameters {
        let from = table.parameters.insert(key.clone(), value.clone());
        // What it says of the columns was said column by column.
        if from.as_ref() != Some(value) && (key != OWN_COLUMNS || differences.is_empty()) {
            differences.push(Difference::Parameter {
                key: key.clone(),
                from,
                to: Some(value.clone()),
            });
        }
    }
}

/// Athena may keep the same view with other spaces in its JSON.
fn same_view(current: &TableInput, desired: &TableInput) -> bool {
    if !desired.is_view() || current.view_original_text == desired.view_original_text {
        return true;
    }
    matches!((PrestoView::of(current), PrestoView::of(desired)), (Ok(a), Ok(b)) if a == b)
}
