//! Streams: every record once, through ends, splits, and runs that are cut short at any step.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_kinesis::Client;
use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::{PutRecordsRequestEntry, StreamStatus};
use lakebed_aws::Connection;
use lakebed_lake::stream::{StreamError, StreamLanded, StreamLander, StreamOptions};
use lakebed_lake::{
    LandOptions, LocalStore, Object, Put, Staged, Store, StoreError, StoreErrorKind,
};
use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;

const THINGS: &str = "name = \"things\"\nsource = \"Things\"\nprimary_key = [\"id\"]\n[[column]]\nname = \"id\"\ntype = \"string\"\n";

/// A stream of its own, and everything to land it.
struct Case {
    runtime: tokio::runtime::Runtime,
    connection: Connection,
    client: Client,
    stream: String,
    lake: tempfile::TempDir,
    plan: Arc<Plan>,
}

impl Case {
    fn new(name: &str, shards: i32) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        let connection = runtime.block_on(lakebed_aws::connect()).unwrap();
        let client = Client::new(&connection.config());
        let stream = format!("{name}-{}", std::process::id());
        let case = Self {
            plan: Arc::new(Plan::compile(
                &TableDefinition::parse(THINGS, "things.toml").unwrap(),
            )),
            lake: tempfile::tempdir().unwrap(),
            runtime,
            connection,
            client,
            stream,
        };
        let made = case
            .client
            .create_stream()
            .stream_name(&case.stream)
            .shard_count(shards)
            .send();
        case.runtime.block_on(made).unwrap();
        case.active();
        case
    }

    fn active(&self) {
        for _ in 0..100 {
            let sent = self
                .client
                .describe_stream_summary()
                .stream_name(&self.stream)
                .send();
            let summary = self
                .runtime
                .block_on(sent)
                .unwrap()
                .stream_description_summary
                .unwrap();
            if summary.stream_status == StreamStatus::Active {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the stream does not become active");
    }

    fn put(&self, numbers: std::ops::Range<u64>) {
        let entry = |n: u64| {
            let change = format!(
                "{{\"eventID\":\"e{n}\",\"eventName\":\"INSERT\",\"eventSourceARN\":\"arn:aws:dynamodb:eu-west-1:1:table/Things/stream/x\",\"dynamodb\":{{\"ApproximateCreationDateTime\":1795132800,\"Keys\":{{\"id\":{{\"S\":\"k{n}\"}}}},\"NewImage\":{{\"id\":{{\"S\":\"k{n}\"}}}},\"SequenceNumber\":\"{}\"}}}}",
                1000 + n
            );
            PutRecordsRequestEntry::builder()
                .partition_key(format!("k{n}"))
                .data(Blob::new(change))
                .build()
                .unwrap()
        };
        let entries: Vec<_> = numbers.map(entry).collect();
        for chunk in entries.chunks(500) {
            let sent = self
                .client
                .put_records()
                .stream_name(&self.stream)
                .set_records(Some(chunk.to_vec()))
                .send();
            let answer = self.runtime.block_on(sent).unwrap();
            assert_eq!(answer.failed_record_count.unwrap_or(0), 0);
        }
    }

    fn land_in(&self, store: &dyn Store, batch_bytes: usize) -> Result<StreamLanded, StreamError> {
        let options = StreamOptions {
            land: LandOptions::default(),
            batch_bytes,
            batch_time: Duration::from_secs(60),
            follow: false,
        };
        let plan = Arc::clone(&self.plan);
        StreamLander::new(
            &self.connection,
            store,
            plan,
            ("things", "v1"),
            &self.stream,
            options,
        )?
        .land(&|| false, &|_| {})
    }

    fn land(&self) -> StreamLanded {
        self.land_in(&LocalStore::open(self.lake.path()), 64 << 20)
            .unwrap()
    }

    /// The change ids in the lake; none may be there twice.
    fn landed(&self) -> BTreeSet<String> {
        let store = LocalStore::open(self.lake.path());
        let mut ids = BTreeSet::new();
        for object in store.list("data/").unwrap() {
            let file = std::fs::File::open(self.lake.path().join(&object.key)).unwrap();
            for row in SerializedFileReader::new(file)
                .unwrap()
                .get_row_iter(None)
                .unwrap()
            {
                let id = row.unwrap().get_string(2).unwrap().clone();
                assert!(ids.insert(id.clone()), "{id} is there twice");
            }
        }
        ids
    }
}

fn ids(numbers: std::ops::Range<u64>) -> BTreeSet<String> {
    numbers.map(|n| format!("e{n}")).collect()
}

#[test]
#[ignore = "needs a server: make e2e"]
fn every_record_lands_once_and_the_next_run_goes_on() {
    let case = Case::new("once", 3);
    assert_eq!(case.land().batches, 0);
    case.put(0..1200);
    let first = case.land();
    assert_eq!((first.ledger.read, first.ledger.landed), (1200, 1200));
    assert_eq!(case.landed(), ids(0..1200));
    assert_eq!(case.land().batches, 0);
    case.put(1200..1300);
    let second = case.land();
    assert_eq!((second.ledger.read, second.lag_millis), (100, 0));
    assert_eq!(case.landed(), ids(0..1300));
}

#[test]
#[ignore = "needs a server: make e2e"]
fn what_is_no_change_is_kept_as_one_record() {
    let case = Case::new("bad", 1);
    for data in ["no json", "{\"a\":\n{", "{}{}"] {
        let sent = case
            .client
            .put_record()
            .stream_name(&case.stream)
            .partition_key("k")
            .data(Blob::new(data))
            .send();
        case.runtime.block_on(sent).unwrap();
    }
    case.put(0..5);
    let landed = case.land();
    assert_eq!(landed.ledger.landed, 5);
    // The last of them holds two objects.
    assert_eq!((landed.ledger.read, landed.ledger.quarantined), (9, 4));
}

#[test]
#[ignore = "needs a server: make e2e"]
fn children_are_read_after_their_parents() {
    let case = Case::new("split", 1);
    case.put(0..100);
    let sent = case.client.list_shards().stream_name(&case.stream).send();
    let shard = case
        .runtime
        .block_on(sent)
        .unwrap()
        .shards
        .unwrap()
        .remove(0);
    let split = case
        .client
        .split_shard()
        .stream_name(&case.stream)
        .shard_to_split(shard.shard_id)
        .new_starting_hash_key("170141183460469231731687303715884105728")
        .send();
    case.runtime.block_on(split).unwrap();
    case.active();
    case.put(100..200);
    assert_eq!(case.land().ledger.landed, 200);
    assert_eq!(case.landed(), ids(0..200));
    let sent = case.client.list_shards().stream_name(&case.stream).send();
    let open: Vec<_> = case
        .runtime
        .block_on(sent)
        .unwrap()
        .shards
        .unwrap()
        .into_iter()
        .filter(|s| s.parent_shard_id.is_some())
        .map(|s| s.shard_id)
        .collect();
    let merged = case
        .client
        .merge_shards()
        .stream_name(&case.stream)
        .shard_to_merge(&open[0])
        .adjacent_shard_to_merge(&open[1])
        .send();
    case.runtime.block_on(merged).unwrap();
    case.active();
    case.put(200..300);
    assert_eq!(case.land().ledger.landed, 100);
    assert_eq!(case.landed(), ids(0..300));
    assert_eq!(case.land().batches, 0);
}

/// A store that fails at its n-th write, for good: what a killed run leaves behind.
struct Failing {
    inner: LocalStore,
    left: AtomicUsize,
}

impl Failing {
    fn write(&self, key: &str) -> Result<(), StoreError> {
        let left = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        left.map(drop)
            .map_err(|_| StoreError::new(StoreErrorKind::Full, key, "write", None))
    }
}

impl Store for Failing {
    fn stage(&self, key: &str, bytes: &[u8]) -> Result<Staged, StoreError> {
        self.write(key)?;
        self.inner.stage(key, bytes)
    }
    fn publish(&self, staged: Staged) -> Result<Put, StoreError> {
        self.write(&staged.key.clone())?;
        self.inner.publish(staged)
    }
    fn size(&self, key: &str) -> Result<Option<u64>, StoreError> {
        self.inner.size(key)
    }
    fn get(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        self.inner.get(key)
    }
    fn list(&self, prefix: &str) -> Result<Vec<Object>, StoreError> {
        self.inner.list(prefix)
    }
    fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.inner.delete(key)
    }
}

