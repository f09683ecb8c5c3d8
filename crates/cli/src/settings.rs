//! Settings: flags, then `LAKEBED_*`, then `lakebed.toml`, then defaults. Parsed once, every problem told at once.

use std::fmt;
use std::path::{Path, PathBuf};

use lakebed_query::Format;
use toml_edit::Document;

use crate::args::{Common, FormatArg, TargetArg};
use crate::exit::Trouble;

/// This machine or AWS: local or aws.
pub const ENV_TARGET: &str = "LAKEBED_TARGET";
/// Environment on AWS.
pub const ENV_ENV: &str = "LAKEBED_ENV";
/// Athena's workgroup.
pub const ENV_WORKGROUP: &str = "LAKEBED_WORKGROUP";

/// Folder of the lake, or `s3://bucket/prefix`.
pub const ENV_LAKE: &str = "LAKEBED_LAKE";
/// Database in the catalog.
pub const ENV_DATABASE: &str = "LAKEBED_DATABASE";
/// Folder of the table definitions.
pub const ENV_TABLES: &str = "LAKEBED_TABLES";
/// Folder of the saved queries.
pub const ENV_QUERIES: &str = "LAKEBED_QUERIES";
/// Format of what goes to stdout: table, csv, json or ndjson.
pub const ENV_FORMAT: &str = "LAKEBED_FORMAT";
/// Settings file in place of `./lakebed.toml`.
pub const ENV_CONFIG: &str = "LAKEBED_CONFIG";
/// Any text: no colours, no faint or bold text. See no-color.org.
pub const ENV_NO_COLOR: &str = "NO_COLOR";

/// The settings file that is read when none is named and this one is there.
pub const FILE: &str = "lakebed.toml";

const KEYS: [&str; 6] = ["target", "lake", "database", "tables", "queries", "format"];
/// Keys of the section `[aws]`, which holds for AWS in place of what is above it.
const AWS_KEYS: [&str; 4] = ["env", "lake", "database", "workgroup"];

/// The settings of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub target: Setting<Target>,
    /// What is set for AWS; the environment's stack says the rest.
    pub aws: AwsSettings,
    pub lake: Setting<PathBuf>,
    pub database: Setting<String>,
    pub tables: Setting<PathBuf>,
    pub queries: Setting<PathBuf>,
    pub format: Setting<Format>,
    /// `--format parquet`, which is no format of stdout.
    pub parquet: bool,
    /// Show progress where stderr is no terminal.
    pub progress: bool,
    /// Escape sequences may be used on a terminal.
    pub color: bool,
}

/// Where the lake, the catalog and the engine are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Local,
    Aws,
}

