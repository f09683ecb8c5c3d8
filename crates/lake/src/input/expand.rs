//! Looks again at a record that flattening refused: it may be several records, or records inside a wrapper.
//!
//! | Object with | What it is | Its record |
//! |---|---|---|
//! | `Records` or `records`, an array | a Lambda event, a GetRecords reply, a Firehose request | each element |
//! | `kinesis.data` | an element of a Kinesis event | the data, decoded |
//! | `data` and `recordId` | an element of a Firehose request | the data, decoded |
//! | `Data` and `SequenceNumber` | an element of Kinesis' GetRecords | the data, decoded |
//! | `rawData` and `errorCode` (`ErrorCode`, `lastErrorCode`) | a line of the quarantine or of Firehose's errors | the data, decoded |

use std::ops::Range;

use memchr::memmem;

use super::scan::{Scan, elements, is_space, members, next_like, skip_space, value_end};

/// What a refused record holds.
#[derive(Debug, PartialEq)]
pub(crate) enum Expansion {
    /// Nothing else: it stays refused.
    Nothing,
    /// Several records, as ranges of the text.
    Several(Vec<Range<usize>>),
    /// One record that was encoded in base64.
    Decoded {
        /// Its bytes.
        data: Vec<u8>,
        /// When it arrived, in microseconds since the epoch, where the wrapper says so.
        arrival_micros: Option<i64>,
        /// The wrapper is this project's or Firehose's own error object, and adds nothing to what it wraps.
        error_object: bool,
        /// Where the record stood at first, when the wrapper is a line of the quarantine.
        place: Option<Place>,
    },
}

/// Where a quarantined record stood in the input that it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// Name of the input.
    pub source: String,
    /// Offset in it, decompressed.
    pub offset: u64,
    /// Line, from 1.
    pub line: u64,
}

/// Looks at `text[range]`.
pub(crate) fn expand(text: &[u8], range: Range<usize>) -> Expansion {
    let text = &text[..range.end];
    let start = skip_space(text, range.start);
    match value_end(text, start) {
        Scan::Complete(end) if skip_space(text, end) == text.len() => unwrap(text, start),
        _ => several(text, start),
    }
}

/// Cuts concatenated objects apart. What is broken, or no object, ends where the next object shows itself.
fn several(text: &[u8], start: usize) -> Expansion {
    let mut found = Vec::new();
    let mut at = start;
    while at < text.len() {
        let end = match value_end(text, at) {
            Scan::Complete(end) if text[at] == b'{' => end,
            Scan::Complete(end) => next_object(text, at, end).unwrap_or(text.len()),
            Scan::Incomplete => next_like(text, at, text.len()).unwrap_or(text.len()),
            Scan::Bad(bad) => next_object(text, at, bad).unwrap_or(text.len()),
        };
        found.push(
            at..end
                - text[at..end]
                    .iter()
                    .rev()
                    .take_while(|b| is_space(**b))
                    .count(),
        );
        at = skip_space(text, end);
    }
    if found.len() > 1 {
        Expansion::Several(found)
    } else {
        Expansion::Nothing
    }
}

/// Where an object begins after something else at `at` that is no JSON from `bad` on: right after another's end, or as this one did.
fn next_object(text: &[u8], at: usize, bad: usize) -> Option<usize> {
    let from = bad.max(at + 1);
    let follows = memmem::find(&text[from - 1..], b"}{").map(|found| from + found);
    next_like(text, at, follows.unwrap_or(text.len())).or(follows)
}

fn unwrap(text: &[u8], start: usize) -> Expansion {
    let mut wrapper = Wrapper::default();
    members(text, start, |key, value| match key {
        b"Records" | b"records" if text[value.start] == b'[' => wrapper.records = Some(value),
        b"kinesis" if text[value.start] == b'{' => {
            members(text, value.start, |key, value| match key {
                b"data" => (wrapper.data, wrapper.named) = (Some(value), true),
                b"approximateArrivalTimestamp" => wrapper.arrival = Some(value),
                _ => {}
            })
        }
        b"data" | b"Data" | b"rawData" => wrapper.data = wrapper.data.take().or(Some(value)),
        b"recordId" | b"SequenceNumber" => wrapper.named = true,
        b"errorCode" | b"ErrorCode" | b"lastErrorCode" | b"LastErrorCode" => {
            (wrapper.named, wrapper.error) = (true, true)
        }
        b"source" => wrapper.source = Some(value),
        b"offset" => wrapper.offset = number(&text[value]),
        b"line" => wrapper.line = number(&text[value]),
        b"approximateArrivalTimestamp" | b"ApproximateArrivalTimestamp" => {
            wrapper.arrival = Some(value)
        }
        _ => {}
    });
    if let Some(records) = wrapper.records {
        return Expansion::Several(elements(text, records.start));
    }
    let (Some(data), true) = (wrapper.data.clone(), wrapper.named) else {
        return Expansion::Nothing;
    };
    let Some(encoded) = text[data]
        .strip_prefix(b"\"")
        .and_then(|rest| rest.strip_suffix(b"\""))
    else {
        return Expansion::Nothing;
    };
    // Some encoders escape the slash.
    let encoded: Vec<u8> = encoded.iter().copied().filter(|b| *b != b'\\').collect();
    match base64_simd::STANDARD.decode_to_vec(encoded) {
        Ok(data) if !data.is_empty() => {
            let arrival_micros = wrapper
                .arrival
                .clone()
                .and_then(|range| micros(&text[range]));
            Expansion::Decoded {
                data,
                arrival_micros,
                error_object: wrapper.error,
                place: wrapper.place(text),
            }
        }
        _ => Expansion::Nothing,
    }
}

