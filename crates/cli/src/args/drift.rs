//! `lakebed table drift` and `lakebed table refine`

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 nothing to change, or applied; 1 there are proposals; 2 could not do it."
)]
pub struct DriftArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// Make the changes in the definition's file; its comments stay
    #[arg(long)]
    pub apply: bool,
}

#[derive(Debug, Args)]
pub struct RefineArgs {
    /// Name of the table definition
    #[arg(long, value_name = "NAME")]
    pub table: String,
    /// Say what would be rewritten, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}
