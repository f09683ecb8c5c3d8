//! `row.*` and `row.* AS (a, b)` as an alias that no text can hold, for the parser knows neither.

use datafusion::sql::sqlparser::tokenizer::{Token, TokenWithSpan, Word};

/// Opens the alias, and stands between the names of the fields.
pub(crate) const ROW_STAR: char = '\u{6}';

pub(super) fn rewrite(raw: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(raw.len());
    let mut i = 0;
    while i < raw.len() {
        let star = matches!(
            &raw[i..],
            [dot, star, ..] if dot.token == Token::Period && star.token == Token::Mul
        );
        let after_row = out
            .last()
            .is_some_and(|last| matches!(last.token, Token::RParen | Token::RBracket));
        let (names, count) = match star {
            true => names(&raw[i + 2..]),
            false => (vec![], 0),
        };
        // The parser takes `t.r.*`, without names.
        if !(star && (after_row || count > 0)) {
            out.push(raw[i].clone());
            i += 1;
            continue;
        }
        let alias = Token::Word(Word {
            value: format!("{ROW_STAR}{}", names.join(&ROW_STAR.to_string())),
            quote_style: Some('"'),
            keyword: datafusion::sql::sqlparser::keywords::Keyword::NoKeyword,
        });
        for token in [Token::make_keyword("AS"), alias] {
            out.push(TokenWithSpan {
                token,
                span: raw[i + 1].span,
            });
        }
        i += 2 + count;
    }
    out
}

/// The names in `AS (a, b)`, and how many tokens they take.
fn names(rest: &[TokenWithSpan]) -> (Vec<String>, usize) {
    let word = |token: &TokenWithSpan| match &token.token {
        Token::Word(word) => Some(word.value.to_lowercase()),
        _ => None,
    };
    let opens = matches!(rest, [name, open, ..]
        if word(name).as_deref() == Some("as") && open.token == Token::LParen);
    let end = rest.iter().position(|token| token.token == Token::RParen);
    match end {
        Some(end) if opens => (rest[2..end].iter().filter_map(word).collect(), end + 1),
        _ => (vec![], 0),
    }
}
