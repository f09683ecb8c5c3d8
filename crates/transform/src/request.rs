//! The request that Firehose sends: `{"invocationId": …, "records": [{"recordId": …, "data": …, …}, …]}`.
//!
//! [`Records::next_record`] hands out one record after the other, borrowed from the request. Members may come in any order and
//! with any white space; unknown ones are passed by; of a name that stands twice the last one counts.

use crate::cursor::{Cursor, RawText, Unexpected, is_valid_text, unescape_ascii};

/// Why a request as a whole cannot be answered: asking again is all that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// It is not one whole JSON object with an array of records.
    #[error("not a whole Firehose request: expected {expected} at byte {offset}")]
    Malformed {
        /// Byte of the request at which it is none.
        offset: usize,
        /// What belongs there.
        expected: &'static str,
    },
    /// It has no `records`.
    #[error("the request has no `records`: only a Firehose transformation can call this function")]
    NoRecords,
    /// It has `records` twice, so that no answer can be in order.
    #[error("the request has `records` twice, the second time at byte {offset}")]
    RecordsTwice {
        /// Byte behind the second name.
        offset: usize,
    },
}

impl BatchError {
    /// A stable name: `malformed_request`, `no_records` or `records_twice`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed_request",
            Self::NoRecords => "no_records",
            Self::RecordsTwice { .. } => "records_twice",
        }
    }
}

impl From<Unexpected> for BatchError {
    fn from(Unexpected { offset, expected }: Unexpected) -> Self {
        Self::Malformed { offset, expected }
    }
}

/// One record of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Requested<'a> {
    /// The text between the quotes of `recordId`, fit to be written between quotes again; nothing when there is no
    /// such text: then the record cannot be answered.
    pub id: Option<&'a [u8]>,
    /// The text between the quotes of `data`, not yet looked into.
    pub data: Option<&'a [u8]>,
    /// `approximateArrivalTimestamp`, milliseconds since the epoch.
    pub arrival_millis: Option<i64>,
}

/// A walk over the records of a request.
#[derive(Debug)]
pub struct Records<'a> {
    cursor: Cursor<'a>,
    place: Place,
    /// How far the request has been fetched from memory.
    ahead: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    BeforeRecords,
    FirstRecord,
    LaterRecord,
    Behind,
}

impl<'a> Records<'a> {
    /// The records of a request, which is not looked at yet.
    #[must_use]
    pub fn of(request: &'a [u8]) -> Self {
        Self {
            cursor: Cursor::new(request),
            place: Place::BeforeRecords,
            ahead: 0,
        }
    }

    /// Has half of the next record fetched from memory, which most likely is as long as the one that was just read: the processor sees by
    /// then that the other half is needed. All at once would be more than it can wait for without stopping.
    #[inline(always)]
    fn prefetch_next(&self, start: usize, end: usize) {
        /// What is longer is found by the processor itself.
        const MOST: usize = 8 << 10;
        self.cursor.prefetch(end, (end - start).min(MOST) / 2);
    }

    /// Has a little more of the request fetched from memory than before: to be called while there is other work to do.
    #[inline(always)]
    pub fn prefetch(&mut self) {
        /// At once, and at most.
        const PIECE: usize = 1 << 10;
        const MOST: usize = 32 << 10;
        let here = self.cursor.offset();
        let from = self.ahead.max(here);
        if from < here + MOST {
            self.cursor.prefetch(from, PIECE);
            self.ahead = from + PIECE;
        }
    }

