//! SpookyHash, version 2, with seed 0: the first half of its 128 bits.

/// Fills what the message does not.
const FILL: u64 = 0xdead_beef_dead_beef;
/// From this length on twelve words are mixed, else four.
const LONG: usize = 192;

pub(super) fn hash(bytes: &[u8]) -> u64 {
    if bytes.len() < LONG {
        short(bytes)
    } else {
        long(bytes)
    }
}

/// Up to eight bytes, the lowest first.
fn word(bytes: &[u8]) -> u64 {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

fn add(state: &mut u64, word: u64) {
    *state = state.wrapping_add(word);
}

fn short(bytes: &[u8]) -> u64 {
    let mut state = [0, 0, FILL, FILL];
    let mut rest = bytes;
    while rest.len() >= 16 {
        add(&mut state[2], word(&rest[..8]));
        add(&mut state[3], word(&rest[8..16]));
        mix_four(&mut state);
        if rest.len() < 32 {
            rest = &rest[16..];
            break;
        }
        add(&mut state[0], word(&rest[16..24]));
        add(&mut state[1], word(&rest[24..32]));
        rest = &rest[32..];
    }
    add(&mut state[3], (bytes.len() as u64) << 56);
    let (low, high) = rest.split_at(rest.len().min(8));
    match rest.is_empty() {
        true => {
            add(&mut state[2], FILL);
            add(&mut state[3], FILL);
        }
        false => {
            add(&mut state[2], word(low));
            add(&mut state[3], word(high));
        }
    }
    const TURNS: [u32; 11] = [15, 52, 26, 51, 28, 9, 47, 54, 32, 25, 63];
    for (i, turn) in TURNS.into_iter().enumerate() {
        let (a, b) = ((i + 3) % 4, (i + 2) % 4);
        state[a] ^= state[b];
        state[b] = state[b].rotate_left(turn);
        state[a] = state[a].wrapping_add(state[b]);
    }
    state[0]
}

fn mix_four(state: &mut [u64; 4]) {
    const TURNS: [u32; 12] = [50, 52, 30, 41, 54, 48, 38, 37, 62, 34, 5, 36];
    for (i, turn) in TURNS.into_iter().enumerate() {
        let a = (i + 2) % 4;
        state[a] = state[a].rotate_left(turn).wrapping_add(state[(a + 1) % 4]);
        state[(a + 2) % 4] ^= state[a];
    }
}

fn long(bytes: &[u8]) -> u64 {
    const TURNS: [u32; 12] = [11, 32, 43, 31, 17, 28, 39, 57, 55, 54, 22, 46];
    const LAST: [u32; 12] = [44, 15, 34, 21, 38, 33, 10, 13, 38, 53, 42, 54];
    let mut state = [0, 0, FILL, 0, 0, FILL, 0, 0, FILL, 0, 0, FILL];
    let (blocks, tail) = bytes.as_chunks::<96>();
    for block in blocks {
        for (i, turn) in TURNS.into_iter().enumerate() {
            add(&mut state[i], word(&block[i * 8..i * 8 + 8]));
            state[(i + 2) % 12] ^= state[(i + 10) % 12];
            state[(i + 11) % 12] ^= state[i];
            state[i] = state[i].rotate_left(turn);
            state[(i + 11) % 12] = state[(i + 11) % 12].wrapping_add(state[(i + 1) % 12]);
        }
    }
    let mut last = [0; 96];
    last[..tail.len()].copy_from_slice(tail);
    last[95] = u8::try_from(tail.len()).unwrap_or_default();
    for (i, state) in state.iter_mut().enumerate() {
        add(state, word(&last[i * 8..i * 8 + 8]));
    }
    for _ in 0..3 {
        for (i, turn) in LAST.into_iter().enumerate() {
            let (a, b) = ((i + 11) % 12, (i + 1) % 12);
            state[a] = state[a].wrapping_add(state[b]);
            state[(i + 2) % 12] ^= state[a];
            state[b] = state[b].rotate_left(turn);
        }
    }
    state[0]
}
