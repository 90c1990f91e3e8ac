//! The rows of a coverage report before they get their figures: territories, trainings without one of their own, the total, and
//! Crimea apart.

use super::figures::{Counted, Key, Place, territory};
use crate::{
    store::{CommunityRow, Level},
    table::{Cell, Column},
};

/// A row of the report before it is written: what it is called, and what it is divided by.
pub(super) struct Line {
    pub(super) place: Option<Place>,
    pub(super) head: Vec<Cell>,
    pub(super) communities: Option<i64>,
    /// Residents, where they are known for all communities of the territory.
    pub(super) residents: Option<i64>,
    pub(super) keys: Vec<Key>,
    apart: bool,
}

/// The lines of the report: territories, trainings without one of their own, the total, and Crimea apart.
pub(super) fn lines(communities: &[CommunityRow], level: Level, one_oblast: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for community in communities {
        let Some(territory) = territory(community, level) else { continue };
        let place = Some(Place::Territory(territory));
        if lines.last().is_none_or(|line| line.place != place) {
            let (head, apart) = (head(community, level), community.in_crimea());
            lines.push(Line { place, head, communities: Some(0), residents: Some(0), keys: Vec::new(), apart });
        }
        if let Some(line) = lines.last_mut() {
            line.communities = line.communities.map(|count| count + i64::from(community.raion.is_some()));
            line.residents = line.residents.zip(community.residents).map(|(sum, more)| sum + more);
        }
    }
    let (apart, mut lines): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.apart && !one_oblast);
    let total = Line {
        place: None,
        head: named_head(level, Cell::Term("Total", "Разом")),
        communities: Some(lines.iter().filter_map(|line| line.communities).sum()),
        // A territory without a figure leaves the sum without one.
        residents: lines.iter().map(|line| line.residents).sum(),
        keys: Vec::new(),
        apart: false,
    };
    for (place, english, ukrainian) in [
        (Place::Several, several(level).0, several(level).1),
        (Place::Waiting, "A name waits", "Назва очікує рішення"),
        (Place::Unsaid, "Place not said", "Місце не вказано"),
        (Place::Former, "No longer in the register", "Уже не в кодифікаторі"),
    ] {
        lines.push(without_communities(place, level, (english, ukrainian)));
    }
    lines.push(total);
    lines.extend(apart);
    lines.push(without_communities(Place::Crimea, level, CRIMEA));
    lines
}

/// What stands apart with Crimea and in none of its territories.
pub(in crate::report) const CRIMEA: (&str, &str) =
    ("Crimea, several places or not said", "Крим, кілька місць або не вказано");

fn without_communities(place: Place, level: Level, name: (&'static str, &'static str)) -> Line {
    let head = named_head(level, Cell::Term(name.0, name.1));
    Line { place: Some(place), head, communities: None, residents: None, keys: Vec::new(), apart: false }
}

fn several(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Oblast => ("Several oblasts", "Кілька областей"),
        Level::Raion => ("Several raions", "Кілька районів"),
        Level::Community => ("Several communities", "Кілька громад"),
    }
}

fn head(community: &CommunityRow, level: Level) -> Vec<Cell> {
    let oblast = Cell::from(community.oblast_name.as_str());
    match level {
        Level::Oblast => vec![oblast, community.oblast_code.as_str().into()],
        Level::Raion => vec![oblast, community.raion_name.clone().into(), community.raion_code.clone().into()],
        Level::Community => vec![
            oblast,
            community.raion_name.clone().into(),
            community.name.as_str().into(),
            community.kind.clone().into(),
            community.code.as_str().into(),
        ],
    }
}

fn named_head(level: Level, name: Cell) -> Vec<Cell> {
    let width = head_columns(level).len();
    std::iter::once(name).chain(std::iter::repeat_n(Cell::Missing, width - 1)).collect()
}

pub(super) fn head_columns(level: Level) -> Vec<Column> {
    let oblast = Column::text("oblast", "Oblast", "Область");
    let raion = Column::text("raion", "Raion", "Район");
    match level {
        Level::Oblast => vec![oblast, Column::text("oblast_code", "Code", "Код")],
        Level::Raion => vec![oblast, raion, Column::text("raion_code", "Code", "Код")],
        Level::Community => vec![
            oblast,
            raion,
            Column::text("community", "Community", "Громада"),
            Column::text("kind", "Kind", "Тип"),
            Column::text("code", "Code", "Код"),
        ],
    }
}

/// Gives each line its cells; the total gets those of all lines before it.
pub(super) fn assign_keys(lines: &mut [Line], counted: &Counted) {
    let mut all = Vec::new();
    for line in lines.iter_mut() {
        match line.place {
            Some(place) => {
                line.keys = counted.keys_of(place);
                all.extend(line.keys.iter().copied());
            }
            None => line.keys = all.clone(),
        }
    }
}
