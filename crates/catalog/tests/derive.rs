//! Tables and views derived from definitions, against texts written by hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use lakebed_catalog::{
    CURRENT_OF, Column, Difference, FILE_NAMES, PrestoView, Stored, TableInput, Version,
    create_newest, current_input, current_view, ddl, flat_inputs, inputs, merge_newest,
    newest_columns, plan, presto_type, quarantine_input, table_input, view_input, widen_newest,
};
use lakebed_record::definition::TableDefinition;
use lakebed_record::types::ColumnType;
use serde_json::{Value, json};

const ORDERS: &str = r#"
name = "orders"
source = "Orders"
description = "Customer orders"
primary_key = ["order_id"]
partition = ["dt", "hour", "region"]
[[column]]
name = "order_id"
type = "string"
comment = "Order number"
[[column]]
name = "region"
type = "string"
[[column]]
name = "amount"
type = "decimal(12,2)"
[[column]]
name = "items"
type = "array<struct<sku:string,qty:int,prices:map<string,decimal(38,9)>>>"
[[column]]
name = "raw"
type = "json"
"#;

fn definition(text: &str) -> TableDefinition {
    TableDefinition::parse(text, "t.toml").unwrap()
}

fn json_of(table: &TableInput) -> Value {
    serde_json::from_str(&table.to_json()).unwrap()
}

#[test]
fn a_table_is_glue_shaped() {
    let table = json_of(&table_input(&definition(ORDERS), "s3://lake/prod"));
    let location = "s3://lake/prod/data/orders_changes/";
    let expected = json!({
        "Name": "orders_changes",
        "Description": "Customer orders",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {
            "EXTERNAL": "TRUE",
            "classification": "parquet",
            "comment": "Customer orders",
            "lakebed.columns": "change_type,change_time,change_id,change_sequence,change_expired,order_id,amount,items,raw,undeclared,rescued",
            "parquet.compression": "ZSTD",
            "projection.enabled": "true",
            "projection.dt.type": "date",
            "projection.dt.format": "yyyy-MM-dd",
            "projection.dt.range": "2020-01-01,NOW+1DAY",
            "projection.dt.interval": "1",
            "projection.dt.interval.unit": "DAYS",
            "projection.hour.type": "integer",
            "projection.hour.range": "0,23",
            "projection.hour.digits": "2",
            "projection.region.type": "injected",
            "storage.location.template": format!("{location}dt=${{dt}}/hour=${{hour}}/region=${{region}}/"),
        },
        "PartitionKeys": [
            {"Name": "dt", "Type": "string", "Comment": "UTC day of the change"},
            {"Name": "hour", "Type": "string", "Comment": "UTC hour of the change"},
            {"Name": "region", "Type": "string"},
        ],
        "StorageDescriptor": {
            "Columns": [
                {"Name": "change_type", "Type": "string", "Comment": "insert, modify or remove"},
                {"Name": "change_time", "Type": "timestamp", "Comment": "When the change happened (UTC)"},
                {"Name": "change_id", "Type": "string", "Comment": "Id of the change; equal ids are the same change"},
                {"Name": "change_sequence", "Type": "string", "Comment": "Order of the changes of a key; 40 digits, compares as text"},
                {"Name": "change_expired", "Type": "boolean", "Comment": "True when time to live removed the item"},
                {"Name": "order_id", "Type": "string", "Comment": "Order number"},
                {"Name": "amount", "Type": "decimal(12,2)"},
                {"Name": "items", "Type": "array<struct<sku:string,qty:int,prices:map<string,decimal(38,9)>>>"},
                {"Name": "raw", "Type": "string"},
                {"Name": "undeclared", "Type": "string", "Comment": "Attributes without a column, as DynamoDB JSON"},
                {"Name": "rescued", "Type": "string", "Comment": "Attributes that did not fit their column, as DynamoDB JSON"},
            ],
            "Location": location,
            "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "SerdeInfo": {
                "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                "Parameters": {"serialization.format": "1"},
            },
        },
    });
    assert_eq!(table, expected, "{table:#}");
}

