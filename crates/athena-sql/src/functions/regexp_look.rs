//! Look-behind where a pattern opens, look-ahead where it ends: `(?<=id=)\d+(?=&)` as `id=(\d+)&` whose match is the group.
//!
//! There a backtracking engine and the linear-time one agree: the group is what the first would match, and the search goes on behind it.
//! What looks around in the middle of a pattern stays refused.

use regex::{Captures, Match};

/// A pattern in parts.
pub(super) struct Parts<'a> {
    /// Options such as `(?i)` that hold for all of it.
    pub(super) options: &'a str,
    pub(super) behind: Option<&'a str>,
    pub(super) body: &'a str,
    pub(super) ahead: Option<&'a str>,
}

/// Takes apart a pattern that looks around at its ends alone; `None` for any other.
pub(super) fn parts(pattern: &str) -> Option<Parts<'_>> {
    let (options, rest) = options(pattern);
    let (behind, rest) = match rest.strip_prefix("(?<=") {
        Some(inside) => {
            let end = closing(inside)?;
            (Some(&inside[..end]), &inside[end + 1..])
        }
        None => (None, rest),
    };
    let (body, ahead) = match last_group(rest) {
        Some(start) if rest[start..].starts_with("(?=") => {
            (&rest[..start], Some(&rest[start + 3..rest.len() - 1]))
        }
        _ => (rest, None),
    };
    let plain = |part: Option<&str>| part.is_none_or(|part| !has_groups(part) && !branches(part));
    let looks = behind.is_some() || ahead.is_some();
    let fits = looks && !branches(body) && plain(behind) && plain(ahead);
    fits.then_some(Parts {
        options,
        behind,
        body,
        ahead,
    })
}

fn options(pattern: &str) -> (&str, &str) {
    let end = pattern
        .strip_prefix("(?")
        .and_then(|rest| rest.find(|c: char| !c.is_ascii_lowercase()))
        .filter(|end| pattern[end + 2..].starts_with(')'));
    pattern.split_at(end.map_or(0, |end| end + 3))
}

/// The tokens of a pattern with their depth in groups: a character, an escape, a class.
fn tokens(pattern: &str) -> Vec<(usize, &str, usize)> {
    let mut found = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(c) = pattern[at..].chars().next() {
        let length = match c {
            '\\' => 1 + pattern[at + 1..].chars().next().map_or(0, char::len_utf8),
            '[' => class(&pattern[at..]),
            c => c.len_utf8(),
        };
        if c == ')' {
            depth = depth.saturating_sub(1);
        }
        found.push((at, &pattern[at..at + length], depth));
        if c == '(' {
            depth += 1;
        }
        at += length;
    }
    found
}

/// The bytes of a class, from its bracket on.
fn class(pattern: &str) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in pattern.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if at > 1 => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    pattern.len()
}

/// Where the group closes whose inside a text begins with.
fn closing(inside: &str) -> Option<usize> {
    let mut open = 1_usize;
    for (at, token, _) in tokens(inside) {
        match token {
            "(" => open += 1,
            ")" => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

/// Where the group opens that a pattern ends with.
fn last_group(pattern: &str) -> Option<usize> {
    let tokens = tokens(pattern);
    let (_, last, depth) = tokens.last()?;
    (*last == ")").then_some(())?;
    let opens = tokens
        .iter()
        .rfind(|(_, token, at)| *token == "(" && at == depth);
    opens.map(|(at, ..)| *at)
}

fn branches(pattern: &str) -> bool {
    tokens(pattern)
        .iter()
        .any(|(_, token, depth)| *token == "|" && *depth == 0)
}

/// Whether a part counts groups of its own, or looks around.
fn has_groups(pattern: &str) -> bool {
    let tokens = tokens(pattern);
    let opens = tokens.iter().filter(|(_, token, _)| *token == "(");
    opens
        .into_iter()
        .any(|(at, ..)| !pattern[at + 1..].starts_with("?:"))
}

/// The characters that a part always has, where it is a plain row of them.
pub(super) fn width(pattern: &str) -> Option<usize> {
    let tokens = tokens(pattern);
    let plain = tokens.iter().all(|(_, token, _)| {
        !matches!(
            *token,
            "*" | "+" | "?" | "{" | "(" | ")" | "|" | "^" | "$" | "\\b" | "\\B" | "\\Q"
        )
    });
    plain.then_some(tokens.len())
}

/// The groups of a match. In a pattern that looks around, the match is a group of the engine's own.
pub(crate) struct Groups<'t> {
    pub(super) captures: Captures<'t>,
    pub(super) shift: usize,
}

impl<'t> Groups<'t> {
    pub(crate) fn get(&self, group: usize) -> Option<Match<'t>> {
        self.captures.get(group + self.shift)
    }

    pub(crate) fn name(&self, name: &str) -> Option<Match<'t>> {
        self.captures.name(name)
    }

    /// The number of groups, the whole match counted.
    pub(crate) fn len(&self) -> usize {
        self.captures.len() - self.shift
    }
}
