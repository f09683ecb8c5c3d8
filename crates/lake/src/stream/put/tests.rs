use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use aws_sdk_kinesis::error::SdkError;
use aws_sdk_kinesis::operation::put_records::PutRecordsError;

use super::sender::Client;
use super::*;

const THROTTLED: &str = "ProvisionedThroughputExceededException";

/// The reason to refuse a record in a call, by its number.
type Refuses = dyn FnMut(usize, &str) -> Option<&'static str> + Send;

/// A stream that refuses as it is told, and checks what it is sent.
struct Fake {
    limits: Limits,
    state: Mutex<FakeState>,
}

struct FakeState {
    /// Key and text of each record taken, in order.
    taken: Vec<(u128, String)>,
    on_the_way: BTreeSet<u128>,
    /// Records of each call.
    calls: Vec<Vec<String>>,
    refuses: Box<Refuses>,
}

impl Fake {
    /// `refuses` gets the number of the call and a record.
    fn new(
        limits: Limits,
        refuses: impl FnMut(usize, &str) -> Option<&'static str> + Send + 'static,
    ) -> Self {
        Self {
            limits,
            state: Mutex::new(FakeState {
                taken: Vec::new(),
                on_the_way: BTreeSet::new(),
                calls: Vec::new(),
                refuses: Box::new(refuses),
            }),
        }
    }

    fn taken(&self) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state.taken.iter().map(|(_, text)| text.clone()).collect()
    }

    fn calls(&self) -> Vec<Vec<String>> {
        self.state.lock().unwrap().calls.clone()
    }
}

impl Client for Fake {
    fn put(&self, batch: &[Entry]) -> Result<Vec<Option<String>>, Failure> {
        assert!((1..=self.limits.batch_records).contains(&batch.len()));
        let bytes: usize = batch.iter().map(Entry::bytes).sum();
        assert!(bytes <= self.limits.batch_bytes || batch.len() == 1);
        let texts: Vec<_> = batch
            .iter()
            .map(|entry| String::from_utf8(entry.data.clone()).unwrap())
            .collect();
        let call = {
            let mut state = self.state.lock().unwrap();
            for entry in batch {
                assert!(state.on_the_way.insert(entry.key), "two of a key at once");
            }
            state.calls.push(texts.clone());
            state.calls.len()
        };
        std::thread::yield_now();
        let mut state = self.state.lock().unwrap();
        let mut answer = Vec::new();
        for (entry, text) in batch.iter().zip(texts) {
            state.on_the_way.remove(&entry.key);
            match (state.refuses)(call, &text) {
                Some("lost") => {
                    let error = SdkError::<PutRecordsError, _>::timeout_error("test");
                    return Err(Failure::of("kinesis:PutRecords", "stream `s`", &error));
                }
                Some("short") => return Ok(answer),
                refused => {
                    if refused.is_none() {
                        state.taken.push((entry.key, text));
                    }
                    answer.push(refused.map(String::from));
                }
            }
        }
        Ok(answer)
    }
}

const LIMITS: Limits = Limits {
    batch_records: 500,
    batch_bytes: BATCH_BYTES,
    calls: 4,
    queue_bytes: QUEUE_BYTES,
    tries: TRIES,
    first_pause: Duration::ZERO,
    longest_pause: Duration::ZERO,
};
/// One call after the other.
const ALONE: Limits = Limits { calls: 1, ..LIMITS };

fn change(key: u64, n: u64) -> String {
    format!(
        "{{\"eventName\":\"MODIFY\",\"dynamodb\":{{\"Keys\":{{\"k\":{{\"N\":\"{key}\"}}}},\"SequenceNumber\":\"{n}\"}}}}"
    )
}

struct Silent;
impl Observer for Silent {
    fn progress(&self, _: u64, _: &PutAccount) {}
}

struct Ran {
    account: PutAccount,
    result: Result<(), PutError>,
    kept: Vec<Rejected>,
}

fn put(fake: &Fake, text: &str) -> Ran {
    let mut kept = Vec::new();
    let input = Input::reader("test", std::io::Cursor::new(text.as_bytes().to_vec()));
    let sender = Sender::new(fake, "s", fake.limits);
    let mut keep = |rejected: &Rejected| {
        kept.push(rejected.clone());
        Ok(())
    };
    let (account, result) = run(&sender, 1 << 20, vec![input], &[], &mut keep, &Silent);
    Ran {
        account,
        result,
        kept,
    }
}

