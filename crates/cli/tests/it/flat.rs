//! Flat views and the table of what did not land, as a BI tool reads them.

use std::path::Path;

use super::shop::{ORDERS, Shop};

/// One change with lists in lists, names that collide, and collections that become JSON.
#[test]
fn structs_are_columns_and_lists_are_views() {
    let shop = Shop::new();
    shop.write(
        "infra/tables/orders.toml",
        r#"name = "orders"
source = "Orders"
primary_key = ["order_id"]

[[column]]
name = "order_id"
type = "string"
from = "OrderID"

[[column]]
name = "shipping"
type = "struct<city:string,geo:struct<lat:double,since:timestamp>>"

[[column]]
name = "shipping_city"
type = "int"
from = "city_number"

[[column]]
name = "scores"
type = "array<decimal(38,9)>"

[[column]]
name = "facts"
type = "map<string,struct<n:int,at:date>>"

[[column]]
name = "items"
type = "array<struct<sku:string,order_id:string,options:array<struct<code:string>>>>"
"#,
    );
    let image = |id: &str, rest: &str| {
        format!(
            r#"{{"eventID":"e{id}","eventName":"INSERT","dynamodb":{{"ApproximateCreationDateTime":1763596800,"Keys":{{"OrderID":{{"S":"{id}"}}}},"NewImage":{{"OrderID":{{"S":"{id}"}}{rest}}},"SequenceNumber":"1"}},"eventSourceARN":"arn:aws:dynamodb:eu-central-1:1:table/Orders/stream/x"}}"#
        )
    };
    let full = image(
        "o1",
        r#","shipping":{"M":{"city":{"S":"Bern"},"geo":{"M":{"lat":{"N":"46.95"},"since":{"S":"2025-11-20T07:30:00Z"}}}}},"city_number":{"N":"7"},"scores":{"L":[{"N":"12345678901234567890123456789.5"},{"NULL":true}]},"facts":{"M":{"a":{"M":{"n":{"N":"1"},"at":{"S":"2025-11-20"}}}}},"items":{"L":[{"M":{"sku":{"S":"A"},"order_id":{"S":"other"},"options":{"L":[{"M":{"code":{"S":"red"}}},{"M":{"code":{"S":"big"}}}]}}},{"M":{"sku":{"S":"B"}}}]}"#,
    );
    shop.write("changes.ndjson", &format!("{full}\n{}\n", image("o2", "")));
    assert_eq!(
        shop.run(&["land", "--table", "orders", "changes.ndjson"])
            .code,
        0
    );
    assert_eq!(shop.run(&["register"]).code, 0);
    assert_eq!(
        shop.ask("SELECT order_id, shipping_city_2, shipping_geo_lat, shipping_geo_since, shipping_city, scores, facts FROM orders_flat ORDER BY order_id"),
        [
            "order_id,shipping_city_2,shipping_geo_lat,shipping_geo_since,shipping_city,scores,facts",
            r#"o1,Bern,46.95,2025-11-20 07:30:00.000,7,"[12345678901234567890123456789.500000000,null]","{""a"":{""n"":1,""at"":""2025-11-20""}}""#,
            "o2,,,,,,",
        ]
    );
    assert_eq!(
        shop.ask("SELECT * FROM orders_items ORDER BY order_id, items_position"),
        [
            "order_id,dt,items_position,sku,items_order_id,change_time",
            "o1,2025-11-20,1,A,other,2025-11-20 00:00:00.000",
            "o1,2025-11-20,2,B,,2025-11-20 00:00:00.000",
        ]
    );
    assert_eq!(
        shop.ask("SELECT i.sku, o.options_position, o.code FROM orders_items AS i JOIN orders_items_options AS o ON o.order_id = i.order_id AND o.items_position = i.items_position ORDER BY 1, 2"),
        ["sku,options_position,code", "A,1,red", "A,2,big"]
    );
}

