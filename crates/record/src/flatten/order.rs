//! The order in which names came before, to try them first.

/// A ring through the numbers of all names and through one more, which stands for an object's beginning and end.
///
/// What is absent now and then keeps its place, so that a few places ahead are worth a try before a name is looked up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ring {
    next: Vec<u32>,
    /// Names that came otherwise than expected.
    misses: u32,
}

/// Places that are tried ahead.
const TRIES: usize = 2;

impl Ring {
    /// A ring of `names` names in the order of their numbers.
    pub fn new(names: usize) -> Self {
        Self {
            next: (1..=names as u32).chain([0]).collect(),
            misses: 0,
        }
    }

    /// The first of the names that came after `previous` which `comes` next now, with its number. `names` are all of them.
    #[inline(always)]
    pub fn find<'n, T>(
        &self,
        previous: usize,
        names: &'n [T],
        mut comes: impl FnMut(&T) -> bool,
    ) -> Option<(usize, &'n T)> {
        let mut at = previous;
        for _ in 0..TRIES {
            at = *self.next.get(at)? as usize;
            // There is no name at the start.
            let name = names.get(at)?;
            if comes(name) {
                return Some((at, name));
            }
        }
        None
    }

    /// `found` came after `previous`, and was not found there. An order that repeats is learned at once; later on what changes
    /// is mostly chance, and one in many is learned.
    #[inline(always)]
    pub fn missed(&mut self, previous: usize, found: usize) {
        self.misses = self.misses.wrapping_add(1);
        if self.misses as usize <= 2 * self.next.len() || self.misses.is_multiple_of(32) {
            self.learn(previous, found);
        }
    }

    /// `found` came after `previous`, and was not found there: it moves there.
    #[cold]
    pub fn learn(&mut self, previous: usize, found: usize) {
        if previous == found {
            return;
        }
        if let Some(before) = self.next.iter().position(|n| *n as usize == found) {
            self.next[before] = self.next[found];
        }
        self.next[found] = self.next[previous];
        self.next[previous] = found as u32;
    }
}

/// Which name most often came after another one, to try it before all others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guess {
    pub name: u32,
    /// How many times in a row it was another one.
    misses: u32,
}

impl Guess {
    /// So many times in a row it is another name before that is believed: a name that is absent now and then does not lose its place.
    const PATIENCE: u32 = 3;

    pub fn of(name: u32) -> Self {
        Self { name, misses: 0 }
    }

    /// The name came.
    #[inline(always)]
    pub fn hit(&mut self) {
        self.misses = 0;
    }

    /// Another name came.
    #[inline(always)]
    pub fn missed(&mut self, found: usize) {
        self.misses += 1;
        if self.misses >= Self::PATIENCE {
            *self = Self::of(found as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many names are found without a look-up when they come in this order.
    fn found(ring: &mut Ring, names: &[usize]) -> usize {
        let all: Vec<usize> = (0..ring.next.len() - 1).collect();
        let (mut previous, mut found) = (all.len(), 0);
        for &name in names {
            match ring.find(previous, &all, |at| *at == name) {
                Some(_) => found += 1,
                None => ring.learn(previous, name),
            }
            previous = name;
        }
        found
    }

    #[test]
    fn a_guess_is_what_comes_most_often() {
        let mut guess = Guess::of(1);
        for found in [2, 2, 1, 3, 3, 1, 2, 2, 1] {
            match found == guess.name as usize {
                true => guess.hit(),
                false => guess.missed(found),
            }
            assert_eq!(guess.name, 1, "twice is chance");
        }
        for found in [2, 3, 2] {
            guess.missed(found);
        }
        assert_eq!(guess.name, 2);
    }

    #[test]
    fn an_order_is_learned_and_gaps_do_not_unlearn_it() {
        let mut ring = Ring::new(12);
        let order = [7, 3, 11, 0, 1, 2, 9, 10, 4, 5, 6, 8];
        found(&mut ring, &order);
        assert_eq!(found(&mut ring, &order), 12);
        assert_eq!(
            found(&mut ring, &[7, 11, 0, 2, 8]),
            4,
            "the last lies too far ahead"
        );
        assert_eq!(found(&mut ring, &order), 12 - 1, "and had to move");
        for names in [&order[..], &[5, 5, 5], &[8, 7, 6, 5, 4, 3, 2, 1, 0]] {
            found(&mut ring, names);
            let mut seen: Vec<_> = ring.next.clone();
            seen.sort_unstable();
            assert_eq!(
                seen,
                (0..=12).collect::<Vec<_>>(),
                "it stays a ring through all"
            );
        }
    }
}
