//! Trino's implicit coercions: which type two types meet in, and the expression that goes there.

use std::sync::Arc;

use datafusion::arrow::array::Array;
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{DataType, Field, TimeUnit};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Cast, Expr};

use crate::error::{Result, SqlError};
use crate::functions::cast::cast_array;
use crate::functions::zoned;
use crate::kernel::Kernel;
use crate::types::{self, VARCHAR};

/// The decimal that holds every value of an integer type.
pub(crate) fn as_decimal(kind: &DataType) -> Option<(u8, i8)> {
    Some(match kind {
        DataType::Int8 => (3, 0),
        DataType::Int16 => (5, 0),
        DataType::Int32 => (10, 0),
        DataType::Int64 => (19, 0),
        DataType::Decimal128(p, s) => (*p, *s),
        _ => return None,
    })
}

fn rank(kind: &DataType) -> Option<u8> {
    Some(match kind {
        DataType::Int8 => 0,
        DataType::Int16 => 1,
        DataType::Int32 => 2,
        DataType::Int64 => 3,
        DataType::Decimal128(..) => 4,
        DataType::Float32 => 5,
        DataType::Float64 => 6,
        _ => return None,
    })
}

/// The type in which values of two types are compared or put side by side.
pub(crate) fn common_type(a: &DataType, b: &DataType) -> Option<DataType> {
    if a == b {
        return Some(a.clone());
    }
    if let (Some(ra), Some(rb)) = (rank(a), rank(b)) {
        if ra.max(rb) == 4 {
            let ((p1, s1), (p2, s2)) = (as_decimal(a)?, as_decimal(b)?);
            let scale = s1.max(s2);
            let whole = (i16::from(p1) - i16::from(s1)).max(i16::from(p2) - i16::from(s2));
            let precision = (whole + i16::from(scale)).min(38);
            return Some(DataType::Decimal128(u8::try_from(precision).ok()?, scale));
        }
        return Some(if ra > rb { a.clone() } else { b.clone() });
    }
    match (a, b) {
        (DataType::Null, other) | (other, DataType::Null) => Some(other.clone()),
        (a, b) if types::is_zoned(a) || types::is_zoned(b) => zoned::common(a, b),
        (a, b) if types::is_varchar(a) && types::is_varchar(b) => Some(VARCHAR),
        (DataType::Time32(_), DataType::Time32(_)) => Some(types::TIME),
        (DataType::Date32, t @ DataType::Timestamp(_, zone))
        | (t @ DataType::Timestamp(_, zone), DataType::Date32) => {
            Some(types::timestamp_like(t, zone.as_deref()))
        }
        (DataType::Timestamp(a_unit, zone), DataType::Timestamp(b_unit, other)) => {
            let fine = if a_unit < b_unit { b } else { a };
            Some(types::timestamp_like(
                fine,
                zone.as_deref().or(other.as_deref()),
            ))
        }
        (DataType::Struct(left), DataType::Struct(right)) if left.len() == right.len() => {
            let fields: Option<Vec<Field>> = left
                .iter()
                .zip(right)
                .enumerate()
                .map(|(i, (l, r))| {
                    let kind = common_type(l.data_type(), r.data_type())?;
                    let name = if l.name() == r.name() {
                        l.name().clone()
                    } else {
                        format!("field{i}")
                    };
                    Some(Field::new(name, kind, true))
                })
                .collect();
            Some(DataType::Struct(fields?.into()))
        }
        _ => {
            if let (Some(left), Some(right)) = (types::item_of(a), types::item_of(b)) {
                return Some(types::array(common_type(left, right)?));
            }
            let ((k1, v1), (k2, v2)) = (types::entries_of(a)?, types::entries_of(b)?);
            Some(types::map(common_type(k1, k2)?, common_type(v1, v2)?))
        }
    }
}

