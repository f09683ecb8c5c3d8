//! `row_number() … = 1` without sorting: the newest row of each key, one pass over the rows and a table of keys.
//!
//! DataFusion numbers rows by sorting all of them by key and order, also where only number 1 is wanted (its own `WindowTopN` keeps a heap per
//! key, for few keys). Most lakes ask for nothing but that: the state of each item, each event once.

mod exec;
mod kept;

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::Operator;
use datafusion::physical_expr::expressions::{BinaryExpr, CastExpr, Column, Literal};
use datafusion::physical_expr::window::StandardWindowExpr;
use datafusion::physical_expr::{PhysicalExpr, conjunction, split_conjunction};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::execution_plan::replace_children_if_necessary;
use datafusion::physical_plan::filter::{FilterExec, FilterExecBuilder};
use datafusion::physical_plan::projection::{ProjectionExec, ProjectionExpr};
use datafusion::physical_plan::windows::{BoundedWindowAggExec, WindowAggExec, WindowUDFExpr};
use datafusion::physical_plan::{ExecutionPlan, WindowExpr};

use exec::FirstRowExec;

/// Puts [`FirstRowExec`] in the place of a `row_number()` of which a filter keeps number 1.
///
/// Runs before the rules that add sorts and exchanges, which then ask it instead of the window.
#[derive(Debug)]
pub struct FirstRow;

impl PhysicalOptimizerRule for FirstRow {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(|node| {
            Ok(match replaced(&node)? {
                Some(plan) if plan.schema() == node.schema() => Transformed::yes(plan),
                _ => Transformed::no(node),
            })
        })
        .data()
    }

    fn name(&self) -> &str {
        "first_row"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// What answers the same as a filter over a window, if it is one that keeps number 1.
fn replaced(node: &Arc<dyn ExecutionPlan>) -> Result<Option<Arc<dyn ExecutionPlan>>> {
    let Some(filter) = node.downcast_ref::<FilterExec>() else {
        return Ok(None);
    };
    if filter.fetch().is_some() {
        return Ok(None);
    }
    let mut below = Arc::clone(filter.input());
    let mut projections = Vec::new();
    while let Some(projection) = below.downcast_ref::<ProjectionExec>() {
        let next = Arc::clone(projection.input());
        projections.push(std::mem::replace(&mut below, next));
    }
    let Some(Window { input, expression }) = window(&below) else {
        return Ok(None);
    };
    let number = input.schema().fields().len();
    let is_first = |predicate: &Arc<dyn PhysicalExpr>| {
        first(predicate).and_then(|column| origin(column, &projections)) == Some(number)
    };
    let (first, rest): (Vec<_>, Vec<_>) = split_conjunction(filter.predicate())
        .into_iter()
        .cloned()
        .partition(is_first);
    if first.is_empty() || !can_be_compared(expression.as_ref(), input)? {
        return Ok(None);
    }
    let mut plan: Arc<dyn ExecutionPlan> = Arc::new(FirstRowExec::new(
        Arc::clone(input),
        expression.partition_by().to_vec(),
        expression.order_by().to_vec(),
    )?);
    plan = with_number(plan, below.schema().field(number).name())?;
    for projection in projections.into_iter().rev() {
        plan = replace_children_if_necessary(projection, vec![plan])?;
    }
    if !rest.is_empty() {
        let rest = FilterExecBuilder::new(conjunction(rest), plan)
            .with_default_selectivity(filter.default_selectivity())
            .with_batch_size(filter.batch_size());
        plan = Arc::new(rest.build()?);
    }
    if let Some(wanted) = filter.projection() {
        let columns: Vec<_> = columns(&plan).collect();
        let wanted = wanted.iter().map(|i| columns[*i].clone());
        plan = Arc::new(ProjectionExec::try_new(wanted, plan)?);
    }
    Ok(Some(plan))
}

/// `row_number()` alone, by keys.
struct Window<'a> {
    input: &'a Arc<dyn ExecutionPlan>,
    expression: &'a Arc<dyn WindowExpr>,
}

