//! `lakebed table infer`

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct InferArgs {
    /// Files of change records or exports, plain or gzip, in the forms that `land` takes; - is stdin [default: -]
    #[arg(value_name = "SAMPLE")]
    pub files: Vec<PathBuf>,
    #[cfg(feature = "aws")]
    #[command(flatten)]
    pub live: LiveArgs,
    /// Write the definition there instead of to stdout: a file, or a folder that gets <name>.toml for each [default: stdout]
    #[arg(long, value_name = "FILE|DIR")]
    pub to: Option<PathBuf>,
    /// Replace files that are there [default: refuse]
    #[arg(long, requires = "to")]
    pub force: bool,
    /// Name of the definition [default: made of the DynamoDB table's]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The DynamoDB table, for records that do not name it, such as exports [default: as the records say]
    #[arg(long, value_name = "TABLE")]
    pub source: Option<String>,
    /// Key attributes, partition key first, for records that do not mark them, such as full exports [default: as the records say]
    #[arg(long, value_name = "ATTRIBUTE,…", value_delimiter = ',', num_args = 1..=2)]
    pub key: Vec<String>,
    /// One definition, even where the keys show several entities (USER#1, ORDER#7)
    #[arg(long)]
    pub whole: bool,
    /// Beside each column whose type does not tell everything (sets, nulls, spelling of times), one with the original
    #[arg(long)]
    pub originals: bool,
    /// Values in percent that may be of another type than their column, and would go to `rescued`
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent)]
    pub exceptions: f64,
}

/// A live table as the sample.
#[cfg(feature = "aws")]
#[derive(Debug, Args)]
pub struct LiveArgs {
    /// A live DynamoDB table instead of files, dynamodb:NAME: its first items, as a Scan finds them [default: files]
    #[arg(long, value_name = "dynamodb:NAME", value_parser = table, conflicts_with = "files")]
    pub from: Option<String>,
    /// Items of the live table that are read; each KB of them costs an eighth of a read unit
    #[arg(long, value_name = "ITEMS", requires = "from", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: u64,
}

#[cfg(feature = "aws")]
fn table(text: &str) -> Result<String, String> {
    let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    text.strip_prefix("dynamodb:")
        .filter(|name| (3..=255).contains(&name.len()) && name.bytes().all(legal))
        .map(String::from)
        .ok_or_else(|| "write dynamodb:NAME, the name of a table".into())
}

fn percent(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..50.0).contains(&value) => Ok(value),
        _ => Err("write a number from 0 to below 50".into()),
    }
}
