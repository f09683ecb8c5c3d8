//! `lakebed put` against a scripted Kinesis.

use base64_simd::STANDARD;
use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};
use super::server::{Reply, Server, error};

fn change(key: &str, n: u64) -> String {
    format!(
        "{{\"eventName\":\"MODIFY\",\"dynamodb\":{{\"Keys\":{{\"k\":{{\"S\":\"{key}\"}}}},\"SequenceNumber\":\"{n}\"}}}}"
    )
}

/// What a stream of the default limits says of itself.
fn summary() -> Reply {
    let stream = json!({
        "StreamName": "s", "StreamARN": "arn:aws:kinesis:eu-central-1:1:stream/s", "StreamStatus": "ACTIVE", "RetentionPeriodHours": 24,
        "StreamCreationTimestamp": 1.0, "EnhancedMonitoring": [], "OpenShardCount": 1,
    });
    (200, json!({"StreamDescriptionSummary": stream}))
}

/// Answers PutRecords; `refuses` gets the number of the call and the record's place in it.
fn kinesis(refuses: impl Fn(usize, usize) -> bool + Send + Sync + 'static) -> Server {
    Server::start(move |operation, input, before| match operation {
        "DescribeStreamSummary" => summary(),
        _ => {
            let count = input["Records"].as_array().map_or(0, Vec::len);
            let result = |place| match refuses(before, place) {
                true => {
                    json!({"ErrorCode": "ProvisionedThroughputExceededException", "ErrorMessage": "Rate exceeded"})
                }
                false => json!({"SequenceNumber": "1", "ShardId": "shardId-000000000000"}),
            };
            (
                200,
                json!({"Records": (0..count).map(result).collect::<Vec<_>>()}),
            )
        }
    })
}

fn put(server: &Server, arguments: &[&str], input: &str) -> Ran {
    let arguments: Vec<_> = ["put", "--stream", "s"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    Shop::new().run_with(&arguments, &server.environment(), input.as_bytes())
}

/// The records of each call, and their partition keys.
fn sent(server: &Server) -> Vec<Vec<(String, String)>> {
    let text = |value: &Value| value.as_str().unwrap().to_string();
    let record = |record: &Value| {
        let data = STANDARD.decode_to_vec(text(&record["Data"])).unwrap();
        (
            String::from_utf8(data).unwrap(),
            text(&record["PartitionKey"]),
        )
    };
    let calls = server.inputs("PutRecords");
    calls
        .iter()
        .map(|call| {
            call["Records"]
                .as_array()
                .unwrap()
                .iter()
                .map(record)
                .collect()
        })
        .collect()
}

#[test]
fn changes_go_into_the_stream_and_refused_ones_again() {
    let server = kinesis(|call, place| call == 0 && place == 1);
    let input = [change("a", 1), change("b", 2), change("a", 3)].join("\n");
    let ran = put(&server, &["--format", "json"], &input);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let account: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&account["read"], &account["sent"]), (&json!(3), &json!(3)));
    assert_eq!(
        (&account["rejected"], &account["retried"]),
        (&json!(0), &json!(1))
    );
    let calls = sent(&server);
    let all: Vec<_> = calls.iter().flatten().collect();
    let texts = |key: &str| {
        let of = |(text, _): &&&(String, String)| text.contains(&format!("\"{key}\""));
        all.iter()
            .filter(of)
            .map(|(text, _)| text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts("a"), [change("a", 1), change("a", 3)]);
    assert_eq!(texts("b"), [change("b", 2), change("b", 2)]);
    assert_eq!(calls[0].len(), 2, "one change of an item at a time");
    let key_of = |text: &str| {
        all.iter()
            .find(|(found, _)| found == text)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(key_of(&change("a", 1)), key_of(&change("a", 3)));
    assert_ne!(key_of(&change("a", 1)), key_of(&change("b", 2)));
    assert_eq!(key_of(&change("a", 1)).len(), 32);
}

#[test]
fn people_read_counts_and_why_records_were_rejected() {
    let server = kinesis(|_, _| false);
    let input = format!(
        "{}\nsecret text\n{{\"Item\":{{\"k\":{{\"S\":\"x\"}}}}}}\n",
        change("a", 1)
    );
    let ran = put(&server, &["--progress"], &input);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("rejected"), "{}", ran.out);
    for text in [
        "rejected: missing_key 1, not_json 1",
        "-, line 2: not_json",
        "--rejected FILE",
        "--table NAME",
        "1 sent,",
        "a second",
    ] {
        assert!(ran.err.contains(text), "{text}\n{}", ran.err);
    }
    assert!(!ran.err.contains("secret") && !ran.out.contains("secret"));
}

#[test]
fn rejected_records_are_kept_and_read_again() {
    let server = kinesis(|_, _| false);
    let shop = Shop::open();
    shop.write(
        "in",
        &format!(
            "{}\n{{\"Item\":{{\"OrderID\":{{\"S\":\"o-1\"}}}}}}\n",
            change("a", 1)
        ),
    );
    let kept = ["put", "--stream", "s", "in", "--rejected", "kept"];
    assert_eq!(server.run(&shop, &kept).code, 1);
    let calls = server.count("PutRecords");
    let again = server.run(&shop, &kept);
    assert_eq!(
        (again.code, server.count("PutRecords")),
        (2, calls),
        "nothing is sent"
    );
    assert!(again.err.contains("kept is there already"), "{}", again.err);
    let with_table = ["put", "--stream", "s", "kept", "--table", "orders"];
    let ran = server.run(&shop, &with_table);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let last = sent(&server).pop().unwrap();
    assert_eq!(last[0].0, "{\"Item\":{\"OrderID\":{\"S\":\"o-1\"}}}");
}

#[test]
fn nothing_to_send_is_done() {
    let server = kinesis(|_, _| false);
    let ran = put(&server, &["--format", "csv"], "");
    assert_eq!(
        (ran.code, server.count("PutRecords")),
        (0, 0),
        "{}",
        ran.err
    );
    assert_eq!(ran.out.lines().nth(1), Some("s,0,0,0,0,0,0"));
}

#[test]
fn what_stands_against_it_is_told_with_what_to_do() {
    let none =
        Server::start(|_, _, _| error(400, "ResourceNotFoundException", "Stream s not found"));
    let ran = put(&none, &[], &change("a", 1));
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .starts_with("error: kinesis:DescribeStreamSummary on stream `s`: there is none")
            && ran.err.contains("hint: "),
        "{}",
        ran.err
    );
    let denied = Server::start(|operation, _, _| match operation {
        "PutRecords" => error(400, "AccessDeniedException", "not authorized"),
        _ => summary(),
    });
    let ran = put(&denied, &[], &change("a", 1));
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("0 of 1 records read are in the stream"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("hint: allow kinesis:PutRecords"),
        "{}",
        ran.err
    );
    let ran = put(&denied, &["no-such-file"], "");
    assert_eq!(
        (ran.code, ran.err.contains("hint: check the path")),
        (2, true),
        "{}",
        ran.err
    );
    let ran = Shop::new().run(&["put", "--stream", "a/b"]);
    assert_eq!(
        (ran.code, ran.err.contains("the name of a stream")),
        (2, true),
        "{}",
        ran.err
    );
}
