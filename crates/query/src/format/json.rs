//! Rows as JSON objects.

use std::io::{self, Write};

use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::record_batch::RecordBatch;

use super::cell;

/// Keys of the objects: the columns' names; a name that stands again gets `_2`, `_3`, since an object has a key once.
pub(crate) fn names(schema: &Schema) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in schema.fields() {
        let mut name = field.name().clone();
        let mut count = 1;
        while names.contains(&name) {
            count += 1;
            name = format!("{}_{count}", field.name());
        }
        names.push(name);
    }
    names
}

pub(super) fn write_rows(
    out: &mut impl Write,
    batch: &RecordBatch,
    names: &[String],
    array: bool,
    before: u64,
) -> io::Result<()> {
    let mut line = String::new();
    for row in 0..batch.num_rows() {
        line.clear();
        if array {
            line.push_str(if before == 0 && row == 0 {
                "[\n"
            } else {
                ",\n"
            });
        }
        line.push('{');
        for (index, (name, column)) in names.iter().zip(batch.columns()).enumerate() {
            if index > 0 {
                line.push(',');
            }
            cell::write_json_text(&mut line, name);
            line.push(':');
            cell::write_json(&mut line, column, row);
        }
        line.push('}');
        if !array {
            line.push('\n');
        }
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}
