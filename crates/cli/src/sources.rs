//! The project's files: table definitions and saved queries, read from their folders.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use lakebed_catalog::inputs;
use lakebed_query::{Problem, SavedQuery};
use lakebed_record::definition::TableDefinition;

use crate::exit::Trouble;
use crate::settings::Settings;

/// All definitions, sorted by name.
///
/// # Errors
/// The folder cannot be read or holds none, or any problem in any of them.
pub fn definitions(settings: &Settings) -> Result<Vec<TableDefinition>> {
    let folder = &settings.tables.value;
    let files = files(
        folder,
        "toml",
        false,
        "--tables names the folder of the table definitions, infra/tables by default",
    )?;
    let mut definitions: Vec<TableDefinition> = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let shown = file.display().to_string();
        match TableDefinition::parse(&read(&file)?, &shown) {
            Ok(definition) => {
                if let Some(twin) = clash(&definitions, &definition) {
                    problems.push((
                        format!(
                            "{shown}:1: table `{}` clashes with the definition of `{twin}`",
                            definition.name
                        ),
                        Some("rename one of them".into()),
                    ));
                } else if file
                    .file_stem()
                    .is_some_and(|stem| stem != definition.name.as_str())
                {
                    let hint = format!(
                        "rename the file to {}.toml, or write its name",
                        definition.name
                    );
                    problems.push((
                        format!(
                            "{shown}:1: table `{}` is not the file's name",
                            definition.name
                        ),
                        Some(hint),
                    ));
                } else {
                    definitions.push(definition);
                }
            }
            Err(found) => problems.extend(
                found
                    .into_iter()
                    .map(|p| (format!("{}:{}: {}", p.file, p.line, p.message), p.hint)),
            ),
        }
    }
    if !problems.is_empty() {
        return Err(Trouble::of_problems("the table definitions", problems).into());
    }
    if definitions.is_empty() {
        let message = format!("there is no table definition in {}", folder.display());
        return Err(Trouble::new(
            message,
            "write one as <name>.toml, or name another folder with --tables",
        )
        .into());
    }
    definitions.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(definitions)
}

/// The definition of a name.
///
/// # Errors
/// As [`definitions`], or none of that name.
pub fn definition(settings: &Settings, name: &str) -> Result<TableDefinition> {
    let mut definitions = definitions(settings)?;
    match definitions.iter().position(|d| d.name == name) {
        Some(at) => Ok(definitions.swap_remove(at)),
        None => {
            let names: Vec<_> = definitions.iter().map(|d| d.name.as_str()).collect();
            let message = format!(
                "there is no table `{name}` in {}",
                settings.tables.value.display()
            );
            let own = definitions.iter().find(|d| d.changes_table() == name);
            let hint = match own {
                Some(definition) => format!(
                    "`{name}` is the table of changes of the definition `{}`: write {0}",
                    definition.name
                ),
                None => format!("there is {}", names.join(", ")),
            };
            Err(Trouble::new(message, hint).into())
        }
    }
}

/// All tables and views of all definitions share one database.
fn clash<'a>(definitions: &'a [TableDefinition], new: &TableDefinition) -> Option<&'a str> {
    let names = |d: &TableDefinition| inputs(d, "", "").into_iter().map(|table| table.name);
    let new: Vec<_> = names(new).collect();
    definitions
        .iter()
        .find(|old| names(old).any(|name| new.contains(&name)))
        .map(|d| d.name.as_str())
}

/// The saved queries that could be read, sorted by name, and the problems of the others.
pub struct Queries {
    pub queries: Vec<SavedQuery>,
    pub problems: Vec<Problem>,
}

/// All saved queries.
///
/// # Errors
/// The folder cannot be read, or holds none.
pub fn queries(settings: &Settings) -> Result<Queries> {
    let all = all_queries(settings)?;
    if all.queries.is_empty() && all.problems.is_empty() {
        let message = format!(
            "there is no saved query in {}",
            settings.queries.value.display()
        );
        return Err(Trouble::new(
            message,
            "write one as <name>.sql, or name another folder with --queries",
        )
        .into());
    }
    Ok(all)
}

