//! Objects in memory, for whoever speaks S3.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use super::server::{Request, decoded};

/// Time of an object that is written while a test runs, and of one that is old.
const NOW: &str = "2126-01-01T00:00:00.000Z";
pub const OLD: &str = "2020-01-01T00:00:00.000Z";

type Objects = BTreeMap<String, (Vec<u8>, String)>;

/// Objects by `bucket/key`, with the times that a listing shows.
#[derive(Clone, Default)]
pub struct Storage {
    objects: Arc<Mutex<Objects>>,
    /// Objects below these are there and may not be read.
    denied: Arc<Mutex<Vec<String>>>,
}

impl Storage {
    pub fn put(&self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.put_at(name, bytes, NOW);
    }

    pub fn put_at(&self, name: &str, bytes: impl Into<Vec<u8>>, time: &str) {
        let mut objects = self.objects.lock().unwrap();
        objects.insert(name.into(), (bytes.into(), time.into()));
    }

    pub fn deny(&self, prefix: &str) {
        self.denied.lock().unwrap().push(prefix.into());
    }

    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.objects
            .lock()
            .unwrap()
            .get(name)
            .map(|(bytes, _)| bytes.clone())
    }

    /// Names below a prefix, without it.
    pub fn names(&self, prefix: &str) -> Vec<String> {
        let objects = self.objects.lock().unwrap();
        objects
            .keys()
            .filter_map(|name| name.strip_prefix(prefix))
            .map(String::from)
            .collect()
    }

    pub fn answer(&self, request: &Request) -> (u16, Vec<u8>) {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let name = decoded(path.trim_start_matches('/'));
        let denied = self
            .denied
            .lock()
            .unwrap()
            .iter()
            .any(|prefix| name.starts_with(prefix.as_str()));
        if denied {
            return (403, error("AccessDenied"));
        }
        match request.method.as_str() {
            "GET" if query.contains("list-type=2") => self.list(name.trim_end_matches('/'), query),
            "GET" | "HEAD" => match self.get(&name) {
                Some(bytes) => (200, bytes),
                None => (404, error("NoSuchKey")),
            },
            "PUT" => {
                if request.headers.contains_key("if-none-match") && self.get(&name).is_some() {
                    return (412, error("PreconditionFailed"));
                }
                match request.headers.get("x-amz-copy-source") {
                    Some(source) => match self.get(&decoded(source.trim_start_matches('/'))) {
                        Some(bytes) => {
                            self.put(&name, bytes);
                            (
                                200,
                                b"<CopyObjectResult><ETag>x</ETag></CopyObjectResult>".into(),
                            )
                        }
                        None => (404, error("NoSuchKey")),
                    },
                    None => {
                        self.put(&name, request.body.clone());
                        (200, Vec::new())
                    }
                }
            }
            "DELETE" => {
                self.objects.lock().unwrap().remove(&name);
                (204, Vec::new())
            }
            _ => (400, error("NotImplemented")),
        }
    }

    fn list(&self, bucket: &str, query: &str) -> (u16, Vec<u8>) {
        let prefix = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("prefix="))
            .unwrap_or_default();
        let start = format!("{bucket}/{}", decoded(prefix));
        let by_folder = query.contains("delimiter=%2F");
        let objects = self.objects.lock().unwrap();
        let mut xml = String::from("<ListBucketResult><IsTruncated>false</IsTruncated>");
        let mut folders = BTreeSet::new();
        for (name, (bytes, time)) in objects.iter().filter(|(name, _)| name.starts_with(&start)) {
            let key = name.strip_prefix(&format!("{bucket}/")).unwrap();
            if let Some(end) = name[start.len()..].find('/').filter(|_| by_folder) {
                folders.insert(&key[..start.len() + end - bucket.len()]);
                continue;
            }
            xml.push_str(&format!(
                "<Contents><Key>{key}</Key><Size>{}</Size><LastModified>{time}</LastModified></Contents>",
                bytes.len()
            ));
        }
        for folder in folders {
            xml.push_str(&format!(
                "<CommonPrefixes><Prefix>{folder}</Prefix></CommonPrefixes>"
            ));
        }
        xml.push_str("</ListBucketResult>");
        (200, xml.into_bytes())
    }
}

fn error(code: &str) -> Vec<u8> {
    format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>").into_bytes()
}
