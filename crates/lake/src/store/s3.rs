//! Objects in an S3 bucket, below a prefix.
//!
//! Staged bytes are the parts of a multipart upload, which nobody can see; publishing completes it under the condition that the key
//! is free (`If-None-Match: *`), so that an object is there whole or not at all and two writers of one key agree. Uploads of a run
//! that ended before it published are aborted by the bucket's lifecycle rule (`infra/foundation.yaml`: after 7 days). S3 checks
//! every part against its CRC32, and the client the downloads of what was put in one call; an upload of parts has a checksum of their
//! checksums, which tells the client nothing.
//!
//! Throttling, resets and failures of the service are retried by the client, and bytes that changed on their way are sent or read again;
//! what is reported here has outlasted that.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{
    ChecksumAlgorithm, ChecksumMode, CompletedMultipartUpload, CompletedPart, ServerSideEncryption,
};
use bytes::Bytes;
use lakebed_aws::{Connection, Failure, FailureKind};
use tokio::runtime::{Builder as RuntimeBuilder, Runtime};
use tokio::task::JoinSet;

use super::{Object, Put, Staged, Store, StoreError, StoreErrorKind, check_key};

/// Bytes of a part. S3 takes 10,000 parts, the last of them shorter than 5 MiB or not.
const PART_BYTES: usize = 16 << 20;
/// Parts of one object on their way at once.
const PARTS_AT_ONCE: usize = 4;
/// Tries to send or read bytes that change on their way. The SDK repeats calls that are not answered, but not these.
const DAMAGED_TRIES: usize = 5;
/// S3's codes for bytes that are not those of their checksum.
const DAMAGED: [&str; 3] = [
    "BadDigest",
    "XAmzContentChecksumMismatch",
    "XAmzContentSHA256Mismatch",
];
/// Tries to publish while another writer publishes the same key.
const PUBLISH_TRIES: usize = 5;

/// Who encrypts objects, and with what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Encryption {
    /// As the bucket says.
    #[default]
    Bucket,
    /// S3's own keys.
    S3,
    /// A key of KMS, by its ARN, id or alias.
    Kms(String),
}

/// A lake in an S3 bucket.
#[derive(Debug)]
pub struct S3Store {
    client: Client,
    bucket: String,
    /// Empty, or with a `/` at its end.
    prefix: String,
    encryption: Encryption,
    /// Uploads that are staged and not published.
    staged: Mutex<HashMap<String, Upload>>,
    runtime: Runtime,
}

#[derive(Debug, Clone)]
struct Upload {
    key: String,
    parts: Vec<CompletedPart>,
}

fn is_damaged<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    error.code().is_some_and(|code| DAMAGED.contains(&code))
}

