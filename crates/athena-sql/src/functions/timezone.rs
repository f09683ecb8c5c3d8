//! Time zones, and the text forms of dates and timestamps.

use std::str::FromStr;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike,
};
use chrono_tz::{OffsetName, Tz};

use crate::error::SqlError;

/// Names of UTC, beside those with an offset of nothing.
const MEANS_UTC: &[&str] = &[
    "UTC",
    "GMT",
    "UT",
    "Z",
    "Zulu",
    "UCT",
    "Greenwich",
    "Universal",
    "GMT0",
    "Etc/UTC",
    "Etc/GMT",
    "Etc/UT",
    "Etc/UCT",
    "Etc/Universal",
    "Etc/GMT0",
];

/// Names of the time zone database that Trino does not take.
const NOT_ZONES: &[&str] = &["EST", "HST", "MST", "ROC", "Etc/Zulu", "Etc/Greenwich"];

/// A named zone or a fixed offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Zone {
    Named(Tz),
    Fixed(FixedOffset),
}

impl Zone {
    /// Reads `Europe/Paris`, `Z`, `+02:00`, `GMT-5`; all zones that mean UTC are the one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.starts_with(['+', '-']) {
            return Self::of_minutes(offset_minutes(text)?);
        }
        if MEANS_UTC.contains(&text) {
            return Some(Self::Named(Tz::UTC));
        }
        let offset = ["Etc/GMT", "Etc/UTC", "Etc/UT", "GMT", "UTC", "UT"]
            .iter()
            .find_map(|name| Some((*name, text.strip_prefix(name)?)));
        if let Some((name, offset)) = offset {
            return Self::of_minutes(prefixed_minutes(offset, name == "Etc/GMT")?);
        }
        if NOT_ZONES.contains(&text) {
            return None;
        }
        Tz::from_str(text).ok().map(Self::Named)
    }

    /// A zone that the time zone database lists.
    pub(crate) fn listed(text: &str) -> Option<Self> {
        Tz::from_str(text).ok()?;
        Self::parse(text)
    }

    /// A zone as a literal writes it, where `UTC+5:3` and `Etc/GMT+05` are no names.
    pub(crate) fn written(text: &str) -> Option<Self> {
        Self::cast(text).and_then(|_| Self::parse(text))
    }

    /// A zone as a text that is cast writes it, which may be `UTC+0530`, too.
    fn cast(text: &str) -> Option<Self> {
        let offset = ["UTC", "GMT", "UT"]
            .iter()
            .find_map(|name| text.strip_prefix(name))
            .filter(|offset| offset.starts_with(['+', '-']));
        match offset {
            Some(offset) => match offset_minutes(offset) {
                Some(minutes) => Self::of_minutes(minutes),
                None => Self::listed(text),
            },
            None if text.starts_with("Etc/") => Self::listed(text),
            None => Self::parse(text),
        }
    }

    /// The zone of minutes east of UTC, up to 14 hours.
    pub(crate) fn of_minutes(minutes: i32) -> Option<Self> {
        if minutes == 0 {
            return Some(Self::Named(Tz::UTC));
        }
        (minutes.abs() <= 14 * 60).then_some(())?;
        FixedOffset::east_opt(minutes * 60).map(Self::Fixed)
    }

    /// The name that Arrow and the reader see.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Named(zone) => zone.name().to_owned(),
            Self::Fixed(offset) => offset.to_string(),
        }
    }

    /// `CET`, `EDT`; `None` for a zone that goes by its offset there.
    pub(crate) fn abbreviation(self, millis: i64) -> Option<String> {
        let Self::Named(zone) = self else {
            return Some(self.name());
        };
        let offset = zone.offset_from_utc_datetime(&time(millis));
        let name = offset.abbreviation()?;
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            .then(|| name.to_owned())
    }

    /// Seconds east of UTC at an instant.
    pub(crate) fn offset_at(self, millis: i64) -> i64 {
        match self {
            Self::Fixed(offset) => i64::from(offset.local_minus_utc()),
            Self::Named(Tz::UTC) => 0,
            Self::Named(zone) => match DateTime::from_timestamp_millis(millis) {
                Some(time) => i64::from(
                    zone.offset_from_utc_datetime(&time.naive_utc())
                        .fix()
                        .local_minus_utc(),
                ),
                None => 0,
            },
        }
    }

    /// The wall clock at an instant, as milliseconds.
    pub(crate) fn to_local(self, millis: i64) -> i64 {
        millis.wrapping_add(self.offset_at(millis) * 1000)
    }

    /// The instant of a wall clock that was moved: of two, the one with the offset that it had before it was.
    pub(crate) fn to_instant_near(self, local: i64, before: i64) -> i64 {
        let instant = local.wrapping_sub(self.offset_at(before) * 1000);
        match self.to_local(instant) == local {
            true => instant,
            false => self.to_instant(local),
        }
    }

    /// The instant of a wall clock: the earlier of two, and past a gap as far as the gap is long.
    pub(crate) fn to_instant(self, local: i64) -> i64 {
        match self {
            Self::Fixed(offset) => local - i64::from(offset.local_minus_utc()) * 1000,
            Self::Named(Tz::UTC) => local,
            Self::Named(zone) => {
                let Some(time) = DateTime::from_timestamp_millis(local) else {
                    return local;
                };
                match zone.offset_from_local_datetime(&time.naive_utc()) {
                    chrono::LocalResult::Single(offset)
                    | chrono::LocalResult::Ambiguous(offset, _) => {
                        local - i64::from(offset.fix().local_minus_utc()) * 1000
                    }
                    chrono::LocalResult::None => {
                        // The offset before the gap moves the clock past it.
                        let before = self.offset_at(local - 86_400_000);
                        local - before * 1000
                    }
                }
            }
        }
    }
}

