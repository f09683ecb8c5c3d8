//! The saved queries of `queries/` against their expected rows over a sample lake: `tests/queries/<name>.csv`, or
//! `<name>.<case>.csv` for other arguments. A new query is a new test; `make bless` writes what is expected from what comes out.
//!
//! A file begins with `# name=value` for each argument that is not the default. The lake is the sample shop's, a week of it, whose
//! changes came out of order, in several files, and a third of them twice. The same rows must come from a lake in which each came once,
//! unless the file says `# depends on delivery`. A file without rows says `# no rows`. `tests/readers/library.py` works many of the files out from the changes alone.

mod common;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lakebed_catalog::{EmbeddedCatalog, apply, file_location, inputs, plan};
use lakebed_lake::{Input, LandOptions, Lander, LocalStore};
use lakebed_query::{EmbeddedEngine, Format, QueryEngine, SavedQuery, arguments};
use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;
use lakebed_testkit::{Options, Shop};
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::{Builder, Runtime};

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What the sample shop is asked for; `tests/readers/library.py` asks for the same.
const SEED: u64 = 1;
const DAYS: u32 = 7;
const RECORDS: [(&str, u64); 2] = [("orders", 4_000), ("user_events", 8_000)];

const DATABASE: &str = "shop";
/// The rows are of what was delivered, not of what it says.
const DEPENDS_ON_DELIVERY: &str = "# depends on delivery";
/// It is right that there are none: an alarm that does not go off.
const NO_ROWS: &str = "# no rows";

fn main() -> Fallible<()> {
    let options = Arguments::from_args();
    let root = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))?;
    let mut queries = Vec::new();
    common::find(&root.join("queries"), &mut queries)?;
    queries.sort();
    let expected = Expected::read(&root.join("tests/queries"))?;
    let folder = tempfile::tempdir()?;
    // Plans recurse.
    let runtime = Builder::new_multi_thread()
        .thread_stack_size(8 << 20)
        .build()?;
    let lakes = if options.list {
        None
    } else {
        Some(Lakes::make(&root, folder.path(), runtime)?)
    };
    let lakes = Arc::new(lakes);

    let mut trials = Vec::new();
    for file in &queries {
        let name = stem(file);
        let cases = expected.of(&name);
        for case in &cases {
            let (lakes, file, case) = (Arc::clone(&lakes), file.clone(), case.clone());
            let title = case.name.clone();
            trials.push(Trial::test(title, move || {
                check(&lakes, &file, &case).map_err(Failed::from)
            }));
        }
    }
    let known: Vec<_> = queries.iter().map(|file| stem(file)).collect();
    for stray in expected.without(&known) {
        trials.push(Trial::test(format!("{stray} has a query"), move || {
            Err(format!("there is no query of the name before the first dot; delete tests/queries/{stray}.csv").into())
        }));
    }
    let conclusion = libtest_mimic::run(&options, trials);
    folder.close()?;
    conclusion.exit()
}

fn check(lakes: &Option<Lakes>, file: &Path, case: &Case) -> Result<(), String> {
    let lakes = lakes
        .as_ref()
        .ok_or("there is no lake when tests are listed")?;
    let query = saved(file)?;
    let rows = lakes.rows(&lakes.scattered, &query, &case.arguments)?;
    let says = |line: &str| case.head.lines().any(|l| l == line);
    if (rows.lines().count() < 2) != says(NO_ROWS) {
        return Err(format!(
            "the sample lake has no row for it, which proves little: give `# name=value` lines that find some, or say `{NO_ROWS}` (and only then)"
        ));
    }
    if std::env::var_os("LAKEBED_BLESS").is_some() {
        let text = case.head.clone() + &rows;
        fs::write(&case.file, text).map_err(|e| format!("{}: {e}", case.file.display()))?;
    } else {
        let expected = case.rows.as_deref().ok_or_else(|| {
            format!(
                "there are no expected rows in {}: write them with `make bless`, and read them",
                case.file.display()
            )
        })?;
        compare(expected, &rows)?;
    }
    if says(DEPENDS_ON_DELIVERY) {
        return Ok(());
    }
    let once = lakes.rows(&lakes.once, &query, &case.arguments)?;
    compare(&once, &rows).map_err(|difference| {
        format!("late and repeated changes make a difference (expected: when each came once)\n{difference}")
    })
}

fn compare(expected: &str, found: &str) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    Err(
        match lines.find(|(_, (expected, found))| expected != found) {
            Some((line, (expected, found))) => {
                format!(
                    "line {} of the rows\n expected {expected}\n    found {found}",
                    line + 1
                )
            }
            None => format!(
                "{} rows expected, {} found",
                expected.lines().count().saturating_sub(1),
                found.lines().count().saturating_sub(1)
            ),
        },
    )
}

fn saved(file: &Path) -> Result<SavedQuery, String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    SavedQuery::parse(&text, &file.to_string_lossy()).map_err(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        problems.join("\n")
    })
}

/// A file's name up to its last dot.
fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Expected rows of a query for some arguments.
#[derive(Clone)]
struct Case {
    /// `funnel`, `funnel.web`.
    name: String,
    file: PathBuf,
    /// The lines before the rows.
    head: String,
    arguments: BTreeMap<String, String>,
    /// The rows; none when they are not written yet.
    rows: Option<String>,
}

struct Expected {
    folder: PathBuf,
    cases: Vec<Case>,
}

