//! Tables of a query. VALUES and set operations are planned with Trino's common types: both sides meet in one type or are refused.

use std::collections::HashMap;

use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use datafusion::functions::core::expr_fn::get_field;
use datafusion::functions_window::row_number::row_number_udwf;
use datafusion::logical_expr::expr::{Sort, WindowFunction, WindowFunctionParams};
use datafusion::logical_expr::planner::{
    PlannedRelation, RelationPlanner, RelationPlannerContext, RelationPlanning,
};
use datafusion::logical_expr::{
    Expr, LogicalPlan, LogicalPlanBuilder, WindowFrame, WindowFunctionDefinition,
};
use datafusion::sql::sqlparser::ast::{
    Expr as Ast, Ident, Query, SelectItem, SetExpr, SetOperator, SetQuantifier, TableAlias,
    TableFactor, Values,
};

use crate::coercion::{coerce, column_type};
use crate::dependencies;
use crate::error::SqlError;
use crate::rewrite::NAMESAKE;
use crate::unnest::UNNAMED;
use crate::{call, types};

/// Plans derived tables whose body is VALUES or a set operation, in one of which the rewrite wraps every such query, or has columns beside
/// a star. All others are planned by DataFusion, and none [tells of its keys](dependencies::untold).
#[derive(Debug)]
pub(crate) struct TablePlanner;

impl RelationPlanner for TablePlanner {
    fn plan_relation(
        &self,
        relation: TableFactor,
        context: &mut dyn RelationPlannerContext,
    ) -> Result<RelationPlanning> {
        match relation {
            TableFactor::Derived {
                lateral: false,
                subquery,
                alias,
                sample: None,
            } if is_plain(&subquery) => {
                let plan = unmangled(set(*subquery.body, context)?)?;
                planned(plan, alias)
            }
            TableFactor::Derived {
                lateral,
                mut subquery,
                alias,
                sample: None,
            } if subquery.settings.is_none() => {
                let namesakes = !lateral && may_have_namesakes(&subquery);
                // By this it is known when it comes again, for DataFusion to plan it.
                subquery.settings = Some(vec![]);
                let mut plan = context.plan(TableFactor::Derived {
                    lateral,
                    subquery,
                    alias: None,
                    sample: None,
                })?;
                if namesakes {
                    plan = unmangled(plan)?;
                }
                planned(plan, alias)
            }
            mut table @ TableFactor::Table { args: None, .. } => {
                if let TableFactor::Table {
                    alias, with_hints, ..
                } = &mut table
                    && with_hints.is_empty()
                {
                    with_hints.push(Ast::Identifier(Ident::new("planned")));
                    let alias = alias.take();
                    return planned(context.plan(table)?, alias);
                }
                Ok(RelationPlanning::Original(Box::new(table)))
            }
            other => Ok(RelationPlanning::Original(Box::new(other))),
        }
    }
}

fn planned(plan: LogicalPlan, alias: Option<TableAlias>) -> Result<RelationPlanning> {
    let plan = dependencies::untold(plan)?;
    Ok(RelationPlanning::Planned(Box::new(PlannedRelation::new(
        plan, alias,
    ))))
}

fn is_plain(query: &Query) -> bool {
    matches!(
        query.body.as_ref(),
        SetExpr::Values(_) | SetExpr::SetOperation { .. }
    ) && query.with.is_none()
        && query.order_by.is_none()
        && query.limit_clause.is_none()
        && query.fetch.is_none()
}

fn set(body: SetExpr, context: &mut dyn RelationPlannerContext) -> Result<LogicalPlan> {
    match body {
        SetExpr::Values(rows) => values(rows, context),
        SetExpr::SetOperation {
            left,
            op,
            set_quantifier,
            right,
        } => {
            let (left, right) = (set(*left, context)?, set(*right, context)?);
            let (left, right) = align(left, right, op)?;
            let all = set_quantifier == SetQuantifier::All;
            match op {
                SetOperator::Union if all => LogicalPlanBuilder::from(left).union(right)?.build(),
                SetOperator::Union => LogicalPlanBuilder::from(left)
                    .union_distinct(right)?
                    .build(),
                _ if all => {
                    // The nth of equal rows on one side meets the nth on the other.
                    let columns = left.schema().columns();
                    let (left, right) = (numbered(left)?, numbered(right)?);
                    let plan = if op == SetOperator::Intersect {
                        LogicalPlanBuilder::intersect(left, right, false)?
                    } else {
                        LogicalPlanBuilder::except(left, right, false)?
                    };
                    let kept = plan.schema().columns().into_iter().take(columns.len());
                    LogicalPlanBuilder::from(plan)
                        .project(kept.map(Expr::Column).collect::<Vec<_>>())?
                        .build()
                }
                SetOperator::Intersect => LogicalPlanBuilder::intersect(left, right, false),
                _ => LogicalPlanBuilder::except(left, right, false),
            }
        }
        SetExpr::Query(query) => context.plan(derived(query, None)),
        other => context.plan(derived(Box::new(plain(other)), None)),
    }
}

