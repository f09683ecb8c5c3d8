//! Plans of batches, and which are done: `ledger/orders_changes/streams/<stream>/0000000042.plan.json` and `….done.json`.
//!
//! A plan names for each shard the records of one batch; the next batch begins where it ends. It is written before the batch is landed,
//! and only where no other run has written one of its number: so two runs never land a stream at the same time.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::StreamError;
use super::shards::{Position, Positions};
use crate::store::{Put, Store};

/// Old plans that are kept: a run that sleeps for so many batches of another would not be noticed.
const KEPT: u64 = 1000;

/// One batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StreamPlan {
    /// Number of the batch, from 1.
    pub number: u64,
    /// The run that made the plan.
    pub run: String,
    /// Version of the definition that it is landed by.
    pub definition: String,
    /// Options that decide how it is cut into objects.
    pub memory_budget: u64,
    pub as_of: Option<i64>,
    /// Records of each shard.
    pub shards: BTreeMap<String, Slice>,
}

/// Records of a shard, `from < record <= to`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Slice {
    /// None is the shard's beginning.
    pub from: Option<String>,
    /// None for no record.
    pub to: Option<String>,
    /// The shard ends with this batch or ended before it.
    pub closed: bool,
}

impl StreamPlan {
    /// Where the next batch begins.
    pub fn after(&self) -> Positions {
        let position = |slice: &Slice| Position {
            after: slice.to.clone().or_else(|| slice.from.clone()),
            closed: slice.closed,
        };
        self.shards
            .iter()
            .map(|(id, slice)| (id.clone(), position(slice)))
            .collect()
    }

    fn to_json(&self) -> String {
        let slice =
            |slice: &Slice| json!({"from": slice.from, "to": slice.to, "closed": slice.closed});
        let shards: Map<String, Value> = self
            .shards
            .iter()
            .map(|(id, s)| (id.clone(), slice(s)))
            .collect();
        json!({
            "number": self.number, "run": self.run, "definition": self.definition, "memory_budget": self.memory_budget, "as_of": self.as_of,
            "shards": shards,
        })
        .to_string()
    }

    fn from_json(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |value: &Value, key: &str| value.get(key)?.as_str().map(String::from);
        let shards = value.get("shards")?.as_object()?.iter().map(|(id, slice)| {
            let closed = slice.get("closed")?.as_bool()?;
            let slice = Slice {
                from: text(slice, "from"),
                to: text(slice, "to"),
                closed,
            };
            Some((id.clone(), slice))
        });
        Some(Self {
            number: value.get("number")?.as_u64()?,
            run: text(&value, "run")?,
            definition: text(&value, "definition")?,
            memory_budget: value.get("memory_budget")?.as_u64()?,
            as_of: value.get("as_of").and_then(Value::as_i64),
            shards: shards.collect::<Option<_>>()?,
        })
    }
}

/// The checkpoints of one stream in one table.
pub(super) struct Checkpoints<'a> {
    store: &'a dyn Store,
    prefix: String,
}

impl<'a> Checkpoints<'a> {
    pub fn new(store: &'a dyn Store, table: &str, stream: &str) -> Self {
        Self {
            store,
            prefix: format!("ledger/{table}_changes/streams/{stream}/"),
        }
    }

    /// The last plan, and whether it is done.
    pub fn last(&self) -> Result<Option<(StreamPlan, bool)>, StreamError> {
        let listed = self.store.list(&self.prefix)?;
        let plan = listed
            .iter()
            .rev()
            .find(|object| object.key.ends_with(".plan.json"));
        let Some(plan) = plan else { return Ok(None) };
        let key = &plan.key;
        let broken = || StreamError::Broken { key: key.clone() };
        let plan = StreamPlan::from_json(&self.store.get(key)?).ok_or_else(broken)?;
        if *key != self.key(plan.number, "plan") {
            return Err(broken());
        }
        let done = self.key(plan.number, "done");
        let finished = listed.iter().any(|object| object.key == done);
        self.forget(plan.number, listed.iter().map(|object| object.key.as_str()))?;
        Ok(Some((plan, finished)))
    }

