//! `lakebed query explain`, and what `lakebed query check` lets a query cost.

use anyhow::Result;
use lakebed_cost::athena_query;
use lakebed_query::{
    Argument, EmbeddedEngine, Explained, Filter, Format, Problem, Prunes, SavedQuery, Scan, Share,
    WHOLE_FILES,
};
use serde_json::json;

use super::query::{bind, open_engine, told};
use crate::args::{BoundArgs, CheckArgs};
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, megabytes};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &BoundArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let query = sources::query(settings, &args.name)?;
    let arguments = bind(&query, &args.params)?;
    let explained = super::block_on(async {
        let engine = open_engine(settings).await?;
        let explained = engine.explain(&query, &arguments).await;
        explained.map_err(|error| told(error, &engine))
    })?;
    match printer.format() {
        Format::Json | Format::Ndjson => {
            printer.line(&object(&query, &arguments, &explained).to_string())?;
        }
        Format::Csv => scans(&explained, printer)?,
        Format::Table => {
            printer.line(&format!("{}{}", query.name, given(&arguments)))?;
            for scan in &explained.scans {
                print(scan, printer)?;
            }
            printer.line(&total(&explained))?;
        }
    }
    Ok(Exit::Done)
}

/// `  n=10 status=null`
fn given(arguments: &[Argument]) -> String {
    let one = |a: &Argument| format!("  {}={}", a.name, shown(a));
    arguments.iter().map(one).collect()
}

/// A parameter's value for people.
pub fn shown(argument: &Argument) -> String {
    argument
        .value
        .as_ref()
        .map_or_else(|| "null".into(), ToString::to_string)
}

fn print(scan: &Scan, printer: &mut Printer) -> Result<()> {
    printer.heading(&format!(
        "{}: {} of {}",
        scan.table,
        megabytes(scan.bytes()),
        megabytes(scan.table_bytes)
    ))?;
    let of = |share: Share, what: &str| {
        format!("{} of {} {what}", grouped(share.read), grouped(share.total))
    };
    if scan.columns.iter().any(|(name, _)| name == WHOLE_FILES) {
        printer.line(&format!(
            "  reads    {}, whole: they are text",
            of(scan.files, "files")
        ))?;
        return Ok(());
    }
    printer.line(&format!(
        "  reads    {}, {}, {} rows",
        of(scan.files, "files"),
        of(scan.row_groups, "row groups in them"),
        grouped(scan.rows)
    ))?;
    for filter in &scan.filters {
        printer.line(&format!(
            "  filter   {}: {}",
            filter.text,
            prunes(filter.prunes)
        ))?;
    }
    if scan.filters.is_empty() {
        printer.line("  filter   none reaches the files")?;
    }
    let mut columns = scan.columns.clone();
    columns.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let columns: Vec<_> = columns
        .iter()
        .map(|(name, bytes)| format!("{name} {}", megabytes(*bytes)))
        .collect();
    let columns = if columns.is_empty() {
        "none: the footers know the number of rows".into()
    } else {
        columns.join(", ")
    };
    printer.line(&format!("  columns  {columns}"))?;
    Ok(())
}

fn prunes(prunes: Prunes) -> String {
    let plural = |n: u64| if n == 1 { "" } else { "s" };
    match prunes {
        Prunes::Files(n) => format!(
            "leaves out {} file{} by their partitions",
            grouped(n),
            plural(n)
        ),
        Prunes::RowGroups(n) => format!(
            "leaves out {} row group{} by their statistics",
            grouped(n),
            plural(n)
        ),
        Prunes::Nothing => "leaves out nothing before it is read".into(),
    }
}

fn total(explained: &Explained) -> String {
    let bytes = explained.bytes();
    let charge = athena_query(bytes);
    format!(
        "\nscans {} at most; Athena bills {}: USD {:.6}",
        megabytes(bytes),
        megabytes(charge.billed_bytes),
        charge.usd
    )
}

fn scans(explained: &Explained, printer: &mut Printer) -> Result<()> {
    let scans = &explained.scans;
    let count = |of: fn(&Scan) -> u64| scans.iter().map(of).collect();
    let text = |of: fn(&Scan) -> String| scans.iter().map(|scan| Some(of(scan))).collect();
    printer.listing(vec![
        Column::Text("table", text(|s| s.table.clone())),
        Column::Count("files", count(|s| s.files.read)),
        Column::Count("files_total", count(|s| s.files.total)),
        Column::Count("row_groups", count(|s| s.row_groups.read)),
        Column::Count("row_groups_total", count(|s| s.row_groups.total)),
        Column::Count("rows", count(|s| s.rows)),
        Column::Count("bytes", count(Scan::bytes)),
        Column::Count("table_bytes", count(|s| s.table_bytes)),
        Column::Text("columns", text(|s| names(&s.columns))),
    ])
}

fn names(columns: &[(String, u64)]) -> String {
    let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
    names.join(" ")
}

