//! Rows of a result, typed.

use std::sync::Arc;

use aws_sdk_athena::types::{ColumnInfo, Row};
use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Float32Builder, Float64Builder,
    Int8Builder, Int16Builder, Int32Builder, Int64Builder, StringBuilder,
    TimestampMillisecondBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use datafusion::arrow::record_batch::{RecordBatch, RecordBatchOptions};
use futures::{StreamExt, stream};
use lakebed_aws::Failure;

use super::{AthenaEngine, Execution, object};
use crate::calendar;
use crate::engine::Answer;
use crate::problem::QueryError;

/// Rows in a page, Athena's limit.
const PAGE_ROWS: i32 = 1000;

impl AthenaEngine {
    /// The rows of a statement that succeeded. One page comes from the API; where there are more, all of them come from the object that
    /// Athena leaves in S3, and page by page where that may not be read, or results are managed by Athena.
    ///
    /// Arrays, maps, rows, JSON, binary and times with a zone come as Athena's text.
    ///
    /// # Errors
    /// Athena cannot be asked; a value that is not of its column's type.
    pub async fn answer(&self, execution: &Execution) -> Result<Answer, QueryError> {
        let first = self.page(execution.id.clone(), None).await?;
        let schema = Arc::new(schema(&first.columns));
        let names: Vec<_> = first.columns.iter().map(|c| c.name.clone()).collect();
        let skip = usize::from(
            execution.header && first.rows.first().is_some_and(|row| is_header(row, &names)),
        );
        if let (Some(_), true, Some(place)) = (&first.next, skip > 0, &execution.output)
            && let Ok(body) = self.objects.open(place).await
        {
            let batches = object::rows(body, place.to_string(), Arc::clone(&schema));
            return Ok(Answer { schema, batches });
        }
        let head = batch(&schema, first.rows.get(skip..).unwrap_or_default());
        let (engine, id, shape) = (self.clone(), execution.id.clone(), Arc::clone(&schema));
        let rest = stream::try_unfold(first.next, move |next| {
            let (engine, id, shape) = (engine.clone(), id.clone(), Arc::clone(&shape));
            async move {
                let Some(token) = next else { return Ok(None) };
                let page = engine.page(id, Some(token)).await?;
                Ok(Some((batch(&shape, &page.rows)?, page.next)))
            }
        });
        Ok(Answer {
            schema,
            batches: stream::iter([head]).chain(rest).boxed(),
        })
    }

    async fn page(&self, id: String, token: Option<String>) -> Result<Page, QueryError> {
        let sent = self
            .client
            .get_query_results()
            .query_execution_id(id)
            .max_results(PAGE_ROWS)
            .set_next_token(token)
            .send()
            .await;
        let answer =
            sent.map_err(|error| Failure::of("athena:GetQueryResults", &self.group(), &error))?;
        let set = answer.result_set;
        let columns = set.as_ref().and_then(|s| s.result_set_metadata.as_ref());
        Ok(Page {
            columns: columns
                .map(|m| m.column_info().to_vec())
                .unwrap_or_default(),
            rows: set.and_then(|s| s.rows).unwrap_or_default(),
            next: answer.next_token,
        })
    }
}

struct Page {
    columns: Vec<ColumnInfo>,
    rows: Vec<Row>,
    next: Option<String>,
}

fn is_header(row: &Row, names: &[String]) -> bool {
    let cells: Vec<_> = row
        .data()
        .iter()
        .map(|d| d.var_char_value().unwrap_or_default())
        .collect();
    cells == names.iter().map(String::as_str).collect::<Vec<_>>()
}

