//! The statements that keep a result's rows, count them, and write them as a version of a table.

use lakebed_catalog::Column;

/// Partitions that one statement writes at most, Athena's limit.
pub(super) const MOST_PARTITIONS: usize = 100;

/// What the names of tables begin with that hold a result's rows, and that a version is written by.
pub(super) const ROWS: &str = "lakebed_rows_";
pub(super) const NEXT: &str = "lakebed_next_";
/// Digits of a run in such a name.
const RUN_DIGITS: usize = 16;

/// The columns of the rows that were kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Those of the files, with the types that the rows have.
    pub data: Vec<Column>,
    /// Names of the partition columns, in path order.
    pub partition: Vec<String>,
    /// Names of the key's columns.
    pub key: Vec<String>,
}

impl Kept {
    /// The columns of the files with the types of the table.
    pub fn columns(&self) -> Vec<Column> {
        let column = |c: &Column| Column {
            name: c.name.clone(),
            ty: table_type(&c.ty).0.into(),
            ..Column::default()
        };
        self.data.iter().map(column).collect()
    }
}

/// `lakebed_rows_0123456789abcdef_hourly`
pub(super) fn working_table(prefix: &str, run: &str, table: &str) -> String {
    format!("{prefix}{run}_{table}")
}

/// True for a name that [`working_table`] made for the table, by any run.
pub(super) fn is_working_table(name: &str, prefix: &str, table: &str) -> bool {
    let rest = name.strip_prefix(prefix).unwrap_or_default();
    let (Some(run), Some(behind)) = (rest.get(..RUN_DIGITS), rest.get(RUN_DIGITS..)) else {
        return false;
    };
    run.bytes().all(|b| b.is_ascii_hexdigit()) && behind.strip_prefix('_') == Some(table)
}

/// True for the tables of a run that keeps a result as a table: they are nobody's but the run's.
#[must_use]
pub fn is_working(name: &str) -> bool {
    [ROWS, NEXT].iter().any(|prefix| {
        let rest = name.strip_prefix(prefix).unwrap_or_default();
        rest.split_once('_')
            .is_some_and(|(_, table)| is_working_table(name, prefix, table))
    })
}

/// The type of a table's column for that of the rows, and the type to cast to where they differ: the embedded engine's tables know
/// neither short integers nor texts of a length.
pub(super) fn table_type(ty: &str) -> (&str, Option<&'static str>) {
    match ty {
        "tinyint" | "smallint" => ("int", Some("integer")),
        text if text.starts_with("varchar(") || text.starts_with("char(") => {
            ("string", Some("varchar"))
        }
        "varchar" => ("string", None),
        other => (other, None),
    }
}

/// Runs the query and keeps its rows in a table.
pub(super) fn keep_rows(table: &str, sql: &str) -> String {
    let sql = sql.trim_end().trim_end_matches(';');
    format!(
        "CREATE TABLE {} WITH (format = 'PARQUET', write_compression = 'SNAPPY') AS\n{sql}\n",
        quoted(table)
    )
}

/// One row for each partition: its values, its rows, and how many keys they have.
pub(super) fn count(table: &str, kept: &Kept) -> String {
    let partition = list(&kept.partition);
    let all: Vec<String> = kept.partition.iter().chain(&kept.key).cloned().collect();
    let (comma, group) = match partition.as_str() {
        "" => (String::new(), String::new()),
        names => (
            format!("{names}, "),
            format!(" GROUP BY {names} ORDER BY {names}"),
        ),
    };
    format!(
        "SELECT {comma}coalesce(sum(copies), 0) AS row_count, count(*) AS key_count\n\
         FROM (SELECT {keys}, count(*) AS copies FROM {table} GROUP BY {keys}) AS counted{group}\n",
        keys = list(&all),
        table = quoted(table),
    )
}

/// Writes the rows of all partitions, as many at a time as a statement may.
pub(super) fn inserts(
    next: &str,
    rows: &str,
    kept: &Kept,
    partitions: &[Vec<String>],
) -> Vec<String> {
    let batches = partitions.chunks(MOST_PARTITIONS);
    let one = batches.len() == 1;
    batches
        .map(|batch| {
            let filter = if one {
                String::new()
            } else {
                format!("\nWHERE {}", any_of(&kept.partition, batch))
            };
            format!(
                "INSERT INTO {} ({})\nSELECT {}\nFROM {}{filter}\n",
                quoted(next),
                list(&kept.names()),
                kept.selected(),
                quoted(rows)
            )
        })
        .collect()
}

impl Kept {
    /// Names of all columns, in the table's order: partition columns are last.
    fn names(&self) -> Vec<String> {
        let data = self.data.iter().map(|c| c.name.clone());
        data.chain(self.partition.iter().cloned()).collect()
    }

    fn selected(&self) -> String {
        let cast = |c: &Column| match table_type(&c.ty).1 {
            Some(ty) => format!("CAST({} AS {ty})", quoted(&c.name)),
            None => quoted(&c.name),
        };
        let data = self.data.iter().map(cast);
        let partition = self.partition.iter().map(|name| quoted(name));
        data.chain(partition).collect::<Vec<_>>().join(", ")
    }
}

