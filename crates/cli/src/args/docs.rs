//! `lakebed docs`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The page is one file, index.html, that needs no network: put it on any web server, or send it by mail.\n\
    What is not registered yet is described from its definition. With --target aws the counts come from Athena, which costs a little. Exit code 1: a saved query cannot be read; the page says which."
)]
pub struct DocsArgs {
    /// Folder that gets the page, index.html; also s3://BUCKET/PREFIX/ [default: docs in the lake; with --target aws exports/docs in it]
    #[arg(long, value_name = "DIR|URL")]
    pub to: Option<PathBuf>,
    /// Do not count the rows of views: they have to be run for it
    #[arg(long)]
    pub no_view_counts: bool,
    /// Print a link with which anyone can read a page in S3 for so long: 90s, 30m, 1h, 7d [default: no link]
    #[arg(long, value_name = "TIME", value_parser = super::link::time)]
    pub expires: Option<Duration>,
    #[command(flatten)]
    pub athena: super::AthenaArgs,
}
