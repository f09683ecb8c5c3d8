//! The same work in other languages, each a program of `peers/` that is given a file of requests and prints its rate.

use std::path::Path;
use std::process::Command;

use crate::data::Data;

/// Name, must, aim, records per CPU second.
pub fn rates(data: &Data) -> Vec<(&'static str, f64, f64, f64)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = std::env::temp_dir().join(format!("transform-bench-{}.ndjson", std::process::id()));
    let requests: Vec<&[u8]> = data
        .requests
        .iter()
        .take(4)
        .map(|request| request.as_slice())
        .collect();
    std::fs::write(&file, requests.join(&b'\n')).expect("a temporary file");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let node = std::env::var("NODE").unwrap_or_else(|_| "node".into());
    let rates = vec![
        (
            "Node.js + @aws-sdk/util-dynamodb unmarshall",
            16.0,
            23.0,
            rate(&node, &here.join("peers/bench.mjs"), &file),
        ),
        (
            "Python + boto3 TypeDeserializer",
            32.0,
            45.0,
            rate(&python, &here.join("peers/bench.py"), &file),
        ),
    ];
    std::fs::remove_file(&file).expect("our own file");
    rates
}

fn rate(program: &str, script: &Path, file: &Path) -> f64 {
    let output = Command::new(program)
        .arg(script)
        .arg(file)
        .output()
        .unwrap_or_else(|error| panic!("cannot start {program}: {error}"));
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().unwrap_or_else(|_| {
        panic!(
            "{program} failed: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}
