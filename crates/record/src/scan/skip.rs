//! Passing over values that nobody reads.

use wide::u8x32;

use super::{Cursor, LANES, MAX_JSON_DEPTH, Result};
use crate::reject::RejectKind;

impl Cursor<'_> {
    /// Passes one JSON value of any kind, checking all of it.
    pub fn skip_value(&mut self) -> Result<()> {
        self.skip_nested(0)
    }

    fn skip_nested(&mut self, depth: usize) -> Result<()> {
        if depth > MAX_JSON_DEPTH {
            return Err(self.fail(RejectKind::NestedTooDeep));
        }
        self.skip_space();
        match self.peek() {
            b'"' => {
                self.pos += 1;
                self.string_end()?;
                self.pos += 1;
                Ok(())
            }
            b'{' => {
                self.pos += 1;
                if self.eat(b'}') {
                    return Ok(());
                }
                self.skip_members(depth)
            }
            b'[' => {
                self.pos += 1;
                if self.eat(b']') {
                    return Ok(());
                }
                loop {
                    self.skip_nested(depth + 1)?;
                    if !self.eat(b',') {
                        return self.expect(b']');
                    }
                }
            }
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Passes the members of an object, of which there is one at least, and its closing brace.
    pub fn skip_members(&mut self, depth: usize) -> Result<()> {
        loop {
            if self.skip_member_at(depth)? {
                continue;
            }
            if !self.eat(b',') {
                return self.expect(b'}');
            }
        }
    }

    /// Length of the name that begins here, its quotes included.
    pub fn name_len(&self) -> Result<usize> {
        let mut cursor = *self;
        cursor.expect(b'"')?;
        cursor.string_end()?;
        Ok(cursor.pos + 1 - self.pos)
    }

    /// Passes one member of an outermost object, whose name has this length; true when the comma behind it was passed too.
    pub fn skip_member(&mut self, name_len: usize) -> Result<bool> {
        self.pos += name_len - 1;
        self.skip_member_value(0)
    }

    /// Passes a member; true when the comma behind it was passed too.
    #[inline(always)]
    fn skip_member_at(&mut self, depth: usize) -> Result<bool> {
        self.expect(b'"')?;
        self.string_end()?;
        self.skip_member_value(depth)
    }

    /// The same from the quote that ends the name.
    #[inline(always)]
    fn skip_member_value(&mut self, depth: usize) -> Result<bool> {
        // `"name":{"S":"…"},`: most members are like this.
        if let Some([b'"', b':', b'{', b'"', b'S' | b'N' | b'B', b'"', b':', b'"']) =
            self.at(self.pos)
            && depth < MAX_JSON_DEPTH
        {
            self.pos += 8;
            self.string_end()?;
            if self.eat_bytes(b"\"},") {
                return Ok(true);
            }
            self.pos += 1;
            if self.eat(b',') {
                self.skip_members(depth + 1)?;
            } else {
                self.expect(b'}')?;
            }
        } else {
            self.pos += 1;
            self.expect(b':')?;
            self.skip_nested(depth + 1)?;
        }
        Ok(false)
    }

    /// How many bytes from here on are the same as those from `other` on; near the end of the buffer it may say fewer.
    pub fn same_as(&self, other: usize) -> usize {
        let here = self.buf.get(self.pos..).unwrap_or_default();
        let there = self.buf.get(other..).unwrap_or_default();
        let mut same = 0;
        for (a, b) in here
            .as_chunks::<LANES>()
            .0
            .iter()
            .zip(there.as_chunks::<LANES>().0)
        {
            let equal = u8x32::from(*a).simd_eq(u8x32::from(*b)).to_bitmask();
            if equal != u32::MAX {
                return same + equal.trailing_ones() as usize;
            }
            same += LANES;
        }
        same
    }

    /// Passes an object or list by counting its brackets: whatever stands between them is taken for JSON.
    /// Other values are passed as [`Cursor::skip_value`] does.
    pub fn skip_balanced(&mut self) -> Result<()> {
        self.skip_space();
        if !matches!(self.peek(), b'{' | b'[') {
            return self.skip_value();
        }
        let mut depth = 0usize;
        loop {
            let Some(&chunk) = self
                .buf
                .get(self.pos..)
                .and_then(<[u8]>::first_chunk::<LANES>)
            else {
                return Err(self.fail(RejectKind::NotJson));
            };
            let lanes = u8x32::from(chunk);
            // `[` and `{`, `]` and `}` differ in one bit; no other printable character folds onto them.
            let folded = lanes | u8x32::splat(0x20);
            let open = folded.simd_eq(u8x32::splat(b'{'));
            let close = folded.simd_eq(u8x32::splat(b'}'));
            let quote = lanes.simd_eq(u8x32::splat(b'"'));
            let (open, close) = (open.to_bitmask(), close.to_bitmask());
            let mut marks = open | close | quote.to_bitmask();
            let start = self.pos;
            self.pos += LANES;
            while marks != 0 {
                let at = marks.trailing_zeros();
                let bit = 1u32 << at;
                marks &= marks - 1;
                if open & bit != 0 {
                    depth += 1;
                } else if close & bit != 0 {
                    depth -= 1;
                    if depth == 0 {
                        self.pos = start + at as usize + 1;
                        return Ok(());
                    }
                } else {
                    self.pos = start + at as usize + 1;
                    self.string_end()?;
                    self.pos += 1;
                    break;
                }
            }
        }
    }
}
