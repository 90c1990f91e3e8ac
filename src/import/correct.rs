//! A record that the database holds meets the same record as a corrected file tells it: only differences are written, and
//! what a person added stays.

use super::{incoming::Incoming, kind::Kind, plan::Doubt};
use crate::{
    error::Result,
    store::{CommunityLink, LinkRule, NewWaiting, Record, Store, Stored, Version, WaitingRow, Writing},
};

/// What a correction came to.
pub(super) enum Corrected {
    /// The file says what the database holds.
    Unchanged,
    /// Something changed; `lost` are links that the file no longer tells of.
    Updated {
        /// One for each link.
        lost: Vec<Doubt>,
    },
}

/// Brings a record of the database to what the file says.
pub(super) fn correct<K: Kind>(
    store: &Store,
    writing: &Writing<'_>,
    add: &mut <K::Record as Record>::Add<'_>,
    change: i64,
    stored: &Stored<K::Record>,
    record: &mut Incoming<K>,
) -> Result<Corrected> {
    let number = stored.number;
    let links = K::Record::links(store, number)?;
    // What a person said of a community stands before what the file says of it.
    let by_hand = || links.iter().filter(|link| is_by_hand(*link));
    record.links.retain(|link| by_hand().all(|known| known.community() != link.place.community));
    let there = by_hand().filter(|link| record.values.is_there(link)).map(CommunityLink::community);
    record.settle(&store.places_of(there)?);
    if record.by_number {
        K::keep_untold(stored, &links, record);
    }
    let mut changed = stored.values != record.values;
    if changed {
        writing.end_version(stored, change)?;
        let (sheet, sheet_row) = (Some(record.sheet), Some(record.first_row));
        record.values.add(add, &Version { number, key: record.values.key(), sheet, sheet_row }, change)?;
    }
    let mut wanted = Vec::new();
    record.links_into(number, &mut wanted);
    let mut lost = Vec::new();
    for link in links {
        if is_by_hand(&link) {
            let kept = record.values.kept_link(link);
            if kept != link {
                K::Record::end_link(writing, number, link.community(), change)?;
                K::Record::add_links(add, &[kept], change)?;
            }
        } else if let Some(same) = wanted.iter().position(|new| new.told() == link.told()) {
            wanted.remove(same);
        } else {
            K::Record::end_link(writing, number, link.community(), change)?;
            changed = true;
            if !wanted.iter().any(|new| new.community() == link.community()) {
                lost.push(link_lost(store, number, &link, record)?);
            }
        }
    }
    changed |= !wanted.is_empty();
    K::Record::add_links(add, &wanted, change)?;
    let dropped = correct_waiting(store, writing, change, number, record, &mut changed)?;
    lost.extend(dropped);
    Ok(if changed { Corrected::Updated { lost } } else { Corrected::Unchanged })
}

fn is_by_hand(link: &impl CommunityLink) -> bool {
    link.rule() == LinkRule::Person as i64
}

/// The doubt about a link that a corrected file no longer tells of: two offices may have told of one event.
fn link_lost<K: Kind>(
    store: &Store,
    number: i64,
    link: &<K::Record as Record>::Link,
    record: &Incoming<K>,
) -> Result<Doubt> {
    let (code, name) = store.community_name(link.community())?;
    let source = match link.source() {
        (Some(sheet), row) => store.sheet_name(sheet)? + &row.map_or(String::new(), |row| format!(":{row}")),
        (None, _) => "a person".to_string(),
    };
    Ok(Doubt {
        code: "link_lost",
        sheet: record.sheet,
        row: record.first_row,
        value: name.clone(),
        reason: format!(
            "{} {number} `{}` is no longer linked to {code} {name}, which `{source}` had named",
            K::FORM.one,
            record.values.title()
        ),
        fix: Some(format!("if both files are right, let one of them name all communities of the {}", K::FORM.row)),
    })
}

fn correct_waiting<K: Kind>(
    store: &Store,
    writing: &Writing<'_>,
    change: i64,
    number: i64,
    record: &Incoming<K>,
    changed: &mut bool,
) -> Result<Vec<Doubt>> {
    let mut wanted: Vec<&NewWaiting> = record.waiting.iter().collect();
    let mut lost = Vec::new();
    let says = |name: &NewWaiting| (name.text_fold.clone(), name.outcome, name.oblast_hint.clone(), name.participants);
    for name in store.waiting_names_of(K::Record::NOUN, number)? {
        let id = name.id;
        let name = new_waiting(name);
        match wanted.iter().position(|new| says(new) == says(&name)) {
            Some(same) => drop(wanted.swap_remove(same)),
            None => {
                writing.end_waiting(id, change)?;
                *changed = true;
                let still_named = record.waiting.iter().any(|new| new.text_fold == name.text_fold);
                if name.outcome != "not_a_community" && !still_named {
                    lost.push(name_lost(number, name.text, record));
                }
            }
        }
    }
    for name in wanted {
        writing.add_waiting((K::Record::NOUN, number), name, Some(record.sheet), change)?;
        *changed = true;
    }
    Ok(lost)
}

/// The doubt about a name that waited, and that a corrected file no longer has.
fn name_lost<K: Kind>(number: i64, text: String, record: &Incoming<K>) -> Doubt {
    Doubt {
        code: "name_lost",
        sheet: record.sheet,
        row: record.first_row,
        reason: format!("{} {number} no longer has the name `{text}`, which waited for a person", K::FORM.one),
        value: text,
        fix: None,
    }
}

fn new_waiting(row: WaitingRow) -> NewWaiting {
    NewWaiting {
        text: row.text,
        text_fold: row.text_fold,
        oblast_hint: row.oblast_hint,
        raion_hint: row.raion_hint,
        kind_hint: row.kind_hint,
        outcome: match row.outcome.as_str() {
            "likely" => "likely",
            "unknown" => "unknown",
            _ => "not_a_community",
        },
        participants: row.participants,
        sheet_row: row.sheet_row.unwrap_or_default(),
    }
}
