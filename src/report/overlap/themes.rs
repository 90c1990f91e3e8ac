//! Trainings of several projects for one community on one theme in one quarter.

use std::collections::BTreeMap;

use super::{Deed, Overlap};
use crate::{
    error::Result,
    model::{Quarter, THEMES},
    report::aid::Register,
    store::{CoverageFilter, Label, OverlapRow, Store},
    table::Cell,
};

/// All overlaps in the order of the register, and what could not be compared.
pub(super) fn overlaps<'a>(
    store: &Store,
    filter: &CoverageFilter,
    register: &'a Register,
) -> Result<(Vec<Overlap<'a>>, Vec<String>)> {
    let topics: BTreeMap<i64, String> =
        store.labels(Label::Topic)?.into_iter().map(|topic| (topic.id, topic.name)).collect();
    let rows = store.overlaps(filter)?;
    let same = |one: &OverlapRow, other: &OverlapRow| {
        (one.community, one.quarter, one.subject) == (other.community, other.quarter, other.subject)
    };
    let mut found: Vec<Overlap<'a>> = Vec::new();
    for rows in rows.chunk_by(same) {
        let Some((first, community)) = rows.first().and_then(|row| Some((row, register.get(row.community)?))) else {
            continue;
        };
        let quarter = Quarter::from_stored(first.quarter).map(|quarter| quarter.to_string());
        let subject = vec![quarter.into(), theme(first.subject, &topics)];
        let deed = |row: &OverlapRow| Deed {
            project: row.project,
            donor: row.donor,
            said: format!("{} {} ({})", row.number, row.title, row.start),
        };
        found.push(Overlap { community, subject, deeds: rows.iter().map(deed).collect() });
    }
    // Of one community, the quarters and themes keep their order.
    found.sort_by_key(|overlap| register.place(overlap.community.id));
    let unknown = store.trainings_not_compared(filter)?;
    let plural = if unknown == 1 { "training tells" } else { "trainings tell" };
    let mut notes = vec![
        "A topic that belongs to no theme is compared by itself: `hromada assign topic TEXT --to THEME` puts it under one."
            .to_string(),
    ];
    notes.extend(
        (unknown > 0).then(|| format!("{unknown} {plural} no topic or no project, and could not be compared.")),
    );
    Ok((found, notes))
}

/// A theme of the list, or a topic that belongs to none.
fn theme(subject: i64, topics: &BTreeMap<i64, String>) -> Cell {
    match THEMES.iter().find(|theme| i64::from(theme.number) == subject) {
        Some(theme) => Cell::Term(theme.english, theme.ukrainian),
        None => topics.get(&-subject).cloned().into(),
    }
}
