use super::shop::{ORDERS, Shop, lines};

#[test]
fn definitions_are_listed_shown_and_checked() {
    let shop = Shop::new();
    let list = shop.run(&["table", "list", "--format", "csv"]);
    assert_eq!(
        lines(&list.out)[1],
        "orders,entity,Orders,order_id,dt,7,Customer orders"
    );
    let show = shop
        .run(&["table", "show", "orders", "--format", "csv"])
        .out;
    assert!(
        show.contains("order_id,string,key,OrderID,Order number\n"),
        "{show}"
    );
    assert!(
        show.ends_with("dt,string,partition,,UTC day of the change\n"),
        "{show}"
    );
    let check = shop.run(&["table", "check"]);
    assert_eq!(
        (check.code, check.err.as_str()),
        (0, "1 definitions are good: orders\n")
    );
    let ddl = shop.run(&["table", "ddl", "orders"]).out;
    assert!(
        ddl.starts_with("CREATE EXTERNAL TABLE IF NOT EXISTS `orders_changes` ("),
        "{ddl}"
    );
    assert!(
        ddl.contains("\nCREATE OR REPLACE VIEW \"orders\" AS\nSELECT \"order_id\","),
        "{ddl}"
    );
}

/// What every command says of a definition with one text replaced.
fn check(from: &str, to: &str, expected: &[&str]) {
    let shop = Shop::new();
    assert!(ORDERS.contains(from));
    shop.write("infra/tables/orders.toml", &ORDERS.replacen(from, to, 1));
    for command in [
        &["table", "check"][..],
        &["register"],
        &["land", "--table", "orders", "x"],
    ] {
        let ran = shop.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command:?}");
        assert_eq!(lines(&ran.err), expected, "{command:?}");
    }
    assert!(!shop.path("lake").exists());
}

#[test]
fn a_bad_definition_names_file_line_and_remedy() {
    check(
        "from = ",
        "form = ",
        &[
            "error: infra/tables/orders.toml:9: unknown key `form`",
            "hint: write `from`",
        ],
    );
    check(
        "type = \"binary\"",
        "type = \"bytes\"",
        &["error: infra/tables/orders.toml:35: unknown type `bytes`: write binary"],
    );
    check(
        "name = \"status\"\ntype",
        "name = \"order_id\"\ntyp",
        &[
            "error: the table definitions have 2 problems",
            "  infra/tables/orders.toml:12: `type` is missing; write type = \"string\"",
            "  infra/tables/orders.toml:14: unknown key `typ`; write `type`",
        ],
    );
    check(
        "name = \"orders\"",
        "name = \"order\"",
        &[
            "error: infra/tables/orders.toml:1: table `order` is not the file's name",
            "hint: rename the file to order.toml, or write its name",
        ],
    );
}

#[test]
fn a_missing_table_or_folder_is_told() {
    let shop = Shop::new();
    let ran = shop.run(&["land", "--table", "customers", "x"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        lines(&ran.err),
        [
            "error: there is no table `customers` in infra/tables",
            "hint: there is orders"
        ]
    );
    let ran = shop.run(&["table", "show", "orders_changes"]);
    assert_eq!(
        lines(&ran.err)[1],
        "hint: `orders_changes` is the table of changes of the definition `orders`: write orders"
    );
    let ran = shop.run(&["table", "list", "--tables", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        lines(&ran.err),
        [
            "error: could not read the folder nowhere",
            "  because: No such file or directory (os error 2)",
            "hint: --tables names the folder of the table definitions, infra/tables by default",
        ]
    );
}
