//! How far the data of a table goes, from footers alone.

use datafusion::arrow::array::cast::AsArray;
use datafusion::arrow::array::types::TimestampMillisecondType;
use datafusion::arrow::compute::{cast, max};
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::TableReference;
use datafusion::datasource::listing::ListingTable;
use datafusion::parquet::arrow::arrow_reader::statistics::StatisticsConverter;
use lakebed_record::definition::CHANGE_TIME;

use crate::embedded::EmbeddedEngine;
use crate::problem::QueryError;
use crate::sql;
use crate::value::Value;

impl EmbeddedEngine {
    /// The newest time of a change in a table of changes, from the statistics of its newest day's files: a [`Value::Timestamp`]. None
    /// for a view, a table without such a column, and a table without rows.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub async fn newest_change(&self, table: &str) -> Result<Option<Value>, QueryError> {
        let Ok(provider) = self
            .context
            .table_provider(TableReference::bare(table))
            .await
        else {
            return Ok(None);
        };
        let Some(listing) = provider.downcast_ref::<ListingTable>() else {
            return Ok(None);
        };
        let mut files = self.files(listing, &[]).await.map_err(sql::failure)?;
        // The first partition key is the day of the change.
        let newest = files
            .iter()
            .filter_map(|f| f.partition_values.first().cloned())
            .max_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        files.retain(|file| file.partition_values.first() == newest.as_ref());
        let footers = self.footers(listing, &files).await.map_err(sql::failure)?;
        let schema = provider.schema();
        let mut found = None;
        for footer in &footers {
            let Ok(converter) = StatisticsConverter::try_new(
                CHANGE_TIME,
                &schema,
                footer.file_metadata().schema_descr(),
            ) else {
                return Ok(None);
            };
            let millis = DataType::Timestamp(TimeUnit::Millisecond, None);
            let maxima = converter
                .row_group_maxes(footer.row_groups())
                .map_err(|error| QueryError::Engine(error.to_string()))
                .and_then(|array| {
                    cast(&array, &millis).map_err(|error| QueryError::Engine(error.to_string()))
                })?;
            found = found.max(max(maxima.as_primitive::<TimestampMillisecondType>()));
        }
        Ok(found.map(Value::Timestamp))
    }
}
