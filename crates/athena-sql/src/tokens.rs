//! From the analyst's text to the tokens that the parser reads.
//!
//! Three things are settled here, since the parser has no switch for them: `:name` becomes one placeholder token, quoted
//! identifiers go to lower case as Athena folds them, and types such as `array(varchar)` become one quoted word.
//! Every token keeps its place in the text.

use std::ops::Range;

use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::tokenizer::{
    Span, Token, TokenWithSpan, Tokenizer, TokenizerError, Word,
};

use crate::dialect::AthenaDialect;
use crate::error::{ErrorKind, Location, Result, SqlError};
use crate::json_syntax;

mod forms;
mod stars;

pub(crate) use stars::ROW_STAR;

/// A `:name` in the text.
#[derive(Debug, Clone)]
pub(crate) struct Placeholder {
    pub(crate) name: String,
    pub(crate) location: Location,
    /// Bytes of the text, colon included.
    pub(crate) bytes: Range<usize>,
}

/// The tokens of a statement, ready for the parser.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) tokens: Vec<TokenWithSpan>,
    pub(crate) placeholders: Vec<Placeholder>,
}

pub(crate) fn location(span: Span) -> Option<Location> {
    (span.start.line > 0).then_some(Location {
        line: span.start.line,
        column: span.start.column,
    })
}

pub(crate) fn read(sql: &str) -> Result<Tokens> {
    let raw = Tokenizer::new(&AthenaDialect, sql)
        .tokenize_with_location()
        .map_err(tokenizer_error)?;
    let raw: Vec<TokenWithSpan> = raw
        .into_iter()
        .filter(|token| !matches!(token.token, Token::Whitespace(_)))
        .collect();
    check(&raw)?;
    let mut placeholders = Vec::new();
    let raw = name_blanks(join_placeholders(sql, raw, &mut placeholders));
    let raw = stars::rewrite(forms::rewrite(raw)?);
    let raw = json_syntax::rewrite(select_values(raw))?;
    let tokens = wrap_values(fold_types(raw)?)
        .into_iter()
        .map(fold_quoted)
        .collect();
    Ok(Tokens {
        tokens,
        placeholders,
    })
}

fn tokenizer_error(error: TokenizerError) -> SqlError {
    let place = Location {
        line: error.location.line,
        column: error.location.column,
    };
    SqlError::new(ErrorKind::Syntax, error.message).at(place)
}

fn check(tokens: &[TokenWithSpan]) -> Result<()> {
    let defines = tokens.iter().any(|token| forms::is(token, "define"));
    for pair in tokens.windows(2) {
        let named = |name: &str| forms::is(&pair[0], name);
        let unsupported = match &pair[1].token {
            Token::LParen if named("json_table") => Some((
                "JSON_TABLE is not supported",
                "write CROSS JOIN UNNEST(CAST(json AS array(…)))",
            )),
            Token::LParen if named("match_recognize") => {
                Some(("MATCH_RECOGNIZE is not supported", "write window functions"))
            }
            Token::LParen if named("pattern") && defines => Some((
                "row patterns in windows are not supported",
                "write lag, lead and sums over a window",
            )),
            Token::LParen if named("exclude_columns") => Some((
                "the table function exclude_columns is not supported",
                "name the columns that are wanted",
            )),
            Token::SingleQuotedString(_) if named("char") => {
                Some(("literals of type char are not supported", "write the text"))
            }
            _ => None,
        };
        if let Some((message, hint)) = unsupported {
            return Err(SqlError::unsupported(message)
                .at(location(pair[0].span))
                .hint(hint));
        }
    }
    // The parser forgets LIMIT ALL.
    let before_offset = |three: &&[TokenWithSpan]| {
        ["limit", "all", "offset"]
            .iter()
            .zip(*three)
            .all(|(name, token)| forms::is(token, name))
    };
    if let Some(three) = tokens.windows(3).find(before_offset) {
        return Err(SqlError::refused("LIMIT before OFFSET is not Athena SQL")
            .at(location(three[0].span))
            .hint("write OFFSET n LIMIT ALL"));
    }
    for token in tokens {
        let refused: Option<(&str, &str)> = match &token.token {
            Token::DoubleColon => Some(("`::` is not Athena SQL", "write CAST(x AS type)")),
            Token::DoubleEq => Some(("`==` is not Athena SQL", "write =")),
            Token::Placeholder(text) if text.starts_with('?') => Some((
                "`?` has no name here",
                "write a named parameter such as :day",
            )),
            Token::Placeholder(_) => Some((
                "`$n` is not Athena SQL",
                "write a named parameter such as :day",
            )),
            Token::Word(Word {
                quote_style: Some('`'),
                ..
            }) => Some(("backticks are not Athena SQL", "quote names with \"")),
            Token::DuckIntDiv => Some(("`//` is not Athena SQL", "write a / b")),
            Token::ExclamationMark => Some(("`!` is not Athena SQL", "write NOT")),
            Token::Ampersand | Token::Pipe | Token::Caret | Token::ShiftLeft | Token::Tilde => {
                Some((
                    "bitwise operators are not Athena SQL",
                    "write bitwise_and(a, b) and its kin",
                ))
            }
            Token::DoubleQuotedString(_) => None,
            Token::EscapedStringLiteral(_) => {
                Some(("E'…' is not Athena SQL", "write '…' without escapes"))
            }
            Token::DollarQuotedString(_) => Some(("$$…$$ is not Athena SQL", "write '…'")),
            _ => None,
        };
        if let Some((message, hint)) = refused {
            return Err(SqlError::refused(message)
                .at(location(token.span))
                .hint(hint));
        }
    }
    Ok(())
}

