//! Views without structs and lists, for tools that read neither.
//!
//! `orders_flat` is the view `orders` with each struct's fields as columns (`shipping.postal_code` is `shipping_postal_code`).
//! A list of structs is a view of its own, `orders_items`: one row for each element, with the key of the item that holds it and
//! its place in the list. Lists inside such a list are views in turn (`orders_items_options`), keyed to their element as well.
//! All other collections become JSON text; those that hold bytes, which JSON cannot, stay as they are.

use lakebed_record::definition::{CHANGE_TIME, SchemaColumn, TableDefinition};
use lakebed_record::types::{ColumnType, Field};

use crate::model::TableInput;
use crate::quarantine;
use crate::view::{quote, view_columns, virtual_view};

/// Glue's longest column name and comment.
const LONGEST: usize = 255;
/// Glue's longest description of a table.
const LONGEST_DESCRIPTION: usize = 2048;

/// The view `<name>_flat`, then a view `<name>_<list>` for each list of structs, outer lists first.
///
/// Names are folded with `_`; one that is taken already gets `_2`, `_3` …, in the definition's order. A struct's field that a
/// declared column of the same name and type reads too is left out. `database` is where the view `<name>` is.
#[must_use]
pub fn flat_inputs(definition: &TableDefinition, database: &str) -> Vec<TableInput> {
    let columns = view_columns(definition);
    let base = quote(&definition.name);
    // Whatever a struct holds, the columns of the view keep their names.
    let mut names = Names::new(columns.iter().map(|c| c.name.as_str()));
    let mut flat = Flat::default();
    for column in &columns {
        let place = Place {
            expression: format!("{base}.{}", quote(&column.name)),
            path: vec![column.name.clone()],
            comment: column.comment.as_deref(),
        };
        let read_twice = |path: &[String]| is_declared(definition, path);
        flat.add(&column.ty, place, &mut names, &read_twice);
    }
    let mut tables = Names::new([
        definition.name.as_str(),
        &definition.changes_table(),
        &quarantine::name(definition),
    ]);
    let mut views = vec![virtual_view(
        tables.free(format!("{}_flat", definition.name)),
        described(definition, "fields of structs as columns, lists as JSON"),
        format!(
            "SELECT\n  {}\nFROM {base}",
            select(&flat.columns).join(",\n  ")
        ),
        &schema(&flat.columns),
        database,
    )];
    let keys = key_columns(definition, &columns);
    for list in flat.lists {
        let keys: Vec<_> = keys
            .iter()
            .map(|column| Selected {
                expression: format!("{base}.{}", quote(&column.name)),
                column: (*column).clone(),
            })
            .collect();
        let outer = Outer {
            from: base.clone(),
            depth: 1,
            keys,
        };
        list_views(definition, database, list, &outer, &mut tables, &mut views);
    }
    views
}

/// A column of a view and what it selects.
#[derive(Debug, Clone)]
struct Selected {
    expression: String,
    column: SchemaColumn,
}

/// A list of structs that was met.
struct List<'a> {
    expression: String,
    path: Vec<String>,
    fields: &'a [Field],
    comment: Option<&'a str>,
}

/// What a list is unnested from.
struct Outer {
    /// The FROM clause so far.
    from: String,
    /// How many lists deep, from 1.
    depth: usize,
    /// The columns that tell its rows apart, then when they changed.
    keys: Vec<Selected>,
}

/// Where a value stands.
struct Place<'a> {
    expression: String,
    path: Vec<String>,
    comment: Option<&'a str>,
}

/// The columns of a flat view, and the lists that become views of their own.
#[derive(Default)]
struct Flat<'a> {
    columns: Vec<Selected>,
    lists: Vec<List<'a>>,
}

