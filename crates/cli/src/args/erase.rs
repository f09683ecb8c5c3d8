//! `lakebed erase`.

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "Rewrites only the files that hold the key: data files, the quarantine, result tables and exported results in the lake. Then reads all\n\
    of it again and leaves a receipt, erased/<table>/…: counts and a hash of the key. Killed at any moment, run it again.\n\
    It cannot reach what is outside of the lake: change files, source backups, exports of DynamoDB, copies of results.\n\
    Exit codes: 0 nothing of the key is left, 1 something may be (it says what), 2 could not do it."
)]
pub struct EraseArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// A value of the partition key, for all items that have it; or one item as JSON: {"session_id":"s-1","event_id":"e-2"}
    #[arg(value_name = "KEY", required = true)]
    pub keys: Vec<String>,
    /// Count what would be erased, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}