    /// Writes a plan; false when another run has written one of its number.
    pub fn begin(&self, plan: &StreamPlan) -> Result<bool, StreamError> {
        let (key, text) = (self.key(plan.number, "plan"), plan.to_json());
        let put = self.store.put(&key, text.as_bytes())?;
        // A write whose answer was lost is tried again, and finds itself.
        Ok(put == Put::Created || self.store.get(&key)? == text.as_bytes())
    }

    /// Notes that a plan's records are in the lake.
    pub fn finish(&self, plan: &StreamPlan) -> Result<(), StreamError> {
        self.store.put(&self.key(plan.number, "done"), b"{}")?;
        if let Some(old) = plan.number.checked_sub(KEPT) {
            for kind in ["plan", "done"] {
                self.store.delete(&self.key(old, kind))?;
            }
        }
        Ok(())
    }

    /// Takes away what a run left that was killed while it forgot.
    fn forget<'k>(
        &self,
        last: u64,
        keys: impl Iterator<Item = &'k str>,
    ) -> Result<(), StreamError> {
        let oldest = self.key(last.saturating_sub(KEPT), "");
        for key in keys.filter(|key| *key < oldest.as_str()) {
            self.store.delete(key)?;
        }
        Ok(())
    }

    fn key(&self, number: u64, kind: &str) -> String {
        format!("{}{number:010}.{kind}.json", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::LocalStore;

    fn plan(number: u64) -> StreamPlan {
        let slice = Slice {
            from: Some("7".into()),
            to: None,
            closed: true,
        };
        StreamPlan {
            number,
            run: "r".into(),
            definition: "d".into(),
            memory_budget: 9,
            as_of: Some(-1),
            shards: BTreeMap::from([
                ("shard-0".into(), slice),
                ("shard-1".into(), Slice::default()),
            ]),
        }
    }

    #[test]
    fn plans_are_read_back() {
        assert_eq!(
            StreamPlan::from_json(plan(3).to_json().as_bytes()),
            Some(plan(3))
        );
        assert_eq!(StreamPlan::from_json(b"{}"), None);
        let after = plan(3).after();
        assert_eq!(after["shard-0"].after.as_deref(), Some("7"));
        assert!(after["shard-0"].closed);
    }

    #[test]
    fn the_last_plan_is_found_and_its_number_taken_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::open(folder.path());
        let checkpoints = Checkpoints::new(&store, "orders", "s");
        assert_eq!(checkpoints.last().unwrap(), None);
        assert!(checkpoints.begin(&plan(1)).unwrap());
        assert_eq!(checkpoints.last().unwrap(), Some((plan(1), false)));
        assert!(checkpoints.begin(&plan(1)).unwrap(), "its own");
        let rival = StreamPlan {
            run: "other".into(),
            ..plan(1)
        };
        assert!(!checkpoints.begin(&rival).unwrap());
        checkpoints.finish(&plan(1)).unwrap();
        assert_eq!(checkpoints.last().unwrap(), Some((plan(1), true)));
        assert!(checkpoints.begin(&plan(2)).unwrap());
        assert_eq!(checkpoints.last().unwrap(), Some((plan(2), false)));
    }

    #[test]
    fn old_plans_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::open(folder.path());
        let checkpoints = Checkpoints::new(&store, "orders", "s");
        for number in [1, 2, KEPT + 1, KEPT + 2] {
            checkpoints.begin(&plan(number)).unwrap();
        }
        checkpoints.finish(&plan(KEPT + 1)).unwrap();
        assert_eq!(store.list("").unwrap().len(), 4);
        checkpoints.last().unwrap();
        let keys: Vec<_> = store.list("").unwrap().into_iter().map(|o| o.key).collect();
        assert!(
            keys.iter().all(|key| !key.contains("0000000001.")),
            "{keys:?}"
        );
        assert!(
            keys.iter().any(|key| key.contains("0000000002.plan")),
            "{keys:?}"
        );
    }

    #[test]
    fn what_is_no_plan_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::open(folder.path());
        let checkpoints = Checkpoints::new(&store, "orders", "s");
        store
            .put(
                "ledger/orders_changes/streams/s/0000000001.plan.json",
                b"[]",
            )
            .unwrap();
        assert!(matches!(
            checkpoints.last(),
            Err(StreamError::Broken { .. })
        ));
    }
}