/// What is set for AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwsSettings {
    pub env: Setting<String>,
    pub lake: Option<Setting<String>>,
    pub database: Option<Setting<String>>,
    pub workgroup: Option<Setting<String>>,
}

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    pub value: T,
    pub source: Source,
}

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Flag,
    Variable(&'static str),
    File(PathBuf),
    /// A name in AWS: the path of an SSM parameter, a profile.
    #[cfg(feature = "aws")]
    Aws(String),
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable(name) => f.write_str(name),
            Self::File(file) => write!(f, "{}", file.display()),
            #[cfg(feature = "aws")]
            Self::Aws(name) => f.write_str(name),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The settings of `lakebed.toml`, as text.
#[derive(Default)]
struct File {
    path: PathBuf,
    values: Vec<(&'static str, String)>,
    /// Those of the section `[aws]`.
    aws: Vec<(&'static str, String)>,
}

type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Settings {
    /// Puts the settings together; `lookup` answers environment variables.
    ///
    /// # Errors
    /// A settings file that cannot be read or has unknown keys, an unknown format.
    pub fn load(common: &Common, lookup: Lookup<'_>) -> anyhow::Result<Self> {
        // An empty variable is one that is not set.
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let named = common
            .config
            .clone()
            .or_else(|| lookup(ENV_CONFIG).map(PathBuf::from));
        let file = match named {
            Some(path) => File::read(&path)?,
            None if Path::new(FILE).is_file() => File::read(Path::new(FILE))?,
            None => File::default(),
        };
        let text = |flag: Option<String>, variable: &'static str, key: &str, default: &str| {
            pick(flag, variable, key, &lookup, &file, &file.values).unwrap_or(Setting {
                value: default.into(),
                source: Source::Default,
            })
        };
        let aws = |flag: &Option<String>, variable: &'static str, key: &str| {
            pick(flag.clone(), variable, key, &lookup, &file, &file.aws)
        };
        let target_flag = common.target.map(|target| match target {
            TargetArg::Local => "local".to_string(),
            TargetArg::Aws => "aws".to_string(),
        });
        let target = text(target_flag, ENV_TARGET, "target", "local");
        let lake_flag = common
            .lake
            .as_ref()
            .map(|p| p.to_string_lossy().into_owned());
        let path = |flag: &Option<PathBuf>, variable: &'static str, key: &str, default: &str| {
            let Setting { value, source } = text(
                flag.as_ref().map(|p| p.to_string_lossy().into_owned()),
                variable,
                key,
                default,
            );
            // Paths in the file start where the file is.
            let value = match (&source, file.path.parent()) {
                (Source::File(_), Some(folder)) if !value.contains("://") => folder.join(value),
                (Source::Flag, _) => flag.clone().unwrap_or_default(),
                _ => PathBuf::from(value),
            };
            Setting { value, source }
        };
        let parquet = common.format == Some(FormatArg::Parquet);
        let format_flag = common
            .format
            .and_then(format_name)
            .map(|name| name.to_string());
        let format = text(format_flag, ENV_FORMAT, "format", "table");
        Ok(Self {
            target: Setting {
                value: parse_target(&target)?,
                source: target.source,
            },
            aws: AwsSettings {
                env: aws(&common.env, ENV_ENV, "env").unwrap_or(Setting {
                    value: "dev".into(),
                    source: Source::Default,
                }),
                lake: aws(&lake_flag, ENV_LAKE, "lake"),
                database: aws(&common.database, ENV_DATABASE, "database"),
                workgroup: aws(&common.workgroup, ENV_WORKGROUP, "workgroup"),
            },
            lake: path(&common.lake, ENV_LAKE, "lake", "lake"),
            database: text(common.database.clone(), ENV_DATABASE, "database", "lakebed"),
            tables: path(&common.tables, ENV_TABLES, "tables", "infra/tables"),
            queries: path(&common.queries, ENV_QUERIES, "queries", "queries"),
            format: Setting {
                value: parse_format(&format)?,
                source: format.source,
            },
            parquet,
            progress: common.progress,
            color: lookup(ENV_NO_COLOR).is_none()
                && lookup("TERM").is_none_or(|term| term != "dumb"),
        })
    }

    /// The lake's folder as an absolute path, symbolic links followed as far as it exists: the same before and after it is created.
    ///
    /// # Errors
    /// The lake is on AWS.
    pub fn lake_root(&self) -> anyhow::Result<PathBuf> {
        if self.target.value == Target::Aws {
            let message = "this works with lakes on this machine only";
            return Err(Trouble::new(message, "leave --target aws out").into());
        }
        if self.lake.value.to_string_lossy().contains("://") {
            let message = format!(
                "the lake {} is not on this machine",
                self.lake.value.display()
            );
            let hint = "--target aws works with it; --lake names a folder here";
            return Err(Trouble::new(message, hint).into());
        }
        let root = std::path::absolute(&self.lake.value)?;
        for ancestor in root.ancestors() {
            if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), root.strip_prefix(ancestor)) {
                // Joining an empty path would add a slash.
                return Ok(if rest.as_os_str().is_empty() {
                    real
                } else {
                    real.join(rest)
                });
            }
        }
        Ok(root)
    }
}

