//! Dates and instants as text and as numbers, in UTC and in the proleptic Gregorian calendar.

/// Milliseconds in a day.
pub const MILLIS_PER_DAY: i64 = 86_400_000;
/// 0001-01-01, the first day that Athena's timestamps hold.
const FIRST_DAY: i32 = -719_162;
/// 9999-12-31, the last.
const LAST_DAY: i32 = 2_932_896;

/// True for an instant in the years 1 to 9999.
pub(crate) fn in_range(millis: i64) -> bool {
    const FIRST: i64 = FIRST_DAY as i64 * MILLIS_PER_DAY;
    const END: i64 = (LAST_DAY as i64 + 1) * MILLIS_PER_DAY;
    (FIRST..END).contains(&millis)
}

/// Days since 1970-01-01 of a calendar day, when there is such a day.
pub(crate) fn days_from_civil(year: i32, month: u32, day: u32) -> Option<i32> {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS.get(month.checked_sub(1)? as usize)? + u32::from(leap && month == 2);
    if day == 0 || day > length || !(1..=9999).contains(&year) {
        return None;
    }
    // Howard Hinnant's days_from_civil: years begin in March.
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of a number of days since 1970-01-01.
pub(crate) fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    } as u32;
    (year_of_era + era * 400 + i32::from(month <= 2), month, day)
}

/// Reads `2026-11-20`.
pub(crate) fn parse_date(text: &str) -> Option<i32> {
    let b = text.as_bytes();
    if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    days_from_civil(
        digits(&b[..4])? as i32,
        digits(&b[5..7])?,
        digits(&b[8..10])?,
    )
}

