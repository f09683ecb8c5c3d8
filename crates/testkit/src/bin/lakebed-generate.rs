//! Writes sample change records to stdout and what they are to stderr.

#![forbid(unsafe_code)]

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use lakebed_testkit::{Envelope, Options, Shop};

const USAGE: &str = "usage: lakebed-generate --table orders|user_events [--count N] [--seed N] [--days N]
       [--envelope streams|kinesis|export-full|export-incremental] [--clean] > FILE

Writes N (default 100000) sample change records, one JSON object per line, and to stderr one JSON object with
their counts. --clean leaves out duplicates, late, odd and broken records.";

fn main() -> ExitCode {
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match generate(std::env::args().skip(1), &mut out) {
        Ok(Some(counts)) => {
            let _ = writeln!(io::stderr(), "{counts}");
            ExitCode::SUCCESS
        }
        Ok(None) => {
            let _ = writeln!(io::stdout(), "{USAGE}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(
                io::stderr(),
                "error: {error}\nhint: lakebed-generate --help"
            );
            ExitCode::from(2)
        }
    }
}

fn generate(
    arguments: impl Iterator<Item = String>,
    out: &mut impl Write,
) -> Result<Option<String>, String> {
    let (mut table, mut count, mut seed, mut days, mut clean) = (None, 100_000, 1, 1, false);
    let mut envelope = Envelope::Streams;
    let mut arguments = arguments;
    while let Some(name) = arguments.next() {
        if name == "--help" || name == "-h" {
            return Ok(None);
        }
        if name == "--clean" {
            clean = true;
            continue;
        }
        let value = arguments
            .next()
            .ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--table" => table = Some(value),
            "--count" => count = number(&name, &value)?,
            "--seed" => seed = number(&name, &value)?,
            "--days" => {
                days = u32::try_from(number(&name, &value)?).map_err(|_| "--days is too large")?
            }
            "--envelope" => {
                envelope = match value.as_str() {
                    "streams" => Envelope::Streams,
                    "kinesis" => Envelope::Kinesis,
                    "export-full" => Envelope::ExportFull,
                    "export-incremental" => Envelope::ExportIncremental,
                    _ => return Err(format!("unknown envelope: {value}")),
                }
            }
            _ => return Err(format!("unknown argument: {name}")),
        }
    }
    if !(1..=3_650).contains(&days) {
        return Err("--days must be between 1 and 3650".to_owned());
    }
    let base = if clean {
        Options::clean()
    } else {
        Options::default()
    };
    let shop = Shop::new(
        seed,
        Options {
            days,
            envelope,
            ..base
        },
    );
    let manifest = match table.as_deref() {
        Some("orders") => shop.write_orders(out, count),
        Some("user_events") => shop.write_user_events(out, count),
        Some(other) => return Err(format!("unknown table: {other}")),
        None => return Err("--table is missing".to_owned()),
    };
    let manifest = manifest.map_err(|error| format!("could not write the records: {error}"))?;
    Ok(Some(manifest.to_json().to_string()))
}

fn number(name: &str, value: &str) -> Result<u64, String> {
    value
        .parse()
        .map_err(|_| format!("{name} needs a whole number, found {value:?}"))
}
