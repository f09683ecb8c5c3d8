//! Settings: flags, then `LAKEBED_*`, then `lakebed.toml`, then defaults. Parsed once, every problem told at once.

use std::fmt;
use std::path::{Path, PathBuf};

use lakebed_query::Format;
use toml_edit::Document;

use crate::args::{Common, FormatArg};
use crate::exit::Trouble;

/// Folder of the lake.
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

const KEYS: [&str; 5] = ["lake", "database", "tables", "queries", "format"];

/// The settings of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
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
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable(name) => f.write_str(name),
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The settings of `lakebed.toml`, as text.
#[derive(Default)]
struct File {
    path: PathBuf,
    values: Vec<(&'static str, String, usize)>,
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
            pick(flag, variable, key, default, &lookup, &file)
        };
        let path = |flag: &Option<PathBuf>, variable: &'static str, key: &str, default: &str| {
            let Setting { value, source } = text(
                flag.as_ref().map(|p| p.to_string_lossy().into_owned()),
                variable,
                key,
                default,
            );
            // Paths in the file start where the file is.
            let value = match (&source, file.path.parent()) {
                (Source::File(_), Some(folder)) => folder.join(value),
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
    pub fn lake_root(&self) -> std::io::Result<PathBuf> {
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

fn pick(
    flag: Option<String>,
    variable: &'static str,
    key: &str,
    default: &str,
    lookup: Lookup<'_>,
    file: &File,
) -> Setting<String> {
    if let Some(value) = flag {
        return Setting {
            value,
            source: Source::Flag,
        };
    }
    if let Some(value) = lookup(variable) {
        return Setting {
            value,
            source: Source::Variable(variable),
        };
    }
    match file.values.iter().find(|(name, ..)| *name == key) {
        Some((_, value, _)) => Setting {
            value: value.clone(),
            source: Source::File(file.path.clone()),
        },
        None => Setting {
            value: default.into(),
            source: Source::Default,
        },
    }
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
        let mut values = Vec::new();
        let mut problems = Vec::new();
        for (key, item) in document.as_table() {
            let span = document.as_table().key(key).and_then(toml_edit::Key::span);
            let at = span.map_or(1, |span| line(span.start));
            match (KEYS.iter().find(|known| **known == key), item.as_str()) {
                (None, _) => problems.push((
                    format!("{shown}:{at}: unknown setting `{key}`"),
                    Some(format!("write one of {}", KEYS.join(", "))),
                )),
                (Some(_), None) => problems.push((
                    format!("{shown}:{at}: `{key}` is not a string"),
                    Some(format!("write {key} = \"…\"")),
                )),
                (Some(known), Some(value)) => values.push((*known, value.to_string(), at)),
            }
        }
        if !problems.is_empty() {
            return Err(Trouble::of_problems("the settings", problems).into());
        }
        Ok(Self {
            path: path.into(),
            values,
        })
    }
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
        assert!(settings.color);
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
            "s.toml:2: unknown setting `laek`; write one of lake, database, tables, queries, format",
        );
        refused(
            "lake = 7\nx = 1\n",
            &[],
            "the settings have 2 problems; s.toml:1: `lake` is not a string; write lake = \"…\" | s.toml:2: unknown setting `x`; write one of lake, database, tables, queries, format",
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
