//! `list changes N`: what one change did, fact by fact.

use crate::{
    error::{Error, Result},
    store::{Deed, FactRow, Store},
    table::{Cell, Column, Table},
};

/// What a change did: first what the ledger says of itself, then every fact that it added, updated or ended.
///
/// # Errors
/// There is no change with this number.
pub fn change(store: &Store, number: i64) -> Result<Table> {
    let entry = entry(store, number)?;
    let of_entry = |(field, value): (String, String)| {
        let mut row = vec![Cell::Missing, Cell::Term("change", "зміна")];
        row.extend([number.into(), Cell::Missing, Cell::Missing, field.into(), Cell::Missing, value.into()]);
        row.push(Cell::Missing);
        row
    };
    let mut rows: Vec<Vec<Cell>> = entry.into_iter().map(of_entry).collect();
    store.facts_of_change(number, |fact| rows.push(cells(fact)))?;
    Ok(Table {
        caption: format!("Change {number}"),
        columns: vec![
            Column::text("done", "Done", "Зроблено"),
            Column::text("fact", "Fact", "Факт"),
            Column::ordinal("number", "No.", "№"),
            Column::text("code", "Code", "Код"),
            Column::text("what", "What", "Що"),
            Column::text("field", "Field", "Поле"),
            Column::text("before", "Before", "Було"),
            Column::text("after", "After", "Стало"),
            Column::text("source", "Source", "Джерело"),
        ],
        rows,
        notes: notes(store, number)?,
    })
}

/// How many facts of each kind a change added, updated and ended, and how often each field was altered. It needs no memory for
/// the facts themselves.
///
/// # Errors
/// There is no change with this number.
pub fn change_summary(store: &Store, number: i64) -> Result<Table> {
    entry(store, number)?;
    let mut lines: Vec<Line> = Vec::new();
    // An updated fact comes once for each of its fields, one after another.
    let mut last = None;
    store.facts_of_change(number, |fact| {
        let this = (fact.fact, fact.number, fact.code, fact.what);
        if fact.deed != Deed::Updated || last.as_ref() != Some(&this) {
            Line::count(&mut lines, fact.fact, None, fact.deed);
        }
        if fact.field.is_some() {
            Line::count(&mut lines, fact.fact, fact.field, fact.deed);
        }
        last = (fact.deed == Deed::Updated).then_some(this);
    })?;
    Ok(Table {
        caption: format!("Change {number}"),
        columns: vec![
            Column::text("fact", "Fact", "Факт"),
            Column::text("field", "Field", "Поле"),
            Column::number("added", "Added", "Додано"),
            Column::number("came_back", "Came back", "Повернуто"),
            Column::number("updated", "Updated", "Оновлено"),
            Column::number("ended", "Ended", "Закінчено"),
        ],
        rows: lines.into_iter().map(Line::cells).collect(),
        notes: notes(store, number)?,
    })
}

/// What happened to the facts of one kind, or to one field of them.
struct Line {
    fact: &'static str,
    /// `None` = the facts as a whole.
    field: Option<String>,
    /// By [`Deed`].
    counts: [i64; 4],
}

impl Line {
    fn count(lines: &mut Vec<Line>, fact: &'static str, field: Option<String>, deed: Deed) {
        let place = lines.iter().position(|line| line.fact == fact && line.field == field);
        let place = place.unwrap_or_else(|| {
            lines.push(Line { fact, field, counts: [0; 4] });
            lines.len() - 1
        });
        if let Some(count) = lines.get_mut(place).and_then(|line| line.counts.get_mut(deed as usize)) {
            *count += 1;
        }
    }

    fn cells(self) -> Vec<Cell> {
        let [added, came_back, updated, ended] = self.counts;
        let is_field = self.field.is_some();
        let whole = |count: i64| if is_field { Cell::Missing } else { count.into() };
        vec![word(self.fact), self.field.into(), whole(added), whole(came_back), updated.into(), whole(ended)]
    }
}

fn entry(store: &Store, number: i64) -> Result<Vec<(String, String)>> {
    let entry = store.ledger_entry(number)?;
    if entry.is_empty() {
        return Err(Error::Usage {
            what: format!("there is no change {number}"),
            hint: "`hromada list changes` shows all changes".to_string(),
        });
    }
    Ok(entry)
}

fn cells(fact: FactRow) -> Vec<Cell> {
    let deed = match fact.deed {
        Deed::Added => Cell::Term("added", "додано"),
        Deed::CameBack => Cell::Term("came back", "повернуто"),
        Deed::Updated => Cell::Term("updated", "оновлено"),
        Deed::Ended => Cell::Term("ended", "закінчено"),
    };
    vec![
        deed,
        word(fact.fact),
        fact.number.into(),
        fact.code.into(),
        fact.what.into(),
        fact.field.into(),
        fact.before.into(),
        fact.after.into(),
        fact.source.into(),
    ]
}

/// The kind of a fact where people read.
fn word(fact: &'static str) -> Cell {
    let ukrainian = match fact {
        "edition" => "видання кодифікатора",
        "place" => "місце",
        "former_name" => "колишня назва",
        "old_code" => "код КОАТУУ",
        "population" => "населення",
        "mapping" => "зіставлення",
        "organisation" => "організація",
        "project" => "проєкт",
        "topic" => "тема",
        "decision" => "рішення",
        "training" => "захід",
        "delivery" => "поставка",
        "need" => "потреба",
        "answer" => "задоволення потреби",
        "partnership" => "партнерство",
        "project_card" => "картка проєкту",
        "link" => "зв’язок",
        "name" => "назва",
        other => other,
    };
    Cell::Term(fact, ukrainian)
}

fn notes(store: &Store, number: i64) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    let found = store.change(number)?;
    if found.as_ref().is_some_and(|change| change.verb == "create") {
        notes.push("It brought the whole register, which `hromada list communities --places` shows.".to_string());
    }
    if let Some(by) = found.and_then(|change| change.undone_by) {
        notes.push(format!("It was undone by change {by}."));
    }
    if store.has_problems(number)? {
        notes.push(format!("What was wrong with its file: `hromada report quality --change {number}`."));
    }
    Ok(notes)
}
