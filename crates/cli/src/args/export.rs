//! `lakebed export`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The name tells the format (.csv .json .ndjson .jsonl .parquet); --format says otherwise.\n\
    The file is there whole or not at all, in S3 too. Rows stream through: memory does not grow with the result.\n\
    With --target aws, a folder s3://BUCKET/PREFIX/ is written by Athena itself (UNLOAD), in many objects at once: the fast way for large results.\n\
    It takes parquet (the default; all types) and ndjson (gzip). Of an object in S3, a link is printed with which anyone can read it for a while.\n\
    A link ends with the credentials that made it where they end sooner."
)]
pub struct ExportArgs {
    /// Name of the query
    pub name: String,
    /// The file to write, an object s3://BUCKET/KEY, or on AWS a folder s3://BUCKET/PREFIX/
    #[arg(long, value_name = "FILE|URL")]
    pub to: PathBuf,
    /// A parameter's value; null for a parameter that allows it [default: the one in the query's header]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
    /// Replace a file or an object that is there [default: refuse]
    #[arg(long)]
    pub force: bool,
    /// How long the link to an object in S3 works: 90s, 30m, 1h, 7d
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = super::link::time)]
    pub expires: Duration,
    #[command(flatten)]
    pub athena: super::AthenaArgs,
}
