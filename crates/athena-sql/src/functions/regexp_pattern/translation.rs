//! A pattern of Java's rewritten in the syntax of the engine.

use crate::error::{Result, SqlError};

#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    /// `^` and `$` stand at line breaks.
    multi_line: bool,
    /// Blanks and comments count for nothing.
    extended: bool,
}

pub(super) struct Translation<'a> {
    pattern: &'a str,
    chars: std::iter::Peekable<std::str::CharIndices<'a>>,
    pub(super) out: String,
    /// One for each open group.
    flags: Vec<Flags>,
    /// Has a `$` that would also match before a final line break.
    pub(super) dollar: bool,
}

impl<'a> Translation<'a> {
    /// A pattern in the engine's syntax.
    pub(super) fn of(pattern: &'a str) -> Result<Self> {
        let mut translation = Self {
            pattern,
            chars: pattern.char_indices().peekable(),
            out: String::with_capacity(pattern.len() + 16),
            flags: vec![Flags::default()],
            dollar: false,
        };
        translation.run()?;
        Ok(translation)
    }

    fn flags(&mut self) -> Flags {
        self.flags.last().copied().unwrap_or_default()
    }

    fn rest(&mut self) -> &str {
        match self.chars.peek() {
            Some((i, _)) => &self.pattern[*i..],
            None => "",
        }
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.chars.next();
        }
    }

    fn refused(&self, why: &str) -> SqlError {
        SqlError::refused(format!("pattern '{}': {why}", self.pattern))
    }

    fn unsupported(&self, what: &str) -> SqlError {
        SqlError::unsupported(format!(
            "{what} in a regular expression is not supported: '{}'",
            self.pattern
        ))
        .hint("match more and cut with regexp_extract groups")
    }

    fn run(&mut self) -> Result<()> {
        let mut after_quantifier = false;
        while let Some((i, c)) = self.chars.next() {
            let quantifier_before = std::mem::take(&mut after_quantifier);
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.open()?,
                ')' => {
                    if self.flags.len() > 1 {
                        self.flags.pop();
                    }
                    self.out.push(')');
                }
                '$' if !self.flags().multi_line => {
                    self.dollar = true;
                    self.out.push_str("\\z");
                }
                '{' => match count(&self.pattern[i..]) {
                    Some(length) => {
                        self.out.push_str(&self.pattern[i..i + length]);
                        self.skip(length - 1);
                        after_quantifier = true;
                    }
                    None => self.out.push_str("\\{"),
                },
                '}' => self.out.push_str("\\}"),
                ']' => self.out.push_str("\\]"),
                '+' if quantifier_before => {
                    return Err(self.unsupported("a possessive quantifier"));
                }
                '*' | '+' | '?' => {
                    self.out.push(c);
                    after_quantifier = !(c == '?' && quantifier_before);
                }
                '#' if self.flags().extended => {
                    for (_, c) in self.chars.by_ref() {
                        if c == '\n' {
                            break;
                        }
                    }
                }
                c => self.out.push(c),
            }
        }
        Ok(())
    }

    fn open(&mut self) -> Result<()> {
        let mut flags = self.flags();
        self.out.push('(');
        if !self.rest().starts_with('?') {
            self.flags.push(flags);
            return Ok(());
        }
        let rest = self.rest();
        for (start, what) in [
            ("?=", "look-ahead"),
            ("?!", "look-ahead"),
            ("?<=", "look-behind"),
            ("?<!", "look-behind"),
            ("?>", "an atomic group"),
        ] {
            if rest.starts_with(start) {
                return Err(self.unsupported(what));
            }
        }
        if rest.starts_with("?<") {
            self.flags.push(flags);
            return Ok(());
        }
        // (?i), (?i:…), (?:…)
        let mut on = true;
        self.out.push('?');
        self.skip(1);
        loop {
            let Some((_, c)) = self.chars.next() else {
                return Err(self.refused("end pattern in group"));
            };
            match c {
                '-' => on = false,
                'm' => flags.multi_line = on,
                'x' => flags.extended = on,
                'i' | 's' => {}
                ':' => {
                    self.out.push(':');
                    self.flags.push(flags);
                    return Ok(());
                }
                ')' => {
                    self.out.push(')');
                    if let Some(current) = self.flags.last_mut() {
                        *current = flags;
                    }
                    return Ok(());
                }
                _ => return Err(self.refused("undefined group option")),
            }
            self.out.push(c);
        }
    }

    /// What stands behind a backslash outside of a class.
    fn escape(&mut self) -> Result<()> {
        let Some((_, c)) = self.chars.next() else {
            return Err(self.refused("end pattern at escape"));
        };
        match c {
            'Z' => {
                self.dollar = true;
                self.out.push_str("\\z");
            }
            'A' | 'z' | 'b' | 'B' => {
                self.out.push('\\');
                self.out.push(c);
            }
            'Q' => {
                let rest = self.rest();
                let length = rest.find("\\E").unwrap_or(rest.len());
                let literal = rest[..length].to_owned();
                self.out.push_str(&regex::escape(&literal));
                self.skip(literal.chars().count() + 2);
            }
            'k' => return Err(self.unsupported("a back reference")),
            '1'..='9' => return Err(self.unsupported("a back reference")),
            'G' => return Err(self.unsupported("\\G")),
            _ => {
                let set = self.shared(c)?;
                match set.strip_prefix("set:") {
                    Some(set) => {
                        self.out.push('[');
                        self.out.push_str(set);
                        self.out.push(']');
                    }
                    None => self.out.push_str(&set),
                }
            }
        }
        Ok(())
    }

    /// Escapes that mean the same in and outside of classes; a set of characters is marked with `set:`.
    fn shared(&mut self, c: char) -> Result<String> {
        Ok(match c {
            'd' => "set:0-9".to_owned(),
            'D' => "set:^0-9".to_owned(),
            'w' => "set:A-Za-z0-9_".to_owned(),
            'W' => "set:^A-Za-z0-9_".to_owned(),
            's' => "set: \\t\\n\\x0b\\f\\r".to_owned(),
            'S' => "set:^ \\t\\n\\x0b\\f\\r".to_owned(),
            'n' | 'r' | 't' | 'f' | 'a' => format!("\\{c}"),
            'e' => "\\x1b".to_owned(),
            'x' => self.hexadecimal()?,
            'u' => {
                let digits: String = self.rest().chars().take(4).collect();
                self.skip(4);
                self.code_point(&digits)?
            }
            'p' | 'P' => {
                let rest = self.rest();
                let length = match rest.starts_with('{') {
                    true => rest.find('}').map(|end| end + 1),
                    false => rest.chars().next().map(char::len_utf8),
                };
                let name = length.map(|length| rest[..length].to_owned());
                let name = name.ok_or_else(|| self.refused("invalid character property name"))?;
                self.skip(name.chars().count());
                property(c, &name)
                    .ok_or_else(|| self.unsupported(&format!("the character property {name}")))?
            }
            '0' | 'c' => return Err(self.unsupported("an octal or control character")),
            c if c.is_ascii_alphabetic() => c.to_string(),
            c => regex::escape(&c.to_string()),
        })
    }

    fn hexadecimal(&mut self) -> Result<String> {
        let rest = self.rest();
        let digits = match rest.strip_prefix('{') {
            Some(inside) => inside.split('}').next().unwrap_or_default().to_owned(),
            None => rest
                .chars()
                .take(2)
                .take_while(char::is_ascii_hexdigit)
                .collect(),
        };
        let braces = if rest.starts_with('{') { 2 } else { 0 };
        self.skip(digits.len() + braces);
        if braces == 0 && u32::from_str_radix(&digits, 16).is_ok_and(|code| code > 0x7f) {
            return Err(self.unsupported("a byte above 7f"));
        }
        self.code_point(&digits)
    }

    fn code_point(&self, digits: &str) -> Result<String> {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
            .map(|c| regex::escape(&c.to_string()))
            .ok_or_else(|| self.refused("invalid code point value"))
    }

    /// A character class, the opening bracket read.
    fn class(&mut self) -> Result<()> {
        self.out.push('[');
        if self.chars.next_if(|(_, c)| *c == '^').is_some() {
            self.out.push('^');
        }
        // A bracket that comes first is itself.
        if self.chars.next_if(|(_, c)| *c == ']').is_some() {
            self.out.push_str("\\]");
        }
        loop {
            let Some((i, c)) = self.chars.next() else {
                return Err(self.refused("premature end of char-class"));
            };
            match c {
                ']' => {
                    self.out.push(']');
                    return Ok(());
                }
                '[' => {
                    let rest = &self.pattern[i..];
                    if rest.starts_with("[:")
                        && let Some(end) = rest.find(":]")
                    {
                        let name = &rest[2..end];
                        let (sign, name) = match name.strip_prefix('^') {
                            Some(name) => ('P', name),
                            None => ('p', name),
                        };
                        let set = property(sign, &format!("{{{name}}}"))
                            .ok_or_else(|| self.unsupported(&format!("the class [:{name}:]")))?;
                        self.out.push_str(&set);
                        self.skip(rest[..end + 2].chars().count() - 1);
                    } else {
                        self.class()?;
                    }
                }
                '\\' => {
                    let Some((_, c)) = self.chars.next() else {
                        return Err(self.refused("end pattern at escape"));
                    };
                    match c {
                        'b' => self.out.push_str("\\x08"),
                        'Q' | 'R' | 'X' => return Err(self.unsupported("this escape in a class")),
                        '1'..='9' => return Err(self.unsupported("an octal character")),
                        c => {
                            let set = self.shared(c)?;
                            match set.strip_prefix("set:^") {
                                Some(set) => self.out.push_str(&format!("[^{set}]")),
                                None => self.out.push_str(set.strip_prefix("set:").unwrap_or(&set)),
                            }
                        }
                    }
                }
                // The engine's own set operators are plain characters in Java.
                '-' if self.rest().starts_with('-') => self.out.push_str("\\-"),
                '~' => self.out.push_str("\\~"),
                c => self.out.push(c),
            }
        }
    }
}

