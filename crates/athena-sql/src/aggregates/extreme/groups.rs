//! `max_by` and `min_by` of many groups at once.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BooleanArray, UInt32Array, new_null_array};
use datafusion::arrow::compute::{interleave, nullif, take};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, Time32MillisecondType, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use datafusion::error::Result;
use datafusion::logical_expr::{EmitTo, GroupsAccumulator};

use super::ranked;
use super::ranks::{FixedWidth, Ranks, RowBytes};

/// The accumulator for values of type `value` compared by one of type `by`; `None` where there is none.
pub(super) fn bests(
    greatest: bool,
    value: &DataType,
    by: &DataType,
) -> Option<Box<dyn GroupsAccumulator>> {
    macro_rules! of {
        ($kind:ty) => {
            Box::new(Bests::new(greatest, value, FixedWidth::<$kind>::new(by)))
        };
    }
    Some(match by {
        DataType::Int8 => of!(Int8Type),
        DataType::Int16 => of!(Int16Type),
        DataType::Int32 => of!(Int32Type),
        DataType::Int64 => of!(Int64Type),
        DataType::Float32 => of!(Float32Type),
        DataType::Float64 => of!(Float64Type),
        DataType::Decimal128(..) => of!(Decimal128Type),
        DataType::Date32 => of!(Date32Type),
        DataType::Time32(TimeUnit::Millisecond) => of!(Time32MillisecondType),
        DataType::Timestamp(TimeUnit::Second, _) => of!(TimestampSecondType),
        DataType::Timestamp(TimeUnit::Millisecond, _) => of!(TimestampMillisecondType),
        DataType::Timestamp(TimeUnit::Microsecond, _) => of!(TimestampMicrosecondType),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => of!(TimestampNanosecondType),
        by => Box::new(Bests::new(greatest, value, RowBytes::try_new(by).ok()?)),
    })
}

/// Where a value is held: the chunk and the row in it.
type Place = (u32, u32);

/// The place of the NULL of groups without a value.
const NOWHERE: Place = (0, 0);
/// The chunk of a value that is still in the batch.
const BATCH: u32 = u32::MAX;
/// Values that lost since they were taken are held up to this number and as many as there are groups.
const SLACK: usize = 8192;

struct Bests<R> {
    greatest: bool,
    by: R,
    places: Vec<Place>,
    /// A NULL, then the winners of every batch.
    chunks: Vec<ArrayRef>,
    held: usize,
}

impl<R: Ranks> Bests<R> {
    fn new(greatest: bool, value: &DataType, by: R) -> Self {
        Self {
            greatest,
            by,
            places: vec![],
            chunks: vec![new_null_array(value, 1)],
            held: 0,
        }
    }

    fn gather(&self, places: &[Place]) -> Result<ArrayRef> {
        let chunks: Vec<&dyn Array> = self.chunks.iter().map(AsRef::as_ref).collect();
        let places: Vec<(usize, usize)> = places
            .iter()
            .map(|(chunk, row)| (*chunk as usize, *row as usize))
            .collect();
        Ok(interleave(&chunks, &places)?)
    }

    /// Keeps the values that still win, in one chunk.
    fn compact(&mut self) -> Result<()> {
        let winners: Vec<Place> = self
            .places
            .iter()
            .copied()
            .filter(|place| *place != NOWHERE)
            .collect();
        let chunk = self.gather(&winners)?;
        let winning = self.places.iter_mut().filter(|place| **place != NOWHERE);
        for (row, place) in (0..).zip(winning) {
            *place = (1, row);
        }
        self.held = chunk.len();
        self.chunks.truncate(1);
        self.chunks.push(chunk);
        Ok(())
    }

    fn emit(&mut self, emit_to: EmitTo) -> Result<(ArrayRef, ArrayRef)> {
        let places = emit_to.take_needed(&mut self.places);
        let known: Vec<bool> = places.iter().map(|place| *place != NOWHERE).collect();
        let by = self.by.emit(emit_to, known)?;
        let values = self.gather(&places)?;
        if self.places.is_empty() {
            self.chunks.truncate(1);
            self.held = 0;
        }
        Ok((values, by))
    }
}

impl<R: Ranks> GroupsAccumulator for Bests<R> {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.by.resize(total);
        self.places.resize(total, NOWHERE);
        let by = ranked(&values[1], self.greatest)?;
        let ranks = self.by.read(&by)?;
        let known = by.logical_nulls();
        let wanted = |row: usize| {
            known.as_ref().is_none_or(|known| known.is_valid(row))
                && filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row))
        };
        let mut touched = Vec::new();
        for (number, group) in (0..).zip(groups) {
            let row = number as usize;
            if !wanted(row) {
                continue;
            }
            let place = &mut self.places[*group];
            if *place == NOWHERE || self.by.wins(&ranks, row, *group, self.greatest) {
                if place.0 != BATCH {
                    touched.push(*group);
                }
                self.by.take(&ranks, row, *group);
                *place = (BATCH, number);
            }
        }
        if touched.is_empty() {
            return Ok(());
        }
        let chunk = u32::try_from(self.chunks.len()).unwrap_or(BATCH);
        let mut rows = Vec::with_capacity(touched.len());
        for (at, group) in (0..).zip(touched) {
            let place = &mut self.places[group];
            rows.push(place.1);
            *place = (chunk, at);
        }
        self.held += rows.len();
        self.chunks
            .push(take(&values[0], &UInt32Array::from(rows), None)?);
        if self.held > 2 * total + SLACK {
            self.compact()?;
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        Ok(self.emit(emit_to)?.0)
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        let (values, by) = self.emit(emit_to)?;
        Ok(vec![values, by])
    }

    fn merge_batch(&mut self, states: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.update_batch(states, groups, None, total)
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let by = ranked(&values[1], self.greatest)?;
        let Some(filter) = filter else {
            return Ok(vec![Arc::clone(&values[0]), by]);
        };
        let unwanted: BooleanArray = (0..filter.len())
            .map(|row| Some(!(filter.is_valid(row) && filter.value(row))))
            .collect();
        let by = nullif(&by, &unwanted)?;
        Ok(vec![Arc::clone(&values[0]), by])
    }

    fn size(&self) -> usize {
        let chunks = self
            .chunks
            .iter()
            .map(|chunk| chunk.get_array_memory_size());
        chunks.sum::<usize>() + self.by.size() + self.places.capacity() * size_of::<Place>()
    }
}
