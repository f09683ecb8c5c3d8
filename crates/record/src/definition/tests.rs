use super::*;

const ORDERS: &str = r#"
name = "orders"
source = "Orders"
description = "Customer orders"
primary_key = ["order_id"]
partition = ["dt", "hour", "region"]

[[column]]
name = "order_id"
type = "string"
from = "OrderID"
comment = "Order number"

[[column]]
name = "region"
type = "string"

[[column]]
name = "created_at"
type = "timestamp"
unit = "ms"

[[column]]
name = "city"
type = "string"
from = ["shipping", "city"]
"#;

/// The problems of ORDERS with one text replaced, each as `line: message; hint`.
fn check(from: &str, to: &str, problems: &[&str]) {
    assert!(ORDERS.contains(from), "{from}");
    let text = ORDERS.replacen(from, to, 1);
    let found = match TableDefinition::parse(&text, "orders.toml") {
        Ok(_) => Vec::new(),
        Err(found) => found
            .iter()
            .map(|e| e.to_string().replace("orders.toml:", ""))
            .collect::<Vec<_>>(),
    };
    assert_eq!(found, problems, "{from} -> {to}");
}

#[test]
fn a_definition_is_read() {
    let orders = TableDefinition::parse(ORDERS, "orders.toml").unwrap();
    assert_eq!(orders.changes_table(), "orders_changes");
    assert_eq!(orders.partition_names(), ["dt", "hour", "region"]);
    assert_eq!(orders.kind, Kind::Entity);
    assert_eq!(orders.columns[3].from, ["shipping", "city"]);
    let names: Vec<_> = orders.file_schema().into_iter().map(|c| c.name).collect();
    assert_eq!(
        names,
        [
            "change_type",
            "change_time",
            "change_id",
            "change_sequence",
            "change_expired",
            "order_id",
            "created_at",
            "city",
            "undeclared",
            "rescued"
        ]
    );
}

#[test]
fn problems_name_line_and_remedy() {
    check("", "", &[]);
    check(
        "type = \"string\"\nfrom = \"OrderID\"",
        "tpye = \"string\"",
        &[
            "5: key column `order_id` is not declared; declare [[column]] name = \"order_id\"",
            "8: `type` is missing; write type = \"string\"",
            "10: unknown key `tpye`; write `type`",
        ],
    );
    check(
        "\"timestamp\"",
        "\"datetime\"",
        &["20: unknown type `datetime`: write timestamp"],
    );
    check(
        "\"region\"\ntype",
        "\"order_id\"\ntype",
        &[
            "6: partition key `region` is not declared; write dt, hour or a declared column; or declare [[column]] name = \"region\"",
            "15: column `order_id` stands twice; rename one of them, and keep its attribute with from = \"order_id\"",
        ],
    );
    check(
        "name = \"city\"",
        "name = \"change_time\"",
        &[
            "24: column name `change_time` is a column that every table has; write name = \"item_change_time\" and from = \"change_time\"",
        ],
    );
    check(
        "name = \"city\"",
        "name = \"order\"",
        &[
            "24: column name `order` is a reserved word of Athena; write name = \"item_order\" and from = \"order\"",
        ],
    );
    check(
        "name = \"city\"",
        "name = \"City\"",
        &["24: column name `City` is not a-z 0-9 _ or starts with a digit; write name = \"city\""],
    );
    check(
        "name = \"orders\"",
        "",
        &["1: `name` is missing; write name = \"orders\""],
    );
    check(
        "[\"order_id\"]",
        "[\"id\"]",
        &["5: key column `id` is not declared; declare [[column]] name = \"id\""],
    );
    check(
        "unit = \"ms\"",
        "unit = \"ns\"",
        &["21: unknown unit `ns`; write unit = \"s\", \"ms\" or \"us\""],
    );
    check(
        "[\"dt\", \"hour\", \"region\"]",
        "[\"hour\"]",
        &["6: the first partition key is `dt`; write partition = [\"dt\"]"],
    );
    check(
        "[\"dt\", \"hour\", \"region\"]",
        "[\"dt\", \"order_id\"]",
        &[
            "6: partition key `order_id` is part of the primary key; a partition for each key makes tiny files: choose a column with few values",
        ],
    );
    check(
        "type = \"string\"\nfrom = [\"shipping\", \"city\"]",
        "type = \"struct<a:int>\"\n[[column]]\nname = \"c2\"\ntype = \"map<string,int>\"\nfrom = \"city\"",
        &[
            "26: columns `city` and `c2` read the same attribute in two ways; join them into one struct, or reach for single fields with from = [\"map\", \"field\"]",
        ],
    );
}

#[test]
fn a_problem_is_one_line() {
    check(
        "partition = [\"dt\", \"hour\", \"region\"]",
        "kind = \"ev\\nent\"",
        &[
            "6: unknown kind `ev\\nent`; write kind = \"entity\" (current state per key) or kind = \"event\" (items never change)",
        ],
    );
}

#[test]
fn broken_toml_is_one_problem_with_its_line() {
    check(
        "partition = [",
        "partition = [[",
        &["8: missing comma between array elements, expected `,`"],
    );
}

#[test]
fn filters_are_prefixes_and_patterns_that_all_hold() {
    let with = |filters: &str| format!("{ORDERS}\n{filters}");
    let read = |filters: &str| TableDefinition::parse(&with(filters), "orders.toml");
    let condition = |attribute: &str, text| Condition {
        attribute: attribute.into(),
        text,
    };
    let prefix = condition("OrderID", KeyText::Prefix("o-".into()));
    let one = read("[filter]\nattribute = \"OrderID\"\nprefix = \"o-\"").unwrap();
    assert_eq!(
        one.filter.unwrap().conditions,
        std::slice::from_ref(&prefix)
    );
    let two = read(
        "[[filter]]\nattribute = \"OrderID\"\nprefix = \"o-\"\n[[filter]]\nattribute = \"sk\"\npattern = \"A#*\"",
    );
    let pattern = condition("sk", KeyText::Pattern(KeyPattern::new("A#*").unwrap()));
    assert_eq!(two.unwrap().filter.unwrap().conditions, [prefix, pattern]);
    for (filters, expected) in [
        (
            "[filter]\nattribute = \"a\"",
            "28: `prefix` is missing; write prefix = \"ORDER#\"",
        ),
        (
            "[filter]\nattribute = \"a\"\npattern = \"A**\"",
            "30: two `*` stand side by side; write pattern = \"ORDER#*#ITEM#*\": a `*` stands for one part of the key",
        ),
        (
            "[filter]\nattribute = \"a\"\nprefix = \"A\"\npattern = \"A#*\"",
            "31: a filter has `prefix` and `pattern`; remove one of them, or write two [[filter]]",
        ),
    ] {
        let problems = read(filters).unwrap_err();
        let found: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(found, [format!("orders.toml:{expected}")], "{filters}");
    }
}
