//! A stand-in of AWS' JSON services: one function answers every call.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};

/// Status and body of an answer.
pub type Reply = (u16, Value);
type Answer = dyn Fn(&str, &Value, usize) -> Reply + Send + Sync;

/// Listens until the test's process ends.
pub struct Server {
    endpoint: String,
    calls: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Server {
    /// `answer` gets the operation (`CreateTable`), its input, and how often the operation was called before.
    pub fn start(answer: impl Fn(&str, &Value, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let calls = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer): (_, Arc<Answer>) = (Arc::clone(&calls), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                std::thread::spawn(move || serve(&stream, &seen, answer.as_ref()));
            }
        });
        Self { endpoint, calls }
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
}

/// An error as these services answer it.
pub fn error(status: u16, code: &str, message: &str) -> Reply {
    (
        status,
        json!({"__type": code, "message": message, "Message": message}),
    )
}

fn serve(stream: &TcpStream, seen: &Mutex<Vec<(String, Value)>>, answer: &Answer) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some((operation, input)) = request(&mut reader) {
        let before = {
            let mut seen = seen.lock().unwrap();
            let before = seen.iter().filter(|(name, _)| *name == operation).count();
            seen.push((operation.clone(), input.clone()));
            before
        };
        let (status, body) = answer(&operation, &input, before);
        let body = body.to_string();
        let head = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut out = stream;
        if out.write_all(format!("{head}{body}").as_bytes()).is_err() {
            return;
        }
    }
}

fn request(reader: &mut impl BufRead) -> Option<(String, Value)> {
    let (mut operation, mut length) = (String::new(), 0);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
    loop {
        line.clear();
        reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "x-amz-target" => operation = value.rsplit('.').next()?.into(),
            "content-length" => length = value.trim().parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((operation, serde_json::from_slice(&body).unwrap_or_default()))
}
