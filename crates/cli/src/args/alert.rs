//! `lakebed alert`.

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "A saved query declares an alert in its header: `-- alert: when rows > 0`, or, of a column, `-- alert: when percent < 99.5`.\n\
    A message to the topic shows the query, its parameters, how many rows fired, and --rows of them: whoever subscribes sees data.\n\
    Exit codes: 0 none fires, 1 one does, 2 one could not be run or told (the others are)."
)]
pub struct AlertArgs {
    /// Only these queries [default: all that declare an alert]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// A parameter's value, for every alert that has the parameter [default: the one in the query's header]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
    /// Most rows that are shown of those that fired an alert, also in the message; a count
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub rows: usize,
    /// ARN of the SNS topic that gets a message for each alert that fires [default: with --target aws that of the environment, else none]
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "ARN")]
    pub topic: Option<String>,
    /// Tell no topic
    #[cfg(feature = "aws")]
    #[arg(long, conflicts_with = "topic")]
    pub no_topic: bool,
    #[command(flatten)]
    pub athena: super::AthenaArgs,
}
