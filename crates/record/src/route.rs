//! Which of several tables a change belongs to: tables of one source that `[[filter]]`s tell apart.

use std::ops::Range;

use crate::definition::{Filter, TableDefinition};
use crate::flatten::Result as Walked;
use crate::flatten::attribute::{members, open, payload_string};
use crate::peek;
use crate::plan::Tag;
use crate::scan::Cursor;

/// Tells the table of a change by its keys.
#[derive(Debug, Clone)]
pub struct Router {
    filters: Vec<Option<Filter>>,
}

impl Router {
    /// A router for the tables of one source, in this order: the first whose filter lets a change pass gets it.
    #[must_use]
    pub fn new<'a>(tables: impl IntoIterator<Item = &'a TableDefinition>) -> Self {
        Self {
            filters: tables
                .into_iter()
                .map(|table| table.filter.clone())
                .collect(),
        }
    }

    /// The place of the table that the record at `buf[record]` belongs to; `None` when no filter lets it pass, or when it is no
    /// change record, of which flattening will say more.
    #[must_use]
    pub fn route(&self, buf: &[u8], record: Range<usize>) -> Option<usize> {
        peek::with_cursor(buf, record, |cursor| self.table(cursor))
            .ok()
            .flatten()
    }

    fn table(&self, cursor: Cursor<'_>) -> Walked<Option<usize>> {
        let seen = peek::peek(cursor)?;
        let Some((start, _)) = seen.keys.or(seen.new_image) else {
            return Ok(None);
        };
        let mut met = vec![0; self.filters.len()];
        members(&mut cursor.moved(start), |cursor, key, _| {
            let mut scratch = String::new();
            let key = key.decode(&mut scratch);
            let mut value = *cursor;
            cursor.skip_value()?;
            let conditions = || {
                self.filters.iter().enumerate().flat_map(|(table, filter)| {
                    let conditions = filter.iter().flat_map(|filter| &filter.conditions);
                    conditions
                        .filter(|c| c.attribute == key)
                        .map(move |condition| (table, condition))
                })
            };
            if conditions().next().is_some() && open(&mut value)? == Tag::S {
                let mut scratch = String::new();
                let text = payload_string(&mut value)?.decode(&mut scratch);
                for (table, condition) in conditions() {
                    met[table] += usize::from(condition.text.takes(text));
                }
            }
            Ok(())
        })?;
        let passes = |(filter, met): (&Option<Filter>, &usize)| {
            filter
                .as_ref()
                .is_none_or(|filter| *met == filter.conditions.len())
        };
        Ok(self.filters.iter().zip(&met).position(passes))
    }
}
