//! The clauses of SQL's JSON functions (`PASSING`, `RETURNING`, `ON EMPTY`, `KEY … VALUE …`), which the parser does not know.
//!
//! `json_value(x, 'lax $.a' RETURNING bigint NULL ON ERROR)` becomes `json_value(x, '<clauses>')`: one text holds path and
//! clauses, and what else the clauses evaluate (passed values, defaults, members) follows as plain arguments.

use datafusion::sql::sqlparser::tokenizer::{Span, Token, TokenWithSpan};

use crate::error::{ErrorKind, Result, SqlError};
use crate::tokens::location;

/// Opens the text of the clauses, so that no analyst's text is taken for one.
const MARK: char = '\u{5}';
const NEXT: char = '\u{6}';

/// The clauses of one call as `key=value` parts, in order.
pub(crate) struct Clauses(Vec<(String, String)>);

impl Clauses {
    /// Reads what [`rewrite`] wrote.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let parts = text
            .strip_prefix(MARK)?
            .split(NEXT)
            .filter_map(|part| part.split_once('='))
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        Some(Self(parts.collect()))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == key)
            .map(|(_, value)| value.as_str())
    }
}

fn begins_with_json(word: &str) -> bool {
    let start = word.get(..5);
    start.is_some_and(|start| start.eq_ignore_ascii_case("json_"))
}

/// Rewrites every JSON function among the tokens.
pub(crate) fn rewrite(tokens: Vec<TokenWithSpan>) -> Result<Vec<TokenWithSpan>> {
    // Most statements have none.
    let of_json = |token: &TokenWithSpan| matches!(&token.token, Token::Word(word) if begins_with_json(&word.value));
    if !tokens.iter().any(of_json) {
        return Ok(tokens);
    }
    let mut out = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let name = word(&tokens[i]);
        let is_call = matches!(
            name.as_str(),
            "json_value" | "json_query" | "json_exists" | "json_object" | "json_array"
        ) && tokens.get(i + 1).map(|t| &t.token) == Some(&Token::LParen);
        if !is_call {
            out.push(tokens[i].clone());
            i += 1;
            continue;
        }
        let end = closing(&tokens, i + 1).ok_or_else(|| {
            SqlError::new(ErrorKind::Syntax, format!("{name} is not closed"))
                .at(location(tokens[i].span))
        })?;
        let inner = rewrite(tokens[i + 2..end].to_vec())?;
        let span = tokens[i].span;
        let mut cursor = Cursor {
            tokens: &inner,
            at: 0,
            place: span,
        };
        let call = match name.as_str() {
            "json_object" => object(&mut cursor)?,
            "json_array" => array(&mut cursor)?,
            _ => query(&name, &mut cursor)?,
        };
        out.push(tokens[i].clone());
        out.push(tokens[i + 1].clone());
        for (n, argument) in call.arguments(span).into_iter().enumerate() {
            if n > 0 {
                out.push(token(Token::Comma, span));
            }
            out.extend(argument);
        }
        out.push(tokens[end].clone());
        i = end + 1;
    }
    Ok(out)
}

fn token(token: Token, span: Span) -> TokenWithSpan {
    TokenWithSpan { token, span }
}

/// The lower-case text of an unquoted word.
fn word(token: &TokenWithSpan) -> String {
    match &token.token {
        Token::Word(word) if word.quote_style.is_none() => word.value.to_lowercase(),
        _ => String::new(),
    }
}

/// The index of the parenthesis that closes the one at `open`.
fn closing(tokens: &[TokenWithSpan], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}

/// A call taken apart: the input if it has one, the clauses, and what they evaluate.
#[derive(Default)]
struct Parts {
    input: Option<Vec<TokenWithSpan>>,
    clauses: Vec<(&'static str, String)>,
    values: Vec<Vec<TokenWithSpan>>,
}

impl Parts {
    fn clause(&mut self, key: &'static str, value: impl Into<String>) {
        self.clauses.push((key, value.into()));
    }