/// The common type of several types.
pub(crate) fn common_of<'a>(kinds: impl IntoIterator<Item = &'a DataType>) -> Option<DataType> {
    kinds
        .into_iter()
        .try_fold(DataType::Null, |all, kind| common_type(&all, kind))
}

/// The type of a column with values of both types: timestamps of two zones keep them.
pub(crate) fn column_type(a: &DataType, b: &DataType) -> Result<Option<DataType>> {
    if one_zone([a, b]) {
        return Ok(common_type(a, b));
    }
    zoned::common(a, b).map(Some).ok_or_else(several_zones)
}

/// Whether the values of these types can lie in an array, whose items have one zone here.
pub(crate) fn in_one_array<'a>(kinds: impl IntoIterator<Item = &'a DataType>) -> Result<()> {
    match one_zone(kinds) {
        true => Ok(()),
        false => Err(several_zones()),
    }
}

/// Whether all are of one zone; where there is one, dates and timestamps without are of the session's zone, which is UTC.
fn one_zone<'a>(kinds: impl IntoIterator<Item = &'a DataType>) -> bool {
    let kinds: Vec<&DataType> = kinds.into_iter().collect();
    let mut within = Vec::new();
    (kinds.iter().filter(|kind| kind.is_nested())).for_each(|kind| zones(kind, &mut within));
    if within.iter().any(|zone| *zone != within[0]) {
        return false;
    }
    let Some(first) = kinds.iter().find_map(|kind| types::zone_of(kind)) else {
        return true;
    };
    kinds.into_iter().all(|kind| match kind {
        DataType::Date32 | DataType::Timestamp(_, None) => first == "UTC",
        kind => types::zone_of(kind).is_none_or(|zone| zone == first),
    })
}

/// The zones of the timestamps in a type.
fn zones<'a>(kind: &'a DataType, found: &mut Vec<&'a str>) {
    match kind {
        DataType::Struct(fields) => fields
            .iter()
            .for_each(|field| zones(field.data_type(), found)),
        DataType::List(item) | DataType::Map(item, _) => zones(item.data_type(), found),
        kind => found.extend(types::zone_of(kind)),
    }
}

fn several_zones() -> SqlError {
    SqlError::unsupported("timestamps of several time zones in one column are not supported")
        .hint("put AT TIME ZONE 'UTC' behind each of them")
}

/// `expr` of type `from` as `to`, if Trino coerces that without a CAST.
pub(crate) fn coerce(expr: Expr, from: &DataType, to: &DataType) -> Option<Expr> {
    if from == to {
        return Some(plain(expr, to));
    }
    if !coercible(from, to) {
        return None;
    }
    Some(convert(expr, from, to))
}

/// Whether Trino coerces `from` to `to` without a CAST.
pub(crate) fn coercible(from: &DataType, to: &DataType) -> bool {
    if from == to || *from == DataType::Null {
        return true;
    }
    if let (Some((p1, s1)), DataType::Decimal128(p2, s2)) = (as_decimal(from), to) {
        return s2 >= &s1 && i16::from(*p2) - i16::from(*s2) >= i16::from(p1) - i16::from(s1)
            || *p2 == 38;
    }
    if let (Some(a), Some(b)) = (rank(from), rank(to)) {
        return a <= b;
    }
    match (from, to) {
        (from, to) if types::is_zoned(to) => zoned::common(from, to).as_ref() == Some(to),
        (DataType::Date32, DataType::Timestamp(..)) => true,
        (DataType::Time32(_), DataType::Time32(TimeUnit::Millisecond)) => true,
        (DataType::Timestamp(from, None), DataType::Timestamp(to, _))
        | (DataType::Timestamp(from, Some(_)), DataType::Timestamp(to, Some(_))) => {
            from <= to || *from == TimeUnit::Millisecond
        }
        (DataType::Struct(l), DataType::Struct(r)) => {
            l.len() == r.len()
                && l.iter()
                    .zip(r)
                    .all(|(l, r)| coercible(l.data_type(), r.data_type()))
        }
        (a, b) if types::is_varchar(a) && types::is_varchar(b) => true,
        _ => {
            if let (Some(l), Some(r)) = (types::item_of(from), types::item_of(to)) {
                return coercible(l, r);
            }
            match (types::entries_of(from), types::entries_of(to)) {
                (Some((k1, v1)), Some((k2, v2))) => coercible(k1, k2) && coercible(v1, v2),
                _ => false,
            }
        }
    }
}