/// The rows with their number among equal ones.
fn numbered(plan: LogicalPlan) -> Result<LogicalPlan> {
    let columns: Vec<Expr> = plan
        .schema()
        .columns()
        .into_iter()
        .map(Expr::Column)
        .collect();
    let number = row_number(columns, vec![]);
    LogicalPlanBuilder::from(plan)
        .window(vec![number.alias("\u{3}number")])?
        .build()
}

/// The number of a row among those with the same values.
pub(crate) fn row_number(partition_by: Vec<Expr>, order_by: Vec<Sort>) -> Expr {
    let ordered = (!order_by.is_empty()).then_some(false);
    Expr::WindowFunction(Box::new(WindowFunction {
        fun: WindowFunctionDefinition::WindowUDF(row_number_udwf()),
        params: WindowFunctionParams {
            args: vec![],
            partition_by,
            order_by,
            window_frame: WindowFrame::new(ordered),
            filter: None,
            null_treatment: None,
            distinct: false,
        },
    }))
}

pub(crate) fn derived(subquery: Box<Query>, alias: Option<TableAlias>) -> TableFactor {
    TableFactor::Derived {
        lateral: false,
        subquery,
        alias,
        sample: None,
    }
}

/// A query that is its body alone.
pub(crate) fn plain(body: SetExpr) -> Query {
    Query {
        with: None,
        body: Box::new(body),
        order_by: None,
        limit_clause: None,
        fetch: None,
        locks: vec![],
        for_clause: None,
        settings: None,
        format_clause: None,
        pipe_operators: vec![],
    }
}

/// Stands behind the name of one of several columns that are called alike, and before a number.
pub(crate) const AMBIGUOUS: &str = "\u{2}of ";

/// Whether columns of a query may be called alike: those of a star over a join, and those beside a star, to which the rewrite has given
/// numbers.
pub(crate) fn may_have_namesakes(query: &Query) -> bool {
    let SetExpr::Select(select) = query.body.as_ref() else {
        return false;
    };
    let joins = match select.from.as_slice() {
        [only] => !only.joins.is_empty() || matches!(only.relation, TableFactor::NestedJoin { .. }),
        relations => !relations.is_empty(),
    };
    select.projection.iter().any(|item| match item {
        SelectItem::ExprWithAlias { alias, .. } => alias.value.contains(NAMESAKE),
        SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..) => joins,
        _ => false,
    })
}

/// The numbers gone from names that turn out to be one column's alone. A name of several finds none of them: Athena calls it ambiguous.
fn unmangled(plan: LogicalPlan) -> Result<LogicalPlan> {
    let base = |name: &str| name.split(NAMESAKE).next().unwrap_or_default().to_owned();
    let mut columns: HashMap<String, usize> = HashMap::new();
    for field in plan.schema().fields() {
        *columns.entry(base(field.name())).or_default() += 1;
    }
    let as_it_is = |name: &String| columns.get(name) == Some(&1);
    if (plan.schema().fields().iter()).all(|field| as_it_is(field.name())) {
        return Ok(plan);
    }
    let exprs = plan.schema().columns().into_iter().enumerate();
    let exprs = exprs.map(|(i, column)| {
        let mut name = base(&column.name);
        if !as_it_is(&name) {
            name = format!("{name}{AMBIGUOUS}{i}");
        }
        Expr::Column(column).alias(name)
    });
    let exprs: Vec<Expr> = exprs.collect();
    LogicalPlanBuilder::from(plan).project(exprs)?.build()
}

