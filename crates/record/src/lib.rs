//! DynamoDB change records and the tables made of them: definitions, flattening, layout.
//!
//! Pure: bytes and definitions in, values out. No I/O, no clock, no environment.
//! Start with [`definition::TableDefinition`], compile it with [`plan::Plan`], and run changes through a [`flatten::Flattener`].
#![forbid(unsafe_code)]

pub mod definition;
pub mod flatten;
pub mod infer;
pub mod item;
pub mod json;
pub mod key;
pub mod layout;
pub mod number;
mod peek;
pub mod plan;
pub mod reject;
pub mod route;
mod scan;
pub mod sink;
pub mod text;
pub mod time;
pub mod types;
