//! The embedded engine: DataFusion over the tables of a lake's catalog.

use std::any::Any;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::catalog::TableProvider;
use datafusion::catalog::view::ViewTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::prelude::{DataFrame, SessionContext};
use futures::{StreamExt, TryStreamExt};
use lakebed_catalog::{
    Catalog, CatalogError, FILE_NAMES, PrestoView, TableInput, file_location, file_path,
};

use crate::arrow_types;
use crate::engine::{Answer, QueryEngine, defaults, first};
use crate::json_lines;
use crate::parameter::Argument;
use crate::problem::{Problem, QueryError};
use crate::saved::SavedQuery;
use crate::sql::{self, Statement};

/// The end of the names of data files.
pub(crate) const PARQUET: &str = ".parquet";

/// DataFusion over the tables of one database.
pub struct EmbeddedEngine {
    pub(crate) context: SessionContext,
    tables: Vec<String>,
    /// Tables that this engine cannot read, with the reason; an error for the queries that name them.
    unreadable: BTreeMap<String, Unreadable>,
    /// Lives as long as the engine.
    held: Option<Box<dyn Any + Send + Sync>>,
}

struct Unreadable {
    reason: String,
    hint: Option<String>,
}

impl EmbeddedEngine {
    /// The engine over the tables that a catalog holds for a lake on this machine.
    ///
    /// # Errors
    /// [`QueryError::Catalog`]: there is no such database, or the catalog cannot be read.
    pub async fn open<C: Catalog>(
        catalog: &C,
        database: &str,
        lake: &Path,
    ) -> Result<Self, QueryError> {
        let mut tables = Vec::new();
        let mut broken = BTreeMap::new();
        for name in catalog.tables(database).await? {
            match catalog.table(database, &name).await {
                Ok(Some(stored)) => tables.push(stored.table),
                Ok(None) => {} // dropped in between
                Err(error @ CatalogError::Broken { .. }) => {
                    let hint = Some("delete the file and run `lakebed register`".into());
                    broken.insert(
                        name,
                        Unreadable {
                            reason: error.to_string(),
                            hint,
                        },
                    );
                }
                Err(error) => return Err(error.into()),
            }
        }
        Self::build(tables, broken, database, lake).await
    }

    /// The engine over given tables, registered or not: enough for [`QueryEngine::check`].
    ///
    /// # Errors
    /// [`QueryError::Engine`] when the session does not take a table.
    pub async fn over(
        tables: Vec<TableInput>,
        database: &str,
        lake: &Path,
    ) -> Result<Self, QueryError> {
        Self::build(tables, BTreeMap::new(), database, lake).await
    }

    /// The engine, where views know which tables cannot be read.
    async fn build(
        tables: Vec<TableInput>,
        unreadable: BTreeMap<String, Unreadable>,
        database: &str,
        lake: &Path,
    ) -> Result<Self, QueryError> {
        let mut engine = Self {
            context: sql::context(database),
            tables: Vec::new(),
            unreadable,
            held: None,
        };
        let (views, tables): (Vec<_>, Vec<_>) = tables.into_iter().partition(TableInput::is_view);
        for table in tables {
            match engine.listing(&table, lake) {
                Ok(listing) => {
                    engine
                        .context
                        .register_table(table.name.as_str(), listing)
                        .map_err(sql::failure)?;
                    engine.tables.push(table.name);
                }
                Err(unreadable) => {
                    engine.unreadable.insert(table.name, unreadable);
                }
            }
        }
        engine.register_views(views).await?;
        engine.tables.sort();
        Ok(engine)
    }

    /// Keeps something for as long as the engine lives: a lock on what it reads.
    #[must_use]
    pub fn holding(mut self, held: impl Any + Send + Sync) -> Self {
        self.held = Some(Box::new(held));
        self
    }

    /// Names of the tables and views that can be read, sorted.
    #[must_use]
    pub fn tables(&self) -> &[String] {
        &self.tables
    }

    fn listing(
        &self,
        table: &TableInput,
        lake: &Path,
    ) -> Result<Arc<dyn TableProvider>, Unreadable> {
        let location = &table.storage_descriptor.location;
        let inside = file_path(location).is_some_and(|folder| folder.starts_with(lake));
        if !inside {
            return Err(Unreadable {
                reason: format!(
                    "it is registered at {location}, outside the lake {}",
                    file_location(lake)
                ),
                hint: Some("run `lakebed register` for this lake".into()),
            });
        }
        let field = |column: &lakebed_catalog::Column| match arrow_types::from_hive(&column.ty) {
            Ok(ty) => Ok(Field::new(&column.name, ty, true)),
            Err(message) => Err(Unreadable {
                reason: format!("column `{}`: {message}", column.name),
                hint: None,
            }),
        };
        let fields = table
            .storage_descriptor
            .columns
            .iter()
            .map(field)
            .collect::<Result<Vec<_>, _>>()?;
        let partitions = table
            .partition_keys
            .iter()
            .map(|key| (key.name.clone(), DataType::Utf8))
            .collect();
        let failed = |error: datafusion::error::DataFusionError| Unreadable {
            reason: error.to_string(),
            hint: None,
        };
        // As a URL: a path may hold what would be taken for a pattern.
        let url = ListingTableUrl::parse(location).map_err(failed)?;
        if let Some(names) = table.parameters.get(FILE_NAMES) {
            return json_lines::table(&table.name, url, &fields, names).map_err(failed);
        }
        let options = ListingOptions::new(Arc::new(ParquetFormat::default()))
            .with_file_extension(PARQUET)
            .with_table_partition_cols(partitions);
        let config = ListingTableConfig::new(url)
            .with_listing_options(options)
            .with_schema(Arc::new(Schema::new(fields)));
        Ok(Arc::new(ListingTable::try_new(config).map_err(failed)?))
    }

