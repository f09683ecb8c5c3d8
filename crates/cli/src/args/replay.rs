//! `lakebed replay`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "What is good by now lands, what is still bad is kept in the quarantine with its new reason, what the lake has already\n\
    is left out. Running it again, or killing it at any moment, is safe: nothing is lost and nothing lands twice.\n\
    Exit codes: 0 all is landed, 1 some records are still bad, 2 could not do it."
)]
pub struct ReplayArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// Firehose's error objects, source backups, or folders of them; plain or gzip [default: none, with --quarantine]
    #[arg(
        value_name = "SOURCE",
        required_unless_present = "quarantine",
        conflicts_with = "quarantine"
    )]
    pub sources: Vec<PathBuf>,
    /// The lake's own quarantine; what is landed leaves it
    #[arg(long)]
    pub quarantine: bool,
    /// Count by reason what would happen, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Threads, a count; 0 is one for each core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Memory for rows that wait to be written, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 512, value_parser = clap::value_parser!(u64).range(16..=1_048_576))]
    pub memory: u64,
}
