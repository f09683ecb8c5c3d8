//! What DataFusion takes for determined by a key, forgotten: it draws wrong conclusions from it, and accepts what Trino refuses.
//!
//! A grouped or DISTINCT subquery has a key. While SQL is planned, a GROUP BY by that key is taken to group by all that the key
//! determines, behind UNNEST by the elements, too: so no table of a query [tells of its keys](untold). Once it is planned, later keys of
//! an ORDER BY and columns of a GROUP BY around a GROUP BY over a join are dropped: between such a join and its GROUP BY stands a node
//! that knows of no keys, until the plan is optimized, and one below UNNEST, which repeats the key.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{DFSchemaRef, FunctionalDependencies, JoinType};
use datafusion::error::Result;
use datafusion::logical_expr::{
    Aggregate, Distinct, Expr, Extension, LogicalPlan, Projection, Subquery, SubqueryAlias,
    UserDefinedLogicalNodeCore,
};

use crate::correlated::any;
use crate::error::SqlError;

/// Puts the node below UNNEST and below every GROUP BY and DISTINCT whose rows carry a key that may occur more than once.
pub(crate) fn forget(plan: LogicalPlan) -> Result<LogicalPlan> {
    // Rows are repeated by joins, and by what becomes one.
    let mut repeats = false;
    plan.apply_with_subqueries(|node| {
        repeats |= matches!(
            node,
            LogicalPlan::Join(_) | LogicalPlan::Unnest(_) | LogicalPlan::Subquery(_)
        );
        Ok(TreeNodeRecursion::Continue)
    })?;
    if !repeats {
        return Ok(plan);
    }
    // Those in expressions: a correlated one becomes a join of the rows that it stands in, whose key is single until then.
    let some = any(&plan, |part| {
        matches!(
            part,
            Expr::ScalarSubquery(_) | Expr::Exists(_) | Expr::InSubquery(_)
        )
    })?;
    let correlated = |part: &Expr| matches!(part, Expr::ScalarSubquery(subquery) if !subquery.outer_ref_columns.is_empty());
    let subqueries = Subqueries {
        any: some,
        to_be_joined: some && any(&plan, correlated)?,
    };
    Ok(within(plan, subqueries)?.0.data)
}

/// A table of a query, of which no column is known to determine another while the query is planned.
pub(crate) fn untold(plan: LogicalPlan) -> Result<LogicalPlan> {
    if plan.schema().functional_dependencies().is_empty() {
        return Ok(plan);
    }
    let (exprs, input, schema) = match plan {
        LogicalPlan::SubqueryAlias(SubqueryAlias { input, alias, .. }) => {
            let input = untold(Arc::unwrap_or_clone(input))?;
            let named = SubqueryAlias::try_new(Arc::new(input), alias)?;
            return Ok(LogicalPlan::SubqueryAlias(named));
        }
        LogicalPlan::Projection(Projection {
            expr,
            input,
            schema,
            ..
        }) => (expr, input, schema),
        plan => {
            let schema = Arc::clone(plan.schema());
            let columns = schema.columns().into_iter().map(Expr::Column);
            (columns.collect(), Arc::new(plan), schema)
        }
    };
    let projection = Projection::try_new_with_schema(exprs, input, keyless(&schema)?)?;
    Ok(LogicalPlan::Projection(projection))
}

fn keyless(schema: &DFSchemaRef) -> Result<DFSchemaRef> {
    let schema = schema.as_ref().clone();
    Ok(Arc::new(schema.with_functional_dependencies(
        FunctionalDependencies::empty(),
    )?))
}

/// What subqueries the expressions of a plan have.
#[derive(Clone, Copy)]
struct Subqueries {
    any: bool,
    to_be_joined: bool,
}

/// What keys the rows of a node have, whether its schema tells of them or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keys {
    None,
    /// Each occurs once.
    Single,
    /// They may be repeated by a join.
    Repeated,
}

