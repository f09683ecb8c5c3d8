//! Regular expressions with Java's meaning where the linear-time engine has it; look-around and back references are refused.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BooleanArray, Int64Array, StringArray};
use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::regexp_look::Groups;
use crate::functions::regexp_pattern::Pattern;
use crate::functions::string::list_rows;
use crate::kernel::{Column, Inputs};
use crate::types::{self, VARCHAR};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    let range = match call.name {
        "regexp_like" | "regexp_split" | "regexp_count" => 2..=2,
        "regexp_extract" | "regexp_extract_all" | "regexp_replace" => 2..=3,
        "regexp_position" => 2..=4,
        _ => return Ok(None),
    };
    call.arity(range)?;
    if let Some(pattern) = call.literal_text(1) {
        let regex = Pattern::compile(pattern)?;
        if let Some(group) = super::literal::constant_i64(call, 2)
            && call.name.starts_with("regexp_extract")
            && !(0..regex.groups()).contains(&usize::try_from(group).unwrap_or(usize::MAX))
        {
            return Err(call.refuse(format!(
                "pattern has {} groups, cannot access group {group}",
                regex.groups() - 1
            )));
        }
    }
    let mut args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &VARCHAR)?];
    Ok(Some(match call.name {
        "regexp_like" => call.kernel(DataType::Boolean, args, like),
        "regexp_count" => call.kernel(DataType::Int64, args, |inputs| {
            let mut cache = Cache::new(inputs)?;
            let rows = (0..inputs.rows).map(|row| {
                let Some((text, regex)) = cache.at(row)? else {
                    return Ok(None);
                };
                Ok(i64::try_from(regex.find_all(text)?.len()).ok())
            });
            Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
        }),
        "regexp_split" => call.kernel(types::array(VARCHAR), args, |inputs| {
            let mut cache = Cache::new(inputs)?;
            let mut rows = Vec::with_capacity(inputs.rows);
            for row in 0..inputs.rows {
                let Some((text, regex)) = cache.at(row)? else {
                    rows.push(None);
                    continue;
                };
                let mut parts = Vec::new();
                let mut from = 0;
                for (start, end) in regex.find_all(text)? {
                    parts.push(Some(text[from..start].to_owned()));
                    from = end;
                }
                parts.push(Some(text[from..].to_owned()));
                rows.push(Some(parts));
            }
            list_rows(rows.iter().map(|row| {
                Ok(row
                    .as_ref()
                    .map(|row| row.iter().map(|s| s.as_deref()).collect()))
            }))
        }),
        "regexp_position" => {
            for i in 2..call.args.len() {
                args.push(call.arg(i, &DataType::Int64)?);
            }
            call.kernel(DataType::Int32, args, |inputs| {
                let numbers = (2..inputs.args.len())
                    .map(|i| inputs.values::<Int64Type>(i))
                    .collect::<datafusion::error::Result<Vec<_>>>()?;
                let mut cache = Cache::new(inputs)?;
                let rows = (0..inputs.rows).map(|row| {
                    let start = numbers.first().map_or(Some(1), |column| column.get(row));
                    let occurrence = numbers.get(1).map_or(Some(1), |column| column.get(row));
                    let (Some(start), Some(occurrence)) = (start, occurrence) else {
                        return Ok(None);
                    };
                    let Some((text, regex)) = cache.at(row)? else {
                        return Ok(None);
                    };
                    if start < 1 || occurrence < 1 {
                        return Err(SqlError::execution(
                            "start and occurrence of regexp_position start at 1",
                        ));
                    }
                    let skip = usize::try_from(start - 1).unwrap_or(usize::MAX);
                    let Some(from) = text
                        .char_indices()
                        .map(|(i, _)| i)
                        .chain([text.len()])
                        .nth(skip)
                    else {
                        return Ok(Some(-1));
                    };
                    let nth = usize::try_from(occurrence - 1).unwrap_or(usize::MAX);
                    let found = regex.find_all_from(text, from)?.into_iter().nth(nth);
                    Ok(Some(found.map_or(-1, |(start, _)| {
                        i64::try_from(text[..start].chars().count()).unwrap_or(-2) + 1
                    })))
                });
                Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
            })
        }
        "regexp_extract" | "regexp_extract_all" => {
            if call.args.len() == 3 {
                args.push(call.arg(2, &DataType::Int64)?);
            }
            if call.name == "regexp_extract" {
                extract(call, args)
            } else {
                extract_all(call, args)
            }
        }
        _ => {
            if call.args.len() == 3 {
                args.push(call.arg(2, &VARCHAR)?);
            }
            replace(call, args)
        }
    }))
}

