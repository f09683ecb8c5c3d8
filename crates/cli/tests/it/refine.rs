//! A definition that drifts over a lake of 100,000 changes, and rows that are refined to it: killed at random and run again.

use std::thread::sleep;
use std::time::{Duration, Instant};

use lakebed_testkit::{Options, Shop as Sample};

use super::shop::{Shop, files};

const CHANGES: u64 = 100_000;

/// The definition before some columns and fields were known.
fn young() -> String {
    let full = include_str!("../../../../infra/tables/orders.toml");
    let mut parts: Vec<&str> = full.split("\n[[column]]\n").collect();
    parts.retain(|part| {
        ![
            "is_gift",
            "attributes",
            "coupon_ids",
            "shipping_city",
            "created_at",
        ]
        .iter()
        .any(|name| part.starts_with(&format!("name = \"{name}\"")))
    });
    let young = parts.join("\n[[column]]\n");
    let narrow = young
        .replace(
            "struct<product_id:string,name:string,quantity:int,price:decimal(12,2)>",
            "struct<product_id:string>",
        )
        .replace(
            "name = \"amount\"\ntype = \"decimal(12,2)\"",
            "name = \"amount\"\ntype = \"decimal(4,1)\"",
        );
    assert!(narrow.len() + 80 < young.len() + 40 && young.len() < full.len());
    narrow
}

/// Lets `table drift --apply` write the definition, killed at random: the file is what it was or what it will be, whole.
fn drift(shop: &Shop) {
    let apply = ["table", "drift", "--table", "orders", "--apply"];
    let file = shop.path("infra/tables/orders.toml");
    let before = std::fs::read_to_string(&file).unwrap();
    let begun = Instant::now();
    let ran = shop.run(&apply);
    let mut took = begun.elapsed();
    assert_eq!(ran.code, 0, "{ran:?}");
    let after = std::fs::read_to_string(&file).unwrap();
    assert!(after.contains("name = \"attributes\"") && after.len() > before.len() + 200);

    let (mut killed, mut applied) = (0, 0);
    for kill in (0..12_u32).cycle().take(48) {
        std::fs::write(&file, &before).unwrap();
        let mut child = shop.command(&apply, &[]).spawn().unwrap();
        // Most of them around the end, where the file is written.
        sleep(took * (82 + 3 * kill) / 100);
        let _ = child.kill();
        if child.wait().unwrap().code().is_none() {
            killed += 1;
        } else {
            // Faster than the first run, which was measured.
            took = took * 9 / 10;
        }
        let found = std::fs::read_to_string(&file).unwrap();
        assert!(found == before || found == after, "{found}");
        applied += u32::from(found == after);
        assert_eq!(shop.run(&["table", "check"]).code, 0);
        if killed == 8 {
            break;
        }
    }
    assert!(killed == 8, "{killed} killed, {applied} applied");
    std::fs::write(&file, &before).unwrap();
    assert_eq!(shop.run(&apply).code, 0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
    let more = shop.run(&apply);
    assert_eq!((more.code, more.out.as_str()), (0, ""), "{more:?}");
}

#[test]
fn drift_and_refine_that_are_killed_at_random_end_in_the_lake_that_landing_makes() {
    let shop = Shop::new();
    let input = shop.path("changes.ndjson");
    let options = Options {
        days: 30,
        ..Options::default()
    };
    let out = std::io::BufWriter::new(std::fs::File::create(&input).unwrap());
    Sample::new(11, options).write_orders(out, CHANGES).unwrap();
    let land = |lake: &str| {
        let ran = shop.run(&[
            "land",
            "--table",
            "orders",
            "changes.ndjson",
            "--lake",
            lake,
            "--format",
            "json",
        ]);
        assert!(ran.out.contains(&format!("\"read\":{CHANGES},")), "{ran:?}");
        ran.out
    };
    shop.write("infra/tables/orders.toml", &young());
    land("lake");
    drift(&shop);
    land("expected");

    let refine = ["table", "refine", "--table", "orders", "--format", "json"];
    let mut kills = 0;
    // Each time a little later, so that some objects are done by every run.
    for wait in [15, 40, 80, 130, 200, 300, 450, 700] {
        let mut child = shop.command(&refine, &[]).spawn().unwrap();
        sleep(Duration::from_millis(wait));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            kills += 1;
        }
        child.wait().unwrap();
    }
    assert!(kills >= 2, "{kills}");
    let last = shop.run(&refine);
    assert_eq!(last.code, 0, "{last:?}");
    let data = |lake: &str| {
        let root = shop.path(lake);
        let all = files(&root.join("data")).into_iter();
        all.map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_path_buf(), bytes))
            .collect::<Vec<_>>()
    };
    let (found, expected) = (data("lake"), data("expected"));
    assert!(expected.len() >= 30, "{}", expected.len());
    assert!(
        found == expected,
        "{} objects, {} expected",
        found.len(),
        expected.len()
    );
    // The lake knows its input: landing it again adds no object.
    land("lake");
    assert!(data("lake") == expected);
}