    fn value(&mut self, tokens: &[TokenWithSpan]) {
        self.values.push(tokens.to_vec());
    }

    fn arguments(self, span: Span) -> Vec<Vec<TokenWithSpan>> {
        let mut text = String::from(MARK);
        for (key, value) in &self.clauses {
            text.push_str(key);
            text.push('=');
            text.push_str(value);
            text.push(NEXT);
        }
        let text = token(Token::SingleQuotedString(text), span);
        self.input
            .into_iter()
            .chain([vec![text]])
            .chain(self.values)
            .collect()
    }
}

struct Cursor<'a> {
    tokens: &'a [TokenWithSpan],
    at: usize,
    place: Span,
}

impl<'a> Cursor<'a> {
    fn wrong(&self, message: impl Into<String>) -> SqlError {
        let span = self.tokens.get(self.at).map_or(self.place, |t| t.span);
        SqlError::new(ErrorKind::Syntax, message).at(location(span))
    }

    fn is_done(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// Takes these words if they stand here.
    fn eat(&mut self, words: &[&str]) -> bool {
        let stand = words.iter().enumerate().all(|(i, wanted)| {
            self.tokens
                .get(self.at + i)
                .is_some_and(|token| word(token) == *wanted)
        });
        if stand {
            self.at += words.len();
        }
        stand
    }

    fn eat_symbol(&mut self, symbol: &Token) -> bool {
        let stands = self.tokens.get(self.at).map(|t| &t.token) == Some(symbol);
        self.at += usize::from(stands);
        stands
    }

    fn expect(&mut self, words: &[&str]) -> Result<()> {
        if self.eat(words) {
            Ok(())
        } else {
            Err(self.wrong(format!("expected {}", words.join(" ").to_uppercase())))
        }
    }

    /// Everything up to where `stop` says so, outside of parentheses; `CASE … END` counts as parentheses.
    fn until(&mut self, stop: impl Fn(&[TokenWithSpan]) -> bool) -> Result<&'a [TokenWithSpan]> {
        let start = self.at;
        let mut depth = 0_usize;
        while self.at < self.tokens.len() {
            if depth == 0 && stop(&self.tokens[self.at..]) {
                break;
            }
            let token = &self.tokens[self.at];
            match &token.token {
                Token::LParen | Token::LBracket => depth += 1,
                Token::RParen | Token::RBracket => depth = depth.saturating_sub(1),
                Token::Word(_) if word(token) == "case" => depth += 1,
                Token::Word(_) if word(token) == "end" => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
        }
        if start == self.at {
            return Err(self.wrong("an expression is missing"));
        }
        Ok(&self.tokens[start..self.at])
    }

    /// `FORMAT JSON [ENCODING UTF8]`.
    fn format(&mut self) -> Result<bool> {
        if !self.eat(&["format", "json"]) {
            return Ok(false);
        }
        if self.eat(&["encoding"]) {
            if !self.eat(&["utf8"]) {
                return Err(
                    SqlError::unsupported("JSON in UTF16 or UTF32 is not supported")
                        .at(location(self.place)),
                );
            }
            return Err(SqlError::unsupported("JSON in varbinary is not supported")
                .at(location(self.place))
                .hint("write from_utf8(x)"));
        }
        Ok(true)
    }

    /// `RETURNING type [FORMAT JSON]`: the type's text.
    fn returning(&mut self) -> Result<Option<String>> {
        if !self.eat(&["returning"]) {
            return Ok(None);
        }
        const AFTER: &[&str] = &[
            "format", "without", "keep", "omit", "null", "error", "empty", "default", "true",
            "false", "unknown",
        ];
        let kind = self.until(|rest| {
            let next = word(&rest[0]);
            AFTER.contains(&next.as_str()) || (next == "with" && word_at(rest, 1) != "time")
        })?;
        let text: Vec<String> = kind.iter().map(|t| t.token.to_string()).collect();
        self.format()?;
        Ok(Some(text.join(" ").to_lowercase()))
    }
}

fn word_at(tokens: &[TokenWithSpan], i: usize) -> String {
    tokens.get(i).map(word).unwrap_or_default()
}

fn is_format(rest: &[TokenWithSpan]) -> bool {
    word(&rest[0]) == "format" && word_at(rest, 1) == "json"
}

/// Whether an expression is nothing but a call that gives JSON text.
fn gives_json(tokens: &[TokenWithSpan]) -> bool {
    let name = word_at(tokens, 0);
    matches!(name.as_str(), "json_query" | "json_object" | "json_array")
        && closing(tokens, 1) == Some(tokens.len() - 1)
}

fn flag(format: bool) -> &'static str {
    if format { "json" } else { "value" }
}

