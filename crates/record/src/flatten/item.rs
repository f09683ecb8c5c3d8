//! The walk over an item: each attribute to its column, by the plan.

use crate::number::{Numeral, decimal_limit};
use crate::plan::{AttributeMap, Entry, MapId, NodeId, Plan, Shape, Tag, Target};
use crate::reject::RejectKind;
use crate::scan::Cursor;
use crate::sink::Sink;
use crate::text::Text;
use crate::time;
use crate::{definition::TimeUnit, layout};

use super::Result;
use super::attribute::{self, close, each, members, open};
use super::kept::{Kept, Span};
use super::order::Ring;

/// What the walk keeps between records (learned order, buffers) and within one (noted attributes).
#[derive(Debug, Default)]
pub(crate) struct State {
    maps: Vec<MapState>,
    visit: u32,
    pub undeclared: Kept,
    pub rescued: Kept,
    path: Vec<Span>,
    /// Partition columns' values, by their place.
    pub partition: Vec<String>,
    pub keys_found: usize,
    pub saw_binary: bool,
    /// Inside a list, where what is undeclared cannot be told apart by path.
    lists: u32,
    undeclared_in_list: bool,
    /// Inside an attribute that is kept whole already.
    muted: u32,
    scratch: String,
    json: Vec<u8>,
}

#[derive(Debug)]
struct MapState {
    order: Ring,
    /// The visit at which an entry was last seen.
    seen: Vec<u32>,
}

impl State {
    pub fn new(plan: &Plan) -> Self {
        let map = |map: &AttributeMap| {
            let n = map.entries.len();
            MapState {
                order: Ring::new(n),
                seen: vec![0; n],
            }
        };
        Self {
            maps: plan.maps().iter().map(map).collect(),
            partition: vec![String::new(); plan.partition_columns],
            ..Self::default()
        }
    }

    /// Before a row: nothing noted, no partition value.
    pub fn begin(&mut self) {
        self.undeclared.clear();
        self.rescued.clear();
        self.path.clear();
        self.keys_found = 0;
        self.saw_binary = false;
        self.lists = 0;
        self.undeclared_in_list = false;
        self.muted = 0;
        for value in &mut self.partition {
            layout::NONE.clone_into(value);
        }
    }
}

/// Whether a value fitted its column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    /// Null: nothing was given to the sink at this node.
    Null,
    No,
}

pub(crate) struct Walk<'a, 'w, S> {
    pub cursor: Cursor<'a>,
    pub plan: &'w Plan,
    pub state: &'w mut State,
    pub sink: &'w mut S,
    pub double_base64: bool,
}

