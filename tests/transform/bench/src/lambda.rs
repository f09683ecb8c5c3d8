//! The built functions behind a Runtime API: what a request costs them, how they start, what they take.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::cpu;
use crate::data::Data;
use crate::runtime_api::{Function, RuntimeApi};
use crate::table::{Budget, Table};

const REQUESTS: usize = 60;
const STARTS: usize = 40;

pub fn measure(data: &Data, table: &mut Table) {
    let bootstrap = PathBuf::from(
        std::env::var("BOOTSTRAP").expect("BOOTSTRAP names the release build: use run.sh"),
    );
    let naive = std::env::current_exe()
        .expect("this program")
        .with_file_name("naive-lambda");
    let tables = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../infra/tables");
    let start = |api: &RuntimeApi, program: &PathBuf| {
        let mut command = api.command(program.to_str().expect("a path"));
        command
            .env("LAKEBED_TABLE", "orders")
            .env("LAKEBED_TABLES", tables)
            .env("LAKEBED_SKIPPED", "balanced")
            .stdout(Stdio::null());
        command
    };

    let rate = |program: &PathBuf, requests: usize| {
        let api = RuntimeApi::start();
        let function = Function(start(&api, program).spawn().expect("a function"));
        let mut before = 0;
        for i in 0..requests + 5 {
            if i == 5 {
                before = cpu::of_process(function.0.id());
            }
            let posted = api.invoke_shared(data.requests[i % (data.requests.len() - 1)].clone());
            assert!(
                posted.path.ends_with("/response"),
                "{}",
                String::from_utf8_lossy(&posted.body)
            );
        }
        let nanos = cpu::of_process(function.0.id()) - before;
        let records = requests as f64 * data.records as f64 / data.requests.len() as f64;
        (
            records / (nanos as f64 / 1e9),
            status(function.0.id(), "VmRSS"),
            status(function.0.id(), "VmHWM"),
        )
    };
    let (ours, resident, peak) = rate(&bootstrap, REQUESTS);
    let (naive, ..) = rate(&naive, REQUESTS / 4);
    table.rates(
        data.name,
        &[
            ("lakebed through the Runtime API", ours),
            ("lambda_runtime + Value through the Runtime API", naive),
        ],
    );
    table.budget(Budget {
        what: "through the Runtime API, against lambda_runtime + Value",
        value: ours / naive,
        must: 6.0,
        aim: 9.0,
        at_most: false,
    });
    println!(
        "resident after {REQUESTS} requests of 3 MB: {:.1} MiB, at most {:.1} MiB",
        resident / 1024.0,
        peak / 1024.0
    );

    let mut starts: Vec<(f64, f64)> = (0..STARTS)
        .map(|_| {
            let api = RuntimeApi::start();
            let began = Instant::now();
            let function = Function(start(&api, &bootstrap).spawn().expect("a function"));
            let polled = api.wait_for_start().expect("a poll");
            (
                (polled - began).as_secs_f64() * 1e3,
                status(function.0.id(), "VmRSS"),
            )
        })
        .collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (millis, resident) = starts[STARTS / 2];
    println!(
        "exec to first poll: {:.2} ms at best, {millis:.2} in the middle, {:.2} at worst",
        starts[0].0,
        starts[STARTS - 1].0
    );
    table.budget(Budget {
        what: "exec to first poll, ms",
        value: millis,
        must: 2.5,
        aim: 1.8,
        at_most: true,
    });
    table.budget(Budget {
        what: "resident at the first poll, MiB",
        value: resident / 1024.0,
        must: 5.0,
        aim: 3.4,
        at_most: true,
    });
    let size = std::fs::metadata(&bootstrap).expect("the bootstrap").len();
    table.budget(Budget {
        what: "stripped binary, MB",
        value: size as f64 / 1e6,
        must: 3.0,
        aim: 1.8,
        at_most: true,
    });
    let bare = (0..STARTS).map(|_| {
        let began = Instant::now();
        assert!(Command::new("/bin/true").status().expect("true").success());
        began.elapsed().as_secs_f64() * 1e3
    });
    let mut bare: Vec<f64> = bare.collect();
    bare.sort_by(f64::total_cmp);
    println!(
        "starting and ending /bin/true takes {:.2} ms here\n",
        bare[STARTS / 2]
    );
}

/// Kibibytes of a field of a process's status.
fn status(pid: u32, field: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a living process");
    let line = text
        .lines()
        .find(|line| line.starts_with(field))
        .expect("the field");
    line.split_whitespace()
        .nth(1)
        .and_then(|kib| kib.parse().ok())
        .expect("a number")
}
