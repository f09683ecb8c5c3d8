//! `lakebed dashboard`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The page needs no network and no server: open it, mail it, put it on a share. Behind each chart are its rows as a table and its SQL.\n\
    Exit codes: 0 done, 1 the page is written but a chart could not be computed (the page says which), 2 no page was written."
)]
pub struct DashboardArgs {
    /// The page to write, a file or s3://BUCKET/KEY; replaced whole when it is a dashboard already
    #[arg(long, value_name = "FILE|URL", default_value = "dashboard.html")]
    pub to: PathBuf,
    /// The file that says what is on it [default: dashboard.toml in the folder of the saved queries]
    #[arg(long, value_name = "FILE")]
    pub layout: Option<PathBuf>,
    /// Stay, and write the page again whenever the lake, the queries or the layout change; the page reloads itself
    #[arg(long)]
    pub watch: bool,
    /// With --watch: how often to look, in seconds
    #[arg(long, value_name = "S", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600), requires = "watch")]
    pub every: u64,
    /// Print a link with which anyone can read a page in S3 for so long: 90s, 30m, 1h, 7d [default: no link]
    #[arg(long, value_name = "TIME", value_parser = super::link::time)]
    pub expires: Option<Duration>,
    #[command(flatten)]
    pub athena: super::AthenaArgs,
}
