//! Settings: what the environment says, read once at the start.
//!
//! | Variable | Meaning |
//! |---|---|
//! | [`TABLE`] | name of the table definition, for example `orders` |
//! | [`TABLES`] | folder of the definitions; without it `tables` beside the bootstrap |
//! | [`SKIPPED`] | how values that no column reads are checked: `validated` (without it) or `balanced` |

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Options, Skipped};
use lakebed_record::plan::Plan;
use lakebed_record::types::is_column_name;

use crate::handler::Transform;

/// Name of the table definition, without `.toml`. Required.
pub const TABLE: &str = "LAKEBED_TABLE";
/// Folder of the table definitions, from the working directory or else from the folder of the bootstrap.
pub const TABLES: &str = "LAKEBED_TABLES";
/// What happens to values that no column reads, such as old images: `validated` refuses records whose JSON is wrong
/// anywhere, `balanced` looks only for where they end and is faster.
pub const SKIPPED: &str = "LAKEBED_SKIPPED";

/// What AWS Lambda sets for every function and the runtime cannot do without.
const OF_LAMBDA: [&str; 4] = [
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
];

/// What the environment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name of the table definition.
    pub table: String,
    /// Folder that holds it.
    pub tables: PathBuf,
    /// How values that no column reads are checked.
    pub skipped: Skipped,
}

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", problems.join("; "))]
pub struct SettingsError {
    /// One line for each problem, never empty.
    pub problems: Vec<String>,
}

impl Settings {
    /// Reads the settings from `get`, which looks a variable up; `home` is the folder of the bootstrap.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn from_lookup(
        get: impl Fn(&str) -> Option<String>,
        home: &Path,
    ) -> Result<Self, SettingsError> {
        let get = |name: &str| get(name).filter(|value| !value.is_empty());
        let mut problems = Vec::new();
        let table = get(TABLE).unwrap_or_default();
        if table.is_empty() {
            problems.push(format!(
                "{TABLE} is not set: set it to the name of a table definition, for example orders"
            ));
        } else if !is_column_name(&table) {
            problems.push(format!("{TABLE} is `{table}`: the name of a table definition has a-z 0-9 _ alone, without .toml"));
        }
        let skipped = match get(SKIPPED).as_deref() {
            None | Some("validated") => Skipped::Validated,
            Some("balanced") => Skipped::Balanced,
            Some(other) => {
                problems.push(format!(
                    "{SKIPPED} is `{other}`: set it to validated or balanced"
                ));
                Skipped::Validated
            }
        };
        if problems.is_empty() {
            Ok(Self {
                table,
                tables: folder(get(TABLES), home),
                skipped,
            })
        } else {
            Err(SettingsError { problems })
        }
    }

    /// Reads the definition and makes the transform of it.
    ///
    /// # Errors
    /// The file cannot be read, or every problem in it.
    pub fn load(&self) -> Result<Transform, SettingsError> {
        let path = self.tables.join(&self.table).with_extension("toml");
        let text = std::fs::read_to_string(&path).map_err(|error| SettingsError {
            problems: vec![self.unreadable(&path, &error)],
        })?;
        let definition =
            TableDefinition::parse(&text, &path.display().to_string()).map_err(|errors| {
                SettingsError {
                    problems: errors.iter().map(ToString::to_string).collect(),
                }
            })?;
        if definition.name != self.table {
            let problem = format!(
                "{} defines `{}`: a definition's file has its name, {}.toml",
                path.display(),
                definition.name,
                definition.name
            );
            return Err(SettingsError {
                problems: vec![problem],
            });
        }
        Ok(Transform::new(
            Arc::new(Plan::compile(&definition)),
            Options {
                skipped: self.skipped,
            },
        ))
    }

    fn unreadable(&self, path: &Path, error: &std::io::Error) -> String {
        let mut names: Vec<String> = std::fs::read_dir(&self.tables)
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                entry
                    .ok()?
                    .file_name()
                    .to_str()?
                    .strip_suffix(".toml")
                    .map(String::from)
            })
            .collect();
        names.sort();
        let hint = if names.is_empty() {
            format!("set {TABLES} to the folder of the definitions")
        } else {
            format!("set {TABLE} to one of {}", names.join(", "))
        };
        format!(
            "cannot read the definition {}: {error}: {hint}",
            path.display()
        )
    }
}

