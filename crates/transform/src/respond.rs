//! The reply to Firehose: `{"records":[{"recordId": …, "result": …, "data": …, "metadata": …}, …]}`.
//!
//! Every answer carries all four members, which is the form that AWS's own Rust types ask for. The reply is counted
//! before each answer is written, so that it never grows past its limit: an answer that does not fit is not written.

use crate::base64;

/// Most bytes that Lambda takes back from a function that was called synchronously: 6 MB, base64 included.
pub const REPLY_LIMIT: usize = 6 * 1024 * 1024;

const HEAD: &[u8] = br#"{"records":["#;
const TAIL: &[u8] = b"]}";
const ID: &[u8] = br#"{"recordId":""#;
const NEXT_ID: &[u8] = br#",{"recordId":""#;
const OK: &[u8] = br#"","result":"Ok","data":""#;
const DROPPED: &[u8] = br#"","result":"Dropped","data":""#;
const FAILED: &[u8] = br#"","result":"ProcessingFailed","data":""#;
const METADATA: &[u8] = br#"","metadata":{"partitionKeys":{"#;
const END: &[u8] = b"}}}";
const NO_METADATA: &[u8] = br#"","metadata":{"partitionKeys":{}}}"#;

/// The end of an answer with a row, from behind its data on: the same for all rows of a partition.
#[derive(Debug, Default)]
pub(crate) struct Metadata(Vec<u8>);

impl Metadata {
    /// The metadata with these partition keys, which are the inside of a JSON object: `"dt":"2026-11-20"`.
    pub(crate) fn of(partition_keys: &[u8]) -> Self {
        Self([METADATA, partition_keys, END].concat())
    }
}

/// How long an answer is, in bytes, without the comma between answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size;

impl Size {
    pub(crate) fn ok(id: &[u8], row: &[u8], metadata: &Metadata) -> usize {
        Self::of(id, OK, base64::length(row.len()), metadata.0.len())
    }

    pub(crate) fn dropped(id: &[u8]) -> usize {
        Self::of(id, DROPPED, 0, NO_METADATA.len())
    }

    pub(crate) fn failed(id: &[u8], data: &[u8]) -> usize {
        Self::of(id, FAILED, data.len(), NO_METADATA.len())
    }

    fn of(id: &[u8], result: &[u8], data: usize, metadata: usize) -> usize {
        ID.len() + id.len() + result.len() + data + metadata
    }
}

/// What stands around the answers.
pub(crate) const FRAME: usize = HEAD.len() + TAIL.len();

/// A reply as it grows.
#[derive(Debug)]
pub(crate) struct Reply<'o> {
    /// The reply, and behind it bytes of no meaning: what the buffer held before is room that need not be made again.
    out: &'o mut Vec<u8>,
    len: usize,
    /// Most bytes of the reply before the tail.
    limit: usize,
}

impl<'o> Reply<'o> {
    /// Starts a reply of at most `limit` bytes in place of what `out` holds.
    pub(crate) fn begin(out: &'o mut Vec<u8>, limit: usize) -> Self {
        let mut reply = Self {
            out,
            len: 0,
            limit: limit.saturating_sub(TAIL.len()),
        };
        reply.make_room(HEAD.len());
        reply.put(HEAD);
        reply
    }

    /// Answers with a row; false when it does not fit: then nothing was written.
    #[inline]
    pub(crate) fn ok(&mut self, id: &[u8], row: &[u8], metadata: &Metadata) -> bool {
        if !self.start(id, Size::ok(id, row, metadata)) {
            return false;
        }
        self.put(OK);
        self.len += base64::encode(row, &mut self.out[self.len..]);
        self.put(&metadata.0);
        true
    }

    /// Answers that the record is not wanted; false when that does not fit.
    pub(crate) fn dropped(&mut self, id: &[u8]) -> bool {
        if !self.start(id, Size::dropped(id)) {
            return false;
        }
        self.put(DROPPED);
        self.put(NO_METADATA);
        true
    }

