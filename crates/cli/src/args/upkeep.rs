//! `lakebed compact` and `lakebed status`.

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "Small files of a partition become sorted files of the target size; a change that is there twice stays once.\n\
    A partition's files are replaced in one step: who lists them sees the old or the new, never both, never neither.\n\
    Killed at any moment and run again, it goes on from there. Queries of this helper are waited for, up to a minute.\n\
    On AWS, Athena packs the changes of closed days, each once, into the Iceberg table NAME_packed; the view NAME_history has those days\n\
    from there and the days since from NAME_changes. It is switched in one step, and Athena's merge is one step. Packed days that got files since\n\
    the last run are merged again. `lakebed register --target aws --views-read history` has the views of the current state read it."
)]
pub struct CompactArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// Only this partition, as dt=2026-11-20 or dt=2026-11-20/hour=07 [default: all that have something to gain]
    #[arg(long, value_name = "PATH")]
    pub partition: Option<String>,
    /// Size of a file that is large enough, in MiB; files of less than half are small
    #[arg(long, value_name = "MIB", default_value_t = 128, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub target_size: u64,
    /// Large files too: sorts whole partitions anew, and drops copies of changes wherever they are
    #[arg(long)]
    pub all: bool,
    /// Show what would be put together, and change nothing; on AWS the statements
    #[arg(long)]
    pub dry_run: bool,
    #[cfg(feature = "aws")]
    #[command(flatten)]
    pub athena: PackArgs,
}

/// What only Athena needs.
#[cfg(feature = "aws")]
#[derive(Debug, Args)]
pub struct PackArgs {
    /// On AWS: pack the days before this one (dt), as 2026-11-20 [default: two days before today]
    #[arg(long, value_name = "DAY", value_parser = super::day)]
    pub before: Option<String>,
    /// On AWS: merge packed days from this one on again [default: two days before the last run's, and those that got files since]
    #[arg(long, value_name = "DAY", value_parser = super::day)]
    pub from_dt: Option<String>,
    /// On AWS: where Athena writes what it has to say, s3://BUCKET/PREFIX/ [default: where the workgroup says]
    #[arg(long, value_name = "URL")]
    pub results: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Looks at footers, the quarantine and the ledgers; an empty lake is no error.\n\
    On AWS it lists the lake and asks Glue: files, what `lakebed compact` packed, what came late for it, and which saved queries would gain.\n\
    Exit codes: 0 done, 1 some data files cannot be read, 2 could not do it."
)]
pub struct StatusArgs {
    /// Only this table [default: all that are defined]
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    /// Size of a file that is large enough for `lakebed compact`, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 128, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub target_size: u64,
}
