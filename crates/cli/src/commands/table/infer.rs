//! `lakebed table infer`

use std::path::{Path, PathBuf};

use anyhow::Result;
use lakebed_lake::Input;
use lakebed_lake::input::each_record;
use lakebed_record::infer::{Inferred, Known, Sample};
use lakebed_record::types::is_column_name;

use crate::args::infer::InferArgs;
use crate::commands::land;
use crate::exit::{Exit, Trouble};
use crate::files::write_whole;
use crate::output::{Printer, grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;

/// Notes on what to decide that stderr lists; all are in the definition.
const SHOWN_NOTES: usize = 10;

pub fn run(args: &InferArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    if let Some(name) = args.name.as_ref().filter(|name| !is_column_name(name)) {
        let message = format!("`{name}` is no name for a table");
        return Err(Trouble::new(message, "write it with a-z, 0-9 and _").into());
    }
    let (sample, refused) = read(args, settings)?;
    let definitions = sample
        .definitions()
        .map_err(|error| Trouble::new(error.to_string(), error.hint()))?;
    match &args.to {
        None => print(&definitions, printer)?,
        Some(to) => {
            for path in write(to, args.force, &definitions)? {
                note(&format!("wrote {}", path.display()));
            }
        }
    }
    printer.flush()?;
    remarks(&definitions, refused);
    Ok(if refused == 0 {
        Exit::Done
    } else {
        Exit::Partial
    })
}

/// The sample, and how many records are none.
fn read(args: &InferArgs, settings: &Settings) -> Result<(Sample, u64)> {
    let known = Known {
        source: args.source.clone(),
        name: args.name.clone(),
        key: args.key.clone(),
        whole: args.whole,
        originals: args.originals,
        exceptions_per_mille: (args.exceptions * 10.0).round() as u32,
    };
    #[cfg(feature = "aws")]
    if let Some(table) = &args.live.from {
        let (sample, read) = super::live::sample(table, args.live.limit, known, settings)?;
        return Ok((sample, read.refused));
    }
    let inputs = land::inputs(&args.files, "there is no sample")?;
    let total = inputs.iter().map(Input::size).sum::<Option<u64>>();
    let meter = Meter::new(settings, "reading the sample", total, Unit::Bytes);
    let mut sample = Sample::new(known);
    let read = each_record(
        inputs,
        |buf, range| sample.add(buf, range).is_ok(),
        |read| meter.at(read.bytes, format!("{} records", grouped(read.records))),
    )
    .map_err(|error| {
        meter.clear();
        let hint = error.hint();
        anyhow::Error::new(error).context(Trouble::new("could not read the sample", hint))
    })?;
    meter.done(&format!("{} records", grouped(read.records)));
    Ok((sample, read.refused))
}

fn print(definitions: &[Inferred], printer: &mut Printer) -> Result<()> {
    for (at, definition) in definitions.iter().enumerate() {
        if definitions.len() > 1 {
            let gap = if at == 0 { "" } else { "\n" };
            printer.line(&format!("{gap}# ---- {}.toml ----", definition.name))?;
        }
        printer.line(definition.toml.trim_end())?;
    }
    Ok(())
}

/// Writes every definition to its file; none, when one of them may not be written.
fn write(to: &Path, force: bool, definitions: &[Inferred]) -> Result<Vec<PathBuf>> {
    let paths: Vec<PathBuf> = if to.is_dir() {
        definitions
            .iter()
            .map(|d| to.join(format!("{}.toml", d.name)))
            .collect()
    } else if definitions.len() == 1 {
        vec![to.to_path_buf()]
    } else {
        let message = format!(
            "there are {} definitions, and {} is no folder",
            definitions.len(),
            to.display()
        );
        return Err(Trouble::new(
            message,
            "name a folder that is there; each gets a file <name>.toml in it",
        )
        .into());
    };
    // All are looked at before the first is written.
    if let Some(taken) = paths.iter().find(|path| !force && path.exists()) {
        let hint = "name another file with --to, or replace it with --force";
        return Err(Trouble::new(format!("{} is there already", taken.display()), hint).into());
    }
    for (path, definition) in paths.iter().zip(definitions) {
        write_whole(path, &definition.toml, force)?;
    }
    Ok(paths)
}

fn remarks(definitions: &[Inferred], refused: u64) {
    for definition in definitions {
        note(&format!(
            "{}: {} columns from {} records, {} to decide",
            definition.name,
            definition.columns,
            grouped(definition.records),
            definition.undecided.len()
        ));
        for line in definition.undecided.iter().take(SHOWN_NOTES) {
            note(&format!("  {line}"));
        }
        if definition.undecided.len() > SHOWN_NOTES {
            note(&format!(
                "  and {} more: see the comments",
                definition.undecided.len() - SHOWN_NOTES
            ));
        }
    }
    let entities: Vec<_> = definitions.iter().filter(|d| d.filtered).collect();
    for source in entities.chunk_by(|a, b| a.source == b.source) {
        let tables: Vec<_> = source
            .iter()
            .map(|d| format!("--table {}", d.name))
            .collect();
        note(&format!(
            "each change to its table: lakebed land {} FILE",
            tables.join(" ")
        ));
    }
    if refused > 0 {
        note(&format!(
            "left out: {} records that are no changes; `lakebed land` puts them into the quarantine with the reason",
            grouped(refused)
        ));
    }
}
