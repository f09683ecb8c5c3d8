//! Numbers as nearly all are, read a word at a time.

use crate::scan::{Chunk, Half, halves, non_digits};

use super::Number;

/// A number as nearly all are: up to 16 bytes of digits with at most one point between them, no leading zero, no exponent.
/// Its text is a JSON number.
///
/// What it is worth is computed where it is asked for: a sink of text never does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain<'a> {
    chunk: &'a Chunk,
    negative: bool,
    /// Digits before the point.
    whole: usize,
    /// Digits after it; there is no point without any.
    fraction: usize,
}

/// The powers of ten that a `u64` holds.
const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut n = 1;
    while n < 20 {
        powers[n] = powers[n - 1] * 10;
        n += 1;
    }
    powers
};

impl<'a> Plain<'a> {
    /// The number whose text is the chunk's first `len` bytes.
    #[inline(always)]
    pub fn of(chunk: &'a Chunk, len: usize) -> Option<Self> {
        let number = Self::unsigned(chunk, len, 0);
        if number.is_none() && chunk[0] == b'-' {
            return Self::negative(chunk, len);
        }
        number
    }

    #[cold]
    #[inline(never)]
    fn negative(chunk: &'a Chunk, len: usize) -> Option<Self> {
        // No sink writes a negative zero.
        Self::unsigned(chunk, len, 1).filter(|number| number.significand() != 0)
    }

    /// The number that begins at `start`, behind its sign if it has one.
    #[inline(always)]
    fn unsigned(chunk: &'a Chunk, len: usize, start: usize) -> Option<Self> {
        if len > 16 || len <= start {
            return None;
        }
        // What is no digit from the first on: nothing, or one point between digits. Nothing here is a branch, since what numbers
        // look like is not to be foreseen.
        let others = (non_digits(halves(chunk)[0]) & ((1 << len) - 1)) >> start;
        let digits = len - start;
        let whole = (others | 1 << digits).trailing_zeros() as usize;
        let fraction = (digits - whole).saturating_sub(1);
        let mark = chunk[(start + whole) & (chunk.len() - 1)];
        let point = (others & others.wrapping_sub(1) == 0) & (fraction != 0) & (mark == b'.');
        let leading_zero = (whole > 1) & (chunk[start] == b'0');
        let is_number = ((others == 0) | point) & (whole != 0) & !leading_zero;
        is_number.then_some(Self {
            chunk,
            negative: start > 0,
            whole,
            fraction,
        })
    }

    /// The value of all digits.
    #[inline(always)]
    fn significand(self) -> u64 {
        let start = usize::from(self.negative);
        let (whole, fraction) = (self.whole, self.fraction);
        if fraction == 0 && !self.negative {
            return whole_number(halves(self.chunk)[0], whole);
        }
        if whole + fraction < 8 {
            // One word holds it all; the point is taken out.
            let text = word(self.chunk, start);
            let before = (1 << (8 * whole)) - 1;
            let joined = match fraction {
                0 => text,
                _ => text & before | text >> 8 & !before,
            };
            return up_to_eight_digits(joined, whole + fraction);
        }
        let value = digits(self.chunk, start, whole);
        match fraction {
            0 => value,
            _ => {
                let decimals = digits(self.chunk, start + whole + 1, fraction);
                value * POWERS[fraction & 15] + decimals
            }
        }
    }

    /// There is a decimal point.
    #[inline(always)]
    pub fn has_fraction(self) -> bool {
        self.fraction > 0
    }

    pub fn number(self) -> Number {
        let significand = self.significand();
        let exponent = if significand == 0 {
            0
        } else {
            -(self.fraction as i32)
        };
        Number {
            negative: self.negative,
            significand: u128::from(significand),
            exponent,
            json: true,
        }
    }

    /// The number without its point: of an integer, its value.
    #[inline(always)]
    pub fn whole(self) -> i64 {
        let magnitude = self.significand() as i64; // 16 digits at most
        if self.negative { -magnitude } else { magnitude }
    }

