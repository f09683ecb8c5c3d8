//! A DataFusion session that speaks Athena.

use std::sync::Arc;

use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::operators::{self, OperatorPlanner};
use crate::planner::AthenaPlanner;
use crate::relations::TablePlanner;
use crate::unnest::UnnestPlanner;
use crate::{aggregates, analyzer, lambda, optimizer};

/// How a session is set up.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The number of partitions that queries run in; `None` for one per core.
    pub target_partitions: Option<usize>,
    /// The schema (Athena's database) in which unqualified tables are found.
    pub default_schema: String,
    /// Rows per batch; `None` for DataFusion's own.
    pub batch_size: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            target_partitions: None,
            default_schema: "default".to_owned(),
            batch_size: None,
        }
    }
}

/// The catalog under which a session keeps its schemas, as Athena names it.
pub const CATALOG: &str = "awsdatacatalog";

/// A DataFusion context that plans Athena SQL: Trino's functions alone, NULLs last, spans in errors.
///
/// Register tables in it as in any context; column names are expected in lower case.
pub fn session_context(options: &Options) -> SessionContext {
    let mut config = SessionConfig::new()
        .with_information_schema(false)
        .with_create_default_catalog_and_schema(true)
        .with_default_catalog_and_schema(CATALOG, &options.default_schema);
    if let Some(partitions) = options.target_partitions {
        config = config.with_target_partitions(partitions.max(1));
    }
    if let Some(rows) = options.batch_size {
        config = config.with_batch_size(rows.max(1));
    }
    let partitions = config.target_partitions();
    let settings = config.options_mut();
    settings.sql_parser.collect_spans = true;
    // Done once a plan is checked.
    settings.sql_parser.enable_subquery_sort_elimination = false;
    settings.sql_parser.default_null_ordering = "nulls_last".to_owned();
    settings.sql_parser.map_string_types_to_utf8view = false;
    settings.sql_parser.enable_ident_normalization = true;
    settings.optimizer.max_passes = optimizer::PASSES;
    // Columns of files are matched in lower case by the caller's own adapter, whose statistics do not know the case.
    settings.execution.collect_statistics = false;
    // A rule may simplify what is never NULL to what looks as if it could be, while the nodes above keep their schemas.
    settings.execution.skip_physical_aggregate_schema_check = true;
    settings.execution.parquet.schema_force_view_types = false;
    settings.execution.parquet.pushdown_filters = true;
    settings.execution.parquet.reorder_filters = true;

    let (aggregate_stand_ins, window_stand_ins) = aggregates::stand_ins();
    let state = SessionStateBuilder::new()
        .with_config(config)
        .with_default_features()
        .with_expr_planners(vec![Arc::new(AthenaPlanner)])
        .with_relation_planners(vec![Arc::new(UnnestPlanner), Arc::new(TablePlanner)])
        .with_scalar_functions(vec![])
        .with_higher_order_functions(lambda::functions())
        .with_aggregate_functions(aggregate_stand_ins)
        .with_window_functions(window_stand_ins)
        .with_table_functions(Default::default())
        .with_analyzer_rules(analyzer::rules())
        .with_optimizer_rules(optimizer::rules())
        .with_physical_optimizer_rules(operators::rules(partitions))
        .with_query_planner(Arc::new(OperatorPlanner))
        .build();
    SessionContext::new_with_state(state)
}
