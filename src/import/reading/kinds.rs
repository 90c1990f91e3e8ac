//! What sort of row a row is: data, or one of the many that are not.

use super::{
    columns::Columns,
    heading::{Heading, repeats},
    numbering::{is_numbering, may_number},
    row::shown,
    section::{self, OblastName},
    signatures::signs,
};
use crate::sheet::{
    Cell, Row,
    values::{Exactness, Window, days, is_unknown, plain},
};

/// The sorts of rows below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A record.
    Data,
    /// Nothing is written.
    Empty,
    /// The heading again.
    Heading,
    /// 1, 2, 3 ... under the headings.
    Numbering,
    /// An oblast that the rows below lie in.
    Oblast(String),
    /// A raion that the rows below lie in.
    Raion(String),
    /// Sums.
    Total,
    /// What part of the sums above are women, or new, or online.
    Part,
    /// One cell of text by itself: a note, a name of a section, or a row that somebody left unfinished.
    Lone(usize),
    /// Nothing that a record could be told by.
    Stray,
}

/// What says that a row parts the sum above it, or is another figure of the rows above.
const PARTS: [&str; 13] = [
    "середн",
    "максим",
    "мінім",
    "average",
    "в т.ч",
    "у т.ч",
    "в т. ч",
    "у т. ч",
    "в тому числі",
    "у тому числі",
    "з них",
    "of them",
    "including",
];

/// Words that begin a row of sums.
const TOTALS: [&str; 12] = [
    "разом",
    "усього",
    "всього",
    "загалом",
    "підсумок",
    "підсумки",
    "підсумково",
    "ітого",
    "итого",
    "total",
    "subtotal",
    "sum",
];

impl RowKind {
    /// Tells the sort of a row.
    pub(super) fn of(row: &Row, columns: &Columns, heading: &Heading) -> RowKind {
        let cell = |column: Option<usize>| column.map_or(Cell::Empty, |column| row.cell(column));
        let (title, start) = (cell(columns.title), cell(columns.start));
        if may_repeat(start) && repeats(row, heading) {
            return RowKind::Heading;
        }
        if may_number(title) && is_numbering(row) {
            return RowKind::Numbering;
        }
        if is_given(title) && is_given(start) && !is_line(title) && !may_be_none(row, columns) {
            return RowKind::Data;
        }
        let written: Vec<usize> =
            (0..row.len()).filter(|column| !row.is_filled(*column) && is_written(row.cell(*column))).collect();
        let Some(first) = written.first().copied() else { return RowKind::Empty };
        let texts: Vec<(usize, &str)> =
            written.iter().filter_map(|column| text(row.cell(*column)).map(|text| (*column, text))).collect();
        let first_text = texts.first().copied();
        if let Some((column, text)) = first_text {
            let rest = || written.iter().filter(|other| **other != column).all(|other| is_sum(row.cell(*other)));
            if is_total(text) && rest() {
                return RowKind::Total;
            }
            if written.len() > 1 && PARTS.iter().any(|part| plain(text).starts_with(part)) && rest() {
                return RowKind::Part;
            }
            if signs(text) && !columns.used.contains(&column) && !says_who(row, columns) {
                return RowKind::Stray;
            }
        }
        if is_given(title) && is_given(start) && !is_line(title) {
            return RowKind::Data;
        }
        if let [only] = written.as_slice()
            && columns.people.contains(only)
            && matches!(row.cell(*only), Cell::Number(_))
            && row.cells().filter(|cell| is_written(*cell)).count() == 1
        {
            return RowKind::Total;
        }
        if let Some((column, text)) = first_text
            && !is_given(start)
        {
            let by_itself = |of: Option<usize>| of == Some(column) || !is_given(cell(of));
            if is_total(text) && by_itself(columns.title) && by_itself(columns.community) {
                return RowKind::Total;
            }
            if texts.len() == 1 && by_itself(columns.title) {
                if let Some(oblast) = oblast_heading(text) {
                    return RowKind::Oblast(oblast);
                }
                if let Some(raion) = raion_heading(text) {
                    return RowKind::Raion(raion);
                }
            }
        }
        // "1 | Компонент 1. Врядування | 14": a section, with its number and its sum.
        let is_apart = |column: &usize| !columns.used.contains(column) || columns.people.contains(column);
        let only_title = || written.iter().all(|other| Some(*other) == columns.title || is_apart(other));
        if let Some(column) = columns.title
            && !is_given(start)
            && section::names_part(&shown(title))
            && only_title()
        {
            return RowKind::Lone(column);
        }
        let is_signed = !is_given(title) && is_wordy(start) && first_text.is_some_and(|(_, text)| signs(text));
        if is_line(title) || is_signed {
            return RowKind::Stray;
        }
        if written.len() == 1 && first_text.is_some() {
            return RowKind::Lone(first);
        }
        let told = [columns.title, columns.start, columns.community, columns.code];
        let told = told.into_iter().flatten().chain(columns.people.iter().copied());
        if told.into_iter().any(|column| is_given(row.cell(column))) { RowKind::Data } else { RowKind::Stray }
    }
}