fn schema(columns: &[ColumnInfo]) -> Schema {
    let fields: Vec<_> = columns
        .iter()
        .map(|c| Field::new(&c.name, data_type(&c.r#type, c.precision, c.scale), true))
        .collect();
    Schema::new(fields)
}

fn data_type(name: &str, precision: i32, scale: i32) -> DataType {
    match name.to_ascii_lowercase().as_str() {
        "boolean" => DataType::Boolean,
        "tinyint" => DataType::Int8,
        "smallint" => DataType::Int16,
        "integer" | "int" => DataType::Int32,
        "bigint" => DataType::Int64,
        "real" | "float" => DataType::Float32,
        "double" => DataType::Float64,
        "date" => DataType::Date32,
        "timestamp" => DataType::Timestamp(TimeUnit::Millisecond, None),
        "decimal" => match (u8::try_from(precision), i8::try_from(scale)) {
            (Ok(precision @ 1..=38), Ok(scale)) if scale >= 0 => {
                DataType::Decimal128(precision, scale)
            }
            _ => DataType::Utf8,
        },
        _ => DataType::Utf8,
    }
}

fn batch(schema: &SchemaRef, rows: &[Row]) -> Result<RecordBatch, QueryError> {
    let cell = |row: &'_ Row, at: usize| {
        row.data()
            .get(at)
            .and_then(|d| d.var_char_value().map(String::from))
    };
    batch_of(schema, rows.len(), |row, at| cell(&rows[row], at))
}

/// A batch of `count` rows, whose cells are Athena's texts.
pub(super) fn batch_of(
    schema: &SchemaRef,
    count: usize,
    cell: impl Fn(usize, usize) -> Option<String>,
) -> Result<RecordBatch, QueryError> {
    let columns = schema
        .fields()
        .iter()
        .enumerate()
        .map(|(at, field)| column(field, (0..count).map(|row| cell(row, at))))
        .collect::<Result<Vec<_>, _>>()?;
    // A result without columns has rows all the same.
    let options = RecordBatchOptions::new().with_row_count(Some(count));
    RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options)
        .map_err(|error| QueryError::Engine(error.to_string()))
}

fn column(
    field: &Field,
    cells: impl Iterator<Item = Option<String>>,
) -> Result<ArrayRef, QueryError> {
    macro_rules! build {
        ($builder:expr, $parse:expr) => {{
            let mut builder = $builder;
            for cell in cells {
                // An empty text is no value of these types.
                match cell.filter(|text| !text.is_empty()) {
                    None => builder.append_null(),
                    Some(text) => builder.append_value($parse(&text).ok_or_else(|| unlike(field))?),
                }
            }
            Ok(Arc::new(builder.finish()) as ArrayRef)
        }};
    }
    match field.data_type() {
        DataType::Boolean => {
            build!(BooleanBuilder::new(), |t: &String| t
                .to_ascii_lowercase()
                .parse()
                .ok())
        }
        DataType::Int8 => build!(Int8Builder::new(), |t: &String| t.parse().ok()),
        DataType::Int16 => build!(Int16Builder::new(), |t: &String| t.parse().ok()),
        DataType::Int32 => build!(Int32Builder::new(), |t: &String| t.parse().ok()),
        DataType::Int64 => build!(Int64Builder::new(), |t: &String| t.parse().ok()),
        DataType::Float32 => build!(Float32Builder::new(), |t: &String| t.parse().ok()),
        DataType::Float64 => build!(Float64Builder::new(), |t: &String| t.parse().ok()),
        DataType::Date32 => build!(Date32Builder::new(), |t: &String| calendar::parse_date(t)),
        DataType::Timestamp(..) => {
            build!(TimestampMillisecondBuilder::new(), |t: &String| timestamp(
                t
            ))
        }
        DataType::Decimal128(precision, scale) => {
            let (precision, scale) = (*precision, *scale);
            let typed =
                Decimal128Builder::new().with_data_type(DataType::Decimal128(precision, scale));
            build!(typed, |t: &String| crate::value::decimal(
                t,
                precision,
                scale.unsigned_abs()
            ))
        }
        _ => {
            let mut builder = StringBuilder::new();
            cells.for_each(|cell| builder.append_option(cell));
            Ok(Arc::new(builder.finish()))
        }
    }
}

/// Athena answers milliseconds; finer digits of other implementations are cut, as landing cuts them.
fn timestamp(text: &str) -> Option<i64> {
    let cut = match text.split_once('.') {
        Some((whole, fraction)) if fraction.len() > 3 => format!("{whole}.{}", fraction.get(..3)?),
        _ => text.into(),
    };
    calendar::parse_timestamp(&cut)
}

fn unlike(field: &Field) -> QueryError {
    QueryError::Engine(format!(
        "column `{}` of the result holds a value that is no {}",
        field.name(),
        field.data_type()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ty: &str, precision: i32, scale: i32, cell: &str) -> Result<String, String> {
        let field = Field::new("c", data_type(ty, precision, scale), true);
        let array = column(&field, [Some(cell.to_string()), None].into_iter())
            .map_err(|e| e.to_string())?;
        assert!(datafusion::arrow::array::Array::is_null(&array, 1));
        datafusion::arrow::util::display::array_value_to_string(&array, 0)
            .map_err(|e| e.to_string())
    }

    #[test]
    fn cells_are_typed_and_exact() {
        let check = |ty, cell, expected: &str| {
            assert_eq!(
                shown(ty, 0, 0, cell).as_deref(),
                Ok(expected),
                "{ty} {cell}"
            )
        };
        check("boolean", "true", "true");
        check("tinyint", "-7", "-7");
        check("bigint", "9223372036854775807", "9223372036854775807");
        check("double", "1.0E10", "10000000000.0");
        check("double", "NaN", "NaN");
        check("date", "2026-11-20", "2026-11-20");
        check(
            "timestamp",
            "2026-11-20 07:30:00.125",
            "2026-11-20T07:30:00.125",
        );
        check(
            "timestamp",
            "2026-11-20 07:30:00.125999",
            "2026-11-20T07:30:00.125",
        );
        check("array", "[1, 2]", "[1, 2]");
        check("varchar", "", "");
        check(
            "timestamp with time zone",
            "2026-11-20 07:30:00.125 UTC",
            "2026-11-20 07:30:00.125 UTC",
        );
        assert_eq!(shown("decimal", 38, 2, "-0.05").as_deref(), Ok("-0.05"));
        let digits = "12345678901234567890123456789012345678";
        assert_eq!(shown("decimal", 38, 0, digits).as_deref(), Ok(digits));
    }

    #[test]
    fn what_is_no_value_of_its_type_is_told_without_it() {
        let error = shown("integer", 0, 0, "secret").unwrap_err();
        assert!(
            error.contains("column `c`") && !error.contains("secret"),
            "{error}"
        );
    }
}
