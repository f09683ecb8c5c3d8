//! What a run would read: from partitions and Parquet footers, without reading a row.
//!
//! Each reference to a table is one scan, as it is on Athena. A scan reads the files that its partition filters leave; of those, the
//! row groups that no filter rules out by their statistics; of those, the column chunks that the query names. Their compressed
//! bytes are what Athena counts. A `LIMIT` may end a run sooner, so the bytes are an upper bound.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DFSchema, DataFusionError};
use datafusion::datasource::listing::{ListingTable, PartitionedFile};
use datafusion::datasource::physical_plan::ParquetFileMetrics;
use datafusion::datasource::physical_plan::parquet::metadata::DFParquetMetadata;
use datafusion::datasource::physical_plan::parquet::{ParquetAccessPlan, RowGroupAccessPlanFilter};
use datafusion::datasource::source_as_provider;
use datafusion::logical_expr::expr_rewriter::unnormalize_cols;
use datafusion::logical_expr::utils::split_conjunction_owned;
use datafusion::logical_expr::{Expr, LogicalPlan, TableScan};
use datafusion::parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use datafusion::physical_optimizer::pruning::{PruningPredicate, PruningPredicateBuilder};
use datafusion::physical_plan::metrics::ExecutionPlanMetricsSet;
use datafusion::sql::sqlparser::ast;
use datafusion::sql::unparser::expr_to_sql;
use futures::{StreamExt, TryStreamExt, stream};

use crate::embedded::{EmbeddedEngine, PARQUET};
use crate::parameter::Argument;
use crate::problem::QueryError;
use crate::saved::SavedQuery;
use crate::sql;

/// Footers that are read at the same time.
const FOOTERS_AT_ONCE: usize = 16;

/// In place of columns, for files that are read whole whatever the query names.
pub const WHOLE_FILES: &str = "(whole files)";

/// What a run would read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained {
    /// The scans, in the plan's order. None when the query reads no table, or its filters can never hold.
    pub scans: Vec<Scan>,
}

/// One reference to a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The table of files below all views.
    pub table: String,
    /// Files.
    pub files: Share,
    /// Row groups of the files that are read; none in files of text.
    pub row_groups: Share,
    /// Rows of the row groups that are read.
    pub rows: u64,
    /// Columns that are read from files with their compressed bytes, in the table's order; of files of text, [`WHOLE_FILES`] alone.
    pub columns: Vec<(String, u64)>,
    /// Size of all files of the table.
    pub table_bytes: u64,
    /// What reaches this scan of the query's conditions.
    pub filters: Vec<Filter>,
}

/// A part of what is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// What is read.
    pub read: u64,
    /// What is there.
    pub total: u64,
}

/// A condition that every row of a scan must meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The condition as SQL.
    pub text: String,
    /// What it leaves out, by itself.
    pub prunes: Prunes,
}

/// What a filter leaves out before rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prunes {
    /// Files, by the values of their partitions.
    Files(u64),
    /// Row groups of the remaining files, by their statistics.
    RowGroups(u64),
    /// Nothing: it can only be held against rows.
    Nothing,
}

impl Explained {
    /// Compressed bytes of all column chunks that are read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.scans.iter().map(Scan::bytes).sum()
    }
}

impl Scan {
    /// Compressed bytes of the column chunks that are read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.columns.iter().map(|(_, bytes)| bytes).sum()
    }
}

impl EmbeddedEngine {
    /// What a run of a saved query would read. One argument for each parameter: see [`arguments`](crate::arguments).
    ///
    /// # Errors
    /// Those of a run that is not begun, and a file that is no Parquet.
    pub async fn explain(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
    ) -> Result<Explained, QueryError> {
        let frame = self.planned(query, arguments).await?;
        let plan = frame.into_optimized_plan().map_err(sql::failure)?;
        let mut found = Vec::new();
        plan.apply_with_subqueries(|node| {
            if let LogicalPlan::TableScan(scan) = node {
                found.push(scan.clone());
            }
            Ok(TreeNodeRecursion::Continue)
        })
        .map_err(sql::failure)?;
        let mut explained = Explained::default();
        for scan in &found {
            explained
                .scans
                .extend(self.scan(scan).await.map_err(sql::failure)?);
        }
        Ok(explained)
    }

