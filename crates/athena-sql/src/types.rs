//! Trino's types and the Arrow types that carry them.
//!
//! | Trino | Arrow |
//! |---|---|
//! | boolean, tinyint, smallint, integer, bigint, real, double | Boolean, Int8, Int16, Int32, Int64, Float32, Float64 |
//! | decimal(p, s) | Decimal128 |
//! | varchar, varchar(n) | Utf8 |
//! | varbinary | Binary |
//! | date | Date32 |
//! | time(0), time(3) | Time32(Second), Time32(Millisecond) |
//! | timestamp(0), (3), (6), (9), with time zone | Timestamp(Second, Millisecond, Microsecond, Nanosecond), with a zone |
//! | interval day to second, year to month | Duration(Millisecond), Interval(YearMonth) |
//! | the same of several zones, precision 0 or 3 | FixedSizeBinary(11), FixedSizeBinary(10) |
//! | uuid, ipaddress | FixedSizeBinary(16), FixedSizeBinary(17) |
//! | json | LargeUtf8: nothing else uses it, so the type survives every plan node |
//! | hyperloglog, tdigest | List of their hashes or values, with items of that name |
//! | array, map, row | List, Map, Struct (fields without a name are called field0, field1, …) |

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Fields, IntervalUnit, TimeUnit};

use crate::error::{ErrorKind, Result, SqlError};

/// The Arrow type that stands for Trino's json.
pub(crate) const JSON: DataType = DataType::LargeUtf8;
pub(crate) const UUID: DataType = DataType::FixedSizeBinary(16);
pub(crate) const IPADDRESS: DataType = DataType::FixedSizeBinary(17);
/// timestamp(3) with time zone, a zone for each row.
pub(crate) const ZONED: DataType = DataType::FixedSizeBinary(10);
/// timestamp(0) with time zone, a zone for each row.
pub(crate) const ZONED_SECONDS: DataType = DataType::FixedSizeBinary(11);
pub(crate) const VARCHAR: DataType = DataType::Utf8;
pub(crate) const TIMESTAMP: DataType = DataType::Timestamp(TimeUnit::Millisecond, None);
/// A time of day in milliseconds.
pub(crate) const TIME: DataType = DataType::Time32(TimeUnit::Millisecond);
pub(crate) const DAY_TO_SECOND: DataType = DataType::Duration(TimeUnit::Millisecond);
pub(crate) const YEAR_TO_MONTH: DataType = DataType::Interval(IntervalUnit::YearMonth);

pub(crate) fn timestamp_tz(zone: &str) -> DataType {
    DataType::Timestamp(TimeUnit::Millisecond, Some(zone.into()))
}

/// A parsed type: the Arrow type, and a length where the type cuts text to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SqlType {
    pub(crate) arrow: DataType,
    /// `varchar(n)`.
    pub(crate) length: Option<usize>,
}

pub(crate) fn array(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", item, true)))
}

pub(crate) fn map(key: DataType, value: DataType) -> DataType {
    let entries = Fields::from(vec![
        Field::new("key", key, false),
        Field::new("value", value, true),
    ]);
    DataType::Map(
        Arc::new(Field::new("entries", DataType::Struct(entries), false)),
        false,
    )
}

pub(crate) fn row(fields: Vec<(Option<String>, DataType)>) -> DataType {
    DataType::Struct(
        fields
            .into_iter()
            .enumerate()
            .map(|(i, (name, kind))| {
                Field::new(name.unwrap_or_else(|| format!("field{i}")), kind, true)
            })
            .collect(),
    )
}

pub(crate) fn is_varchar(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::Utf8View)
}

pub(crate) fn is_integer(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64
    )
}

pub(crate) fn is_decimal(kind: &DataType) -> bool {
    matches!(kind, DataType::Decimal128(..))
}

pub(crate) fn is_numeric(kind: &DataType) -> bool {
    is_integer(kind) || is_decimal(kind) || matches!(kind, DataType::Float32 | DataType::Float64)
}

pub(crate) fn is_timestamp(kind: &DataType) -> bool {
    matches!(kind, DataType::Timestamp(_, None))
}

