//! `timestamp with time zone` whose rows have zones of their own: `at_timezone(time, zone_of_the_shop)`.
//!
//! A column of Arrow's timestamps has one zone. These are bytes, first of the instant, so that they sort as it does, then the number of the
//! zone. What reads them is planned as for a column of one zone, once for each zone that a batch has, and the results are put together
//! again. What would compare two of them by their bytes is refused.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use chrono_tz::Tz;
use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, UInt32Array};
use datafusion::arrow::compute::{cast as arrow_cast, interleave, take};
use datafusion::arrow::datatypes::{DataType, Field, Schema, TimeUnit, TimestampMillisecondType};
use datafusion::common::{Column, DFSchema};
use datafusion::error::Result as PlanResult;
use datafusion::logical_expr::execution_props::ExecutionProps;
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::{Expr, ExprSchemable};
use datafusion::physical_expr::{PhysicalExpr, create_physical_expr};

mod bytes;

pub use bytes::instants;
use bytes::{number, read, written, zone, zoned};
pub(super) use bytes::{of_millis, text};

use super::datetime::{self, AT_TIME_ZONE, clock, lenient, time};
use super::timezone::Zone;
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, VARCHAR, ZONED, ZONED_SECONDS};

/// What takes values as they are, or has its own way.
const AS_THEY_ARE: &[&str] = &[
    "$aggregate",
    "$case",
    "$not",
    "$window_order",
    "coalesce",
    "if",
    crate::using::MET,
];

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    if ["at_timezone", "from_unixtime", "with_timezone"].contains(&call.name)
        && call.types.get(1).is_some_and(types::is_varchar)
        && call.args.len() == 2
        && !matches!(call.args[1], Expr::Literal(..))
    {
        return in_zones(call).map(Some);
    }
    if !call.types.iter().any(types::is_zoned) || AS_THEY_ARE.contains(&call.name) {
        return Ok(None);
    }
    match call.name {
        // The clock of a text is read without its zone.
        "cast" | "try_cast" if clock(&call.args[0]).is_some() && !call.payload.contains("zone") => {
            Ok(None)
        }
        "$operator" if !matches!(call.payload, "+" | "-" | "*" | "/" | "%" | "||") => Ok(None),
        "$between" | "$in" | "at_timezone" | "to_unixtime" => {
            super::plan(&of_instants(call)).map(Some)
        }
        _ => by_zone(call).map(Some),
    }
}

/// The call with instants in UTC for times with zones.
pub(super) fn of_instants<'a>(call: &Call<'a>) -> Call<'a> {
    let args = call.args.iter().zip(&call.types);
    let args = args.map(|(arg, kind)| match types::is_zoned(kind) {
        true => {
            let read = datetime::instant(arg);
            let instant = read.unwrap_or_else(|| instant(arg.clone(), kind));
            (instant, instants_of(kind))
        }
        false => (arg.clone(), kind.clone()),
    });
    let (args, types) = args.unzip();
    Call {
        args,
        types,
        ..*call
    }
}

/// The instant as a timestamp in UTC, by which rows are compared.
pub(crate) fn instant(arg: Expr, kind: &DataType) -> Expr {
    let returns = instants_of(kind);
    let kernel = Kernel::new("$instant", returns.clone(), move |inputs| {
        Ok(arrow_cast(&read(&inputs.array(0)?).0, &returns)?)
    });
    kernel.call(vec![arg])
}

/// The type of instants of times with zones.
pub(crate) fn instants_of(kind: &DataType) -> DataType {
    timestamp(kind, "UTC")
}

/// Arrow's type of one zone.
fn timestamp(kind: &DataType, zone: &str) -> DataType {
    let unit = match *kind == ZONED_SECONDS {
        true => TimeUnit::Second,
        false => TimeUnit::Millisecond,
    };
    DataType::Timestamp(unit, Some(zone.into()))
}

/// The type of several zones for one of one zone.
fn of_several(call: &Call, kind: &DataType) -> Result<DataType> {
    common(kind, kind).ok_or_else(|| {
        call.unsupported(format!(
            "{} of several time zones in one column is not supported",
            types::display(kind)
        ))
        .hint("CAST the time to timestamp(3), or put AT TIME ZONE 'UTC' behind it")
    })
}

