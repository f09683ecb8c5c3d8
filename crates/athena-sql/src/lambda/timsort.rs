//! The sort of Java's lists, comparison by comparison.
//!
//! Any stable sort gives the same order where the comparator is one. One that never gives 0, `IF(x < y, -1, 1)`, is none: what becomes
//! of equal elements follows from which pairs the sort compares, and Trino sorts as `java.util.List` does, by Tim Peters' merge sort.

use std::cmp::Ordering;

/// Fewer elements are sorted by insertion.
const MIN_MERGE: usize = 32;
/// Wins in a row of one side after which its elements are moved by stretches.
const MIN_GALLOP: usize = 7;

/// Why a sort ended early.
#[derive(Debug)]
pub(super) enum Stopped<E> {
    /// The comparator failed.
    Failed(E),
    /// The comparator contradicts itself.
    Contradiction,
}

impl<E> From<E> for Stopped<E> {
    fn from(error: E) -> Self {
        Self::Failed(error)
    }
}

type Done<E, T = ()> = Result<T, Stopped<E>>;

/// Sorts `items` by `compare`, which is called for the pairs that Java's sort compares, in its order.
pub(super) fn sort<E>(
    items: &mut [u32],
    compare: impl FnMut(u32, u32) -> Result<Ordering, E>,
) -> Done<E> {
    if items.len() < 2 {
        return Ok(());
    }
    let mut sort = Sort {
        compare,
        min_gallop: MIN_GALLOP,
        runs: Vec::new(),
    };
    let min_run = match items.len() {
        few if few < MIN_MERGE => few,
        many => min_run(many),
    };
    let mut start = 0;
    while start < items.len() {
        let rest = &mut items[start..];
        let mut length = sort.run(rest)?;
        if length < min_run {
            let forced = rest.len().min(min_run);
            sort.insert(&mut rest[..forced], length)?;
            length = forced;
        }
        sort.runs.push(Run { start, length });
        sort.collapse(items)?;
        start += length;
    }
    while sort.runs.len() > 1 {
        let last = sort.runs.len() - 2;
        let at = last - usize::from(last > 0 && sort.length(last - 1) < sort.length(last + 1));
        sort.merge_at(items, at)?;
    }
    Ok(())
}

/// The least length of a run, such that their number is a power of two or just below one.
fn min_run(mut count: usize) -> usize {
    let mut odd = 0;
    while count >= MIN_MERGE {
        odd |= count & 1;
        count >>= 1;
    }
    count + odd
}

struct Run {
    start: usize,
    length: usize,
}

struct Sort<F> {
    compare: F,
    min_gallop: usize,
    /// What is sorted already, in stretches that follow each other.
    runs: Vec<Run>,
}

impl<E, F: FnMut(u32, u32) -> Result<Ordering, E>> Sort<F> {
    fn length(&self, run: usize) -> usize {
        self.runs[run].length
    }

    fn less(&mut self, a: u32, b: u32) -> Done<E, bool> {
        Ok((self.compare)(a, b)? == Ordering::Less)
    }

    fn greater(&mut self, a: u32, b: u32) -> Done<E, bool> {
        Ok((self.compare)(a, b)? == Ordering::Greater)
    }

    /// The length of the run that `items` begin with; one that descends is turned round.
    fn run(&mut self, items: &mut [u32]) -> Done<E, usize> {
        if items.len() < 2 {
            return Ok(items.len());
        }
        let descends = self.less(items[1], items[0])?;
        let mut end = 2;
        while end < items.len() && self.less(items[end], items[end - 1])? == descends {
            end += 1;
        }
        if descends {
            items[..end].reverse();
        }
        Ok(end)
    }

