//! `report restatements`: which published figures changed between two states of the database, and by which changes, so that a
//! correction never looks like growth.
//!
//! For each project and quarter the table is an account: the figures before, what each change did to them and for what cause, the
//! figures after. Figures are those of the total of `report coverage` for the project and quarter, as of each state.

mod figures;
mod moves;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use self::{
    figures::{Figures, Key, Tally, tallies, total},
    moves::{Cause, Moves, Sums},
};
use crate::{
    error::{Error, Result},
    model::{Period, Quarter},
    store::{ChangeRow, Restated, Store},
    table::{Cell, Column, Table},
};

/// Which figures to compare.
#[derive(Clone, Debug)]
pub struct RestatementsQuestion {
    /// The changes after which the two states stood, the earlier first.
    pub between: (i64, i64),
    /// Quarters that are looked at.
    pub period: Period,
    /// Only this project, as typed.
    pub project: Option<String>,
}

/// Compares the figures of every project and quarter. `then` and `later` look back to the two states.
///
/// # Errors
/// The states in the wrong order, a period that is no whole quarters, a project that the later state does not know.
pub fn restatements(then: &Store, later: &Store, question: &RestatementsQuestion) -> Result<Table> {
    let (since, until) = check(question)?;
    let project = question.project.as_deref().map(|typed| later.find_project(typed)).transpose()?;
    let asked = question.period.quarters();
    let restated = later.restated(since)?;
    let changes: FxHashMap<i64, ChangeRow> = later.changes()?.into_iter().map(|change| (change.id, change)).collect();
    let span = span(&restated, asked, changes.values().filter(|change| change.id > since));
    let (before, after) = (tallies(then, span)?, tallies(later, span)?);
    let ground = total(later)?;
    let sums = Moves { ground: &ground, changes: &changes, since, before: &before }.sums(&restated);
    let keys: BTreeSet<Key> = before.keys().chain(after.keys()).chain(sums.keys().map(|key| &key.0)).copied().collect();
    let names = later.project_names()?;
    let order = |key: &Key| (names.iter().position(|name| Some(name.0) == key.0).unwrap_or(usize::MAX), key.1);
    let is_asked =
        |key: &Key| project.is_none_or(|project| key.0 == Some(project)) && (asked.0..=asked.1).contains(&key.1);
    let mut keys: Vec<Key> = keys.into_iter().filter(is_asked).collect();
    keys.sort_by_key(order);

    let accounts =
        Accounts { before: &before, after: &after, names: &names, changes: &changes, between: (since, until) };
    let rows: Vec<Vec<Cell>> = keys.into_iter().flat_map(|key| accounts.rows(key, &sums)).collect();
    let notes = notes(rows.is_empty());
    Ok(Table { caption: accounts.caption(), columns: columns(), rows, notes })
}

fn check(question: &RestatementsQuestion) -> Result<(i64, i64)> {
    let (since, until) = question.between;
    if since >= until {
        return Err(Error::Usage {
            what: format!("change {until} does not come after change {since}, so there is nothing between them"),
            hint: "give the earlier state first; `hromada list changes` shows all changes with their times".to_string(),
        });
    }
    if !question.period.is_whole_quarters() {
        return Err(Error::Usage {
            what: format!("figures are published by quarter, and `{}` is no whole quarters", question.period),
            hint: "give a quarter such as 2021-Q1, a year, or a span of them".to_string(),
        });
    }
    Ok(question.between)
}

/// The quarters, of those asked for, whose figures can have changed: those of altered trainings, or all where places were altered.
fn span<'a>(restated: &[Restated], asked: (i64, i64), mut since: impl Iterator<Item = &'a ChangeRow>) -> (i64, i64) {
    if since.any(alters_places) {
        return asked;
    }
    let quarters = || restated.iter().flat_map(|training| training.versions.iter().map(|version| version.fact.quarter));
    (quarters().min().unwrap_or(asked.1).max(asked.0), quarters().max().unwrap_or(asked.0).min(asked.1))
}

/// Whether a change can have altered communities themselves.
fn alters_places(change: &ChangeRow) -> bool {
    change.noun == "communities" || change.verb == "undo"
}

