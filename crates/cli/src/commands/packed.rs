//! `lakebed compact` with `--target aws`: Athena packs the changes of closed days into an Iceberg table.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use lakebed_aws::{Listed, Objects};
use lakebed_catalog::{
    GlueCatalog, HISTORY_OF, PACKED_AT, Stored, TableInput, create_packed, ddl, history_table,
    history_view, merge_packed, optimize_packed, packed_columns, packed_table, widen_packed,
};
use lakebed_record::definition::TableDefinition;

use super::iceberg::{self, LATE_DAYS};
use crate::args::CompactArgs;
use crate::aws::{Place, Session, open};
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, megabytes, note};
use crate::settings::Settings;
use crate::sources;

/// Days of one statement: Athena writes to 100 partitions at a time.
const DAYS_AT_ONCE: usize = 90;

/// What S3 calls the time of an object may be that much before it could be read: the time at which a large upload began.
const UPLOAD: Duration = Duration::from_secs(24 * 3600);

pub fn run(args: &CompactArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    if args.partition.is_some() || args.all {
        let message = "--partition and --all are for a lake in a folder: Athena packs whole days";
        return Err(Trouble::new(message, "say which with --from-dt and --before").into());
    }
    iceberg::check(&definition)?;
    let (days, scanned) = super::block_on(async {
        let session = open(settings, &[Place::Lake, Place::Database, Place::Workgroup]).await?;
        let database = &session.place(Place::Database)?.value;
        let catalog = GlueCatalog::new(&session.connection, None);
        let (days, statements, view) = steps(args, &definition, &catalog, &session).await?;
        if args.dry_run {
            for statement in statements.iter().chain([&ddl(&view)]) {
                printer.line(&format!("{statement};\n"))?;
            }
            return Ok((days, 0));
        }
        if days == 0 {
            return Ok((0, 0));
        }
        let what = format!("the changes of `{}` were not packed", definition.name);
        let results = args.athena.results.as_ref();
        let bytes = iceberg::execute(&statements, results, &session, &what).await?;
        iceberg::switch(&catalog, database, HISTORY_OF, &definition, &view).await?;
        Ok((days, bytes))
    })?;
    if args.dry_run {
        printer.flush()?;
        note("nothing was changed: without --dry-run Athena runs these, and Glue gets the view");
        return Ok(Exit::Done);
    }
    printer.listing(vec![
        Column::Text("table", vec![Some(history_table(&definition))]),
        Column::Count("days", vec![days]),
        Column::Count("scanned_bytes", vec![scanned]),
    ])?;
    printer.flush()?;
    match days {
        0 => note("nothing to pack: no day is closed that was not packed"),
        _ => note(&format!("{} scanned", megabytes(scanned))),
    }
    Ok(Exit::Done)
}

/// How many days are packed, what Athena has to run, in order, and the view that is there then.
async fn steps(
    args: &CompactArgs,
    definition: &TableDefinition,
    catalog: &GlueCatalog,
    session: &Session,
) -> Result<(u64, Vec<String>, TableInput)> {
    let lake = session.lake()?;
    let database = &session.place(Place::Database)?.value;
    let (table, columns) = (packed_table(definition), packed_columns(definition));
    let there = iceberg::present(catalog, database, &table, &columns).await?;
    let name = history_table(definition);
    let view = iceberg::view(catalog, database, &name, HISTORY_OF, definition).await?;
    let last = iceberg::merged_to(view.as_ref()).filter(|_| there.is_some());
    let closed = iceberg::before(&iceberg::today(), LATE_DAYS);
    let wanted = args.athena.before.clone().unwrap_or(closed);
    // Never back: what is packed stays in sight.
    let to = last.map_or(wanted.clone(), |last| last.to_string().max(wanted));
    let from = last.map(|last| {
        let late = iceberg::before(last, LATE_DAYS);
        args.athena.from_dt.iter().cloned().fold(late, String::min)
    });
    let now = SystemTime::now();
    let since = view.as_ref().and_then(packed_at);
    let all = days(&objects(definition, session).await?);
    let parts = parts(&all, &to, |day, files| {
        from.as_ref().is_none_or(|from| day >= from) || files.came_since(since)
    });

    let mut statements = Vec::new();
    match &there {
        None => statements.push(create_packed(definition, &lake.url())),
        Some(stored) => statements.extend(widen_packed(definition, &iceberg::columns(stored))),
    }
    for Part { from, to, .. } in &parts {
        statements.push(merge_packed(definition, from, to));
        statements.push(optimize_packed(definition, from, to));
    }
    let mut view = history_view(definition, database, &to);
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    view.parameters
        .insert(PACKED_AT.into(), seconds.to_string());
    Ok((parts.iter().map(|part| part.days).sum(), statements, view))
}

