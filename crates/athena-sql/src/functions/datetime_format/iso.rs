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

/// Whether a text could be read but for its year, which is one that Trino reads and that no date here can have.
pub(crate) fn is_of_far_year(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-']);
    let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = unsigned.split_at(digits);
    (6..=9).contains(&digits)
        && text.len() - unsigned.len() < 2
        && year.parse::<u32>().is_ok_and(|year| year < 292_278_994)
        && parse_any_iso(&format!("2000{rest}")).is_some()
}

/// An ISO 8601 timestamp: the instant (UTC where it names no zone) and its zone.
pub(crate) fn parse_iso(text: &str) -> Option<(i64, Option<Zone>)> {
    usual(text).or_else(|| parse_any_iso(text))
}

/// `2026-01-31T10:00:00`, with a fraction, with `Z` or an offset: what nearly all texts look like, in a fraction of the time.
fn usual(text: &str) -> Option<(i64, Option<Zone>)> {
    let (head, mut rest) = text.as_bytes().split_first_chunk::<19>()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    (marks.iter().all(|(place, mark)| head[*place] == *mark)).then_some(())?;
    let pair = |place: usize| two(head[place], head[place + 1]);
    let year = i32::try_from(pair(0)? * 100 + pair(2)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, pair(5)?, pair(8)?)?;
    let (hour, minute, second) = (pair(11)?, pair(14)?, pair(17)?);
    (hour < 24 && minute < 60 && second < 60).then_some(())?;
    let seconds =
        i64::from(timezone::days(day)) * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
    let mut local = seconds * 1000;
    if let [b'.', digits @ ..] = rest {
        let count = digits
            .iter()
            .take_while(|digit| digit.is_ascii_digit())
            .count();
        (1..=9).contains(&count).then_some(())?;
        for (digit, unit) in digits[..count].iter().zip([100, 10, 1]) {
            local += i64::from(digit - b'0') * unit;
        }
        rest = &digits[count..];
    }
    let zone = match *rest {
        [] => return Some((local, None)),
        [b'Z'] => Zone::of_minutes(0)?,
        [sign @ (b'+' | b'-'), h, i, b':', m, n] => {
            let (hours, minutes) = (two(h, i)?, two(m, n)?);
            (minutes < 60).then_some(())?;
            let east = i32::try_from(hours * 60 + minutes).ok()?;
            Zone::of_minutes(if sign == b'-' { -east } else { east })?
        }
        _ => return None,
    };
    Some((zone.to_instant(local), Some(zone)))
}

fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

fn parse_any_iso(text: &str) -> Option<(i64, Option<Zone>)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_form_is_read_as_any() {
        let days = [
            "2026-01-31",
            "0001-02-28",
            "2024-02-29",
            "2023-02-29",
            "1969-12-31",
            "2026-13-01",
            "9999-12-31",
            "2026-00-10",
            "2026-1-31",
        ];
        let times = [
            "00:00:00", "23:59:59", "24:00:00", "10:60:00", "10:00:60", "1:00:00", "10:00",
            "10:00:0x",
        ];
        let fractions = [
            "",
            ".",
            ".5",
            ".999",
            ".9999",
            ".123456789",
            ".1234567891",
            ",5",
            ".x",
        ];
        let zones = [
            "", "Z", "z", "+00:00", "-00:00", "+05:30", "-14:00", "+14:01", "+15:00", "+02",
            "+0200", "+02:60", "+2:00", " UTC", "ZZ", "-05:00x",
        ];
        let mut usual_ones = 0;
        for day in days {
            for time in times {
                for fraction in fractions {
                    for zone in zones {
                        let text = format!("{day}T{time}{fraction}{zone}");
                        if let Some(found) = usual(&text) {
                            usual_ones += 1;
                            assert_eq!(Some(found), parse_any_iso(&text), "{text}");
                        }
                    }
                }
            }
        }
        assert_eq!(usual_ones, 5 * 2 * 5 * 6);
    }
}
