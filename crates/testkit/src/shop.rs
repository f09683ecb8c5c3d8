//! The shop: runs a table's life through the days and sees to its delivery.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{self, Write};

use crate::calendar::{Calendar, push_date};
use crate::change::{self, Change, Kind, Oddity, Stamp};
use crate::delivery::{BROKEN, Delivery, broken};
use crate::events::Visits;
use crate::manifest::{KeyState, Manifest};
use crate::orders::Orders;
use crate::rng::Rng;

/// The form the records are written in, one JSON object per line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Envelope {
    /// DynamoDB Streams, as a record arrives behind an EventBridge Pipe: times in seconds.
    #[default]
    Streams,
    /// Kinesis Data Streams for DynamoDB: times in microseconds, binary in base64 twice.
    Kinesis,
    /// A full export to S3: every item as it is in the end. Nothing in it is odd on delivery.
    ExportFull,
    /// An incremental export to S3: every changed key, before and after. Nothing in it is odd on delivery.
    ExportIncremental,
}

/// How a sample is made. Rates are per million.
#[derive(Debug, Clone)]
pub struct Options {
    /// Days covered, the last of them [`crate::SAMPLE_DAY`].
    pub days: u32,
    pub envelope: Envelope,
    /// Changes that arrive a second time.
    pub duplicates_ppm: u32,
    /// Changes that arrive after later ones.
    pub late_ppm: u32,
    /// Items with attributes that the definition does not know.
    pub undeclared_ppm: u32,
    /// Items with a value that does not fit its column.
    pub misfit_ppm: u32,
    /// Broken records; `None`: one in 10,000, at least one of each kind once there are 1,000 records.
    pub broken: Option<u64>,
    /// Keep the end state of every key in the manifest: about half a kilobyte of memory per key.
    pub track_state: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            days: 1,
            envelope: Envelope::Streams,
            duplicates_ppm: 4_000,
            late_ppm: 10_000,
            undeclared_ppm: 10_000,
            misfit_ppm: 3_000,
            broken: None,
            track_state: false,
        }
    }
}

impl Options {
    /// Nothing odd: every record is a distinct change that fits its definition, in order.
    pub fn clean() -> Self {
        Self {
            duplicates_ppm: 0,
            late_ppm: 0,
            undeclared_ppm: 0,
            misfit_ppm: 0,
            broken: Some(0),
            ..Self::default()
        }
    }

    fn broken_of(&self, records: u64) -> u64 {
        match self.broken {
            Some(count) => count.min(records),
            None if records < 1_000 => 0,
            None => (records / 10_000).max(BROKEN.len() as u64),
        }
    }
}

/// A table's life: what happens next.
pub(crate) trait Life {
    /// The next change, at `now_ms`, which never runs backwards.
    fn next(&mut self, now_ms: u64, rng: &mut Rng) -> Change;
}

/// The sample shop. See the crate's documentation.
#[derive(Debug, Clone)]
pub struct Shop {
    seed: u64,
    options: Options,
}

impl Shop {
    pub fn new(seed: u64, options: Options) -> Self {
        Self { seed, options }
    }

    /// Writes `records` records of the table `Orders` (in an export: what that many changes come to).
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_orders(&self, out: impl Write, records: u64) -> io::Result<Manifest> {
        let mut rng = Rng::new(self.seed);
        let calendar = Calendar::new(self.options.days);
        let life = Orders::new(&self.options, &calendar, records, &mut rng);
        self.write("Orders", life, calendar, rng, out, records)
    }

    /// Writes `records` records of the table `UserEvents` (in an export: what that many changes come to).
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_user_events(&self, out: impl Write, records: u64) -> io::Result<Manifest> {
        let rng = Rng::new(self.seed ^ 0x0065_7665_6e74_7300);
        let calendar = Calendar::new(self.options.days);
        let life = Visits::new(&self.options, &calendar, records);
        self.write("UserEvents", life, calendar, rng, out, records)
    }

    fn write(
        &self,
        source: &'static str,
        life: impl Life,
        calendar: Calendar,
        rng: Rng,
        out: impl Write,
        records: u64,
    ) -> io::Result<Manifest> {
        let mut options = self.options.clone();
        let export = matches!(
            options.envelope,
            Envelope::ExportFull | Envelope::ExportIncremental
        );
        if export {
            options = Options {
                duplicates_ppm: 0,
                late_ppm: 0,
                broken: Some(0),
                track_state: true,
                ..options
            };
        }
        let run = Run {
            broken: options.broken_of(records),
            options,
            source,
            calendar,
            rng,
            // 21 digits at first and 25 in the end, so that the order of texts is not the order of numbers.
            sequence: 300_000_000_000_000_499_659,
            manifest: Manifest {
                source,
                ..Manifest::default()
            },
        };
        if export {
            let mut manifest = run.live(life, io::sink(), records)?;
            write_export(self.options.envelope, &mut manifest, out)?;
            Ok(manifest)
        } else {
            run.live(life, out, records)
        }
    }
}

struct Run {
    options: Options,
    broken: u64,
    source: &'static str,
    calendar: Calendar,
    rng: Rng,
    sequence: u128,
    manifest: Manifest,
}

