//! The first `n` rows of an order, with those that are equal kept and given out as Trino's heap does: `max_by(x, y, 3)` of tied `y`
//! tells which `x` it kept.
//!
//! Rows of a table go through two heaps, that of their split and that of all splits, here as from one split. Those of a window's frame go
//! through one.

use std::cmp::Ordering;

/// From here on equal rows come as they stand in the heap; for fewer, Trino picks the first of what is left again and again.
const SORTED: usize = 16;

/// The first `n` of `rows`, in order, by way of so many heaps. `order` is of two rows.
pub(super) fn first(
    rows: std::ops::Range<usize>,
    n: usize,
    heaps: usize,
    order: impl Fn(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut heap = kept(rows, n, &order);
    for _ in 1..heaps {
        heap = kept(heap.into_iter(), n, &order);
    }
    if heap.len() >= SORTED {
        heap.sort_by(|a, b| order(*a, *b));
        return heap;
    }
    for place in 0..heap.len() {
        let mut first = place;
        for other in place + 1..heap.len() {
            if order(heap[other], heap[first]).is_lt() {
                first = other;
            }
        }
        heap.swap(place, first);
    }
    heap
}

/// The heap of the first `n` rows, the last of them on top.
fn kept(
    rows: impl Iterator<Item = usize>,
    n: usize,
    order: &impl Fn(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut heap: Vec<usize> = Vec::new();
    for row in rows {
        if heap.len() < n {
            heap.push(row);
            rise(&mut heap, order);
        } else if order(row, heap[0]).is_lt() {
            heap[0] = row;
            sink(&mut heap, order);
        }
    }
    heap
}

/// The last row goes up until it is before the one above it.
fn rise(heap: &mut [usize], order: &impl Fn(usize, usize) -> Ordering) {
    let mut place = heap.len() - 1;
    while place > 0 {
        let above = (place - 1) / 2;
        if order(heap[place], heap[above]).is_lt() {
            break;
        }
        heap.swap(place, above);
        place = above;
    }
}

/// The row on top goes down until both below are before it.
fn sink(heap: &mut [usize], order: &impl Fn(usize, usize) -> Ordering) {
    let mut place = 0;
    loop {
        let (left, right) = (place * 2 + 1, place * 2 + 2);
        if left >= heap.len() {
            break;
        }
        let later = match right < heap.len() && order(heap[left], heap[right]).is_lt() {
            true => right,
            false => left,
        };
        if order(heap[later], heap[place]).is_lt() {
            break;
        }
        heap.swap(place, later);
        place = later;
    }
}
