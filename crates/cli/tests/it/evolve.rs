//! A definition that grows under its lake: drift, apply, register, refine.

use super::shop::{Shop, files, lines};

const THINGS: &str = r#"# What is known of things.
name = "things"
source = "Things"
primary_key = ["id"]

[[column]]
name = "id"
type = "string"

[[column]]
name = "n"   # pieces
type = "int" # few

[[column]]
name = "price"
type = "decimal(5,2)"

[[column]]
name = "place"
type = "struct<city:string>"

[[column]]
name = "lines"
type = "array<struct<sku:string>>"

[[column]]
name = "yes"
type = "boolean"
"#;

fn change(n: u32, image: &str) -> String {
    format!(
        r#"{{"eventID":"{n}","eventName":"INSERT","tableName":"Things","dynamodb":{{"ApproximateCreationDateTime":1763600000000,"Keys":{{"id":{{"S":"t{n}"}}}},"NewImage":{{"id":{{"S":"t{n}"}}{image}}}}}}}"#
    ) + "\n"
}

fn shop() -> Shop {
    let shop = Shop::new();
    std::fs::remove_file(shop.path("infra/tables/orders.toml")).unwrap();
    std::fs::remove_file(shop.path("queries/by_status.sql")).unwrap();
    shop.write("infra/tables/things.toml", THINGS);
    shop.write(
        "queries/old.sql",
        "-- name: old\n-- description: As it was\nSELECT id, n, price, place.city AS city, element_at(lines, 1).sku AS sku, yes FROM things ORDER BY id\n",
    );
    shop.write("c1.ndjson", &change(1, r#","n":{"N":"5"},"price":{"N":"1.5"},"place":{"M":{"city":{"S":"Bern"}}},"lines":{"L":[{"M":{"sku":{"S":"a"}}}]},"yes":{"BOOL":true}"#));
    shop.write(
        "c2.ndjson",
        &change(2, r#","n":{"N":"3000000000"},"price":{"N":"12345.678"},"place":{"M":{"city":{"S":"Rome"},"Zip":{"S":"00184"}}},"lines":{"L":[{"M":{"sku":{"S":"b"},"qty":{"N":"2"}}}]},"yes":{"S":"maybe"},"secret":{"S":"hunter2"}"#),
    );
    for file in ["c1.ndjson", "c2.ndjson"] {
        assert_eq!(shop.run(&["land", "--table", "things", file]).code, 0);
    }
    assert_eq!(shop.run(&["register"]).code, 0);
    shop
}

#[test]
fn a_table_grows_without_losing_what_it_has() {
    let shop = shop();
    let before = shop.run(&["query", "run", "old", "--format", "csv"]);
    assert_eq!(
        lines(&before.out),
        [
            "id,n,price,city,sku,yes",
            "t1,5,1.50,Bern,a,true",
            "t2,,,Rome,b,"
        ]
    );

    let drift = shop.run(&["table", "drift", "--table", "things", "--format", "csv"]);
    assert_eq!(drift.code, 1, "{drift:?}");
    assert_eq!(
        lines(&drift.out),
        [
            "change,column,type,was,attribute,rows,shape,view,queries",
            "widen,lines,\"array<struct<sku:string,qty:bigint>>\",array<struct<sku:string>>,lines,1,list 1,things,old",
            "widen,place,\"struct<city:string,zip:string>\",struct<city:string>,place,1,map 1,things,old",
            "add,secret,string,,secret,1,text 1,things,",
            "widen,n,bigint,int,n,1,number 1,things,old",
            "widen,price,\"decimal(18,3)\",\"decimal(5,2)\",price,1,number 1,things,old",
            "add beside,yes_json,json,column yes stays,yes,1,text 1,things,old",
        ]
    );
    assert!(!drift.out.contains("hunter") && !drift.err.contains("hunter"));
    assert!(
        drift.err.contains(
            "make these changes in the definition: lakebed table drift --table things --apply"
        ),
        "{}",
        drift.err
    );
    assert_eq!(
        std::fs::read_to_string(shop.path("infra/tables/things.toml")).unwrap(),
        THINGS
    );

    let applied = shop.run(&["table", "drift", "--table", "things", "--apply"]);
    assert_eq!(applied.code, 0, "{applied:?}");
    let edited = std::fs::read_to_string(shop.path("infra/tables/things.toml")).unwrap();
    assert!(
        edited.starts_with("# What is known of things.\n")
            && edited.contains("name = \"n\"   # pieces\ntype = \"bigint\" # few\n"),
        "{edited}"
    );
    assert!(
        edited.contains(
            "# Kept aside before it had a column: text 1.\n[[column]]\nname = \"secret\"\n"
        ),
        "{edited}"
    );
    assert_eq!(shop.run(&["table", "check"]).code, 0);

    // No type changes in a way that hides anything: registering needs no --allow-breaking, and old files are read under the new types.
    let registered = shop.run(&["register"]);
    assert_eq!(registered.code, 0, "{registered:?}");
    assert!(!registered.out.contains("breaking"), "{}", registered.out);
    assert_eq!(
        lines(&shop.run(&["query", "run", "old", "--format", "csv"]).out),
        [
            "id,n,price,city,sku,yes",
            "t1,5,1.500,Bern,a,true",
            "t2,,,Rome,b,"
        ]
    );
    shop.write(
        "queries/new.sql",
        "-- name: new\n-- description: As it is\nSELECT id, n, price, place.zip AS zip, element_at(lines, 1).qty AS qty, secret, yes_json, undeclared, rescued FROM things ORDER BY id\n",
    );
    let unrefined = shop.run(&["query", "run", "new", "--format", "csv"]);
    assert_eq!(unrefined.code, 0, "{unrefined:?}");
    assert_eq!(lines(&unrefined.out)[1], "t1,5,1.500,,,,,,");

    let dry = shop.run(&[
        "table",
        "refine",
        "--table",
        "things",
        "--dry-run",
        "--format",
        "json",
    ]);
    assert_eq!(
        dry.out,
        "[\n{\"table\":\"things\",\"objects\":2,\"to_rewrite\":2,\"rows\":2,\"moved\":1}\n]\n"
    );
    let done = shop.run(&["table", "refine", "--table", "things", "--format", "json"]);
    assert_eq!(
        (done.code, done.out.as_str()),
        (
            0,
            "[\n{\"table\":\"things\",\"objects\":2,\"rewritten\":2,\"rows\":2,\"moved\":1}\n]\n"
        )
    );
    let refined = shop.run(&["query", "run", "new", "--format", "csv"]);
    assert_eq!(
        lines(&refined.out)[1..],
        [
            "t1,5,1.500,,,,true,,",
            "t2,3000000000,12345.678,00184,2,hunter2,\"\"\"maybe\"\"\",,\"{\"\"yes\"\":{\"\"S\"\":\"\"maybe\"\"}}\""
        ]
    );
    let lake = files(&shop.path("lake"));
    let again = shop.run(&["table", "refine", "--table", "things", "--format", "json"]);
    assert!(again.out.contains("\"rewritten\":0"), "{}", again.out);
    assert_eq!(files(&shop.path("lake")), lake);
    let drift = shop.run(&["table", "drift", "--table", "things"]);
    assert_eq!((drift.code, drift.out.as_str()), (0, ""), "{drift:?}");
    assert!(
        drift
            .err
            .contains("did not fit one column, and are whole in another: `yes` in 1 rows"),
        "{}",
        drift.err
    );
}

#[test]
fn an_empty_lake_has_no_drift() {
    let shop = Shop::new();
    for command in ["drift", "refine"] {
        let ran = shop.run(&["table", command, "--table", "orders"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let unknown = shop.run(&["table", command, "--table", "nothing"]);
        assert_eq!(unknown.code, 2);
        assert!(
            unknown.err.contains("there is no table `nothing`"),
            "{}",
            unknown.err
        );
    }
}
