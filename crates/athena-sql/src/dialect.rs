//! What the parser takes: Athena's lexical rules and the grammar switches that go with them.

use std::any::TypeId;

use datafusion::sql::sqlparser::ast::Expr;
use datafusion::sql::sqlparser::dialect::{Dialect, GenericDialect, Precedence};
use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::Token;

use crate::lint::is_reserved;

/// The dialect of Athena v3 (Trino).
///
/// Switches left at their default make the parser refuse what Athena refuses: `* EXCEPT`, `LIMIT a, b`, FROM-first
/// selects, trailing commas, backticks.
#[derive(Debug, Clone, Copy, Default)]
pub struct AthenaDialect;

/// What may follow a table and its alias.
const AFTER_ALIAS: [Keyword; 18] = [
    Keyword::ON,
    Keyword::USING,
    Keyword::JOIN,
    Keyword::INNER,
    Keyword::LEFT,
    Keyword::RIGHT,
    Keyword::FULL,
    Keyword::CROSS,
    Keyword::NATURAL,
    Keyword::WHERE,
    Keyword::GROUP,
    Keyword::HAVING,
    Keyword::ORDER,
    Keyword::LIMIT,
    Keyword::OFFSET,
    Keyword::UNION,
    Keyword::EXCEPT,
    Keyword::INTERSECT,
];

impl Dialect for AthenaDialect {
    // The parser asks for the generic dialect by type in many places; Athena wants the generic answer there.
    fn dialect(&self) -> TypeId {
        TypeId::of::<GenericDialect>()
    }

    fn is_identifier_start(&self, ch: char) -> bool {
        ch.is_alphabetic() || ch == '_'
    }

    fn is_identifier_part(&self, ch: char) -> bool {
        ch.is_alphanumeric() || ch == '_'
    }

    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        ch == '"'
    }

    fn identifier_quote_style(&self, _identifier: &str) -> Option<char> {
        Some('"')
    }

    /// `a IS [NOT] DISTINCT FROM b`, whose b ends before the next AND; the parser's own way takes all that follows for b.
    fn parse_infix(
        &self,
        parser: &mut Parser,
        expr: &Expr,
        _precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        use Keyword::{DISTINCT, FROM, IS, NOT};
        let distinct = parser.parse_keywords(&[IS, DISTINCT, FROM]);
        if !distinct && !parser.parse_keywords(&[IS, NOT, DISTINCT, FROM]) {
            return None;
        }
        let right = parser.parse_subexpr(self.prec_value(Precedence::Between));
        Some(right.map(|right| {
            let (left, right) = (Box::new(expr.clone()), Box::new(right));
            match distinct {
                true => Expr::IsDistinctFrom(left, right),
                false => Expr::IsNotDistinctFrom(left, right),
            }
        }))
    }

    /// A word that begins a clause elsewhere names a table where what follows is no such clause: `JOIN (…) top ON …`.
    fn is_table_factor_alias(&self, explicit: bool, word: &Keyword, parser: &mut Parser) -> bool {
        explicit
            || self.is_table_alias(word, parser)
            || (!is_reserved(&format!("{word:?}").to_lowercase())
                && match parser.peek_token_ref().token {
                    Token::Comma | Token::RParen | Token::SemiColon | Token::EOF => true,
                    Token::Word(ref next) => AFTER_ALIAS.contains(&next.keyword),
                    _ => false,
                })
    }

    fn supports_bitwise_shift_operators(&self) -> bool {
        // Refused with a word of its own; `>>` also closes two types.
        true
    }

    fn supports_filter_during_aggregation(&self) -> bool {
        true
    }

    fn supports_group_by_expr(&self) -> bool {
        true
    }

    fn supports_lambda_functions(&self) -> bool {
        true
    }

    fn supports_interval_options(&self) -> bool {
        true
    }

    fn allow_extract_custom(&self) -> bool {
        true
    }

    fn supports_comma_separated_trim(&self) -> bool {
        true
    }

    fn supports_unicode_string_literal(&self) -> bool {
        true
    }

    fn supports_window_clause_named_window_reference(&self) -> bool {
        true
    }

    fn supports_match_recognize(&self) -> bool {
        true
    }

    // Parsed so that the lint can name them instead of the parser stumbling over the next word.
    fn supports_group_by_with_modifier(&self) -> bool {
        true
    }
}