/// `("dt" = '2026-11-20' AND "region" = 'eu') OR …`. Values are those of [`is_partition_value`], which need no escape.
///
/// [`is_partition_value`]: lakebed_record::layout::is_partition_value
fn any_of(names: &[String], partitions: &[Vec<String>]) -> String {
    let one = |values: &Vec<String>| {
        let pairs = names.iter().zip(values);
        let equal = pairs.map(|(name, value)| format!("{} = '{value}'", quoted(name)));
        format!("({})", equal.collect::<Vec<_>>().join(" AND "))
    };
    partitions.iter().map(one).collect::<Vec<_>>().join(" OR ")
}

fn list(names: &[String]) -> String {
    names
        .iter()
        .map(|name| quoted(name))
        .collect::<Vec<_>>()
        .join(", ")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(partition: &[&str]) -> Kept {
        let column = |name: &str, ty: &str| Column {
            name: name.into(),
            ty: ty.into(),
            ..Column::default()
        };
        Kept {
            data: vec![
                column("hour", "timestamp"),
                column("kind", "varchar(3)"),
                column("n", "smallint"),
            ],
            partition: partition.iter().map(ToString::to_string).collect(),
            key: vec!["hour".into(), "kind".into()],
        }
    }

    #[test]
    fn names_of_working_tables_tell_their_table() {
        let name = working_table(ROWS, "0123456789abcdef", "hourly");
        assert_eq!(name, "lakebed_rows_0123456789abcdef_hourly");
        assert!(is_working_table(&name, ROWS, "hourly"));
        for (name, table) in [
            (name.as_str(), "urly"),
            (name.as_str(), "hourly_x"),
            ("lakebed_rows_0123456789abcdef_x_hourly", "hourly"),
            ("lakebed_rows_0123456789abcdeg_hourly", "hourly"),
            ("lakebed_rows_hourly", "hourly"),
            ("lakebed_next_0123456789abcdef_hourly", "hourly"),
        ] {
            assert!(!is_working_table(name, ROWS, table), "{name} {table}");
        }
    }

    #[test]
    fn the_query_is_run_as_it_stands() {
        let sql = "-- name: hourly\nWITH a AS (SELECT 1 AS n)\nSELECT n FROM a; \n";
        assert_eq!(
            keep_rows("lakebed_rows_1_t", sql),
            "CREATE TABLE \"lakebed_rows_1_t\" WITH (format = 'PARQUET', write_compression = 'SNAPPY') AS\n\
             -- name: hourly\nWITH a AS (SELECT 1 AS n)\nSELECT n FROM a\n"
        );
    }

    #[test]
    fn rows_and_keys_are_counted_by_partition() {
        assert_eq!(
            count("rows", &kept(&["dt"])),
            "SELECT \"dt\", coalesce(sum(copies), 0) AS row_count, count(*) AS key_count\n\
             FROM (SELECT \"dt\", \"hour\", \"kind\", count(*) AS copies FROM \"rows\" GROUP BY \"dt\", \"hour\", \"kind\") AS counted \
             GROUP BY \"dt\" ORDER BY \"dt\"\n"
        );
        let whole = count("rows", &kept(&[]));
        assert!(
            whole.starts_with("SELECT coalesce(") && whole.ends_with("AS counted\n"),
            "{whole}"
        );
    }

    #[test]
    fn a_hundred_partitions_are_written_at_a_time() {
        let days = |n: usize| (0..n).map(|d| vec![format!("d{d:03}")]).collect::<Vec<_>>();
        let kept = kept(&["dt"]);
        assert_eq!(
            inserts("next", "rows", &kept, &days(0)),
            Vec::<String>::new()
        );
        let one = inserts("next", "rows", &kept, &days(100));
        assert_eq!(
            one,
            ["INSERT INTO \"next\" (\"hour\", \"kind\", \"n\", \"dt\")\n\
              SELECT \"hour\", CAST(\"kind\" AS varchar), CAST(\"n\" AS integer), \"dt\"\nFROM \"rows\"\n"]
        );
        let many = inserts("next", "rows", &kept, &days(201));
        assert_eq!(many.len(), 3);
        assert!(
            many[0].contains("WHERE (\"dt\" = 'd000') OR (\"dt\" = 'd001')")
                && !many[0].contains("'d100'")
        );
        assert!(
            many[2].ends_with("WHERE (\"dt\" = 'd200')\n"),
            "{}",
            many[2]
        );
        let types: Vec<_> = kept.columns().into_iter().map(|c| c.ty).collect();
        assert_eq!(types, ["timestamp", "string", "int"]);
    }

    #[test]
    fn several_partition_columns_are_told_together() {
        let pairs = [
            vec!["a".to_string(), "b".into()],
            vec!["c".into(), "d".into()],
        ];
        assert_eq!(
            any_of(&["x".into(), "y".into()], &pairs),
            "(\"x\" = 'a' AND \"y\" = 'b') OR (\"x\" = 'c' AND \"y\" = 'd')"
        );
        // A table without partitions is one of no values: one statement, no filter.
        assert_eq!(inserts("next", "rows", &kept(&[]), &[Vec::new()]).len(), 1);
    }
}
