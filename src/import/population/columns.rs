//! Which column of a table holds what: codes or names of places, and residents, with the year and the unit that headings tell.

use super::cells::{count_of, is_dash, year_in};
use crate::{
    error::{Error, Result},
    model::letters::fold,
    sheet::{Cell, Row, letters},
};

use super::super::text_of;

/// Words by which the columns of a table with a heading are known; folded, whole or as the beginning.
const NAMES: [&str; 6] = ["громада", "назва", "територіальна громада", "community", "hromada", "name"];
const CODES: [&str; 4] = ["katottg", "код", "code", "кодифікатор"];
const OBLASTS: [&str; 3] = ["область", "oblast", "регіон"];
const RAIONS: [&str; 3] = ["район", "raion", "district"];
const YEARS: [&str; 2] = ["рік", "year"];
const COUNTS: [&str; 9] = [
    "населення",
    "наявне населення",
    "чисельність",
    "residents",
    "population",
    "кількість жителів",
    "кількість населення",
    "жителів",
    "осіб",
];
/// Words of columns that count a part of the residents, or something else about them.
const PARTS: [&str; 18] = [
    "чолов",
    "жін",
    "жінк",
    "міськ",
    "сільськ",
    "дітей",
    "діти",
    "пенсі",
    "women",
    "men",
    "male",
    "urban",
    "rural",
    "child",
    "щільн",
    "частка",
    "приріст",
    "%",
];
/// Words that say that a figure counts persons.
const PERSONS: [&str; 6] = ["осіб", "жител", "мешканц", "persons", "residents", "people"];

/// In what residents are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One by one.
    Persons,
    /// In thousands.
    Thousands,
}

impl Unit {
    /// The unit that a heading or a title tells.
    pub(super) fn of(text: &str) -> Option<Unit> {
        let text = fold(text);
        if ["тис", "thous", "'000"].iter().any(|word| text.contains(word)) {
            return Some(Unit::Thousands);
        }
        PERSONS.iter().any(|word| text.contains(word)).then_some(Unit::Persons)
    }
}

/// A column of residents.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    pub(super) column: usize,
    /// The heading, as written.
    pub(super) heading: String,
    /// The year that the heading tells.
    pub(super) year: Option<i64>,
    /// The unit that the heading tells.
    pub(super) unit: Option<Unit>,
}

/// Columns of a table.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) code: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) oblast: Option<usize>,
    pub(super) raion: Option<usize>,
    pub(super) year: Option<usize>,
    pub(super) residents: Counts,
    /// Row of the heading; `None` where there is none.
    pub(super) heading_row: Option<u32>,
}

impl Columns {
    /// The columns when the row is a heading: one of residents, and one of names or codes. `year` is the one asked for.
    ///
    /// # Errors
    /// Several columns could be the residents of that year, or the one there is of another year: the words for a question.
    pub(super) fn headed(row: &Row, year: Option<i64>) -> std::result::Result<Option<Columns>, String> {
        let headings: Vec<String> = row.cells().map(|cell| fold(&text_of(cell))).collect();
        let at = |words: &[&str]| {
            let whole = headings.iter().position(|heading| words.contains(&heading.as_str()));
            whole.or_else(|| headings.iter().position(|heading| words.iter().any(|word| heading.starts_with(word))))
        };
        let (code, name) = (at(&CODES), at(&NAMES));
        let counts = counts(row, &headings, &[code, name]);
        if counts.is_empty() || code.is_none() && name.is_none() {
            return Ok(None);
        }
        let residents = one_of(counts, year)?;
        let (oblast, raion, year) = (at(&OBLASTS), at(&RAIONS), at(&YEARS));
        Ok(Some(Columns { code, name, oblast, raion, year, residents, heading_row: Some(row.number) }))
    }

    /// The columns of a row without a heading: the first text names the place, the first number or dash after it counts.
    pub(super) fn headless(row: &Row) -> Option<Columns> {
        let name =
            row.cells().position(|cell| matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic)))?;
        let column = (name + 1..row.len()).find(|column| {
            let cell = row.cell(*column);
            let counts = |unit| count_of(cell, unit).is_ok_and(|count| count.is_some());
            is_dash(cell) || counts(Unit::Persons) || counts(Unit::Thousands)
        })?;
        let residents = Counts { column, heading: String::new(), year: None, unit: None };
        let (code, oblast, raion, year, heading_row) = (None, None, None, None, None);
        Some(Columns { code, name: Some(name), oblast, raion, year, residents, heading_row })
    }
}

/// The columns whose heading speaks of residents; those of a part of them only where there is no other.
fn counts(row: &Row, headings: &[String], taken: &[Option<usize>]) -> Vec<Counts> {
    let speaks = |heading: &String| COUNTS.iter().any(|word| heading.starts_with(word));
    let columns = headings.iter().enumerate().filter(|(at, heading)| speaks(heading) && !taken.contains(&Some(*at)));
    let counts = columns.map(|(column, _)| {
        let heading = text_of(row.cell(column)).trim().to_string();
        Counts { column, year: year_in(&heading), unit: Unit::of(&heading), heading }
    });
    let (parts, wholes): (Vec<_>, Vec<_>) =
        counts.partition(|count| PARTS.iter().any(|word| fold(&count.heading).contains(word)));
    if wholes.is_empty() && parts.len() == 1 { parts } else { wholes }
}

/// The column of the year asked for; without a year, the only one there is.
fn one_of(mut counts: Vec<Counts>, year: Option<i64>) -> std::result::Result<Counts, String> {
    let list = |counts: &[Counts]| {
        let words = counts.iter().map(|count| format!("{} (`{}`)", letters(count.column), count.heading));
        words.collect::<Vec<_>>().join(", ")
    };
    if let Some(year) = year
        && counts.iter().any(|count| count.year.is_some())
    {
        let all = list(&counts);
        counts.retain(|count| count.year == Some(year));
        if counts.is_empty() {
            return Err(format!("no column has residents of {year}: there is {all}"));
        }
    }
    match counts.len() {
        1 => counts.pop().ok_or_else(String::new),
        _ => Err(format!("more than one column could be the residents: {}", list(&counts))),
    }
}

/// The unit of a sheet's figures: as asked for, as the heading tells it, or the title; `None` where nobody does.
pub(super) fn unit(asked: Option<Unit>, heading: Option<Unit>, title: Option<Unit>) -> Option<Unit> {
    asked.or(heading).or(title)
}

/// A question about columns that options answer.
pub(super) fn question<T>(file: &std::path::Path, sheet: &str, what: String) -> Result<T> {
    Err(Error::MappingQuestion {
        file: file.to_path_buf(),
        what: format!("sheet `{sheet}`: {what}"),
        hint: "say which year is meant with `--year 2022`, or keep one column of residents in the table".to_string(),
    })
}