    /// Answers that the record failed, with the text of its data; false when that does not fit.
    pub(crate) fn failed(&mut self, id: &[u8], data: &[u8]) -> bool {
        if !self.start(id, Size::failed(id, data)) {
            return false;
        }
        self.put(FAILED);
        self.put(data);
        self.put(NO_METADATA);
        true
    }

    pub(crate) fn finish(mut self) {
        self.make_room(TAIL.len());
        self.put(TAIL);
        self.out.truncate(self.len);
    }

    /// Begins an answer of `size` bytes, and makes room for all of it.
    #[inline]
    fn start(&mut self, id: &[u8], size: usize) -> bool {
        let comma = usize::from(self.len > HEAD.len());
        if self.len + comma + size > self.limit {
            return false;
        }
        self.make_room(comma + size);
        self.put(if comma == 1 { NEXT_ID } else { ID });
        self.put(id);
        true
    }

    #[inline]
    fn make_room(&mut self, more: usize) {
        if self.out.len() < self.len + more {
            self.grow(self.len + more);
        }
    }

    #[cold]
    fn grow(&mut self, len: usize) {
        const STEP: usize = 256 << 10;
        self.out.resize(len.next_multiple_of(STEP), 0);
    }

    /// Appends what there is room for.
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        let end = self.len + bytes.len();
        self.out[self.len..end].copy_from_slice(bytes);
        self.len = end;
    }
}

#[cfg(test)]
mod tests {
    use aws_lambda_events::firehose::KinesisFirehoseResponse;

    use super::*;

    fn written(limit: usize) -> (Vec<u8>, Vec<bool>) {
        let mut out = b"old".to_vec();
        let mut reply = Reply::begin(&mut out, limit);
        let fits = vec![
            reply.ok(
                b"1",
                b"{\"a\":1}\n",
                &Metadata::of(br#""dt":"2026-11-20","hour":"07""#),
            ),
            reply.dropped(b"2"),
            reply.failed(b"3", b"QQ=="),
            reply.ok(b"4", b"", &Metadata::of(b"")),
        ];
        reply.finish();
        (out, fits)
    }

    #[test]
    fn the_reply_is_what_aws_reads() {
        let (out, _) = written(REPLY_LIMIT);
        let reply: KinesisFirehoseResponse = serde_json::from_slice(&out).unwrap();
        let answers: Vec<_> = reply
            .records
            .iter()
            .map(|r| {
                (
                    r.record_id.as_deref().unwrap(),
                    r.result.as_deref().unwrap(),
                    r.data.0.as_slice(),
                )
            })
            .collect();
        let expected: [(&str, &str, &[u8]); 4] = [
            ("1", "Ok", b"{\"a\":1}\n"),
            ("2", "Dropped", b""),
            ("3", "ProcessingFailed", b"A"),
            ("4", "Ok", b""),
        ];
        assert_eq!(answers, expected);
        let keys = &reply.records[0].metadata.partition_keys;
        assert_eq!(
            (keys["dt"].as_str(), keys["hour"].as_str(), keys.len()),
            ("2026-11-20", "07", 2)
        );
    }

    #[test]
    fn sizes_are_exact() {
        let (out, _) = written(REPLY_LIMIT);
        let answers = Size::ok(
            b"1",
            b"{\"a\":1}\n",
            &Metadata::of(br#""dt":"2026-11-20","hour":"07""#),
        ) + Size::dropped(b"2")
            + Size::failed(b"3", b"QQ==")
            + Size::ok(b"4", b"", &Metadata::of(b""));
        assert_eq!(out.len(), FRAME + answers + 3, "with the commas");
    }

    #[test]
    fn no_limit_is_ever_passed() {
        let whole = written(REPLY_LIMIT).0.len();
        for limit in FRAME..=whole {
            let (out, fits) = written(limit);
            assert!(out.len() <= limit);
            let reply: KinesisFirehoseResponse = serde_json::from_slice(&out).unwrap();
            assert_eq!(reply.records.len(), fits.iter().filter(|&&fit| fit).count());
            assert_eq!(
                limit == whole,
                fits.iter().all(|&fit| fit),
                "{limit} of {whole}"
            );
        }
    }
}
