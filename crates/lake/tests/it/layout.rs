//! What the files look like, read back from their footers.

use std::fs::File;

use lakebed_lake::land::{CREATED_BY, PAGE_ROWS, ROW_GROUP_ROWS};
use lakebed_lake::{LandOptions, LocalStore};
use parquet::basic::{Compression, Encoding, LogicalType, TimeUnit, Type};
use parquet::file::metadata::{
    ColumnChunkMetaData, PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader,
};
use parquet::file::properties::ReaderProperties;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::{ReadOptionsBuilder, SerializedFileReader};
use tempfile::TempDir;

use crate::support::{land, land_with, ndjson, order_changes, orders, thing, things};

fn metadata(store: &LocalStore, key: &str) -> ParquetMetaData {
    let file = File::open(store.path(key).unwrap()).unwrap();
    ParquetMetaDataReader::new()
        .with_page_index_policy(PageIndexPolicy::Required)
        .parse_and_finish(&file)
        .unwrap()
}

fn column<'a>(metadata: &'a ParquetMetaData, group: usize, name: &str) -> &'a ColumnChunkMetaData {
    let columns = metadata.row_group(group).columns();
    columns
        .iter()
        .find(|column| column.column_path().string() == name)
        .unwrap_or_else(|| panic!("no column {name}"))
}

#[test]
fn orders_are_written_for_pruning_and_size() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let landed = land(&store, &orders(), order_changes(30_000, 1));
    assert_eq!(landed.ledger.objects, 1);
    let key = &landed.ledger.object_keys[0];
    assert!(
        key.starts_with(&format!(
            "data/orders_changes/dt={}/",
            lakebed_testkit::SAMPLE_DAY
        )) && key.ends_with(".parquet"),
        "{key}"
    );
    let metadata = metadata(&store, key);
    let file = metadata.file_metadata();
    assert_eq!(file.created_by(), Some(CREATED_BY));
    assert_eq!(file.version(), 1);
    assert_eq!(file.num_rows() as u64, landed.ledger.landed);
    let pairs = file.key_value_metadata().unwrap();
    let value = |key: &str| {
        pairs
            .iter()
            .find(|pair| pair.key == key)
            .and_then(|pair| pair.value.clone())
    };
    assert_eq!(value("lakebed.table").as_deref(), Some("orders_changes"));
    assert_eq!(
        value("lakebed.definition"),
        Some(lakebed_lake::definition_version(orders().definition()))
    );
    assert_eq!(
        value("ARROW:schema"),
        None,
        "readers must see what Hive sees"
    );

    for column in metadata.row_group(0).columns() {
        assert!(
            matches!(column.compression(), Compression::ZSTD(_)),
            "{}",
            column.column_path()
        );
        assert!(column.statistics().is_some(), "{}", column.column_path());
    }
    // Sorted by key, then change: the files say so by the leaf columns' places.
    let names: Vec<_> = metadata
        .row_group(0)
        .columns()
        .iter()
        .map(|column| column.column_path().string())
        .collect();
    let sorting = metadata.row_group(0).sorting_columns().unwrap();
    let sorted_by: Vec<_> = sorting
        .iter()
        .map(|by| names[by.column_idx as usize].as_str())
        .collect();
    assert_eq!(sorted_by, ["order_id", "change_sequence", "change_id"]);
    assert!(sorting.iter().all(|by| !by.descending));

    // What is unique has no dictionary, what repeats has one.
    let has_dictionary = |name: &str| {
        column(&metadata, 0, name)
            .dictionary_page_offset()
            .is_some()
    };
    for name in ["change_id", "change_sequence", "order_id"] {
        assert!(!has_dictionary(name), "{name}");
    }
    for name in [
        "status",
        "currency",
        "change_type",
        "shipping.country",
        "items.list.element.product_id",
    ] {
        assert!(has_dictionary(name), "{name}");
    }
    for (name, encoding) in [
        ("order_id", Encoding::DELTA_BYTE_ARRAY),
        ("change_sequence", Encoding::DELTA_BYTE_ARRAY),
        ("change_id", Encoding::DELTA_LENGTH_BYTE_ARRAY),
        ("updated_at", Encoding::DELTA_BINARY_PACKED),
        ("amount", Encoding::RLE_DICTIONARY),
        ("shipping.street", Encoding::RLE_DICTIONARY),
    ] {
        assert!(
            column(&metadata, 0, name)
                .encodings()
                .any(|found| found == encoding),
            "{name}"
        );
    }

    // Pages of the key are small, and their bounds are kept.
    let place = names.iter().position(|name| name == "order_id").unwrap();
    let pages = &metadata.offset_index().unwrap()[0][place].page_locations;
    assert!(pages.len() > 1);
    let first_rows: Vec<_> = pages
        .iter()
        .map(|page| page.first_row_index as usize)
        .collect();
    assert!(
        first_rows
            .windows(2)
            .all(|pair| pair[1] - pair[0] <= PAGE_ROWS + 1024),
        "{first_rows:?}"
    );
    let filtered: Vec<_> = metadata
        .row_group(0)
        .columns()
        .iter()
        .filter(|column| column.bloom_filter_offset().is_some())
        .map(|c| c.column_path().string())
        .collect();
    assert_eq!(filtered, ["order_id"]);
}

