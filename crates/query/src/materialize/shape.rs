//! What a result must be to be kept in a table, and the types that its files hold.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use lakebed_catalog::Column;

use super::Materialize;
use crate::arrow_types;
use crate::problem::QueryError;
use crate::saved::is_name;

/// A table's columns, found in a result.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Columns of the files, as the catalog describes them.
    pub columns: Vec<Column>,
    /// Schema of the files.
    pub schema: SchemaRef,
    /// Where the files' columns are in the result.
    pub data: Vec<usize>,
    /// Names of the partition columns, in path order.
    pub partition: Vec<String>,
    /// Where they are in the result.
    pub partition_at: Vec<usize>,
    /// Where the key's columns are in the result.
    pub key_at: Vec<usize>,
}

impl Shape {
    /// # Errors
    /// [`QueryError::Result`]: see [`Materialize::fits`].
    pub fn new(target: &Materialize, result: &Schema) -> Result<Self, QueryError> {
        let mut columns = Vec::new();
        let mut fields = Vec::new();
        let mut data = Vec::new();
        for (at, field) in result.fields().iter().enumerate() {
            let name = field.name();
            named(name, result.fields().iter().map(|f| f.name().as_str()))?;
            if target.partition.contains(name) {
                continue;
            }
            let ty = arrow_types::column_type(field.data_type()).ok_or_else(|| {
                wrong(
                    format!(
                        "a table has no type for column `{name}` ({})",
                        field.data_type()
                    ),
                    "cast it: CAST(… AS timestamp), AS varchar …",
                )
            })?;
            columns.push(Column {
                name: name.clone(),
                ty: ty.glue(),
                ..Column::default()
            });
            fields.push(Field::new(name, arrow_types::arrow_type(&ty), true));
            data.push(at);
        }
        if data.is_empty() {
            return Err(no_data());
        }
        let names: Vec<_> = result.fields().iter().map(|f| f.name().as_str()).collect();
        let partition_at = target
            .partition
            .iter()
            .map(|name| find("partition", name, &names))
            .collect::<Result<Vec<_>, _>>()?;
        for at in &partition_at {
            let field = result.field(*at);
            if !matches!(
                field.data_type(),
                DataType::Utf8 | DataType::Utf8View | DataType::LargeUtf8
            ) {
                return Err(not_text(field.name(), field.data_type()));
            }
        }
        let key_at = target
            .key
            .iter()
            .map(|name| find("key", name, &names))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            columns,
            schema: Arc::new(Schema::new(fields)),
            data,
            partition: target.partition.clone(),
            partition_at,
            key_at,
        })
    }
}

/// A column has a name that a table may have, once.
pub(crate) fn named<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Result<(), QueryError> {
    if is_name(name) && all.filter(|other| *other == name).count() == 1 {
        return Ok(());
    }
    Err(wrong(
        format!("a table cannot have a column named `{name}`, or has it twice"),
        "name the expression with AS; names are a-z 0-9 _",
    ))
}

/// Where a column of the declaration is among those of the result.
pub(crate) fn find(what: &str, name: &str, names: &[&str]) -> Result<usize, QueryError> {
    names.iter().position(|n| *n == name).ok_or_else(|| {
        wrong(
            format!("the result has no column `{name}`, which the {what} names"),
            &format!("it has {}", names.join(", ")),
        )
    })
}

pub(crate) fn no_data() -> QueryError {
    wrong(
        "a table needs a column beside its partition".into(),
        "select one more",
    )
}

pub(crate) fn not_text(name: &str, ty: &dyn std::fmt::Display) -> QueryError {
    wrong(
        format!("partition column `{name}` is not varchar ({ty})"),
        &format!("write CAST({name} AS varchar) AS {name}"),
    )
}

fn wrong(message: String, hint: &str) -> QueryError {
    QueryError::Result {
        message,
        hint: hint.into(),
    }
}
