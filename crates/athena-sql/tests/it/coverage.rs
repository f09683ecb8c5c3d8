//! `docs/sql-coverage.md`, made from the corpus: which constructs are answered as Trino answers them, which are refused.
//!
//! `UPDATE_COVERAGE=1 cargo test -p lakebed-athena-sql --test it coverage` writes the page anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use lakebed_athena_sql::Statement;
use regex::Regex;

use crate::conformance::{Judged, Outcome, judged};

/// Clauses and operators, each with the text by which a statement is known to use it.
const SYNTAX: &[(&str, &str)] = &[
    ("`||`", r"\|\|"),
    ("`a[i]`, `m[k]`", r"[\w)\]]\["),
    ("lambda `x -> …`", r"->"),
    ("`ARRAY[…]`", r"\barray *\["),
    ("AT TIME ZONE", r"\bat time zone\b"),
    ("BETWEEN", r"\bbetween\b"),
    ("CASE", r"\bcase\b"),
    ("CAST", r"\bcast *\("),
    ("TRY_CAST", r"\btry_cast *\("),
    ("CROSS JOIN", r"\bcross join\b"),
    ("CUBE", r"\bcube\b"),
    ("DATE literal", r"\bdate *''"),
    ("DECIMAL literal", r"\bdecimal *''"),
    ("DISTINCT", r"\bdistinct\b"),
    ("EXCEPT", r"\bexcept\b"),
    ("EXCEPT ALL, INTERSECT ALL", r"\b(except|intersect) all\b"),
    ("EXISTS", r"\bexists\b"),
    ("EXTRACT", r"\bextract *\("),
    ("FETCH FIRST", r"\bfetch\b"),
    ("FETCH … WITH TIES", r"\bwith ties\b"),
    ("FILTER (WHERE …)", r"\bfilter *\( *where\b"),
    ("FULL JOIN", r"\bfull (outer )?join\b"),
    ("GROUP BY", r"\bgroup by\b"),
    ("GROUPING SETS", r"\bgrouping sets\b"),
    ("HAVING", r"\bhaving\b"),
    ("IGNORE NULLS", r"\bignore nulls\b"),
    ("IN", r"\bin *\("),
    ("INTERSECT", r"\bintersect\b"),
    ("INTERVAL", r"\binterval *''"),
    ("IS DISTINCT FROM", r"\bis (not )?distinct from\b"),
    ("JOIN … ON", r"\bjoin\b.*\bon\b"),
    ("JOIN … USING", r"\busing *\("),
    ("JSON literal", r"\bjson *''"),
    ("LATERAL", r"\blateral\b"),
    ("LEFT JOIN", r"\bleft (outer )?join\b"),
    ("LIKE", r"\blike\b"),
    ("LIKE … ESCAPE", r"\bescape\b"),
    ("LIMIT", r"\blimit\b"),
    ("MATCH_RECOGNIZE", r"\bmatch_recognize\b"),
    ("NULLS FIRST, NULLS LAST", r"\bnulls (first|last)\b"),
    ("OFFSET", r"\boffset\b"),
    ("ORDER BY", r"\border by\b"),
    ("OVER (…)", r"\bover *[\(\w]"),
    (
        "quantified comparison",
        r"\b(all|any|some) *\( *(select|values)\b",
    ),
    ("RIGHT JOIN", r"\bright (outer )?join\b"),
    ("ROLLUP", r"\brollup\b"),
    ("row `.*`", r"\)\.\*"),
    ("subquery as a value", r"[(,=<>] *\(select\b"),
    ("TABLESAMPLE", r"\btablesample\b"),
    ("TIME literal", r"\btime *''"),
    ("TIMESTAMP literal", r"\btimestamp *''"),
    ("UNION", r"\bunion\b"),
    ("UNNEST", r"\bunnest *\("),
    ("VALUES", r"\bvalues\b"),
    (
        "window frames ROWS, RANGE, GROUPS",
        r"\b(rows|range|groups) (between|unbounded|\d)",
    ),
    ("WINDOW clause", r"\bwindow \w+ as\b"),
    ("WITH", r"\bwith \w+"),
    ("WITH ORDINALITY", r"\bwith ordinality\b"),
    ("WITH RECURSIVE", r"\bwith recursive\b"),
    ("WITHIN GROUP", r"\bwithin group\b"),
];

