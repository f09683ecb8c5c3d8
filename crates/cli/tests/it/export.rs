use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;

use super::shop::{Shop, lines};

const VALUES: &str = "-- name: values
-- description: One of each
-- param: id string? = null
SELECT order_id, amount, created_at, CAST(created_at AS date) AS day, items, attributes, signature, count(*) OVER () AS n, '' AS order_id
FROM orders
WHERE CAST(:id AS varchar) IS NULL OR order_id = :id
ORDER BY 1
";
const MANY: &str = "-- name: many
-- description: Many rows
-- param: thousands integer = 1
SELECT a.n * 1000 + b.n AS id, CAST(a.n AS decimal(38,9)) AS amount, 'row ' || CAST(b.n AS varchar) AS label
FROM UNNEST(sequence(1, :thousands)) AS a(n) CROSS JOIN UNNEST(sequence(1, 1000)) AS b(n)
";

fn shop() -> Shop {
    let shop = Shop::open();
    shop.write("queries/values.sql", VALUES);
    shop.write("queries/many.sql", MANY);
    shop
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_name_tells_the_format_and_the_text_is_the_runs_own() {
    let shop = shop();
    for (file, format) in [
        ("a.csv", "csv"),
        ("a.json", "json"),
        ("a.ndjson", "ndjson"),
        ("a.JSONL", "ndjson"),
    ] {
        let ran = shop.run(&["export", "values", "--to", file]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
        assert!(
            ran.err.starts_with("2 rows, ") && ran.err.contains(file),
            "{}",
            ran.err
        );
        let run = shop
            .run(&["query", "run", "values", "--format", format])
            .out;
        assert_eq!(fs::read_to_string(shop.path(file)).unwrap(), run, "{file}");
    }
    let ran = shop.run(&[
        "export", "values", "--to", "one", "--format", "csv", "-p", "id=o2",
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        lines(&fs::read_to_string(shop.path("one")).unwrap()).len(),
        2
    );
    // A flag comes before the name, the name before the other settings.
    let variables = [("LAKEBED_FORMAT", "json")];
    let ran = shop.run_with(&["export", "values", "--to", "b.csv"], &variables, b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        fs::read_to_string(shop.path("b.csv"))
            .unwrap()
            .starts_with("order_id,")
    );
    let ran = shop.run_with(&["export", "values", "--to", "b"], &variables, b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        fs::read_to_string(shop.path("b"))
            .unwrap()
            .starts_with("[\n{")
    );
}

#[test]
fn parquet_keeps_types_and_every_digit() {
    let shop = shop();
    let ran = shop.run(&["export", "values", "--to", "v.parquet"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let reader = SerializedFileReader::new(File::open(shop.path("v.parquet")).unwrap()).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr();
    let types: Vec<_> = schema
        .root_schema()
        .get_fields()
        .iter()
        .map(|f| format!("{} {:?}", f.name(), f.get_basic_info().logical_type_ref()))
        .collect();
    assert_eq!(
        types,
        [
            "order_id Some(String)",
            "amount Some(Decimal(DecimalType { scale: 9, precision: 38 }))",
            "created_at Some(Timestamp(TimestampType { is_adjusted_to_u_t_c: false, unit: MILLIS }))",
            "day Some(Date)",
            "items Some(List)",
            "attributes Some(Map)",
            "signature None",
            "n None",
            "order_id_2 Some(String)",
        ]
    );
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].get_string(0).unwrap(), "o1");
    assert_eq!(
        rows[0]
            .get_decimal(1)
            .map(|d| i128::from_be_bytes(d.data().try_into().unwrap()))
            .unwrap(),
        12_345_678_901_234_567_890_123_456_789_123_456_789
    );
    assert_eq!(rows[1].get_timestamp_millis(2).unwrap(), 1_763_596_800_123);
    assert_eq!(rows[1].get_bytes(6).unwrap().data(), [1, 2, 3]);
    assert_eq!(rows[1].get_long(7).unwrap(), 2);
}

#[test]
fn a_file_is_replaced_only_by_force() {
    let shop = shop();
    shop.write("a.csv", "mine");
    let ran = shop.run(&["export", "values", "--to", "a.csv"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            2,
            "error: a.csv is there already\nhint: --force replaces it\n"
        )
    );
    assert_eq!(fs::read_to_string(shop.path("a.csv")).unwrap(), "mine");
    let ran = shop.run(&["export", "values", "--to", "a.csv", "--force"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        lines(&fs::read_to_string(shop.path("a.csv")).unwrap()).len(),
        3
    );
}

#[test]
fn times_with_zones_of_their_own_are_instants_in_parquet() {
    let shop = shop();
    shop.write(
        "queries/told.sql",
        "-- name: told\n-- description: x\nSELECT from_iso8601_timestamp(s) AS t FROM (VALUES '1970-01-01T02:00:01+02:00', '1969-12-31T19:00:02-05:00', NULL) AS v(s) ORDER BY 1\n",
    );
    let ran = shop.run(&["query", "run", "told", "--format", "csv"]);
    assert_eq!(
        lines(&ran.out),
        [
            "t",
            "1970-01-01 02:00:01.000 +02:00",
            "1969-12-31 19:00:02.000 -05:00",
            ""
        ],
        "{ran:?}"
    );
    let ran = shop.run(&["export", "told", "--to", "t.parquet"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let reader = SerializedFileReader::new(File::open(shop.path("t.parquet")).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    let times: Vec<_> = rows.map(|row| row.get_timestamp_millis(0).ok()).collect();
    assert_eq!(times, [Some(1000), Some(2000), None]);
}

#[test]
fn a_failed_export_leaves_what_was_there() {
    let shop = shop();
    shop.write(
        "queries/fails.sql",
        "-- name: fails\n-- description: x\nSELECT n, 1 / (n - 100000) AS x FROM UNNEST(sequence(1, 200000)) AS t(n)\n",
    );
    shop.write("out/a.csv", "mine");
    let ran = shop.run(&["export", "fails", "--to", "out/a.csv", "--force"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err
            .contains("query `fails` stopped; no file was written"),
        "{}",
        ran.err
    );
    assert_eq!(names(&shop.path("out")), ["a.csv"]);
    assert_eq!(fs::read_to_string(shop.path("out/a.csv")).unwrap(), "mine");
}

#[test]
fn what_cannot_be_written_is_told() {
    let shop = shop();
    let refused = |arguments: &[&str], error: &str, hint: &str| {
        let ran = shop.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(
            ran.err.starts_with(&format!("error: {error}")),
            "{}",
            ran.err
        );
        assert!(ran.err.contains(&format!("hint: {hint}")), "{}", ran.err);
    };
    refused(
        &["export", "values", "--to", "a.xls"],
        "the name of a.xls tells no format",
        "end it in .csv",
    );
    refused(
        &["export", "values", "--to", "a.csv", "--format", "table"],
        "a table is for people",
        "write --format csv",
    );
    refused(
        &["export", "values", "--to", "no/such/a.csv"],
        "could not write to the folder no/such",
        "make the folder",
    );
    refused(
        &["export", "values", "--to", "queries", "--format", "csv"],
        "queries is a folder",
        "name a file in it",
    );
    refused(
        &["export", "values", "--to", "gs://lake/a.csv"],
        "gs://lake/a.csv is neither a file on this machine nor an object of S3",
        "name a file or s3://BUCKET/KEY",
    );
    refused(
        &["export", "values", "--to", "s3://lake/folder/"],
        "s3://lake/folder/ is a folder, which only Athena writes",
        "name an object: s3://lake/folder/values.parquet",
    );
    refused(
        &["export", "nothing", "--to", "a.csv"],
        "there is no saved query `nothing`",
        "see `lakebed query list`",
    );
    refused(
        &["query", "run", "values", "--format", "parquet"],
        "Parquet goes into a file",
        "write lakebed export NAME",
    );
    shop.write(
        "queries/span.sql",
        "-- name: span\n-- description: x\nSELECT DATE '2026-01-03' - DATE '2026-01-01' AS span\n",
    );
    refused(
        &["export", "span", "--to", "a.parquet"],
        "Parquet has no type for column `span`",
        "write CAST(span AS varchar)",
    );
    assert!(
        names(&shop.path(""))
            .iter()
            .all(|n| !n.starts_with(".lakebed"))
    );
}

#[test]
fn an_empty_result_is_a_whole_file() {
    let shop = shop();
    let ran = shop.run(&["export", "values", "-p", "id=none", "--to", "a.parquet"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let reader = SerializedFileReader::new(File::open(shop.path("a.parquet")).unwrap()).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
    assert_eq!(
        reader
            .metadata()
            .file_metadata()
            .schema_descr()
            .root_schema()
            .get_fields()
            .len(),
        9
    );
}

/// Peak resident memory in MiB of an export; looked at while it runs.
#[cfg(target_os = "linux")]
fn peak(shop: &Shop, thousands: &str, to: &str) -> u64 {
    let thousands = format!("thousands={thousands}");
    let mut child = shop
        .command(
            &["export", "many", "--force", "--to", to, "-p", &thousands],
            &[],
        )
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|l| l.starts_with("VmHWM:"));
        let kib = line
            .and_then(|l| l.split_whitespace().nth(1))
            .and_then(|n| n.parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    peak / 1024
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_flat_in_the_size_of_the_result() {
    let shop = shop();
    for to in ["a.ndjson", "a.parquet"] {
        let small = peak(&shop, "300", to);
        let size = fs::metadata(shop.path(to)).unwrap().len();
        let large = peak(&shop, "2400", to);
        assert!(fs::metadata(shop.path(to)).unwrap().len() > 6 * size);
        assert!(
            small > 10 && large < small + 24,
            "{to}: {small} MiB, then {large} MiB for eight times the rows"
        );
    }
}
