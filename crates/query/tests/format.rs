//! Results as text, against texts written by hand and a JSON parser that nobody here wrote.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use lakebed_query::arrow::array::*;
use lakebed_query::arrow::datatypes::{DataType, Field, Int32Type, Schema, TimeUnit, i256};
use lakebed_query::arrow::record_batch::RecordBatch;
use lakebed_query::{Format, Look, ResultWriter};
use proptest::prelude::*;

fn write(format: Format, look: Look, batches: &[RecordBatch]) -> String {
    let mut out = Vec::new();
    let mut writer = ResultWriter::new(&mut out, format, look, batches[0].schema()).unwrap();
    batches
        .iter()
        .for_each(|batch| writer.write(batch).unwrap());
    let rows = writer.finish().unwrap();
    assert_eq!(
        rows,
        batches.iter().map(|b| b.num_rows() as u64).sum::<u64>()
    );
    String::from_utf8(out).unwrap()
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let fields: Vec<_> = columns
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true))
        .collect();
    RecordBatch::try_new(
        Arc::new(Schema::new(fields)),
        columns.into_iter().map(|(_, array)| array).collect(),
    )
    .unwrap()
}

/// One value in NDJSON and in CSV.
fn check(array: impl Array + 'static, json: &str, csv: &str) {
    let kind = array.data_type().clone();
    let batch = batch(vec![
        ("a", Arc::new(array) as ArrayRef),
        ("b", Arc::new(Int32Array::from(vec![1]))),
    ]);
    assert_eq!(
        write(
            Format::Ndjson,
            Look::default(),
            std::slice::from_ref(&batch)
        ),
        format!("{{\"a\":{json},\"b\":1}}\n"),
        "{kind}"
    );
    assert_eq!(
        write(Format::Csv, Look::default(), &[batch]),
        format!("a,b\n{csv},1\n"),
        "{kind}"
    );
}

#[test]
fn every_type_is_exact() {
    check(NullArray::new(1), "null", "");
    check(BooleanArray::from(vec![true]), "true", "true");
    check(
        Int64Array::from(vec![i64::MIN]),
        "-9223372036854775808",
        "-9223372036854775808",
    );
    check(
        UInt64Array::from(vec![u64::MAX]),
        "18446744073709551615",
        "18446744073709551615",
    );
    check(Float64Array::from(vec![0.1]), "0.1", "0.1");
    check(Float64Array::from(vec![1e300]), "1e300", "1e300");
    check(Float64Array::from(vec![f64::NAN]), "\"NaN\"", "NaN");
    check(
        Float64Array::from(vec![f64::NEG_INFINITY]),
        "\"-Infinity\"",
        "-Infinity",
    );
    check(Float32Array::from(vec![0.1]), "0.1", "0.1");
    let decimal = Decimal128Array::from(vec![i128::pow(10, 38) - 1])
        .with_precision_and_scale(38, 9)
        .unwrap();
    check(
        decimal,
        "99999999999999999999999999999.999999999",
        "99999999999999999999999999999.999999999",
    );
    check(
        Decimal64Array::from(vec![-5])
            .with_precision_and_scale(12, 2)
            .unwrap(),
        "-0.05",
        "-0.05",
    );
    check(
        Decimal256Array::from(vec![i256::from_i128(700)])
            .with_precision_and_scale(60, 1)
            .unwrap(),
        "70.0",
        "70.0",
    );
    check(StringArray::from(vec![""]), "\"\"", "\"\"");
    check(
        StringViewArray::from(vec!["é\"\\\n\u{1}"]),
        "\"é\\\"\\\\\\n\\u0001\"",
        "\"é\"\"\\\n\u{1}\"",
    );
    check(StringArray::from(vec![None::<&str>]), "null", "");
    check(
        BinaryArray::from(vec![&[0_u8, 255][..]]),
        "\"AP8=\"",
        "AP8=",
    );
    check(Date32Array::from(vec![-1]), "\"1969-12-31\"", "1969-12-31");
    check(
        TimestampMillisecondArray::from(vec![1_763_596_800_123]),
        "\"2025-11-20 00:00:00.123\"",
        "2025-11-20 00:00:00.123",
    );
    check(
        TimestampMicrosecondArray::from(vec![1_763_596_800_123_000]).with_timezone("UTC"),
        "\"2025-11-20 00:00:00.123 UTC\"",
        "2025-11-20 00:00:00.123 UTC",
    );
    check(
        Time64NanosecondArray::from(vec![1]),
        "\"00:00:00.000000001\"",
        "00:00:00.000000001",
    );
    let dictionary: DictionaryArray<Int32Type> = vec!["x"].into_iter().collect();
    check(dictionary, "\"x\"", "x");
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>(vec![Some(vec![Some(1), None])]);
    check(list, "[1,null]", "\"[1,null]\"");
    let times: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![None]));
    let names: ArrayRef = Arc::new(StringArray::from(vec!["a\"b"]));
    let structure = StructArray::from(vec![
        (
            Arc::new(Field::new(
                "when",
                DataType::Timestamp(TimeUnit::Millisecond, None),
                true,
            )),
            times,
        ),
        (Arc::new(Field::new("name", DataType::Utf8, true)), names),
    ]);
    check(
        structure,
        r#"{"when":null,"name":"a\"b"}"#,
        r#""{""when"":null,""name"":""a\""b""}""#,
    );
    let mut map = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
    map.keys().append_value("k");
    map.values().append_null();
    map.append(true).unwrap();
    check(map.finish(), r#"{"k":null}"#, r#""{""k"":null}""#);
}

