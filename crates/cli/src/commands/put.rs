//! `lakebed put`

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use lakebed_lake::stream::put::{Observer, PutAccount, Putter, Rejected};
use lakebed_lake::{Input, input};
use lakebed_query::Format;

use super::land;
use crate::args::PutArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

/// Places of rejected records that stderr lists.
const SHOWN: usize = 10;

pub fn run(args: &PutArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let key = key_attributes(args, settings)?;
    let inputs = land::inputs(&args.files, "there is nothing to put")?;
    inputs
        .iter()
        .try_for_each(Input::check)
        .map_err(|error: input::InputError| {
            let hint = error.hint();
            anyhow::Error::new(Trouble::new(error.to_string(), hint))
        })?;
    let mut kept = Kept::new(args.rejected.as_deref())?;
    let connection = super::block_on(async { Ok(lakebed_aws::connect().await?) })?;
    let putter = Putter::open(&connection, &args.stream)?;
    let total = inputs.iter().map(Input::size).sum::<Option<u64>>();
    let rate = Rate {
        meter: Meter::new(
            settings,
            &format!("putting into {}", args.stream),
            total,
            Unit::Bytes,
        ),
        started: Instant::now(),
    };
    let (account, result) = putter.put(inputs, &key, &mut |rejected| kept.keep(rejected), &rate);
    if let Err(error) = result {
        rate.meter.clear();
        kept.finish()?;
        note(&format!(
            "{} of {} records read are in the stream; what is run again writes them a second time",
            grouped(account.sent),
            grouped(account.read)
        ));
        return Err(error.into());
    }
    let done = format!(
        "{} sent, {}, {} in {} requests",
        grouped(account.sent),
        rate.text(&account),
        megabytes(account.bytes),
        grouped(account.requests)
    );
    rate.meter.done(&done);
    print(&account, printer)?;
    kept.finish()?;
    kept.remarks(&account);
    Ok(if account.rejected == 0 {
        Exit::Done
    } else {
        Exit::Partial
    })
}

/// The attributes of the table's key.
fn key_attributes(args: &PutArgs, settings: &Settings) -> Result<Vec<String>> {
    let Some(table) = &args.table else {
        return Ok(Vec::new());
    };
    let definition = sources::definition(settings, table)?;
    let columns = definition.primary_key.iter();
    Ok(columns
        .filter_map(|name| definition.column(name)?.from.first().cloned())
        .collect())
}

fn print(account: &PutAccount, printer: &mut Printer) -> Result<()> {
    match printer.format() {
        Format::Json | Format::Ndjson => printer.line(&account.to_json())?,
        Format::Table | Format::Csv => {
            let count = |name, value| Column::Count(name, vec![value]);
            printer.listing(vec![
                Column::Text("stream", vec![Some(account.stream.clone())]),
                count("read", account.read),
                count("sent", account.sent),
                count("rejected", account.rejected),
                count("bytes", account.bytes),
                count("requests", account.requests),
                count("retried", account.retried),
            ])?;
        }
    }
    Ok(printer.flush()?)
}

/// Progress, with the rate so far.
struct Rate {
    meter: Meter,
    started: Instant,
}

impl Rate {
    fn text(&self, account: &PutAccount) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        format!(
            "{} a second",
            grouped((account.sent as f64 / seconds) as u64)
        )
    }
}

impl Observer for Rate {
    fn progress(&self, bytes_read: u64, account: &PutAccount) {
        let text = format!("{} sent, {}", grouped(account.sent), self.text(account));
        self.meter.at(bytes_read, text);
    }
}

/// What becomes of records that cannot be written.
struct Kept {
    path: Option<PathBuf>,
    /// Made with the first of them.
    file: Option<BufWriter<File>>,
    /// Places of the first ones.
    shown: Vec<String>,
}

impl Kept {
    fn new(path: Option<&Path>) -> Result<Self> {
        if let Some(path) = path.filter(|path| path.exists()) {
            let message = format!("{} is there already", path.display());
            return Err(Trouble::new(message, "name another file with --rejected").into());
        }
        Ok(Self {
            path: path.map(Path::to_path_buf),
            file: None,
            shown: Vec::new(),
        })
    }

    fn keep(&mut self, rejected: &Rejected) -> io::Result<()> {
        if self.shown.len() < SHOWN {
            let at = &rejected.at;
            self.shown.push(format!(
                "{}, line {}: {}",
                at.source, at.line, rejected.code
            ));
        }
        let Some(path) = &self.path else {
            return Ok(());
        };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(File::create_new(path)?)),
        };
        file.write_all(rejected.line.as_bytes())
    }

    fn finish(&mut self) -> Result<()> {
        let Some(file) = self.file.take() else {
            return Ok(());
        };
        let done = file.into_inner().map_err(io::IntoInnerError::into_error);
        done.and_then(|file| file.sync_all())
            .context("could not write the rejected records")
    }

    fn remarks(&self, account: &PutAccount) {
        if account.rejected == 0 {
            return;
        }
        let by = account.rejected_by.iter();
        let by: Vec<_> = by
            .map(|(code, count)| format!("{code} {}", grouped(*count)))
            .collect();
        note(&format!("rejected: {}", by.join(", ")));
        match &self.path {
            Some(path) => note(&format!(
                "their bytes and the reasons are in {}",
                path.display()
            )),
            None => {
                self.shown
                    .iter()
                    .for_each(|place| note(&format!("  {place}")));
                let more = account.rejected.saturating_sub(self.shown.len() as u64);
                if more > 0 {
                    note(&format!("  and {} more", grouped(more)));
                }
                note("--rejected FILE keeps them");
            }
        }
        if account.rejected_by.contains_key("missing_key") {
            note("lines of a full export carry no key: --table NAME says which attributes it is");
        }
    }
}
