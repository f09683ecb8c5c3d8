//! Stores that fail, and what is left of a run then.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use lakebed_lake::store::conformance;
use lakebed_lake::{
    Input, LandError, LandOptions, Lander, LocalStore, Object, Put, Staged, Store, StoreError,
    StoreErrorKind,
};
use tempfile::TempDir;

use crate::support::{input, land, ndjson, objects, things};

#[test]
fn local_files_are_a_store() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path().join("a lake/100% ü"));
    conformance(&store).unwrap_or_else(|failures| panic!("{failures:#?}"));
    drop(store);
    assert!(
        staging(&lake.path().join("a lake/100% ü")).is_empty(),
        "a run cleans up after itself"
    );
}

fn staging(lake: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(lake.join(".staging")) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lock")
        .collect()
}

/// A local store that runs out of room.
struct Filling {
    inner: LocalStore,
    writes: AtomicUsize,
    fails_at: usize,
    kind: io::ErrorKind,
}

impl Filling {
    fn check(&self, key: &str) -> Result<(), StoreError> {
        if self.writes.fetch_add(1, Ordering::SeqCst) >= self.fails_at {
            return Err(StoreError::io(key, "write", self.kind.into()));
        }
        Ok(())
    }
}

impl Store for Filling {
    fn stage(&self, key: &str, bytes: &[u8]) -> Result<Staged, StoreError> {
        self.check(key)?;
        self.inner.stage(key, bytes)
    }
    fn publish(&self, staged: Staged) -> Result<Put, StoreError> {
        self.check(&staged.key)?;
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
fn a_full_disk_leaves_whole_objects_and_the_next_run_goes_on() {
    let text = ndjson(0..100) + "oops\n";
    let whole = TempDir::new().unwrap();
    let whole_store = LocalStore::open(whole.path());
    land(&whole_store, &things(), text.clone());
    let expected = objects(&whole_store);
    let lake = TempDir::new().unwrap();
    let mut failed = 0;
    for fails_at in 0.. {
        let store = Filling {
            inner: LocalStore::open(lake.path()),
            writes: 0.into(),
            fails_at,
            kind: io::ErrorKind::StorageFull,
        };
        let result = Lander::new(
            &store,
            things(),
            LandOptions {
                threads: 2,
                ..LandOptions::default()
            },
        )
        .land(input(text.clone()));
        let found = objects(&store);
        assert!(
            found
                .iter()
                .all(|(key, bytes)| expected.get(key) == Some(bytes)),
            "only whole objects"
        );
        match result {
            Ok(_) => {
                assert!(found == expected);
                break;
            }
            Err(LandError::Store(error)) => {
                assert_eq!(error.kind(), StoreErrorKind::Full);
                assert!(error.hint().unwrap().contains("make room"));
                assert!(
                    !found.keys().any(|key| key.starts_with("ledger/")),
                    "no ledger of a run that failed"
                );
                failed += 1;
            }
            Err(other) => panic!("{other}"),
        }
        drop(store);
        assert!(staging(lake.path()).is_empty());
    }
    assert!(failed > 3, "{failed}");
}

#[test]
fn errors_name_the_place_and_the_remedy() {
    let lake = TempDir::new().unwrap();
    let try_land = |root: &Path| {
        Lander::new(&LocalStore::open(root), things(), LandOptions::default())
            .land(input(ndjson(0..2)))
            .unwrap_err()
    };

    // A file where the lake should be.
    let file = lake.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = try_land(&file);
    assert!(
        matches!(&error, LandError::Store(e) if e.kind() == StoreErrorKind::InTheWay),
        "{error}"
    );
    assert!(error.to_string().contains("file") && error.hint().is_some());

    // An object that was cut short: its name says what it should be.
    let root = lake.path().join("lake");
    let landed = land(&LocalStore::open(&root), &things(), ndjson(0..2));
    let object = root.join(&landed.ledger.object_keys[0]);
    fs::write(&object, &fs::read(&object).unwrap()[..50]).unwrap();
    let error = try_land(&root);
    assert!(
        matches!(&error, LandError::Store(e) if e.kind() == StoreErrorKind::Damaged),
        "{error}"
    );
    assert!(error.to_string().contains(&landed.ledger.object_keys[0]));

    // A missing input is found before anything is written.
    let root = lake.path().join("other");
    let inputs = vec![
        Input::reader("first", io::Cursor::new(ndjson(0..2))),
        Input::file(lake.path().join("no such file")),
    ];
    let error = Lander::new(&LocalStore::open(&root), things(), LandOptions::default())
        .land(inputs)
        .unwrap_err();
    assert!(
        error.to_string().contains("no such file")
            && error.hint().unwrap().contains("check the path"),
        "{error}"
    );
    assert!(!root.exists());
    let error = Lander::new(&LocalStore::open(&root), things(), LandOptions::default())
        .land(vec![Input::file(lake.path())])
        .unwrap_err();
    assert!(error.hint().unwrap().contains("name the files"), "{error}");
}

/// Permissions do not bind the superuser, whom a read-only folder does not stop: the file system's own refusal stands in for it there.
#[test]
fn a_folder_that_is_not_writable_is_named() {
    let lake = TempDir::new().unwrap();
    let root = lake.path().join("lake");
    fs::create_dir(&root).unwrap();
    fs::set_permissions(&root, fs::Permissions::from_mode(0o555)).unwrap();
    let bound = fs::write(root.join("probe"), "x").is_err();
    let result = if bound {
        Lander::new(&LocalStore::open(&root), things(), LandOptions::default())
            .land(input(ndjson(0..2)))
    } else {
        fs::remove_file(root.join("probe")).unwrap();
        let store = Filling {
            inner: LocalStore::open(&root),
            writes: 0.into(),
            fails_at: 0,
            kind: io::ErrorKind::ReadOnlyFilesystem,
        };
        Lander::new(&store, things(), LandOptions::default()).land(input(ndjson(0..2)))
    };
    let error = result.unwrap_err();
    assert!(
        matches!(&error, LandError::Store(e) if e.kind() == StoreErrorKind::NotWritable),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("permission"));
    fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read_dir(&root).unwrap().count(), 0);
}

#[test]
fn an_input_that_breaks_off_lands_nothing() {
    struct Broken(usize);
    impl io::Read for Broken {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            if self.0 > 3 {
                return Err(io::Error::other("the cable was pulled"));
            }
            let line = ndjson([self.0 as u64]);
            let count = line.len().min(buf.len());
            buf[..count].copy_from_slice(&line.as_bytes()[..count]);
            Ok(count)
        }
    }
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let error = Lander::new(&store, things(), LandOptions::default())
        .land(vec![Input::reader("a cable", Broken(0))])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read a cable: the cable was pulled"
    );
    assert!(objects(&store).is_empty());
}

#[test]
fn dead_runs_are_cleaned_up_and_live_ones_left_alone() {
    let lake = TempDir::new().unwrap();
    let live = LocalStore::open(lake.path());
    let staged = live.stage("a/b", b"live").unwrap();
    // A run that was killed: its folder has a lock that nobody holds. Another was killed before it made one.
    for dead in ["999999-0", "999999-1"] {
        fs::create_dir(lake.path().join(".staging").join(dead)).unwrap();
    }
    fs::write(lake.path().join(".staging/999999-0/lock"), "").unwrap();
    fs::write(lake.path().join(".staging/999999-0/0"), "half").unwrap();
    let next = LocalStore::open(lake.path());
    next.put("a/c", b"next").unwrap();
    assert_eq!(staging(lake.path()).len(), 2, "{:?}", staging(lake.path()));
    assert_eq!(live.publish(staged).unwrap(), Put::Created);
    assert_eq!(live.get("a/b").unwrap(), b"live");
    drop((live, next));
    assert!(staging(lake.path()).is_empty());
}
