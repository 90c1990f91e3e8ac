//! A training that the database holds meets the same training as a corrected file tells it: only differences are written, and
//! what a person added stays.

use super::{incoming::Incoming, plan::Doubt};
use crate::{
    error::Result,
    store::{
        AddAssignments, AddTraining, AssignmentRow, LinkRule, NewWaiting, State, Store, StoredTraining, WaitingRow,
        Writing, training_key,
    },
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

/// Brings a training of the database to what the file says.
pub(super) fn correct(
    store: &Store,
    writing: &Writing<'_>,
    (add_training, add_assignments): (&mut AddTraining<'_>, &mut AddAssignments<'_>),
    change: i64,
    stored: &StoredTraining,
    training: &mut Incoming,
) -> Result<Corrected> {
    let number = stored.number;
    let links = store.assignments(number)?;
    // What a person said of a community stands before what the file says of it.
    let by_hand = || links.iter().filter(|link| is_by_hand(link));
    training.links.retain(|link| by_hand().all(|known| known.community != link.place.community));
    training.settle(&store.places_of(by_hand(), training.values.status == "held")?);
    if training.by_number {
        keep_split(stored, &links, training);
    }
    let mut changed = stored.values != training.values;
    if changed {
        writing.end_training(stored.id, change)?;
        let source = (Some(training.sheet), Some(training.first_row));
        add_training.add(number, training_key(&training.values), &training.values, source, change)?;
    }
    let mut wanted: Vec<_> = training.links.iter().map(|link| training.assignment(link, number)).collect();
    let mut lost = Vec::new();
    for link in links {
        if is_by_hand(&link) {
            keep_by_hand(writing, add_assignments, change, link, training)?;
        } else if let Some(same) = wanted.iter().position(|new| says(new) == says(&link)) {
            wanted.swap_remove(same);
        } else {
            writing.end_assignment(number, link.community, change)?;
            changed = true;
            if !wanted.iter().any(|new| new.community == link.community) {
                lost.push(link_lost(store, &link, training)?);
            }
        }
    }
    changed |= !wanted.is_empty();
    add_assignments.add(&wanted, change)?;
    let dropped = correct_waiting(store, writing, change, number, training, &mut changed)?;
    lost.extend(dropped);
    Ok(if changed { Corrected::Updated { lost } } else { Corrected::Unchanged })
}

/// A form of ours tells all people of a training in one number: while that stays, so does what is known of each community, and
/// that some were not counted. Of another number nobody knows the parts.
fn keep_split(stored: &StoredTraining, links: &[AssignmentRow], training: &mut Incoming) {
    if stored.values.participants != training.values.participants {
        return;
    }
    training.values.uncounted_rows = stored.values.uncounted_rows;
    for link in &mut training.links {
        if let Some(known) = links.iter().find(|known| known.community == link.place.community) {
            link.participants = known.participants;
        }
    }
}

fn is_by_hand(link: &AssignmentRow) -> bool {
    link.rule == LinkRule::Person as i64
}

/// What a link tells, whatever the rule by which its community was found.
fn says(link: &AssignmentRow) -> impl PartialEq + use<> {
    (link.community, link.state, link.participants, link.topic, link.quarter)
}

/// A link that a person made stays, with what it copies from its training.
fn keep_by_hand(
    writing: &Writing<'_>,
    add: &mut AddAssignments<'_>,
    change: i64,
    link: AssignmentRow,
    training: &Incoming,
) -> Result<()> {
    let values = &training.values;
    // Nobody attended what was not held.
    let state = if values.status == "held" { link.state } else { link.state.max(State::Planned as i64) };
    let copied = AssignmentRow { topic: values.topic, quarter: values.quarter, state, ..link };
    if copied != link {
        writing.end_assignment(link.training, link.community, change)?;
        add.add(&[copied], change)?;
    }
    Ok(())
}

/// The doubt about a link that a corrected file no longer tells of: two offices may have told of one event.
fn link_lost(store: &Store, link: &AssignmentRow, training: &Incoming) -> Result<Doubt> {
    let (code, name) = store.community_name(link.community)?;
    let source = match link.sheet {
        Some(sheet) => store.sheet_name(sheet)? + &link.sheet_row.map_or(String::new(), |row| format!(":{row}")),
        None => "a person".to_string(),
    };
    Ok(Doubt {
        code: "link_lost",
        sheet: training.sheet,
        row: training.first_row,
        value: name.clone(),
        reason: format!(
            "training {} `{}` is no longer linked to {code} {name}, which `{source}` had named",
            link.training, training.values.title
        ),
        fix: Some("if both files are right, let one of them name all communities of the event"),
    })
}

fn correct_waiting(
    store: &Store,
    writing: &Writing<'_>,
    change: i64,
    number: i64,
    training: &Incoming,
    changed: &mut bool,
) -> Result<Vec<Doubt>> {
    let mut wanted: Vec<&NewWaiting> = training.waiting.iter().collect();
    let mut lost = Vec::new();
    let says = |name: &NewWaiting| (name.text_fold.clone(), name.outcome, name.oblast_hint.clone(), name.participants);
    for name in store.waiting_names(None, Some(number))? {
        let id = name.id;
        let name = new_waiting(name);
        match wanted.iter().position(|new| says(new) == says(&name)) {
            Some(same) => drop(wanted.swap_remove(same)),
            None => {
                writing.end_waiting(id, change)?;
                *changed = true;
                let still_named = training.waiting.iter().any(|new| new.text_fold == name.text_fold);
                if name.outcome != "not_a_community" && !still_named {
                    lost.push(name_lost(number, name.text, training));
                }
            }
        }
    }
    for name in wanted {
        writing.add_waiting(number, name, Some(training.sheet), change)?;
        *changed = true;
    }
    Ok(lost)
}

/// The doubt about a name that waited, and that a corrected file no longer has.
fn name_lost(number: i64, text: String, training: &Incoming) -> Doubt {
    Doubt {
        code: "name_lost",
        sheet: training.sheet,
        row: training.first_row,
        reason: format!("training {number} no longer has the name `{text}`, which waited for a person"),
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
