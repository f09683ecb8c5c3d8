//! Values and types in the textual form of the recorded Trino answers.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, DurationMillisecondType, Float32Type, Float64Type,
    IntervalYearMonthType, Time32MillisecondType, TimeUnit, TimestampMillisecondType,
};
use serde_json::Value;

/// One value as the answers write it.
pub fn value(array: &ArrayRef, row: usize) -> Value {
    if array.is_null(row) || array.data_type() == &DataType::Null {
        return Value::Null;
    }
    let text = match array.data_type() {
        DataType::Float64 => format!("{:e}", array.as_primitive::<Float64Type>().value(row))
            .replace("inf", "Infinity"),
        DataType::Float32 => format!("{:e}", array.as_primitive::<Float32Type>().value(row))
            .replace("inf", "Infinity"),
        DataType::Decimal128(_, scale) => {
            decimal(array.as_primitive::<Decimal128Type>().value(row), *scale)
        }
        DataType::FixedSizeBinary(_) => {
            lakebed_athena_sql::opaque_text(array.as_fixed_size_binary().value(row))
                .expect("16 bytes")
        }
        DataType::Binary => array
            .as_binary::<i32>()
            .value(row)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(row);
            let day = chrono::NaiveDate::default() + chrono::Duration::days(days.into());
            day.format("%Y-%m-%d").to_string()
        }
        DataType::Timestamp(unit @ (TimeUnit::Microsecond | TimeUnit::Nanosecond), zone) => {
            let number = cast(array, &DataType::Int64).expect("a number");
            let number = number
                .as_primitive::<datafusion::arrow::datatypes::Int64Type>()
                .value(row);
            let (size, digits) = match unit {
                TimeUnit::Microsecond => (1_000_000, 6),
                _ => (1_000_000_000, 9),
            };
            let time =
                chrono::DateTime::from_timestamp(number.div_euclid(size), 0).expect("in range");
            let local = zone
                .as_deref()
                .map_or(time.naive_utc(), |zone| local_time(time, zone));
            let clock = local.format("%Y-%m-%d %H:%M:%S");
            let zone = zone
                .as_deref()
                .map_or(String::new(), |zone| format!(" {zone}"));
            format!("{clock}.{:0digits$}{zone}", number.rem_euclid(size))
        }
        DataType::Timestamp(_, zone) => {
            let whole = matches!(array.data_type(), DataType::Timestamp(TimeUnit::Second, _));
            let pattern = if whole {
                "%Y-%m-%d %H:%M:%S"
            } else {
                "%Y-%m-%d %H:%M:%S%.3f"
            };
            let in_millis = cast(
                array,
                &DataType::Timestamp(TimeUnit::Millisecond, zone.clone()),
            )
            .expect("a timestamp");
            let millis = in_millis
                .as_primitive::<TimestampMillisecondType>()
                .value(row);
            let time = chrono::DateTime::from_timestamp_millis(millis).expect("in range");
            match zone.as_deref() {
                None => time.naive_utc().format(pattern).to_string(),
                Some(zone) => format!("{} {zone}", local_time(time, zone).format(pattern)),
            }
        }
        DataType::Time32(unit) => {
            let in_millis = cast(array, &DataType::Time32(TimeUnit::Millisecond)).expect("a time");
            let millis = in_millis.as_primitive::<Time32MillisecondType>().value(row);
            let time = chrono::NaiveTime::MIN + chrono::Duration::milliseconds(millis.into());
            let pattern = match unit {
                TimeUnit::Second => "%H:%M:%S",
                _ => "%H:%M:%S%.3f",
            };
            time.format(pattern).to_string()
        }
        DataType::Duration(_) => {
            let millis = array.as_primitive::<DurationMillisecondType>().value(row);
            let (sign, all) = (if millis < 0 { "-" } else { "" }, millis.unsigned_abs());
            let (days, rest) = (all / 86_400_000, all % 86_400_000);
            let (hours, minutes, seconds) =
                (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
            format!(
                "{sign}{days} {hours:02}:{minutes:02}:{seconds:02}.{:03}",
                rest % 1000
            )
        }
        DataType::Interval(_) => {
            let months = array.as_primitive::<IntervalYearMonthType>().value(row);
            format!(
                "{}{}-{}",
                if months < 0 { "-" } else { "" },
                months.abs() / 12,
                months.abs() % 12
            )
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            return Value::Array((0..items.len()).map(|i| value(&items, i)).collect());
        }
        DataType::Struct(_) => {
            return Value::Array(
                array
                    .as_struct()
                    .columns()
                    .iter()
                    .map(|column| value(column, row))
                    .collect(),
            );
        }
        DataType::Map(..) => {
            let entries = array.as_map().value(row);
            let (keys, values) = (entries.column(0), entries.column(1));
            let mut pairs: Vec<(String, Value)> = (0..entries.len())
                .map(|i| {
                    let key = value(keys, i);
                    let text = key
                        .as_str()
                        .map_or_else(|| key.to_string(), ToOwned::to_owned);
                    (text, Value::Array(vec![key, value(values, i)]))
                })
                .collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            return Value::Array(pairs.into_iter().map(|(_, pair)| pair).collect());
        }
        _ => {
            let text = cast(array, &DataType::Utf8).expect("a scalar");
            text.as_string::<i32>().value(row).to_owned()
        }
    };
    Value::String(text)
}

fn decimal(value: i128, scale: i8) -> String {
    let scale = usize::try_from(scale).expect("no negative scales");
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if scale == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// A type without what Athena does not show: the length of a varchar, the precision of a timestamp.
pub fn loose_type(kind: &str) -> String {
    let mut out = String::new();
    let mut rest = kind;
    while let Some(start) = ["varchar(", "timestamp("]
        .iter()
        .filter_map(|word| rest.find(word).map(|i| i + word.len()))
        .min()
    {
        out.push_str(&rest[..start - 1]);
        rest = rest[start..].split_once(')').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// The clock of a zone, a region or an offset.
fn local_time(time: chrono::DateTime<chrono::Utc>, zone: &str) -> chrono::NaiveDateTime {
    match zone.parse::<chrono_tz::Tz>() {
        Ok(zone) => time.with_timezone(&zone).naive_local(),
        Err(_) => {
            let offset: chrono::FixedOffset = zone.parse().expect("an offset");
            time.with_timezone(&offset).naive_local()
        }
    }
}
