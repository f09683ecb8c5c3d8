//! `lakebed item`

use std::sync::Arc;

use anyhow::Result;
use lakebed_lake::LocalStore;
use lakebed_lake::item::{Found, Key, item};
use lakebed_record::plan::Plan;
use lakebed_record::time::iso_text;

use crate::args::item::ItemArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, note};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &ItemArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let plan = Arc::new(Plan::compile(&definition));
    let key = Key::parse(&plan, &args.key).map_err(|column| {
        let key = definition
            .primary_key
            .iter()
            .map(|name| match definition.column(name) {
                Some(column) => format!("{name} ({})", column.ty),
                None => name.clone(),
            });
        let hint = format!("the key is {}", key.collect::<Vec<_>>().join(", "));
        Trouble::new(format!("the key does not say what `{column}` is"), hint)
    })?;
    let store = LocalStore::open(settings.lake_root()?);
    let as_of = args.as_of.map(|micros| micros.div_euclid(1000));
    let then = as_of.map_or(String::new(), |millis| format!(" at {}", iso_text(millis)));
    match item(&store, &definition, &key, as_of)? {
        Found::Item {
            json,
            since_millis,
            inexact,
        } => {
            printer.line(&json)?;
            printer.flush()?;
            note(&format!("as it has been since {}", iso_text(since_millis)));
            for (attribute, why) in inexact {
                note(&format!("`{attribute}`: {why}"));
            }
            Ok(Exit::Done)
        }
        Found::Removed { at_millis } => {
            note(&format!(
                "the item was not there{then}: it was removed at {}",
                iso_text(at_millis)
            ));
            Ok(Exit::Partial)
        }
        Found::Absent => {
            note(&format!(
                "`{}` has no change of this key in the lake{then}",
                definition.name
            ));
            Ok(Exit::Partial)
        }
    }
}
