//! The built bootstrap, called through a Lambda Runtime API.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::io::Read;
use std::process::{Command, Stdio};

use common::runtime_api::{Function, RuntimeApi};
use serde_json::{Value, json};

const BOOTSTRAP: &str = env!("CARGO_BIN_EXE_bootstrap");
const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/tables");

fn start(api: &RuntimeApi) -> Function {
    let mut command = api.command(BOOTSTRAP);
    command
        .env("LAKEBED_TABLE", "orders")
        .env("LAKEBED_TABLES", TABLES)
        .stdout(Stdio::piped());
    Function(command.spawn().unwrap())
}

/// Ends the function and returns the lines it printed.
fn lines(mut function: Function) -> Vec<Value> {
    function.0.kill().unwrap();
    let mut text = String::new();
    function
        .0
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn requests_are_answered_one_after_the_other() {
    let api = RuntimeApi::start();
    let function = start(&api);
    let mut transform = common::transform(common::ORDERS);
    for round in 0..5 {
        let changes = (0..round * 700)
            .map(|i| common::change(&format!("O-{i}"), r#""Amount":{"N":"12.50"}"#));
        let request = common::request(
            changes
                .map(String::into_bytes)
                .chain([b"secret \xff".to_vec()]),
        );
        let mut expected = Vec::new();
        lakebed_transform::handler(&mut transform, &request, &mut expected).unwrap();
        let posted = api.invoke(request);
        assert_eq!(
            posted.path,
            format!("invocation/request-{}/response", round + 1)
        );
        assert!(posted.headers.contains(&format!(
            "lambda-runtime-invocation-id: invocation-{}\r\n",
            round + 1
        )));
        assert!(!posted.headers.contains("streaming"));
        assert_eq!(posted.body, expected);
    }
    let lines = lines(function);
    assert_eq!(lines.len(), 5);
    for (round, line) in lines.iter().enumerate() {
        assert_eq!(
            (&line["Records"], &line["Failed"]),
            (&json!(round * 700 + 1), &json!(1))
        );
        assert_eq!(line["requestId"], format!("request-{}", round + 1));
        assert!(!line.to_string().contains("secret"));
    }
}

#[test]
fn a_broken_request_is_an_error_and_the_next_one_is_answered() {
    let api = RuntimeApi::start();
    let function = start(&api);
    for (request, code) in [
        (
            "{\"records\":[{\"recordId\":\"secret\"",
            "malformed_request",
        ),
        ("{\"Records\":[]}", "no_records"),
        ("", "malformed_request"),
    ] {
        let posted = api.invoke(request);
        assert!(posted.path.ends_with("/error"), "{}", posted.path);
        let error_type = format!("Lakebed.{code}");
        assert!(posted.headers.contains(&format!(
            "lambda-runtime-function-error-type: {}\r\n",
            error_type.to_lowercase()
        )));
        let body: Value = serde_json::from_slice(&posted.body).unwrap();
        assert_eq!(body["errorType"], error_type);
        assert!(!body["errorMessage"].as_str().unwrap().contains("secret"));
        let posted = api.invoke(common::request([common::change("O-1", "")]));
        assert!(posted.path.ends_with("/response"));
    }
    let lines = lines(function);
    assert_eq!(
        lines
            .iter()
            .filter(|l| l["level"] == "ERROR" && l["RequestErrors"] == 1)
            .count(),
        3
    );
}

#[test]
fn a_wrong_setting_stops_the_start_with_every_problem() {
    let api = RuntimeApi::start();
    let mut command = api.command(BOOTSTRAP);
    command
        .env("LAKEBED_TABLE", "Orders")
        .env("LAKEBED_SKIPPED", "no")
        .env("LAKEBED_TABLES", TABLES)
        .stdout(Stdio::piped());
    let output = command.output().unwrap();
    assert!(!output.status.success());
    let posted = api.wait_for_start().unwrap_err();
    assert_eq!(posted.path, "init/error");
    let body: Value = serde_json::from_slice(&posted.body).unwrap();
    for problem in ["LAKEBED_TABLE is `Orders`", "LAKEBED_SKIPPED is `no`"] {
        assert!(
            body["errorMessage"].as_str().unwrap().contains(problem),
            "{body}"
        );
        assert!(String::from_utf8_lossy(&output.stdout).contains(problem));
    }
}

#[test]
fn outside_of_lambda_it_says_so() {
    let output = Command::new(BOOTSTRAP).env_clear().output().unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for problem in [
        "AWS_LAMBDA_RUNTIME_API, AWS_LAMBDA_FUNCTION_NAME",
        "LAKEBED_TABLE is not set",
    ] {
        assert!(text.contains(problem), "{text}");
    }
}