/// Minutes of `+5`, `+05`, `+0530`, `+05:30`, `+05:30:00`.
fn offset_minutes(text: &str) -> Option<i32> {
    let (sign, digits) = signed(text)?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits, "0"),
        4 | 6 => (digits.get(..2)?, digits.get(2..)?),
        5 | 8 if digits.get(2..3) == Some(":") => (&digits[..2], &digits[3..]),
        _ => return None,
    };
    let minutes = minutes.strip_suffix(":00").unwrap_or(minutes);
    let minutes = match minutes.len() {
        4 => minutes.strip_suffix("00")?,
        _ => minutes,
    };
    let (hours, minutes) = (whole(hours)?, whole(minutes)?);
    (minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Minutes of what stands behind `GMT`, where hours and minutes may have one digit; `Etc/GMT` counts them to the west.
fn prefixed_minutes(text: &str, west: bool) -> Option<i32> {
    let (sign, digits) = signed(text)?;
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (whole(hours)?, whole(minutes)?),
        None => (whole(digits).filter(|_| digits.len() <= 2)?, 0),
    };
    // Trino takes the sign of the hours: `GMT-0:30` lies to the east.
    let sign = if hours == 0 { 1 } else { sign };
    let sign = if west && hours != 0 { -sign } else { sign };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn signed(text: &str) -> Option<(i32, &str)> {
    let positive = text.strip_prefix('+').map(|digits| (1, digits));
    positive.or_else(|| text.strip_prefix('-').map(|digits| (-1, digits)))
}

fn whole(digits: &str) -> Option<i32> {
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

/// Days since the epoch of `2026-01-31`.
pub(crate) fn parse_date(text: &str) -> Option<i32> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut parts = digits.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    let number = |part: &str, longest: usize| -> Option<i32> {
        (!part.is_empty() && part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit()))
            .then_some(())?;
        part.parse().ok()
    };
    (year.len() >= 4).then_some(())?;
    let year = number(year, 6)? * if negative { -1 } else { 1 };
    let date = NaiveDate::from_ymd_opt(
        year,
        u32::try_from(number(month, 2)?).ok()?,
        u32::try_from(number(day, 2)?).ok()?,
    )?;
    Some(days(date))
}

/// A time that Athena has and this engine does not.
pub(crate) fn too_far() -> SqlError {
    SqlError::unsupported("a time beyond the years -262143 to 262142 is not supported")
}

/// Whether a text is of such a time: Athena reads years of six digits.
pub(crate) fn is_too_far(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['+', '-']);
    let year = text.split('-').next().filter(|year| year.len() == 6);
    year.and_then(|year| year.parse().ok())
        .is_some_and(|year: u32| year > 262_142)
}

pub(crate) fn days(date: NaiveDate) -> i32 {
    i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}