#[test]
fn types_are_those_that_hive_readers_expect() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let landed = land(&store, &orders(), order_changes(500, 1));
    let metadata = metadata(&store, &landed.ledger.object_keys[0]);
    let names: Vec<_> = metadata
        .row_group(0)
        .columns()
        .iter()
        .map(|column| column.column_path().string())
        .collect();
    for name in [
        "items.list.element.price",
        "tags.list.element",
        "attributes.key_value.key",
        "attributes.key_value.value",
        "shipping.city",
    ] {
        assert!(
            names.iter().any(|found| found == name),
            "{name} in {names:?}"
        );
    }
    assert!(
        !names.iter().any(|name| name == "dt"),
        "partition columns are in the path"
    );
    for (name, physical, logical) in [
        (
            "change_time",
            Type::INT64,
            Some(LogicalType::timestamp(false, TimeUnit::MILLIS)),
        ),
        ("amount", Type::INT64, Some(LogicalType::decimal(2, 12))),
        (
            "exchange_rate",
            Type::FIXED_LEN_BYTE_ARRAY,
            Some(LogicalType::decimal(9, 38)),
        ),
        ("order_date", Type::INT32, Some(LogicalType::Date)),
        ("order_id", Type::BYTE_ARRAY, Some(LogicalType::String)),
        ("signature", Type::BYTE_ARRAY, None),
        ("weight_kg", Type::DOUBLE, None),
    ] {
        let descriptor = column(&metadata, 0, name).column_descr();
        assert_eq!(descriptor.physical_type(), physical, "{name}");
        assert_eq!(descriptor.logical_type_ref().cloned(), logical, "{name}");
    }
}

#[test]
fn bloom_filters_know_the_keys() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let landed = land(&store, &things(), ndjson((0..500).map(|n| n * 5)));
    let file = File::open(store.path(&landed.ledger.object_keys[0]).unwrap()).unwrap();
    let properties = ReaderProperties::builder()
        .set_read_bloom_filter(true)
        .build();
    let reader = SerializedFileReader::new_with_options(
        file,
        ReadOptionsBuilder::new()
            .with_reader_properties(properties)
            .build(),
    )
    .unwrap();
    let group = reader.get_row_group(0).unwrap();
    let place = group
        .metadata()
        .columns()
        .iter()
        .position(|column| column.column_path().string() == "id")
        .unwrap();
    let filter = group.get_column_bloom_filter(place).unwrap();
    assert!((0..500).all(|n| filter.check(&format!("key-{}", (n * 5 * 7919) % 1000).as_str())));
    let wrong = (0..10_000)
        .filter(|n| filter.check(&format!("no-such-key-{n}").as_str()))
        .count();
    assert!(wrong < 300, "{wrong} of 10000 false positives");
}

#[test]
fn row_groups_are_cut_at_their_size() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let count = ROW_GROUP_ROWS as u64 + 1000;
    let text: String = (0..count).map(|n| small_thing(n) + "\n").collect();
    let landed = land_with(
        &store,
        &things(),
        text,
        LandOptions {
            memory_budget: 1 << 30,
            ..LandOptions::default()
        },
    );
    let metadata = metadata(&store, &landed.ledger.object_keys[0]);
    let rows: Vec<_> = metadata
        .row_groups()
        .iter()
        .map(|group| group.num_rows())
        .collect();
    assert_eq!(rows, [ROW_GROUP_ROWS as i64, 1000]);
    // Sorted over all row groups, so that their bounds do not overlap.
    let bound = |group: usize, max: bool| {
        let statistics = column(&metadata, group, "id").statistics().unwrap().clone();
        (if max {
            statistics.max_bytes_opt()
        } else {
            statistics.min_bytes_opt()
        })
        .unwrap()
        .to_vec()
    };
    assert!(bound(0, true) <= bound(1, false));
}

fn small_thing(n: u64) -> String {
    let time = crate::support::DAY;
    let key = format!(
        r#""id":{{"S":"key-{:06}"}},"n":{{"N":"1"}}"#,
        (n * 7919) % 200_000
    );
    format!(
        r#"{{"eventID":"e{n}","eventName":"INSERT","eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/Things/stream/x","dynamodb":{{"ApproximateCreationDateTime":{time},"Keys":{{{key}}},"NewImage":{{{key}}},"SequenceNumber":"{n}"}}}}"#
    )
}

#[test]
fn a_definition_has_a_version() {
    let version =
        |plan: &lakebed_record::plan::Plan| lakebed_lake::definition_version(plan.definition());
    assert_eq!(version(&things()), version(&things()));
    let other =
        crate::support::plan_of(&crate::support::THINGS.replace("decimal(20,2)", "decimal(20,3)"));
    assert_ne!(version(&things()), version(&other));
    assert!(thing(1).contains("table/Things/"));
}
