//! A small project in a folder of its own, and the executable run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub const ORDERS: &str = r#"name = "orders"
source = "Orders"
description = "Customer orders"
primary_key = ["order_id"]

[[column]]
name = "order_id"
type = "string"
from = "OrderID"
comment = "Order number"

[[column]]
name = "status"
type = "string"

[[column]]
name = "amount"
type = "decimal(38,9)"

[[column]]
name = "created_at"
type = "timestamp"
unit = "ms"

[[column]]
name = "items"
type = "array<struct<sku:string,quantity:int>>"

[[column]]
name = "attributes"
type = "map<string,string>"

[[column]]
name = "signature"
type = "binary"
"#;

pub const BY_STATUS: &str = "-- name: by_status
-- description: Orders by status
-- param: status string? = null enum=new|paid
-- param: n integer = 10 min=1 max=1000
SELECT status, count(*) AS orders, sum(amount) AS amount
FROM orders
WHERE CAST(:status AS varchar) IS NULL OR status = :status
GROUP BY status
ORDER BY status
LIMIT :n
";

pub struct Shop {
    folder: tempfile::TempDir,
}

#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Shop {
    /// A project with the definition `orders`, the query `by_status` and an empty lake.
    pub fn new() -> Self {
        let shop = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        shop.write("infra/tables/orders.toml", ORDERS);
        shop.write("queries/by_status.sql", BY_STATUS);
        shop
    }

    /// The same with four changes landed, two of them of one order, and everything registered.
    pub fn open() -> Self {
        let shop = Self::new();
        shop.write("changes.ndjson", &changes());
        let landed = shop.run(&["land", "--table", "orders", "changes.ndjson"]);
        assert_eq!(landed.code, 0, "{landed:?}");
        let registered = shop.run(&["register"]);
        assert_eq!(registered.code, 0, "{registered:?}");
        shop
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[], b"")
    }

    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)], stdin: &[u8]) -> Ran {
        let mut child = self.command(arguments, variables).spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin).unwrap();
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: self.without_paths(&String::from_utf8(output.stderr).unwrap()),
        }
    }

    /// Starts the helper so many times and kills it, each time `step` milliseconds later; how often it had not ended by then.
    pub fn killed(&self, arguments: &[&str], times: u64, step: u64) -> usize {
        let killed = |kill: u64| {
            let mut child = self.command(arguments, &[]).spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(step * (kill + 1)));
            child.kill().unwrap();
            child.wait().unwrap().code().is_none()
        };
        (0..times).filter(|kill| killed(*kill)).count()
    }

    /// What a statement answers, as lines of CSV.
    pub fn ask(&self, sql: &str) -> Vec<String> {
        self.write(
            "asked/ask.sql",
            &format!("-- name: ask\n-- description: A question\n{sql}\n"),
        );
        let ran = self.run(&[
            "--queries",
            "asked",
            "query",
            "run",
            "ask",
            "--format",
            "csv",
        ]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{sql}");
        ran.out.lines().map(String::from).collect()
    }

    pub fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lakebed"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LAKEBED_")) {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .envs(variables.iter().copied());
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Texts that do not depend on where the tests run.
    pub fn without_paths(&self, text: &str) -> String {
        let real = self.folder.path().canonicalize().unwrap();
        text.replace(&*real.to_string_lossy(), "SHOP")
            .replace(&*self.folder.path().to_string_lossy(), "SHOP")
    }
}

pub fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// Every file below a folder with its bytes, sorted; locks have no contents worth comparing.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("upkeep.")
        {
            // Who holds or held a lock is no part of what is compared.
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

fn change(event: &str, sequence: u32, id: &str, image: &str) -> String {
    let image = if image.is_empty() {
        String::new()
    } else {
        format!(r#","NewImage":{{"OrderID":{{"S":"{id}"}},{image}}}"#)
    };
    format!(
        r#"{{"eventID":"e{sequence}","eventName":"{event}","eventSource":"aws:dynamodb","awsRegion":"eu-central-1","dynamodb":{{"ApproximateCreationDateTime":1763596800,"Keys":{{"OrderID":{{"S":"{id}"}}}}{image},"SequenceNumber":"{sequence}00000000000000000001","SizeBytes":100,"StreamViewType":"NEW_AND_OLD_IMAGES"}},"eventSourceARN":"arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2025-11-20T00:00:00.000"}}"#
    ) + "\n"
}

/// Orders o1 (new, then paid), o2 (new), o3 (new, then removed).
pub fn changes() -> String {
    [
        change("INSERT", 1, "o1", r#""status":{"S":"new"},"amount":{"N":"12345678901234567890123456789.123456789"}"#),
        change(
            "INSERT",
            2,
            "o2",
            r#""status":{"S":"new"},"amount":{"N":"0.5"},"created_at":{"N":"1763596800123"},"items":{"L":[{"M":{"sku":{"S":"a\"b"},"quantity":{"N":"2"}}}]},"attributes":{"M":{"k":{"S":"é,\n"}}},"signature":{"B":"AQID"}"#,
        ),
        change("MODIFY", 3, "o1", r#""status":{"S":"paid"},"amount":{"N":"12345678901234567890123456789.123456789"}"#),
        change("INSERT", 4, "o3", r#""status":{"S":"new"},"amount":{"N":"1"}"#),
        change("REMOVE", 5, "o3", ""),
    ]
    .concat()
}
