//! What each change did to the figures, training by training, and for what cause.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::figures::{Figures, Key, Tally, share};
use crate::{
    report::explain::Ground,
    store::{ChangeRow, Evidence, Restated},
    table::Cell,
};

/// Why a figure changed. What is corrected or withdrawn comes before what is new, so that only what is left counts as growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// A file told of a known training otherwise.
    Corrected,
    /// A file told of a known training no more.
    Withdrawn,
    /// A person decided what a name means, or linked by hand.
    Decision,
    /// A change was taken back.
    Undone,
    /// The register of communities was brought to another edition.
    Register,
    /// A training that was not known, in a quarter that its project had reported already.
    Late,
    /// A training in a quarter of which the project had reported nothing.
    First,
}

impl Cause {
    pub(super) fn cell(self) -> Cell {
        match self {
            Cause::Corrected => Cell::Term("corrected", "виправлено"),
            Cause::Withdrawn => Cell::Term("withdrawn", "відкликано"),
            Cause::Decision => Cell::Term("decision", "рішення"),
            Cause::Undone => Cell::Term("undone", "скасовано зміну"),
            Cause::Register => Cell::Term("register", "кодифікатор"),
            Cause::Late => Cell::Term("late report", "пізній звіт"),
            Cause::First => Cell::Term("first report", "перший звіт"),
        }
    }
}

/// What one change did to one training in one project and quarter.
struct Move {
    change: i64,
    cause: Cause,
    key: Key,
    number: i64,
    figures: Figures,
    /// Communities that it covers since, or no longer: by how many trainings.
    cover: Vec<(i64, i64)>,
}

/// What one change did for one cause to one project and quarter.
pub(super) type Sums = BTreeMap<(Key, i64, Cause), Figures>;

/// The states of trainings before and after each change, turned into differences of the figures.
pub(super) struct Moves<'a> {
    pub(super) ground: &'a Ground,
    /// The ledger up to the later state.
    pub(super) changes: &'a FxHashMap<i64, ChangeRow>,
    /// The number of the earlier state's change.
    pub(super) since: i64,
    /// The earlier figures.
    pub(super) before: &'a BTreeMap<Key, Tally>,
}

impl Moves<'_> {
    /// Adds up what the changes did. A community is covered by the first training that it has, and no longer after its last.
    pub(super) fn sums(&self, restated: &[Restated]) -> Sums {
        let mut moves: Vec<Move> = restated.iter().flat_map(|training| self.of_training(training)).collect();
        moves.sort_by_key(|one| (one.change, one.cause, one.key, one.number));
        let mut cover: FxHashMap<(Key, i64), i64> = FxHashMap::default();
        let mut sums = Sums::new();
        for one in moves {
            let sum = sums.entry((one.key, one.change, one.cause)).or_default();
            *sum = sum.plus(one.figures, 1);
            for (community, difference) in one.cover {
                let known = || self.before.get(&one.key).and_then(|tally| tally.cover.get(&community)).copied();
                let trainings = cover.entry((one.key, community)).or_insert_with(|| known().unwrap_or(0));
                let was = *trainings > 0;
                *trainings += difference;
                sum.covered += i64::from(*trainings > 0) - i64::from(was);
            }
        }
        sums
    }

    fn of_training(&self, training: &Restated) -> Vec<Move> {
        let versions = training.versions.iter().map(|version| (version.added_by, version.ended_by));
        let links = training.links.iter().map(|link| (link.added_by, link.ended_by));
        let changes: BTreeSet<i64> =
            versions.chain(links).flat_map(|(added, ended)| [Some(added), ended]).flatten().collect();
        let mut moves = Vec::new();
        for change in changes.into_iter().filter(|change| *change > self.since) {
            let (before, after) = (state(training, change - 1), state(training, change));
            let mut difference: BTreeMap<Key, (Figures, BTreeMap<i64, i64>)> = BTreeMap::new();
            for (state, times) in [(&before, -1), (&after, 1)] {
                let Some(state) = state else { continue };
                let (figures, _, covers) = share(state, self.ground);
                let (sum, cover) = difference.entry((state.project_id, state.quarter)).or_default();
                *sum = sum.plus(figures, times);
                for community in covers {
                    *cover.entry(community).or_default() += times;
                }
            }
            for (key, (figures, cover)) in difference {
                let cover: Vec<_> = cover.into_iter().filter(|(_, difference)| *difference != 0).collect();
                if figures != Figures::default() || !cover.is_empty() {
                    let cause = self.cause(training, change, after.is_some(), key);
                    moves.push(Move { change, cause, key, number: training.number, figures, cover });
                }
            }
        }
        moves
    }

    fn cause(&self, training: &Restated, change: i64, stands: bool, key: Key) -> Cause {
        let known = training.first_by <= self.since;
        match self.changes.get(&change).map(|change| (change.verb.as_str(), change.noun.as_str())) {
            Some(("assign", _)) => Cause::Decision,
            Some(("undo", _)) => Cause::Undone,
            Some(("import", "communities")) => Cause::Register,
            _ if known && stands => Cause::Corrected,
            _ if known => Cause::Withdrawn,
            _ if self.before.get(&key).is_some_and(|tally| tally.figures.trainings > 0) => Cause::Late,
            _ => Cause::First,
        }
    }
}

/// What a training said after a change; `None` = it did not stand.
fn state(training: &Restated, change: i64) -> Option<Evidence> {
    let version = training.versions.iter().find(|version| version.stood_after(change))?;
    let links = training.links.iter().filter(|link| link.stood_after(change)).map(|link| link.fact.clone());
    Some(Evidence { links: links.collect(), ..version.fact.clone() })
}
