//! What may depend on what: the pure core stays pure, and the Lambda small.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::process::Command;

/// Names of all packages that a package is built with.
fn built_with(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "--prefix",
            "none",
            "-e",
            "normal",
            "-p",
            package,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let mut names: Vec<_> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(String::from)
        .collect();
    names.sort();
    names.dedup();
    assert!(names.iter().any(|name| name == package), "{names:?}");
    names
}

#[test]
fn the_core_does_no_io() {
    for name in built_with("lakebed-record") {
        let heavy = [
            "tokio",
            "arrow",
            "parquet",
            "object_store",
            "hyper",
            "aws",
            "datafusion",
            "chrono",
        ];
        assert!(
            !heavy.iter().any(|prefix| name.starts_with(prefix)),
            "{name}"
        );
    }
}

#[test]
fn edges_run_downwards() {
    let ours = |package: &str| -> Vec<String> {
        built_with(package)
            .into_iter()
            .filter(|name| name.starts_with("lakebed-") && name != package)
            .collect()
    };
    assert_eq!(ours("lakebed-record"), Vec::<String>::new());
    assert_eq!(ours("lakebed-athena-sql"), Vec::<String>::new());
    assert_eq!(ours("lakebed-transform"), ["lakebed-record"]);
    assert_eq!(ours("lakebed-lake"), ["lakebed-record"]);
    assert_eq!(ours("lakebed-catalog"), ["lakebed-record"]);
    for package in [
        "lakebed-record",
        "lakebed-transform",
        "lakebed-lake",
        "lakebed-catalog",
        "lakebed-cost",
    ] {
        assert!(
            !built_with(package)
                .iter()
                .any(|name| name.starts_with("datafusion")),
            "{package}"
        );
    }
}
