//! CPU time, which other processes on the machine disturb less than the clock on the wall.

use std::fs;

/// Nanoseconds that this thread has run. (What /proc says of a running thread is some milliseconds old.)
pub fn of_this_thread() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Nanoseconds that a process has run, all its living threads together; it should be waiting.
pub fn of_process(pid: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).expect("a living process");
    tasks
        .flatten()
        .map(|task| schedstat(&format!("{}/schedstat", task.path().display())))
        .sum()
}

fn schedstat(path: &str) -> u64 {
    fs::read_to_string(path)
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .unwrap_or(0)
}
