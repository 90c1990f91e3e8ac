//! `report needs --funnel`: how many applications were made, how many of them were selected, how many of these were met.

use std::collections::BTreeSet;

use super::{
    Asked, NeedKey, Needs, NeedsQuestion, count, described,
    unmet::{groups, key_columns, total_head},
};
use crate::{
    error::Result,
    store::Store,
    table::{Cell, Column, Table},
};

/// Counts applications at each stage. What was met had been selected, and what was selected had been applied for, whatever word
/// the sheet has now, so that no stage is larger than the one before it.
///
/// # Errors
/// The question names something that the database does not know.
pub fn needs_funnel(store: &Store, question: &NeedsQuestion) -> Result<Table> {
    let needs = Needs::of(store, question)?;
    let all: Vec<&Asked> = needs.asked.iter().collect();
    let keys: Vec<NeedKey> = question.rows.iter().copied().filter(|key| *key != NeedKey::Need).collect();
    let mut groups = groups(&needs, &keys, all.iter().copied());
    groups.push((total_head(&keys), all.clone()));
    let mut columns: Vec<Column> = keys.iter().flat_map(|key| key_columns(*key)).collect();
    columns.extend(figure_columns());
    let rows = groups.iter().map(|(head, group)| [head.clone(), figures(&needs, group)].concat()).collect();
    Ok(Table {
        caption: format!("From application to delivery: {}", described(question)),
        columns,
        rows,
        notes: notes(&needs, &all),
    })
}

fn is_selected(asked: &Asked) -> bool {
    asked.is_met() || asked.is("selected")
}

fn figure_columns() -> Vec<Column> {
    vec![
        Column::number("applied", "Applied", "Подано"),
        Column::number("applied_oblasts", "Oblasts", "Областей"),
        Column::number("applied_communities", "Communities", "Громад"),
        Column::number("selected", "Selected", "Відібрано"),
        Column::number("selected_percent", "Selected, %", "Відібрано, %"),
        Column::number("selected_communities", "Their communities", "Їхніх громад"),
        Column::number("delivered", "Delivered", "Надано"),
        Column::number("delivered_communities", "Communities that got it", "Громад отримали"),
        Column::number("rejected", "Rejected", "Відхилено"),
        Column::number("withdrawn", "Withdrawn", "Відкликано"),
        Column::number("undecided", "Undecided", "Без рішення"),
    ]
}

fn figures(needs: &Needs, group: &[&Asked]) -> Vec<Cell> {
    let status = |word: &str| group.iter().filter(|asked| asked.is(word)).count();
    let selected: Vec<&Asked> = group.iter().copied().filter(|asked| is_selected(asked)).collect();
    let delivered: Vec<&Asked> = group.iter().copied().filter(|asked| asked.is_met()).collect();
    let mut oblasts: BTreeSet<&str> = group
        .iter()
        .flat_map(|asked| needs.places.rows(&asked.communities))
        .map(|row| row.oblast_name.as_str())
        .collect();
    oblasts.extend(group.iter().filter_map(|asked| asked.need.place.oblast.as_deref()));
    let number = |count: usize| Cell::Number(count as i64);
    let communities = |group: &[&Asked]| number(needs.communities(group.iter().copied()).len());
    let percent = (2000 * selected.len() + group.len()).checked_div(2 * group.len());
    vec![
        number(group.len()),
        number(oblasts.len()),
        communities(group),
        number(selected.len()),
        percent.map_or(Cell::Missing, |tenths| Cell::Percent(tenths as i64)),
        communities(&selected),
        number(delivered.len()),
        communities(&delivered),
        number(status("rejected")),
        number(status("withdrawn")),
        number(status("applied")),
    ]
}

fn notes(needs: &Needs, all: &[&Asked]) -> Vec<String> {
    let by_word = all.iter().filter(|asked| asked.is_met() && asked.need.met_by.is_none()).count();
    let trackless = all.iter().filter(|asked| asked.need.track.is_none()).count();
    let mut notes = vec![format!(
        "Every application counts once; of {} communities of the register, {} applied.",
        needs.universe(),
        needs.communities(all.iter().copied()).len()
    )];
    let met = all.iter().filter(|asked| asked.is_met()).count();
    if met > 0 {
        notes.push(format!(
            "{met} delivered: {} as a person confirmed, {by_word} by the word of a sheet.",
            met - by_word
        ));
    }
    let unclear = all.iter().filter(|asked| asked.need.status.is_none()).count();
    if unclear > 0 {
        notes.push(format!("{} a status that is not known.", count(unclear, "application has", "applications have")));
    }
    if trackless > 0 {
        notes.push(format!("{} no track.", count(trackless, "application names", "applications name")));
    }
    notes.extend(needs.unknown_notes(all.iter().copied()));
    notes
}
