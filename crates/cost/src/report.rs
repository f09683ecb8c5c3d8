//! The tables of `docs/cost.md`.

use crate::{
    Bill, Constraints, Limit, PipeBilling, Service, Settings, StreamMode, Transport, Workload,
    bill, cheapest, limits, price,
};

/// Appends a line of text.
macro_rules! line {
    ($out:expr, $($part:tt)*) => {{
        $out.push_str(&format!($($part)*));
        $out.push('\n');
    }};
}

const EVENT_BYTES: f64 = 650.0;
const TARGET: f64 = 0.0005;

/// The generated part of `docs/cost.md`: bills of three sizes, the cheapest settings, limits and prices, in Markdown.
#[must_use]
pub fn tables() -> String {
    let mut out = String::new();
    let months = [("1 M", 1e6), ("100 M", 1e8), ("10 B", 1e10)];
    line!(
        out,
        "Changes of {EVENT_BYTES} bytes of JSON (new image), peaks of twice the average, a lake of 12 months, no queries.\n"
    );

    line!(out, "### As deployed by default\n");
    line!(
        out,
        "{}, {} active partitions.\n",
        Settings::default().describe(&Workload::per_month(1e6, EVENT_BYTES)),
        2
    );
    bills(
        &mut out,
        &months.map(|(name, events)| {
            let workload = Workload::per_month(events, EVENT_BYTES);
            (
                format!("{name} a month ({})", rate(&workload)),
                bill(&workload, &Settings::default()),
            )
        }),
    );

    line!(out, "### Cheapest settings for each\n");
    line!(
        out,
        "Backup kept, 24 h of stream, any interval up to 900 s.\n"
    );
    line!(
        out,
        "| Changes | Cheapest settings | USD a month | per 1,000 | largest line |"
    );
    line!(out, "|---|---|---:|---:|---|");
    for (name, events) in months {
        for (label, constraints) in [
            ("", Constraints::default()),
            (
                ", sequence numbers kept",
                Constraints {
                    sequence_numbers: true,
                    ..Constraints::default()
                },
            ),
            (
                ", and if AWS bills a pipe by the batch",
                Constraints {
                    sequence_numbers: true,
                    pipe_billing: PipeBilling::PerBatch,
                    ..Constraints::default()
                },
            ),
            (
                ", no backup",
                Constraints {
                    backup: false,
                    ..Constraints::default()
                },
            ),
        ] {
            let workload = Workload::per_month(events, EVENT_BYTES);
            if let Some(choice) = cheapest(&workload, &Settings::default(), &constraints).first() {
                let description = choice.settings.describe(&workload);
                line!(
                    out,
                    "| {name}{label} | {description} | {} |",
                    figures(&choice.bill)
                );
            }
        }
    }

    line!(
        out,
        "\n### Against the target of {TARGET} USD per 1,000 changes\n"
    );
    line!(
        out,
        "| Changes a second | default | cheapest with a pipe | cheapest | if seven changes shared a record |"
    );
    line!(out, "|---:|---:|---:|---:|---:|");
    for per_second in [1.0, 10.0, 50.0, 100.0, 250.0, 1000.0, 4000.0, 10_000.0] {
        let workload = Workload::per_second(per_second, EVENT_BYTES);
        let best = |constraints: &Constraints| {
            cheapest(&workload, &Settings::default(), constraints)[0]
                .bill
                .per_thousand()
        };
        line!(
            out,
            "| {per_second} | {} | {} | {} | {} |",
            judged(bill(&workload, &Settings::default()).per_thousand()),
            judged(best(&Constraints {
                sequence_numbers: true,
                ..Constraints::default()
            })),
            judged(best(&Constraints::default())),
            judged(best(&Constraints {
                events_per_record: 7.0,
                ..Constraints::default()
            })),
        );
    }

    line!(
        out,
        "\n### What one choice changes, at 100 changes a second\n"
    );
    let workload = Workload::per_second(100.0, EVENT_BYTES);
    let base = cheapest(&workload, &Settings::default(), &Constraints::default())[0].settings;
    line!(
        out,
        "Compared with the cheapest: {}.\n",
        base.describe(&workload)
    );
    line!(out, "| Change of one setting | USD a month | difference |");
    line!(out, "|---|---:|---:|");
    let before = bill(&workload, &base).total();
    let pipe = |billing| Settings {
        transport: Transport::Pipe(billing),
        ..base
    };
    for (label, settings) in [
        ("none", base),
        ("a pipe", pipe(PipeBilling::PerEvent)),
        (
            "a pipe, if billed by the batch",
            pipe(PipeBilling::PerBatch),
        ),
        (
            "on demand",
            Settings {
                stream: StreamMode::OnDemand,
                ..base
            },
        ),
        (
            "72 h of stream",
            Settings {
                retention_hours: 72.0,
                ..base
            },
        ),
        (
            "buffer 300 s",
            Settings {
                buffer_seconds: 300.0,
                ..base
            },
        ),
        (
            "buffer 60 s",
            Settings {
                buffer_seconds: 60.0,
                ..base
            },
        ),
        (
            "100 active partitions",
            Settings {
                active_partitions: 100.0,
                ..base
            },
        ),
        (
            "no backup",
            Settings {
                backup: false,
                ..base
            },
        ),
        (
            "Lambda with 1769 MB",
            Settings {
                lambda_megabytes: 1769.0,
                ..base
            },
        ),
        (
            "no dynamic partitioning (not deployable)",
            Settings {
                dynamic_partitioning: false,
                ..base
            },
        ),
        (
            "no conversion (not deployable)",
            Settings {
                conversion: false,
                ..base
            },
        ),
        (
            "seven changes in a record (not deployable)",
            Settings {
                events_per_record: 7.0,
                ..base
            },
        ),
    ] {
        let total = bill(&workload, &settings).total();
        line!(out, "| {label} | {total:.2} | {:+.2} |", total - before);
    }
    let queries = Workload {
        queries: 3000.0,
        scanned_bytes: 3000.0 * 1024.0 * 1024.0 * 1024.0,
        ..workload
    };
    let total = bill(&queries, &base).total();
    line!(
        out,
        "| 3,000 queries of 1 GB each | {total:.2} | {:+.2} |",
        total - before
    );

    line!(out, "\n### Which limit comes first\n");
    line!(
        out,
        "Of the limits that more changes use up, in us-east-1 before any quota is raised.\n"
    );
    line!(
        out,
        "| Settings | Changes a second | limit | used at the peak | of | reached at about | what helps |"
    );
    line!(out, "|---|---:|---|---:|---:|---:|---|");
    let cheap = Settings {
        stream: StreamMode::Provisioned { shards: None },
        transport: Transport::Direct,
        ..Settings::default()
    };
    for (label, settings) in [
        ("default", Settings::default()),
        ("direct, provisioned", cheap),
    ] {
        for per_second in [10_000.0, 100_000.0, 1_000_000.0] {
            let workload = Workload::per_second(per_second, EVENT_BYTES);
            // A stream that has as many shards as its peak needs is always nearly full; that is no limit.
            let sized = |limit: &&Limit| limit.grows && !limit.name.ends_with("into the shards");
            for limit in limits(&workload, &settings).iter().filter(sized).take(4) {
                line!(
                    out,
                    "| {label} | {} | {} | {} {} | {} | {}/s | {} |",
                    number(per_second),
                    limit.name,
                    number(limit.used),
                    limit.unit,
                    number(limit.quota),
                    number(per_second * limit.headroom()),
                    limit.remedy
                );
            }
        }
    }

    line!(out, "\n### Prices\n");
    line!(out, "| What | USD | for one | source | confidence |");
    line!(out, "|---|---:|---|---|---|");
    for price in price::ALL {
        line!(
            out,
            "| {} | {} | {} | {} | {} |",
            price.item,
            price.usd,
            price.unit,
            price.source,
            price.confidence.as_str()
        );
    }
    out
}

