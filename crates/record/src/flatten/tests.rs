use std::sync::Arc;

use super::*;
use crate::definition::TableDefinition;
use crate::json::JsonSink;

/// One column for each type, and the ways to name attributes.
const DEFINITION: &str = r#"
name = "things"
source = "Things"
primary_key = ["id"]
partition = ["dt", "hour", "region"]
column = []
"#;

const COLUMNS: &[(&str, &str, &str)] = &[
    ("id", "string", ""),
    ("region", "string", ""),
    ("text", "string", "from = \"Text\""),
    ("flag", "boolean", ""),
    ("small", "int", ""),
    ("big", "bigint", ""),
    ("f32", "float", ""),
    ("f64", "double", ""),
    ("money", "decimal(12,2)", ""),
    ("exact", "decimal(38,0)", ""),
    ("day", "date", ""),
    ("at", "timestamp", ""),
    ("at_s", "timestamp", "unit = \"s\""),
    ("at_us", "timestamp", "unit = \"us\""),
    ("raw", "binary", ""),
    ("doc", "json", ""),
    ("tags", "array<string>", ""),
    ("counts", "array<decimal(38,9)>", ""),
    ("blobs", "array<binary>", ""),
    ("labels", "map<string,string>", ""),
    ("items", "array<struct<sku:string,qty:int>>", ""),
    (
        "ship",
        "struct<city:string,geo:struct<lat:double>,boxes:array<struct<kg:int>>>",
        "from = \"Ship\"",
    ),
    ("ship_city", "string", "from = [\"Ship\", \"city\"]"),
    (
        "ship_note",
        "string",
        "from = [\"Ship\", \"meta\", \"note\"]",
    ),
    ("deep", "string", "from = [\"a\", \"b\", \"c\"]"),
];

fn flattener() -> Flattener {
    let mut text = DEFINITION.replace("column = []\n", "");
    for (name, ty, more) in COLUMNS {
        text.push_str(&format!(
            "[[column]]\nname = \"{name}\"\ntype = \"{ty}\"\n{more}\n"
        ));
    }
    let definition = TableDefinition::parse(&text, "things.toml").unwrap();
    Flattener::new(Arc::new(Plan::compile(&definition)), Options::default())
}

/// The declared part of the row of an image, after `{"id":"1",`.
fn row_of(flattener: &mut Flattener, image: &str) -> String {
    let change = format!(
        r#"{{"eventID":"e","eventName":"INSERT","dynamodb":{{"ApproximateCreationDateTime":1,"NewImage":{{"id":{{"S":"1"}}{}{image}}},"SequenceNumber":"7"}}}}"#,
        if image.is_empty() { "" } else { "," }
    );
    let own = r#","change_type":"insert","change_time":"1970-01-01 00:00:01.000","change_id":"e","change_sequence":"0000000000000000000000000000000000000007","change_expired":false"#;
    let row = outcome_of(flattener, &change).replace(own, " |");
    row.replacen("{\"id\":\"1\",", "", 1)
        .replacen("{\"id\":\"1\"", "", 1)
}

fn outcome_of(flattener: &mut Flattener, change: &str) -> String {
    let mut sink = JsonSink::new(flattener.plan());
    match flattener.flatten(
        change.as_bytes(),
        0..change.len(),
        &Arrival::default(),
        &mut sink,
    ) {
        Outcome::Row(_) => String::from_utf8(sink.lines().to_vec())
            .unwrap()
            .trim_end()
            .to_string(),
        Outcome::Dropped(rule) => rule.code().to_string(),
        Outcome::Rejected(reject) => {
            assert!(sink.lines().is_empty());
            format!(
                "{}{}",
                reject.kind.code(),
                reject
                    .attribute
                    .map(|a| format!(" {a}"))
                    .unwrap_or_default()
            )
        }
    }
}

fn check(image: &str, row: &str) {
    let mut flattener = flattener();
    // The second time the order of attributes is known.
    for time in ["first", "second"] {
        assert_eq!(row_of(&mut flattener, image), row, "{image} ({time} time)");
    }
    let spaced = image.replace(':', " : ").replace(',', " ,\n\t");
    if !image.contains("\":\"")
        && !row.contains("rescued")
        && !row.contains("undeclared")
        && !image.contains("T0")
    {
        assert_eq!(row_of(&mut flattener, &spaced), row, "{spaced}");
    }
}

