//! Tokens → days: single days, ranges, lists, months, quarters, halves, years.

use jiff::civil::Date;

use super::{Days, Exactness, not_a_date, token::Token};
use crate::sheet::values::Fault;

/// A date as far as it was said at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i16>,
    /// Whether this part ends a range that the part before begins.
    closes: bool,
}

/// Reads the tokens of a text. `year` is meant where none is said.
pub(super) fn read(tokens: &[Token], year: Option<i16>) -> Result<Days, Fault> {
    let tokens = without_noise(tokens);
    if tokens.contains(&Token::Other) || tokens.len() > 64 {
        return Err(not_a_date());
    }
    match part_of_year(&tokens) {
        Some(found) => found,
        None => resolve(parts(&tokens).ok_or_else(not_a_date)?, year),
    }
}

/// A whole year.
pub(super) fn year(year: i16) -> Option<Days> {
    let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    Some(Days { start, end, exactness: Exactness::Year })
}

/// Leaves out times of day and words that say nothing, with the signs that joined them to the date.
fn without_noise(tokens: &[Token]) -> Vec<Token> {
    let spoken: Vec<Token> = tokens.iter().copied().filter(|token| *token != Token::Noise).collect();
    let mut dates: Vec<Token> = Vec::with_capacity(spoken.len());
    let mut rest = spoken.as_slice();
    while let Some((token, after)) = rest.split_first() {
        let time = time_length(rest, dates.last());
        if time > 0 {
            while matches!(dates.last(), Some(Token::And | Token::Until | Token::Hyphen)) {
                dates.pop();
            }
            rest = rest.get(time..).unwrap_or_default();
        } else {
            dates.extend((*token != Token::Colon).then_some(*token));
            rest = after;
        }
    }
    while matches!(dates.last(), Some(Token::And | Token::Point | Token::Year | Token::Until)) {
        dates.pop();
    }
    let first = dates.iter().position(|token| *token != Token::And).unwrap_or(dates.len());
    dates.split_off(first)
}

/// How many tokens the time of day takes that they begin with: `10:00`, `10:00:00`, `10.30`; 0 when they begin with none.
fn time_length(tokens: &[Token], before: Option<&Token>) -> usize {
    use Token::{Colon, Number, Point};
    match *tokens {
        [Number(..), Colon, Number(..), Colon, Number(..), ..] => 5,
        [Number(..), Colon, Number(..), ..] => 3,
        // With a point it is a time only where it can be no day and month.
        [Number(hour, 1 | 2), Point, Number(minute, 2), ref after @ ..]
            if hour < 24
                && (minute == 0 || (13..60).contains(&minute))
                && before != Some(&Point)
                && !matches!(after, [Point, Number(..), ..]) =>
        {
            3
        }
        _ => 0,
    }
}

/// Quarters, halves and numbers of months: `IV кв. 2020`, `Q4 2020`, `2020-Q4`, `І півріччя 2021`, `9 місяців 2021`.
fn part_of_year(tokens: &[Token]) -> Option<Result<Days, Fault>> {
    let kind = *tokens.iter().find(|token| matches!(token, Token::Quarter | Token::Half | Token::Months))?;
    let known = |token: &Token| {
        *token == kind
            || matches!(
                token,
                Token::Number(..) | Token::Point | Token::Hyphen | Token::Until | Token::Year | Token::And
            )
    };
    if !tokens.iter().all(known) {
        return Some(Err(not_a_date()));
    }
    let numbers = || {
        tokens.iter().filter_map(|token| if let Token::Number(n, digits) = token { Some((*n, *digits)) } else { None })
    };
    let mut years = numbers().filter(|number| number.1 == 4).map(|number| number.0);
    let mut places = numbers().filter(|number| number.1 < 4).map(|number| number.0);
    let (Some(year), None) = (years.next().and_then(|year| i16::try_from(year).ok()), years.next()) else {
        return Some(Err(Fault::new("does not say the year", "write the year too")));
    };
    let first = places.next()?;
    let last = places.next().unwrap_or(first);
    let (months, exactness) = match kind {
        Token::Quarter => (3, Exactness::Quarter),
        Token::Half => (6, Exactness::Half),
        _ => (1, Exactness::Month),
    };
    let count = 12 / months;
    if places.next().is_some() || first < 1 || last < first || last > count {
        return Some(Err(not_a_date()));
    }
    let first = if kind == Token::Months { 1 } else { first };
    Some(whole_months(year, (first - 1) * months + 1, year, last * months, exactness).ok_or_else(not_a_date))
}

