//! The day that weeks, days of the week and the like tell, alone or beside a month: as Joda computes it.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Parts;

/// The year of a day and month that come without one; a time alone is of 1970.
const LEAP: i64 = 2000;

impl Parts {
    pub(super) fn year_or_default(&self) -> Option<i32> {
        let dated = [
            self.month,
            self.day,
            self.day_of_year,
            self.week,
            self.day_of_week,
        ];
        let default = match dated.iter().any(Option::is_some) {
            true => LEAP,
            false => 1970,
        };
        i32::try_from(self.year.unwrap_or(default)).ok()
    }

    /// Sets the fields of a day from the longest to the shortest, each back to its start, and then all of them once more.
    pub(super) fn set_twice(&self) -> Option<NaiveDate> {
        let mut date = NaiveDate::default();
        let years = self.week_year.is_some() || self.century.is_some() || self.era;
        let year = match years {
            true => self.year.map(i32::try_from).transpose().ok()?,
            false => Some(self.year_or_default()?),
        };
        let alone = !self.has_time();
        for again in [false, true] {
            let start = |date: NaiveDate, to: Option<NaiveDate>| match again {
                true => Some(date),
                false => to,
            };
            if self.era {
                date = start(date, NaiveDate::from_yo_opt(1, 1))?;
            }
            if let Some(century) = self.century {
                let first = i32::try_from(century).ok()?.checked_mul(100)?;
                date = with_year(date, first.checked_add(date.year().rem_euclid(100))?)?;
                date = start(date, NaiveDate::from_yo_opt(first, 1))?;
            }
            if let Some(year) = year {
                date = with_year(date, year)?;
                date = start(date, NaiveDate::from_yo_opt(year, 1))?;
            }
            if let Some(week_year) = self.week_year {
                date = with_week_year(date, i32::try_from(week_year).ok()?)?;
                date = start(date, week_start(date, 1))?;
            }
            if let Some(month) = self.month {
                let month = u32::try_from(month).ok()?;
                // The day is cut to those that the month has.
                date = (0..4).find_map(|less| {
                    NaiveDate::from_ymd_opt(date.year(), month, date.day().checked_sub(less)?)
                })?;
                let last = alone && self.week.is_none() && self.is_longer_than_days();
                date = match again && !last {
                    true => date,
                    false => date.with_day(1)?,
                };
            }
            if let Some(week) = self.week {
                let days = i64::from(date.weekday().num_days_from_monday());
                let first = week_start(date, u32::try_from(week).ok()?)?;
                let last = alone && self.is_longer_than_days();
                date = match again && !last {
                    true => first.checked_add_days(Days::new(u64::try_from(days).ok()?))?,
                    false => first,
                };
            }
            if let Some(ordinal) = self.day_of_year {
                date = date.with_ordinal(u32::try_from(ordinal).ok()?)?;
            }
            if let Some(day) = self.day {
                date = date.with_day(u32::try_from(day).ok()?)?;
            }
            if let Some(day) = self.day_of_week {
                let monday = date.week(Weekday::Mon).checked_first_day()?;
                date = monday.checked_add_days(Days::new(u64::try_from(day - 1).ok()?))?;
            }
        }
        Some(date)
    }

    fn has_time(&self) -> bool {
        self.timed || self.hour.is_some() || self.clock_hour.is_some()
    }

    /// Whether no field of a day is told: the shortest field of all is set back to its start again.
    fn is_longer_than_days(&self) -> bool {
        [self.day, self.day_of_year, self.day_of_week]
            .iter()
            .all(Option::is_none)
    }
}

/// The same day in another year: behind February it moves with the leap day.
fn with_year(date: NaiveDate, year: i32) -> Option<NaiveDate> {
    let leap = NaiveDate::from_yo_opt(year, 1)?.leap_year();
    let ordinal = match (date.ordinal() > 59, date.leap_year(), leap) {
        (true, true, false) => date.ordinal() - 1,
        (true, false, true) => date.ordinal() + 1,
        _ => date.ordinal(),
    };
    NaiveDate::from_yo_opt(year, ordinal)
}

/// The same week and day of the week in another year of weeks.
fn with_week_year(date: NaiveDate, year: i32) -> Option<NaiveDate> {
    let week = date.iso_week().week();
    NaiveDate::from_isoywd_opt(year, week, date.weekday())
        .or_else(|| NaiveDate::from_isoywd_opt(year, week - 1, date.weekday()))
}

/// Monday of a week in the date's year of weeks.
fn week_start(date: NaiveDate, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(date.iso_week().year(), week, Weekday::Mon)
}
