//! The outer object of a change record: which kind it is, the change's own columns, and where its images are.

use crate::definition::PartitionKey;
use crate::layout::PartitionKeyValue;
use crate::number::Number;
use crate::plan::{ITEM, NodeId, Plan};
use crate::reject::{Fault, RejectKind};
use crate::scan::{Cursor, Pattern};
use crate::sink::Sink;
use crate::text::Text;
use crate::time::{self, MILLIS_PER_DAY};

use super::attribute;
use super::item::{State, Walk};
use super::kept::Span;
use super::order::Ring;
use super::{Arrival, DropRule, Options, Result, Skipped};

const CHANGE_TYPE: NodeId = 0;
const CHANGE_TIME: NodeId = 1;
const CHANGE_ID: NodeId = 2;
const CHANGE_SEQUENCE: NodeId = 3;
const CHANGE_EXPIRED: NodeId = 4;

/// Text order of sequence numbers is number order when all have this many digits; DynamoDB's have 21 to 40.
const SEQUENCE_DIGITS: usize = 40;

/// Changes happened after DynamoDB could have recorded them, and before a year of five digits.
const TIMES: std::ops::Range<i128> = 0..253_402_300_800_000_000;

/// Members of a record that are known, those that are passed over included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    EventId,
    EventName,
    Other,
    StreamRecord,
    Time,
    Precision,
    Keys,
    NewImage,
    OldImage,
    SequenceNumber,
    EventSourceArn,
    TableName,
    RecordFormat,
    UserIdentity,
    Item,
    Metadata,
}

/// In the order of DynamoDB Streams' records, so that little is left to learn.
const MEMBERS: [(Member, &str); 20] = [
    (Member::EventId, "eventID"),
    (Member::EventName, "eventName"),
    (Member::Other, "eventVersion"),
    (Member::Other, "eventSource"),
    (Member::Other, "awsRegion"),
    (Member::StreamRecord, "dynamodb"),
    (Member::Time, "ApproximateCreationDateTime"),
    (Member::Precision, "ApproximateCreationDateTimePrecision"),
    (Member::Keys, "Keys"),
    (Member::NewImage, "NewImage"),
    (Member::OldImage, "OldImage"),
    (Member::SequenceNumber, "SequenceNumber"),
    (Member::Other, "SizeBytes"),
    (Member::Other, "StreamViewType"),
    (Member::EventSourceArn, "eventSourceARN"),
    (Member::TableName, "tableName"),
    (Member::RecordFormat, "recordFormat"),
    (Member::UserIdentity, "userIdentity"),
    (Member::Item, "Item"),
    (Member::Metadata, "Metadata"),
];

/// Place of `dynamodb` among the members.
const STREAM_RECORD: usize = 5;

/// What is remembered of the outer objects of records before.
#[derive(Debug)]
pub(crate) struct Names {
    patterns: Vec<Pattern>,
    /// Of the members of the outer object; those of `dynamodb` follow it in the same ring.
    order: Ring,
    /// The stream that was last found to be the definition's source's.
    arn: String,
}

impl Names {
    pub fn new() -> Self {
        let pattern = |(_, name): &(Member, &str)| Pattern::new(format!("\"{name}\":").as_bytes());
        Self {
            patterns: MEMBERS.iter().map(pattern).collect(),
            order: Ring::new(MEMBERS.len()),
            arn: String::new(),
        }
    }
}

pub(crate) enum Done {
    Row { time_millis: i64 },
    Dropped(DropRule),
}

pub(crate) struct Reader<'a, 'w, S> {
    pub cursor: Cursor<'a>,
    pub plan: &'w Plan,
    pub options: Options,
    pub arrival: &'w Arrival,
    pub state: &'w mut State,
    pub names: &'w mut Names,
    pub key: &'w mut PartitionKeyValue,
    pub text: &'w mut String,
    pub sink: &'w mut S,
}

/// What the outer object says.
#[derive(Default)]
struct Seen<'a> {
    event_name: Option<Text<'a>>,
    event_id: Option<Text<'a>>,
    sequence: Option<Text<'a>>,
    arn: Option<Text<'a>>,
    /// `tableName`: only Kinesis Data Streams for DynamoDB has it.
    table_name: Option<Text<'a>>,
    /// `recordFormat` likewise.
    record_format: bool,
    expired: bool,
    time_micros: Option<i128>,
    /// Number and unit are put together at the end, since either may come first.
    time: Option<Number>,
    precision_micros: Option<bool>,
    dynamodb: bool,
    metadata: bool,
    keys: Option<Span>,
    /// Where the image stands that makes the row, and whether its binary was taken as encoded twice.
    image: Option<(Span, bool)>,
    item: bool,
    old_image: bool,
}