#[test]
fn the_view_of_an_entity_is_the_newest_change_of_each_key() {
    let table = view_input(&definition(ORDERS), "shop");
    let view = PrestoView::of(&table).unwrap();
    assert_eq!(
        view.original_sql,
        r#"SELECT "order_id", "amount", "items", "raw", "dt", "hour", "region", "change_time", "undeclared", "rescued"
FROM (
  SELECT *, row_number() OVER (PARTITION BY "order_id" ORDER BY date_trunc('second', "change_time") DESC NULLS LAST, "change_sequence" DESC NULLS LAST, "change_id" DESC NULLS LAST) AS "change_rank"
  FROM "orders_changes"
) AS "changes"
WHERE "change_rank" = 1 AND "change_type" <> 'remove'"#
    );
    let types: Vec<_> = view
        .columns
        .iter()
        .map(|c| format!("{} {}", c.name, c.ty))
        .collect();
    assert_eq!(
        types[2],
        r#"items array(row("sku" varchar, "qty" integer, "prices" map(varchar, decimal(38,9))))"#
    );
    assert_eq!(types[7], "change_time timestamp(3)");
    assert_eq!(
        (view.catalog.as_str(), view.schema.as_str()),
        ("awsdatacatalog", "shop")
    );
    let json = json_of(&table);
    assert_eq!(json["TableType"], "VIRTUAL_VIEW");
    assert_eq!(
        json["Parameters"],
        json!({"presto_view": "true", "comment": "Presto View"})
    );
    assert_eq!(json["ViewExpandedText"], "/* Presto View */");
    assert_eq!(json["PartitionKeys"], json!([]));
    assert_eq!(json["StorageDescriptor"]["Location"], "");
    assert_eq!(json["StorageDescriptor"]["SerdeInfo"], json!({}));
    assert_eq!(
        json["StorageDescriptor"]["Columns"][0],
        json!({"Name": "order_id", "Type": "string", "Comment": "Order number"})
    );
}

#[test]
fn the_view_of_events_holds_each_insert_once_a_day() {
    let text = ORDERS
        .replacen(
            "partition = [\"dt\", \"hour\", \"region\"]",
            "kind = \"event\"",
            1,
        )
        .replacen("\"amount\"", "\"change_rank\"", 1);
    let view = PrestoView::of(&view_input(&definition(&text), "shop")).unwrap();
    assert_eq!(
        view.original_sql,
        r#"SELECT "order_id", "region", "change_rank", "items", "raw", "dt", "change_time", "undeclared", "rescued"
FROM (
  SELECT *, row_number() OVER (PARTITION BY "dt", "order_id" ORDER BY date_trunc('second', "change_time") DESC NULLS LAST, "change_sequence" DESC NULLS LAST, "change_id" DESC NULLS LAST) AS "change_rank_"
  FROM "orders_changes"
  WHERE "change_type" = 'insert'
) AS "changes"
WHERE "change_rank_" = 1"#
    );
}

/// The flat views of a definition: their names, columns and texts.
fn flat(text: &str) -> Vec<(String, Vec<String>, String)> {
    let shape = |table: TableInput| {
        let view = PrestoView::of(&table).unwrap();
        let hive = table.storage_descriptor.columns.iter();
        let columns = hive.zip(&view.columns).map(|(hive, presto)| {
            assert_eq!(hive.name, presto.name);
            let comment = hive.comment.as_deref().unwrap_or("-");
            format!("{} {} = {}: {comment}", hive.name, hive.ty, presto.ty)
        });
        (table.name, columns.collect(), view.original_sql)
    };
    flat_inputs(&definition(text), "shop")
        .into_iter()
        .map(shape)
        .collect()
}

