//! Progress on stderr: a bar on a terminal, a line every two seconds with `--progress`, nothing otherwise.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::{grouped, megabytes, note};
use crate::settings::Settings;

const LINE_EVERY: Duration = Duration::from_secs(2);

/// Progress of one step.
pub struct Meter {
    way: Way,
    what: String,
    total: Option<u64>,
    unit: Unit,
}

/// What a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Bytes,
    Records,
}

enum Way {
    Bar(ProgressBar),
    Lines(Mutex<Instant>),
    Silent,
}

impl Meter {
    /// Begins a step; `total` is none when nobody knows how much there is.
    pub fn new(settings: &Settings, what: &str, total: Option<u64>, unit: Unit) -> Self {
        let way = if std::io::stderr().is_terminal() {
            Way::Bar(bar(settings, what, total, unit))
        } else if settings.progress {
            Way::Lines(Mutex::new(Instant::now()))
        } else {
            Way::Silent
        };
        Self {
            way,
            what: what.into(),
            total,
            unit,
        }
    }

    /// So much is done; `more` is said behind it.
    pub fn at(&self, done: u64, more: String) {
        match &self.way {
            Way::Bar(bar) => {
                bar.set_position(done);
                bar.set_message(more);
            }
            Way::Lines(last) => {
                let Ok(mut last) = last.lock() else { return };
                if last.elapsed() >= LINE_EVERY {
                    *last = Instant::now();
                    note(&self.line(done, &more));
                }
            }
            Way::Silent => {}
        }
    }

    /// Ends the step; what it came to stays to be read.
    pub fn done(self, text: &str) {
        match &self.way {
            Way::Bar(bar) => {
                bar.finish_and_clear();
                note(&format!("{}: {text}", self.what));
            }
            Way::Lines(_) => note(&format!("{}: {text}", self.what)),
            Way::Silent => {}
        }
    }

    /// Takes the bar away without a word, before an error is told.
    pub fn clear(&self) {
        if let Way::Bar(bar) = &self.way {
            bar.finish_and_clear();
        }
    }

    fn line(&self, done: u64, more: &str) -> String {
        let amount = |n: u64| {
            if self.unit == Unit::Bytes {
                megabytes(n)
            } else {
                grouped(n)
            }
        };
        let share = match self.total.filter(|total| *total > 0) {
            Some(total) => format!("{}% of {}", done * 100 / total, amount(total)),
            None => amount(done),
        };
        let comma = if more.is_empty() { "" } else { ", " };
        format!("{}: {share}{comma}{more}", self.what)
    }
}

fn bar(settings: &Settings, what: &str, total: Option<u64>, unit: Unit) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let amount = match (unit, total) {
        (Unit::Bytes, Some(_)) => "{decimal_bytes:>9} of {decimal_total_bytes}",
        (Unit::Bytes, None) => "{decimal_bytes:>9}",
        (Unit::Records, Some(_)) => "{human_pos:>9} of {human_len}",
        (Unit::Records, None) => "{human_pos:>9}",
    };
    let picture = match (total.is_some(), settings.color) {
        (true, true) => "{bar:30.cyan/dim} {percent:>3}%",
        (true, false) => "{bar:30} {percent:>3}%",
        (false, _) => "{spinner}",
    };
    if let Ok(style) =
        ProgressStyle::with_template(&format!("{{prefix:<24}} {picture} {amount}  {{msg}}"))
    {
        bar.set_style(style.progress_chars("━━─"));
    }
    bar.set_prefix(what.to_string());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