/// A table of bills, a column each, a row for each service.
fn bills(out: &mut String, columns: &[(String, Bill)]) {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    line!(out, "| USD a month | {} |", names.join(" | "));
    line!(out, "|---|{}", "---:|".repeat(columns.len()));
    for service in Service::ALL {
        if columns.iter().any(|(_, bill)| bill.of(service) > 0.0) {
            let cells: Vec<String> = columns
                .iter()
                .map(|(_, bill)| format!("{:.2}", bill.of(service)))
                .collect();
            line!(out, "| {} | {} |", service.as_str(), cells.join(" | "));
        }
    }
    let totals: Vec<String> = columns
        .iter()
        .map(|(_, bill)| format!("**{:.2}**", bill.total()))
        .collect();
    line!(out, "| **total** | {} |", totals.join(" | "));
    let thousands: Vec<String> = columns
        .iter()
        .map(|(_, bill)| judged(bill.per_thousand()))
        .collect();
    line!(out, "| per 1,000 changes | {} |\n", thousands.join(" | "));
}

fn figures(bill: &Bill) -> String {
    let largest = bill.dominant().map_or(String::new(), |item| {
        format!("{} {:.2}", item.price.item, item.usd())
    });
    format!(
        "{:.2} | {} | {largest}",
        bill.total(),
        judged(bill.per_thousand())
    )
}

/// A price per 1,000 changes, with a mark when it keeps the target.
fn judged(per_thousand: f64) -> String {
    format!(
        "{per_thousand:.6}{}",
        if per_thousand < TARGET { " ✓" } else { "" }
    )
}

fn rate(workload: &Workload) -> String {
    format!("{}/s", number(workload.rate()))
}

/// Three digits or so, thousands apart.
fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value < 10.0 {
        return format!("{value:.2}");
    }
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_the_models_own_numbers() {
        let page = include_str!("../../../docs/cost.md");
        let (start, end) = ("<!-- generated: start -->\n", "<!-- generated: end -->");
        let generated = page
            .split_once(start)
            .and_then(|(_, rest)| rest.split_once(end));
        let generated = generated.map(|(text, _)| text.trim());
        assert!(
            generated == Some(tables().trim()),
            "docs/cost.md is not what the model says: put the output of \
             `cargo run -p lakebed-cost --example tables` between its two marks"
        );
    }

    #[test]
    fn numbers() {
        for (value, expected) in [
            (0.0, "0"),
            (1.333, "1.33"),
            (42.25, "42.2"),
            (999.6, "1,000"),
            (1_234_567.0, "1,234,567"),
        ] {
            assert_eq!(number(value), expected);
        }
    }
}
