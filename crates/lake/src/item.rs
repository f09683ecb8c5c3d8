//! One item out of the lake: as it is, or as it was, in DynamoDB JSON. What each column type gives back is in [`crate::rebuild`].

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Scalar, TimestampMillisecondArray};
use arrow::compute::and;
use arrow::compute::kernels::cmp::{eq, gt_eq, lt_eq};
use arrow::datatypes::TimestampMillisecondType;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use lakebed_record::definition::{
    CHANGE_ID, CHANGE_SEQUENCE, CHANGE_TIME, CHANGE_TYPE, Column, Kind, RESCUED, TableDefinition,
    UNDECLARED,
};
use lakebed_record::flatten::{Flattener, Options};
use lakebed_record::layout::{NONE, OTHER};
use lakebed_record::plan::{NodeId, Plan};
use lakebed_record::types::ColumnType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::statistics::StatisticsConverter;
use parquet::arrow::arrow_reader::{ArrowPredicateFn, RowFilter};
use serde_json::{Map, Value, json};

use crate::columns::{Columns, into_array};
use crate::objects::{ObjectError, Open, as_landed, damaged, of_table};
use crate::rebuild::{self, Item};
use crate::schema::arrow_schema;
use crate::store::{Store, StoreErrorKind};

/// What there is of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The item.
    Item {
        /// DynamoDB JSON on one line: `{"OrderID":{"S":"o-17"},…}`.
        json: String,
        /// When it became what it is: milliseconds since the epoch.
        since_millis: i64,
        /// Attributes whose columns do not tell everything, each with the reason; their form is the likeliest.
        inexact: Vec<(String, &'static str)>,
    },
    /// It was removed, and is not there.
    Removed {
        /// When, in milliseconds since the epoch.
        at_millis: i64,
    },
    /// No change of it is in the lake, or none that early.
    Absent,
}

/// A key that is looked for.
#[derive(Debug, Clone)]
pub struct Key {
    /// An array of one value for each key column.
    values: Vec<ArrayRef>,
}

impl Key {
    /// A key from the texts of its columns' values, partition key first; binary as base64. Or from one text that is the key in
    /// DynamoDB JSON: `{"OrderID":{"S":"o-17"}}`.
    ///
    /// # Errors
    /// The name of the key column whose value is missing, too many, or not of its type.
    pub fn parse(plan: &Arc<Plan>, texts: &[String]) -> Result<Self, String> {
        let definition = plan.definition();
        let columns: Vec<&Column> = definition
            .primary_key
            .iter()
            .filter_map(|name| definition.column(name))
            .collect();
        let item = match texts {
            [json] if json.trim_start().starts_with('{') => json.clone(),
            texts => {
                if let Some(missing) = columns.get(texts.len()) {
                    return Err(missing.name.clone());
                }
                if texts.len() > columns.len() {
                    return Err(definition.primary_key.join(", "));
                }
                let attribute = |(column, text): (&&Column, &String)| {
                    (column.from[0].clone(), json!({ tag(column, text): text }))
                };
                Value::from(
                    columns
                        .iter()
                        .zip(texts)
                        .map(attribute)
                        .collect::<Map<_, _>>(),
                )
                .to_string()
            }
        };
        let mut rows = Columns::new(Arc::clone(plan));
        let first = || columns.first().map(|c| c.name.clone()).unwrap_or_default();
        Flattener::new(Arc::clone(plan), Options::default())
            .flatten_item(&item, &mut rows)
            .map_err(|_| first())?;
        let schema = arrow_schema(plan);
        let mut values = Vec::new();
        for column in columns {
            let Some((at, field)) = schema.fields().find(&column.name) else {
                return Err(column.name.clone());
            };
            let array =
                into_array(&mut rows, at as NodeId, field).map_err(|_| column.name.clone())?;
            if array.is_null(0) {
                return Err(column.name.clone());
            }
            values.push(array);
        }
        Ok(Self { values })
    }
}

fn tag(column: &Column, text: &str) -> &'static str {
    match column.ty {
        ColumnType::Int | ColumnType::Bigint | ColumnType::Decimal { .. } => "N",
        ColumnType::Timestamp if column.unit.is_some() && text.parse::<f64>().is_ok() => "N",
        ColumnType::Binary => "B",
        _ => "S",
    }
}

