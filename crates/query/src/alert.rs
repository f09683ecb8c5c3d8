//! Alerts: a saved query says in its header when its rows are an alarm.
//!
//! `-- alert: when rows > 0` counts the rows of the result. `-- alert: when percent < 99.5` looks at the column `percent` of every
//! row; the rows in which it holds have fired. Numbers are compared exactly; NULL and NaN never fire.

use std::cmp::Ordering;
use std::fmt;

use datafusion::arrow::array::cast::AsArray;
use datafusion::arrow::array::types::*;
use datafusion::arrow::array::{Array, BooleanArray};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::{DataType, Schema, i256};
use datafusion::arrow::record_batch::RecordBatch;

use crate::problem::QueryError;
use crate::saved::is_name;

/// When a query's rows are an alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What is compared.
    pub subject: Subject,
    comparison: Comparison,
    threshold: Decimal,
    /// Line of the declaration, from 1.
    pub line: usize,
}

/// What an alert compares with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// `rows`: how many rows the result has.
    Rows,
    /// A column of the result, in each row.
    Column(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// An exact number: `unscaled` / 10^`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decimal {
    unscaled: i128,
    scale: i32,
}

const OPERATORS: [(&str, Comparison); 7] = [
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<>", Comparison::NotEqual),
    ("!=", Comparison::NotEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
    ("=", Comparison::Equal),
];
const EXAMPLE: &str =
    "write -- alert: when rows > 0, or a column of the result: when percent < 99.5";

impl Alert {
    /// Reads what stands behind `alert:`.
    ///
    /// # Errors
    /// What is wrong, and what to write.
    pub(crate) fn parse(text: &str, line: usize) -> Result<Self, (String, String)> {
        let wrong = |message: String| (message, EXAMPLE.to_string());
        let condition = text
            .strip_prefix("when")
            .filter(|rest| rest.starts_with(char::is_whitespace))
            .ok_or_else(|| wrong("an alert begins with `when`".into()))?
            .trim();
        let name_end = condition
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(condition.len());
        let (name, rest) = condition.split_at(name_end);
        if !is_name(name) {
            return Err(wrong(
                "an alert compares `rows` or a column of a-z 0-9 _".into(),
            ));
        }
        let rest = rest.trim_start();
        let (number, comparison) = OPERATORS
            .iter()
            .find_map(|(text, comparison)| Some((rest.strip_prefix(text)?, *comparison)))
            .ok_or_else(|| wrong(format!("`{name}` is not followed by < <= > >= = or <>")))?;
        let threshold = Decimal::parse(number.trim()).ok_or_else(|| {
            wrong(format!(
                "`{}` is not a number of at most 38 digits",
                number.trim()
            ))
        })?;
        Ok(Self {
            subject: match name {
                "rows" => Subject::Rows,
                column => Subject::Column(column.into()),
            },
            comparison,
            threshold,
            line,
        })
    }

    /// Whether a result of `schema` can be held against the alert.
    ///
    /// # Errors
    /// [`QueryError::Result`]: there is no such column, several, or its values are no numbers.
    pub fn fits(&self, schema: &Schema) -> Result<(), QueryError> {
        self.column(schema).map(|_| ())
    }

    /// Index of the column that is compared; none for the number of rows.
    fn column(&self, schema: &Schema) -> Result<Option<usize>, QueryError> {
        let Subject::Column(name) = &self.subject else {
            return Ok(None);
        };
        let fields = || schema.fields().iter().enumerate();
        let found: Vec<_> = fields().filter(|(_, f)| f.name() == name).collect();
        match found[..] {
            [(index, field)] if is_comparable(field.data_type()) => Ok(Some(index)),
            [(_, field)] => Err(QueryError::Result {
                message: format!(
                    "the alert compares column `{name}`, which holds no numbers ({})",
                    field.data_type()
                ),
                hint: "name a column of numbers".into(),
            }),
            [] => {
                let names: Vec<_> = fields().map(|(_, f)| f.name().as_str()).collect();
                Err(QueryError::Result {
                    message: format!(
                        "the alert compares column `{name}`, which the result does not have"
                    ),
                    hint: format!(
                        "it has {}; `rows` is how many rows there are",
                        names.join(", ")
                    ),
                })
            }
            _ => Err(QueryError::Result {
                message: format!("the alert compares column `{name}`, which the result has twice"),
                hint: "rename one of them with AS".into(),
            }),
        }
    }

    fn holds(&self, ordering: Ordering) -> bool {
        match self.comparison {
            Comparison::Less => ordering.is_lt(),
            Comparison::LessOrEqual => ordering.is_le(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterOrEqual => ordering.is_ge(),
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
        }
    }

    fn holds_in(&self, column: &dyn Array, row: usize) -> bool {
        if column.is_null(row) {
            return false;
        }
        let ordering = match number(column, row) {
            Some(Number::Exact(value)) => Some(value.compare(self.threshold)),
            Some(Number::Float(value)) => value.partial_cmp(&self.threshold.as_f64()),
            None => None,
        };
        ordering.is_some_and(|ordering| self.holds(ordering))
    }
}

/// The condition as it is written: `rows > 0`.
impl fmt::Display for Alert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = match &self.subject {
            Subject::Rows => "rows",
            Subject::Column(name) => name,
        };
        let operator = OPERATORS.iter().find(|(_, c)| *c == self.comparison);
        let operator = operator.map_or("", |(text, _)| *text);
        write!(f, "{subject} {operator} {}", self.threshold)
    }
}

