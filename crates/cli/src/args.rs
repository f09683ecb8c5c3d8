//! The command line.

mod alert;
mod athena;
#[cfg(feature = "embedded")]
mod backfill;
#[cfg(feature = "embedded")]
mod current;
mod dashboard;
#[cfg(feature = "embedded")]
mod docs;
#[cfg(feature = "embedded")]
pub mod drift;
#[cfg(feature = "embedded")]
mod erase;
mod explain;
mod export;
#[cfg(feature = "embedded")]
pub mod infer;
#[cfg(feature = "embedded")]
pub mod item;
#[cfg(feature = "embedded")]
mod land;
pub mod link;
mod materialize;
#[cfg(feature = "aws")]
mod put;
mod query;
#[cfg(feature = "embedded")]
mod replay;
#[cfg(feature = "embedded")]
mod upkeep;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use alert::AlertArgs;
pub use athena::{AthenaArgs, ScanArgs};
#[cfg(feature = "embedded")]
pub use backfill::BackfillArgs;
#[cfg(feature = "embedded")]
pub use current::CurrentArgs;
pub use dashboard::DashboardArgs;
#[cfg(feature = "embedded")]
pub use docs::DocsArgs;
#[cfg(feature = "embedded")]
pub use erase::EraseArgs;
pub use explain::CheckArgs;
pub use export::ExportArgs;
#[cfg(feature = "embedded")]
pub use land::LandArgs;
pub use materialize::MaterializeArgs;
#[cfg(feature = "aws")]
pub use put::PutArgs;
pub use query::{BoundArgs, QueryCommand, RunArgs};
#[cfg(feature = "embedded")]
pub use replay::ReplayArgs;
#[cfg(feature = "embedded")]
pub use upkeep::{CompactArgs, StatusArgs};

/// Changes of DynamoDB tables in a lake of typed Parquet, and Athena SQL on it
#[derive(Debug, Parser)]
#[command(
    name = "lakebed",
    version,
    after_help = "Settings come from flags, then LAKEBED_* variables, then ./lakebed.toml: see `lakebed config show`.\n\
        Data goes to stdout, everything else to stderr.\n\
        Exit codes: 0 done, 1 the answer is no or partial (quarantined records, a failed check), 2 could not do it."
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags of every command.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Common {
    /// This machine, or AWS [default: local; env: LAKEBED_TARGET]
    #[arg(long, global = true, value_enum, value_name = "TARGET")]
    pub target: Option<TargetArg>,
    /// Folder of the lake, or s3://BUCKET/PREFIX [default: lake; on AWS that of the environment; env: LAKEBED_LAKE]
    #[arg(long, global = true, value_name = "DIR|URL")]
    pub lake: Option<PathBuf>,
    /// Database in the catalog [default: lakebed; on AWS that of the environment; env: LAKEBED_DATABASE]
    #[arg(long, global = true, value_name = "NAME")]
    pub database: Option<String>,
    /// Environment on AWS, whose stack says what is not set here [default: dev; env: LAKEBED_ENV]
    #[arg(long, global = true, value_name = "NAME")]
    pub env: Option<String>,
    /// Athena's workgroup [default: that of the environment; env: LAKEBED_WORKGROUP]
    #[arg(long, global = true, value_name = "NAME")]
    pub workgroup: Option<String>,
    /// Folder of the table definitions, *.toml [default: infra/tables; env: LAKEBED_TABLES]
    #[arg(long, global = true, value_name = "DIR")]
    pub tables: Option<PathBuf>,
    /// Folder of the saved queries, *.sql, with all folders below [default: queries; env: LAKEBED_QUERIES]
    #[arg(long, global = true, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Format of what goes to stdout [default: table; env: LAKEBED_FORMAT]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub format: Option<FormatArg>,
    /// Show progress on stderr even where it is no terminal: a line every 2 seconds [default: a bar on a terminal only]
    #[arg(long, global = true)]
    pub progress: bool,
    /// Settings file [default: ./lakebed.toml where there is one; env: LAKEBED_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TargetArg {
    /// Files and an engine on this machine
    Local,
    /// S3, Glue and Athena
    Aws,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Aligned columns for people
    Table,
    /// RFC 4180; NULL is nothing, an empty text is ""
    Csv,
    /// One array of objects, or one object
    Json,
    /// One object on each line
    Ndjson,
    /// Columns with exact types, into a file: for `lakebed export` alone
    Parquet,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// A sample shop in one go: changes, lake, catalog, saved queries
    #[cfg(feature = "embedded")]
    Demo(DemoArgs),
    /// Table definitions: list, show, check, DDL, infer, drift, refine
    #[command(subcommand)]
    Table(TableCommand),
    /// Change records into the lake as Parquet
    #[cfg(feature = "embedded")]
    Land(LandArgs),
    /// Change records into a Kinesis stream, in the order of each item's changes
    #[cfg(feature = "aws")]
    Put(PutArgs),
    /// One item out of the lake, as it is or as it was, in DynamoDB JSON
    #[cfg(feature = "embedded")]
    Item(item::ItemArgs),
    /// Failed records again: Firehose's error objects, backups, the quarantine
    #[cfg(feature = "embedded")]
    Replay(ReplayArgs),
    /// An existing table's export into its lake
    #[cfg(feature = "embedded")]
    Backfill(BackfillArgs),
    /// Every row of a key out of the lake, with a receipt
    #[cfg(feature = "embedded")]
    Erase(EraseArgs),
    /// Small files of a table into large sorted ones
    #[cfg(feature = "embedded")]
    Compact(CompactArgs),
    /// Tables of the current state, kept by merging the changes that are new
    #[cfg(feature = "embedded")]
    Current(CurrentArgs),
    /// Files, freshness, quarantine and ledger of every table
    #[cfg(feature = "embedded")]
    Status(StatusArgs),
    /// Catalog tables and views from the definitions; shows the difference first
    Register(RegisterArgs),
    /// Saved queries: list, show, check, explain, run, render, and publish for Athena
    #[command(subcommand)]
    Query(QueryCommand),
    /// A query's result into a file or an object of S3: CSV, JSON, NDJSON or Parquet
    Export(ExportArgs),
    /// Run the saved queries that declare an alert, tell those that fire, on AWS also to the SNS topic; exit 1 when one does
    Alert(AlertArgs),
    /// A page of all tables, columns and saved queries, with row counts and freshness
    #[cfg(feature = "embedded")]
    Docs(DocsArgs),
    /// Charts of saved queries on one page that needs no network
    Dashboard(DashboardArgs),
    /// What a pipeline costs on AWS, cheaper settings for it, and the AWS limits it meets first
    Cost(CostArgs),
    /// Settings and where they come from
    #[command(subcommand)]
    Config(ConfigCommand),
}

