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
        loop {
            let start = self.cursor.pos;
            let more = self.member::<FIELDS>(map, visit)?;
            if !FIELDS && visit.map_id == ITEM {
                let end = self.cursor.pos - usize::from(more);
                self.state.members.push((start, end));
            }
            if more {
                continue;
            }
            if !self.cursor.eat(b',') {
                return self.cursor.expect(b'}');
            }
            self.cursor.skip_space();
        }
    }

    /// One member of a map. True when the comma behind it was taken too, and a quote follows.
    #[inline(always)]
    fn member<const FIELDS: bool>(
        &mut self,
        map: &AttributeMap,
        visit: &mut Visit,
    ) -> Result<bool> {
        let start = self.cursor.pos;
        let Some(window) = self.cursor.window() else {
            return self.member_otherwise::<FIELDS>(map, visit);
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
            return self.member_otherwise::<FIELDS>(map, visit);
        };
        let first = self.first(visit, index);
        let at = entry.pattern.len();
        if let Some(scalar) = &entry.scalar
            && first
            && visit.fits
            && let Some((end, more)) =
                take_payload::<FIELDS, S>(self.sink, &self.cursor, window, at, scalar)
        {
            self.cursor.pos = start + end + usize::from(more);
            self.taken::<FIELDS>(entry, start);
            return Ok(more);
        }
        self.cursor.pos = start + at;
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

    /// [`Walk::member`] near the record's end, for long names, and for names that come in other ways.
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
                && take_scalar::<FIELDS, S>(self.sink, &mut self.cursor, scalar)
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