impl<'a, S: Sink> Walk<'a, '_, S> {
    /// Walks the members of the map at the cursor, from `{` to after `}`; their values are at `depth`, from 1 for the item's own.
    /// False when it is a struct's map and a field does not fit.
    pub fn map(&mut self, map_id: MapId, depth: usize) -> Result<bool> {
        if self.cursor.peek() != b'{' {
            return Err(attribute::mistyped(&self.cursor));
        }
        self.cursor.pos += 1;
        if self.cursor.eat(b'}') {
            return Ok(true);
        }
        let plan = self.plan;
        let map = &plan.maps()[map_id];
        let fields = map.fold;
        self.state.visit = self.state.visit.wrapping_add(1).max(1);
        let visit = self.state.visit;
        let mut previous = map.entries.len();
        let mut fits = true;
        loop {
            self.cursor.skip_space();
            let start = self.cursor.pos;
            let (index, key, value, tag);
            if let Some(guess) = self.state.maps[map_id].order.find(previous, |at| {
                self.cursor.eat_pattern(&map.entries[at].pattern)
            }) {
                let entry = &map.entries[guess];
                index = guess;
                key = (
                    start + 1,
                    start + entry.pattern.len() - tag_len(entry.tag) - 6,
                );
                value = key.1 + 2;
                tag = entry.tag;
                self.cursor.skip_space();
            } else {
                let name = self.cursor.string()?;
                key = (start + 1, self.cursor.pos - 1);
                self.cursor.expect(b':')?;
                self.cursor.skip_space();
                value = self.cursor.pos;
                let found = match name {
                    Text::Plain(name) | Text::Raw(name) => map.find(name),
                    Text::Escaped(_) => map.find(name.decode(&mut self.state.scratch)),
                };
                let Some(found) = found else {
                    attribute::skip(&mut self.cursor, depth).map_err(|fault| fault.of(key))?;
                    self.undeclared(map, key, value);
                    if !self.cursor.eat(b',') {
                        self.cursor.expect(b'}')?;
                        return Ok(fits);
                    }
                    continue;
                };
                index = found as usize;
                self.state.maps[map_id].order.learn(previous, index);
                tag = open(&mut self.cursor).map_err(|fault| fault.of(key))?;
            }
            let entry = &map.entries[index];
            if std::mem::replace(&mut self.state.maps[map_id].seen[index], visit) == visit {
                // Two attributes that differ in case alone are one field: neither fits.
                if !fields {
                    return Err(self.cursor.fail(RejectKind::DuplicateAttribute).of(key));
                }
                fits = false;
            }
            previous = index;
            if fields {
                if fits {
                    fits = self.field(entry, tag, key, value, depth)?;
                } else {
                    attribute::skip_payload(&mut self.cursor, tag, depth)?;
                }
                close(&mut self.cursor)?;
            } else {
                self.attribute(&entry.target, tag, key, value, depth)
                    .map_err(|fault| fault.of(key))?;
            }
            if !self.cursor.eat(b',') {
                self.cursor.expect(b'}')?;
                return Ok(fits);
            }
        }
    }

    /// An attribute at its payload, to its columns; afterwards the cursor is behind the attribute value.
    fn attribute(
        &mut self,
        target: &Target,
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<()> {
        match target {
            Target::Column(column) => {
                if !self.column(*column, tag, key, value, depth)? {
                    self.skip_from(value, depth)?;
                    self.rescue(key, value);
                    return Ok(());
                }
            }
            Target::Partition(place) => self.partition(*place, tag, key, value, depth)?,
            Target::Map(_) if tag == Tag::Null => {
                attribute::skip_payload(&mut self.cursor, tag, depth)?
            }
            Target::Map(map) if tag == Tag::M => {
                self.state.path.push(key);
                let done = self.map(*map, depth + 1);
                self.state.path.pop();
                done?;
            }
            Target::Map(_) => {
                self.skip_from(value, depth)?;
                self.rescue(key, value);
                return Ok(());
            }
            Target::Many(targets) => return self.many(targets, tag, key, value, depth),
            Target::Elsewhere => attribute::skip_payload(&mut self.cursor, tag, depth)?,
        }
        close(&mut self.cursor)
    }

    /// One attribute for several columns: walked once for each, kept whole at most once.
    fn many(
        &mut self,
        targets: &[Target],
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<()> {
        let payload = self.cursor.pos;
        let mut misfit = false;
        for target in targets {
            self.cursor.pos = payload;
            if misfit {
                self.state.muted += 1;
            }
            let before = self.state.rescued.len();
            let done = self.attribute(target, tag, key, value, depth);
            if misfit {
                self.state.muted -= 1;
            }
            done?;
            misfit |= matches!(target, Target::Column(_) | Target::Partition(_))
                && self.state.rescued.len() > before;
        }
        Ok(())
    }

    /// False when the value does not fit the column; then the cursor may be anywhere within it.
    fn column(
        &mut self,
        column: NodeId,
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<bool> {
        let undeclared = self.state.undeclared.len();
        self.sink.begin_column(column);
        let fit = self.named_value(column, tag, key, value, depth)?;
        match fit {
            Fit::Yes => self.state.keys_found += usize::from(self.plan.detail(column).key),
            Fit::Null => self.sink.revert_column(column),
            Fit::No => {
                self.sink.revert_column(column);
                self.state.undeclared.truncate(undeclared);
            }
        }
        Ok(fit != Fit::No)
    }

    /// A struct's field. False when it does not fit; the cursor is behind its payload all the same.
    fn field(
        &mut self,
        entry: &Entry,
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<bool> {
        let Target::Column(node) = entry.target else {
            attribute::skip_payload(&mut self.cursor, tag, depth)?;
            return Ok(true);
        };
        match self.named_value(node, tag, key, value, depth)? {
            Fit::Yes => Ok(true),
            Fit::Null => {
                self.sink.null(node);
                Ok(true)
            }
            Fit::No => {
                self.cursor.pos = value;
                let tag = open(&mut self.cursor)?;
                attribute::skip_payload(&mut self.cursor, tag, depth)?;
                Ok(false)
            }
        }
    }

    /// A value that stands under a name: what is undeclared below it is noted by that name.
    #[inline]
    fn named_value(
        &mut self,
        node: NodeId,
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<Fit> {
        match self.plan.shape_of(node) {
            Shape::Struct(_) | Shape::Map(_) => {
                self.state.path.push(key);
                let fit = self.value(node, tag, depth);
                self.state.path.pop();
                fit
            }
            Shape::Array(_) => {
                let fit = self.value(node, tag, depth)?;
                if self.state.lists == 0
                    && std::mem::take(&mut self.state.undeclared_in_list)
                    && fit == Fit::Yes
                    && self.state.muted == 0
                {
                    // Elements have no names to tell them apart by: the list is kept whole.
                    let mut behind = self.cursor;
                    close(&mut behind)?;
                    self.state
                        .undeclared
                        .add(&self.state.path, key, (value, behind.pos));
                }
                Ok(fit)
            }
            _ => self.value(node, tag, depth),
        }
    }

    /// A partition column: its value becomes part of the path, or a sentinel and is kept.
    fn partition(
        &mut self,
        place: usize,
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<()> {
        let text = match tag {
            Tag::S => attribute::payload_string(&mut self.cursor)?,
            Tag::N => Text::Plain(attribute::number(&mut self.cursor)?.1),
            _ => {
                attribute::skip_payload(&mut self.cursor, tag, depth)?;
                Text::Plain("")
            }
        };
        let out = &mut self.state.partition[place];
        let text = text.decode(&mut self.state.scratch);
        let fits = match tag {
            Tag::S | Tag::N => layout::partition_value(text, out),
            Tag::Null => true,
            _ => {
                layout::OTHER.clone_into(out);
                false
            }
        };
        if !fits {
            let mut behind = self.cursor;
            close(&mut behind)?;
            self.rescue_span(key, (value, behind.pos));
        }
        Ok(())
    }

    /// Goes back to the start of an attribute value and passes it.
    #[cold]
    fn skip_from(&mut self, value: usize, depth: usize) -> Result<()> {
        self.cursor.pos = value;
        attribute::skip(&mut self.cursor, depth)
    }

    #[cold]
    fn rescue(&mut self, key: Span, value: usize) {
        self.rescue_span(key, (value, self.cursor.pos));
    }

    fn rescue_span(&mut self, key: Span, value: Span) {
        if self.state.muted == 0 {
            self.state.rescued.add(&self.state.path, key, value);
        }
    }

    fn undeclared(&mut self, map: &AttributeMap, key: Span, value: usize) {
        if map.quiet || self.state.muted > 0 {
        } else if self.state.lists > 0 {
            self.state.undeclared_in_list = true;
        } else {
            self.state
                .undeclared
                .add(&self.state.path, key, (value, self.cursor.pos));
        }
    }

    /// The payload at the cursor into a node. After `Fit::No` the cursor may be anywhere within the value.
    #[inline]
    fn value(&mut self, node: NodeId, tag: Tag, depth: usize) -> Result<Fit> {
        if tag == Tag::Null {
            attribute::boolean(&mut self.cursor)?;
            return Ok(Fit::Null);
        }
        let plan = self.plan;
        match plan.shape_of(node) {
            Shape::String => match tag {
                Tag::S => {
                    let text = attribute::payload_string(&mut self.cursor)?;
                    self.sink.string(node, text);
                }
                Tag::N => {
                    let (_, text) = attribute::number(&mut self.cursor)?;
                    self.sink.string(node, Text::Plain(text));
                }
                _ => return Ok(Fit::No),
            },
            Shape::Boolean if tag == Tag::Bool => {
                let value = attribute::boolean(&mut self.cursor)?;
                self.sink.boolean(node, value);
            }
            Shape::Date if tag == Tag::S => {
                let text = attribute::payload_string(&mut self.cursor)?;
                let Some(days) = time::parse_date(text.decode(&mut self.state.scratch)) else {
                    return Ok(Fit::No);
                };
                self.sink.date(node, days);
            }
            Shape::Timestamp => {
                let Some(millis) = self.timestamp(node, tag)? else {
                    return Ok(Fit::No);
                };
                self.sink.timestamp(node, millis);
            }
            Shape::Binary if tag == Tag::B => return self.binary(node),
            Shape::Json => {
                let mut json = std::mem::take(&mut self.state.json);
                json.clear();
                let done = attribute::write_plain(
                    &mut self.cursor,
                    tag,
                    self.double_base64,
                    depth,
                    &mut json,
                );
                self.state.saw_binary = true; // there may be some inside
                if done.is_ok() {
                    // The walk has put together pieces of valid text and ASCII only.
                    match std::str::from_utf8(&json) {
                        Ok(text) => self.sink.string(node, Text::Raw(text)),
                        Err(_) => return Err(self.cursor.fail(RejectKind::BadUtf8)),
                    }
                }
                self.state.json = json;
                done?;
            }
            Shape::Array(element) => return self.list(node, *element, tag, depth),
            Shape::Map(value) if tag == Tag::M => return self.free_map(node, *value, depth),
            Shape::Struct(_) if tag == Tag::M => {
                if depth > attribute::MAX_DEPTH {
                    return Err(self.cursor.fail(RejectKind::NestedTooDeep));
                }
                self.sink.begin_struct(node);
                if !self.map(plan.detail(node).map, depth + 1)? {
                    return Ok(Fit::No);
                }
                self.sink.end_struct(node);
            }
            shape if tag == Tag::N => return self.number(node, shape),
            _ => return Ok(Fit::No),
        }
        Ok(Fit::Yes)
    }

    #[inline]
    fn number(&mut self, node: NodeId, shape: &Shape) -> Result<Fit> {
        let (number, text) = attribute::number(&mut self.cursor)?;
        let source = Numeral {
            text,
            json: number.json,
        };
        match *shape {
            Shape::Int => match number.integer() {
                Some(value) if i32::try_from(value).is_ok() => {
                    self.sink.integer(node, value, source)
                }
                _ => return Ok(Fit::No),
            },
            Shape::Bigint => match number.integer() {
                Some(value) => self.sink.integer(node, value, source),
                None => return Ok(Fit::No),
            },
            Shape::Decimal { precision, scale } => match number.scaled(scale) {
                Some(unscaled) if unscaled.abs() < decimal_limit(precision) => {
                    self.sink.decimal(node, unscaled, source)
                }
                _ => return Ok(Fit::No),
            },
            Shape::Double => match text.parse::<f64>() {
                Ok(value) => self.sink.float(node, value, source),
                Err(_) => return Ok(Fit::No),
            },
            Shape::Float => match text.parse::<f32>() {
                Ok(value) if value.is_finite() && (value != 0.0 || number.significand == 0) => {
                    self.sink.float(node, f64::from(value), source);
                }
                _ => return Ok(Fit::No),
            },
            _ => return Ok(Fit::No),
        }
        Ok(Fit::Yes)
    }

    fn timestamp(&mut self, node: NodeId, tag: Tag) -> Result<Option<i64>> {
        match tag {
            Tag::S => {
                let text = attribute::payload_string(&mut self.cursor)?;
                Ok(time::parse_timestamp(text.decode(&mut self.state.scratch)))
            }
            Tag::N => {
                let (number, _) = attribute::number(&mut self.cursor)?;
                let millis = match self.plan.detail(node).unit {
                    Some(TimeUnit::Seconds) => number.scaled_floor(3),
                    Some(TimeUnit::Millis) => number.scaled_floor(0),
                    Some(TimeUnit::Micros) => number.scaled_floor(0).map(|us| us.div_euclid(1000)),
                    None => None,
                };
                Ok(millis
                    .and_then(|ms| i64::try_from(ms).ok())
                    .filter(|ms| time::in_range(*ms)))
            }
            _ => Ok(None),
        }
    }

    fn binary(&mut self, node: NodeId) -> Result<Fit> {
        self.state.saw_binary = true;
        let text = attribute::payload_string(&mut self.cursor)?;
        let Some(bytes) =
            attribute::decode_base64(text.decode(&mut self.state.scratch), self.double_base64)
        else {
            return Ok(Fit::No);
        };
        self.sink.binary(node, &bytes);
        Ok(Fit::Yes)
    }

    fn list(&mut self, node: NodeId, element: NodeId, tag: Tag, depth: usize) -> Result<Fit> {
        let element_tag = match tag {
            Tag::L => None,
            Tag::Ss => Some(Tag::S),
            Tag::Ns => Some(Tag::N),
            Tag::Bs => Some(Tag::B),
            _ => return Ok(Fit::No),
        };
        if depth > attribute::MAX_DEPTH {
            return Err(self.cursor.fail(RejectKind::NestedTooDeep));
        }
        self.sink.begin_list(node);
        self.state.lists += 1;
        let mut cursor = self.cursor;
        let mut fits = true;
        let done = each(&mut cursor, |cursor| {
            let tag = match element_tag {
                Some(tag) => tag,
                None => open(cursor)?,
            };
            if fits {
                self.cursor = *cursor;
                let fit = self.value(element, tag, depth + 1)?;
                match fit {
                    Fit::Yes => *cursor = self.cursor,
                    Fit::Null => {
                        self.sink.null(element);
                        *cursor = self.cursor;
                    }
                    Fit::No => fits = false,
                }
            }
            if !fits {
                attribute::skip_payload(cursor, tag, depth + 1)?;
            }
            if element_tag.is_none() {
                close(cursor)
            } else {
                Ok(())
            }
        });
        self.state.lists -= 1;
        done?;
        self.cursor = cursor;
        if !fits {
            return Ok(Fit::No);
        }
        self.sink.end_list(node);
        Ok(Fit::Yes)
    }

    fn free_map(&mut self, node: NodeId, value: NodeId, depth: usize) -> Result<Fit> {
        if depth > attribute::MAX_DEPTH {
            return Err(self.cursor.fail(RejectKind::NestedTooDeep));
        }
        self.sink.begin_map(node);
        let mut cursor = self.cursor;
        let mut fits = true;
        members(&mut cursor, |cursor, key, key_span| {
            let start = cursor.pos;
            let tag = open(cursor)?;
            if fits {
                self.sink.map_key(node, key);
                self.cursor = *cursor;
                match self.named_value(value, tag, key_span, start, depth + 1)? {
                    Fit::Yes => *cursor = self.cursor,
                    Fit::Null => {
                        self.sink.null(value);
                        *cursor = self.cursor;
                    }
                    Fit::No => fits = false,
                }
            }
            if !fits {
                attribute::skip_payload(cursor, tag, depth + 1)?;
            }
            close(cursor)
        })?;
        self.cursor = cursor;
        if !fits {
            return Ok(Fit::No);
        }
        self.sink.end_map(node);
        Ok(Fit::Yes)
    }
}

fn tag_len(tag: Tag) -> usize {
    match tag {
        Tag::S | Tag::N | Tag::B | Tag::M | Tag::L => 1,
        Tag::Ss | Tag::Ns | Tag::Bs => 2,
        Tag::Bool | Tag::Null => 4,
    }
}
