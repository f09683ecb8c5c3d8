//! The decoder: a record's bytes become a row, a drop or a rejection, and what was learned from earlier records changes none of it.
//!
//! The first byte chooses the table, the rest is the record.

#![no_main]

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome, Skipped};
use lakebed_record::infer::{Known, Sample};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;
use lakebed_record::route::Router;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const TABLES: [&str; 8] = [
    include_str!("../../../infra/tables/orders.toml"),
    include_str!("../../../infra/tables/user_events.toml"),
    include_str!("../../golden/every-type/table.toml"),
    include_str!("../../golden/partitions/table.toml"),
    include_str!("../../golden/originals/table.toml"),
    include_str!("../../golden/filter-pattern/table.toml"),
    include_str!("../../golden/undeclared/table.toml"),
    include_str!("../../golden/rescued/table.toml"),
];

/// The bits of the choice that ask for more than the walk, which is most of the time.
const LOOKS: u8 = 0b0111_0000;
/// A flattener that has seen nothing says the same.
const FRESH: u8 = 0b0001_0000;
/// Those who look at a change without a plan: the router, and inference, whose definition is a sound one.
const NO_PLAN: u8 = 0b0010_0000;

/// 2026-11-20T12:00:00Z
const ARRIVAL: Arrival = Arrival {
    time_micros: Some(1_795_176_000_000_000),
};

static PLANS: LazyLock<Vec<Arc<Plan>>> = LazyLock::new(|| {
    let parse = |text: &&str| TableDefinition::parse(text, "table.toml").expect("a sound table");
    TABLES
        .iter()
        .map(|text| Arc::new(Plan::compile(&parse(text))))
        .collect()
});
static ROUTER: LazyLock<Router> =
    LazyLock::new(|| Router::new(PLANS.iter().map(|plan| plan.definition())));

/// A flattener with its sink.
struct Way {
    flattener: Flattener,
    sink: JsonSink,
}

impl Way {
    fn new(plan: &Arc<Plan>, skipped: Skipped) -> Self {
        Self {
            flattener: Flattener::new(plan.clone(), Options { skipped }),
            sink: JsonSink::new(plan),
        }
    }

    /// What becomes of a record: true for a row, whose line is in the sink; else why not.
    fn walk(&mut self, record: &[u8]) -> (bool, String) {
        self.sink.clear();
        let range = 0..record.len();
        match self
            .flattener
            .flatten(record, range, &ARRIVAL, &mut self.sink)
        {
            Outcome::Row(row) => {
                let mut path = String::new();
                row.partition.write_path(&mut path);
                (true, path)
            }
            Outcome::Dropped(rule) => (false, rule.code().into()),
            Outcome::Rejected(reject) => (false, reject.to_string()),
        }
    }
}

thread_local! {
    /// For each table one that validates all and one that does not, both used for every record so far.
    static USED: RefCell<Vec<[Way; 2]>> = RefCell::new(
        PLANS
            .iter()
            .map(|plan| [Skipped::Validated, Skipped::Balanced].map(|s| Way::new(plan, s)))
            .collect(),
    );
}

fuzz_target!(|input: &[u8]| {
    let Some((&choice, record)) = input.split_first() else {
        return;
    };
    let table = usize::from(choice) % TABLES.len();
    USED.with_borrow_mut(|used| {
        let [validated, balanced] = &mut used[table];
        let (row, told) = validated.walk(record);
        if row {
            assert_eq!((row, &told), borrowed(&balanced.walk(record)));
            assert_eq!(validated.sink.lines(), balanced.sink.lines());
            assert!(told.split('/').all(|level| level.contains('=')), "{told}");
            let line = validated.sink.lines();
            let row: Value = serde_json::from_slice(line).expect("a row is JSON");
            assert!(row.is_object() && line.ends_with(b"\n"));
        } else {
            assert!(validated.sink.lines().is_empty(), "no row, and a line");
            assert!(!told.is_empty() && told.len() < 1000, "{told}");
            balanced.walk(record);
        }
        if choice & LOOKS == FRESH {
            let mut fresh = Way::new(&PLANS[table], Skipped::Validated);
            assert_eq!((row, &told), borrowed(&fresh.walk(record)));
            assert_eq!(validated.sink.lines(), fresh.sink.lines());
        }
    });
    if choice & LOOKS == NO_PLAN {
        let _ = ROUTER.route(record, 0..record.len());
        let mut sample = Sample::new(Known {
            source: Some("Orders".into()),
            ..Known::default()
        });
        if sample.add(record, 0..record.len()).is_ok()
            && let Ok(inferred) = sample.definitions()
        {
            for table in inferred {
                if let Err(problems) = TableDefinition::parse(&table.toml, "inferred.toml") {
                    panic!("{}\n{}", problems[0], table.toml);
                }
            }
        }
    }
});

fn borrowed((row, told): &(bool, String)) -> (bool, &String) {
    (*row, told)
}