/// Holds the rows of a result against an alert, as they come.
pub struct Watch<'a> {
    alert: &'a Alert,
    column: Option<usize>,
    most: usize,
    verdict: Verdict,
}

/// What came of an alert.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// True when it fires.
    pub fires: bool,
    /// Rows of the result.
    pub rows: u64,
    /// Rows that fired it: those in which the column's condition holds, or all.
    pub fired: u64,
    /// The first of these rows.
    pub sample: Vec<RecordBatch>,
}

impl<'a> Watch<'a> {
    /// Begins; keeps `most` of the rows that fire.
    ///
    /// # Errors
    /// Those of [`Alert::fits`].
    pub fn new(alert: &'a Alert, schema: &Schema, most: usize) -> Result<Self, QueryError> {
        Ok(Self {
            alert,
            column: alert.column(schema)?,
            most,
            verdict: Verdict::default(),
        })
    }

    /// Looks at the rows of a batch.
    ///
    /// # Errors
    /// [`QueryError::Engine`] when the batch is not of the schema.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), QueryError> {
        self.verdict.rows += batch.num_rows() as u64;
        let fired = match self.column {
            None => batch.clone(),
            Some(column) => {
                let column = batch.column(column);
                let holds: BooleanArray = (0..batch.num_rows())
                    .map(|row| Some(self.alert.holds_in(column, row)))
                    .collect();
                filter_record_batch(batch, &holds)
                    .map_err(|error| QueryError::Engine(error.to_string()))?
            }
        };
        self.verdict.fired += fired.num_rows() as u64;
        let kept = fired.num_rows().min(self.most);
        if kept > 0 {
            self.most -= kept;
            self.verdict.sample.push(fired.slice(0, kept));
        }
        Ok(())
    }

    /// All rows have come.
    #[must_use]
    pub fn finish(self) -> Verdict {
        let Self { alert, verdict, .. } = self;
        let fires = match alert.subject {
            Subject::Rows => {
                let rows = Decimal {
                    unscaled: i128::from(verdict.rows),
                    scale: 0,
                };
                alert.holds(rows.compare(alert.threshold))
            }
            Subject::Column(_) => verdict.fired > 0,
        };
        Verdict { fires, ..verdict }
    }
}

enum Number {
    Exact(Decimal),
    Float(f64),
}

fn is_comparable(ty: &DataType) -> bool {
    ty.is_integer() || ty.is_floating() || matches!(ty, DataType::Decimal128(..))
}