/// All saved queries, where it is all right that there is none.
///
/// # Errors
/// The folder cannot be read.
pub fn all_queries(settings: &Settings) -> Result<Queries> {
    let files = files(
        &settings.queries.value,
        "sql",
        true,
        "--queries names the folder of the saved queries, queries by default",
    )?;
    let mut all = Queries {
        queries: Vec::new(),
        problems: Vec::new(),
    };
    for file in files {
        let shown = file.display().to_string();
        match SavedQuery::parse(&read(&file)?, &shown) {
            Ok(query) => {
                if let Some(twin) = all.queries.iter().find(|q| q.name == query.name) {
                    let message = format!("query `{}` also stands in {}", query.name, twin.file);
                    all.problems.push(Problem {
                        file: shown,
                        line: 1,
                        column: None,
                        message,
                        hint: Some("rename one of them".into()),
                    });
                } else {
                    all.queries.push(query);
                }
            }
            Err(problems) => all.problems.extend(problems),
        }
    }
    all.queries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// The folder that groups a query, below the folder of all: `orders`, or nothing.
pub fn folder(settings: &Settings, query: &SavedQuery) -> String {
    let file = Path::new(&query.file);
    let below = file.strip_prefix(&settings.queries.value).unwrap_or(file);
    below
        .parent()
        .map(|folder| folder.to_string_lossy().replace('\\', "/"))
        .unwrap_or_default()
}

/// The saved query of a name; problems of other files do not matter.
///
/// # Errors
/// There is none of that name, or its header is wrong.
pub fn query(settings: &Settings, name: &str) -> Result<SavedQuery> {
    let mut all = queries(settings)?;
    if let Some(at) = all.queries.iter().position(|q| q.name == name) {
        return Ok(all.queries.swap_remove(at));
    }
    let of_name = |p: &Problem| {
        Path::new(&p.file)
            .file_stem()
            .is_some_and(|stem| stem == name)
    };
    let problems: Vec<_> = all.problems.into_iter().filter(of_name).collect();
    if problems.is_empty() {
        let message = format!(
            "there is no saved query `{name}` in {}",
            settings.queries.value.display()
        );
        return Err(Trouble::new(message, "see `lakebed query list`").into());
    }
    Err(problems_of_queries(&problems).into())
}

/// The saved queries of these names, or all, that declare something in their header; and the trouble with files that may declare it too.
///
/// # Errors
/// A name that does not declare it, or none that does: `what` it is, and the `hint` how it is declared.
pub fn declaring(
    settings: &Settings,
    names: &[String],
    declares: fn(&SavedQuery) -> bool,
    what: &str,
    hint: &str,
) -> Result<(Vec<SavedQuery>, Option<Trouble>)> {
    if names.is_empty() {
        let mut all = queries(settings)?;
        all.queries.retain(declares);
        let broken = (!all.problems.is_empty()).then(|| problems_of_queries(&all.problems));
        if all.queries.is_empty() && broken.is_none() {
            let folder = settings.queries.value.display();
            let message = format!("no saved query in {folder} declares {what}");
            return Err(Trouble::new(message, hint).into());
        }
        return Ok((all.queries, broken));
    }
    let mut named: Vec<SavedQuery> = Vec::new();
    for name in names {
        let query = query(settings, name)?;
        if !declares(&query) {
            return Err(
                Trouble::new(format!("query `{name}` does not declare {what}"), hint).into(),
            );
        }
        if !named.iter().any(|q| q.name == query.name) {
            named.push(query);
        }
    }
    Ok((named, None))
}

/// The problems of saved queries as one trouble.
pub fn problems_of_queries(problems: &[Problem]) -> Trouble {
    let pair = |p: &Problem| {
        (
            Problem {
                hint: None,
                ..p.clone()
            }
            .to_string(),
            p.hint.clone(),
        )
    };
    Trouble::of_problems("the saved queries", problems.iter().map(pair).collect())
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| {
        let trouble = Trouble::new(
            format!("could not read {}", file.display()),
            "check the file, which is to be UTF-8, and your right to read it",
        );
        anyhow::Error::new(error).context(trouble)
    })
}

/// Files of an extension in a folder, sorted; hidden ones are left out.
fn files(folder: &Path, extension: &str, below: bool, hint: &str) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| {
        anyhow::Error::new(error).context(Trouble::new(
            format!("could not read the folder {}", folder.display()),
            hint,
        ))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            if below {
                files.extend(self::files(&path, extension, below, hint)?);
            }
        } else if path.extension().is_some_and(|e| e == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