fn like(inputs: &Inputs) -> datafusion::error::Result<ArrayRef> {
    let mut cache = Cache::new(inputs)?;
    // One pattern for a whole column, the usual case: nothing to look up for a row.
    if let (Some(texts), Some(pattern)) = (cache.text.rows(), cache.pattern.constant())
        && texts.null_count() < texts.len()
    {
        let pattern = Pattern::compile(pattern)?;
        let mut failed = None;
        let matched = BooleanBuffer::collect_bool(texts.len(), |row| {
            texts.is_valid(row)
                && pattern.is_match(texts.value(row)).unwrap_or_else(|error| {
                    failed.get_or_insert(error);
                    false
                })
        });
        return match failed {
            Some(error) => Err(error.into()),
            None => Ok(Arc::new(BooleanArray::new(matched, texts.nulls().cloned()))),
        };
    }
    let rows = (0..inputs.rows).map(|row| {
        cache
            .at(row)?
            .map(|(text, regex)| regex.is_match(text))
            .transpose()
    });
    Ok(Arc::new(rows.collect::<Result<BooleanArray>>()?))
}

/// The last pattern compiled: most often the only one.
struct Cache {
    text: Column<StringArray>,
    pattern: Column<StringArray>,
    last: Option<(String, Pattern)>,
}

impl Cache {
    fn new(inputs: &Inputs) -> datafusion::error::Result<Self> {
        Ok(Self {
            text: inputs.text(0)?,
            pattern: inputs.text(1)?,
            last: None,
        })
    }

    fn at(&mut self, row: usize) -> Result<Option<(&str, &Pattern)>> {
        let (Some(text), Some(pattern)) = (self.text.get(row), self.pattern.get(row)) else {
            return Ok(None);
        };
        if self
            .last
            .as_ref()
            .is_none_or(|(source, _)| source != pattern)
        {
            self.last = Some((pattern.to_owned(), Pattern::compile(pattern)?));
        }
        Ok(self.last.as_ref().map(|(_, regex)| (text, regex)))
    }
}

fn group(
    numbers: Option<&Column<Int64Array>>,
    row: usize,
    regex: &Pattern,
) -> Result<Option<usize>> {
    let Some(numbers) = numbers else {
        return Ok(Some(0));
    };
    let Some(number) = numbers.get(row) else {
        return Ok(None);
    };
    usize::try_from(number)
        .ok()
        .filter(|number| *number < regex.groups())
        .map(Some)
        .ok_or_else(|| {
            SqlError::execution(format!(
                "pattern has {} groups, cannot access group {number}",
                regex.groups() - 1
            ))
        })
}

