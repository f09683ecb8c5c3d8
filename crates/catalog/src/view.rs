//! The view of the current state, as Athena keeps a view in Glue: SQL and Presto types in base64, Hive types beside them.

use std::collections::BTreeMap;

use lakebed_record::definition::{
    CHANGE_ID, CHANGE_SEQUENCE, CHANGE_TIME, CHANGE_TYPE, Kind, RESCUED, SchemaColumn,
    TableDefinition, UNDECLARED,
};
use lakebed_record::types::ColumnType;
use serde::{Deserialize, Serialize};

use crate::external;
use crate::model::{SerdeInfo, StorageDescriptor, TableInput, VIEW};

/// What stands in a view's `ViewOriginalText`, in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PrestoView {
    /// The view's SQL.
    pub original_sql: String,
    /// Catalog in which names of the SQL are looked up.
    pub catalog: String,
    /// Database in which names of the SQL are looked up.
    pub schema: String,
    /// Columns with Presto types.
    pub columns: Vec<ViewColumn>,
}

/// A column of a view as Presto names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewColumn {
    /// Lower-case name.
    pub name: String,
    /// Presto type: `varchar`, `row("sku" varchar)`.
    #[serde(rename = "type")]
    pub ty: String,
}

/// Why a table is not a view that can be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// The text is not a Presto view.
    #[error(
        "`{view}` is not a Presto view: its ViewOriginalText should be `/* Presto View: <base64> */`"
    )]
    NotPresto {
        /// The view.
        view: String,
    },
    /// The text inside is not base64, or not JSON of the expected shape.
    #[error("the Presto view inside `{view}` cannot be read")]
    Broken {
        /// The view.
        view: String,
        /// What stands against it.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

const PREFIX: &str = "/* Presto View: ";
const SUFFIX: &str = " */";

impl PrestoView {
    /// Reads the view out of its table.
    ///
    /// # Errors
    /// The table is no view, or its text is not a Presto view.
    pub fn of(table: &TableInput) -> Result<Self, ViewError> {
        let view = || table.name.clone();
        let text = table.view_original_text.as_deref().unwrap_or_default();
        let encoded = text
            .strip_prefix(PREFIX)
            .and_then(|t| t.strip_suffix(SUFFIX))
            .ok_or_else(|| ViewError::NotPresto { view: view() })?;
        let json = base64_simd::STANDARD
            .decode_to_vec(encoded)
            .map_err(|error| ViewError::Broken {
                view: view(),
                source: Box::new(error),
            })?;
        serde_json::from_slice(&json).map_err(|error| ViewError::Broken {
            view: view(),
            source: Box::new(error),
        })
    }

    fn text(&self) -> String {
        // Strings alone: serializing them cannot fail.
        let json = serde_json::to_string(self).unwrap_or_default();
        format!(
            "{PREFIX}{}{SUFFIX}",
            base64_simd::STANDARD.encode_to_string(json)
        )
    }
}

/// The view `<name>`: the current state of every key (entity), or every item once per day (event).
///
/// Its columns: the key, the other declared columns, the partition keys, `change_time`, `undeclared`, `rescued`. `database` is
/// where the view and its table are.
#[must_use]
pub fn view_input(definition: &TableDefinition, database: &str) -> TableInput {
    view_over(definition, database, &definition.changes_table())
}

/// The same view over another table or view with the columns of the table of changes.
pub(crate) fn view_over(definition: &TableDefinition, database: &str, changes: &str) -> TableInput {
    let columns = view_columns(definition);
    virtual_view(
        definition.name.clone(),
        definition.description.clone(),
        sql(definition, &columns, changes),
        &columns,
        database,
    )
}

/// A view as Athena keeps it in Glue.
pub(crate) fn virtual_view(
    name: String,
    description: Option<String>,
    sql: String,
    columns: &[SchemaColumn],
    database: &str,
) -> TableInput {
    let view = PrestoView {
        original_sql: sql,
        catalog: "awsdatacatalog".into(),
        schema: database.into(),
        columns: columns
            .iter()
            .map(|c| ViewColumn {
                name: c.name.clone(),
                ty: presto_type(&c.ty),
            })
            .collect(),
    };
    TableInput {
        name,
        description,
        table_type: VIEW.into(),
        // Trino takes a table for a view by both of them.
        parameters: BTreeMap::from([
            ("presto_view".into(), "true".into()),
            ("comment".into(), "Presto View".into()),
        ]),
        storage_descriptor: StorageDescriptor {
            columns: columns.iter().map(external::column).collect(),
            serde_info: SerdeInfo::default(),
            ..StorageDescriptor::default()
        },
        view_original_text: Some(view.text()),
        view_expanded_text: Some("/* Presto View */".into()),
        ..TableInput::default()
    }
}

/// Columns of the view of the current state, in order.
pub(crate) fn view_columns(definition: &TableDefinition) -> Vec<SchemaColumn> {
    let mut files = definition.file_schema();
    let mut take = |name: &str| {
        files
            .iter()
            .position(|c| c.name == name)
            .map(|at| files.remove(at))
    };
    let keys: Vec<_> = definition
        .primary_key
        .iter()
        .filter_map(|name| take(name))
        .collect();
    let time = take(CHANGE_TIME);
    let kept = [take(UNDECLARED), take(RESCUED)];
    let declared = files
        .into_iter()
        .filter(|c| definition.column(&c.name).is_some());
    keys.into_iter()
        .chain(declared)
        .chain(definition.partition_schema())
        .chain(time)
        .chain(kept.into_iter().flatten())
        .collect()
}

/// `ORDER BY …`, the newest change first: the order of changes of docs/definitions.md. The sequence is text of one width, and the id settles
/// what it leaves open, so that every engine picks the same change.
pub(crate) fn changes_in_order() -> String {
    format!(
        "ORDER BY date_trunc('second', {}) DESC NULLS LAST, {} DESC NULLS LAST, {} DESC NULLS LAST",
        quote(CHANGE_TIME),
        quote(CHANGE_SEQUENCE),
        quote(CHANGE_ID)
    )
}

/// Runs on Trino and DataFusion alike.
fn sql(definition: &TableDefinition, columns: &[SchemaColumn], changes: &str) -> String {
    let rank = free_name(columns, "change_rank");
    let names =
        |names: &mut dyn Iterator<Item = &str>| names.map(quote).collect::<Vec<_>>().join(", ");
    let selected = names(&mut columns.iter().map(|c| c.name.as_str()));
    let keys = names(&mut definition.primary_key.iter().map(String::as_str));
    let (partition, inner, outer) = match definition.kind {
        Kind::Entity => (
            keys,
            String::new(),
            format!(" AND {} <> 'remove'", quote(CHANGE_TYPE)),
        ),
        // Within a day, so that a filter on dt reaches the partitions.
        Kind::Event => (
            format!("\"dt\", {keys}"),
            format!("\n  WHERE {} = 'insert'", quote(CHANGE_TYPE)),
            String::new(),
        ),
    };
    format!(
        "SELECT {selected}\nFROM (\n  SELECT *, row_number() OVER (PARTITION BY {partition} {}) AS {rank}\n  \
         FROM {}{inner}\n) AS \"changes\"\nWHERE {rank} = 1{outer}",
        changes_in_order(),
        quote(changes),
        rank = quote(&rank),
    )
}

pub(crate) fn free_name(columns: &[SchemaColumn], wanted: &str) -> String {
    let mut name = wanted.to_string();
    while columns.iter().any(|c| c.name == name) {
        name.push('_');
    }
    name
}

/// A name as Presto quotes it.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The type as Presto and Trino name it: `string` is `varchar`, a struct is a `row`.
#[must_use]
pub fn presto_type(ty: &ColumnType) -> String {
    match ty {
        ColumnType::String | ColumnType::Json | ColumnType::Dynamodb => "varchar".into(),
        ColumnType::Int => "integer".into(),
        ColumnType::Float => "real".into(),
        ColumnType::Timestamp => "timestamp(3)".into(),
        ColumnType::Binary => "varbinary".into(),
        ColumnType::Array(element) => format!("array({})", presto_type(element)),
        ColumnType::Map(value) => format!("map(varchar, {})", presto_type(value)),
        ColumnType::Struct(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|f| format!("{} {}", quote(&f.name), presto_type(&f.ty)))
                .collect();
            format!("row({})", fields.join(", "))
        }
        same @ (ColumnType::Boolean
        | ColumnType::Bigint
        | ColumnType::Double
        | ColumnType::Decimal { .. }
        | ColumnType::Date) => same.to_string(),
    }
}
