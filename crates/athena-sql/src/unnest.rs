//! UNNEST in all its forms: project the arrays beside the left side's columns, unnest them, name the result.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Column, NullHandling, TableReference, UnnestOptions};
use datafusion::error::Result;
use datafusion::logical_expr::planner::{
    PlannedRelation, RelationPlanner, RelationPlannerContext, RelationPlanning,
};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use datafusion::sql::sqlparser::ast::{
    Expr as Ast, JoinConstraint, JoinOperator, TableAlias, TableFactor, Value, ValueWithSpan,
};

use crate::error::SqlError;
use crate::functions::{map, nested};
use crate::kernel::Kernel;
use crate::rewrite::{ROW_TABLE, is_unnest_pair};
use crate::{call, types};

/// Names the columns that only live between projection and unnesting.
const SCRATCH: char = '\u{3}';

/// Plans UNNEST beside the relation whose columns it reads.
#[derive(Debug)]
pub(crate) struct UnnestPlanner;

impl RelationPlanner for UnnestPlanner {
    fn plan_relation(
        &self,
        relation: TableFactor,
        context: &mut dyn RelationPlannerContext,
    ) -> Result<RelationPlanning> {
        match relation {
            TableFactor::UNNEST {
                alias,
                array_exprs,
                with_ordinality,
                ..
            } => {
                let left = LogicalPlanBuilder::empty(true).build()?;
                let unnest = Unnest {
                    alias,
                    arrays: array_exprs,
                    with_ordinality,
                    outer: false,
                };
                planned(unnest.plan(left, context)?)
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias: None,
            } if is_unnest_pair(&table_with_joins) => {
                let mut table = *table_with_joins;
                let Some(join) = table.joins.pop() else {
                    return Err(SqlError::refused("UNNEST without a join").into());
                };
                let outer = is_outer(&join.join_operator)?;
                let TableFactor::UNNEST {
                    alias,
                    array_exprs,
                    with_ordinality,
                    ..
                } = join.relation
                else {
                    return Err(SqlError::refused("UNNEST expected").into());
                };
                let left = context.plan(table.relation)?;
                let unnest = Unnest {
                    alias,
                    arrays: array_exprs,
                    with_ordinality,
                    outer,
                };
                planned(unnest.plan(left, context)?)
            }
            other => Ok(RelationPlanning::Original(Box::new(other))),
        }
    }
}

fn planned(plan: LogicalPlan) -> Result<RelationPlanning> {
    Ok(RelationPlanning::Planned(Box::new(PlannedRelation::new(
        plan, None,
    ))))
}

fn is_outer(operator: &JoinOperator) -> Result<bool> {
    let (outer, constraint) = match operator {
        JoinOperator::CrossJoin(constraint) => (false, constraint),
        JoinOperator::Join(constraint) | JoinOperator::Inner(constraint) => (false, constraint),
        JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => (true, constraint),
        _ => {
            return Err(SqlError::unsupported(
                "UNNEST joins by CROSS JOIN, INNER JOIN or LEFT JOIN alone",
            )
            .into());
        }
    };
    match constraint {
        JoinConstraint::None => Ok(outer),
        JoinConstraint::On(Ast::Value(ValueWithSpan {
            value: Value::Boolean(true),
            ..
        })) => Ok(outer),
        _ => Err(SqlError::refused("a join with UNNEST takes ON TRUE alone")
            .hint("move the condition to WHERE")
            .into()),
    }
}

struct Unnest {
    alias: Option<TableAlias>,
    arrays: Vec<Ast>,
    with_ordinality: bool,
    outer: bool,
}

/// Opens the name of a column that has none, which is shown by its place in the output.
pub(crate) const UNNAMED: char = '\u{7}';

/// One scratch column and what becomes of it.
struct Scratch {
    column: Column,
    /// The fields of a row, or nothing for a plain value.
    fields: Vec<String>,
    /// Whether the fields are a map's key and value, which have no names in the result.
    entry: bool,
    kind: DataType,
}

