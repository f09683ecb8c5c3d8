//! ISO 8601: dates by calendar, week or day of the year, and timestamps.

use chrono::{NaiveDate, Weekday};

use crate::functions::timezone::{self, Zone};

/// `2026-01-31T10:00:00.000` and, for an instant, its zone's offset; `whole` leaves the fraction out.
pub(crate) fn iso_date_time(millis: i64, zone: Option<Zone>, whole: bool) -> String {
    let pattern = if whole {
        "%Y-%m-%dT%H:%M:%S"
    } else {
        "%Y-%m-%dT%H:%M:%S%.3f"
    };
    let Some(zone) = zone else {
        return timezone::time(millis).format(pattern).to_string();
    };
    let offset = zone.offset_at(millis);
    let suffix = if offset == 0 {
        "Z".to_owned()
    } else {
        timezone::format_offset(offset)
    };
    format!(
        "{}{suffix}",
        timezone::time(zone.to_local(millis)).format(pattern)
    )
}

/// Days since the epoch of an ISO 8601 date: calendar, week or ordinal.
pub(crate) fn parse_iso_date(text: &str) -> Option<i32> {
    let number = |part: &str| -> Option<u32> {
        part.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| part.parse().ok())
            .flatten()
    };
    let (sign, body) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let parts: Vec<&str> = body.split('-').collect();
    let year =
        sign * i32::try_from(number(parts.first().filter(|year| !year.is_empty())?)?).ok()?;
    let date = match parts.as_slice() {
        [_] => NaiveDate::from_ymd_opt(year, 1, 1)?,
        [_, week] if week.starts_with(['W', 'w']) => {
            NaiveDate::from_isoywd_opt(year, number(&week[1..])?, Weekday::Mon)?
        }
        [_, week, day] if week.starts_with(['W', 'w']) => {
            let weekday =
                Weekday::try_from(u8::try_from(number(day)?.checked_sub(1)?).ok()?).ok()?;
            NaiveDate::from_isoywd_opt(year, number(&week[1..])?, weekday)?
        }
        [_, ordinal] if ordinal.len() == 3 => NaiveDate::from_yo_opt(year, number(ordinal)?)?,
        [_, month] => NaiveDate::from_ymd_opt(year, number(month)?, 1)?,
        [_, month, day] => NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?,
        _ => return None,
    };
    Some(timezone::days(date))
}

/// An ISO 8601 timestamp: the instant (UTC where it names no zone) and its zone.
pub(crate) fn parse_iso(text: &str) -> Option<(i64, Option<Zone>)> {
    let (day, clock) = text
        .split_once(['T', 't'])
        .map_or((text, None), |(day, clock)| (day, Some(clock)));
    // A time alone is one of the first day.
    let day = match (day, clock) {
        ("", Some(time)) if !time.is_empty() => 0,
        _ => parse_iso_date(day)?,
    };
    let midnight = i64::from(day) * 86_400_000;
    let Some(clock) = clock else {
        return Some((midnight, None));
    };
    let end = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
    let (time, zone) = clock.split_at(end);
    let time = time.replace(',', ".");
    let local = midnight + iso_time(&time)?;
    if zone.is_empty() {
        return Some((local, None));
    }
    let (zone, rest) = super::offset(zone)?;
    rest.is_empty()
        .then(|| (zone.to_instant(local), Some(zone)))
}

/// Hours, minutes and seconds as far as they are told, of the last one a fraction, in milliseconds.
fn iso_time(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let units = [(3_600_000, 23), (60_000, 59), (1000, 59)];
    let parts: Vec<&str> = whole.split(':').collect();
    let last = units.get(parts.len().checked_sub(1)?)?;
    let mut millis = 0;
    for (part, (unit, most)) in parts.into_iter().zip(units) {
        (part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
        let number: i64 = part.parse().ok()?;
        (number <= most).then_some(())?;
        millis += number * unit;
    }
    let Some(digits) = fraction else {
        return Some(millis);
    };
    ((1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
    // Each digit counts as many whole tenths of a millisecond as are in its place.
    let mut place = last.0 * 10;
    let mut tenths = 0;
    for digit in digits.bytes() {
        place /= 10;
        tenths += i64::from(digit - b'0') * place;
    }
    Some(millis + tenths / 10)
}
