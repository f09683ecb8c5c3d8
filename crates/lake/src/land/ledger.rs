//! The account of a run: what was read, and what became of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_128;

/// Counts of one run over some input. It knows no clock and no machine: the same input into the same lake gives the same ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Name of the definition: `orders`.
    pub table: String,
    /// Records found in the input: `landed + dropped + quarantined`.
    pub read: u64,
    /// Rows in the run's objects.
    pub landed: u64,
    /// Records left out by a rule; [`Ledger::dropped_by`] says which.
    pub dropped: u64,
    /// Records in the quarantine; [`Ledger::quarantined_by`] says why.
    pub quarantined: u64,
    /// Data objects that hold the landed rows, whether this run or an earlier one wrote them.
    pub objects: u64,
    /// Bytes of these objects.
    pub bytes: u64,
    /// Attributes without a column, kept in `undeclared`; those of duplicates are counted too.
    pub undeclared: u64,
    /// Attributes that did not fit, kept in `rescued`; those of duplicates are counted too.
    pub rescued: u64,
    /// Dropped records by rule: `filtered` (the definition's filter) and `duplicate` (the same row again).
    pub dropped_by: BTreeMap<String, u64>,
    /// Quarantined records by reason code.
    pub quarantined_by: BTreeMap<String, u64>,
    /// Keys of the data objects, sorted.
    pub object_keys: Vec<String>,
    /// Keys of the quarantine objects, sorted.
    pub quarantine_keys: Vec<String>,
}

impl Ledger {
    /// True when every record has one outcome.
    #[must_use]
    pub fn balances(&self) -> bool {
        let sum = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>();
        self.read == self.landed + self.dropped + self.quarantined
            && self.dropped == sum(&self.dropped_by)
            && self.quarantined == sum(&self.quarantined_by)
    }

    /// Adds the counts of another run; its keys are left to its own ledger.
    pub fn absorb(&mut self, other: &Self) {
        self.read += other.read;
        self.landed += other.landed;
        self.dropped += other.dropped;
        self.quarantined += other.quarantined;
        self.objects += other.objects;
        self.bytes += other.bytes;
        self.undeclared += other.undeclared;
        self.rescued += other.rescued;
        for (sum, counts) in [
            (&mut self.dropped_by, &other.dropped_by),
            (&mut self.quarantined_by, &other.quarantined_by),
        ] {
            for (code, count) in counts {
                *sum.entry(code.clone()).or_default() += count;
            }
        }
    }

    /// Adds another run's account, its keys too.
    pub fn extend(&mut self, other: Self) {
        self.absorb(&other);
        self.object_keys.extend(other.object_keys);
        self.quarantine_keys.extend(other.quarantine_keys);
    }

    /// One JSON object on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let number = |name: &str, value: u64| format!("{}:{value}", Value::from(name));
        let counts = |name: &str, counts: &BTreeMap<String, u64>| {
            let members: Vec<_> = counts
                .iter()
                .map(|(code, count)| number(code, *count))
                .collect();
            format!("\"{name}\":{{{}}}", members.join(","))
        };
        let keys = |name: &str, keys: &[String]| format!("\"{name}\":{}", Value::from(keys));
        let members = [
            format!("\"table\":{}", Value::from(self.table.as_str())),
            number("read", self.read),
            number("landed", self.landed),
            number("dropped", self.dropped),
            number("quarantined", self.quarantined),
            number("objects", self.objects),
            number("bytes", self.bytes),
            number("undeclared", self.undeclared),
            number("rescued", self.rescued),
            counts("dropped_by", &self.dropped_by),
            counts("quarantined_by", &self.quarantined_by),
            keys("object_keys", &self.object_keys),
            keys("quarantine_keys", &self.quarantine_keys),
        ];
        format!("{{{}}}", members.join(","))
    }

    /// Reads what [`Ledger::to_json`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let value: Map<String, Value> = serde_json::from_str(text).ok()?;
        let number = |name: &str| value.get(name)?.as_u64();
        let keys = |name: &str| {
            value
                .get(name)?
                .as_array()?
                .iter()
                .map(|key| Some(key.as_str()?.to_string()))
                .collect::<Option<_>>()
        };
        let counts = |name: &str| {
            let members = value.get(name)?.as_object()?;
            members
                .iter()
                .map(|(code, count)| Some((code.clone(), count.as_u64()?)))
                .collect::<Option<_>>()
        };
        Some(Self {
            table: value.get("table")?.as_str()?.to_string(),
            read: number("read")?,
            landed: number("landed")?,
            dropped: number("dropped")?,
            quarantined: number("quarantined")?,
            objects: number("objects")?,
            bytes: number("bytes")?,
            undeclared: number("undeclared")?,
            rescued: number("rescued")?,
            dropped_by: counts("dropped_by")?,
            quarantined_by: counts("quarantined_by")?,
            object_keys: keys("object_keys")?,
            quarantine_keys: keys("quarantine_keys")?,
        })
    }

    /// Key of the ledger: named by what it holds.
    #[must_use]
    pub fn key(&self) -> String {
        format!(
            "ledger/{}_changes/{:032x}.json",
            self.table,
            xxh3_128(self.to_json().as_bytes())
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledgers_are_read_back() {
        let counts = |code: &str, count| BTreeMap::from([(code.to_string(), count)]);
        let ledger = Ledger {
            table: "orders".into(),
            read: 10,
            landed: 7,
            dropped: 2,
            quarantined: 1,
            objects: 1,
            bytes: 99,
            undeclared: 3,
            rescued: 4,
            dropped_by: counts("duplicate", 2),
            quarantined_by: counts("not_json", 1),
            object_keys: vec!["data/orders_changes/dt=2026-11-20/0f.parquet".into()],
            quarantine_keys: Vec::new(),
        };
        let text = ledger.to_json();
        assert!(text.starts_with(r#"{"table":"orders","read":10,"landed":7,"dropped":2,"quarantined":1,"objects":1,"bytes":99,"#));
        assert_eq!(Ledger::from_json(&text), Some(ledger.clone()));
        assert!(ledger.balances());
        assert!(
            !Ledger {
                landed: 8,
                ..ledger.clone()
            }
            .balances()
        );
        assert!(
            !Ledger {
                quarantined_by: BTreeMap::new(),
                ..ledger
            }
            .balances()
        );
        assert_eq!(Ledger::from_json("{}"), None);
    }
}
