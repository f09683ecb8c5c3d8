//! What the views of the current state read on AWS: the table of changes, or `<name>_history`, whose closed days Athena packed.

use anyhow::Result;
use lakebed_catalog::{
    Catalog, GlueCatalog, HISTORY_OF, READS, TableInput, history_table, not_in_history,
    view_of_history,
};
use lakebed_record::definition::TableDefinition;

use super::iceberg;
use crate::args::ViewsRead;
use crate::exit::Trouble;
use crate::output::note;

/// Has the views among `desired` read what is wished; without a wish what they were to read before.
pub async fn choose(
    wish: Option<ViewsRead>,
    definitions: &[TableDefinition],
    catalog: &GlueCatalog,
    database: &str,
    desired: &mut [TableInput],
) -> Result<()> {
    let mut without = Vec::new();
    for definition in definitions {
        let Some(view) = desired.iter_mut().find(|t| t.name == definition.name) else {
            continue;
        };
        let stored = catalog.table(database, &definition.name).await?;
        let before = stored.and_then(|s| s.table.parameters.get(READS).cloned());
        let reads = match wish {
            Some(wish) => wish,
            None if before.as_deref() == Some(ViewsRead::History.name()) => ViewsRead::History,
            None => ViewsRead::Changes,
        };
        if reads == ViewsRead::Changes {
            // Who never wished anything has nothing written.
            if before.is_some() {
                view.parameters.insert(READS.into(), reads.name().into());
            }
            continue;
        }
        let name = history_table(definition);
        let history = iceberg::view(catalog, database, &name, HISTORY_OF, definition).await?;
        let Some(history) = history else {
            without.push(definition);
            continue;
        };
        let missing = not_in_history(definition, &history.table);
        if missing.is_empty() {
            *view = view_of_history(definition, database);
        } else {
            note(&format!(
                "the view `{}` reads all files for now: `{name}` does not have {} yet. \
                 `lakebed compact --target aws --table {}`, then register again",
                definition.name,
                missing.join(", "),
                definition.name
            ));
        }
        view.parameters.insert(READS.into(), reads.name().into());
    }
    match without.as_slice() {
        [first, ..] if without.len() == definitions.len() => {
            let message = format!("there is no view `{}`", history_table(first));
            let hint = format!(
                "make it with `lakebed compact --target aws --table {}`, then register again",
                first.name
            );
            Err(Trouble::new(message, hint).into())
        }
        some => {
            for definition in some {
                note(&format!(
                    "the view `{}` reads all files: there is no `{}`",
                    definition.name,
                    history_table(definition)
                ));
            }
            Ok(())
        }
    }
}
