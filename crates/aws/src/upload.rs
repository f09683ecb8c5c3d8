//! An object that is written as its bytes come, and is there whole or not at all.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};

use crate::failure::{Failure, FailureKind};
use crate::objects::{Objects, failed};
use crate::place::S3Place;

/// Bytes of a part at the least. S3 takes 10,000 parts of 5 MiB or more: 160 GB in all.
const PART_BYTES: usize = 16 << 20;

/// An object in the making. Parts are sent as they fill up; without [`Upload::finish`] the bucket's lifecycle rule clears them.
#[derive(Debug)]
pub struct Upload {
    objects: Objects,
    place: S3Place,
    content_type: String,
    waiting: Vec<u8>,
    id: Option<String>,
    parts: Vec<CompletedPart>,
    /// Bytes that were given so far.
    pub bytes: u64,
}

impl Upload {
    pub(crate) fn new(objects: Objects, place: S3Place, content_type: String) -> Self {
        Self {
            objects,
            place,
            content_type,
            waiting: Vec::new(),
            id: None,
            parts: Vec::new(),
            bytes: 0,
        }
    }

    /// Takes bytes, and sends them when they make a part.
    ///
    /// # Errors
    /// S3 does not take them; the upload is aborted.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.bytes += bytes.len() as u64;
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < PART_BYTES {
            return Ok(());
        }
        let part = std::mem::take(&mut self.waiting);
        let sent = self.send(part).await;
        if sent.is_err() {
            self.abort().await;
        }
        sent
    }

    async fn send(&mut self, part: Vec<u8>) -> Result<(), Failure> {
        let client = self.objects.client.clone();
        let id = match &self.id {
            Some(id) => id.clone(),
            None => {
                let created = client
                    .create_multipart_upload()
                    .bucket(&self.place.bucket)
                    .key(&self.place.key)
                    .content_type(&self.content_type)
                    .checksum_algorithm(ChecksumAlgorithm::Crc32)
                    .send()
                    .await
                    .map_err(|e| failed("s3:PutObject", &self.place, &e))?;
                let id = created.upload_id.unwrap_or_default();
                self.id = Some(id.clone());
                id
            }
        };
        // A count of parts is far below 2^31.
        let number = i32::try_from(self.parts.len() + 1).unwrap_or(i32::MAX);
        let sent = client
            .upload_part()
            .bucket(&self.place.bucket)
            .key(&self.place.key)
            .upload_id(&id)
            .part_number(number)
            .checksum_algorithm(ChecksumAlgorithm::Crc32)
            .body(ByteStream::from(part))
            .send()
            .await
            .map_err(|e| failed("s3:PutObject", &self.place, &e))?;
        self.parts.push(
            CompletedPart::builder()
                .part_number(number)
                .set_e_tag(sent.e_tag)
                .set_checksum_crc32(sent.checksum_crc32)
                .build(),
        );
        Ok(())
    }

    /// Makes the object. With `replace` false an object that came in between is left as it is, which is [`FailureKind::Present`].
    ///
    /// # Errors
    /// S3 does not take it; the upload is aborted.
    pub async fn finish(mut self, replace: bool) -> Result<u64, Failure> {
        let done = self.complete(replace).await;
        if done.is_err() {
            self.abort().await;
        }
        done.map(|()| self.bytes)
    }

    async fn complete(&mut self, replace: bool) -> Result<(), Failure> {
        let only_new = (!replace).then(|| "*".to_string());
        let last = std::mem::take(&mut self.waiting);
        let client = self.objects.client.clone();
        if self.id.is_none() {
            let sent = client
                .put_object()
                .bucket(&self.place.bucket)
                .key(&self.place.key)
                .content_type(&self.content_type)
                .set_if_none_match(only_new)
                .checksum_algorithm(ChecksumAlgorithm::Crc32)
                .body(ByteStream::from(last))
                .send()
                .await;
            return sent
                .map(|_| ())
                .map_err(|e| self.taken(e.code(), failed("s3:PutObject", &self.place, &e)));
        }
        if !last.is_empty() {
            self.send(last).await?;
        }
        let upload = CompletedMultipartUpload::builder()
            .set_parts(Some(self.parts.clone()))
            .build();
        let sent = client
            .complete_multipart_upload()
            .bucket(&self.place.bucket)
            .key(&self.place.key)
            .set_upload_id(self.id.clone())
            .set_if_none_match(only_new)
            .multipart_upload(upload)
            .send()
            .await;
        sent.map(|_| ())
            .map_err(|e| self.taken(e.code(), failed("s3:PutObject", &self.place, &e)))
    }

    fn taken(&self, code: Option<&str>, failure: Failure) -> Failure {
        match code {
            Some("PreconditionFailed") => Failure::new(
                FailureKind::Present,
                format!("{} is there already", self.place),
                "--force replaces it",
            ),
            _ => failure,
        }
    }

    /// Gives up what was sent. What cannot be aborted now is cleared by the bucket's lifecycle rule.
    pub async fn abort(&mut self) {
        if let Some(id) = self.id.take() {
            let abort = self.objects.client.abort_multipart_upload();
            let abort = abort.bucket(&self.place.bucket).key(&self.place.key);
            let _ = abort.upload_id(id).send().await;
        }
    }
}
