use super::shop::{Shop, lines};

#[test]
fn the_bill_has_every_service_on_the_way_and_says_what_is_cheaper() {
    let shop = Shop::new();
    let ran = shop.run(&["cost", "--events-per-second", "100"]);
    assert_eq!(ran.code, 0);
    for service in ["Pipes", "Kinesis", "Firehose", "Lambda", "S3"] {
        assert!(ran.out.contains(service), "{service}: {}", ran.out);
    }
    for part in [
        "USD per 1,000 changes",
        "cheapest settings:",
        "nearest limits",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
}

#[test]
fn settings_change_the_bill() {
    let shop = Shop::new();
    let total = |more: &[&str]| -> f64 {
        let ran = shop.run(&[&["cost", "--format", "csv"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let usd = lines(&ran.out)[0]
            .split(',')
            .position(|name| name == "usd_per_month")
            .unwrap();
        let amount = |line: &&str| line.rsplit(',').nth(1).unwrap().parse::<f64>().unwrap();
        assert_eq!(usd, 4);
        lines(&ran.out)[1..].iter().map(amount).sum()
    };
    let pipe = total(&[]);
    assert!(total(&["--transport", "direct"]) < pipe);
    assert!(total(&["--stream", "provisioned"]) < pipe);
    assert!(total(&["--queries-per-month", "1000", "--scan-gb", "10"]) > pipe + 40.0);
    let ran = shop.run(&["cost", "--bytes", "0"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("write a number above 0"), "{}", ran.err);
}