/// Words before a parenthesis that are no functions.
const NO_FUNCTIONS: &[&str] = &[
    "all",
    "and",
    "any",
    "array",
    "as",
    "between",
    "bernoulli",
    "by",
    "cast",
    "char",
    "columns",
    "cube",
    "decimal",
    "define",
    "distinct",
    "else",
    "escape",
    "except",
    "exists",
    "extract",
    "filter_where",
    "from",
    "grouping_sets",
    "having",
    "in",
    "intersect",
    "is",
    "join",
    "lateral",
    "like",
    "match_recognize",
    "not",
    "on",
    "or",
    "order",
    "over",
    "pattern",
    "rollup",
    "select",
    "sets",
    "some",
    "system",
    "then",
    "time",
    "timestamp",
    "try_cast",
    "union",
    "unnest",
    "using",
    "values",
    "varchar",
    "when",
    "where",
    "with",
    "interval",
    "group",
    "ordinality",
    "case",
    "distinct_from",
    "limit",
    "partition",
    "keys",
    "unique",
    "passing",
    "returning",
];

#[derive(Default, Clone, Copy)]
struct Count {
    agree: usize,
    differ: usize,
    refused: usize,
}

impl Count {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Agrees => self.agree += 1,
            Outcome::Differs(_) => self.differ += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
    }
}

/// The statement in lower case with every literal text emptied.
fn bare(sql: &str) -> String {
    let literals = Regex::new(r"'(?:[^']|'')*'").expect("a pattern");
    let blanks = Regex::new(r"\s+").expect("a pattern");
    let text = literals.replace_all(sql, "''").to_lowercase();
    blanks.replace_all(&text, " ").into_owned()
}

fn functions(bare: &str) -> BTreeSet<String> {
    let call = Regex::new(r"(\w+\s+|\)\s*|,\s*|^|[^\w\s])?\b([a-z_]\w*)\(").expect("a pattern");
    let mut found = BTreeSet::new();
    let mut from = 0;
    while let Some(captures) = call.captures_at(bare, from) {
        let (before, name) = (captures.get(1), captures.get(2).expect("a name"));
        from = name.end();
        let before = before.map_or("", |before| before.as_str().trim());
        let alias = before == ")" || before == "as" || before == "recursive";
        let defines = defines_table(&bare[name.end()..]);
        if !alias && !defines && name.len() > 1 && !NO_FUNCTIONS.contains(&name.as_str()) {
            found.insert(name.as_str().to_owned());
        }
    }
    found
}

/// Whether the parentheses that open here are the columns of a CTE: `(a, b) as (`.
fn defines_table(rest: &str) -> bool {
    rest.split_once(')')
        .is_some_and(|(_, after)| after.trim_start().starts_with("as ("))
}

fn rows<'a>(table: impl Iterator<Item = (&'a String, &'a Count)>) -> String {
    let mut out =
        String::from("| Construct | Supported | Differs | Refused |\n|---|---:|---:|---:|\n");
    for (name, count) in table {
        let cell = |n: usize| if n == 0 { String::new() } else { n.to_string() };
        writeln!(
            out,
            "| {name} | {} | {} | {} |",
            cell(count.agree),
            cell(count.differ),
            cell(count.refused)
        )
        .expect("text");
    }
    out
}

