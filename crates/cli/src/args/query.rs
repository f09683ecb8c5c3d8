//! Flags of `lakebed query`.

use clap::{Args, Subcommand};

use super::athena::AthenaArgs;
use super::explain::CheckArgs;
use super::materialize::MaterializeArgs;

#[derive(Debug, Subcommand)]
pub enum QueryCommand {
    /// All saved queries with their parameters
    List,
    /// Description, parameters and text of one query
    Show {
        /// Name of the query
        name: String,
    },
    /// Parse, bind and plan queries without reading data; every problem with file, line and column
    Check(CheckArgs),
    /// What a run would read, and which filters prune: files, row groups, columns, bytes, the price on Athena; nothing is run
    Explain(BoundArgs),
    /// Run a query and print its rows; on this machine with a note on each number that Athena estimates
    Run(RunArgs),
    /// Compute the queries that declare a table, and replace its partitions
    Materialize(MaterializeArgs),
    /// The text that Athena runs, parameters placed as literals
    Render(BoundArgs),
    /// Athena's named queries as the saved ones are: new, changed, and those that no file has
    #[cfg(feature = "aws")]
    Publish {
        /// Show what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Delete named queries that no file has [default: report them]
        #[arg(long)]
        prune: bool,
    },
}

#[derive(Debug, Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub query: BoundArgs,
    #[command(flatten)]
    pub athena: AthenaArgs,
}

/// A query with values for its parameters.
#[derive(Debug, Args)]
pub struct BoundArgs {
    /// Name of the query
    pub name: String,
    /// A parameter's value; null for a parameter that allows it [default: the one in the query's header]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
}