fn object(query: &SavedQuery, arguments: &[Argument], explained: &Explained) -> serde_json::Value {
    let share = |share: Share| json!({"read": share.read, "total": share.total});
    let filter = |filter: &Filter| {
        let (prunes, count) = match filter.prunes {
            Prunes::Files(n) => ("files", n),
            Prunes::RowGroups(n) => ("row_groups", n),
            Prunes::Nothing => ("nothing", 0),
        };
        json!({"filter": filter.text, "prunes": prunes, "count": count})
    };
    let scan = |scan: &Scan| {
        let columns: Vec<_> = scan
            .columns
            .iter()
            .map(|(name, bytes)| json!({"name": name, "bytes": bytes}))
            .collect();
        let filters: Vec<_> = scan.filters.iter().map(filter).collect();
        json!({
            "table": scan.table, "files": share(scan.files), "row_groups": share(scan.row_groups), "rows": scan.rows,
            "bytes": scan.bytes(), "table_bytes": scan.table_bytes, "columns": columns, "filters": filters,
        })
    };
    let charge = athena_query(explained.bytes());
    json!({
        "query": query.name, "parameters": values(arguments), "scans": explained.scans.iter().map(scan).collect::<Vec<_>>(),
        "bytes": explained.bytes(), "billed_bytes": charge.billed_bytes, "usd": charge.usd,
    })
}

/// Parameters by name, their values as text, or null.
pub fn values(arguments: &[Argument]) -> serde_json::Value {
    let value = |a: &Argument| a.value.as_ref().map(ToString::to_string);
    let pairs = arguments.iter().map(|a| (a.name.clone(), json!(value(a))));
    serde_json::Value::Object(pairs.collect())
}

/// What queries may cost, and the dearest of them so far.
pub struct Bill<'a> {
    args: &'a CheckArgs,
    dearest: Option<(String, u64)>,
}

impl<'a> Bill<'a> {
    /// # Errors
    /// Parameters are given where nothing is priced.
    pub fn new(args: &'a CheckArgs) -> Result<Self> {
        let limited = args.max_cost.is_some() || args.max_scan.is_some();
        if !limited && !args.params.is_empty() {
            let message = "--param is only for --max-cost and --max-scan";
            return Err(Trouble::new(message, "leave it out: a check reads no data").into());
        }
        Ok(Self {
            args,
            dearest: None,
        })
    }

    /// What a query costs too much; nothing where no limit was given.
    ///
    /// # Errors
    /// A value that does not fit its parameter, or a file that cannot be read.
    pub async fn hold(
        &mut self,
        engine: &EmbeddedEngine,
        query: &SavedQuery,
    ) -> Result<Option<Problem>> {
        if self.args.max_cost.is_none() && self.args.max_scan.is_none() {
            return Ok(None);
        }
        let problem = |line: usize, message: String, hint: String| Problem {
            file: query.file.clone(),
            line,
            column: None,
            message,
            hint: Some(hint),
        };
        let mut given = Vec::new();
        for parameter in query.parameters.iter().filter(|p| p.default.is_none()) {
            match self.args.params.iter().find(|(n, _)| *n == parameter.name) {
                Some(pair) => given.push(pair.clone()),
                None => {
                    let message = format!(
                        "nobody knows what it scans: parameter `{}` has no default",
                        parameter.name
                    );
                    let hint = format!("give the check one with --param {}=…", parameter.name);
                    return Ok(Some(problem(parameter.line, message, hint)));
                }
            }
        }
        let arguments = bind(query, &given)?;
        let explained = engine.explain(query, &arguments).await;
        let bytes = explained.map_err(|error| told(error, engine))?.bytes();
        if self.dearest.as_ref().is_none_or(|(_, most)| bytes > *most) {
            self.dearest = Some((query.name.clone(), bytes));
        }
        let hint = format!(
            "filter on dt, name fewer columns, or allow more; `lakebed query explain {}` shows what is read",
            query.name
        );
        let usd = athena_query(bytes).usd;
        if let Some(most) = self.args.max_scan.filter(|most| bytes > *most) {
            let message = format!(
                "a run scans {}, more than {}",
                megabytes(bytes),
                megabytes(most)
            );
            return Ok(Some(problem(1, message, hint)));
        }
        if let Some(most) = self.args.max_cost.filter(|most| usd > *most) {
            let message = format!("a run costs USD {usd:.6} on Athena, more than {most}");
            return Ok(Some(problem(1, message, hint)));
        }
        Ok(None)
    }

    /// The dearest query, for the line that says that all is well.
    pub fn summary(&self) -> String {
        match &self.dearest {
            Some((_, 0)) => "; none of them scans a byte of this lake".into(),
            Some((name, bytes)) => format!(
                "; the dearest, {name}, scans {}: USD {:.6}",
                megabytes(*bytes),
                athena_query(*bytes).usd
            ),
            None => String::new(),
        }
    }
}
