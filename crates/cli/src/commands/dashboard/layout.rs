//! The file that says what is on a dashboard: `queries/dashboard.toml`.
//!
//! ```toml
//! title = "Shop"
//!
//! [[chart]]
//! title = "Revenue"                 # what is above it
//! query = "sales_per_hour"          # a saved query
//! kind = "line"                     # number, line, bar, funnel, heatmap, map or table
//! x = "hour_start"                  # column along the chart
//! y = ["revenue"]                   # columns of numbers
//! params = { from_dt = "2026-11-13" }
//! ```

use std::fmt;
use std::path::Path;

use anyhow::Result;
use toml_edit::{Document, Item, TableLike};

use crate::exit::Trouble;

/// A page of charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub title: String,
    pub description: Option<String>,
    pub charts: Vec<Chart>,
}

/// A chart of one query's rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    pub title: String,
    pub query: String,
    pub kind: Kind,
    /// What stands below the title; the query's description when it is not said.
    pub note: Option<String>,
    pub x: Option<String>,
    pub y: Vec<String>,
    /// A column whose values are one line or bar each.
    pub series: Option<String>,
    /// Of a heat map: the column of numbers.
    pub value: Option<String>,
    /// Of a number: the sum of all rows, not the last one.
    pub sum: bool,
    /// Bars and areas on top of each other.
    pub stacked: bool,
    /// Bars from left to right.
    pub horizontal: bool,
    /// Behind numbers: `USD`, `%`.
    pub unit: Option<String>,
    pub size: Size,
    /// Values of the query's parameters.
    pub params: Vec<(String, String)>,
    /// Line of the file, from 1.
    pub line: usize,
}

/// How a query's rows are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One figure, with the way it went.
    Number,
    Line,
    Bar,
    Funnel,
    HeatMap,
    /// Countries of the world.
    Map,
    #[default]
    Table,
}

/// Part of the page's width on a wide screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    Quarter,
    Third,
    #[default]
    Half,
    Full,
}

const KINDS: [(&str, Kind); 7] = [
    ("number", Kind::Number),
    ("line", Kind::Line),
    ("bar", Kind::Bar),
    ("funnel", Kind::Funnel),
    ("heatmap", Kind::HeatMap),
    ("map", Kind::Map),
    ("table", Kind::Table),
];
const SIZES: [(&str, Size); 4] = [
    ("quarter", Size::Quarter),
    ("third", Size::Third),
    ("half", Size::Half),
    ("full", Size::Full),
];
const KEYS: [&str; 14] = [
    "title",
    "query",
    "kind",
    "note",
    "x",
    "y",
    "series",
    "value",
    "total",
    "stacked",
    "horizontal",
    "unit",
    "size",
    "params",
];

impl Chart {
    /// True when both charts show rows of the same run.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.query == other.query && self.params == other.params
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(name_of(&KINDS, *self))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(name_of(&SIZES, *self))
    }
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names
        .iter()
        .find(|(_, v)| *v == value)
        .map_or("", |(name, _)| name)
}

