//! What a lake holds of a table: rows, files, partitions, and when it changed last.

use std::fs;
use std::io;
use std::path::Path;

use lakebed_catalog::{TableInput, file_path};
use lakebed_query::{Answer, EmbeddedEngine, Format, QueryEngine, SavedQuery};
use lakebed_record::definition::CHANGE_TIME;
use serde_json::{Map, Value};

/// What is known of a table's contents.
#[derive(Debug, Default)]
pub struct Facts {
    pub rows: Option<u64>,
    /// Files and their bytes; none for a view.
    pub files: Option<(u64, u64)>,
    /// `2026-11-19 23:59:57.000`, UTC.
    pub newest: Option<String>,
    /// By the first partition key, in its order; empty for a table without.
    pub partitions: Vec<Partition>,
}

/// A value of the first partition key.
#[derive(Debug)]
pub struct Partition {
    pub value: String,
    pub rows: u64,
    pub newest: Option<String>,
}

/// Who is asked about tables.
pub enum Source {
    Here(EmbeddedEngine),
    #[cfg(feature = "aws")]
    Athena(super::super::on_aws::OnAws),
}

impl Source {
    /// Whether a table can be asked about: Athena knows what is registered, this machine's engine what is defined too.
    pub fn has(&self, registered: bool) -> bool {
        matches!(self, Self::Here(_)) || registered
    }

    /// What AWS asks for so far, when it does.
    pub fn account(&self) -> Option<String> {
        match self {
            Self::Here(_) => None,
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => Some(on_aws.account()),
        }
    }

    async fn answer(&self, query: &SavedQuery) -> Result<Answer, String> {
        match self {
            Self::Here(engine) => engine.run(query, &[]).await.map_err(|e| e.to_string()),
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => on_aws.run(query, &[]).await.map_err(|e| e.to_string()),
        }
    }

    /// Files of a table and their bytes; none where they are elsewhere.
    async fn files(&self, table: &TableInput) -> Result<Option<(u64, u64)>, String> {
        match self {
            Self::Here(_) => {
                let Some(folder) = file_path(&table.storage_descriptor.location) else {
                    return Ok(None);
                };
                let found = files(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
                Ok(Some(found))
            }
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => on_aws.files(table).await.map_err(|e| e.to_string()),
        }
    }
}

/// Asks the engine about a table, and looks at its files.
///
/// # Errors
/// Why the table cannot be read.
pub async fn of(engine: &Source, table: &TableInput) -> Result<Facts, String> {
    let newest = match table.column(CHANGE_TIME) {
        Some(_) => format!("max({CHANGE_TIME})"),
        None => "CAST(NULL AS timestamp)".into(),
    };
    let select = format!("count(*) AS row_count, {newest} AS newest");
    let from = format!("FROM \"{}\"", table.name);
    let mut facts = Facts::default();
    match table.partition_keys.first() {
        Some(key) => {
            let key = &key.name;
            let sql = format!(
                "SELECT \"{key}\" AS part, {select} {from} GROUP BY \"{key}\" ORDER BY part"
            );
            for row in rows(engine, &sql).await? {
                facts.partitions.push(Partition {
                    value: text(&row, "part").unwrap_or_default(),
                    rows: row["row_count"].as_u64().unwrap_or_default(),
                    newest: text(&row, "newest"),
                });
            }
            facts.rows = Some(facts.partitions.iter().map(|p| p.rows).sum());
            facts.newest = facts
                .partitions
                .iter()
                .filter_map(|p| p.newest.clone())
                .max();
        }
        None => {
            if let Some(row) = rows(engine, &format!("SELECT {select} {from}"))
                .await?
                .first()
            {
                facts.rows = row["row_count"].as_u64();
                facts.newest = text(row, "newest");
            }
        }
    }
    if !table.is_view() {
        facts.files = engine.files(table).await?;
    }
    Ok(facts)
}

fn text(row: &Map<String, Value>, name: &str) -> Option<String> {
    row.get(name)?.as_str().map(String::from)
}

/// The rows of a statement as JSON objects.
async fn rows(engine: &Source, sql: &str) -> Result<Vec<Map<String, Value>>, String> {
    let header = "-- name: facts\n-- description: What a table holds\n";
    let query =
        SavedQuery::parse(&format!("{header}{sql}\n"), "facts.sql").map_err(|problems| {
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; ")
        })?;
    let answer = engine.answer(&query).await?;
    let mut out = Vec::new();
    let written = answer.write(&mut out, Format::Ndjson).await;
    written.map_err(|e| e.to_string())?;
    serde_json::Deserializer::from_slice(&out)
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(|e| e.to_string())
}

/// Files below a folder and their bytes; hidden ones are nobody's yet.
fn files(folder: &Path) -> io::Result<(u64, u64)> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((0, 0)),
        Err(error) => return Err(error),
    };
    let (mut count, mut bytes) = (0, 0);
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            let (below, of_them) = files(&entry.path())?;
            count += below;
            bytes += of_them;
        } else {
            count += 1;
            bytes += metadata.len();
        }
    }
    Ok((count, bytes))
}
