//! `lakebed table infer --from dynamodb:NAME`: the first items of a live table as a sample, by one Scan.

use std::collections::HashMap;
use std::io::Cursor;

use anyhow::Result;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, KeyType, ReturnConsumedCapacity, TableDescription};
use base64_simd::STANDARD;
use lakebed_aws::Failure;
use lakebed_lake::Input;
use lakebed_lake::input::{RecordsRead, each_record};
use lakebed_record::infer::{Known, Sample};
use serde_json::{Map, Value, json};

use crate::exit::Trouble;
use crate::output::{grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;

/// Items that DynamoDB is asked for at a time; it answers fewer when they are 1 MB.
const PAGE_ITEMS: u64 = 1_000;

/// The sample of up to `limit` items, and how many of them are none. Keys and source are the table's where `known` does not say them.
///
/// # Errors
/// The table cannot be described or scanned; it has no items.
pub fn sample(
    table: &str,
    limit: u64,
    mut known: Known,
    settings: &Settings,
) -> Result<(Sample, RecordsRead)> {
    super::super::block_on(async {
        let connection = lakebed_aws::connect().await?;
        let client = Client::new(&connection.config());
        let resource = format!("table `{table}`");
        let described = client.describe_table().table_name(table).send().await;
        let described = described
            .map_err(|e| Failure::of("dynamodb:DescribeTable", &resource, &e))?
            .table;
        let described = described.as_ref();
        if known.key.is_empty() {
            known.key = described.map(keys).unwrap_or_default();
        }
        known.source.get_or_insert_with(|| table.to_string());
        // DynamoDB counts every six hours or so: good enough for a bar.
        let about = described.and_then(|table| u64::try_from(table.item_count()?).ok());
        let total = about.filter(|n| *n > 0).map(|n| n.min(limit));
        let meter = Meter::new(settings, &format!("scanning {table}"), total, Unit::Records);
        let mut sample = Sample::new(known);
        let mut sum = RecordsRead::default();
        let (mut next, mut units) = (None, 0.0);
        loop {
            let page = PAGE_ITEMS.min(limit - sum.records - sum.refused);
            let request = client
                .scan()
                .table_name(table)
                .limit(i32::try_from(page).unwrap_or(i32::MAX))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_exclusive_start_key(next.take());
            let answer = request.send().await.map_err(|e| {
                meter.clear();
                Failure::of("dynamodb:Scan", &resource, &e)
            })?;
            units += answer
                .consumed_capacity()
                .map_or(0.0, |used| used.capacity_units().unwrap_or(0.0));
            let read = take(&mut sample, table, answer.items())?;
            sum.bytes += read.bytes;
            sum.records += read.records;
            sum.refused += read.refused;
            meter.at(sum.records, String::new());
            next = answer.last_evaluated_key;
            if next.is_none() || sum.records + sum.refused >= limit {
                break;
            }
        }
        meter.done(&format!("{} items", grouped(sum.records)));
        if sum.records == 0 {
            let message = format!("{resource} has no items");
            let hint = "give a file of changes, or write the definition by hand";
            return Err(Trouble::new(message, hint).into());
        }
        let more = match next {
            Some(_) => ", and there are more: --limit reads further",
            None => ", all there are",
        };
        note(&format!(
            "read {} items of {resource} for {units:.1} read units{more}",
            grouped(sum.records)
        ));
        Ok((sample, sum))
    })
}

fn keys(table: &TableDescription) -> Vec<String> {
    let of = |kind: KeyType| {
        let keys = table.key_schema().iter();
        keys.filter(move |key| *key.key_type() == kind)
            .map(|key| key.attribute_name().to_string())
    };
    of(KeyType::Hash).chain(of(KeyType::Range)).collect()
}

/// Takes items in as lines of an export.
fn take(
    sample: &mut Sample,
    table: &str,
    items: &[HashMap<String, AttributeValue>],
) -> Result<RecordsRead> {
    let lines: String = items
        .iter()
        .map(|item| json!({ "Item": attributes(item) }).to_string() + "\n")
        .collect();
    let name = format!("dynamodb:{table}");
    let input = Input::reader(name, Cursor::new(lines.into_bytes()));
    let read = each_record(
        vec![input],
        |buf, range| sample.add(buf, range).is_ok(),
        |_| {},
    )?;
    Ok(read)
}

fn attributes(item: &HashMap<String, AttributeValue>) -> Value {
    let members = item
        .iter()
        .map(|(name, value)| (name.clone(), typed(value)));
    Value::Object(members.collect::<Map<_, _>>())
}

/// A value in DynamoDB JSON, as it was on the wire.
fn typed(value: &AttributeValue) -> Value {
    use AttributeValue as Is;
    match value {
        Is::B(bytes) => json!({ "B": STANDARD.encode_to_string(bytes) }),
        Is::Bool(value) => json!({ "BOOL": value }),
        Is::Bs(set) => {
            let texts = set.iter().map(|bytes| STANDARD.encode_to_string(bytes));
            json!({ "BS": texts.collect::<Vec<_>>() })
        }
        Is::L(list) => json!({ "L": list.iter().map(typed).collect::<Vec<_>>() }),
        Is::M(map) => json!({ "M": attributes(map) }),
        Is::N(number) => json!({ "N": number }),
        Is::Ns(set) => json!({ "NS": set }),
        Is::Null(value) => json!({ "NULL": value }),
        Is::S(text) => json!({ "S": text }),
        Is::Ss(set) => json!({ "SS": set }),
        // A type that DynamoDB has by now and this client does not know: no record, and counted as such.
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::primitives::Blob;

    #[test]
    fn every_type_is_what_it_was_on_the_wire() {
        let text = |text: &str| text.to_string();
        let blob = || Blob::new(vec![0, 255]);
        for (value, wire) in [
            (AttributeValue::B(blob()), r#"{"B":"AP8="}"#),
            (AttributeValue::Bool(false), r#"{"BOOL":false}"#),
            (AttributeValue::Bs(vec![blob()]), r#"{"BS":["AP8="]}"#),
            (AttributeValue::N(text("1E+40")), r#"{"N":"1E+40"}"#),
            (AttributeValue::Ns(vec![text("1")]), r#"{"NS":["1"]}"#),
            (AttributeValue::Null(true), r#"{"NULL":true}"#),
            (AttributeValue::Ss(vec![text("a\"")]), r#"{"SS":["a\""]}"#),
            (
                AttributeValue::M(HashMap::from([(
                    text("a"),
                    AttributeValue::L(vec![AttributeValue::S(text("ü"))]),
                )])),
                r#"{"M":{"a":{"L":[{"S":"ü"}]}}}"#,
            ),
        ] {
            assert_eq!(typed(&value).to_string(), wire);
        }
    }
}
