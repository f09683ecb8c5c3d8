//! `lakebed table refine`

use std::sync::Arc;

use anyhow::Result;
use lakebed_lake::LocalStore;
use lakebed_lake::refine::{Refined, refine};
use lakebed_record::plan::Plan;

use crate::args::drift::RefineArgs;
use crate::exit::Exit;
use crate::output::{Column, Printer, grouped};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &RefineArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let store = LocalStore::open(settings.lake_root()?);
    let plan = Arc::new(Plan::compile(&definition));
    let meter = Meter::new(
        settings,
        &format!("refining {}", definition.name),
        None,
        Unit::Records,
    );
    let done = refine(&store, &plan, args.dry_run, |done| {
        meter.at(done.rows, format!("{} objects", grouped(done.objects)));
    })
    .inspect_err(|_| meter.clear())?;
    let Refined {
        objects,
        rewritten,
        rows,
        moved,
    } = done;
    meter.done(&format!(
        "{} of {} objects rewritten",
        grouped(rewritten),
        grouped(objects)
    ));
    let rewritten_name = if args.dry_run {
        "to_rewrite"
    } else {
        "rewritten"
    };
    printer.listing(vec![
        Column::Text("table", vec![Some(definition.name.clone())]),
        Column::Count("objects", vec![objects]),
        Column::Count(rewritten_name, vec![rewritten]),
        Column::Count("rows", vec![rows]),
        Column::Count("moved", vec![moved]),
    ])?;
    Ok(Exit::Done)
}
