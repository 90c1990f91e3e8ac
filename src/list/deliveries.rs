//! `list deliveries`: aid, one delivery in a row, with the cell each came from.

use super::{
    holds,
    question::{RecordQuestion, place_cells, quantity},
    trainings::said_day,
};
use crate::{
    error::Result,
    model::AidCategory,
    store::{DeliveryListRow, Store},
    table::{Cell, Column, Table},
};

/// Deliveries in force that pass the filter, by the day on which they were received, sent or decided.
///
/// # Errors
/// A filter that names something the database does not know.
pub fn deliveries(store: &Store, question: &RecordQuestion) -> Result<Table> {
    let text = question.text.as_deref();
    let rows: Vec<_> = store
        .deliveries(&question.filter(store)?)?
        .into_iter()
        .filter(|row| holds(row.item.as_deref().unwrap_or_default(), text))
        .collect();
    let notes = vec![match rows.len() {
        1 => "1 delivery.".to_string(),
        count => format!("{count} deliveries."),
    }];
    Ok(Table {
        caption: "Deliveries".to_string(),
        columns: columns(),
        rows: rows.into_iter().map(cells).collect(),
        notes,
    })
}

/// The ids of columns are headings that import understands.
fn columns() -> Vec<Column> {
    vec![
        Column::ordinal("no", "No.", "№"),
        Column::text("item", "Item", "Найменування"),
        Column::text("category", "Category", "Категорія"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("donor", "Donor", "Донор"),
        Column::text("wave", "Wave", "Хвиля"),
        Column::number("quantity", "Quantity", "Кількість"),
        Column::text("unit", "Unit", "Од. вим."),
        Column::money("value", "Value", "Вартість"),
        Column::text("value_of", "Value of", "Вартість чого"),
        Column::text("decided", "Decided", "Рішення"),
        Column::text("sent", "Sent", "Передано"),
        Column::text("received", "Received", "Отримано"),
        Column::text("status", "Status", "Стан"),
        Column::text("oblast", "Oblast", "Область"),
        Column::text("scope", "Place", "Місце"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("katottg", "Codes", "Коди"),
        Column::number("waiting", "Waiting", "Очікують"),
        Column::text("source", "Source", "Джерело"),
    ]
}

/// What a value is of, where it is not of the delivery alone.
fn value_of(of: Option<&str>) -> Cell {
    match of {
        Some("wave") => Cell::Term("whole wave", "уся хвиля"),
        Some(_) => Cell::Term("several rows", "кілька рядків"),
        None => Cell::Missing,
    }
}

fn cells(row: DeliveryListRow) -> Vec<Cell> {
    let precision = row.date_precision.as_deref();
    let day = |day: Option<String>| day.map_or(Cell::Missing, |day| said_day(day, precision));
    let category = row.category.as_deref().and_then(AidCategory::from_id);
    let value = row.value.zip(row.currency);
    let mut cells = vec![
        row.number.into(),
        row.item.into(),
        category.map_or(Cell::Missing, |category| Cell::Term(category.id(), category.ukrainian())),
        row.project.into(),
        row.donor.into(),
        row.wave.into(),
        quantity(row.quantity),
        row.unit.into(),
        value.map_or(Cell::Missing, |(value, currency)| Cell::Money(value, currency)),
        value_of(row.value_of.as_deref()),
        day(row.decided),
        day(row.sent),
        day(row.received),
        row.status.into(),
    ];
    cells.extend(place_cells(row.place));
    cells
}
