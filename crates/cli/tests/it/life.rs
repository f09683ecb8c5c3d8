//! The life of a table after its changes landed: replay, compact, backfill, status.

use std::fs;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use base64_simd::STANDARD as BASE64;
use lakebed_testkit::{Envelope, Manifest, Options, Shop as Generator};
use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::shop::{Ran, Shop, lines};

const ORDERS: &str = include_str!("../../../../infra/tables/orders.toml");
const STATE: &str = "-- name: state
-- description: The current state
SELECT order_id, status, version FROM orders ORDER BY order_id
";

fn shop() -> Shop {
    let shop = Shop::new();
    shop.write("infra/tables/orders.toml", ORDERS);
    shop.write("queries/state.sql", STATE);
    shop
}

fn options(days: u32) -> Options {
    Options {
        days,
        track_state: true,
        ..Options::default()
    }
}

/// Order, status and version of every order that is there in the end, as the query writes them.
fn expected(manifest: &Manifest) -> Vec<String> {
    let images = manifest
        .state
        .values()
        .filter_map(|key| key.image.as_deref());
    let mut rows: Vec<String> = images
        .map(|image| {
            let image: Value = serde_json::from_str(image).unwrap();
            let text =
                |name: &str, tag: &str| image[name][tag].as_str().unwrap_or_default().to_string();
            format!(
                "{},{},{}",
                text("OrderID", "S"),
                text("Status", "S"),
                text("Version", "N")
            )
        })
        .collect();
    rows.sort();
    rows
}