/// `json_value`, `json_query` and `json_exists`.
fn query(name: &str, cursor: &mut Cursor) -> Result<Parts> {
    let mut parts = Parts::default();
    let input = cursor.until(|rest| rest[0].token == Token::Comma || is_format(rest))?;
    parts.input = Some(input.to_vec());
    cursor.format()?;
    if !cursor.eat_symbol(&Token::Comma) {
        return Err(cursor.wrong(format!("{name} takes an input and a path")));
    }
    let path = match cursor.tokens.get(cursor.at).map(|t| &t.token) {
        Some(Token::SingleQuotedString(path)) => path.clone(),
        _ => return Err(cursor.wrong(format!("the path of {name} is a literal text"))),
    };
    cursor.at += 1;
    parts.clause("path", path);
    if cursor.eat(&["passing"]) {
        loop {
            let value = cursor.until(|rest| word(&rest[0]) == "as" || is_format(rest))?;
            let json = cursor.format()? || gives_json(value);
            cursor.expect(&["as"])?;
            let name = match cursor.tokens.get(cursor.at).map(|t| &t.token) {
                // A name without quotes is one in capitals.
                Some(Token::Word(word)) if word.quote_style.is_none() => word.value.to_uppercase(),
                Some(Token::Word(word)) => word.value.clone(),
                _ => return Err(cursor.wrong("expected the name of a passed value")),
            };
            cursor.at += 1;
            parts.clause("passing", format!("{}:{name}", flag(json)));
            parts.value(value);
            if !cursor.eat_symbol(&Token::Comma) {
                break;
            }
        }
    }
    if name != "json_exists"
        && let Some(kind) = cursor.returning()?
    {
        parts.clause("returning", kind);
    }
    if name == "json_query" {
        wrapper(cursor, &mut parts)?;
    }
    while !cursor.is_done() {
        behaviour(name, cursor, &mut parts)?;
    }
    Ok(parts)
}

fn wrapper(cursor: &mut Cursor, parts: &mut Parts) -> Result<()> {
    if cursor.eat(&["without"]) {
        cursor.eat(&["array"]);
        cursor.expect(&["wrapper"])?;
    } else if cursor.eat(&["with"]) {
        let conditional = cursor.eat(&["conditional"]);
        if !conditional {
            cursor.eat(&["unconditional"]);
        }
        cursor.eat(&["array"]);
        cursor.expect(&["wrapper"])?;
        let wrapper = if conditional {
            "conditional"
        } else {
            "unconditional"
        };
        parts.clause("wrapper", wrapper);
    }
    let omit = cursor.eat(&["omit", "quotes"]);
    if omit || cursor.eat(&["keep", "quotes"]) {
        cursor.eat(&["on", "scalar", "string"]);
        if parts.clauses.iter().any(|(key, _)| *key == "wrapper") {
            return Err(
                SqlError::refused("QUOTES and WITH WRAPPER exclude each other")
                    .at(location(cursor.place)),
            );
        }
        parts.clause("quotes", if omit { "omit" } else { "keep" });
    }
    Ok(())
}

