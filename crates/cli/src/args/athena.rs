//! Flags of what Athena runs.

use clap::Args;

/// How Athena runs a query.
#[derive(Debug, Default, Args)]
pub struct AthenaArgs {
    #[cfg(feature = "aws")]
    #[command(flatten)]
    pub scan: ScanArgs,
    /// On AWS: take the result of the same query where it is not older than this, in minutes, and pay nothing; 0 takes none
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "MINUTES", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_080))]
    pub reuse: u32,
}

/// What Athena may read, and where it leaves results.
#[derive(Debug, Default, Clone, Args)]
pub struct ScanArgs {
    /// On AWS: stop a query that has read more than this, like 500MB, 10GB, 1TB [default: the workgroup's limit]
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub max_scan: Option<u64>,
    /// On AWS: where results are written, s3://BUCKET/PREFIX/ [default: where the workgroup says]
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "URL")]
    pub results: Option<String>,
}

/// Decimal units, as Athena's prices are.
#[cfg(feature = "aws")]
fn bytes(text: &str) -> Result<u64, String> {
    let wrong = || "write a size like 500MB, 10GB or 1TB".to_string();
    let text = text.trim().to_ascii_uppercase();
    let units = [
        ("TB", 1_000_000_000_000),
        ("GB", 1_000_000_000),
        ("MB", 1_000_000),
        ("KB", 1000),
        ("B", 1),
    ];
    let (number, unit) = units
        .iter()
        .find_map(|(name, unit)| Some((text.strip_suffix(name)?, *unit)))
        .unwrap_or((text.as_str(), 1_u64));
    let number: u64 = number.trim().parse().map_err(|_| wrong())?;
    number.checked_mul(unit).ok_or_else(wrong)
}

#[cfg(all(test, feature = "aws"))]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_read() {
        for (text, expected) in [
            ("10GB", Some(10_000_000_000)),
            ("500 mb", Some(500_000_000)),
            ("7", Some(7)),
            ("1TB", Some(1_000_000_000_000)),
            ("GB", None),
            ("-1GB", None),
            ("99999999999TB", None),
        ] {
            assert_eq!(bytes(text).ok(), expected, "{text}");
        }
    }
}
