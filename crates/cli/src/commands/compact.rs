//! `lakebed compact`

use std::sync::Arc;

use anyhow::Result;
use lakebed_lake::LocalStore;
use lakebed_lake::compact::{CompactOptions, Partition, compact, partitions};
use lakebed_record::plan::Plan;

use crate::args::CompactArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
#[cfg(feature = "aws")]
use crate::settings::Target;
use crate::sources;

pub fn run(args: &CompactArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    #[cfg(feature = "aws")]
    if settings.target.value == Target::Aws {
        return super::packed::run(args, settings, printer);
    }
    #[cfg(feature = "aws")]
    if args.athena.before.is_some()
        || args.athena.from_dt.is_some()
        || args.athena.results.is_some()
    {
        let message = "--before, --from-dt and --results are for --target aws";
        return Err(Trouble::new(
            message,
            "name a partition with --partition, or leave them out",
        )
        .into());
    }
    let definition = sources::definition(settings, &args.table)?;
    let store = LocalStore::open(super::local::root(settings, "compact")?);
    let plan = Arc::new(Plan::compile(&definition));
    let all = partitions(&store, &plan)?;
    if let Some(only) = &args.partition
        && !all.iter().any(|(name, _)| name == only)
    {
        let message = format!("`{}` has no partition {only}", definition.name);
        return Err(Trouble::new(message, "see `lakebed status`").into());
    }
    let options = CompactOptions {
        target_bytes: args.target_size << 20,
        partition: args.partition.clone(),
        all: args.all,
        dry_run: args.dry_run,
    };
    let bytes: u64 = all
        .iter()
        .flat_map(|(_, objects)| objects)
        .map(|o| o.bytes)
        .sum();
    let meter = Meter::new(
        settings,
        &format!("compacting {}", definition.name),
        Some(bytes),
        Unit::Bytes,
    );
    let mut so_far = 0;
    let done = compact(&store, &plan, &options, &mut |partition| {
        so_far += partition.bytes_before;
        meter.at(so_far, partition.name.clone());
    })
    .inspect_err(|_| meter.clear())?;
    let sum = |count: fn(&Partition) -> u64| done.iter().map(count).sum::<u64>();
    meter.done(&format!(
        "{} files, {}, in {} partitions",
        grouped(sum(|p| p.objects_before)),
        megabytes(sum(|p| p.bytes_before)),
        done.len()
    ));
    print(&done, printer)?;
    printer.flush()?;
    if done.is_empty() {
        note("nothing to gain: no partition has two files that are small");
    }
    let foreign = sum(|p| p.foreign);
    if foreign > 0 {
        note(&format!(
            "{} files were left as they are: their columns are not those of the definition",
            grouped(foreign)
        ));
    }
    Ok(Exit::Done)
}

fn print(done: &[Partition], printer: &mut Printer) -> Result<()> {
    let count = |pick: fn(&Partition) -> u64| done.iter().map(pick).collect();
    let mut columns = vec![
        Column::Text(
            "partition",
            done.iter().map(|p| Some(p.name.clone())).collect(),
        ),
        Column::Count("files_before", count(|p| p.objects_before)),
        Column::Count("bytes_before", count(|p| p.bytes_before)),
    ];
    if done.iter().any(|p| p.objects_after.is_some()) {
        columns.extend([
            Column::Count("files", count(|p| p.objects_after.unwrap_or(0))),
            Column::Count("bytes", count(|p| p.bytes_after.unwrap_or(0))),
            Column::Count("rows", count(|p| p.rows.unwrap_or(0))),
            Column::Count("duplicates", count(|p| p.duplicates.unwrap_or(0))),
        ]);
    }
    printer.listing(columns)
}