impl S3Store {
    /// The lake below `s3://bucket/prefix`. Nothing is called before the first read or write.
    ///
    /// # Errors
    /// This machine has no threads left.
    pub fn open(connection: &Connection, bucket: &str, prefix: &str) -> Result<Self, StoreError> {
        let config = Builder::from(&connection.config())
            .force_path_style(connection.path_style)
            .build();
        let runtime = RuntimeBuilder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| StoreError::io(format!("s3://{bucket}"), "open", error))?;
        let prefix = prefix.trim_matches('/');
        Ok(Self {
            client: Client::from_conf(config),
            bucket: bucket.into(),
            prefix: if prefix.is_empty() {
                String::new()
            } else {
                format!("{prefix}/")
            },
            encryption: Encryption::Bucket,
            staged: Mutex::new(HashMap::new()),
            runtime,
        })
    }

    /// Encrypts new objects otherwise than the bucket does.
    #[must_use]
    pub fn encryption(mut self, encryption: Encryption) -> Self {
        self.encryption = encryption;
        self
    }

    fn url(&self, key: &str) -> String {
        format!("s3://{}/{}{key}", self.bucket, self.prefix)
    }

    fn full(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn failed<E>(
        &self,
        action: &str,
        key: &str,
        what: &'static str,
        error: &SdkError<E>,
    ) -> StoreError
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let url = self.url(key);
        StoreError::aws(Failure::of(action, &url, error), url, what)
    }

    fn sse(&self) -> (Option<ServerSideEncryption>, Option<String>) {
        match &self.encryption {
            Encryption::Bucket => (None, None),
            Encryption::S3 => (Some(ServerSideEncryption::Aes256), None),
            Encryption::Kms(key) => (Some(ServerSideEncryption::AwsKms), Some(key.clone())),
        }
    }

    async fn upload(&self, key: &str, bytes: &[u8]) -> Result<Staged, StoreError> {
        let (sse, kms) = self.sse();
        let created = self
            .client
            .create_multipart_upload()
            .bucket(&self.bucket)
            .key(self.full(key))
            .checksum_algorithm(ChecksumAlgorithm::Crc32)
            .set_server_side_encryption(sse)
            .set_ssekms_key_id(kms)
            .send()
            .await
            .map_err(|e| self.failed("s3:PutObject", key, "write", &e))?;
        let id = created.upload_id.unwrap_or_default();
        let parts = match self.upload_parts(key, &id, bytes).await {
            Ok(parts) => parts,
            Err(error) => {
                self.abort(key, &id).await;
                return Err(error);
            }
        };
        let upload = Upload {
            key: key.into(),
            parts,
        };
        self.staged
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.clone(), upload);
        Ok(Staged {
            key: key.into(),
            token: id,
        })
    }

    async fn upload_parts(
        &self,
        key: &str,
        id: &str,
        bytes: &[u8],
    ) -> Result<Vec<CompletedPart>, StoreError> {
        // An object may be empty, an upload needs one part.
        let mut chunks: Vec<&[u8]> = bytes.chunks(PART_BYTES).collect();
        if chunks.is_empty() {
            chunks.push(&[]);
        }
        let mut waiting = chunks.into_iter().zip(1_i32..);
        let mut running = JoinSet::new();
        let mut parts = Vec::new();
        loop {
            while running.len() < PARTS_AT_ONCE
                && let Some((chunk, number)) = waiting.next()
            {
                let (client, chunk) = (self.client.clone(), Bytes::copy_from_slice(chunk));
                let (bucket, full, id) = (self.bucket.clone(), self.full(key), id.to_string());
                running.spawn(async move {
                    let mut left = DAMAGED_TRIES;
                    loop {
                        left -= 1;
                        let sent = client
                            .upload_part()
                            .bucket(&bucket)
                            .key(&full)
                            .upload_id(&id)
                            .part_number(number)
                            .checksum_algorithm(ChecksumAlgorithm::Crc32)
                            .body(ByteStream::from(chunk.clone()))
                            .send()
                            .await;
                        match sent {
                            Err(error) if left > 0 && is_damaged(&error) => {}
                            sent => return (number, sent),
                        }
                    }
                });
            }
            match running.join_next().await {
                None => break,
                Some(Ok((number, Ok(part)))) => parts.push(
                    CompletedPart::builder()
                        .part_number(number)
                        .set_e_tag(part.e_tag)
                        .set_checksum_crc32(part.checksum_crc32)
                        .build(),
                ),
                Some(Ok((_, Err(error)))) => {
                    return Err(self.failed("s3:PutObject", key, "write", &error));
                }
                Some(Err(error)) => {
                    return Err(StoreError::io(
                        self.url(key),
                        "write",
                        std::io::Error::other(error),
                    ));
                }
            }
        }
        parts.sort_by_key(CompletedPart::part_number);
        Ok(parts)
    }

    async fn complete(
        &self,
        key: &str,
        id: &str,
        parts: Vec<CompletedPart>,
    ) -> Result<Put, StoreError> {
        let upload = CompletedMultipartUpload::builder()
            .set_parts(Some(parts))
            .build();
        for left in (0..PUBLISH_TRIES).rev() {
            // Asked first, since some implementations of S3 complete an upload whatever the condition says.
            if self.head(key).await?.is_some() {
                self.abort(key, id).await;
                return Ok(Put::Present);
            }
            let sent = self
                .client
                .complete_multipart_upload()
                .bucket(&self.bucket)
                .key(self.full(key))
                .upload_id(id)
                .if_none_match("*")
                .multipart_upload(upload.clone())
                .send()
                .await;
            let Err(error) = sent else {
                return Ok(Put::Created);
            };
            match error.code() {
                Some("PreconditionFailed") => {
                    self.abort(key, id).await;
                    return Ok(Put::Present);
                }
                // Another writer is at it: look again what comes of it.
                Some("ConditionalRequestConflict" | "OperationAborted") if left > 0 => {}
                // The answer to an earlier try was lost on its way, and its retry finds the upload completed.
                Some("NoSuchUpload") if self.head(key).await?.is_some() => return Ok(Put::Created),
                _ => {
                    let failed = self.failed("s3:PutObject", key, "write", &error);
                    self.abort(key, id).await;
                    return Err(failed);
                }
            }
        }
        Ok(Put::Present)
    }

    async fn put_once(&self, key: &str, bytes: &[u8]) -> Result<Put, StoreError> {
        for left in (0..PUBLISH_TRIES).rev() {
            if self.head(key).await?.is_some() {
                return Ok(Put::Present);
            }
            let (sse, kms) = self.sse();
            let sent = self
                .client
                .put_object()
                .bucket(&self.bucket)
                .key(self.full(key))
                .if_none_match("*")
                .checksum_algorithm(ChecksumAlgorithm::Crc32)
                .set_server_side_encryption(sse)
                .set_ssekms_key_id(kms)
                .body(ByteStream::from(bytes.to_vec()))
                .send()
                .await;
            match sent {
                Ok(_) => return Ok(Put::Created),
                Err(error) => match error.code() {
                    // Also what a retry finds whose first try was done and its answer lost.
                    Some("PreconditionFailed") => return Ok(Put::Present),
                    Some("ConditionalRequestConflict" | "OperationAborted") if left > 0 => {}
                    _ if left > 0 && is_damaged(&error) => {}
                    _ => return Err(self.failed("s3:PutObject", key, "write", &error)),
                },
            }
        }
        Ok(Put::Present)
    }

    /// What cannot be aborted now is aborted by the bucket's lifecycle rule.
    async fn abort(&self, key: &str, id: &str) {
        let abort = self.client.abort_multipart_upload().bucket(&self.bucket);
        let _ = abort.key(self.full(key)).upload_id(id).send().await;
    }

    async fn head(&self, key: &str) -> Result<Option<u64>, StoreError> {
        let sent = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(self.full(key))
            .send()
            .await;
        match sent {
            Ok(head) => Ok(Some(bytes_of(head.content_length()))),
            Err(error) if error.as_service_error().is_some_and(|e| e.is_not_found()) => Ok(None),
            Err(error) => Err(self.failed("s3:GetObject", key, "read", &error)),
        }
    }
}