#[test]
fn lists_in_structs_in_lists_are_views() {
    let shop = Shop::new();
    shop.write(
        "infra/tables/orders.toml",
        r#"name = "orders"
source = "Orders"
primary_key = ["order_id"]

[[column]]
name = "order_id"
type = "string"

[[column]]
name = "parcel"
type = "struct<kind:string,boxes:array<struct<kg:int,labels:array<struct<text:string,at:struct<x:int>>>>>>"
"#,
    );
    shop.write(
        "changes.ndjson",
        r#"{"eventID":"e1","eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1763596800,"Keys":{"order_id":{"S":"o1"}},"NewImage":{"order_id":{"S":"o1"},"parcel":{"M":{"kind":{"S":"sea"},"boxes":{"L":[{"M":{"kg":{"N":"1"},"labels":{"L":[{"M":{"text":{"S":"up"},"at":{"M":{"x":{"N":"7"}}}}}]}}},{"NULL":true}]}}}},"SequenceNumber":"1"},"eventSourceARN":"arn:aws:dynamodb:eu-central-1:1:table/Orders/stream/x"}"#,
    );
    assert_eq!(
        shop.run(&["land", "--table", "orders", "changes.ndjson"])
            .code,
        0
    );
    assert_eq!(shop.run(&["register"]).code, 0);
    assert_eq!(
        shop.ask("SELECT boxes_position, kg FROM orders_parcel_boxes ORDER BY 1"),
        ["boxes_position,kg", "1,1", "2,"]
    );
    assert_eq!(
        shop.ask("SELECT order_id, boxes_position, labels_position, text, at_x FROM orders_parcel_boxes_labels"),
        ["order_id,boxes_position,labels_position,text,at_x", "o1,1,1,up,7"]
    );
}

#[test]
fn every_type_has_its_place_in_a_flat_view() {
    let shop = Shop::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    for (name, file) in [
        ("every_type", "dynamodb-local/tables/every_type.toml"),
        ("nested", "random/nested.toml"),
    ] {
        let text = std::fs::read_to_string(fixtures.join(file)).unwrap();
        shop.write(&format!("infra/tables/{name}.toml"), &text);
    }
    let changes = fixtures.join("dynamodb-local/changes.ndjson");
    let landed = shop.run(&["land", "--table", "every_type", &changes.to_string_lossy()]);
    assert_eq!(landed.code, 0, "{landed:?}");
    assert_eq!(shop.run(&["register"]).code, 0);
    let count = shop.ask("SELECT count(*) AS n FROM every_type");
    assert_eq!(shop.ask("SELECT count(*) AS n FROM every_type_flat"), count);
    // All values pass through: each of them has its JSON, or its text in JSON.
    let found = shop.ask("SELECT count_if(numbers LIKE '[%]') AS numbers, count_if(texts LIKE '[%]') AS texts, count_if(json_parse(facts) IS NOT NULL) AS facts FROM every_type_flat");
    let expected = shop.ask("SELECT count(numbers) AS numbers, count(texts) AS texts, count(facts) AS facts FROM every_type");
    assert_eq!(found, expected);
    assert!(!found[1].split(',').any(|count| count == "0"), "{found:?}");
    assert_eq!(
        shop.ask("SELECT sum(cardinality(lines)) AS n FROM every_type"),
        shop.ask("SELECT count(*) AS n FROM every_type_lines")
    );
    for view in ["nested_flat", "nested_deep_list"] {
        assert_eq!(shop.ask(&format!("SELECT * FROM {view}")).len(), 1);
    }
}

#[test]
fn a_view_and_a_table_of_one_name_are_refused() {
    let shop = Shop::new();
    shop.write(
        "infra/tables/orders_items.toml",
        &ORDERS.replace("\"orders\"", "\"orders_items\""),
    );
    let ran = shop.run(&["table", "check"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("table `orders_items` clashes with the definition of `orders`"),
        "{}",
        ran.err
    );
}

#[test]
fn what_did_not_land_can_be_asked() {
    let shop = Shop::open();
    let none = shop.ask("SELECT count(*) AS n FROM orders_quarantine");
    assert_eq!(none, ["n", "0"]);
    shop.write("bad.ndjson", "{\"no\": \"change\"}\n\nnot json\n");
    assert_eq!(
        shop.run(&["land", "--table", "orders", "bad.ndjson"]).code,
        1
    );
    assert_eq!(
        shop.ask("SELECT errorcode, attemptsmade, source, line, offset, from_utf8(from_base64(rawdata)) AS record FROM orders_quarantine ORDER BY line"),
        [
            "errorcode,attemptsmade,source,line,offset,record",
            "not_a_change,1,bad.ndjson,1,0,\"{\"\"no\"\": \"\"change\"\"}\"",
            "not_json,1,bad.ndjson,3,18,not json",
        ]
    );
    shop.write(
        "queries/refused.sql",
        "-- name: refused\n-- description: x\nSELECT errorcode FROM orders_quarantine\n",
    );
    let ran = shop.run(&["query", "explain", "refused"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains("orders_quarantine: ")
            && ran
                .out
                .contains("  reads    1 of 1 files, whole: they are text\n"),
        "{}",
        ran.out
    );
}
