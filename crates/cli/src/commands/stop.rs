//! Ctrl-C, where it ends a run in order instead of at once.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::{register, register_conditional_shutdown};

/// What the second one ends the process with: could not do it.
const FAILED: i32 = 2;

/// From now on the first Ctrl-C (or SIGTERM) is a wish, which the flag tells; the second one ends the process. What was begun by then
/// is finished by the next run.
///
/// # Errors
/// The system takes no handler.
pub fn on_interrupt() -> Result<Arc<AtomicBool>> {
    let wished = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first one finds the flag unset.
        register_conditional_shutdown(signal, FAILED, Arc::clone(&wished))
            .and_then(|_| register(signal, Arc::clone(&wished)))
            .context("could not listen for Ctrl-C")?;
    }
    Ok(wished)
}
