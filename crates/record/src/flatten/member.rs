//! The members of a map, one after the other: each to its entry, and the simple ones to their columns at once.
//!
//! Nearly every member is one that came after the one before it most often, with a short value of the expected type and another member
//! behind it. Such a member is taken within one [`Window`]; whatever is not like that is left to the ways that know more.

use crate::plan::{AttributeMap, Entry, ITEM, MapId};
use crate::scan::{LANES, Window};
use crate::sink::Sink;
use crate::text::Text;

use super::Result;
use super::attribute::{self, open};
use super::item::Walk;
use super::scalar::{take_payload, take_scalar};

/// One walk over the members of a map.
pub(super) struct Visit {
    pub map_id: MapId,
    pub depth: usize,
    number: u32,
    /// Where the map's guesses begin.
    guesses: usize,
    /// The entry that came last.
    previous: usize,
    /// A bit for each of the first 64 entries that came.
    seen: u64,
    /// Of a struct: all fields so far.
    pub fits: bool,
}

/// The entry of a member, and whether it came for the first time.
struct Found<'m> {
    entry: &'m Entry,
    first: bool,
}

impl<'a, S: Sink> Walk<'a, '_, S> {
    /// Walks the members of the map at the cursor, from `{` to after `}`; their values are at `depth`, from 1 for the item's own.
    /// False when it is a struct's map and a field does not fit.
    pub fn map(&mut self, map_id: MapId, depth: usize) -> Result<bool> {
        if self.cursor.peek() != b'{' {
            return Err(attribute::mistyped(&self.cursor));
        }
        self.cursor.pos += 1;
        if self.cursor.peek() != b'"' && self.cursor.eat(b'}') {
            return Ok(true);
        }
        let map = &self.plan.maps()[map_id];
        self.state.visit = self.state.visit.wrapping_add(1).max(1);
        let mut visit = Visit {
            map_id,
            depth,
            number: self.state.visit,
            guesses: self.state.maps[map_id].guesses,
            previous: map.entries.len(),
            seen: 0,
            fits: true,
        };
        if map.fold {
            self.members::<true>(map, &mut visit)?;
        } else {
            self.members::<false>(map, &mut visit)?;
        }
        Ok(visit.fits)
    }

    /// The members, from the first to after `}`. Fields of a struct are told apart from attributes here, so that the processor
    /// learns each for itself.
    #[inline(always)]
    fn members<const FIELDS: bool>(&mut self, map: &AttributeMap, visit: &mut Visit) -> Result<()> {
        // The place is handed from member to member here, since what goes through memory comes later.
        let mut at = self.cursor.pos;
        loop {
            let start = at;
            let more = match self.simple_member::<FIELDS>(map, visit, at) {
                Ok((end, more)) => {
                    at = end;
                    more
                }
                Err(found) => {
                    self.cursor.pos = at;
                    let more = self.other_member::<FIELDS>(map, visit, found)?;
                    at = self.cursor.pos;
                    more
                }
            };
            if !FIELDS && visit.map_id == ITEM {
                self.state.members.push((start, at - usize::from(more)));
            }
            if more {
                continue;
            }
            self.cursor.pos = at;
            if !self.cursor.eat(b',') {
                return self.cursor.expect(b'}');
            }
            self.cursor.skip_space();
            at = self.cursor.pos;
        }
    }

    /// Takes the member at a place when it is as nearly all are, and gives the place behind it, which is behind a comma when there is one
    /// and a quote follows. Of any other member it gives the entry, if it is known; nothing was taken then.
    #[inline(always)]
    fn simple_member<'m, const FIELDS: bool>(
        &mut self,
        map: &'m AttributeMap,
        visit: &mut Visit,
        start: usize,
    ) -> std::result::Result<(usize, bool), Option<Found<'m>>> {
        let Some(window) = self.cursor.window(start) else {
            return Err(None);
        };
        let guess = self.state.guesses.get_mut(visit.guesses + visit.previous);
        let guessed = guess.and_then(|guess| {
            let index = guess.name as usize;
            let entry = map.entries.get(index)?;
            entry.pattern.begins(window).then(|| {
                guess.hit();
                (index, entry)
            })
        });
        let found = guessed.or_else(|| self.find(map, visit, window));
        let Some((index, entry)) = found.filter(|(_, entry)| entry.pattern.len() <= LANES) else {
            return Err(None);
        };
        let first = self.first(visit, index);
        let at = entry.pattern.len();
        if let Some(scalar) = &entry.scalar
            && first
            && visit.fits
            && let Some((end, more)) =
                take_payload(self.sink, &self.cursor, window, start, at, scalar)
        {
            self.taken::<FIELDS>(entry, start);
            return Ok((start + end + usize::from(more), more));
        }
        Err(Some(Found { entry, first }))
    }

    /// A member that is not simple, at the cursor. True when the comma behind it was taken too, and a quote follows.
    #[inline(always)]
    fn other_member<const FIELDS: bool>(
        &mut self,
        map: &AttributeMap,
        visit: &mut Visit,
        found: Option<Found<'_>>,
    ) -> Result<bool> {
        let Some(Found { entry, first }) = found else {
            return self.member_otherwise::<FIELDS>(map, visit);
        };
        let start = self.cursor.pos;
        self.cursor.pos += entry.pattern.len();
        self.entry_at(map, entry, start, first, visit)?;
        Ok(self.cursor.next_member())
    }

    /// Notes what is to be known of a scalar that was taken.
    #[inline(always)]
    fn taken<const FIELDS: bool>(&mut self, entry: &Entry, start: usize) {
        if !FIELDS {
            self.state.keys_found += usize::from(entry.scalar.is_some_and(|scalar| scalar.key));
        } else if let Some(other) = entry.beside {
            self.state.beside.members.push((other, start));
        }
    }

    /// The entry of the member that comes next, when it was not guessed: by the order of the maps before it, or by its first bytes.
    #[inline(never)]
    fn find<'m>(
        &mut self,
        map: &'m AttributeMap,
        visit: &Visit,
        window: &Window,
    ) -> Option<(usize, &'m Entry)> {
        let comes = |entry: &Entry| entry.pattern.begins(window);
        let order = &mut self.state.maps[visit.map_id].order;
        let found = match order.find(visit.previous, &map.entries, comes) {
            Some(found) => found,
            None => {
                let index = map.ahead.find(window.first_chunk()?)?;
                let entry = map.entries.get(index).filter(|entry| comes(entry))?;
                order.missed(visit.previous, index);
                (index, entry)
            }
        };
        if let Some(guess) = self.state.guesses.get_mut(visit.guesses + visit.previous) {
            guess.missed(found.0);
        }
        Some(found)
    }

    /// A member near the record's end, with a long name, or one that is found by its name alone.
    #[inline(never)]
    fn member_otherwise<const FIELDS: bool>(
        &mut self,
        map: &AttributeMap,
        visit: &mut Visit,
    ) -> Result<bool> {
        let start = self.cursor.pos;
        let order = &self.state.maps[visit.map_id].order;
        let found = order.find(visit.previous, &map.entries, |entry| {
            self.cursor.eat_pattern(&entry.pattern)
        });
        let index = match found {
            Some((index, _)) => Some(index),
            None => self.look_up(map, visit)?,
        };
        if let Some(index) = index {
            let entry = &map.entries[index];
            let first = self.first(visit, index);
            if let Some(scalar) = &entry.scalar
                && first
                && visit.fits
                && take_scalar(self.sink, &mut self.cursor, scalar)
            {
                self.taken::<FIELDS>(entry, start);
            } else {
                self.entry_at(map, entry, start, first, visit)?;
            }
        }
        Ok(self.cursor.next_member())
    }

    /// A known member that begins at `start`, with the cursor behind its pattern.
    #[inline(never)]
    fn entry_at(
        &mut self,
        map: &AttributeMap,
        entry: &Entry,
        start: usize,
        first: bool,
        visit: &mut Visit,
    ) -> Result<()> {
        self.cursor.pos -= usize::from(entry.tag.is_string());
        self.cursor.skip_space();
        let key = (start + 1, start + 1 + entry.name_len);
        self.entry(map, entry, entry.tag, key, key.1 + 2, first, visit)
    }

    /// Looks a member up by its name. Gives the entry whose pattern comes next, and takes that; a member that is spelled
    /// otherwise, or has no entry, is dealt with here.
    #[inline(never)]
    fn look_up(&mut self, map: &AttributeMap, visit: &mut Visit) -> Result<Option<usize>> {
        let start = self.cursor.pos;
        let name = self.cursor.string()?;
        let key = (start + 1, self.cursor.pos - 1);
        let found = match name {
            Text::Plain(name) | Text::Raw(name) => map.find(name),
            Text::Escaped(_) => map.find(name.decode(&mut self.state.scratch)),
        };
        let behind = std::mem::replace(&mut self.cursor.pos, start);
        if let Some(found) = found {
            let index = found as usize;
            self.state.maps[visit.map_id]
                .order
                .missed(visit.previous, index);
            if self.cursor.eat_pattern(&map.entries[index].pattern) {
                return Ok(Some(index));
            }
        }
        self.cursor.pos = behind;
        self.cursor.expect(b':')?;
        self.cursor.skip_space();
        let value = self.cursor.pos;
        let Some(found) = found else {
            attribute::skip(&mut self.cursor, visit.depth).map_err(|fault| fault.of(key))?;
            self.undeclared(map, key, value);
            return Ok(None);
        };
        let index = found as usize;
        let tag = open(&mut self.cursor).map_err(|fault| fault.of(key))?;
        let first = self.first(visit, index);
        self.entry(map, &map.entries[index], tag, key, value, first, visit)?;
        Ok(None)
    }

    /// Notes that an entry came; false when it did before.
    #[inline(always)]
    fn first(&mut self, visit: &mut Visit, index: usize) -> bool {
        visit.previous = index;
        if index < 64 {
            let bit = 1 << index;
            let first = visit.seen & bit == 0;
            visit.seen |= bit;
            return first;
        }
        let seen = &mut self.state.maps[visit.map_id].seen[index - 64];
        std::mem::replace(seen, visit.number) != visit.number
    }
}
