//! `lakebed item`

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 the item is on stdout; 1 there is none, or it was removed; 2 could not do it."
)]
pub struct ItemArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// The key: a value for each key column, partition key first; or the key in DynamoDB JSON, {"OrderID":{"S":"o-17"}}
    #[arg(value_name = "KEY", required = true, num_args = 1..=2)]
    pub key: Vec<String>,
    /// The item as it was then, 2026-11-20 or 2026-11-20T07:30:00Z, in UTC [default: as it is]
    #[arg(long, value_name = "TIME", value_parser = super::land::as_of)]
    pub as_of: Option<i64>,
}
