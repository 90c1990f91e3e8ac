//! Trainings that are alike (one key: title and days, or the sheet's id) in a file and in the database: which is which.

use super::{
    batch::Batch,
    incoming::{Incoming, may_be_corrected, same_event},
    plan::Doubt,
};
use crate::{
    error::Result,
    store::{Store, StoredTraining},
};

/// Gives the trainings of a batch with this key the `stored` ones that they are: first the very same events, then those that may
/// be corrections of each other, the likest first. Says where an id stands for another event.
pub(super) fn pair(store: &Store, batch: &mut Batch, key: i64, mut stored: Vec<StoredTraining>) -> Result<Vec<Doubt>> {
    let places = batch.alike(key);
    let mut open = Vec::new();
    for place in &places {
        let Some(training) = batch.get(*place) else { continue };
        match stored.iter().position(|stored| same_event(&stored.values, &training.values)) {
            Some(same) => training.stored = Some(Box::new(stored.remove(same))),
            None => open.push(*place),
        }
    }
    let mut likest = Vec::new();
    for place in &open {
        let Some(training) = batch.get(*place) else { continue };
        for known in stored.iter().filter(|known| may_be_corrected(&known.values, &training.values)) {
            let likeness = if open.len() + stored.len() > 2 { likeness(store, training, known)? } else { (0, 0) };
            likest.push((std::cmp::Reverse(likeness), *place, known.number));
        }
    }
    likest.sort_unstable();
    for (_, place, number) in likest {
        let known = stored.iter().position(|known| known.number == number);
        if let (Some(known), Some(training)) = (known, batch.get(place).filter(|training| training.stored.is_none())) {
            training.stored = Some(Box::new(stored.remove(known)));
        }
    }
    Ok(reused_ids(batch, &places, &stored))
}

/// How many communities two trainings share, and how many other values.
fn likeness(store: &Store, training: &Incoming, known: &StoredTraining) -> Result<(usize, usize)> {
    let links = store.assignments(known.number)?;
    let shared = links.iter().filter(|link| training.links.iter().any(|new| new.place.community == link.community));
    let (a, b) = (&training.values, &known.values);
    let same = [
        a.topic == b.topic,
        a.format == b.format,
        a.kind == b.kind,
        a.title == b.title,
        a.start_date == b.start_date,
        a.participants == b.participants,
    ];
    Ok((shared.count(), same.into_iter().filter(|same| *same).count()))
}

/// Doubts about ids that stand for another event in this file or in an earlier one.
fn reused_ids(batch: &mut Batch, places: &[usize], stored: &[StoredTraining]) -> Vec<Doubt> {
    let mut known = stored.first().map(|stored| (stored.values.title.clone(), stored.values.start_date.clone()));
    let mut doubts = Vec::new();
    for place in places {
        let Some(training) = batch.get(*place) else { continue };
        let values = &training.values;
        if let (Some(id), Some((title, day)), None) = (&values.source_id, &known, &training.stored) {
            doubts.push(Doubt {
                code: "id_reused",
                sheet: training.sheet,
                row: training.first_row,
                value: id.clone(),
                reason: format!(
                    "the id `{id}` stands for `{title}` of {day} already; the row was taken as another event"
                ),
                fix: Some("give each event of a project an id of its own"),
            });
        }
        known = known.or_else(|| Some((values.title.clone(), values.start_date.clone())));
    }
    doubts
}
