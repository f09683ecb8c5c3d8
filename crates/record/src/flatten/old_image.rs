//! The old image: passed over, and mostly the same as the new one that was just walked.

use crate::scan::Cursor;

use super::Result;
use super::kept::Span;

/// Members in a row that are compared in vain before the rest is passed without comparing.
const PATIENCE: u32 = 3;
/// Attributes ahead that a member is compared with: some of the new image's are not in the old one.
const AHEAD: usize = 3;

/// Passes the object at the cursor. `known` are the members of an object before it which have been walked: what is the same as
/// some of them, byte for byte, is as good as they are.
pub(crate) fn skip(cursor: &mut Cursor<'_>, known: &[Span]) -> Result<()> {
    cursor.expect(b'{')?;
    if cursor.eat(b'}') {
        return Ok(());
    }
    let (mut known, mut misses) = (known, 0);
    loop {
        cursor.skip_space();
        let same = known.first().map_or(0, |next| cursor.same_as(next.0));
        if !take(cursor, &mut known, same) {
            let name = cursor.name_len()?;
            if same >= name {
                // The same attribute with another value.
                known = known.get(1..).unwrap_or_default();
                if cursor.skip_member(name)? {
                    continue;
                }
            } else if !take_ahead(cursor, &mut known) {
                misses += 1;
                if misses > PATIENCE {
                    return cursor.skip_members(0);
                }
                if cursor.skip_member(name)? {
                    continue;
                }
            }
        }
        if !cursor.eat(b',') {
            return cursor.expect(b'}');
        }
    }
}

/// Takes as many members as are whole within the `same` bytes from the first known one on.
#[inline(always)]
fn take(cursor: &mut Cursor<'_>, known: &mut &[Span], same: usize) -> bool {
    let Some(&(start, end)) = known.first() else {
        return false;
    };
    if end > start + same {
        return false;
    }
    let mut last = end;
    while let [(_, end), rest @ ..] = *known
        && *end <= start + same
    {
        last = *end;
        *known = rest;
    }
    cursor.pos += last - start;
    true
}

/// Takes members that are the same as known ones a little further on.
fn take_ahead(cursor: &mut Cursor<'_>, known: &mut &[Span]) -> bool {
    for skipped in 1..=AHEAD {
        let mut ahead = known.get(skipped..).unwrap_or_default();
        let Some(next) = ahead.first() else {
            return false;
        };
        let same = cursor.same_as(next.0);
        if take(cursor, &mut ahead, same) {
            *known = ahead;
            return true;
        }
    }
    false
}
