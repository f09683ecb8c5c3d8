//! Golden cases: `tests/golden/<case>/` at the repository's root holds `table.toml`, `input.ndjson` (one record a line) and
//! `expected.ndjson` (one outcome a line). A new folder is a new test; `make bless` writes what is expected from what comes out.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome, Skipped};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;
use libtest_mimic::{Arguments, Failed, Trial};

/// The time of records that carry none: 2026-11-20T12:00:00Z.
const ARRIVAL: Arrival = Arrival {
    time_micros: Some(1_795_176_000_000_000),
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(&root)?
        .map(|e| Ok(e?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    cases.retain(|path| path.is_dir());
    cases.sort();
    if cases.is_empty() {
        return Err(format!("no golden case in {}", root.display()).into());
    }
    let trial = |case: PathBuf| {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Trial::test(name, move || check(&case).map_err(Failed::from))
    };
    libtest_mimic::run(&arguments, cases.into_iter().map(trial).collect()).exit()
}

fn check(case: &Path) -> Result<(), String> {
    let read = |name: &str| fs::read_to_string(case.join(name)).map_err(|e| format!("{name}: {e}"));
    let definition =
        TableDefinition::parse(&read("table.toml")?, "table.toml").map_err(|problems| {
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        })?;
    let input = fs::read(case.join("input.ndjson")).map_err(|e| e.to_string())?;
    let found = outcomes(&definition, &input, Skipped::Validated);
    if outcomes(&definition, &input, Skipped::Balanced) != found {
        return Err("balanced and validated skipping differ".into());
    }
    if std::env::var_os("LAKEBED_BLESS").is_some() {
        return fs::write(case.join("expected.ndjson"), found).map_err(|e| e.to_string());
    }
    let expected = read("expected.ndjson")?;
    if found == expected {
        return Ok(());
    }
    let differing = found
        .lines()
        .zip(expected.lines())
        .enumerate()
        .find(|(_, (f, e))| f != e);
    Err(match differing {
        Some((line, (found, expected))) => {
            format!("line {}\n expected {expected}\n    found {found}", line + 1)
        }
        None => format!(
            "{} lines expected, {} found",
            expected.lines().count(),
            found.lines().count()
        ),
    })
}

fn outcomes(definition: &TableDefinition, input: &[u8], skipped: Skipped) -> String {
    let plan = Arc::new(Plan::compile(definition));
    let mut flattener = Flattener::new(plan.clone(), Options { skipped });
    let mut out = String::new();
    for line in input.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
        let mut sink = JsonSink::new(&plan);
        match flattener.flatten(line, 0..line.len(), &ARRIVAL, &mut sink) {
            Outcome::Row(row) => {
                let mut path = String::new();
                row.partition.write_path(&mut path);
                out.push_str(&format!("{path} {}", String::from_utf8_lossy(sink.lines())));
            }
            Outcome::Dropped(rule) => out.push_str(&format!("dropped {}\n", rule.code())),
            Outcome::Rejected(reject) => out.push_str(&format!("rejected {reject}\n")),
        }
    }
    out
}