/// The value of the flag, of the variable, or of the file; none when none of them has one.
fn pick(
    flag: Option<String>,
    variable: &'static str,
    key: &str,
    lookup: Lookup<'_>,
    file: &File,
    values: &[(&'static str, String)],
) -> Option<Setting<String>> {
    if let Some(value) = flag {
        return Some(Setting {
            value,
            source: Source::Flag,
        });
    }
    if let Some(value) = lookup(variable) {
        return Some(Setting {
            value,
            source: Source::Variable(variable),
        });
    }
    let (_, value) = values.iter().find(|(name, _)| *name == key)?;
    Some(Setting {
        value: value.clone(),
        source: Source::File(file.path.clone()),
    })
}

impl File {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            anyhow::Error::new(error).context(Trouble::new(
                format!("could not read {shown}"),
                "--config and LAKEBED_CONFIG name a settings file",
            ))
        })?;
        let line = |offset: usize| text.get(..offset).unwrap_or(&text).matches('\n').count() + 1;
        let document = Document::parse(text.as_str()).map_err(|error| {
            let at = error.span().map_or(1, |span| line(span.start));
            Trouble::new(
                format!("{shown}:{at}: {}", error.message().replace('\n', ", ")),
                "see `lakebed config show` for the settings there are",
            )
        })?;
        let mut problems = Vec::new();
        let mut read = |table: &toml_edit::Table, known: &[&'static str], prefix: &str| {
            let mut values = Vec::new();
            for (key, item) in table {
                if prefix.is_empty() && key == "aws" && item.is_table() {
                    continue;
                }
                let span = table.key(key).and_then(toml_edit::Key::span);
                let at = span.map_or(1, |span| line(span.start));
                match (known.iter().find(|known| **known == key), item.as_str()) {
                    (None, _) => problems.push((
                        format!("{shown}:{at}: unknown setting `{prefix}{key}`"),
                        Some(format!("write one of {}", known.join(", "))),
                    )),
                    (Some(_), None) => problems.push((
                        format!("{shown}:{at}: `{prefix}{key}` is not a string"),
                        Some(format!("write {key} = \"…\"")),
                    )),
                    (Some(known), Some(value)) => values.push((*known, value.to_string())),
                }
            }
            values
        };
        let values = read(document.as_table(), &KEYS, "");
        let aws = match document.get("aws").and_then(toml_edit::Item::as_table) {
            Some(table) => read(table, &AWS_KEYS, "aws."),
            None => Vec::new(),
        };
        if !problems.is_empty() {
            return Err(Trouble::of_problems("the settings", problems).into());
        }
        Ok(Self {
            path: path.into(),
            values,
            aws,
        })
    }
}

fn parse_target(target: &Setting<String>) -> anyhow::Result<Target> {
    Ok(match target.value.as_str() {
        "local" => Target::Local,
        "aws" => Target::Aws,
        other => {
            let message = format!("unknown target `{other}` ({})", target.source);
            return Err(Trouble::new(message, "write local or aws").into());
        }
    })
}

fn parse_format(format: &Setting<String>) -> anyhow::Result<Format> {
    Ok(match format.value.as_str() {
        "table" => Format::Table,
        "csv" => Format::Csv,
        "json" => Format::Json,
        "ndjson" => Format::Ndjson,
        other => {
            let message = format!("unknown format `{other}` ({})", format.source);
            return Err(Trouble::new(message, "write table, csv, json or ndjson").into());
        }
    })
}

/// None for what does not go to stdout.
fn format_name(format: FormatArg) -> Option<&'static str> {
    Some(match format {
        FormatArg::Table => "table",
        FormatArg::Csv => "csv",
        FormatArg::Json => "json",
        FormatArg::Ndjson => "ndjson",
        FormatArg::Parquet => return None,
    })
}