/// What is missing of the variables that AWS Lambda sets: without them nobody will ever call.
#[must_use]
pub fn missing_of_lambda(get: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let missing: Vec<&str> = OF_LAMBDA
        .into_iter()
        .filter(|name| get(name).is_none_or(|value| value.is_empty()))
        .collect();
    let mut problems = Vec::new();
    if !missing.is_empty() {
        problems.push(format!(
            "{} not set: this program is started by AWS Lambda or an emulator of it",
            missing.join(", ")
        ));
    }
    if let Some(memory) = get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        .filter(|m| !m.is_empty() && m.parse::<i32>().is_err())
    {
        problems.push(format!("AWS_LAMBDA_FUNCTION_MEMORY_SIZE is `{memory}`: AWS Lambda sets it to a number of megabytes"));
    }
    problems
}

/// The folder of definitions: as given, or beside the bootstrap when there is no such folder from here.
fn folder(given: Option<String>, home: &Path) -> PathBuf {
    let given = given.map_or_else(|| home.join("tables"), PathBuf::from);
    if given.is_relative() && !given.is_dir() {
        home.join(given)
    } else {
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERS: &str = include_str!("../../../infra/tables/orders.toml");

    fn read(variables: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
        let get = |name: &str| {
            variables
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| (*value).to_string())
        };
        Settings::from_lookup(get, Path::new("/var/task")).map_err(|e| e.problems)
    }

    #[test]
    fn settings_come_from_the_environment() {
        let settings = |tables: &str, skipped| {
            Ok(Settings {
                table: "orders".into(),
                tables: tables.into(),
                skipped,
            })
        };
        assert_eq!(
            read(&[(TABLE, "orders")]),
            settings("/var/task/tables", Skipped::Validated)
        );
        assert_eq!(
            read(&[(TABLE, "orders"), (TABLES, ""), (SKIPPED, "validated")]),
            settings("/var/task/tables", Skipped::Validated)
        );
        assert_eq!(
            read(&[(TABLE, "orders"), (TABLES, "/d"), (SKIPPED, "balanced")]),
            settings("/d", Skipped::Balanced)
        );
        assert_eq!(
            read(&[(TABLE, "orders"), (TABLES, "nowhere/at_all")]),
            settings("/var/task/nowhere/at_all", Skipped::Validated)
        );
        assert_eq!(
            read(&[(TABLE, "orders"), (TABLES, "src")]),
            settings("src", Skipped::Validated)
        );
    }

    #[test]
    fn every_wrong_setting_is_named_at_once() {
        let problems = read(&[(SKIPPED, "quickly")]).unwrap_err();
        assert_eq!(problems.len(), 2);
        assert!(
            problems[0].starts_with("LAKEBED_TABLE is not set"),
            "{problems:?}"
        );
        assert!(
            problems[1]
                .starts_with("LAKEBED_SKIPPED is `quickly`: set it to validated or balanced"),
            "{problems:?}"
        );
        for name in ["../orders", "orders.toml", "Orders", ""] {
            assert_eq!(read(&[(TABLE, name)]).unwrap_err().len(), 1, "{name}");
        }
        assert_eq!(missing_of_lambda(|_| None).len(), 1);
        assert_eq!(
            missing_of_lambda(|_| Some("128".into())),
            Vec::<String>::new()
        );
        assert_eq!(missing_of_lambda(|name| Some(name.to_lowercase())).len(), 1);
    }

    #[test]
    fn definitions_are_loaded_or_every_problem_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let load = |table: &str| {
            let settings = Settings {
                table: table.into(),
                tables: folder.path().into(),
                skipped: Skipped::Validated,
            };
            settings.load().map(|_| ()).map_err(|e| e.problems)
        };
        assert!(load("orders").unwrap_err()[0].contains("set LAKEBED_TABLES to the folder"));
        std::fs::write(folder.path().join("orders.toml"), ORDERS).unwrap();
        std::fs::write(folder.path().join("renamed.toml"), ORDERS).unwrap();
        std::fs::write(
            folder.path().join("broken.toml"),
            ORDERS.replace("bigint", "long").replace("json", "text"),
        )
        .unwrap();
        assert_eq!(load("orders"), Ok(()));
        assert!(load("missing").unwrap_err()[0].contains("one of broken, orders, renamed"));
        assert!(load("renamed").unwrap_err()[0].contains("defines `orders`"));
        let problems = load("broken").unwrap_err();
        assert!(problems.len() >= 2, "{problems:?}");
    }
}
