//! Records that are alike (one key: for trainings title and days, or the sheet's id) in a file and in the database: which is which.

use super::{
    batch::Batch,
    incoming::Incoming,
    kind::{Kind, Kinship},
    likeness::may_be_same,
    plan::Doubt,
};
use crate::{
    error::Result,
    store::{CommunityLink, Record, Store, Stored},
};

/// Gives the records of a batch with this key the `stored` ones that they are: first the very same, then those that may
/// be corrections of each other, the likest first. Says where an id stands for another event.
pub(super) fn pair<K: Kind>(
    store: &Store,
    batch: &mut Batch<K>,
    key: i64,
    mut stored: Vec<Stored<K::Record>>,
) -> Result<Vec<Doubt>> {
    let places = batch.alike(key);
    let mut open = Vec::new();
    for place in &places {
        let Some(record) = batch.get(*place) else { continue };
        match stored.iter().position(|stored| K::is_same(&stored.values, &record.values)) {
            Some(same) => record.stored = Some(Box::new(stored.remove(same))),
            None => open.push(*place),
        }
    }
    let mut likest = Vec::new();
    for place in &open {
        let Some(record) = batch.get(*place) else { continue };
        for known in stored.iter().filter(|known| K::kinship(&known.values, &record.values) == Kinship::Corrects) {
            let likeness = if open.len() + stored.len() > 2 { likeness(store, record, known)? } else { (0, 0) };
            likest.push((std::cmp::Reverse(likeness), *place, known.number));
        }
    }
    likest.sort_unstable();
    for (_, place, number) in likest {
        let known = stored.iter().position(|known| known.number == number);
        if let (Some(known), Some(record)) = (known, batch.get(place).filter(|record| record.stored.is_none())) {
            record.stored = Some(Box::new(stored.remove(known)));
        }
    }
    let mut doubts = reused_ids(batch, &places, &stored);
    for place in open {
        let Some(record) = batch.get(place).filter(|record| record.stored.is_none()) else { continue };
        let unclear = stored.iter().filter(|known| K::kinship(&known.values, &record.values) == Kinship::Unclear);
        doubts.extend(may_be_same(record, unclear.map(|known| known.number.to_string()).collect()));
    }
    Ok(doubts)
}

/// How many communities two records share, and how many other values.
fn likeness<K: Kind>(store: &Store, record: &Incoming<K>, known: &Stored<K::Record>) -> Result<(usize, usize)> {
    let links = K::Record::links(store, known.number)?;
    let shared = links.iter().filter(|link| record.links.iter().any(|new| new.place.community == link.community()));
    Ok((shared.count(), K::likeness(&record.values, &known.values)))
}

/// Doubts about ids that stand for another record in this file or in an earlier one.
fn reused_ids<K: Kind>(batch: &mut Batch<K>, places: &[usize], stored: &[Stored<K::Record>]) -> Vec<Doubt> {
    let name = |values: &K::Record| {
        let of = values.day().map_or(String::new(), |day| format!(" of {day}"));
        format!("`{}`{of}", values.title())
    };
    let mut known = stored.first().map(|stored| name(&stored.values));
    let mut doubts = Vec::new();
    for place in places {
        let Some(record) = batch.get(*place) else { continue };
        let values = &record.values;
        if let (Some(id), Some(other), None) = (values.source_id(), &known, &record.stored) {
            let (one, id) = (K::FORM.row, id.to_string());
            doubts.push(Doubt {
                code: "id_reused",
                sheet: record.sheet,
                row: record.first_row,
                reason: format!("the id `{id}` stands for {other} already; the row was taken as another {one}"),
                value: id,
                fix: Some(format!("give each {one} of a project an id of its own")),
            });
        }
        known = known.or_else(|| Some(name(values)));
    }
    doubts
}
