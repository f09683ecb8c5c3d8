//! The helper `lakebed`: definitions, landing, the catalog and saved queries of a lake.
//!
//! Data goes to stdout through one [`Printer`](output::Printer), everything else to stderr.
#![forbid(unsafe_code)]

mod args;
#[cfg(feature = "aws")]
mod aws;
mod commands;
mod exit;
#[cfg(feature = "embedded")]
mod files;
mod output;
mod progress;
mod settings;
mod sources;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Cli;
use crate::exit::Exit;
use crate::output::Printer;
use crate::settings::Settings;

/// Planning a query is thousands of small allocations, a third of its time with the C library's own allocator.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = Settings::load(&cli.common, &|name| std::env::var(name).ok()).and_then(|settings| {
        let mut printer = Printer::stdout(&settings);
        let done = commands::run(cli.command, &settings, &mut printer)?;
        printer.finish()?;
        Ok(done)
    });
    match done {
        Ok(exit) => exit.into(),
        Err(error) if exit::is_closed_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            exit::report(&error);
            Exit::Failed.into()
        }
    }
}