/// Objects may be rewritten while they are read: then the look-up begins again.
const TRIES: usize = 4;

/// Looks an item up: its newest change, or its newest of those up to `as_of_millis`.
///
/// # Errors
/// A lake that cannot be read, or an object that is damaged.
pub fn item(
    store: &dyn Store,
    definition: &TableDefinition,
    key: &Key,
    as_of_millis: Option<i64>,
) -> Result<Found, ObjectError> {
    let mut tries = 1;
    loop {
        match look_up(store, definition, key, as_of_millis) {
            Err(ObjectError::Store(error))
                if error.kind() == StoreErrorKind::Missing && tries < TRIES =>
            {
                tries += 1;
            }
            found => return found,
        }
    }
}

fn look_up(
    store: &dyn Store,
    definition: &TableDefinition,
    key: &Key,
    as_of_millis: Option<i64>,
) -> Result<Found, ObjectError> {
    let mut newest: Option<Change> = None;
    let last_day =
        as_of_millis.map(|millis| lakebed_record::time::iso_text(millis)[..10].to_string());
    for object in of_table(store, definition)? {
        let day = object
            .key
            .split('/')
            .find_map(|part| part.strip_prefix("dt="));
        if last_day
            .as_deref()
            .is_some_and(|last| day.is_some_and(|day| day > last))
        {
            continue;
        }
        for batch in matching(
            Open::new(store, &object.key)?,
            definition,
            key,
            as_of_millis,
        )? {
            for row in 0..batch.num_rows() {
                let change = Change {
                    batch: batch.slice(row, 1),
                    object: object.key.clone(),
                };
                if definition.kind == Kind::Event && change.text(CHANGE_TYPE) != "insert" {
                    continue;
                }
                if newest
                    .as_ref()
                    .is_none_or(|newest| change.order() > newest.order())
                {
                    newest = Some(change);
                }
            }
        }
    }
    let Some(change) = newest else {
        return Ok(Found::Absent);
    };
    if change.text(CHANGE_TYPE) == "remove" {
        return Ok(Found::Removed {
            at_millis: change.time(),
        });
    }
    let attributes = change.item(definition);
    let json = Value::from(attributes.into_iter().collect::<Map<_, _>>()).to_string();
    Ok(Found::Item {
        json,
        since_millis: change.time(),
        inexact: change.inexact(definition),
    })
}

/// The rows of an object with the key, up to a time. Row groups whose statistics leave the key out are not read.
fn matching(
    open: Open,
    definition: &TableDefinition,
    key: &Key,
    as_of_millis: Option<i64>,
) -> Result<Vec<RecordBatch>, ObjectError> {
    let Open {
        key: object,
        builder,
    } = open;
    let failed = |source: ArrowError| damaged(&object, source.into());
    let mut groups: Vec<usize> = (0..builder.metadata().num_row_groups()).collect();
    for (name, value) in definition.primary_key.iter().zip(&key.values) {
        groups = may_hold(&builder, name, value, groups).map_err(|e| damaged(&object, e))?;
    }
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = definition.primary_key.clone();
    let wanted = names.iter().map(String::as_str).chain([CHANGE_TIME]);
    let mask = ProjectionMask::columns(builder.parquet_schema(), wanted);
    let values = key.values.clone();
    let predicate = ArrowPredicateFn::new(mask, move |batch| {
        let batch = as_landed(&batch)?;
        let mut rows = BooleanArray::from(vec![true; batch.num_rows()]);
        for (name, value) in names.iter().zip(&values) {
            rows = match batch.column_by_name(name) {
                Some(column) if column.data_type() == value.data_type() => {
                    and(&rows, &eq(column, &Scalar::new(value))?)?
                }
                _ => BooleanArray::from(vec![false; batch.num_rows()]),
            };
        }
        if let (Some(as_of), Some(times)) = (as_of_millis, batch.column_by_name(CHANGE_TIME)) {
            let as_of = TimestampMillisecondArray::from(vec![as_of]);
            rows = and(&rows, &lt_eq(times, &Scalar::new(&as_of))?)?;
        }
        Ok(rows)
    });
    let reader = builder
        .with_row_groups(groups)
        .with_row_filter(RowFilter::new(vec![Box::new(predicate)]))
        .build()
        .map_err(|e| damaged(&object, e))?;
    reader
        .map(|batch| as_landed(&batch.map_err(failed)?).map_err(failed))
        .collect()
}

