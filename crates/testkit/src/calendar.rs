//! The sample's days: when in them things happen, and how moments are written.

use crate::json::push_padded;

/// The last (or only) day of every sample, UTC.
pub const SAMPLE_DAY: &str = "2026-11-19";

/// The first millisecond of [`SAMPLE_DAY`] since the epoch.
pub const SAMPLE_DAY_START_MS: u64 = 1_795_046_400_000;

pub(crate) const HOUR_MS: u64 = 3_600_000;
pub(crate) const DAY_MS: u64 = 24 * HOUR_MS;

/// How busy each hour of a day is, UTC: a night, a lunch break and an evening.
const HOUR_WEIGHT: [u64; 24] = [
    22, 15, 11, 9, 9, 12, 20, 34, 48, 57, 61, 66, 70, 67, 62, 60, 63, 71, 84, 96, 100, 88, 62, 38,
];

/// How busy each day is, counted backwards from the sample day, a Thursday.
const DAY_WEIGHT: [u64; 7] = [100, 98, 95, 103, 131, 128, 112];

/// Spreads a number of records over the days by how busy each hour is.
pub(crate) struct Calendar {
    start_ms: u64,
    /// The weights of all hours before each hour, and at the end of all.
    before: Vec<u64>,
}

impl Calendar {
    pub(crate) fn new(days: u32) -> Self {
        let days = u64::from(days.max(1));
        let mut before = vec![0];
        let mut total = 0;
        for day in (0..days).rev() {
            for weight in HOUR_WEIGHT {
                total += weight * DAY_WEIGHT[(day % 7) as usize];
                before.push(total);
            }
        }
        Self {
            start_ms: SAMPLE_DAY_START_MS - (days - 1) * DAY_MS,
            before,
        }
    }

    pub(crate) fn start_ms(&self) -> u64 {
        self.start_ms
    }

    /// The moment at which `part` of `whole` has happened; grows with `part`, and stays within the days.
    pub(crate) fn moment_ms(&self, part: u128, whole: u128) -> u64 {
        let total = self.before.last().copied().unwrap_or(1);
        // In millionths of a weight, so that neighbours within an hour differ.
        let x = (part * u128::from(total) * 1_000_000) / whole.max(1);
        let hour = self
            .before
            .partition_point(|&b| u128::from(b) * 1_000_000 <= x)
            .clamp(1, self.before.len() - 1);
        let (low, high) = (self.before[hour - 1], self.before[hour]);
        let within = x - u128::from(low) * 1_000_000;
        let width = u128::from(high - low) * 1_000_000;
        let ms = (within * u128::from(HOUR_MS) / width).min(u128::from(HOUR_MS - 1)) as u64;
        self.start_ms + (hour as u64 - 1) * HOUR_MS + ms
    }
}

/// Year, month and day of a moment (Howard Hinnant's `civil_from_days`).
fn civil(ms: u64) -> (u64, u64, u64) {
    let z = ms / DAY_MS + 719_468;
    let (era, doe) = (z / 146_097, z % 146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + u64::from(month <= 2);
    (year, month, doy - (153 * mp + 2) / 5 + 1)
}

/// `2026-11-19`
pub(crate) fn push_date(out: &mut String, ms: u64) {
    let (year, month, day) = civil(ms);
    push_padded(out, year, 4);
    out.push('-');
    push_padded(out, month, 2);
    out.push('-');
    push_padded(out, day, 2);
}

/// `2026-11-19T08:15:30.123Z`
pub(crate) fn push_iso(out: &mut String, ms: u64) {
    push_date(out, ms);
    for (mark, value, width) in [
        ('T', ms / HOUR_MS % 24, 2),
        (':', ms / 60_000 % 60, 2),
        (':', ms / 1_000 % 60, 2),
        ('.', ms % 1_000, 3),
    ] {
        out.push(mark);
        push_padded(out, value, width);
    }
    out.push('Z');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        // Expected values from GNU date.
        for (ms, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (SAMPLE_DAY_START_MS, "2026-11-19T00:00:00.000Z"),
            (1_798_761_599_999, "2026-12-31T23:59:59.999Z"),
        ] {
            let mut got = String::new();
            push_iso(&mut got, ms);
            assert_eq!(got, expected);
        }
    }

    #[test]
    fn moments_grow_and_stay_within_the_days() {
        for days in [1, 2, 9] {
            let calendar = Calendar::new(days);
            let mut last = calendar.start_ms();
            for part in 0..5_000 {
                let moment = calendar.moment_ms(part, 5_000);
                assert!(moment >= last);
                last = moment;
            }
            assert!(last < SAMPLE_DAY_START_MS + DAY_MS);
            assert!(last > SAMPLE_DAY_START_MS + DAY_MS - HOUR_MS);
        }
    }
}
