//! The block above a heading: its lines, and what stands beside or after a label such as `Назва проєкту:`.

use super::{
    clean::{Breaks, clean},
    project_name::is_project,
    row::shown,
    vocabulary::{Field, Vocabulary},
    words::Words,
};
use crate::sheet::{Cell, Row};

/// Fields that a title may tell for all rows.
const TOLD: [Field; 4] = ["project", "donor", "implementer", "oblast"];
/// Most words of a label that is known only by the word "project" in it.
const LONGEST: usize = 5;

/// What stands above a heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    /// The lines of all cells.
    pub(super) texts: Vec<String>,
    /// The cells of each row together, as they stand and with the label behind its value: `I квартал`.
    pub(super) rows: Vec<(String, String)>,
    /// Values that stand beside or after the name of their field.
    pub(super) values: Vec<(Field, String)>,
}

impl Title {
    /// Reads the rows above a heading.
    pub(super) fn of<'r>(rows: impl Iterator<Item = &'r Row>, vocabulary: &Vocabulary) -> Title {
        let mut title = Title::default();
        for row in rows {
            let cells: Vec<String> = (0..row.len())
                .filter(|column| !row.is_filled(*column))
                .map(|column| text(row.cell(column)))
                .filter(|text| !text.is_empty())
                .collect();
            for (place, cell) in cells.iter().enumerate() {
                title.texts.extend(cell.lines().map(str::to_string));
                let beside = cells.get(place + 1);
                if let (Some(field), Some(value)) = (label(cell, vocabulary), beside) {
                    if label(value, vocabulary).is_none() {
                        title.values.push((field, unquoted(value).to_string()));
                    }
                } else if let Some((name, value)) = cell.split_once(':')
                    && let Some(field @ ("donor" | "implementer")) = label(name, vocabulary)
                    // What goes on with other sentences or labels is no name.
                    && !value.contains([':', '\n'])
                    && !value.contains(". ")
                {
                    title.values.push((field, unquoted(value).to_string()));
                }
            }
            if cells.len() > 1 {
                let turned = cells.iter().rev().map(|cell| cell.trim_end_matches(':')).collect::<Vec<_>>();
                title.rows.push((cells.join(" "), turned.join(" ")));
            }
        }
        title
    }

    /// What the title says of a field.
    pub(super) fn value(&self, field: &str) -> Option<String> {
        self.values.iter().find(|(known, value)| *known == field && !value.is_empty()).map(|(_, value)| value.clone())
    }
}

/// The field that a text names and nothing else.
fn label(text: &str, vocabulary: &Vocabulary) -> Option<Field> {
    let meanings = vocabulary.meanings(&Words::of(text));
    let known = meanings.iter().find(|meaning| meaning.coverage > 0.99 && TOLD.contains(&meaning.field));
    known.map(|meaning| meaning.field).or_else(|| {
        let mut words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
        let is_label = text.trim_end().ends_with(':') && text.split_whitespace().count() <= LONGEST;
        (is_label && words.any(is_project)).then_some("project")
    })
}

/// A text without the quotation marks around all of it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix(['«', '"', '“']).and_then(|rest| rest.strip_suffix(['»', '"', '”']));
    inside.filter(|inside| !inside.contains(['«', '»', '"'])).unwrap_or(text).trim()
}

/// The text of a cell, days as people write them.
fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => clean(text, Breaks::Keep).into_owned(),
        Cell::Error(_) => String::new(),
        cell => shown(cell),
    }
}
