//! `lakebed backfill`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The manifests and their checksums are verified, and each data file before it is landed. Killed and run again, it begins behind the\n\
    last data files that were done. The current state is right whatever comes first, the export or the stream: times are compared.\n\
    Exit codes: 0 done, 1 done with records in quarantine or other counts than the manifest's, 2 could not do it."
)]
pub struct BackfillArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// Folder of the export: the one of manifest-summary.json, or up to two levels above; DYNAMODB_JSON, full or incremental
    #[arg(value_name = "EXPORT")]
    pub export: PathBuf,
    /// Threads, a count; 0 is one for each core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Memory for rows that wait to be written, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 512, value_parser = clap::value_parser!(u64).range(16..=1_048_576))]
    pub memory: u64,
}
