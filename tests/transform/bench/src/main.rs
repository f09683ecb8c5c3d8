//! Measures the transform against other ways, and prints a table.
//! Usage: `bench [--records N] [--rounds N] [--quick | --profile KIND | --share KIND | --replies KIND]`; a kind of records is
//! `orders`, `shuffled` or `wide`, or `messy` for `--replies`.
//!
//! `run.sh` builds everything, pins it to one core and calls this.

#[path = "../../../../crates/transform/tests/common/runtime_api.rs"]
#[allow(dead_code)]
mod runtime_api;

mod cpu;
mod data;
mod lambda;
mod naive;
mod peers;
mod table;
mod ways;

use std::hash::{DefaultHasher, Hash, Hasher};

use lakebed_record::flatten::Skipped;
use lakebed_transform::handler;

use data::Data;
use table::{Budget, Table};
use ways::Way;

/// Records per CPU second: the median over the rounds, the ways taking turns.
fn measure(data: &Data, mut ways: Vec<Way<'_>>, rounds: usize) -> Vec<(&'static str, f64)> {
    let per_request = data.records as f64 / data.requests.len() as f64;
    let mut rates = vec![Vec::new(); ways.len()];
    // The first round warms buffers and caches.
    for round in 0..=rounds {
        for (way, rates) in ways.iter_mut().zip(&mut rates) {
            // Whole requests only; the last one may be short.
            let full = data.requests.len() - usize::from(data.requests.len() > 1);
            let (start, mut done, mut bytes) = (cpu::of_this_thread(), 0, 0);
            for i in (0..full).step_by(way.every * if round == 0 { 8 } else { 1 }) {
                bytes += (way.run)(i);
                done += 1;
            }
            assert!(bytes > 0);
            if round > 0 {
                rates.push(
                    f64::from(done) * per_request / ((cpu::of_this_thread() - start) as f64 / 1e9),
                );
            }
        }
    }
    let median = |mut rates: Vec<f64>| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    };
    ways.iter()
        .map(|way| way.name)
        .zip(rates.into_iter().map(median))
        .collect()
}

fn named(which: &str, records: u64) -> Data {
    match which {
        "orders" => data::orders(records),
        "shuffled" => data::shuffled_orders(records / 5),
        "wide" => data::wide(records / 25),
        "messy" => data::messy_orders(records),
        _ => panic!("orders, shuffled, wide or messy"),
    }
}

