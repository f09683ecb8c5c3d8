//! The dashboard's page as text; `tests/dashboard` looks at it in a browser.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::shop::{Shop, changes, lines};

const LAYOUT: &str = "title = \"Shop & more\"
description = \"What <b>happens</b>\"

[[chart]]
title = \"Orders\"
query = \"by_status\"
kind = \"number\"
total = \"sum\"
y = \"orders\"
size = \"quarter\"

[[chart]]
title = \"Amounts\"
query = \"by_status\"
kind = \"bar\"
x = \"status\"
y = \"amount\"
unit = \"EUR\"

[[chart]]
title = \"New ones\"
query = \"by_status\"
params = { status = \"new\", n = 5 }
kind = \"table\"
y = [\"amount\", \"status\"]
";

fn shop() -> Shop {
    let shop = Shop::open();
    shop.write("queries/dashboard.toml", LAYOUT);
    shop
}

fn page(shop: &Shop) -> String {
    fs::read_to_string(shop.path("dashboard.html")).unwrap()
}

/// The page without the charting library, whose text is its own.
fn own(page: &str) -> String {
    let start = page.find("<script>").unwrap();
    let end = start + page[start..].find("</script>").unwrap();
    format!("{}{}", &page[..start], &page[end..])
}

/// The card of a title.
fn card<'a>(page: &'a str, title: &str) -> &'a str {
    let at = page.find(&format!(">{title}</h2>")).unwrap();
    let start = page[..at].rfind("<section").unwrap();
    let end = page[start..].find("</section>").unwrap();
    &page[start..start + end]
}

