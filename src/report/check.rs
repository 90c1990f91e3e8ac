//! `check`: what is not as it should be in a database, with what to do about it.

use crate::{
    error::Result,
    store::{Finding, Store},
    table::{Column, Table},
};

/// The answer, and what it means.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was found, one finding in a row.
    pub table: Table,
    /// Whether anything was.
    pub has_findings: bool,
    /// Whether SQLite itself cannot trust the file.
    pub is_damaged: bool,
}

/// Checks a database: SQLite's own integrity, references, the ledger against the facts, copied and computed columns.
///
/// # Errors
/// The database cannot be read. That it is damaged is a finding.
pub fn check(store: &Store) -> Result<Checked> {
    let findings = store.check()?;
    let mut notes = vec![match findings.len() {
        0 => "Nothing is wrong.".to_string(),
        1 => "1 finding.".to_string(),
        many => format!("{many} findings."),
    }];
    let left = store.left_unfinished().into_iter();
    notes.extend(
        left.map(|name| format!("A command that was stopped left `{name}` beside it: delete it when no command runs.")),
    );
    Ok(Checked {
        has_findings: !findings.is_empty(),
        is_damaged: findings.iter().any(Finding::is_damage),
        table: Table {
            caption: "Check".to_string(),
            columns: vec![
                Column::text("check", "Check", "Перевірка"),
                Column::text("place", "Where", "Де"),
                Column::text("what", "What", "Що"),
                Column::text("fix", "What to do", "Що зробити"),
            ],
            rows: findings
                .into_iter()
                .map(|finding| {
                    vec![finding.check.into(), finding.place.into(), finding.what.into(), finding.fix.into()]
                })
                .collect(),
            notes,
        },
    })
}
