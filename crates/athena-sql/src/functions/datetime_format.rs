//! Patterns of dates: MySQL's (`%Y-%m-%d`), Joda's (`yyyy-MM-dd`), and ISO 8601.

use chrono::{Datelike, Timelike};

use crate::error::{Result, SqlError};
use crate::functions::timezone::{self, Zone};

mod iso;
mod parts;

pub(crate) use iso::{is_of_far_year, iso_date_time, parse_iso, parse_iso_date};
use parts::{Parts, offset};

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
        let Some(zone) = read.zone else {
            return Some((local, None));
        };
        let instant = zone.to_instant(local);
        // Not a time that the zone's clocks skip.
        (zone.to_local(instant) == local).then_some((instant, Some(zone)))
    }
}

fn push_literal(pieces: &mut Vec<Piece>, c: char) {
    match pieces.last_mut() {
        Some(Piece::Literal(text)) => text.push(c),
        _ => pieces.push(Piece::Literal(c.to_string())),
    }
}