    /// The next record; `None` behind the last one, when the request has been seen to its end.
    ///
    /// # Errors
    /// The request is broken, here or behind its records: nothing that was handed out before may be answered.
    pub fn next_record(&mut self) -> Result<Option<Requested<'a>>, BatchError> {
        match self.place {
            Place::BeforeRecords => {
                if !self.enter()? {
                    return Err(BatchError::NoRecords);
                }
                self.place = Place::FirstRecord;
                if self.cursor.peek() == b']' {
                    return self.leave();
                }
            }
            Place::FirstRecord => {}
            Place::LaterRecord if self.cursor.peek() == b',' => self.cursor.pass(),
            Place::LaterRecord => return self.leave(),
            Place::Behind => return Ok(None),
        }
        self.place = Place::LaterRecord;
        if let Some(record) = self.compact_record() {
            return Ok(Some(record));
        }
        Ok(Some(self.record()?))
    }

    /// To the first bracket of `records`; false when the object ends before.
    fn enter(&mut self) -> Result<bool, BatchError> {
        self.cursor.expect(b'{', "an opening brace")?;
        if self.cursor.peek() == b'}' {
            self.cursor.pass();
            return Ok(false);
        }
        loop {
            let name = self.cursor.name()?;
            if Name::of(name) == Name::Records {
                self.cursor.expect(b'[', "the array of records")?;
                return Ok(true);
            }
            self.cursor.value()?;
            if !self.has_more_members()? {
                return Ok(false);
            }
        }
    }

    /// From the last bracket of `records` to the end of the request.
    fn leave(&mut self) -> Result<Option<Requested<'a>>, BatchError> {
        self.cursor
            .expect(b']', "a comma or the end of the records")?;
        while self.has_more_members()? {
            let name = self.cursor.name()?;
            if Name::of(name) == Name::Records {
                return Err(BatchError::RecordsTwice {
                    offset: self.cursor.unexpected("").offset,
                });
            }
            self.cursor.value()?;
        }
        if !self.cursor.is_at_end() {
            return Err(self.cursor.unexpected("the end of the request").into());
        }
        self.place = Place::Behind;
        Ok(None)
    }

    /// Behind a member's value: true behind a comma, false behind a closing brace.
    #[inline]
    fn has_more_members(&mut self) -> Result<bool, Unexpected> {
        match self.cursor.peek() {
            b',' => self.cursor.pass(),
            b'}' => {
                self.cursor.pass();
                return Ok(false);
            }
            _ => return Err(self.cursor.unexpected("a comma or a closing brace")),
        }
        Ok(true)
    }

    /// A record in the very form in which Firehose writes it; for any other nothing, and the cursor stays.
    #[inline]
    fn compact_record(&mut self) -> Option<Requested<'a>> {
        let mut cursor = self.cursor.clone();
        cursor.pass_text(br#"{"recordId":""#)?;
        let id = cursor.pass_plain_text()?;
        cursor.pass_text(br#","approximateArrivalTimestamp":"#)?;
        let arrival_millis = cursor.pass_digits()?;
        cursor.pass_text(br#","data":""#)?;
        let data = cursor.pass_until_quote()?;
        if data.last() == Some(&b'\\') {
            return None;
        }
        if cursor.pass_text(br#","kinesisRecordMetadata":{"#).is_some() {
            cursor.pass_flat_object()?;
        }
        cursor.pass_text(b"}")?;
        self.prefetch_next(self.cursor.offset(), cursor.offset());
        self.cursor = cursor;
        Some(Requested {
            id: Some(id),
            data: Some(data),
            arrival_millis: Some(arrival_millis),
        })
    }

    /// A record in any form.
    fn record(&mut self) -> Result<Requested<'a>, Unexpected> {
        let mut record = Requested::default();
        if self.cursor.peek() != b'{' {
            self.cursor.value()?;
            return Ok(record);
        }
        self.cursor.pass();
        if self.cursor.peek() == b'}' {
            self.cursor.pass();
            return Ok(record);
        }
        let mut metadata = None;
        loop {
            let name = self.cursor.name()?;
            match Name::of(name) {
                Name::RecordId => {
                    record.id = self
                        .text(false)?
                        .map(|id| id.bytes)
                        .filter(|id| is_valid_text(id));
                }
                Name::Data => record.data = self.text(true)?.map(|data| data.bytes),
                Name::Arrival => record.arrival_millis = millis(self.cursor.value()?),
                Name::Metadata => metadata = Some(self.cursor.value()?),
                Name::Records | Name::Other => {
                    self.cursor.value()?;
                }
            }
            if !self.has_more_members()? {
                break;
            }
        }
        if record.arrival_millis.is_none() {
            record.arrival_millis = metadata.and_then(arrival_in);
        }
        Ok(record)
    }

    /// A string; `None` for a value that is none.
    #[inline]
    fn text(&mut self, long: bool) -> Result<Option<RawText<'a>>, Unexpected> {
        if self.cursor.peek() != b'"' {
            self.cursor.value()?;
            return Ok(None);
        }
        let text = if long {
            self.cursor.long_string()
        } else {
            self.cursor.string()
        };
        text.map(Some)
    }
}

/// The names that mean something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Records,
    RecordId,
    Data,
    Arrival,
    Metadata,
    Other,
}

impl Name {
    #[inline]
    fn of(name: RawText<'_>) -> Self {
        if name.escaped {
            Self::of_escaped(name.bytes)
        } else {
            Self::of_plain(name.bytes)
        }
    }

