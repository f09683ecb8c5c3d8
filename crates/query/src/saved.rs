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
//! `alert: when rows > 0` makes the query an [`Alert`], `materialize: hourly partition=dt key=hour_start` a table: [`Materialize`].
//! Other comment lines in the header are free text, unless they begin with a word and a colon.

use crate::alert::Alert;
use crate::declaration::Declaration;
use crate::materialize::Materialize;
use crate::parameter::Parameter;
use crate::problem::Problem;

/// A saved query, its header read.
#[derive(Debug, Clone)]
pub struct SavedQuery {
    /// Name, equal to the file's.
    pub name: String,
    /// What it answers.
    pub description: String,
    /// Declared parameters, in order.
    pub parameters: Vec<Parameter>,
    /// When its rows are an alarm.
    pub alert: Option<Alert>,
    /// The table that its rows are kept in.
    pub materialize: Option<Materialize>,
    /// The file, as it was named to [`SavedQuery::parse`].
    pub file: String,
    /// The whole text, header included, so that places in it are places in the file.
    pub text: String,
}

const KEYS: [&str; 5] = ["name", "description", "param", "alert", "materialize"];

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
            alert: None,
            materialize: None,
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
    alert: Option<Alert>,
    materialize: Option<Materialize>,
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
            "name" if self.name.is_some() => self.twice(number, key),
            "name" => self.name(number, value),
            "description" => self.description.push(value.into()),
            "param" => self.parameter(number, line, value),
            "alert" if self.alert.is_some() => self.twice(number, key),
            "alert" => match Alert::parse(value, number) {
                Ok(alert) => self.alert = Some(alert),
                Err((message, hint)) => self.problem(number, None, message, Some(hint)),
            },
            "materialize" if self.materialize.is_some() => self.twice(number, key),
            "materialize" => match Materialize::parse(value, number) {
                Ok(materialize) => self.materialize = Some(materialize),
                Err((message, hint)) => self.problem(number, None, message, Some(hint)),
            },
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

    fn twice(&mut self, line: usize, key: &str) {
        let hint = Some("keep one of them".into());
        self.problem(line, None, format!("`{key}` stands twice"), hint);
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
            alert: self.alert,
            materialize: self.materialize,
            file: self.file.into(),
            text: text.into(),
        })
    }
}

pub(crate) fn is_name(name: &str) -> bool {
    lakebed_record::types::is_column_name(name)
}

fn file_stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".sql").unwrap_or(name)
}
