//! Patterns of dates: MySQL's (`%Y-%m-%d`), Joda's (`yyyy-MM-dd`), and ISO 8601.

use chrono::{Datelike, NaiveDate, Timelike, Weekday};

use crate::error::{Result, SqlError};
use crate::functions::timezone::{self, Zone};

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Literal(String),
    /// A number of at least this width.
    Number(Field, usize),
    ShortMonth,
    LongMonth,
    ShortDay,
    LongDay,
    HalfDay,
    /// Digits of the second's fraction.
    Fraction(usize),
    ZoneName,
    /// `CET`, `EDT`.
    ShortZone,
    /// `+0200` or, with the flag, `+02:00`.
    ZoneOffset(bool),
    Era,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Field {
    Year,
    ShortYear,
    Century,
    WeekYear,
    Month,
    Day,
    DayOfYear,
    DayOfWeek,
    Week,
    Hour,
    /// 1 to 12.
    ClockHour,
    /// 0 to 11.
    HalfDayHour,
    /// 1 to 24.
    HourFromOne,
    Minute,
    Second,
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    pieces: Vec<Piece>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Pattern {
    /// `%Y-%m-%d`, as date_format and date_parse read it.
    pub(crate) fn mysql(text: &str) -> Result<Self> {
        let mut pieces = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                push_literal(&mut pieces, c);
                continue;
            }
            let Some(code) = chars.next() else {
                push_literal(&mut pieces, '%');
                break;
            };
            let piece = match code {
                'a' => Piece::ShortDay,
                'b' => Piece::ShortMonth,
                'c' => Piece::Number(Field::Month, 1),
                'd' => Piece::Number(Field::Day, 2),
                'e' => Piece::Number(Field::Day, 1),
                'f' => Piece::Fraction(6),
                'H' => Piece::Number(Field::Hour, 2),
                'h' | 'I' => Piece::Number(Field::ClockHour, 2),
                'i' => Piece::Number(Field::Minute, 2),
                'j' => Piece::Number(Field::DayOfYear, 3),
                'k' => Piece::Number(Field::Hour, 1),
                'l' => Piece::Number(Field::ClockHour, 1),
                'M' => Piece::LongMonth,
                'm' => Piece::Number(Field::Month, 2),
                'p' => Piece::HalfDay,
                'S' | 's' => Piece::Number(Field::Second, 2),
                'v' => Piece::Number(Field::Week, 2),
                'x' => Piece::Number(Field::WeekYear, 4),
                'W' => Piece::LongDay,
                'Y' => Piece::Number(Field::Year, 4),
                'y' => Piece::Number(Field::ShortYear, 2),
                'r' | 'T' => {
                    let hour = if code == 'r' {
                        Field::ClockHour
                    } else {
                        Field::Hour
                    };
                    pieces.push(Piece::Number(hour, 2));
                    push_literal(&mut pieces, ':');
                    pieces.push(Piece::Number(Field::Minute, 2));
                    push_literal(&mut pieces, ':');
                    pieces.push(Piece::Number(Field::Second, 2));
                    if code == 'r' {
                        push_literal(&mut pieces, ' ');
                        pieces.push(Piece::HalfDay);
                    }
                    continue;
                }
                'D' | 'U' | 'u' | 'V' | 'w' | 'X' => {
                    return Err(SqlError::refused(format!(
                        "%{code} is not supported in a date format string"
                    )));
                }
                other => {
                    push_literal(&mut pieces, other);
                    continue;
                }
            };
            pieces.push(piece);
        }
        Ok(Self { pieces })
    }

    /// `yyyy-MM-dd`, as format_datetime and parse_datetime read it.
    pub(crate) fn joda(text: &str) -> Result<Self> {
        let mut pieces = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '\'' {
                if chars.next_if_eq(&'\'').is_some() {
                    push_literal(&mut pieces, '\'');
                    continue;
                }
                while let Some(c) = chars.next() {
                    if c == '\'' && chars.next_if_eq(&'\'').is_none() {
                        break;
                    }
                    push_literal(&mut pieces, c);
                }
                continue;
            }
            if !c.is_ascii_alphabetic() {
                push_literal(&mut pieces, c);
                continue;
            }
            let mut width = 1;
            while chars.next_if_eq(&c).is_some() {
                width += 1;
            }
            pieces.push(match c {
                'y' | 'Y' if width == 2 => Piece::Number(Field::ShortYear, 2),
                'y' | 'Y' => Piece::Number(Field::Year, width),
                'x' => Piece::Number(Field::WeekYear, width),
                'M' if width >= 4 => Piece::LongMonth,
                'M' if width == 3 => Piece::ShortMonth,
                'M' => Piece::Number(Field::Month, width),
                'd' => Piece::Number(Field::Day, width),
                'D' => Piece::Number(Field::DayOfYear, width),
                'w' => Piece::Number(Field::Week, width),
                'e' => Piece::Number(Field::DayOfWeek, width),
                'E' if width >= 4 => Piece::LongDay,
                'E' => Piece::ShortDay,
                'a' => Piece::HalfDay,
                'H' => Piece::Number(Field::Hour, width),
                'k' => Piece::Number(Field::HourFromOne, width),
                'K' => Piece::Number(Field::HalfDayHour, width),
                'h' => Piece::Number(Field::ClockHour, width),
                'm' => Piece::Number(Field::Minute, width),
                's' => Piece::Number(Field::Second, width),
                'S' => Piece::Fraction(width),
                'Z' if width >= 3 => Piece::ZoneName,
                'Z' => Piece::ZoneOffset(width == 2),
                'z' if width <= 3 => Piece::ShortZone,
                'z' => {
                    return Err(
                        SqlError::unsupported("the long name of a zone is not supported")
                            .hint("write z, ZZ or ZZZ"),
                    );
                }
                'G' => Piece::Era,
                'C' => Piece::Number(Field::Century, width),
                other => {
                    return Err(SqlError::refused(format!(
                        "'{other}' is not supported in a date format string"
                    )));
                }
            });
        }
        Ok(Self { pieces })
    }

    /// Whether it writes the zone.
    pub(crate) fn has_zone(&self) -> bool {
        let zone = |piece: &Piece| {
            matches!(
                piece,
                Piece::ZoneName | Piece::ShortZone | Piece::ZoneOffset(_)
            )
        };
        self.pieces.iter().any(zone)
    }

    /// A time as text; `zone` is the zone of an instant.
    pub(crate) fn format(&self, millis: i64, zone: Option<Zone>) -> Result<String> {
        let local = zone.map_or(millis, |zone| zone.to_local(millis));
        let time = timezone::time(local);
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Number(field, width) => {
                    let number: i64 = match field {
                        Field::Year => time.year().into(),
                        Field::ShortYear => i64::from(time.year()).rem_euclid(100),
                        Field::Century => i64::from(time.year()) / 100,
                        Field::WeekYear => time.iso_week().year().into(),
                        Field::Month => time.month().into(),
                        Field::Day => time.day().into(),
                        Field::DayOfYear => time.ordinal().into(),
                        Field::DayOfWeek => time.weekday().number_from_monday().into(),
                        Field::Week => time.iso_week().week().into(),
                        Field::Hour => time.hour().into(),
                        Field::ClockHour => time.hour12().1.into(),
                        Field::HalfDayHour => i64::from(time.hour() % 12),
                        Field::HourFromOne => {
                            i64::from(if time.hour() == 0 { 24 } else { time.hour() })
                        }
                        Field::Minute => time.minute().into(),
                        Field::Second => time.second().into(),
                    };
                    match u32::try_from(number) {
                        Ok(number) if *width == 2 && number < 100 => {
                            timezone::two_digits(&mut out, number);
                        }
                        Ok(number) if *width == 4 && number < 10_000 => {
                            timezone::two_digits(&mut out, number / 100);
                            timezone::two_digits(&mut out, number % 100);
                        }
                        _ => out.push_str(&format!("{number:0width$}")),
                    }
                }
                Piece::ShortMonth => out.push_str(&MONTHS[time.month0() as usize][..3]),
                Piece::LongMonth => out.push_str(MONTHS[time.month0() as usize]),
                Piece::ShortDay => {
                    out.push_str(&DAYS[time.weekday().num_days_from_monday() as usize][..3])
                }
                Piece::LongDay => {
                    out.push_str(DAYS[time.weekday().num_days_from_monday() as usize])
                }
                Piece::HalfDay => out.push_str(if time.hour() < 12 { "AM" } else { "PM" }),
                Piece::Fraction(width) => {
                    let digits = format!("{:03}", local.rem_euclid(1000));
                    out.extend(digits.chars().chain(std::iter::repeat('0')).take(*width));
                }
                Piece::ZoneName => out.push_str(&zone.map_or_else(|| "UTC".to_owned(), Zone::name)),
                Piece::ShortZone => match zone {
                    None => out.push_str("UTC"),
                    Some(zone) => out.push_str(&zone.abbreviation(millis).ok_or_else(|| {
                        let name = zone.name();
                        SqlError::unsupported(format!("the short name of {name} is not known here"))
                            .hint("write ZZ for the offset, ZZZ for the name")
                    })?),
                },
                Piece::ZoneOffset(colon) => {
                    let offset =
                        timezone::format_offset(zone.map_or(0, |zone| zone.offset_at(millis)));
                    out.push_str(&if *colon {
                        offset
                    } else {
                        offset.replace(':', "")
                    });
                }
                Piece::Era => out.push_str("AD"),
            }
        }
        Ok(out)
    }

    /// The time that a text tells: the wall clock, or with a zone the instant.
    pub(crate) fn parse(&self, text: &str) -> Option<(i64, Option<Zone>)> {
        let mut rest = text;
        let mut read = Parts::default();
        for (i, piece) in self.pieces.iter().enumerate() {
            // A number right before another number takes no more digits than its width.
            let tight = matches!(
                self.pieces.get(i + 1),
                Some(Piece::Number(..) | Piece::Fraction(_))
            );
            rest = read.piece(piece, rest, tight)?;
        }
        rest.is_empty().then_some(())?;
        let local = read.local()?;
        Some((
            read.zone.map_or(local, |zone| zone.to_instant(local)),
            read.zone,
        ))
    }
}

