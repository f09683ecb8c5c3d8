//! Which saved queries a breaking change of the catalog would break.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use lakebed_catalog::{Change, PrestoView, Stored, TableInput, file_location};
use lakebed_query::{EmbeddedEngine, QueryEngine, tables_of};

use crate::settings::Settings;
use crate::sources;

/// One line for each saved query that a breaking change reaches: it would fail, or it reads what changes. Empty where nothing breaks.
///
/// # Errors
/// A session of the engine that plans the queries could not be made.
pub async fn lines(
    settings: &Settings,
    database: &str,
    current: &[Stored],
    changes: &[Change],
) -> Result<Vec<String>> {
    let mut reached: BTreeSet<&str> = changes
        .iter()
        .filter(|change| !change.breaking().is_empty())
        .map(Change::table)
        .collect();
    if reached.is_empty() {
        return Ok(Vec::new());
    }
    let before: Vec<_> = current.iter().map(|stored| stored.table.clone()).collect();
    for view in &before {
        if PrestoView::of(view).is_ok_and(|text| reads_any(&text.original_sql, &reached)) {
            reached.insert(&view.name);
        }
    }
    let Ok(all) = sources::queries(settings) else {
        let folder = settings.queries.value.display();
        return Ok(vec![format!(
            "saved queries were not looked at: {folder} cannot be read or holds none"
        )]);
    };
    let after: Vec<_> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Create(table) | Change::Update { table, .. } => Some(table.clone()),
            Change::Unchanged(name) => before.iter().find(|table| table.name == *name).cloned(),
        })
        .collect();
    let (before, after) = (
        planner(before.clone(), database).await?,
        planner(after, database).await?,
    );
    let mut lines = Vec::new();
    for query in &all.queries {
        let reads = tables_of(query)
            .iter()
            .any(|name| reached.contains(name.as_str()));
        if !reads {
            continue;
        }
        let worked = before.check(query).await.is_empty();
        match after.check(query).await.first() {
            Some(problem) if worked => {
                lines.push(format!("query `{}` would fail: {problem}", query.name));
            }
            _ => lines.push(format!("query `{}` reads it", query.name)),
        }
    }
    Ok(lines)
}

/// An engine that plans over tables wherever they lie: it reads nothing.
pub async fn planner(mut tables: Vec<TableInput>, database: &str) -> Result<EmbeddedEngine> {
    let root = Path::new("/");
    for table in tables.iter_mut().filter(|table| !table.is_view()) {
        let folder = root.join("data").join(&table.name);
        table.storage_descriptor.location = file_location(&folder);
    }
    Ok(EmbeddedEngine::over(tables, database, root).await?)
}

/// Views of Lakebed name their table in quotes.
fn reads_any(sql: &str, names: &BTreeSet<&str>) -> bool {
    names
        .iter()
        .any(|name| sql.contains(&format!("\"{name}\"")))
}
