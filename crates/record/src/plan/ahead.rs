//! Which known name most likely comes next, told by its first bytes alone.
//!
//! Whether it does is for its pattern to say. So the hash may be poor, and names may share a place: one of them is not found here then.

use crate::scan::Half;

/// A table of names by the hash of their first bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ahead {
    /// Where the second of two words begins that are hashed; both are within every pattern.
    second: usize,
    factors: [u64; 2],
    shift: u32,
    /// Numbers of the names, [`NOBODY`] in free places; their count is a power of two.
    places: Box<[u16]>,
}

const NOBODY: u16 = u16::MAX;
const WORD: usize = size_of::<u64>();
/// Places for each name.
const ROOM: usize = 8;
/// Pairs of factors that are tried, of which the one with the fewest collisions is taken.
const TRIES: u64 = 64;

impl Ahead {
    /// A table of patterns, which are numbered as they come.
    pub fn of<'p>(patterns: impl Iterator<Item = &'p [u8]> + Clone) -> Self {
        let count = patterns.clone().count();
        let shortest = patterns.clone().map(<[u8]>::len).min().unwrap_or(0);
        if shortest < WORD || count >= usize::from(NOBODY) {
            return Self::default();
        }
        let places = (ROOM * count).next_power_of_two();
        let mut best = (usize::MAX, Self::default());
        for seed in 0..TRIES {
            let mut table = Self {
                second: shortest.min(size_of::<Half>()) - WORD,
                factors: [mix(2 * seed + 1), mix(2 * seed + 2)],
                shift: u64::BITS - places.trailing_zeros(),
                places: vec![NOBODY; places].into(),
            };
            let mut collisions = 0;
            for (number, pattern) in patterns.clone().enumerate() {
                let mut bytes = Half::default();
                for (to, from) in bytes.iter_mut().zip(pattern) {
                    *to = *from;
                }
                match table.places.get_mut(table.place(&bytes)) {
                    Some(place) if *place == NOBODY => *place = number as u16,
                    _ => collisions += 1,
                }
            }
            if collisions < best.0 {
                best = (collisions, table);
            }
            if collisions == 0 {
                break;
            }
        }
        best.1
    }

    #[inline(always)]
    fn place(&self, bytes: &Half) -> usize {
        let word = |at: usize| {
            let word = bytes[at..at + WORD].first_chunk();
            word.map_or(0, |word| u64::from_le_bytes(*word))
        };
        let first = word(0).wrapping_mul(self.factors[0]);
        let second = word(self.second.min(WORD)).wrapping_mul(self.factors[1]);
        (first.wrapping_add(second) >> (self.shift & 63)) as usize
    }

    /// Number of the only name that may begin here, or of any other.
    #[inline(always)]
    pub fn find(&self, bytes: &Half) -> Option<usize> {
        self.places.get(self.place(bytes)).copied().map(usize::from)
    }
}

/// An odd number that looks like chance (`splitmix64`).
fn mix(n: u64) -> u64 {
    let mut n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (n ^ (n >> 31)) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[String]) -> usize {
        let patterns: Vec<String> = names
            .iter()
            .map(|n| format!("\"{n}\":{{\"S\":\""))
            .collect();
        let table = Ahead::of(patterns.iter().map(String::as_bytes));
        let mut found = 0;
        for (number, pattern) in patterns.iter().enumerate() {
            let mut ahead = format!("{pattern}a value\"}}").into_bytes();
            ahead.resize(40, b'?');
            found += usize::from(table.find(ahead.first_chunk().unwrap()) == Some(number));
        }
        found
    }

    #[test]
    fn names_are_found_by_their_first_bytes() {
        assert_eq!(found(&[]), 0);
        assert_eq!(found(&[String::new()]), 1);
        let few = [
            "id",
            "OrderID",
            "OrderDate",
            "Currency",
            "CustomerID",
            "x",
            "ü",
        ];
        assert_eq!(found(&few.map(String::from)), few.len());
        let many: Vec<_> = (0..200).map(|n| format!("Field{n}")).collect();
        assert!(found(&many) > 180, "{}", found(&many));
        let alike: Vec<_> = (0..9).map(|n| format!("the_same_beginning_{n}")).collect();
        assert_eq!(found(&alike), 1, "all begin with the same bytes");
    }
}