impl Layout {
    /// Reads a dashboard's file.
    ///
    /// # Errors
    /// It cannot be read; every problem in it with its line.
    pub fn read(path: &Path) -> Result<Self> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            let hint = "write one, or name another with --layout; docs/reports.md has an example";
            anyhow::Error::new(error).context(Trouble::new(format!("could not read {shown}"), hint))
        })?;
        Self::parse(&text, &shown).map_err(Into::into)
    }

    fn parse(text: &str, shown: &str) -> Result<Self, Trouble> {
        let document = Document::parse(text).map_err(|error| {
            let at = error.span().map_or(1, |span| line_of(text, span.start));
            let message = format!("{shown}:{at}: {}", error.message().replace('\n', ", "));
            Trouble::new(message, "see docs/reports.md for an example")
        })?;
        let mut reader = Reader {
            text,
            shown,
            problems: Vec::new(),
        };
        let table = document.as_table();
        reader.only(table, &["title", "description", "chart"], 1);
        let layout = Self {
            title: reader.required(table, "title", 1),
            description: reader.string(table, "description", 1),
            charts: match table.get("chart").and_then(Item::as_array_of_tables) {
                Some(charts) => charts.iter().map(|chart| reader.chart(chart)).collect(),
                None => Vec::new(),
            },
        };
        if layout.charts.is_empty() {
            reader.problem(1, "there is no chart".into(), "write [[chart]]");
        }
        if reader.problems.is_empty() {
            Ok(layout)
        } else {
            Err(Trouble::of_problems(
                "the dashboard's charts",
                reader.problems,
            ))
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    shown: &'a str,
    problems: Vec<(String, Option<String>)>,
}

impl Reader<'_> {
    fn problem(&mut self, line: usize, message: String, hint: &str) {
        let message = format!("{}:{line}: {message}", self.shown);
        self.problems.push((message, Some(hint.into())));
    }

    fn chart(&mut self, table: &toml_edit::Table) -> Chart {
        let line = table
            .span()
            .map_or(1, |span| line_of(self.text, span.start));
        self.only(table, &KEYS, line);
        let chart = Chart {
            title: self.required(table, "title", line),
            query: self.required(table, "query", line),
            kind: self.one_of(table, "kind", &KINDS, line).unwrap_or_default(),
            note: self.string(table, "note", line),
            x: self.string(table, "x", line),
            y: self.strings(table, "y", line),
            series: self.string(table, "series", line),
            value: self.string(table, "value", line),
            sum: self
                .one_of(table, "total", &[("last", false), ("sum", true)], line)
                .unwrap_or(false),
            stacked: self.truth(table, "stacked", line),
            horizontal: self.truth(table, "horizontal", line),
            unit: self.string(table, "unit", line),
            size: self.one_of(table, "size", &SIZES, line).unwrap_or_default(),
            params: self.params(table, line),
            line,
        };
        if table.get("kind").is_none() {
            self.problem(line, "`kind` is missing".into(), "write kind = \"line\"");
        }
        let needs = |missing: bool, key: &str| missing.then(|| key.to_string());
        let lacks: Vec<_> = match chart.kind {
            Kind::Number => vec![needs(chart.y.len() != 1, "one column in y")],
            Kind::Line | Kind::Bar => vec![
                needs(chart.x.is_none(), "x"),
                needs(chart.y.is_empty(), "y"),
                needs(
                    chart.series.is_some() && chart.y.len() > 1,
                    "one column in y beside series",
                ),
            ],
            Kind::Funnel => vec![needs(
                chart.y.is_empty() || (chart.x.is_some() && chart.y.len() > 1),
                "y: several columns, or one beside x",
            )],
            Kind::HeatMap => vec![
                needs(chart.x.is_none(), "x"),
                needs(chart.y.len() != 1, "one column in y"),
                needs(chart.value.is_none(), "value"),
            ],
            Kind::Map => vec![
                needs(chart.x.is_none(), "x"),
                needs(chart.y.len() != 1, "one column in y"),
            ],
            Kind::Table => Vec::new(),
        };
        for key in lacks.into_iter().flatten() {
            self.problem(
                line,
                format!("a {} needs {key}", chart.kind),
                "name columns of the query's result",
            );
        }
        chart
    }

    fn only(&mut self, table: &dyn TableLike, keys: &[&str], line: usize) {
        let unknown: Vec<_> = table
            .iter()
            .filter(|(key, _)| !keys.contains(key))
            .map(|(key, _)| key.to_string())
            .collect();
        for key in unknown {
            let hint = format!("write one of {}", keys.join(", "));
            self.problem(line, format!("unknown key `{key}`"), &hint);
        }
    }

    fn required(&mut self, table: &dyn TableLike, key: &str, line: usize) -> String {
        match self.string(table, key, line) {
            Some(text) if !text.trim().is_empty() => text,
            _ => {
                if table.get(key).is_none_or(|item| item.as_str().is_some()) {
                    self.problem(
                        line,
                        format!("`{key}` is missing"),
                        &format!("write {key} = \"…\""),
                    );
                }
                String::new()
            }
        }
    }

    fn string(&mut self, table: &dyn TableLike, key: &str, line: usize) -> Option<String> {
        let item = table.get(key)?;
        let text = item.as_str().map(String::from);
        if text.is_none() {
            self.problem(
                line,
                format!("`{key}` is not a string"),
                &format!("write {key} = \"…\""),
            );
        }
        text
    }

    /// A string, or a list of them.
    fn strings(&mut self, table: &dyn TableLike, key: &str, line: usize) -> Vec<String> {
        let Some(item) = table.get(key) else {
            return Vec::new();
        };
        if let Some(text) = item.as_str() {
            return vec![text.into()];
        }
        let texts = item.as_array().and_then(|array| {
            let texts = array.iter().map(|value| value.as_str().map(String::from));
            texts.collect::<Option<Vec<_>>>()
        });
        texts.unwrap_or_else(|| {
            self.problem(
                line,
                format!("`{key}` is not a list of strings"),
                &format!("write {key} = [\"…\"]"),
            );
            Vec::new()
        })
    }

    fn truth(&mut self, table: &dyn TableLike, key: &str, line: usize) -> bool {
        let Some(item) = table.get(key) else {
            return false;
        };
        item.as_bool().unwrap_or_else(|| {
            self.problem(
                line,
                format!("`{key}` is not true or false"),
                &format!("write {key} = true"),
            );
            false
        })
    }

    fn one_of<T: Copy>(
        &mut self,
        table: &dyn TableLike,
        key: &str,
        names: &[(&str, T)],
        line: usize,
    ) -> Option<T> {
        let text = self.string(table, key, line)?;
        let found = names.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let names: Vec<_> = names.iter().map(|(name, _)| *name).collect();
            self.problem(
                line,
                format!("unknown {key} `{text}`"),
                &format!("write {}", names.join(", ")),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Values of parameters: strings, numbers, truths.
    fn params(&mut self, table: &dyn TableLike, line: usize) -> Vec<(String, String)> {
        let Some(item) = table.get("params") else {
            return Vec::new();
        };
        let Some(params) = item.as_table_like() else {
            self.problem(
                line,
                "`params` is not a table".into(),
                "write params = { n = 10 }",
            );
            return Vec::new();
        };
        let mut found = Vec::new();
        for (name, value) in params.iter() {
            let text = value
                .as_str()
                .map(String::from)
                .or_else(|| value.as_integer().map(|n| n.to_string()))
                .or_else(|| value.as_float().map(|n| n.to_string()))
                .or_else(|| value.as_bool().map(|b| b.to_string()));
            match text {
                Some(text) => found.push((name.to_string(), text)),
                None => self.problem(
                    line,
                    format!("parameter `{name}` is not a string, number or truth"),
                    "write params = { n = 10 }",
                ),
            }
        }
        found
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let trouble = Layout::parse(text, "d.toml").unwrap_err();
        if trouble.details.is_empty() {
            return vec![format!(
                "{}; {}",
                trouble.message,
                trouble.hint.unwrap_or_default()
            )];
        }
        trouble.details
    }

    #[test]
    fn a_layout_is_read() {
        let text = "title = \"Shop\"\n\n[[chart]]\ntitle = \"Revenue\"\nquery = \"q\"\nkind = \"line\"\nx = \"day\"\ny = \"usd\"\nparams = { n = 7, day = \"x\" }\n";
        let layout = Layout::parse(text, "d.toml").unwrap();
        let chart = &layout.charts[0];
        assert_eq!(
            (chart.kind, chart.line, chart.size),
            (Kind::Line, 3, Size::Half)
        );
        assert_eq!(chart.y, ["usd"]);
        assert_eq!(
            chart.params,
            [("n".into(), "7".into()), ("day".into(), "x".into())]
        );
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        assert_eq!(
            problems(
                "title = \"Shop\"\n[[chart]]\ntitle = \"A\"\nquery = \"q\"\nkind = \"pie\"\ncolour = 1\n[[chart]]\nkind = \"heatmap\"\ntitle = 3\nx = \"a\"\n"
            ),
            [
                "d.toml:2: unknown key `colour`; write one of title, query, kind, note, x, y, series, value, total, stacked, horizontal, unit, size, params",
                "d.toml:2: unknown kind `pie`; write number, line, bar, funnel, heatmap, map, table",
                "d.toml:7: `title` is not a string; write title = \"…\"",
                "d.toml:7: `query` is missing; write query = \"…\"",
                "d.toml:7: a heatmap needs one column in y; name columns of the query's result",
                "d.toml:7: a heatmap needs value; name columns of the query's result",
            ]
        );
        assert_eq!(
            problems("title = \"x\""),
            ["d.toml:1: there is no chart; write [[chart]]"]
        );
        assert!(problems("title = ")[0].starts_with("d.toml:1: "));
    }
}