impl<'a, S: Sink> Reader<'a, '_, S> {
    pub fn read(mut self) -> Result<Done> {
        let mut seen = Seen::default();
        self.cursor.skip_space();
        if self.cursor.peek() != b'{' {
            let kind = if self.cursor.skip_value().is_ok() {
                RejectKind::NotAChange
            } else {
                RejectKind::NotJson
            };
            self.cursor.pos = 0;
            return Err(self.cursor.fail(kind));
        }
        self.cursor.pos += 1;
        if !self.cursor.eat(b'}') {
            let mut previous = self.names.order.start();
            loop {
                self.member(&mut previous, &mut seen)?;
                if !self.cursor.eat(b',') {
                    self.cursor.expect(b'}')?;
                    break;
                }
            }
        }
        let end = self.cursor.pos;
        self.cursor.skip_space();
        if end > self.cursor.len() || self.cursor.pos < self.cursor.len() {
            return Err(self.cursor.fail(RejectKind::NotJson));
        }
        self.row(seen)
    }

    /// One member of the outer object.
    fn member(&mut self, previous: &mut usize, seen: &mut Seen<'a>) -> Result<()> {
        match self.name(previous)? {
            Member::StreamRecord if self.cursor.peek() == b'{' => {
                seen.dynamodb = true;
                self.stream_record(seen)
            }
            Member::EventId => self.text(&mut seen.event_id),
            Member::EventName => self.text(&mut seen.event_name),
            Member::EventSourceArn => self.text(&mut seen.arn),
            Member::TableName => self.text(&mut seen.table_name),
            Member::RecordFormat => {
                seen.record_format = true;
                self.skip()
            }
            Member::UserIdentity => self.user_identity(seen),
            Member::Item => {
                seen.item = true;
                self.image(seen)
            }
            Member::Metadata if self.cursor.peek() == b'{' => {
                seen.metadata = true;
                self.metadata(seen)
            }
            member @ (Member::Keys | Member::NewImage | Member::OldImage) => {
                self.image_member(member, seen)
            }
            _ => self.skip(),
        }
    }

    /// The `dynamodb` member of a stream's record.
    fn stream_record(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        self.cursor.pos += 1;
        if self.cursor.eat(b'}') {
            return Ok(());
        }
        let mut previous = STREAM_RECORD;
        loop {
            match self.name(&mut previous)? {
                member @ (Member::Keys | Member::NewImage | Member::OldImage) => {
                    self.image_member(member, seen)?;
                }
                Member::SequenceNumber => self.text(&mut seen.sequence)?,
                Member::Time => self.time(seen)?,
                Member::Precision => {
                    let mut precision = None;
                    self.text(&mut precision)?;
                    seen.precision_micros = match precision {
                        Some(Text::Plain("MICROSECOND")) => Some(true),
                        Some(Text::Plain("MILLISECOND")) => Some(false),
                        _ => None,
                    };
                }
                _ => self.skip()?,
            }
            if !self.cursor.eat(b',') {
                return self.cursor.expect(b'}');
            }
        }
    }

    fn image_member(&mut self, member: Member, seen: &mut Seen<'a>) -> Result<()> {
        if self.cursor.peek() != b'{' {
            return self.skip(); // null stands for an image that is not there
        }
        match member {
            Member::NewImage => self.image(seen),
            Member::Keys => {
                let start = self.cursor.pos;
                self.cursor.skip_value()?;
                seen.keys = Some((start, self.cursor.pos));
                Ok(())
            }
            _ => {
                seen.old_image = true;
                self.skip()
            }
        }
    }

    fn image(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        if seen.image.is_some() {
            return Err(self.cursor.fail(RejectKind::NotAChange));
        }
        let double_base64 = seen.is_kinesis();
        let start = self.cursor.pos;
        self.walk(start, double_base64)?;
        seen.image = Some(((start, self.cursor.pos), double_base64));
        Ok(())
    }

    /// Walks the item at `start` into the sink's row.
    fn walk(&mut self, start: usize, double_base64: bool) -> Result<()> {
        self.cursor.pos = start;
        self.state.begin();
        let mut walk = Walk {
            cursor: self.cursor,
            plan: self.plan,
            state: self.state,
            sink: self.sink,
            double_base64,
        };
        walk.map(ITEM, 1)?;
        self.cursor = walk.cursor;
        Ok(())
    }

    /// Forgets the row that was begun, and walks another item for it.
    fn walk_again(&mut self, start: usize, double_base64: bool) -> Result<()> {
        self.sink.revert_row();
        self.sink.begin_row();
        self.walk(start, double_base64)
    }

    /// Of a full export's line there is `Item` alone; an incremental export's has `Metadata`, `Keys` and images.
    fn metadata(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        let mut written = None;
        attribute::members(&mut self.cursor, |cursor, key, _| {
            if key == Text::Plain("WriteTimestampMicros") {
                attribute::open(cursor)?;
                written = Some(attribute::number(cursor)?.0);
                attribute::close(cursor)
            } else {
                cursor.skip_value()
            }
        })?;
        seen.time_micros = written.and_then(|n| n.scaled(0));
        Ok(())
    }

    fn user_identity(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        if self.cursor.peek() != b'{' {
            return self.skip();
        }
        let (mut service, mut dynamodb) = (false, false);
        attribute::members(&mut self.cursor, |cursor, key, _| {
            let is_string = cursor.peek() == b'"';
            match key {
                Text::Plain("type" | "Type") if is_string => {
                    service = cursor.string()? == Text::Plain("Service")
                }
                Text::Plain("principalId" | "PrincipalId") if is_string => {
                    dynamodb = cursor.string()? == Text::Plain("dynamodb.amazonaws.com");
                }
                _ => cursor.skip_value()?,
            }
            Ok(())
        })?;
        seen.expired = service && dynamodb;
        Ok(())
    }

    /// The change's time: epoch seconds as a number of any spelling; some tools write ISO 8601.
    fn time(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        let start = self.cursor.pos;
        match self.cursor.peek() {
            b'"' => {
                let text = self.cursor.string()?;
                let text = text.decode(self.text);
                match (time::parse_timestamp(text), Number::parse(text)) {
                    (Some(millis), _) => seen.time_micros = Some(i128::from(millis) * 1000),
                    (_, Ok(number)) => seen.time = Some(number),
                    _ => return Err(Fault::new(RejectKind::BadTime, start)),
                }
            }
            b'n' => self.cursor.word(b"null")?,
            _ => {
                let text = self.cursor.number()?;
                let Ok(number) = Number::parse(text) else {
                    return Err(Fault::new(RejectKind::BadTime, start));
                };
                seen.time = Some(number);
            }
        }
        Ok(())
    }

    /// The name of the next member, up to its value; names that mean nothing here are all [`Member::Other`].
    #[inline(always)]
    fn name(&mut self, previous: &mut usize) -> Result<Member> {
        self.cursor.skip_space();
        let Names {
            patterns, order, ..
        } = &mut *self.names;
        if let Some(found) = order.find(*previous, |at| self.cursor.eat_pattern(&patterns[at])) {
            *previous = found;
            self.cursor.skip_space();
            return Ok(MEMBERS[found].0);
        }
        let name = self.cursor.string()?;
        self.cursor.expect(b':')?;
        self.cursor.skip_space();
        let Text::Plain(name) = name else {
            return Ok(Member::Other);
        };
        let Some(found) = MEMBERS.iter().position(|(_, known)| *known == name) else {
            return Ok(Member::Other);
        };
        order.learn(*previous, found);
        *previous = found;
        Ok(MEMBERS[found].0)
    }

    /// A string into `out`; any other value is passed.
    fn text(&mut self, out: &mut Option<Text<'a>>) -> Result<()> {
        if self.cursor.peek() == b'"' {
            *out = Some(self.cursor.string()?);
            return Ok(());
        }
        self.skip()
    }

    fn skip(&mut self) -> Result<()> {
        match self.options.skipped {
            Skipped::Validated => self.cursor.skip_value(),
            Skipped::Balanced => self.cursor.skip_balanced(),
        }
    }

    /// All is read: decides what the record is, and completes the row.
    fn row(mut self, seen: Seen<'a>) -> Result<Done> {
        let change_type = self.change_type(&seen)?;
        self.check_table(&seen)?;
        let micros = self.change_micros(&seen)?;
        if change_type == "remove" {
            let Some((keys, _)) = seen.keys else {
                return Err(self.cursor.fail(RejectKind::MissingKey));
            };
            self.walk_again(keys, seen.is_kinesis())?;
        } else {
            let Some((image, taken_as_double)) = seen.image else {
                return Err(self.cursor.fail(RejectKind::NoNewImage));
            };
            if taken_as_double != seen.is_kinesis()
                && (self.state.saw_binary
                    || self.state.undeclared.len() + self.state.rescued.len() > 0)
            {
                self.walk_again(image.0, seen.is_kinesis())?;
            }
        }
        if let Some(rule) = self.filtered(&seen)? {
            return Ok(Done::Dropped(rule));
        }
        if self.state.keys_found != self.plan.keys {
            return Err(self.cursor.fail(RejectKind::MissingKey));
        }
        let time_millis = micros.div_euclid(1000) as i64;
        self.change_columns(&seen, change_type, micros, time_millis)?;
        self.kept_columns(seen.is_kinesis())?;
        self.partition(time_millis);
        Ok(Done::Row { time_millis })
    }

    fn change_type(&self, seen: &Seen<'a>) -> Result<&'static str> {
        if seen.dynamodb {
            return match seen.event_name {
                Some(Text::Plain("INSERT")) => Ok("insert"),
                Some(Text::Plain("MODIFY")) => Ok("modify"),
                Some(Text::Plain("REMOVE")) => Ok("remove"),
                _ => Err(self.cursor.fail(RejectKind::NotAChange)),
            };
        }
        if seen.item {
            return Ok("insert");
        }
        if !seen.metadata || seen.keys.is_none() {
            return Err(self.cursor.fail(RejectKind::NotAChange));
        }
        // An export without old images cannot tell an insert from a modification.
        Ok(match (seen.image.is_some(), seen.old_image) {
            (false, _) => "remove",
            (true, true) => "modify",
            (true, false) => "insert",
        })
    }

    fn check_table(&mut self, seen: &Seen<'a>) -> Result<()> {
        if let (None, Some(Text::Plain(arn))) = (seen.table_name, seen.arn)
            && arn == self.names.arn
        {
            return Ok(());
        }
        let mut scratch = String::new();
        let table = match (seen.table_name, seen.arn) {
            (Some(name), _) => name.decode(&mut scratch),
            // arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL
            (None, Some(arn)) => match arn.decode(&mut scratch).split_once(":table/") {
                Some((_, rest)) => rest.split('/').next().unwrap_or_default(),
                None => return Err(self.cursor.fail(RejectKind::WrongTable)),
            },
            (None, None) => return Ok(()),
        };
        if table == self.plan.definition().source {
            if let Some(Text::Plain(arn)) = seen.arn {
                arn.clone_into(&mut self.names.arn);
            }
            return Ok(());
        }
        Err(self.cursor.fail(RejectKind::WrongTable))
    }

    fn change_micros(&self, seen: &Seen<'a>) -> Result<i128> {
        let micros = match (seen.time, seen.time_micros) {
            (Some(number), _) => {
                let units_per_micro = match (seen.is_kinesis(), seen.precision_micros) {
                    (true, Some(true)) => 0,
                    (true, Some(false)) => 3,
                    // No unit is named: seconds until the year 5138, milliseconds from 1973, else microseconds.
                    _ => match number.scaled_floor(0) {
                        Some(n) if n < 100_000_000_000 => 6,
                        Some(n) if n < 100_000_000_000_000 => 3,
                        _ => 0,
                    },
                };
                number.scaled_floor(units_per_micro)
            }
            (None, Some(micros)) => Some(micros),
            (None, None) => match self.arrival.time_micros {
                Some(micros) => Some(i128::from(micros)),
                None => return Err(self.cursor.fail(RejectKind::NoTime)),
            },
        };
        micros
            .filter(|m| TIMES.contains(m))
            .ok_or_else(|| self.cursor.fail(RejectKind::BadTime))
    }

    fn filtered(&mut self, seen: &Seen<'a>) -> Result<Option<DropRule>> {
        let Some(filter) = &self.plan.definition().filter else {
            return Ok(None);
        };
        let Some((start, _)) = seen.keys.or(seen.image.map(|(span, _)| span)) else {
            return Ok(None);
        };
        let mut cursor = self.cursor;
        cursor.pos = start;
        let mut passes = false;
        let mut scratch = String::new();
        attribute::members(&mut cursor, |cursor, key, _| {
            let wanted = key.decode(&mut scratch) == filter.attribute;
            let value = *cursor;
            attribute::skip(cursor, 1)?;
            if wanted {
                let mut value = value;
                if attribute::open(&mut value)? == crate::plan::Tag::S {
                    passes = value
                        .string()?
                        .decode(&mut scratch)
                        .starts_with(&filter.prefix);
                }
            }
            Ok(())
        })?;
        Ok((!passes).then_some(DropRule::Filtered))
    }

    fn change_columns(
        &mut self,
        seen: &Seen<'a>,
        change_type: &'static str,
        micros: i128,
        time_millis: i64,
    ) -> Result<()> {
        let sink = &mut *self.sink;
        sink.begin_column(CHANGE_TYPE);
        sink.string(CHANGE_TYPE, Text::Plain(change_type));
        sink.begin_column(CHANGE_TIME);
        sink.timestamp(CHANGE_TIME, time_millis);
        sink.begin_column(CHANGE_ID);
        match seen.event_id {
            Some(id) if !id.is_empty() => sink.string(CHANGE_ID, id),
            _ => {
                let hash = xxhash_rust::xxh3::xxh3_128(
                    self.cursor.slice(0, self.cursor.len())?.as_bytes(),
                );
                sink.string(CHANGE_ID, Text::Plain(&format!("{hash:032x}")));
            }
        }
        let mut sequence = [b'0'; SEQUENCE_DIGITS];
        let mut of_time = [0u8; SEQUENCE_DIGITS];
        let digits = match seen.sequence {
            Some(Text::Plain(digits)) => digits.as_bytes(),
            Some(_) => return Err(self.cursor.fail(RejectKind::BadSequence)),
            // Without a sequence number the time itself orders the changes, to the microsecond.
            None => decimal_digits(micros.unsigned_abs(), &mut of_time),
        };
        if digits.is_empty()
            || digits.len() > SEQUENCE_DIGITS
            || !digits.iter().all(u8::is_ascii_digit)
        {
            return Err(self.cursor.fail(RejectKind::BadSequence));
        }
        sequence[SEQUENCE_DIGITS - digits.len()..].copy_from_slice(digits);
        sink.begin_column(CHANGE_SEQUENCE);
        sink.string(
            CHANGE_SEQUENCE,
            Text::Plain(std::str::from_utf8(&sequence).unwrap_or_default()),
        );
        sink.begin_column(CHANGE_EXPIRED);
        sink.boolean(CHANGE_EXPIRED, seen.expired && change_type == "remove");
        Ok(())
    }

    fn kept_columns(&mut self, double_base64: bool) -> Result<()> {
        let rescued = self.plan.columns() as NodeId - 1;
        for (node, kept) in [
            (rescued - 1, &self.state.undeclared),
            (rescued, &self.state.rescued),
        ] {
            if kept.len() > 0 {
                kept.write(&self.cursor, double_base64, self.text)?;
                self.sink.begin_column(node);
                self.sink.string(node, Text::Raw(self.text));
            }
        }
        Ok(())
    }

    fn partition(&mut self, time_millis: i64) {
        self.key.day = time_millis.div_euclid(MILLIS_PER_DAY) as i32;
        self.key.hour = 0;
        if self
            .plan
            .definition()
            .partition
            .contains(&PartitionKey::Hour)
        {
            self.key.hour = (time_millis.rem_euclid(MILLIS_PER_DAY) / 3_600_000) as u8;
        }
        self.key.columns.clone_from(&self.state.partition);
    }
}

impl Seen<'_> {
    /// True for Kinesis Data Streams for DynamoDB, which encodes binary twice and names the unit of its time.
    fn is_kinesis(&self) -> bool {
        self.record_format || self.table_name.is_some()
    }
}

fn decimal_digits(mut value: u128, out: &mut [u8; SEQUENCE_DIGITS]) -> &[u8] {
    let mut at = out.len();
    while at > 0 {
        at -= 1;
        out[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    &out[at..]
}
