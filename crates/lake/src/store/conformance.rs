//! What every store must do, as checks that run against any of them.

use super::{Object, Put, Store, StoreErrorKind};

/// Names that some layer likes to change: percent signs, spaces, `=`, other scripts, combining marks, dots.
const HOSTILE: [&str; 12] = [
    "plain",
    "dt=2026-11-20",
    "region=eu west",
    "100%",
    "%2F",
    "a+b&c",
    "ü",
    "u\u{308}",
    "日本語",
    "emoji 🦀",
    "..a",
    "UPPER lower",
];

/// Runs every check on an empty store and leaves it empty.
///
/// # Errors
/// What the store does differently: one line for each failed check.
pub fn conformance(store: &dyn Store) -> Result<(), Vec<String>> {
    let mut failures = Vec::new();
    let mut check = |what: &str, holds: bool| {
        if !holds {
            failures.push(what.to_string());
        }
    };
    check(
        "an empty store lists nothing",
        store.list("").is_ok_and(|found| found.is_empty()),
    );
    check(
        "an object that is not there has no size",
        store.size("no/such").is_ok_and(|size| size.is_none()),
    );
    check(
        "an object that is not there is missing",
        store
            .get("no/such")
            .is_err_and(|e| e.kind() == StoreErrorKind::Missing),
    );
    check(
        "deleting nothing is no error",
        store.delete("no/such").is_ok(),
    );

    check(
        "a new object is created",
        store
            .put("a/one", b"1")
            .is_ok_and(|put| put == Put::Created),
    );
    check(
        "a second put leaves the first",
        store
            .put("a/one", b"other")
            .is_ok_and(|put| put == Put::Present),
    );
    check(
        "the first bytes stay",
        store.get("a/one").is_ok_and(|bytes| bytes == b"1"),
    );
    check(
        "the size is that of the bytes",
        store.size("a/one").is_ok_and(|size| size == Some(1)),
    );
    check(
        "a folder is no object",
        store.size("a").is_ok_and(|size| size.is_none()),
    );
    check(
        "a folder cannot be read",
        store
            .get("a")
            .is_err_and(|e| e.kind() == StoreErrorKind::Missing),
    );
    check(
        "deleting a folder does nothing",
        store.delete("a").is_ok() && store.size("a/one").is_ok_and(|size| size.is_some()),
    );
    check(
        "an empty object is an object",
        store.put("a/empty", b"").is_ok()
            && store.size("a/empty").is_ok_and(|size| size == Some(0)),
    );

    let staged = store.stage("a/staged", b"2");
    check(
        "staged bytes are no object",
        store.size("a/staged").is_ok_and(|size| size.is_none()),
    );
    check(
        "staged bytes are not listed",
        store.list("").is_ok_and(|found| found.len() == 2),
    );
    let rival = store.stage("a/staged", b"2");
    check(
        "published bytes are an object",
        staged
            .and_then(|s| store.publish(s))
            .is_ok_and(|put| put == Put::Created),
    );
    check(
        "the second to publish finds it there",
        rival
            .and_then(|s| store.publish(s))
            .is_ok_and(|put| put == Put::Present),
    );

    store.put("ab/two", b"22").ok();
    let listed = |prefix: &str| {
        store.list(prefix).map(|found| {
            found
                .into_iter()
                .map(|Object { key, .. }| key)
                .collect::<Vec<_>>()
        })
    };
    check(
        "a prefix may end within a name",
        listed("a").is_ok_and(|keys| keys == ["a/empty", "a/one", "a/staged", "ab/two"]),
    );
    check(
        "a prefix may be a folder",
        listed("a/").is_ok_and(|keys| keys == ["a/empty", "a/one", "a/staged"]),
    );
    check(
        "a prefix may be a key",
        listed("ab/two").is_ok_and(|keys| keys == ["ab/two"]),
    );
    check(
        "sizes are listed",
        store.list("ab/").is_ok_and(|found| {
            found
                == [Object {
                    key: "ab/two".into(),
                    bytes: 2,
                }]
        }),
    );
    for key in ["a/empty", "a/one", "a/staged", "ab/two"] {
        check(
            &format!("{key} is deleted"),
            store.delete(key).is_ok() && store.size(key).is_ok_and(|size| size.is_none()),
        );
    }

    for name in HOSTILE {
        let key = format!("data/{name}/{name}.x");
        let bytes = key.as_bytes();
        check(
            &format!("{name:?} can be written"),
            store.put(&key, bytes).is_ok_and(|put| put == Put::Created),
        );
        check(
            &format!("{name:?} can be read"),
            store.get(&key).is_ok_and(|found| found == bytes),
        );
        check(
            &format!("{name:?} is listed as it is"),
            listed(&format!("data/{name}/")).is_ok_and(|keys| keys == [key.clone()]),
        );
    }
    for name in HOSTILE {
        check(
            &format!("{name:?} can be deleted"),
            store.delete(&format!("data/{name}/{name}.x")).is_ok(),
        );
    }
    for key in ["", "/a", "a//b", "../a", "a/../../b", "a/", ".staging/a"] {
        check(
            &format!("{key:?} is refused"),
            store
                .put(key, b"x")
                .is_err_and(|e| e.kind() == StoreErrorKind::IllegalKey),
        );
    }
    check(
        "everything is gone",
        store.list("").is_ok_and(|found| found.is_empty()),
    );
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures)
    }
}