#[derive(Default)]
struct Wrapper {
    records: Option<Range<usize>>,
    data: Option<Range<usize>>,
    /// Another member says that `data` is what it seems.
    named: bool,
    error: bool,
    arrival: Option<Range<usize>>,
    source: Option<Range<usize>>,
    offset: Option<u64>,
    line: Option<u64>,
}

impl Wrapper {
    fn place(&self, text: &[u8]) -> Option<Place> {
        let source = self.source.clone().filter(|_| self.error)?;
        Some(Place {
            source: serde_json::from_slice(&text[source]).ok()?,
            offset: self.offset?,
            line: self.line?,
        })
    }
}

fn number(text: &[u8]) -> Option<u64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// A time in seconds (with or without a fraction, as Lambda writes it) or milliseconds (as Firehose does), told apart by magnitude.
fn micros(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (mantissa, exponent) = match fraction.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, exponent.parse::<usize>().ok()?),
        None => (fraction, 0),
    };
    // 1.6501629E9 becomes 1650162900.0 by moving the point.
    let digits = format!("{whole}{mantissa:0<width$}", width = exponent + 6);
    let end = whole.len() + exponent;
    let value: i64 = digits.get(..end)?.parse().ok()?;
    match value {
        0..100_000_000_000 => digits.get(..end + 6)?.parse().ok(),
        100_000_000_000..100_000_000_000_000 => value.checked_mul(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Expansion) {
        let padded = format!("xx{text}yy");
        let found = match expand(padded.as_bytes(), 2..2 + text.len()) {
            Expansion::Several(ranges) => {
                Expansion::Several(ranges.into_iter().map(|r| r.start - 2..r.end - 2).collect())
            }
            other => other,
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn records_inside_records_are_found() {
        use Expansion::{Decoded, Nothing, Several};
        let decoded = |arrival_micros, error_object| Decoded {
            data: b"{}".to_vec(),
            arrival_micros,
            error_object,
            place: None,
        };
        check("{}", Nothing);
        check("{\"a\":1", Nothing);
        check("oops", Nothing);
        check("{}{}", Several(vec![0..2, 2..4]));
        check("{} {\"a\":2}\n", Several(vec![0..2, 3..10]));
        check("{\"a\"}{\"a\":2}", Several(vec![0..5, 5..12]));
        check("{} not json", Several(vec![0..2, 3..11]));
        check("not json", Nothing);
        check("null and void", Nothing);
        check(
            "{\"k\":{\"a\":\"{\"k\":1}{\"k\":2}",
            Several(vec![0..11, 11..18, 18..25]),
        );
        check("{\"Records\":[{},{}]}", Several(vec![12..14, 15..17]));
        check(
            "{\"x\":1,\"records\":[{},{}]}",
            Several(vec![18..20, 21..23]),
        );
        check("{\"Records\":[]}", Several(vec![]));
        check("{\"Records\":{}}", Nothing);
        check(
            "{\"kinesis\":{\"approximateArrivalTimestamp\":1545084650.987,\"data\":\"e30=\"}}",
            decoded(Some(1_545_084_650_987_000), false),
        );
        check(
            "{\"recordId\":\"1\",\"approximateArrivalTimestamp\":1650162905387,\"data\":\"e30=\"}",
            decoded(Some(1_650_162_905_387_000), false),
        );
        check(
            "{\"SequenceNumber\":\"1\",\"Data\":\"e30=\"}",
            decoded(None, false),
        );
        check(
            "{\"rawData\":\"e30=\",\"errorCode\":\"not_json\"}",
            decoded(None, true),
        );
        check(
            "{\"ErrorCode\":\"x\",\"rawData\":\"e30=\",\"source\":\"f\"}",
            decoded(None, true),
        );
        check(
            "{\"rawData\":\"e30=\",\"errorCode\":\"x\",\"line\":3,\"offset\":9,\"source\":\"a \\\"b\\\"\"}",
            Decoded {
                data: b"{}".to_vec(),
                arrival_micros: None,
                error_object: true,
                place: Some(Place {
                    source: "a \"b\"".into(),
                    offset: 9,
                    line: 3,
                }),
            },
        );
        check("{\"data\":\"e30=\"}", Nothing);
        check("{\"recordId\":\"1\",\"data\":\"?\"}", Nothing);
        check("{\"recordId\":\"1\",\"data\":7}", Nothing);
    }

    #[test]
    fn arrival_times_are_exact() {
        for (text, expected) in [
            ("1480642020", Some(1_480_642_020_000_000)),
            ("1.48064202E9", Some(1_480_642_020_000_000)),
            ("1545084650.987", Some(1_545_084_650_987_000)),
            ("1650162905387", Some(1_650_162_905_387_000)),
            ("\"2026-11-20\"", None),
            ("-5", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(micros(text.as_bytes()), expected, "{text}");
        }
    }
}