#[test]
fn flat_views_have_a_column_for_each_field_and_a_view_for_each_list() {
    let text = r#"
name = "orders"
source = "Orders"
primary_key = ["order_id"]
partition = ["dt", "region"]
[[column]]
name = "order_id"
type = "string"
[[column]]
name = "region"
type = "string"
[[column]]
name = "shipping"
type = "struct<city:string,zip:string,geo:struct<lat:double,lon:double>>"
from = "Shipping"
comment = "Where it goes"
[[column]]
name = "shipping_city"
type = "string"
from = ["Shipping", "City"]
[[column]]
name = "shipping_zip"
type = "int"
from = ["Shipping", "zip"]
[[column]]
name = "tags"
type = "array<string>"
comment = "Labels"
[[column]]
name = "hashes"
type = "array<binary>"
[[column]]
name = "items"
type = "array<struct<sku:string,region:string,options:array<struct<code:string>>,notes:map<string,int>>>"
comment = "What was ordered"
"#;
    let views = flat(text);
    let names: Vec<_> = views.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        ["orders_flat", "orders_items", "orders_items_options"]
    );
    assert_eq!(
        views[0].1,
        [
            "order_id string = varchar: -",
            // The city is a column of its own already, the zip is one of another type.
            "shipping_zip_2 string = varchar: shipping.zip: Where it goes",
            "shipping_geo_lat double = double: shipping.geo.lat: Where it goes",
            "shipping_geo_lon double = double: shipping.geo.lon: Where it goes",
            "shipping_city string = varchar: -",
            "shipping_zip int = integer: -",
            "tags string = varchar: Labels (JSON)",
            "hashes array<binary> = array(varbinary): -",
            "dt string = varchar: UTC day of the change",
            "region string = varchar: -",
            "change_time timestamp = timestamp(3): When the change happened (UTC)",
            "undeclared string = varchar: Attributes without a column, as DynamoDB JSON",
            "rescued string = varchar: Attributes that did not fit their column, as DynamoDB JSON",
        ]
    );
    assert!(
        views[0]
            .2
            .contains("  \"orders\".\"shipping\".\"geo\".\"lat\" AS \"shipping_geo_lat\",\n")
            && views[0]
                .2
                .contains("  json_format(CAST(\"orders\".\"tags\" AS JSON)) AS \"tags\",\n")
            && views[0].2.ends_with("\nFROM \"orders\""),
        "{}",
        views[0].2
    );
    assert_eq!(
        views[2].1,
        [
            "order_id string = varchar: -",
            "dt string = varchar: UTC day of the change",
            "region string = varchar: -",
            "items_position bigint = bigint: Place in items, from 1",
            "options_position bigint = bigint: Place in items.options, from 1",
            "code string = varchar: items.options.code: What was ordered",
            "change_time timestamp = timestamp(3): When the change happened (UTC)",
        ]
    );
    assert_eq!(
        views[2].2,
        r#"SELECT
  "orders"."order_id" AS "order_id",
  "orders"."dt" AS "dt",
  "orders"."region" AS "region",
  "item"."items_position" AS "items_position",
  "item_2"."options_position" AS "options_position",
  "item_2"."code" AS "code",
  "orders"."change_time" AS "change_time"
FROM "orders"
CROSS JOIN UNNEST("orders"."items") WITH ORDINALITY AS "item" ("sku", "region", "options", "notes", "items_position")
CROSS JOIN UNNEST("item"."options") WITH ORDINALITY AS "item_2" ("code", "options_position")"#
    );
    let items: Vec<_> = views[1]
        .1
        .iter()
        .filter_map(|column| column.split(' ').next())
        .collect();
    assert_eq!(
        items,
        [
            "order_id",
            "dt",
            "region",
            "items_position",
            "sku",
            "items_region",
            "notes",
            "change_time"
        ]
    );
}

#[test]
fn names_of_flat_views_are_free_and_short() {
    let long = "x".repeat(200);
    let text = format!(
        r#"
name = "item"
source = "Item"
primary_key = ["id"]
[[column]]
name = "id"
type = "string"
[[column]]
name = "flat"
type = "array<struct<{long}:struct<{long}:int,a:int>,flat_position:int,id:int>>"
[[column]]
name = "s"
type = "struct<a_b:int,a:struct<b:int>>"
[[column]]
name = "changes"
type = "array<struct<a:int>>"
"#
    );
    let views = flat(&text);
    let names: Vec<_> = views.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["item_flat", "item_flat_2", "item_changes_2"]);
    for (name, columns, _) in &views {
        let mut names: Vec<_> = columns.iter().filter_map(|c| c.split(' ').next()).collect();
        assert!(names.iter().all(|name| name.len() <= 255), "{names:?}");
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{name}");
    }
    let of = |at: usize, wanted: &str| views[at].1.iter().any(|c| c.starts_with(wanted));
    assert!(of(0, "s_a_b int") && of(0, "s_a_b_2 int"), "{views:?}");
    assert!(
        of(1, "flat_position bigint") && of(1, "flat_flat_position int"),
        "{views:?}"
    );
    assert!(of(1, "flat_id int"), "{views:?}");
    assert!(views[1].2.contains("AS \"item_2\" ("), "{}", views[1].2);
}

