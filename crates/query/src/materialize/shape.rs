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
            let namesakes = result.fields().iter().filter(|f| f.name() == name).count();
            if !is_name(name) || namesakes > 1 {
                return Err(wrong(
                    format!("a table cannot have a column named `{name}`, or has it twice"),
                    "name the expression with AS; names are a-z 0-9 _",
                ));
            }
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
            return Err(wrong(
                "a table needs a column beside its partition".into(),
                "select one more",
            ));
        }
        let find = |what: &str, name: &String| {
            result
                .fields()
                .iter()
                .position(|f| f.name() == name)
                .ok_or_else(|| {
                    let names: Vec<_> = result.fields().iter().map(|f| f.name().as_str()).collect();
                    wrong(
                        format!("the result has no column `{name}`, which the {what} names"),
                        &format!("it has {}", names.join(", ")),
                    )
                })
        };
        let partition_at = target
            .partition
            .iter()
            .map(|name| find("partition", name))
            .collect::<Result<Vec<_>, _>>()?;
        for at in &partition_at {
            let field = result.field(*at);
            if !matches!(
                field.data_type(),
                DataType::Utf8 | DataType::Utf8View | DataType::LargeUtf8
            ) {
                return Err(wrong(
                    format!(
                        "partition column `{}` is not varchar ({})",
                        field.name(),
                        field.data_type()
                    ),
                    &format!("write CAST({0} AS varchar) AS {0}", field.name()),
                ));
            }
        }
        let key_at = target
            .key
            .iter()
            .map(|name| find("key", name))
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

fn wrong(message: String, hint: &str) -> QueryError {
    QueryError::Result {
        message,
        hint: hint.into(),
    }
}