fn page(judged: &[Judged]) -> String {
    let patterns: Vec<(String, Regex)> = SYNTAX
        .iter()
        .map(|(name, pattern)| ((*name).to_owned(), Regex::new(pattern).expect("a pattern")))
        .collect();
    let (mut topics, mut syntax, mut calls) = (
        BTreeMap::new(),
        BTreeMap::new(),
        BTreeMap::<String, Count>::new(),
    );
    let mut all = Count::default();
    let mut refusals = String::new();
    let mut notes = BTreeSet::new();
    for Judged { case, outcome } in judged {
        all.add(outcome);
        let topic: &mut (Count, usize) = topics.entry(case.topic.clone()).or_default();
        let fails = case.answer.get("error").is_some();
        if fails && matches!(outcome, Outcome::Agrees) {
            topic.1 += 1;
            continue;
        }
        topic.0.add(outcome);
        let bare = bare(&case.sql);
        for (name, pattern) in &patterns {
            if pattern.is_match(&bare) {
                syntax
                    .entry(name.trim_start_matches('`').to_lowercase())
                    .or_insert_with(|| (name.clone(), Count::default()))
                    .1
                    .add(outcome);
            }
        }
        let statement = Statement::parse(&case.sql);
        notes.extend(
            statement
                .into_iter()
                .flat_map(|statement| statement.notes())
                .map(|note| note.message),
        );
        for name in functions(&bare) {
            calls.entry(format!("`{name}`")).or_default().add(outcome);
        }
        if let Outcome::Refused(error) = outcome {
            let hint = error.hint.as_deref().unwrap_or_default();
            let cell = |text: &str| text.replace('|', "\\|");
            writeln!(
                refusals,
                "| {}/{} | {} | {} |",
                case.topic,
                case.name,
                cell(&error.message),
                cell(hint)
            )
            .expect("text");
        }
    }
    let mut out = format!(
        "# What of Athena's SQL the embedded engine answers

Made from the corpus of statements that a real Trino has answered (`tests/conformance/corpus`); after a change there or in the engine
`UPDATE_COVERAGE=1 cargo test -p lakebed-athena-sql --test it coverage` writes this page anew, and a test fails while it is stale.

Of {} statements {} agree with Trino in names, types and rows or fail in both, {} are refused with a message, {} differ.
*Supported*, *differs* and *refused* count the statements in which a construct occurs. Where it is supported in some statements and
refused in others, the reason is in the last table, often another construct beside it.

## Topics

| Topic | Agree | Fail in both | Differ | Refused |
|---|---:|---:|---:|---:|
",
        judged.len(),
        all.agree,
        all.refused,
        all.differ
    );
    for (topic, (count, fail)) in &topics {
        writeln!(
            out,
            "| {topic} | {} | {fail} | {} | {} |",
            count.agree, count.differ, count.refused
        )
        .expect("text");
    }
    write!(
        out,
        "\n## Where two answers are right\n\n{}{BOTH_RIGHT}\n## Clauses, operators, literals\n\n{}\n## Functions\n\n{}\n## What is refused, and what to write instead\n\n| Statement | Refused because | Way round |\n|---|---|---|\n{refusals}",
        told(&notes),
        rows(syntax.values().map(|(name, count)| (name, count))),
        rows(calls.iter()),
    )
    .expect("text");
    out
}

/// What no note can tell, since it is not in the text of a statement.
const BOTH_RIGHT: &str = "
Other answers are free in Athena itself, which may give another one tomorrow, and here it is one of them:

- the order of rows without ORDER BY, of rows that are equal by it, and which of them LIMIT, `row_number`, `max_by` and `arbitrary` take;
- the order of `array_agg` without ORDER BY, and of the keys of `map_agg`, `multimap_agg` and `histogram`, with DISTINCT too;
- the last digits of sums and averages of `double` and `real`, which depend on the order in which the rows are added;
- which zero, 0 or -0, stands for both where rows are grouped or made distinct;
- the text of a `double` or `real`: a server on a Java before 19 writes some of them with a digit more than they need.
";

/// The notes as lines of a list.
fn told(notes: &BTreeSet<String>) -> String {
    let mut out = String::from(
        "`lakebed query run`, `lakebed export` and `lakebed query materialize` say so beside the rows where a statement calls one of these:\n\n",
    );
    for note in notes {
        let (name, rest) = note.split_once(' ').expect("a name and what it does");
        writeln!(out, "- `{name}` {rest};").expect("text");
    }
    out
}

#[test]
fn coverage_page_is_current() {
    if std::env::var_os("CONFORMANCE_CORPUS").is_some() {
        return;
    }
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sql-coverage.md");
    let page = page(judged());
    if std::env::var_os("UPDATE_COVERAGE").is_some() {
        std::fs::write(&path, &page).expect("the page is written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let first = written.lines().zip(page.lines()).find(|(a, b)| a != b);
    assert!(
        written == page,
        "docs/sql-coverage.md is stale: run UPDATE_COVERAGE=1 cargo test -p lakebed-athena-sql --test it coverage\n{first:?}"
    );
}