fn extract(call: &Call, args: Vec<Expr>) -> Expr {
    call.kernel(VARCHAR, args, |inputs| {
        let numbers = if inputs.args.len() > 2 {
            Some(inputs.values::<Int64Type>(2)?)
        } else {
            None
        };
        let mut cache = Cache::new(inputs)?;
        let rows = (0..inputs.rows).map(|row| {
            let Some((text, regex)) = cache.at(row)? else {
                return Ok(None);
            };
            let Some(group) = group(numbers.as_ref(), row, regex)? else {
                return Ok(None);
            };
            if group == 0 {
                let found = regex.find_at(text, 0)?;
                return Ok(found.map(|(start, end)| text[start..end].to_owned()));
            }
            Ok(regex
                .captures(text)?
                .and_then(|captures| captures.get(group).map(|found| found.as_str().to_owned())))
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    })
}

fn extract_all(call: &Call, args: Vec<Expr>) -> Expr {
    call.kernel(types::array(VARCHAR), args, |inputs| {
        let numbers = if inputs.args.len() > 2 {
            Some(inputs.values::<Int64Type>(2)?)
        } else {
            None
        };
        let mut cache = Cache::new(inputs)?;
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let Some((text, regex)) = cache.at(row)? else {
                rows.push(None);
                continue;
            };
            let Some(group) = group(numbers.as_ref(), row, regex)? else {
                rows.push(None);
                continue;
            };
            let found = regex
                .captures_all(text)?
                .into_iter()
                .map(|captures| captures.get(group).map(|found| found.as_str().to_owned()));
            rows.push(Some(found.collect::<Vec<_>>()));
        }
        list_rows(rows.iter().map(|row| {
            Ok(row
                .as_ref()
                .map(|row| row.iter().map(|s| s.as_deref()).collect()))
        }))
    })
}

/// Java's replacement: `$1`, `${name}`, `\$` for itself.
fn expand(replacement: &str, captures: &Groups, names: &[String], out: &mut String) -> Result<()> {
    let bad = || SqlError::execution("illegal replacement sequence");
    let mut chars = replacement.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => out.push(chars.next().ok_or_else(bad)?.1),
            '$' => {
                if chars.next_if(|(_, c)| *c == '{').is_some() {
                    let end = replacement[i..].find('}').ok_or_else(bad)? + i;
                    let name = &replacement[i + 2..end];
                    if !names.iter().any(|known| known == name) {
                        return Err(SqlError::execution(format!(
                            "illegal replacement sequence: unknown group {{ {name} }}"
                        )));
                    }
                    let found = captures.name(name).map(|found| found.as_str());
                    out.push_str(found.unwrap_or_default());
                    while chars.next_if(|(at, _)| *at <= end).is_some() {}
                    continue;
                }
                let (_, first) = chars.next_if(|(_, c)| c.is_ascii_digit()).ok_or_else(bad)?;
                let mut number = first.to_digit(10).unwrap_or(0) as usize;
                if number >= captures.len() {
                    return Err(SqlError::execution(format!(
                        "illegal replacement sequence: unknown group {number}"
                    )));
                }
                // More digits belong to the number while there are so many groups.
                while let Some((_, digit)) = chars.peek() {
                    let Some(digit) = digit.to_digit(10) else {
                        break;
                    };
                    let longer = number * 10 + digit as usize;
                    if longer >= captures.len() {
                        break;
                    }
                    number = longer;
                    chars.next();
                }
                out.push_str(captures.get(number).map_or("", |found| found.as_str()));
            }
            c => out.push(c),
        }
    }
    Ok(())
}

fn replace(call: &Call, args: Vec<Expr>) -> Expr {
    call.kernel(VARCHAR, args, |inputs| {
        let replacement = if inputs.args.len() > 2 {
            Some(inputs.text(2)?)
        } else {
            None
        };
        let mut cache = Cache::new(inputs)?;
        let rows = (0..inputs.rows).map(|row| {
            let replacement = match &replacement {
                Some(column) => match column.get(row) {
                    Some(text) => text,
                    None => return Ok(None),
                },
                None => "",
            };
            let Some((text, regex)) = cache.at(row)? else {
                return Ok(None);
            };
            let mut out = String::with_capacity(text.len());
            let mut from = 0;
            if replacement.contains(['$', '\\']) {
                let names = regex.names();
                for captures in regex.captures_all(text)? {
                    let Some(found) = captures.get(0) else {
                        continue;
                    };
                    out.push_str(&text[from..found.start()]);
                    expand(replacement, &captures, &names, &mut out)?;
                    from = found.end();
                }
            } else {
                for (start, end) in regex.find_all(text)? {
                    out.push_str(&text[from..start]);
                    out.push_str(replacement);
                    from = end;
                }
            }
            out.push_str(&text[from..]);
            Ok(Some(out))
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    })
}