fn within(plan: LogicalPlan, subqueries: Subqueries) -> Result<(Transformed<LogicalPlan>, Keys)> {
    let mut keys = Vec::new();
    let below = plan.map_children(|child| {
        let (child, of_child) = within(child, subqueries)?;
        keys.push(of_child);
        Ok(child)
    })?;
    let mut changed = below.transformed;
    let mut node = below.data;
    if subqueries.any {
        let inside = node.map_expressions(|expr| expr.transform_up(inside))?;
        changed |= inside.transformed;
        node = inside.data;
    }
    // DISTINCT has a key too, but tells only once it is a GROUP BY.
    if let LogicalPlan::Distinct(Distinct::All(input)) = &node
        && !input.schema().fields().is_empty()
    {
        let columns = input.schema().columns().into_iter().map(Expr::Column);
        let grouped = Aggregate::try_new(Arc::clone(input), columns.collect(), vec![])?;
        node = LogicalPlan::Aggregate(grouped);
        changed = true;
    }
    let of_input = keys.iter().copied().max().unwrap_or(Keys::None);
    let misled = match &node {
        LogicalPlan::Aggregate(aggregate) => {
            !aggregate.group_expr.is_empty()
                && (of_input == Keys::Repeated
                    || subqueries.to_be_joined && of_input == Keys::Single)
        }
        // A row becomes several, and DataFusion takes its key for theirs.
        LogicalPlan::Unnest(_) => of_input != Keys::None,
        _ => false,
    };
    if misled {
        let keyless = |input| Ok(Transformed::yes(Keyless::over(input)?));
        node = node.map_children(keyless)?.data;
        changed = true;
    }
    let keys = match &node {
        LogicalPlan::Aggregate(aggregate) if aggregate.group_expr.is_empty() => Keys::None,
        LogicalPlan::Aggregate(_) => Keys::Single,
        LogicalPlan::Unnest(_) | LogicalPlan::Union(_) => Keys::None,
        LogicalPlan::Join(join) => match join.join_type {
            JoinType::LeftSemi | JoinType::LeftAnti | JoinType::LeftMark => keys[0],
            JoinType::RightSemi | JoinType::RightAnti | JoinType::RightMark => keys[1],
            _ if of_input == Keys::None => Keys::None,
            _ => Keys::Repeated,
        },
        _ => of_input,
    };
    // A node keeps the keys that it was built with.
    let node = match changed {
        true => Transformed::yes(node.recompute_schema()?),
        false => Transformed::no(node),
    };
    Ok((node, keys))
}

/// The input of such a node, for the planner of operators; any other node as it is.
pub(crate) fn removed(node: LogicalPlan) -> LogicalPlan {
    match &node {
        LogicalPlan::Extension(extension) => match extension.node.as_any().downcast_ref() {
            Some(Keyless { input, .. }) => input.clone(),
            None => node,
        },
        _ => node,
    }
}

/// The same in a subquery; one that uses outer columns is for DataFusion to turn into a join, for which it has to know each node.
fn inside(expr: Expr) -> Result<Transformed<Expr>> {
    let plan = |subquery: &Subquery| -> Result<Subquery> {
        Ok(subquery.with_plan(Arc::new(forget(subquery.subquery.as_ref().clone())?)))
    };
    Ok(match expr {
        Expr::ScalarSubquery(subquery) if subquery.outer_ref_columns.is_empty() => {
            Transformed::yes(Expr::ScalarSubquery(plan(&subquery)?))
        }
        Expr::Exists(mut exists) if exists.subquery.outer_ref_columns.is_empty() => {
            exists.subquery = plan(&exists.subquery)?;
            Transformed::yes(Expr::Exists(exists))
        }
        Expr::InSubquery(mut test) if test.subquery.outer_ref_columns.is_empty() => {
            test.subquery = plan(&test.subquery)?;
            Transformed::yes(Expr::InSubquery(test))
        }
        other => Transformed::no(other),
    })
}

/// Its input's rows, of which no column is known to determine another.
#[derive(Clone, PartialEq, Eq)]
struct Keyless {
    input: LogicalPlan,
    schema: DFSchemaRef,
}

impl Keyless {
    fn over(input: LogicalPlan) -> Result<LogicalPlan> {
        Ok(LogicalPlan::Extension(Extension {
            node: Arc::new(Self::new(input)?),
        }))
    }

    fn new(input: LogicalPlan) -> Result<Self> {
        let schema = keyless(input.schema())?;
        Ok(Self { input, schema })
    }
}

impl fmt::Debug for Keyless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyless")
    }
}

impl Hash for Keyless {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.input.hash(state);
    }
}

impl PartialOrd for Keyless {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.input.partial_cmp(&other.input)
    }
}

impl UserDefinedLogicalNodeCore for Keyless {
    fn name(&self) -> &str {
        "Keyless"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        &self.schema
    }

    fn expressions(&self) -> Vec<Expr> {
        vec![]
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyless")
    }

    fn with_exprs_and_inputs(&self, _: Vec<Expr>, inputs: Vec<LogicalPlan>) -> Result<Self> {
        match inputs.into_iter().next() {
            Some(input) => Self::new(input),
            None => Err(SqlError::execution("a node without its input").into()),
        }
    }

    fn prevent_predicate_push_down_columns(&self) -> std::collections::HashSet<String> {
        std::collections::HashSet::new()
    }

    fn necessary_children_exprs(&self, output_columns: &[usize]) -> Option<Vec<Vec<usize>>> {
        Some(vec![output_columns.to_vec()])
    }
}
