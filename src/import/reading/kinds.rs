//! What sort of row a row is: data, or one of the many that are not.

use super::{
    columns::Columns,
    context::oblast_in,
    heading::{Heading, repeats},
};
use crate::sheet::{
    Cell, Row,
    values::{is_unknown, plain},
};

/// The sorts of rows below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A training.
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
    /// One cell of text by itself: a note, a name of a section, or a row that somebody left unfinished.
    Lone(usize),
    /// Nothing that a training could be told by.
    Stray,
}

/// Words that begin a row of signatures under a table.
const SIGNATURES: [&str; 15] = [
    "керівник",
    "директор",
    "начальник",
    "голова ",
    "виконавець:",
    "підготував",
    "підготувала",
    "склав",
    "склала",
    "затвердж",
    "погоджен",
    "підпис",
    "м.п",
    "prepared by",
    "signature",
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
        if is_given(title) && is_given(start) && !is_line(title) {
            return RowKind::Data;
        }
        let written: Vec<usize> =
            (0..row.len()).filter(|column| !row.is_filled(*column) && is_written(row.cell(*column))).collect();
        let Some(first) = written.first().copied() else { return RowKind::Empty };
        let texts: Vec<(usize, &str)> =
            written.iter().filter_map(|column| text(row.cell(*column)).map(|text| (*column, text))).collect();
        let first_text = texts.first().copied();
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
        if !is_given(title) || is_line(title) {
            let signs = |(_, text): &(usize, &str)| {
                let text = plain(text);
                SIGNATURES.iter().any(|word| text.starts_with(word))
            };
            if is_line(title) || (is_wordy(start) && texts.first().is_some_and(signs)) {
                return RowKind::Stray;
            }
        }
        if written.len() == 1 && first_text.is_some() {
            return RowKind::Lone(first);
        }
        let told =
            [columns.title, columns.start, columns.community, columns.code, columns.total, columns.women, columns.men];
        if told.into_iter().any(|column| is_given(cell(column))) { RowKind::Data } else { RowKind::Stray }
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

/// Whether a row with this cell in the column of titles may be a numbering: a number.
fn may_number(title: Cell<'_>) -> bool {
    match title {
        Cell::Number(_) => true,
        Cell::Text(text) => text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a row counts its columns: at least three numbers, each one more than the last.
fn is_numbering(row: &Row) -> bool {
    let number = |cell: Cell<'_>| match cell {
        Cell::Number(number) => Some(number),
        Cell::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    let numbers: Option<Vec<f64>> = row.cells().filter(|cell| is_written(*cell)).map(number).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= 3
            && numbers.first().is_some_and(|first| *first <= 2.0)
            && numbers.windows(2).all(|pair| matches!(pair, [one, next] if next - one == 1.0))
    })
}

fn is_total(text: &str) -> bool {
    let text = plain(text);
    text.chars().count() <= 80
        && text
            .split(|letter: char| !letter.is_alphabetic())
            .find(|word| !word.is_empty())
            .is_some_and(|word| TOTALS.contains(&word))
}

/// The oblast that a row of one text names for the rows below.
fn oblast_heading(text: &str) -> Option<String> {
    let line = text.lines().next()?.trim();
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
    oblast_in(line)
}

/// The raion that a row of one text names for the rows below.
fn raion_heading(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_raion = |word: &str| matches!(plain(word).trim_end_matches('.'), "район" | "р-н" | "raion" | "district");
    matches!(words.as_slice(), [_, noun] if is_raion(noun)).then(|| text.to_string())
}
