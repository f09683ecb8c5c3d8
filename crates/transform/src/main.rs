//! The Lambda's executable: settings, then the loop.
#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use lakebed_transform::{runtime, settings};

fn main() -> ExitCode {
    runtime::keep_panics_quiet();
    let get = |name: &str| std::env::var(name).ok();
    let home = std::env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.to_path_buf()))
        .unwrap_or_else(|| PathBuf::from("."));
    let transform =
        settings::Settings::from_lookup(get, &home).and_then(|settings| settings.load());
    let mut problems = settings::missing_of_lambda(get);
    let is_in_lambda = problems.is_empty();
    let transform = transform
        .map_err(|error| problems.extend(error.problems))
        .ok()
        .filter(|_| is_in_lambda);

    let threads = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let (Some(transform), Ok(threads)) = (transform, &threads) else {
        if let Err(error) = &threads {
            problems.push(format!("cannot start the event loop: {error}"));
        }
        runtime::print_failed_start(&problems);
        if let (true, Ok(threads)) = (is_in_lambda, &threads) {
            // The log line has said it all when even this cannot be posted.
            let _ = threads.block_on(runtime::report_failed_start(&problems));
        }
        return ExitCode::FAILURE;
    };
    match threads.block_on(runtime::serve(transform)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            runtime::print_failed_start(&[format!("lost the Runtime API: {error}")]);
            ExitCode::FAILURE
        }
    }
}
