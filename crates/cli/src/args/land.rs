//! Flags of `lakebed land`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct LandArgs {
    /// Name of the table definition; several tables of one source get each change by their filters
    #[arg(long, value_name = "NAME", required = true)]
    pub table: Vec<String>,
    /// Files of change records, plain or gzip: NDJSON, JSON arrays, JSON after JSON, Lambda events; - is stdin [default: -]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Threads, a count; 0 is one for each core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Memory for rows that wait to be written, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 512, value_parser = clap::value_parser!(u64).range(16..=1_048_576))]
    pub memory: u64,
    /// Time of records that carry none (full exports), as 2026-11-20 or 2026-11-20T07:30:00Z, in UTC [default: none, they are quarantined]
    #[arg(long, value_name = "TIME", value_parser = as_of)]
    pub as_of: Option<i64>,
    #[cfg(feature = "aws")]
    #[command(flatten)]
    pub aws: AwsLandArgs,
}

/// What only AWS needs.
#[cfg(feature = "aws")]
#[derive(Debug, Args)]
pub struct AwsLandArgs {
    /// A Kinesis stream instead of files, kinesis:NAME, from where the last run left it [default: files]
    #[arg(long, value_name = "kinesis:NAME", value_parser = stream, conflicts_with = "files")]
    pub from: Option<String>,
    /// Go on at the stream's end, until Ctrl-C
    #[arg(long, requires = "from")]
    pub follow: bool,
    /// Changes of the stream that are landed together, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub batch: u64,
    /// Time after which fewer of them are landed, in seconds
    #[arg(long, value_name = "S", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub batch_seconds: u64,
    /// Who encrypts objects in S3: bucket (as it is set up), s3 (SSE-S3), or the ARN of a KMS key
    #[arg(long, value_name = "KEY", default_value = "bucket")]
    pub encryption: String,
}

#[cfg(feature = "aws")]
fn stream(text: &str) -> Result<String, String> {
    text.strip_prefix("kinesis:")
        .and_then(|name| super::stream_name(name).ok())
        .ok_or_else(|| "write kinesis:NAME, the name of a stream".into())
}

/// Microseconds since the epoch.
pub(super) fn as_of(text: &str) -> Result<i64, String> {
    match lakebed_query::ParameterType::Timestamp.value(text) {
        Ok(lakebed_query::Value::Timestamp(millis)) => Ok(millis * 1000),
        _ => Err("write a time in UTC like 2026-11-20 or 2026-11-20T07:30:00Z".into()),
    }
}
