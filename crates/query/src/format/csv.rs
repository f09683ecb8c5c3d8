//! RFC 4180: fields in quotes where they must be. NULL is nothing, an empty text is `""`.

use std::io::{self, Write};

use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::record_batch::RecordBatch;

use super::cell::{self, Kind};

pub(super) fn write_header(out: &mut impl Write, schema: &Schema) -> io::Result<()> {
    let mut line = String::new();
    for (index, field) in schema.fields().iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        write_field(&mut line, field.name(), Kind::Text);
    }
    line.push('\n');
    out.write_all(line.as_bytes())
}

pub(super) fn write_rows(out: &mut impl Write, batch: &RecordBatch) -> io::Result<()> {
    let (mut line, mut value) = (String::new(), String::new());
    for row in 0..batch.num_rows() {
        line.clear();
        for (index, column) in batch.columns().iter().enumerate() {
            if index > 0 {
                line.push(',');
            }
            value.clear();
            let kind = cell::write_value(&mut value, column, row);
            write_field(&mut line, &value, kind);
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn write_field(line: &mut String, value: &str, kind: Kind) {
    let quoted = value.contains([',', '"', '\n', '\r']) || (value.is_empty() && kind == Kind::Text);
    if quoted {
        line.push('"');
        line.push_str(&value.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(value);
    }
}