#[test]
fn a_name_that_stands_twice_is_two_keys() {
    let one = || Arc::new(Int32Array::from(vec![1])) as ArrayRef;
    let batch = batch(vec![("n", one()), ("n", one()), ("n_2", one())]);
    assert_eq!(
        write(Format::Json, Look::default(), &[batch]),
        "[\n{\"n\":1,\"n_2\":1,\"n_2_2\":1}\n]\n"
    );
}

fn words() -> RecordBatch {
    let text = StringArray::from(vec![
        Some("short"),
        None,
        Some("a long text that goes on and on"),
        Some("日本語日本語日本語"),
    ]);
    let numbers = Int64Array::from(vec![Some(7), Some(1_234_567_890_123), None, Some(-1)]);
    batch(vec![
        ("text", Arc::new(text)),
        ("number", Arc::new(numbers)),
        ("end", Arc::new(StringArray::from(vec!["x"; 4]))),
    ])
}

#[test]
fn tables_fit_the_terminal_and_cut_no_number() {
    let look = Look {
        width: Some(32),
        styled: false,
    };
    let expected = "\
text                number  end
────────────  ─────────────  ───
short                     7  x
NULL          1234567890123  x
a long text…           NULL  x
日本語日本…              -1  x
";
    let table = write(Format::Table, look, &[words()]);
    assert_eq!(
        table.lines().skip(1).collect::<Vec<_>>(),
        expected.lines().skip(1).collect::<Vec<_>>(),
        "{table}"
    );
    assert!(
        table.starts_with("text                 number  end\n"),
        "{table}"
    );
    let styled = write(
        Format::Table,
        Look {
            width: Some(32),
            styled: true,
        },
        &[words()],
    );
    assert!(styled.contains("\u{1b}[2mNULL\u{1b}[0m"), "{styled:?}");
}

#[test]
fn an_empty_result_has_its_header() {
    let empty = words().slice(0, 0);
    assert_eq!(
        write(Format::Table, Look::default(), std::slice::from_ref(&empty)),
        "text  number  end\n────  ──────  ───\n"
    );
    assert_eq!(
        write(Format::Csv, Look::default(), std::slice::from_ref(&empty)),
        "text,number,end\n"
    );
    assert_eq!(write(Format::Json, Look::default(), &[empty]), "[]\n");
}

#[test]
fn many_batches_are_one_result() {
    let batches = vec![words(); 400];
    let table = write(Format::Table, Look::default(), &batches);
    assert_eq!(table.lines().count(), 2 + 1600);
    let json: serde_json::Value =
        serde_json::from_str(&write(Format::Json, Look::default(), &batches)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1600);
}

proptest! {
    #[test]
    fn any_text_survives_json_and_breaks_no_line(text in ".*", name in ".*") {
        let batch = batch(vec![(name.as_str(), Arc::new(StringArray::from(vec![text.as_str()])) as ArrayRef)]);
        let line = write(Format::Ndjson, Look::default(), std::slice::from_ref(&batch));
        prop_assert_eq!(line.matches('\n').count(), 1);
        let object: serde_json::Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(object[&name].as_str(), Some(text.as_str()));
        let table = write(Format::Table, Look { width: Some(40), styled: false }, &[batch]);
        prop_assert_eq!(table.lines().count(), 3);
        let moves = table.contains(char::from(27));
        prop_assert!(!moves);
    }
}
