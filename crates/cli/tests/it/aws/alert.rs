//! Alerts that fire are told to a topic of SNS.

use serde_json::{Value, json};

use super::super::shop::Shop;
use super::server::{Server, error};

const TOPIC: &str = "arn:aws:sns:eu-central-1:123456789012:alerts";
const MANY: &str = "-- name: many\n-- description: Too many orders\n-- param: most integer = 1\n-- alert: when orders > 0\n\
    SELECT status, count(*) AS orders FROM orders GROUP BY status HAVING count(*) >= :most ORDER BY status\n";

fn sns() -> Server {
    Server::start(|operation, _, _| match operation {
        "Publish" => {
            let id = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";
            (200, json!(id))
        }
        other => error(400, "UnknownOperationException", other),
    })
}

fn shop() -> Shop {
    let shop = Shop::open();
    shop.write("queries/alerts/many.sql", MANY);
    shop
}

#[test]
fn a_topic_gets_query_parameters_counts_and_some_rows() {
    let (server, shop) = (sns(), shop());
    let ran = server.run(&shop, &["alert", "--topic", TOPIC, "--rows", "1"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let sent = &server.inputs("Publish")[0];
    assert_eq!(
        (&sent["TopicArn"], &sent["Subject"]),
        (&json!(TOPIC), &json!("lakebed alert: many"))
    );
    assert_eq!(
        sent["Message"],
        "many: Too many orders\nfires: orders > 0, 2 rows\nwith:  most=1\nquery: queries/alerts/many.sql\n\n\
         status,orders\nnew,1\n(1 more; --rows shows them)\n"
    );
    assert_eq!(ran.err, format!("1 message to {TOPIC}\n1 alert: 1 fires\n"));
    // What does not fire is not told; and nobody is told who was not named.
    assert_eq!(
        server
            .run(&shop, &["alert", "--topic", TOPIC, "-p", "most=9"])
            .code,
        0
    );
    assert_eq!(server.run(&shop, &["alert"]).code, 1);
    assert_eq!(server.count("Publish"), 1);
}

#[test]
fn a_topic_that_takes_nothing_does_not_hide_the_alert() {
    let server = Server::start(|_, _, _| {
        let xml = "<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>not authorized</Message></Error></ErrorResponse>";
        (403, Value::String(xml.into()))
    });
    let ran = server.run(&shop(), &["alert", "--topic", TOPIC]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("fires: orders > 0, 2 rows"), "{}", ran.out);
    assert!(
        ran.err.contains("error: alert `many` was not told")
            && ran.err.contains("sns:Publish on topic `arn:aws:sns:")
            && !ran.err.contains("new,1"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_no_topic_is_told_before_anything_runs() {
    let ran = sns().run(&shop(), &["alert", "--topic", "alerts"]);
    assert_eq!(
        ran.err,
        "error: `alerts` is no ARN of an SNS topic\nhint: write --topic arn:aws:sns:REGION:ACCOUNT:NAME\n"
    );
    assert_eq!(ran.code, 2);
}
