//! The one way to stdout.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::sync::Arc;

use lakebed_query::arrow::array::{ArrayRef, Int64Array, StringArray};
use lakebed_query::arrow::datatypes::{DataType, Field, Schema};
use lakebed_query::arrow::record_batch::RecordBatch;
use lakebed_query::{Format, Look, ResultWriter};

use crate::settings::Settings;

/// Writes data to stdout in the format of the run.
pub struct Printer {
    out: BufWriter<Stdout>,
    format: Format,
    look: Look,
}

/// Stdout, with errors that say so.
pub struct Stdout(StdoutLock<'static>);

impl Write for Stdout {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.write(buffer).map_err(named)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(named)
    }
}

fn named(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::Interrupted | io::ErrorKind::BrokenPipe => error,
        kind => io::Error::new(kind, format!("could not write to stdout: {error}")),
    }
}

/// A column of a listing.
pub enum Column {
    /// Texts; none is NULL.
    Text(&'static str, Vec<Option<String>>),
    /// Counts.
    Count(&'static str, Vec<u64>),
}

impl Printer {
    pub fn stdout(settings: &Settings) -> Self {
        let terminal = io::stdout().is_terminal();
        let width =
            terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        Self {
            out: BufWriter::new(Stdout(io::stdout().lock())),
            format: settings.format.value,
            look: Look {
                width: width.filter(|_| terminal),
                styled: terminal && settings.color,
            },
        }
    }

    /// The format of the run.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Writes a text as it is, with a line end.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// Writes a heading for people; nothing in the formats for programs.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        match self.format {
            Format::Table if self.look.styled => writeln!(self.out, "\n\u{1b}[1m{text}\u{1b}[0m"),
            Format::Table => writeln!(self.out, "\n{text}"),
            _ => Ok(()),
        }
    }

    /// A writer of a result in the run's format.
    pub fn result(
        &mut self,
        schema: Arc<Schema>,
    ) -> io::Result<ResultWriter<&mut BufWriter<Stdout>>> {
        ResultWriter::new(&mut self.out, self.format, self.look, schema)
    }

    /// Writes a listing in the run's format. All columns have the same length.
    pub fn listing(&mut self, columns: Vec<Column>) -> anyhow::Result<()> {
        let mut fields = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for column in columns {
            match column {
                Column::Text(name, mut values) => {
                    if self.format == Format::Table {
                        // People read a gap as nothing; NULL is for data.
                        values
                            .iter_mut()
                            .for_each(|value| *value = value.take().or(Some(String::new())));
                    }
                    fields.push(Field::new(name, DataType::Utf8, true));
                    arrays.push(Arc::new(StringArray::from(values)));
                }
                Column::Count(name, values) => {
                    fields.push(Field::new(name, DataType::Int64, true));
                    arrays.push(Arc::new(Int64Array::from_iter(
                        values.into_iter().map(|n| i64::try_from(n).ok()),
                    )));
                }
            }
        }
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?;
        let mut writer = self.result(batch.schema())?;
        writer.write(&batch)?;
        writer.finish()?;
        Ok(())
    }

    /// Everything so far is out, before something is said on stderr.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says something to the person at the terminal; data never goes here.
pub fn note(text: &str) {
    // Nobody is left to tell when stderr is gone.
    let _ = writeln!(io::stderr(), "{text}");
}

/// A count as people read it: 120,000.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Bytes as people read them: 12.3 MB.
pub fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        _ => format!(
            "{}.{} MB",
            grouped(bytes / 1_000_000),
            bytes % 1_000_000 / 100_000
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_people() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [megabytes(999), megabytes(1_950), megabytes(12_345_678)],
            ["999 B", "1.9 kB", "12.3 MB"]
        );
    }
}
