//! What a text tells of a time, read piece by piece.

use chrono::NaiveDate;

use super::{DAYS, Field, MONTHS, Piece};
use crate::functions::timezone::{self, Zone};

mod days;

#[derive(Debug, Default)]
pub(super) struct Parts {
    year: Option<i64>,
    century: Option<i64>,
    era: bool,
    week_year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    week: Option<i64>,
    day_of_week: Option<i64>,
    hour: Option<i64>,
    clock_hour: Option<i64>,
    afternoon: bool,
    /// Whether minutes, seconds, a fraction or the half of the day are told.
    timed: bool,
    minute: i64,
    second: i64,
    millis: i64,
    pub(super) zone: Option<Zone>,
}

impl Parts {
    pub(super) fn piece<'a>(
        &mut self,
        piece: &Piece,
        text: &'a str,
        tight: bool,
    ) -> Option<&'a str> {
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
                self.timed = true;
                (self.afternoon || head.eq_ignore_ascii_case("am")).then(|| &text[2..])
            }
            Piece::Fraction(_) => {
                let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
                (digits > 0).then_some(())?;
                self.timed = true;
                self.millis = format!("{:0<3}", &text[..digits]).get(..3)?.parse().ok()?;
                Some(&text[digits..])
            }
            Piece::ZoneName => {
                let end = text
                    .find(|c: char| !(c.is_ascii_alphanumeric() || "+-/_".contains(c)))
                    .unwrap_or(text.len());
                let (name, rest) = text.split_at(end);
                self.zone = Zone::listed(name);
                self.zone.map(|_| rest)
            }
            Piece::ShortZone => {
                let (short, name) = SHORT_ZONES
                    .iter()
                    .find(|(short, _)| text.starts_with(short))?;
                self.zone = Zone::parse(name);
                Some(&text[short.len()..])
            }
            Piece::ZoneOffset(_) => {
                let (zone, rest) = offset(text)?;
                self.zone = Some(zone);
                Some(rest)
            }
            Piece::Era => {
                self.era = true;
                text.strip_prefix("AD")
            }
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
            Field::Century => self.century = Some(number),
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
            Field::Minute => {
                self.minute = within(0, 59)?;
                self.timed = true;
            }
            Field::Second => {
                self.second = within(0, 59)?;
                self.timed = true;
            }
        }
        Some(())
    }

    pub(super) fn local(&self) -> Option<i64> {
        let small = |value: i64| u32::try_from(value).ok();
        let plain = self.week.is_none()
            && self.week_year.is_none()
            && self.day_of_week.is_none()
            && self.century.is_none()
            && !self.era;
        let date = match (plain, self.day_of_year) {
            (false, _) => self.set_twice()?,
            (true, Some(ordinal)) if self.month.is_none() && self.day.is_none() => {
                NaiveDate::from_yo_opt(self.year_or_default()?, small(ordinal)?)?
            }
            (true, Some(_)) => self.set_twice()?,
            (true, None) => NaiveDate::from_ymd_opt(
                self.year_or_default()?,
                small(self.month.unwrap_or(1))?,
                small(self.day.unwrap_or(1))?,
            )?,
        };
        let hour = match (self.hour, self.clock_hour) {
            (Some(hour), None) => hour,
            // The hour of a half of the day, of which the other hour tells the half.
            (Some(hour), Some(clock_hour)) => hour / 12 * 12 + clock_hour,
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

/// The short names that tell a zone, which are those of the United States.
const SHORT_ZONES: [(&str, &str); 11] = [
    ("UTC", "UTC"),
    ("UT", "UTC"),
    ("GMT", "UTC"),
    ("EST", "America/New_York"),
    ("EDT", "America/New_York"),
    ("CST", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("MST", "America/Denver"),
    ("MDT", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
];

/// `Z`, `+01`, `+0130` or `+01:30` at the start of a text, and what follows.
pub(super) fn offset(text: &str) -> Option<(Zone, &str)> {
    if let Some(rest) = text.strip_prefix(['Z', 'z']) {
        return Some((Zone::parse("Z")?, rest));
    }
    let pair = |at: usize| {
        let digits = text.get(at..at + 2)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then_some(())
    };
    pair(1)?;
    let mut end = 3;
    // Minutes, and seconds, which no zone has.
    for _ in 0..2 {
        let colon = usize::from(text[end..].starts_with(':'));
        if pair(end + colon).is_none() {
            break;
        }
        end += colon + 2;
    }
    Some((Zone::parse(&text[..end])?, &text[end..]))
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
