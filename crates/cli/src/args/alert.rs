//! `lakebed alert`.

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "A saved query declares an alert in its header: `-- alert: when rows > 0`, or, of a column, `-- alert: when percent < 99.5`.\n\
    Exit codes: 0 none fires, 1 one does, 2 one could not be run (the others are)."
)]
pub struct AlertArgs {
    /// Only these queries [default: all that declare an alert]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// A parameter's value, for every alert that has the parameter [default: the one in the query's header]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
    /// Most rows that are shown of those that fired an alert, a count
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub rows: usize,
}