    #[inline]
    fn of_plain(name: &[u8]) -> Self {
        match name {
            b"data" => Self::Data,
            b"recordId" => Self::RecordId,
            b"approximateArrivalTimestamp" => Self::Arrival,
            b"kinesisRecordMetadata" => Self::Metadata,
            b"records" => Self::Records,
            _ => Self::Other,
        }
    }

    #[cold]
    fn of_escaped(name: &[u8]) -> Self {
        let mut plain = Vec::with_capacity(name.len());
        if unescape_ascii(name, &mut plain) {
            Self::of_plain(&plain)
        } else {
            Self::Other
        }
    }
}

/// The arrival that `kinesisRecordMetadata` repeats.
#[cold]
fn arrival_in(metadata: &[u8]) -> Option<i64> {
    let mut cursor = Cursor::new(metadata);
    cursor.expect(b'{', "an object").ok()?;
    while cursor.peek() != b'}' {
        let name = cursor.name().ok()?;
        let value = cursor.value().ok()?;
        if Name::of(name) == Name::Arrival {
            return millis(value);
        }
        if cursor.peek() == b',' {
            cursor.pass();
        }
    }
    None
}

/// Milliseconds as a number or as a string of one; nothing for what is no time at all.
#[inline]
fn millis(value: &[u8]) -> Option<i64> {
    // 13 digits until the year 2286, and no overflow up to 18.
    if value.len() <= 18 && value.iter().all(u8::is_ascii_digit) {
        return Some(
            value
                .iter()
                .fold(0, |millis, digit| millis * 10 + i64::from(digit - b'0')),
        );
    }
    millis_otherwise(value)
}

