//! The figures of a coverage report, added up by the rules: a community is counted once, a person is counted once, unknown is
//! not zero.

use rustc_hash::{FxHashMap as HashMap, FxHashSet};

use crate::{
    error::Result,
    store::{AidedRow, CommunityRow, CoverageFilter, Level, Names, SharedLink, Store},
};

/// Where a figure belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::report) enum Place {
    /// The oblast, raion or community with this number.
    Territory(i64),
    /// Trainings held for several territories.
    Several,
    /// Trainings with a name that waits for a person, so that nobody knows yet where all of their people came from.
    Waiting,
    /// Trainings of which nobody said where their people came from.
    Unsaid,
    /// Trainings in territories that the register no longer has.
    Former,
}

impl Place {
    /// Places that are shown only where something was counted in them.
    pub(in crate::report) fn is_territory(self) -> bool {
        matches!(self, Place::Territory(_))
    }

    /// Where the people of a training belong that was in no single territory.
    pub(in crate::report) fn without_territory(names: Names) -> Place {
        match names {
            Names::Communities => Place::Several,
            Names::Waiting => Place::Waiting,
            Names::Otherwise => Place::Unsaid,
        }
    }
}

/// A cell of the report: place, and topic and quarter where the report is broken down by them.
pub(super) type Key = (Place, Option<Option<i64>>, Option<i64>);

/// What is counted in one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Communities with at least one held training.
    pub(super) covered: i64,
    /// Held trainings in which somebody of the territory took part.
    pub(super) trainings: i64,
    /// People, each training's once.
    pub(super) participants: i64,
    /// Trainings whose people stand in `participants`, those without a count included.
    pub(super) whole: i64,
    /// Of them, trainings without a count, or with rows without one.
    pub(super) uncounted: i64,
    /// Trainings whose people stand in `participants`, at least those of some communities.
    pub(super) known: i64,
    /// Trainings for several territories that count people by community, and not those of all communities here.
    pub(super) uncounted_parts: i64,
}

/// All figures at one level.
pub(super) struct Counted {
    pub(super) cells: HashMap<Key, Figures>,
    /// Where one oblast is asked for: trainings of it that were held for other oblasts too.
    beyond: HashMap<Key, i64>,
}

/// What covers a community beside trainings: the aid that it received.
pub(super) type Aided = Vec<AidedRow>;

/// Counts everything that passes the filter, by territory of a level and, where asked, by topic and quarter.
///
/// `communities` are those that count: all, or those of one oblast, which is then given too. Of one oblast, only the people of
/// trainings that were held for it alone can be counted.
pub(super) fn count(
    store: &Store,
    communities: &[CommunityRow],
    oblast: Option<i64>,
    filter: &CoverageFilter,
    level: Level,
    by: (bool, bool),
    aided: &Aided,
) -> Result<Counted> {
    let (by_topic, by_quarter) = by;
    let territory: HashMap<i64, i64> =
        communities.iter().filter_map(|community| Some((community.id, territory(community, level)?))).collect();
    let known: FxHashSet<i64> = territory.values().copied().collect();
    let cities: FxHashSet<i64> =
        communities.iter().filter(|community| community.raion.is_none()).map(|community| community.id).collect();
    let key = |place, topic: Option<i64>, quarter| (place, by_topic.then_some(topic), by_quarter.then_some(quarter));

    let mut cells: HashMap<Key, Figures> = HashMap::default();
    let mut last_community: HashMap<Key, i64> = HashMap::default();
    let mut covered_by_aid: FxHashSet<(Key, i64)> = FxHashSet::default();
    for aid in aided {
        let Some(place) = territory.get(&aid.community) else { continue };
        let key = key(Place::Territory(*place), None, aid.quarter);
        if !cities.contains(&aid.community) && covered_by_aid.insert((key, aid.community)) {
            cells.entry(key).or_default().covered += 1;
        }
    }
    store.covered(filter, |cell| {
        let Some(place) = territory.get(&cell.community) else { return };
        let key = key(Place::Territory(*place), cell.topic, cell.quarter);
        let figures = cells.entry(key).or_default();
        // Kyiv and Sevastopol are no communities: their trainings count, their cover does not.
        let is_new = last_community.insert(key, cell.community) != Some(cell.community);
        if is_new && !cities.contains(&cell.community) && !covered_by_aid.contains(&(key, cell.community)) {
            figures.covered += 1;
        }
        if level == Level::Community {
            figures.trainings += cell.trainings;
        }
    })?;

    store.events(filter, |event| {
        if oblast.is_some() && event.oblast != oblast {
            return;
        }
        let own = match level {
            Level::Oblast => event.oblast,
            Level::Raion => event.raion.or_else(|| event.community.and_then(|city| territory.get(&city).copied())),
            Level::Community => event.community,
        };
        let place = match own {
            Some(place) if known.contains(&place) => Place::Territory(place),
            Some(_) => Place::Former,
            None => Place::without_territory(event.names),
        };
        let figures = cells.entry(key(place, event.topic, event.quarter)).or_default();
        figures.trainings += i64::from(level != Level::Community || !place.is_territory());
        figures.participants += event.participants.unwrap_or(0);
        figures.whole += 1;
        figures.known += i64::from(event.participants.is_some());
        figures.uncounted += i64::from(event.participants.is_none() || event.uncounted_rows);
    })?;

    let mut counted = Counted { cells, beyond: HashMap::default() };
    if oblast.is_some() || counted.cells.keys().any(|key| matches!(key.0, Place::Several | Place::Waiting)) {
        let mut shared: Vec<SharedLink> = Vec::new();
        store.shared(filter, level, |link| shared.push(link))?;
        for links in shared.chunk_by(|one, other| one.training == other.training) {
            counted.share(links, level, oblast, &territory, &key);
        }
    }
    Ok(counted)
}

