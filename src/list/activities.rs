//! `list projects` and `list topics`.

use super::holds;
use crate::{
    error::Result,
    store::{ActivityRow, Card, Store},
    table::{Cell, Column, Table},
};

/// All projects with what they did; `text` = words that the name holds.
pub fn projects(store: &Store, text: Option<&str>) -> Result<Table> {
    let columns = [Column::text("project", "Project", "Проєкт"), Column::text("donors", "Donors", "Донори")];
    let rows = store.projects()?;
    let own: Vec<(Cell, Vec<Cell>)> = rows
        .iter()
        .filter(|row| holds(&row.name, text))
        .map(|row| (row.deliveries.into(), card(row.card.clone())))
        .collect();
    let mut table = table("Projects", columns, rows, text);
    table.columns.insert(AFTER_TRAININGS, Column::number("deliveries", "Deliveries", "Поставок"));
    table.columns.extend([
        Column::text("implementers", "Implementers", "Виконавці"),
        Column::text("code", "Code", "Код"),
        Column::text("edrpou", "EDRPOU", "ЄДРПОУ"),
        Column::text("components", "Components", "Компоненти"),
        Column::text("themes", "Themes", "Напрями"),
        Column::date("start", "Start", "Початок"),
        Column::date("end", "End", "Кінець"),
        Column::text("status", "Status", "Стан"),
    ]);
    for (row, (deliveries, card)) in table.rows.iter_mut().zip(own) {
        row.insert(AFTER_TRAININGS, deliveries);
        row.extend(card);
    }
    Ok(table)
}

/// Where what only a project has stands among its columns.
const AFTER_TRAININGS: usize = 3;

/// All topics with their themes and what was done on them; `text` = words that the name holds.
pub fn topics(store: &Store, text: Option<&str>) -> Result<Table> {
    let columns = [Column::text("topic", "Topic", "Тема"), Column::text("theme", "Theme", "Напрям")];
    Ok(table("Topics", columns, store.topics()?, text))
}

/// What sheets say of a project beside its name.
fn card(card: Card) -> Vec<Cell> {
    let texts = [card.implementers, card.code, card.edrpou, card.components, card.themes].map(Cell::from);
    texts.into_iter().chain([day(card.start), day(card.end), card.status.into()]).collect()
}

fn day(day: Option<String>) -> Cell {
    day.and_then(|day| day.parse().ok()).map_or(Cell::Missing, Cell::Date)
}

fn table(caption: &str, names: [Column; 2], rows: Vec<ActivityRow>, text: Option<&str>) -> Table {
    let row = |row: ActivityRow| {
        vec![
            row.name.into(),
            row.belongs_to.into(),
            row.trainings.into(),
            row.communities.into(),
            day(row.first_date),
            day(row.last_date),
            row.also.into(),
        ]
    };
    Table {
        caption: caption.to_string(),
        columns: names
            .into_iter()
            .chain([
                Column::number("trainings", "Trainings", "Навчань"),
                Column::number("communities", "Communities", "Громад"),
                Column::date("first", "First", "Перше"),
                Column::date("last", "Last", "Останнє"),
                Column::text("also", "Also written", "Пишуть також"),
            ])
            .collect(),
        rows: rows.into_iter().filter(|row| holds(&row.name, text)).map(row).collect(),
        notes: Vec::new(),
    }
}
