//! What an invocation says of itself: one line on stdout, which is a structured log line and a set of metrics in one
//! (CloudWatch's embedded metric format). It holds numbers and names of categories, never anything of a record.

use std::fmt::Write;

use crate::handler::Summary;

/// The CloudWatch namespace of the metrics.
pub const NAMESPACE: &str = "Lakebed/Transform";

/// The metrics of every invocation with their CloudWatch units; their one dimension is `Table`.
///
/// Beside them stands a metric `Failed.<category>` for every category that came up.
pub const METRICS: [(&str, &str); 10] = [
    ("Records", "Count"),
    ("Ok", "Count"),
    ("Dropped", "Count"),
    ("Failed", "Count"),
    ("Rescued", "Count"),
    ("Undeclared", "Count"),
    ("BytesIn", "Bytes"),
    ("BytesOut", "Bytes"),
    ("Milliseconds", "Milliseconds"),
    ("RequestErrors", "Count"),
];

/// One invocation.
#[derive(Debug, Clone, Copy)]
pub struct Invocation<'a> {
    /// Name of the table definition.
    pub table: &'a str,
    /// AWS's id of the invocation.
    pub request_id: &'a str,
    /// When it ended, milliseconds since the epoch.
    pub timestamp_millis: u64,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// The line of an invocation that was answered.
#[must_use]
pub fn summary_line(invocation: Invocation<'_>, summary: &Summary) -> String {
    line(invocation, summary, None)
}

/// The line of an invocation that ended in an error; `code` is a stable category.
#[must_use]
pub fn error_line(
    invocation: Invocation<'_>,
    code: &str,
    message: &str,
    bytes_in: usize,
) -> String {
    let summary = Summary {
        bytes_in: bytes_in as u64,
        ..Summary::default()
    };
    line(invocation, &summary, Some((code, message)))
}

/// The line of a start that failed.
#[must_use]
pub fn start_error_line(problems: &[String]) -> String {
    let mut out =
        String::from(r#"{"level":"ERROR","message":"the transform cannot start","problems":["#);
    for (i, problem) in problems.iter().enumerate() {
        out.push_str(if i == 0 { "\"" } else { ",\"" });
        escape(problem, &mut out);
        out.push('"');
    }
    out.push_str("]}\n");
    out
}

fn line(invocation: Invocation<'_>, summary: &Summary, error: Option<(&str, &str)>) -> String {
    let Invocation {
        table,
        request_id,
        timestamp_millis,
        micros,
    } = invocation;
    let mut out = String::with_capacity(1024);
    let (level, message) = error.map_or(("INFO", "transformed"), |(_, message)| ("ERROR", message));
    let _ = write!(out, r#"{{"level":"{level}","message":""#);
    escape(message, &mut out);
    out.push_str(r#"","requestId":""#);
    escape(request_id, &mut out);
    let _ = write!(out, r#"","Table":"{table}""#);
    if let Some((code, _)) = error {
        let _ = write!(out, r#","error":"{code}""#);
    }
    let milliseconds = micros as f64 / 1000.0;
    let values = [
        summary.records as f64,
        summary.ok as f64,
        summary.dropped as f64,
        summary.failed_total() as f64,
        summary.rescued as f64,
        summary.undeclared as f64,
        summary.bytes_in as f64,
        summary.bytes_out as f64,
        milliseconds,
        f64::from(u8::from(error.is_some())),
    ];
    for ((name, _), value) in METRICS.iter().zip(values) {
        let _ = write!(out, r#","{name}":{value}"#);
    }
    for (failure, count) in &summary.failed {
        let _ = write!(out, r#","Failed.{}":{count}"#, failure.code());
    }
    let _ = write!(
        out,
        r#","_aws":{{"Timestamp":{timestamp_millis},"CloudWatchMetrics":[{{"Namespace":"{NAMESPACE}","Dimensions":[["Table"]],"Metrics":["#
    );
    for (i, (name, unit)) in METRICS.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        let _ = write!(out, r#"{comma}{{"Name":"{name}","Unit":"{unit}"}}"#);
    }
    for (failure, _) in &summary.failed {
        let _ = write!(
            out,
            r#",{{"Name":"Failed.{}","Unit":"Count"}}"#,
            failure.code()
        );
    }
    out.push_str("]}]}}\n");
    out
}

/// Appends text as the inside of a JSON string.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use lakebed_record::reject::RejectKind;
    use serde_json::{Value, json};

    use super::*;
    use crate::failure::Failure;

    const INVOCATION: Invocation<'_> = Invocation {
        table: "orders",
        request_id: "1-\"x\"",
        timestamp_millis: 1_700_000_000_000,
        micros: 4_250,
    };

    /// Every metric that the directive names is a number beside it, as CloudWatch wants it.
    fn parsed(line: &str) -> Value {
        assert!(line.ends_with('\n') && line.trim_end().lines().count() == 1);
        let value: Value = serde_json::from_str(line).unwrap();
        let directive = &value["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(value["_aws"]["Timestamp"], 1_700_000_000_000_u64);
        assert_eq!(
            (&directive["Namespace"], &directive["Dimensions"]),
            (&json!("Lakebed/Transform"), &json!([["Table"]]))
        );
        assert_eq!(value["Table"], "orders");
        for metric in directive["Metrics"].as_array().unwrap() {
            assert!(
                value[metric["Name"].as_str().unwrap()].is_number(),
                "{metric}"
            );
        }
        assert!(directive["Metrics"].as_array().unwrap().len() <= 100);
        value
    }

    #[test]
    fn a_summary_is_one_line_of_metrics() {
        let failed = vec![
            (Failure::BadBase64, 2),
            (Failure::Rejected(RejectKind::NotJson), 1),
        ];
        let summary = Summary {
            records: 10,
            ok: 6,
            dropped: 1,
            failed,
            rescued: 4,
            undeclared: 5,
            bytes_in: 1000,
            bytes_out: 900,
        };
        let value = parsed(&summary_line(INVOCATION, &summary));
        for (name, expected) in [
            ("level", json!("INFO")),
            ("requestId", json!("1-\"x\"")),
            ("Records", json!(10)),
            ("Ok", json!(6)),
            ("Dropped", json!(1)),
            ("Failed", json!(3)),
            ("Failed.bad_base64", json!(2)),
            ("Failed.not_json", json!(1)),
            ("Rescued", json!(4)),
            ("Undeclared", json!(5)),
            ("BytesIn", json!(1000)),
            ("BytesOut", json!(900)),
            ("Milliseconds", json!(4.25)),
            ("RequestErrors", json!(0)),
        ] {
            assert_eq!(value[name], expected, "{name}");
        }
    }

    #[test]
    fn an_error_is_one_line_of_metrics_too() {
        let value = parsed(&error_line(INVOCATION, "no_records", "no \"records\"", 17));
        assert_eq!(
            (&value["level"], &value["error"]),
            (&json!("ERROR"), &json!("no_records"))
        );
        assert_eq!(
            (
                &value["BytesIn"],
                &value["RequestErrors"],
                &value["Records"]
            ),
            (&json!(17), &json!(1), &json!(0))
        );
        let start: Value =
            serde_json::from_str(&start_error_line(&["a\n\u{1}".into(), "b\\".into()])).unwrap();
        assert_eq!(start["problems"], json!(["a\n\u{1}", "b\\"]));
    }
}