impl Counted {
    /// Gives one training that was held for several territories to each of them: once as a training, and with the people that
    /// the sheet itself counts for its communities.
    fn share(
        &mut self,
        links: &[SharedLink],
        level: Level,
        oblast: Option<i64>,
        territory: &HashMap<i64, i64>,
        key: &impl Fn(Place, Option<i64>, i64) -> Key,
    ) {
        let Some(first) = links.first() else { return };
        let beyond = oblast.is_some() && first.oblast.is_none();
        let split = links.iter().any(|link| link.participants.is_some());
        let here = |link: &SharedLink| territory.get(&link.community).copied();
        let mut places: Vec<i64> = links.iter().filter_map(here).collect();
        places.sort_unstable();
        places.dedup();
        let away = key(Place::without_territory(first.names), first.topic, first.quarter);
        if beyond && !places.is_empty() {
            *self.beyond.entry(away).or_default() += 1;
        }
        for place in places {
            let links = || links.iter().filter(|link| here(link) == Some(place));
            let people: i64 = links().filter_map(|link| link.participants).sum();
            let mine = self.cells.entry(key(Place::Territory(place), first.topic, first.quarter)).or_default();
            mine.trainings += i64::from(level != Level::Community);
            mine.participants += people;
            mine.known += i64::from(links().any(|link| link.participants.is_some()));
            mine.uncounted_parts += i64::from(split && links().any(|link| link.participants.is_none()));
            if !beyond && people > 0 {
                self.cells.entry(away).or_default().participants -= people;
            }
        }
    }
}

/// The territory of a level in which a community lies. Kyiv and Sevastopol have no raion: they stand for themselves, with a
/// number of their own that no raion has.
pub(in crate::report) fn territory(community: &CommunityRow, level: Level) -> Option<i64> {
    match level {
        Level::Oblast => Some(community.oblast),
        Level::Raion => Some(community.raion.unwrap_or(-community.id)),
        Level::Community => Some(community.id),
    }
}

impl Counted {
    /// Every key of one place, in order.
    pub(super) fn keys_of(&self, place: Place) -> Vec<Key> {
        let mut keys: Vec<Key> = self.cells.keys().filter(|key| key.0 == place).copied().collect();
        keys.sort_unstable();
        keys
    }

    /// Trainings of the oblast asked for that were held for others too, in the cells wanted.
    pub(super) fn beyond(&self, wanted: impl Fn(&Key) -> bool) -> i64 {
        self.beyond.iter().filter(|(key, _)| wanted(key)).map(|(_, trainings)| trainings).sum()
    }

    /// The figures of one cell; zero where nothing happened.
    pub(super) fn at(&self, key: Key) -> Figures {
        self.cells.get(&key).copied().unwrap_or_default()
    }

    /// Figures of several cells together. Trainings held for several territories are in more than one of them, so the caller
    /// says how many trainings there were.
    pub(super) fn sum(&self, keys: impl Iterator<Item = Key>) -> Figures {
        keys.map(|key| self.at(key)).fold(Figures::default(), |sum, more| Figures {
            covered: sum.covered + more.covered,
            trainings: sum.trainings + more.trainings,
            participants: sum.participants + more.participants,
            whole: sum.whole + more.whole,
            uncounted: sum.uncounted + more.uncounted,
            known: sum.known + more.known,
            uncounted_parts: sum.uncounted_parts + more.uncounted_parts,
        })
    }
}