/// A format as settings write it.
pub fn format_text(format: Format) -> &'static str {
    match format {
        Format::Table => "table",
        Format::Csv => "csv",
        Format::Json => "json",
        Format::Ndjson => "ndjson",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(common: &Common, variables: &[(&str, &str)]) -> Result<Settings, String> {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| value.to_string())
        };
        Settings::load(common, &lookup).map_err(|error| match error.downcast_ref::<Trouble>() {
            Some(trouble) => format!(
                "{trouble}; {}",
                trouble.hint.clone().unwrap_or(trouble.details.join(" | "))
            ),
            None => format!("{error:#}"),
        })
    }

    #[test]
    fn flags_come_before_variables_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("some.toml");
        std::fs::write(
            &file,
            "lake = \"file-lake\"\ndatabase = \"file_db\"\nformat = \"csv\"\n",
        )
        .unwrap();
        let common = Common {
            lake: Some("flag-lake".into()),
            config: Some(file.clone()),
            ..Common::default()
        };
        let settings = load(
            &common,
            &[
                (ENV_LAKE, "env-lake"),
                (ENV_DATABASE, "env_db"),
                (ENV_QUERIES, ""),
                (ENV_NO_COLOR, "1"),
            ],
        )
        .unwrap();
        assert_eq!(
            settings.lake,
            Setting {
                value: "flag-lake".into(),
                source: Source::Flag
            }
        );
        assert_eq!(
            settings.database,
            Setting {
                value: "env_db".into(),
                source: Source::Variable(ENV_DATABASE)
            }
        );
        assert_eq!(
            settings.format,
            Setting {
                value: Format::Csv,
                source: Source::File(file.clone())
            }
        );
        assert_eq!(
            settings.queries,
            Setting {
                value: "queries".into(),
                source: Source::Default
            }
        );
        assert!(!settings.color);
        let settings = load(
            &Common {
                config: Some(file),
                ..Common::default()
            },
            &[],
        )
        .unwrap();
        assert_eq!(settings.lake.value, folder.path().join("file-lake"));
        assert_eq!(settings.aws.lake, None);
        assert!(settings.color);
    }

    #[test]
    fn the_section_aws_holds_for_aws_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("some.toml");
        std::fs::write(
            &file,
            "lake = \"s3://here/x\"\n[aws]\nenv = \"prod\"\nlake = \"s3://there/y\"\n",
        )
        .unwrap();
        let common = Common {
            target: Some(TargetArg::Aws),
            config: Some(file.clone()),
            ..Common::default()
        };
        let settings = load(&common, &[(ENV_WORKGROUP, "analysts")]).unwrap();
        assert_eq!(settings.target.value, Target::Aws);
        assert_eq!(settings.lake.value, PathBuf::from("s3://here/x"));
        let of_file = |value: &str| Setting {
            value: value.to_string(),
            source: Source::File(file.clone()),
        };
        assert_eq!(settings.aws.env, of_file("prod"));
        assert_eq!(settings.aws.lake, Some(of_file("s3://there/y")));
        assert_eq!(settings.aws.database, None);
        assert_eq!(
            settings.aws.workgroup.map(|w| w.value),
            Some("analysts".into())
        );
    }

    fn refused(toml: &str, variables: &[(&str, &str)], expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("s.toml");
        std::fs::write(&file, toml).unwrap();
        let error = load(
            &Common {
                config: Some(file),
                ..Common::default()
            },
            variables,
        )
        .unwrap_err();
        assert_eq!(
            error.replace(&format!("{}/", folder.path().display()), ""),
            expected
        );
    }

    #[test]
    fn wrong_settings_are_told() {
        refused(
            "lake = \"a\"\nlaek = \"b\"\n",
            &[],
            "s.toml:2: unknown setting `laek`; write one of target, lake, database, tables, queries, format",
        );
        refused(
            "lake = 7\nx = 1\n",
            &[],
            "the settings have 2 problems; s.toml:1: `lake` is not a string; write lake = \"…\" | s.toml:2: unknown setting `x`; write one of target, lake, database, tables, queries, format",
        );
        refused(
            "[aws]\nregion = \"x\"",
            &[],
            "s.toml:2: unknown setting `aws.region`; write one of env, lake, database, workgroup",
        );
        refused(
            "target = \"gcp\"",
            &[],
            "unknown target `gcp` (s.toml); write local or aws",
        );
        refused(
            "format = \"xml\"",
            &[],
            "unknown format `xml` (s.toml); write table, csv, json or ndjson",
        );
        refused(
            "",
            &[(ENV_FORMAT, "xml")],
            "unknown format `xml` (LAKEBED_FORMAT); write table, csv, json or ndjson",
        );
        refused(
            "lake = ",
            &[],
            "s.toml:1: string values must be quoted, expected literal string; see `lakebed config show` for the settings there are",
        );
    }
}
