//! What to answer when not every answer fits into the reply.
//!
//! Rows come first, the small ones before the large ones, so that one huge row does not cost its neighbours; then, with
//! the room that is left, the data of failed records. Firehose keeps what it sent for every record that is answered as
//! failed or not answered at all, so that no answer given up here loses data: it only waits in the error prefix for its replay.

use crate::respond::{FRAME, Size};

/// What a record may be answered with, in bytes, with the comma behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The shortest answer there is.
    least: usize,
    /// The wanted answer: a row, or that the record is dropped. Nothing for a failed record.
    wanted: Option<usize>,
    /// Failed, with its data.
    with_data: usize,
}

/// What a record is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Its row, or that it is dropped.
    Wanted,
    /// Failed, with its data.
    FailedWithData,
    /// Failed, without its data.
    Failed,
    /// Nothing at all.
    Unanswered,
}

impl Candidate {
    pub(crate) fn new(id: &[u8], data: &[u8], wanted: Option<usize>) -> Self {
        let least = Size::failed(id, b"") + 1;
        let wanted = wanted.map(|size| size + 1);
        Self {
            least: wanted.map_or(least, |wanted| wanted.min(least)),
            wanted,
            with_data: Size::failed(id, data) + 1,
        }
    }
}

/// The best choice for each of `candidates` in a reply of at most `limit` bytes.
pub(crate) fn squeeze(candidates: &[Candidate], limit: usize) -> Vec<Choice> {
    // The last answer has no comma.
    let mut room = (limit + 1).saturating_sub(FRAME);
    let mut choices = vec![Choice::Unanswered; candidates.len()];
    for (choice, candidate) in choices.iter_mut().zip(candidates) {
        if candidate.least <= room {
            room -= candidate.least;
            *choice = Choice::Failed;
        }
    }
    let mut improve = |to: Choice, size: &dyn Fn(&Candidate) -> Option<usize>| {
        let mut costs: Vec<(usize, usize)> = candidates
            .iter()
            .enumerate()
            .filter(|&(i, _)| choices[i] == Choice::Failed)
            .filter_map(|(i, candidate)| Some((size(candidate)? - candidate.least, i)))
            .collect();
        costs.sort_unstable();
        for (cost, i) in costs {
            if cost > room {
                break;
            }
            room -= cost;
            choices[i] = to;
        }
    };
    improve(Choice::Wanted, &|candidate| candidate.wanted);
    improve(Choice::FailedWithData, &|candidate| {
        Some(candidate.with_data)
    });
    choices
}

#[cfg(test)]
mod tests {
    use super::Choice::{Failed, FailedWithData, Unanswered, Wanted};
    use super::*;

    fn candidate(wanted: Option<usize>, data: usize) -> Candidate {
        Candidate::new(b"id", &vec![b'A'; data], wanted)
    }

    #[test]
    fn small_rows_come_first_and_data_last() {
        let least = Size::failed(b"id", b"");
        let candidates = [
            candidate(Some(least + 1000), 400),
            candidate(Some(least + 10), 400),
            candidate(None, 50),
            candidate(Some(least - 9), 8),
        ];
        for (room, expected) in [
            (1061, [Wanted, Wanted, FailedWithData, Wanted]),
            (1060, [Wanted, Wanted, FailedWithData, Wanted]),
            (1059, [Wanted, Wanted, Failed, Wanted]),
            (1000, [FailedWithData, Wanted, FailedWithData, Wanted]),
            (459, [Failed, Wanted, FailedWithData, Wanted]),
            (59, [Failed, Wanted, Failed, Wanted]),
            (9, [Failed, Failed, Failed, Wanted]),
        ] {
            let limit = FRAME + 4 * least - 9 + 3 + room;
            assert_eq!(squeeze(&candidates, limit), expected, "{room}");
        }
        assert_eq!(
            squeeze(&candidates, FRAME + 2 * least + 1),
            [Failed, Failed, Unanswered, Unanswered]
        );
        assert_eq!(squeeze(&candidates, 0), [Unanswered; 4]);
        assert_eq!(squeeze(&[], 0), []);
    }
}
