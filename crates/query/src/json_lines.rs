//! Tables over files of JSON lines, whose names are written otherwise than the catalog's lower-case columns.

use std::sync::Arc;

use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::catalog::TableProvider;
use datafusion::catalog::view::ViewTable;
use datafusion::common::Column;
use datafusion::datasource::file_format::json::JsonFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::datasource::provider_as_source;
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, LogicalPlanBuilder};

/// A table over the `.ndjson` files below `url`. `names` lists the columns' names in the files, joined by commas, in the order
/// of `fields`; a column without one has the same name there.
pub(crate) fn table(
    name: &str,
    url: ListingTableUrl,
    fields: &[Field],
    names: &str,
) -> Result<Arc<dyn TableProvider>> {
    let mut names = names.split(',');
    let in_files: Vec<_> = fields
        .iter()
        .map(|field| {
            let name = names.next().unwrap_or_else(|| field.name());
            field.clone().with_name(name)
        })
        .collect();
    let select: Vec<_> = fields
        .iter()
        .zip(&in_files)
        .map(|(field, in_file)| {
            Expr::Column(Column::new_unqualified(in_file.name())).alias(field.name())
        })
        .collect();
    let options =
        ListingOptions::new(Arc::new(JsonFormat::default())).with_file_extension(".ndjson");
    let config = ListingTableConfig::new(url)
        .with_listing_options(options)
        .with_schema(Arc::new(Schema::new(in_files)));
    let files = provider_as_source(Arc::new(ListingTable::try_new(config)?));
    let plan = LogicalPlanBuilder::scan(name, files, None)?
        .project(select)?
        .build()?;
    Ok(Arc::new(ViewTable::new(plan, None)))
}
