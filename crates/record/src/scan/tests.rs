use super::*;

fn skip(text: &str, balanced: bool) -> Option<usize> {
    let mut buf = text.as_bytes().to_vec();
    buf.extend_from_slice(&[b'"'; PADDING]);
    let mut cursor = Cursor::new(&buf, text);
    let done = if balanced {
        cursor.skip_balanced()
    } else {
        cursor.skip_value()
    };
    (done.is_ok() && cursor.pos <= text.len()).then_some(cursor.pos)
}

#[test]
fn values_are_passed_whole() {
    let long = format!("{{\"k\":\"{}\\\"}}\",\"l\":[1,{{}},[]]}}", "x{[".repeat(50));
    for text in [
        "{}",
        "[]",
        "\"\"",
        "0",
        "-1.5e+3",
        "true",
        "false",
        "null",
        r#"{"a":[1,2,{"b":"}"}]}"#,
        r#" [ 1 , "\u00e9\ud83d\ude00" ] "#.trim_end(),
        &long,
    ] {
        assert_eq!(skip(text, false), Some(text.len()), "{text}");
        assert_eq!(skip(text, true), Some(text.len()), "{text}");
    }
}

#[test]
fn broken_values_are_refused() {
    for text in [
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "01",
        "1.",
        "-",
        "+1",
        "tru",
        "\"abc",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"a\tb\"",
        "{\"a\":1,}",
        "nan",
        "'a'",
        &"[".repeat(5000),
    ] {
        assert_eq!(skip(text, false), None, "{text}");
    }
    for text in ["{", "[[]", "{\"a\":\"}", ""] {
        assert_eq!(skip(text, true), None, "{text}");
    }
}

/// Lengths around those of a vector, of a chunk, and of two chunks.
fn lengths() -> impl Iterator<Item = usize> {
    (0..3)
        .chain(13..19)
        .chain(29..36)
        .chain(45..51)
        .chain(61..68)
}

/// Looks from behind `before` at `text`, with whatever padding comes after it.
fn at_end(before: &str, text: &str, look: impl Fn(&mut Cursor<'_>)) {
    let text = format!("{before}{text}");
    for padding in [b'"', b'}', b'0', 0] {
        let mut buf = text.as_bytes().to_vec();
        buf.extend_from_slice(&[padding; PADDING]);
        let mut cursor = Cursor::new(&buf, &text);
        cursor.pos = before.len();
        look(&mut cursor);
    }
}

#[test]
fn strings_end_at_their_quote_wherever_it_stands() {
    for len in lengths() {
        for before in ["", "{\"é\":"] {
            let plain = "a}".repeat(len).get(..len).unwrap_or_default().to_string();
            at_end(before, &format!("\"{plain}\""), |cursor| {
                assert_eq!(cursor.string().unwrap(), Text::Plain(&plain));
                assert_eq!(cursor.pos, cursor.len());
            });
            at_end(before, &format!("\"{plain}\"}}"), |cursor| {
                cursor.pos += 1;
                let short = cursor.short_payload();
                assert_eq!(short.map(|s| s.text()), (len <= 32).then_some(&*plain));
                cursor.pos -= 1;
                let short = cursor.eat_short();
                assert_eq!(short.map(|s| s.text()), (len <= 32).then_some(&*plain));
            });
            for escape in ["\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00"] {
                let escaped = format!("{plain}{escape}{plain}");
                at_end(before, &format!("\"{escaped}\"}}"), |cursor| {
                    let start = cursor.pos;
                    cursor.pos += 1;
                    assert!(cursor.short_payload().is_none());
                    cursor.pos -= 1;
                    assert!(cursor.eat_short().is_none());
                    assert_eq!(cursor.pos, start);
                    assert_eq!(cursor.string().unwrap(), Text::Escaped(&escaped));
                    assert_eq!(cursor.pos + 1, cursor.len());
                });
            }
            for broken in ["\n", "\\x", "\\u12", "\\ud800"] {
                at_end(before, &format!("\"{plain}{broken}{plain}\"}}"), |cursor| {
                    cursor.pos += 1;
                    assert!(cursor.short_payload().is_none());
                    cursor.pos -= 1;
                    assert!(cursor.eat_short().is_none());
                    assert!(cursor.string().is_err());
                });
            }
        }
    }
}

#[test]
fn brackets_in_strings_are_text_in_every_block() {
    for len in lengths() {
        let inside = "{[\\\"]}".repeat(len);
        let text = format!(
            "{{\"{}\":[\"{inside}\",{{\"S\":\"}}\"}}]}}",
            "x".repeat(len)
        );
        assert_eq!(skip(&text, true), Some(text.len()), "{text}");
        assert_eq!(skip(&text, false), Some(text.len()), "{text}");
        assert_eq!(skip(&text[..text.len() - 1], true), None);
        assert_eq!(skip(&text[..text.len() - 1], false), None);
    }
}

#[test]
fn patterns_count_every_byte() {
    for len in lengths().skip(1) {
        let text = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(2)[..len].to_string();
        let pattern = Pattern::new(text.as_bytes());
        at_end("", &text, |cursor| assert!(cursor.eat_pattern(&pattern)));
        for at in 0..len {
            let mut other = text.clone().into_bytes();
            other[at] ^= 1;
            let other = String::from_utf8(other).unwrap();
            at_end("", &other, |cursor| {
                assert!(!cursor.eat_pattern(&pattern), "{len} {at}");
                assert_eq!(cursor.pos, 0);
            });
        }
    }
}

#[test]
fn same_bytes_are_counted_to_the_first_that_differs() {
    for len in lengths() {
        let (one, other) = ("x".repeat(len) + "1", "x".repeat(len) + "2");
        let text = format!("{one}{other}");
        at_end("", &format!("{text}{}", " ".repeat(64)), |cursor| {
            assert_eq!(cursor.same_as(one.len()), len);
        });
    }
}

#[test]
fn whole_numbers_are_those_that_json_allows() {
    for (text, value) in [
        ("0", Some(0)),
        ("7,", Some(7)),
        ("1795046400}", Some(1_795_046_400)),
        ("1234567890123456 ", Some(1_234_567_890_123_456)),
        ("12345678901234567", None),
        ("007", None),
        ("1.5", None),
        ("1e9", None),
        ("-1", None),
        ("", None),
        ("x", None),
    ] {
        at_end("", &format!("{text}]"), |cursor| {
            assert_eq!(cursor.whole_number(), value, "{text}");
        });
    }
    for text in ["123456789012345678901234567890", "12345678901234567", "1"] {
        at_end("", &format!("{text}]"), |cursor| {
            assert_eq!(cursor.number().unwrap(), text);
        });
    }
}