fn join_placeholders(
    sql: &str,
    raw: Vec<TokenWithSpan>,
    found: &mut Vec<Placeholder>,
) -> Vec<TokenWithSpan> {
    let mut offsets = Offsets::new(sql);
    let mut out = Vec::with_capacity(raw.len());
    let mut tokens = raw.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if token.token == Token::Colon
            && let Some(next) = tokens.peek()
            && let Token::Word(word) = &next.token
            && word.quote_style.is_none()
            && next.span.start == token.span.end
        {
            let name = word.value.clone();
            let span = Span::new(token.span.start, next.span.end);
            if let Some(location) = location(span) {
                let start = offsets.at(location);
                found.push(Placeholder {
                    location,
                    bytes: start..start + 1 + name.len(),
                    name: name.clone(),
                });
            }
            out.push(TokenWithSpan {
                token: Token::Placeholder(format!(":{name}")),
                span,
            });
            tokens.next();
        } else {
            out.push(token);
        }
    }
    out
}

/// What `trim(TRAILING FROM x)` trims: blanks, of which there are more than the space.
pub(crate) const BLANKS: &str = "\u{3}blanks";

/// `trim(TRAILING FROM x)` as `trim(TRAILING 'blanks' FROM x)`, which the parser knows. In `trim(both)` the word is a column.
fn name_blanks(raw: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(raw.len());
    for token in raw {
        let start = out.len().saturating_sub(3);
        if let [trim, parenthesis, side] = &mut out[start..]
            && is_word(&trim.token, Keyword::TRIM)
            && parenthesis.token == Token::LParen
            && let Token::Word(word) = &mut side.token
            && matches!(
                word.keyword,
                Keyword::LEADING | Keyword::TRAILING | Keyword::BOTH
            )
        {
            let span = side.span;
            match &token.token {
                token if is_word(token, Keyword::FROM) => out.push(TokenWithSpan {
                    token: Token::SingleQuotedString(BLANKS.to_owned()),
                    span,
                }),
                Token::Word(_) | Token::SingleQuotedString(_) | Token::LParen => {}
                _ => *word = as_column(word),
            }
        }
        out.push(token);
    }
    out
}

fn is_word(token: &Token, keyword: Keyword) -> bool {
    matches!(token, Token::Word(word) if word.keyword == keyword && word.quote_style.is_none())
}

/// A word that is a name, whatever it means elsewhere.
fn as_column(word: &Word) -> Word {
    Word {
        value: word.value.to_lowercase(),
        quote_style: Some('"'),
        keyword: Keyword::NoKeyword,
    }
}

/// `ALL (VALUES …)` as `ALL (SELECT * FROM (VALUES …))`, which the parser knows.
fn select_values(raw: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(raw.len());
    let mut depth = 0_usize;
    // Depths of the parentheses that need one more behind them.
    let mut open: Vec<usize> = Vec::new();
    for token in raw {
        let span = token.span;
        let here = |token: Token| TokenWithSpan { token, span };
        match &token.token {
            Token::LParen => depth += 1,
            Token::RParen => {
                if open.last() == Some(&depth) {
                    open.pop();
                    out.push(here(Token::RParen));
                }
                depth = depth.saturating_sub(1);
            }
            Token::Word(word)
                if word.keyword == Keyword::VALUES
                    && let [.., quantifier, parenthesis] = out.as_slice()
                    && parenthesis.token == Token::LParen
                    && matches!(
                        &quantifier.token,
                        Token::Word(w) if matches!(w.keyword, Keyword::ALL | Keyword::ANY | Keyword::SOME)
                    ) =>
            {
                out.extend([
                    here(Token::make_keyword("SELECT")),
                    here(Token::Mul),
                    here(Token::make_keyword("FROM")),
                    here(Token::LParen),
                ]);
                open.push(depth);
            }
            _ => {}
        }
        out.push(token);
    }
    out
}

/// Turns places into byte offsets, walking the text once.
struct Offsets<'a> {
    chars: std::str::CharIndices<'a>,
    here: Location,
    length: usize,
}