fn state(shop: &Shop) -> Vec<String> {
    assert_eq!(shop.run(&["register"]).code, 0);
    let ran = shop.run(&["query", "run", "state", "--format", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    lines(&ran.out)[1..]
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn count(shop: &Shop, sql: &str) -> u64 {
    shop.ask(sql)[1].parse().unwrap()
}

/// Every record that the ledger counts has one outcome.
fn assert_balanced(ran: &Ran) {
    let ledger: Value = serde_json::from_str(&ran.out).unwrap();
    let number = |name: &str| ledger[name].as_u64().unwrap();
    assert_eq!(
        number("read"),
        number("landed") + number("dropped") + number("quarantined")
    );
}

/// An export as DynamoDB lays it out, its items in `files` files.
fn write_export(shop: &Shop, name: &str, lines: &[&str], files: usize, summary: &Value) {
    let folder = shop.path(name);
    fs::create_dir_all(folder.join("data")).unwrap();
    let mut manifest = String::new();
    for (i, part) in lines.chunks(lines.len().div_ceil(files)).enumerate() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all((part.join("\n") + "\n").as_bytes()).unwrap();
        let bytes = gzip.finish().unwrap();
        let file = format!("part{i:02}.json.gz");
        fs::write(folder.join("data").join(&file), &bytes).unwrap();
        let line = json!({ "itemCount": part.len(), "md5Checksum": BASE64.encode_to_string(Md5::digest(&bytes)),
            "etag": "af83d6f217c19b8b0fff8023d8ca4716-1", "dataFileS3Key": format!("prefix/AWSDynamoDB/{name}/data/{file}") });
        manifest += &(line.to_string() + "\n");
    }
    for (name, text) in [
        ("manifest-files", manifest),
        ("manifest-summary", summary.to_string()),
    ] {
        fs::write(folder.join(format!("{name}.json")), &text).unwrap();
        let sum = BASE64.encode_to_string(Md5::digest(text.as_bytes()));
        fs::write(folder.join(format!("{name}.checksum")), sum).unwrap();
    }
}

fn full(time: &str) -> Value {
    json!({ "version": "2020-06-30", "exportArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/export/01693685827463-2d8752fd",
        "startTime": time, "endTime": time, "tableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders", "tableId": "x",
        "exportTime": time, "s3Bucket": "b", "s3Prefix": null, "s3SseAlgorithm": "AES256", "s3SseKmsKeyId": null,
        "manifestFilesS3Key": "k", "billedSizeBytes": 0, "itemCount": 8, "outputFormat": "DYNAMODB_JSON", "exportType": "FULL_EXPORT" })
}

/// The same shop as a stream and as an export; the export shows what the stream comes to.
fn made(envelope: Envelope, records: u64) -> (String, Manifest) {
    let mut out = Vec::new();
    let options = Options {
        envelope,
        days: 2,
        track_state: true,
        ..Options::clean()
    };
    let manifest = Generator::new(11, options)
        .write_orders(&mut out, records)
        .unwrap();
    (String::from_utf8(out).unwrap(), manifest)
}

#[test]
fn export_and_stream_come_to_the_same_state_in_any_order() {
    let (stream, manifest) = made(Envelope::Streams, 6_000);
    let (export, _) = made(Envelope::ExportFull, 6_000);
    let (changed, _) = made(Envelope::ExportIncremental, 6_000);
    let expected = expected(&manifest);
    assert!(expected.len() > 500);
    let items: Vec<&str> = export.lines().collect();
    let changed: Vec<&str> = changed.lines().collect();
    // A second after the last change of the sample.
    let after = full("2026-11-20T00:00:05.250Z");
    let mut incremental = full("");
    incremental["exportType"] = json!("INCREMENTAL_EXPORT");
    incremental["exportFromTime"] = json!("2026-11-18T00:00:00Z");
    incremental["exportToTime"] = json!("2026-11-20T00:00:05Z");
    incremental["outputView"] = json!("NEW_AND_OLD_IMAGES");
    // Half of the stream's days were missed: what the export has of them counts.
    let missed: String = stream
        .lines()
        .take(2_500)
        .map(|line| format!("{line}\n"))
        .collect();
    for (name, order) in [
        ("export first", ["export", "stream"].as_slice()),
        ("stream first", &["stream", "export"]),
        ("a gap, filled by changes", &["missed", "changed"]),
        ("all of them", &["changed", "missed", "export", "stream"]),
    ] {
        let shop = shop();
        write_export(&shop, "AWSDynamoDB/0169-full", &items, 3, &after);
        write_export(&shop, "AWSDynamoDB/0169-changed", &changed, 2, &incremental);
        shop.write("stream.ndjson", &stream);
        shop.write("missed.ndjson", &missed);
        for step in order {
            let ran = match *step {
                "stream" => shop.run(&["land", "--table", "orders", "stream.ndjson"]),
                "missed" => shop.run(&["land", "--table", "orders", "missed.ndjson"]),
                "export" => shop.run(&["backfill", "--table", "orders", "AWSDynamoDB/0169-full"]),
                _ => shop.run(&["backfill", "--table", "orders", "AWSDynamoDB/0169-changed"]),
            };
            assert!(ran.code < 2, "{name}: {ran:?}");
        }
        assert_eq!(state(&shop), expected, "{name}");
    }
}

#[test]
fn a_backfill_is_verified_resumed_and_never_doubled() {
    let (export, manifest) = made(Envelope::ExportFull, 100_000);
    let items: Vec<&str> = export.lines().collect();
    let shop = shop();
    write_export(&shop, "export", &items, 6, &full("2026-11-20T00:00:05Z"));
    let arguments = [
        "backfill", "--table", "orders", "export", "--format", "json",
    ];
    assert!(shop.killed(&arguments, 5, 60) > 1);
    let ran = shop.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ledger: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ledger["read"], items.len() as u64);
    assert_eq!(state(&shop), expected(&manifest));
    assert_eq!(
        count(&shop, "SELECT count(*) AS n FROM orders_changes"),
        items.len() as u64
    );
    let again = shop.run(&["backfill", "--table", "orders", "export"]);
    assert!(
        again.err.contains("1 of 1 runs were done before"),
        "{}",
        again.err
    );

    // A byte of a data file, a byte of a manifest, another table, no export.
    let data = shop.path("export/data/part03.json.gz");
    let mut bytes = fs::read(&data).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&data, bytes).unwrap();
    shop.write(
        "infra/tables/orders2.toml",
        &ORDERS.replace("\"orders\"", "\"orders2\""),
    );
    let damaged = shop.run(&["backfill", "--table", "orders2", "export"]);
    assert_eq!(damaged.code, 2);
    assert!(
        damaged.err.contains("part03.json.gz is damaged") && damaged.err.contains("hint:"),
        "{}",
        damaged.err
    );
    let summary = shop.path("export/manifest-summary.json");
    let text = fs::read_to_string(&summary).unwrap();
    fs::write(&summary, text.replace("AES256", "AES257")).unwrap();
    let damaged = shop.run(&["backfill", "--table", "orders", "export"]);
    assert!(
        damaged.code == 2 && damaged.err.contains("manifest-summary.json is damaged"),
        "{}",
        damaged.err
    );
    let none = shop.run(&["backfill", "--table", "orders", "infra"]);
    assert!(
        none.code == 2 && none.err.contains("is not one export"),
        "{}",
        none.err
    );
}

