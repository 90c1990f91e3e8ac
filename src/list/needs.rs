//! `list needs`: what communities asked for, one need in a row, with the cell each came from.

use super::{
    holds,
    question::{RecordQuestion, place_cells, quantity},
    trainings::said_day,
};
use crate::{
    error::Result,
    model::AidCategory,
    store::{Lapsed, NeedListRow, Store},
    table::{Cell, Column, Table},
};

/// Needs in force that pass the filter, by the day on which they were said.
///
/// # Errors
/// A filter that names something the database does not know.
pub fn needs(store: &Store, question: &RecordQuestion) -> Result<Table> {
    let text = question.text.as_deref();
    let said = |row: &NeedListRow| {
        let words = [&row.item, &row.topic].map(|text| text.as_deref().unwrap_or_default());
        holds(&words.join(" "), text)
    };
    let rows: Vec<_> = store.needs(&question.filter(store)?)?.into_iter().filter(said).collect();
    let mut notes = vec![if rows.len() == 1 { "1 need.".to_string() } else { format!("{} needs.", rows.len()) }];
    notes.extend(Lapsed::note(&store.lapsed_answers()?, |need| rows.iter().any(|row| row.number == need)));
    Ok(Table { caption: "Needs".to_string(), columns: columns(), rows: rows.into_iter().map(cells).collect(), notes })
}

/// The ids of columns are headings that import understands.
fn columns() -> Vec<Column> {
    vec![
        Column::ordinal("no", "No.", "№"),
        Column::text("date", "Date", "Дата"),
        Column::text("need", "Need", "Потреба"),
        Column::text("topic", "Topic", "Напрям"),
        Column::text("fixed_theme", "Theme", "Тема списку"),
        Column::text("category", "Category", "Категорія"),
        Column::number("quantity", "Quantity", "Кількість"),
        Column::text("unit", "Unit", "Од. вим."),
        Column::text("urgency", "Urgency", "Пріоритет"),
        Column::number("people", "People", "Людей"),
        Column::text("source_of_need", "Said in", "Джерело"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("track", "Track", "Лот"),
        Column::text("status", "Status", "Статус"),
        Column::text("met_by", "Met by", "Чим задоволено"),
        Column::text("other_donors", "Other donors", "Інші донори"),
        Column::text("oblast", "Oblast", "Область"),
        Column::text("scope", "Place", "Місце"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("katottg", "Codes", "Коди"),
        Column::number("waiting", "Waiting", "Очікують"),
        Column::text("source", "Source", "Звідки"),
    ]
}

fn cells(row: NeedListRow) -> Vec<Cell> {
    let precision = row.date_precision.as_deref();
    let category = row.category.as_deref().and_then(AidCategory::from_id);
    let mut cells = vec![
        row.number.into(),
        row.dated.map_or(Cell::Missing, |day| said_day(day, precision)),
        row.item.into(),
        row.topic.into(),
        row.theme.into(),
        category.map_or(Cell::Missing, |category| Cell::Term(category.id(), category.ukrainian())),
        quantity(row.quantity),
        row.unit.into(),
        row.urgency.into(),
        row.people.into(),
        row.source.into(),
        row.project.into(),
        row.track.into(),
        row.status.into(),
        row.met_by.into(),
        row.other_donors.into(),
    ];
    cells.extend(place_cells(row.place));
    cells
}
