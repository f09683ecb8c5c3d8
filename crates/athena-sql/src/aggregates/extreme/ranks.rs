//! What `max_by` and `min_by` compare: the best of each group so far.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, ArrowPrimitiveType, AsArray, PrimitiveArray, new_null_array,
};
use datafusion::arrow::datatypes::{ArrowNativeTypeOp, DataType};
use datafusion::arrow::row::{RowConverter, Rows, SortField};
use datafusion::error::Result;
use datafusion::logical_expr::EmitTo;

/// The best of each group.
pub(super) trait Ranks: Send + Sync + 'static {
    /// A batch, ready to be compared.
    type Batch;

    fn resize(&mut self, groups: usize);
    fn read(&self, by: &ArrayRef) -> Result<Self::Batch>;
    /// Whether a row goes before the best of its group, which has one.
    fn wins(&self, batch: &Self::Batch, row: usize, group: usize, greatest: bool) -> bool;
    fn take(&mut self, batch: &Self::Batch, row: usize, group: usize);
    /// The first groups; NULL for those that are not known.
    fn emit(&mut self, emit_to: EmitTo, known: Vec<bool>) -> Result<ArrayRef>;
    /// Bytes.
    fn size(&self) -> usize;
}

/// Numbers and times.
pub(super) struct FixedWidth<T: ArrowPrimitiveType> {
    kind: DataType,
    best: Vec<T::Native>,
}

impl<T: ArrowPrimitiveType> FixedWidth<T> {
    pub(super) fn new(kind: &DataType) -> Self {
        Self {
            kind: kind.clone(),
            best: vec![],
        }
    }
}

impl<T: ArrowPrimitiveType> Ranks for FixedWidth<T> {
    type Batch = PrimitiveArray<T>;

    fn resize(&mut self, groups: usize) {
        self.best.resize(groups, T::Native::default());
    }

    fn read(&self, by: &ArrayRef) -> Result<Self::Batch> {
        Ok(by.as_primitive::<T>().clone())
    }

    #[inline]
    fn wins(&self, batch: &Self::Batch, row: usize, group: usize, greatest: bool) -> bool {
        let (value, best) = (batch.values()[row], self.best[group]);
        if greatest {
            value.is_gt(best)
        } else {
            value.is_lt(best)
        }
    }

    #[inline]
    fn take(&mut self, batch: &Self::Batch, row: usize, group: usize) {
        self.best[group] = batch.values()[row];
    }

    fn emit(&mut self, emit_to: EmitTo, known: Vec<bool>) -> Result<ArrayRef> {
        let best = emit_to.take_needed(&mut self.best);
        let best = PrimitiveArray::<T>::new(best.into(), Some(known.into()));
        Ok(Arc::new(best.with_data_type(self.kind.clone())))
    }

    fn size(&self) -> usize {
        self.best.capacity() * size_of::<T::Native>()
    }
}

/// Texts, rows and all else: bytes that sort as the values do.
pub(super) struct RowBytes {
    converter: RowConverter,
    null: Vec<u8>,
    best: Vec<Vec<u8>>,
    /// Of `best`.
    bytes: usize,
}

impl RowBytes {
    /// # Errors
    /// When values of the type cannot be ordered.
    pub(super) fn try_new(kind: &DataType) -> Result<Self> {
        let converter = RowConverter::new(vec![SortField::new(kind.clone())])?;
        let null = converter.convert_columns(&[new_null_array(kind, 1)])?;
        Ok(Self {
            null: null.row(0).as_ref().to_vec(),
            converter,
            best: vec![],
            bytes: 0,
        })
    }
}

impl Ranks for RowBytes {
    type Batch = Rows;

    fn resize(&mut self, groups: usize) {
        self.best.resize(groups, vec![]);
    }

    fn read(&self, by: &ArrayRef) -> Result<Rows> {
        Ok(self.converter.convert_columns(&[Arc::clone(by)])?)
    }

    fn wins(&self, batch: &Rows, row: usize, group: usize, greatest: bool) -> bool {
        let order = batch.row(row).as_ref().cmp(self.best[group].as_slice());
        if greatest {
            order.is_gt()
        } else {
            order.is_lt()
        }
    }

    fn take(&mut self, batch: &Rows, row: usize, group: usize) {
        let best = &mut self.best[group];
        self.bytes -= best.capacity();
        best.clear();
        best.extend_from_slice(batch.row(row).as_ref());
        self.bytes += best.capacity();
    }

    fn emit(&mut self, emit_to: EmitTo, known: Vec<bool>) -> Result<ArrayRef> {
        let mut best = emit_to.take_needed(&mut self.best);
        self.bytes = self.best.iter().map(Vec::capacity).sum();
        let unknown = best.iter_mut().zip(known).filter(|(_, known)| !known);
        unknown.for_each(|(best, _)| best.clone_from(&self.null));
        let parser = self.converter.parser();
        let rows = best.iter().map(|best| parser.parse(best));
        Ok(self.converter.convert_rows(rows)?.swap_remove(0))
    }

    fn size(&self) -> usize {
        self.bytes + self.best.capacity() * size_of::<Vec<u8>>()
    }
}
