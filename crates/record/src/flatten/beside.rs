//! Columns that take what a struct takes too: `shipping struct<city:string,…>` and beside it `shipping_city` from `Shipping`, `city`.
//!
//! The struct's walk over the map notes where such fields stand, and they are taken from there. Where a field was not simple
//! (another type, another spelling, twice), the other columns walk the map themselves.

use crate::plan::MapId;
use crate::sink::Sink;

use super::Result;
use super::item::Walk;
use super::scalar::take_scalar;

/// Fields that a struct's walk met and another walk over the same map wants too.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// The other walk's entry, and where the member stands.
    pub members: Vec<(u32, usize)>,
    /// Some were not simple: the other walk has to find them itself.
    pub unsure: bool,
}

impl Beside {
    pub fn clear(&mut self) {
        self.members.clear();
        self.unsure = false;
    }
}

impl<S: Sink> Walk<'_, '_, S> {
    /// True when a struct's walk over the same map has found all that this one looks for.
    pub(super) fn is_known_beside(&self, map: MapId) -> bool {
        self.plan.maps()[map].beside && !self.state.beside.unsure
    }

    /// What [`Walk::map`] does, with the same depth, for a map whose members are known.
    pub(super) fn map_beside(&mut self, map_id: MapId, depth: usize) -> Result<()> {
        let map = &self.plan.maps()[map_id];
        for n in 0..self.state.beside.members.len() {
            let (index, start) = self.state.beside.members[n];
            let entry = &map.entries[index as usize];
            self.cursor.pos = start + entry.pattern.len();
            if let Some(scalar) = &entry.scalar
                && take_scalar(self.sink, &mut self.cursor, scalar)
            {
                self.state.keys_found += usize::from(scalar.key);
                continue;
            }
            self.cursor.pos -= usize::from(entry.tag.is_string());
            let key = (start + 1, start + 1 + entry.name_len);
            self.attribute(&entry.target, entry.tag, key, key.1 + 2, depth)
                .map_err(|fault| fault.of(key))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::definition::TableDefinition;
    use crate::flatten::{Arrival, Flattener, Options, Outcome};
    use crate::json::JsonSink;
    use crate::plan::Plan;

    const STRUCT: &str = "[[column]]\nname = \"ship\"\ntype = \"struct<city:string,day:string,n:int,zip:string>\"\nfrom = \"Ship\"\n";
    const BESIDE: &str = "[[column]]\nname = \"city\"\ntype = \"string\"\nfrom = [\"Ship\", \"city\"]\n\
        [[column]]\nname = \"day\"\ntype = \"date\"\nfrom = [\"Ship\", \"day\"]\n\
        [[column]]\nname = \"n\"\ntype = \"bigint\"\nfrom = [\"Ship\", \"n\"]\n\
        [[column]]\nname = \"own\"\ntype = \"string\"\nfrom = [\"Ship\", \"own\"]\n";

    fn flattener(columns: &[&str]) -> Flattener {
        let text = format!(
            "name = \"t\"\nsource = \"T\"\nprimary_key = [\"id\"]\n[[column]]\nname = \"id\"\ntype = \"string\"\n{}",
            columns.concat()
        );
        let definition = TableDefinition::parse(&text, "t.toml").unwrap();
        Flattener::new(Arc::new(Plan::compile(&definition)), Options::default())
    }

    /// The columns beside the struct, or that there is no row.
    fn columns(flattener: &mut Flattener, ship: &str) -> String {
        let change = format!(
            r#"{{"eventID":"e","eventName":"INSERT","dynamodb":{{"ApproximateCreationDateTime":1,"NewImage":{{"id":{{"S":"1"}},"Ship":{ship}}}}}}}"#
        );
        let mut sink = JsonSink::new(&flattener.plan().clone());
        let arrival = Arrival::default();
        match flattener.flatten(change.as_bytes(), 0..change.len(), &arrival, &mut sink) {
            // Of two faults either may be said.
            Outcome::Rejected(_) => "rejected".into(),
            _ => {
                let row: serde_json::Value = serde_json::from_slice(sink.lines()).unwrap();
                let columns = ["city", "day", "n", "own"];
                columns
                    .map(|name| format!("{name}={} ", row[name]))
                    .concat()
            }
        }
    }

    #[test]
    fn columns_beside_a_struct_are_those_of_a_table_without_it() {
        let (mut with, mut without) = (flattener(&[STRUCT, BESIDE]), flattener(&[BESIDE]));
        let members = [
            r#""city":{"S":"Chur"}"#,
            r#""city":{"N":"7"}"#,
            r#""city":{"NULL":true}"#,
            r#""city": {"S":"Chur"}"#,
            r#""c\u0069ty":{"S":"Bern"}"#,
            r#""City":{"S":"Basel"}"#,
            r#""city":{"S":"a text that is longer than what is taken at once"}"#,
            r#""city":{"S":"a \"b\""}"#,
            r#""day":{"S":"2026-11-20"}"#,
            r#""day":{"S":"2026-11-31"}"#,
            r#""n":{"N":"12"}"#,
            r#""n":{"N":"12345678901"}"#,
            r#""n":{"N":"1.5"}"#,
            r#""n":{"S":"x"}"#,
            r#""n":{"N":"x"}"#,
            r#""zip":{"S":"7000"}"#,
            r#""zip":{"N":"7000"}"#,
            r#""own":{"S":"mine"}"#,
            r#""own":{"L":[]}"#,
            r#""other":{"M":{"city":{"S":"no"}}}"#,
        ];
        for a in members {
            for b in members {
                for c in ["", r#","n":{"N":"1"}"#, r#","zip":{"S":"x"}"#] {
                    let ship = format!(r#"{{"M":{{{a},{b}{c}}}}}"#);
                    let alone = columns(&mut without, &ship);
                    assert_eq!(columns(&mut with, &ship), alone, "{ship}");
                }
            }
        }
        for ship in [
            r#"{"M":{}}"#,
            r#"{"NULL":true}"#,
            r#"{"S":"x"}"#,
            r#"{"L":[]}"#,
        ] {
            let alone = columns(&mut without, ship);
            assert_eq!(columns(&mut with, ship), alone, "{ship}");
        }
    }
}