fn whole_months(from_year: i16, from: u32, to_year: i16, to: u32, exactness: Exactness) -> Option<Days> {
    let start = Date::new(from_year, i8::try_from(from).ok()?, 1).ok()?;
    let end = Date::new(to_year, i8::try_from(to).ok()?, 1).ok()?.last_of_month();
    (start <= end).then_some(Days { start, end, exactness })
}

/// Cuts the tokens into dates and the signs between them.
fn parts(tokens: &[Token]) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = tokens;
    let mut closes = false;
    while !rest.is_empty() {
        let (mut part, length) = part(rest)?;
        let taken = rest;
        rest = rest.get(length..)?;
        part.closes = closes;
        // "12.03.2021, 9.05" may be a list of days or a day and a time.
        if parts.last().is_some_and(|before| before.year.is_some())
            && !closes
            && part.year.is_none()
            && !taken.get(..length)?.iter().any(|token| matches!(token, Token::Month(_)))
        {
            return None;
        }
        // "March 12-14, 2021": a year by itself belongs to what stands before it.
        if part.day.is_none()
            && part.month.is_none()
            && !closes
            && let Some(before) = parts.last_mut().filter(|before| before.day.is_some() && before.year.is_none())
        {
            before.year = part.year;
        } else {
            parts.push(part);
        }
        let signs = rest
            .iter()
            .take_while(|token| matches!(token, Token::And | Token::Until | Token::Hyphen | Token::Year | Token::Point))
            .count();
        let (between, after) = rest.split_at_checked(signs)?;
        if between.is_empty() && !after.is_empty() {
            return None;
        }
        closes = between.iter().any(|token| matches!(token, Token::Until | Token::Hyphen));
        rest = after;
    }
    Some(parts)
}

/// The date that the tokens begin with, and how many of them it takes.
fn part(tokens: &[Token]) -> Option<(Part, usize)> {
    use Token::{And, Hyphen, Month, Number, Point};
    let date = |day, month, year| Part { day, month, year, closes: false };
    let found = match *tokens {
        // 2021-03-12, 2021.03.12
        [Number(y, 4), a @ (Point | Hyphen), Number(m, 1 | 2), b, Number(d, 1 | 2), ..] if a == b => {
            (date(Some(d), Some(m), Some(year_of(y, 4)?)), 5)
        }
        [Number(y, 4), Point | Hyphen, Number(m, 1 | 2), ..] => (date(None, Some(m), Some(year_of(y, 4)?)), 3),
        [Number(y, 4), Month(m), ..] => (date(None, Some(m.unsigned_abs().into()), Some(year_of(y, 4)?)), 2),
        [Number(y, 4), ..] => (date(None, None, Some(year_of(y, 4)?)), 1),
        // 12.03.2021, 12.03.21, 12.ІІІ.2021, 12-03-2021
        [Number(d, 1 | 2), a @ (Point | Hyphen), Number(m, 0..=2), b, Number(y, digits @ (2 | 4)), ..]
            if a == b && !(digits == 2 && a == Hyphen && matches!(tokens.get(5), Some(Point | Month(_)))) =>
        {
            (date(Some(d), Some(m), Some(year_of(y, digits)?)), 5)
        }
        [Number(m, 1 | 2), Point, Number(y, 4), ..] => (date(None, Some(m), Some(year_of(y, 4)?)), 3),
        // A year of one, three or five digits.
        [Number(_, 1 | 2), Point, Number(_, 0..=2), Point, Number(..), ..] => return None,
        [Number(d, 1 | 2), Point, Number(m, 0..=2), ..] => (date(Some(d), Some(m), None), 3),
        // 12 березня 2021, 12-Mar-21, 12 березня
        [Number(d, 1 | 2), Month(m), Number(y, digits @ (2 | 4)), ..] => {
            (date(Some(d), Some(m.unsigned_abs().into()), Some(year_of(y, digits)?)), 3)
        }
        [Number(d, 1 | 2), Hyphen, Month(m), Hyphen, Number(y, digits @ (2 | 4)), ..] => {
            (date(Some(d), Some(m.unsigned_abs().into()), Some(year_of(y, digits)?)), 5)
        }
        [Number(d, 1 | 2), Month(m), ..] => (date(Some(d), Some(m.unsigned_abs().into()), None), 2),
        [Number(d, 1 | 2), ..] => (date(Some(d), None, None), 1),
        // March 12, 2021; березень 2021; березень
        [Month(m), Number(y, 4), ..] => (date(None, Some(m.unsigned_abs().into()), Some(year_of(y, 4)?)), 2),
        [Month(m), Point, Number(y, 4), ..] => (date(None, Some(m.unsigned_abs().into()), Some(year_of(y, 4)?)), 3),
        [Month(m), Number(d, 1 | 2), And, Number(y, 4), ..] => {
            (date(Some(d), Some(m.unsigned_abs().into()), Some(year_of(y, 4)?)), 4)
        }
        [Month(m), Number(d, 1 | 2), ..] => (date(Some(d), Some(m.unsigned_abs().into()), None), 2),
        [Month(m), ..] => (date(None, Some(m.unsigned_abs().into()), None), 1),
        _ => return None,
    };
    Some(found)
}