    /// None for what is no table of files.
    async fn scan(&self, scan: &TableScan) -> Result<Option<Scan>, DataFusionError> {
        let provider = source_as_provider(&scan.source)?;
        let Some(listing) = provider.downcast_ref::<ListingTable>() else {
            return Ok(None);
        };
        let filters: Vec<Expr> = unnormalize_cols(
            scan.filters
                .iter()
                .flat_map(|filter| split_conjunction_owned(filter.clone())),
        );
        let schema = listing.schema();
        let all = self.files(listing, &[]).await?;
        let partitions: Vec<&str> = listing
            .options()
            .table_partition_cols
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let on_partitions = |filter: &Expr| {
            filter
                .column_refs()
                .iter()
                .all(|column| partitions.contains(&column.name.as_str()))
        };
        let pruning: Vec<Expr> = filters
            .iter()
            .filter(|f| on_partitions(f))
            .cloned()
            .collect();
        let files = self.files(listing, &pruning).await?;
        if listing.options().file_extension != PARQUET {
            return Ok(Some(of_text(scan, &all, &files)));
        }
        let footers = self.footers(listing, &files).await?;

        let mut kept: Vec<Vec<bool>> = footers
            .iter()
            .map(|f| vec![true; f.num_row_groups()])
            .collect();
        let mut effects = Vec::with_capacity(filters.len());
        for filter in &filters {
            let prunes = if on_partitions(filter) {
                let left = self.files(listing, std::slice::from_ref(filter)).await?;
                match count(all.len().saturating_sub(left.len())) {
                    0 => Prunes::Nothing,
                    files => Prunes::Files(files),
                }
            } else {
                match self.ruled_out(filter, &schema, &footers, &mut kept) {
                    0 => Prunes::Nothing,
                    groups => Prunes::RowGroups(groups),
                }
            };
            effects.push(Filter {
                text: text(filter),
                prunes,
            });
        }

        let read: Vec<&RowGroupMetaData> = footers
            .iter()
            .zip(&kept)
            .flat_map(|(footer, kept)| footer.row_groups().iter().zip(kept))
            .filter_map(|(group, kept)| kept.then_some(group))
            .collect();
        let fields = projected(&schema, scan.projection.as_deref());
        let columns = fields
            .iter()
            .filter(|field| !partitions.contains(&field.name().as_str()))
            .map(|field| (field.name().clone(), compressed(&read, field.name())))
            .collect();
        Ok(Some(Scan {
            table: scan.table_name.table().to_string(),
            files: Share {
                read: count(files.len()),
                total: count(all.len()),
            },
            row_groups: Share {
                read: count(read.len()),
                total: count(footers.iter().map(|f| f.num_row_groups()).sum()),
            },
            rows: read.iter().map(|group| unsigned(group.num_rows())).sum(),
            columns,
            table_bytes: all.iter().map(|file| file.object_meta.size).sum(),
            filters: effects,
        }))
    }

    pub(crate) async fn files(
        &self,
        listing: &ListingTable,
        filters: &[Expr],
    ) -> Result<Vec<PartitionedFile>, DataFusionError> {
        let state = self.context.state();
        let found = listing.list_files_for_scan(&state, filters, None).await?;
        Ok(found
            .file_groups
            .into_iter()
            .flat_map(|group| group.into_inner())
            .collect())
    }

    pub(crate) async fn footers(
        &self,
        listing: &ListingTable,
        files: &[PartitionedFile],
    ) -> Result<Vec<Arc<ParquetMetaData>>, DataFusionError> {
        let Some(url) = listing.table_paths().first() else {
            return Ok(Vec::new());
        };
        let store = self.context.runtime_env().object_store(url)?;
        stream::iter(files)
            .map(|file| {
                let store = Arc::clone(&store);
                async move {
                    DFParquetMetadata::new(store.as_ref(), &file.object_meta)
                        .fetch_metadata()
                        .await
                        .map_err(|error| error.context(file.object_meta.location.to_string()))
                }
            })
            .buffered(FOOTERS_AT_ONCE)
            .try_collect()
            .await
    }