/// `at_timezone`, `with_timezone` and `from_unixtime` of a column of zones.
fn in_zones(call: &Call) -> Result<Expr> {
    if call.payload == AT_TIME_ZONE {
        let error = call.refuse("AT TIME ZONE takes a constant zone");
        return Err(error.hint("write at_timezone(x, zone)"));
    }
    let call = &of_instants(call);
    let clock = call.name == "with_timezone";
    if clock && types::zone_of(&call.types[0]).is_some() {
        return Err(call.no_match());
    }
    let (returns, times) = match call.name {
        "from_unixtime" => (ZONED, in_utc(call)?),
        _ if clock => (of_several(call, &call.types[0])?, time(call, 0)?.0),
        _ => (of_several(call, &call.types[0])?, lenient(call, 0)?),
    };
    let kind = returns.clone();
    let kernel = Kernel::new(call.name, returns, move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let names = inputs.text(1)?;
        let mut zones: HashMap<&str, Zone> = HashMap::new();
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let (Some(time), Some(name)) = (times.get(row), names.get(row)) else {
                out.push(None);
                continue;
            };
            let zone = match zones.entry(name) {
                Entry::Occupied(entry) => *entry.get(),
                Entry::Vacant(entry) => {
                    let zone = Zone::parse(name).ok_or_else(|| {
                        SqlError::execution(format!("'{name}' is not a valid time zone"))
                    })?;
                    *entry.insert(zone)
                }
            };
            let millis = match clock {
                true => zone.to_instant_near(time, time),
                false => time,
            };
            let time = match kind == ZONED_SECONDS {
                true => millis.div_euclid(1000),
                false => millis,
            };
            out.push(Some((time, number(zone))));
        }
        written(out, &kind)
    });
    Ok(kernel.call(vec![times, call.arg(1, &VARCHAR)?]))
}

/// The call without its zone.
fn in_utc(call: &Call) -> Result<Expr> {
    super::plan(&Call {
        args: call.args[..1].to_vec(),
        types: call.types[..1].to_vec(),
        ..*call
    })
}

/// The call for each zone apart.
fn by_zone(call: &Call) -> Result<Expr> {
    let plan = Planned {
        name: call.name.to_owned(),
        payload: call.payload.to_owned(),
        args: call.args.clone(),
        types: call.types.clone(),
    };
    let of_all = |zone: Zone| plan.of(&vec![zone; call.args.len()]);
    let at = |error: SqlError| error.at(call.location);
    let (_, kind) = of_all(UTC).map_err(at)?;
    let (_, other) = of_all(Zone::Named(Tz::Europe__Paris)).map_err(at)?;
    let returns = match kind == other {
        true => kind,
        false => of_several(call, &kind)?,
    };
    let known: Mutex<HashMap<Vec<u16>, Arc<dyn PhysicalExpr>>> = Mutex::default();
    let result = returns.clone();
    Ok(call.kernel(returns, call.args.clone(), move |inputs| {
        let zones = Zones::of(inputs, &plan.types)?;
        let mut parts: Vec<ArrayRef> = Vec::new();
        for (numbers, rows) in &zones.rows {
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let expr = match known.entry(numbers.clone()) {
                Entry::Occupied(entry) => Arc::clone(entry.get()),
                Entry::Vacant(entry) => {
                    let zones: Vec<Zone> = numbers.iter().map(|number| zone(*number)).collect();
                    Arc::clone(entry.insert(plan.compiled(&zones)?))
                }
            };
            drop(known);
            let batch = zones.batch(rows, &plan, numbers)?;
            let part = expr.evaluate(&batch)?.into_array(rows.len())?;
            parts.push(match types::is_zoned(&result) {
                true => zoned(&part, &result)?,
                false => part,
            });
        }
        zones.together(&parts, &result)
    }))
}

pub(super) const UTC: Zone = Zone::Named(Tz::UTC);

/// A call that is planned anew for other zones.
struct Planned {
    name: String,
    payload: String,
    args: Vec<Expr>,
    types: Vec<DataType>,
}

impl Planned {
    fn types(&self, zones: &[Zone]) -> Vec<DataType> {
        let kinds = self.types.iter().zip(zones);
        let of_one = |(kind, zone): (&DataType, &Zone)| match types::is_zoned(kind) {
            true => timestamp(kind, &zone.name()),
            false => kind.clone(),
        };
        kinds.map(of_one).collect()
    }

    fn schema(&self, zones: &[Zone]) -> Schema {
        let kinds = self.types(zones).into_iter().enumerate();
        let fields = kinds.map(|(i, kind)| Field::new(column(i), kind, true));
        Schema::new(fields.collect::<Vec<_>>())
    }

    /// The call over columns of these zones, and its type. Constants stay: some are asked for while planning.
    fn of(&self, zones: &[Zone]) -> Result<(Expr, DataType)> {
        let args = self.args.iter().enumerate().map(|(i, arg)| match arg {
            Expr::Literal(..) => arg.clone(),
            _ => Expr::Column(Column::new_unqualified(column(i))),
        });
        let expr = super::plan(&Call {
            name: &self.name,
            payload: &self.payload,
            location: None,
            args: args.collect(),
            types: self.types(zones),
        })?;
        let schema = DFSchema::try_from(self.schema(zones))?;
        let kind = expr.get_type(&schema)?;
        Ok((expr, kind))
    }

    fn compiled(&self, zones: &[Zone]) -> PlanResult<Arc<dyn PhysicalExpr>> {
        let (expr, _) = self.of(zones)?;
        let schema = DFSchema::try_from(self.schema(zones))?;
        let context = PhysicalPlanningContext::default();
        create_physical_expr(&expr, &schema, &ExecutionProps::new(), &context)
    }
}

