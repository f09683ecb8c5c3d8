//! `lakebed demo`: a sample shop, from changes to rows, in one go.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use lakebed_catalog::{EmbeddedCatalog, apply};
use lakebed_lake::{Input, LandOptions, Landed};
use lakebed_query::{Format, QueryEngine, SavedQuery, arguments};
use lakebed_testkit::{Options, Shop};

use super::{land, query, register};
use crate::args::DemoArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::{Settings, Source};
use crate::sources;

/// Where the demo's lake is when `--lake` does not say.
pub const DEMO_LAKE: &str = "target/demo-lake";
/// Only a folder with this file in it is cleared for another demo.
const MARKER: &str = ".lakebed-demo";
/// Rows of each query that people get to see.
const SHOWN_ROWS: u64 = 8;
/// What a demo lake holds.
const FOLDERS: [&str; 6] = ["changes", "data", "quarantine", "ledger", "catalog", "docs"];
/// The definitions that the sample shop writes changes of.
const TABLES: [&str; 2] = ["orders", "user_events"];
/// The saved queries that people get to see, one of each kind; all of them are checked.
const SHOWN_QUERIES: [&str; 8] = [
    "funnel_steps",
    "top_products",
    "revenue_by_region",
    "retention_cohorts",
    "orders_by_status",
    "status_as_of",
    "order_history",
    "quarantine",
];

pub fn run(args: &DemoArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let start = Instant::now();
    let mut settings = settings.clone();
    // A lake that the environment or a file names is somebody's lake.
    if settings.lake.source != Source::Flag {
        settings.lake.value = PathBuf::from(DEMO_LAKE);
    }
    let definitions = TABLES.map(|name| sources::definition(&settings, name));
    let queries = sources::queries(&settings)?;
    if !queries.problems.is_empty() {
        return Err(sources::problems_of_queries(&queries.problems).into());
    }
    let lake = settings.lake.value.clone();
    prepare(&lake)?;

    let mut runs: Vec<Landed> = Vec::new();
    for definition in definitions {
        let definition = definition?;
        let file = lake
            .join("changes")
            .join(format!("{}.ndjson", definition.name));
        generate(args, &settings, &definition.name, &file)?;
        runs.extend(land::land(
            &[definition],
            vec![Input::file(&file)],
            LandOptions::default(),
            &settings,
        )?);
    }
    let landed_at = start.elapsed();

    super::block_on(async {
        let changes = register::difference(&sources::definitions(&settings)?, &settings).await?;
        apply(
            &EmbeddedCatalog::new(&settings.lake_root()?),
            &settings.database.value,
            &changes,
            true,
        )
        .await?;
        let engine = query::open_engine(&settings).await?;
        for saved in &queries.queries {
            let problems = engine.check(saved).await;
            if !problems.is_empty() {
                return Err(sources::problems_of_queries(&problems).into());
            }
        }
        for saved in shown(&queries.queries) {
            printer.heading(&format!("{}: {}", saved.name, saved.description))?;
            let begun = Instant::now();
            let defaults = arguments(&saved.parameters, &BTreeMap::new())?;
            let most = if printer.format() == Format::Table {
                SHOWN_ROWS
            } else {
                u64::MAX
            };
            let rows = query::print_rows(&engine, saved, &defaults, most, printer).await?;
            if printer.format() == Format::Table {
                let shown = if rows > most {
                    format!("the first {most} of ")
                } else {
                    String::new()
                };
                printer.line(&format!(
                    "({shown}{} rows, {} ms)",
                    grouped(rows),
                    begun.elapsed().as_millis()
                ))?;
            }
        }
        Ok(())
    })?;

    printer.heading("Ledger: every record has one outcome")?;
    land::ledger_listing(&runs.iter().collect::<Vec<_>>(), printer)?;
    printer.flush()?;
    for landed in &runs {
        for line in land::remarks(landed) {
            note(&format!("{}: {line}", landed.ledger.table));
        }
    }
    let read: u64 = runs.iter().map(|landed| landed.ledger.read).sum();
    let shown = lake.display();
    note(&format!(
        "\n{} changes made and landed in {:.1} s, everything in {:.1} s\nthe lake is in {shown}\n\nnext:\n  \
         lakebed --lake {shown} query list\n  \
         lakebed --lake {shown} docs     # a page of tables, columns and queries: {shown}/docs/index.html\n  \
         lakebed --lake {shown} query run revenue_per_day --format csv\n  \
         lakebed --lake {shown} land --table orders {shown}/changes/orders.ndjson     # again: nothing is written\n  \
         lakebed --lake {shown} register --dry-run",
        grouped(read),
        landed_at.as_secs_f64(),
        start.elapsed().as_secs_f64(),
    ));
    Ok(Exit::Done)
}

