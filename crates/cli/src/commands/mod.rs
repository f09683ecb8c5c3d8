//! What the commands do.

mod alert;
#[cfg(feature = "aws")]
mod athena;
#[cfg(feature = "embedded")]
mod backfill;
mod breakage;
#[cfg(feature = "embedded")]
mod compact;
mod config;
mod cost;
#[cfg(feature = "embedded")]
mod current;
mod dashboard;
#[cfg(feature = "embedded")]
mod demo;
mod destination;
#[cfg(feature = "embedded")]
mod docs;
mod engine;
#[cfg(feature = "embedded")]
mod erase;
mod explain;
mod export;
#[cfg(feature = "aws")]
mod iceberg;
#[cfg(feature = "embedded")]
mod item;
#[cfg(feature = "embedded")]
mod land;
#[cfg(feature = "embedded")]
mod local;
mod materialize;
#[cfg(feature = "aws")]
mod newest;
#[cfg(feature = "aws")]
mod on_aws;
#[cfg(feature = "aws")]
mod packed;
#[cfg(feature = "aws")]
mod partitions;
#[cfg(feature = "aws")]
mod put;
mod query;
mod register;
mod replace;
#[cfg(feature = "embedded")]
mod replay;
#[cfg(feature = "embedded")]
mod status;
#[cfg(feature = "aws")]
mod status_aws;
#[cfg(feature = "aws")]
mod stop;
#[cfg(feature = "embedded")]
mod store;
#[cfg(feature = "aws")]
mod stream;
mod table;
#[cfg(feature = "aws")]
mod views;

use anyhow::{Context, Result};

use crate::args::{Command, ConfigCommand};
use crate::exit::{Exit, Trouble};
use crate::output::Printer;
use crate::settings::Settings;

const GUIDE: &str = "\
lakebed: changes of DynamoDB tables in a lake of typed Parquet, and Athena SQL on it

  lakebed demo                                    a sample shop in one go: start here
  lakebed table list                              the tables that are defined (infra/tables/*.toml)
  lakebed land --table orders changes.ndjson      change records into the lake
  lakebed register                                tables and views into the catalog
  lakebed query list                              the saved queries (queries/*.sql)
  lakebed query run revenue_per_day               rows; --format csv, json or ndjson for programs
  lakebed docs                                    a page of all tables, columns and queries

lakebed help, and --help behind any command, say more.";

/// Runs a command.
pub fn run(command: Option<Command>, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    if settings.parquet && !matches!(command, Some(Command::Export(_))) {
        let hint = "write lakebed export NAME --to FILE.parquet";
        return Err(Trouble::new("Parquet goes into a file, not to stdout", hint).into());
    }
    match command {
        None => {
            printer.line(GUIDE)?;
            Ok(Exit::Done)
        }
        #[cfg(feature = "embedded")]
        Some(Command::Demo(args)) => demo::run(&args, settings, printer),
        Some(Command::Table(command)) => table::run(command, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Land(args)) => land::run(&args, settings, printer),
        #[cfg(feature = "aws")]
        Some(Command::Put(args)) => put::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Item(args)) => item::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Replay(args)) => replay::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Backfill(args)) => backfill::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Erase(args)) => erase::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Compact(args)) => compact::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Current(args)) => current::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Status(args)) => status::run(&args, settings, printer),
        Some(Command::Register(args)) => register::run(&args, settings, printer),
        Some(Command::Query(command)) => query::run(command, settings, printer),
        Some(Command::Export(args)) => export::run(&args, settings, printer),
        Some(Command::Alert(args)) => alert::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        Some(Command::Docs(args)) => docs::run(&args, settings, printer),
        Some(Command::Dashboard(args)) => dashboard::run(&args, settings, printer),
        Some(Command::Cost(args)) => cost::run(&args, printer),
        Some(Command::Config(ConfigCommand::Show)) => config::show(settings, printer),
    }
}

/// What `--target aws` comes to in a helper without it.
#[cfg(not(feature = "aws"))]
fn without_aws() -> anyhow::Error {
    let message = "this lakebed was built without AWS";
    let hint = "build it with its default features: cargo build --release -p lakebed-cli";
    Trouble::new(message, hint).into()
}

/// The engine and the catalog are asynchronous, the helper is not.
fn block_on<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_stack_size(8 << 20) // plans recurse
        .enable_all()
        .build()
        .context("could not start the threads of the engine")?;
    runtime.block_on(future)
}