/// Every record once, and those of a key in their order.
fn check_order(fake: &Fake, expected: &[String]) {
    let mut by_key: BTreeMap<u128, Vec<String>> = BTreeMap::new();
    for (key, text) in &fake.state.lock().unwrap().taken {
        by_key.entry(*key).or_default().push(text.clone());
    }
    let mut wanted: BTreeMap<u128, Vec<String>> = BTreeMap::new();
    for text in expected {
        let key = key_hash(text.as_bytes(), 0..text.len(), &[]).unwrap();
        wanted.entry(key).or_default().push(text.clone());
    }
    assert_eq!(by_key, wanted);
}

#[test]
fn random_refusals_lose_double_and_reorder_nothing() {
    let mut dice: u64 = 7;
    let fake = Fake::new(LIMITS, move |_, _| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33).is_multiple_of(3).then_some(THROTTLED)
    });
    // Some keys are hot: key 0 has every fifth change.
    let changes: Vec<_> = (0..20_000)
        .map(|n| change(if n % 5 == 0 { 0 } else { n * n % 499 }, n))
        .collect();
    let ran = put(&fake, &changes.join("\n"));
    ran.result.unwrap();
    check_order(&fake, &changes);
    let account = ran.account;
    assert_eq!(
        (account.read, account.sent, account.rejected),
        (20_000, 20_000, 0)
    );
    assert_eq!(
        account.bytes,
        changes.iter().map(|c| c.len() as u64).sum::<u64>()
    );
    assert_eq!(account.requests, fake.calls().len() as u64);
    let sent: usize = fake.calls().iter().map(Vec::len).sum();
    assert_eq!(account.retried, sent as u64 - 20_000);
    assert!(account.retried > 5_000, "{account:?}");
}

#[test]
fn what_was_refused_is_sent_again_and_what_was_taken_is_not() {
    let fake = Fake::new(ALONE, |call, text| {
        (call < 3 && text == change(2, 2)).then_some("InternalFailure")
    });
    let ran = put(
        &fake,
        &[change(1, 1), change(2, 2), change(3, 3)].join("\n"),
    );
    ran.result.unwrap();
    let expected = vec![
        vec![change(1, 1), change(2, 2), change(3, 3)],
        vec![change(2, 2)],
        vec![change(2, 2)],
    ];
    assert_eq!(fake.calls(), expected);
    assert_eq!((ran.account.sent, ran.account.retried), (3, 2));
}

#[test]
fn a_later_change_of_an_item_waits_while_others_go_on() {
    let limits = Limits {
        batch_records: 2,
        ..ALONE
    };
    let fake = Fake::new(limits, |call, text| {
        (call < 4 && text == change(1, 1)).then_some(THROTTLED)
    });
    let changes = [
        change(1, 1),
        change(1, 2),
        change(2, 3),
        change(3, 4),
        change(4, 5),
    ];
    put(&fake, &changes.join("\n")).result.unwrap();
    let expected = [
        change(2, 3),
        change(3, 4),
        change(4, 5),
        change(1, 1),
        change(1, 2),
    ];
    assert_eq!(fake.taken(), expected);
}

#[test]
fn one_hot_item_goes_through_a_small_queue() {
    let limits = Limits {
        queue_bytes: 1000,
        ..LIMITS
    };
    let fake = Fake::new(limits, |call, _| (call % 3 == 0).then_some(THROTTLED));
    let changes: Vec<_> = (0..300).map(|n| change(1, n)).collect();
    put(&fake, &changes.join("\n")).result.unwrap();
    assert_eq!(fake.taken(), changes);
}

#[test]
fn calls_keep_to_the_limits() {
    let fake = Fake::new(LIMITS, |_, _| None);
    let long = "x".repeat(900 << 10);
    let large: Vec<_> = (0..12)
        .map(|n| change(n, n).replace("MODIFY", &long))
        .collect();
    let small: Vec<_> = (100..1700).map(|n| change(n, n)).collect();
    let ran = put(
        &fake,
        &format!("{}\n{}", large.join("\n"), small.join("\n")),
    );
    assert_eq!(ran.account.sent, 1612);
    // Twelve large ones are three calls of five at the most, by bytes; the rest goes in calls of 500.
    assert!(ran.account.requests >= 6, "{:?}", ran.account);
}

