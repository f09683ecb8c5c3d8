//! Parts of URLs, and their escapes.

use std::sync::Arc;

use datafusion::arrow::array::{Int64Array, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::string::{text_of, texts};
use crate::types::VARCHAR;

mod uri;

use uri::Uri;

pub(super) fn plan(call: &Call) -> Result<Expr> {
    match call.name {
        "url_encode" => text_of(call, encode),
        "url_decode" => {
            call.arity(1..=1)?;
            Ok(call.kernel(VARCHAR, texts(call)?, |inputs| {
                let text = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| {
                    text.get(row)
                        .map(|text| {
                            decode(text).ok_or_else(|| {
                                SqlError::execution(format!("cannot decode '{text}'"))
                            })
                        })
                        .transpose()
                });
                Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
            }))
        }
        "url_extract_parameter" => {
            call.arity(2..=2)?;
            Ok(call.kernel(VARCHAR, texts(call)?, |inputs| {
                let (url, name) = (inputs.text(0)?, inputs.text(1)?);
                let rows = (0..inputs.rows).map(|row| parameter(url.get(row)?, name.get(row)?));
                Ok(Arc::new(rows.collect::<StringArray>()))
            }))
        }
        "url_extract_port" => {
            call.arity(1..=1)?;
            Ok(call.kernel(DataType::Int64, texts(call)?, |inputs| {
                let url = inputs.text(0)?;
                let rows =
                    (0..inputs.rows).map(|row| Uri::parse(url.get(row)?)?.port.map(i64::from));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            }))
        }
        name => {
            call.arity(1..=1)?;
            let part: fn(Uri) -> Option<String> = match name {
                "url_extract_protocol" => |url| Some(url.scheme.to_owned()),
                "url_extract_host" => |url| Some(url.host.to_owned()),
                "url_extract_path" => |url| decode_escapes(url.path, false),
                "url_extract_query" => |url| {
                    Some(url.query.map_or_else(String::new, |query| {
                        decode_escapes(query, false).unwrap_or_default()
                    }))
                },
                _ => |url| {
                    Some(url.fragment.map_or_else(String::new, |text| {
                        decode_escapes(text, false).unwrap_or_default()
                    }))
                },
            };
            Ok(call.kernel(VARCHAR, texts(call)?, move |inputs| {
                let url = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| Uri::parse(url.get(row)?).and_then(part));
                Ok(Arc::new(rows.collect::<StringArray>()))
            }))
        }
    }
}

/// The first parameter of this name, which is compared as it is written; its value is decoded.
fn parameter(url: &str, name: &str) -> Option<String> {
    Uri::parse(url)?.query?.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decode_escapes(value, true)).flatten()
    })
}

fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                out.push(char::from(byte))
            }
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn decode(text: &str) -> Option<String> {
    decode_escapes(text, true)
}

fn decode_escapes(text: &str, plus: bool) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' if plus => out.push(b' '),
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
                out.push(u8::try_from(high * 16 + low).ok()?);
            }
            other => out.push(other),
        }
    }
    Some(String::from_utf8(out).unwrap_or_else(|error| {
        String::from_utf8_lossy(&without_surrogates(error.as_bytes())).into_owned()
    }))
}

/// Java reads three bytes that stand for half of a surrogate pair as one wrong character.
fn without_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let length = match rest {
            [0xed, 0xa0..0xc0, 0x80..0xc0, ..] => {
                out.extend_from_slice("\u{fffd}".as_bytes());
                3
            }
            _ => {
                out.push(*first);
                1
            }
        };
        rest = &rest[length..];
    }
    out
}
