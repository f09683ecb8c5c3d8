//! TOML to [`TableDefinition`], collecting every problem with its line.

use std::ops::Range;

use toml_edit::{Document, Item, Table, Value};

use super::{
    CHANGE_COLUMNS, Column, Condition, DefinitionError, Filter, KeyPattern, KeyText, Kind,
    PartitionKey, RESCUED, TableDefinition, TimeUnit, UNDECLARED,
};
use crate::text::one_line;
use crate::types::{ColumnType, is_column_name, suggest_name};

const TABLE_KEYS: [&str; 8] = [
    "name",
    "source",
    "description",
    "primary_key",
    "kind",
    "partition",
    "column",
    "filter",
];
const COLUMN_KEYS: [&str; 5] = ["name", "type", "from", "unit", "comment"];
const FILTER_KEYS: [&str; 3] = ["attribute", "prefix", "pattern"];

/// Athena words that a query would have to quote (its reserved words for DML).
const RESERVED_WORDS: &str = "alter and as between by case cast constraint create cross cube current_date current_path current_time \
current_timestamp current_user deallocate delete describe distinct drop else end escape except execute exists extract false first for from full \
group grouping having in inner insert intersect into is join last left like localtime localtimestamp natural normalize not null on or order outer \
prepare recursive right rollup select skip table then true unescape union unnest using values when where with";