/// A string that the file gives in another layout goes to the one that kernels read.
fn plain(expr: Expr, _to: &DataType) -> Expr {
    expr
}

/// The conversion itself; only for pairs that [`coercible`] accepts.
fn convert(expr: Expr, from: &DataType, to: &DataType) -> Expr {
    if let Expr::Literal(value, metadata) = &expr
        && (types::is_numeric(to) || *from == DataType::Null)
        && let Ok(value) = value.cast_to(to)
    {
        return Expr::Literal(value, metadata.clone());
    }
    if types::is_zoned(to) {
        return zoned::with_zones(expr, to);
    }
    if let (DataType::Timestamp(coarse, _), DataType::Timestamp(fine, _)) = (from, to)
        && coarse < fine
    {
        return finer(expr, to);
    }
    // A time without zone is one of the session's zone, which is UTC.
    if let DataType::Timestamp(_, Some(zone)) = to
        && types::zone_of(from).is_none()
        && zone.as_ref() != "UTC"
    {
        let utc = cast(expr, types::timestamp_like(to, Some("UTC")));
        return cast(utc, to.clone());
    }
    if renames(from, to) {
        return by_position(expr, to);
    }
    cast(expr, to.clone())
}

/// A timestamp in a finer unit. DataFusion's own cast it would take from the column of a comparison, and cut the other side to the column's
/// unit.
fn finer(expr: Expr, to: &DataType) -> Expr {
    if let Expr::Literal(value, metadata) = &expr
        && types::zone_of(&value.data_type()).is_some() == types::zone_of(to).is_some()
        && let Ok(value) = value.cast_to(to)
    {
        return Expr::Literal(value, metadata.clone());
    }
    let kind = to.clone();
    let kernel = Kernel::new("$finer", to.clone(), move |inputs| {
        let utc = types::timestamp_like(&kind, types::zone_of(&kind).map(|_| "UTC"));
        let times = inputs.array(0)?;
        let times = match types::zone_of(times.data_type()) {
            Some(_) => times,
            // A time without zone is one of the session's zone, which is UTC.
            None => arrow_cast(&times, &utc)?,
        };
        Ok(arrow_cast(&times, &kind)?)
    });
    kernel.call(vec![expr])
}

/// Whether fields of rows lose or change their names, by which DataFusion's cast would look for them.
fn renames(from: &DataType, to: &DataType) -> bool {
    match (from, to) {
        (DataType::Struct(from), DataType::Struct(to)) => from.iter().zip(to).any(|(from, to)| {
            from.name() != to.name() || renames(from.data_type(), to.data_type())
        }),
        _ => match (types::item_of(from), types::item_of(to)) {
            (Some(from), Some(to)) => renames(from, to),
            _ => false,
        },
    }
}

fn by_position(expr: Expr, to: &DataType) -> Expr {
    let kind = to.clone();
    let kernel = Kernel::new("$row_as", to.clone(), move |inputs| {
        Ok(cast_array(&inputs.array(0)?, &kind, None, false)?)
    });
    kernel.call(vec![expr])
}

pub(crate) fn cast(expr: Expr, to: DataType) -> Expr {
    Expr::Cast(Cast::new_from_field(
        Box::new(expr),
        Arc::new(Field::new("", to, true)),
    ))
}

/// NULL of a type.
pub(crate) fn null(kind: &DataType) -> Expr {
    Expr::Literal(
        ScalarValue::try_from(kind).unwrap_or(ScalarValue::Null),
        None,
    )
}