impl<'a> Flat<'a> {
    /// Adds what a value of a type comes to.
    fn add(
        &mut self,
        ty: &'a ColumnType,
        place: Place<'a>,
        names: &mut Names,
        left_out: &dyn Fn(&[String]) -> bool,
    ) {
        let Place {
            expression,
            path,
            comment,
        } = place;
        match ty {
            ColumnType::Struct(fields) => {
                for field in fields {
                    let mut path = path.clone();
                    path.push(field.name.clone());
                    if field.ty.is_scalar() && left_out(&path) {
                        continue;
                    }
                    let place = Place {
                        expression: format!("{expression}.{}", quote(&field.name)),
                        path,
                        comment,
                    };
                    self.add(&field.ty, place, names, left_out);
                }
            }
            ColumnType::Array(element) if matches!(**element, ColumnType::Struct(_)) => {
                if let ColumnType::Struct(fields) = &**element {
                    self.lists.push(List {
                        expression,
                        path,
                        fields,
                        comment,
                    });
                }
            }
            _ => {
                let as_json = !ty.is_scalar() && !holds_bytes(ty);
                // A column of the view itself has its name and comment already.
                let (name, mut comment) = match path.as_slice() {
                    [name] => (name.clone(), comment.map(String::from)),
                    _ => (
                        names.free(path.join("_")),
                        Some(path_comment(&path, comment)),
                    ),
                };
                let (expression, ty) = if as_json {
                    comment = Some(match comment {
                        Some(comment) => format!("{comment} (JSON)"),
                        None => "JSON".into(),
                    });
                    (
                        format!("json_format(CAST({expression} AS JSON))"),
                        ColumnType::Json,
                    )
                } else {
                    (expression, ty.clone())
                };
                self.columns.push(Selected {
                    expression,
                    column: SchemaColumn {
                        name,
                        ty,
                        comment: comment.map(|c| cut(c, LONGEST)),
                        required: false,
                    },
                });
            }
        }
    }
}

/// The view of a list, then those of the lists in its elements.
fn list_views(
    definition: &TableDefinition,
    database: &str,
    list: List<'_>,
    outer: &Outer,
    tables: &mut Names,
    views: &mut Vec<TableInput>,
) {
    let alias = match outer.depth {
        1 => "item".into(),
        depth => format!("item_{depth}"),
    };
    let alias = quote(&Names::new([definition.name.as_str()]).free(alias));
    let mut names = Names::new(outer.keys.iter().map(|key| key.column.name.as_str()));
    let last = list.path.last().map_or("", String::as_str);
    let position = names.free(format!("{last}_position"));
    // Within the element its position is a column like its fields.
    let ordinality = Names::new(list.fields.iter().map(|f| f.name.as_str())).free(position.clone());
    let mut keys = outer.keys.clone();
    let time = keys.pop();
    keys.push(Selected {
        expression: format!("{alias}.{}", quote(&ordinality)),
        column: SchemaColumn {
            name: position,
            ty: ColumnType::Bigint,
            comment: Some(cut(
                format!("Place in {}, from 1", list.path.join(".")),
                LONGEST,
            )),
            required: true,
        },
    });
    let flat = elements(&list, &alias, &mut names);
    let aliases: Vec<_> = list
        .fields
        .iter()
        .map(|f| quote(&f.name))
        .chain([quote(&ordinality)])
        .collect();
    let from = format!(
        "{}\nCROSS JOIN UNNEST({}) WITH ORDINALITY AS {alias} ({})",
        outer.from,
        list.expression,
        aliases.join(", ")
    );
    let columns: Vec<Selected> = keys
        .iter()
        .chain(&flat.columns)
        .chain(&time)
        .cloned()
        .collect();
    keys.extend(time);
    let place = list.path.join(".");
    views.push(virtual_view(
        tables.free(format!("{}_{}", definition.name, list.path.join("_"))),
        described(definition, &format!("one row for each of {place}")),
        format!("SELECT\n  {}\nFROM {from}", select(&columns).join(",\n  ")),
        &schema(&columns),
        database,
    ));
    let outer = Outer {
        from,
        depth: outer.depth + 1,
        keys,
    };
    for list in flat.lists {
        list_views(definition, database, list, &outer, tables, views);
    }
}

