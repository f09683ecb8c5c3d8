//! Aggregates over frames that move, for those from which Trino takes nothing away: computed anew for every frame whose first
//! row is another one, so that no difference of large numbers is left in them.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::{DataType, FieldRef, Schema};
use datafusion::common::ScalarValue;
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{Accumulator, AggregateUDF, AggregateUDFImpl, Signature};
use datafusion::physical_expr::{PhysicalExpr, PhysicalSortExpr};

use super::spread;

/// Those that take values away as Trino does, or without a loss.
pub(super) const WITHOUT_LOSS: &[&str] = &["array_agg", "avg", "count", "max", "min", "sum"];

pub(super) fn over_frames(function: Arc<AggregateUDF>) -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(Afresh(function)))
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Afresh(Arc<AggregateUDF>);

impl AggregateUDFImpl for Afresh {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn signature(&self) -> &Signature {
        self.0.signature()
    }

    fn return_type(&self, kinds: &[DataType]) -> Result<DataType> {
        self.0.return_type(kinds)
    }

    fn return_field(&self, fields: &[FieldRef]) -> Result<FieldRef> {
        self.0.return_field(fields)
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        self.0.accumulator(args)
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        self.0.state_fields(args)
    }

    fn create_sliding_accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if let Some(frame) = spread::over_frame(self.0.name()) {
            return Ok(frame);
        }
        let function = Function {
            function: Arc::clone(&self.0),
            returns: Arc::clone(&args.return_field),
            schema: args.schema.clone(),
            ignore_nulls: args.ignore_nulls,
            order_bys: args.order_bys.to_vec(),
            name: args.name.to_owned(),
            exprs: args.exprs.to_vec(),
            fields: args.expr_fields.to_vec(),
        };
        Ok(Box::new(Frame {
            function,
            rows: Vec::new(),
        }))
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        self.0.order_sensitivity()
    }
}

/// What it takes to start the aggregate.
#[derive(Debug)]
struct Function {
    function: Arc<AggregateUDF>,
    returns: FieldRef,
    schema: Schema,
    ignore_nulls: bool,
    order_bys: Vec<PhysicalSortExpr>,
    name: String,
    exprs: Vec<Arc<dyn PhysicalExpr>>,
    fields: Vec<FieldRef>,
}

impl Function {
    fn start(&self) -> Result<Box<dyn Accumulator>> {
        self.function.accumulator(AccumulatorArgs {
            return_field: Arc::clone(&self.returns),
            schema: &self.schema,
            ignore_nulls: self.ignore_nulls,
            order_bys: &self.order_bys,
            is_reversed: false,
            name: &self.name,
            is_distinct: false,
            exprs: &self.exprs,
            expr_fields: &self.fields,
        })
    }
}

#[derive(Debug)]
struct Frame {
    function: Function,
    /// The arguments for each row of the frame.
    rows: Vec<ArrayRef>,
}

impl Accumulator for Frame {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.rows = match self.rows.is_empty() {
            true => values.to_vec(),
            false => (self.rows.iter().zip(values))
                .map(|(rows, more)| Ok(concat(&[rows.as_ref(), more.as_ref()])?))
                .collect::<Result<_>>()?,
        };
        Ok(())
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let gone = values[0].len();
        for rows in &mut self.rows {
            *rows = rows.slice(gone, rows.len() - gone);
        }
        Ok(())
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let mut current = self.function.start()?;
        if !self.rows.is_empty() {
            current.update_batch(&self.rows)?;
        }
        current.evaluate()
    }

    fn size(&self) -> usize {
        let rows = self.rows.iter().map(|rows| rows.get_array_memory_size());
        size_of_val(self) + rows.sum::<usize>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Err(out_of_frame())
    }

    fn merge_batch(&mut self, _: &[ArrayRef]) -> Result<()> {
        Err(out_of_frame())
    }
}

pub(super) fn out_of_frame() -> DataFusionError {
    DataFusionError::Internal("a frame's aggregate has no state".to_owned())
}
