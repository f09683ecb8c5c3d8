//! A `param:` line of a saved query's header, read with the place of what is wrong.

use crate::parameter::{Parameter, Pattern, Rules};
use crate::saved::is_name;
use crate::value::{ParameterType, TYPES, Value};

/// What is wrong in a declaration, and at which byte of it.
pub(crate) struct Fault {
    pub at: usize,
    pub message: String,
    pub hint: Option<String>,
}

/// A `param:` line after the colon.
pub(crate) struct Declaration<'a> {
    text: &'a str,
    at: usize,
}

const EXAMPLE: &str = "write -- param: n integer = 10 max=1000";

impl<'a> Declaration<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(crate) fn read(mut self, line: usize) -> Result<Parameter, Fault> {
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
