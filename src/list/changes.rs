//! `list changes`: the ledger.

use crate::{
    error::Result,
    store::Store,
    table::{Cell, Column, Table},
};

/// Everything that was done to the database, oldest first.
pub fn changes(store: &Store) -> Result<Table> {
    let changes = store.changes()?;
    Ok(Table {
        caption: "Changes".to_string(),
        columns: vec![
            Column::ordinal("change", "Change", "Зміна"),
            Column::text("at", "Time (UTC)", "Час (UTC)"),
            Column::text("user", "User", "Користувач"),
            Column::text("what", "What", "Що"),
            Column::text("file", "File", "Файл"),
            Column::number("rows_read", "Rows", "Рядків"),
            Column::number("added", "Added", "Додано"),
            Column::number("updated", "Updated", "Оновлено"),
            Column::number("unchanged", "Unchanged", "Без змін"),
            Column::number("withdrawn", "Withdrawn", "Вилучено"),
            Column::number("rejected", "Left out", "Відхилено"),
            Column::number("linked", "Links", "Зв’язків"),
            Column::number("waiting", "Waiting", "Очікують"),
            Column::ordinal("undoes", "Undoes", "Скасовує"),
            Column::ordinal("undone_by", "Undone by", "Скасовано"),
        ],
        rows: changes
            .into_iter()
            .map(|change| {
                vec![
                    change.id.into(),
                    change.at.into(),
                    change.user.into(),
                    format!("{} {}", change.verb, change.noun).into(),
                    change.file.into(),
                    change.counts.rows_read.into(),
                    change.counts.added.into(),
                    change.counts.updated.into(),
                    change.counts.unchanged.into(),
                    change.counts.withdrawn.into(),
                    change.counts.rejected.into(),
                    change.counts.linked.into(),
                    change.counts.waiting.into(),
                    Cell::from(change.undoes),
                    change.undone_by.into(),
                ]
            })
            .collect(),
        notes: Vec::new(),
    })
}
