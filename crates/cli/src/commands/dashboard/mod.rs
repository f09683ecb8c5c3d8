//! `lakebed dashboard`: charts of saved queries on one page that needs nothing but itself.

mod layout;
mod number;
mod page;
mod rows;
mod watch;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use lakebed_query::{SavedQuery, Value};

use self::layout::{Chart, Layout};
use self::rows::Rows;
use super::destination::Destination;
use super::engine::Engine;
use crate::args::DashboardArgs;
use crate::exit::{self, Exit, Trouble};
use crate::output::{Printer, megabytes, note};
use crate::settings::Settings;
use crate::sources;

/// What stands in the first lines of every page: only such a file is replaced.
const MARK: &str = "<!-- lakebed dashboard -->";
/// Bytes of the page in which it stands.
const MARK_WITHIN: usize = 200;

/// All of a page.
struct Board<'a> {
    layout: &'a Layout,
    charts: Vec<Drawn<'a>>,
    /// The newest change of each table of changes that is read.
    newest: Vec<(String, Value)>,
    made: Value,
    /// Seconds after which the page looks for its next version.
    reload: Option<u64>,
}

/// A chart, its query, and the rows or why there are none.
struct Drawn<'a> {
    chart: &'a Chart,
    query: SavedQuery,
    rows: Result<Arc<Rows>, String>,
}

pub fn run(args: &DashboardArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let to = Destination::of(&args.to)?;
    writable(&to)?;
    let layout_file = args
        .layout
        .clone()
        .unwrap_or_else(|| settings.queries.value.join("dashboard.toml"));
    if !args.watch {
        return write(args, &to, &layout_file, settings, printer);
    }
    let every = Duration::from_secs(args.every);
    let watched = [
        settings.lake_root()?.join("data"),
        settings.lake_root()?.join("catalog"),
        settings.queries.value.clone(),
        layout_file.clone(),
    ];
    note(&format!(
        "watching the lake; {to} is written again when it changes; Ctrl-C ends it"
    ));
    let mut before = None;
    loop {
        let now = watch::state(&watched);
        if before != Some(now) {
            before = Some(now);
            // A lake in the middle of a change, a query in the middle of an edit: the next look will do.
            if let Err(error) = write(args, &to, &layout_file, settings, printer) {
                exit::report(&error);
            }
        }
        std::thread::sleep(every);
    }
}

fn write(
    args: &DashboardArgs,
    to: &Destination,
    layout_file: &Path,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    let start = Instant::now();
    let layout = Layout::read(layout_file)?;
    let (board, account) = super::block_on(async {
        let engine = Engine::open(settings, &args.athena).await?;
        let board = board(&layout, layout_file, &engine, settings, args).await?;
        Ok((board, engine.account()))
    })?;
    let page = page::html(&board);
    match to {
        Destination::File(file) => put(file, &page)?,
        #[cfg(feature = "aws")]
        Destination::S3(place) => {
            if let Some(link) = super::destination::publish(place, &page, args.expires)? {
                printer.line(&link)?;
            }
        }
    }
    printer.flush()?;
    let failed = board.charts.iter().filter(|c| c.rows.is_err()).count();
    note(&format!(
        "{} charts, {}, in {} ms: {to}",
        board.charts.len(),
        megabytes(page.len() as u64),
        start.elapsed().as_millis(),
    ));
    account.iter().for_each(|account| note(account));
    if failed > 0 {
        let s = if failed == 1 { "" } else { "s" };
        note(&format!("{failed} chart{s} could not be computed"));
        return Ok(Exit::Partial);
    }
    Ok(Exit::Done)
}

async fn board<'a>(
    layout: &'a Layout,
    layout_file: &Path,
    engine: &Engine,
    settings: &Settings,
    args: &DashboardArgs,
) -> Result<Board<'a>> {
    let place = |chart: &Chart| format!("{}:{}", layout_file.display(), chart.line);
    let mut charts: Vec<Drawn<'_>> = Vec::new();
    let mut tables = BTreeSet::new();
    for chart in &layout.charts {
        let query = sources::query(settings, &chart.query).with_context(|| {
            let message = format!("{}: chart `{}` has no query", place(chart), chart.title);
            Trouble::new(message, "see `lakebed query list`")
        })?;
        let rows = match charts.iter().find(|drawn| drawn.chart.asks_the_same(chart)) {
            Some(Drawn { rows: Ok(rows), .. }) => Ok(Arc::clone(rows)),
            _ => rows::rows(chart, &query, engine).await.map(Arc::new),
        };
        let rows = match rows.and_then(|rows| rows.check(chart).map(|()| rows)) {
            Ok(rows) => {
                tables.extend(engine.tables_read(&query, &rows.arguments).await?);
                Ok(rows)
            }
            // The others are of use without it.
            Err(error) => {
                let told = error.to_string();
                let context = format!("{}: chart `{}` was not drawn", place(chart), chart.title);
                exit::report(&error.context(context));
                Err(told)
            }
        };
        charts.push(Drawn { chart, query, rows });
    }
    let mut newest = Vec::new();
    for table in tables {
        let found = engine.newest_change(&table).await?;
        newest.extend(found.map(|value| (table, value)));
    }
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = since_epoch.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(0));
    Ok(Board {
        layout,
        charts,
        newest,
        made: Value::Timestamp(millis),
        reload: args.watch.then_some(args.every),
    })
}

/// Refuses to replace what is not a dashboard, before anything is computed.
fn writable(to: &Destination) -> Result<()> {
    let there = match to {
        Destination::File(file) => match fs::read(file) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let message = format!("could not read {}", file.display());
                let trouble = Trouble::new(message, "name another file with --to");
                return Err(anyhow::Error::new(error).context(trouble));
            }
        },
        #[cfg(feature = "aws")]
        Destination::S3(place) => super::block_on(async {
            let objects = super::destination::objects().await?;
            Ok(objects.head(place, MARK_WITHIN).await?)
        })?,
    };
    match there {
        Some(bytes) if !is_dashboard(&bytes) => {
            let message = format!("{to} is there already and is no dashboard");
            Err(Trouble::new(message, "name another file with --to").into())
        }
        _ => Ok(()),
    }
}

fn is_dashboard(page: &[u8]) -> bool {
    let head = page.get(..MARK_WITHIN).unwrap_or(page);
    String::from_utf8_lossy(head).contains(MARK)
}

/// All of the page or none of it: a browser may load it at any moment.
fn put(to: &Path, page: &str) -> Result<()> {
    let failed = || {
        let message = format!("could not write {}", to.display());
        Trouble::new(
            message,
            "make the folder; check your right to write there and the room on the disk",
        )
    };
    let folder = to.parent().filter(|f| !f.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lakebed-dashboard-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).with_context(failed)?;
    file.write_all(page.as_bytes()).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    file.persist(to)
        .map_err(|error| error.error)
        .with_context(failed)?;
    Ok(())
}