    /// The number × 10^scale, when it is written with no more than `scale` decimals, and with so few digits before the point that
    /// it is below 10^precision then.
    #[inline(always)]
    pub fn decimal(self, precision: u8, scale: u8) -> Option<i128> {
        let shift = usize::from(scale).checked_sub(self.fraction)?;
        if shift >= POWERS.len() || self.whole + usize::from(scale) > usize::from(precision) {
            return None;
        }
        let magnitude = (u128::from(self.significand()) * u128::from(POWERS[shift])) as i128;
        Some(if self.negative { -magnitude } else { magnitude })
    }
}

/// The value of a half's first 1 to 16 bytes, which are digits.
#[inline(always)]
pub(crate) fn whole_number(half: &Half, count: usize) -> u64 {
    // The first digit is the lowest byte. What is shifted in counts as leading zeros.
    let all = u128::from_le_bytes(*half) << ((8 * (16 - count as u32)) & 127);
    up_to_eight_digits(all as u64, 8) * 100_000_000 + up_to_eight_digits((all >> 64) as u64, 8)
}

/// The value of 1 to 16 digits, eight at a time.
#[inline(always)]
fn digits(chunk: &Chunk, at: usize, count: usize) -> u64 {
    if count <= 8 {
        return up_to_eight_digits(word(chunk, at), count);
    }
    let head = count - 8;
    let high = up_to_eight_digits(word(chunk, at), head);
    high * 100_000_000 + up_to_eight_digits(word(chunk, at + head), 8)
}

/// The eight bytes from a place in the chunk's first half on.
#[inline(always)]
fn word(chunk: &Chunk, at: usize) -> u64 {
    let at = at & 15;
    chunk[at..at + 8]
        .first_chunk()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The value of the first one to eight of eight bytes, which are digits.
#[inline(always)]
fn up_to_eight_digits(word: u64, count: usize) -> u64 {
    // The first digit is the lowest byte. What is shifted in counts as leading zeros.
    let word = (word << ((64 - 8 * count as u32) & 63)) & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (word * 10 + (word >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is taken here has the value that the general way gives it.
    fn check(text: &str) -> bool {
        let mut chunk = [b'7'; 32];
        let Some(place) = chunk.get_mut(..text.len()) else {
            return false;
        };
        place.copy_from_slice(text.as_bytes());
        let Some(plain) = Plain::of(&chunk, text.len()) else {
            return false;
        };
        let number = Number::parse_any(text).unwrap();
        assert_eq!(plain.number(), number, "{text}");
        assert!(number.json, "{text}");
        for (precision, scale) in [(38, 0), (12, 2), (38, 9), (5, 5), (3, 0), (38, 38)] {
            let limit = 10i128.checked_pow(u32::from(precision)).unwrap();
            let general = number.scaled(scale).filter(|n| n.abs() < limit);
            if let Some(unscaled) = plain.decimal(precision, scale) {
                assert_eq!(Some(unscaled), general, "{text} ({precision},{scale})");
            }
        }
        if !plain.has_fraction() {
            assert_eq!(Some(plain.whole()), number.integer(), "{text}");
        }
        true
    }

    #[test]
    fn numbers_of_every_length_are_read() {
        let digits = "1234567890123456789";
        for len in 1..=19 {
            for sign in ["", "-"] {
                let text = format!("{sign}{}", &digits[..len]);
                assert_eq!(check(&text), text.len() <= 16, "{text}");
                let nines = format!("{sign}{}", "9".repeat(len));
                assert_eq!(check(&nines), nines.len() <= 16, "{nines}");
                for point in 1..len {
                    let text = format!("{sign}{}.{}", &digits[..point], &digits[point..len]);
                    assert_eq!(check(&text), text.len() <= 16, "{text}");
                    let small = format!("{sign}0.{}7", "0".repeat(point - 1));
                    assert_eq!(check(&small), small.len() <= 16, "{small}");
                }
            }
        }
        for text in ["0", "0.0", "0.00", "10.10", "1000000000000000"] {
            assert!(check(text), "{text}");
        }
    }

    #[test]
    fn the_rest_is_left_to_the_general_way() {
        for text in [
            "", "-", ".", "-.", "1.", ".5", "-.5", "-0", "-0.0", "00", "01", "007.5", "1..2",
            "1.2.3", "1e5", "1E5", "+1", "1-", "--1", "1 ", " 1", "1x", "1/2", "1:2", "x",
        ] {
            assert!(!check(text), "{text}");
        }
    }
}
