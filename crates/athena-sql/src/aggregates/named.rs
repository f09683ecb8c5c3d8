//! Functions that exist by name alone: the planner finds them, the hooks put the real ones in their place.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, FieldRef};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::function::{
    AccumulatorArgs, PartitionEvaluatorArgs, WindowUDFFieldArgs,
};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, PartitionEvaluator, Signature, TypeSignature,
    Volatility, WindowUDF, WindowUDFImpl,
};

#[derive(Debug, PartialEq, Eq, Hash)]
struct Named {
    name: String,
    signature: Signature,
}

impl Named {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            signature: Signature::one_of(
                vec![TypeSignature::VariadicAny, TypeSignature::Nullary],
                Volatility::Immutable,
            ),
        }
    }

    fn unplanned(&self) -> DataFusionError {
        DataFusionError::Internal(format!("{} was not planned", self.name))
    }
}

pub(super) fn aggregate(name: &str) -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(Named::new(name)))
}

pub(super) fn window(name: &str) -> Arc<WindowUDF> {
    Arc::new(WindowUDF::new_from_impl(Named::new(name)))
}

impl AggregateUDFImpl for Named {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Err(self.unplanned())
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Err(self.unplanned())
    }
}

impl WindowUDFImpl for Named {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn partition_evaluator(
        &self,
        _: PartitionEvaluatorArgs,
    ) -> Result<Box<dyn PartitionEvaluator>> {
        Err(self.unplanned())
    }

    fn field(&self, _: WindowUDFFieldArgs) -> Result<FieldRef> {
        Err(self.unplanned())
    }
}