pub(super) fn parse(text: &str, file: &str) -> Result<TableDefinition, Vec<DefinitionError>> {
    let mut reader = Reader {
        text,
        file,
        problems: Vec::new(),
    };
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            reader.problem(error.span(), error.message().replace('\n', ", "), None);
            return Err(reader.problems);
        }
    };
    let definition = reader.table(document.as_table());
    match definition {
        Some(definition) if reader.problems.is_empty() => Ok(definition),
        _ => {
            reader.problems.sort_by_key(|p| p.line);
            Err(reader.problems)
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    file: &'a str,
    problems: Vec<DefinitionError>,
}

type Span = Option<Range<usize>>;

impl Reader<'_> {
    fn problem(&mut self, span: Span, message: impl Into<String>, hint: Option<String>) {
        let offset = span.map_or(0, |s| s.start).min(self.text.len());
        let line = self.text.as_bytes()[..offset]
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        self.problems.push(DefinitionError {
            file: self.file.into(),
            line,
            // A quoted value may hold line breaks.
            message: one_line(&message.into()),
            hint: hint.map(|hint| one_line(&hint)),
        });
    }

    fn table(&mut self, table: &Table) -> Option<TableDefinition> {
        self.unknown_keys(table, &TABLE_KEYS, "a table definition");
        let name = self.required_string(table, "name", "name = \"orders\"");
        if let Some(name) = &name {
            self.check_name(name, "table name", table.get("name").and_then(Item::span));
            if name.len() > 240 {
                self.problem(
                    table.get("name").and_then(Item::span),
                    "table name is longer than 240 characters",
                    None,
                );
            }
        }
        let source = self.required_string(
            table,
            "source",
            "source = \"Orders\", the DynamoDB table's name",
        );
        let description = self.optional_string(table, "description", 2048);
        let kind = self.kind(table);
        let columns = self.columns(table);
        let primary_key = self.primary_key(table, &columns);
        let partition = self.partition(table, &columns, &primary_key);
        let filter = self.filter(table);
        Some(TableDefinition {
            name: name?,
            source: source?,
            description,
            primary_key,
            kind,
            partition,
            columns,
            filter,
        })
    }

    fn kind(&mut self, table: &Table) -> Kind {
        let hint = "write kind = \"entity\" (current state per key) or kind = \"event\" (items never change)";
        match self.optional_string(table, "kind", 16).as_deref() {
            None if table.contains_key("kind") => Kind::Entity, // not a string: said already
            None | Some("entity") => Kind::Entity,
            Some("event") => Kind::Event,
            Some(other) => {
                self.problem(
                    table.get("kind").and_then(Item::span),
                    format!("unknown kind `{other}`"),
                    Some(hint.into()),
                );
                Kind::Entity
            }
        }
    }

    fn columns(&mut self, table: &Table) -> Vec<Column> {
        const HINT: &str = "add [[column]] with name = and type =";
        let Some(item) = table.get("column") else {
            self.problem(None, "no column is declared", Some(HINT.into()));
            return Vec::new();
        };
        let Some(tables) = item.as_array_of_tables() else {
            self.problem(
                item.span(),
                "`column` is not a list of tables",
                Some("write [[column]], with two brackets".into()),
            );
            return Vec::new();
        };
        let mut columns: Vec<Column> = Vec::new();
        for table in tables {
            let Some(column) = self.column(table) else {
                continue;
            };
            if columns.iter().any(|c| c.name == column.name) {
                let hint = format!(
                    "rename one of them, and keep its attribute with from = \"{}\"",
                    column.from.join(".")
                );
                self.problem(
                    table.get("name").and_then(Item::span),
                    format!("column `{}` stands twice", column.name),
                    Some(hint),
                );
            } else if let Some(other) = columns.iter().find(|c| paths_clash(c, &column)) {
                let message = format!(
                    "columns `{}` and `{}` read the same attribute in two ways",
                    other.name, column.name
                );
                let hint = "join them into one struct, or reach for single fields with from = [\"map\", \"field\"]";
                self.problem(table.span(), message, Some(hint.into()));
            } else {
                columns.push(column);
            }
        }
        columns
    }

    fn column(&mut self, table: &Table) -> Option<Column> {
        self.unknown_keys(table, &COLUMN_KEYS, "a column");
        let name_span = table.get("name").and_then(Item::span);
        let name = self.required_string(table, "name", "name = \"order_id\"");
        if let Some(name) = &name {
            self.check_name(name, "column name", name_span.clone());
            self.check_reserved(name, name_span);
        }
        let type_span = table.get("type").and_then(Item::span);
        let ty = self
            .required_string(table, "type", "type = \"string\"")
            .and_then(|text| {
                ColumnType::parse(&text)
                    .map_err(|error| self.problem(type_span.clone(), error.message, None))
                    .ok()
            });
        let unit = self.unit(table, ty.as_ref());
        let comment = self.optional_string(table, "comment", 255);
        let from = self.from(table, name.as_deref());
        Some(Column {
            from: from?,
            name: name?,
            ty: ty?,
            unit,
            comment,
        })
    }

    fn check_name(&mut self, name: &str, what: &str, span: Span) {
        if !is_column_name(name) {
            let hint = format!("write name = \"{}\"", suggest_name(name));
            self.problem(
                span,
                format!("{what} `{name}` is not a-z 0-9 _ or starts with a digit"),
                Some(hint),
            );
        }
    }

    fn check_reserved(&mut self, name: &str, span: Span) {
        let Some(why) = reserved(name) else {
            return;
        };
        let hint = format!("write name = \"item_{name}\" and from = \"{name}\"");
        self.problem(span, format!("column name `{name}` {why}"), Some(hint));
    }

    fn unit(&mut self, table: &Table, ty: Option<&ColumnType>) -> Option<TimeUnit> {
        let text = self.optional_string(table, "unit", 16)?;
        let span = table.get("unit").and_then(Item::span);
        if ty.is_some_and(|ty| *ty != ColumnType::Timestamp) {
            self.problem(
                span,
                "only a timestamp has a unit",
                Some("remove `unit`, or write type = \"timestamp\"".into()),
            );
            return None;
        }
        match text.as_str() {
            "s" => Some(TimeUnit::Seconds),
            "ms" => Some(TimeUnit::Millis),
            "us" => Some(TimeUnit::Micros),
            other => {
                self.problem(
                    span,
                    format!("unknown unit `{other}`"),
                    Some("write unit = \"s\", \"ms\" or \"us\"".into()),
                );
                None
            }
        }
    }

    fn from(&mut self, table: &Table, name: Option<&str>) -> Option<Vec<String>> {
        let Some(item) = table.get("from") else {
            return name.map(|n| vec![n.to_string()]);
        };
        let path = match item.as_value() {
            Some(Value::String(attribute)) => vec![attribute.value().clone()],
            Some(Value::Array(path)) => path
                .iter()
                .map(|v| v.as_str().unwrap_or_default().to_string())
                .collect(),
            _ => Vec::new(),
        };
        if path.is_empty() || path.iter().any(String::is_empty) {
            let hint = "write from = \"Attribute\" or from = [\"map\", \"key\"]";
            self.problem(
                item.span(),
                "`from` is not an attribute's name or a path of names",
                Some(hint.into()),
            );
            return None;
        }
        Some(path)
    }

    fn primary_key(&mut self, table: &Table, columns: &[Column]) -> Vec<String> {
        const HINT: &str =
            "write primary_key = [\"order_id\"], column names: partition key, then sort key";
        let span = table.get("primary_key").and_then(Item::span);
        let Some(names) = self.string_array(table, "primary_key") else {
            if !table.contains_key("primary_key") {
                self.problem(None, "`primary_key` is missing", Some(HINT.into()));
            }
            return Vec::new();
        };
        if names.is_empty() || names.len() > 2 {
            self.problem(
                span.clone(),
                format!("a primary key has one or two columns, not {}", names.len()),
                Some(HINT.into()),
            );
        }
        for (index, name) in names.iter().enumerate() {
            match columns.iter().find(|c| c.name == *name) {
                _ if names[..index].contains(name) => self.problem(
                    span.clone(),
                    format!("key column `{name}` stands twice"),
                    None,
                ),
                None => {
                    let hint = format!("declare [[column]] name = \"{name}\"");
                    self.problem(
                        span.clone(),
                        format!("key column `{name}` is not declared"),
                        Some(hint),
                    );
                }
                Some(column) if !is_key_type(&column.ty) => {
                    let message = format!("key column `{name}` cannot be {}", column.ty);
                    self.problem(
                        span.clone(),
                        message,
                        Some(
                            "write string, int, bigint, decimal(p,s), date, timestamp or binary"
                                .into(),
                        ),
                    );
                }
                Some(column) if column.from.len() > 1 => {
                    self.problem(
                        span.clone(),
                        format!("key column `{name}` reaches into a map"),
                        Some("a key is an attribute of its own".into()),
                    );
                }
                Some(_) => {}
            }
        }
        names
    }

    fn partition(
        &mut self,
        table: &Table,
        columns: &[Column],
        primary_key: &[String],
    ) -> Vec<PartitionKey> {
        let span = table.get("partition").and_then(Item::span);
        let Some(names) = self.string_array(table, "partition") else {
            return vec![PartitionKey::Day];
        };
        if names.first().map(String::as_str) != Some("dt") {
            self.problem(
                span.clone(),
                "the first partition key is `dt`",
                Some("write partition = [\"dt\"]".into()),
            );
        }
        let mut keys = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                self.problem(
                    span.clone(),
                    format!("partition key `{name}` stands twice"),
                    None,
                );
                continue;
            }
            match name.as_str() {
                "dt" => keys.push(PartitionKey::Day),
                "hour" => keys.push(PartitionKey::Hour),
                name => match columns.iter().position(|c| c.name == name) {
                    None => {
                        let hint = format!(
                            "write dt, hour or a declared column; or declare [[column]] name = \"{name}\""
                        );
                        self.problem(
                            span.clone(),
                            format!("partition key `{name}` is not declared"),
                            Some(hint),
                        );
                    }
                    Some(_) if primary_key.iter().any(|k| k == name) => {
                        let hint = "a partition for each key makes tiny files: choose a column with few values";
                        self.problem(
                            span.clone(),
                            format!("partition key `{name}` is part of the primary key"),
                            Some(hint.into()),
                        );
                    }
                    Some(i) if columns[i].ty != ColumnType::String => {
                        let message = format!("partition column `{name}` is {}", columns[i].ty);
                        self.problem(
                            span.clone(),
                            message,
                            Some("a partition column is a string with few values".into()),
                        );
                    }
                    Some(i) => keys.push(PartitionKey::Column(i)),
                },
            }
        }
        keys
    }

    fn filter(&mut self, table: &Table) -> Option<Filter> {
        let item = table.get("filter")?;
        let tables: Vec<&Table> = match (item.as_table(), item.as_array_of_tables()) {
            (Some(one), _) => vec![one],
            (_, Some(several)) => several.iter().collect(),
            _ => {
                self.problem(
                    item.span(),
                    "`filter` is not a table",
                    Some("write [filter] with attribute = and prefix =, or several [[filter]] that all have to hold".into()),
                );
                return None;
            }
        };
        let conditions: Vec<_> = tables
            .into_iter()
            .filter_map(|filter| self.condition(filter))
            .collect();
        (!conditions.is_empty()).then_some(Filter { conditions })
    }

    fn condition(&mut self, filter: &Table) -> Option<Condition> {
        self.unknown_keys(filter, &FILTER_KEYS, "a filter");
        let attribute =
            self.required_string(filter, "attribute", "attribute = \"pk\", a key attribute");
        let text = match (filter.get("prefix"), filter.get("pattern")) {
            (_, None) => self
                .required_string(filter, "prefix", "prefix = \"ORDER#\"")
                .map(KeyText::Prefix),
            (None, Some(item)) => {
                const EXAMPLE: &str = "pattern = \"ORDER#*#ITEM#*\"";
                let text = self.required_string(filter, "pattern", EXAMPLE)?;
                let pattern = KeyPattern::new(&text);
                if pattern.is_none() {
                    let hint = format!("write {EXAMPLE}: a `*` stands for one part of the key");
                    self.problem(item.span(), "two `*` stand side by side", Some(hint));
                }
                pattern.map(KeyText::Pattern)
            }
            (Some(_), Some(item)) => {
                let hint = "remove one of them, or write two [[filter]]";
                self.problem(
                    item.span(),
                    "a filter has `prefix` and `pattern`",
                    Some(hint.into()),
                );
                None
            }
        };
        Some(Condition {
            attribute: attribute?,
            text: text?,
        })
    }

    fn unknown_keys(&mut self, table: &Table, known: &[&str], what: &str) {
        for (key, _) in table {
            if known.contains(&key) {
                continue;
            }
            let span = table.key(key).and_then(toml_edit::Key::span);
            let hint = match closest(key, known) {
                Some(near) => format!("write `{near}`"),
                None => format!("{what} has: {}", known.join(", ")),
            };
            self.problem(span, format!("unknown key `{key}`"), Some(hint));
        }
    }

    fn required_string(&mut self, table: &Table, key: &str, example: &str) -> Option<String> {
        if !table.contains_key(key) {
            self.problem(
                table.span(),
                format!("`{key}` is missing"),
                Some(format!("write {example}")),
            );
            return None;
        }
        let text = self.optional_string(table, key, 2048)?;
        if text.is_empty() {
            self.problem(
                table.get(key).and_then(Item::span),
                format!("`{key}` is empty"),
                Some(format!("write {example}")),
            );
            return None;
        }
        Some(text)
    }

    fn optional_string(&mut self, table: &Table, key: &str, longest: usize) -> Option<String> {
        let item = table.get(key)?;
        let Some(text) = item.as_str() else {
            self.problem(
                item.span(),
                format!("`{key}` is not a string"),
                Some(format!("write {key} = \"…\"")),
            );
            return None;
        };
        if text.chars().count() > longest {
            self.problem(
                item.span(),
                format!("`{key}` is longer than {longest} characters"),
                Some("shorten it".into()),
            );
        }
        Some(text.to_string())
    }

    fn string_array(&mut self, table: &Table, key: &str) -> Option<Vec<String>> {
        let item = table.get(key)?;
        let strings = item.as_array().and_then(|array| {
            array
                .iter()
                .map(|v| v.as_str().map(String::from))
                .collect::<Option<Vec<_>>>()
        });
        if strings.is_none() {
            self.problem(
                item.span(),
                format!("`{key}` is not a list of strings"),
                Some(format!("write {key} = [\"…\"]")),
            );
        }
        strings
    }
}

/// Why a column cannot have this name, legal as it is.
pub(super) fn reserved(name: &str) -> Option<&'static str> {
    if CHANGE_COLUMNS.contains(&name) || [UNDECLARED, RESCUED].contains(&name) {
        Some("is a column that every table has")
    } else if ["dt", "hour"].contains(&name) {
        Some("is the name of a partition key")
    } else if RESERVED_WORDS.split(' ').any(|word| word == name) {
        Some("is a reserved word of Athena")
    } else {
        None
    }
}

/// Two nested columns of the same attribute would disagree on what is undeclared.
fn paths_clash(a: &Column, b: &Column) -> bool {
    a.from == b.from && !a.ty.is_scalar() && !b.ty.is_scalar()
}

fn is_key_type(ty: &ColumnType) -> bool {
    use ColumnType::{Bigint, Binary, Date, Decimal, Int, String, Timestamp};
    matches!(
        ty,
        String | Int | Bigint | Decimal { .. } | Date | Timestamp | Binary
    )
}

/// The known key that a typo most likely meant: at most two edits away.
fn closest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|k| (edits(key, k), *k))
        .filter(|(n, _)| *n <= 2)
        .min()
        .map(|(_, k)| k)
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