#[test]
fn compactions_beside_a_backfill_neither_end_it_nor_double_an_item() {
    let (export, _) = made(Envelope::ExportFull, 8_000);
    let items: Vec<&str> = export.lines().collect();
    let (stream, _) = made(Envelope::Streams, 600);
    let changes: Vec<&str> = stream.lines().collect();
    let shop = shop();
    // Of the stream's second day, so that its files are put together with the backfill's.
    write_export(&shop, "export", &items, 3, &full("2026-11-19T12:00:00Z"));
    let (backfill, compact) = (
        ["backfill", "--table", "orders", "export"],
        ["compact", "--table", "orders", "--format", "json"],
    );
    let done = AtomicBool::new(false);
    let compacted = std::thread::scope(|scope| {
        let compacting = scope.spawn(|| {
            let mut compacted = 0;
            for (i, part) in changes.chunks(changes.len() / 30).enumerate() {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let file = format!("part-{i}.ndjson");
                shop.write(&file, &(part.join("\n") + "\n"));
                assert_eq!(shop.run(&["land", "--table", "orders", &file]).code, 0);
                let ran = shop.run(&compact);
                assert_eq!(ran.code, 0, "{}", ran.err);
                let partitions: Value = serde_json::from_str(&ran.out).unwrap();
                compacted += partitions.as_array().map_or(0, Vec::len);
            }
            compacted
        });
        while !compacting.is_finished() {
            let ran = shop.run(&backfill);
            // Without its memory of what was done, each looks every item up in the lake.
            let forgotten = fs::remove_dir_all(shop.path("lake/backfills"));
            if ran.code != 0 || forgotten.is_err() {
                done.store(true, Ordering::Relaxed);
            }
            assert_eq!(ran.code, 0, "{}", ran.err);
            forgotten.unwrap();
        }
        compacting.join().unwrap()
    });
    assert!(compacted >= 10, "{compacted} partitions were compacted");
    assert_eq!(shop.run(&["register"]).code, 0);
    let rows = |what: &str| {
        count(
            &shop,
            &format!("SELECT count({what}) AS n FROM orders_changes"),
        )
    };
    assert_eq!(rows("*"), (items.len() + changes.len()) as u64);
    assert_eq!(rows("DISTINCT change_id"), rows("*"));
}