#[test]
fn values_reach_their_columns() {
    for (image, row) in [
        (
            r#""Text":{"S":"a\n\u00e9\"😀"}"#,
            r#""text":"a\n\u00e9\"😀" |}"#,
        ),
        (r#""Text":{"S":""}"#, r#""text":"" |}"#),
        (r#""Text":{"N":"12.50"}"#, r#""text":"12.50" |}"#),
        (r#""flag":{"BOOL":false}"#, r#""flag":false |}"#),
        (
            r#""small":{"N":"-2147483648"}"#,
            r#""small":-2147483648 |}"#,
        ),
        (
            r#""big":{"N":"9.223372036854775807E18"}"#,
            r#""big":9223372036854775807 |}"#,
        ),
        (r#""big":{"N":"5.0"}"#, r#""big":5 |}"#),
        (r#""f32":{"N":"0.1"}"#, r#""f32":1e-1 |}"#),
        (r#""f64":{"N":"1E-130"}"#, r#""f64":1e-130 |}"#),
        (r#""money":{"N":"19.9"}"#, r#""money":"19.9" |}"#),
        (r#""money":{"N":"1.99E1"}"#, r#""money":"19.90" |}"#),
        (
            r#""exact":{"N":"99999999999999999999999999999999999999"}"#,
            r#""exact":"99999999999999999999999999999999999999" |}"#,
        ),
        (r#""day":{"S":"2026-11-20"}"#, r#""day":"2026-11-20" |}"#),
        (
            r#""at":{"S":"2026-11-20T07:12:33.123456+01:00"}"#,
            r#""at":"2026-11-20 06:12:33.123" |}"#,
        ),
        (
            r#""at_s":{"N":"1700000000.5"}"#,
            r#""at_s":"2023-11-14 22:13:20.500" |}"#,
        ),
        (
            r#""at_us":{"N":"1700000000123999"}"#,
            r#""at_us":"2023-11-14 22:13:20.123" |}"#,
        ),
        (r#""raw":{"B":"AAEqQQ=="}"#, r#""raw":"AAEqQQ==" |}"#),
        (
            r#""doc":{"M":{"a":{"L":[{"N":"1.50"},{"NULL":true},{"SS":["x","y"]},{"BOOL":true},{"B":"AA=="},{"M":{}}]}}}"#,
            r#""doc":"{\"a\":[1.50,null,[\"x\",\"y\"],true,\"AA==\",{}]}" |}"#,
        ),
        (r#""doc":{"S":"a\"b"}"#, r#""doc":"\"a\\\"b\"" |}"#),
        (r#""doc":{"NS":["1","2E2"]}"#, r#""doc":"[1,2E2]" |}"#),
        (r#""tags":{"SS":["b","a"]}"#, r#""tags":["b","a"] |}"#),
        (
            r#""tags":{"L":[{"S":"b"},{"NULL":true},{"N":"1"}]}"#,
            r#""tags":["b",null,"1"] |}"#,
        ),
        (r#""tags":{"L":[]}"#, r#""tags":[] |}"#),
        (
            r#""counts":{"NS":["1","0.000000001"]}"#,
            r#""counts":["1","0.000000001"] |}"#,
        ),
        (
            r#""blobs":{"BS":["AA==","AQ=="]}"#,
            r#""blobs":["AA==","AQ=="] |}"#,
        ),
        (
            r#""labels":{"M":{"B c":{"S":"x"},"n":{"NULL":true}}}"#,
            r#""labels":{"B c":"x","n":null} |}"#,
        ),
        (r#""labels":{"M":{}}"#, r#""labels":{} |}"#),
        (
            r#""items":{"L":[{"M":{"qty":{"N":"2"},"sku":{"S":"x"}}},{"M":{}},{"NULL":true},{"M":{"SKU":{"S":"y"}}}]}"#,
            r#""items":[{"qty":2,"sku":"x"},{},null,{"sku":"y"}] |}"#,
        ),
        (
            r#""a":{"M":{"b":{"M":{"c":{"S":"x"}}}}}"#,
            r#""deep":"x" |}"#,
        ),
        (r#""a":{"NULL":true},"flag":{"NULL":true}"#, " |}"),
    ] {
        check(image, row);
    }
}

#[test]
fn what_does_not_fit_is_rescued() {
    for (image, rescued) in [
        (r#""Text":{"BOOL":true}"#, r#"{"Text":{"BOOL":true}}"#),
        (
            r#""small":{"N":"2147483648"}"#,
            r#"{"small":{"N":"2147483648"}}"#,
        ),
        (r#""small":{"N":"1.5"}"#, r#"{"small":{"N":"1.5"}}"#),
        (r#""small":{"S":"1"}"#, r#"{"small":{"S":"1"}}"#),
        (r#""f32":{"N":"1E100"}"#, r#"{"f32":{"N":"1E100"}}"#),
        (r#""money":{"N":"0.001"}"#, r#"{"money":{"N":"0.001"}}"#),
        (
            r#""money":{"N":"10000000000"}"#,
            r#"{"money":{"N":"10000000000"}}"#,
        ),
        (
            r#""day":{"S":"2026-02-30"}"#,
            r#"{"day":{"S":"2026-02-30"}}"#,
        ),
        (r#""at":{"N":"1700000000"}"#, r#"{"at":{"N":"1700000000"}}"#),
        (r#""at":{"S":"soon"}"#, r#"{"at":{"S":"soon"}}"#),
        (r#""raw":{"B":"???"}"#, r#"{"raw":{"B":"???"}}"#),
        (
            r#""tags":{"L":[{"S":"a"},{"BOOL":true},{"S":"b"}]}"#,
            r#"{"tags":{"L":[{"S":"a"},{"BOOL":true},{"S":"b"}]}}"#,
        ),
        (
            r#""labels":{"M":{"a":{"S":"x"},"b":{"L":[]},"c":{"S":"y"}}}"#,
            r#"{"labels":{"M":{"a":{"S":"x"},"b":{"L":[]},"c":{"S":"y"}}}}"#,
        ),
        (
            r#""items":{"L":[{"M":{"sku":{"S":"x"},"more":{"N":"1"}}},{"M":{"qty":{"S":"two"}}}]}"#,
            r#"{"items":{"L":[{"M":{"sku":{"S":"x"},"more":{"N":"1"}}},{"M":{"qty":{"S":"two"}}}]}}"#,
        ),
        (
            r#""items":{"L":[{"M":{"sku":{"S":"x"},"Sku":{"S":"y"}}}]}"#,
            r#"{"items":{"L":[{"M":{"sku":{"S":"x"},"Sku":{"S":"y"}}}]}}"#,
        ),
        (
            r#""Ship":{"M":{"city":{"S":"Bern"},"geo":{"S":"here"},"zip":{"S":"3000"}}}"#,
            r#"{"Ship":{"M":{"city":{"S":"Bern"},"geo":{"S":"here"},"zip":{"S":"3000"}}}}"#,
        ),
        (r#""Ship":{"L":[]}"#, r#"{"Ship":{"L":[]}}"#),
        (
            r#""a":{"M":{"b":{"M":{"c":{"BOOL":true}}}}},"flag":{"N":"1"}"#,
            r#"{"a":{"M":{"b":{"M":{"c":{"BOOL":true}}}}},"flag":{"N":"1"}}"#,
        ),
        (
            r#""a":{"M":{"b":{"S":"x"}}}"#,
            r#"{"a":{"M":{"b":{"S":"x"}}}}"#,
        ),
    ] {
        let row = row_of(&mut flattener(), image);
        let expected = format!(",\"rescued\":\"{}\"}}", rescued.replace('"', "\\\""));
        assert!(row.ends_with(&expected), "{image}: {row}");
        assert!(!row.contains("undeclared"), "{row}");
    }
}

#[test]
fn what_has_no_column_is_undeclared() {
    for (image, columns, undeclared) in [
        (
            r#""New":{"SS":["a"]},"flag":{"BOOL":true},"Other":{"M":{"x":{"N":"1"}}}"#,
            r#""flag":true"#,
            r#"{"New":{"SS":["a"]},"Other":{"M":{"x":{"N":"1"}}}}"#,
        ),
        (
            r#""Ship":{"M":{"city":{"S":"Bern"},"zip":{"S":"3000"},"geo":{"M":{"lat":{"N":"1"},"lon":{"N":"2"}}}}}"#,
            r#""ship":{"city":"Bern","geo":{"lat":1}},"ship_city":"Bern""#,
            r#"{"Ship":{"M":{"zip":{"S":"3000"},"geo":{"M":{"lon":{"N":"2"}}}}}}"#,
        ),
        (
            r#""Ship":{"M":{"meta":{"M":{"note":{"S":"n"},"by":{"S":"me"}}}}}"#,
            r#""ship":{},"ship_note":"n""#,
            r#"{"Ship":{"M":{"meta":{"M":{"by":{"S":"me"}}}}}}"#,
        ),
        (
            r#""Ship":{"M":{"boxes":{"L":[{"M":{"kg":{"N":"1"},"lb":{"N":"2"}}}]}}}"#,
            r#""ship":{"boxes":[{"kg":1}]}"#,
            r#"{"Ship":{"M":{"boxes":{"L":[{"M":{"kg":{"N":"1"},"lb":{"N":"2"}}}]}}}}"#,
        ),
        (
            r#""items":{"L":[{"M":{"sku":{"S":"x"},"more":{"N":"1"}}}]}"#,
            r#""items":[{"sku":"x"}]"#,
            r#"{"items":{"L":[{"M":{"sku":{"S":"x"},"more":{"N":"1"}}}]}}"#,
        ),
        (
            r#""a":{"M":{"b":{"M":{"c":{"S":"x"},"d":{"S":"y"}}},"e":{"N":"1"}}}"#,
            r#""deep":"x""#,
            r#"{"a":{"M":{"b":{"M":{"d":{"S":"y"}}},"e":{"N":"1"}}}}"#,
        ),
        (r#""text":{"S":"lower"}"#, "", r#"{"text":{"S":"lower"}}"#),
    ] {
        let row = row_of(&mut flattener(), image);
        assert_eq!(
            row,
            format!(
                "{columns} |,\"undeclared\":\"{}\"}}",
                undeclared.replace('"', "\\\"")
            ),
            "{image}"
        );
    }
}

#[test]
fn records_that_are_no_rows_say_why() {
    let image = |image: &str| {
        format!(
            r#"{{"eventName":"INSERT","dynamodb":{{"ApproximateCreationDateTime":1,"NewImage":{{{image}}},"SequenceNumber":"7"}}}}"#
        )
    };
    let nested = |n: usize| {
        image(&format!(
            r#""id":{{"S":"1"}},"x":{}{}"#,
            r#"{"L":["#.repeat(n),
            "]}".repeat(n)
        ))
    };
    for (change, outcome) in [
        (String::new(), "not_json"),
        ("{".into(), "not_json"),
        ("[]".into(), "not_a_change"),
        ("{}".into(), "not_a_change"),
        ("7".into(), "not_a_change"),
        (r#"{"dynamodb":{}}"#.into(), "not_a_change"),
        (r#"{"eventName":"UPDATE","dynamodb":{}}"#.into(), "not_a_change"),
        (image(r#""id":{"S":"1"}"#) + "x", "not_json"),
        (image(r#""id":{"S":"1"}"#) + "{}", "not_json"),
        (image(r#""id":{"S":"1""#), "not_an_attribute SequenceNumber"),
        (image(r#""id":{"S":"1"}"#)[..80].into(), "not_json"),
        (image(r#""id":"1""#), "not_an_attribute id"),
        (image(r#""id":{"S":1}"#), "not_an_attribute id"),
        (image(r#""id":{"X":"1"}"#), "not_an_attribute id"),
        (image(r#""id":{}"#), "not_an_attribute id"),
        (image(r#""id":{"S":"1","N":"1"}"#), "not_an_attribute id"),
        (image(r#""id":{"S":"1"},"x":{"L":{}}"#), "not_an_attribute x"),
        (image(r#""id":{"S":"1"},"x":{"N":"one"}"#), "bad_number x"),
        (image(r#""id":{"S":"1"},"big":{"N":"123456789012345678901234567890123456789"}"#), "number_too_precise big"),
        (image(r#""id":{"S":"1"},"x":{"NS":["1E126"]}"#), "number_too_precise x"),
        (image(r#""id":{"S":"1"},"id":{"S":"2"}"#), "duplicate_attribute id"),
        (image(r#""x":{"S":"1"}"#), "missing_key"),
        (image(r#""id":{"NULL":true}"#), "missing_key"),
        (image(r#""id":{"BOOL":true}"#), "missing_key"),
        (nested(100), "nested_too_deep x"),
        (r#"{"eventName":"MODIFY","dynamodb":{"ApproximateCreationDateTime":1,"Keys":{"id":{"S":"1"}}}}"#.into(), "no_new_image"),
        (r#"{"eventName":"INSERT","dynamodb":{"NewImage":{"id":{"S":"1"}}}}"#.into(), "no_time"),
        (r#"{"eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":-1,"NewImage":{"id":{"S":"1"}}}}"#.into(), "bad_time"),
        (r#"{"eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":"soon","NewImage":{"id":{"S":"1"}}}}"#.into(), "bad_time"),
        (r#"{"eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1,"SequenceNumber":"1x","NewImage":{"id":{"S":"1"}}}}"#.into(), "bad_sequence"),
        (r#"{"eventName":"INSERT","eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/Others/stream/x","dynamodb":{"ApproximateCreationDateTime":1,"NewImage":{"id":{"S":"1"}}}}"#.into(), "wrong_table"),
        (r#"{"eventName":"INSERT","tableName":"Others","dynamodb":{"ApproximateCreationDateTime":1,"NewImage":{"id":{"S":"1"}}}}"#.into(), "wrong_table"),
    ] {
        assert_eq!(outcome_of(&mut flattener(), &change), outcome, "{change}");
    }
    assert!(outcome_of(&mut flattener(), &nested(31)).starts_with('{'));
    let mut flattener = flattener();
    let mut sink = JsonSink::new(flattener.plan());
    for (bytes, kind) in [
        (&b"{\"a\":\"\xff\"}"[..], RejectKind::BadUtf8),
        (&vec![b' '; MAX_RECORD + 1], RejectKind::TooLarge),
    ] {
        match flattener.flatten(bytes, 0..bytes.len(), &Arrival::default(), &mut sink) {
            Outcome::Rejected(reject) => assert_eq!(reject.kind, kind),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_envelope_is_read() {
    for (change, row) in [
        // a removal by time to live, with the old image
        (
            r#"{"eventID":"e1","eventName":"REMOVE","userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},"dynamodb":{"ApproximateCreationDateTime":1.7e9,"Keys":{"id":{"S":"k"}},"OldImage":{"id":{"S":"k"},"flag":{"BOOL":true}},"SequenceNumber":"12345678901234567890123"},"eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/Things/stream/x"}"#,
            r#"{"id":"k","change_type":"remove","change_time":"2023-11-14 22:13:20.000","change_id":"e1","change_sequence":"0000000000000000012345678901234567890123","change_expired":true}"#,
        ),
        // Kinesis Data Streams for DynamoDB: microseconds, binary encoded twice, the table named last
        (
            r#"{"eventID":"u","eventName":"MODIFY","userIdentity":null,"dynamodb":{"ApproximateCreationDateTime":1720740233012995,"ApproximateCreationDateTimePrecision":"MICROSECOND","Keys":{"id":{"S":"k"}},"NewImage":{"id":{"S":"k"},"raw":{"B":"QUFFcVFRPT0="},"x":{"B":"QUFFcVFRPT0="}},"OldImage":null},"recordFormat":"application/json","tableName":"Things"}"#,
            r#"{"id":"k","raw":"AAEqQQ==","change_type":"modify","change_time":"2024-07-11 23:23:53.012","change_id":"u","change_sequence":"0000000000000000000000001720740233012995","change_expired":false,"undeclared":"{\"x\":{\"B\":\"AAEqQQ==\"}}"}"#,
        ),
        // milliseconds, said and unsaid
        (
            r#"{"eventID":"u","eventName":"INSERT","tableName":"Things","dynamodb":{"ApproximateCreationDateTimePrecision":"MILLISECOND","ApproximateCreationDateTime":1720740233012,"NewImage":{"id":{"S":"k"}}}}"#,
            r#"{"id":"k","change_type":"insert","change_time":"2024-07-11 23:23:53.012","change_id":"u","change_sequence":"0000000000000000000000001720740233012000","change_expired":false}"#,
        ),
        (
            r#"{"eventID":"u","eventName":"INSERT","tableName":"Things","dynamodb":{"ApproximateCreationDateTime":1720740233012,"NewImage":{"id":{"S":"k"}}}}"#,
            r#"{"id":"k","change_type":"insert","change_time":"2024-07-11 23:23:53.012","change_id":"u","change_sequence":"0000000000000000000000001720740233012000","change_expired":false}"#,
        ),
        // an incremental export's lines
        (
            r#"{"Metadata":{"WriteTimestampMicros":{"N":"1680109764000001"}},"Keys":{"id":{"S":"k"}},"NewImage":{"id":{"S":"k"}},"OldImage":{"id":{"S":"k"}}}"#,
            r#"{"id":"k","change_type":"modify","change_time":"2023-03-29 17:09:24.000","change_id":"#,
        ),
        (
            r#"{"Metadata":{"WriteTimestampMicros":{"N":"1680109764000001"}},"Keys":{"id":{"S":"k"}}}"#,
            r#"{"id":"k","change_type":"remove","change_time":"2023-03-29 17:09:24.000","change_id":"#,
        ),
        (r#"{"Item":{"id":{"S":"k"}}}"#, "no_time"),
    ] {
        let found = outcome_of(&mut flattener(), change);
        assert!(found.starts_with(row), "{change}\n{found}");
    }
}

#[test]
fn partitions_come_from_the_change() {
    let mut flattener = flattener();
    for (region, path) in [
        (
            r#","region":{"S":"eu-west-1"}"#,
            "dt=2023-11-14/hour=22/region=eu-west-1",
        ),
        ("", "dt=2023-11-14/hour=22/region=__none__"),
        (
            r#","region":{"S":"a/b"}"#,
            "dt=2023-11-14/hour=22/region=__other__",
        ),
        (
            r#","region":{"NULL":true}"#,
            "dt=2023-11-14/hour=22/region=__none__",
        ),
        (
            r#","region":{"L":[]}"#,
            "dt=2023-11-14/hour=22/region=__other__",
        ),
    ] {
        let item = format!(r#"{{"Item":{{"id":{{"S":"k"}}{region}}}}}"#);
        let mut sink = JsonSink::new(flattener.plan());
        let arrival = Arrival {
            time_micros: Some(1_700_000_000_000_000),
        };
        let Outcome::Row(row) =
            flattener.flatten(item.as_bytes(), 0..item.len(), &arrival, &mut sink)
        else {
            panic!("{item}")
        };
        let mut found = String::new();
        row.partition.write_path(&mut found);
        assert_eq!(found, path);
        assert_eq!(row.rescued, u32::from(path.ends_with("__other__")));
        assert!(
            !String::from_utf8(sink.lines().to_vec())
                .unwrap()
                .contains("region\":")
        );
    }
}

#[test]
fn filters_judge_by_the_key() {
    let text = "name = \"a\"\nsource = \"One\"\nprimary_key = [\"pk\"]\n[filter]\nattribute = \"PK\"\nprefix = \"ORDER#\"\n[[column]]\nname = \"pk\"\ntype = \"string\"\nfrom = \"PK\"\n";
    let definition = TableDefinition::parse(text, "a.toml").unwrap();
    let mut flattener = Flattener::new(Arc::new(Plan::compile(&definition)), Options::default());
    for (key, outcome) in [
        (r#"{"S":"ORDER#1"}"#, "{"),
        (r#"{"S":"USER#1"}"#, "filtered"),
        (r#"{"N":"1"}"#, "filtered"),
    ] {
        for change in [
            format!(
                r#"{{"eventName":"REMOVE","dynamodb":{{"ApproximateCreationDateTime":1,"Keys":{{"PK":{key}}}}}}}"#
            ),
            format!(
                r#"{{"eventName":"INSERT","dynamodb":{{"ApproximateCreationDateTime":1,"NewImage":{{"PK":{key}}}}}}}"#
            ),
        ] {
            assert!(
                outcome_of(&mut flattener, &change).starts_with(outcome),
                "{change}"
            );
        }
    }
}

/// The outcome of a record by itself, alone in its buffer and with other bytes around it, by both ways of skipping.
fn outcomes(flatteners: &mut [Flattener; 2], record: &str) -> String {
    let mut found: Option<String> = None;
    for flattener in flatteners {
        for (before, after) in [("", ""), ("}\"{", "\"}]"), ("", "}}}\"\"\"\"")] {
            let after = after.repeat(PADDING);
            let buf = format!("{before}{record}{after}");
            let mut sink = JsonSink::new(flattener.plan());
            let range = before.len()..before.len() + record.len();
            let outcome =
                match flattener.flatten(buf.as_bytes(), range, &Arrival::default(), &mut sink) {
                    Outcome::Row(_) => String::from_utf8(sink.lines().to_vec()).unwrap(),
                    Outcome::Dropped(rule) => rule.code().into(),
                    Outcome::Rejected(reject) => format!("{reject}"),
                };
            let first = found.get_or_insert_with(|| outcome.clone());
            assert_eq!(*first, outcome, "{record} before {after:.4}");
        }
    }
    found.unwrap_or_default()
}

fn both() -> [Flattener; 2] {
    [Skipped::Validated, Skipped::Balanced]
        .map(|skipped| Flattener::new(flattener().plan().clone(), Options { skipped }))
}

fn modification(new: &str, old: &str) -> String {
    format!(
        r#"{{"eventID":"e","eventName":"MODIFY","dynamodb":{{"ApproximateCreationDateTime":1,"Keys":{{"id":{{"S":"1"}}}},"NewImage":{{"id":{{"S":"1"}}{new}}},"OldImage":{{"id":{{"S":"1"}}{old}}},"SequenceNumber":"7","SizeBytes":9}}}}"#
    )
}

#[test]
fn texts_of_every_length_stay_themselves() {
    let mut flatteners = both();
    for len in (0..3).chain(13..19).chain(29..36).chain(61..68) {
        for special in [
            "",
            "\\\"",
            "\\\\",
            "}",
            "{",
            "},",
            "\\u00e9",
            "é",
            "\\ud83d\\ude00",
        ] {
            for at in [0, len / 2, len] {
                let text = format!("{}{special}{}", "x".repeat(at), "y".repeat(len - at));
                let image = format!(
                    r#","Text":{{"S":"{text}"}},"tags":{{"SS":["{text}"]}},"ship{text}":{{"S":"{text}"}}"#
                );
                let row = outcomes(&mut flatteners, &modification(&image, &image));
                let expected = format!(r#"{{"id":"1","text":"{text}","tags":["{text}"],"#);
                assert!(row.starts_with(&expected), "{row}");
                let inner = text.replace('\\', "\\\\").replace('"', "\\\"");
                let undeclared =
                    format!(r#""undeclared":"{{\"ship{inner}\":{{\"S\":\"{inner}\"}}}}"}}"#);
                assert!(row.trim_end().ends_with(&undeclared), "{row}\n{undeclared}");
            }
        }
    }
}

/// What the old image holds changes no row, however much of the new one is in it; what is no JSON in it is found.
#[test]
fn old_images_are_passed() {
    let members = [
        r#""Text":{"S":"a{b"}"#,
        r#""small":{"N":"1"}"#,
        r#""flag":{"BOOL":true}"#,
        r#""tags":{"L":[{"S":"x"},{"S":"}]"}]}"#,
        r#""Ship":{"M":{"city":{"S":"Bern"},"geo":{"M":{"lat":{"N":"1"}}}}}"#,
        r#""day":{"S":"2026-11-20"}"#,
        r#""big":{"N":"5"}"#,
        r#""money":{"N":"1.50"}"#,
    ];
    let image = |members: &[String]| members.iter().map(|m| format!(",{m}")).collect::<String>();
    let own: Vec<String> = members.iter().map(ToString::to_string).collect();
    let new = image(&own);
    let expected = outcomes(&mut both(), &modification(&new, ""));
    assert!(
        expected.starts_with(r#"{"id":"1","text":"a{b","#),
        "{expected}"
    );
    let mut flatteners = both();
    let mut check = |old: &[String]| {
        assert_eq!(
            outcomes(&mut flatteners, &modification(&new, &image(old))),
            expected
        );
    };
    check(&own);
    for at in 0..members.len() {
        let mut old = own.clone();
        old[at] = old[at].replacen(":{", ":{\"NULL\":true,", 1);
        check(&old); // another value under the same name
        old.remove(at);
        check(&old);
        old.insert(at, r#""more":{"M":{"a":{"S":"{\""}}}"#.into());
        old.push(r#""last":{"N":"1"}"#.into());
        check(&old);
        old.rotate_left(at);
        check(&old);
        old.reverse();
        check(&old);
        check(
            &own.iter()
                .map(|m| m.replace(':', " : "))
                .collect::<Vec<_>>(),
        );
    }
    for broken in [
        r#","Text":{"S":"a{b"},"small":{"N":"1"},"flag":{"BOOL":true"#,
        r#","Text":{"S":"a{b"},"small":{"N":"1"},"flag""#,
        r#","Text":{"S":"a{b"},"small":{"N":"1"},,"flag":{"BOOL":true}"#,
        r#","Text":{"S":"a{b"},"small":{"N":1x}"#,
        r#","Text":{"S":"a{b"} "small":{"N":"1"}"#,
        r#","Text":{"S":"a{b"},"#,
    ] {
        let found = outcome_of(&mut flatteners[0], &modification(&new, broken));
        assert!(found.starts_with("not_"), "{broken}: {found}");
    }
    // Balanced all the same.
    for garbage in [
        r#","Text":{"S":"a{b"},"small":{N:one},,"flag":{"BOOL":true}"#,
        r#","Text":{"S":"a{b"};;"#,
    ] {
        let change = modification(&new, garbage);
        assert_eq!(outcome_of(&mut flatteners[1], &change), expected.trim_end());
    }
}

/// What was learned from records of other forms misleads nobody.
#[test]
fn envelopes_may_change_their_form() {
    let forms = [
        r#"{"eventID":"e","eventName":"INSERT","eventVersion":"1.1","awsRegion":"x","dynamodb":{"ApproximateCreationDateTime":1,"Keys":{"id":{"S":"k"}},"NewImage":{"id":{"S":"k"}},"SequenceNumber":"7","SizeBytes":1,"StreamViewType":"N"},"eventSourceARN":"arn:aws:dynamodb:x:1:table/Things/stream/1"}"#,
        r#"{"eventID":"e","eventName":"INSERT","eventVersion":"1.1","awsRegion":"x","dynamodb":{"ApproximateCreationDateTime": 1,"Keys": {"id":{"S":"k"}},"NewImage": {"id":{"S":"k"}},"SequenceNumber": "7","SizeBytes": 1,"StreamViewType":"N"},"eventSourceARN": "arn:aws:dynamodb:x:1:table/Things/stream/1"}"#,
        r#"{"eventID":"e","eventName":"INSERT","eventVersion":{"a":["}"]},"awsRegion":null,"dynamodb":{"ApproximateCreationDateTime":"1","more":[{}],"NewImage":{"id":{"S":"k"}},"SequenceNumber":"7"}}"#,
        r#"{"dynamodb":{"SequenceNumber":"7","NewImage":{"id":{"S":"k"}},"SizeBytes":1.5e3,"ApproximateCreationDateTime":1},"eventName":"INSERT","eventID":"e"}"#,
        r#"{"eventSourceARN":"arn:aws:dynamodb:x:1:table/Things/stream/2","dynamodb":{},"eventName":"MODIFY","dynamodb":{"NewImage":{"id":{"S":"k"}},"SequenceNumber":"7","ApproximateCreationDateTime":1},"eventName":"INSERT","eventID":"e"}"#,
        r#"{ "eventID" : "e" , "eventName" : "INSERT" , "dynamodb" : { "ApproximateCreationDateTime" : 1 , "NewImage" : { "id" : { "S" : "k" } } , "SequenceNumber" : "7" } }"#,
    ];
    let row = r#"{"id":"k","change_type":"insert","change_time":"1970-01-01 00:00:01.000","change_id":"e","change_sequence":"0000000000000000000000000000000000000007","change_expired":false}"#;
    let mut flatteners = both();
    for one in forms {
        for other in forms {
            for record in [one, one, other, one, other] {
                assert_eq!(
                    outcomes(&mut flatteners, record).trim_end(),
                    row,
                    "{record}"
                );
            }
        }
    }
    let wrong = forms[0].replace("/Things/", "/Thing/");
    assert!(outcomes(&mut flatteners, &wrong).starts_with("wrong_table"));
    for (from, to, outcome) in [
        ("INSERT", "INSERTS", "not_a_change"),
        (r#""eventName":"INSERT","#, "", "not_a_change"),
        (
            r#""SequenceNumber":"7""#,
            r#""SequenceNumber":"""#,
            "bad_sequence",
        ),
        (r#"me":1,"#, r#"me":1x,"#, "not_json"),
        (r#""N"},"eventSource"#, r#""N","eventSource"#, "not_json"),
        (r#"stream/1"}"#, r#"stream/1"}}"#, "not_json"),
        (r#"stream/1"}"#, r#"stream/1""#, "not_json"),
    ] {
        let changed = forms[0].replacen(from, to, 1);
        assert_ne!(changed, forms[0]);
        let found = outcomes(&mut flatteners, &changed);
        assert!(found.starts_with(outcome), "{changed}: {found}");
    }
}

#[test]
fn keys_are_learned_by_their_names_alone() {
    let removal = |keys: &str| {
        format!(
            r#"{{"eventID":"e","eventName":"REMOVE","dynamodb":{{"ApproximateCreationDateTime":1,"Keys":{keys},"SequenceNumber":"7"}}}}"#
        )
    };
    let mut flatteners = both();
    for (keys, row) in [
        (r#"{"id":{"S":"a"}}"#, r#"{"id":"a","#),
        (r#"{"id":{"S":"b\"\\"}}"#, r#"{"id":"b\"\\","#),
        (r#"{"id":{"S":"c"}}"#, r#"{"id":"c","#),
        (
            r#"{"id":{"S":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}"#,
            r#"{"id":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","#,
        ),
        (
            r#"{"id":{"S":"d"},"at":{"S":"2026-11-20"}}"#,
            r#"{"id":"d","at":"2026-11-20 00:00:00.000","#,
        ),
        (
            r#"{"at":{"S":"2026-11-20"},"id":{"S":"e"}}"#,
            r#"{"at":"2026-11-20 00:00:00.000","id":"e","#,
        ),
        (r#"{"id":{"S":"f"} }"#, r#"{"id":"f","#),
        (r#"{"id":{"S":"g","N":"1"}}"#, "not_an_attribute"),
        (r#"{"id":{"S":"g"}"#, "not_"),
        (r#"{"id":{"S":"g"}}}"#, "not_json"),
        (r#"{"id":{"S":"g}}"#, "not_json"),
        (r#"{"id":{"S":"h"}}"#, r#"{"id":"h","#),
    ] {
        for _ in 0..2 {
            let found = outcomes(&mut flatteners, &removal(keys));
            assert!(found.starts_with(row), "{keys}: {found}");
        }
    }
}

/// More attributes than the walk counts by bits.
#[test]
fn wide_items_count_their_attributes() {
    let mut text = DEFINITION.replace("column = []\n", "");
    text.push_str("[[column]]\nname = \"id\"\ntype = \"string\"\n[[column]]\nname = \"region\"\ntype = \"string\"\n");
    for n in 0..150 {
        text.push_str(&format!("[[column]]\nname = \"c{n}\"\ntype = \"int\"\n"));
    }
    let definition = TableDefinition::parse(&text, "wide.toml").unwrap();
    let mut flattener = Flattener::new(Arc::new(Plan::compile(&definition)), Options::default());
    let image = |from: usize, to: usize| {
        (from..to)
            .map(|n| format!(r#","c{n}":{{"N":"{n}"}}"#))
            .collect::<String>()
    };
    for (more, outcome) in [
        (image(0, 150), "{\"id\":\"1\",\"c0\":0,"),
        (image(70, 150) + &image(0, 70), "{\"id\":\"1\",\"c70\":70,"),
        (image(0, 150) + &image(0, 1), "duplicate_attribute c0"),
        (image(0, 150) + &image(63, 64), "duplicate_attribute c63"),
        (image(0, 150) + &image(64, 65), "duplicate_attribute c64"),
        (image(0, 150) + &image(149, 150), "duplicate_attribute c149"),
        (image(140, 150), "{\"id\":\"1\",\"c140\":140,"),
    ] {
        let found = outcome_of(&mut flattener, &modification(&more, &more));
        assert!(found.starts_with(outcome), "{outcome}: {found}");
    }
}
