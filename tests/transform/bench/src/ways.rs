//! The ways from a request to a reply, or to what is compared with one.

use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Options, Skipped};
use lakebed_record::plan::Plan;
use lakebed_transform::{Transform, handler};
use memchr::{memchr, memmem};

use crate::data::{Data, pieces};
use crate::naive;

/// What others are measured against.
pub const FLOOR: &str = "base64 decode + encode";

/// A way does one request, whose number it is given, and returns the bytes it made.
pub struct Way<'a> {
    pub name: &'static str,
    pub run: Box<dyn FnMut(usize) -> usize + 'a>,
    /// Every how many requests are done: slow ways do fewer.
    pub every: usize,
}

pub fn transform(data: &Data, skipped: Skipped) -> Transform {
    let definition = TableDefinition::parse(&data.definition, "bench.toml").expect("a definition");
    Transform::new(Arc::new(Plan::compile(&definition)), Options { skipped })
}

pub fn ours(data: &Data, skipped: Skipped) -> Way<'_> {
    let mut transform = transform(data, skipped);
    let mut out = Vec::new();
    let name = if skipped == Skipped::Balanced {
        "lakebed"
    } else {
        "lakebed, skipped values validated"
    };
    let run = Box::new(move |i: usize| {
        let summary = handler(&mut transform, &data.requests[i], &mut out).expect("a request");
        assert_eq!(summary.ok, summary.records);
        out.len()
    });
    Way {
        name,
        run,
        every: 1,
    }
}

/// The first steps of the transform alone: find the records, decode them.
pub fn find_and_decode(data: &Data) -> Way<'_> {
    let mut record = Vec::new();
    let run = Box::new(move |i: usize| {
        let mut records = lakebed_transform::Records::of(&data.requests[i]);
        let mut bytes = 0;
        while let Some(requested) = records.next_record().expect("a request") {
            record.clear();
            base64_simd::STANDARD
                .decode_append(requested.data.expect("data"), &mut record)
                .expect("base64");
            bytes += record.len() + requested.id.expect("an id").len();
        }
        bytes
    });
    Way {
        name: "lakebed's request reader and base64 decode",
        run,
        every: 1,
    }
}

/// The least there is to do: find the records, decode each into one buffer, encode it into a reply.
pub fn floor(data: &Data) -> Way<'_> {
    with_records(data, FLOOR, |record| !record.is_empty())
}

/// The same without the request and the reply: where the base64 stands is known before.
pub fn base64_alone(data: &Data) -> Way<'_> {
    let pieces: Vec<_> = data
        .requests
        .iter()
        .map(|request| pieces(request))
        .collect();
    let (mut record, mut out) = (Vec::new(), Vec::new());
    let run = Box::new(move |i: usize| {
        out.clear();
        for piece in &pieces[i] {
            record.clear();
            base64_simd::STANDARD
                .decode_append(&data.requests[i][piece.clone()], &mut record)
                .expect("base64");
            base64_simd::STANDARD.encode_append(&record, &mut out);
        }
        out.len()
    });
    Way {
        name: "base64 alone, records found before",
        run,
        every: 1,
    }
}

pub fn sonic_dom(data: &Data) -> Way<'_> {
    with_records(data, "decode + sonic-rs DOM + encode", |record| {
        sonic_rs::from_slice::<sonic_rs::Value>(record).is_ok()
    })
}

pub fn simd_json_tape(data: &Data) -> Way<'_> {
    let mut buffers = simd_json::Buffers::new(4096);
    with_records(data, "decode + simd-json tape + encode", move |record| {
        simd_json::to_tape_with_buffers(record, &mut buffers).is_ok()
    })
}

fn with_records<'a>(
    data: &'a Data,
    name: &'static str,
    mut parse: impl FnMut(&mut [u8]) -> bool + 'a,
) -> Way<'a> {
    let (record_id, data_name) = (
        memmem::Finder::new("\"recordId\":\""),
        memmem::Finder::new("\"data\":\""),
    );
    let (mut record, mut out) = (Vec::new(), Vec::new());
    let run = Box::new(move |i: usize| {
        out.clear();
        out.extend_from_slice(b"{\"records\":[");
        let mut rest = data.requests[i].as_slice();
        while let Some(id) = record_id.find(rest) {
            rest = &rest[id + 12..];
            let (id, behind) = rest.split_at(memchr(b'"', rest).expect("a quote"));
            rest = &behind[data_name.find(behind).expect("data") + 8..];
            let (base64, behind) = rest.split_at(memchr(b'"', rest).expect("a quote"));
            rest = behind;
            record.clear();
            base64_simd::STANDARD
                .decode_append(base64, &mut record)
                .expect("base64");
            assert!(parse(&mut record));
            out.extend_from_slice(b"{\"recordId\":\"");
            out.extend_from_slice(id);
            out.extend_from_slice(b"\",\"result\":\"Ok\",\"data\":\"");
            base64_simd::STANDARD.encode_append(&record, &mut out);
            out.extend_from_slice(b"\"},");
        }
        out.len()
    });
    Way {
        name,
        run,
        every: 1,
    }
}

pub fn naive_value(data: &Data) -> Way<'_> {
    let run = Box::new(move |i: usize| {
        let event = serde_json::from_slice(&data.requests[i]).expect("an event");
        let reply = naive::transform(event);
        assert!(
            reply
                .records
                .iter()
                .all(|r| r.result.as_deref() == Some("Ok"))
        );
        serde_json::to_vec(&reply).expect("a reply").len()
    });
    Way {
        name: "KinesisFirehoseEvent + serde_json::Value",
        run,
        every: 8,
    }
}