#[test]
fn a_hundred_thousand_changes_live_through_replay_and_compaction() {
    let mut records = Vec::new();
    let manifest = Generator::new(5, options(3))
        .write_orders(&mut records, 100_000)
        .unwrap();
    let text = String::from_utf8(records).unwrap();
    let all: Vec<&str> = text.lines().collect();
    let shop = shop();
    // Landed in ten runs, but for every ninth change, which Firehose failed on.
    for (i, part) in all.chunks(10_000).enumerate() {
        let good: String = part
            .iter()
            .enumerate()
            .filter(|(n, _)| n % 9 != 0)
            .map(|(_, l)| format!("{l}\n"))
            .collect();
        let file = format!("part-{i}.ndjson");
        shop.write(&file, &good);
        assert!(shop.run(&["land", "--table", "orders", &file]).code < 2);
    }
    let failed: String = all
        .chunks(10_000)
        .flat_map(|part| part.iter().step_by(9))
        .map(|l| format!("{{\"rawData\":\"{}\",\"errorCode\":\"Lambda.FunctionError\",\"attemptsMade\":4}}\n", BASE64.encode_to_string(l)))
        .collect();
    shop.write("errors/2026/11/20/object", &failed);
    let begun = std::time::Instant::now();
    let dry = shop.run(&["replay", "--dry-run", "--table", "orders", "errors"]);
    let took = begun.elapsed().as_millis() as u64;
    assert!(
        dry.out.contains("landed") && dry.err.contains("nothing was changed"),
        "{dry:?}"
    );
    let arguments = ["replay", "--table", "orders", "errors", "--format", "json"];
    assert!(shop.killed(&arguments, 4, took / 5) > 1);
    let ran = shop.run(&arguments);
    assert_balanced(&ran);
    assert_eq!(state(&shop), expected(&manifest));

    let health = |shop: &Shop| -> Value {
        let ran = shop.run(&["status", "--table", "orders", "--format", "json"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str::<Value>(&ran.out).unwrap()[0].clone()
    };
    let before = health(&shop);
    assert!(before["files"].as_u64().unwrap() > 10, "{before}");
    assert!(before["quarantine"]["records"].as_u64().unwrap() > 0);
    let compacted = shop.run(&["compact", "--table", "orders", "--format", "csv"]);
    assert_eq!(compacted.code, 0, "{}", compacted.err);
    let after = health(&shop);
    assert_eq!(after["files"], 3);
    assert_eq!(after["rows"], manifest.changes);
    assert_eq!(after["newest_change"], before["newest_change"]);
    assert_eq!(state(&shop), expected(&manifest));
    let again = shop.run(&["compact", "--table", "orders"]);
    assert!(again.err.contains("nothing to gain"), "{}", again.err);

    // What stays in the quarantine is broken, and stays there.
    let still = shop.run(&["replay", "--table", "orders", "--quarantine"]);
    assert_eq!(still.code, 1);
    assert_eq!(
        health(&shop)["quarantine"]["by_reason"],
        after["quarantine"]["by_reason"]
    );
}

/// Everything was kept by a definition of another source; mended, it lands, however often the replay is killed.
#[test]
fn a_quarantine_of_a_hundred_thousand_changes_is_replayed_through_kills() {
    let mut records = Vec::new();
    let manifest = Generator::new(6, options(3))
        .write_orders(&mut records, 100_000)
        .unwrap();
    let shop = shop();
    let all = String::from_utf8(records).unwrap();
    shop.write("changes.ndjson", &all);
    let wrong = ORDERS.replace("source = \"Orders\"", "source = \"Others\"");
    shop.write("infra/tables/orders.toml", &wrong);
    let landed = shop.run(&["land", "--table", "orders", "changes.ndjson"]);
    assert_eq!(landed.code, 1, "{}", landed.err);
    assert!(!shop.path("lake/data").exists(), "nothing landed");
    shop.write("infra/tables/orders.toml", ORDERS);

    let replay = [
        "replay",
        "--table",
        "orders",
        "--quarantine",
        "--format",
        "json",
    ];
    assert!(shop.killed(&replay, 6, 60) > 1);
    let ran = shop.run(&replay);
    assert_balanced(&ran);
    assert_eq!(state(&shop), expected(&manifest));
    assert_eq!(
        count(&shop, "SELECT count(*) AS n FROM orders_changes"),
        manifest.changes
    );
    // What is left is what lands nowhere, once.
    let direct = Shop::new();
    direct.write("infra/tables/orders.toml", ORDERS);
    direct.write("changes.ndjson", &all);
    assert_eq!(
        direct
            .run(&["land", "--table", "orders", "changes.ndjson"])
            .code,
        1
    );
    let kept = |shop: &Shop| -> Value {
        let ran = shop.run(&["status", "--table", "orders", "--format", "json"]);
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        found[0]["quarantine"]["by_reason"].clone()
    };
    assert_eq!(kept(&shop), kept(&direct));
}

#[test]
fn a_key_is_erased_from_everything_and_nothing_else_is() {
    let mut records = Vec::new();
    let manifest = Generator::new(5, options(3))
        .write_orders(&mut records, 100_000)
        .unwrap();
    let text = String::from_utf8(records).unwrap();
    let all: Vec<&str> = text.lines().collect();
    let shop = shop();
    for (i, part) in all.chunks(50_000).enumerate() {
        let file = format!("part-{i}.ndjson");
        shop.write(&file, &(part.join("\n") + "\n"));
        assert!(shop.run(&["land", "--table", "orders", &file]).code < 2);
    }
    let (victim, key) = manifest
        .state
        .iter()
        .find(|(_, key)| key.image.is_some())
        .unwrap();
    // Records of it that did not land: one broken, one of another table.
    let keys: Value = serde_json::from_str(&key.keys).unwrap();
    shop.write("bad.ndjson", &format!(
        "{{\"eventID\":\"x\",\"eventName\":\"INSERT\",\"eventSourceARN\":\"arn:aws:dynamodb:r:1:table/Other/stream/x\",\"dynamodb\":{{\"Keys\":{keys},\"NewImage\":{keys}}}}}\n{{\"OrderID\":{{\"S\":\"{victim}\"}},\n"
    ));
    assert_eq!(
        shop.run(&["land", "--table", "orders", "bad.ndjson"]).code,
        1
    );
    shop.write(
        "lake/exports/list.ndjson",
        &format!("{{\"order_id\":\"{victim}\",\"n\":1}}\n{{\"order_id\":\"other\",\"n\":2}}\n"),
    );
    let mine = format!("SELECT count(*) AS n FROM orders_changes WHERE order_id = '{victim}'");
    assert_eq!(shop.run(&["register"]).code, 0);
    let (rows, whole) = (
        count(&shop, &mine),
        count(&shop, "SELECT count(*) AS n FROM orders_changes"),
    );
    assert!(rows > 0);
    let dry = shop.run(&[
        "erase",
        "--table",
        "orders",
        "--dry-run",
        victim,
        "--format",
        "json",
    ]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert_eq!(count(&shop, &mine), rows);
    assert!(shop.killed(&["erase", "--table", "orders", victim], 3, 15) > 0);
    let ran = shop.run(&["erase", "--table", "orders", victim, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let receipt: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(receipt["left"], 0);
    assert_eq!(count(&shop, &mine), 0);
    assert_eq!(
        count(&shop, "SELECT count(*) AS n FROM orders_changes"),
        whole - rows
    );
    // No byte of it is in the lake, but for what is compressed in Parquet, which the query has read.
    for (path, bytes) in super::shop::files(&shop.path("lake")) {
        if path.extension().is_none_or(|e| e != "parquet") {
            let encoded = BASE64.encode_to_string(victim);
            let found = |text: &str| {
                bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            };
            assert!(
                !found(victim) && !found(encoded.trim_end_matches('=')),
                "{}",
                path.display()
            );
        }
    }
    assert_eq!(
        fs::read_to_string(shop.path("lake/exports/list.ndjson")).unwrap(),
        "{\"order_id\":\"other\",\"n\":2}\n"
    );
    let expected: Vec<_> = expected(&manifest)
        .into_iter()
        .filter(|row| !row.starts_with(&format!("{victim},")))
        .collect();
    assert_eq!(state(&shop), expected);
    let wrong = shop.run(&["erase", "--table", "orders", "{\"status\":\"x\"}"]);
    assert!(
        wrong.code == 2 && wrong.err.contains("hint:") && !wrong.err.contains("\"x\""),
        "{}",
        wrong.err
    );
}

#[test]
fn status_of_nothing_is_no_error() {
    let shop = Shop::new();
    for format in ["table", "csv", "json", "ndjson"] {
        let ran = shop.run(&["status", "--format", format]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{format}");
    }
    assert!(!shop.path("lake").exists());
    for arguments in [
        [
            "compact",
            "--table",
            "orders",
            "--partition",
            "dt=2026-01-01",
        ]
        .as_slice(),
        &["replay", "--table", "orders"],
        &["replay", "--table", "orders", "not-there"],
        &["status", "--lake", "s3://bucket"],
    ] {
        let ran = shop.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
    }
}
