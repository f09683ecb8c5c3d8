//! `lakebed docs`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "The page is one file, index.html, that needs no network: put it on any web server, or send it by mail.\n\
    What is not registered yet is described from its definition. Exit code 1: a saved query cannot be read; the page says which."
)]
pub struct DocsArgs {
    /// Folder that gets the page, index.html [default: docs in the lake's folder]
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Do not count the rows of views: they have to be run for it
    #[arg(long)]
    pub no_view_counts: bool,
}
