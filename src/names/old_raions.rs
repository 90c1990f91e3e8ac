//! The raions of before 2020, as the official table of correspondence lets them be told: by the digits of the old codes.
//!
//! The table names no raion that is gone. But a raion was called after its centre, and the community that took over the code of
//! the centre bears the same adjective: Віньковецька and Віньковецький. Where the centre was a city apart from its raion, the
//! cities around are asked. A name more than there was does no harm: nobody writes it.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Id, Places};
use super::settlements::number;
use crate::model::OldCode;

/// A raion of before 2020.
#[derive(Debug, Default)]
pub(super) struct OldRaion<'k> {
    /// Its oblast as a mask.
    pub(super) oblast: u32,
    /// Adjectives that it may have gone by, in the feminine as communities bear them, or as a raion of today bears it.
    pub(super) names: Vec<&'k str>,
    /// The settlements that lay in it, in order.
    pub(super) members: Vec<(Id, u16)>,
}

/// What a row of the table is about.
enum Level {
    Raion,
    Community,
    Settlement,
}

fn level(row: &OldCode) -> Level {
    match (row.code.community_prefix() % 1_000, number(row.code)) {
        (0, _) => Level::Raion,
        (_, 0) => Level::Community,
        _ => Level::Settlement,
    }
}

/// The raions of before 2020 in the table.
pub(super) fn old_raions<'k>(rows: &[&'k OldCode], places: &Places) -> Vec<OldRaion<'k>> {
    let mut raions: BTreeMap<u64, OldRaion> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_in_raion()) {
        let raion = raions.entry(row.raion()).or_default();
        match level(row) {
            Level::Raion => raion.names.push(&row.name),
            Level::Community if row.is_raion_centre() => raion.names.push(&row.name),
            Level::Community => {}
            Level::Settlement => raion.members.extend(places.of_code(row.code).map(|id| (id, number(row.code)))),
        }
        raion.oblast |= places.oblast_bit(row.code.oblast_digits());
    }
    let known: BTreeSet<&str> = raions.values().flat_map(|raion| raion.names.iter().copied()).collect();
    let cities: Vec<&OldCode> = rows
        .iter()
        .copied()
        .filter(|row| {
            row.is_city_apart() && matches!(level(row), Level::Community) && !known.contains(row.name.as_str())
        })
        .collect();
    for (digits, raion) in raions.iter_mut() {
        raion.members.sort_unstable();
        if raion.names.is_empty() {
            raion.names = after_a_city(raion, &cities, places);
            let own = rows.iter().filter(|row| row.raion() == *digits && matches!(level(row), Level::Community));
            raion.names.extend(own.map(|row| row.name.as_str()).filter(|name| !known.contains(name)));
        }
    }
    raions.into_values().filter(|raion| !raion.members.is_empty()).collect()
}

/// The names of the cities after which a raion without a centre of its own may be called: those whose communities reach into
/// it, else all of the oblast.
fn after_a_city<'k>(raion: &OldRaion, cities: &[&'k OldCode], places: &Places) -> Vec<&'k str> {
    let here = |city: &&&OldCode| places.oblast_bit(city.code.oblast_digits()) & raion.oblast != 0;
    let reaches = |city: &&&OldCode| {
        places.of_code(city.code).is_some_and(|id| raion.members.iter().any(|(member, _)| *member == id))
    };
    let name = |city: &&'k OldCode| city.name.as_str();
    let near: Vec<&str> = cities.iter().filter(here).filter(reaches).map(name).collect();
    if near.is_empty() { cities.iter().filter(here).map(name).collect() } else { near }
}
