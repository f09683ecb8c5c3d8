//! Lists, and maps with free keys: each element or value goes to the same node.

use crate::plan::{NodeId, Tag};
use crate::reject::RejectKind;
use crate::sink::Sink;

use super::Result;
use super::attribute::{self, close, members, open};
use super::item::{Fit, Walk};

impl<S: Sink> Walk<'_, '_, S> {
    pub(super) fn list(
        &mut self,
        node: NodeId,
        element: NodeId,
        tag: Tag,
        depth: usize,
    ) -> Result<Fit> {
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
        let fits = self.elements(element, element_tag, depth + 1);
        self.state.lists -= 1;
        if !fits? {
            return Ok(Fit::No);
        }
        self.sink.end_list(node);
        Ok(Fit::Yes)
    }

    /// The elements of a list, from `[` to after `]`: attribute values, or payloads of one tag. False when one does not fit.
    fn elements(&mut self, element: NodeId, tag: Option<Tag>, depth: usize) -> Result<bool> {
        if self.cursor.peek() != b'[' {
            return Err(attribute::mistyped(&self.cursor));
        }
        self.cursor.pos += 1;
        if self.cursor.eat(b']') {
            return Ok(true);
        }
        let mut fits = true;
        loop {
            self.cursor.skip_space();
            let element_tag = match tag {
                Some(tag) => tag,
                None => open(&mut self.cursor)?,
            };
            let payload = self.cursor.pos;
            if fits {
                match self.value(element, element_tag, depth)? {
                    Fit::Yes => {}
                    Fit::Null => self.sink.null(element),
                    Fit::No => fits = false,
                }
            }
            if !fits {
                self.cursor.pos = payload;
                attribute::skip_payload(&mut self.cursor, element_tag, depth)?;
            }
            if tag.is_none() {
                close(&mut self.cursor)?;
            }
            if !self.cursor.eat(b',') {
                self.cursor.expect(b']')?;
                return Ok(fits);
            }
        }
    }

    pub(super) fn free_map(&mut self, node: NodeId, value: NodeId, depth: usize) -> Result<Fit> {
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
