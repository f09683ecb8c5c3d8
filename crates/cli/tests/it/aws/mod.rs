//! `--target aws`, through the real clients, against a stand-in of the services in this process: what they answer is scripted, faults
//! above all. Emulators are asked the same in `make e2e`.

mod alert;
mod athena;
mod current;
mod glue;
mod history;
mod infer;
mod materialize;
mod packed;
mod put;
mod results;
mod server;
mod settings;
mod storage;
