//! The rows that are first so far.

use std::cmp::Ordering;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BooleanArray, BooleanBufferBuilder, RecordBatch};
use datafusion::arrow::compute::{BatchCoalescer, filter, filter_record_batch};
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use datafusion::arrow::row::{RowConverter, Rows};
use datafusion::common::{DataFusionError, Result};
use datafusion::physical_expr::{PhysicalExpr, PhysicalSortExpr};
use datafusion::physical_plan::aggregates::group_values::{GroupValues, new_group_values};
use datafusion::physical_plan::aggregates::order::GroupOrdering;

use super::exec::sort_fields;

/// Rows that another one has taken the place of are held until they are this many, and as many as those that count.
const REPLACED: usize = 1 << 16;

/// All batches that hold a first row, and which row that is for each key.
pub struct Kept {
    schema: SchemaRef,
    keys: Vec<Arc<dyn PhysicalExpr>>,
    order: Vec<Arc<dyn PhysicalExpr>>,
    groups: Box<dyn GroupValues>,
    converter: RowConverter,
    batches: Vec<Held>,
    /// By the number of the key.
    first: Vec<Place>,
    rows: usize,
    /// Bytes of `batches`.
    bytes: usize,
    batch_size: usize,
    /// The keys' numbers of one batch.
    numbers: Vec<usize>,
}

struct Held {
    batch: RecordBatch,
    order: Order,
}

/// What rows are compared by, made comparable once two rows of a key meet: where keys hardly repeat, hardly ever.
enum Order {
    Columns(Vec<ArrayRef>),
    Rows(Rows),
}

#[derive(Clone, Copy)]
struct Place {
    batch: usize,
    row: usize,
}

impl Kept {
    pub fn new(
        schema: &SchemaRef,
        keys: &[Arc<dyn PhysicalExpr>],
        order: &[PhysicalSortExpr],
        batch_size: usize,
    ) -> Result<Self> {
        let key = |(i, key): (usize, &Arc<dyn PhysicalExpr>)| {
            Ok(Field::new(i.to_string(), key.data_type(schema)?, true))
        };
        let fields = keys.iter().enumerate().map(key);
        let fields = Schema::new(fields.collect::<Result<Vec<_>>>()?);
        Ok(Self {
            schema: Arc::clone(schema),
            keys: keys.to_vec(),
            order: order.iter().map(|sort| Arc::clone(&sort.expr)).collect(),
            groups: new_group_values(Arc::new(fields), &GroupOrdering::None)?,
            converter: RowConverter::new(sort_fields(order, schema)?)?,
            batches: Vec::new(),
            first: Vec::new(),
            rows: 0,
            bytes: 0,
            batch_size,
            numbers: Vec::new(),
        })
    }

    pub fn insert(&mut self, batch: RecordBatch) -> Result<()> {
        let arrays = |expressions: &[Arc<dyn PhysicalExpr>]| {
            let array =
                |e: &Arc<dyn PhysicalExpr>| e.evaluate(&batch)?.into_array(batch.num_rows());
            expressions.iter().map(array).collect::<Result<Vec<_>>>()
        };
        let keys = arrays(&self.keys)?;
        let order = Order::Columns(arrays(&self.order)?);
        self.groups.intern(&keys, &mut self.numbers)?;
        self.rows += batch.num_rows();
        self.bytes += batch.get_array_memory_size();
        let at = self.batches.len();
        self.batches.push(Held { batch, order });
        let numbers = std::mem::take(&mut self.numbers);
        for (row, &number) in numbers.iter().enumerate() {
            let place = Place { batch: at, row };
            match self.first.get(number).copied() {
                // Keys are numbered as they come.
                None => self.first.push(place),
                Some(other) if !self.order.is_empty() && self.before(place, other)? => {
                    self.first[number] = place;
                }
                Some(_) => {}
            }
        }
        self.numbers = numbers;
        if self.rows > 2 * self.first.len() + REPLACED {
            self.drop_replaced()?;
        }
        Ok(())
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.bytes + self.groups.size() + self.first.capacity() * size_of::<Place>()
    }

    fn before(&mut self, one: Place, other: Place) -> Result<bool> {
        self.compare_by_rows(one.batch)?;
        self.compare_by_rows(other.batch)?;
        match (
            &self.batches[one.batch].order,
            &self.batches[other.batch].order,
        ) {
            (Order::Rows(a), Order::Rows(b)) => {
                Ok(a.row(one.row).cmp(&b.row(other.row)) == Ordering::Less)
            }
            _ => Err(DataFusionError::Internal("order without rows".to_owned())),
        }
    }

    fn compare_by_rows(&mut self, batch: usize) -> Result<()> {
        let held = &mut self.batches[batch];
        if let Order::Columns(columns) = &held.order {
            let rows = self.converter.convert_columns(columns)?;
            self.bytes += rows.size();
            held.order = Order::Rows(rows);
        }
        Ok(())
    }

    /// Which rows of each batch are the first of their key.
    fn masks(&self) -> Vec<BooleanArray> {
        let mask = |held: &Held| {
            let mut mask = BooleanBufferBuilder::new(held.batch.num_rows());
            mask.append_n(held.batch.num_rows(), false);
            mask
        };
        let mut masks: Vec<_> = self.batches.iter().map(mask).collect();
        for place in &self.first {
            masks[place.batch].set_bit(place.row, true);
        }
        let done = |mut mask: BooleanBufferBuilder| BooleanArray::new(mask.finish(), None);
        masks.into_iter().map(done).collect()
    }

    /// Frees what no key points at any more.
    fn drop_replaced(&mut self) -> Result<()> {
        let masks = self.masks();
        self.bytes = 0;
        for (held, mask) in self.batches.iter_mut().zip(&masks) {
            held.batch = filter_record_batch(&held.batch, mask)?;
            self.bytes += held.batch.get_array_memory_size();
            match &mut held.order {
                Order::Columns(columns) => {
                    for column in columns {
                        *column = filter(column, mask)?;
                    }
                }
                Order::Rows(rows) => {
                    let mut left = self.converter.empty_rows(held.batch.num_rows(), 0);
                    for row in mask.values().set_indices() {
                        left.push(rows.row(row));
                    }
                    *rows = left;
                    self.bytes += rows.size();
                }
            }
        }
        // A row stands where as many rows that count were before it.
        let mut places: Vec<_> = masks.iter().map(|mask| vec![0; mask.len()]).collect();
        for (places, mask) in places.iter_mut().zip(&masks) {
            for (place, row) in mask.values().set_indices().enumerate() {
                places[row] = place;
            }
        }
        for first in &mut self.first {
            first.row = places[first.batch][first.row];
        }
        self.rows = self.first.len();
        Ok(())
    }

    /// The first rows in the order in which they came, in batches of the usual size.
    pub fn finish(self) -> Result<Vec<RecordBatch>> {
        let masks = self.masks();
        let mut done = Vec::new();
        let mut coalescer = BatchCoalescer::new(self.schema, self.batch_size);
        for (held, mask) in self.batches.into_iter().zip(masks) {
            if mask.true_count() == held.batch.num_rows() && held.batch.num_rows() > 0 {
                coalescer.finish_buffered_batch()?;
                done.extend(std::iter::from_fn(|| coalescer.next_completed_batch()));
                done.push(held.batch);
            } else {
                coalescer.push_batch_with_filter(held.batch, &mask)?;
                done.extend(std::iter::from_fn(|| coalescer.next_completed_batch()));
            }
        }
        coalescer.finish_buffered_batch()?;
        done.extend(std::iter::from_fn(|| coalescer.next_completed_batch()));
        Ok(done)
    }
}
