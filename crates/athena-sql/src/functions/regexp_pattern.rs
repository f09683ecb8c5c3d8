//! Java's regular expressions, as Trino reads them, in the syntax of the linear-time engine.
//!
//! `\d`, `\w` and `\s` are ASCII, `$` also stands before a line break that ends the text, `{` without a count is itself,
//! `\Q…\E` quotes. Look-around at the ends is [`regexp_look`]'s; what the engine cannot do
//! (look-around elsewhere, back references, possessive quantifiers) is refused.

use regex::Regex;

use super::regexp_look::{self, Groups};
use crate::error::{Result, SqlError};

mod translation;

use translation::Translation;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    regex: Regex,
    /// Has a `$` that would also match before a final line break.
    dollar: bool,
    /// Looks around: the first group is the match, and so many characters before it belong to the engine's own.
    behind: Option<usize>,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When the pattern is wrong, or uses what only a backtracking engine can do.
    pub(crate) fn compile(pattern: &str) -> Result<Self> {
        let (mut dollar, mut behind) = (false, None);
        let mut translated = |part: &str| -> Result<String> {
            let translation = Translation::of(part)?;
            dollar |= translation.dollar;
            Ok(translation.out)
        };
        let parts = regexp_look::parts(pattern);
        let width = |parts: &regexp_look::Parts| regexp_look::width(parts.behind.unwrap_or(""));
        let source = match parts.and_then(|parts| Some((width(&parts)?, parts))) {
            Some((width, parts)) => {
                behind = Some(width);
                let mut source = parts.options.to_owned();
                if let Some(part) = parts.behind {
                    source.push_str(&format!("(?:{})", translated(part)?));
                }
                source.push_str(&format!("({})", translated(parts.body)?));
                if let Some(part) = parts.ahead {
                    source.push_str(&format!("(?:{})", translated(part)?));
                }
                source
            }
            None => translated(pattern)?,
        };
        let regex = Regex::new(&source).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => {
                SqlError::unsupported(format!("pattern '{pattern}' is too large"))
            }
            error => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default().trim().to_owned();
                SqlError::refused(format!("pattern '{pattern}': {last}"))
            }
        })?;
        Ok(Self {
            regex,
            dollar,
            behind,
        })
    }

    fn shift(&self) -> usize {
        usize::from(self.behind.is_some())
    }

    /// The first match at or behind byte `from`.
    fn groups_at<'t>(&self, text: &'t str, from: usize) -> Option<Groups<'t>> {
        let shift = self.shift();
        let mut at = from;
        for _ in 0..self.behind.unwrap_or(0) {
            at = text[..at].char_indices().next_back().map_or(0, |(i, _)| i);
        }
        loop {
            let captures = self.regex.captures_at(text, at)?;
            let (start, found) = (captures.get(0)?.start(), captures.get(shift)?.start());
            if found >= from {
                return Some(Groups { captures, shift });
            }
            at = following(text, start, start)?;
        }
    }

    /// The number of groups, the whole match counted.
    pub(crate) fn groups(&self) -> usize {
        self.regex.captures_len() - self.shift()
    }

    /// The names of the groups that have one.
    pub(crate) fn names(&self) -> Vec<String> {
        self.regex
            .capture_names()
            .flatten()
            .map(ToOwned::to_owned)
            .collect()
    }

    fn check(&self, text: &str) -> Result<()> {
        if self.dollar && text.ends_with('\n') {
            return Err(SqlError::unsupported(
                "`$` over a text that ends in a line break is not supported",
            )
            .hint("write \\z, or rtrim the text"));
        }
        Ok(())
    }

    pub(crate) fn is_match(&self, text: &str) -> Result<bool> {
        self.check(text)?;
        Ok(self.regex.is_match(text))
    }

    /// The first match at or behind byte `from`.
    pub(crate) fn find_at(&self, text: &str, from: usize) -> Result<Option<(usize, usize)>> {
        self.check(text)?;
        Ok(self.place_at(text, from))
    }

    fn place_at(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let found = match self.behind {
            None => self.regex.find_at(text, from),
            Some(_) => self.groups_at(text, from).and_then(|groups| groups.get(0)),
        };
        found.map(|found| (found.start(), found.end()))
    }

    /// The places of all matches; behind an empty one the search goes on one character further.
    pub(crate) fn find_all(&self, text: &str) -> Result<Vec<(usize, usize)>> {
        self.find_all_from(text, 0)
    }

    /// The places of all matches from byte `from` on.
    pub(crate) fn find_all_from(&self, text: &str, from: usize) -> Result<Vec<(usize, usize)>> {
        self.check(text)?;
        let mut found = Vec::new();
        let mut from = Some(from);
        while let Some(at) = from
            && let Some((start, end)) = self.place_at(text, at)
        {
            found.push((start, end));
            from = following(text, start, end);
        }
        Ok(found)
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Result<Option<Groups<'t>>> {
        self.check(text)?;
        Ok(self.groups_at(text, 0))
    }

    /// All matches with their groups.
    pub(crate) fn captures_all<'t>(&self, text: &'t str) -> Result<Vec<Groups<'t>>> {
        self.check(text)?;
        let mut found = Vec::new();
        let mut from = Some(0);
        while let Some(at) = from
            && let Some(next) = self.groups_at(text, at)
        {
            from = next
                .get(0)
                .and_then(|whole| following(text, whole.start(), whole.end()));
            found.push(next);
        }
        Ok(found)
    }
}

/// Where the search goes on behind a match; nothing at the end of the text.
fn following(text: &str, start: usize, end: usize) -> Option<usize> {
    if end > start {
        return Some(end);
    }
    text[end..].chars().next().map(|c| end + c.len_utf8())
}
