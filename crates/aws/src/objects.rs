//! Objects of S3, by their URLs: what a query left there, what is published there, a link to it.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumAlgorithm;

use crate::connect::Connection;
use crate::failure::{Failure, FailureKind};
use crate::place::S3Place;
use crate::upload::Upload;

/// The longest life of a link, S3's limit.
pub const LONGEST_LINK: Duration = Duration::from_secs(7 * 24 * 3600);

/// S3 behind a connection.
#[derive(Debug, Clone)]
pub struct Objects {
    pub(crate) client: Client,
}

/// An object as a listing shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its key below the place that was listed.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// When it was written, by S3's clock.
    pub modified: Option<SystemTime>,
}

impl Objects {
    /// Nothing is called before the first read or write.
    #[must_use]
    pub fn new(connection: &Connection) -> Self {
        let config = Builder::from(&connection.config())
            .force_path_style(connection.path_style)
            .build();
        Self {
            client: Client::from_conf(config),
        }
    }

    /// The objects below a place, in the order of their keys.
    ///
    /// # Errors
    /// The bucket cannot be listed.
    pub async fn list(&self, place: &S3Place) -> Result<Vec<Listed>, Failure> {
        let mut pages = self
            .client
            .list_objects_v2()
            .bucket(&place.bucket)
            .prefix(&place.key)
            .into_paginator()
            .send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|e| failed("s3:ListBucket", place, &e))?;
            for object in page.contents() {
                let Some(name) = object.key().and_then(|key| key.strip_prefix(&place.key)) else {
                    continue;
                };
                found.push(Listed {
                    name: name.into(),
                    bytes: object.size().and_then(|n| n.try_into().ok()).unwrap_or(0),
                    modified: object
                        .last_modified()
                        .and_then(|time| SystemTime::try_from(*time).ok()),
                });
            }
        }
        Ok(found)
    }

    /// Names of the folders right below a place, without `/`, sorted.
    ///
    /// # Errors
    /// The bucket cannot be listed.
    pub async fn folders(&self, place: &S3Place) -> Result<Vec<String>, Failure> {
        let mut pages = self
            .client
            .list_objects_v2()
            .bucket(&place.bucket)
            .prefix(&place.key)
            .delimiter("/")
            .into_paginator()
            .send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|e| failed("s3:ListBucket", place, &e))?;
            let names = page.common_prefixes().iter().filter_map(|p| p.prefix());
            found.extend(
                names
                    .filter_map(|name| name.strip_prefix(&place.key))
                    .map(|name| name.trim_end_matches('/').to_string()),
            );
        }
        found.sort();
        Ok(found)
    }

    /// True when the place is an object.
    ///
    /// # Errors
    /// S3 cannot be asked.
    pub async fn is_there(&self, place: &S3Place) -> Result<bool, Failure> {
        let head = self.client.head_object().bucket(&place.bucket);
        match head.key(&place.key).send().await {
            Ok(_) => Ok(true),
            Err(error) if error.as_service_error().is_some_and(|e| e.is_not_found()) => Ok(false),
            Err(error) => Err(failed("s3:GetObject", place, &error)),
        }
    }

    /// An object's bytes as they come.
    ///
    /// # Errors
    /// There is none, or it may not be read.
    pub async fn open(&self, place: &S3Place) -> Result<ByteStream, Failure> {
        let get = self.client.get_object().bucket(&place.bucket);
        let answer = get.key(&place.key).send().await;
        Ok(answer.map_err(|e| failed("s3:GetObject", place, &e))?.body)
    }

    /// The first `bytes` of an object, fewer when it is shorter; none when there is no object.
    ///
    /// # Errors
    /// S3 cannot be asked.
    pub async fn head(&self, place: &S3Place, bytes: usize) -> Result<Option<Vec<u8>>, Failure> {
        let mut body = match self.open(place).await {
            Ok(body) => body,
            Err(failure) if failure.kind() == FailureKind::Missing => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let mut head = Vec::new();
        while head.len() < bytes {
            match body.try_next().await {
                Ok(Some(chunk)) => head.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => {
                    return Err(Failure::broken("s3:GetObject", &place.to_string(), &error));
                }
            }
        }
        head.truncate(bytes);
        Ok(Some(head))
    }

    /// Writes an object, in place of the one that is there.
    ///
    /// # Errors
    /// It cannot be written.
    pub async fn put(
        &self,
        place: &S3Place,
        bytes: Vec<u8>,
        content_type: &str,
    ) -> Result<(), Failure> {
        let put = self.client.put_object().bucket(&place.bucket);
        let sent = put
            .key(&place.key)
            .content_type(content_type)
            .checksum_algorithm(ChecksumAlgorithm::Crc32)
            .body(ByteStream::from(bytes))
            .send()
            .await;
        sent.map_err(|e| failed("s3:PutObject", place, &e))?;
        Ok(())
    }

    /// An object in the making: nobody sees it before [`Upload::finish`].
    #[must_use]
    pub fn upload(&self, place: &S3Place, content_type: &str) -> Upload {
        Upload::new(self.clone(), place.clone(), content_type.into())
    }

    /// Copies an object within S3. Objects above 5 GiB are refused by S3.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub async fn copy(&self, from: &S3Place, to: &S3Place) -> Result<(), Failure> {
        let sent = self
            .client
            .copy_object()
            .copy_source(format!("{}/{}", from.bucket, encoded(&from.key)))
            .bucket(&to.bucket)
            .key(&to.key)
            .send()
            .await;
        sent.map_err(|e| failed("s3:PutObject", to, &e))?;
        Ok(())
    }

    /// Removes an object; nothing happens when there is none.
    ///
    /// # Errors
    /// It may not be removed.
    pub async fn delete(&self, place: &S3Place) -> Result<(), Failure> {
        let delete = self.client.delete_object().bucket(&place.bucket);
        match delete.key(&place.key).send().await {
            Ok(_) => Ok(()),
            Err(error) => match failed("s3:DeleteObject", place, &error) {
                failure if failure.kind() == FailureKind::Missing => Ok(()),
                failure => Err(failure),
            },
        }
    }

    /// A link with which anyone may read an object until it expires. It is made without a call, from the caller's credentials, and
    /// ends with them where they end sooner.
    ///
    /// # Errors
    /// Longer than [`LONGEST_LINK`]; no credentials.
    pub async fn link(&self, place: &S3Place, expires: Duration) -> Result<String, Failure> {
        let config = PresigningConfig::expires_in(expires)
            .map_err(|error| Failure::broken("s3:GetObject", &place.to_string(), &error))?;
        let get = self.client.get_object().bucket(&place.bucket);
        let signed = get.key(&place.key).presigned(config).await;
        let signed = signed.map_err(|e| failed("s3:GetObject", place, &e))?;
        Ok(signed.uri().to_string())
    }
}

pub(crate) fn failed<E>(action: &str, place: &S3Place, error: &SdkError<E>) -> Failure
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    Failure::of(action, &place.to_string(), error)
}

/// A key as the header of a copy takes it.
fn encoded(key: &str) -> String {
    let mut text = String::new();
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(byte as char);
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn keys_are_encoded_for_copies() {
        assert_eq!(
            encoded("data/dt=2026-11-20/a b+é.parquet"),
            "data/dt%3D2026-11-20/a%20b%2B%C3%A9.parquet"
        );
    }
}
