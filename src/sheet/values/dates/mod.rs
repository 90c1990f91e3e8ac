//! Days and periods as sheets have them. What was only said to the month or quarter stays so; no day is invented.

mod grammar;
mod months;
mod period;
mod slashed;
mod token;

use jiff::{ToSpan, civil::Date};

use super::{Fault, is_unknown};
use crate::sheet::row::Cell;

pub use period::period_in;
pub use slashed::{Slashed, slashed};

/// First and last day of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub start: Date,
    /// Last day, included; the same as `start` for one day.
    pub end: Date,
    /// How exactly it was said.
    pub exactness: Exactness,
}

/// How exactly days were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Exactness {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

/// Which days are believed, and which year is meant where none is written.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// First day that is believed.
    pub first: Date,
    /// Last day that is believed.
    pub last: Date,
    /// The year of the period that the sheet declares; `None` when it declares none or one over several years.
    pub year: Option<i16>,
    /// Whether dates with slashes have the month before the day.
    pub month_first: bool,
}

impl Window {
    /// Every day of the calendar.
    pub fn any() -> Window {
        Window { first: Date::MIN, last: Date::MAX, year: None, month_first: false }
    }

    /// From the first amalgamated communities to a year from today.
    pub fn until_a_year_from(today: Date) -> Window {
        Window {
            first: Date::constant(2014, 1, 1),
            last: today.saturating_add(1.year()),
            year: None,
            month_first: false,
        }
    }

    /// The same up to another day.
    pub fn with_last(self, last: Date) -> Window {
        Window { last, ..self }
    }
}

/// The day before the first one of the serial numbers of 1900, as all later ones are counted.
const ORIGIN: Date = Date::constant(1899, 12, 30);

/// Reads a cell. `epoch_shift` is what plain numbers lack when days count from 1904. `None` when nothing is given.
///
/// # Errors
/// A [`Fault`] when something is given that is no day, an impossible one, or one beyond the window.
pub fn days(cell: Cell<'_>, epoch_shift: f64, window: Window) -> Result<Option<Days>, Fault> {
    let found = match cell {
        Cell::Empty => return Ok(None),
        Cell::Day(serial) => one(of_serial(serial)?),
        Cell::Number(number) => of_number(number, epoch_shift)?,
        Cell::Text(text) => match of_iso(text) {
            Some(day) => one(day),
            None if is_unknown(text) => return Ok(None),
            None if window.month_first => of_text(&slashed::swapped(text), window)?,
            None => of_text(text, window)?,
        },
        Cell::Bool(_) | Cell::Error(_) => return Err(not_a_date()),
    };
    if found.start < window.first || found.end > window.last {
        return Err(Fault::new(format!("is not between {} and {}", window.first, window.last), "check the year"));
    }
    Ok(Some(found))
}

fn one(day: Date) -> Days {
    Days { start: day, end: day, exactness: Exactness::Day }
}

fn not_a_date() -> Fault {
    Fault::new("is not a date", "write a date such as 12.03.2021 or 12-14.03.2021")
}

/// The commonest form, without any detour: `2021-03-12`.
fn of_iso(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let (month, day) = (digit(m1)? * 10 + digit(m2)?, digit(d1)? * 10 + digit(d2)?);
    Date::new(year, month as i8, day as i8).ok()
}

/// The day with a serial number; the time of day is dropped.
fn of_serial(serial: f64) -> Result<Date, Fault> {
    if (0.0..1.0).contains(&serial) {
        return Err(Fault::new("is a time of day without a date", "write the date too"));
    }
    if !(1.0..3_000_000.0).contains(&serial) {
        return Err(not_a_date());
    }
    ORIGIN.checked_add((serial.floor() as i64).days()).map_err(|_| not_a_date())
}

/// A plain number in a column of dates: a serial number whose style was lost, a year, or digits such as 20210312.
fn of_number(number: f64, epoch_shift: f64) -> Result<Days, Fault> {
    if number.fract() == 0.0 && (1900.0..2100.0).contains(&number) {
        return grammar::year(number as i16).ok_or_else(not_a_date);
    }
    if number.fract() == 0.0 && (19_000_101.0..21_000_101.0).contains(&number) {
        let digits = number as i64;
        let (year, month, day) = ((digits / 10_000) as i16, (digits / 100 % 100) as i8, (digits % 100) as i8);
        return Date::new(year, month, day).map(one).map_err(|_| not_a_date());
    }
    if number < 1000.0 {
        return Err(not_a_date());
    }
    of_serial(number + epoch_shift).map(one)
}

fn of_text(text: &str, window: Window) -> Result<Days, Fault> {
    if let Ok(number) = text.trim().parse::<f64>()
        && number.fract() == 0.0
    {
        return of_number(number, 0.0);
    }
    grammar::read(&token::tokens(text), window.year)
}

#[cfg(test)]
mod tests;