fn window(plan: &Arc<dyn ExecutionPlan>) -> Option<Window<'_>> {
    let (input, expressions) = match plan.downcast_ref::<BoundedWindowAggExec>() {
        Some(window) => (window.input(), window.window_expr()),
        None => {
            let window = plan.downcast_ref::<WindowAggExec>()?;
            (window.input(), window.window_expr())
        }
    };
    let [expression] = expressions else {
        return None;
    };
    let standard = expression.as_any().downcast_ref::<StandardWindowExpr>()?;
    let function = standard.get_standard_func_expr().as_any();
    let name = function.downcast_ref::<WindowUDFExpr>()?.fun().name();
    let numbers_keys = name == "row_number" && !expression.partition_by().is_empty();
    numbers_keys.then_some(Window { input, expression })
}

/// The column of `column = 1`, `column <= 1` or `column < 2`, either way round.
fn first(predicate: &Arc<dyn PhysicalExpr>) -> Option<&Column> {
    let comparison = predicate.downcast_ref::<BinaryExpr>()?;
    let (left, right) = (comparison.left(), comparison.right());
    let (column, operator, literal) = match column(left) {
        Some(column) => (column, *comparison.op(), right),
        None => (column(right)?, comparison.op().swap()?, left),
    };
    let value = literal.downcast_ref::<Literal>()?.value();
    let limit = match value.cast_to(&DataType::UInt64) {
        Ok(ScalarValue::UInt64(Some(limit))) if value.data_type().is_integer() => limit,
        _ => return None,
    };
    let wanted = matches!(
        (operator, limit),
        (Operator::Eq | Operator::LtEq, 1) | (Operator::Lt, 2)
    );
    wanted.then_some(column)
}

/// A column, or one as a `bigint`: what Athena's `row_number()` is.
fn column(expression: &Arc<dyn PhysicalExpr>) -> Option<&Column> {
    match expression.downcast_ref::<CastExpr>() {
        Some(cast) if *cast.cast_type() == DataType::Int64 => cast.expr().downcast_ref(),
        _ => expression.downcast_ref(),
    }
}

/// Which column of the window is seen over projections.
fn origin(seen: &Column, projections: &[Arc<dyn ExecutionPlan>]) -> Option<usize> {
    let mut index = seen.index();
    for projection in projections {
        let expressions = projection.downcast_ref::<ProjectionExec>()?.expr();
        index = column(&expressions.get(index)?.expr)?.index();
    }
    Some(index)
}

/// Floating-point keys are left to the window: a sort and a hash may differ in what is equal (zeros, NaN).
fn can_be_compared(expression: &dyn WindowExpr, input: &Arc<dyn ExecutionPlan>) -> Result<bool> {
    let schema = input.schema();
    for key in expression.partition_by() {
        if has_floats(&key.data_type(&schema)?) {
            return Ok(false);
        }
    }
    let fields: Vec<SortField> = exec::sort_fields(expression.order_by(), &schema)?;
    Ok(RowConverter::supports_fields(&fields))
}

fn has_floats(ty: &DataType) -> bool {
    match ty {
        DataType::Struct(fields) => fields.iter().any(|field| has_floats(field.data_type())),
        DataType::Dictionary(_, value) => has_floats(value),
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::ListView(item)
        | DataType::Map(item, _) => has_floats(item.data_type()),
        ty => ty.is_floating(),
    }
}

/// The columns and the row's number behind them, as the window gave it.
fn with_number(plan: Arc<dyn ExecutionPlan>, name: &str) -> Result<Arc<dyn ExecutionPlan>> {
    let number = Arc::new(Literal::new(ScalarValue::UInt64(Some(1))));
    let number = ProjectionExpr::new(number, name.to_owned());
    let columns: Vec<_> = columns(&plan).chain([number]).collect();
    Ok(Arc::new(ProjectionExec::try_new(columns, plan)?))
}

fn columns(plan: &Arc<dyn ExecutionPlan>) -> impl Iterator<Item = ProjectionExpr> {
    let schema = plan.schema();
    (0..schema.fields().len()).map(move |i| {
        let name = schema.field(i).name();
        ProjectionExpr::new(Arc::new(Column::new(name, i)), name.clone())
    })
}
