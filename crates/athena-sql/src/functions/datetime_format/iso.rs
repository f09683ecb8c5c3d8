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
        [_, week] if week.starts_with('W') => {
            NaiveDate::from_isoywd_opt(year, number(&week[1..])?, Weekday::Mon)?
        }
        [_, week, day] if week.starts_with('W') => {
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
        .split_once('T')
        .map_or((text, None), |(day, clock)| (day, Some(clock)));
    let midnight = i64::from(parse_iso_date(day)?) * 86_400_000;
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

fn iso_time(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = whole.split(':');
    let mut next = |most: i64| -> Option<Option<i64>> {
        match parts.next() {
            None => Some(None),
            Some(part) => {
                part.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
                let number: i64 = part.parse().ok()?;
                (number <= most).then_some(Some(number))
            }
        }
    };
    let (hour, minute, second) = (next(24)??, next(59)?, next(59)?);
    // Further digits than milliseconds are cut.
    let millis: i64 = if fraction.is_empty() {
        0
    } else {
        format!("{fraction:0<3}").get(..3)?.parse().ok()?
    };
    Some(hour * 3_600_000 + minute.unwrap_or(0) * 60_000 + second.unwrap_or(0) * 1000 + millis)
}
