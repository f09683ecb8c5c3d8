//! Which changes of a source belong to a table, told by their keys.

/// Keeps the changes whose keys meet every condition; the others are dropped.
///
/// It looks at key attributes alone, so that a removal is judged like the insert before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// One for each `[[filter]]`, at least one.
    pub conditions: Vec<Condition>,
}

/// What a key attribute's text has to look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// A key attribute of the source (an attribute's name, not a column's).
    pub attribute: String,
    /// What its text (`S`) must be.
    pub text: KeyText,
}

/// The text of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyText {
    /// Starts with a text: `prefix = "ORDER#"`.
    Prefix(String),
    /// Is of a form: `pattern = "ORDER#*#ITEM#*"`.
    Pattern(KeyPattern),
}

/// Text in which each `*` stands for one or more characters, none of which is a character that stands beside a `*`.
///
/// So `ORDER#*` takes `ORDER#7` and not `ORDER#7#ITEM#1`; a pattern without `*` takes that text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPattern {
    text: String,
    /// The characters beside a `*`.
    separators: Vec<char>,
}

impl KeyText {
    /// True when the text is what it must be.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        match self {
            Self::Prefix(prefix) => text.starts_with(prefix),
            Self::Pattern(pattern) => pattern.takes(text),
        }
    }
}

impl KeyPattern {
    /// A pattern; none when it is empty or two `*` stand side by side.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text.is_empty() || text.contains("**") {
            return None;
        }
        let chars: Vec<char> = text.chars().collect();
        let beside = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| chars.get(at));
            before.into_iter().chain(chars.get(at + 1)).copied()
        };
        let stars = chars.iter().enumerate().filter(|(_, c)| **c == '*');
        let separators = stars.flat_map(|(at, _)| beside(at)).collect();
        Some(Self {
            text: text.into(),
            separators,
        })
    }

    /// As a definition writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True when the whole text is of this form.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        let mut rest = text;
        for (at, literal) in self.text.split('*').enumerate() {
            if at > 0 {
                let end = rest.find(|c| self.separators.contains(&c));
                let (value, behind) = rest.split_at(end.unwrap_or(rest.len()));
                if value.is_empty() {
                    return false;
                }
                rest = behind;
            }
            match rest.strip_prefix(literal) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_take_keys_of_their_form() {
        for (pattern, takes, refuses) in [
            (
                "ORDER#*",
                vec!["ORDER#7", "ORDER#a-b:c"],
                vec!["ORDER#", "ORDER#7#ITEM#1", "XORDER#7", "order#7"],
            ),
            (
                "ORDER#*#ITEM#*",
                vec!["ORDER#7#ITEM#1"],
                vec!["ORDER#7", "ORDER##ITEM#1", "ORDER#7#ITEM#1#x"],
            ),
            ("PROFILE", vec!["PROFILE"], vec!["PROFILE#", "PROFIL", ""]),
            ("*", vec!["anything # at all"], vec![""]),
            ("*@*", vec!["ü@b.c"], vec!["a", "@b", "a@b@c"]),
        ] {
            let form = KeyPattern::new(pattern).unwrap();
            for text in takes {
                assert!(form.takes(text), "{pattern} {text}");
            }
            for text in refuses {
                assert!(!form.takes(text), "{pattern} {text}");
            }
        }
        assert_eq!(KeyPattern::new("a**"), None);
        assert_eq!(KeyPattern::new(""), None);
    }
}
