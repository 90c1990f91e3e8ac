//! What one training adds to one figure of a coverage report, by the rules of that report: a community is counted once, a person
//! is counted once, unknown is not zero.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    report::coverage::{Crimea, Place, territory},
    store::{CommunityRow, Evidence, Level, LinkEvidence, Names},
};

/// A place of a coverage report, and what has to be known of the register to count there.
pub(in crate::report) struct Ground {
    level: Level,
    /// Where a report is of one oblast: only its own trainings.
    oblast: Option<i64>,
    /// The row of the report; `None` = its total.
    place: Option<Place>,
    /// The territory of each community that counts.
    territory: FxHashMap<i64, i64>,
    known: FxHashSet<i64>,
    /// Kyiv and Sevastopol, which are no communities.
    cities: FxHashSet<i64>,
    /// Territories that are not in the total.
    apart: FxHashSet<i64>,
    crimea: Crimea,
}

/// What a training adds to the figures of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Weight {
    /// Trainings: 1 or 0.
    pub(in crate::report) trainings: i64,
    /// People; `None` where nobody counted those that belong here.
    pub(in crate::report) participants: Option<i64>,
    /// Communities here in which somebody took part.
    pub(in crate::report) covers: Vec<i64>,
    /// How its people stand to this place.
    pub(in crate::report) people: People,
    /// Whether some of the people that belong here were not counted.
    pub(in crate::report) uncounted: bool,
}

/// How the people of a training stand to a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::report) enum People {
    /// They have nothing to do with it.
    #[default]
    Elsewhere,
    /// All of them belong to it.
    All,
    /// All but those that its sheet counts for the communities of one territory.
    Rest,
    /// Those that its sheet counts for the communities here; the others stand in this place.
    Part(Place),
}

impl Ground {
    /// `communities` are all of the register, or those of the oblast.
    pub(in crate::report) fn new(
        communities: &[CommunityRow],
        level: Level,
        oblast: Option<i64>,
        place: Option<Place>,
    ) -> Ground {
        let all = || communities.iter().filter_map(|community| Some((community, territory(community, level)?)));
        let crimea = Crimea::new(communities, oblast);
        Ground {
            level,
            oblast,
            place,
            territory: all().map(|(community, place)| (community.id, place)).collect(),
            known: all().map(|(_, place)| place).collect(),
            cities: communities.iter().filter(|community| community.raion.is_none()).map(|city| city.id).collect(),
            apart: all().filter(|(community, _)| crimea.holds(community.id)).map(|(_, place)| place).collect(),
            crimea,
        }
    }

    /// The row of the report that is looked at; `None` = the total.
    pub(super) fn place(&self) -> Option<Place> {
        self.place
    }

    /// What rows of the report stand for.
    pub(super) fn level(&self) -> Level {
        self.level
    }

    /// The community that this place is; `None` = it is more than one.
    pub(super) fn community(&self) -> Option<i64> {
        match self.place {
            Some(Place::Territory(community)) if self.level == Level::Community => Some(community),
            _ => None,
        }
    }

    /// Whether a community counts in this place.
    pub(super) fn holds(&self, community: i64) -> bool {
        self.territory.get(&community).is_some_and(|at| match self.place {
            Some(place) => place == Place::Territory(*at),
            None => !self.apart.contains(at),
        })
    }

    /// Whether somebody of Kyiv or Sevastopol took part, here.
    pub(super) fn is_city(&self, link: &LinkEvidence) -> bool {
        link.attended() && self.holds(link.community) && self.cities.contains(&link.community)
    }

    /// What a held training of the period adds here; received aid covers and adds nothing else.
    pub(in crate::report) fn weigh(&self, training: &Evidence) -> Weight {
        let attended = || training.links.iter().filter(|link| link.attended());
        let here = |link: &&LinkEvidence| self.holds(link.community);
        let covers: Vec<i64> =
            attended().filter(here).map(|link| link.community).filter(|id| !self.cities.contains(id)).collect();
        if training.is_aid {
            return Weight { covers, ..Weight::default() };
        }
        let home = self.home(training);
        let parts = if self.shares(training) { self.parts(training) } else { BTreeMap::new() };
        let weight = match (self.place, home) {
            (Some(place), Some(home)) if place == home => self.at_home(training, &parts),
            (None, Some(home)) if self.is_apart(home) => Weight::default(),
            (None, Some(_)) => self.at_home(training, &parts),
            (place, home) => part(&parts, place, home.unwrap_or_else(|| self.without_territory(training))),
        };
        let trainings = match (self.level, self.place) {
            (Level::Community, Some(Place::Territory(_))) => {
                i64::from(attended().any(|link| self.holds(link.community)))
            }
            _ => weight.trainings,
        };
        Weight { trainings, covers, ..weight }
    }