    /// Takes row groups that a filter rules out off `kept`, and answers how many it rules out by itself.
    fn ruled_out(
        &self,
        filter: &Expr,
        schema: &SchemaRef,
        footers: &[Arc<ParquetMetaData>],
        kept: &mut [Vec<bool>],
    ) -> u64 {
        // What cannot be made into a predicate prunes nothing: the run would not use it either.
        let Some(predicate) = self.predicate(filter, schema) else {
            return 0;
        };
        let metrics = ParquetFileMetrics::new(0, "", &ExecutionPlanMetricsSet::new());
        let mut out = 0;
        for (footer, kept) in footers.iter().zip(kept) {
            let groups = footer.row_groups();
            let schema = as_placed(schema, footer);
            let mut plan = RowGroupAccessPlanFilter::new(ParquetAccessPlan::new_all(groups.len()));
            plan.prune_by_statistics(
                &schema,
                footer.file_metadata().schema_descr(),
                groups,
                &predicate,
                &metrics,
            );
            let left: Vec<usize> = plan.row_group_indexes().collect();
            out += count(groups.len() - left.len());
            for (index, kept) in kept.iter_mut().enumerate() {
                *kept &= left.contains(&index);
            }
        }
        out
    }

    fn predicate(&self, filter: &Expr, schema: &SchemaRef) -> Option<PruningPredicate> {
        let names = DFSchema::try_from(Arc::clone(schema)).ok()?;
        let physical = self
            .context
            .create_physical_expr(filter.clone(), &names)
            .ok()?;
        PruningPredicateBuilder::new()
            .with_file_schema(Arc::clone(schema))
            .try_build(physical)
            .ok()
            .filter(|predicate| !predicate.always_true())
    }
}

/// A table's columns in the places that a file has them in, which is where their statistics are looked up.
///
/// A file of an earlier definition has fewer, and one that another writer made may have them in another order.
fn as_placed(schema: &Schema, footer: &ParquetMetaData) -> Schema {
    let roots = footer.file_metadata().schema_descr().root_schema();
    let fields = roots.get_fields().iter().map(|root| {
        let mut known = schema.fields().iter();
        known
            .find(|field| field.name().eq_ignore_ascii_case(root.name()))
            .map_or_else(
                || Arc::new(Field::new(root.name(), DataType::Null, true)),
                Arc::clone,
            )
    });
    Schema::new(fields.collect::<Vec<_>>())
}

/// A scan of files of text: all of them, whole.
fn of_text(scan: &TableScan, all: &[PartitionedFile], files: &[PartitionedFile]) -> Scan {
    let bytes = |files: &[PartitionedFile]| files.iter().map(|file| file.object_meta.size).sum();
    Scan {
        table: scan.table_name.table().to_string(),
        files: Share {
            read: count(files.len()),
            total: count(all.len()),
        },
        row_groups: Share::default(),
        rows: 0,
        columns: vec![(WHOLE_FILES.into(), bytes(files))],
        table_bytes: bytes(all),
        filters: Vec::new(),
    }
}

fn projected(schema: &Schema, projection: Option<&[usize]>) -> Vec<Arc<Field>> {
    match projection {
        Some(indices) => indices
            .iter()
            .filter_map(|i| schema.fields().get(*i).cloned())
            .collect(),
        None => schema.fields().iter().cloned().collect(),
    }
}

/// Bytes of a column's chunks, with everything nested in it.
fn compressed(groups: &[&RowGroupMetaData], column: &str) -> u64 {
    groups
        .iter()
        .flat_map(|group| group.columns())
        .filter(|chunk| {
            let root = chunk.column_path().parts().first();
            root.is_some_and(|root| root.eq_ignore_ascii_case(column))
        })
        .map(|chunk| unsigned(chunk.compressed_size()))
        .sum()
}

fn text(filter: &Expr) -> String {
    let Ok(mut ast) = expr_to_sql(filter) else {
        return filter.to_string();
    };
    while let ast::Expr::Nested(inner) = ast {
        ast = *inner;
    }
    ast.to_string()
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
