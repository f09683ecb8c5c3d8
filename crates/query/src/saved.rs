//! A saved query's file: a header of comments, then one statement.
//!
//! ```sql
//! -- name: top_products
//! -- description: Top products by revenue
//! -- param: from_dt  string = '2026-01-01'  pattern=\d{4}-\d{2}-\d{2}
//! -- param: status   string? = null         enum=new|paid|shipped
//! -- param: n        integer = 10           min=1 max=1000
//! SELECT …
//! ```
//!
//! `param:` is followed by name and type; `?` after the type allows null; `=` gives the default (text in single quotes, doubled
//! inside); `pattern=`, `enum=`, `min=`, `max=` rule values, quoted where they hold spaces. A `description:` that is repeated goes on.
//! Other comment lines in the header are free text, unless they begin with a word and a colon.

use crate::parameter::{Parameter, Pattern, Rules};
use crate::problem::Problem;
use crate::value::{ParameterType, TYPES, Value};

/// A saved query, its header read.
#[derive(Debug, Clone)]
pub struct SavedQuery {
    /// Name, equal to the file's.
    pub name: String,
    /// What it answers.
    pub description: String,
    /// Declared parameters, in order.
    pub parameters: Vec<Parameter>,
    /// The file, as it was named to [`SavedQuery::parse`].
    pub file: String,
    /// The whole text, header included, so that places in it are places in the file.
    pub text: String,
}

const KEYS: [&str; 3] = ["name", "description", "param"];

impl SavedQuery {
    /// Reads a file's text; `file` is the name that problems carry.
    ///
    /// # Errors
    /// Every problem of the header, in line order: never an empty list. The SQL is not looked at.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            file,
            problems: Vec::new(),
            parameters: Vec::new(),
            name: None,
            description: Vec::new(),
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut has_sql = false;
        for (index, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            match trimmed.strip_prefix("--") {
                Some(comment) => reader.comment(index + 1, line, comment),
                None if trimmed.is_empty() => {}
                None => {
                    has_sql = true;
                    break;
                }
            }
        }
        let lines = text.lines().count().max(1);
        if !has_sql {
            reader.problem(
                lines,
                None,
                "there is no statement after the header",
                Some("write one SELECT".into()),
            );
        }
        reader.finish(text)
    }
}

struct Reader<'a> {
    file: &'a str,
    problems: Vec<Problem>,
    name: Option<(String, usize)>,
    description: Vec<String>,
    parameters: Vec<Parameter>,
}

impl Reader<'_> {
    fn problem(
        &mut self,
        line: usize,
        column: Option<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.problems.push(Problem {
            file: self.file.into(),
            line,
            column,
            message: message.into(),
            hint,
        });
    }

    fn comment(&mut self, number: usize, line: &str, comment: &str) {
        let Some((key, value)) = comment.split_once(':') else {
            return;
        };
        let key = key.trim();
        if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return;
        }
        let value = value.trim();
        match key {
            "name" if self.name.is_some() => self.problem(
                number,
                None,
                "`name` stands twice",
                Some("keep one of them".into()),
            ),
            "name" => self.name(number, value),
            "description" => self.description.push(value.into()),
            "param" => self.parameter(number, line, value),
            other => {
                let hint = format!(
                    "write one of {}; or take the colon out of a free comment",
                    KEYS.join(", ")
                );
                self.problem(
                    number,
                    None,
                    format!("unknown header `{other}`"),
                    Some(hint),
                );
            }
        }
    }

    fn name(&mut self, line: usize, name: &str) {
        if !is_name(name) {
            self.problem(
                line,
                None,
                format!("name `{name}` is not a-z 0-9 _ or starts with a digit"),
                Some("write -- name: top_products".into()),
            );
        }
        self.name = Some((name.into(), line));
    }

    fn parameter(&mut self, line: usize, whole: &str, declaration: &str) {
        let start = whole.len() - whole.trim_end().len();
        let offset = whole.len().saturating_sub(start + declaration.len());
        match Declaration::new(declaration).read(line) {
            Ok(parameter) if self.parameters.iter().any(|p| p.name == parameter.name) => {
                let message = format!("parameter `{}` stands twice", parameter.name);
                self.problem(line, None, message, Some("rename one of them".into()));
            }
            Ok(parameter) => self.parameters.push(parameter),
            Err(fault) => {
                let before = whole.get(..offset + fault.at).unwrap_or(whole);
                self.problem(
                    line,
                    Some(before.chars().count() + 1),
                    fault.message,
                    fault.hint,
                );
            }
        }
    }

    fn finish(mut self, text: &str) -> Result<SavedQuery, Vec<Problem>> {
        let stem = file_stem(self.file).to_string();
        match self.name.take() {
            None => self.problem(
                1,
                None,
                "the header has no name",
                Some(format!("write -- name: {stem}")),
            ),
            Some((name, line)) if name != stem && is_name(&name) => {
                let hint = format!("write -- name: {stem}, or rename the file to {name}.sql");
                self.problem(
                    line,
                    None,
                    format!("name `{name}` is not the file's name"),
                    Some(hint),
                );
            }
            Some(_) => {}
        }
        if self.description.iter().all(String::is_empty) {
            self.problem(
                1,
                None,
                "the header has no description",
                Some("write -- description: what it answers".into()),
            );
        }
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|p| (p.line, p.column));
            return Err(self.problems);
        }
        Ok(SavedQuery {
            name: stem,
            description: self.description.join(" "),
            parameters: self.parameters,
            file: self.file.into(),
            text: text.into(),
        })
    }
}

