//! The real executable: exit codes, stdout, stderr.
#![allow(clippy::unwrap_used, reason = "tests")]

mod alert;
#[cfg(feature = "aws")]
mod aws;
mod config;
mod cost;
#[cfg(feature = "embedded")]
mod current;
mod dashboard;
mod demo;
mod docs;
mod evolve;
mod explain;
mod export;
mod flat;
mod formats;
mod help;
mod infer;
mod item;
mod land;
mod life;
mod materialize;
mod query;
#[cfg(feature = "embedded")]
mod refine;
mod register;
#[cfg(feature = "embedded")]
mod routing;
#[cfg(feature = "embedded")]
mod sample;
mod shop;
#[cfg(feature = "embedded")]
mod state;
mod table;