/// Reads ISO 8601: a date, or a date and a time with seconds, fraction and zone optional; milliseconds since the epoch.
/// Without a zone the time is UTC. Digits past the millisecond are cut.
pub fn parse_timestamp(text: &str) -> Option<i64> {
    let days = parse_date(text.get(..10)?)?;
    let b = &text.as_bytes()[10..];
    if b.is_empty() {
        return Some(i64::from(days) * MILLIS_PER_DAY);
    }
    if b.len() < 6 || !matches!(b[0], b'T' | b't' | b' ') || b[3] != b':' {
        return None;
    }
    let (hour, minute) = (digits(&b[1..3])?, digits(&b[4..6])?);
    let mut at = 6;
    let (mut second, mut millis) = (0, 0);
    if b.get(at) == Some(&b':') {
        second = digits(b.get(at + 1..at + 3)?)?;
        at += 3;
        if matches!(b.get(at), Some(b'.' | b',')) {
            let fraction = b[at + 1..]
                .iter()
                .take_while(|d| d.is_ascii_digit())
                .count();
            if fraction == 0 || fraction > 9 {
                return None;
            }
            for i in 0..3 {
                millis = millis * 10
                    + if i < fraction {
                        u32::from(b[at + 1 + i] - b'0')
                    } else {
                        0
                    };
            }
            at += 1 + fraction;
        }
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset_minutes = parse_zone(&b[at..])?;
    let seconds = i64::from(hour * 3600 + minute * 60 + second) - i64::from(offset_minutes) * 60;
    let value = i64::from(days) * MILLIS_PER_DAY + seconds * 1000 + i64::from(millis);
    in_range(value).then_some(value)
}

/// Minutes east of UTC of `Z`, `+01:00`, `+0100`, `+01` or nothing.
fn parse_zone(zone: &[u8]) -> Option<i32> {
    let sign = match zone.first() {
        None => return Some(0),
        Some(b'Z' | b'z') if zone.len() == 1 => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let (hours, minutes) = match zone.len() {
        3 => (digits(&zone[1..3])?, 0),
        5 => (digits(&zone[1..3])?, digits(&zone[3..5])?),
        6 if zone[3] == b':' => (digits(&zone[1..3])?, digits(&zone[4..6])?),
        _ => return None,
    };
    (hours <= 18 && minutes <= 59).then_some(sign * (hours * 60 + minutes) as i32)
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |value, b| {
        b.is_ascii_digit().then(|| value * 10 + u32::from(b - b'0'))
    })
}

/// `00` to `99`, and on to a power of two of them, so that no look-up can be outside.
const PAIRS: [[u8; 2]; 128] = {
    let mut pairs = [[b'0'; 2]; 128];
    let mut n = 0;
    while n < 100 {
        pairs[n] = [b'0' + (n / 10) as u8, b'0' + (n % 10) as u8];
        n += 1;
    }
    pairs
};

/// Two digits of a number below 100.
#[inline(always)]
fn pair(value: u32) -> [u8; 2] {
    PAIRS[(value & 127) as usize]
}

/// `2026-11-20`
fn date_text(days: i32) -> [u8; 10] {
    let (year, month, day) = civil_from_days(days);
    let year = year.unsigned_abs();
    let ([y1, y2], [y3, y4]) = (pair(year / 100), pair(year % 100));
    let ([m1, m2], [d1, d2]) = (pair(month), pair(day));
    [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
}

/// Appends `2026-11-20`.
pub fn write_date(days: i32, out: &mut Vec<u8>) {
    out.extend_from_slice(&date_text(days));
}

/// The text of a day, kept for the timestamps of the same day.
#[derive(Debug)]
pub(crate) struct DateText {
    day: i64,
    /// `2026-11-20 `, the first character lowest.
    text: u128,
}

fn day_text(day: i32) -> u128 {
    let mut text = [0; 16];
    text[..10].copy_from_slice(&date_text(day));
    text[10] = b' ';
    u128::from_le_bytes(text)
}

impl Default for DateText {
    fn default() -> Self {
        Self {
            day: 0,
            text: day_text(0),
        }
    }
}

impl DateText {
    /// `2026-11-20 07:12:33.123`, and nine bytes more.
    pub fn timestamp(&mut self, millis: i64) -> [u8; 32] {
        let mut text = [0; 32];
        self.write(millis, &mut text);
        text
    }

    /// Writes `2026-11-20 07:12:33.123` and a byte without meaning to the beginning of `out`, word by word: what comes from registers
    /// in pieces and is read back as a whole has to wait.
    #[inline(always)]
    pub fn write(&mut self, millis: i64, out: &mut [u8; 32]) {
        let day = millis.div_euclid(MILLIS_PER_DAY);
        if day != self.day {
            self.text = day_text(day as i32);
            self.day = day;
        }
        let in_day = (millis - day * MILLIS_PER_DAY) as u32;
        let (seconds, ms) = (in_day / 1000, in_day % 1000);
        let (minutes, hours) = (seconds / 60, seconds / 3600);
        // Put together as words, since bytes on their way to memory could not be read back as the chunk that a sink copies.
        let byte = |byte: u8, at: u32| u128::from(byte) << (8 * at);
        let pair = |value: u32, at: u32| u128::from(u16::from_le_bytes(pair(value))) << (8 * at);
        let first = self.text | pair(hours, 11) | byte(b':', 13) | pair(minutes - hours * 60, 14);
        let second = byte(b':', 0)
            | pair(seconds - minutes * 60, 1)
            | byte(b'.', 3)
            | byte(b'0' + (ms / 100) as u8, 4)
            | pair(ms % 100, 5);
        let words = [first as u64, (first >> 64) as u64, second as u64];
        for (out, word) in out.as_chunks_mut().0.iter_mut().zip(words) {
            *out = word.to_le_bytes();
        }
    }
}

/// Appends `2026-11-20 07:12:33.123`.
pub fn write_timestamp(millis: i64, out: &mut Vec<u8>) {
    out.extend_from_slice(&DateText::default().timestamp(millis)[..23]);
}

/// `2026-11-20T07:12:33.123Z`: the one ISO 8601 text that stands for an instant wherever a text has to be chosen.
#[must_use]
pub fn iso_text(millis: i64) -> String {
    let text = DateText::default().timestamp(millis);
    let (date, time) = (&text[..10], &text[11..23]);
    let part = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
    format!("{}T{}Z", part(date), part(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(millis: i64) -> String {
        let mut out = Vec::new();
        write_timestamp(millis, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn timestamps_are_read_to_the_millisecond() {
        for (text, back) in [
            ("2026-11-20T07:12:33Z", "2026-11-20 07:12:33.000"),
            ("2026-11-20T07:12:33.123456Z", "2026-11-20 07:12:33.123"),
            ("2026-11-20T07:12:33.9999", "2026-11-20 07:12:33.999"),
            ("2026-11-20 07:12", "2026-11-20 07:12:00.000"),
            ("2026-11-20", "2026-11-20 00:00:00.000"),
            ("2026-11-20T00:30:00+01:00", "2026-11-19 23:30:00.000"),
            ("2026-11-20T07:12:33.5-0530", "2026-11-20 12:42:33.500"),
            ("1969-12-31T23:59:59.001Z", "1969-12-31 23:59:59.001"),
            ("2024-02-29T00:00:00+00", "2024-02-29 00:00:00.000"),
            ("9999-12-31T23:59:59.999Z", "9999-12-31 23:59:59.999"),
            ("0001-01-01T00:00:00Z", "0001-01-01 00:00:00.000"),
        ] {
            assert_eq!(written(parse_timestamp(text).unwrap()), back, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2025-02-29",
            "2026-11-20T",
            "2026-11-20T7:12",
            "2026-11-20T24:00:00Z",
            "2026-11-20T07:12:60Z",
            "2026-11-20T07:12:33.Z",
            "2026-11-20T07:12:33 Europe/Paris",
            "2026-11-20T07:12:33+1",
            "20261120",
            "1700000000",
            "9999-12-31T23:59:59-01:00",
            "2026-11-20T07:12:33.1234567890Z",
            "２026-11-20",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn days_go_both_ways() {
        for day in (FIRST_DAY..=LAST_DAY).step_by(97) {
            let (y, m, d) = civil_from_days(day);
            assert_eq!(days_from_civil(y, m, d), Some(day));
        }
    }
}
