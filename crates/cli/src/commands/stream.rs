//! `lakebed land --from kinesis:NAME`

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Result;
use lakebed_lake::stream::{StreamLanded, StreamLander, StreamOptions};
use lakebed_lake::{Landed, definition_version};
use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;

use super::land::options;
use crate::args::LandArgs;
use crate::output::{grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;

/// Lands a stream to its end, or with `--follow` until Ctrl-C; answers the sums of all batches.
///
/// # Errors
/// The stream cannot be read, the lake cannot be written, or another run is at it.
pub fn land(
    definition: &TableDefinition,
    stream: &str,
    args: &LandArgs,
    settings: &Settings,
) -> Result<Landed> {
    let store = super::store::open_with(settings, args)?;
    let connection = super::block_on(async { Ok(lakebed_aws::connect().await?) })?;
    let options = StreamOptions {
        land: options(args),
        batch_bytes: usize::try_from(args.aws.batch << 20).unwrap_or(usize::MAX),
        batch_time: Duration::from_secs(args.aws.batch_seconds),
        follow: args.aws.follow,
    };
    let version = definition_version(definition);
    let mut lander = StreamLander::new(
        &connection,
        store.as_ref(),
        Arc::new(Plan::compile(definition)),
        (&definition.name, &version),
        stream,
        options,
    )?;
    let wished = super::stop::on_interrupt()?;
    let meter = Meter::new(settings, &format!("landing {stream}"), None, Unit::Records);
    let landed = lander
        .land(&|| wished.load(Ordering::SeqCst), &|done| {
            meter.at(done.ledger.read, progress(done))
        })
        .inspect_err(|_| meter.clear())?;
    meter.done(&format!(
        "{} read, {}",
        grouped(landed.ledger.read),
        progress(&landed)
    ));
    if landed.resumed {
        note("a run before this one was cut short: its last batch was landed to the end");
    }
    if landed.expired {
        note(
            "records of that batch are older than the stream keeps them, and were not there any more",
        );
    }
    Ok(Landed {
        ledger_key: format!("ledger/{}_changes/", definition.name),
        written: usize::try_from(landed.written).unwrap_or(usize::MAX),
        ledger: landed.ledger,
    })
}

fn progress(done: &StreamLanded) -> String {
    format!(
        "{} landed in {} batches, {}.{} s behind",
        grouped(done.ledger.landed),
        grouped(done.batches),
        grouped(done.lag_millis / 1000),
        done.lag_millis % 1000 / 100
    )
}
