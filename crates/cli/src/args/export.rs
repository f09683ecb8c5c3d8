//! `lakebed export`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The file's name tells the format (.csv .json .ndjson .jsonl .parquet); --format says otherwise.\n\
    The file is there whole or not at all. Rows stream through: memory does not grow with the result."
)]
pub struct ExportArgs {
    /// Name of the query
    pub name: String,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// A parameter's value; null for a parameter that allows it [default: the one in the query's header]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
    /// Replace a file that is there [default: refuse]
    #[arg(long)]
    pub force: bool,
}
