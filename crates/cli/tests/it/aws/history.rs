//! Views that read what Athena packed, what comes late for it, and `lakebed status --target aws`.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};
use super::packed::{ORDERS, days, glue, packed_to, server};
use super::server::Server;
use super::storage::OLD;

fn done(server: &Server, shop: &Shop, arguments: &[&str]) -> Ran {
    let ran = server.run_at(shop, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
    ran
}

fn shop() -> Shop {
    let shop = Shop::new();
    shop.write("infra/tables/orders.toml", ORDERS);
    shop
}

/// The view `orders` as it was last written: what it reads, and what it is to read.
fn view(server: &Server) -> (String, Value) {
    let written = [server.inputs("CreateTable"), server.inputs("UpdateTable")].concat();
    let mut tables = written.iter().map(|input| &input["TableInput"]);
    let view = tables.rfind(|t| t["Name"] == "orders").unwrap();
    let text = view["ViewOriginalText"].as_str().unwrap();
    let text = text
        .trim_start_matches("/* Presto View: ")
        .trim_end_matches(" */");
    let text = base64_simd::STANDARD.decode_to_vec(text).unwrap();
    let text: Value = serde_json::from_slice(&text).unwrap();
    let sql = text["originalSql"].as_str().unwrap();
    let from = sql.split("FROM \"").nth(1).unwrap();
    let reads = view["Parameters"]["lakebed.reads"].clone();
    (from.split('"').next().unwrap().into(), reads)
}

#[test]
fn views_read_packed_days_when_that_is_wished_and_until_it_is_not() {
    let (server, shop) = (server(&days(0, 3), Vec::new(), ""), shop());
    done(&server, &shop, &["register"]);
    assert_eq!(view(&server), ("orders_changes".into(), Value::Null));
    let early = server.run_at(&shop, &["register", "--views-read", "history"]);
    assert!(
        early.code == 2
            && early.err.contains("there is no view `orders_history`")
            && early
                .err
                .contains("lakebed compact --target aws --table orders"),
        "{early:?}"
    );

    done(&server, &shop, &["compact", "--table", "orders"]);
    done(&server, &shop, &["register", "--views-read", "history"]);
    let history = ("orders_history".to_string(), json!("history"));
    assert_eq!(view(&server), history);
    let again = done(&server, &shop, &["register"]);
    assert!(
        again.out.lines().all(|line| line.starts_with("unchanged")),
        "{}",
        again.out
    );

    // A column that is not packed yet: all files, until it is.
    let wider = format!("{ORDERS}\n[[column]]\nname = \"coupon\"\ntype = \"string\"\n");
    shop.write("infra/tables/orders.toml", &wider);
    let told = done(&server, &shop, &["register"]);
    assert!(
        told.err.contains(
            "the view `orders` reads all files for now: `orders_history` does not have coupon yet"
        ),
        "{}",
        told.err
    );
    assert_eq!(view(&server), ("orders_changes".into(), json!("history")));
    done(&server, &shop, &["compact", "--table", "orders"]);
    done(&server, &shop, &["register"]);
    assert_eq!(view(&server), history);

    done(&server, &shop, &["register", "--views-read", "changes"]);
    assert_eq!(view(&server), ("orders_changes".into(), json!("changes")));
    done(&server, &shop, &["register"]);
    assert_eq!(view(&server), ("orders_changes".into(), json!("changes")));
}

#[test]
fn a_lake_in_a_folder_has_no_packed_days() {
    let ran = Shop::new().run(&["register", "--views-read", "history"]);
    assert!(
        ran.code == 2 && ran.err.contains("--views-read is for --target aws"),
        "{}",
        ran.err
    );
}

/// 30 days that were packed an hour ago up to the twentieth.
fn packed(late: &[String]) -> Server {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let mut tables = packed_to(&days(20, 20)[0]);
    tables[1]["Parameters"]["lakebed.packed_at"] = json!((now.as_secs() - 3600).to_string());
    let server = server(&[], tables, "");
    for day in days(0, 29) {
        let name = format!("lake-1/p/data/orders_changes/dt={day}");
        server
            .storage
            .put_at(&format!("{name}/a.parquet"), "rows", OLD);
        server
            .storage
            .put_at(&format!("{name}/b.parquet"), "more", OLD);
    }
    for day in late {
        let name = format!("lake-1/p/data/orders_changes/dt={day}/late.parquet");
        server.storage.put(&name, "a replay");
    }
    server
}

#[test]
fn days_that_got_files_since_they_were_packed_are_merged_again() {
    let late = [days(3, 3)[0].clone(), days(9, 9)[0].clone()];
    let server = packed(&late);
    let to = &days(25, 25)[0];
    let arguments = [
        "compact", "--table", "orders", "--before", to, "--format", "csv",
    ];
    let ran = done(&server, &shop(), &arguments);
    // Two late ones, the two before the last run's end, and the five since.
    assert!(ran.out.contains("orders_history,9,"), "{}", ran.out);
    let ranges: Vec<_> = server
        .statements()
        .into_iter()
        .filter(|sql| sql.starts_with("MERGE"))
        .map(|sql| {
            let days = sql.split("\"dt\" >= '").nth(1).unwrap();
            let (from, rest) = days.split_once('\'').unwrap();
            let to = rest.split('\'').nth(1).unwrap();
            (from.to_string(), to.to_string())
        })
        .collect();
    let range = |from: u32, to: u32| (days(from, from)[0].clone(), days(to, to)[0].clone());
    assert_eq!(ranges, [range(3, 4), range(9, 10), range(18, 25)]);
    let view = &server.inputs("UpdateTable")[0]["TableInput"]["Parameters"];
    let at: u64 = view["lakebed.packed_at"].as_str().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    assert!(now.as_secs() - at < 3600, "{at}");
    assert_eq!(view["lakebed.merged_to"], json!(to));
}

#[test]
fn status_says_what_is_packed_what_is_late_and_which_queries_would_gain() {
    let shop = shop();
    for (name, from) in [
        ("raw", "orders_changes"),
        ("large", "orders_history"),
        ("none", "other"),
    ] {
        let sql =
            format!("-- name: {name}\n-- description: A query\nSELECT count(*) AS n FROM {from}\n");
        shop.write(&format!("queries/{name}.sql"), &sql);
    }
    let csv = |server: &Server| done(server, &shop, &["status", "--format", "csv"]).out;
    let gains = |server: &Server| -> Vec<(String, String)> {
        let ran = done(server, &shop, &["status", "--format", "json"]);
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        let gains = found[0]["queries_that_would_gain"].as_array().unwrap();
        let text = |gain: &Value, name: &str| gain[name].as_str().unwrap().to_string();
        gains
            .iter()
            .map(|g| (text(g, "query"), text(g, "how")))
            .collect()
    };
    let pair = |query: &str, how: &str| (query.to_string(), how.to_string());

    let never = server(&days(0, 3), Vec::new(), "");
    done(&never, &shop, &["register"]);
    assert!(
        csv(&never).ends_with("\norders,4,4,4,16,,0,changes\n"),
        "{}",
        csv(&never)
    );
    let compact = "lakebed compact --target aws --table orders";
    assert_eq!(
        gains(&never),
        [pair("by_status", compact), pair("raw", compact)]
    );

    let packed = packed(&days(3, 3));
    done(&packed, &shop, &["register"]);
    let to = &days(20, 20)[0];
    let expected = format!("\norders,30,61,61,248,{to},1,changes\n");
    assert!(csv(&packed).ends_with(&expected), "{}", csv(&packed));
    let register = "lakebed register --target aws --views-read history orders";
    let direct = pair("raw", "write orders_history in the place of orders_changes");
    assert_eq!(
        gains(&packed),
        [pair("by_status", register), direct.clone()]
    );
    let people = done(&packed, &shop, &["status"]);
    assert!(
        people.out.contains("would read fewer, larger files")
            && people
                .err
                .contains("1 file of packed days of `orders` may have come since"),
        "{people:?}"
    );

    // The packed columns are those of the definition from the next run on; then the view reads them.
    done(&packed, &shop, &["compact", "--table", "orders"]);
    done(&packed, &shop, &["register", "--views-read", "history"]);
    assert_eq!(gains(&packed), [direct]);
    assert!(
        csv(&packed).trim_end().ends_with(",history"),
        "{}",
        csv(&packed)
    );

    let empty = server(&[], vec![glue("other", "EXTERNAL_TABLE", &json!({}))], "");
    assert!(
        csv(&empty).ends_with("\norders,0,0,0,0,,0,changes\n"),
        "{}",
        csv(&empty)
    );
}