/// Records per CPU second of the floor, of the transform in both ways, and of sonic-rs, on a machine that has other work too: the ways
/// take turns at every request, each is the first as often as the others, and of each request the fastest round counts.
fn in_turns(data: &Data, rounds: usize) -> [(&'static str, f64); 4] {
    let mut ways = [
        ways::floor(data),
        ways::ours(data, Skipped::Balanced),
        ways::ours(data, Skipped::Validated),
        ways::sonic_dom(data),
    ];
    let mut best = [(); 4].map(|()| vec![u64::MAX; data.requests.len()]);
    for round in 0..rounds {
        for i in 0..data.requests.len() {
            for turn in 0..ways.len() {
                let way = (round + turn) % ways.len();
                let start = cpu::of_this_thread();
                assert!((ways[way].run)(i) > 0);
                best[way][i] = best[way][i].min(cpu::of_this_thread() - start);
            }
        }
    }
    std::array::from_fn(|way| {
        let seconds = best[way].iter().sum::<u64>() as f64 / 1e9;
        (ways[way].name, data.records as f64 / seconds)
    })
}

/// The transform's share of the floor on one kind of records.
fn share(which: &str, records: u64, rounds: usize) {
    let rates = in_turns(&named(which, records), rounds);
    for (name, rate) in rates {
        println!(
            "{name:<36} {rate:>9.0} records/s {:>6.0} ns {:>6.3} of the floor",
            1e9 / rate,
            rate / rates[0].1
        );
    }
}

/// One number for all replies, to see whether two builds answer the same.
fn replies(which: &str, records: u64, _: usize) {
    let data = named(which, records);
    for skipped in [Skipped::Balanced, Skipped::Validated] {
        let mut transform = ways::transform(&data, skipped);
        let (mut out, mut hasher) = (Vec::new(), DefaultHasher::new());
        let (mut ok, mut failed) = (0, 0);
        for request in &data.requests {
            let summary = handler(&mut transform, request, &mut out).expect("a request");
            ok += summary.ok;
            failed += summary.failed_total();
            out.hash(&mut hasher);
        }
        println!(
            "{which}, {skipped:?}: {ok} rows, {failed} failed: {:016x}",
            hasher.finish()
        );
    }
}

/// The transform alone on one kind of records, for a profiler.
fn profile(which: &str, records: u64, rounds: usize) {
    let data = named(which, records);
    let ways = vec![
        ways::ours(&data, Skipped::Balanced),
        ways::ours(&data, Skipped::Validated),
    ];
    for (way, rate) in measure(&data, ways, rounds) {
        println!("{way}: {rate:.0} records/s");
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, default: u64| {
        let given = arguments
            .iter()
            .position(|a| a == name)
            .and_then(|at| arguments.get(at + 1)?.parse().ok());
        given.unwrap_or(default)
    };
    let (records, rounds) = (number("--records", 500_000), number("--rounds", 5) as usize);
    let only_ways = arguments.iter().any(|a| a == "--quick");
    for (name, run) in [
        ("--profile", profile as fn(&str, u64, usize)),
        ("--share", share),
        ("--replies", replies),
    ] {
        if let Some(at) = arguments.iter().position(|a| a == name) {
            return run(
                arguments.get(at + 1).map_or("", String::as_str),
                records,
                rounds,
            );
        }
    }
    let mut table = Table::default();

    let orders = data::orders(records);
    println!(
        "{} records of {} bytes on average in {} requests\n",
        orders.records,
        orders.bytes / orders.records,
        orders.requests.len()
    );
    let ways = vec![
        ways::floor(&orders),
        ways::ours(&orders, Skipped::Balanced),
        ways::ours(&orders, Skipped::Validated),
        ways::simd_json_tape(&orders),
        ways::sonic_dom(&orders),
        ways::naive_value(&orders),
        ways::find_and_decode(&orders),
        ways::base64_alone(&orders),
    ];
    // What is asked to two digits is measured where the machine's other work counts least.
    let turns = in_turns(&orders, rounds.max(10));
    table.rates("orders, ways in turns", &turns);
    let rates = measure(&orders, ways, rounds);
    table.rates(orders.name, &rates);
    let [_, ours, _, tape, dom, naive] = [0, 1, 2, 3, 4, 5].map(|i: usize| rates[i].1);
    table.budget(Budget {
        what: "against base64 decode + encode",
        value: turns[1].1 / turns[0].1,
        must: 0.35,
        aim: 0.50,
        at_most: false,
    });
    table.budget(Budget {
        what: "the same, every skipped value validated",
        value: turns[2].1 / turns[0].1,
        must: 0.33,
        aim: 0.45,
        at_most: false,
    });
    table.budget(Budget {
        what: "against decode + SIMD DOM + encode (the faster one)",
        value: ours / dom.max(tape),
        must: 1.1,
        aim: 1.4,
        at_most: false,
    });
    table.budget(Budget {
        what: "against KinesisFirehoseEvent + Value",
        value: ours / naive,
        must: 8.0,
        aim: 12.0,
        at_most: false,
    });

    if !only_ways {
        for (name, must, aim, rate) in peers::rates(&orders) {
            table.rates(orders.name, &[(name, rate)]);
            table.budget(Budget {
                what: name,
                value: ours / rate,
                must,
                aim,
                at_most: false,
            });
        }
        lambda::measure(&orders, &mut table);
    }

    drop(orders);
    for data in [data::shuffled_orders(records / 5), data::wide(records / 25)] {
        let ways = vec![
            ways::floor(&data),
            ways::ours(&data, Skipped::Balanced),
            ways::ours(&data, Skipped::Validated),
            ways::simd_json_tape(&data),
            ways::sonic_dom(&data),
            ways::naive_value(&data),
        ];
        let rates = measure(&data, ways, rounds);
        table.rates(data.name, &rates);
    }
    table.print();
}
