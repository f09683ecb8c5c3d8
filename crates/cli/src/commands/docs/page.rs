//! The dictionary as one page of HTML that needs nothing else.

use lakebed_catalog::{Column, TableInput};
use lakebed_query::Parameter;
use lakebed_record::definition::Kind;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::facts::{Facts, Partition};
use super::{Dictionary, Query, Table, several, size};
use crate::output::{grouped, megabytes};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The whole page.
pub fn html(dictionary: &Dictionary) -> Markup {
    let title = format!("{}: tables and queries", dictionary.database);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the tables" }
                header {
                    h1 { (title) }
                    p {
                        (size(dictionary)) "; lake "
                        code { (dictionary.lake) }
                        @if let Some(newest) = newest(dictionary) { "; newest change " (time(&newest)) }
                    }
                    p.search hidden {
                        label for="search" { "Find a table, column or query" }
                        input #search type="search" autocomplete="off";
                        span #found role="status" {}
                    }
                }
                (contents(dictionary))
                main #main tabindex="-1" {
                    h2 #tables { "Tables and views" }
                    @for table in &dictionary.tables { (self::table(table, dictionary)) }
                    h2 #queries { "Saved queries" }
                    @if dictionary.queries.is_empty() && dictionary.problems.is_empty() {
                        p { "There is none yet: write one as a file with the ending " code { ".sql" } " in the folder of the saved queries." }
                    }
                    @if !dictionary.problems.is_empty() {
                        section.problem {
                            h3 { "Cannot be read" }
                            ul { @for problem in &dictionary.problems { li { (problem) } } }
                        }
                    }
                    @for (folder, queries) in &dictionary.queries {
                        @for query in queries { (self::query(query, folder, dictionary)) }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// The newest change in any table.
fn newest(dictionary: &Dictionary) -> Option<String> {
    let facts = dictionary
        .tables
        .iter()
        .filter_map(|t| t.facts.as_ref().ok());
    facts.filter_map(|f| f.newest.clone()).max()
}

fn contents(dictionary: &Dictionary) -> Markup {
    html! {
        nav aria-label="Contents" {
            details open {
                summary { "Contents" }
                h2 { a href="#tables" { "Tables and views" } }
                ul {
                    @for table in &dictionary.tables {
                        li { a href=(format!("#table-{}", table.input.name)) { (table.input.name) } }
                    }
                }
                h2 { a href="#queries" { "Saved queries" } }
                @for (folder, queries) in &dictionary.queries {
                    @if !folder.is_empty() { h3 { (folder) } }
                    ul {
                        @for query in queries {
                            li { a href=(format!("#query-{}", query.saved.name)) { (query.saved.name) } }
                        }
                    }
                }
            }
        }
    }
}

fn table(table: &Table, dictionary: &Dictionary) -> Markup {
    let input = &table.input;
    let name = &input.name;
    html! {
        article id=(format!("table-{name}")) data-name=(name) {
            h3 {
                a href=(format!("#table-{name}")) { (name) }
                " " span.kind { (if input.is_view() { "view" } else { "table" }) }
                @if !table.is_registered { " " span.kind.absent { "not registered" } }
            }
            @if let Some(description) = &input.description { p { (description) } }
            (about(table))
            @match &table.facts {
                Ok(facts) => (contents_of(facts)),
                Err(reason) => p.problem { "It cannot be read: " (reason) },
            }
            (columns(table))
            @if let Ok(facts) = &table.facts
                && let Some(key) = input.partition_keys.first()
                && !facts.partitions.is_empty()
            {
                (partitions(name, &key.name, &facts.partitions))
            }
            @if let Some(sql) = &table.sql {
                details { summary { "SQL of the view " (name) } (code(sql, &format!("SQL of the view {name}"))) }
            }
            (links("Reads", "table", &known(&table.reads, dictionary)))
            (links("Read by views", "table", &views_over(name, dictionary)))
            (links("Read by queries", "query", &queries_over(name, dictionary)))
        }
    }
}

/// Where a table comes from.
fn about(table: &Table) -> Markup {
    let input = &table.input;
    html! {
        dl {
            @if let Some(definition) = &table.definition {
                div { dt { "DynamoDB table" } dd { (definition.source) } }
                div { dt { "Key" } dd { (definition.primary_key.join(", ")) } }
                @if *input.name == definition.name {
                    div {
                        dt { "Rows are" }
                        dd { (match definition.kind {
                            Kind::Entity => "the newest state of each key that is not removed",
                            Kind::Event => "each inserted item, once a day",
                        }) }
                    }
                }
            }
            @if !input.partition_keys.is_empty() {
                div { dt { "Partitions" } dd { (input.partition_keys.iter().map(|k| k.name.as_str()).collect::<Vec<_>>().join(", ")) } }
            }
            @if !input.is_view() {
                div { dt { "Location" } dd { code { (input.storage_descriptor.location) } } }
            }
        }
    }
}

/// What is in it.
fn contents_of(facts: &Facts) -> Markup {
    let first = facts.partitions.first().map(|p| p.value.as_str());
    let last = facts.partitions.last().map(|p| p.value.as_str());
    html! {
        dl.facts {
            @if let Some(rows) = facts.rows { div { dt { "Rows" } dd { (grouped(rows)) } } }
            @if let Some((files, bytes)) = facts.files {
                div { dt { "Files" } dd { (grouped(files)) ", " (megabytes(bytes)) } }
            }
            @if let (Some(first), Some(last)) = (first, last) {
                div { dt { "Spans" } dd { (first) @if first != last { " to " (last) } } }
            }
            @if let Some(newest) = &facts.newest { div { dt { "Newest change" } dd { (time(newest)) } } }
        }
    }
}

fn columns(table: &Table) -> Markup {
    let input = &table.input;
    let name = &input.name;
    let has_source = table.definition.as_ref().is_some_and(|d| {
        input
            .storage_descriptor
            .columns
            .iter()
            .any(|column| d.column(&column.name).is_some())
            && [d.name.as_str(), d.changes_table().as_str()].contains(&name.as_str())
    });
    html! {
        (scrolling(&format!("Columns of {name}"), html! {
            table {
                caption { "Columns of " (name) }
                thead { tr {
                    th scope="col" { "Column" }
                    th scope="col" { "Type" }
                    th.meaning scope="col" { "Meaning" }
                    @if has_source { th scope="col" { "Attribute" } }
                } }
                tbody {
                    @for column in input.storage_descriptor.columns.iter().chain(&input.partition_keys) {
                        tr {
                            th scope="row" { code { (column.name) } @if let Some(role) = role(table, column) { " " span.kind { (role) } } }
                            td { code { (broken_up(&column.ty)) } }
                            td { (column.comment.as_deref().unwrap_or_default()) }
                            @if has_source { td { (attribute(table, &column.name)) } }
                        }
                    }
                }
            }
        }))
    }
}

/// `key`, `partition`.
fn role(table: &Table, column: &Column) -> Option<&'static str> {
    let input: &TableInput = &table.input;
    if input
        .partition_keys
        .iter()
        .any(|key| key.name == column.name)
    {
        return Some("partition");
    }
    let keys = table
        .definition
        .as_ref()
        .map(|d| d.primary_key.as_slice())
        .unwrap_or_default();
    keys.contains(&column.name).then_some("key")
}

fn attribute(table: &Table, column: &str) -> String {
    let definition = table.definition.as_ref();
    let column = definition.and_then(|d| d.column(column));
    column.map(|c| c.from.join(".")).unwrap_or_default()
}

/// A long type may break after its marks.
fn broken_up(ty: &str) -> Markup {
    let parts: Vec<_> = ty.split_inclusive(['<', ',', ':']).collect();
    html! { @for (at, part) in parts.iter().enumerate() { @if at > 0 { wbr; } (part) } }
}

/// The newest partitions; years of hours would make a page of their own.
fn partitions(table: &str, key: &str, partitions: &[Partition]) -> Markup {
    const MOST: usize = 366;
    let shown = partitions.iter().rev().take(MOST);
    html! {
        details {
            summary {
                (several(partitions.len(), "partition", "partitions")) " of " (table)
                @if partitions.len() > MOST { ", the newest " (MOST) " of them" }
            }
            (scrolling(&format!("Partitions of {table}"), html! {
                table {
                    caption { "Partitions of " (table) }
                    thead { tr { th scope="col" { (key) } th.number scope="col" { "Rows" } th scope="col" { "Newest change" } } }
                    tbody {
                        @for partition in shown {
                            tr {
                                th scope="row" { (partition.value) }
                                td.number { (grouped(partition.rows)) }
                                td { @if let Some(newest) = &partition.newest { (time(newest)) } }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn query(query: &Query, folder: &str, dictionary: &Dictionary) -> Markup {
    let saved = &query.saved;
    let name = &saved.name;
    html! {
        article id=(format!("query-{name}")) data-name=(name) {
            h3 {
                a href=(format!("#query-{name}")) { (name) }
                " " span.kind { "query" }
                @if !folder.is_empty() { " " span.kind { (folder) } }
                @if saved.alert.is_some() { " " span.kind { "alert" } }
            }
            p { (saved.description) }
            @if let Some(alert) = &saved.alert { p { "An alarm when " code { (alert) } } }
            @if let Some(kept) = &saved.materialize { p { "Its rows are kept in the table " (kept_in(&kept.table, dictionary)) } }
            @if saved.parameters.is_empty() {
                p { "It takes no parameters." }
            } @else {
                (scrolling(&format!("Parameters of {name}"), html! {
                    table {
                        caption { "Parameters of " (name) }
                        thead { tr { th scope="col" { "Parameter" } th scope="col" { "Type" } th scope="col" { "Default" } th scope="col" { "Rule" } } }
                        tbody { @for parameter in &saved.parameters { (self::parameter(parameter)) } }
                    }
                }))
            }
            details { summary { "SQL of " (name) } (code(&query.sql, &format!("SQL of {name}"))) }
            p.run { code { "lakebed query run " (name) (example(&saved.parameters)) } }
            (links("Reads", "table", &known(&query.reads, dictionary)))
        }
    }
}

/// A result table, which is there from its first run on.
fn kept_in(table: &str, dictionary: &Dictionary) -> Markup {
    html! {
        @if dictionary.tables.iter().any(|t| t.input.name == table) {
            a href=(format!("#table-{table}")) { (table) }
        } @else {
            (table) ", which has not been made yet"
        }
    }
}

fn parameter(parameter: &Parameter) -> Markup {
    html! {
        tr {
            th scope="row" { code { (parameter.name) } }
            td { code { (parameter.ty) @if parameter.nullable { " or null" } } }
            td { @match parameter.default_text() { Some(default) => code { (default) }, None => "must be given" } }
            td { (parameter.rules_text()) }
        }
    }
}

/// The first parameter that must be given, or else the first.
fn example(parameters: &[Parameter]) -> String {
    let given: Vec<_> = parameters.iter().filter(|p| p.default.is_none()).collect();
    let shown = if given.is_empty() {
        parameters.iter().take(1).collect()
    } else {
        given
    };
    shown
        .iter()
        .map(|p| {
            let value = match p.default_text() {
                Some(default) if p.default.as_ref().is_some_and(Option::is_some) => default,
                _ => "…".into(),
            };
            let quote = if value.contains(' ') { "'" } else { "" };
            format!(" --param {quote}{}={value}{quote}", p.name)
        })
        .collect()
}

/// A list of links to other entries of the page.
fn links(label: &str, kind: &str, names: &[&str]) -> Markup {
    html! {
        @if !names.is_empty() {
            p.links { (label) ": " @for (at, name) in names.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(format!("#{kind}-{name}")) { (name) }
            } }
        }
    }
}

fn known<'a>(names: &'a [String], dictionary: &Dictionary) -> Vec<&'a str> {
    let is_known = |name: &&String| dictionary.tables.iter().any(|t| t.input.name == **name);
    names.iter().filter(is_known).map(String::as_str).collect()
}

fn views_over<'a>(name: &str, dictionary: &'a Dictionary) -> Vec<&'a str> {
    let over = dictionary
        .tables
        .iter()
        .filter(|t| t.reads.iter().any(|read| read == name));
    over.map(|t| t.input.name.as_str()).collect()
}

fn queries_over<'a>(name: &str, dictionary: &'a Dictionary) -> Vec<&'a str> {
    let all = dictionary.queries.values().flatten();
    let over = all.filter(|q| q.reads.iter().any(|read| read == name));
    over.map(|q| q.saved.name.as_str()).collect()
}

/// A moment in UTC; the script adds how long ago it is.
fn time(moment: &str) -> Markup {
    let seconds = moment.split('.').next().unwrap_or(moment);
    let machine = format!("{}Z", seconds.replace(' ', "T"));
    html! { time datetime=(machine) { (seconds) " UTC" } }
}

fn code(sql: &str, label: &str) -> Markup {
    html! { pre tabindex="0" role="region" aria-label=(label) { code { (sql) } } }
}

/// What is wider than a phone scrolls by itself, also by keyboard.
fn scrolling(label: &str, inner: Markup) -> Markup {
    html! { div.wide tabindex="0" role="region" aria-label=(label) { (inner) } }
}
