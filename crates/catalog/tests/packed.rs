//! The statements that pack changes on AWS, to the letter.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "tests")]

use lakebed_catalog::{
    HISTORY_OF, MERGED_TO, PrestoView, create_packed, history_view, merge_packed, not_in_history,
    optimize_packed, view_input, view_of_history, widen_packed,
};
use lakebed_record::definition::TableDefinition;

const TABLE: &str = "name = \"t\"\nsource = \"T\"\nprimary_key = [\"k\"]\npartition = [\"dt\", \"hour\"]\n[[column]]\nname = \"k\"\ntype = \"string\"\n[[column]]\nname = \"at\"\ntype = \"timestamp\"\n";

#[test]
fn days_are_merged_by_change_and_the_view_names_the_day() {
    let definition = TableDefinition::parse(TABLE, "t.toml").unwrap();
    let columns = r#""change_type", "change_time", "change_id", "change_sequence", "change_expired", "k", "at", "undeclared", "rescued", "dt", "hour""#;
    assert_eq!(
        merge_packed(&definition, "2026-11-01", "2026-11-18"),
        format!(
            r#"MERGE INTO "t_packed" AS target
USING (
  SELECT {columns}
  FROM (
    SELECT *, row_number() OVER (PARTITION BY "dt", "k", "change_id" ORDER BY "undeclared" NULLS FIRST, "rescued" NULLS FIRST) AS "copy_number"
    FROM "t_changes"
    WHERE "dt" >= '2026-11-01' AND "dt" < '2026-11-18'
  ) AS changes
  WHERE "copy_number" = 1
) AS source
ON target."dt" = source."dt" AND target."k" = source."k" AND target."change_id" = source."change_id"
  AND target."dt" >= '2026-11-01' AND target."dt" < '2026-11-18'
WHEN NOT MATCHED THEN INSERT ({columns})
  VALUES ({})"#,
            columns
                .replace("\"c", "source.\"c")
                .replace("\"k", "source.\"k")
                .replace("\"at", "source.\"at")
                .replace("\"u", "source.\"u")
                .replace("\"r", "source.\"r")
                .replace("\"d", "source.\"d")
                .replace("\"h", "source.\"h")
        )
    );
    let create = create_packed(&definition, "s3://lake/");
    assert!(
        create.starts_with("CREATE TABLE IF NOT EXISTS `t_packed` (\n  `change_type` string")
            && create.contains(")\nPARTITIONED BY (`dt`)\nLOCATION 's3://lake/data/t_packed/'\nTBLPROPERTIES (\n  'table_type' = 'ICEBERG'"),
        "{create}"
    );
    assert_eq!(
        optimize_packed(&definition, "2026-11-01", "2026-11-18"),
        "OPTIMIZE \"t_packed\" REWRITE DATA USING BIN_PACK\nWHERE \"dt\" >= '2026-11-01' AND \"dt\" < '2026-11-18'"
    );
    let all: Vec<_> = columns
        .split(", ")
        .map(|name| name.trim_matches('"'))
        .collect();
    assert_eq!(widen_packed(&definition, &all), None);
    assert_eq!(
        widen_packed(&definition, &all[..all.len() - 1]).unwrap(),
        "ALTER TABLE `t_packed` ADD COLUMNS (\n  `hour` string COMMENT 'UTC hour of the change'\n)"
    );

    let view = history_view(&definition, "shop", "2026-11-18");
    let times = columns
        .replace(
            "\"change_time\"",
            "CAST(\"change_time\" AS timestamp(3)) AS \"change_time\"",
        )
        .replace("\"at\"", "CAST(\"at\" AS timestamp(3)) AS \"at\"");
    assert_eq!(
        PrestoView::of(&view).unwrap().original_sql,
        format!(
            "SELECT {times}\nFROM \"t_packed\"\nWHERE \"dt\" < '2026-11-18'\nUNION ALL\nSELECT {columns}\nFROM \"t_changes\"\nWHERE \"dt\" >= '2026-11-18'"
        )
    );
    assert_eq!(
        (&view.parameters[HISTORY_OF], &view.parameters[MERGED_TO]),
        (&"t".to_string(), &"2026-11-18".to_string())
    );
}

#[test]
fn the_current_state_of_packed_changes_is_the_same_statement_over_their_view() {
    let definition = TableDefinition::parse(TABLE, "t.toml").unwrap();
    let sql = |view| PrestoView::of(&view).unwrap().original_sql;
    let over_all = view_input(&definition, "shop");
    let over_packed = view_of_history(&definition, "shop");
    assert_eq!(
        over_all.storage_descriptor.columns,
        over_packed.storage_descriptor.columns
    );
    assert_eq!(
        sql(over_all).replace("FROM \"t_changes\"", "FROM \"t_history\""),
        sql(over_packed)
    );

    let history = history_view(&definition, "shop", "2026-11-18");
    assert_eq!(not_in_history(&definition, &history), Vec::<String>::new());
    let wider = TABLE.replace("type = \"timestamp\"", "type = \"date\"")
        + "[[column]]\nname = \"new\"\ntype = \"int\"\n";
    let wider = TableDefinition::parse(&wider, "t.toml").unwrap();
    assert_eq!(not_in_history(&wider, &history), ["at", "new"]);
}
