//! The records that are measured: sample orders, the same in random order, and a wide table.

use std::fmt::Write;
use std::sync::Arc;

use lakebed_testkit::{Options, Shop};
use serde_json::{Map, Value};

/// Payload of a request: 3 MB is the largest that Firehose can be set to.
const PAYLOAD: usize = 3 << 20;

/// Requests, and the base64 of their records for the ways that are spared finding it.
pub struct Data {
    pub name: &'static str,
    pub definition: String,
    pub requests: Vec<Arc<Vec<u8>>>,
    pub records: usize,
    pub bytes: usize,
}

/// A request's records: where the base64 of each stands.
pub fn pieces(request: &[u8]) -> Vec<std::ops::Range<usize>> {
    let text = std::str::from_utf8(request).expect("our own request");
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("\"data\":\"") {
        let start = from + at + 8;
        let end = start + text[start..].find('"').expect("a closing quote");
        found.push(start..end);
        from = end;
    }
    found
}

pub fn orders(count: u64) -> Data {
    orders_with("orders", Options::clean(), count)
}

/// Orders with undeclared attributes, misfits, broken records and repeats among them.
pub fn messy_orders(count: u64) -> Data {
    orders_with("messy orders", Options::default(), count)
}

fn orders_with(name: &'static str, options: Options, count: u64) -> Data {
    let mut out = Vec::new();
    Shop::new(1, options)
        .write_orders(&mut out, count)
        .expect("memory");
    data(
        name,
        include_str!("../../../../infra/tables/orders.toml").into(),
        out.split(|&b| b == b'\n').map(<[u8]>::to_vec),
    )
}

pub fn shuffled_orders(count: u64) -> Data {
    let mut out = Vec::new();
    Shop::new(1, Options::clean())
        .write_orders(&mut out, count)
        .expect("memory");
    let mut rng = Rng(7);
    let lines: Vec<Vec<u8>> = out
        .split(|&b| b == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut change: Value = serde_json::from_slice(line).expect("a change");
            for image in ["NewImage", "OldImage"] {
                if let Some(image) = change["dynamodb"][image].as_object_mut() {
                    rng.shuffle(image);
                }
            }
            serde_json::to_vec(&change).expect("JSON")
        })
        .collect();
    data(
        "orders, attributes in random order",
        include_str!("../../../../infra/tables/orders.toml").into(),
        lines.into_iter(),
    )
}

/// 200 columns, both images, in the order of the definition.
pub fn wide(count: u64) -> Data {
    let mut definition = String::from(
        "name = \"wide\"\nsource = \"Wide\"\nprimary_key = [\"id\"]\nkind = \"entity\"\npartition = [\"dt\"]\n[[column]]\nname = \"id\"\ntype = \"string\"\n",
    );
    let types = ["string", "bigint", "decimal(18,4)", "boolean", "timestamp"];
    for i in 1..200 {
        let unit = if i % 5 == 4 { "unit = \"ms\"\n" } else { "" };
        let _ = write!(
            definition,
            "[[column]]\nname = \"field_{i}\"\ntype = \"{}\"\nfrom = \"Field{i}\"\n{unit}",
            types[i % 5]
        );
    }
    let mut rng = Rng(3);
    let mut image = |id: u64| {
        let mut image = format!(r#"{{"id":{{"S":"w-{id}"}}"#);
        for i in 1..200 {
            let n = rng.next() % 1_000_000;
            let _ = match i % 5 {
                0 => write!(image, r#","Field{i}":{{"S":"value {n}"}}"#),
                1 => write!(image, r#","Field{i}":{{"N":"{n}"}}"#),
                2 => write!(image, r#","Field{i}":{{"N":"{n}.{:04}"}}"#, n % 9973),
                3 => write!(image, r#","Field{i}":{{"BOOL":{}}}"#, n % 2 == 0),
                _ => write!(image, r#","Field{i}":{{"N":"1795082{n:06}"}}"#),
            };
        }
        image + "}"
    };
    let lines: Vec<Vec<u8>> = (0..count)
        .map(|id| {
            format!(
                r#"{{"eventID":"{id:032x}","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{{"ApproximateCreationDateTime":1795082042,"Keys":{{"id":{{"S":"w-{id}"}}}},"NewImage":{},"OldImage":{},"SequenceNumber":"{}","SizeBytes":9000,"StreamViewType":"NEW_AND_OLD_IMAGES"}},"eventSourceARN":"arn:aws:dynamodb:us-east-1:123456789012:table/Wide/stream/2026-01-07T09:41:52.118"}}"#,
                image(id),
                image(id),
                342_187_500_000_001_065_803_u128 + u128::from(id),
            )
            .into_bytes()
        })
        .collect();
    data("200 columns", definition, lines.into_iter())
}

fn data(name: &'static str, definition: String, lines: impl Iterator<Item = Vec<u8>>) -> Data {
    let (mut requests, mut records, mut bytes, mut payload) = (Vec::new(), 0, 0, 0);
    let mut request = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if payload + line.len() > PAYLOAD {
            request.extend_from_slice(b"]}");
            requests.push(Arc::new(std::mem::take(&mut request)));
            payload = 0;
        }
        if request.is_empty() {
            request.extend_from_slice(br#"{"invocationId":"7d1fbb29-5a1f-4a9c-8f0d-5a9d0b2c1f00","deliveryStreamArn":"arn:aws:firehose:us-east-1:123456789012:deliverystream/orders","sourceKinesisStreamArn":"arn:aws:kinesis:us-east-1:123456789012:stream/orders","region":"us-east-1","records":["#);
        } else {
            request.push(b',');
        }
        let number = 49_628_654_765_235_663_403_446_902_955_u128 + records as u128;
        request.extend_from_slice(format!(r#"{{"recordId":"{number}22436271247020661918610229{:08}","approximateArrivalTimestamp":{},"data":""#, 0, 1_795_082_905_387_u64 + records as u64 / 100).as_bytes());
        base64_simd::STANDARD.encode_append(&line, &mut request);
        request.extend_from_slice(format!(r#"","kinesisRecordMetadata":{{"shardId":"shardId-000000000001","partitionKey":"0AB18464EFEE6043E48DD4475DABA453","sequenceNumber":"{number}22436271247020661918610229","subsequenceNumber":0,"approximateArrivalTimestamp":{}}}}}"#, 1_795_082_905_387_u64 + records as u64 / 100).as_bytes());
        payload += line.len();
        bytes += line.len();
        records += 1;
    }
    if !request.is_empty() {
        request.extend_from_slice(b"]}");
        requests.push(Arc::new(request));
    }
    Data {
        name,
        definition,
        requests,
        records,
        bytes,
    }
}

struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn shuffle(&mut self, image: &mut Map<String, Value>) {
        let mut members: Vec<_> = std::mem::take(image).into_iter().collect();
        for i in (1..members.len()).rev() {
            members.swap(i, self.next() as usize % (i + 1));
        }
        image.extend(members);
    }
}