fn is_name(name: &str) -> bool {
    lakebed_record::types::is_column_name(name)
}

fn file_stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".sql").unwrap_or(name)
}

/// What is wrong in a declaration, and at which byte of it.
struct Fault {
    at: usize,
    message: String,
    hint: Option<String>,
}

/// A `param:` line after the colon.
struct Declaration<'a> {
    text: &'a str,
    at: usize,
}

const EXAMPLE: &str = "write -- param: n integer = 10 max=1000";

impl<'a> Declaration<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn read(mut self, line: usize) -> Result<Parameter, Fault> {
        let (at, name) = self.word();
        if !is_name(name) {
            return Err(fault(
                at,
                format!("parameter name `{name}` is not a-z 0-9 _ or starts with a digit"),
                EXAMPLE,
            ));
        }
        let (at, word) = self.ty();
        let (word, nullable) = word
            .strip_suffix('?')
            .map_or((word, false), |word| (word, true));
        let Some(ty) = ParameterType::parse(word) else {
            return Err(fault(
                at,
                format!("unknown type `{word}` of parameter `{name}`"),
                &format!("write {TYPES}"),
            ));
        };
        let mut parameter = Parameter {
            name: name.into(),
            ty,
            nullable,
            default: None,
            rules: Rules::default(),
            line,
        };
        let default = if self.eat('=') {
            Some(self.default(&parameter)?)
        } else {
            None
        };
        self.rules(&mut parameter)?;
        if let Some((at, default)) = default {
            if let Some(value) = &default {
                let broken = |expected: String| {
                    fault(
                        at,
                        format!("default of `{}` breaks its own rule", parameter.name),
                        &expected,
                    )
                };
                parameter.rules.check(value).map_err(broken)?;
            }
            parameter.default = Some(default);
        }
        Ok(parameter)
    }

    fn default(&mut self, parameter: &Parameter) -> Result<(usize, Option<Value>), Fault> {
        let name = &parameter.name;
        let (at, text, quoted) = self.literal()?;
        if !quoted && text == "null" {
            return match parameter.nullable {
                true => Ok((at, None)),
                false => Err(fault(
                    at,
                    format!("default of `{name}` is null"),
                    &format!("write {}? to allow null", parameter.ty),
                )),
            };
        }
        if parameter.ty == ParameterType::String && !quoted {
            return Err(fault(
                at,
                format!("default of `{name}` is not in single quotes"),
                &format!("write = '{text}'"),
            ));
        }
        match parameter.ty.value(&text) {
            Ok(value) => Ok((at, Some(value))),
            Err(expected) => Err(fault(
                at,
                format!("default of `{name}` is not a value of {}", parameter.ty),
                &format!("write {expected}"),
            )),
        }
    }

    fn rules(&mut self, parameter: &mut Parameter) -> Result<(), Fault> {
        loop {
            self.skip_space();
            if self.rest().is_empty() {
                return Ok(());
            }
            let at = self.at;
            let key: &str = self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
            if !self.rest().starts_with('=') {
                let word = if key.is_empty() {
                    self.take_while(|c| !c.is_whitespace())
                } else {
                    key
                };
                return Err(fault(
                    at,
                    format!("unexpected `{word}`"),
                    "after the default: pattern=, enum=, min= or max=",
                ));
            }
            self.at += 1;
            let (value_at, text, _) = self.literal()?;
            let limit = |text: &str| {
                if !parameter.ty.is_ordered() {
                    return Err(fault(
                        at,
                        format!("`{key}` does not go with {}", parameter.ty),
                        "write pattern= or enum=",
                    ));
                }
                parameter.ty.value(text).map_err(|expected| {
                    fault(
                        value_at,
                        format!("`{key}` is not a value of {}", parameter.ty),
                        expected,
                    )
                })
            };
            match key {
                "min" => parameter.rules.min = Some(limit(&text)?),
                "max" => parameter.rules.max = Some(limit(&text)?),
                "pattern" => {
                    let pattern = Pattern::new(&text).map_err(|e| {
                        fault(
                            value_at,
                            format!("`pattern` is not a regular expression: {e}"),
                            EXAMPLE_PATTERN,
                        )
                    })?;
                    parameter.rules.pattern = Some(pattern);
                }
                "enum" => {
                    for choice in text.split('|') {
                        let value = parameter.ty.value(choice);
                        let wrong = |_| {
                            fault(
                                value_at,
                                format!("`{choice}` in enum is not a value of {}", parameter.ty),
                                "write enum=new|paid|shipped",
                            )
                        };
                        parameter
                            .rules
                            .choices
                            .push(value.map_err(wrong)?.to_string());
                    }
                }
                other => {
                    return Err(fault(
                        at,
                        format!("unknown rule `{other}`"),
                        "write pattern=, enum=, min= or max=",
                    ));
                }
            }
        }
    }

    /// A text in single quotes, or everything up to a space.
    fn literal(&mut self) -> Result<(usize, String, bool), Fault> {
        self.skip_space();
        let at = self.at;
        let Some(quoted) = self.rest().strip_prefix('\'') else {
            let text = self.take_while(|c| !c.is_whitespace());
            if text.is_empty() {
                return Err(fault(at, "a value is missing".into(), EXAMPLE));
            }
            return Ok((at, text.into(), false));
        };
        let mut text = String::new();
        let mut characters = quoted.char_indices().peekable();
        while let Some((index, c)) = characters.next() {
            if c != '\'' {
                text.push(c);
            } else if characters.next_if(|(_, next)| *next == '\'').is_some() {
                text.push('\'');
            } else {
                self.at += 1 + index + 1;
                return Ok((at, text, true));
            }
        }
        Err(fault(
            at,
            "a single quote is not closed".into(),
            "write '' for a single quote inside",
        ))
    }

    fn word(&mut self) -> (usize, &'a str) {
        self.skip_space();
        (self.at, self.take_while(|c| !c.is_whitespace() && c != '='))
    }

    /// A type, whose parentheses may hold spaces.
    fn ty(&mut self) -> (usize, &'a str) {
        self.skip_space();
        let mut depth = 0;
        let word = self.take_while(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth > 0 || (!c.is_whitespace() && c != '=')
        });
        (self.at - word.len(), word)
    }

    fn eat(&mut self, c: char) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    fn take_while(&mut self, mut keep: impl FnMut(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !keep(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

const EXAMPLE_PATTERN: &str = "write pattern=\\d{4}-\\d{2}-\\d{2}";

fn fault(at: usize, message: String, hint: &str) -> Fault {
    Fault {
        at,
        message,
        hint: Some(hint.into()),
    }
}
