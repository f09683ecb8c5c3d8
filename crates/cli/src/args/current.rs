//! `lakebed current`.

use clap::Args;

use super::day;

#[derive(Debug, Args)]
#[command(
    after_help = "Keeps the table NAME_current: the newest change of every item, without removed ones, in the columns of the view\n\
    NAME. Only changes that are not in it yet are read; the table changes in one step: who reads it sees it before or after, never between.\n\
    Removals are remembered, so that a late change brings nothing back. Running it again, or killing it at any moment, is safe.\n\
    On AWS, Athena merges the changes into the Iceberg table NAME_newest, and NAME_current is a view of it.\n\
    Exit codes: 0 done, 2 could not do it."
)]
pub struct CurrentArgs {
    /// Names of table definitions [default: all entities]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Read all changes, and make the table anew
    #[arg(long)]
    pub whole: bool,
    /// Show what would be read, and change nothing; on AWS the statements
    #[arg(long)]
    pub dry_run: bool,
    /// On AWS: also merge changes of this day (dt) and later, as 2026-11-20 [default: of two days before the last run and later; all of a new table]
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "whole")]
    pub from_dt: Option<String>,
    /// On AWS: where Athena writes what it has to say, s3://BUCKET/PREFIX/ [default: where the workgroup says]
    #[arg(long, value_name = "URL")]
    pub results: Option<String>,
}
