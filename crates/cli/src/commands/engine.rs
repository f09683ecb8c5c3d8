//! The engine of a run, on this machine or on AWS, and what a page wants to know of the tables besides.

use anyhow::Result;
use lakebed_query::{Answer, Argument, EmbeddedEngine, QueryEngine, SavedQuery, Value};

use super::query::{open_engine, told};
use crate::args::AthenaArgs;
use crate::settings::{Settings, Target};

/// DataFusion over the lake here, or Athena.
pub enum Engine {
    Here(Box<EmbeddedEngine>),
    #[cfg(feature = "aws")]
    Athena(Box<super::on_aws::OnAws>),
}

impl Engine {
    /// The engine that `--target` names.
    ///
    /// # Errors
    /// Nothing is registered here; AWS cannot be connected to.
    pub async fn open(settings: &Settings, args: &AthenaArgs) -> Result<Self> {
        match settings.target.value {
            Target::Local => Ok(Self::Here(Box::new(open_engine(settings).await?))),
            #[cfg(feature = "aws")]
            Target::Aws => {
                let on_aws = super::on_aws::OnAws::open(settings, args).await?;
                Ok(Self::Athena(Box::new(on_aws)))
            }
            #[cfg(not(feature = "aws"))]
            Target::Aws => {
                let _ = args;
                Err(super::without_aws())
            }
        }
    }

    /// Runs a query.
    ///
    /// # Errors
    /// Those of [`QueryEngine::run`].
    pub async fn run(&self, query: &SavedQuery, arguments: &[Argument]) -> Result<Answer> {
        match self {
            Self::Here(engine) => {
                let answer = engine.run(query, arguments).await;
                answer.map_err(|error| told(error, engine))
            }
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => on_aws.run(query, arguments).await,
        }
    }

    /// The tables that a run reads, those below views; each once.
    ///
    /// # Errors
    /// The query cannot be planned; Glue cannot be asked.
    pub async fn tables_read(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
    ) -> Result<Vec<String>> {
        match self {
            Self::Here(engine) => {
                let read = engine.explain(query, arguments).await;
                let read = read.map_err(|error| told(error, engine))?;
                Ok(read.scans.into_iter().map(|scan| scan.table).collect())
            }
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => on_aws.tables_read(query).await,
        }
    }

    /// The newest time of a change in a table of changes; none for another table.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn newest_change(&self, table: &str) -> Result<Option<Value>> {
        match self {
            Self::Here(engine) => {
                let found = engine.newest_change(table).await;
                found.map_err(|error| told(error, engine))
            }
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => on_aws.newest_change(table).await,
        }
    }

    /// What AWS asks for so far, when it does.
    pub fn account(&self) -> Option<String> {
        match self {
            Self::Here(_) => None,
            #[cfg(feature = "aws")]
            Self::Athena(on_aws) => Some(on_aws.account()),
        }
    }
}
