//! Lands files into a lake and says how long it took: `land LAKE TABLE.toml [--threads N] [--memory MIB] FILE…` (`-` is standard
//! input); with `--compact` in place of files it compacts the table.
//!
//! The ledger goes to stdout, seconds and peak memory to stderr. The tests kill it, run several at once, and watch its memory.
#![forbid(unsafe_code)]

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use lakebed_lake::compact::CompactOptions;
use lakebed_lake::{Input, LandOptions, Lander, LocalStore};
use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut options = LandOptions::default();
    let mut names = Vec::new();
    let mut compact = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--threads" => {
                options.threads = arguments
                    .next()
                    .ok_or("--threads needs a number")?
                    .parse()?
            }
            "--memory" => {
                options.memory_budget = arguments
                    .next()
                    .ok_or("--memory needs MiB")?
                    .parse::<usize>()?
                    << 20
            }
            "--compact" => compact = true,
            _ => names.push(argument),
        }
    }
    let [lake, table, files @ ..] = names.as_slice() else {
        return Err("land LAKE TABLE.toml FILE…".into());
    };
    let text = std::fs::read_to_string(table)?;
    let definition =
        TableDefinition::parse(&text, table).map_err(|errors| errors[0].to_string())?;
    let inputs = files
        .iter()
        .map(|file| {
            if file == "-" {
                Input::stdin()
            } else {
                Input::file(file)
            }
        })
        .collect();
    let store = LocalStore::open(lake);
    if compact {
        let plan = Arc::new(Plan::compile(&definition));
        lakebed_lake::compact::compact(&store, &plan, &CompactOptions::default(), &mut |_| {})?;
        writeln!(
            std::io::stderr(),
            "{} MiB at most",
            peak_memory_kib().unwrap_or(0) / 1024
        )?;
        return Ok(());
    }
    let start = Instant::now();
    let landed = Lander::new(&store, Arc::new(Plan::compile(&definition)), options).land(inputs)?;
    let seconds = start.elapsed().as_secs_f64();
    writeln!(std::io::stdout(), "{}", landed.ledger.to_json())?;
    let rate = landed.ledger.read as f64 / seconds;
    writeln!(
        std::io::stderr(),
        "{seconds:.3} s, {rate:.0} records/s, {} MiB at most",
        peak_memory_kib().unwrap_or(0) / 1024
    )?;
    Ok(())
}

/// Peak resident memory of this process, where the system says so.
fn peak_memory_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