#[test]
fn what_did_not_land_is_a_table_of_json_lines() {
    let definition = definition(ORDERS);
    let table = quarantine_input(&definition, "file:///lake/");
    assert_eq!(table.name, "orders_quarantine");
    assert_eq!(
        table.storage_descriptor.location,
        "file:///lake/quarantine/orders_changes/"
    );
    assert_eq!(
        quarantine_input(&definition, "s3://lake")
            .storage_descriptor
            .location,
        "s3://lake/errors/orders/"
    );
    let names = table.storage_descriptor.columns.iter().map(|c| &c.name);
    let in_files = table.parameters[FILE_NAMES].split(',');
    assert!(
        names.clone().eq(in_files
            .map(str::to_ascii_lowercase)
            .collect::<Vec<_>>()
            .iter())
    );
    let text = ddl(&table);
    assert!(
        text.contains(
            "\nROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'\nWITH SERDEPROPERTIES ("
        ) && !text.contains("PARTITIONED BY"),
        "{text}"
    );
    let names: Vec<_> = inputs(&definition, "s3://lake", "shop")
        .into_iter()
        .map(|table| table.name)
        .collect();
    assert_eq!(
        names,
        [
            "orders_changes",
            "orders",
            "orders_flat",
            "orders_items",
            "orders_quarantine"
        ]
    );
}

#[test]
fn types_have_presto_names() {
    let check = |hive: &str, presto: &str| {
        assert_eq!(presto_type(&ColumnType::parse(hive).unwrap()), presto)
    };
    check("string", "varchar");
    check("json", "varchar");
    check("boolean", "boolean");
    check("int", "integer");
    check("bigint", "bigint");
    check("float", "real");
    check("double", "double");
    check("decimal(38,0)", "decimal(38,0)");
    check("date", "date");
    check("timestamp", "timestamp(3)");
    check("binary", "varbinary");
    check(
        "map<string,array<struct<end:int>>>",
        "map(varchar, array(row(\"end\" integer)))",
    );
}

/// The differences when the catalog holds the first definition and the second is desired.
fn check(
    current: TableInput,
    desired: &TableInput,
    differences: &[&str],
    breaking: bool,
) -> TableInput {
    let stored = Stored {
        table: current,
        version: Version("1".into()),
    };
    let changes = plan(std::slice::from_ref(&stored), std::slice::from_ref(desired));
    let [
        lakebed_catalog::Change::Update {
            table,
            differences: found,
            ..
        },
    ] = changes.as_slice()
    else {
        assert!(
            differences.is_empty(),
            "nothing to do, but expected {differences:?}"
        );
        return stored.table;
    };
    assert_eq!(
        found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        differences
    );
    assert_eq!(found.iter().any(Difference::is_breaking), breaking);
    // The second time there is nothing to do.
    let again = Stored {
        table: table.clone(),
        version: Version("2".into()),
    };
    assert_eq!(
        plan(&[again], std::slice::from_ref(desired)),
        [lakebed_catalog::Change::Unchanged(desired.name.clone())]
    );
    table.clone()
}

