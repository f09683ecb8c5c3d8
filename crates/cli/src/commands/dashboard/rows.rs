//! The rows behind a chart.

use anyhow::Result;
use futures::StreamExt;
use lakebed_query::{Argument, SavedQuery, cell_text, render};

use super::layout::{Chart, Kind};
use crate::commands::engine::Engine;
use crate::commands::query::{bind, body};
use crate::exit::Trouble;

/// Most rows of a chart: more would draw nothing that an eye can see, and make the page heavy.
const MOST_ROWS: usize = 2_000;

/// A chart's query, answered.
pub struct Rows {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Option<String>>>,
    pub arguments: Vec<Argument>,
    /// The statement as Athena would run it, parameters placed.
    pub sql: String,
}

pub struct Column {
    pub name: String,
    pub number: bool,
}

/// Runs a chart's query.
///
/// # Errors
/// Those of a run; more rows than a chart shows.
pub async fn rows(chart: &Chart, query: &SavedQuery, engine: &Engine) -> Result<Rows> {
    let arguments = bind(query, &chart.params)?;
    let mut answer = engine.run(query, &arguments).await?;
    let mut rows = Vec::new();
    while let Some(batch) = answer.batches.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            if rows.len() == MOST_ROWS {
                let message = format!(
                    "query `{}` has more than {MOST_ROWS} rows, too many for a chart",
                    query.name
                );
                return Err(Trouble::new(message, "aggregate, or write a LIMIT").into());
            }
            let cells = batch.columns().iter().map(|column| cell_text(column, row));
            rows.push(cells.collect());
        }
    }
    let fields = answer.schema.fields().iter();
    let columns = fields.map(|field| Column {
        name: field.name().clone(),
        number: field.data_type().is_numeric(),
    });
    Ok(Rows {
        columns: columns.collect(),
        rows,
        sql: body(&render(query, &arguments)?).to_string(),
        arguments,
    })
}

impl Rows {
    /// Where a column is.
    pub fn at(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }

    /// Whether the rows have what a chart names.
    ///
    /// # Errors
    /// A column that is not there, or has no numbers where numbers are drawn.
    pub fn check(&self, chart: &Chart) -> Result<()> {
        let values = match chart.kind {
            Kind::HeatMap => chart.value.iter().collect::<Vec<_>>(),
            Kind::Table => Vec::new(),
            _ => chart.y.iter().collect(),
        };
        let named = chart
            .x
            .iter()
            .chain(&chart.y)
            .chain(&chart.series)
            .chain(&chart.value);
        for name in named {
            let Some(at) = self.at(name) else {
                let names: Vec<_> = self.columns.iter().map(|c| c.name.as_str()).collect();
                let message = format!(
                    "the result of `{}` has no column `{name}`; it has {}",
                    chart.query,
                    names.join(", ")
                );
                anyhow::bail!(message);
            };
            if values.contains(&name) && !self.columns[at].number {
                anyhow::bail!("column `{name}` of `{}` holds no numbers", chart.query);
            }
        }
        Ok(())
    }
}
