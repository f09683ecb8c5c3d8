//! The names in a change's outer objects, and how the next member that matters is found.
//!
//! Between two values that matter, the records of one stream say the same:
//! `,"eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-central-1","dynamodb":{"ApproximateCreationDateTime":`.
//! Such a stretch is remembered and compared as a whole. Where it differs, the names are read one by one.

use crate::scan::{Cursor, Pattern};
use crate::text::Text;

use super::order::Ring;
use super::{Result, Skipped};

/// Members of a record that are known, those that are passed over included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Member {
    EventId,
    EventName,
    Other,
    StreamRecord,
    Time,
    Precision,
    Keys,
    NewImage,
    OldImage,
    Size,
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
    (Member::Size, "SizeBytes"),
    (Member::Other, "StreamViewType"),
    (Member::EventSourceArn, "eventSourceARN"),
    (Member::TableName, "tableName"),
    (Member::RecordFormat, "recordFormat"),
    (Member::UserIdentity, "userIdentity"),
    (Member::Item, "Item"),
    (Member::Metadata, "Metadata"),
];

/// Place of `dynamodb` among the members.
const STREAM_RECORD: u8 = 5;

impl Member {
    /// False for what is passed over, in the outer object or in `dynamodb`.
    fn matters(self, inside: bool) -> bool {
        match self {
            Self::Other | Self::StreamRecord => false,
            Self::Keys | Self::NewImage | Self::OldImage => true,
            Self::Time | Self::Precision | Self::SequenceNumber | Self::Size => inside,
            _ => !inside,
        }
    }
}

/// How far a record is read: behind which member's value. Aligned to be copied as one word.
#[derive(Debug, Clone, Copy)]
#[repr(align(4))]
pub(crate) struct Place {
    /// By its place among the members; their number at the start.
    previous: u8,
    member: Member,
    /// In the object `dynamodb`.
    inside: bool,
    /// On the way here there was a `dynamodb`.
    dynamodb: bool,
}

impl Place {
    const START: Self = Self {
        previous: MEMBERS.len() as u8,
        member: Member::Other,
        inside: false,
        dynamodb: false,
    };

    fn index(self) -> usize {
        2 * usize::from(self.previous) + usize::from(self.inside)
    }
}

/// What is remembered of the outer objects of records before.
#[derive(Debug)]
pub(crate) struct Names {
    patterns: Vec<Pattern>,
    /// Of the members of the outer object; those of `dynamodb` follow it in the same ring.
    order: Ring,
    /// What followed each member, by [`Place::index`].
    stretches: Vec<Stretches>,
    /// The record that is being read has a `dynamodb`.
    pub dynamodb: bool,
    /// The stream that was last found to be the definition's source's, in its quotes.
    pub arn: Option<Pattern>,
    /// `{"name":{"TAG":"` of keys that were one string or number.
    pub key: Option<Pattern>,
}

/// The last two texts that stood between a member's value and the next value that mattered.
#[derive(Debug, Clone)]
struct Stretches {
    known: [(Pattern, Place); 2],
    oldest: usize,
    /// Times in a row that neither came.
    misses: u8,
}

impl Stretches {
    fn new() -> Self {
        let none = || (Pattern::never(), Place::START);
        Self {
            known: [none(), none()],
            oldest: 0,
            misses: 0,
        }
    }

    /// Longer ones are rare, and are read by their names.
    const LONGEST: usize = 512;

    #[inline(always)]
    fn take(&mut self, cursor: &mut Cursor<'_>) -> Option<&Place> {
        let (_, to) = self
            .known
            .iter()
            .find(|(text, _)| cursor.eat_pattern(text))?;
        self.misses = 0;
        Some(to)
    }