    /// A view may read another: rounds, until none can be added.
    async fn register_views(&mut self, mut waiting: Vec<TableInput>) -> Result<(), QueryError> {
        loop {
            let before = waiting.len();
            let mut failed = Vec::new();
            for view in waiting {
                match self.view(&view).await {
                    Ok(table) => {
                        self.context
                            .register_table(view.name.as_str(), Arc::new(table))
                            .map_err(sql::failure)?;
                        self.tables.push(view.name);
                    }
                    Err(unreadable) => failed.push((view, unreadable)),
                }
            }
            if failed.is_empty() || failed.len() == before {
                self.unreadable.extend(
                    failed
                        .into_iter()
                        .map(|(view, unreadable)| (view.name, unreadable)),
                );
                return Ok(());
            }
            waiting = failed.into_iter().map(|(view, _)| view).collect();
        }
    }

    async fn view(&self, table: &TableInput) -> Result<ViewTable, Unreadable> {
        let because = |reason: String| Unreadable { reason, hint: None };
        let view = PrestoView::of(table).map_err(|error| because(error.to_string()))?;
        let below = sql::tables_of_view(&view.original_sql);
        if let Some((name, below)) = below
            .iter()
            .find_map(|name| self.unreadable.get_key_value(name))
        {
            return Err(Unreadable {
                reason: format!("it reads `{name}`, and {}", below.reason),
                hint: below.hint.clone(),
            });
        }
        let plan = sql::plan_view(&self.context, &view.original_sql)
            .await
            .map_err(because)?;
        Ok(ViewTable::new(plan, Some(view.original_sql)))
    }

    /// The plan of a saved query, not optimized.
    pub(crate) async fn planned(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
    ) -> Result<DataFrame, QueryError> {
        let statement = sql::parse(query)
            .map_err(first)?
            .bind(arguments)
            .map_err(QueryError::Problem)?;
        self.readable(&statement)?;
        statement
            .plan(&self.context)
            .await
            .map_err(QueryError::Problem)
    }

    /// Says why a table cannot be read before the planner says that it does not exist.
    fn readable(&self, statement: &Statement) -> Result<(), QueryError> {
        for table in statement.tables() {
            if let Some(unreadable) = self.unreadable.get(&table) {
                let Unreadable { reason, hint } = unreadable;
                return Err(QueryError::Table {
                    table,
                    reason: reason.clone(),
                    hint: hint.clone(),
                });
            }
        }
        Ok(())
    }
}

impl QueryEngine for EmbeddedEngine {
    async fn run(&self, query: &SavedQuery, arguments: &[Argument]) -> Result<Answer, QueryError> {
        let frame = self.planned(query, arguments).await?;
        let schema = Arc::new(frame.schema().as_arrow().clone());
        let stream = frame.execute_stream().await.map_err(sql::failure)?;
        Ok(Answer {
            schema,
            batches: stream.map_err(sql::failure).boxed(),
        })
    }

    async fn check(&self, query: &SavedQuery) -> Vec<Problem> {
        let statement = match sql::parse(query) {
            Ok(statement) => statement,
            Err(problems) => return problems,
        };
        let bound = match statement.bind(&defaults(query)) {
            Ok(bound) => bound,
            Err(problem) => return vec![problem],
        };
        if let Err(error) = self.readable(&bound) {
            let hint = error.hint().map(String::from);
            return vec![Problem {
                file: query.file.clone(),
                line: 1,
                column: None,
                message: error.to_string(),
                hint,
            }];
        }
        let planned = bound.plan(&self.context).await;
        if let Ok(frame) = &planned {
            let problems = declarations(query, frame.schema().as_arrow());
            if !problems.is_empty() {
                return problems;
            }
        }
        let optimized = planned.and_then(|frame| {
            frame.into_optimized_plan().map(|_| ()).map_err(|error| {
                let message = sql::failure(error).to_string();
                Problem {
                    file: query.file.clone(),
                    line: 1,
                    column: None,
                    message,
                    hint: None,
                }
            })
        });
        optimized.err().into_iter().collect()
    }
}

/// What an alert or a table of the header asks for and the result does not have.
fn declarations(query: &SavedQuery, result: &Schema) -> Vec<Problem> {
    let alert = query.alert.as_ref().map(|a| (a.line, a.fits(result)));
    let table = query.materialize.as_ref().map(|m| (m.line, m.fits(result)));
    [alert, table]
        .into_iter()
        .flatten()
        .filter_map(|(line, fits)| {
            let error = fits.err()?;
            Some(Problem {
                file: query.file.clone(),
                line,
                column: None,
                message: error.to_string(),
                hint: error.hint().map(String::from),
            })
        })
        .collect()
}
