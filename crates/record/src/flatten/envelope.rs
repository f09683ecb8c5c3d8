//! The outer object of a change record: what it says of the change, and where its images are.

use crate::layout::PartitionKeyValue;
use crate::number::Number;
use crate::plan::{ITEM, Plan};
use crate::reject::{Fault, RejectKind};
use crate::scan::{Cursor, Pattern};
use crate::sink::{Short, Sink};
use crate::text::Text;
use crate::time;

use super::attribute;
use super::item::{State, Walk};
use super::kept::Span;
use super::names::{Member, Names};
use super::old_image;
use super::row::Change;
use super::{Arrival, DropRule, Options, Result, Skipped};

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

/// A text of the outer object: the change's own id, its sequence number.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OuterText<'a> {
    Short(Short<'a>),
    Text(Text<'a>),
}

/// What the outer object says.
#[derive(Default)]
pub(crate) struct Seen<'a> {
    pub change: Option<Change>,
    pub event_id: Option<OuterText<'a>>,
    pub sequence: Option<OuterText<'a>>,
    pub arn: Option<Text<'a>>,
    /// The stream is the one that was found to be the definition's source's before.
    pub known_arn: bool,
    /// `tableName`: only Kinesis Data Streams for DynamoDB has it.
    pub table_name: Option<Text<'a>>,
    /// `recordFormat` likewise.
    pub record_format: bool,
    pub expired: bool,
    pub time_micros: Option<i128>,
    /// Number and unit are put together at the end, since either may come first.
    pub time: Option<Number>,
    pub precision_micros: Option<bool>,
    pub dynamodb: bool,
    pub metadata: bool,
    pub keys: Option<Span>,
    /// Where the image stands that makes the row, and whether its binary was taken as encoded twice.
    pub image: Option<(Span, bool)>,
    pub item: bool,
    pub old_image: bool,
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
            let mut place = self.names.start();
            while let Some(member) =
                self.names
                    .next(&mut self.cursor, &mut place, self.options.skipped)?
            {
                self.member(member, &mut seen)?;
            }
            seen.dynamodb = self.names.dynamodb;
        }
        let end = self.cursor.pos;
        self.cursor.skip_space();
        if end > self.cursor.len() || self.cursor.pos < self.cursor.len() {
            return Err(self.cursor.fail(RejectKind::NotJson));
        }
        self.row(&seen)
    }

    /// Reads an item alone, in DynamoDB JSON: its columns, and what is kept beside them.
    pub fn read_item(mut self) -> Result<()> {
        self.walk(0, false)?;
        let end = self.cursor.pos;
        self.cursor.skip_space();
        if end > self.cursor.len() || self.cursor.pos < self.cursor.len() {
            return Err(self.cursor.fail(RejectKind::NotJson));
        }
        self.kept_columns(false)
    }

    /// The value of a member.
    #[inline(always)]
    fn member(&mut self, member: Member, seen: &mut Seen<'a>) -> Result<()> {
        match member {
            Member::EventId => self.outer_text(&mut seen.event_id),
            Member::EventName => self.event_name(seen),
            Member::EventSourceArn => self.arn(seen),
            Member::TableName => self.text(&mut seen.table_name),
            Member::SequenceNumber => self.outer_text(&mut seen.sequence),
            Member::Time => self.time(seen),
            Member::Precision => self.precision(seen),
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
            Member::Keys | Member::NewImage | Member::OldImage => self.image_member(member, seen),
            Member::Size if self.cursor.eat_digits() => Ok(()),
            Member::Size | Member::Metadata | Member::StreamRecord | Member::Other => self.skip(),
        }
    }

    /// A string into `out`; any other value is passed.
    #[inline(always)]
    fn outer_text(&mut self, out: &mut Option<OuterText<'a>>) -> Result<()> {
        if let Some(short) = self.cursor.eat_short() {
            *out = Some(OuterText::Short(short));
            return Ok(());
        }
        let mut text = None;
        self.text(&mut text)?;
        *out = text.map(OuterText::Text).or(*out);
        Ok(())
    }

    #[inline(never)]
    fn precision(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        let mut precision = None;
        self.text(&mut precision)?;
        seen.precision_micros = match precision {
            Some(Text::Plain("MICROSECOND")) => Some(true),
            Some(Text::Plain("MILLISECOND")) => Some(false),
            _ => None,
        };
        Ok(())
    }

    fn event_name(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        if self.cursor.eat_bytes(b"\"INSERT\"") {
            seen.change = Some(Change::Insert);
        } else if self.cursor.eat_bytes(b"\"MODIFY\"") {
            seen.change = Some(Change::Modify);
        } else if self.cursor.eat_bytes(b"\"REMOVE\"") {
            seen.change = Some(Change::Remove);
        } else if self.cursor.peek() == b'"' {
            self.cursor.string()?;
            seen.change = None;
        } else {
            return self.skip();
        }
        Ok(())
    }

    fn arn(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        seen.known_arn = match &self.names.arn {
            Some(arn) => self.cursor.eat_pattern(arn),
            None => false,
        };
        if seen.known_arn {
            return Ok(());
        }
        self.text(&mut seen.arn)
    }

    fn image_member(&mut self, member: Member, seen: &mut Seen<'a>) -> Result<()> {
        if self.cursor.peek() != b'{' {
            return self.skip(); // null stands for an image that is not there
        }
        match member {
            Member::NewImage => self.image(seen),
            Member::Keys => {
                let start = self.cursor.pos;
                if !self.known_key() {
                    self.cursor.skip_value()?;
                    self.learn_key(start);
                }
                seen.keys = Some((start, self.cursor.pos));
                Ok(())
            }
            _ => {
                seen.old_image = true;
                self.old_image(seen)
            }
        }
    }

    /// Passes keys that are spelled as those of the record before, but for the value.
    fn known_key(&mut self) -> bool {
        let Some(key) = &self.names.key else {
            return false;
        };
        let start = self.cursor.pos;
        if self.cursor.eat_pattern(key)
            && let Some(value) = self.cursor.short_payload()
        {
            self.cursor.pos += value.len() + 2;
            if self.cursor.eat_bytes(b"}") {
                return true;
            }
        }
        self.cursor.pos = start;
        false
    }

    #[cold]
    fn learn_key(&mut self, start: usize) {
        let Ok(text) = self.cursor.slice(start, self.cursor.pos) else {
            return;
        };
        // A quote before the value's first is none of a name: `"}}` ends it.
        let inside = text.strip_suffix("\"}}");
        if let Some(value) = inside.and_then(|text| text.rfind('"'))
            && !text[..value].contains('}')
        {
            self.names.key = Some(Pattern::new(&text.as_bytes()[..=value]));
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

    fn old_image(&mut self, seen: &Seen<'a>) -> Result<()> {
        if seen.image.is_none() {
            return self.skip();
        }
        let mut cursor = self.cursor;
        match old_image::skip(&mut cursor, &self.state.members) {
            Ok(()) => self.cursor = cursor,
            // What is no JSON may be balanced all the same.
            Err(_) if self.options.skipped == Skipped::Balanced => self.cursor.skip_balanced()?,
            Err(fault) => return Err(fault),
        }
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
    pub(super) fn walk_again(&mut self, start: usize, double_base64: bool) -> Result<()> {
        self.sink.revert_row();
        self.sink.begin_row();
        self.walk(start, double_base64)
    }

    /// Of a full export's line there is `Item` alone; an incremental export's has `Metadata`, `Keys` and images.
    #[inline(never)]
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

    #[inline(never)]
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
    #[inline(always)]
    fn time(&mut self, seen: &mut Seen<'a>) -> Result<()> {
        if let Some(seconds) = self.cursor.whole_number() {
            seen.time = Some(Number::from(seconds));
            return Ok(());
        }
        self.time_otherwise(seen)
    }

    #[inline(never)]
    fn time_otherwise(&mut self, seen: &mut Seen<'a>) -> Result<()> {
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

    /// A string into `out`; any other value is passed.
    #[inline(never)]
    fn text(&mut self, out: &mut Option<Text<'a>>) -> Result<()> {
        if self.cursor.peek() == b'"' {
            *out = Some(self.cursor.string()?);
            return Ok(());
        }
        self.skip()
    }

    #[inline(never)]
    fn skip(&mut self) -> Result<()> {
        self.options.skipped.pass(&mut self.cursor)
    }
}

impl Seen<'_> {
    /// True for Kinesis Data Streams for DynamoDB, which encodes binary twice and names the unit of its time.
    pub fn is_kinesis(&self) -> bool {
        self.record_format || self.table_name.is_some()
    }
}
