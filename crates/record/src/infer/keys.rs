//! The forms of keys: what tells the entities of a single-table design apart.
//!
//! `USER#42` has the form `USER#*`, `PROFILE` is a form of its own, and `7f3a` is `*`: nothing is known of it.

use std::collections::{BTreeMap, BTreeSet};

/// A key text's form.
pub(super) type Form = String;

/// Characters between the parts of a key; the first that stands in a text is that text's.
const SEPARATORS: [char; 6] = ['#', '|', '~', '$', ':', '/'];
const MAX_PARTS: usize = 8;
const MAX_WORD: usize = 40;
/// More constants than this on one key are data.
const MAX_CONSTANTS: usize = 6;

/// The form of a key's text.
pub(super) fn form(text: &str) -> Form {
    let separator = text.chars().find(|c| SEPARATORS.contains(c));
    let Some(separator) = separator else {
        return if is_constant(text) { text } else { "*" }.into();
    };
    let mut parts: Vec<&str> = text.split(separator).collect();
    let first = usize::from(parts.first() == Some(&""));
    if parts.len() > MAX_PARTS || !parts.get(first).is_some_and(|part| is_word(part)) {
        return "*".into();
    }
    let style = Style::of(parts[first]);
    let mut value = false;
    for part in &mut parts[first..] {
        // A word, then what it says of this item, then a word again.
        if value || !is_word(part) || Style::of(part) != style {
            *part = "*";
        }
        value = *part != "*";
    }
    // A word at the end with none behind it is the item's own part when it follows one: `USER#METADATA` is `USER#*`.
    parts.join(&separator.to_string())
}

#[derive(PartialEq)]
enum Style {
    Upper,
    Lower,
    Mixed,
}

impl Style {
    fn of(word: &str) -> Self {
        let upper = word.bytes().any(|b| b.is_ascii_uppercase());
        let lower = word.bytes().any(|b| b.is_ascii_lowercase());
        match (upper, lower) {
            (true, false) => Self::Upper,
            (false, true) => Self::Lower,
            _ => Self::Mixed,
        }
    }
}

/// A part that can be the name of an entity.
fn is_word(part: &str) -> bool {
    part.len() <= MAX_WORD
        && part.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && part
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-' | b'.'))
}

fn is_constant(text: &str) -> bool {
    is_word(text) && text.len() > 1 && Style::of(text) == Style::Upper
}

/// The literal text before a form's first `*`.
fn literal(form: &str) -> &str {
    form.split('*').next().unwrap_or_default()
}

/// An entity of a single-table design: how its keys look, and how they are told from the others'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    /// Forms of the key attributes that are its own.
    pub forms: BTreeSet<Vec<Form>>,
    /// Word for its name.
    pub word: String,
    /// Place of the key attribute, and the prefix or the pattern that its text must have.
    pub conditions: Vec<(usize, Test)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Prefix(String),
    Pattern(String),
}

/// The entities behind the forms of keys that came (one form for each key attribute); none when these tell nothing apart.
pub(super) fn entities(forms: &BTreeSet<Vec<Form>>) -> Vec<Entity> {
    let keys = forms.first().map_or(0, Vec::len);
    let mut simplified: BTreeMap<Vec<Form>, BTreeSet<Vec<Form>>> = BTreeMap::new();
    let data: Vec<bool> = (0..keys)
        .map(|key| constants(forms, key) > MAX_CONSTANTS)
        .collect();
    for form in forms {
        let of_key = |(key, form): (usize, &Form)| {
            if data[key] && !form.contains('*') {
                "*".into()
            } else {
                form.clone()
            }
        };
        let simple = form.iter().enumerate().map(of_key).collect();
        simplified.entry(simple).or_default().insert(form.clone());
    }
    let shapes: Vec<&Vec<Form>> = simplified.keys().collect();
    let typed = |form: &Form| form.contains('*') && !literal(form).is_empty();
    let nameless = shapes
        .iter()
        .any(|shape| shape.iter().all(|form| literal(form).is_empty()));
    if shapes.len() < 2 || nameless || !shapes.iter().any(|shape| shape.iter().any(typed)) {
        return Vec::new();
    }
    // One key is enough when its forms are all different: the sort key first, since it names the item itself.
    let alone = (0..keys).rev().find(|key| {
        let own: BTreeSet<&Form> = shapes.iter().map(|shape| &shape[*key]).collect();
        own.len() == shapes.len() && !own.iter().any(|form| literal(form).is_empty())
    });
    let entity = |shape: &Vec<Form>, forms: &BTreeSet<Vec<Form>>| {
        let wanted: Vec<usize> = match alone {
            Some(key) => vec![key],
            None => (0..keys)
                .filter(|key| !literal(&shape[*key]).is_empty())
                .collect(),
        };
        let conditions = wanted.into_iter().map(|key| {
            let others: Vec<&str> = shapes.iter().map(|other| other[key].as_str()).collect();
            (key, test(&shape[key], &others))
        });
        Entity {
            forms: forms.clone(),
            word: word(shape),
            conditions: conditions.collect(),
        }
    };
    let mut found: Vec<Entity> = simplified
        .iter()
        .map(|(shape, forms)| entity(shape, forms))
        .collect();
    let words: Vec<String> = found.iter().map(|entity| entity.word.clone()).collect();
    for (at, (entity, shape)) in found.iter_mut().zip(&shapes).enumerate() {
        let twin = words
            .iter()
            .enumerate()
            .any(|(other, word)| other != at && *word == entity.word);
        if twin {
            entity.word = words_of(shape).join("_");
        }
    }
    found
}

