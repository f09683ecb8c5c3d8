//! One suite for every engine: the embedded one here, Athena against the server that AWS_ENDPOINT_URL names, in `make e2e`.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use lakebed_query::{EmbeddedEngine, conformance};
use tokio::runtime::{Builder, Runtime};

/// Plans recurse.
fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder
        .worker_threads(1)
        .thread_stack_size(8 << 20)
        .enable_all()
        .build()
        .unwrap()
}

#[test]
fn the_embedded_engine() {
    let run = async {
        let engine = EmbeddedEngine::over(Vec::new(), "shop", Path::new("/nowhere"))
            .await
            .unwrap();
        conformance::suite(&engine).await;
    };
    let runtime = runtime();
    runtime.block_on(runtime.spawn(run)).unwrap();
}

#[cfg(feature = "aws")]
#[test]
#[ignore = "needs an emulator: make e2e"]
fn athena_of_an_emulator() {
    use lakebed_query::{AthenaEngine, AthenaOptions};

    let workgroup = std::env::var("LAKEBED_TEST_WORKGROUP").unwrap();
    runtime().block_on(async {
        let connection = lakebed_aws::connect().await.unwrap();
        let engine =
            AthenaEngine::new(&connection, "default", &workgroup, AthenaOptions::default());
        conformance::rows(&engine).await;
    });
}
