//! The data dictionary: what it says, and that it needs nothing but itself.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::shop::{ORDERS, Shop};

fn page(shop: &Shop, file: &str) -> String {
    fs::read_to_string(shop.path(file)).unwrap()
}

/// The part of a page that is about one table or query.
fn article<'a>(page: &'a str, id: &str) -> &'a str {
    let start = page.find(&format!("<article id=\"{id}\"")).unwrap();
    let end = page[start..].find("</article>").unwrap();
    &page[start..start + end]
}

fn fact(article: &str, name: &str) -> String {
    let start = article.find(&format!("<dt>{name}</dt><dd>")).unwrap() + name.len() + 13;
    let text = &article[start..];
    text[..text.find("</dd>").unwrap()].trim().to_string()
}

/// Every value of an attribute in the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let marker = format!(" {attribute}=\"");
    page.split(&marker)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// No other file and no network; every link has its target, every id is there once.
fn check_is_whole(page: &str) {
    assert!(
        page.starts_with("<!DOCTYPE html><html lang=\"en\">"),
        "{page:.80}"
    );
    assert!(values(page, "src").is_empty(), "{page}");
    assert!(!page.contains("<link") && !page.contains("@import") && !page.contains("url("));
    let ids = values(page, "id");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for link in values(page, "href") {
        let target = link.strip_prefix('#');
        assert!(target.is_some_and(|target| ids.contains(&target)), "{link}");
    }
}

#[test]
fn the_page_tells_of_tables_and_queries() {
    let shop = Shop::open();
    let ran = shop.run(&["docs"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "lake/docs/index.html\n"),
        "{ran:?}"
    );
    assert_eq!(ran.err, "2 tables and 3 views, 1 saved query\n");
    let first = page(&shop, "lake/docs/index.html");
    check_is_whole(&first);

    let changes = article(&first, "table-orders_changes");
    assert_eq!(fact(changes, "Rows"), "5");
    assert!(fact(changes, "Files").starts_with("1, "), "{changes}");
    assert_eq!(fact(changes, "Spans"), "2025-11-20");
    assert_eq!(
        fact(changes, "Newest change"),
        "<time datetime=\"2025-11-20T00:00:00Z\">2025-11-20 00:00:00 UTC</time>"
    );
    assert!(
        changes.contains("1 partition of orders_changes") && changes.contains(">change_sequence<"),
        "{changes}"
    );
    assert!(
        changes.contains("Order of the changes of a key"),
        "{changes}"
    );

    let orders = article(&first, "table-orders");
    assert_eq!(fact(orders, "Rows"), "2");
    assert_eq!(fact(orders, "DynamoDB table"), "Orders");
    assert!(
        orders.contains("<code>order_id</code> <span class=\"kind\">key</span>"),
        "{orders}"
    );
    assert!(
        orders.contains("<td>Order number</td><td>OrderID</td>"),
        "{orders}"
    );
    assert!(
        orders.contains(
            "array&lt;<wbr>struct&lt;<wbr>sku:<wbr>string,<wbr>quantity:<wbr>int&gt;&gt;"
        ),
        "{orders}"
    );
    assert!(
        orders.contains("row_number() OVER (PARTITION BY"),
        "{orders}"
    );
    assert!(
        orders.contains("<a href=\"#query-by_status\">by_status</a>"),
        "{orders}"
    );
    assert_eq!(fact(article(&first, "table-orders_items"), "Rows"), "1");
    assert_eq!(
        fact(article(&first, "table-orders_quarantine"), "Files"),
        "0, 0 B"
    );

    let query = article(&first, "query-by_status");
    assert!(
        query.contains("<p>Orders by status</p>") && query.contains("one of new, paid"),
        "{query}"
    );
    assert!(
        query.contains("<code>string or null</code>") && query.contains("at least 1; at most 1000"),
        "{query}"
    );
    assert!(
        query.contains("FROM orders\nWHERE") && !query.contains("-- param"),
        "{query}"
    );
    assert!(
        query.contains("lakebed query run by_status --param status=…"),
        "{query}"
    );

    assert_eq!(shop.run(&["docs"]).code, 0);
    assert_eq!(
        page(&shop, "lake/docs/index.html"),
        first,
        "the same lake makes the same page"
    );
}