pub(crate) fn date(days: i32) -> NaiveDate {
    NaiveDate::default()
        .checked_add_signed(chrono::Duration::days(i64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}

pub(crate) fn time(millis: i64) -> NaiveDateTime {
    DateTime::from_timestamp_millis(millis)
        .unwrap_or(DateTime::UNIX_EPOCH)
        .naive_utc()
}

/// Reads `2026-01-31 10:00[:00[.123]][ zone]`: the wall clock (or, with a zone, the instant) and the zone's name.
pub(crate) fn parse_timestamp(text: &str) -> Option<(i64, Option<String>)> {
    let (local, zone) = parse_wall_clock(text.trim(), Zone::cast)?;
    Some(match zone {
        Some(zone) => (zone.to_instant(local), Some(zone.name())),
        None => (local, None),
    })
}

/// The wall clock of a timestamp's text, and its zone.
pub(crate) fn parse_wall_clock(
    text: &str,
    read: impl Fn(&str) -> Option<Zone>,
) -> Option<(i64, Option<Zone>)> {
    let (day, rest) = text.split_once(' ').unwrap_or((text, ""));
    let day = i64::from(parse_date(day)?) * 86_400_000;
    let end = match rest.starts_with(|c: char| c.is_ascii_digit()) {
        true => rest
            .find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'))
            .unwrap_or(rest.len()),
        false => 0,
    };
    let clock = match &rest[..end] {
        "" => 0,
        clock => parse_time(clock)?,
    };
    let zone = match rest[end..].trim_start() {
        "" => None,
        zone => Some(read(zone)?),
    };
    Some((day + clock, zone))
}

/// Milliseconds of `10:00[:00[.123]]`, further digits rounded.
pub(crate) fn parse_time(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let (second, fraction) = match parts.next() {
        None => ("0", ""),
        Some(seconds) => seconds.split_once('.').unwrap_or((seconds, "")),
    };
    let second: u32 = second.parse().ok()?;
    parts.next().is_none().then_some(())?;
    let millis = fraction_millis(fraction)?;
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(
        time.signed_duration_since(NaiveTime::MIN)
            .num_milliseconds()
            + millis,
    )
}

/// A time's text without its fraction, and the fraction in units of `digits` digits, further ones rounded half up.
pub(crate) fn without_fraction(text: &str, digits: usize) -> Option<(String, i64)> {
    let Some((before, rest)) = text.split_once('.') else {
        return Some((text.to_owned(), 0));
    };
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, after) = rest.split_at(count);
    let padded = format!("{fraction:0<width$}", width = digits + 1);
    let value: i64 = format!("0{}", padded.get(..digits)?).parse().ok()?;
    let next = padded
        .as_bytes()
        .get(digits)
        .is_some_and(|digit| *digit >= b'5');
    Some((format!("{before}{after}"), value + i64::from(next)))
}

/// The digits behind the point of a timestamp's seconds.
pub(crate) fn fraction_digits(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, rest)| {
        rest.bytes().take_while(u8::is_ascii_digit).count()
    })
}

/// Milliseconds of a decimal fraction's digits, half up.
pub(crate) fn fraction_millis(digits: &str) -> Option<i64> {
    if digits.is_empty() {
        return Some(0);
    }
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    let padded = format!("{digits:0<4}");
    let head: i64 = padded.get(..3)?.parse().ok()?;
    let next: i64 = padded.get(3..4)?.parse().ok()?;
    Some(head + i64::from(next >= 5))
}

/// `2026-01-31`.
pub(crate) fn format_date(date: NaiveDate) -> String {
    let mut text = String::with_capacity(24);
    match u32::try_from(date.year()) {
        Ok(year) if year < 10_000 => {
            two_digits(&mut text, year / 100);
            two_digits(&mut text, year % 100);
        }
        _ => text.push_str(&date.format("%Y").to_string()),
    }
    text.push('-');
    two_digits(&mut text, date.month());
    text.push('-');
    two_digits(&mut text, date.day());
    text
}

/// Two digits, without the detour over a format.
pub(crate) fn two_digits(text: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

/// `2026-01-31 10:00:00.000`.
pub(crate) fn format_timestamp(millis: i64) -> String {
    let time = time(millis);
    let mut text = format_date(time.date());
    for (mark, number) in [
        (' ', time.hour()),
        (':', time.minute()),
        (':', time.second()),
    ] {
        text.push(mark);
        two_digits(&mut text, number);
    }
    let fraction = time.nanosecond() / 1_000_000;
    text.push('.');
    two_digits(&mut text, fraction / 10);
    text.push(char::from_digit(fraction % 10, 10).unwrap_or('0'));
    text
}

/// `+02:00`, from seconds.
pub(crate) fn format_offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