#[test]
fn differences_are_named_and_others_additions_stay() {
    let table = |text: &str| table_input(&definition(text), "s3://lake");
    let orders = table(ORDERS);
    check(orders.clone(), &orders, &[], false);

    let mut added = orders.clone();
    added.parameters.insert("owner.team".into(), "shop".into());
    added.rest.insert("Retention".into(), json!(7));
    added.storage_descriptor.columns.push(Column {
        name: "theirs".into(),
        ty: "int".into(),
        ..Column::default()
    });
    check(added.clone(), &orders, &[], false);

    let wider = table(&ORDERS.replace("decimal(12,2)", "decimal(38,2)"));
    let kept = check(
        added,
        &wider,
        &["~ column amount decimal(12,2) -> decimal(38,2)"],
        false,
    );
    check(
        orders.clone(),
        &table(&ORDERS.replace("decimal(12,2)", "decimal(10,2)")),
        &["~ column amount decimal(12,2) -> decimal(10,2)"],
        true,
    );
    assert!(
        kept.column("theirs").is_some()
            && kept.parameters.contains_key("owner.team")
            && kept.rest.contains_key("Retention")
    );

    let more = format!("{ORDERS}[[column]]\nname = \"note\"\ntype = \"string\"\n");
    check(
        orders.clone(),
        &table(&more),
        &["+ column note string"],
        false,
    );
    let fewer = check(table(&more), &orders, &["- column note string"], true);
    assert!(fewer.column("note").is_none());
    check(
        orders.clone(),
        &table(&ORDERS.replace("Order number", "Number")),
        &["~ comment of column order_id"],
        false,
    );
    check(
        orders.clone(),
        &table_input(&definition(ORDERS), "s3://other"),
        &[
            "~ parameter storage.location.template = s3://lake/data/orders_changes/dt=${dt}/hour=${hour}/region=${region}/ -> s3://other/data/orders_changes/dt=${dt}/hour=${hour}/region=${region}/",
            "~ location s3://lake/data/orders_changes/ -> s3://other/data/orders_changes/",
        ],
        true,
    );
    let no_hour = table(&ORDERS.replace("\"hour\", ", ""));
    let stored = Stored {
        table: orders.clone(),
        version: Version("1".into()),
    };
    let changes = plan(&[stored], &[no_hour]);
    let breaking: Vec<_> = changes[0]
        .breaking()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        breaking,
        ["~ partition keys (dt string, hour string, region string) -> (dt string, region string)"]
    );
    let lakebed_catalog::Change::Update { table, .. } = &changes[0] else {
        unreachable!()
    };
    assert!(
        !table
            .parameters
            .keys()
            .any(|k| k.starts_with("projection.hour"))
    );
}

#[test]
fn a_view_is_compared_by_meaning() {
    let view = view_input(&definition(ORDERS), "shop");
    let mut spaced = view.clone();
    let inner = serde_json::to_string_pretty(&PrestoView::of(&view).unwrap()).unwrap();
    spaced.view_original_text = Some(format!("/* Presto View: {} */", base64(inner.as_bytes())));
    check(spaced, &view, &[], false);
    let more = format!("{ORDERS}[[column]]\nname = \"note\"\ntype = \"string\"\n");
    check(
        view,
        &view_input(&definition(&more), "shop"),
        &["+ column note string", "~ text of the view"],
        false,
    );
}

fn base64(bytes: &[u8]) -> String {
    base64_simd::STANDARD.encode_to_string(bytes)
}

#[test]
fn ddl_quotes_and_escapes() {
    let text = ORDERS.replace("Order number", "Bob's \\\\ number");
    let table = ddl(&table_input(&definition(&text), "s3://lake"));
    assert!(
        table.starts_with(
            "CREATE EXTERNAL TABLE IF NOT EXISTS `orders_changes` (\n  `change_type` string"
        ),
        "{table}"
    );
    assert!(
        table.contains("  `order_id` string COMMENT 'Bob\\'s \\\\ number',\n"),
        "{table}"
    );
    assert!(
        table.contains("PARTITIONED BY (\n  `dt` string COMMENT 'UTC day of the change',\n"),
        "{table}"
    );
    assert!(
        table.contains(
            "STORED AS PARQUET\nLOCATION 's3://lake/data/orders_changes/'\nTBLPROPERTIES (\n"
        ),
        "{table}"
    );
    let view = ddl(&view_input(&definition(ORDERS), "shop"));
    assert!(
        view.starts_with("CREATE OR REPLACE VIEW \"orders\" AS\nSELECT \"order_id\", "),
        "{view}"
    );
}

