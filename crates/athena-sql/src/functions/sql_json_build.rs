//! `json_object` and `json_array`: values put together as JSON text.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::cast::cast_array;
use crate::functions::cast::to_json;
use crate::functions::json_value::{self, Json};
use crate::functions::sql_json::{conversion_failed, read, returning_text};
use crate::json_syntax::Clauses;
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, VARCHAR, is_varchar};

pub(super) fn plan(call: &Call, clauses: &Clauses) -> Result<(Kernel, Vec<Expr>)> {
    let length = returning_text(call, clauses)?;
    let object = call.name == "json_object";
    let formats: Vec<bool> = clauses.all("member").map(|kind| kind == "json").collect();
    let width = if object { 2 } else { 1 };
    let mut args = Vec::with_capacity(call.args.len() - 1);
    for (i, kind) in call.types.iter().enumerate().skip(1) {
        let is_key = object && i % 2 == 1;
        let json = !is_key && formats.get((i - 1) / width) == Some(&true);
        if is_key || json {
            if !is_varchar(kind) {
                let what = if is_key { "a key" } else { "FORMAT JSON" };
                return Err(call.refuse(format!(
                    "{what} of {} takes varchar (actual: {})",
                    call.name,
                    types::display(kind)
                )));
            }
        } else if !fits(kind) {
            return Err(call.unsupported(format!(
                "a value of type {} in {} is not supported",
                types::display(kind),
                call.name
            )));
        }
        args.push(match kind {
            DataType::Null => call.arg(i, &VARCHAR)?,
            _ => call.args[i].clone(),
        });
    }
    // An object keeps NULLs unless told otherwise, an array drops them.
    let keep_nulls = match clauses.get("nulls") {
        Some(nulls) => nulls == "keep",
        None => object,
    };
    if clauses.get("unique").is_some() && formats.contains(&true) {
        return Err(call
            .unsupported("WITH UNIQUE KEYS is not supported beside FORMAT JSON")
            .hint("leave WITH UNIQUE KEYS out: one key twice is an error without it, too"));
    }
    let kernel = Kernel::new(call.name, VARCHAR, move |inputs| {
        let columns = columns(inputs, &formats, width)?;
        let mut texts = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let json = if object {
                members(&columns, row, keep_nulls)?
            } else {
                let mut items = Vec::with_capacity(columns.len());
                for column in &columns {
                    items.extend(column.value(row, keep_nulls)?);
                }
                Json::Array(items)
            };
            let text = json.to_exact_text();
            texts.push(match length {
                Some(length) => text.chars().take(length).collect(),
                None => text,
            });
        }
        Ok(Arc::new(StringArray::from(texts)) as ArrayRef)
    });
    Ok((kernel, args))
}

/// Values that JSON has, or whose text stands for them.
fn fits(kind: &DataType) -> bool {
    is_varchar(kind)
        || types::is_numeric(kind)
        || matches!(
            kind,
            DataType::Boolean | DataType::Null | DataType::Date32 | DataType::Timestamp(..)
        )
}

struct Column {
    array: ArrayRef,
    json: bool,
}

impl Column {
    fn value(&self, row: usize, keep_null: bool) -> Result<Option<Json>> {
        if self.array.is_null(row) {
            return Ok(keep_null.then_some(Json::Null));
        }
        if self.json {
            let text = self.array.as_string::<i32>().value(row);
            // Numbers of a text are doubles; decimals alone keep their digits.
            return read(text)
                .and_then(|json| json_value::parse(&json.to_text()))
                .map(Some)
                .ok_or_else(conversion_failed);
        }
        to_json(&self.array, row).map(Some)
    }
}

fn columns(inputs: &Inputs, formats: &[bool], width: usize) -> Result<Vec<Column>> {
    (0..inputs.args.len())
        .map(|i| {
            let is_key = width == 2 && i % 2 == 0;
            let array = inputs.array(i)?;
            // Dates and times are their text.
            let array = if types::is_numeric(array.data_type())
                || *array.data_type() == DataType::Boolean
            {
                array
            } else {
                cast_array(&array, &VARCHAR, None, false)?
            };
            Ok(Column {
                array,
                json: !is_key && formats.get(i / width) == Some(&true),
            })
        })
        .collect()
}

/// Without UNIQUE KEYS, too, one key twice is an error.
fn members(columns: &[Column], row: usize, keep_nulls: bool) -> Result<Json> {
    let mut fields: Vec<(String, Json)> = Vec::with_capacity(columns.len() / 2);
    for pair in columns.chunks(2) {
        let [key, value] = pair else { continue };
        if key.array.is_null(row) {
            return Err(SqlError::execution("a key of json_object is NULL"));
        }
        let key = key.array.as_string::<i32>().value(row);
        let Some(value) = value.value(row, keep_nulls)? else {
            continue;
        };
        if fields.iter().any(|(known, _)| known == key) {
            return Err(SqlError::execution("json_object is given one key twice")
                .hint("give each key once, or drop NULLs with ABSENT ON NULL"));
        }
        fields.push((key.to_owned(), value));
    }
    json_value::hash_order(&mut fields);
    Ok(Json::Object(fields))
}
