//! Coordinates: which cell of a coverage report is meant, and the command that says so.

use super::{Ground, Selection};
use crate::{
    error::Result,
    model::Period,
    report::coverage::{CRIMEA, Figure, Place},
    store::{CommunityRow, Level, Store},
};

/// A row of a coverage report, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The total of the country, where rows stand for this.
    Total(Level),
    /// An oblast.
    Oblast(String),
    /// A raion.
    Raion(String),
    /// A community.
    Community(String),
    /// A row without a territory, where rows stand for this, in the report of this oblast if one is given.
    Apart(Apart, Level, Option<String>),
}

/// A row of a coverage report that stands for no territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Trainings held for several territories.
    Several,
    /// Trainings with a name that waits.
    Waiting,
    /// Trainings of which nobody said where they were.
    Unsaid,
    /// Trainings in territories that the register no longer has.
    Former,
    /// Trainings of Crimea and Sevastopol alone, in no single territory of theirs.
    Crimea,
}

impl Apart {
    const ALL: [(Apart, Place, &'static str); 5] = [
        (Apart::Several, Place::Several, "several"),
        (Apart::Waiting, Place::Waiting, "waiting"),
        (Apart::Unsaid, Place::Unsaid, "unsaid"),
        (Apart::Former, Place::Former, "former"),
        (Apart::Crimea, Place::Crimea, "crimea"),
    ];

    fn place(self) -> Place {
        Apart::ALL.iter().find(|known| known.0 == self).map_or(Place::Several, |known| known.1)
    }
}

/// A cell of a coverage report.
#[derive(Clone, Debug)]
pub struct ExplainQuestion {
    /// Days that count.
    pub period: Period,
    /// Trainings that count.
    pub selection: Selection,
    /// Only trainings that nobody gave a topic.
    pub no_topic: bool,
    /// The row.
    pub spot: Spot,
    /// The figure; `None` = all of them.
    pub figure: Option<Figure>,
}

/// The ground of a row, and the row's name.
pub(super) fn ground(store: &Store, spot: &Spot, communities: &mut Vec<CommunityRow>) -> Result<(Ground, String)> {
    let named = |id: i64, level: Level, communities: &[CommunityRow]| {
        let found = communities.iter().find(|community| match level {
            Level::Oblast => community.oblast == id,
            Level::Raion => community.raion == Some(id),
            Level::Community => community.id == id,
        });
        found.map_or(String::new(), |community| place_name(community, level))
    };
    let territory = |id: i64, level: Level, communities: &[CommunityRow]| {
        let place = Some(Place::Territory(id));
        (Ground::new(communities, level, None, place), named(id, level, communities))
    };
    Ok(match spot {
        Spot::Total(level) => (Ground::new(communities, *level, None, None), "Total".to_string()),
        Spot::Oblast(typed) => territory(store.find_oblast(typed)?, Level::Oblast, communities),
        Spot::Raion(typed) => territory(store.find_raion(typed)?, Level::Raion, communities),
        Spot::Community(typed) => territory(store.find_community(typed)?, Level::Community, communities),
        Spot::Apart(apart, level, oblast) => {
            let oblast = oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?;
            communities.retain(|community| oblast.is_none_or(|oblast| community.oblast == oblast));
            let place = apart.place();
            let scope = oblast.map_or(String::new(), |id| format!(" ({})", named(id, Level::Oblast, communities)));
            (Ground::new(communities, *level, oblast, Some(place)), place_word(place, *level).to_string() + &scope)
        }
    })
}

/// The name of a community, raion or oblast with what tells it from others of its name.
fn place_name(community: &CommunityRow, level: Level) -> String {
    let oblast = &community.oblast_name;
    let raion = community.raion_name.as_deref().unwrap_or_default();
    match level {
        Level::Oblast => oblast.clone(),
        Level::Raion => format!("{raion}, {oblast}"),
        Level::Community => format!("{} {}", community.name, community.code),
    }
}

/// What a row without a territory is called.
pub(super) fn place_word(place: Place, level: Level) -> &'static str {
    match (place, level) {
        (Place::Several, Level::Oblast) => "Several oblasts",
        (Place::Several, Level::Raion) => "Several raions",
        (Place::Several, Level::Community) => "Several communities",
        (Place::Waiting, _) => "A name waits",
        (Place::Former, _) => "No longer in the register",
        (Place::Crimea, _) => CRIMEA.0,
        (Place::Unsaid | Place::Territory(_), _) => "Place not said",
    }
}

/// The word that a command takes for a row without a territory.
pub(super) fn apart_id(place: Place) -> &'static str {
    Apart::ALL.iter().find(|known| known.1 == place).map_or("several", |known| known.2)
}
