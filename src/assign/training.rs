//! `assign training`: a person links communities to a training.

use super::deciding::Decider;
use crate::{
    error::{Error, Result},
    model::Whereabouts,
    store::{
        AssignmentRow, CommunityLink, Counts, LinkRule, NewChange, Record, State, Store, TrainingValues, Version,
        Writing,
    },
};

/// What was linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Number of the change; `None` where all links were there before.
    pub change: Option<i64>,
    /// Codes of the communities that were linked now.
    pub linked: Vec<String>,
    /// Codes of those that were linked before.
    pub already: Vec<String>,
}

/// Links communities, given by code or name, to the training with this number.
///
/// # Errors
/// No such training; a community that the register does not have or that is not sure. Then none is linked.
pub fn training(
    store: &Store,
    number: i64,
    communities: &[String],
    state: State,
    change: &NewChange,
) -> Result<Assigned> {
    let Some(training) = store.training(number)? else {
        return Err(Error::Usage {
            what: format!("there is no training {number}"),
            hint: "`hromada list trainings` shows their numbers".to_string(),
        });
    };
    if training.values.status != "held" && state == State::Attended {
        return Err(Error::Usage {
            what: format!("training {number} is {}, so nobody attended it; nothing was saved", training.values.status),
            hint: "link the community with `--as planned` or `--as invited`".to_string(),
        });
    }
    let mut decider = Decider::new(store)?;
    let mut places = Vec::new();
    for typed in communities {
        places.push(decider.community(typed, "")?);
    }
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let mut assigned = Assigned { change: None, linked: Vec::new(), already: Vec::new() };
    {
        let mut add = writing.add_assignments();
        for (code, place) in places {
            let known = store.assignments(number)?.into_iter().find(|link| link.community == place.community);
            if known.is_some_and(|link| link.state == state as i64) {
                assigned.already.push(code.to_string());
                continue;
            }
            if known.is_some() {
                writing.end_assignment(number, place.community, id)?;
            }
            let link = AssignmentRow {
                training: number,
                community: place.community,
                state: state as i64,
                rule: LinkRule::Person as i64,
                participants: None,
                topic: training.values.topic,
                quarter: training.values.quarter,
                sheet: None,
                sheet_row: None,
            };
            add.add(&[link], id)?;
            assigned.linked.push(code.to_string());
        }
    }
    if assigned.linked.is_empty() {
        writing.roll_back()?;
        return Ok(assigned);
    }
    update_whereabouts::<TrainingValues>(store, &writing, number, id)?;
    let counts = Counts { linked: Some(assigned.linked.len() as i64), ..Counts::default() };
    writing.end_change(id, &counts, None)?;
    writing.commit()?;
    assigned.change = Some(id);
    Ok(assigned)
}

/// Brings a record to where its links and the names that still wait now say that it was.
pub(super) fn update_whereabouts<R: Record>(
    store: &Store,
    writing: &Writing<'_>,
    number: i64,
    change: i64,
) -> Result<()> {
    let Some(stored) = store.record::<R>(number)? else { return Ok(()) };
    let mut values = stored.values.clone();
    let links = R::links(store, number)?;
    let places = store.places_of(links.iter().filter(|link| values.is_there(link)).map(CommunityLink::community))?;
    let waits = store.waiting_names_of(R::NOUN, number)?.iter().any(|name| name.outcome != "not_a_community");
    // What rows without a link said of the oblast stands in the record itself.
    let before = values.place();
    let all_of_oblast = before.scope == "all_of_oblast";
    let at = Whereabouts::of(places.iter().copied(), waits, std::iter::once(before.oblast), all_of_oblast);
    values.set_place(at);
    if values == stored.values {
        return Ok(());
    }
    let version = Version { number, key: stored.key, sheet: stored.sheet, sheet_row: stored.sheet_row };
    writing.end_version(&stored, change)?;
    values.add(&mut R::adding(writing)?, &version, change)
}