fn constants(forms: &BTreeSet<Vec<Form>>, key: usize) -> usize {
    let own: BTreeSet<&Form> = forms.iter().map(|form| &form[key]).collect();
    own.iter().filter(|form| !form.contains('*')).count()
}

/// A prefix where no other form begins with it, else the whole form.
fn test(form: &str, others: &[&str]) -> Test {
    let prefix = literal(form);
    let shared = others.iter().any(|other| {
        let other_prefix = literal(other);
        *other != form && (other_prefix.starts_with(prefix) || prefix.starts_with(other_prefix))
    });
    // Only what ends in one `*` is said by its prefix.
    if !shared && form.len() == prefix.len() + 1 {
        Test::Prefix(prefix.into())
    } else {
        Test::Pattern(form.into())
    }
}

/// Constants that say what a row is to its item, not what the item is.
const OWN_ROW: [&str; 6] = ["METADATA", "META", "INFO", "DETAILS", "ROOT", "SELF"];

fn word(shape: &[Form]) -> String {
    let last = shape.iter().rev().find(|form| !literal(form).is_empty());
    let Some(form) = last else {
        return "item".into();
    };
    let words = words(form);
    match words.last() {
        Some(word) if form.contains('*') => word.clone(),
        // A constant sort key needs its partition's word beside it.
        Some(word) => {
            let mut all = words_of(&shape[..shape.len().saturating_sub(1)]);
            if all.is_empty() || !OWN_ROW.contains(&word.as_str()) {
                all.push(word.clone());
            }
            all.join("_")
        }
        None => "item".into(),
    }
}

fn words_of(shape: &[Form]) -> Vec<String> {
    let mut all: Vec<String> = shape.iter().flat_map(|form| words(form)).collect();
    all.dedup();
    all
}

fn words(form: &str) -> Vec<String> {
    let parts = form.split(|c| SEPARATORS.contains(&c));
    parts
        .filter(|part| is_word(part))
        .map(String::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_keep_words_and_hide_data() {
        for (text, expected) in [
            ("USER#42", "USER#*"),
            ("USER#alice", "USER#*"),
            ("ORDER#7#ITEM#1", "ORDER#*#ITEM#*"),
            ("ORDER#7#red", "ORDER#*#*"),
            ("USER#METADATA", "USER#*"),
            ("user:1f:order:9", "user:*:order:*"),
            ("#PROFILE#alice", "#PROFILE#*"),
            ("PROFILE", "PROFILE"),
            ("alice", "*"),
            ("o-17", "*"),
            ("2026-11-20T07:12:33Z", "*"),
            ("", "*"),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    fn told(forms: &[&[&str]]) -> Vec<(String, Vec<(usize, String)>)> {
        let forms = forms
            .iter()
            .map(|keys| keys.iter().map(|f| (*f).to_string()).collect())
            .collect();
        let text = |test: &Test| match test {
            Test::Prefix(text) => format!("{text}…"),
            Test::Pattern(text) => text.clone(),
        };
        let of = |e: Entity| {
            (
                e.word,
                e.conditions
                    .iter()
                    .map(|(key, test)| (*key, text(test)))
                    .collect(),
            )
        };
        entities(&forms).into_iter().map(of).collect()
    }

    #[test]
    fn entities_are_told_apart_by_as_little_as_it_takes() {
        let one =
            |word: &str, key: usize, test: &str| (word.to_string(), vec![(key, test.to_string())]);
        assert_eq!(
            told(&[
                &["USER#*", "PROFILE"],
                &["USER#*", "ORDER#*"],
                &["ORDER#*", "ITEM#*"]
            ]),
            [
                one("ITEM", 1, "ITEM#…"),
                one("ORDER", 1, "ORDER#…"),
                one("USER_PROFILE", 1, "PROFILE")
            ]
        );
        assert_eq!(
            told(&[&["USER#*"], &["ORDER#*"], &["ORDER#*#ITEM#*"]]),
            [
                one("ORDER", 0, "ORDER#*"),
                one("ITEM", 0, "ORDER#*#ITEM#*"),
                one("USER", 0, "USER#…")
            ]
        );
        assert_eq!(
            told(&[&["USER#*", "METADATA"], &["ORDER#*", "METADATA"]]),
            [one("ORDER", 0, "ORDER#…"), one("USER", 0, "USER#…")]
        );
        // The same sort key under two partitions: both keys are needed.
        assert_eq!(
            told(&[
                &["ORG#*", "USER#*"],
                &["TEAM#*", "USER#*"],
                &["ORG#*", "BILL#*"]
            ])
            .len(),
            3
        );
    }

    #[test]
    fn keys_that_are_data_tell_nothing_apart() {
        assert!(told(&[&["*"]]).is_empty());
        assert!(told(&[&["ORDER#*"]]).is_empty());
        assert!(told(&[&["EUR"], &["USD"], &["CHF"]]).is_empty());
        assert!(told(&[&["*", "*"], &["USER#*", "ORDER#*"]]).is_empty());
        let tenants: Vec<Vec<&str>> = ["AA", "BB", "CC", "DD", "EE", "FF", "GG"]
            .iter()
            .map(|c| vec!["TENANT#*", *c])
            .collect();
        let tenants: Vec<&[&str]> = tenants.iter().map(Vec::as_slice).collect();
        assert!(told(&tenants).is_empty());
    }
}
