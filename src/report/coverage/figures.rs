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
    /// Trainings of Crimea and Sevastopol alone that were in no single territory of theirs.
    Crimea,
}

impl Place {
    /// Places that are shown only where something was counted in them.
    pub(in crate::report) fn is_territory(self) -> bool {
        matches!(self, Place::Territory(_))
    }

    /// Where the people of a training belong that was in no single territory, and not in Crimea alone.
    fn without_territory(names: Names) -> Place {
        match names {
            Names::Communities => Place::Several,
            Names::Waiting => Place::Waiting,
            Names::AllOfOblast | Names::Otherwise => Place::Unsaid,
        }
    }
}

/// Crimea and Sevastopol, which stand apart from every total: their communities and oblasts. Empty in the report of one oblast, where
/// nothing stands apart.
pub(in crate::report) struct Crimea {
    communities: FxHashSet<i64>,
    oblasts: FxHashSet<i64>,
}

impl Crimea {
    pub(in crate::report) fn new(communities: &[CommunityRow], oblast: Option<i64>) -> Crimea {
        let apart = || communities.iter().filter(|community| oblast.is_none() && community.in_crimea());
        Crimea {
            communities: apart().map(|community| community.id).collect(),
            oblasts: apart().map(|community| community.oblast).collect(),
        }
    }

    pub(in crate::report) fn holds(&self, community: i64) -> bool {
        self.communities.contains(&community)
    }

    /// Where the people of a training belong that was in no single territory. `attended`: its communities, where they are known.
    pub(in crate::report) fn place(&self, oblast: Option<i64>, names: Names, attended: &[i64]) -> Place {
        let inside = !attended.is_empty() && attended.iter().all(|community| self.holds(*community));
        match oblast {
            Some(oblast) if self.oblasts.contains(&oblast) => Place::Crimea,
            None if names == Names::Communities && inside => Place::Crimea,
            _ => Place::without_territory(names),
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

impl Figures {
    /// The people of one training, in the place that has all of it.
    fn people(participants: Option<i64>, uncounted_rows: bool) -> Figures {
        Figures {
            participants: participants.unwrap_or(0),
            whole: 1,
            known: i64::from(participants.is_some()),
            uncounted: i64::from(participants.is_none() || uncounted_rows),
            ..Figures::default()
        }
    }

    /// These figures and others, so many times.
    fn plus(self, more: Figures, times: i64) -> Figures {
        Figures {
            covered: self.covered + times * more.covered,
            trainings: self.trainings + times * more.trainings,
            participants: self.participants + times * more.participants,
            whole: self.whole + times * more.whole,
            uncounted: self.uncounted + times * more.uncounted,
            known: self.known + times * more.known,
            uncounted_parts: self.uncounted_parts + times * more.uncounted_parts,
        }
    }
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
    let crimea = Crimea::new(communities, oblast);
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
            None => crimea.place(event.oblast, event.names, &[]),
        };
        let figures = cells.entry(key(place, event.topic, event.quarter)).or_default();
        let trainings = i64::from(level != Level::Community || !place.is_territory());
        let people = Figures::people(event.participants, event.uncounted_rows);
        *figures = figures.plus(Figures { trainings, ..people }, 1);
    })?;

    let mut counted = Counted { cells, beyond: HashMap::default() };
    let are_shared = |key: &Key| matches!(key.0, Place::Several | Place::Waiting | Place::Crimea);
    if oblast.is_some() || counted.cells.keys().any(are_shared) {
        let mut shared: Vec<SharedLink> = Vec::new();
        store.shared(filter, level, |link| shared.push(link))?;
        for links in shared.chunk_by(|one, other| one.training == other.training) {
            let attended: Vec<i64> = links.iter().map(|link| link.community).collect();
            let Some(first) = links.first() else { continue };
            let away = key(crimea.place(first.oblast, first.names, &attended), first.topic, first.quarter);
            counted.move_to_crimea(first, away);
            counted.share(links, level, oblast.is_some() && first.oblast.is_none(), &territory, away);
        }
        counted.cells.retain(|key, figures| key.0 != Place::Several || figures.trainings > 0);
    }
    Ok(counted)
}

impl Counted {
    /// Takes a training of several oblasts, all of them in Crimea, from those of several places, where it was counted before its
    /// communities were known.
    fn move_to_crimea(&mut self, training: &SharedLink, to: Key) {
        if training.oblast.is_some() || to.0 != Place::Crimea {
            return;
        }
        let people = Figures::people(training.people, training.uncounted_rows);
        let figures = Figures { trainings: 1, ..people };
        for (place, times) in [(Place::Several, -1), (Place::Crimea, 1)] {
            let cell = self.cells.entry((place, to.1, to.2)).or_default();
            *cell = cell.plus(figures, times);
        }
    }

    /// Gives one training that was held for several territories to each of them: once as a training, and with the people that
    /// the sheet itself counts for its communities.
    fn share(&mut self, links: &[SharedLink], level: Level, beyond: bool, territory: &HashMap<i64, i64>, away: Key) {
        let split = links.iter().any(|link| link.participants.is_some());
        let here = |link: &SharedLink| territory.get(&link.community).copied();
        let mut places: Vec<i64> = links.iter().filter_map(here).collect();
        places.sort_unstable();
        places.dedup();
        if beyond && !places.is_empty() {
            *self.beyond.entry(away).or_default() += 1;
        }
        for place in places {
            let links = || links.iter().filter(|link| here(link) == Some(place));
            let people: i64 = links().filter_map(|link| link.participants).sum();
            let mine = self.cells.entry((Place::Territory(place), away.1, away.2)).or_default();
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
        keys.map(|key| self.at(key)).fold(Figures::default(), |sum, more| sum.plus(more, 1))
    }
}
