//! A stand-in of AWS' services: one function answers every call of those that speak JSON or forms, and S3 keeps objects in memory.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};
use super::storage::Storage;

/// Status and body of an answer; a text is XML.
pub type Reply = (u16, Value);
type Answer = dyn Fn(&str, &Value, usize) -> Reply + Send + Sync;

/// Where a helper on AWS finds what is its own.
pub const PLACES: [&str; 8] = [
    "--target",
    "aws",
    "--lake",
    "s3://lake-1/p",
    "--database",
    "shop",
    "--workgroup",
    "group",
];

/// Listens until the test's process ends.
pub struct Server {
    endpoint: String,
    calls: Arc<Mutex<Vec<(String, Value)>>>,
    /// S3.
    pub storage: Storage,
}

/// A call as it comes.
pub struct Request {
    pub method: String,
    /// With its query.
    pub path: String,
    /// By their names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Server {
    /// `answer` gets the operation (`CreateTable`), its input, and how often the operation was called before.
    pub fn start(answer: impl Fn(&str, &Value, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::with(Storage::default(), answer)
    }

    /// The same with an S3 whose objects the function may know.
    pub fn with(
        storage: Storage,
        answer: impl Fn(&str, &Value, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let calls = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer): (_, Arc<Answer>) = (Arc::clone(&calls), Arc::new(answer));
        let objects = storage.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer, objects) =
                    (Arc::clone(&seen), Arc::clone(&answer), objects.clone());
                std::thread::spawn(move || serve(&stream, &seen, &objects, answer.as_ref()));
            }
        });
        Self {
            endpoint,
            calls,
            storage,
        }
    }

    /// How often an operation was called.
    pub fn count(&self, operation: &str) -> usize {
        self.inputs(operation).len()
    }

    /// The inputs of an operation's calls.
    pub fn inputs(&self, operation: &str) -> Vec<Value> {
        let calls = self.calls.lock().unwrap();
        calls
            .iter()
            .filter(|(name, _)| name == operation)
            .map(|(_, input)| input.clone())
            .collect()
    }

    /// What Athena was asked to run.
    pub fn statements(&self) -> Vec<String> {
        let inputs = self.inputs("StartQueryExecution");
        let texts = inputs.iter().map(|i| i["QueryString"].as_str().unwrap());
        texts.map(String::from).collect()
    }

    /// The environment of a helper that talks to this server and to nobody else.
    pub fn environment(&self) -> Vec<(&str, &str)> {
        vec![
            ("AWS_ENDPOINT_URL", &self.endpoint),
            ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI-SECRET"),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_CONFIG_FILE", "/dev/null"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            ("NO_PROXY", "127.0.0.1"),
        ]
    }

    pub fn run(&self, shop: &Shop, arguments: &[&str]) -> Ran {
        shop.run_with(arguments, &self.environment(), b"")
    }

    /// The same at [`PLACES`].
    pub fn run_at(&self, shop: &Shop, arguments: &[&str]) -> Ran {
        self.run(shop, &[arguments, &PLACES].concat())
    }
}

/// An error as these services answer it.
pub fn error(status: u16, code: &str, message: &str) -> Reply {
    (
        status,
        json!({"__type": code, "message": message, "Message": message}),
    )
}

/// Two pages of Athena's results: a header and 999 rows, then those up to 1,500.
pub fn pages(input: &Value, columns: &[Value], row: impl Fn(u64) -> Value) -> Reply {
    let names: Vec<_> = columns
        .iter()
        .map(|column| json!({"VarCharValue": column["Name"]}))
        .collect();
    let (rows, next): (Vec<Value>, _) = if input["NextToken"] == "second" {
        ((999..1500).map(row).collect(), Value::Null)
    } else {
        let header = std::iter::once(json!({ "Data": names }));
        (header.chain((0..999).map(row)).collect(), json!("second"))
    };
    let set = json!({"Rows": rows, "ResultSetMetadata": {"ColumnInfo": columns}});
    (200, json!({"NextToken": next, "ResultSet": set}))
}

/// Tables as Glue keeps them; for servers that answer more than that.
pub struct Tables(Mutex<Vec<Value>>);

impl Tables {
    pub fn new(tables: Vec<Value>) -> Self {
        Self(Mutex::new(tables))
    }

