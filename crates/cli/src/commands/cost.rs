//! `lakebed cost`: the bill of a pipeline, the cheapest settings for it, the AWS limits it meets first.

use anyhow::Result;
use lakebed_cost::{
    Constraints, PipeBilling, Settings as Pipeline, StreamMode, Transport, Workload, bill,
    cheapest, limits,
};
use lakebed_query::Format;

use crate::args::{CostArgs, StreamArg, TransportArg};
use crate::exit::Exit;
use crate::output::{Column, Printer, note};

/// Choices and limits that are shown; the rest is of no use to anybody who asks this.
const SHOWN: usize = 3;

pub fn run(args: &CostArgs, printer: &mut Printer) -> Result<Exit> {
    let workload = match (args.events_per_second, args.events_per_month) {
        (_, Some(month)) => Workload::per_month(month, args.bytes),
        (second, None) => Workload::per_second(second.unwrap_or(100.0), args.bytes),
    };
    let workload = Workload {
        queries: args.queries_per_month,
        scanned_bytes: args.queries_per_month * args.scan_gb * 1e9,
        ..workload
    };
    let pipeline = pipeline(args);
    let bill = bill(&workload, &pipeline);

    let text = |value: String| Some(value);
    let column = |value: fn(&lakebed_cost::LineItem) -> String| {
        bill.items.iter().map(|item| text(value(item))).collect()
    };
    printer.heading(&format!(
        "{} changes a month ({:.1} a second) of {} bytes: {}",
        thousands(workload.events),
        workload.rate(),
        args.bytes,
        pipeline.describe(&workload)
    ))?;
    printer.listing(vec![
        Column::Text("service", column(|item| item.service.as_str().into())),
        Column::Text("item", column(|item| item.price.item.into())),
        Column::Text("quantity", column(|item| thousands(item.quantity))),
        Column::Text("unit", column(|item| item.price.unit.into())),
        Column::Text("usd_per_month", column(|item| format!("{:.2}", item.usd()))),
        Column::Text(
            "price_is",
            column(|item| item.price.confidence.as_str().into()),
        ),
    ])?;
    printer.flush()?;
    if printer.format() != Format::Table {
        return Ok(Exit::Done);
    }
    note(&format!(
        "\n{:.2} USD a month, {:.6} USD per 1,000 changes (us-east-1, no free tier)",
        bill.total(),
        bill.per_thousand()
    ));
    if let Some(item) = bill.dominant() {
        note(&format!(
            "largest: {}, {}",
            item.service.as_str(),
            item.price.item
        ));
    }
    let constraints = Constraints {
        backup: pipeline.backup,
        ..Constraints::default()
    };
    note("\ncheapest settings:");
    for choice in cheapest(&workload, &pipeline, &constraints)
        .iter()
        .take(SHOWN)
    {
        note(&format!(
            "  {:.6} USD per 1,000  {}",
            choice.bill.per_thousand(),
            choice.settings.describe(&workload)
        ));
    }
    note("\nnearest limits at the peak:");
    for limit in limits(&workload, &pipeline).iter().take(SHOWN) {
        let state = if limit.headroom() < 1.0 {
            "EXCEEDED".to_string()
        } else {
            format!("{:.0} times as much fits", limit.headroom())
        };
        note(&format!(
            "  {}: {} of {} {} ({state}); then {}",
            limit.name,
            thousands(limit.used),
            thousands(limit.quota),
            limit.unit,
            limit.remedy
        ));
    }
    Ok(Exit::Done)
}

fn pipeline(args: &CostArgs) -> Pipeline {
    let default = Pipeline::default();
    Pipeline {
        transport: match args.transport {
            TransportArg::Pipe => Transport::Pipe(PipeBilling::PerEvent),
            TransportArg::Direct => Transport::Direct,
        },
        stream: match args.stream {
            StreamArg::OnDemand => StreamMode::OnDemand,
            StreamArg::Provisioned => StreamMode::Provisioned {
                shards: args.shards,
            },
        },
        buffer_seconds: f64::from(args.buffer_seconds),
        active_partitions: f64::from(args.partitions),
        backup: !args.no_backup,
        ..default
    }
}

/// 1,234.5: with the fraction only where it says something.
fn thousands(value: f64) -> String {
    if value < 1000.0 {
        let text = format!("{value:.3}");
        return text.trim_end_matches('0').trim_end_matches('.').to_string();
    }
    crate::output::grouped(value.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn numbers_are_for_people() {
        assert_eq!(
            [0.0, 0.25, 730.0, 1234.5, 262_800_000.0].map(thousands),
            ["0", "0.25", "730", "1,235", "262,800,000"]
        );
    }
}
