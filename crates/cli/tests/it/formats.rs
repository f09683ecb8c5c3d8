use super::shop::{Shop, lines};

const VALUES: &str = "-- name: values
-- description: One of each
SELECT order_id, amount, created_at, items, attributes, signature, '' AS empty, CAST(NULL AS integer) AS nothing, 'a,\"b' AS quoted
FROM orders
WHERE order_id IN ('o1', 'o2')
ORDER BY order_id
";

fn shop() -> Shop {
    let shop = Shop::open();
    shop.write("queries/values.sql", VALUES);
    shop
}

fn run(shop: &Shop, format: &str) -> String {
    let ran = shop.run(&["query", "run", "values", "--format", format]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{format}");
    ran.out
}

#[test]
fn csv_tells_null_from_empty() {
    assert_eq!(
        lines(&run(&shop(), "csv")),
        [
            "order_id,amount,created_at,items,attributes,signature,empty,nothing,quoted",
            "o1,12345678901234567890123456789.123456789,,,,,\"\",,\"a,\"\"b\"",
            "o2,0.500000000,2025-11-20 00:00:00.123,\"[{\"\"sku\"\":\"\"a\\\"\"b\"\",\"\"quantity\"\":2}]\",\"{\"\"k\"\":\"\"é,\\n\"\"}\",AQID,\"\",,\"a,\"\"b\"",
        ]
    );
}

#[test]
fn json_keeps_every_digit_and_nests() {
    let shop = shop();
    let o1 = r#"{"order_id":"o1","amount":12345678901234567890123456789.123456789,"created_at":null,"items":null,"attributes":null,"signature":null,"empty":"","nothing":null,"quoted":"a,\"b"}"#;
    let o2 = r#"{"order_id":"o2","amount":0.500000000,"created_at":"2025-11-20 00:00:00.123","items":[{"sku":"a\"b","quantity":2}],"attributes":{"k":"é,\n"},"signature":"AQID","empty":"","nothing":null,"quoted":"a,\"b"}"#;
    assert_eq!(run(&shop, "ndjson"), format!("{o1}\n{o2}\n"));
    assert_eq!(run(&shop, "json"), format!("[\n{o1},\n{o2}\n]\n"));
    shop.write(
        "queries/none.sql",
        "-- name: none\n-- description: No rows\nSELECT order_id FROM orders WHERE false\n",
    );
    assert_eq!(
        shop.run(&["query", "run", "none", "--format", "json"]).out,
        "[]\n"
    );
    assert_eq!(
        shop.run(&["query", "run", "none", "--format", "ndjson"])
            .out,
        ""
    );
}

#[test]
fn tables_align_and_show_null() {
    let ran = shop().run(&["query", "run", "values"]);
    let rows = lines(&ran.out);
    assert!(rows[0].starts_with("order_id"), "{rows:?}");
    assert!(rows[1].starts_with("────────  "), "{rows:?}");
    let end = |row: &str, digits: &str| {
        row.find(digits)
            .map(|at| row[..at + digits.len()].chars().count())
    };
    assert_eq!(
        end(rows[2], "123456789.123456789"),
        end(rows[3], "0.500000000"),
        "numbers end in the same place"
    );
    assert!(
        rows[2].contains("NULL") && !ran.out.contains('\u{1b}'),
        "{rows:?}"
    );
    assert!(ran.err.starts_with("2 rows in "), "{}", ran.err);
}

#[test]
fn data_cannot_move_the_cursor() {
    let shop = Shop::open();
    shop.write("queries/sly.sql", "-- name: sly\n-- description: Control characters\nSELECT chr(27) || '[2J' || chr(10) || 'x' AS sly\n");
    assert_eq!(lines(&shop.run(&["query", "run", "sly"]).out)[2], "␛[2J␊x");
    assert_eq!(
        shop.run(&["query", "run", "sly", "--format", "ndjson"]).out,
        "{\"sly\":\"\\u001b[2J\\nx\"}\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_stdout_is_an_error() {
    let shop = Shop::new();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = shop
        .command(&["table", "list"], &[])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("error: could not write to stdout: "),
        "{said}"
    );
}
