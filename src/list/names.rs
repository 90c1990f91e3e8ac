//! `list names`: decisions of people, and the names that wait for one.

use super::{holds, waiting::waiting};
use crate::{
    error::Result,
    store::Store,
    table::{Cell, Column, Table},
};

/// Which names to show.
#[derive(Clone, Debug, Default)]
pub struct NameFilter {
    /// Only those that wait; else the decisions that were made.
    pub waiting: bool,
    /// Words that the text holds.
    pub text: Option<String>,
    /// Only names whose row gives this oblast, as typed.
    pub oblast: Option<String>,
}

/// Names that wait for a person, each text once for each oblast, the most frequent first; or the decisions that people made.
pub fn names(store: &Store, filter: &NameFilter) -> Result<Table> {
    if filter.waiting { waiting(store, filter) } else { decisions(store, filter) }
}

fn decisions(store: &Store, filter: &NameFilter) -> Result<Table> {
    let aliases = store.community_aliases()?.into_iter();
    let rows = aliases.filter(|alias| holds(&alias.text, filter.text.as_deref())).map(|alias| {
        vec![
            alias.text.into(),
            alias.oblast.into(),
            alias.code.map_or(Cell::Term("none", "жодна"), Cell::Text),
            alias.name.into(),
            alias.added_by.into(),
        ]
    });
    Ok(Table {
        caption: "Decisions about names".to_string(),
        columns: vec![
            Column::text("text", "Text", "Текст"),
            Column::text("oblast", "Oblast", "Область"),
            Column::text("code", "Code", "Код"),
            Column::text("community", "Community", "Громада"),
            Column::ordinal("change", "Change", "Зміна"),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    })
}
