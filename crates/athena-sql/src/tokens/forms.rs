//! Forms of Trino's grammar that the parser lacks, written in those that it knows.

use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::tokenizer::{Token, TokenWithSpan, Word};

use super::location;
use crate::error::{Result, SqlError};
use crate::rewrite::DISTINCT_SETS;

pub(super) fn rewrite(raw: Vec<TokenWithSpan>) -> Result<Vec<TokenWithSpan>> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(raw.len());
    let mut i = 0;
    while i < raw.len() {
        let rest = &raw[i..];
        i += match rest {
            [number, word, ..] if let Some(digits) = other_base(number, word) => {
                out.push(TokenWithSpan {
                    token: Token::Number(digits, false),
                    span: number.span,
                });
                2
            }
            [number, ..] if let Some(digits) = hexadecimal(number) => {
                out.push(TokenWithSpan {
                    token: Token::Number(digits, false),
                    span: number.span,
                });
                1
            }
            [number, ..] if let Some((digits, count)) = grouped(rest) => {
                out.push(TokenWithSpan {
                    token: Token::Number(digits, false),
                    span: number.span,
                });
                count
            }
            [text, mark, escape, ..] if let Some(text) = escaped(text, mark, escape)? => {
                out.push(text);
                3
            }
            [kind, text, ..]
                if (is(kind, "uuid") || is(kind, "ipaddress"))
                    && matches!(text.token, Token::SingleQuotedString(_)) =>
            {
                let cast = [
                    Token::make_keyword("CAST"),
                    Token::LParen,
                    text.token.clone(),
                ];
                let rest = [Token::make_keyword("AS"), kind.token.clone(), Token::RParen];
                out.extend(cast.into_iter().chain(rest).map(|token| TokenWithSpan {
                    token,
                    span: kind.span,
                }));
                2
            }
            [name, ..] if is_plain_name(rest, &out) => {
                let Token::Word(word) = &name.token else {
                    continue;
                };
                out.push(TokenWithSpan {
                    token: Token::make_word(&word.value.to_lowercase(), Some('"')),
                    span: name.span,
                });
                1
            }
            [table, name, ..] if is(table, "table") && stands_alone(&out, name) => {
                for token in [
                    Token::make_keyword("SELECT"),
                    Token::Mul,
                    Token::make_keyword("FROM"),
                ] {
                    out.push(TokenWithSpan {
                        token,
                        span: table.span,
                    });
                }
                1
            }
            [group, by, all, next, ..]
                if is(group, "group") && is(by, "by") && is(all, "all") && !ends(next) =>
            {
                // `GROUP BY ALL a`: all grouping sets, as without the word.
                out.extend([group.clone(), by.clone()]);
                3
            }
            [group, by, distinct, ..]
                if is(group, "group") && is(by, "by") && is(distinct, "distinct") =>
            {
                let mark = Token::SingleQuotedString(DISTINCT_SETS.to_owned());
                let mark = [mark, Token::Comma].map(|token| TokenWithSpan {
                    token,
                    span: distinct.span,
                });
                out.extend([group.clone(), by.clone()].into_iter().chain(mark));
                3
            }
            [sample, method, open, rate, close, ..]
                if is(sample, "tablesample")
                    && (is(method, "bernoulli") || is(method, "system"))
                    && open.token == Token::LParen
                    && close.token == Token::RParen
                    && matches!(&rate.token, Token::Number(rate, _) if rate == "100") =>
            {
                // A sample of all rows is none.
                5
            }
            _ => {
                out.push(rest[0].clone());
                1
            }
        };
    }
    Ok(out)
}

fn word(token: &TokenWithSpan) -> Option<&Word> {
    match &token.token {
        Token::Word(word) if word.quote_style.is_none() => Some(word),
        _ => None,
    }
}

pub(super) fn is(token: &TokenWithSpan, name: &str) -> bool {
    word(token).is_some_and(|word| word.value.eq_ignore_ascii_case(name))
}

/// The decimal digits of `0b101` and `0o17`, which are read as a zero and a name right behind it.
fn other_base(number: &TokenWithSpan, name: &TokenWithSpan) -> Option<String> {
    if number.token != Token::Number("0".to_owned(), false) || number.span.end != name.span.start {
        return None;
    }
    let digits = word(name)?.value.to_lowercase();
    let (radix, digits) = match digits.strip_prefix('b') {
        Some(digits) => (2, digits),
        None => (8, digits.strip_prefix('o')?),
    };
    let digits = digits.replace('_', "");
    Some(u64::from_str_radix(&digits, radix).ok()?.to_string())
}

/// The decimal digits of `0x1F`, which is shorter in the text than `X'1F'`, read as the same token.
fn hexadecimal(number: &TokenWithSpan) -> Option<String> {
    let Token::HexStringLiteral(digits) = &number.token else {
        return None;
    };
    let length = number
        .span
        .end
        .column
        .checked_sub(number.span.start.column)?;
    if usize::try_from(length).ok()? != digits.len() + 2 {
        return None;
    }
    Some(u64::from_str_radix(digits, 16).ok()?.to_string())
}