pub(crate) fn is_timestamp_tz(kind: &DataType) -> bool {
    matches!(kind, DataType::Timestamp(_, Some(_)))
}

pub(crate) fn zone_of(kind: &DataType) -> Option<&str> {
    match kind {
        DataType::Timestamp(_, Some(zone)) => Some(zone),
        _ => None,
    }
}

/// Whether each row of a column of this type is a timestamp with a zone of its own.
pub fn is_zoned(kind: &DataType) -> bool {
    [ZONED, ZONED_SECONDS].contains(kind)
}

/// Timestamps of microseconds or nanoseconds.
pub(crate) fn is_fine(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Timestamp(TimeUnit::Microsecond | TimeUnit::Nanosecond, _)
    )
}

/// A timestamp type of the precision of `kind`.
pub(crate) fn timestamp_like(kind: &DataType, zone: Option<&str>) -> DataType {
    let unit = match kind {
        DataType::Timestamp(unit, _) => *unit,
        _ => TimeUnit::Millisecond,
    };
    DataType::Timestamp(unit, zone.map(Into::into))
}

/// Whether values have an order: json and maps have none, nor has what holds them.
pub(crate) fn is_orderable(kind: &DataType) -> bool {
    match kind {
        DataType::Map(..) => false,
        kind if *kind == JSON => false,
        DataType::Struct(fields) => fields.iter().all(|field| is_orderable(field.data_type())),
        kind => item_of(kind).is_none_or(is_orderable),
    }
}

/// The item type of an array.
pub(crate) fn item_of(kind: &DataType) -> Option<&DataType> {
    match kind {
        DataType::List(field) | DataType::LargeList(field) | DataType::FixedSizeList(field, _) => {
            Some(field.data_type())
        }
        _ => None,
    }
}

/// Sets of hashes, told from arrays by what their items are called.
pub(crate) fn hyperloglog() -> DataType {
    DataType::List(Arc::new(Field::new("hyperloglog", DataType::Int64, true)))
}

/// All values of a digest.
pub(crate) fn tdigest() -> DataType {
    DataType::List(Arc::new(Field::new("tdigest", DataType::Float64, true)))
}

pub(crate) fn is_sketch(kind: &DataType) -> bool {
    matches!(kind, DataType::List(item) if item.name() == "hyperloglog" || item.name() == "tdigest")
}

/// The key and value types of a map.
pub(crate) fn entries_of(kind: &DataType) -> Option<(&DataType, &DataType)> {
    let DataType::Map(entries, _) = kind else {
        return None;
    };
    let DataType::Struct(fields) = entries.data_type() else {
        return None;
    };
    Some((fields.first()?.data_type(), fields.get(1)?.data_type()))
}

/// The type as Trino's `typeof` names it, lengths of varchar left out.
pub fn display(kind: &DataType) -> String {
    match kind {
        DataType::Null => "unknown".to_owned(),
        DataType::Boolean => "boolean".to_owned(),
        DataType::Int8 => "tinyint".to_owned(),
        DataType::Int16 => "smallint".to_owned(),
        DataType::Int32 => "integer".to_owned(),
        DataType::Int64 => "bigint".to_owned(),
        DataType::Float32 => "real".to_owned(),
        DataType::Float64 => "double".to_owned(),
        DataType::Decimal128(p, s) => format!("decimal({p},{s})"),
        DataType::Utf8 | DataType::Utf8View => "varchar".to_owned(),
        DataType::LargeUtf8 => "json".to_owned(),
        &UUID => "uuid".to_owned(),
        &IPADDRESS => "ipaddress".to_owned(),
        &ZONED => "timestamp(3) with time zone".to_owned(),
        &ZONED_SECONDS => "timestamp(0) with time zone".to_owned(),
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => "varbinary".to_owned(),
        DataType::Date32 => "date".to_owned(),
        DataType::Timestamp(unit, zone) => {
            let digits = match unit {
                TimeUnit::Second => 0,
                TimeUnit::Millisecond => 3,
                TimeUnit::Microsecond => 6,
                TimeUnit::Nanosecond => 9,
            };
            let zone = if zone.is_some() {
                " with time zone"
            } else {
                ""
            };
            format!("timestamp({digits}){zone}")
        }
        DataType::Time32(TimeUnit::Second) => "time(0)".to_owned(),
        DataType::Time32(_) | DataType::Time64(_) => "time(3)".to_owned(),
        DataType::Duration(_) => "interval day to second".to_owned(),
        DataType::Interval(_) => "interval year to month".to_owned(),
        DataType::Dictionary(_, value) => display(value),
        DataType::Struct(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .enumerate()
                .map(|(i, field)| {
                    let kind = display(field.data_type());
                    if *field.name() == format!("field{i}") {
                        kind
                    } else {
                        format!("{} {kind}", field.name())
                    }
                })
                .collect();
            format!("row({})", fields.join(", "))
        }
        DataType::List(item) if is_sketch(kind) => item.name().clone(),
        _ => {
            if let Some(item) = item_of(kind) {
                format!("array({})", display(item))
            } else if let Some((key, value)) = entries_of(kind) {
                format!("map({}, {})", display(key), display(value))
            } else {
                kind.to_string()
            }
        }
    }
}

