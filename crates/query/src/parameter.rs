//! Parameters of a saved query: declared in its header, given when it runs.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex::Regex;

use crate::problem::QueryError;
use crate::value::{ParameterType, Value};

/// A declared parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Name, as `:name` in the SQL.
    pub name: String,
    /// Type of its values.
    pub ty: ParameterType,
    /// Declared with `?`: the value may be null.
    pub nullable: bool,
    /// Value when none is given: absent when one must be given, `Some(None)` for null.
    pub default: Option<Option<Value>>,
    /// What its values must be.
    pub rules: Rules,
    /// Line of the declaration, from 1.
    pub line: usize,
}

/// What the values of a parameter must be. Null is not held to them.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The text matches all of this.
    pub pattern: Option<Pattern>,
    /// The text is one of these; anything when empty.
    pub choices: Vec<String>,
    /// Smallest value.
    pub min: Option<Value>,
    /// Largest value.
    pub max: Option<Value>,
}

/// A regular expression that a whole value must match.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    regex: Regex,
}

/// Most queries have the pattern of a day, twice, and compiling one takes as long as reading a query.
static KNOWN: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());

impl Pattern {
    pub(crate) fn new(text: &str) -> Result<Self, String> {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(regex) = known.get(text) {
            return Ok(Self {
                text: text.into(),
                regex: regex.clone(),
            });
        }
        // Alone first, so that an unbalanced parenthesis cannot pair up with the anchors.
        let broken = |error: regex::Error| {
            error
                .to_string()
                .lines()
                .last()
                .unwrap_or_default()
                .trim()
                .to_string()
        };
        Regex::new(text).map_err(broken)?;
        let regex = Regex::new(&format!("^(?:{text})$")).map_err(broken)?;
        known.insert(text.into(), regex.clone());
        Ok(Self {
            text: text.into(),
            regex,
        })
    }
}

/// A value for one parameter, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The parameter's name.
    pub name: String,
    /// Its type.
    pub ty: ParameterType,
    /// The value; none for null.
    pub value: Option<Value>,
}

impl Parameter {
    /// Reads and checks a value.
    ///
    /// # Errors
    /// What the value should be.
    pub fn value(&self, text: &str) -> Result<Value, String> {
        let value = self
            .ty
            .value(text)
            .map_err(|expected| format!("{} is {expected}", self.ty))?;
        self.rules.check(&value)?;
        Ok(value)
    }

    /// The rules in words, for listings: `one of new, paid; at most 1000`.
    #[must_use]
    pub fn rules_text(&self) -> String {
        let mut parts = Vec::new();
        if !self.rules.choices.is_empty() {
            parts.push(format!("one of {}", self.rules.choices.join(", ")));
        }
        parts.extend(
            self.rules
                .pattern
                .as_ref()
                .map(|p| format!("like {}", p.text)),
        );
        parts.extend(self.rules.min.as_ref().map(|v| format!("at least {v}")));
        parts.extend(self.rules.max.as_ref().map(|v| format!("at most {v}")));
        parts.join("; ")
    }

    /// The default as a listing shows it: `10`, `null`, or none when a value must be given.
    #[must_use]
    pub fn default_text(&self) -> Option<String> {
        self.default.as_ref().map(|value| {
            value
                .as_ref()
                .map_or_else(|| "null".into(), ToString::to_string)
        })
    }
}

impl Rules {
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        let text = value.to_string();
        if !self.choices.is_empty() && !self.choices.contains(&text) {
            return Err(format!("it is one of {}", self.choices.join(", ")));
        }
        if let Some(pattern) = self.pattern.as_ref().filter(|p| !p.regex.is_match(&text)) {
            return Err(format!("it matches {}", pattern.text));
        }
        if let Some(min) = self
            .min
            .as_ref()
            .filter(|min| value.compare(min) == Some(Ordering::Less))
        {
            return Err(format!("it is at least {min}"));
        }
        if let Some(max) = self
            .max
            .as_ref()
            .filter(|max| value.compare(max) == Some(Ordering::Greater))
        {
            return Err(format!("it is at most {max}"));
        }
        Ok(())
    }
}

/// Puts given texts and defaults together: one argument for each parameter, in their order.
///
/// A given text is a value of the parameter's type. Null is written `null`, for parameters declared with `?`; where those are
/// strings, a real text `null` cannot be given.
///
/// # Errors
/// [`QueryError::Argument`] for a name that is not declared, a value that does not fit, and a parameter without value.
pub fn arguments(
    parameters: &[Parameter],
    given: &BTreeMap<String, String>,
) -> Result<Vec<Argument>, QueryError> {
    for name in given.keys() {
        if !parameters.iter().any(|p| p.name == *name) {
            let names: Vec<_> = parameters.iter().map(|p| p.name.as_str()).collect();
            let hint = if names.is_empty() {
                "the query takes none".into()
            } else {
                format!("the query takes {}", names.join(", "))
            };
            return Err(QueryError::Argument {
                message: format!("there is no parameter `{name}`"),
                hint: Some(hint),
            });
        }
    }
    let argument = |parameter: &Parameter| {
        let value = match (given.get(&parameter.name), &parameter.default) {
            (Some(text), _) if parameter.nullable && text == "null" => None,
            (Some(text), _) => {
                Some(
                    parameter
                        .value(text)
                        .map_err(|expected| QueryError::Argument {
                            message: format!("parameter `{}` cannot be `{text}`", parameter.name),
                            hint: Some(expected),
                        })?,
                )
            }
            (None, Some(default)) => default.clone(),
            (None, None) => {
                return Err(QueryError::Argument {
                    message: format!("parameter `{}` has no value", parameter.name),
                    hint: Some(format!(
                        "give one with --param {}=<{}>",
                        parameter.name, parameter.ty
                    )),
                });
            }
        };
        Ok(Argument {
            name: parameter.name.clone(),
            ty: parameter.ty,
            value,
        })
    };
    parameters.iter().map(argument).collect()
}