#[test]
fn an_empty_lake_has_a_dictionary_too() {
    let shop = Shop::new();
    fs::remove_file(shop.path("queries/by_status.sql")).unwrap();
    let ran = shop.run(&["docs", "--to", "site/dictionary", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["page"], "site/dictionary/index.html");
    assert_eq!(
        (&told["tables"], &told["queries"]),
        (&Value::from(5), &Value::from(0))
    );
    let page = page(&shop, "site/dictionary/index.html");
    check_is_whole(&page);
    let changes = article(&page, "table-orders_changes");
    assert_eq!(fact(changes, "Rows"), "0");
    assert!(
        changes.contains("not registered") && changes.contains(">amount<"),
        "{changes}"
    );
    assert!(page.contains("There is none yet"), "{page}");
    assert!(!shop.path("lake").exists());
}

#[test]
fn what_others_write_is_text_not_markup() {
    let shop = Shop::new();
    shop.write(
        "infra/tables/orders.toml",
        &ORDERS.replace("Order number", "<script>alert(1)</script> & \\\"more\\\""),
    );
    shop.write(
        "queries/odd.sql",
        "-- name: odd\n-- description: a < b & c\n-- param: t timestamp = '2026-01-01 00:00:00'\nSELECT '</code><script>' AS a, :t AS t\n",
    );
    assert_eq!(shop.run(&["docs"]).code, 0);
    let page = page(&shop, "lake/docs/index.html");
    assert_eq!(page.matches("<script>").count(), 1, "the page's own");
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"),
        "{page}"
    );
    assert!(page.contains("a &lt; b &amp; c"), "{page}");
    assert!(
        page.contains("--param 't=2026-01-01 00:00:00.000'"),
        "{page}"
    );
}

#[test]
fn what_cannot_be_read_is_told_on_the_page() {
    let shop = Shop::open();
    shop.write("queries/broken.sql", "-- name: broken\nSELECT 1\n");
    shop.write("lake/catalog/lakebed/orders_items.json", "not json");
    shop.write(
        "lake/data/orders_changes/dt=2025-11-21/bad.parquet",
        "no parquet",
    );
    let ran = shop.run(&["docs"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err
            .contains("queries/broken.sql:1: the header has no description"),
        "{}",
        ran.err
    );
    let page = page(&shop, "lake/docs/index.html");
    check_is_whole(&page);
    assert!(page.contains("the header has no description"), "{page}");
    for table in ["table-orders_changes", "table-orders", "table-orders_items"] {
        assert!(
            article(&page, table).contains("It cannot be read: "),
            "{table}"
        );
    }
    assert_eq!(fact(article(&page, "table-orders_quarantine"), "Rows"), "0");
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let shop = Shop::new();
    shop.write("taken", "a file");
    let ran = shop.run(&["docs", "--to", "taken"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(
        ran.err
            .starts_with("error: could not write taken/index.html\n")
            && ran.err.ends_with("hint: --to names another folder\n"),
        "{}",
        ran.err
    );
}

#[test]
fn alarms_and_result_tables_are_told() {
    let shop = Shop::open();
    shop.write(
        "queries/tables/by_day.sql",
        "-- name: by_day\n-- description: x\n-- materialize: order_days partition=dt key=status\nSELECT dt, status, count(*) AS orders FROM orders GROUP BY dt, status\n",
    );
    shop.write(
        "queries/alerts/open.sql",
        "-- name: open\n-- description: x\n-- alert: when rows > 0\nSELECT order_id FROM orders WHERE status = 'new'\n",
    );
    assert_eq!(shop.run(&["docs"]).code, 0);
    let before = page(&shop, "lake/docs/index.html");
    assert!(
        article(&before, "query-open").contains("An alarm when <code>rows &gt; 0</code>"),
        "{before}"
    );
    assert!(
        article(&before, "query-by_day").contains("order_days, which has not been made yet"),
        "{before}"
    );
    assert_eq!(shop.run(&["query", "materialize", "by_day"]).code, 0);
    assert_eq!(shop.run(&["docs"]).code, 0);
    let after = page(&shop, "lake/docs/index.html");
    check_is_whole(&after);
    assert!(
        article(&after, "query-by_day").contains("<a href=\"#table-order_days\">order_days</a>"),
        "{after}"
    );
    let table = article(&after, "table-order_days");
    assert_eq!(fact(table, "Rows"), "2");
    assert_eq!(fact(table, "Spans"), "2025-11-20");
}

#[test]
fn views_need_not_be_counted() {
    let shop = Shop::open();
    assert_eq!(shop.run(&["docs", "--no-view-counts"]).code, 0);
    let page = page(&shop, "lake/docs/index.html");
    assert!(!article(&page, "table-orders").contains("<dt>Rows</dt>"));
    assert_eq!(fact(article(&page, "table-orders_changes"), "Rows"), "5");
}