#[test]
#[ignore = "needs a server: make e2e"]
fn a_run_that_is_cut_short_at_any_write_loses_and_doubles_nothing() {
    let case = Case::new("cut", 2);
    let mut put = 0;
    let mut failed = 0;
    for writes in 0..12 {
        // More comes between the runs: the cut batch has to stay what it was.
        case.put(put..put + 50);
        put += 50;
        let store = Failing {
            inner: LocalStore::open(case.lake.path()),
            left: AtomicUsize::new(writes),
        };
        match case.land_in(&store, 10_000) {
            Ok(_) => {}
            Err(StreamError::Store(_) | StreamError::Land(_)) => failed += 1,
            Err(other) => panic!("{other}"),
        }
        case.landed();
    }
    assert!(failed >= 8, "{failed}");
    case.land();
    assert_eq!(case.landed(), ids(0..put));
}

#[test]
#[ignore = "needs a server: make e2e"]
fn of_two_runs_one_goes_on() {
    let case = Case::new("two", 1);
    case.put(0..2000);
    let results: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| case.land_in(&LocalStore::open(case.lake.path()), 2_000)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    for result in &results {
        assert!(
            matches!(result, Ok(_) | Err(StreamError::Busy { .. })),
            "{result:?}"
        );
    }
    case.land();
    assert_eq!(case.landed(), ids(0..2000));
}

#[test]
#[ignore = "needs a server: make e2e"]
fn a_stream_that_is_not_there_is_told() {
    let mut case = Case::new("there", 1);
    case.stream = "not-there".into();
    let error = case
        .land_in(&LocalStore::open(case.lake.path()), 1000)
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("kinesis:DescribeStreamSummary on stream `not-there`"),
        "{error}"
    );
}