#[derive(Debug, Args)]
pub struct CostArgs {
    /// Changes a second, on average [default: 100]
    #[arg(long, value_name = "N", value_parser = positive, conflicts_with = "events_per_month")]
    pub events_per_second: Option<f64>,
    /// Changes a month of 730 hours [default: --events-per-second tells]
    #[arg(long, value_name = "N", value_parser = positive)]
    pub events_per_month: Option<f64>,
    /// Bytes of a change as it is put on Kinesis
    #[arg(long, value_name = "BYTES", default_value_t = 650.0, value_parser = positive)]
    pub bytes: f64,
    /// From DynamoDB to Kinesis
    #[arg(long, value_enum, default_value_t = TransportArg::Pipe)]
    pub transport: TransportArg,
    /// How the Kinesis stream is paid for
    #[arg(long, value_enum, default_value_t = StreamArg::OnDemand)]
    pub stream: StreamArg,
    /// Shards of a provisioned stream, a count [default: as many as the peak needs]
    #[arg(long, value_name = "N")]
    pub shards: Option<u32>,
    /// Firehose's buffer interval, in seconds
    #[arg(long, value_name = "S", default_value_t = 300, value_parser = clap::value_parser!(u32).range(60..=900))]
    pub buffer_seconds: u32,
    /// Partitions that get changes within one interval, a count
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=5000))]
    pub partitions: u32,
    /// Without the backup of untransformed changes, from which failures are replayed
    #[arg(long)]
    pub no_backup: bool,
    /// Queries that Athena runs a month, a count
    #[arg(long, value_name = "N", default_value_t = 0.0, value_parser = not_negative)]
    pub queries_per_month: f64,
    /// What one of those queries reads, in GB
    #[arg(long, value_name = "GB", default_value_t = 0.1, value_parser = positive)]
    pub scan_gb: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TransportArg {
    /// DynamoDB Streams and an EventBridge Pipe: ordered, with sequence numbers
    Pipe,
    /// Kinesis Data Streams for DynamoDB: cheaper, ordered by time alone
    Direct,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StreamArg {
    /// By volume
    OnDemand,
    /// By shard
    Provisioned,
}

#[cfg(feature = "embedded")]
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Changes of each of the two tables, in records
    #[arg(long, value_name = "N", default_value_t = 60_000, value_parser = clap::value_parser!(u64).range(1_000..=10_000_000))]
    pub changes: u64,
    /// Days that the changes cover, the last of them 2026-11-19
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,
    /// Seed of the generator: the same seed makes the same shop
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Subcommand)]
pub enum TableCommand {
    /// All definitions
    List,
    /// Columns, keys and partitions of one definition
    Show {
        /// Name of the definition
        name: String,
    },
    /// Read every definition and say what is wrong: file, line and what to write
    Check,
    /// Statements that create the tables and views in Athena
    Ddl {
        /// Name of the definition
        name: String,
    },
    /// A definition out of sample changes or exports, with the evidence as comments
    #[cfg(feature = "embedded")]
    Infer(infer::InferArgs),
    /// What the lake kept in `undeclared` and `rescued`, as changes of the definition
    #[cfg(feature = "embedded")]
    Drift(drift::DriftArgs),
    /// Rewrite rows of an older definition, so that history is in the columns that there are by now
    #[cfg(feature = "embedded")]
    Refine(drift::RefineArgs),
}