impl Expected {
    fn read(folder: &Path) -> Fallible<Self> {
        let mut cases = Vec::new();
        for entry in fs::read_dir(folder)? {
            let file = entry?.path();
            if file.extension().is_none_or(|e| e != "csv") {
                continue;
            }
            let text = fs::read_to_string(&file)?;
            let head: String = text
                .split_inclusive('\n')
                .take_while(|line| line.starts_with('#'))
                .collect();
            let pairs = head
                .lines()
                .filter_map(|line| line.strip_prefix("# ")?.split_once('='));
            let arguments = pairs
                .map(|(name, value)| (name.trim().into(), value.trim().into()))
                .collect();
            let rows = Some(text[head.len()..].to_string()).filter(|rows| !rows.is_empty());
            cases.push(Case {
                name: stem(&file),
                file,
                head,
                arguments,
                rows,
            });
        }
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self {
            folder: folder.into(),
            cases,
        })
    }

    /// The cases of a query, or the one that is not written yet.
    fn of(&self, query: &str) -> Vec<Case> {
        let cases: Vec<_> = self
            .cases
            .iter()
            .filter(|case| query_of(&case.name) == query)
            .cloned()
            .collect();
        if !cases.is_empty() {
            return cases;
        }
        vec![Case {
            name: query.into(),
            file: self.folder.join(format!("{query}.csv")),
            head: String::new(),
            arguments: BTreeMap::new(),
            rows: None,
        }]
    }

    /// Cases of none of the queries.
    fn without(&self, queries: &[String]) -> Vec<String> {
        let stray = |case: &&Case| !queries.iter().any(|query| query == query_of(&case.name));
        self.cases
            .iter()
            .filter(stray)
            .map(|case| case.name.clone())
            .collect()
    }
}

/// Names of queries have no dots.
fn query_of(case: &str) -> &str {
    case.split_once('.').map_or(case, |(query, _)| query)
}

/// The sample shop's week, delivered in two ways.
struct Lakes {
    runtime: Runtime,
    once: Arc<EmbeddedEngine>,
    scattered: Arc<EmbeddedEngine>,
}

impl Lakes {
    fn make(root: &Path, folder: &Path, runtime: Runtime) -> Fallible<Self> {
        let mut definitions = Vec::new();
        let (once, scattered) = (folder.join("once"), folder.join("scattered"));
        for (table, records) in RECORDS {
            let file = root.join(format!("infra/tables/{table}.toml"));
            let definition = TableDefinition::parse(&fs::read_to_string(&file)?, table)
                .map_err(|problems| problems[0].to_string())?;
            let mut lines = Vec::new();
            let shop = Shop::new(
                SEED,
                Options {
                    days: DAYS,
                    ..Options::default()
                },
            );
            match table {
                "orders" => shop.write_orders(&mut lines, records)?,
                _ => shop.write_user_events(&mut lines, records)?,
            };
            let lines: Vec<&[u8]> = lines.split_inclusive(|b| *b == b'\n').collect();
            land(&definition, &once, &lines)?;
            // 1,009 has no factor in common with the number of changes: every one comes, far from its neighbours.
            let shuffled: Vec<&[u8]> = (0..lines.len())
                .map(|i| lines[i * 1_009 % lines.len()])
                .collect();
            let part =
                |from: usize, to: usize| &shuffled[lines.len() * from / 10..lines.len() * to / 10];
            // Newer ones first, and a third of all twice.
            for (from, to) in [(6, 10), (3, 8), (0, 4)] {
                land(&definition, &scattered, part(from, to))?;
            }
            definitions.push(definition);
        }
        let open = |lake: PathBuf| runtime.block_on(register(&definitions, &lake));
        let (once, scattered) = (Arc::new(open(once)?), Arc::new(open(scattered)?));
        Ok(Self {
            runtime,
            once,
            scattered,
        })
    }

    /// The rows of a query as `lakebed query run --format csv` prints them.
    fn rows(
        &self,
        engine: &Arc<EmbeddedEngine>,
        query: &SavedQuery,
        given: &BTreeMap<String, String>,
    ) -> Result<String, String> {
        let arguments = arguments(&query.parameters, given).map_err(|e| e.to_string())?;
        let (engine, query) = (Arc::clone(engine), query.clone());
        let run = async move {
            let answer = engine
                .run(&query, &arguments)
                .await
                .map_err(|e| e.to_string())?;
            let mut text = Vec::new();
            let written = answer.write(&mut text, Format::Csv).await;
            written.map_err(|e| e.to_string())?;
            String::from_utf8(text).map_err(|e| e.to_string())
        };
        // On a thread of the runtime, for its stack.
        self.runtime
            .block_on(self.runtime.spawn(run))
            .map_err(|e| e.to_string())?
    }
}

fn land(definition: &TableDefinition, lake: &Path, lines: &[&[u8]]) -> Fallible<()> {
    let store = LocalStore::open(lake);
    let input = Input::reader("sample", Cursor::new(lines.concat()));
    let options = LandOptions {
        threads: 1,
        ..LandOptions::default()
    };
    let landed =
        Lander::new(&store, Arc::new(Plan::compile(definition)), options).land(vec![input])?;
    assert!(landed.ledger.balances() && landed.ledger.landed > 0);
    Ok(())
}

async fn register(definitions: &[TableDefinition], lake: &Path) -> Fallible<EmbeddedEngine> {
    let lake = fs::canonicalize(lake)?;
    let catalog = EmbeddedCatalog::new(&lake);
    let location = file_location(&lake);
    let tables: Vec<_> = definitions
        .iter()
        .flat_map(|d| inputs(d, &location, DATABASE))
        .collect();
    apply(&catalog, DATABASE, &plan(&[], &tables), false).await?;
    Ok(EmbeddedEngine::open(&catalog, DATABASE, &lake).await?)
}