fn push_literal(pieces: &mut Vec<Piece>, c: char) {
    match pieces.last_mut() {
        Some(Piece::Literal(text)) => text.push(c),
        _ => pieces.push(Piece::Literal(c.to_string())),
    }
}

#[derive(Debug, Default)]
struct Parts {
    year: Option<i64>,
    week_year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    week: Option<i64>,
    day_of_week: Option<i64>,
    hour: Option<i64>,
    clock_hour: Option<i64>,
    afternoon: bool,
    minute: i64,
    second: i64,
    millis: i64,
    zone: Option<Zone>,
}

impl Parts {
    fn piece<'a>(&mut self, piece: &Piece, text: &'a str, tight: bool) -> Option<&'a str> {
        match piece {
            Piece::Literal(literal) => {
                let head = text.get(..literal.len())?;
                head.eq_ignore_ascii_case(literal)
                    .then(|| &text[literal.len()..])
            }
            Piece::Number(field, width) => {
                let most = match field {
                    Field::Year | Field::WeekYear => {
                        if tight {
                            (*width).max(4)
                        } else {
                            9
                        }
                    }
                    Field::DayOfYear => 3,
                    _ => 2,
                };
                let (sign, body) = match (field, text.strip_prefix('-')) {
                    (Field::Year | Field::WeekYear, Some(rest)) => (-1, rest),
                    _ => (1, text),
                };
                let digits = body
                    .bytes()
                    .take(most)
                    .take_while(u8::is_ascii_digit)
                    .count();
                let number: i64 = body[..digits].parse().ok()?;
                self.number(*field, sign * number, digits)?;
                Some(&body[digits..])
            }
            Piece::ShortMonth | Piece::LongMonth => {
                let (index, rest) = name(text, &MONTHS)?;
                self.month = Some(index + 1);
                Some(rest)
            }
            Piece::ShortDay | Piece::LongDay => {
                let (index, rest) = name(text, &DAYS)?;
                self.day_of_week = Some(index + 1);
                Some(rest)
            }
            Piece::HalfDay => {
                let head = text.get(..2)?;
                self.afternoon = head.eq_ignore_ascii_case("pm");
                (self.afternoon || head.eq_ignore_ascii_case("am")).then(|| &text[2..])
            }
            Piece::Fraction(_) => {
                let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
                (digits > 0).then_some(())?;
                self.millis = format!("{:0<3}", &text[..digits]).get(..3)?.parse().ok()?;
                Some(&text[digits..])
            }
            Piece::ZoneName | Piece::ShortZone | Piece::ZoneOffset(_) => {
                let end = text
                    .find(|c: char| {
                        !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | ':' | '/' | '_'))
                    })
                    .unwrap_or(text.len());
                self.zone = Some(Zone::parse(&text[..end])?);
                Some(&text[end..])
            }
            Piece::Era => text.strip_prefix("AD"),
        }
    }

    fn number(&mut self, field: Field, number: i64, digits: usize) -> Option<()> {
        let within = |low: i64, high: i64| (low..=high).contains(&number).then_some(number);
        match field {
            Field::Year => self.year = Some(number),
            Field::ShortYear => {
                // Two digits lie within fifty years around 2020, as MySQL and Joda place them.
                self.year = Some(if digits > 2 {
                    number
                } else if number < 70 {
                    2000 + number
                } else {
                    1900 + number
                });
            }
            // A century alone says no year.
            Field::Century => return None,
            Field::WeekYear => self.week_year = Some(number),
            Field::Month => self.month = Some(within(1, 12)?),
            Field::Day => self.day = Some(within(1, 31)?),
            Field::DayOfYear => self.day_of_year = Some(within(1, 366)?),
            Field::DayOfWeek => self.day_of_week = Some(within(1, 7)?),
            Field::Week => self.week = Some(within(1, 53)?),
            Field::Hour => self.hour = Some(within(0, 23)?),
            Field::HourFromOne => self.hour = Some(within(1, 24)? % 24),
            Field::ClockHour => self.clock_hour = Some(within(1, 12)? % 12),
            Field::HalfDayHour => self.clock_hour = Some(within(0, 11)?),
            Field::Minute => self.minute = within(0, 59)?,
            Field::Second => self.second = within(0, 59)?,
        }
        Some(())
    }

    fn local(&self) -> Option<i64> {
        let year = i32::try_from(self.year.unwrap_or(1970)).ok()?;
        let small = |value: i64| u32::try_from(value).ok();
        let date = if let Some(ordinal) = self.day_of_year {
            NaiveDate::from_yo_opt(year, small(ordinal)?)?
        } else if self.week.is_some() || self.week_year.is_some() {
            let year = i32::try_from(self.week_year.or(self.year).unwrap_or(1970)).ok()?;
            let weekday =
                Weekday::try_from(u8::try_from(self.day_of_week.unwrap_or(1) - 1).ok()?).ok()?;
            NaiveDate::from_isoywd_opt(year, small(self.week.unwrap_or(1))?, weekday)?
        } else {
            NaiveDate::from_ymd_opt(
                year,
                small(self.month.unwrap_or(1))?,
                small(self.day.unwrap_or(1))?,
            )?
        };
        let hour = match (self.hour, self.clock_hour) {
            (Some(hour), _) => hour,
            (None, Some(hour)) => hour + if self.afternoon { 12 } else { 0 },
            (None, None) => {
                if self.afternoon {
                    12
                } else {
                    0
                }
            }
        };
        Some(
            i64::from(timezone::days(date)) * 86_400_000
                + hour * 3_600_000
                + self.minute * 60_000
                + self.second * 1000
                + self.millis,
        )
    }
}

/// The name that `text` starts with, whole or as its first three letters.
fn name<'a>(text: &'a str, names: &[&str]) -> Option<(i64, &'a str)> {
    for length in [usize::MAX, 3] {
        for (i, name) in names.iter().enumerate() {
            let name = &name[..name.len().min(length)];
            if text
                .get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
            {
                return Some((i64::try_from(i).ok()?, &text[name.len()..]));
            }
        }
    }
    None
}

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
    let (sign, body) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let parts: Vec<&str> = body.split('-').collect();
    let year = sign * i32::try_from(number(parts.first().filter(|year| year.len() >= 4)?)?).ok()?;
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
    let zone = Zone::parse(zone)?;
    Some((zone.to_instant(local), Some(zone)))
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
