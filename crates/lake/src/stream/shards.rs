//! Shards of a stream, and how far each has been read.

use std::collections::{BTreeMap, BTreeSet};

/// How far each shard has been read, by its id. Shards that are not in it have not been begun.
pub(super) type Positions = BTreeMap<String, Position>;

/// How far a shard has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// Sequence number of the last record; none at the shard's beginning.
    pub after: Option<String>,
    /// Its end was reached, and it takes no more records.
    pub closed: bool,
}

/// A shard as Kinesis lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shard {
    pub id: String,
    /// Shards that it was split or merged from.
    pub parents: Vec<String>,
}

/// The shards to read now: not closed, and with no parent that is listed and still has records to be read.
pub(super) fn readable(shards: &[Shard], closed: impl Fn(&str) -> bool) -> Vec<String> {
    let listed: BTreeSet<&str> = shards.iter().map(|s| s.id.as_str()).collect();
    // A parent that is not listed any more has outlived its retention.
    let open = |id: &String| listed.contains(id.as_str()) && !closed(id);
    shards
        .iter()
        .filter(|shard| !closed(&shard.id) && !shard.parents.iter().any(open))
        .map(|shard| shard.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tree: &[(&str, &[&str])], closed: &[&str], expected: &[&str]) {
        let shards: Vec<_> = tree
            .iter()
            .map(|(id, parents)| Shard {
                id: (*id).into(),
                parents: parents.iter().map(|p| (*p).into()).collect(),
            })
            .collect();
        assert_eq!(readable(&shards, |id| closed.contains(&id)), expected);
    }

    #[test]
    fn parents_come_before_children() {
        let split: &[(&str, &[&str])] = &[("1", &[]), ("2", &["1"]), ("3", &["1"])];
        check(split, &[], &["1"]);
        check(split, &["1"], &["2", "3"]);
        check(split, &["1", "2"], &["3"]);
        let merged: &[(&str, &[&str])] = &[("1", &[]), ("2", &[]), ("3", &["1", "2"])];
        check(merged, &["1"], &["2"]);
        check(merged, &["1", "2"], &["3"]);
        check(merged, &["1", "2", "3"], &[]);
        // The parent's retention has passed.
        check(&[("2", &["1"])], &[], &["2"]);
    }
}
