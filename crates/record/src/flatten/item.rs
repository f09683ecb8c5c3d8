//! The walk over an item: each attribute to its column, by the plan.

use crate::number::{Numeral, NumeralText, decimal_limit};
use crate::plan::{AttributeMap, Entry, NodeId, Plan, Shape, Tag, Target};
use crate::reject::RejectKind;
use crate::scan::Cursor;
use crate::sink::Sink;
use crate::text::Text;
use crate::time;
use crate::{definition::TimeUnit, layout};

use super::Result;
use super::attribute::{self, close, open};
use super::beside::Beside;
use super::kept::{Kept, Span};
use super::member::Visit;
use super::order::{Guess, Ring};

/// What the walk keeps between records (learned order, buffers) and within one (noted attributes).
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(super) maps: Vec<MapState>,
    /// What comes next in each map, of all maps one after the other.
    pub(super) guesses: Vec<Guess>,
    pub(super) visit: u32,
    pub undeclared: Kept,
    pub rescued: Kept,
    path: Vec<Span>,
    /// The item's own attributes, name and value.
    pub members: Vec<Span>,
    /// Partition columns' values, by their place.
    pub partition: Vec<String>,
    pub keys_found: usize,
    pub saw_binary: bool,
    /// Inside a list, where what is undeclared cannot be told apart by path.
    pub lists: u32,
    undeclared_in_list: bool,
    /// Inside an attribute that is kept whole already.
    muted: u32,
    pub(super) beside: Beside,
    pub(super) scratch: String,
    json: Vec<u8>,
}

#[derive(Debug)]
pub(super) struct MapState {
    pub order: Ring,
    /// Where its guesses begin.
    pub guesses: usize,
    /// The visit at which an entry was last seen, from the 64th on.
    pub seen: Vec<u32>,
}

impl State {
    pub fn new(plan: &Plan) -> Self {
        let mut guesses = Vec::new();
        let map = |map: &AttributeMap| {
            let n = map.entries.len();
            let first = guesses.len();
            guesses.extend((1..=n as u32).chain([0]).map(Guess::of));
            MapState {
                order: Ring::new(n),
                guesses: first,
                seen: vec![0; n.saturating_sub(64)],
            }
        };
        Self {
            maps: plan.maps().iter().map(map).collect(),
            guesses,
            partition: vec![String::new(); plan.partition_columns],
            ..Self::default()
        }
    }

    /// Before a row: nothing noted, no partition value.
    pub fn begin(&mut self) {
        self.undeclared.clear();
        self.rescued.clear();
        self.path.clear();
        self.members.clear();
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
pub(super) enum Fit {
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
    /// A known member at its payload.
    #[expect(clippy::too_many_arguments, reason = "what is known of a member")]
    #[inline(always)]
    pub(super) fn entry(
        &mut self,
        map: &AttributeMap,
        entry: &Entry,
        tag: Tag,
        key: Span,
        value: usize,
        first: bool,
        visit: &mut Visit,
    ) -> Result<()> {
        if !map.fold {
            if !first && entry.target != Target::Elsewhere {
                return Err(self.cursor.fail(RejectKind::DuplicateAttribute).of(key));
            }
            return self
                .attribute(&entry.target, tag, key, value, visit.depth)
                .map_err(|fault| fault.of(key));
        }
        self.state.beside.unsure |= entry.beside.is_some();
        // Two attributes that differ in case alone are one field: neither fits.
        visit.fits &= first;
        if visit.fits {
            visit.fits = self.field(entry, tag, key, value, visit.depth)?;
        } else {
            attribute::skip_payload(&mut self.cursor, tag, visit.depth)?;
        }
        close(&mut self.cursor)
    }

    /// [`Walk::attribute`] for one of several targets.
    fn one_of_many(
        &mut self,
        target: &Target,
        tag: Tag,
        key: Span,
        value: usize,
        depth: usize,
    ) -> Result<()> {
        self.attribute(target, tag, key, value, depth)
    }

    /// An attribute at its payload, to its columns; afterwards the cursor is behind the attribute value.
    #[inline(always)]
    pub(super) fn attribute(
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
    #[inline(never)]
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
        self.state.beside.clear();
        for target in targets {
            let behind = std::mem::replace(&mut self.cursor.pos, payload);
            if misfit {
                self.state.muted += 1;
            }
            let before = self.state.rescued.len();
            let done = match *target {
                Target::Map(map) if tag == Tag::M && self.is_known_beside(map) => {
                    self.state.path.push(key);
                    let done = self.map_beside(map, depth + 1);
                    self.state.path.pop();
                    self.cursor.pos = behind;
                    done
                }
                _ => self.one_of_many(target, tag, key, value, depth),
            };
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
    #[inline(always)]
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
    #[inline(always)]
    pub(super) fn named_value(
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

    pub(super) fn undeclared(&mut self, map: &AttributeMap, key: Span, value: usize) {
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
    #[inline(always)]
    pub(super) fn value(&mut self, node: NodeId, tag: Tag, depth: usize) -> Result<Fit> {
        match self.plan.shape_of(node) {
            Shape::Struct(_) if tag == Tag::M => self.structure(node, depth),
            Shape::Array(element) if tag != Tag::Null => self.list(node, *element, tag, depth),
            Shape::Map(value) if tag == Tag::M => self.free_map(node, *value, depth),
            shape => self.leaf(node, shape, tag, depth),
        }
    }

    fn structure(&mut self, node: NodeId, depth: usize) -> Result<Fit> {
        if depth > attribute::MAX_DEPTH {
            return Err(self.cursor.fail(RejectKind::NestedTooDeep));
        }
        self.sink.begin_struct(node);
        if !self.map(self.plan.detail(node).map, depth + 1)? {
            return Ok(Fit::No);
        }
        self.sink.end_struct(node);
        Ok(Fit::Yes)
    }

    #[inline(never)]
    fn leaf(&mut self, node: NodeId, shape: &Shape, tag: Tag, depth: usize) -> Result<Fit> {
        if *shape == Shape::Dynamodb {
            return self.original(node, tag, depth);
        }
        if tag == Tag::Null {
            attribute::boolean(&mut self.cursor)?;
            return Ok(Fit::Null);
        }
        match shape {
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
            shape if tag == Tag::N => return self.number(node, shape),
            _ => return Ok(Fit::No),
        }
        Ok(Fit::Yes)
    }

    /// The attribute value as it stands, null as well.
    fn original(&mut self, node: NodeId, tag: Tag, depth: usize) -> Result<Fit> {
        let mut text = String::new();
        attribute::copy_payload(&mut self.cursor, tag, depth, self.double_base64, &mut text)?;
        self.state.saw_binary = true; // there may be some inside
        self.sink.string(node, Text::Raw(&text));
        Ok(Fit::Yes)
    }

    #[inline]
    fn number(&mut self, node: NodeId, shape: &Shape) -> Result<Fit> {
        let (number, text) = attribute::number(&mut self.cursor)?;
        let source = Numeral {
            text: NumeralText::Text(text),
            json: number.json,
            point: matches!(shape, Shape::Int | Shape::Bigint) && text.contains('.'),
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
}
