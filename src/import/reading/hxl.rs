//! Rows of tags of the Humanitarian Exchange Language: `#activity+name`, `#adm3+code`. Where there is one, it decides.

use super::{
    heading::Heading,
    texts::text_at,
    vocabulary::{Field, Vocabulary},
};
use crate::sheet::{Cell, Row};

/// How many rows are searched for tags.
const SEARCHED: usize = 25;

/// Lets the row of tags, if there is one, decide what the columns are for. The heading then ends with it.
pub(super) fn apply_tags(rows: &[Row], vocabulary: &Vocabulary, heading: Option<Heading>) -> Option<Heading> {
    let tagged = rows.iter().take(SEARCHED).find_map(|row| Some((row, tags(row, vocabulary)?)));
    let Some((row, tags)) = tagged else { return heading };
    let mut heading = heading.filter(|heading| heading.last_row < row.number).unwrap_or_default();
    if heading.row == 0 {
        heading.row = row.number;
    }
    heading.last_row = row.number;
    for (column, field) in tags {
        heading.assign(column, field);
        if let Some(known) = heading.columns.iter_mut().find(|known| known.column == column && known.text.is_empty()) {
            known.text = text_at(row, column);
        }
    }
    Some(heading)
}

/// The fields of a row of tags; `None` when the row is none: at least two tags are known, and most cells are tags.
fn tags(row: &Row, vocabulary: &Vocabulary) -> Option<Vec<(usize, Field)>> {
    let is_tag = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if text.trim_start().starts_with('#'));
    let cells = row.cells().filter(|cell| !cell.is_empty()).count();
    if row.cells().filter(is_tag).count() * 2 <= cells {
        return None;
    }
    let mut fields: Vec<(usize, Field)> = Vec::new();
    for column in 0..row.len() {
        if let Some(field) = vocabulary.field_of_tag(&text_at(row, column))
            && !fields.iter().any(|known| known.1 == field)
        {
            fields.push((column, field));
        }
    }
    (fields.len() >= 2).then_some(fields)
}
