use super::shop::{Shop, changes, lines};

#[test]
fn an_item_comes_back_as_it_is_and_as_it_was() {
    let shop = Shop::new();
    shop.write("c.ndjson", &changes());
    assert_eq!(shop.run(&["land", "--table", "orders", "c.ndjson"]).code, 0);
    let o2 = shop.run(&["item", "--table", "orders", "o2"]);
    assert_eq!(o2.code, 0, "{o2:?}");
    assert_eq!(
        o2.out,
        r#"{"OrderID":{"S":"o2"},"amount":{"N":"0.5"},"attributes":{"M":{"k":{"S":"é,\n"}}},"created_at":{"N":"1763596800123"},"items":{"L":[{"M":{"quantity":{"N":"2"},"sku":{"S":"a\"b"}}}]},"signature":{"B":"AQID"},"status":{"S":"new"}}"#
            .to_string()
            + "\n"
    );
    assert_eq!(
        lines(&o2.err),
        [
            "as it has been since 2025-11-20T00:00:00.000Z",
            "`created_at`: digits behind the millisecond and the spelling of the text are not kept",
            "`items`: sets are not told from lists",
            "`attributes`: numbers are not told from their text",
        ]
    );
    let newest = shop
        .run(&["item", "--table", "orders", r#"{"OrderID":{"S":"o1"}}"#])
        .out;
    assert!(
        newest.contains(r#""status":{"S":"paid"}"#)
            && newest.contains(r#"{"N":"12345678901234567890123456789.123456789"}"#),
        "{newest}"
    );

    for (arguments, told) in [
        (
            &["o3"][..],
            "the item was not there: it was removed at 2025-11-20T00:00:00.000Z\n",
        ),
        (&["o9"], "`orders` has no change of this key in the lake\n"),
        (
            &["o1", "--as-of", "2025-11-19"],
            "`orders` has no change of this key in the lake at 2025-11-19T00:00:00.000Z\n",
        ),
    ] {
        let ran = shop.run(&[&["item", "--table", "orders"], arguments].concat());
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (1, "", told),
            "{arguments:?}"
        );
    }
    let refused = shop.run(&["item", "--table", "orders", "o1", "x"]);
    assert_eq!(refused.code, 2);
    assert_eq!(
        lines(&refused.err),
        [
            "error: the key does not say what `order_id` is",
            "hint: the key is order_id (string)"
        ]
    );
}
