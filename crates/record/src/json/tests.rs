use std::sync::Arc;

use super::*;
use crate::definition::TableDefinition;
use crate::flatten::{Arrival, Flattener, Options, Outcome};

/// Keys and texts of every length around that of a chunk are written as they are, into lines that grow.
#[test]
fn short_and_long_pieces_are_written_alike() {
    for name_len in (1..8).chain(24..36) {
        let name = "n".repeat(name_len);
        let text = format!(
            "name = \"t\"\nsource = \"T\"\nprimary_key = [\"id\"]\n[[column]]\nname = \"id\"\ntype = \"string\"\n[[column]]\nname = \"{name}\"\ntype = \"string\"\n"
        );
        let definition = TableDefinition::parse(&text, "t.toml").unwrap();
        let plan = Arc::new(Plan::compile(&definition));
        let mut flattener = Flattener::new(plan.clone(), Options::default());
        let mut sink = JsonSink::new(&plan);
        let mut expected = String::new();
        for len in (0..4)
            .chain(14..19)
            .chain(29..36)
            .chain(61..68)
            .chain([5000])
        {
            let value = "v".repeat(len);
            let record = format!(r#"{{"Item":{{"id":{{"S":"k"}},"{name}":{{"S":"{value}"}}}}}}"#);
            let arrival = Arrival {
                time_micros: Some(0),
            };
            let before = sink.lines().len();
            let outcome =
                flattener.flatten(record.as_bytes(), 0..record.len(), &arrival, &mut sink);
            assert!(matches!(outcome, Outcome::Row(_)), "{record}");
            expected.push_str(&format!(r#"{{"id":"k","{name}":"{value}","#));
            let line = std::str::from_utf8(&sink.lines()[before..]).unwrap();
            assert!(line.starts_with(&expected), "{line}");
            assert!(line.ends_with("\"change_expired\":false}\n"), "{line}");
            expected.clear();
        }
    }
}

#[test]
fn a_column_can_be_taken_back() {
    let text = "name = \"t\"\nsource = \"T\"\nprimary_key = [\"id\"]\n[[column]]\nname = \"id\"\ntype = \"string\"\n";
    let plan = Plan::compile(&TableDefinition::parse(text, "t.toml").unwrap());
    let mut sink = JsonSink::new(&plan);
    sink.begin_row();
    sink.begin_column(0);
    sink.string(0, Text::Plain("insert"));
    sink.begin_column(1);
    sink.timestamp(1, 86_399_999);
    sink.begin_column(2);
    sink.string(2, Text::Raw("a\"b"));
    sink.revert_column(2);
    sink.end_row();
    sink.begin_row();
    sink.begin_column(1);
    sink.timestamp(1, -1);
    sink.end_row();
    sink.begin_row();
    sink.end_row();
    sink.begin_row();
    sink.boolean(4, true);
    sink.revert_row();
    assert_eq!(
        std::str::from_utf8(sink.lines()).unwrap(),
        "{\"change_type\":\"insert\",\"change_time\":\"1970-01-01 23:59:59.999\"}\n{\"change_time\":\"1969-12-31 23:59:59.999\"}\n{}\n"
    );
}
