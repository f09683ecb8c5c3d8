//! What a catalog says about a lake's tables, and how it is brought up to date.
//!
//! [`table_input`] and [`view_input`] derive a table and its view of the current state from one definition, in the shape of
//! AWS Glue's `TableInput`; [`inputs`] adds the flat views and the table of what did not land. [`plan`] compares them with what a
//! [`Catalog`] holds, [`apply`] writes the difference.
//! [`EmbeddedCatalog`] keeps the same JSON as files below a lake; `GlueCatalog` (feature `aws`) is AWS Glue.
//!
//! ```
//! use lakebed_record::definition::TableDefinition;
//!
//! let definition = TableDefinition::parse(
//!     "name = \"orders\"\nsource = \"Orders\"\nprimary_key = [\"order_id\"]\n[[column]]\nname = \"order_id\"\ntype = \"string\"\n",
//!     "orders.toml",
//! ).map_err(|problems| problems[0].to_string())?;
//! let table = lakebed_catalog::table_input(&definition, "s3://lake/");
//! assert_eq!(table.name, "orders_changes");
//! assert_eq!(table.storage_descriptor.location, "s3://lake/data/orders_changes/");
//! # Ok::<(), String>(())
//! ```
#![forbid(unsafe_code)]

use lakebed_record::definition::TableDefinition;

mod catalog;
#[doc(hidden)]
pub mod conformance;
mod current;
mod ddl;
mod embedded;
mod external;
mod flat;
#[cfg(feature = "aws")]
mod glue;
mod iceberg;
mod location;
mod model;
mod name;
mod packed;
mod plan;
mod quarantine;
mod result;
mod view;

pub use catalog::{Catalog, CatalogError, Expected, Result, Stored, Version};
pub use current::{
    CURRENT_OF, create_newest, current_input, current_view, merge_newest, newest_columns,
    newest_table, widen_newest,
};
pub use ddl::ddl;
pub use embedded::EmbeddedCatalog;
pub use external::{PROJECTION_START, table_input};
pub use flat::flat_inputs;
#[cfg(feature = "aws")]
pub use glue::{Folder, Found, GlueCatalog, PartitionCounts, PartitionPlan};
pub use iceberg::MERGED_TO;
pub use location::{file_location, file_path};
pub use model::{Column, SerdeInfo, StorageDescriptor, TableInput};
pub use packed::{
    HISTORY_OF, PACKED_AT, READS, create_packed, history_table, history_view, merge_packed,
    not_in_history, optimize_packed, packed_columns, packed_table, view_of_history, widen_packed,
};
pub use plan::{Change, Difference, apply, plan};
pub use quarantine::{FILE_NAMES, quarantine_input};
pub use result::{RESULT_OF, ResultTable, result_input};
pub use view::{PrestoView, ViewColumn, ViewError, presto_type, view_input};

/// Everything that is registered for a definition: the table of changes, the view of the current state, its flat views, and
/// the table of the records that did not land. `lake_location` is that of [`table_input`], `database` that of [`view_input`].
#[must_use]
pub fn inputs(
    definition: &TableDefinition,
    lake_location: &str,
    database: &str,
) -> Vec<TableInput> {
    let mut inputs = vec![
        table_input(definition, lake_location),
        view_input(definition, database),
    ];
    inputs.extend(flat_inputs(definition, database));
    inputs.push(quarantine_input(definition, lake_location));
    inputs
}