/// The digits of `1_000_000` or `1_000.25`, which are read as a number and names right behind it, and how many tokens they are.
fn grouped(tokens: &[TokenWithSpan]) -> Option<(String, usize)> {
    let [number, groups, rest @ ..] = tokens else {
        return None;
    };
    let Token::Number(first, false) = &number.token else {
        return None;
    };
    if number.span.end != groups.span.start || !first.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let more = &word(groups)?.value;
    let fits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !more.strip_prefix('_')?.split('_').all(fits) {
        return None;
    }
    let digits = format!("{first}{}", more.replace('_', ""));
    match rest.first() {
        Some(after) if after.span.start == groups.span.end => match &after.token {
            Token::Number(fraction, false) if fraction.starts_with('.') => {
                Some((format!("{digits}{fraction}"), 3))
            }
            _ => Some((digits, 2)),
        },
        _ => Some((digits, 2)),
    }
}

/// `U&'snow #2603' UESCAPE '#'` as the text it stands for.
fn escaped(
    text: &TokenWithSpan,
    mark: &TokenWithSpan,
    escape: &TokenWithSpan,
) -> Result<Option<TokenWithSpan>> {
    let (Token::UnicodeStringLiteral(source), Token::SingleQuotedString(escape)) =
        (&text.token, &escape.token)
    else {
        return Ok(None);
    };
    if !is(mark, "uescape") {
        return Ok(None);
    }
    let wrong =
        || SqlError::refused("invalid escape in a text with UESCAPE").at(location(text.span));
    let mut escapes = escape.chars();
    let (Some(escape), None) = (escapes.next(), escapes.next()) else {
        return Err(SqlError::refused("UESCAPE takes one character").at(location(text.span)));
    };
    let mut out = String::new();
    let mut rest = source.as_str();
    while let Some((before, after)) = rest.split_once(escape) {
        out.push_str(before);
        if let Some(after) = after.strip_prefix(escape) {
            out.push(escape);
            rest = after;
            continue;
        }
        let (digits, from) = match after.strip_prefix('+') {
            Some(long) => (long.get(..6), 7),
            None => (after.get(..4), 4),
        };
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        out.push(code.and_then(char::from_u32).ok_or_else(wrong)?);
        rest = &after[from..];
    }
    out.push_str(rest);
    Ok(Some(TokenWithSpan {
        token: Token::SingleQuotedString(out),
        span: text.span,
    }))
}

/// Whether a word that the parser takes for one of its own is a name here, as Trino has it.
fn is_plain_name(rest: &[TokenWithSpan], before: &[TokenWithSpan]) -> bool {
    let token = |i: usize| rest.get(i).map(|token| &token.token);
    let is_text = |i| matches!(token(i), Some(Token::SingleQuotedString(_)));
    let named = |name| is(&rest[0], name);
    if named("top") {
        begins_select(before) && !matches!(token(1), Some(Token::Number(..) | Token::LParen))
    } else if named("user") {
        token(1) != Some(&Token::LParen)
    } else if named("interval") {
        match token(1) {
            Some(Token::Plus | Token::Minus) => !is_text(2),
            Some(Token::LParen | Token::Number(..) | Token::Placeholder(_)) => false,
            _ => !is_text(1),
        }
    } else {
        (named("any") || named("some") || named("all")) && token(1) == Some(&Token::Period)
    }
}

fn begins_select(before: &[TokenWithSpan]) -> bool {
    matches!(
        before.last().map(|token| &token.token),
        Some(Token::Word(word))
            if matches!(word.keyword, Keyword::SELECT | Keyword::DISTINCT | Keyword::ALL)
    )
}

/// `TABLE t` where a query may begin.
fn stands_alone(before: &[TokenWithSpan], name: &TokenWithSpan) -> bool {
    let begins = match before.last().map(|token| &token.token) {
        None | Some(Token::LParen | Token::RParen) => true,
        Some(Token::Word(word)) => matches!(
            word.keyword,
            Keyword::UNION
                | Keyword::EXCEPT
                | Keyword::INTERSECT
                | Keyword::ALL
                | Keyword::DISTINCT
        ),
        _ => false,
    };
    begins && matches!(&name.token, Token::Word(_))
}

/// Whether the list of GROUP BY is over before this token.
fn ends(token: &TokenWithSpan) -> bool {
    match &token.token {
        Token::RParen | Token::SemiColon | Token::EOF => true,
        Token::Word(word) => matches!(
            word.keyword,
            Keyword::HAVING
                | Keyword::ORDER
                | Keyword::LIMIT
                | Keyword::OFFSET
                | Keyword::FETCH
                | Keyword::UNION
                | Keyword::EXCEPT
                | Keyword::INTERSECT
                | Keyword::WINDOW
        ),
        _ => false,
    }
}