/// The queries to show, in the order of [`SHOWN_QUERIES`]; of other people's queries, as many of the first. A query that must be
/// told something cannot be shown unasked.
fn shown(queries: &[SavedQuery]) -> Vec<&SavedQuery> {
    let unasked = |q: &&SavedQuery| q.parameters.iter().all(|p| p.default.is_some());
    let ours: Vec<_> = SHOWN_QUERIES
        .iter()
        .filter_map(|name| queries.iter().find(|q| q.name == *name))
        .filter(unasked)
        .collect();
    if ours.is_empty() {
        let first = queries.iter().filter(unasked);
        return first.take(SHOWN_QUERIES.len()).collect();
    }
    ours
}

/// An empty folder for the lake: a new one, or an earlier demo's, cleared.
fn prepare(lake: &Path) -> Result<()> {
    let failed = |path: &Path, error: io::Error| {
        let trouble = Trouble::new(
            format!("could not prepare {}", path.display()),
            "--lake names another folder",
        );
        anyhow::Error::new(error).context(trouble)
    };
    let marker = lake.join(MARKER);
    if marker.exists() {
        for folder in FOLDERS.map(|name| lake.join(name)) {
            match fs::remove_dir_all(&folder) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(&folder, error)),
            }
        }
    } else if fs::read_dir(lake).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!(
            "{} is not empty, and not an earlier demo's lake",
            lake.display()
        );
        return Err(Trouble::new(message, "name an empty folder with --lake").into());
    }
    let changes = lake.join("changes");
    fs::create_dir_all(&changes).map_err(|error| failed(&changes, error))?;
    fs::write(
        &marker,
        "A lake of `lakebed demo`, which clears it when it runs again.\n",
    )
    .map_err(|error| failed(&marker, error))
}

fn generate(args: &DemoArgs, settings: &Settings, table: &str, file: &Path) -> Result<()> {
    let meter = Meter::new(
        settings,
        &format!("making {table}"),
        Some(args.changes),
        Unit::Records,
    );
    let failed = || {
        Trouble::new(
            format!("could not write {}", file.display()),
            "check the room on the disk; --changes makes fewer",
        )
    };
    let out = File::create(file).with_context(failed)?;
    let mut out = BufWriter::with_capacity(
        1 << 20,
        Counted {
            out,
            meter: &meter,
            lines: 0,
            bytes: 0,
        },
    );
    let options = Options {
        days: args.days,
        ..Options::default()
    };
    let shop = Shop::new(args.seed, options);
    let made = match table {
        "orders" => shop.write_orders(&mut out, args.changes),
        _ => shop.write_user_events(&mut out, args.changes),
    };
    let manifest = made
        .and_then(|manifest| out.flush().map(|()| manifest))
        .inspect_err(|_| meter.clear())
        .with_context(failed)?;
    drop(out);
    meter.done(&format!(
        "{} changes, {}",
        grouped(manifest.records),
        megabytes(manifest.bytes)
    ));
    Ok(())
}

/// Counts lines on their way to the disk.
struct Counted<'a> {
    out: File,
    meter: &'a Meter,
    lines: u64,
    bytes: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.out.write(buffer)?;
        self.lines += buffer[..written].iter().filter(|b| **b == b'\n').count() as u64;
        self.bytes += written as u64;
        self.meter.at(self.lines, megabytes(self.bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