/// `1.507217624302E12`, which some writers make of a long. Exact: such times are far below 2^53.
#[cold]
fn millis_otherwise(value: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(value).ok()?.trim_matches('"');
    if let Ok(millis) = text.parse() {
        return Some(millis);
    }
    let millis = text.parse::<f64>().ok()?;
    (millis.is_finite() && millis.abs() < 9e15).then_some(millis as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(request: &str) -> Result<Vec<Requested<'_>>, BatchError> {
        let mut records = Records::of(request.as_bytes());
        let mut all = Vec::new();
        while let Some(record) = records.next_record()? {
            all.push(record);
        }
        assert_eq!(records.next_record(), Ok(None));
        Ok(all)
    }

    fn requested<'a>(id: &'a str, data: &'a str, arrival_millis: Option<i64>) -> Requested<'a> {
        Requested {
            id: Some(id.as_bytes()),
            data: Some(data.as_bytes()),
            arrival_millis,
        }
    }

    #[test]
    fn records_are_found_in_any_order_and_spacing() {
        let one = requested("a", "QQ==", Some(7));
        for request in [
            r#"{"records":[{"recordId":"a","approximateArrivalTimestamp":7,"data":"QQ=="}]}"#,
            r#" { "x" : {"records":[1]} , "records" : [ { "data" : "QQ==" , "recordId" : "a" , "approximateArrivalTimestamp" : 7.0 } ] , "y":[{}] } "#,
            r#"{"records":[{"recordId":"a","data":"QQ==","approximateArrivalTimestamp":"7","records":[{}],"new":{"data":"x"}}]}"#,
            r#"{"records":[{"recordId":"a","data":"QQ==","kinesisRecordMetadata":{"shardId":"}{","approximateArrivalTimestamp":7}}]}"#,
            r#"{"records":[{"recordId":"a","data":"QQ==","kinesisRecordMetadata":{"subsequenceNumber":"0","x":{"y":"}"},"approximateArrivalTimestamp":7}}]}"#,
            r#"{"\u0072ecords":[{"\u0072ecordId":"a","d\u0061ta":"QQ==","approximateArrivalTimestamp":7e0}]}"#,
            r#"{"records":[{"recordId":"z","recordId":"a","data":1,"data":"QQ==","approximateArrivalTimestamp":7}]}"#,
        ] {
            assert_eq!(read(request), Ok(vec![one]), "{request}");
        }
        assert_eq!(read(r#"{"records":[]}"#), Ok(vec![]));
        assert_eq!(read(r#"{"records" : [ ] , "a":1}"#), Ok(vec![]));
    }

    /// A space is enough to leave the form that is read at once.
    #[test]
    fn the_form_of_firehose_is_read_like_any_other() {
        for id in [
            "1",
            "",
            "é",
            r"\u0031",
            r#"a\"b"#,
            r"\ud800",
            r#"a\",\"approximateArrivalTimestamp\":1"#,
        ] {
            for millis in [
                "1795082042085",
                "0",
                "-1",
                "7.5",
                "\"7\"",
                "999999999999999999",
                "9999999999999999999",
                "null",
            ] {
                for data in ["QQ==", "", r"Q\u0051==", r"\/w==", r#"\""#, r"\\", "é"] {
                    for rest in [
                        "",
                        r#","kinesisRecordMetadata":{}"#,
                        r#","kinesisRecordMetadata":{"shardId":"}{","subsequenceNumber":0}"#,
                        r#","kinesisRecordMetadata":{"a":"\"}","b":{"c":[1]},"approximateArrivalTimestamp":5}"#,
                        r#","kinesisRecordMetadata":null,"data":"QUE=""#,
                        r#","other":[{}]"#,
                    ] {
                        let members = format!(
                            r#""recordId":"{id}","approximateArrivalTimestamp":{millis},"data":"{data}"{rest}"#
                        );
                        let compact = format!(r#"{{"records":[{{{members}}},{{{members}}}]}}"#);
                        let spaced = format!(r#"{{"records":[{{ {members} }},{{ {members} }}]}}"#);
                        assert_eq!(read(&compact).unwrap(), read(&spaced).unwrap(), "{members}");
                        for cut in 0..members.len() {
                            if members.is_char_boundary(cut) {
                                let cut = format!(r#"{{"records":[{{{}"#, &members[..cut]);
                                assert!(read(&cut).is_err(), "{cut}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_a_record_lacks_is_absent() {
        let none = Requested::default();
        for (record, expected) in [
            ("{}", none),
            ("null", none),
            ("[1,{}]", none),
            (r#"{"recordId":7,"data":null}"#, none),
            (
                r#"{"recordId":"\ud800","approximateArrivalTimestamp":"soon"}"#,
                none,
            ),
            (
                r#"{"recordId":"a\"b","data":"\/w=="}"#,
                requested(r#"a\"b"#, r"\/w==", None),
            ),
            (
                r#"{"recordId":"a","data":"\""}"#,
                requested("a", "\\\"", None),
            ),
            (
                r#"{"recordId":"a","data":"","approximateArrivalTimestamp":-1}"#,
                requested("a", "", Some(-1)),
            ),
            (
                r#"{"recordId":"a","data":"","approximateArrivalTimestamp":99999999999999999999}"#,
                requested("a", "", None),
            ),
        ] {
            assert_eq!(
                read(&format!(r#"{{"records":[{record}]}}"#)),
                Ok(vec![expected]),
                "{record}"
            );
            let twice = format!(r#"{{"records":[{record},{record}]}}"#);
            assert_eq!(read(&twice), Ok(vec![expected, expected]), "{record}");
        }
    }

    #[test]
    fn broken_requests_are_errors() {
        for (request, code) in [
            ("", "malformed_request"),
            ("[]", "malformed_request"),
            ("\"records\"", "malformed_request"),
            ("{}", "no_records"),
            (r#"{"Records":[{"kinesis":{"data":"QQ=="}}]}"#, "no_records"),
            (r#"{"records":{}}"#, "malformed_request"),
            (r#"{"records":null}"#, "malformed_request"),
            (r#"{"records":[}"#, "malformed_request"),
            (r#"{"records":[{]}"#, "malformed_request"),
            (r#"{"records":[{"recordId":"a"},]}"#, "malformed_request"),
            (
                r#"{"records":[{"recordId":"a"} {"recordId":"b"}]}"#,
                "malformed_request",
            ),
            (r#"{"records":[{"recordId":"a",}]}"#, "malformed_request"),
            (r#"{"records":[{"recordId":"a""#, "malformed_request"),
            (r#"{"records":[{"recordId":"a"}]"#, "malformed_request"),
            (r#"{"records":[{"recordId":"a"}]}}"#, "malformed_request"),
            (r#"{"records":[{"recordId":"a"}]} x"#, "malformed_request"),
            (r#"{"records":[],"records":[]}"#, "records_twice"),
        ] {
            assert_eq!(read(request).map_err(|e| e.code()), Err(code), "{request}");
        }
        let whole = r#"{"region":"r","records":[{"recordId":"a","data":"QQ==","kinesisRecordMetadata":{"a":"}"}}],"x":[{}]}"#;
        assert!(read(whole).is_ok());
        for cut in 0..whole.len() {
            assert!(read(&whole[..cut]).is_err(), "{}", &whole[..cut]);
        }
    }
}