#[test]
fn the_page_holds_rows_sql_and_the_time_of_the_data() {
    let shop = shop();
    let ran = shop.run(&["dashboard"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(
        ran.err.starts_with("3 charts, ") && ran.err.ends_with(": dashboard.html\n"),
        "{}",
        ran.err
    );
    let page = page(&shop);
    assert!(
        page.starts_with("<!DOCTYPE html><!-- lakebed dashboard --><html lang=\"en\">"),
        "{page:.90}"
    );
    assert!(page.contains("<h1>Shop &amp; more</h1><p>What &lt;b&gt;happens&lt;/b&gt;</p>"));
    assert!(page.contains(
        "Data up to <time datetime=\"2025-11-20T00:00:00.000Z\">2025-11-20 00:00 UTC</time>"
    ));
    let orders = card(&page, "Orders");
    assert!(orders.contains("<p class=\"figure\">2</p>"), "{orders}");
    let amounts = card(&page, "Amounts");
    assert!(
        amounts.contains("<td class=\"n\" data-v=\"12345678901234567890123456789.123456789\">12,345,678,901,234,567,890,123,456,789.123456789</td>"),
        "{amounts}"
    );
    assert!(
        amounts.contains(
            "role=\"img\" aria-label=\"Bar chart: Amounts. 2 rows, which are in the table below.\""
        ),
        "{amounts}"
    );
    assert!(
        amounts.contains("Saved query <code>by_status</code>, with status = null, n = 10"),
        "{amounts}"
    );
    let new = card(&page, "New ones");
    assert!(
        new.contains("status = &#39;new&#39;") || new.contains("status = 'new'"),
        "{new}"
    );
    assert!(new.contains("LIMIT 5</code>"), "{new}");
    assert!(
        !new.contains("orders</th>") && !new.contains("paid"),
        "only what the chart asks for: {new}"
    );
    assert!(!new.contains("-- param"), "{new}");
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let shop = shop();
    shop.run(&["dashboard"]);
    let page = page(&shop);
    assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    let own = own(&page);
    for outside in ["http:", "https:", " src=", "<link", "@import", "url("] {
        assert!(!own.contains(outside), "{outside}");
    }
    assert!(
        !own.contains("http-equiv=\"refresh\""),
        "only a watched page reloads"
    );
}

#[test]
fn data_stays_text() {
    let shop = shop();
    shop.write(
        "queries/sly.sql",
        "-- name: sly\n-- description: <i>x</i>\nSELECT '</script><script>alert(1)</script>' AS \"<img src=x>\", 1 AS n\n",
    );
    shop.write("queries/dashboard.toml", "title = \"x\"\n[[chart]]\ntitle = \"\\\"><script>\"\nquery = \"sly\"\nkind = \"bar\"\nx = \"<img src=x>\"\ny = \"n\"\n");
    let ran = shop.run(&["dashboard"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let own = own(&page(&shop));
    assert!(own.contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!own.contains("alert(1)</script>") && !own.contains("<img") && !own.contains("<i>"));
    assert_eq!(own.matches("<script>").count(), 1, "the page's own");
}

#[test]
fn a_page_is_replaced_another_file_is_not() {
    let shop = shop();
    assert_eq!(shop.run(&["dashboard", "--to", "a.html"]).code, 0);
    assert_eq!(shop.run(&["dashboard", "--to", "a.html"]).code, 0);
    shop.write("mine.html", "<h1>mine</h1>");
    let ran = shop.run(&["dashboard", "--to", "mine.html"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "error: mine.html is there already and is no dashboard\nhint: name another file with --to\n"
        )
    );
    assert_eq!(
        fs::read_to_string(shop.path("mine.html")).unwrap(),
        "<h1>mine</h1>"
    );
    let ran = shop.run(&["dashboard", "--to", "no/such/a.html"]);
    assert!(
        ran.code == 2
            && ran
                .err
                .starts_with("error: could not write no/such/a.html\n"),
        "{ran:?}"
    );
}

#[test]
fn a_chart_that_fails_does_not_take_the_others_along() {
    let shop = shop();
    shop.write("queries/zero.sql", "-- name: zero\n-- description: x\nSELECT order_id, 1 / (length(order_id) - 2) AS n FROM orders\n");
    let more = "\n[[chart]]\ntitle = \"Fails\"\nquery = \"zero\"\nkind = \"bar\"\nx = \"order_id\"\ny = \"n\"\n\n[[chart]]\ntitle = \"Lacks\"\nquery = \"by_status\"\nkind = \"bar\"\nx = \"state\"\ny = \"orders\"\n\n[[chart]]\ntitle = \"Texts\"\nquery = \"by_status\"\nkind = \"bar\"\nx = \"orders\"\ny = \"status\"\n";
    shop.write("queries/dashboard.toml", &(LAYOUT.to_owned() + more));
    let ran = shop.run(&["dashboard"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err
            .contains("error: queries/dashboard.toml:27: chart `Fails` was not drawn\n"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains(
            "the result of `by_status` has no column `state`; it has status, orders, amount"
        ),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("column `status` of `by_status` holds no numbers"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.ends_with("3 charts could not be computed\n"),
        "{}",
        ran.err
    );
    let page = page(&shop);
    assert!(card(&page, "Fails").contains("This chart could not be computed: "));
    assert!(card(&page, "Orders").contains("<p class=\"figure\">2</p>"));
}

#[test]
fn a_map_brings_the_countries_into_the_page() {
    let shop = shop();
    shop.run(&["dashboard"]);
    assert!(
        !page(&shop).contains("id=\"world\""),
        "a page without a map is lighter"
    );
    shop.write(
        "queries/where.sql",
        "-- name: where\n-- description: Orders by country\nSELECT * FROM (VALUES ('DE', 3), ('Atlantis', 1), (NULL, 2)) AS t(country, orders)\n",
    );
    let map = "title = \"x\"\n[[chart]]\ntitle = \"Where\"\nquery = \"where\"\nkind = \"map\"\nx = \"country\"\ny = \"orders\"\n";
    shop.write("queries/dashboard.toml", map);
    let ran = shop.run(&["dashboard"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = page(&shop);
    assert!(
        card(&page, "Where").contains(
            "aria-label=\"Map of the world: Where. 3 rows, which are in the table below.\""
        )
    );
    let start = page
        .find("<script id=\"world\" type=\"application/json\">")
        .unwrap();
    let shapes = &page[start..][page[start..].find('{').unwrap()..];
    let shapes: serde_json::Value =
        serde_json::from_str(&shapes[..shapes.find("</script>").unwrap()]).unwrap();
    let names: Vec<_> = shapes["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["properties"])
        .collect();
    assert!(
        names
            .iter()
            .any(|n| n["name"] == "DE" && n["code"] == "DEU" && n["english"] == "Germany")
    );
    shop.write(
        "queries/dashboard.toml",
        &map.replace("y = \"orders\"", "y = [\"orders\", \"country\"]"),
    );
    let ran = shop.run(&["dashboard"]);
    assert!(
        ran.code == 2 && ran.err.contains("a map needs one column in y"),
        "{}",
        ran.err
    );
}

#[test]
fn a_wrong_layout_is_told_and_no_page_written() {
    let shop = shop();
    let refused = |layout: &str, expected: &[&str]| {
        shop.write("queries/dashboard.toml", layout);
        let ran = shop.run(&["dashboard"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert_eq!(lines(&ran.err), expected);
        assert!(!shop.path("dashboard.html").exists());
    };
    refused(
        "title = \"x\"\n\n[[chart]]\ntitle = \"y\"\nquery = \"by_status\"\nkind = \"line\"\n",
        &[
            "error: the dashboard's charts have 2 problems",
            "  queries/dashboard.toml:3: a line needs x; name columns of the query's result",
            "  queries/dashboard.toml:3: a line needs y; name columns of the query's result",
        ],
    );
    refused(
        "title = \"x\"\n[[chart]]\ntitle = \"y\"\nquery = \"nothing\"\nkind = \"table\"\n",
        &[
            "error: queries/dashboard.toml:2: chart `y` has no query",
            "  because: there is no saved query `nothing` in queries",
            "hint: see `lakebed query list`",
        ],
    );
    fs::remove_file(shop.path("queries/dashboard.toml")).unwrap();
    let ran = shop.run(&["dashboard"]);
    assert!(
        ran.code == 2
            && ran
                .err
                .starts_with("error: could not read queries/dashboard.toml\n"),
        "{ran:?}"
    );
}

#[test]
fn a_lake_without_rows_makes_a_page_that_says_so() {
    let shop = Shop::new();
    shop.write("queries/dashboard.toml", LAYOUT);
    assert_eq!(shop.run(&["register"]).code, 0);
    let ran = shop.run(&["dashboard"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = page(&shop);
    assert!(page.contains("<p>No change has landed yet</p>"));
    assert_eq!(page.matches("<p class=\"empty\">No rows</p>").count(), 3);
}

#[test]
fn a_watched_page_follows_the_lake() {
    let shop = shop();
    let wait = |what: &str, done: &dyn Fn(&str) -> bool| {
        let begun = Instant::now();
        loop {
            let page = fs::read_to_string(shop.path("dashboard.html")).unwrap_or_default();
            // Whole at every moment.
            assert!(page.is_empty() || page.ends_with("</html>"), "{what}");
            if !page.is_empty() && done(&page) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    let mut watch = shop
        .command(&["dashboard", "--watch", "--every", "1"], &[])
        .spawn()
        .unwrap();
    wait("the first page", &|page| {
        card(page, "Orders").contains("<p class=\"figure\">2</p>")
    });
    shop.write("more.ndjson", &changes().replace("\"o", "\"p"));
    assert_eq!(
        shop.run(&["land", "--table", "orders", "more.ndjson"]).code,
        0
    );
    wait("the landed orders", &|page| {
        card(page, "Orders").contains("<p class=\"figure\">4</p>")
    });
    shop.write("queries/dashboard.toml", "title = ");
    std::thread::sleep(Duration::from_millis(1500));
    shop.write(
        "queries/dashboard.toml",
        &LAYOUT.replace("Shop & more", "Another"),
    );
    wait("the new layout, after a broken one", &|page| {
        page.contains("<h1>Another</h1>")
    });
    wait("the page reloads itself", &|page| {
        page.contains("http-equiv=\"refresh\" content=\"1\"")
    });
    watch.kill().unwrap();
    watch.wait().unwrap();
}

/// What is in the repository: every chart has rows over the sample shop.
#[test]
fn the_samples_own_dashboard_is_whole() {
    let shop = Shop::new();
    let project = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(name);
        path.to_string_lossy().into_owned()
    };
    let (tables, queries) = (project("infra/tables"), project("queries"));
    let common = ["--tables", &tables, "--queries", &queries, "--lake", "demo"];
    let ran = shop.run(&[&["demo", "--changes", "3000"], &common[..]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = shop.run(&[&["dashboard"], &common[..]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = page(&shop);
    assert!(page.matches("<section").count() >= 10);
    assert!(
        !page.contains("No rows") && page.contains("Data up to <time datetime=\"2026-11-19T23:")
    );
}