fn number(column: &dyn Array, row: usize) -> Option<Number> {
    let whole = |value: i128| {
        Some(Number::Exact(Decimal {
            unscaled: value,
            scale: 0,
        }))
    };
    match column.data_type() {
        DataType::Int8 => whole(column.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => whole(column.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => whole(column.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => whole(column.as_primitive::<Int64Type>().value(row).into()),
        DataType::UInt8 => whole(column.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => whole(column.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => whole(column.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => whole(column.as_primitive::<UInt64Type>().value(row).into()),
        DataType::Float32 => {
            let value = column.as_primitive::<Float32Type>().value(row);
            Some(Number::Float(value.into()))
        }
        DataType::Float64 => Some(Number::Float(
            column.as_primitive::<Float64Type>().value(row),
        )),
        DataType::Decimal128(_, scale) => Some(Number::Exact(Decimal {
            unscaled: column.as_primitive::<Decimal128Type>().value(row),
            scale: i32::from(*scale),
        })),
        _ => None,
    }
}

impl Decimal {
    /// `-12.50`; none for other texts, and for more than 38 digits.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let legal = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let count = whole.len() + fraction.len();
        if !(1..=38).contains(&count) || !legal(whole) || !legal(fraction) {
            return None;
        }
        let unscaled: i128 = format!("{whole}{fraction}").parse().ok()?;
        Some(Self {
            unscaled: if text.starts_with('-') {
                -unscaled
            } else {
                unscaled
            },
            scale: i32::try_from(fraction.len()).ok()?,
        })
    }

    /// Exact: 38 digits moved by 38 places fit 256 bits.
    fn compare(self, other: Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let at = |number: Self| {
            let ten = i256::from_i128(10);
            (number.scale..scale).fold(i256::from_i128(number.unscaled), |n, _| n.wrapping_mul(ten))
        };
        at(self).cmp(&at(other))
    }

    fn as_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        crate::calendar::write_decimal(&mut text, &self.unscaled.to_string(), self.scale);
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, Decimal128Array, Float64Array, Int64Array};

    use super::*;

    fn verdict(alert: &str, column: ArrayRef) -> (bool, u64) {
        let alert = Alert::parse(alert, 1).unwrap();
        let batch = RecordBatch::try_from_iter([("value", column)]).unwrap();
        let mut watch = Watch::new(&alert, &batch.schema(), 10).unwrap();
        watch.push(&batch).unwrap();
        let verdict = watch.finish();
        (verdict.fires, verdict.fired)
    }

    #[test]
    fn rows_and_values_are_compared_exactly() {
        let whole = || Arc::new(Int64Array::from(vec![Some(1), None, Some(i64::MAX)])) as ArrayRef;
        assert_eq!(verdict("when rows > 2", whole()), (true, 3));
        assert_eq!(verdict("when rows > 3", whole()), (false, 3));
        assert_eq!(verdict("when rows <> 3", whole()), (false, 3));
        assert_eq!(verdict("when value < 1.5", whole()), (true, 1));
        assert_eq!(verdict("when value <= 0", whole()), (false, 0));
        assert_eq!(
            verdict("when value > 9223372036854775806.9", whole()),
            (true, 1)
        );
        assert_eq!(
            verdict("when value > 9223372036854775807", whole()),
            (false, 0)
        );
        let digits = 12_345_678_901_234_567_890_123_456_789_012_345_678;
        let decimal = Decimal128Array::from(vec![digits])
            .with_precision_and_scale(38, 37)
            .unwrap();
        let decimal = Arc::new(decimal) as ArrayRef;
        let same = "when value = 1.2345678901234567890123456789012345678";
        assert_eq!(verdict(same, decimal.clone()), (true, 1));
        assert_eq!(
            verdict(
                "when value < 99999999999999999999999999999999999999",
                decimal.clone()
            ),
            (true, 1)
        );
        assert_eq!(verdict("when value > -0.1", decimal), (true, 1));
        let floats = Arc::new(Float64Array::from(vec![f64::NAN, 0.5, f64::INFINITY])) as ArrayRef;
        assert_eq!(verdict("when value >= 0.5", floats.clone()), (true, 2));
        assert_eq!(verdict("when value < 0.5", floats), (false, 0));
    }

    #[test]
    fn no_rows_fire_only_what_counts_them() {
        let none = || Arc::new(Int64Array::from(Vec::<i64>::new())) as ArrayRef;
        assert_eq!(verdict("when rows < 1", none()), (true, 0));
        assert_eq!(verdict("when value <> 0", none()), (false, 0));
    }

    #[test]
    fn what_is_no_condition_is_told() {
        for (text, expected) in [
            ("rows > 0", "an alert begins with `when`"),
            ("whenever > 0", "an alert begins with `when`"),
            (
                "when > 0",
                "an alert compares `rows` or a column of a-z 0-9 _",
            ),
            (
                "when Rows > 0",
                "an alert compares `rows` or a column of a-z 0-9 _",
            ),
            ("when rows", "`rows` is not followed by < <= > >= = or <>"),
            (
                "when rows ~ 1",
                "`rows` is not followed by < <= > >= = or <>",
            ),
            (
                "when rows > many",
                "`many` is not a number of at most 38 digits",
            ),
            (
                "when rows > 1e3",
                "`1e3` is not a number of at most 38 digits",
            ),
            ("when rows >", "`` is not a number of at most 38 digits"),
            (
                "when rows > 0 or value > 1",
                "`0 or value > 1` is not a number of at most 38 digits",
            ),
        ] {
            assert_eq!(Alert::parse(text, 1).unwrap_err().0, expected, "{text}");
        }
        for text in ["rows > 0", "value <= -12.50", "value <> 0.1"] {
            let alert = Alert::parse(&format!("when {text}"), 1).unwrap();
            assert_eq!(alert.to_string(), text.replace("!=", "<>"));
        }
    }
}
