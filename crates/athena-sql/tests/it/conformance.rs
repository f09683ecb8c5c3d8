//! The corpus of statements that a real Trino has answered: the same rows and types, or a refusal.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lakebed_athena_sql::{
    ErrorKind, Options, SqlError, Statement, plan, session_context, type_name,
};
use serde_json::Value;

use crate::render;

/// One case of the corpus with Trino's answer.
pub struct Case {
    pub topic: String,
    pub name: String,
    pub sql: String,
    pub answer: Value,
}

/// What became of a case.
pub enum Outcome {
    Agrees,
    /// Trino answers, this engine refuses.
    Refused(SqlError),
    /// Another answer, or an answer where Trino has none.
    Differs(String),
}

/// The committed cases, or those of the folder that `CONFORMANCE_CORPUS` names.
pub fn corpus() -> PathBuf {
    if let Some(folder) = std::env::var_os("CONFORMANCE_CORPUS") {
        return folder.into();
    }
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/corpus")
}

/// All cases below `folder`, in order of file and line.
pub fn cases(folder: &Path) -> Vec<Case> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let topic = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let Ok(answers) = std::fs::read_to_string(file.with_extension("expected")) else {
            continue;
        };
        let answers: Vec<Value> = answers
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let text = std::fs::read_to_string(&file).expect("the cases");
        for part in text.split("-- case: ").skip(1) {
            let (name, rest) = part.split_once('\n').expect("a statement");
            let sql: Vec<&str> = rest
                .lines()
                .filter(|line| !line.starts_with("-- note:") && !line.starts_with("-- fails:"))
                .collect();
            if let Some(answer) = answers.iter().find(|answer| answer["case"] == name.trim()) {
                cases.push(Case {
                    topic: topic.clone(),
                    name: name.trim().to_owned(),
                    sql: sql.join("\n").trim().to_owned(),
                    answer: answer.clone(),
                });
            }
        }
    }
    cases
}

/// Runs one case.
pub async fn outcome(case: &Case, options: &Options) -> Outcome {
    let expected_error = case.answer.get("error").and_then(Value::as_str);
    match (answer(&case.sql, options).await, expected_error) {
        (Ok((columns, rows)), None) => {
            let expected_columns: Vec<(String, String)> = case.answer["columns"]
                .as_array()
                .expect("columns")
                .iter()
                .map(|column| {
                    let text = |key: &str| column[key].as_str().expect("text").to_owned();
                    (
                        text("name").to_lowercase(),
                        render::loose_type(&text("type")),
                    )
                })
                .collect();
            if columns != expected_columns {
                return Outcome::Differs(format!(
                    "columns {columns:?}\n   trino {expected_columns:?}"
                ));
            }
            if rows != case.answer["rows"] {
                return Outcome::Differs(format!("rows {rows}\n   trino {}", case.answer["rows"]));
            }
            Outcome::Agrees
        }
        (Err(_), Some(_)) => Outcome::Agrees,
        (Err(error), None) if error.kind == ErrorKind::Unsupported => Outcome::Refused(error),
        (Err(error), None) => Outcome::Differs(format!("fails: {error}")),
        (Ok((_, rows)), Some(error)) => {
            Outcome::Differs(format!("answers {rows}\n   trino {error}"))
        }
    }
}

/// As sessions are, or in `CONFORMANCE_PARTITIONS` partitions and batches of `CONFORMANCE_ROWS` rows.
fn options() -> Options {
    let number = |name| {
        let value = std::env::var(name).ok()?;
        Some(value.parse().expect("a number"))
    };
    let mut options = Options::default();
    options.target_partitions = number("CONFORMANCE_PARTITIONS");
    options.batch_size = number("CONFORMANCE_ROWS");
    options
}

type Answer = (Vec<(String, String)>, Value);

async fn answer(sql: &str, options: &Options) -> Result<Answer, SqlError> {
    let context = session_context(options);
    let frame = plan(&context, &Statement::parse(sql)?).await?;
    let columns = frame
        .schema()
        .fields()
        .iter()
        .map(|field| {
            (
                field.name().clone(),
                render::loose_type(&type_name(field.data_type())),
            )
        })
        .collect();
    let mut rows = Vec::new();
    for batch in frame.collect().await? {
        for row in 0..batch.num_rows() {
            rows.push(Value::Array(
                batch
                    .columns()
                    .iter()
                    .map(|column| render::value(column, row))
                    .collect(),
            ));
        }
    }
    Ok((columns, Value::Array(rows)))
}

/// A case with what became of it.
pub struct Judged {
    pub case: Case,
    pub outcome: Outcome,
}

/// The whole corpus, run once for all tests that look at it.
pub fn judged() -> &'static [Judged] {
    static JUDGED: LazyLock<Vec<Judged>> = LazyLock::new(|| judge(cases(&corpus()), &options()));
    &JUDGED
}

fn judge(cases: Vec<Case>, options: &Options) -> Vec<Judged> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let judged = cases.into_iter().map(|case| {
        let outcome = runtime.block_on(outcome(&case, options));
        Judged { case, outcome }
    });
    judged.collect()
}

/// Cases whose answer depends on the order in which rows come, as a rule: last digits of doubles, one of two zeros, some of
/// many ties.
const ORDERED: [&str; 6] = [
    "aggregates/standard_deviation",
    "cookbook/aggregates_of_statistics",
    "extremes/max_by_n_of_",
    "last_digits/",
    "lateral_rows/third_moment",
    "zeros/",
];

/// What large tables meet: rows in many batches, spread over partitions that exchange them. Of rows that are equal to an aggregate any may
/// come first, so that a case has several runs to agree in.
#[test]
fn agrees_with_trino_in_partitions() {
    if std::env::var_os("CONFORMANCE_CORPUS").is_some() {
        return;
    }
    let mut options = Options::default();
    options.target_partitions = Some(4);
    options.batch_size = Some(2);
    let mut cases = cases(&corpus());
    cases.retain(|case| {
        let name = format!("{}/{}", case.topic, case.name);
        !ORDERED.iter().any(|ordered| name.starts_with(ordered))
    });
    let mut differ = Vec::new();
    for _ in 0..8 {
        differ.clear();
        for Judged { case, outcome } in judge(std::mem::take(&mut cases), &options) {
            if let Outcome::Differs(how) = outcome {
                differ.push(format!("{}/{}: {how}", case.topic, case.name));
                cases.push(case);
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn agrees_with_trino() {
    let judged = judged();
    let (mut agree, mut refused, mut differ) = (0, 0, Vec::new());
    for Judged { case, outcome } in judged {
        match outcome {
            Outcome::Agrees => agree += 1,
            Outcome::Refused(error) => {
                refused += 1;
                if std::env::var_os("CONFORMANCE_REFUSED").is_some() {
                    println!("refused {}/{}: {error}", case.topic, case.name);
                }
            }
            Outcome::Differs(how) => {
                let sql = case.sql.replace('\n', " ");
                differ.push(format!("{}/{}\n   {sql}\n   {how}", case.topic, case.name));
            }
        }
    }
    assert!(
        differ.is_empty(),
        "{agree} agree, {refused} refused, {} differ:\n{}",
        differ.len(),
        differ.join("\n")
    );
    if std::env::var_os("CONFORMANCE_CORPUS").is_none() {
        assert!(
            judged.len() >= 1650,
            "the corpus holds {} cases",
            judged.len()
        );
        assert!(
            agree * 100 >= judged.len() * 97,
            "{agree} of {} agree, {refused} are refused",
            judged.len()
        );
    }
}