/// Row groups whose smallest and largest value have the key's between them.
fn may_hold(
    builder: &parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder<bytes::Bytes>,
    column: &str,
    value: &ArrayRef,
    groups: Vec<usize>,
) -> Result<Vec<usize>, parquet::errors::ParquetError> {
    let Ok(statistics) =
        StatisticsConverter::try_new(column, builder.schema(), builder.parquet_schema())
    else {
        return Ok(groups); // not a column of this object, which the filter says
    };
    let metadata = builder.metadata();
    let chosen = || groups.iter().map(|group| metadata.row_group(*group));
    let (least, most) = (
        statistics.row_group_mins(chosen())?,
        statistics.row_group_maxes(chosen())?,
    );
    if least.data_type() != value.data_type() || groups.is_empty() {
        return Ok(groups);
    }
    let value = Scalar::new(value);
    let between = and(&lt_eq(&least, &value)?, &gt_eq(&most, &value)?)?;
    // Without statistics nothing is known.
    let may = |at: usize| between.is_null(at) || between.value(at);
    Ok(groups
        .iter()
        .enumerate()
        .filter(|(at, _)| may(*at))
        .map(|(_, group)| *group)
        .collect())
}

/// A row, and the object that it is in.
struct Change {
    batch: RecordBatch,
    object: String,
}

impl Change {
    fn text(&self, column: &str) -> &str {
        let array = self
            .batch
            .column_by_name(column)
            .and_then(|array| array.as_string_opt::<i32>());
        array
            .filter(|array| array.is_valid(0))
            .map(|array| array.value(0))
            .unwrap_or_default()
    }

    fn time(&self) -> i64 {
        let times = self.batch.column_by_name(CHANGE_TIME);
        let times = times.and_then(|array| array.as_primitive_opt::<TimestampMillisecondType>());
        times.map_or(0, |times| times.value(0))
    }

    /// Greater is newer: the order of changes in docs/definitions.md.
    fn order(&self) -> (i64, &str, &str) {
        let second = self.time().div_euclid(1000);
        (second, self.text(CHANGE_SEQUENCE), self.text(CHANGE_ID))
    }

    fn item(&self, definition: &TableDefinition) -> Item {
        let mut item = rebuild::declared(definition, &self.batch, 0, |_| true);
        for (column, value) in self.partitions(definition) {
            if ![NONE, OTHER].contains(&value) {
                rebuild::put(&mut item, &column.from, json!({ "S": value }));
            }
        }
        for kept in [UNDECLARED, RESCUED] {
            rebuild::add_kept(&mut item, self.text(kept));
        }
        item
    }

    /// Columns that are partitions, with their values, which are in the path.
    fn partitions<'a>(
        &'a self,
        definition: &'a TableDefinition,
    ) -> impl Iterator<Item = (&'a Column, &'a str)> {
        let columns = definition.columns.iter().enumerate();
        columns
            .filter(|(at, _)| definition.is_partition_column(*at))
            .filter_map(|(_, column)| {
                let value = self.object.split('/').find_map(|part| {
                    let (name, value) = part.split_once('=')?;
                    (name == column.name).then_some(value)
                });
                Some((column, value?))
            })
    }

    /// Attributes of this row that a column's type does not tell wholly, without those that an original stands beside.
    fn inexact(&self, definition: &TableDefinition) -> Vec<(String, &'static str)> {
        let mut found: Vec<(String, &'static str)> = Vec::new();
        for column in &definition.columns {
            let original = definition.columns.iter().any(|other| {
                other.ty == ColumnType::Dynamodb && column.from.starts_with(&other.from)
            });
            let there = self
                .batch
                .column_by_name(&column.name)
                .is_some_and(|array| array.is_valid(0));
            let kept = self
                .text(RESCUED)
                .contains(&Value::from(column.from[0].as_str()).to_string());
            let name = column.from.join(".");
            if let (false, true, false, Some(why)) =
                (original, there, kept, rebuild::inexact(&column.ty))
                && !found.iter().any(|(other, _)| *other == name)
            {
                found.push((name, why));
            }
        }
        found
    }
}