impl Unnest {
    fn plan(
        self,
        left: LogicalPlan,
        context: &mut dyn RelationPlannerContext,
    ) -> Result<LogicalPlan> {
        let schema = left.schema().clone();
        let mut projection: Vec<Expr> = schema.columns().into_iter().map(Expr::Column).collect();
        let kept = projection.clone();
        let mut scratch = Vec::new();
        let mut lists = Vec::new();
        let alias = self.alias.as_ref();
        let of_star = alias.is_some_and(|alias| alias.name.value.starts_with(ROW_TABLE));
        for array in self.arrays {
            let expr = context.sql_to_expr(array, &schema)?;
            let kind = call::type_of(&expr, &schema, None)?;
            let (list, fields, item) = if let Some((key, value)) = types::entries_of(&kind) {
                let item = types::row(vec![
                    (Some("key".to_owned()), key.clone()),
                    (Some("value".to_owned()), value.clone()),
                ]);
                (
                    map::entries_list(expr, &kind)?,
                    vec!["key".to_owned(), "value".to_owned()],
                    item,
                )
            } else if let Some(item) = types::item_of(&kind) {
                if of_star && !matches!(item, DataType::Struct(_)) {
                    let kind = types::display(item);
                    let error = SqlError::refused(format!(".* of a {kind}, which has no fields"));
                    return Err(error.into());
                }
                let fields = match item {
                    DataType::Struct(fields) => {
                        fields.iter().map(|field| field.name().clone()).collect()
                    }
                    _ => vec![],
                };
                (expr, fields, item.clone())
            } else {
                return Err(SqlError::refused(format!(
                    "cannot unnest type: {}",
                    types::display(&kind)
                ))
                .into());
            };
            let name = format!("{SCRATCH}{}", scratch.len());
            // Of one row: beside many it would be computed for each.
            let list = match left {
                LogicalPlan::EmptyRelation(_) => Kernel::at_run_time(list),
                _ => list,
            };
            lists.push(list.clone());
            projection.push(list.alias(&name));
            scratch.push(Scratch {
                column: Column::new_unqualified(name),
                fields,
                entry: types::entries_of(&kind).is_some(),
                kind: item,
            });
        }
        if self.with_ordinality {
            let name = format!("{SCRATCH}ordinality");
            projection.push(nested::ordinals(lists).alias(&name));
            scratch.push(Scratch {
                column: Column::new_unqualified(name),
                fields: vec![],
                entry: false,
                kind: DataType::Int64,
            });
        }
        let columns = scratch.iter().map(|item| item.column.clone()).collect();
        let options = UnnestOptions {
            null_handling: if self.outer {
                NullHandling::PreserveAndExpandEmpty
            } else {
                NullHandling::Drop
            },
            recursions: vec![],
        };
        let unnested = LogicalPlanBuilder::from(left)
            .project(projection)?
            .unnest_columns_with_options(columns, options)?
            .build()?;

        let qualifier = self
            .alias
            .as_ref()
            .map(|alias| context.normalize_ident(alias.name.clone()));
        let names: Vec<String> = self
            .alias
            .iter()
            .flat_map(|alias| alias.columns.iter())
            .map(|column| context.normalize_ident(column.name.clone()))
            .collect();
        let outputs = outputs(scratch)?;
        if !names.is_empty() && names.len() != outputs.len() {
            return Err(SqlError::refused(format!(
                "column alias list has {} entries but '{}' has {} columns",
                names.len(),
                qualifier.unwrap_or_default(),
                outputs.len()
            ))
            .into());
        }
        let outputs = outputs.into_iter().enumerate().map(|(i, (name, expr))| {
            let name = names.get(i).unwrap_or(&name).clone();
            expr.alias_qualified(qualifier.as_deref().map(TableReference::bare), name)
        });
        let exprs: Vec<Expr> = kept.into_iter().chain(outputs).collect();
        LogicalPlanBuilder::from(unnested).project(exprs)?.build()
    }
}

fn outputs(scratch: Vec<Scratch>) -> Result<Vec<(String, Expr)>> {
    let mut outputs = Vec::new();
    for (i, item) in scratch.into_iter().enumerate() {
        let column = Expr::Column(item.column);
        if item.fields.is_empty() {
            outputs.push((format!("{UNNAMED}{i}"), column));
        } else {
            for (j, field) in item.fields.into_iter().enumerate() {
                let (expr, _) = nested::field(column.clone(), &item.kind, &field)?;
                let unnamed = item.entry || field == format!("field{j}");
                let name = if unnamed {
                    format!("{UNNAMED}{i}_{j}")
                } else {
                    field
                };
                outputs.push((name, expr));
            }
        }
    }
    Ok(outputs)
}