/// The statement of account of each project and quarter.
struct Accounts<'a> {
    before: &'a BTreeMap<Key, Tally>,
    after: &'a BTreeMap<Key, Tally>,
    names: &'a [(i64, String)],
    changes: &'a FxHashMap<i64, ChangeRow>,
    between: (i64, i64),
}

impl Accounts<'_> {
    fn caption(&self) -> String {
        let (since, until) = self.between;
        let at = |change: i64| self.changes.get(&change).map_or("", |change| change.at.as_str());
        format!("Published figures after change {since} ({}) and after change {until} ({})", at(since), at(until))
    }

    /// The rows of one project and quarter; none where its figures are the same.
    fn rows(&self, key: Key, sums: &Sums) -> Vec<Vec<Cell>> {
        let (none, (since, until)) = (Tally::default(), self.between);
        let (before, after) = (self.before.get(&key).unwrap_or(&none), self.after.get(&key).unwrap_or(&none));
        if before.figures == after.figures && before.participants() == after.participants() {
            return Vec::new();
        }
        let mut rows =
            vec![self.row(key, Cell::Term("before", "було"), Some(since), before.figures, before.participants())];
        let mut rest = after.figures.plus(before.figures, -1);
        let mine: Vec<_> = sums.iter().filter(|(moved, _)| moved.0 == key).map(|(moved, sum)| (*moved, *sum)).collect();
        for ((_, change, cause), sum) in mine.into_iter().filter(|(_, sum)| *sum != Figures::default()) {
            rest = rest.plus(sum, -1);
            rows.push(self.row(key, cause.cell(), Some(change), sum, Some(sum.participants)));
        }
        if rest != Figures::default() {
            // No training was altered: communities were, and that only another edition of the register does.
            let editions = self.changes.values().filter(|change| change.id > since && alters_places(change));
            let editions: Vec<i64> = editions.map(|change| change.id).collect();
            let only = if let [only] = editions.as_slice() { Some(*only) } else { None };
            rows.push(self.row(key, Cause::Register.cell(), only, rest, Some(rest.participants)));
        }
        rows.push(self.row(key, Cell::Term("after", "стало"), Some(until), after.figures, after.participants()));
        rows
    }

    fn row(&self, key: Key, what: Cell, change: Option<i64>, figures: Figures, people: Option<i64>) -> Vec<Cell> {
        let project = self.names.iter().find(|name| Some(name.0) == key.0).map(|name| name.1.clone());
        let is_state = matches!(what, Cell::Term("before" | "after", _));
        let entry = change.filter(|_| !is_state).and_then(|change| self.changes.get(&change));
        vec![
            project.into(),
            Quarter::from_stored(key.1).map(|quarter| quarter.to_string()).into(),
            what,
            change.into(),
            entry.map(|entry| format!("{} {}", entry.verb, entry.noun)).into(),
            entry.and_then(|entry| entry.file.clone()).into(),
            entry.and_then(|entry| entry.user.clone()).into(),
            figures.trainings.into(),
            people.into(),
            figures.unknown.into(),
            figures.covered.into(),
        ]
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("project", "Project", "Проєкт"),
        Column::text("quarter", "Quarter", "Квартал"),
        Column::text("what", "What", "Що"),
        Column::ordinal("change", "Change", "Зміна"),
        Column::text("by", "By", "Чим"),
        Column::text("file", "File", "Файл"),
        Column::text("user", "User", "Користувач"),
        Column::number("trainings", "Trainings", "Навчань"),
        Column::number("participants", "Participants", "Учасників"),
        Column::number("participants_unknown", "Without a count", "Без кількості"),
        Column::number("covered", "Covered", "Охоплено"),
    ]
}

fn notes(same: bool) -> Vec<String> {
    if same {
        return vec!["No published figure changed.".to_string()];
    }
    vec![
        "Between `before` and `after` stand differences, which add up: `corrected`, `withdrawn`, `decision`, `undone` and `register` \
         restate what was known; `late report` brings trainings that were not known, in a quarter that the project had reported \
         already; `first report` brings the quarter itself."
            .to_string(),
    ]
}
