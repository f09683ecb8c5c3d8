//! How records arrive: some late, some twice, a few broken.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};

/// Passes lines on, and holds some of them back until others have gone by.
pub(crate) struct Delivery<W> {
    out: W,
    /// Release at this line, tie-breaker, text.
    held: BinaryHeap<Reverse<(u64, u64, String)>>,
    ticket: u64,
    pub(crate) records: u64,
    pub(crate) bytes: u64,
}

impl<W: Write> Delivery<W> {
    pub(crate) fn new(out: W) -> Self {
        Self {
            out,
            held: BinaryHeap::new(),
            ticket: 0,
            records: 0,
            bytes: 0,
        }
    }

    pub(crate) fn send(&mut self, line: &[u8]) -> io::Result<()> {
        self.write(line)?;
        while let Some(Reverse((due, ..))) = self.held.peek() {
            if *due > self.records {
                break;
            }
            self.release()?;
        }
        Ok(())
    }

    /// Sends the line once `lines` more have been sent, or when all others have.
    pub(crate) fn hold(&mut self, line: String, lines: u64) {
        self.ticket += 1;
        self.held
            .push(Reverse((self.records + lines, self.ticket, line)));
    }

    pub(crate) fn finish(mut self) -> io::Result<(u64, u64)> {
        while !self.held.is_empty() {
            self.release()?;
        }
        self.out.flush()?;
        Ok((self.records, self.bytes))
    }

    fn release(&mut self) -> io::Result<()> {
        if let Some(Reverse((_, _, line))) = self.held.pop() {
            self.write(line.as_bytes())?;
        }
        Ok(())
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.out.write_all(line)?;
        self.out.write_all(b"\n")?;
        self.records += 1;
        self.bytes += line.len() as u64 + 1;
        Ok(())
    }
}

/// The ways in which a record can be broken, in the order they are made.
pub(crate) const BROKEN: [&str; 7] = [
    "not_json",
    "truncated",
    "not_a_change",
    "other_table",
    "missing_key",
    "number_too_long",
    "too_deep",
];

/// A broken record of the kind, made from a good one.
pub(crate) fn broken(kind: &str, good: &str, keys: &str, source: &str) -> Vec<u8> {
    // Declared attributes, so that no reader can pass over them.
    let (number_name, deep_name) = match source {
        "Orders" => ("Amount", "Payment"),
        _ => ("Price", "Experiments"),
    };
    let line = match kind {
        "truncated" => {
            // Anywhere, the middle of a character included: that is where a cut happens.
            return good.as_bytes()[..good.len() * 3 / 5].to_vec();
        }
        "not_a_change" => {
            r#"{"message":"order service restarted","level":"info","attempt":2}"#.to_owned()
        }
        "other_table" => good
            .replacen(&format!("table/{source}/"), "table/Customers/", 1)
            .replacen(
                &format!(r#""tableName":"{source}""#),
                r#""tableName":"Customers""#,
                1,
            ),
        "missing_key" => with_images(good, "{}", r#"{"Note":{"S":"an item without its key"}}"#),
        "number_too_long" => {
            let number = "123456789".repeat(5);
            with_images(
                good,
                keys,
                &with_attribute(keys, &format!(r#""{number_name}":{{"N":"{number}"}}"#)),
            )
        }
        "too_deep" => {
            let deep = format!(
                r#""{deep_name}":{}{{"NULL":true}}{}"#,
                r#"{"L":["#.repeat(100),
                "]}".repeat(100)
            );
            with_images(good, keys, &with_attribute(keys, &deep))
        }
        _ => "<html><body>503 Slow Down</body></html>".to_owned(),
    };
    line.into_bytes()
}

/// The record with other keys and, in place of its images, one new image.
fn with_images(good: &str, keys: &str, image: &str) -> String {
    let start = good.find(r#""Keys":"#).unwrap_or(good.len());
    // The last one: no image has an attribute of a name that comes after the images.
    let end = good
        .rfind(r#","SequenceNumber":"#)
        .or_else(|| good.rfind(r#","SizeBytes":"#))
        .unwrap_or(good.len());
    format!(
        r#"{}"Keys":{keys},"NewImage":{image}{}"#,
        &good[..start],
        &good[end..]
    )
}

/// The keys as an image with one more attribute.
fn with_attribute(keys: &str, attribute: &str) -> String {
    format!(
        "{},{attribute}}}",
        keys.trim_end_matches('}').to_owned() + "}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_lines_come_after_the_others() {
        let mut out = Vec::new();
        let mut delivery = Delivery::new(&mut out);
        delivery.send(b"1").unwrap();
        delivery.hold("late".into(), 2);
        delivery.hold("last".into(), 99);
        for line in ["2", "3", "4"] {
            delivery.send(line.as_bytes()).unwrap();
        }
        assert_eq!(delivery.finish().unwrap(), (6, 18));
        assert_eq!(out, b"1\n2\n3\nlate\n4\nlast\n");
    }

    #[test]
    fn an_attribute_is_added_to_the_keys() {
        assert_eq!(
            with_attribute(r#"{"a":{"S":"x"}}"#, r#""b":{"N":"1"}"#),
            r#"{"a":{"S":"x"},"b":{"N":"1"}}"#
        );
    }
}
