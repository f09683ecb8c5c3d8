//! Tables and views derived from definitions, against texts written by hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use lakebed_catalog::{
    Column, Difference, PrestoView, Stored, TableInput, Version, ddl, plan, presto_type,
    table_input, view_input,
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
  SELECT *, row_number() OVER (PARTITION BY "order_id" ORDER BY "change_sequence" DESC NULLS LAST, "change_id" DESC NULLS LAST) AS "change_rank"
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
  SELECT *, row_number() OVER (PARTITION BY "dt", "order_id" ORDER BY "change_sequence" DESC NULLS LAST, "change_id" DESC NULLS LAST) AS "change_rank_"
  FROM "orders_changes"
  WHERE "change_type" = 'insert'
) AS "changes"
WHERE "change_rank_" = 1"#
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