impl Run {
    fn live(mut self, mut life: impl Life, out: impl Write, records: u64) -> io::Result<Manifest> {
        let mut delivery = Delivery::new(out);
        let (mut made, mut broken_made) = (0, 0);
        let mut line = String::new();
        let mut keys = String::new();
        while made < records {
            let break_it = broken_made < ((self.broken + 1) * made / records).min(self.broken);
            let now_us = self.now_us(made, records);
            let change = life.next(now_us / 1_000, &mut self.rng);
            let stamp = self.stamp(now_us, records);
            line.clear();
            change::write(
                &mut line,
                &change,
                &stamp,
                self.options.envelope,
                self.source,
            );
            keys.clone_from(&change.keys);
            self.count(change, &stamp);
            let late = self.rng.chance(self.options.late_ppm);
            let twice = made + 1 < records && self.rng.chance(self.options.duplicates_ppm);
            if twice {
                self.manifest.duplicates += 1;
                made += 1;
                let lines = self.rng.between(1, 2_000);
                delivery.hold(line.clone(), lines);
            }
            made += 1;
            if late {
                self.manifest.late += 1;
                let lines = self.rng.between(20, 3_000);
                delivery.hold(line.clone(), lines);
            } else {
                delivery.send(line.as_bytes())?;
            }
            if break_it && made < records {
                let kind = BROKEN[(broken_made % BROKEN.len() as u64) as usize];
                delivery.send(&broken(kind, &line, &keys, self.source))?;
                *self.manifest.broken.entry(kind).or_default() += 1;
                broken_made += 1;
                made += 1;
            }
        }
        (self.manifest.records, self.manifest.bytes) = delivery.finish()?;
        Ok(self.manifest)
    }

    fn now_us(&mut self, made: u64, records: u64) -> u64 {
        const STEPS: u64 = 1 << 20;
        let part = u128::from(made) * u128::from(STEPS) + u128::from(self.rng.below(STEPS));
        let ms = self
            .calendar
            .moment_ms(part, u128::from(records) * u128::from(STEPS));
        ms * 1_000 + self.rng.below(1_000)
    }

    fn stamp(&mut self, time_us: u64, records: u64) -> Stamp {
        self.sequence += self.sequence * 9 / u128::from(records.max(64))
            + u128::from(self.rng.below(1_000_000))
            + 1;
        Stamp {
            id: (self.rng.next(), self.rng.next()),
            sequence: self.sequence,
            time_us,
            float_time: self.rng.chance(1_000),
        }
    }

    fn count(&mut self, change: Change, stamp: &Stamp) {
        let manifest = &mut self.manifest;
        manifest.changes += 1;
        match change.kind {
            Kind::Insert => manifest.inserts += 1,
            Kind::Modify => manifest.modifies += 1,
            Kind::Remove => manifest.removes += 1,
        }
        manifest.expired += u64::from(change.expired);
        if change.new.is_some() {
            manifest.with_undeclared += u64::from(change.oddity == Oddity::Undeclared);
            manifest.with_misfit += u64::from(change.oddity == Oddity::Misfit);
        }
        let mut day = String::with_capacity(10);
        push_date(&mut day, stamp.time_us / 1_000);
        *manifest.by_day.entry(day).or_default() += 1;
        if self.options.track_state && (self.source == "Orders" || change.kind == Kind::Insert) {
            remember(manifest, change, stamp, self.options.envelope);
        }
    }
}

fn remember(manifest: &mut Manifest, change: Change, stamp: &Stamp, envelope: Envelope) {
    let state = KeyState {
        keys: change.keys,
        change_id: stamp.id(envelope),
        sequence: stamp.sequence,
        change_time_us: stamp.time_us,
        before: change.old,
        image: change.new,
    };
    let live = |state: &KeyState| u64::from(state.image.is_some());
    manifest.live_keys += live(&state);
    manifest.removed_keys += 1 - live(&state);
    match manifest.state.entry(change.key) {
        Entry::Vacant(entry) => {
            entry.insert(state);
        }
        Entry::Occupied(mut entry) => {
            let last = entry.get_mut();
            manifest.live_keys -= live(last);
            manifest.removed_keys -= 1 - live(last);
            *last = KeyState {
                before: last.before.take(),
                ..state
            };
        }
    }
}

/// Writes what the state comes to, and leaves in the manifest what an export's reader sees.
fn write_export(envelope: Envelope, manifest: &mut Manifest, out: impl Write) -> io::Result<()> {
    let mut delivery = Delivery::new(out);
    let mut line = String::new();
    let (mut inserts, mut modifies, mut removes) = (0, 0, 0);
    for state in manifest.state.values() {
        line.clear();
        if envelope == Envelope::ExportFull {
            let Some(image) = &state.image else { continue };
            change::write_full(&mut line, image);
            inserts += 1;
        } else {
            let (before, after) = (state.before.as_deref(), state.image.as_deref());
            change::write_incremental(&mut line, &state.keys, state.change_time_us, before, after);
            match (before, after) {
                (None, Some(_)) => inserts += 1,
                (Some(_), Some(_)) => modifies += 1,
                (_, None) => removes += 1,
            }
        }
        delivery.send(line.as_bytes())?;
    }
    let (records, bytes) = delivery.finish()?;
    *manifest = Manifest {
        source: manifest.source,
        records,
        bytes,
        changes: records,
        inserts,
        modifies,
        removes,
        live_keys: manifest.live_keys,
        removed_keys: manifest.removed_keys,
        state: std::mem::take(&mut manifest.state),
        broken: BTreeMap::new(),
        ..Manifest::default()
    };
    Ok(())
}
