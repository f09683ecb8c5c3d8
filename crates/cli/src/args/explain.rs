//! `lakebed query check`: what it checks, and what a run may cost.

use clap::Args;

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Only these queries [default: all]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Most US dollars that a run may cost on Athena, over the lake as it is and with default parameters [default: any price]
    #[arg(long, value_name = "USD", value_parser = super::not_negative)]
    pub max_cost: Option<f64>,
    /// Most bytes that a run may scan: 500kB, 10MB, 2GB, 1GiB [default: any size]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_scan: Option<u64>,
    /// For --max-cost and --max-scan: the value of a parameter that has no default [default: none]
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = super::name_and_value)]
    pub params: Vec<(String, String)>,
}

/// Bytes, with a decimal or binary unit behind them.
fn size(text: &str) -> Result<u64, String> {
    const UNITS: [(&str, u64); 9] = [
        ("kib", 1 << 10),
        ("mib", 1 << 20),
        ("gib", 1 << 30),
        ("tib", 1 << 40),
        ("kb", 1_000),
        ("mb", 1_000_000),
        ("gb", 1_000_000_000),
        ("tb", 1_000_000_000_000),
        ("b", 1),
    ];
    let text = text.trim().to_ascii_lowercase();
    let (digits, unit) = UNITS
        .iter()
        .find_map(|(name, unit)| Some((text.strip_suffix(name)?, *unit)))
        .unwrap_or((&text, 1));
    let bytes = digits
        .trim()
        .parse::<u64>()
        .ok()
        .and_then(|n| n.checked_mul(unit));
    bytes.ok_or_else(|| "write a size like 500kB, 10MB, 2GB or 1GiB".into())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_decimal_and_binary_units() {
        for (text, bytes) in [
            ("10", Some(10)),
            ("10MB", Some(10_000_000)),
            ("2 GiB", Some(2 << 30)),
            ("1kb", Some(1000)),
            ("7B", Some(7)),
            ("-1", None),
            ("MB", None),
            ("1.5GB", None),
            ("99999999999TB", None),
        ] {
            assert_eq!(size(text).ok(), bytes, "{text}");
        }
    }
}