#[derive(Debug, Args)]
pub struct RegisterArgs {
    /// Only these definitions [default: all]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// On AWS: also a partition for each folder of the lake, for engines other than Athena
    #[arg(long)]
    pub partitions: bool,
    /// On AWS: what the views of the current state read of closed days [default: what they read so far; at first changes]
    #[arg(long, value_enum, value_name = "WHAT")]
    pub views_read: Option<ViewsRead>,
    /// Also make changes that hide existing values: a removed column, another type, other partitions [default: refuse]
    #[arg(long)]
    pub allow_breaking: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViewsRead {
    /// Every file of NAME_changes: late changes at once
    Changes,
    /// NAME_history, packed by `lakebed compact --target aws`: fewer, larger files; late changes of packed days from its next run on
    History,
}

impl ViewsRead {
    #[cfg(feature = "aws")]
    pub fn name(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::History => "history",
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Every setting, its value and where that came from
    Show,
}

/// The name of a Kinesis stream.
#[cfg(feature = "aws")]
fn stream_name(text: &str) -> Result<String, String> {
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    let good = (1..=128).contains(&text.len()) && text.bytes().all(legal);
    good.then(|| text.into())
        .ok_or_else(|| "write the name of a stream, of a-z, A-Z, 0-9, _, . and -".into())
}

fn name_and_value(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.into(), value.into()))
}

fn positive(text: &str) -> Result<f64, String> {
    not_negative(text)
        .ok()
        .filter(|value| *value > 0.0)
        .ok_or_else(|| "write a number above 0".into())
}

fn not_negative(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value >= 0.0 && value.is_finite() => Ok(value),
        _ => Err("write a number, 0 or above".into()),
    }
}

/// A day as partitions name it: `2026-11-20`.
#[cfg(feature = "embedded")]
fn day(text: &str) -> Result<String, String> {
    let digits = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    match text.len() == 10 && digits {
        true => Ok(text.into()),
        false => Err("write a day as 2026-11-20".into()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn flags(command: &clap::Command, missing: &mut Vec<String>) {
        for argument in command
            .get_arguments()
            .filter(|a| !["help", "version"].contains(&a.get_id().as_str()))
        {
            let help = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let takes_value = argument.get_action().takes_values();
            let optional = !argument.is_required_set() && takes_value;
            let default = !argument.get_default_values().is_empty() || help.contains("[default");
            if help.is_empty() || (optional && !default) {
                missing.push(format!("{} {}", command.get_name(), argument.get_id()));
            }
        }
        command.get_subcommands().for_each(|c| flags(c, missing));
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn days_are_days() {
        assert!(day("2026-11-20").is_ok());
        for text in ["", "2026-11-2", "2026-11-20'", "20261120", "2026-11-2x"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_flag_has_a_help_text_with_its_default() {
        Cli::command().debug_assert();
        let mut missing = Vec::new();
        flags(&Cli::command(), &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}
