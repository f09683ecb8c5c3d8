//! `lakebed query materialize`.

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "A saved query declares its table in the header: `-- materialize: hourly_metrics partition=dt key=hour_start,event_type`.\n\
    A run replaces the partitions that the result has, all of them in one step: who reads the table sees it before or after, never between.\n\
    Running it again, or killing it at any moment, is safe. With --target aws Athena computes the rows and Glue has the table.\n\
    Exit codes: 0 done, 2 one could not be computed (its table is as it was; the others are done)."
)]
pub struct MaterializeArgs {
    /// Only these queries [default: all that declare a table]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// A parameter's value, for every query that has the parameter [default: the one in the query's header]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
    /// The result is all of the table: remove the partitions that it does not have [default: they stay]
    #[arg(long)]
    pub whole: bool,
    #[command(flatten)]
    pub scan: super::ScanArgs,
}
