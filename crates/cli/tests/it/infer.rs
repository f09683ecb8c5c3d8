use super::shop::{Shop, changes, lines};

/// Two entities of one DynamoDB table.
fn single_table() -> String {
    let change = |pk: &str, sk: &str, image: &str| {
        let keys = format!(r#""pk":{{"S":"{pk}"}},"sk":{{"S":"{sk}"}}"#);
        format!(
            r#"{{"eventID":"{pk}{sk}","eventName":"INSERT","tableName":"App","dynamodb":{{"ApproximateCreationDateTime":1763600000000,"Keys":{{{keys}}},"NewImage":{{{keys},{image}}}}}}}"#
        ) + "\n"
    };
    [
        change("USER#1", "PROFILE", r#""name":{"S":"Ada"}"#),
        change("USER#1", "ORDER#7", r#""total":{"N":"19.9"}"#),
        change("USER#2", "ORDER#8", r#""total":{"N":"5"}"#),
    ]
    .concat()
}

#[test]
fn a_definition_is_inferred_checked_and_landed_by() {
    let shop = Shop::new();
    shop.write("c.ndjson", &changes());
    std::fs::remove_file(shop.path("infra/tables/orders.toml")).unwrap();
    let ran = shop.run(&["table", "infer", "c.ndjson", "--to", "infra/tables"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(
        ran.err
            .starts_with("wrote infra/tables/orders.toml\norders: "),
        "{}",
        ran.err
    );
    assert_eq!(
        shop.run(&["table", "check"]).err,
        "1 definitions are good: orders\n"
    );
    let landed = shop.run(&["land", "--table", "orders", "c.ndjson"]);
    assert_eq!(landed.code, 0);
    assert!(!landed.err.contains("kept aside"), "{}", landed.err);

    // What is there is not replaced, unless that is asked for.
    shop.write("infra/tables/orders.toml", "mine");
    let refused = shop.run(&["table", "infer", "c.ndjson", "--to", "infra/tables"]);
    assert_eq!(refused.code, 2);
    assert_eq!(
        lines(&refused.err),
        [
            "error: infra/tables/orders.toml is there already",
            "hint: name another file with --to, or replace it with --force"
        ]
    );
    assert_eq!(
        std::fs::read_to_string(shop.path("infra/tables/orders.toml")).unwrap(),
        "mine"
    );
    let forced = shop.run(&[
        "table",
        "infer",
        "c.ndjson",
        "--to",
        "infra/tables/orders.toml",
        "--force",
    ]);
    assert_eq!(forced.code, 0);
    assert_eq!(shop.run(&["table", "check"]).code, 0);
}

#[test]
fn samples_come_in_every_form_that_lands() {
    let shop = Shop::new();
    let expected = shop.run_with(&["table", "infer"], &[], changes().as_bytes());
    assert_eq!(expected.code, 0, "{expected:?}");
    assert!(
        expected
            .out
            .contains("\nname = \"orders\"\nsource = \"Orders\"\n"),
        "{}",
        expected.out
    );
    let array = format!("[{}]", lines(&changes()).join(",\n"));
    let event = format!("{{\"Records\":{array}}}");
    for form in [array, event, changes().replace('\n', "")] {
        assert_eq!(
            shop.run_with(&["table", "infer", "-"], &[], form.as_bytes())
                .out,
            expected.out
        );
    }
    // What is no change is told, and is exit code 1.
    let ran = shop.run_with(
        &["table", "infer"],
        &[],
        format!("{}oops\n", changes()).as_bytes(),
    );
    assert_eq!((ran.code, ran.out), (1, expected.out));
    assert!(
        ran.err.contains("left out: 1 records that are no changes"),
        "{}",
        ran.err
    );
}

#[test]
fn a_single_table_is_several_definitions() {
    let shop = Shop::new();
    shop.write("c.ndjson", &single_table());
    std::fs::remove_file(shop.path("infra/tables/orders.toml")).unwrap();
    let out = shop.run(&["table", "infer", "c.ndjson"]).out;
    assert!(out.starts_with("# ---- app_order.toml ----\n"), "{out}");
    assert!(
        out.contains("\n# ---- app_user_profile.toml ----\n"),
        "{out}"
    );
    let refused = shop.run(&["table", "infer", "c.ndjson", "--to", "x.toml"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .err
            .contains("there are 2 definitions, and x.toml is no folder"),
        "{}",
        refused.err
    );
    assert_eq!(
        shop.run(&["table", "infer", "c.ndjson", "--to", "infra/tables"])
            .code,
        0
    );
    assert_eq!(
        shop.run(&["table", "check"]).err,
        "2 definitions are good: app_order, app_user_profile\n"
    );
    for (table, landed) in [("app_order", 2), ("app_user_profile", 1)] {
        let ran = shop.run(&["land", "--table", table, "c.ndjson", "--format", "json"]);
        assert!(
            ran.out.contains(&format!(
                "\"read\":3,\"landed\":{landed},\"dropped\":{},\"quarantined\":0",
                3 - landed
            )),
            "{}",
            ran.out
        );
    }
    // Both at once, out of a pipe: each change to its table.
    std::fs::remove_dir_all(shop.path("lake")).unwrap();
    let both = [
        "land",
        "--table",
        "app_order",
        "--table",
        "app_user_profile",
        "--format",
        "ndjson",
    ];
    let ran = shop.run_with(&both, &[], format!("{}oops\n", single_table()).as_bytes());
    assert_eq!(ran.code, 1);
    for (line, counts) in lines(&ran.out).into_iter().zip([
        "\"table\":\"app_order\",\"read\":3,\"landed\":2,\"dropped\":0,\"quarantined\":1,",
        "\"table\":\"app_user_profile\",\"read\":1,\"landed\":1,\"dropped\":0,\"quarantined\":0,",
    ]) {
        assert!(line.contains(counts), "{line}");
    }
    let json = shop
        .run_with(
            &[&both[..5], &["--format", "json"]].concat(),
            &[],
            single_table().as_bytes(),
        )
        .out;
    assert!(
        json.starts_with("[{") && json.lines().count() == 1,
        "{json}"
    );
    for (arguments, expected) in [
        (
            &["land", "--table", "app_order", "--table", "app_order"][..],
            "--table app_order stands twice",
        ),
        (&["land"], "--table <NAME>"),
    ] {
        let ran = shop.run(arguments);
        assert!(ran.code == 2 && ran.err.contains(expected), "{ran:?}");
    }
    shop.write("infra/tables/all.toml", "name = \"all\"\nsource = \"App\"\nprimary_key = [\"pk\"]\n[[column]]\nname = \"pk\"\ntype = \"string\"\n");
    let ran = shop.run(&["land", "--table", "all", "--table", "app_order"]);
    assert!(
        ran.err
            .contains("`all` has no filter, and would take every change before `app_order`"),
        "{ran:?}"
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    let shop = Shop::new();
    let export = "{\"Item\":{\"OrderID\":{\"S\":\"o\"}}}\n";
    for (arguments, input, expected) in [
        (
            &["table", "infer"][..],
            "",
            [
                "error: the sample has no change records",
                "hint: give DynamoDB Streams, Kinesis or export records: NDJSON, JSON arrays, Lambda events, plain or gzip",
            ],
        ),
        (
            &["table", "infer"],
            export,
            [
                "error: the sample does not say of which DynamoDB table it is",
                "hint: name it: --source Orders",
            ],
        ),
        (
            &["table", "infer", "--source", "Orders"],
            export,
            [
                "error: the sample does not say which attributes are the key",
                "hint: name them, partition key first: --key OrderID, or --key pk,sk",
            ],
        ),
        (
            &["table", "infer", "--name", "My Table"],
            "",
            [
                "error: `My Table` is no name for a table",
                "hint: write it with a-z, 0-9 and _",
            ],
        ),
    ] {
        let ran = shop.run_with(arguments, &[], input.as_bytes());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(lines(&ran.err), expected, "{arguments:?}");
    }
    let ran = shop.run_with(
        &["table", "infer", "--source", "Orders", "--key", "OrderID"],
        &[],
        export.as_bytes(),
    );
    assert_eq!(ran.code, 0, "{ran:?}");
}
