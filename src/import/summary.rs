//! What an import came to, for the person who typed it.

use std::path::PathBuf;

use crate::{
    sheet::NewSheet,
    store::Counts,
    table::{Cell, Column, Table},
};

use super::Problems;

/// How an import ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything that could be trusted is in the database, as change N.
    Saved(i64),
    /// A dry run: everything was tried, nothing was kept.
    DryRun,
    /// Rows hold errors, so nothing was saved.
    Rejected,
    /// The table has headings and no rows, so there was nothing to save.
    Empty,
    /// The very same file is in the database already, as change N.
    AlreadyImported(i64),
}

impl Ending {
    /// How an import ended that nothing was in the way of.
    pub(super) fn of(change: i64, dry_run: bool) -> Ending {
        if dry_run { Ending::DryRun } else { Ending::Saved(change) }
    }
}

/// A territory whose coverage an import changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageStep {
    /// Name of the oblast; empty for the whole country.
    pub oblast: String,
    /// Communities that had a training before, and that have one now.
    pub before: usize,
    /// Now.
    pub after: usize,
    /// All communities there.
    pub communities: usize,
}

/// Of how many records a saved import tells what changed in them.
const UPDATES_SHOWN: usize = 5;

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The file.
    pub file: PathBuf,
    /// How it ended.
    pub ending: Ending,
    /// Rows and facts, by what became of them.
    pub counts: Counts,
    /// Everything that is wrong with the file.
    pub problems: Problems,
    /// Sentences on what was taken for what and what is new.
    pub notices: Vec<String>,
    /// Sentences on what changed in records that were there before, each field old → new; the first of them.
    pub updates: Vec<String>,
    /// Trainings of earlier files that this one corrects and does not tell of; they stand until a person decides.
    pub gone: i64,
    /// Whether something that was there is told no longer, or an id stands for two events.
    pub doubted: bool,
    /// The rows that were left out, where they were asked for: a sheet for each that has some.
    pub rejects: Vec<NewSheet>,
    /// What the import changed in coverage: first the country, then its oblasts. Empty where nothing changed.
    pub coverage: Vec<CoverageStep>,
}

impl Summary {
    /// A summary of a file that has not been read yet.
    pub fn new(file: PathBuf) -> Summary {
        Summary {
            file,
            ending: Ending::DryRun,
            counts: Counts::default(),
            problems: Problems::default(),
            notices: Vec::new(),
            updates: Vec::new(),
            gone: 0,
            doubted: false,
            rejects: Vec::new(),
            coverage: Vec::new(),
        }
    }

    /// Whether something waits for a person: rows left out, names, or trainings that a corrected file no longer tells of.
    pub fn waits(&self) -> bool {
        let counts = &self.counts;
        let left = counts.rejected.unwrap_or(0) > 0 || counts.waiting.unwrap_or(0) > 0;
        left || self.gone > 0 || self.doubted
    }
}

/// What became of the files, one in a row.
pub fn summary_table(summaries: &[Summary]) -> Table {
    let tried = summaries.iter().any(|summary| summary.ending == Ending::DryRun);
    Table {
        caption: if tried { "Import (dry run: nothing was saved)" } else { "Import" }.to_string(),
        columns: vec![
            Column::text("file", "File", "Файл"),
            Column::text("result", "Result", "Результат"),
            Column::ordinal("change", "Change", "Зміна"),
            Column::number("rows_read", "Rows", "Рядків"),
            Column::number("added", "Added", "Додано"),
            Column::number("updated", "Updated", "Оновлено"),
            Column::number("unchanged", "Unchanged", "Без змін"),
            Column::number("withdrawn", "Withdrawn", "Вилучено"),
            Column::number("rejected", "Left out", "Відхилено"),
            Column::number("linked", "Links", "Зв’язків"),
            Column::number("waiting", "Names waiting", "Назв очікує"),
            Column::number("errors", "Errors", "Помилок"),
            Column::number("warnings", "Warnings", "Попереджень"),
        ],
        rows: summaries.iter().map(row).collect(),
        notes: notes_of_all(summaries),
    }
}

fn notes_of_all(summaries: &[Summary]) -> Vec<String> {
    let mut all: Vec<String> = summaries.iter().flat_map(|summary| notes(summary, summaries.len() > 1)).collect();
    if summaries.iter().any(|summary| summary.counts.waiting.unwrap_or(0) > 0) {
        all.push(
            "`hromada list names --waiting` shows the names that wait, with the commands that decide them".to_string(),
        );
    }
    all
}

fn row(summary: &Summary) -> Vec<Cell> {
    let (result, change) = match summary.ending {
        Ending::Saved(change) => (Cell::Term("saved", "збережено"), Some(change)),
        Ending::DryRun => (Cell::Term("tried", "перевірено"), None),
        Ending::Empty => (Cell::Term("nothing to save", "нічого зберігати"), None),
        Ending::Rejected => (Cell::Term("nothing saved", "нічого не збережено"), None),
        Ending::AlreadyImported(change) => (Cell::Term("already imported", "уже імпортовано"), Some(change)),
    };
    let counts = &summary.counts;
    let name = summary.file.file_name().map_or_else(|| summary.file.to_string_lossy(), |name| name.to_string_lossy());
    vec![
        Cell::Text(name.into_owned()),
        result,
        change.into(),
        counts.rows_read.into(),
        counts.added.into(),
        counts.updated.into(),
        counts.unchanged.into(),
        counts.withdrawn.into(),
        counts.rejected.into(),
        counts.linked.into(),
        counts.waiting.into(),
        (summary.problems.errors() as i64).into(),
        (summary.problems.warnings() as i64).into(),
    ]
}

fn notes(summary: &Summary, named: bool) -> Vec<String> {
    let prefix = if named { format!("{}: ", summary.file.display()) } else { String::new() };
    let mut notes: Vec<String> = summary.notices.iter().map(|notice| format!("{prefix}{notice}")).collect();
    if summary.ending == Ending::Rejected {
        return notes;
    }
    // A dry run is there to be read; after the import, the ledger tells the rest.
    let (shown, more) = match summary.ending {
        Ending::Saved(change) => (UPDATES_SHOWN, format!("`hromada list changes {change}` shows all")),
        _ => (summary.updates.len(), "the import will tell them all".to_string()),
    };
    notes.extend(summary.updates.iter().take(shown).map(|update| format!("{prefix}{update}")));
    let rest = summary.counts.updated.unwrap_or(0) - summary.updates.len().min(shown) as i64;
    if !summary.updates.is_empty() && rest > 0 {
        notes.push(format!("{prefix}{rest} more were updated; {more}"));
    }
    let steps = summary.coverage.iter().map(|step| {
        let place = if step.oblast.is_empty() { "covered communities" } else { &step.oblast };
        format!("{place} {} → {} of {}", step.before, step.after, step.communities)
    });
    let steps: Vec<_> = steps.collect();
    if !steps.is_empty() {
        notes.push(format!("{prefix}{}", steps.join("; ")));
    }
    notes
}
