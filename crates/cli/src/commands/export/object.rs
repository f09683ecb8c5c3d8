//! A result into an object of S3: its parts are sent as they fill up, and nobody sees it before the last one.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use futures::StreamExt;
use lakebed_aws::{Objects, S3Place};
use lakebed_query::{Answer, Format};

use super::Done;
use super::shape::{Shape, Sink};
use crate::commands::destination;
use crate::exit::Trouble;
use crate::progress::Meter;

/// An object in the making.
pub struct Target {
    objects: Objects,
    place: S3Place,
    force: bool,
}

impl Target {
    /// # Errors
    /// The object is there and is not to be replaced; S3 cannot be asked.
    pub async fn open(place: &S3Place, force: bool) -> Result<Self> {
        let objects = destination::objects().await?;
        if !force && objects.is_there(place).await? {
            let message = format!("{place} is there already");
            return Err(Trouble::new(message, "--force replaces it").into());
        }
        Ok(Self {
            objects,
            place: place.clone(),
            force,
        })
    }

    /// Writes the rows of an answer.
    pub async fn take(
        self,
        mut answer: Answer,
        name: &str,
        shape: Shape,
        meter: &Meter,
        expires: Duration,
    ) -> Result<Done> {
        let waiting = Waiting::default();
        let mut sink = Sink::new(waiting.clone(), shape, answer.schema.clone())?;
        let mut upload = self.objects.upload(&self.place, content_type(shape));
        let mut rows = 0;
        while let Some(batch) = answer.batches.next().await {
            let written = super::batch_of(batch, name).and_then(|batch| {
                sink.write(&batch)?;
                Ok(batch.num_rows() as u64)
            });
            match written {
                Ok(more) => rows += more,
                Err(error) => {
                    upload.abort().await;
                    return Err(error);
                }
            }
            upload.write(&waiting.take()).await?;
            meter.at(rows, String::new());
        }
        if let Err(error) = sink.finish() {
            upload.abort().await;
            return Err(error);
        }
        upload.write(&waiting.take()).await?;
        let bytes = upload.finish(self.force).await?;
        let link = self.objects.link(&self.place, expires).await?;
        Ok(Done {
            rows,
            bytes,
            link: Some(link),
        })
    }
}

/// Bytes between a writer and an upload.
#[derive(Clone, Default)]
struct Waiting(Arc<Mutex<Vec<u8>>>);

impl Waiting {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn content_type(shape: Shape) -> &'static str {
    match shape {
        Shape::Parquet => "application/vnd.apache.parquet",
        Shape::Text(Format::Json) => "application/json",
        Shape::Text(Format::Ndjson) => "application/x-ndjson",
        Shape::Text(_) => "text/csv; charset=utf-8",
    }
}