    /// None when the operation is about something else.
    pub fn answer(&self, operation: &str, input: &Value) -> Option<Reply> {
        let mut tables = self.0.lock().unwrap();
        let mut table = input["TableInput"].clone();
        Some(match operation {
            "GetTable" => match tables.iter().find(|t| t["Name"] == input["Name"]) {
                Some(table) => (200, json!({ "Table": table })),
                None => error(400, "EntityNotFoundException", "Table not found."),
            },
            "CreateTable" | "UpdateTable" => {
                tables.retain(|t| t["Name"] != table["Name"]);
                table["DatabaseName"] = json!("shop");
                table["VersionId"] = json!("2");
                tables.push(table);
                (200, json!({}))
            }
            _ => return None,
        })
    }
}

/// An Athena whose statements go well but for those that contain `failing`, over a Glue that has `tables`.
pub fn athena_over(
    tables: Vec<Value>,
    failing: &'static str,
) -> impl Fn(&str, &Value, usize) -> Reply + Send + Sync {
    let last = Mutex::new(String::new());
    let tables = Tables::new(tables);
    move |operation, input, _| match operation {
        _ if operation.ends_with("Table") => tables.answer(operation, input).unwrap(),
        "GetDatabase" => (200, json!({"Database": {"Name": "shop"}})),
        "StartQueryExecution" => {
            *last.lock().unwrap() = input["QueryString"].as_str().unwrap().to_string();
            (200, json!({"QueryExecutionId": "run-1"}))
        }
        "GetQueryExecution" => {
            let failed = !failing.is_empty() && last.lock().unwrap().contains(failing);
            let state = if failed { "FAILED" } else { "SUCCEEDED" };
            let status = json!({"State": state, "StateChangeReason": "ICEBERG_COMMIT_ERROR: Failed to commit"});
            let statistics = json!({"DataScannedInBytes": 1_000_000});
            (
                200,
                json!({"QueryExecution": {"QueryExecutionId": "run-1", "Status": status, "Statistics": statistics}}),
            )
        }
        other => error(400, "UnknownOperationException", other),
    }
}

fn serve(
    stream: &TcpStream,
    seen: &Mutex<Vec<(String, Value)>>,
    storage: &Storage,
    answer: &Answer,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some(request) = read(&mut reader) {
        let (status, kind, body) = match call(&request) {
            None => {
                let (status, body) = storage.answer(&request);
                (status, "application/xml", body)
            }
            Some((operation, input)) => {
                let before = {
                    let mut seen = seen.lock().unwrap();
                    let before = seen.iter().filter(|(name, _)| *name == operation).count();
                    seen.push((operation.clone(), input.clone()));
                    before
                };
                let (status, body) = answer(&operation, &input, before);
                match body {
                    // Of services that answer XML.
                    Value::String(text) => (status, "text/xml", text.into_bytes()),
                    json => (
                        status,
                        "application/x-amz-json-1.1",
                        json.to_string().into_bytes(),
                    ),
                }
            }
        };
        let head = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut out = stream;
        let body = if request.method == "HEAD" {
            Vec::new()
        } else {
            body
        };
        if out
            .write_all(head.as_bytes())
            .and_then(|()| out.write_all(&body))
            .is_err()
        {
            return;
        }
    }
}

/// Operation and input; none for S3.
fn call(request: &Request) -> Option<(String, Value)> {
    if let Some(target) = request.headers.get("x-amz-target") {
        let operation = target.rsplit('.').next()?.into();
        return Some((
            operation,
            serde_json::from_slice(&request.body).unwrap_or_default(),
        ));
    }
    let form = request
        .headers
        .get("content-type")
        .is_some_and(|kind| kind.contains("form"));
    form.then(|| {
        let pairs = request.body.split(|b| *b == b'&').filter_map(|pair| {
            let (name, value) = std::str::from_utf8(pair).ok()?.split_once('=')?;
            Some((name.to_string(), json!(decoded(&value.replace('+', " ")))))
        });
        let input: serde_json::Map<_, _> = pairs.collect();
        let operation = input
            .get("Action")
            .and_then(Value::as_str)
            .unwrap_or_default();
        (operation.to_string(), Value::Object(input.clone()))
    })
}

/// Without percent signs.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_string(), words.next()?.to_string());
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_string());
    }
    let length = headers
        .get("content-length")
        .map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request {
        method,
        path,
        headers,
        body,
    })
}
