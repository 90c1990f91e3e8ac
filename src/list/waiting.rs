//! `list names --waiting`: the names that wait for a person, with the commands that decide them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    NameFilter, holds,
    known::{self, Known},
};
use crate::{
    error::Result,
    model::Code,
    names::{Outcome, Question, Resolver},
    store::{Store, WaitingRow},
    table::{Cell, Column, Table},
};

/// A text and the oblast that its rows give.
type Key = (String, Option<Code>);

/// Each text that waits once for each oblast, the most frequent first.
pub(super) fn waiting(store: &Store, filter: &NameFilter) -> Result<Table> {
    let register = store.register()?;
    let mut resolver = Resolver::learned(&register, store.decisions()?, &store.old_codes()?);
    let known = Known::new(&register);
    let texts = texts(store, filter, &resolver)?;
    let records = records(texts.values().flatten());
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    for ((_, oblast), found) in &texts {
        rows.push((found.len(), line(found, *oblast, &mut resolver, &known)));
    }
    rows.sort_by_key(|row| Reverse(row.0));
    Ok(Table {
        caption: "Names that wait for a person".to_string(),
        columns: vec![
            Column::text("text", "Text", "Текст"),
            Column::text("oblast", "Oblast", "Область"),
            Column::text("raion", "Raion", "Район"),
            Column::text("outcome", "Outcome", "Висновок"),
            Column::number("rows", "Rows", "Рядків"),
            Column::number("records", "Records", "Записів"),
            Column::text("candidates", "Candidates", "Кандидати"),
            Column::text("decides", "Would decide", "Що вирішило б"),
            Column::text("code", "Code", "Код"),
            Column::text("command", "Command", "Команда"),
            Column::text("first_seen", "First seen in", "Уперше в"),
        ],
        notes: notes(rows.len(), &records),
        rows: rows.into_iter().map(|row| row.1).collect(),
    })
}

/// What records are called, one and many.
const NOUNS: [(&str, &str, &str); 4] = [
    ("training", "training", "trainings"),
    ("delivery", "delivery", "deliveries"),
    ("need", "need", "needs"),
    ("partnership", "partnership", "partnerships"),
];

/// The records of these rows: what each is, and its number.
fn records<'r>(rows: impl Iterator<Item = &'r WaitingRow>) -> BTreeSet<(&'r str, i64)> {
    rows.map(|row| (row.noun.as_str(), row.record)).collect()
}

fn notes(texts: usize, records: &BTreeSet<(&str, i64)>) -> Vec<String> {
    let counted = NOUNS.iter().filter_map(|(noun, one, many)| {
        let count = records.iter().filter(|record| record.0 == *noun).count();
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    });
    let counted = counted.collect::<Vec<_>>().join(", ");
    let waits = match texts {
        0 => return Vec::new(),
        1 => format!("1 name waits, of {counted}."),
        _ => format!("{texts} names wait, of {counted}."),
    };
    let how = "Write this list to a CSV file, fill in its column `code` (a code, or `none`), and give it to `hromada assign \
               names --from FILE`.";
    vec![waits, how.to_string()]
}

/// The rows that wait, by their text and oblast.
fn texts(store: &Store, filter: &NameFilter, resolver: &Resolver) -> Result<BTreeMap<Key, Vec<WaitingRow>>> {
    let wanted = filter.oblast.as_deref().and_then(|typed| resolver.oblast(typed));
    let mut texts: BTreeMap<Key, Vec<WaitingRow>> = BTreeMap::new();
    for row in store.waiting_names(None)? {
        if row.outcome == "not_a_community" || !holds(&row.text, filter.text.as_deref()) {
            continue;
        }
        let oblast = row.oblast_hint.as_deref().and_then(|hint| resolver.oblast(hint));
        if filter.oblast.is_none() || oblast == wanted {
            texts.entry((row.text_fold.clone(), oblast)).or_default().push(row);
        }
    }
    Ok(texts)
}

/// The line of one text.
fn line(found: &[WaitingRow], oblast: Option<Code>, resolver: &mut Resolver, known: &Known<'_>) -> Vec<Cell> {
    let Some(first) = found.first() else { return Vec::new() };
    let (word, candidates, decides) = match resolver.resolve(&question(first)).as_ref() {
        // What was learned since makes it sure; a person has the last word.
        Outcome::Sure { code, .. } => (Cell::Term("likely", "імовірно"), vec![*code], None),
        Outcome::Likely { candidates, decides } => {
            (Cell::Term("likely", "імовірно"), candidates.clone(), Some(*decides))
        }
        Outcome::NotACommunity { .. } => (Cell::Term("not_a_community", "не громада"), Vec::new(), None),
        Outcome::Unknown => (Cell::Term("unknown", "невідомо"), Vec::new(), None),
    };
    let oblast = oblast.and_then(|code| known.oblast(code));
    let place = format!(
        "{}:{}:{}",
        first.file.as_deref().unwrap_or_default(),
        first.sheet_name.as_deref().unwrap_or_default(),
        first.sheet_row.unwrap_or_default()
    );
    vec![
        first.text.as_str().into(),
        oblast.into(),
        first.raion_hint.clone().into(),
        word,
        (found.len() as i64).into(),
        (records(found.iter()).len() as i64).into(),
        Some(known.candidates(&candidates)).filter(|shown| !shown.is_empty()).into(),
        decides.map_or(Cell::Missing, known::decider),
        Cell::Missing,
        command(&first.text, &candidates, oblast).into(),
        place.into(),
    ]
}

fn question(row: &WaitingRow) -> Question<'_> {
    Question {
        text: &row.text,
        oblast: row.oblast_hint.as_deref().unwrap_or_default(),
        raion: row.raion_hint.as_deref().unwrap_or_default(),
        kind: row.kind_hint.as_deref().unwrap_or_default(),
        date: row.start_date.as_deref().and_then(|day| day.parse().ok()),
    }
}

/// The command that decides the name, ready to paste.
fn command(text: &str, candidates: &[Code], oblast: Option<&str>) -> String {
    // With several candidates the choice is the person's: no code is put into their hand.
    let to = if let [only] = candidates { only.to_string() } else { "CODE".to_string() };
    let scope = oblast.map_or(String::new(), |oblast| format!(" --oblast {}", quoted(oblast)));
    format!("hromada assign name {} --to {to}{scope}", quoted(text))
}

/// A text as a shell takes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