    /// Sorts `items`, of which the first `sorted` are.
    fn insert(&mut self, items: &mut [u32], sorted: usize) -> Done<E> {
        for next in sorted..items.len() {
            let item = items[next];
            let (mut left, mut right) = (0, next);
            while left < right {
                let middle = usize::midpoint(left, right);
                if self.less(item, items[middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            items[left..=next].rotate_right(1);
        }
        Ok(())
    }

    /// Merges runs until each is longer than the two after it together.
    fn collapse(&mut self, items: &mut [u32]) -> Done<E> {
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            let short =
                |run: usize| self.length(run - 1) <= self.length(run) + self.length(run + 1);
            if (at > 0 && short(at)) || (at > 1 && short(at - 1)) {
                at -= usize::from(self.length(at - 1) < self.length(at + 1));
            } else if self.length(at) > self.length(at + 1) {
                break;
            }
            self.merge_at(items, at)?;
        }
        Ok(())
    }

    fn merge_at(&mut self, items: &mut [u32], at: usize) -> Done<E> {
        let second = self.runs.remove(at + 1);
        let first = &mut self.runs[at];
        let (start, middle, end) = (first.start, second.start, second.start + second.length);
        first.length += second.length;
        let items = &mut items[start..end];
        let middle = middle - start;
        // What is in its place at both ends stays there.
        let from = self.gallop_right(items[middle], &items[..middle], 0)?;
        if from == middle {
            return Ok(());
        }
        let hint = items.len() - middle - 1;
        let to = middle + self.gallop_left(items[middle - 1], &items[middle..], hint)?;
        if to == middle {
            return Ok(());
        }
        let items = &mut items[from..to];
        let middle = middle - from;
        if middle <= items.len() - middle {
            self.merge_low(items, middle)
        } else {
            self.merge_high(items, middle)
        }
    }

    /// Where `key` belongs in `items`, before those equal to it; `hint` is where the search begins.
    fn gallop_left(&mut self, key: u32, items: &[u32], hint: usize) -> Done<E, usize> {
        let (mut low, mut high);
        if self.greater(key, items[hint])? {
            let (mut last, mut offset, most) = (0, 1, items.len() - hint);
            while offset < most && self.greater(key, items[hint + offset])? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        } else {
            let (mut last, mut offset, most) = (0, 1, hint + 1);
            while offset < most && !self.greater(key, items[hint - offset])? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        }
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.greater(key, items[middle])? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }

    /// Where `key` belongs in `items`, behind those equal to it.
    fn gallop_right(&mut self, key: u32, items: &[u32], hint: usize) -> Done<E, usize> {
        let (mut low, mut high);
        if self.less(key, items[hint])? {
            let (mut last, mut offset, most) = (0, 1, hint + 1);
            while offset < most && self.less(key, items[hint - offset])? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        } else {
            let (mut last, mut offset, most) = (0, 1, items.len() - hint);
            while offset < most && !self.less(key, items[hint + offset])? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        }
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.less(key, items[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    /// Merges `items[..middle]`, the shorter side, with what follows, from the front.
    fn merge_low(&mut self, items: &mut [u32], middle: usize) -> Done<E> {
        let first = items[..middle].to_vec();
        // What is left of each side, and where the next element goes.
        let (mut a, mut b, mut to) = (0, middle, 0);
        items[to] = items[b];
        (b, to) = (b + 1, to + 1);
        let mut min_gallop = self.min_gallop;
        let end = items.len();
        if b < end && first.len() > 1 {
            'all: loop {
                let (mut won_a, mut won_b) = (0, 0);
                while won_a.max(won_b) < min_gallop || won_a + won_b == 0 {
                    if self.less(items[b], first[a])? {
                        items[to] = items[b];
                        (b, to, won_b, won_a) = (b + 1, to + 1, won_b + 1, 0);
                        if b == end {
                            break 'all;
                        }
                    } else {
                        items[to] = first[a];
                        (a, to, won_a, won_b) = (a + 1, to + 1, won_a + 1, 0);
                        if a + 1 == first.len() {
                            break 'all;
                        }
                    }
                }
                loop {
                    won_a = self.gallop_right(items[b], &first[a..], 0)?;
                    items[to..to + won_a].copy_from_slice(&first[a..a + won_a]);
                    (a, to) = (a + won_a, to + won_a);
                    if won_a > 0 && a + 1 >= first.len() {
                        break 'all;
                    }
                    items[to] = items[b];
                    (b, to) = (b + 1, to + 1);
                    if b == end {
                        break 'all;
                    }
                    won_b = self.gallop_left(first[a], &items[b..], 0)?;
                    items.copy_within(b..b + won_b, to);
                    (b, to) = (b + won_b, to + won_b);
                    if b == end {
                        break 'all;
                    }
                    items[to] = first[a];
                    (a, to) = (a + 1, to + 1);
                    if a + 1 == first.len() {
                        break 'all;
                    }
                    min_gallop = min_gallop.saturating_sub(1);
                    if won_a < MIN_GALLOP && won_b < MIN_GALLOP {
                        break;
                    }
                }
                min_gallop += 2;
            }
            self.min_gallop = min_gallop.max(1);
        }
        if a == first.len() {
            return Err(Stopped::Contradiction);
        }
        if a + 1 == first.len() {
            items.copy_within(b..end, to);
            items[end - 1] = first[a];
        } else {
            items[to..].copy_from_slice(&first[a..]);
        }
        Ok(())
    }

    /// Merges `items[..middle]` with what follows, the shorter side, from the back.
    fn merge_high(&mut self, items: &mut [u32], middle: usize) -> Done<E> {
        let second = items[middle..].to_vec();
        // Ends: of what is left of each side, and of what is still to be filled.
        let (mut a, mut b, mut to) = (middle, second.len(), items.len());
        (a, to) = (a - 1, to - 1);
        items[to] = items[a];
        let mut min_gallop = self.min_gallop;
        if a > 0 && b > 1 {
            'all: loop {
                let (mut won_a, mut won_b) = (0, 0);
                while won_a.max(won_b) < min_gallop || won_a + won_b == 0 {
                    to -= 1;
                    if self.less(second[b - 1], items[a - 1])? {
                        items[to] = items[a - 1];
                        (a, won_a, won_b) = (a - 1, won_a + 1, 0);
                        if a == 0 {
                            break 'all;
                        }
                    } else {
                        items[to] = second[b - 1];
                        (b, won_b, won_a) = (b - 1, won_b + 1, 0);
                        if b == 1 {
                            break 'all;
                        }
                    }
                }
                loop {
                    won_a = a - self.gallop_right(second[b - 1], &items[..a], a - 1)?;
                    items.copy_within(a - won_a..a, to - won_a);
                    (a, to) = (a - won_a, to - won_a);
                    if a == 0 {
                        break 'all;
                    }
                    (b, to) = (b - 1, to - 1);
                    items[to] = second[b];
                    if b == 1 {
                        break 'all;
                    }
                    won_b = b - self.gallop_left(items[a - 1], &second[..b], b - 1)?;
                    items[to - won_b..to].copy_from_slice(&second[b - won_b..b]);
                    (b, to) = (b - won_b, to - won_b);
                    if won_b > 0 && b <= 1 {
                        break 'all;
                    }
                    (a, to) = (a - 1, to - 1);
                    items[to] = items[a];
                    if a == 0 {
                        break 'all;
                    }
                    min_gallop = min_gallop.saturating_sub(1);
                    if won_a < MIN_GALLOP && won_b < MIN_GALLOP {
                        break;
                    }
                }
                min_gallop += 2;
            }
            self.min_gallop = min_gallop.max(1);
        }
        if b == 0 {
            return Err(Stopped::Contradiction);
        }
        if b == 1 {
            items.copy_within(..a, to - a);
            items[0] = second[0];
        } else {
            items[..to].copy_from_slice(&second[..b]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// A sort by a key, of which many are equal, is the stable one; whatever the order that was there.
    #[test]
    fn is_stable() {
        let mut state = 1_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for length in (0..200).chain([1000, 3000]) {
            for different in [2, 7, 100, 100_000] {
                // Stretches that ascend and descend, so that runs of all lengths meet.
                let mut keys = Vec::new();
                while keys.len() < length {
                    let mut stretch: Vec<u32> = (0..=next(90)).map(|_| next(different)).collect();
                    match next(3) {
                        0 => stretch.sort_unstable(),
                        1 => stretch.sort_unstable_by(|a, b| b.cmp(a)),
                        _ => {}
                    }
                    keys.extend(stretch);
                }
                let key = |item: u32| keys[usize::try_from(item).unwrap_or_default()];
                let mut items: Vec<u32> = (0..).take(length).collect();
                let mut wanted = items.clone();
                wanted.sort_by_key(|item| key(*item));
                let done = sort(&mut items, |a, b| Ok::<_, Infallible>(key(a).cmp(&key(b))));
                assert!(done.is_ok());
                assert_eq!(items, wanted, "{length} items of {different} keys");
            }
        }
    }

    /// A comparator that contradicts itself ends in an order or in an error, never in a panic.
    #[test]
    fn survives_contradictions() {
        let mut contradictions = 0;
        for length in 0..400_u32 {
            let mut items: Vec<u32> = (0..length).collect();
            let done = sort(&mut items, |a, b| {
                let sign =
                    (a.wrapping_mul(31) ^ b.wrapping_mul(17)).wrapping_mul(2_654_435_761) >> 16;
                Ok::<_, Infallible>((sign % 3).cmp(&1))
            });
            contradictions += u32::from(done.is_err());
            items.sort_unstable();
            assert!(done.is_err() || items.iter().copied().eq(0..length));
        }
        assert!(contradictions > 0);
    }
}