impl Store for S3Store {
    fn stage(&self, key: &str, bytes: &[u8]) -> Result<Staged, StoreError> {
        check_key(key)?;
        self.runtime.block_on(self.upload(key, bytes))
    }

    fn publish(&self, staged: Staged) -> Result<Put, StoreError> {
        let mut uploads = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        let upload = uploads.remove(&staged.token);
        drop(uploads);
        let Some(upload) = upload else {
            return Err(StoreError::new(
                StoreErrorKind::Missing,
                self.url(&staged.key),
                "publish",
                None,
            ));
        };
        self.runtime
            .block_on(self.complete(&upload.key, &staged.token, upload.parts))
    }

    fn size(&self, key: &str) -> Result<Option<u64>, StoreError> {
        check_key(key)?;
        self.runtime.block_on(self.head(key))
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        check_key(key)?;
        self.runtime.block_on(async {
            let mut left = DAMAGED_TRIES;
            loop {
                left -= 1;
                let sent = self
                    .client
                    .get_object()
                    .bucket(&self.bucket)
                    .key(self.full(key))
                    .checksum_mode(ChecksumMode::Enabled)
                    .send()
                    .await
                    .map_err(|e| self.failed("s3:GetObject", key, "read", &e))?;
                match sent.body.collect().await {
                    Ok(bytes) => return Ok(bytes.to_vec()),
                    // The connection ended in between, or the bytes are not those of the checksum.
                    Err(_) if left > 0 => {}
                    Err(error) => {
                        let error = std::io::Error::other(error);
                        return Err(StoreError::io(self.url(key), "read", error));
                    }
                }
            }
        })
    }

    fn list(&self, prefix: &str) -> Result<Vec<Object>, StoreError> {
        self.runtime.block_on(async {
            let mut found = Vec::new();
            let mut pages = self
                .client
                .list_objects_v2()
                .bucket(&self.bucket)
                .prefix(self.full(prefix))
                .into_paginator()
                .send();
            while let Some(page) = pages.next().await {
                let page = page.map_err(|e| self.failed("s3:ListBucket", prefix, "list", &e))?;
                for object in page.contents() {
                    let key = object.key().and_then(|key| key.strip_prefix(&self.prefix));
                    // A key that we would not write, such as a console's folder marker, is none of ours.
                    if let Some(key) = key.filter(|key| check_key(key).is_ok()) {
                        found.push(Object {
                            key: key.into(),
                            bytes: bytes_of(object.size()),
                        });
                    }
                }
            }
            found.sort_by(|a, b| a.key.cmp(&b.key));
            Ok(found)
        })
    }

    fn delete(&self, key: &str) -> Result<(), StoreError> {
        check_key(key)?;
        let deleted = self
            .client
            .delete_object()
            .bucket(&self.bucket)
            .key(self.full(key))
            .send();
        match self.runtime.block_on(deleted) {
            Ok(_) => Ok(()),
            Err(error) => {
                let failed = self.failed("s3:DeleteObject", key, "delete", &error);
                if failed.kind() == StoreErrorKind::Missing {
                    Ok(())
                } else {
                    Err(failed)
                }
            }
        }
    }

    fn put(&self, key: &str, bytes: &[u8]) -> Result<Put, StoreError> {
        check_key(key)?;
        if bytes.len() > PART_BYTES {
            return self.publish(self.stage(key, bytes)?);
        }
        self.runtime.block_on(self.put_once(key, bytes))
    }
}

impl Drop for S3Store {
    fn drop(&mut self) {
        let staged = std::mem::take(
            self.staged
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner),
        );
        self.runtime.block_on(async {
            for (id, upload) in &staged {
                self.abort(&upload.key, id).await;
            }
        });
    }
}

fn bytes_of(length: Option<i64>) -> u64 {
    length.and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
}

/// The kind of a failed call, as stores tell it.
pub(super) fn kind(failure: &Failure, what: &str) -> StoreErrorKind {
    match failure.kind() {
        FailureKind::Missing => StoreErrorKind::Missing,
        FailureKind::Denied | FailureKind::Credentials if matches!(what, "read" | "list") => {
            StoreErrorKind::NotReadable
        }
        FailureKind::Denied | FailureKind::Credentials => StoreErrorKind::NotWritable,
        _ => StoreErrorKind::Io,
    }
}