    #[cold]
    fn learn(&mut self, text: &str, to: Place) {
        self.misses = self.misses.wrapping_add(1);
        // What changes all the time is not worth remembering.
        if text.len() > Self::LONGEST || (self.misses > 8 && !self.misses.is_multiple_of(64)) {
            return;
        }
        if let Some(oldest) = self.known.get_mut(self.oldest) {
            *oldest = (Pattern::new(text.as_bytes()), to);
        }
        self.oldest ^= 1;
    }
}

impl Names {
    pub fn new() -> Self {
        let pattern = |(_, name): &(Member, &str)| Pattern::new(format!("\"{name}\":").as_bytes());
        Self {
            patterns: MEMBERS.iter().map(pattern).collect(),
            order: Ring::new(MEMBERS.len()),
            stretches: vec![Stretches::new(); 2 * (MEMBERS.len() + 1)],
            dynamodb: false,
            arn: None,
            key: None,
        }
    }

    /// The place behind the opening brace of a record.
    pub fn start(&mut self) -> Place {
        self.dynamodb = false;
        Place::START
    }

    /// Goes on from behind a member's value to the next value that matters; nothing at the record's end.
    #[inline(always)]
    pub fn next(
        &mut self,
        cursor: &mut Cursor<'_>,
        place: &mut Place,
        skipped: Skipped,
    ) -> Result<Option<Member>> {
        if let Some(to) = self.stretches[place.index()].take(cursor) {
            self.dynamodb |= to.dynamodb;
            *place = *to;
            if cursor.peek() <= b' ' {
                cursor.skip_space();
            }
            return Ok(Some(place.member));
        }
        if !place.inside && cursor.peek() == b'}' {
            cursor.pos += 1;
            return Ok(None);
        }
        self.next_by_name(cursor, place, skipped)
    }

    #[inline(never)]
    fn next_by_name(
        &mut self,
        cursor: &mut Cursor<'_>,
        place: &mut Place,
        skipped: Skipped,
    ) -> Result<Option<Member>> {
        let (start, from) = (cursor.pos, *place);
        let mut first = usize::from(place.previous) == MEMBERS.len();
        place.dynamodb = false;
        loop {
            if !std::mem::take(&mut first) && !cursor.eat(b',') {
                cursor.expect(b'}')?;
                if !place.inside {
                    self.dynamodb |= place.dynamodb;
                    return Ok(None);
                }
                place.inside = false;
                place.previous = STREAM_RECORD;
                continue;
            }
            let member = self.name(cursor, &mut place.previous)?;
            if member.matters(place.inside) {
                place.member = member;
                if let Ok(text) = cursor.slice(start, cursor.pos) {
                    self.stretches[from.index()].learn(text, *place);
                }
                self.dynamodb |= place.dynamodb;
                return Ok(Some(member));
            }
            if member == Member::StreamRecord && !place.inside && cursor.eat_bytes(b"{") {
                place.dynamodb = true;
                if !cursor.eat(b'}') {
                    place.inside = true;
                    place.previous = STREAM_RECORD;
                    first = true;
                }
            } else {
                skipped.pass(cursor)?;
            }
        }
    }

    /// The name of the next member, up to its value; names that mean nothing here are all [`Member::Other`].
    fn name(&mut self, cursor: &mut Cursor<'_>, previous: &mut u8) -> Result<Member> {
        cursor.skip_space();
        let found = self
            .order
            .find(usize::from(*previous), &self.patterns, |pattern| {
                cursor.eat_pattern(pattern)
            });
        if let Some((found, _)) = found {
            *previous = found as u8;
            cursor.skip_space();
            return Ok(MEMBERS[found].0);
        }
        let name = cursor.string()?;
        cursor.expect(b':')?;
        cursor.skip_space();
        let Text::Plain(name) = name else {
            return Ok(Member::Other);
        };
        let Some(found) = MEMBERS.iter().position(|(_, known)| *known == name) else {
            return Ok(Member::Other);
        };
        self.order.learn(usize::from(*previous), found);
        *previous = found as u8;
        Ok(MEMBERS[found].0)
    }
}
