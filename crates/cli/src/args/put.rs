//! Flags of `lakebed put`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The changes of an item are written in their order, each when the one before is taken, by PutRecords with a hash of the item's\n\
    key as partition key. What Kinesis refuses is sent again. Running it again writes everything again: the stream then has each\n\
    change twice, and the current state is the same.\n\
    Exit codes: 0 all is written, 1 some records cannot be, 2 could not do it."
)]
pub struct PutArgs {
    /// Name of the Kinesis stream, such as lakebed-dev-orders
    #[arg(long, value_name = "NAME", value_parser = super::stream_name)]
    pub stream: String,
    /// Files of change records, plain or gzip: NDJSON, JSON arrays, JSON after JSON, Lambda events; - is stdin [default: -]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Name of the table definition, for lines of full exports, which do not carry their keys [default: none, such lines are rejected]
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    /// New file for the records that cannot be written, as lines of the quarantine: put and land read it
    /// [default: none, the first of them are told with their places]
    #[arg(long, value_name = "FILE")]
    pub rejected: Option<PathBuf>,
}
