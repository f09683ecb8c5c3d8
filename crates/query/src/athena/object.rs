//! Rows of a large result, from the object that Athena leaves in S3: one request in place of one for every thousand rows.
//!
//! The object is CSV in which every value is in quotes and NULL is nothing at all, so that an empty text and NULL are told apart.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use lakebed_aws::{ByteStream, Failure};

use super::result::batch_of;
use crate::problem::QueryError;

/// Rows of a batch.
const BATCH_ROWS: usize = 8_192;

/// The rows of a result object, a batch at a time. Its first row holds the names of the columns.
pub(super) fn rows(
    body: ByteStream,
    place: String,
    schema: SchemaRef,
) -> BoxStream<'static, Result<RecordBatch, QueryError>> {
    let reading = Reading {
        body,
        place,
        schema,
        reader: Reader::default(),
        header: true,
        ended: false,
    };
    stream::try_unfold(reading, |mut reading| async move {
        let batch = reading.batch().await?;
        Ok(batch.map(|batch| (batch, reading)))
    })
    .boxed()
}

struct Reading {
    body: ByteStream,
    place: String,
    schema: SchemaRef,
    reader: Reader,
    /// The names of the columns are still to come.
    header: bool,
    ended: bool,
}

impl Reading {
    async fn batch(&mut self) -> Result<Option<RecordBatch>, QueryError> {
        while !self.ended && self.reader.rows.len() <= BATCH_ROWS {
            let chunk = self.body.try_next().await;
            match chunk.map_err(|e| Failure::broken("s3:GetObject", &self.place, &e))? {
                Some(chunk) => self.reader.push(&chunk),
                None => {
                    self.reader.end();
                    self.ended = true;
                }
            }
        }
        let mut rows = std::mem::take(&mut self.reader.rows);
        if self.header && !rows.is_empty() {
            rows.remove(0);
            self.header = false;
        }
        if rows.is_empty() && self.ended {
            return Ok(None);
        }
        let columns = self.schema.fields().len();
        let texts = rows
            .into_iter()
            .map(|row| {
                if row.len() == columns {
                    texts(row)
                } else {
                    None
                }
            })
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| {
                QueryError::Engine(format!(
                    "the result {} is not what Athena writes",
                    self.place
                ))
            })?;
        batch_of(&self.schema, texts.len(), |row, at| texts[row][at].clone()).map(Some)
    }
}

type Cells = Vec<Option<Vec<u8>>>;

fn texts(row: Cells) -> Option<Vec<Option<String>>> {
    row.into_iter()
        .map(|cell| {
            cell.map(|bytes| String::from_utf8(bytes).ok())
                .map_or(Some(None), |text| text.map(Some))
        })
        .collect()
}

/// Reads cells out of bytes that come in pieces.
#[derive(Default)]
struct Reader {
    rows: Vec<Cells>,
    row: Cells,
    cell: Vec<u8>,
    at: At,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum At {
    #[default]
    Start,
    Bare,
    Quoted,
    /// Behind a quote in quotes: the end, or the first of two that are one.
    Quote,
}

impl Reader {
    fn push(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.at = match (self.at, *byte) {
                (At::Quoted, b'"') => At::Quote,
                (At::Quoted, byte) => {
                    self.cell.push(byte);
                    At::Quoted
                }
                (At::Start, b'"') => At::Quoted,
                (At::Quote, b'"') => {
                    self.cell.push(b'"');
                    At::Quoted
                }
                (_, b',') => {
                    self.end_cell();
                    At::Start
                }
                (_, b'\n') => {
                    self.end_row();
                    At::Start
                }
                (at, b'\r') => at,
                (_, byte) => {
                    self.cell.push(byte);
                    At::Bare
                }
            };
        }
    }

    fn end_cell(&mut self) {
        let bytes = std::mem::take(&mut self.cell);
        let is_null = self.at == At::Start;
        self.row.push((!is_null).then_some(bytes));
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// A last line without an end.
    fn end(&mut self) {
        if self.at != At::Start || !self.row.is_empty() {
            self.end_row();
            self.at = At::Start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]]) -> Vec<Vec<Option<String>>> {
        let mut reader = Reader::default();
        pieces.iter().for_each(|piece| reader.push(piece));
        reader.end();
        reader
            .rows
            .into_iter()
            .map(|row| texts(row).unwrap())
            .collect()
    }

    #[test]
    fn null_is_not_the_empty_text_however_the_bytes_come() {
        let text =
            "\"n\",\"note\"\n\"1\",\n\"2\",\"\"\n,\"a \"\"b\"\",\nc é\"\n\"3\",\"x\"".as_bytes();
        let some = |text: &str| Some(text.to_string());
        let expected = [
            vec![some("n"), some("note")],
            vec![some("1"), None],
            vec![some("2"), some("")],
            vec![None, some("a \"b\",\nc é")],
            vec![some("3"), some("x")],
        ];
        assert_eq!(read(&[text]), expected);
        for cut in 0..text.len() {
            assert_eq!(read(&[&text[..cut], &text[cut..]]), expected, "{cut}");
        }
    }

    #[test]
    fn a_column_of_nulls_has_rows() {
        assert_eq!(read(&[b"\"n\"\n\n\n\"1\"\n"]).len(), 4);
        assert_eq!(read(&[b"\"n\"\n"]).len(), 1);
        assert_eq!(read(&[b""]).len(), 0);
    }
}
