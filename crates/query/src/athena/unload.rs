//! Results written by Athena itself, as many objects at once as it likes.

use lakebed_aws::{Listed, S3Place};

use super::{AthenaEngine, Execution, RunWatch};
use crate::engine::render;
use crate::parameter::Argument;
use crate::problem::QueryError;
use crate::saved::SavedQuery;

/// What `UNLOAD` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnloadFormat {
    /// Parquet with the types of the result, compressed by ZSTD.
    Parquet,
    /// An object on each line, compressed by gzip.
    Json,
}

impl AthenaEngine {
    /// Has Athena write the rows of a query below a folder of a bucket, which must be empty. Answers the objects too.
    ///
    /// # Errors
    /// [`QueryError::Result`] when the folder has objects; those of [`AthenaEngine::execute`].
    pub async fn unload(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
        to: &S3Place,
        format: UnloadFormat,
        watch: &RunWatch<'_>,
    ) -> Result<(Execution, Vec<Listed>), QueryError> {
        let sql = statement(&render(query, arguments)?, to, format);
        if !self.objects.list(to).await?.is_empty() {
            return Err(QueryError::Result {
                message: format!(
                    "{to} has objects already, and Athena writes into empty folders only"
                ),
                hint: "name another folder".into(),
            });
        }
        let execution = self.execute(&sql, watch).await?;
        Ok((execution, self.objects.list(to).await?))
    }
}

fn statement(sql: &str, to: &S3Place, format: UnloadFormat) -> String {
    let sql = sql.trim_end().trim_end_matches(';');
    let with = match format {
        UnloadFormat::Parquet => "format = 'PARQUET', compression = 'ZSTD'",
        UnloadFormat::Json => "format = 'JSON', compression = 'GZIP'",
    };
    // The last line of the query may be a comment.
    let to = to.to_string().replace('\'', "''");
    format!("UNLOAD (\n{sql}\n)\nTO '{to}'\nWITH ({with})\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_unloaded_as_it_stands() {
        let to = S3Place::parse("s3://lake/it's/").unwrap();
        assert_eq!(
            statement("-- name: n\nSELECT 1 -- one;\n", &to, UnloadFormat::Parquet),
            "UNLOAD (\n-- name: n\nSELECT 1 -- one\n)\nTO 's3://lake/it''s/'\nWITH (format = 'PARQUET', compression = 'ZSTD')\n"
        );
        assert!(
            statement("SELECT 1;", &to, UnloadFormat::Json)
                .ends_with("WITH (format = 'JSON', compression = 'GZIP')\n")
        );
    }
}
