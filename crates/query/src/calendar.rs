//! Days, times and decimals as text, as Athena prints them.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

const DAY_MILLIS: i64 = 86_400_000;

/// Days since 1970-01-01 of `2026-11-20`.
pub(crate) fn parse_date(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (
        number(&bytes[..4])?,
        number(&bytes[5..7])?,
        number(&bytes[8..])?,
    );
    if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    i32::try_from(days_from_civil(year, month, day)).ok()
}

/// Milliseconds since the epoch of `2026-11-20`, `2026-11-20 07:30`, `2026-11-20T07:30:00.123Z`.
pub(crate) fn parse_timestamp(text: &str) -> Option<i64> {
    let days = i64::from(parse_date(text.get(..10)?)?);
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some(days * DAY_MILLIS);
    }
    let time = rest.strip_prefix([' ', 'T'])?;
    let time = time.strip_suffix('Z').unwrap_or(time);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = [0_i64; 3];
    let mut count = 0;
    for part in clock.split(':') {
        if part.len() != 2 || count == 3 {
            return None;
        }
        parts[count] = number(part.as_bytes())?;
        count += 1;
    }
    if count < 2
        || parts[0] > 23
        || parts[1] > 59
        || parts[2] > 59
        || fraction.len() > 3
        || (count < 3 && time.contains('.'))
    {
        return None;
    }
    let millis = if fraction.is_empty() {
        0
    } else {
        number(format!("{fraction:0<3}").as_bytes())?
    };
    Some(days * DAY_MILLIS + ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + millis)
}

/// The day for libraries that speak chrono; a day beyond its years becomes the epoch, which four-digit years never are.
pub(crate) fn chrono_date(days: i32) -> NaiveDate {
    chrono_time(i64::from(days) * DAY_MILLIS).date()
}

/// The time for libraries that speak chrono.
pub(crate) fn chrono_time(millis: i64) -> NaiveDateTime {
    DateTime::from_timestamp_millis(millis)
        .unwrap_or_default()
        .naive_utc()
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, b| {
        b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0'))
    })
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Howard Hinnant's algorithm: years begin in March, so that the leap day is their last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Writes `2026-11-20`.
pub(crate) fn write_date(out: &mut String, days: i64) {
    let (year, month, day) = civil_from_days(days);
    let sign = if year < 0 { "-" } else { "" };
    let _ = write!(out, "{sign}{:04}-{month:02}-{day:02}", year.abs());
}

/// Writes `2026-11-20 07:30:00.123`; `value` counts units of 10^-`digits` seconds since the epoch. Digits after the third are
/// written only where they are not zero.
pub(crate) fn write_timestamp(out: &mut String, value: i64, digits: u32) {
    let per_second = 10_i64.pow(digits);
    let (seconds, fraction) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    write_date(out, seconds.div_euclid(86_400));
    out.push(' ');
    write_time(out, seconds.rem_euclid(86_400), fraction, digits);
}

/// Writes `07:30:00.123`.
pub(crate) fn write_time(out: &mut String, seconds: i64, fraction: i64, digits: u32) {
    let _ = write!(
        out,
        "{:02}:{:02}:{:02}.",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    let mut text = if digits == 0 {
        String::new()
    } else {
        format!("{fraction:0width$}", width = digits as usize)
    };
    while text.len() > 3 && text.ends_with('0') {
        text.pop();
    }
    let _ = write!(out, "{text:0<3}");
}

/// Writes digits with a point `scale` places from their end; a negative scale appends zeros.
pub(crate) fn write_decimal(out: &mut String, unscaled: &str, scale: i32) {
    let (sign, digits) = match unscaled.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", unscaled),
    };
    out.push_str(sign);
    if scale <= 0 {
        out.push_str(digits);
        if digits != "0" {
            out.extend(std::iter::repeat_n('0', scale.unsigned_abs() as usize));
        }
        return;
    }
    let scale = scale.unsigned_abs() as usize;
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = padded.split_at(padded.len() - scale);
    out.push_str(whole);
    out.push('.');
    out.push_str(fraction);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_both_ways() {
        for days in (-800_000..800_000).step_by(97).chain(-3..3) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
        assert_eq!(parse_date("1970-01-01"), Some(0));
        assert_eq!(parse_date("2000-03-01"), Some(11_017));
        assert_eq!(parse_date("1900-02-29"), None);
    }

    fn check(value: i64, digits: u32, expected: &str) {
        let mut out = String::new();
        write_timestamp(&mut out, value, digits);
        assert_eq!(out, expected);
    }

    #[test]
    fn times_keep_their_digits() {
        check(0, 0, "1970-01-01 00:00:00.000");
        check(-1, 3, "1969-12-31 23:59:59.999");
        check(1_763_623_800_120, 3, "2025-11-20 07:30:00.120");
        check(1_763_623_800_120_000, 6, "2025-11-20 07:30:00.120");
        check(1_763_623_800_120_340, 6, "2025-11-20 07:30:00.12034");
    }

    #[test]
    fn decimals_keep_their_digits() {
        for (unscaled, scale, expected) in [
            ("0", 2, "0.00"),
            ("-5", 2, "-0.05"),
            ("12345", 2, "123.45"),
            ("7", 0, "7"),
            ("7", -2, "700"),
        ] {
            let mut out = String::new();
            write_decimal(&mut out, unscaled, scale);
            assert_eq!(out, expected);
        }
    }
}
