//! `list names`: decisions of people, and the names that wait for one.

use std::collections::BTreeMap;

use super::holds;
use crate::{
    error::Result,
    model::Code,
    names::{Decides, Outcome, Question, Resolver},
    store::{Store, WaitingRow},
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

fn waiting(store: &Store, filter: &NameFilter) -> Result<Table> {
    let register = store.register()?;
    let mut resolver = Resolver::learned(&register, store.decisions()?, &store.old_codes()?);
    let wanted = filter.oblast.as_deref().and_then(|typed| resolver.oblast(typed));
    let mut texts: BTreeMap<(String, Option<Code>), Vec<WaitingRow>> = BTreeMap::new();
    for row in store.waiting_names(None, None)? {
        if row.outcome == "not_a_community" || !holds(&row.text, filter.text.as_deref()) {
            continue;
        }
        let oblast = row.oblast_hint.as_deref().and_then(|hint| resolver.oblast(hint));
        if filter.oblast.is_none() || oblast == wanted {
            texts.entry((row.text_fold.clone(), oblast)).or_default().push(row);
        }
    }
    let name = |code: &Code| {
        let community = register.communities.iter().find(|community| community.code == *code);
        let raion = community.and_then(|community| community.raion);
        let raion = register.raions.iter().find(|known| Some(known.code) == raion);
        let raion = raion.map_or(String::new(), |raion| format!(", {} р-н", raion.name));
        community.map_or(code.to_string(), |community| format!("{code} {}{raion}", community.name))
    };
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    for ((_, oblast), found) in texts {
        let Some(first) = found.first() else { continue };
        let outcome = resolver.resolve(&question(first));
        let (word, candidates, decides) = match outcome.as_ref() {
            Outcome::Sure { code, .. } => ("likely", vec![*code], None),
            Outcome::Likely { candidates, decides } => ("likely", candidates.clone(), Some(*decides)),
            Outcome::NotACommunity { .. } => ("not_a_community", Vec::new(), None),
            Outcome::Unknown => ("unknown", Vec::new(), None),
        };
        let oblast_name = oblast.and_then(|code| register.oblasts.iter().find(|oblast| oblast.code == code));
        let oblast_name = oblast_name.map(|oblast| oblast.name.clone());
        let trainings: std::collections::BTreeSet<i64> = found.iter().map(|row| row.training).collect();
        let place = format!(
            "{}:{}:{}",
            first.file.as_deref().unwrap_or_default(),
            first.sheet_name.as_deref().unwrap_or_default(),
            first.sheet_row.unwrap_or_default()
        );
        rows.push((
            found.len(),
            vec![
                first.text.as_str().into(),
                oblast_name.clone().into(),
                first.raion_hint.clone().into(),
                word.into(),
                (found.len() as i64).into(),
                (trainings.len() as i64).into(),
                candidates.iter().map(name).collect::<Vec<_>>().join("; ").into(),
                decides.map(decider).map_or(Cell::Missing, Cell::from),
                Cell::Missing,
                command(&first.text, &candidates, oblast_name.as_deref()).into(),
                place.into(),
            ],
        ));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.0));
    Ok(Table {
        caption: "Names that wait for a person".to_string(),
        columns: vec![
            Column::text("text", "Text", "Текст"),
            Column::text("oblast", "Oblast", "Область"),
            Column::text("raion", "Raion", "Район"),
            Column::text("outcome", "Outcome", "Висновок"),
            Column::number("rows", "Rows", "Рядків"),
            Column::number("trainings", "Trainings", "Навчань"),
            Column::text("candidates", "Candidates", "Кандидати"),
            Column::text("decides", "Would decide", "Що вирішило б"),
            Column::text("code", "Code", "Код"),
            Column::text("command", "Command", "Команда"),
            Column::text("first_seen", "First seen in", "Уперше в"),
        ],
        rows: rows.into_iter().map(|row| row.1).collect(),
        notes: Vec::new(),
    })
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

fn decider(decides: Decides) -> &'static str {
    match decides {
        Decides::Oblast => "oblast",
        Decides::Raion => "raion",
        Decides::Kind => "kind",
        Decides::Date => "date",
        Decides::Person => "person",
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
