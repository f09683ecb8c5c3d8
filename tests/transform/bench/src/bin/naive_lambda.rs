//! The usual Rust Lambda: `lambda_runtime` parses the event and serialises the reply.

#[path = "../naive.rs"]
mod naive;

use aws_lambda_events::firehose::{KinesisFirehoseEvent, KinesisFirehoseResponse};
use lambda_runtime::{Error, LambdaEvent, Runtime, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let handler = |event: LambdaEvent<KinesisFirehoseEvent>| async move {
        Ok::<KinesisFirehoseResponse, Error>(naive::transform(event.payload))
    };
    Runtime::new(service_fn(handler)).run().await
}
