//! Aligned columns for people. Widths come from the first rows; longer cells are cut with `…`.

use std::io::{self, Write};

use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::record_batch::RecordBatch;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Look;
use super::cell::{self, Kind};

/// Rows that decide on the widths.
const SAMPLE_ROWS: usize = 1000;
/// Widest cell where no terminal says otherwise.
const WIDEST_CELL: usize = 64;
/// No column is cut below this.
const NARROWEST_CELL: usize = 8;
const GAP: usize = 2;

pub(super) struct Table {
    look: Look,
    headers: Vec<String>,
    numbers: Vec<bool>,
    /// Rows before the widths are decided on.
    waiting: Vec<Vec<Cell>>,
    widths: Option<Vec<usize>>,
}

struct Cell {
    text: String,
    null: bool,
}

impl Table {
    pub(super) fn new(schema: &Schema, look: Look) -> Self {
        let fields = schema.fields().iter();
        Self {
            look,
            headers: fields.clone().map(|f| printable(f.name())).collect(),
            numbers: fields.map(|f| cell::is_number(f.data_type())).collect(),
            waiting: Vec::new(),
            widths: None,
        }
    }

    pub(super) fn write(&mut self, out: &mut impl Write, batch: &RecordBatch) -> io::Result<()> {
        for row in 0..batch.num_rows() {
            let mut cells = Vec::with_capacity(batch.num_columns());
            for column in batch.columns() {
                let mut text = String::new();
                let null = cell::write_value(&mut text, column, row) == Kind::Null;
                cells.push(Cell {
                    text: if null {
                        "NULL".into()
                    } else {
                        printable(&text)
                    },
                    null,
                });
            }
            match &self.widths {
                Some(widths) => self.line(out, widths, &cells)?,
                None => self.waiting.push(cells),
            }
            if self.waiting.len() == SAMPLE_ROWS {
                self.begin(out)?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.widths.is_none() {
            self.begin(out)
        } else {
            Ok(())
        }
    }

    fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        let widths = self.fit();
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|h| Cell {
                text: h.clone(),
                null: false,
            })
            .collect();
        self.line(out, &widths, &headers)?;
        let rules: Vec<_> = widths.iter().map(|width| "─".repeat(*width)).collect();
        writeln!(out, "{}", rules.join(&" ".repeat(GAP)))?;
        for cells in std::mem::take(&mut self.waiting) {
            self.line(out, &widths, &cells)?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    /// What every column needs; on a terminal the widest give way until all fit.
    fn fit(&self) -> Vec<usize> {
        let needs = |index: usize| {
            let cells = self.waiting.iter().map(|cells| cells[index].text.width());
            cells
                .chain([self.headers[index].width(), 1])
                .max()
                .unwrap_or(1)
        };
        let mut widths: Vec<_> = (0..self.headers.len()).map(needs).collect();
        let Some(terminal) = self.look.width else {
            return widths
                .into_iter()
                .map(|width| width.min(WIDEST_CELL))
                .collect();
        };
        let gaps = GAP * widths.len().saturating_sub(1);
        let room = terminal.saturating_sub(gaps);
        while widths.iter().sum::<usize>() > room {
            // Numbers last: a cut number is a wrong number.
            let order = |index: &usize| (!self.numbers[*index], widths[*index]);
            let widest = (0..widths.len())
                .filter(|i| !self.numbers[*i] && widths[*i] > NARROWEST_CELL)
                .max_by_key(order);
            match widest {
                Some(index) => widths[index] -= 1,
                None => break,
            }
        }
        widths
    }

    fn line(&self, out: &mut impl Write, widths: &[usize], cells: &[Cell]) -> io::Result<()> {
        let mut line = String::new();
        for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if index > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            let text = if self.numbers[index] {
                cell.text.clone()
            } else {
                cut(&cell.text, *width)
            };
            let space = " ".repeat(width.saturating_sub(text.width()));
            let text = if cell.null && self.look.styled {
                format!("\u{1b}[2m{text}\u{1b}[0m")
            } else {
                text
            };
            let (before, after) = if self.numbers[index] {
                (space, String::new())
            } else {
                (String::new(), space)
            };
            line.push_str(&before);
            line.push_str(&text);
            line.push_str(&after);
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// At most `width` wide, the last place a `…` when something is missing.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Control characters as their pictures: data must not move the cursor, nor break a line.
fn printable(text: &str) -> String {
    let picture = |c: char| match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        0x80..=0x9f => '\u{fffd}',
        0x202a..=0x202e | 0x2066..=0x2069 => '\u{fffd}', // these turn the direction of what follows
        _ => c,
    };
    text.chars().map(picture).collect()
}