/// The bytes of `{n}`, `{n,}` or `{n,m}` at the start of a text.
fn count(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('{')?;
    let end = inside.find('}')?;
    let (low, high) = inside[..end]
        .split_once(',')
        .unwrap_or((&inside[..end], ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (!low.is_empty() && digits(low) && digits(high)).then_some(end + 2)
}

/// A character property that both engines take for the same set.
fn property(sign: char, name: &str) -> Option<String> {
    let bare = name.trim_start_matches('{').trim_end_matches('}');
    let (sign, bare) = match bare.strip_prefix('^') {
        Some(bare) => (if sign == 'p' { 'P' } else { 'p' }, bare),
        None => (sign, bare),
    };
    let same = match bare.to_ascii_lowercase().as_str() {
        "alpha" | "alphabetic" => "Alphabetic",
        "lower" => "Lowercase",
        "upper" => "Uppercase",
        "digit" => "Nd",
        "space" => "White_Space",
        "punct" => "P",
        "l" | "lu" | "ll" | "lt" | "lm" | "lo" | "m" | "mn" | "mc" | "me" | "n" | "nd" | "nl"
        | "no" | "p" | "pc" | "pd" | "ps" | "pe" | "pi" | "pf" | "po" | "s" | "sm" | "sc"
        | "sk" | "so" | "z" | "zs" | "zl" | "zp" | "latin" | "greek" | "cyrillic" | "han"
        | "hiragana" | "katakana" | "arabic" | "hebrew" | "thai" | "hangul" => bare,
        _ => return None,
    };
    Some(format!("\\{sign}{{{same}}}"))
}
