//! The published figures of each project and quarter, as the total of a coverage report of them gives them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    error::Result,
    report::explain::Ground,
    store::{Evidence, Level, Store},
};

/// Project and quarter, as stored; `None` = no project.
pub(super) type Key = (Option<i64>, i64);

/// Figures that add up: a state, or a difference between two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) trainings: i64,
    pub(super) participants: i64,
    /// Trainings without a count of people, or with rows without one.
    pub(super) unknown: i64,
    pub(super) covered: i64,
}

impl Figures {
    pub(super) fn plus(self, more: Figures, times: i64) -> Figures {
        Figures {
            trainings: self.trainings + times * more.trainings,
            participants: self.participants + times * more.participants,
            unknown: self.unknown + times * more.unknown,
            covered: self.covered + times * more.covered,
        }
    }
}

/// All that is known of one project and quarter.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) figures: Figures,
    /// Trainings of which somebody counted people.
    pub(super) known: i64,
    /// How many trainings each community had.
    pub(super) cover: FxHashMap<i64, i64>,
}

impl Tally {
    /// People, unless there were trainings and nobody counted.
    pub(super) fn participants(&self) -> Option<i64> {
        (self.known > 0 || self.figures.trainings == 0).then_some(self.figures.participants)
    }
}

/// What one training adds: figures but for cover, whether somebody counted, communities.
pub(super) fn share(training: &Evidence, ground: &Ground) -> (Figures, bool, Vec<i64>) {
    if training.status != "held" {
        return (Figures::default(), false, Vec::new());
    }
    let weight = ground.weigh(training);
    let participants = weight.participants.unwrap_or(0);
    let figures =
        Figures { trainings: weight.trainings, participants, unknown: i64::from(weight.uncounted), covered: 0 };
    (figures, weight.participants.is_some(), weight.covers)
}

/// The place of the total of a coverage report by oblast.
pub(super) fn total(store: &Store) -> Result<Ground> {
    Ok(Ground::new(&store.communities()?, Level::Oblast, None, None))
}

/// The figures of every project in these quarters, first and last as stored.
pub(super) fn tallies(store: &Store, quarters: (i64, i64)) -> Result<BTreeMap<Key, Tally>> {
    let ground = total(store)?;
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    store.published(quarters, |training| {
        let (figures, known, covers) = share(training, &ground);
        let tally = tallies.entry((training.project_id, training.quarter)).or_default();
        tally.figures = tally.figures.plus(figures, 1);
        tally.known += i64::from(known);
        for community in covers {
            *tally.cover.entry(community).or_default() += 1;
        }
    })?;
    for tally in tallies.values_mut() {
        tally.figures.covered = tally.cover.len() as i64;
    }
    Ok(tallies)
}
