//! Spans of days as sheets and people write them: quarters, periods, dates with their precision.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::error::{Error, Result};

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The year, 1..=9999.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

impl Quarter {
    /// The quarter in which a day lies.
    pub fn of(day: Date) -> Quarter {
        Quarter { year: day.year(), number: (day.month() + 2) / 3 }
    }

    /// The number kept in the database: year × 10 + quarter, so that 20211 is 2021-Q1 and order is time.
    pub fn stored(self) -> i64 {
        i64::from(self.year) * 10 + i64::from(self.number)
    }

    /// Reads the number kept in the database. `None` when it is no quarter.
    pub fn from_stored(stored: i64) -> Option<Quarter> {
        let (year, number) = (i16::try_from(stored / 10).ok()?, (stored % 10) as i8);
        ((1..=4).contains(&number) && (1..=9999).contains(&year)).then_some(Quarter { year, number })
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.number * 3 - 2, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        Date::new(self.year, self.number * 3, 1).map_or(Date::MAX, |month| month.last_of_month())
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

/// How exactly a date was said. The days of a [`Span`] are its first and last possible day; none is invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day or several days.
    Day,
    /// Only the month.
    Month,
    /// Only the quarter.
    Quarter,
    /// Only the half of the year.
    Half,
    /// Only the year.
    Year,
}

impl Precision {
    /// The word used in the database.
    pub fn id(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Quarter => "quarter",
            Precision::Half => "half",
            Precision::Year => "year",
        }
    }

    /// Reads the word used in the database.
    pub fn from_id(id: &str) -> Option<Precision> {
        use Precision::{Day, Half, Month, Quarter, Year};
        [Day, Month, Quarter, Half, Year].into_iter().find(|precision| precision.id() == id)
    }
}

/// First and last day of something, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// First day.
    pub start: Date,
    /// Last day; the same as `start` for one day.
    pub end: Date,
    /// How exactly it was said.
    pub precision: Precision,
}

/// The days a question is about, as typed: `2021-Q1`, `2021`, `2021-03`, `2020-Q4..2021-Q3`, or from one date to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day; `None` = since the beginning.
    pub from: Option<Date>,
    /// Last day, included; `None` = without end.
    pub to: Option<Date>,
}

impl Period {
    /// All time.
    pub const ALWAYS: Period = Period { from: None, to: None };

    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// First and last quarter that the period touches, as stored; all possible quarters where it is open.
    pub fn quarters(&self) -> (i64, i64) {
        let stored = |day: Option<Date>, open| day.map_or(open, |day| Quarter::of(day).stored());
        (stored(self.from, 0), stored(self.to, 99_999))
    }

    /// Whether it begins with the first day of a quarter and ends with the last day of one (or is open).
    pub fn is_whole_quarters(&self) -> bool {
        self.from.is_none_or(|day| Quarter::of(day).first_day() == day)
            && self.to.is_none_or(|day| Quarter::of(day).last_day() == day)
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Period> {
        let refuse = || Error::BadPeriod { text: text.to_string() };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let bound =
            |part: &str| if part.trim().is_empty() { Ok(None) } else { days(part).map(Some).ok_or_else(refuse) };
        let (first, last) = (bound(first)?, bound(last)?);
        let period = Period { from: first.map(|days| days.0), to: last.map(|days| days.1) };
        match (period.from, period.to) {
            (None, None) => Err(refuse()),
            (Some(from), Some(to)) if to < from => Err(Error::Usage {
                what: format!("`{text}` ends before it begins"),
                hint: "a period goes from the earlier to the later: `2020-Q4..2021-Q3`".to_string(),
            }),
            _ => Ok(period),
        }
    }
}

/// First and last day of `2021`, `2021-Q1`, `2021-03` or `2021-03-12`.
fn days(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    let year: i16 = text.get(..4)?.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    let rest = match text.get(4..)? {
        "" => return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        rest => rest.strip_prefix('-')?,
    };
    if let Some(number) = rest.strip_prefix(['Q', 'q']) {
        let quarter = Quarter { year, number: number.parse().ok().filter(|number| (1..=4).contains(number))? };
        return Some((quarter.first_day(), quarter.last_day()));
    }
    if rest.len() == 2 {
        let month = Date::new(year, rest.parse().ok()?, 1).ok()?;
        return Some((month, month.last_of_month()));
    }
    let day: Date = text.parse().ok().filter(|_| text.len() == 10)?;
    Some((day, day))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quarter = |day: Date| Quarter::of(day);
        match (self.from, self.to) {
            (None, None) => write!(f, "always"),
            (Some(from), Some(to))
                if from == Date::constant(from.year(), 1, 1) && to == Date::constant(from.year(), 12, 31) =>
            {
                write!(f, "{:04}", from.year())
            }
            (Some(from), Some(to)) if self.is_whole_quarters() && quarter(from) == quarter(to) => {
                write!(f, "{}", quarter(from))
            }
            (Some(from), Some(to)) if self.is_whole_quarters() => write!(f, "{}..{}", quarter(from), quarter(to)),
            (from, to) => {
                let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                write!(f, "{}..{}", day(from), day(to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_read_as_people_type_it() {
        let period = |text: &str| text.parse::<Period>().map(|period| (period.from, period.to)).ok();
        let days = |from, to| Some((Some(from), Some(to)));
        assert_eq!(period("2021-Q1"), days(date(2021, 1, 1), date(2021, 3, 31)));
        assert_eq!(period("2021"), days(date(2021, 1, 1), date(2021, 12, 31)));
        assert_eq!(period("2020-Q4..2021-Q3"), days(date(2020, 10, 1), date(2021, 9, 30)));
        assert_eq!(period("2021-02"), days(date(2021, 2, 1), date(2021, 2, 28)));
        assert_eq!(period("2021-Q2.."), Some((Some(date(2021, 4, 1)), None)));
        for wrong in ["2021Q1", "2021-Q5", "Q1", "", "..", "2021-Q3..2021-Q1", "2021-13", "21", "2021-02-30", "рік"]
        {
            assert_eq!(period(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_period_is_shown_as_it_is_typed() {
        for text in ["2021-Q1", "2021", "2020-Q4..2021-Q3", "2021-02-01..2021-02-28", "2021-04-01.."] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn the_stored_quarter_comes_back() {
        let quarter = Quarter::of(date(2020, 12, 31));
        assert_eq!((quarter.to_string().as_str(), quarter.stored()), ("2020-Q4", 20204));
        assert_eq!(Quarter::from_stored(20204), Some(quarter));
        assert_eq!(Quarter::from_stored(20205), None);
    }
}
