//! The store in S3.

use lakebed_lake::store::conformance;
use lakebed_lake::{Put, S3Store, Store};

/// An empty place in the bucket that LAKEBED_TEST_BUCKET names.
fn store(name: &str) -> S3Store {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let connection = runtime.block_on(lakebed_aws::connect()).unwrap();
    let bucket = std::env::var("LAKEBED_TEST_BUCKET").expect("LAKEBED_TEST_BUCKET names a bucket");
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let prefix = format!("test {name}/{}-{}", std::process::id(), now.as_micros());
    S3Store::open(&connection, &bucket, &prefix).unwrap()
}

#[test]
#[ignore = "needs a server: make e2e"]
fn keeps_the_rules_of_every_store() {
    assert_eq!(conformance(&store("rules")), Ok(()));
}

#[test]
#[ignore = "needs a server: make e2e"]
fn large_objects_go_in_parts() {
    let store = store("large");
    let bytes: Vec<u8> = (0..40_000_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    assert_eq!(store.put("a/large", &bytes).unwrap(), Put::Created);
    assert_eq!(store.size("a/large").unwrap(), Some(bytes.len() as u64));
    assert!(store.get("a/large").unwrap() == bytes);
    let staged = store.stage("a/other", &bytes).unwrap();
    assert_eq!(store.size("a/other").unwrap(), None);
    assert_eq!(store.publish(staged).unwrap(), Put::Created);
    assert!(store.get("a/other").unwrap() == bytes);
}

#[test]
#[ignore = "needs a server: make e2e"]
fn of_many_writers_one_creates() {
    let store = store("race");
    let created: usize = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| usize::from(store.put("a/b", b"same").unwrap() == Put::Created))
            })
            .collect();
        writers.into_iter().map(|w| w.join().unwrap()).sum()
    });
    assert_eq!(created, 1);
    assert_eq!(store.get("a/b").unwrap(), b"same");
}
