//! `list mappings`: columns that were explained by hand and kept.

use super::holds;
use crate::{
    error::Result,
    store::Store,
    table::{Column, Table},
};

/// All mappings in force; `text` = words that the name or project holds.
pub fn mappings(store: &Store, text: Option<&str>) -> Result<Table> {
    let mut rows = Vec::new();
    for row in store.mappings()? {
        let mapping = row.mapping;
        if !holds(&format!("{} {}", mapping.name, mapping.project.as_deref().unwrap_or_default()), text) {
            continue;
        }
        let columns: Vec<_> = mapping.columns.iter().map(|(column, field)| format!("{column}={field}")).collect();
        let sheets = (!mapping.sheets.is_empty()).then(|| mapping.sheets.join("; "));
        rows.push(vec![
            mapping.name.into(),
            mapping.project.into(),
            columns.join("; ").into(),
            sheets.into(),
            row.imports.into(),
            row.added_by.into(),
        ]);
    }
    Ok(Table {
        caption: "Mappings".to_string(),
        columns: vec![
            Column::text("mapping", "Mapping", "Зіставлення"),
            Column::text("project", "Project", "Проєкт"),
            Column::text("columns", "Columns", "Стовпці"),
            Column::text("sheets", "Sheets", "Аркуші"),
            Column::number("imports", "Imports", "Імпортів"),
            Column::ordinal("change", "Change", "Зміна"),
        ],
        rows,
        notes: Vec::new(),
    })
}