/// When the last run began, by the entry of its view.
pub fn packed_at(view: &Stored) -> Option<SystemTime> {
    let seconds = view.table.parameters.get(PACKED_AT)?.parse().ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

/// Days of one statement: from one to before another.
struct Part {
    from: String,
    to: String,
    days: u64,
}

/// The days before `to` that `due` says, in statements: none takes in a day that is not due.
fn parts(all: &Days, to: &str, due: impl Fn(&String, &Files) -> bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut days = all.iter().peekable();
    let mut open = false;
    while let Some((day, files)) = days.next().filter(|(day, _)| day.as_str() < to) {
        let next = days.peek().map(|(next, _)| next.as_str());
        let end = next.filter(|next| *next < to).unwrap_or(to).to_string();
        let is_due = due(day, files);
        match parts.last_mut() {
            Some(part) if is_due && open && part.days < DAYS_AT_ONCE as u64 => {
                part.to = end;
                part.days += 1;
            }
            _ if is_due => parts.push(Part {
                from: day.clone(),
                to: end,
                days: 1,
            }),
            _ => {}
        }
        open = is_due;
    }
    parts
}

/// Files of a day's folder.
#[derive(Debug, Default)]
pub struct Files {
    /// Size of each, in bytes.
    pub bytes: Vec<u64>,
    /// When each was written, by S3's clock.
    written: Vec<Option<SystemTime>>,
}

impl Files {
    /// How many may have come after a moment; none when there is no moment.
    pub fn since(&self, moment: Option<SystemTime>) -> u64 {
        let Some(moment) = moment.and_then(|moment| moment.checked_sub(UPLOAD)) else {
            return 0;
        };
        let came = |written: &&Option<SystemTime>| written.is_none_or(|at| at >= moment);
        self.written.iter().filter(came).count() as u64
    }

    fn came_since(&self, moment: Option<SystemTime>) -> bool {
        self.since(moment) > 0
    }
}

/// By day, as folders name it.
pub type Days = BTreeMap<String, Files>;

/// The objects of the table of changes.
pub async fn objects(definition: &TableDefinition, session: &Session) -> Result<Vec<Listed>> {
    let mut place = session.lake()?.place();
    place
        .key
        .push_str(&format!("data/{}/", definition.changes_table()));
    Ok(Objects::new(&session.connection).list(&place).await?)
}

/// The days of which there are changes.
pub fn days(objects: &[Listed]) -> Days {
    let mut days = Days::new();
    for object in objects {
        let Some((folder, file)) = object.name.rsplit_once('/') else {
            continue;
        };
        let day = folder
            .split('/')
            .next()
            .and_then(|first| first.strip_prefix("dt="));
        // As Athena does: what begins so is not data.
        if let Some(day) = day.filter(|_| !file.starts_with(['.', '_']) && !file.is_empty()) {
            let files = days.entry(day.to_string()).or_default();
            files.bytes.push(object.bytes);
            files.written.push(object.modified);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(name: &str, seconds: u64) -> Listed {
        Listed {
            name: name.into(),
            bytes: 1,
            modified: Some(UNIX_EPOCH + Duration::from_secs(seconds)),
        }
    }

    #[test]
    fn days_come_from_folders_and_only_from_data() {
        let found = days(&[
            listed("dt=2026-11-01/a.parquet", 1),
            listed("dt=2026-11-01/hour=07/b.parquet", 2),
            listed("dt=2026-11-02/_temporary", 3),
            listed("dt=2026-11-03/", 4),
            listed("stray.parquet", 5),
        ]);
        let counts = found.iter().map(|(day, f)| (day.as_str(), f.bytes.len()));
        assert_eq!(counts.collect::<Vec<_>>(), [("2026-11-01", 2)]);
    }

    #[test]
    fn a_day_that_is_not_due_is_in_no_statement() {
        let names = (1..=9).map(|day| listed(&format!("dt=2026-11-0{day}/a"), 1));
        let all = days(&names.collect::<Vec<_>>());
        let due = [
            "2026-11-02",
            "2026-11-05",
            "2026-11-06",
            "2026-11-07",
            "2026-11-08",
        ];
        let parts = parts(&all, "2026-11-08", |day, _| due.contains(&day.as_str()));
        let ranges: Vec<_> = parts
            .iter()
            .map(|p| (p.from.as_str(), p.to.as_str(), p.days))
            .collect();
        assert_eq!(
            ranges,
            [
                ("2026-11-02", "2026-11-03", 1),
                ("2026-11-05", "2026-11-08", 3)
            ]
        );
    }

    #[test]
    fn what_came_after_the_last_run_or_may_have_is_known_by_its_time() {
        let day = 24 * 3600;
        let found = days(&[
            listed("dt=2026-11-01/a", 10 * day),
            listed("dt=2026-11-01/b", 8 * day),
        ]);
        let files = &found["2026-11-01"];
        let at = |days: u64| Some(UNIX_EPOCH + Duration::from_secs(days * day));
        assert_eq!(
            (files.since(at(12)), files.since(at(11)), files.since(at(9))),
            (0, 1, 2)
        );
        assert_eq!(files.since(None), 0);
    }
}