#[test]
fn what_cannot_be_sent_is_kept_with_its_place() {
    let fake = Fake::new(LIMITS, |_, _| None);
    let fits = |length: usize| {
        let rest = change(9, 9).len() - "MODIFY".len() + 32;
        change(9, 9).replace("MODIFY", &"x".repeat(length - rest))
    };
    let text = format!(
        "{}\nnot json\n{{\"hello\":1}}\n{}\n{}\n{{\"Item\":{{\"k\":{{\"N\":\"1\"}}}}}}\n",
        change(1, 1),
        fits((1 << 20) + 1),
        fits(1 << 20),
    );
    let ran = put(&fake, &text);
    assert!(ran.result.is_ok());
    assert_eq!(fake.taken().len(), 2);
    let account = &ran.account;
    assert_eq!((account.read, account.sent, account.rejected), (6, 2, 4));
    let found: Vec<_> = ran.kept.iter().map(|r| (r.code, r.at.line)).collect();
    assert_eq!(
        found,
        [
            ("not_json", 2),
            ("not_a_change", 3),
            ("too_large", 4),
            ("missing_key", 6)
        ]
    );
    assert_eq!(account.rejected_by.values().sum::<u64>(), 4);
    // What was kept can be read again, and is what it was.
    let again = Fake::new(LIMITS, |_, _| None);
    let lines: String = ran.kept.iter().map(|r| r.line.as_str()).collect();
    let second = put(&again, &lines);
    let places = |ran: &Ran| -> Vec<_> { ran.kept.iter().map(|r| (r.code, r.at.line)).collect() };
    assert_eq!(places(&second), places(&ran));
    assert_eq!(second.kept[0].line, ran.kept[0].line);
}

#[test]
fn keys_of_full_exports_are_looked_for_by_name() {
    let fake = Fake::new(LIMITS, |_, _| None);
    let sender = Sender::new(&fake, "s", LIMITS);
    let text = b"{\"Item\":{\"k\":{\"N\":\"1\"},\"x\":{\"S\":\"y\"}}}\n".to_vec();
    let input = Input::reader("test", std::io::Cursor::new(text));
    let mut keep = |_: &Rejected| Ok(());
    let (account, result) = run(
        &sender,
        1 << 20,
        vec![input],
        &["k".into()],
        &mut keep,
        &Silent,
    );
    result.unwrap();
    assert_eq!((account.sent, account.rejected), (1, 0));
}

#[test]
fn nothing_is_no_call() {
    let fake = Fake::new(LIMITS, |_, _| None);
    let ran = put(&fake, "");
    ran.result.unwrap();
    assert_eq!((ran.account.read, ran.account.requests), (0, 0));
}

#[test]
fn a_stream_that_takes_nothing_is_given_up() {
    let limits = Limits { tries: 5, ..LIMITS };
    let fake = Fake::new(limits, |_, text| {
        text.contains("\"N\":\"1\"").then_some(THROTTLED)
    });
    let ran = put(
        &fake,
        &[change(1, 1), change(2, 2), change(1, 3)].join("\n"),
    );
    let error = ran.result.unwrap_err();
    assert!(
        matches!(&error, PutError::Refused { tries: 5, code, .. } if code == THROTTLED),
        "{error}"
    );
    assert!(error.hint().is_some());
    assert_eq!(fake.taken(), [change(2, 2)]);
    assert_eq!((ran.account.read, ran.account.sent), (3, 1));
}

#[test]
fn a_call_that_fails_ends_the_run() {
    let fake = Fake::new(ALONE, |call, _| (call == 2).then_some("lost"));
    let changes: Vec<_> = (0..3_000).map(|n| change(n, n)).collect();
    let ran = put(&fake, &changes.join("\n"));
    assert!(matches!(ran.result, Err(PutError::Aws(_))));
    assert_eq!((ran.account.sent, fake.taken().len()), (500, 500));
}

#[test]
fn an_answer_about_something_else_is_told() {
    let fake = Fake::new(ALONE, |_, _| Some("short"));
    let ran = put(&fake, &change(1, 1));
    let error = ran.result.unwrap_err();
    assert!(
        matches!(
            error,
            PutError::Answer {
                sent: 1,
                answered: 0,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn what_cannot_be_kept_ends_the_run() {
    let fake = Fake::new(LIMITS, |_, _| None);
    let sender = Sender::new(&fake, "s", LIMITS);
    let input = Input::reader("test", std::io::Cursor::new(b"none\n".to_vec()));
    let mut keep = |_: &Rejected| Err(std::io::Error::other("full"));
    let (_, result) = run(&sender, 1 << 20, vec![input], &[], &mut keep, &Silent);
    assert!(matches!(result, Err(PutError::Keep(_))));
}
