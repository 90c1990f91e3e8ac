//! `list projects` and `list topics`.

use super::holds;
use crate::{
    error::Result,
    store::{ActivityRow, Store},
    table::{Cell, Column, Table},
};

/// All projects with what they did; `text` = words that the name holds.
pub fn projects(store: &Store, text: Option<&str>) -> Result<Table> {
    let columns = [Column::text("project", "Project", "Проєкт"), Column::text("donors", "Donors", "Донори")];
    Ok(table("Projects", columns, store.projects()?, text))
}

/// All topics with their themes and what was done on them; `text` = words that the name holds.
pub fn topics(store: &Store, text: Option<&str>) -> Result<Table> {
    let columns = [Column::text("topic", "Topic", "Тема"), Column::text("theme", "Theme", "Напрям")];
    Ok(table("Topics", columns, store.topics()?, text))
}

fn table(caption: &str, names: [Column; 2], rows: Vec<ActivityRow>, text: Option<&str>) -> Table {
    let day = |day: Option<String>| day.and_then(|day| day.parse().ok()).map_or(Cell::Missing, Cell::Date);
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
