//! The hooks through which DataFusion's SQL planner reaches this crate's typed planning.

use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::datatypes::Field;
use datafusion::common::{DFSchema, TableReference};
use datafusion::error::Result;
use datafusion::logical_expr::planner::{
    ExprPlanner, PlannerResult, RawAggregateExpr, RawBinaryExpr, RawDictionaryExpr, RawWindowExpr,
};
use datafusion::logical_expr::{Expr, ExprSchemable};
use datafusion::sql::sqlparser::ast::BinaryOperator;

use crate::call::Call;
use crate::error::SqlError;
use crate::{aggregates, functions, types};

/// Plans calls, aggregates, window functions and field access as Trino does.
#[derive(Debug)]
pub(crate) struct AthenaPlanner;

impl ExprPlanner for AthenaPlanner {
    fn plan_dictionary_literal(
        &self,
        expr: RawDictionaryExpr,
        schema: &DFSchema,
    ) -> Result<PlannerResult<RawDictionaryExpr>> {
        match Call::read(&expr.keys, &expr.values, schema) {
            Some(call) => Ok(PlannerResult::Planned(functions::plan(&call?)?)),
            None => Ok(PlannerResult::Original(expr)),
        }
    }

    fn plan_binary_op(
        &self,
        expr: RawBinaryExpr,
        schema: &DFSchema,
    ) -> Result<PlannerResult<RawBinaryExpr>> {
        if matches!(expr.op, BinaryOperator::And | BinaryOperator::Or) {
            for side in [&expr.left, &expr.right] {
                let kind = side.get_type(schema);
                if let Ok(kind) = kind
                    && !matches!(kind, DataType::Boolean | DataType::Null)
                {
                    return Err(SqlError::refused(format!(
                        "logical expression term must evaluate to a boolean (actual: {})",
                        types::display(&kind)
                    ))
                    .into());
                }
            }
        }
        Ok(PlannerResult::Original(expr))
    }

    fn plan_compound_identifier(
        &self,
        field: &Field,
        qualifier: Option<&TableReference>,
        nested: &[String],
    ) -> Result<PlannerResult<Vec<Expr>>> {
        let mut expr = Expr::Column((qualifier, field).into());
        let mut kind = field.data_type().clone();
        for name in nested {
            (expr, kind) = functions::nested::field(expr, &kind, name)?;
        }
        Ok(PlannerResult::Planned(expr))
    }

    fn plan_aggregate(&self, expr: RawAggregateExpr) -> Result<PlannerResult<RawAggregateExpr>> {
        Ok(PlannerResult::Planned(aggregates::plan(expr)?))
    }

    fn plan_window(&self, expr: RawWindowExpr) -> Result<PlannerResult<RawWindowExpr>> {
        Ok(PlannerResult::Planned(aggregates::plan_window(expr)?))
    }
}
