//! A Lambda Runtime API on a loopback port: hands out requests, keeps what is posted.
//!
//! It serves what `lambda_runtime` uses of HTTP/1.1, one thread for each connection.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// What the function posted.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Path behind `/2018-06-01/runtime/`: `invocation/1/response`, `init/error`.
    pub path: String,
    /// Header lines in lower case.
    pub headers: String,
    pub body: Vec<u8>,
    pub at: Instant,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Arc<Vec<u8>>>,
    handed_out: u32,
    first_poll: Option<Instant>,
    posted: Vec<Posted>,
}

#[derive(Clone)]
pub struct RuntimeApi {
    shared: Arc<(Mutex<State>, Condvar)>,
    address: SocketAddr,
}

const PATIENCE: Duration = Duration::from_secs(60);

impl RuntimeApi {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let api = Self {
            shared: Arc::default(),
            address: listener.local_addr().unwrap(),
        };
        let server = api.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                std::thread::spawn(move || server.serve(stream));
            }
        });
        api
    }

    /// A function of Lambda's environment that polls this API.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", self.address.to_string())
            .env("AWS_LAMBDA_FUNCTION_NAME", "transform")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .stdin(Stdio::null());
        command
    }

    /// Hands a request out and waits for what comes back for it.
    pub fn invoke(&self, request: impl Into<Vec<u8>>) -> Posted {
        self.invoke_shared(Arc::new(request.into()))
    }

    pub fn invoke_shared(&self, request: Arc<Vec<u8>>) -> Posted {
        let (lock, changed) = &*self.shared;
        let mut state = lock.lock().unwrap();
        let before = state.posted.len();
        state.waiting.push_back(request);
        changed.notify_all();
        let (mut state, timeout) = changed
            .wait_timeout_while(state, PATIENCE, |s| s.posted.len() == before)
            .unwrap();
        assert!(!timeout.timed_out(), "the function did not answer");
        state.posted.pop().unwrap()
    }

    /// Waits for the first poll, or for a post before it.
    pub fn wait_for_start(&self) -> Result<Instant, Posted> {
        let (lock, changed) = &*self.shared;
        let state = lock.lock().unwrap();
        let waiting = |s: &mut State| s.first_poll.is_none() && s.posted.is_empty();
        let (mut state, timeout) = changed
            .wait_timeout_while(state, PATIENCE, waiting)
            .unwrap();
        assert!(!timeout.timed_out(), "the function did not start");
        state.first_poll.ok_or_else(|| state.posted.pop().unwrap())
    }

    fn serve(&self, stream: TcpStream) -> Option<()> {
        stream.set_nodelay(true).ok()?;
        let mut writer = stream.try_clone().ok()?;
        let mut reader = BufReader::with_capacity(1 << 20, stream);
        loop {
            let (mut first, mut headers, mut length) = (String::new(), String::new(), 0);
            if reader.read_line(&mut first).ok()? == 0 {
                return None;
            }
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).ok()?;
                if line.trim_end().is_empty() {
                    break;
                }
                line.make_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().ok()?;
                }
                headers.push_str(&line);
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).ok()?;
            let path = first
                .split(' ')
                .nth(1)?
                .strip_prefix("/2018-06-01/runtime/")?
                .to_string();
            if path == "invocation/next" {
                let (id, request) = self.next();
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nlambda-runtime-aws-request-id: request-{id}\r\n\
                     lambda-runtime-invocation-id: invocation-{id}\r\nlambda-runtime-deadline-ms: 9999999999999\r\n\
                     lambda-runtime-invoked-function-arn: arn:aws:lambda:us-east-1:123456789012:function:transform\r\n\
                     content-length: {}\r\n\r\n",
                    request.len()
                );
                writer.write_all(head.as_bytes()).ok()?;
                writer.write_all(&request).ok()?;
            } else {
                let at = Instant::now();
                writer
                    .write_all(
                        b"HTTP/1.1 202 Accepted\r\ncontent-length: 16\r\n\r\n{\"status\":\"OK\"}\n",
                    )
                    .ok()?;
                let (lock, changed) = &*self.shared;
                lock.lock().unwrap().posted.push(Posted {
                    path,
                    headers,
                    body,
                    at,
                });
                changed.notify_all();
            }
        }
    }

    fn next(&self) -> (u32, Arc<Vec<u8>>) {
        let (lock, changed) = &*self.shared;
        let mut state = lock.lock().unwrap();
        state.first_poll.get_or_insert_with(Instant::now);
        changed.notify_all();
        let mut state = changed.wait_while(state, |s| s.waiting.is_empty()).unwrap();
        state.handed_out += 1;
        (state.handed_out, state.waiting.pop_front().unwrap())
    }
}

/// A running function, ended when it goes out of scope.
pub struct Function(pub Child);

impl Drop for Function {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
