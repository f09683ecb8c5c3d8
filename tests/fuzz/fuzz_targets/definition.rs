//! The definition parser: any text is a sound table or a list of problems with their lines, and a sound table compiles into a plan.

#![no_main]

use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;
use lakebed_record::types::ColumnType;
use libfuzzer_sys::fuzz_target;

const CHANGE: &[u8] = br#"{"eventID":"1","eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1795132800,"Keys":{"k":{"S":"a"}},"NewImage":{"k":{"S":"a"},"n":{"N":"1.50"},"m":{"M":{"a":{"L":[{"NULL":true}]}}}},"SequenceNumber":"1"}}"#;

fuzz_target!(|text: &str| {
    match TableDefinition::parse(text, "table.toml") {
        Ok(definition) => {
            for column in definition.file_schema() {
                let glue = column.ty.glue();
                let again = ColumnType::parse(&glue).map(|ty| ty.glue());
                // `json` and originals are texts to Glue.
                assert!(again.is_ok_and(|again| again == glue), "{glue}");
            }
            assert_eq!(
                definition.partition_names().len(),
                definition.partition.len()
            );
            let plan = Arc::new(Plan::compile(&definition));
            let mut sink = JsonSink::new(&plan);
            let mut flattener = Flattener::new(plan, Options::default());
            flattener.flatten(CHANGE, 0..CHANGE.len(), &Arrival::default(), &mut sink);
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            let lines = text.lines().count().max(1);
            for problem in &problems {
                assert!((1..=lines + 1).contains(&problem.line), "{problem}");
                assert!(!problem.message.is_empty());
                assert!(problem.message.lines().count() == 1, "{problem}");
            }
            assert!(problems.is_sorted_by_key(|problem| problem.line));
        }
    }
});
