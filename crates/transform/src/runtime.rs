//! The loop over Lambda's Runtime API: bytes of a request in, bytes of a reply out.
//!
//! `lambda_runtime` polls for requests; its layers that parse requests and serialise replies are replaced by one that
//! passes bytes, since parsing a 6 MB request into a value takes several times as long as the whole transform. What those
//! layers did besides is done here: errors are posted, panics are caught, the invocation id is echoed.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http_body_util::BodyExt;
use lambda_runtime::tower::Layer;
use lambda_runtime::{Error, LambdaEvent, LambdaInvocation, Runtime, Service, service_fn};
use lambda_runtime_api_client::body::Body;
use lambda_runtime_api_client::{PooledClient, build_request};

use crate::handler::{Transform, handler};
use crate::report::{Invocation, error_line, escape, start_error_line, summary_line};

/// Ties answers to the request they belong to; newer Runtime APIs refuse an answer without it.
const INVOCATION_ID: &str = "lambda-runtime-invocation-id";
const ERROR_TYPE: &str = "lambda-runtime-function-error-type";

/// Answers requests until Lambda ends the process.
///
/// # Errors
/// The Runtime API cannot be reached: the process should end, and Lambda starts another.
pub async fn serve(transform: Transform) -> Result<(), Error> {
    let state = Rc::new(RefCell::new(State {
        transform,
        reply: Vec::new(),
    }));
    let client = Rc::new(PooledClient::builder().build());
    let bytes_in_bytes_out =
        service_fn(move |invocation| answer(Rc::clone(&state), Rc::clone(&client), invocation));
    let unused = service_fn(|_: LambdaEvent<()>| std::future::ready(Ok::<(), Error>(())));
    Runtime::new(unused)
        .layer(Replace(bytes_in_bytes_out))
        .run()
        .await
}

/// Tells Lambda that the start failed, with every problem.
///
/// # Errors
/// The Runtime API cannot be reached.
pub async fn report_failed_start(problems: &[String]) -> Result<(), Error> {
    let client = PooledClient::builder().build();
    let body = error_body("Lakebed.WrongSettings", &problems.join("; "));
    let request = build_request()
        .method("POST")
        .uri("/2018-06-01/runtime/init/error")
        .header(ERROR_TYPE, "Lakebed.WrongSettings")
        .body(Body::from(body))?;
    client.call(request).await?.into_body().collect().await?;
    Ok(())
}

/// Replaces what a panic would print, which may quote what it was working on, by its place.
pub fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        print(&panic_line(&place));
    }));
}

/// Prints a line on stdout, whole and at once.
pub fn print(line: &str) {
    use std::io::Write;
    // Nobody is there to be told when stdout is gone.
    let _ = std::io::stdout().lock().write_all(line.as_bytes());
}

/// Prints why the start failed.
pub fn print_failed_start(problems: &[String]) {
    print(&start_error_line(problems));
}

struct State {
    transform: Transform,
    /// The buffer of the last reply, empty while a reply is on its way.
    reply: Vec<u8>,
}

/// A layer that puts its own service in place of the one it is laid over.
struct Replace<S>(S);

impl<Inner, S: Clone> Layer<Inner> for Replace<S>
where
    S: Service<LambdaInvocation, Response = (), Error = Error>,
{
    type Service = S;

    fn layer(&self, _: Inner) -> S {
        self.0.clone()
    }
}

async fn answer(
    state: Rc<RefCell<State>>,
    client: Rc<PooledClient>,
    invocation: LambdaInvocation,
) -> Result<(), Error> {
    let LambdaInvocation {
        parts,
        body,
        context,
    } = invocation;
    let request_id = context.request_id;
    let invocation_id = parts.headers.get(INVOCATION_ID);

    let mut reply = std::mem::take(&mut state.borrow_mut().reply);
    let outcome = transform(
        &mut state.borrow_mut().transform,
        &request_id,
        &body,
        &mut reply,
    );
    drop(body);
    print(&outcome.line);
    let (kind, body) = match outcome.error {
        None => ("response", Bytes::from(reply)),
        Some((_, ref message)) => ("error", Bytes::from(message.clone())),
    };

    let mut request = build_request().method("POST").uri(format!(
        "/2018-06-01/runtime/invocation/{request_id}/{kind}"
    ));
    if let Some(id) = invocation_id {
        request = request.header(INVOCATION_ID, id);
    }
    if let Some((error_type, _)) = &outcome.error {
        request = request.header(ERROR_TYPE, error_type);
    }
    let response = client.call(request.body(Body::from(body.clone()))?).await?;
    let status = response.status();
    // To its end, so that the connection is used again.
    response.into_body().collect().await?;
    if !status.is_success() {
        print(&format!(
            "{{\"level\":\"ERROR\",\"message\":\"the Runtime API refused the {kind}\",\"status\":{}}}\n",
            status.as_u16()
        ));
    }
    // A fresh buffer of several megabytes for each reply would cost more than filling it.
    if let Ok(buffer) = body.try_into_mut() {
        state.borrow_mut().reply = buffer.into();
    }
    Ok(())
}

struct Outcome {
    line: String,
    /// Type and body of the error to post.
    error: Option<(String, String)>,
}

fn transform(
    transform: &mut Transform,
    request_id: &str,
    request: &[u8],
    reply: &mut Vec<u8>,
) -> Outcome {
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| handler(transform, request, reply)));
    let invocation = Invocation {
        table: transform.table(),
        request_id,
        timestamp_millis: SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| d.as_millis() as u64),
        micros: start.elapsed().as_micros() as u64,
    };
    let (code, message) = match result {
        Ok(Ok(summary)) => {
            return Outcome {
                line: summary_line(invocation, &summary),
                error: None,
            };
        }
        Ok(Err(error)) => (error.code(), error.to_string()),
        Err(_) => (
            "panicked",
            "the transform failed at the request, which is a bug in it".to_string(),
        ),
    };
    let error_type = format!("Lakebed.{code}");
    let body = error_body(&error_type, &message);
    Outcome {
        line: error_line(invocation, code, &message, request.len()),
        error: Some((error_type, body)),
    }
}

/// The body that Lambda wants of an error.
fn error_body(error_type: &str, message: &str) -> String {
    let mut body = format!(r#"{{"errorType":"{error_type}","errorMessage":""#);
    escape(message, &mut body);
    body.push_str(r#"","stackTrace":[]}"#);
    body
}

fn panic_line(place: &str) -> String {
    let mut line = String::from(r#"{"level":"ERROR","message":"panicked","place":""#);
    escape(place, &mut line);
    line.push_str("\"}\n");
    line
}