fn column(i: usize) -> String {
    format!("a{i}")
}

/// The arguments of a batch, and its rows by the zones of their arguments.
struct Zones {
    args: Vec<ArrayRef>,
    rows: Vec<(Vec<u16>, Vec<u32>)>,
}

impl Zones {
    fn of(inputs: &Inputs, kinds: &[DataType]) -> PlanResult<Self> {
        let mut args = Vec::with_capacity(kinds.len());
        let mut numbers = Vec::with_capacity(kinds.len());
        for (i, kind) in kinds.iter().enumerate() {
            let array = inputs.array(i)?;
            let (array, zones) = match types::is_zoned(kind) {
                true => {
                    let (instants, zones) = read(&array);
                    (Arc::new(instants) as ArrayRef, Some(zones))
                }
                false => (array, None),
            };
            args.push(array);
            numbers.push(zones);
        }
        let zones_of = |row: usize| -> Vec<u16> {
            let zones = numbers.iter();
            zones
                .map(|zones| zones.as_ref().map_or(0, |zones| zones[row]))
                .collect()
        };
        let mut places: HashMap<Vec<u16>, usize> = HashMap::new();
        let mut rows: Vec<(Vec<u16>, Vec<u32>)> = Vec::new();
        let mut columns = numbers.iter().flatten();
        if columns.all(|zones| zones.iter().all(|zone| *zone == zones[0])) && inputs.rows > 0 {
            let all = 0..u32::try_from(inputs.rows).unwrap_or(u32::MAX);
            rows.push((zones_of(0), all.collect()));
            return Ok(Self { args, rows });
        }
        for row in 0..inputs.rows {
            let zones = zones_of(row);
            let place = *places.entry(zones).or_insert_with_key(|zones| {
                rows.push((zones.clone(), Vec::new()));
                rows.len() - 1
            });
            rows[place].1.push(u32::try_from(row).unwrap_or(u32::MAX));
        }
        Ok(Self { args, rows })
    }

    fn batch(&self, rows: &[u32], plan: &Planned, numbers: &[u16]) -> PlanResult<RecordBatch> {
        let zones: Vec<Zone> = numbers.iter().map(|number| zone(*number)).collect();
        let schema = plan.schema(&zones);
        let places = UInt32Array::from(rows.to_vec());
        let columns = self.args.iter().zip(schema.fields()).map(|(array, field)| {
            let part = match rows.len() == array.len() {
                true => Arc::clone(array),
                false => take(array, &places, None)?,
            };
            Ok(arrow_cast(&part, field.data_type())?)
        });
        let columns = columns.collect::<PlanResult<Vec<_>>>()?;
        Ok(RecordBatch::try_new(Arc::new(schema), columns)?)
    }

    /// The results of each group of rows in the order of the rows.
    fn together(&self, parts: &[ArrayRef], kind: &DataType) -> PlanResult<ArrayRef> {
        if let [all] = parts {
            return Ok(Arc::clone(all));
        }
        let rows = self.rows.iter().map(|(_, rows)| rows.len()).sum();
        if rows == 0 {
            return Ok(datafusion::arrow::array::new_empty_array(kind));
        }
        let mut places = vec![(0, 0); rows];
        for (part, (_, rows)) in self.rows.iter().enumerate() {
            for (i, row) in rows.iter().enumerate() {
                places[*row as usize] = (part, i);
            }
        }
        let parts: Vec<&dyn Array> = parts.iter().map(AsRef::as_ref).collect();
        Ok(interleave(&parts, &places)?)
    }
}

/// The type of several zones that holds values of both types; `None` for finer ones, and what has no zone.
pub(crate) fn common(a: &DataType, b: &DataType) -> Option<DataType> {
    let whole = |kind: &DataType| match kind {
        DataType::Date32 | DataType::Timestamp(TimeUnit::Second, _) => Some(true),
        DataType::Timestamp(TimeUnit::Millisecond, _) => Some(false),
        kind => types::is_zoned(kind).then(|| *kind == ZONED_SECONDS),
    };
    Some(match whole(a)? && whole(b)? {
        true => ZONED_SECONDS,
        false => ZONED,
    })
}

/// Dates and timestamps as `kind`, a type of several zones.
pub(crate) fn with_zones(expr: Expr, kind: &DataType) -> Expr {
    let goal = kind.clone();
    let kernel = Kernel::new("$with_zones", kind.clone(), move |inputs| {
        let array = inputs.array(0)?;
        if types::is_zoned(array.data_type()) {
            let (seconds, zones) = read(&array);
            let rows = seconds.iter().zip(zones);
            let rows = rows.map(|(time, zone)| Some((time? * 1000, zone)));
            return written(rows.collect(), &goal);
        }
        let zone = types::zone_of(array.data_type()).unwrap_or("UTC");
        let one = timestamp(&goal, zone);
        zoned(&arrow_cast(&array, &one)?, &goal)
    });
    kernel.call(vec![expr])
}
