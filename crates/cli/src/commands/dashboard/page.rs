//! The page: one file with its style, its script and its rows in it. Rows are tables, which the script reads to draw the charts: what is
//! drawn is what is written, and a reader without pictures or without scripts has the same.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::json;

use super::layout::{Chart, Kind};
use super::number::{change, figure, grouped};
use super::rows::Rows;
use super::{Board, Drawn, MARK};
use crate::commands::explain::shown;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const CHARTS: &str = include_str!("../../../assets/echarts/echarts.min.js");
/// Borders of countries with their codes.
const WORLD: &str = include_str!("../../../assets/echarts/world.json");

/// Nothing is fetched, from nowhere: the browser itself is told to refuse it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The whole page.
pub fn html(board: &Board<'_>) -> String {
    let layout = board.layout;
    let newest = board.newest.iter().map(|(_, time)| time.to_string()).max();
    let has_map = layout.charts.iter().any(|chart| chart.kind == Kind::Map);
    let page = html! {
        (DOCTYPE)
        (PreEscaped(MARK))
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (clean(&layout.title)) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("lakebed ", env!("CARGO_PKG_VERSION")));
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                @if let Some(seconds) = board.reload { meta http-equiv="refresh" content=(seconds); }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    div {
                        h1 { (clean(&layout.title)) }
                        @if let Some(description) = &layout.description { p { (clean(description)) } }
                    }
                    div.when {
                        p {
                            @match &newest {
                                Some(newest) => { "Data up to " (time(newest)) }
                                None => "No change has landed yet",
                            }
                        }
                        button #colours type="button" hidden { "Colours: system" }
                    }
                }
                main { @for (index, drawn) in board.charts.iter().enumerate() { (card(index, drawn)) } }
                footer {
                    p {
                        "Page made " (time(&board.made.to_string())) " by lakebed"
                        @for (index, (table, newest)) in board.newest.iter().enumerate() {
                            (if index == 0 { " · Newest changes: " } else { ", " }) (table) " " (time(&newest.to_string()))
                        }
                    }
                    p {
                        "Charts: Apache ECharts (Apache License 2.0)"
                        @if has_map { "; countries: Natural Earth, by world-atlas (ISC License)" }
                    }
                }
                @if has_map { script #world type="application/json" { (PreEscaped(WORLD)) } }
                script { (PreEscaped(CHARTS)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// A time in UTC to the minute.
fn time(time: &str) -> Markup {
    let minute = time.get(..16).unwrap_or(time);
    let machine = format!("{}Z", time.replace(' ', "T"));
    html! { time datetime=(machine) { (minute) " UTC" } }
}

fn card(index: usize, drawn: &Drawn<'_>) -> Markup {
    let Drawn { chart, query, .. } = drawn;
    let id = format!("chart-{index}");
    let note = chart.note.as_ref().unwrap_or(&query.description);
    html! {
        section class=(format!("card {} {}", chart.size, chart.kind)) aria-labelledby=(id) data-chart=(specification(chart)) {
            h2 id=(id) { (clean(&chart.title)) }
            p.note { (clean(note)) }
            @match &drawn.rows {
                Err(told) => p.failed role="alert" { "This chart could not be computed: " (clean(told)) },
                Ok(rows) => {
                    @if rows.rows.is_empty() {
                        p.empty { "No rows" }
                    } @else if chart.kind == Kind::Table {
                        (table(chart, rows))
                    } @else {
                        @if chart.kind == Kind::Number { (number(chart, rows)) }
                        div.plot role="img" aria-label=(spoken(chart, rows)) {}
                        @if chart.kind == Kind::Map { p.elsewhere hidden {} }
                    }
                    div.more {
                        @if !rows.rows.is_empty() && chart.kind != Kind::Table {
                            details { summary { "Table" } (table(chart, rows)) }
                        }
                        (sql(drawn, rows))
                    }
                }
            }
        }
    }
}

/// What the script has to know of a chart beside its table.
fn specification(chart: &Chart) -> String {
    json!({
        "kind": chart.kind.to_string(), "x": chart.x, "y": chart.y, "series": chart.series, "value": chart.value,
        "stacked": chart.stacked, "horizontal": chart.horizontal, "unit": chart.unit,
    })
    .to_string()
}

/// What somebody hears who does not see the picture.
fn spoken(chart: &Chart, rows: &Rows) -> String {
    let kind = match chart.kind {
        Kind::Number => "Trend line",
        Kind::Line => "Line chart",
        Kind::Bar => "Bar chart",
        Kind::Funnel => "Funnel",
        Kind::HeatMap => "Heat map",
        Kind::Map => "Map of the world",
        Kind::Table => "Table",
    };
    let count = match rows.rows.len() {
        1 => "1 row, which is".to_string(),
        n => format!("{n} rows, which are"),
    };
    format!(
        "{kind}: {}. {count} in the table below.",
        clean(&chart.title)
    )
}

/// The figure: the last row's or the sum, and how it compares with the row before.
fn number(chart: &Chart, rows: &Rows) -> Markup {
    let column = chart.y.first().and_then(|name| rows.at(name));
    let value = |row: &Vec<Option<String>>| {
        let text = column.and_then(|at| row[at].as_deref());
        text.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    };
    let values: Vec<f64> = rows.rows.iter().map(value).collect();
    let shown = match chart.sum {
        true => values.iter().filter(|v| v.is_finite()).sum(),
        false => values.last().copied().unwrap_or(f64::NAN),
    };
    let change = match (chart.sum, &values[..]) {
        (false, [.., before, now]) => change(*before, *now),
        _ => None,
    };
    html! {
        p.figure {
            (figure(shown))
            @if let Some(unit) = &chart.unit { " " span.unit { (clean(unit)) } }
        }
        @if let Some((percent, text)) = change {
            p class=(format!("change {}", if percent < 0.0 { "down" } else { "up" })) { (text) " " span { "against the one before" } }
        }
    }
}

/// A table shows the columns that it names; behind a chart are all.
fn table(chart: &Chart, rows: &Rows) -> Markup {
    let shown: Vec<usize> = match (chart.kind, chart.y.is_empty()) {
        (Kind::Table, false) => chart.y.iter().filter_map(|name| rows.at(name)).collect(),
        _ => (0..rows.columns.len()).collect(),
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("Rows of {}", clean(&chart.title))) {
            table {
                thead {
                    tr {
                        @for column in shown.iter().map(|at| &rows.columns[*at]) {
                            th scope="col" class=[column.number.then_some("n")] data-name=(column.name) { (clean(&column.name.replace('_', " "))) }
                        }
                    }
                }
                tbody {
                    @for row in &rows.rows {
                        tr { @for at in &shown { (cell(row[*at].as_deref(), rows.columns[*at].number)) } }
                    }
                }
            }
        }
    }
}

/// Numbers in groups, times without an end that says nothing; the value itself beside them.
fn cell(value: Option<&str>, number: bool) -> Markup {
    let Some(value) = value else {
        return html! { td data-null { "–" } };
    };
    if number {
        return html! { td.n data-v=(value) { (grouped(value)) } };
    }
    let value = clean(value);
    match value.strip_suffix(":00.000").or(value.strip_suffix(".000")) {
        Some(short) => html! { td data-v=(value) { (short) } },
        None => html! { td { (value) } },
    }
}

fn sql(drawn: &Drawn<'_>, rows: &Rows) -> Markup {
    let given = rows.arguments.iter();
    let given: Vec<_> = given
        .map(|a| format!("{} = {}", a.name, shown(a)))
        .collect();
    html! {
        details {
            summary { "SQL" }
            p {
                "Saved query " code { (drawn.query.name) }
                @if !given.is_empty() { ", with " (clean(&given.join(", "))) }
            }
            pre tabindex="0" role="region" aria-label=(format!("SQL of {}", clean(&drawn.chart.title))) { code { (clean(&rows.sql)) } }
        }
    }
}

/// Without control characters, and without those that turn the direction of what follows.
fn clean(text: &str) -> String {
    let safe = |c: char| match c {
        '\n' | '\t' => c,
        c if c.is_control() => '\u{fffd}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(safe).collect()
}

#[cfg(test)]
mod tests {
    use lakebed_query::Value;

    use super::*;

    #[test]
    fn nothing_ends_the_script_or_turns_the_text() {
        assert!(
            [CHARTS, SCRIPT, WORLD]
                .iter()
                .all(|text| !text.contains("</script"))
        );
        assert_eq!(clean("a\u{202e}b\u{0}c\n"), "a\u{fffd}b\u{fffd}c\n");
        assert_eq!(
            cell(Some("<b>&\"</b>"), false).into_string(),
            "<td>&lt;b&gt;&amp;&quot;&lt;/b&gt;</td>"
        );
    }

    #[test]
    fn times_and_numbers_are_short_and_whole() {
        assert_eq!(
            time(&Value::Timestamp(1_763_596_800_123).to_string()).into_string(),
            "<time datetime=\"2025-11-20T00:00:00.123Z\">2025-11-20 00:00 UTC</time>"
        );
        assert_eq!(
            cell(Some("2025-11-20 07:00:00.000"), false).into_string(),
            "<td data-v=\"2025-11-20 07:00:00.000\">2025-11-20 07:00</td>"
        );
        assert_eq!(
            cell(Some("12345.60"), true).into_string(),
            "<td class=\"n\" data-v=\"12345.60\">12,345.60</td>"
        );
        assert_eq!(cell(None, true).into_string(), "<td data-null>–</td>");
    }
}