    /// A training that stands in this place with all of its people, but for those that the sheet counts elsewhere.
    fn at_home(&self, training: &Evidence, parts: &BTreeMap<i64, Part>) -> Weight {
        let away = |at: &i64| self.place.is_some() || self.apart.contains(at);
        let gone: i64 = parts.iter().filter(|(at, _)| away(at)).filter_map(|(_, part)| part.people).sum();
        let counted = training.participants.is_some() || gone > 0;
        Weight {
            trainings: 1,
            participants: counted.then(|| training.participants.unwrap_or(0) - gone),
            people: if gone > 0 { People::Rest } else { People::All },
            uncounted: training.participants.is_none() || training.uncounted_rows.is_some(),
            ..Weight::default()
        }
    }

    /// Where all people of a training belong that are not split; `None` = not into a report of this oblast.
    fn home(&self, training: &Evidence) -> Option<Place> {
        if self.oblast.is_some() && training.oblast != self.oblast {
            return None;
        }
        let own = match self.level {
            Level::Oblast => training.oblast,
            Level::Raion => {
                training.raion.or_else(|| training.community.and_then(|city| self.territory.get(&city).copied()))
            }
            Level::Community => training.community,
        };
        Some(match own {
            Some(place) if self.known.contains(&place) => Place::Territory(place),
            Some(_) => Place::Former,
            None => self.without_territory(training),
        })
    }

    /// Where the people of a training belong that was in no single territory.
    fn without_territory(&self, training: &Evidence) -> Place {
        let attended = training.links.iter().filter(|link| link.attended()).map(|link| link.community);
        let names = Names::of(training.scope.as_deref());
        self.crimea.place(training.oblast, names, &attended.collect::<Vec<_>>())
    }

    /// Whether it counts as a training in each territory that took part.
    fn shares(&self, training: &Evidence) -> bool {
        let wide = training.oblast.is_none()
            || (self.level > Level::Oblast && training.raion.is_none() && training.community.is_none())
            || (self.level > Level::Raion && training.community.is_none());
        wide && matches!(training.scope.as_deref(), None | Some("waiting"))
    }

    /// The territories that took part, with the people that the sheet itself counts for their communities.
    fn parts(&self, training: &Evidence) -> BTreeMap<i64, Part> {
        let mut parts: BTreeMap<i64, Part> = BTreeMap::new();
        let attended = || training.links.iter().filter(|link| link.attended());
        let split = attended().any(|link| link.participants.is_some());
        for link in attended() {
            let Some(at) = self.territory.get(&link.community) else { continue };
            let part = parts.entry(*at).or_default();
            part.people = part.people.map_or(link.participants, |sum| Some(sum + link.participants.unwrap_or(0)));
            part.uncounted |= split && link.participants.is_none();
        }
        parts
    }

    /// Whether a training has to do with this place, be it held or not.
    pub(super) fn touches(&self, training: &Evidence) -> bool {
        let territories: BTreeSet<i64> =
            training.links.iter().filter_map(|link| self.territory.get(&link.community).copied()).collect();
        if territories.is_empty() {
            let home = self.home(training);
            return match self.place {
                None => home.is_some_and(|home| !self.is_apart(home)),
                place => home == place,
            };
        }
        match self.place {
            None => true,
            Some(Place::Territory(here)) => territories.contains(&here),
            Some(place) => self.home(training) == Some(place),
        }
    }

    fn is_apart(&self, place: Place) -> bool {
        match place {
            Place::Territory(at) => self.apart.contains(&at),
            place => place == Place::Crimea,
        }
    }
}

/// The communities of one territory that took part in a training for several.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    /// People whom the sheet counts for them.
    people: Option<i64>,
    /// Whether it counts some of the training's communities, and not all of these.
    uncounted: bool,
}

/// What a training adds to a territory, or to the report of an oblast, in which only some of its communities are.
fn part(parts: &BTreeMap<i64, Part>, place: Option<Place>, others: Place) -> Weight {
    let here: Vec<Part> = match place {
        Some(Place::Territory(here)) => parts.get(&here).copied().into_iter().collect(),
        Some(_) => Vec::new(),
        None => parts.values().copied().collect(),
    };
    if here.is_empty() {
        return Weight::default();
    }
    let known = here.iter().filter_map(|part| part.people);
    Weight {
        trainings: 1,
        participants: known.clone().next().map(|_| known.sum()),
        people: People::Part(others),
        // The total counts each training without a count once, in the place that has all of it.
        uncounted: place.is_some() && here.iter().any(|part| part.uncounted),
        ..Weight::default()
    }
}