/// Both sides with columns of one type, named as the left side names them.
fn align(
    left: LogicalPlan,
    right: LogicalPlan,
    op: SetOperator,
) -> Result<(LogicalPlan, LogicalPlan)> {
    let kinds = |plan: &LogicalPlan| -> Vec<DataType> {
        plan.schema()
            .fields()
            .iter()
            .map(|field| field.data_type().clone())
            .collect()
    };
    let (a, b) = (kinds(&left), kinds(&right));
    if a.len() != b.len() {
        return Err(SqlError::refused(format!(
            "{op} query has different number of fields: {}, {}",
            a.len(),
            b.len()
        ))
        .into());
    }
    let mut common = Vec::with_capacity(a.len());
    for (i, (a, b)) in a.iter().zip(&b).enumerate() {
        common.push(column_type(a, b)?.ok_or_else(|| {
            SqlError::refused(format!(
                "column {} in {op} query has incompatible types: {}, {}",
                i + 1,
                types::display(a),
                types::display(b)
            ))
            .hint("CAST both sides to one type")
        })?);
    }
    let names: Vec<String> = left
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect();
    Ok((
        as_types(left, &common, &names)?,
        as_types(right, &common, &names)?,
    ))
}

fn as_types(plan: LogicalPlan, kinds: &[DataType], names: &[String]) -> Result<LogicalPlan> {
    let columns = plan.schema().columns();
    let mut exprs = Vec::with_capacity(columns.len());
    for ((column, kind), name) in columns.into_iter().zip(kinds).zip(names) {
        let from = call::type_of(&Expr::Column(column.clone()), plan.schema(), None)?;
        let expr = coerce(Expr::Column(column), &from, kind)
            .ok_or_else(|| SqlError::refused(format!("cannot coerce {}", types::display(&from))))?;
        exprs.push(expr.alias(name));
    }
    LogicalPlanBuilder::from(plan).project(exprs)?.build()
}

/// The expressions of a row, and whether they stood in `ROW(a, b)`, which by itself is a row of two columns.
fn row(mut exprs: Vec<Ast>) -> (Vec<Ast>, bool) {
    if let [Ast::Dictionary(fields)] = exprs.as_mut_slice()
        && fields
            .first()
            .is_some_and(|field| call::head_of(&field.key.value) == Some("row"))
    {
        let exprs = fields.drain(1..).map(|field| *field.value).collect();
        return (exprs, true);
    }
    (exprs, false)
}

fn values(rows: Values, context: &mut dyn RelationPlannerContext) -> Result<LogicalPlan> {
    let empty = LogicalPlanBuilder::empty(true).build()?;
    let schema = empty.schema().clone();
    let mut planned: Vec<Vec<(Expr, DataType)>> = Vec::with_capacity(rows.rows.len());
    let mut common: Vec<DataType> = Vec::new();
    for exprs in rows.rows {
        let mut columns = Vec::new();
        let mut found = Vec::new();
        let (asts, spread) = row(exprs.content);
        for ast in asts {
            let expr = context.sql_to_expr(ast, &schema)?;
            let kind = call::type_of(&expr, &schema, None)?;
            found.push((expr, kind));
        }
        if let [(expr, DataType::Struct(fields))] = found.as_slice()
            && !spread
        {
            // One value that is a row by its type is a row of its fields.
            let fields = fields.iter().map(|field| {
                let kind = field.data_type().clone();
                (get_field(expr.clone(), field.name().as_str()), kind)
            });
            found = fields.collect();
        }
        for (i, (expr, kind)) in found.into_iter().enumerate() {
            match common.get_mut(i) {
                None if planned.is_empty() => common.push(kind.clone()),
                None => return Err(SqlError::refused("the rows of VALUES differ in length").into()),
                Some(so_far) => {
                    *so_far = column_type(so_far, &kind)?.ok_or_else(|| {
                        SqlError::refused(format!(
                            "values rows have mismatched types: {} and {}",
                            types::display(so_far),
                            types::display(&kind)
                        ))
                    })?;
                }
            }
            columns.push((expr, kind));
        }
        if columns.len() != common.len() {
            return Err(SqlError::refused("the rows of VALUES differ in length").into());
        }
        planned.push(columns);
    }
    let mut table = Vec::with_capacity(planned.len());
    for columns in planned {
        let mut exprs = Vec::with_capacity(columns.len());
        for ((expr, kind), goal) in columns.into_iter().zip(&common) {
            exprs.push(coerce(expr, &kind, goal).ok_or_else(|| {
                SqlError::refused(format!("cannot coerce {}", types::display(&kind)))
            })?);
        }
        table.push(exprs);
    }
    let plan = LogicalPlanBuilder::values(table)?.build()?;
    let exprs: Vec<Expr> = plan
        .schema()
        .columns()
        .into_iter()
        .enumerate()
        .map(|(i, column)| Expr::Column(column).alias(format!("{UNNAMED}{i}")))
        .collect();
    LogicalPlanBuilder::from(plan).project(exprs)?.build()
}
