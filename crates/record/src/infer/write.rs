//! A definition as TOML, with the evidence as comments.

use std::fmt::Write;

use super::Inferred;
use super::evidence::{Evidence, Rare};
use super::keys::{Form, Test};
use super::names::{self, Names};
use super::table::Rows;
use super::types::{self, Choice};
use crate::definition::TimeUnit;
use crate::types::ColumnType;

/// What a definition is written from.
pub(super) struct Writer<'a> {
    pub name: &'a str,
    pub source: &'a str,
    /// Key attributes, partition key first.
    pub key: &'a [String],
    pub rows: &'a Rows,
    /// What tells this entity of the source from others: key attribute and test.
    pub conditions: &'a [(&'a str, &'a Test)],
    /// Forms of the keys that came, where they say something.
    pub forms: &'a [&'a Vec<Form>],
    /// What the columns' types need not take.
    pub rare: Rare,
    /// Write a column with the original beside each that loses something.
    pub originals: bool,
}

/// Forms of keys that a comment lists.
const SHOWN_FORMS: usize = 8;

impl Writer<'_> {
    pub fn write(&self) -> Inferred {
        let mut undecided = Vec::new();
        let mut names = Names::default();
        let mut columns = String::new();
        let mut declared = 0;
        let mut key_names = Vec::new();
        let rows = self.rows;
        let keys = self
            .key
            .iter()
            .map(|attribute| (attribute, rows.key(attribute), true));
        let others = rows
            .attributes
            .iter()
            .filter(|(name, _)| !self.key.contains(name));
        let others = others.map(|(attribute, evidence)| (attribute, evidence.clone(), false));
        for (attribute, evidence, key) in keys.chain(others) {
            let name = names.take(attribute);
            let choice = if key {
                types::of_key(&evidence)
            } else {
                types::of_attribute(attribute, &evidence, self.rare)
            };
            let loses = self.originals && types::loses_something(&choice, &evidence);
            self.column(
                &mut columns,
                attribute,
                &name,
                &evidence,
                choice,
                key,
                &mut undecided,
            );
            declared += 1;
            if loses {
                let original = names.take(&format!("{name}_original"));
                columns.push_str(
                    "\n# As it came, since the column before does not tell everything.\n[[column]]\n",
                );
                line(&mut columns, "name", &original);
                line(&mut columns, "type", &ColumnType::Dynamodb.to_string());
                line(&mut columns, "from", attribute);
                declared += 1;
            }
            if key {
                key_names.push(name);
            }
        }
        let mut toml = String::new();
        self.head(&mut toml, &key_names, &mut undecided);
        toml.push_str(&columns);
        Inferred {
            name: self.name.into(),
            source: self.source.into(),
            filtered: !self.conditions.is_empty(),
            toml,
            columns: declared,
            records: self.rows.records,
            undecided,
        }
    }

    fn head(&self, out: &mut String, key_names: &[String], undecided: &mut Vec<String>) {
        let rows = self.rows;
        let mut kinds = Vec::new();
        for (count, one, many) in [
            (rows.inserts, "insert", "inserts"),
            (rows.modifies, "modification", "modifications"),
            (rows.removes, "removal", "removals"),
        ] {
            if count > 0 {
                kinds.push(format!(
                    "{} {}",
                    grouped(count),
                    if count == 1 { one } else { many }
                ));
            }
        }
        if rows.expired > 0 {
            kinds.push(format!("{} of them by time to live", grouped(rows.expired)));
        }
        let kinds = if kinds.is_empty() {
            String::new()
        } else {
            format!(": {}", kinds.join(", "))
        };
        comment(
            out,
            &format!(
                "Inferred from {} records, {} whole items{kinds}.",
                grouped(rows.records),
                grouped(rows.images)
            ),
        );
        comment(
            out,
            "Counts are of the sample. `lakebed table check` reads this file; add descriptions and comments for the catalog.",
        );
        if !self.forms.is_empty() {
            let forms = self
                .forms
                .iter()
                .take(SHOWN_FORMS)
                .map(|forms| forms.join(" + "));
            let more = if self.forms.len() > SHOWN_FORMS {
                ", and more"
            } else {
                ""
            };
            comment(
                out,
                &format!(
                    "Keys look like {}{more} ({}).",
                    forms.collect::<Vec<_>>().join(", "),
                    self.key.join(" + ")
                ),
            );
        }
        if rows.left_out > 0 {
            let note = format!(
                "{} attributes get no column, since there are too many or their names are too long: they go to `undeclared`",
                grouped(rows.left_out)
            );
            decide(out, note, undecided);
        }
        line(out, "name", self.name);
        line(out, "source", self.source);
        if key_names.len() == 2 {
            comment(
                out,
                "Partition key first; records do not say which of the two it is.",
            );
        }
        let keys: Vec<_> = key_names.iter().map(|name| quoted(name)).collect();
        let _ = writeln!(out, "primary_key = [{}]", keys.join(", "));
        if rows.inserts > 0 && rows.modifies == 0 && rows.removes == rows.expired {
            let note = "only inserts came: if items never change, write kind = \"event\"";
            decide(out, note.into(), undecided);
        }
        line(out, "kind", "entity");
        out.push_str("partition = [\"dt\"]\n");
        for (attribute, test) in self.conditions {
            out.push_str("\n[[filter]]\n");
            line(out, "attribute", attribute);
            match test {
                Test::Prefix(text) => line(out, "prefix", text),
                Test::Pattern(text) => line(out, "pattern", text),
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what is known of a column")]
    fn column(
        &self,
        out: &mut String,
        attribute: &str,
        name: &str,
        evidence: &Evidence,
        choice: Choice,
        key: bool,
        undecided: &mut Vec<String>,
    ) {
        out.push('\n');
        let counts: Vec<_> = evidence
            .counts()
            .into_iter()
            .map(|(kind, count)| format!("{kind} {}", grouped(count)))
            .collect();
        let share = if key {
            "Key".into()
        } else {
            share(evidence.seen(), self.rows.images)
        };
        comment(
            out,
            &format!("{share}: {}{}.", counts.join(", "), digits(evidence)),
        );
        for note in choice.notes {
            decide(out, format!("`{attribute}`: {note}"), undecided);
        }
        if choice.unit == Some(TimeUnit::Seconds) && names::says_expiry(attribute) {
            comment(out, "Looks like the table's time to live.");
        }
        out.push_str("[[column]]\n");
        line(out, "name", name);
        line(out, "type", &choice.ty.to_string());
        if let Some(unit) = choice.unit {
            line(out, "unit", unit.as_str());
        }
        if name != attribute {
            line(out, "from", attribute);
        }
    }
}

/// Sizes of the numbers in words.
fn digits(evidence: &Evidence) -> String {
    let numbers = &evidence.numbers;
    if numbers.count == 0 {
        return String::new();
    }
    let digits = numbers.integer_digits.max(1);
    if numbers.whole == numbers.count {
        format!("; whole, up to {digits} digits")
    } else {
        format!(
            "; up to {digits} digits before and {} behind the point, {} whole",
            numbers.scale,
            grouped(numbers.whole)
        )
    }
}

fn share(seen: u64, items: u64) -> String {
    if seen >= items {
        return "In every item".into();
    }
    // Rounded down, so that what is not in all items is not said to be.
    let per_mille = seen * 1000 / items.max(1);
    if per_mille == 0 {
        "In less than 0.1 % of items".into()
    } else {
        format!("In {}.{} % of items", per_mille / 10, per_mille % 10)
    }
}

fn decide(out: &mut String, note: String, undecided: &mut Vec<String>) {
    comment(out, &format!("To decide: {note}."));
    undecided.push(note);
}

/// Names of attributes may hold anything: a comment is one line of printable text all the same.
fn comment(out: &mut String, text: &str) {
    out.push_str("# ");
    for c in text.chars() {
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out.push('\n');
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", quoted(value));
}

/// A TOML string: JSON's escapes are TOML's too, but for DEL, which TOML wants escaped.
fn quoted(text: &str) -> String {
    let mut escaped = vec![b'"'];
    crate::text::escape(text, &mut escaped);
    escaped.push(b'"');
    String::from_utf8(escaped)
        .unwrap_or_default()
        .replace('\u{7f}', "\\u007f")
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