impl<'a> Offsets<'a> {
    fn new(sql: &'a str) -> Self {
        Self {
            chars: sql.char_indices(),
            here: Location { line: 1, column: 1 },
            length: sql.len(),
        }
    }

    fn at(&mut self, place: Location) -> usize {
        while self.here < place {
            match self.chars.next() {
                Some((_, '\n')) => {
                    self.here = Location {
                        line: self.here.line + 1,
                        column: 1,
                    }
                }
                Some(_) => self.here.column += 1,
                None => return self.length,
            }
        }
        self.chars
            .clone()
            .next()
            .map_or(self.length, |(offset, _)| offset)
    }
}

fn fold_quoted(mut token: TokenWithSpan) -> TokenWithSpan {
    if let Token::Word(word) = &mut token.token
        && word.quote_style == Some('"')
        && word.keyword == Keyword::NoKeyword
        && !word.value.starts_with(TYPE_MARK)
    {
        word.value = word.value.to_lowercase();
    }
    token
}

/// Starts the quoted word that stands for a type.
pub(crate) const TYPE_MARK: char = '\u{1}';

/// Replaces the type of every `CAST(x AS type)` by one quoted word where the parser does not know the type's form.
fn fold_types(tokens: Vec<TokenWithSpan>) -> Result<Vec<TokenWithSpan>> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    // For every open parenthesis: does it belong to a CAST?
    let mut open: Vec<bool> = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        let mut folds = false;
        match &token.token {
            Token::LParen => {
                let cast = matches!(
                    out.last().map(|t| &t.token),
                    Some(Token::Word(w)) if matches!(w.keyword, Keyword::CAST | Keyword::TRY_CAST)
                );
                open.push(cast);
            }
            Token::RParen => {
                open.pop();
            }
            Token::Word(word) => folds = word.keyword == Keyword::AS && open.last() == Some(&true),
            _ => {}
        }
        let place = token.span;
        out.push(token);
        if !folds {
            continue;
        }
        let rest = tokens.as_slice();
        let end = type_end(rest).ok_or_else(|| {
            SqlError::new(ErrorKind::Syntax, "CAST is not closed").at(location(place))
        })?;
        let inside = &rest[..end];
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            let parts: Vec<String> = inside.iter().map(|part| part.token.to_string()).collect();
            out.push(TokenWithSpan {
                token: Token::Word(Word {
                    value: format!("{TYPE_MARK}{}", parts.join(" ")).to_lowercase(),
                    quote_style: Some('"'),
                    keyword: Keyword::NoKeyword,
                }),
                span: Span::new(first.span.start, last.span.end),
            });
        }
        tokens.by_ref().take(end).for_each(drop);
    }
    Ok(out)
}

/// Puts the rows of `VALUES 1, 2` into the parentheses that the parser wants.
fn wrap_values(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    // Depth of the parentheses in which a list of rows is open, and whether its current row got parentheses.
    let mut lists: Vec<(usize, bool)> = Vec::new();
    let mut depth = 0_usize;
    let mut row_starts = false;
    for token in tokens {
        let here = |symbol: Token| TokenWithSpan {
            token: symbol,
            span: token.span,
        };
        if row_starts {
            row_starts = false;
            let bare = token.token != Token::LParen;
            if bare {
                out.push(here(Token::LParen));
            }
            lists.push((depth, bare));
        }
        let in_list = lists.last().is_some_and(|(open, _)| *open == depth);
        let ends = match &token.token {
            Token::Comma | Token::RParen | Token::SemiColon => true,
            Token::Word(word) => matches!(
                word.keyword,
                Keyword::ORDER
                    | Keyword::LIMIT
                    | Keyword::OFFSET
                    | Keyword::FETCH
                    | Keyword::UNION
                    | Keyword::EXCEPT
                    | Keyword::INTERSECT
            ),
            _ => false,
        };
        if in_list && ends {
            if let Some((_, true)) = lists.pop() {
                out.push(here(Token::RParen));
            }
            row_starts = token.token == Token::Comma;
        }
        match &token.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth = depth.saturating_sub(1),
            Token::Word(word) if word.keyword == Keyword::VALUES && word.quote_style.is_none() => {
                row_starts = true
            }
            _ => {}
        }
        out.push(token);
    }
    if let (Some((_, true)), Some(last)) = (lists.pop(), out.last()) {
        let span = last.span;
        out.push(TokenWithSpan {
            token: Token::RParen,
            span,
        });
    }
    out
}

/// How many tokens stand before the parenthesis that closes the CAST whose type starts here.
fn type_end(tokens: &[TokenWithSpan]) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate() {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen if depth == 0 => return Some(i),
            Token::RParen => depth -= 1,
            _ => {}
        }
    }
    None
}