/// Whether a cell says something.
pub(super) fn is_given(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => !is_unknown(text),
        _ => true,
    }
}

/// Whether a row with a title and a date may still be no event: neither place nor count, or a word of sums before them.
fn may_be_none(row: &Row, columns: &Columns) -> bool {
    if !says_who(row, columns) {
        return true;
    }
    let is_name = |cell: Cell<'_>| match cell {
        Cell::Text(text) => !text.starts_with(|sign: char| sign.is_ascii_digit()) && is_given(cell),
        _ => false,
    };
    !([columns.community, columns.code].into_iter().flatten().any(|column| is_name(row.cell(column))))
}

/// Whether a row tells a place or a number of people.
fn says_who(row: &Row, columns: &Columns) -> bool {
    let told = [columns.community, columns.code, columns.oblast];
    told.into_iter().flatten().chain(columns.people.iter().copied()).any(|column| is_given(row.cell(column)))
}

/// Whether a cell of a row of sums adds nothing but numbers: a number, a count with its unit, a period.
fn is_sum(cell: Cell<'_>) -> bool {
    const UNITS: [&str; 6] = ["осіб", "особи", "люд", "чол", "захід", "заход"];
    match cell {
        Cell::Day(_) => false,
        Cell::Text(text) => {
            let folded = plain(text);
            let folded = folded.trim();
            let is_count = folded.starts_with(|sign: char| sign.is_ascii_digit()) && folded.len() <= 60;
            let date = folded.bytes().filter(|byte| matches!(byte, b'.' | b'/' | b'-')).count() >= 2;
            is_unknown(text)
                || (is_count && !date)
                || UNITS.iter().any(|unit| folded.starts_with(unit))
                || is_period(text)
        }
        _ => true,
    }
}

/// Whether a text is a month, a quarter or a longer time.
fn is_period(text: &str) -> bool {
    let any = Window { year: Some(2000), ..Window::any() };
    matches!(days(Cell::Text(text), 0.0, any), Ok(Some(days)) if days.exactness != Exactness::Day)
}

/// Whether a cell is a line to sign on.
fn is_line(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if text.contains("___") && !text.chars().any(char::is_alphanumeric))
}

/// Whether a cell is empty or holds words without a digit, so that it is no date.
fn is_wordy(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => !text.bytes().any(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a cell holds more than blanks.
fn is_written(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => text.chars().any(|letter| !letter.is_whitespace() && !letter.is_control()),
        _ => true,
    }
}

/// The text of a cell that is no number in disguise.
fn text(cell: Cell<'_>) -> Option<&str> {
    match cell {
        Cell::Text(text) if text.chars().any(char::is_alphabetic) || text.trim_start().starts_with('*') => {
            Some(text.trim())
        }
        _ => None,
    }
}

/// Whether a row with this cell in the column of dates may be a repeated heading: words without digits.
fn may_repeat(start: Cell<'_>) -> bool {
    matches!(start, Cell::Text(text) if !text.bytes().any(|byte| byte.is_ascii_digit()))
}

fn is_total(text: &str) -> bool {
    let text = plain(text);
    text.starts_with("загальна кількість")
        || text.chars().count() <= 80
            && text
                .split(|letter: char| !letter.is_alphabetic())
                .find(|word| !word.is_empty())
                .is_some_and(|word| TOTALS.contains(&word))
}

/// The oblast that a row of one text names for the rows below.
fn oblast_heading(text: &str) -> Option<String> {
    let line = section::bare(text);
    let folded = plain(line);
    if line.split_whitespace().count() > 4 {
        return None;
    }
    if matches!(
        &*folded,
        "м. київ"
            | "м.київ"
            | "місто київ"
            | "київ"
            | "kyiv"
            | "автономна республіка крим"
            | "арк"
            | "ар крим"
            | "м. севастополь"
    ) {
        return Some(line.to_string());
    }
    section::oblast_of(line, &|_| OblastName::No)
}

/// The raion that a row of one text names for the rows below.
fn raion_heading(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_raion = |word: &str| matches!(plain(word).trim_end_matches('.'), "район" | "р-н" | "raion" | "district");
    matches!(words.as_slice(), [_, noun] if is_raion(noun)).then(|| text.to_string())
}
