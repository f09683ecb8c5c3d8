//! Records that wait to be sent: of each key the first may go, the others wait behind it.

use std::collections::{HashMap, VecDeque};

/// A record on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Hash of the item's key.
    pub key: u128,
    pub data: Vec<u8>,
    /// How often it was sent.
    pub tries: u32,
}

impl Entry {
    pub fn new(key: u128, data: &[u8]) -> Self {
        Self {
            key,
            data: data.to_vec(),
            tries: 0,
        }
    }

    /// 32 hex digits: the same for all changes of an item, and nothing of its key can be read in it.
    pub fn partition_key(&self) -> String {
        format!("{:032x}", self.key)
    }

    /// As Kinesis counts: the data and the partition key.
    pub fn bytes(&self) -> usize {
        self.data.len() + 32
    }
}

/// What waits.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// Records that may go now, in the order in which they came to be so.
    ready: VecDeque<Entry>,
    ready_bytes: usize,
    /// Later records of the keys that have one ready or on its way.
    behind: HashMap<u128, VecDeque<Entry>>,
    behind_bytes: usize,
}

impl Queue {
    pub fn push(&mut self, entry: Entry) {
        match self.behind.get_mut(&entry.key) {
            Some(behind) => {
                self.behind_bytes += entry.bytes();
                behind.push_back(entry);
            }
            None => {
                self.behind.insert(entry.key, VecDeque::new());
                self.make_ready(entry);
            }
        }
    }

    /// Fills `batch` up with records that may go.
    pub fn fill(&mut self, batch: &mut Vec<Entry>, most: usize, most_bytes: usize) {
        let mut bytes: usize = batch.iter().map(Entry::bytes).sum();
        while let Some(next) = self.ready.front() {
            let fits = batch.len() < most && bytes + next.bytes() <= most_bytes;
            if !fits && !batch.is_empty() {
                return;
            }
            bytes += next.bytes();
            self.ready_bytes -= next.bytes();
            batch.extend(self.ready.pop_front());
        }
    }

    /// The record of this key that was on its way is taken: the next one may go.
    pub fn taken(&mut self, key: u128) {
        match self.behind.get_mut(&key).and_then(VecDeque::pop_front) {
            Some(next) => {
                self.behind_bytes -= next.bytes();
                self.make_ready(next);
            }
            None => drop(self.behind.remove(&key)),
        }
    }

    fn make_ready(&mut self, entry: Entry) {
        self.ready_bytes += entry.bytes();
        self.ready.push_back(entry);
    }

    /// Records that may go now, and their bytes.
    pub fn ready(&self) -> (usize, usize) {
        (self.ready.len(), self.ready_bytes)
    }

    /// Bytes of all that waits.
    pub fn bytes(&self) -> usize {
        self.ready_bytes + self.behind_bytes
    }

    /// Nothing waits.
    pub fn is_empty(&self) -> bool {
        self.bytes() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: u128, length: usize) -> Entry {
        Entry::new(key, &vec![b'x'; length])
    }

    fn keys(queue: &mut Queue, most: usize, most_bytes: usize) -> Vec<u128> {
        let mut batch = Vec::new();
        queue.fill(&mut batch, most, most_bytes);
        batch.iter().map(|entry| entry.key).collect()
    }

    #[test]
    fn of_each_key_one_record_is_on_its_way() {
        let mut queue = Queue::default();
        for key in [1, 1, 2, 1, 3] {
            queue.push(entry(key, 10));
        }
        assert_eq!((queue.ready(), queue.bytes()), ((3, 3 * 42), 5 * 42));
        assert_eq!(keys(&mut queue, 500, 5000), [1, 2, 3]);
        assert_eq!(keys(&mut queue, 500, 5000), []);
        queue.push(entry(2, 10));
        assert_eq!(keys(&mut queue, 500, 5000), []);
        queue.taken(1);
        assert_eq!(keys(&mut queue, 500, 5000), [1]);
        for key in [3, 2, 1] {
            queue.taken(key);
        }
        assert_eq!(keys(&mut queue, 500, 5000), [2, 1]);
        queue.taken(2);
        queue.taken(1);
        assert!(queue.is_empty() && queue.behind.is_empty());
    }

    #[test]
    fn batches_keep_to_the_limits() {
        let mut queue = Queue::default();
        for key in 0..5 {
            queue.push(entry(key, 68));
        }
        assert_eq!(keys(&mut queue, 2, 5000), [0, 1]);
        assert_eq!(keys(&mut queue, 500, 250), [2, 3]);
        // One that is larger than a batch goes alone.
        queue.push(entry(9, 500));
        queue.push(entry(10, 10));
        assert_eq!(keys(&mut queue, 500, 250), [4]);
        assert_eq!(keys(&mut queue, 500, 250), [9]);
        // What is sent again leaves less room.
        let mut batch = vec![entry(20, 200)];
        queue.fill(&mut batch, 500, 250);
        assert_eq!(batch.len(), 1);
        queue.fill(&mut batch, 500, 300);
        assert_eq!(batch.len(), 2);
    }
}
