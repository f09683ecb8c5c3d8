//! Names: attributes folded to what Athena takes, and what they say about values.

use std::collections::HashSet;

use super::evidence::Evidence;
use crate::definition::is_reserved;
use crate::types::suggest_name;

/// Words in names of instants.
const TIME_WORDS: [&str; 26] = [
    "at",
    "time",
    "timestamp",
    "ts",
    "date",
    "datetime",
    "expires",
    "expiry",
    "expiration",
    "expire",
    "ttl",
    "created",
    "updated",
    "modified",
    "deleted",
    "changed",
    "until",
    "since",
    "epoch",
    "seen",
    "login",
    "on",
    "start",
    "end",
    "stamp",
    "when",
];

/// The name in lower case, its words joined by `_`: `OrderID` is `order_id`, `ship-to.city` is `ship_to_city`.
pub(super) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut spaced = String::with_capacity(name.len() + 8);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let lower_before = before.is_some_and(|b| b.is_lowercase() || b.is_ascii_digit());
        // In `IDValue` a word begins at the V; in `CouponIDs` none does at the D.
        let last_of_run = before.is_some_and(|b| b.is_uppercase())
            && chars.get(at + 1).is_some_and(|next| next.is_lowercase())
            && !(chars.get(at + 1) == Some(&'s')
                && chars.get(at + 2).is_none_or(|c| !c.is_lowercase()));
        if c.is_uppercase() && (lower_before || last_of_run) {
            spaced.push('_');
        }
        spaced.push(c);
    }
    suggest_name(&spaced)
}

/// Hands out column names, each once.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A name that a column has already.
    pub fn reserve(&mut self, name: &str) {
        self.0.insert(name.into());
    }

    /// A name of its own for an attribute: legal, not reserved, not given out before.
    pub fn take(&mut self, attribute: &str) -> String {
        let mut name: String = snake(attribute).chars().take(200).collect();
        if name.trim_matches('_').is_empty() {
            name = "attribute".into();
        }
        if is_reserved(&name) {
            name = format!("item_{name}");
        }
        let mut unique = name.clone();
        let mut number = 2;
        while !self.0.insert(unique.clone()) {
            unique = format!("{name}_{number}");
            number += 1;
        }
        unique
    }
}

/// True for names like `CreatedAt`, `event_time`, `ttl`.
pub(super) fn says_time(name: &str) -> bool {
    snake(name)
        .split('_')
        .any(|word| TIME_WORDS.contains(&word))
        || says_expiry(name)
}

/// True for names like `ExpiresAt` and `ttl`.
pub(super) fn says_expiry(name: &str) -> bool {
    let name = snake(name);
    name.contains("expir") || name.split('_').any(|word| word == "ttl")
}

/// True when two names are the same but for case.
pub(super) fn differ_in_case<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = HashSet::new();
    names
        .into_iter()
        .any(|name| !seen.insert(name.to_lowercase()))
}

/// True when the keys of maps are no names of fields: most hold digits, or each is seldom there and all values are of one kind.
pub(super) fn are_data<'a>(keys: impl Iterator<Item = &'a str>, maps: &Evidence) -> bool {
    let (mut all, mut digits) = (0, 0);
    for key in keys {
        all += 1;
        digits += usize::from(key.bytes().any(|b| b.is_ascii_digit()));
    }
    let values: u64 = maps.members.values().map(Evidence::seen).sum();
    let seldom = values * 5 < maps.of(crate::plan::Tag::M) * all as u64 * 2;
    let alike = maps.values().types().len() == 1
        && maps
            .members
            .values()
            .all(|member| member.members.is_empty() && member.free.is_none());
    digits * 2 > all || (seldom && alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_by_words() {
        for (attribute, name) in [
            ("OrderID", "order_id"),
            ("CouponIDs", "coupon_ids"),
            ("createdAt", "created_at"),
            ("IDValue", "id_value"),
            ("URL", "url"),
            ("ship-to.city", "ship_to_city"),
            ("GSI1PK", "gsi1_pk"),
            ("already_fine", "already_fine"),
            ("9lives", "_9lives"),
        ] {
            assert_eq!(snake(attribute), name);
        }
    }

    #[test]
    fn names_are_given_once() {
        let mut names = Names::default();
        let given = [
            "orderid", "OrderId", "order_id", "select", "dt", "🎂", "🦀", "rescued",
        ]
        .map(|name| names.take(name));
        assert_eq!(
            given,
            [
                "orderid",
                "order_id",
                "order_id_2",
                "item_select",
                "item_dt",
                "attribute",
                "attribute_2",
                "item_rescued"
            ]
        );
    }

    #[test]
    fn names_tell_of_time() {
        for name in [
            "CreatedAt",
            "event_time",
            "ttl",
            "ExpiresAt",
            "ts",
            "expirationTime",
            "last_seen",
        ] {
            assert!(says_time(name), "{name}");
        }
        for name in ["amount", "stats", "phone", "version", "OrderID"] {
            assert!(!says_time(name), "{name}");
        }
    }
}