/// Reads a type as Athena writes it.
pub(crate) fn parse(text: &str) -> Result<SqlType> {
    let lower = text.to_lowercase();
    let mut words = Words { rest: lower.trim() };
    let kind = words.kind(text)?;
    if words.rest.is_empty() {
        Ok(kind)
    } else {
        Err(SqlError::new(
            ErrorKind::Syntax,
            format!("not a type: {text}"),
        ))
    }
}

struct Words<'a> {
    rest: &'a str,
}

impl Words<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn symbol(&mut self, symbol: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(symbol) {
            Some(rest) => {
                self.rest = rest;
                self.skip();
                true
            }
            None => false,
        }
    }

    /// What closes the parameters of an array or a map, `(…)` or `<…>`.
    fn opened(&mut self) -> Option<char> {
        if self.symbol('(') {
            return Some(')');
        }
        self.symbol('<').then_some('>')
    }

    fn word(&mut self) -> String {
        self.skip();
        if let Some(quoted) = self.rest.strip_prefix('"')
            && let Some(end) = quoted.find('"')
        {
            let word = quoted[..end].to_owned();
            self.rest = &quoted[end + 1..];
            self.skip();
            return word;
        }
        let end = self
            .rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(self.rest.len());
        let word = self.rest[..end].to_owned();
        self.rest = &self.rest[end..];
        self.skip();
        word
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let before = self.rest;
        if self.word() == keyword {
            true
        } else {
            self.rest = before;
            false
        }
    }

    fn numbers(&mut self, text: &str) -> Result<Vec<usize>> {
        let wrong = || SqlError::new(ErrorKind::Syntax, format!("not a type: {text}"));
        let mut numbers = Vec::new();
        if self.symbol('(') {
            loop {
                numbers.push(self.word().parse().map_err(|_| wrong())?);
                if self.symbol(')') {
                    break;
                }
                if !self.symbol(',') {
                    return Err(wrong());
                }
            }
        }
        Ok(numbers)
    }

    fn plain(&mut self, text: &str) -> Result<DataType> {
        Ok(self.kind(text)?.arrow)
    }

    fn kind(&mut self, text: &str) -> Result<SqlType> {
        let wrong = || SqlError::new(ErrorKind::Syntax, format!("not a type: {text}"));
        let name = self.word();
        let mut length = None;
        let arrow = match name.as_str() {
            "boolean" => DataType::Boolean,
            "tinyint" => DataType::Int8,
            "smallint" => DataType::Int16,
            "integer" | "int" => DataType::Int32,
            "bigint" => DataType::Int64,
            "real" => DataType::Float32,
            "double" => {
                self.keyword("precision");
                DataType::Float64
            }
            "decimal" | "dec" | "numeric" => match self.numbers(text)?.as_slice() {
                [] => DataType::Decimal128(38, 0),
                [p] => decimal(*p, 0).ok_or_else(wrong)?,
                [p, s] => decimal(*p, *s).ok_or_else(wrong)?,
                _ => return Err(wrong()),
            },
            "varchar" => {
                length = self.numbers(text)?.first().copied();
                VARCHAR
            }
            "varbinary" => DataType::Binary,
            "json" => JSON,
            "uuid" => UUID,
            "ipaddress" => IPADDRESS,
            "date" => DataType::Date32,
            "timestamp" => {
                let precision = self.numbers(text)?;
                let zoned = if self.keyword("with") {
                    if !(self.keyword("time") && self.keyword("zone")) {
                        return Err(wrong());
                    }
                    true
                } else {
                    if self.keyword("without") && !(self.keyword("time") && self.keyword("zone")) {
                        return Err(wrong());
                    }
                    false
                };
                let unit = match precision.as_slice() {
                    [] | [3] => TimeUnit::Millisecond,
                    [0] => TimeUnit::Second,
                    [6] => TimeUnit::Microsecond,
                    [9] => TimeUnit::Nanosecond,
                    _ => {
                        return Err(SqlError::unsupported(format!(
                            "type {} is not supported",
                            text.trim()
                        ))
                        .hint("Athena's own precision is timestamp(3)"));
                    }
                };
                DataType::Timestamp(unit, zoned.then(|| "UTC".into()))
            }
            "time" => {
                let unit = match self.numbers(text)?.as_slice() {
                    [] | [3] => TimeUnit::Millisecond,
                    [0] => TimeUnit::Second,
                    _ => {
                        return Err(SqlError::unsupported(format!(
                            "type {} is not supported",
                            text.trim()
                        )));
                    }
                };
                if self.keyword("with") {
                    return Err(SqlError::unsupported(
                        "type time with time zone is not supported",
                    ));
                }
                DataType::Time32(unit)
            }
            "array" => {
                let end = self
                    .opened()
                    .ok_or_else(|| wrong().hint("write array(type)"))?;
                let item = self.plain(text)?;
                if !self.symbol(end) {
                    return Err(wrong());
                }
                array(item)
            }
            "map" => {
                let end = (self.opened()).ok_or_else(|| wrong().hint("write map(key, value)"))?;
                let key = self.plain(text)?;
                if !self.symbol(',') {
                    return Err(wrong());
                }
                let value = self.plain(text)?;
                if !self.symbol(end) {
                    return Err(wrong());
                }
                map(key, value)
            }
            "row" => {
                if !self.symbol('(') {
                    return Err(wrong().hint("write row(name type, …)"));
                }
                let mut fields = Vec::new();
                loop {
                    fields.push(self.field(text)?);
                    if self.symbol(')') {
                        break;
                    }
                    if !self.symbol(',') {
                        return Err(wrong());
                    }
                }
                row(fields)
            }
            "string" => {
                return Err(
                    SqlError::refused("type string is not Athena SQL").hint("write varchar")
                );
            }
            "char" | "interval" | "hyperloglog" | "qdigest" | "tdigest" | "geometry"
            | "p4hyperloglog" | "setdigest" => {
                return Err(SqlError::unsupported(format!(
                    "type {name} is not supported"
                )));
            }
            _ => return Err(SqlError::refused(format!("unknown type: {}", text.trim()))),
        };
        Ok(SqlType { arrow, length })
    }

    /// `name type` or `type`.
    fn field(&mut self, text: &str) -> Result<(Option<String>, DataType)> {
        let before = self.rest;
        let name = self.word();
        if !name.is_empty() && !self.rest.starts_with([',', ')', '(']) {
            match self.plain(text) {
                Ok(kind) => return Ok((Some(name), kind)),
                Err(error) if error.kind == ErrorKind::Unsupported => return Err(error),
                Err(_) => {}
            }
        }
        self.rest = before;
        Ok((None, self.plain(text)?))
    }
}

pub(crate) fn decimal(precision: usize, scale: usize) -> Option<DataType> {
    let (p, s) = (u8::try_from(precision).ok()?, i8::try_from(scale).ok()?);
    (1..=38).contains(&p).then_some(())?;
    (scale <= precision).then_some(DataType::Decimal128(p, s))
}