#[test]
fn the_current_state_is_merged_by_key_and_order_on_aws() {
    let definition = definition(
        "name = \"t\"\nsource = \"T\"\nprimary_key = [\"k\", \"n\"]\n[[column]]\nname = \"k\"\ntype = \"string\"\ncomment = \"it's\"\n[[column]]\nname = \"n\"\ntype = \"int\"\n[[column]]\nname = \"at\"\ntype = \"timestamp\"\n",
    );
    assert_eq!(
        create_newest(&definition, "s3://lake/prod/"),
        "CREATE TABLE IF NOT EXISTS `t_newest` (
  `k` string COMMENT 'it\\'s',
  `n` int,
  `at` timestamp,
  `dt` string COMMENT 'UTC day of the change',
  `change_time` timestamp COMMENT 'When the change happened (UTC)',
  `undeclared` string COMMENT 'Attributes without a column, as DynamoDB JSON',
  `rescued` string COMMENT 'Attributes that did not fit their column, as DynamoDB JSON',
  `change_type` string COMMENT 'insert, modify or remove',
  `change_sequence` string COMMENT 'Order of the changes of a key; 40 digits, compares as text',
  `change_id` string COMMENT 'Id of the change; equal ids are the same change'
)
PARTITIONED BY (bucket(16, `k`))
LOCATION 's3://lake/prod/data/t_newest/'
TBLPROPERTIES (
  'table_type' = 'ICEBERG',
  'format' = 'parquet',
  'write_compression' = 'zstd'
)"
    );
    assert_eq!(
        merge_newest(&definition, Some("2026-11-18"), false),
        r#"MERGE INTO "t_newest" AS target
USING (
  SELECT "k", "n", "at", "dt", "change_time", "undeclared", "rescued", "change_type", "change_sequence", "change_id"
  FROM (
    SELECT *, row_number() OVER (PARTITION BY "k", "n" ORDER BY date_trunc('second', "change_time") DESC NULLS LAST, "change_sequence" DESC NULLS LAST, "change_id" DESC NULLS LAST) AS "change_rank"
    FROM "t_changes"
    WHERE "dt" >= '2026-11-18'
  ) AS changes
  WHERE "change_rank" = 1
) AS source
ON target."k" = source."k" AND target."n" = source."n"
WHEN MATCHED AND (
  date_trunc('second', source."change_time") > date_trunc('second', target."change_time")
  OR date_trunc('second', source."change_time") = date_trunc('second', target."change_time") AND source."change_sequence" > target."change_sequence"
  OR date_trunc('second', source."change_time") = date_trunc('second', target."change_time") AND source."change_sequence" = target."change_sequence" AND source."change_id" > target."change_id"
) THEN UPDATE SET
  "k" = source."k",
  "n" = source."n",
  "at" = source."at",
  "dt" = source."dt",
  "change_time" = source."change_time",
  "undeclared" = source."undeclared",
  "rescued" = source."rescued",
  "change_type" = source."change_type",
  "change_sequence" = source."change_sequence",
  "change_id" = source."change_id"
WHEN NOT MATCHED THEN INSERT ("k", "n", "at", "dt", "change_time", "undeclared", "rescued", "change_type", "change_sequence", "change_id")
  VALUES (source."k", source."n", source."at", source."dt", source."change_time", source."undeclared", source."rescued", source."change_type", source."change_sequence", source."change_id")"#
    );
    let whole = merge_newest(&definition, None, true);
    assert!(!whole.contains("WHERE \"dt\""), "{whole}");
    assert!(whole.contains(">= target.\"change_id\""), "{whole}");
    let names: Vec<_> = newest_columns(&definition)
        .into_iter()
        .map(|c| c.name)
        .collect();
    let mut there: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(widen_newest(&definition, &there), None);
    there.retain(|name| *name != "at");
    assert_eq!(
        widen_newest(&definition, &there).unwrap(),
        "ALTER TABLE `t_newest` ADD COLUMNS (\n  `at` timestamp\n)"
    );
    assert_eq!(
        ddl(&current_view(&definition, "shop", "2026-11-21")),
        "CREATE OR REPLACE VIEW \"t_current\" AS\nSELECT \"k\", \"n\", CAST(\"at\" AS timestamp(3)) AS \"at\", \"dt\", \
         CAST(\"change_time\" AS timestamp(3)) AS \"change_time\", \"undeclared\", \"rescued\"\nFROM \"t_newest\"\nWHERE \"change_type\" <> 'remove'"
    );
}

#[test]
fn the_table_of_the_current_state_has_the_columns_of_the_view() {
    let definition = definition(ORDERS);
    let table = current_input(
        &definition,
        "file:///lake/data/orders_current/v/rows/".into(),
    );
    let view = view_input(&definition, "shop");
    assert_eq!(
        table.storage_descriptor.columns,
        view.storage_descriptor.columns
    );
    assert!(table.partition_keys.is_empty() && !table.is_view());
    assert_eq!(
        (table.name.as_str(), table.parameters[CURRENT_OF].as_str()),
        ("orders_current", "orders")
    );
}
