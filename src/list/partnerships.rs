//! `list partnerships`: who works together, one partnership in a row.

use super::{
    holds,
    question::{RecordQuestion, place_cells},
    trainings::said_day,
};
use crate::{
    error::Result,
    store::{PartnershipListRow, Store},
    table::{Cell, Column, Table},
};

/// Partnerships that pass the filter and were in force in its period, by their first day.
///
/// # Errors
/// A filter that names something the database does not know.
pub fn partnerships(store: &Store, question: &RecordQuestion) -> Result<Table> {
    let rows = store.partnerships(&question.filter(store)?)?.into_iter();
    let rows: Vec<_> = rows.filter(|row| holds(&row.subject, question.text.as_deref())).collect();
    let parties: i64 = rows.iter().map(|row| row.party_count).sum();
    let waiting: i64 = rows.iter().map(|row| row.place.waiting).sum();
    let noun = if rows.len() == 1 { "partnership" } else { "partnerships" };
    let notes = vec![format!("{} {noun} of {parties} parties; parties that wait for a person: {waiting}.", rows.len())];
    Ok(Table {
        caption: "Partnerships".to_string(),
        columns: columns(),
        rows: rows.into_iter().map(cells).collect(),
        notes,
    })
}

/// The ids of columns are headings that import understands.
fn columns() -> Vec<Column> {
    vec![
        Column::ordinal("no", "No.", "№"),
        Column::text("register_number", "Register No.", "Номер у реєстрі"),
        Column::text("subject", "Subject", "Предмет"),
        Column::text("kind", "Kind", "Вид"),
        Column::text("form", "Form", "Форма"),
        Column::text("start", "Start", "Початок"),
        Column::text("end", "End", "Кінець"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("donor", "Donor", "Донор"),
        Column::text("parties", "Parties", "Сторони"),
        Column::number("party_count", "Number of parties", "Скільки сторін"),
        Column::text("foreign_parties", "Abroad", "За кордоном"),
        Column::text("oblast", "Oblast", "Область"),
        Column::text("scope", "Place", "Місце"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("katottg", "Codes", "Коди"),
        Column::number("waiting", "Waiting", "Очікують"),
        Column::text("source", "Source", "Джерело"),
    ]
}

fn cells(row: PartnershipListRow) -> Vec<Cell> {
    let precision = row.date_precision.as_deref();
    let day = |day: Option<String>| day.map_or(Cell::Missing, |day| said_day(day, precision));
    let mut cells = vec![
        row.number.into(),
        row.source_id.into(),
        row.subject.into(),
        row.kind.into(),
        row.form.into(),
        day(row.start),
        day(row.end),
        row.project.into(),
        row.donor.into(),
        row.parties.into(),
        row.party_count.into(),
        row.foreign_parties.into(),
    ];
    cells.extend(place_cells(row.place));
    cells
}
