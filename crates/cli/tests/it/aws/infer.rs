//! `lakebed table infer --from dynamodb:NAME`: a definition from the items of a live table.

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop, lines};
use super::server::{Server, error};

/// An item as DynamoDB answers it.
fn item(number: u64) -> Value {
    json!({
        "OrderID": {"S": format!("o-{number}")},
        "Line": {"N": number.to_string()},
        "Amount": {"N": "19.90"},
        "Paid": {"BOOL": true},
        "Tags": {"SS": ["a", "b"]},
        "Raw": {"B": "AP8="},
        "Address": {"M": {"City": {"S": "Ulm"}, "Zip": {"NULL": true}}},
    })
}

/// A table `Orders-prod` of so many items, which answers pages of at most 300.
fn table(items: u64) -> Server {
    Server::start(move |operation, input, _| match operation {
        _ if input["TableName"] != "Orders-prod" => error(
            400,
            "ResourceNotFoundException",
            "Requested resource not found",
        ),
        "DescribeTable" => (
            200,
            json!({"Table": {"TableName": "Orders-prod", "TableStatus": "ACTIVE", "ItemCount": items, "KeySchema": [
                {"AttributeName": "Line", "KeyType": "RANGE"}, {"AttributeName": "OrderID", "KeyType": "HASH"}]}}),
        ),
        "Scan" => {
            let start = input["ExclusiveStartKey"]["Line"]["N"].as_str();
            let start: u64 = start.map_or(0, |n| n.parse().unwrap());
            let end = items.min(start + input["Limit"].as_u64().unwrap().min(300));
            let found: Vec<Value> = (start..end).map(item).collect();
            let mut answer = json!({"Count": found.len(), "ScannedCount": found.len(), "Items": found,
                "ConsumedCapacity": {"TableName": "Orders-prod", "CapacityUnits": 12.5}});
            if end < items {
                answer["LastEvaluatedKey"] =
                    json!({"Line": {"N": end.to_string()}, "OrderID": {"S": "o"}});
            }
            (200, answer)
        }
        other => error(400, "UnknownOperationException", other),
    })
}

fn infer(server: &Server, shop: &Shop, more: &[&str]) -> Ran {
    let arguments: Vec<_> = ["table", "infer", "--from", "dynamodb:Orders-prod"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    server.run(shop, &arguments)
}

#[test]
fn a_live_table_gives_what_its_export_gives() {
    let (server, shop) = (table(700), Shop::new());
    let live = infer(&server, &shop, &[]);
    assert_eq!(live.code, 0, "{}", live.err);
    assert!(
        live.err
            .contains("read 700 items of table `Orders-prod` for 37.5 read units, all there are"),
        "{}",
        live.err
    );
    assert_eq!(server.count("Scan"), 3);
    let export: String = (0..700)
        .map(|n| json!({ "Item": item(n) }).to_string() + "\n")
        .collect();
    shop.write("export.json", &export);
    let file = shop.run(&[
        "table",
        "infer",
        "export.json",
        "--source",
        "Orders-prod",
        "--key",
        "OrderID,Line",
    ]);
    assert_eq!(file.code, 0, "{}", file.err);
    assert_eq!(live.out, file.out);
    assert!(
        live.out.contains("primary_key = [\"order_id\", \"line\"]"),
        "{}",
        live.out
    );
}

#[test]
fn no_more_is_read_than_the_limit() {
    let server = table(100_000);
    let ran = infer(&server, &Shop::new(), &["--limit", "450"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("read 450 items")
            && ran.err.contains("there are more: --limit reads further"),
        "{}",
        ran.err
    );
    let limits: Vec<_> = server
        .inputs("Scan")
        .iter()
        .map(|i| i["Limit"].clone())
        .collect();
    assert_eq!(limits, [450, 150]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let (empty, shop) = (table(0), Shop::new());
    let ran = infer(&empty, &shop, &[]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        lines(&ran.err)[0],
        "error: table `Orders-prod` has no items"
    );
    let ran = empty.run(&shop, &["table", "infer", "--from", "dynamodb:Another"]);
    assert_eq!(ran.code, 2);
    assert!(
        lines(&ran.err)[0].starts_with("error: dynamodb:DescribeTable on table `Another`")
            && ran.err.contains("hint: "),
        "{}",
        ran.err
    );
    let denied = Server::start(|operation, _, _| match operation {
        "DescribeTable" => (200, json!({"Table": {"TableName": "Orders-prod"}})),
        _ => error(
            400,
            "AccessDeniedException",
            "User is not authorized to perform: dynamodb:Scan",
        ),
    });
    let ran = infer(&denied, &shop, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("dynamodb:Scan"), "{}", ran.err);
    for wrong in ["Orders", "dynamodb:x", "dynamodb:a b c"] {
        let ran = shop.run(&["table", "infer", "--from", wrong]);
        assert!(
            ran.code == 2 && ran.err.contains("write dynamodb:NAME"),
            "{}",
            ran.err
        );
    }
    assert_eq!(shop.run(&["table", "infer", "--limit", "5"]).code, 2);
}