/// The columns of a list's elements. The list's name is in the view's name already: it comes back only where a key has the
/// field's name.
fn elements<'a>(list: &List<'a>, alias: &str, names: &mut Names) -> Flat<'a> {
    let prefix = format!("{}_", list.path.join("_"));
    let mut flat = Flat::default();
    for field in list.fields {
        let mut path = list.path.clone();
        path.push(field.name.clone());
        let place = Place {
            expression: format!("{alias}.{}", quote(&field.name)),
            path,
            comment: list.comment,
        };
        let mut found = Flat::default();
        found.add(&field.ty, place, &mut Names::default(), &|_| false);
        for mut selected in found.columns {
            let long = selected.column.name;
            let short = long.strip_prefix(&prefix).unwrap_or(&long);
            let wanted = if names.holds(short) { &long } else { short };
            selected.column.name = names.free(wanted.to_string());
            flat.columns.push(selected);
        }
        flat.lists.extend(found.lists);
    }
    flat
}

/// The key, the partition keys and the time of the change: what joins a list's rows with their item, and prunes both.
fn key_columns<'a>(
    definition: &TableDefinition,
    columns: &'a [SchemaColumn],
) -> Vec<&'a SchemaColumn> {
    let partition = definition.partition_names();
    let wanted = definition
        .primary_key
        .iter()
        .map(String::as_str)
        .chain(
            partition
                .iter()
                .copied()
                .filter(|name| !definition.primary_key.iter().any(|key| key == name)),
        )
        .chain([CHANGE_TIME]);
    wanted
        .filter_map(|name| columns.iter().find(|c| c.name == name))
        .collect()
}

/// True for a struct's field that a declared column of its folded name and its type reads too.
fn is_declared(definition: &TableDefinition, path: &[String]) -> bool {
    let Some((first, below)) = path.split_first() else {
        return false;
    };
    let (Some(holder), Some(twin)) = (definition.column(first), definition.column(&path.join("_")))
    else {
        return false;
    };
    // Fields match attributes without regard to case.
    let from = holder.from.iter().chain(below);
    let same_place = twin.from.len() == holder.from.len() + below.len()
        && from.zip(&twin.from).all(|(a, b)| a.eq_ignore_ascii_case(b));
    same_place && field_type(&holder.ty, below) == Some(&twin.ty)
}

fn field_type<'a>(ty: &'a ColumnType, path: &[String]) -> Option<&'a ColumnType> {
    match (ty, path.split_first()) {
        (ty, None) => Some(ty),
        (ColumnType::Struct(fields), Some((name, below))) => {
            let field = fields.iter().find(|field| field.name == *name)?;
            field_type(&field.ty, below)
        }
        _ => None,
    }
}

fn holds_bytes(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Binary => true,
        ColumnType::Array(inner) | ColumnType::Map(inner) => holds_bytes(inner),
        ColumnType::Struct(fields) => fields.iter().any(|field| holds_bytes(&field.ty)),
        _ => false,
    }
}

fn path_comment(path: &[String], comment: Option<&str>) -> String {
    match comment {
        Some(comment) => format!("{}: {comment}", path.join(".")),
        None => path.join("."),
    }
}

fn described(definition: &TableDefinition, what: &str) -> Option<String> {
    let text = match &definition.description {
        Some(description) => format!("{description}: {what}"),
        None => format!("{}: {what}", definition.name),
    };
    Some(cut(text, LONGEST_DESCRIPTION))
}

fn select(columns: &[Selected]) -> Vec<String> {
    columns
        .iter()
        .map(|c| format!("{} AS {}", c.expression, quote(&c.column.name)))
        .collect()
}

fn schema(columns: &[Selected]) -> Vec<SchemaColumn> {
    columns.iter().map(|c| c.column.clone()).collect()
}

/// The first characters of a text, `most` of them.
fn cut(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => text[..at].to_string(),
        None => text,
    }
}

/// Names that are taken.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(String::from).collect())
    }

    fn holds(&self, name: &str) -> bool {
        self.0.iter().any(|taken| taken == name)
    }

    /// Takes a name, with a number behind it when it is taken, and short enough for Glue.
    fn free(&mut self, wanted: String) -> String {
        let wanted = cut(wanted, LONGEST);
        let mut name = wanted.clone();
        let mut number = 2;
        while self.holds(&name) {
            let suffix = format!("_{number}");
            name = cut(wanted.clone(), LONGEST - suffix.len()) + &suffix;
            number += 1;
        }
        self.0.push(name.clone());
        name
    }
}