fn year_of(number: u32, digits: u8) -> Option<i16> {
    let year = i16::try_from(number).ok()?;
    Some(if digits == 2 { 2000 + year } else { year })
}

/// Completes what is said only once for several dates, and makes days of it.
fn resolve(mut parts: Vec<Part>, year: Option<i16>) -> Result<Days, Fault> {
    let inferred = parts.first().is_some_and(|part| part.year.is_none());
    let mut after = Part { year: None, ..Part::default() };
    for part in parts.iter_mut().rev() {
        part.year = part.year.or(after.year);
        part.month = part.month.or(if part.day.is_some() { after.month } else { None });
        after = *part;
    }
    let mut before = Part::default();
    for part in &mut parts {
        part.year = part.year.or(before.year).or(year);
        part.month = part.month.or(if part.day.is_some() { before.month } else { None });
        before = *part;
    }
    let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied()) else { return Err(not_a_date()) };
    let (Some(from), Some(to)) = (first.year, last.year) else {
        return Err(Fault::new("does not say the year", "write the year too"));
    };
    let exactness = exactness(&parts)?;
    match exactness {
        Exactness::Day => days(&parts, inferred),
        Exactness::Month => {
            let (Some(first), Some(last)) = (first.month, last.month) else { return Err(not_a_date()) };
            whole_months(from, first, to, last, exactness).ok_or_else(not_a_date)
        }
        _ => whole_months(from, 1, to, 12, exactness).ok_or_else(not_a_date),
    }
}

/// How exactly all parts are said; they have to agree.
fn exactness(parts: &[Part]) -> Result<Exactness, Fault> {
    let of = |part: &Part| match part {
        Part { day: Some(_), month: Some(_), .. } => Some(Exactness::Day),
        Part { day: None, month: Some(_), .. } => Some(Exactness::Month),
        Part { day: None, month: None, .. } => Some(Exactness::Year),
        _ => None,
    };
    let first = parts.first().and_then(of).ok_or_else(not_a_date)?;
    if parts.iter().all(|part| of(part) == Some(first)) { Ok(first) } else { Err(not_a_date()) }
}

/// First and last of several days.
fn days(parts: &[Part], year_inferred: bool) -> Result<Days, Fault> {
    let mut days = Vec::with_capacity(parts.len());
    for part in parts {
        let day = calendar_day(*part)?;
        if part.closes
            && let Some(before) = days.last_mut()
            && day < *before
        {
            // "30 грудня – 2 січня 2021" begins in the year before.
            match before.checked_sub(jiff::ToSpan::year(1)) {
                Ok(earlier) if year_inferred && before.month() > day.month() => *before = earlier,
                _ => return Err(Fault::new("ends before it begins", "put the earlier day first")),
            }
        }
        days.push(day);
    }
    match (days.iter().min(), days.iter().max()) {
        (Some(start), Some(end)) => Ok(Days { start: *start, end: *end, exactness: Exactness::Day }),
        _ => Err(not_a_date()),
    }
}

/// The day of the calendar, or what is impossible about it.
fn calendar_day(part: Part) -> Result<Date, Fault> {
    let (Some(day), Some(month), Some(year)) = (part.day, part.month, part.year) else { return Err(not_a_date()) };
    if !(1..=12).contains(&month) {
        let swapped = (1..=12).contains(&day) && month <= 31;
        let fix = if swapped { "write the day before the month" } else { "check the month" };
        return Err(Fault::new(format!("has a month {month}, and there are 12"), fix));
    }
    i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .and_then(|(month, day)| Date::new(year, month, day).ok())
        .ok_or_else(|| Fault::new("is no day of the calendar", "check the day"))
}
