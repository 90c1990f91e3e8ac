//! What a sheet looks like that holds no table of trainings: told as exactly as it can be seen.

use super::{
    clean::{Breaks, clean},
    heading::SEARCHED,
    texts::text_at,
    vocabulary::{Field, Vocabulary},
    words::Words,
};
use crate::sheet::{Cell, Row, letters, values::plain};

/// How many different fields of an event make a form of labels that stand one above the other.
const FORM: usize = 3;
/// How many columns of marks make a matrix.
const MATRIX: usize = 3;

/// What a sheet is that is laid out otherwise than as a table of one event a row; `None` when nothing can be said for sure.
pub(super) fn other_layout(rows: &[Row], vocabulary: &Vocabulary) -> Option<String> {
    form(rows, vocabulary).or_else(|| matrix(rows, vocabulary))
}

/// The field that a text names and nothing else.
fn field(text: &str, vocabulary: &Vocabulary) -> Option<Field> {
    let meanings = vocabulary.meanings(&Words::of(text));
    meanings.iter().find(|meaning| meaning.coverage > 0.99 && !meaning.weak).map(|meaning| meaning.field)
}

/// Labels in one column with their values beside them: a form of one event.
fn form(rows: &[Row], vocabulary: &Vocabulary) -> Option<String> {
    let width = rows.iter().map(Row::len).max().unwrap_or(0).min(10);
    for column in 0..width {
        let mut fields: Vec<(Field, u32, String)> = Vec::new();
        for row in rows.iter().filter(|row| !row.cell(column + 1).is_empty()) {
            let label = text_at(row, column);
            if let Some(field) = field(&label, vocabulary)
                && field != "num"
                && fields.iter().all(|known| known.0 != field)
            {
                fields.push((field, row.number, label));
            }
        }
        let is_event = fields.iter().any(|known| matches!(known.0, "title" | "date" | "start"));
        if let (Some(first), Some(last), true) = (fields.first(), fields.last(), fields.len() >= FORM && is_event) {
            return Some(format!(
                "column {} holds the names of fields one above the other ({} in rows {} to {}), with their values beside them: it \
                 is a form of one event; write the events into one table, a row for each",
                letters(column),
                named(fields.iter().map(|known| known.2.clone())),
                first.1,
                last.1
            ));
        }
    }
    None
}

/// Communities down a column, and a column of marks or small counts for each event.
fn matrix(rows: &[Row], vocabulary: &Vocabulary) -> Option<String> {
    let is_place = |text: &str| matches!(field(text, vocabulary), Some("community" | "code" | "oblast"));
    let (index, place) = rows.iter().enumerate().find_map(|(index, row)| {
        let place = (0..row.len()).find(|column| is_place(&text_at(row, *column)))?;
        Some((index, place))
    })?;
    let (head, below) = (rows.get(index)?, rows.get(index + 1..)?);
    let is_event = |column: &usize| {
        let text = text_at(head, *column);
        let cells: Vec<Cell<'_>> = below.iter().map(|row| row.cell(*column)).collect();
        let marked = cells.iter().filter(|cell| !cell.is_empty()).count();
        text.chars().any(char::is_alphabetic)
            && field(&text, vocabulary).is_none()
            && marked > 0
            && cells.iter().all(|cell| is_mark(*cell))
    };
    let events: Vec<usize> = (place + 1..head.len()).filter(is_event).collect();
    let (first, last) = (events.first()?, events.last()?);
    (events.len() >= MATRIX).then(|| {
        format!(
            "column {} names places and columns {} to {} hold marks or counts under {}: it looks like a matrix of places and \
             events; write a row for each event, with its title, its date and its communities",
            letters(place),
            letters(*first),
            letters(*last),
            named(events.iter().map(|column| text_at(head, *column)))
        )
    })
}

/// Whether a cell of a matrix is empty, a mark, or a count of a few people.
fn is_mark(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty | Cell::Bool(_) => true,
        Cell::Number(number) => number.fract() == 0.0 && (0.0..300.0).contains(&number),
        Cell::Text(text) => {
            let text = plain(text);
            let text = text.trim();
            matches!(text, "" | "+" | "-" | "x" | "х" | "v" | "✓" | "✔" | "√" | "так" | "ні" | "yes" | "no")
                || (text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
        }
        _ => false,
    }
}

/// The texts of a heading for a message: the first ones, cut short.
pub(super) fn named(texts: impl Iterator<Item = String>) -> String {
    let short = |text: String| {
        let text = clean(&text, Breaks::Join);
        if text.chars().count() > 40 {
            format!("`{}...`", text.chars().take(37).collect::<String>())
        } else {
            format!("`{text}`")
        }
    };
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).map(short).collect();
    let more = if texts.len() > 12 { format!(" and {} more", texts.len() - 12) } else { String::new() };
    texts.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ") + &more
}

/// Why no heading was found: the fullest row of text is what a person would take for one.
pub(super) fn no_heading(rows: &[Row]) -> String {
    let texts = |row: &Row| row.cells().filter(|cell| matches!(cell, Cell::Text(_))).count();
    match rows.iter().rev().max_by_key(|row| texts(row)).filter(|row| texts(row) > 0) {
        None if rows.is_empty() => "nothing is written".to_string(),
        None => "no row holds words, so there is no heading".to_string(),
        Some(row) => {
            let texts = (0..row.len()).map(|column| text_at(row, column));
            let among =
                if rows.len() < SEARCHED { "no row".to_string() } else { format!("none of the first {SEARCHED} rows") };
            format!("{among} looks like the heading of such a table; row {} holds {}", row.number, named(texts))
        }
    }
}