/// `NULL ON EMPTY`, `DEFAULT x ON ERROR` and their kin.
fn behaviour(name: &str, cursor: &mut Cursor, parts: &mut Parts) -> Result<()> {
    let mut default = None;
    let what = match name {
        _ if cursor.eat(&["error"]) => "error",
        "json_exists" if cursor.eat(&["true"]) => "true",
        "json_exists" if cursor.eat(&["false"]) => "false",
        "json_exists" if cursor.eat(&["unknown"]) => "null",
        "json_value" | "json_query" if cursor.eat(&["null"]) => "null",
        "json_query" if cursor.eat(&["empty", "array"]) => "array",
        "json_query" if cursor.eat(&["empty", "object"]) => "object",
        "json_value" if cursor.eat(&["default"]) => {
            default = Some(cursor.until(|rest| {
                word(&rest[0]) == "on" && matches!(word_at(rest, 1).as_str(), "empty" | "error")
            })?);
            "default"
        }
        _ => return Err(cursor.wrong(format!("unexpected clause in {name}"))),
    };
    let key = if name != "json_exists" && cursor.eat(&["on", "empty"]) {
        "empty"
    } else {
        cursor.expect(&["on", "error"])?;
        "failure"
    };
    if parts
        .clauses
        .iter()
        .any(|(known, _)| *known == key || (key == "empty" && *known == "failure"))
    {
        return Err(cursor.wrong("ON EMPTY comes once, before ON ERROR"));
    }
    parts.clause(key, what);
    if let Some(default) = default {
        parts.value(default);
    }
    Ok(())
}

fn ends_members(rest: &[TokenWithSpan]) -> bool {
    let next = word_at(rest, 1);
    match word(&rest[0]).as_str() {
        "null" | "absent" => next == "on" && word_at(rest, 2) == "null",
        "with" | "without" => next == "unique",
        "returning" => true,
        "format" => next == "json",
        _ => rest[0].token == Token::Comma,
    }
}

/// What stands behind the members: nulls, keys, type.
fn tail(cursor: &mut Cursor, parts: &mut Parts, object: bool) -> Result<()> {
    if cursor.eat(&["null", "on", "null"]) {
        parts.clause("nulls", "keep");
    } else if cursor.eat(&["absent", "on", "null"]) {
        parts.clause("nulls", "drop");
    }
    if object {
        let unique = cursor.eat(&["with", "unique"]);
        if unique || cursor.eat(&["without", "unique"]) {
            cursor.eat(&["keys"]);
        }
        if unique {
            parts.clause("unique", "true");
        }
    }
    if let Some(kind) = cursor.returning()? {
        parts.clause("returning", kind);
    }
    if cursor.is_done() {
        Ok(())
    } else {
        Err(cursor.wrong("unexpected clause"))
    }
}

fn object(cursor: &mut Cursor) -> Result<Parts> {
    let mut parts = Parts::default();
    if !cursor.is_done() && !ends_members(&cursor.tokens[cursor.at..]) {
        loop {
            let keyed = cursor.eat(&["key"]);
            let key =
                cursor.until(|rest| word(&rest[0]) == "value" || rest[0].token == Token::Colon)?;
            let colon = !keyed && cursor.eat_symbol(&Token::Colon);
            if !colon && !cursor.eat(&["value"]) {
                return Err(cursor
                    .wrong("json_object takes 'key' VALUE value, or 'key' : value")
                    .hint("put a blank behind the colon"));
            }
            let value = cursor.until(ends_members)?;
            let json = cursor.format()? || gives_json(value);
            parts.clause("member", flag(json));
            parts.value(key);
            parts.value(value);
            if !cursor.eat_symbol(&Token::Comma) {
                break;
            }
        }
    }
    tail(cursor, &mut parts, true)?;
    Ok(parts)
}

fn array(cursor: &mut Cursor) -> Result<Parts> {
    let mut parts = Parts::default();
    if !cursor.is_done() && !ends_members(&cursor.tokens[cursor.at..]) {
        loop {
            let value = cursor.until(ends_members)?;
            let json = cursor.format()? || gives_json(value);
            parts.clause("member", flag(json));
            parts.value(value);
            if !cursor.eat_symbol(&Token::Comma) {
                break;
            }
        }
    }
    tail(cursor, &mut parts, false)?;
    Ok(parts)
}
