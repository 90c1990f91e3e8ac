//! What has to be said beside the figures of aid: denominators, unknowns, values that nobody divided, years.

use std::collections::BTreeSet;

use super::{
    AidQuestion, AidRows, Register,
    figures::Figures,
    selection::{Selected, is_received, is_whole_wave},
    shared::Shared,
};
use crate::{
    error::Result,
    report::denominator::{denominator, residents_of},
    store::{Label, Names, Store},
};

pub(super) fn notes(
    store: &Store,
    selected: &Selected<'_>,
    register: &Register,
    question: &AidQuestion,
) -> Result<Vec<String>> {
    let here = Figures::of(selected, &selected.received, register);
    let mut notes = vec![denominator(register.all(), selected.wanted.oblast)];
    notes.push("Aided is who has received; what is planned, sent or returned is counted beside it.".to_string());
    notes.extend(unclear(selected));
    let project = |id: i64| -> Result<_> { Ok(store.labels(Label::Project)?.into_iter().find(|label| label.id == id)) };
    let of = match selected.wanted.wave.as_ref().and_then(|wave| wave.0).map(project).transpose()?.flatten() {
        Some(project) => format!(" of {}", project.name),
        None => String::new(),
    };
    let all = match (&selected.last_day, question.rows) {
        (_, AidRows::Wave) => "this wave and all aid of its project until its last day".to_string(),
        (Some(day), _) => format!("all aid{of} until {day}"),
        (None, _) => format!("all aid{of}"),
    };
    let first = match (&selected.wanted.wave, question.rows) {
        (None, rows) if rows != AidRows::Wave => "",
        _ => "; the first time is that of the project",
    };
    notes.push(format!("Cumulative: {all}; each community counts once{first}."));
    let aided = here.communities.iter().filter_map(|id| register.community(*id));
    notes.push(residents_of(&aided.collect::<Vec<_>>()));
    notes.extend(values(selected, question.rows));
    notes.extend(unknown(selected, &here));
    notes.extend(cities(selected, register));
    Ok(notes)
}

/// Deliveries to Kyiv and Sevastopol, which are no communities.
fn cities(selected: &Selected<'_>, register: &Register) -> Option<String> {
    let is_city = |id: &i64| register.get(*id).is_some_and(|place| place.raion.is_none());
    let count = selected.received().filter(|row| row.communities.iter().any(is_city)).count();
    let deliveries = if count == 1 { "delivery was" } else { "deliveries were" };
    (count > 0).then(|| {
        format!(
            "{count} {deliveries} for Kyiv or Sevastopol: the city counts among the oblasts, and neither among the communities nor \
             with its residents."
        )
    })
}

/// Deliveries of which nobody understands whether they came.
fn unclear(selected: &Selected<'_>) -> Option<String> {
    let rows = selected.all.iter().filter_map(|place| selected.row(*place));
    match rows.filter(|row| row.status.is_none() && !is_whole_wave(row)).count() {
        0 => None,
        1 => Some("1 delivery has a status that is not known; it does not count as received.".to_string()),
        count => Some(format!("{count} deliveries have a status that is not known; they do not count as received.")),
    }
}

/// Values that several deliveries share: those that were counted, and those that could not be.
fn values(selected: &Selected<'_>, rows: AidRows) -> Vec<String> {
    let counted: Vec<&Shared> = selected.shared_in(&selected.received).collect();
    let touched =
        |shared: &&Shared| shared.of.iter().any(|place| selected.received.contains(place)) && !counted.contains(shared);
    let divided = if rows == AidRows::Figures { "" } else { " and is not divided among rows" };
    let said = counted.iter().map(|shared| {
        let away = shared.of.iter().filter_map(|place| selected.row(*place)).filter(|row| !is_received(row)).count();
        let part = match away {
            0 => String::new(),
            1 => "; 1 of its deliveries was not received".to_string(),
            away => format!("; {away} of its deliveries were not received"),
        };
        format!("{}: it counts once{divided}{part}.", named(shared))
    });
    let left = selected.deliveries.shared.iter().filter(touched).map(|shared| {
        let part = match shared.is_doubtful {
            true => "it is not counted, for that contradicts it",
            false => {
                "it is not counted, for some of its deliveries were not received or not asked for, and nobody divided it"
            }
        };
        format!("{}: {part}.", named(shared))
    });
    said.chain(left).collect()
}

fn named(shared: &Shared) -> String {
    let wave = shared.wave.as_ref().map_or(String::new(), |wave| format!(" `{wave}`"));
    let told = match (shared.told.as_str(), shared.is_doubtful) {
        ("", _) => String::new(),
        (told, false) => format!(", of which its deliveries tell {told}"),
        (told, true) => format!(", and its deliveries tell {told}"),
    };
    let of = match shared.of_wave {
        true => format!("is known for the wave{wave} as a whole{told}"),
        false => format!("is known for several rows{} together", wave.replacen(" `", " of the wave `", 1)),
    };
    format!("{} {of}", shared.shown())
}

/// What nobody said, and what is therefore missing in the figures.
fn unknown(selected: &Selected<'_>, here: &Figures) -> Vec<String> {
    let rows = |places: &BTreeSet<usize>| -> Vec<_> {
        let rows = places.iter().filter_map(|place| selected.row(*place));
        rows.filter(|row| !is_whole_wave(row)).collect()
    };
    let received = rows(&selected.received);
    let mut notes = Vec::new();
    let mut say = |count: usize, one: &str, several: &str| {
        if count > 0 {
            notes.push(format!("{count} {}", if count == 1 { one } else { several }));
        }
    };
    say(
        here.no_value as usize,
        "delivery tells no value of its own: the sums are of what was told.",
        "deliveries tell no value of their own: the sums are of what was told.",
    );
    say(
        received.iter().filter(|row| row.dated.is_none()).count(),
        "delivery has no day: it belongs to no period.",
        "deliveries have no day: they belong to no period.",
    );
    let first_open = selected.first(&selected.received, None, |id| here.communities.contains(&id)).1;
    say(
        first_open.len(),
        "community got another delivery without a day, so that nobody knows which was its first.",
        "communities got another delivery without a day, so that nobody knows which was their first.",
    );
    say(
        received.iter().filter(|row| row.names == Names::Waiting).count(),
        "delivery has a name that waits for a person: `hromada list names --waiting`.",
        "deliveries have a name that waits for a person: `hromada list names --waiting`.",
    );
    say(
        received.iter().filter(|row| row.names == Names::AllOfOblast).count(),
        "delivery was for all communities of an oblast: none of them counts as aided by it.",
        "deliveries were for all communities of an oblast: none of them counts as aided by them.",
    );
    say(
        received.iter().filter(|row| row.communities.is_empty() && row.names == Names::Otherwise).count(),
        "delivery names no community.",
        "deliveries name no community.",
    );
    say(
        received.iter().filter(|row| !selected.is_whole(row)).count(),
        "delivery was for other oblasts too, or a name of it waits: its community counts here, its items and value do not.",
        "deliveries were for other oblasts too, or a name of them waits: their communities count here, their items and value \
         do not.",
    );
    notes
}
