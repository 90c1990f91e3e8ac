//! The raions of before 2020, as the official table of correspondence lets them be told: by the digits of the old codes.
//!
//! The table names no raion that is gone. But a raion was called after its centre, and the community that took over the code of
//! the centre bears the same adjective: Віньковецька and Віньковецький. Where the centre was a city apart from its raion, the
//! cities around are asked. A name more than there was does no harm: nobody writes it. Crimea is left out: its raions of today
//! go by the old names too.

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
    for row in rows.iter().filter(|row| row.is_in_raion() && !row.code.in_crimea()) {
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
    let named = |raion: &OldRaion| !raion.names.is_empty();
    for (digits, raion) in raions.iter_mut().filter(|(_, raion)| !named(raion)) {
        raion.names = after_a_city(raion, &cities, places);
        let own = rows.iter().filter(|row| row.raion() == *digits && matches!(level(row), Level::Community));
        raion.names.extend(own.map(|row| row.name.as_str()).filter(|name| !known.contains(name)));
    }
    let left: Vec<u32> = raions.values().filter(|raion| !named(raion)).map(|raion| raion.oblast).collect();
    for raion in raions.values_mut().filter(|raion| !named(raion)) {
        // The only one of its oblast that is left without a name bears that of some city there.
        if left.iter().filter(|oblast| **oblast == raion.oblast).count() == 1 {
            let here = cities.iter().filter(|city| places.oblast_bit(city.code.oblast_digits()) == raion.oblast);
            raion.names = here.map(|city| city.name.as_str()).collect();
        }
    }
    raions.values_mut().for_each(|raion| raion.members.sort_unstable());
    raions.into_values().filter(|raion| named(raion) && !raion.members.is_empty()).collect()
}

/// The names of the cities apart whose communities reach into a raion: after one of them it may be called.
fn after_a_city<'k>(raion: &OldRaion, cities: &[&'k OldCode], places: &Places) -> Vec<&'k str> {
    let reaches = |city: &&&OldCode| {
        let id = places.of_code(city.code);
        places.oblast_bit(city.code.oblast_digits()) == raion.oblast
            && id.is_some_and(|id| raion.members.iter().any(|(member, _)| *member == id))
    };
    cities.iter().filter(reaches).map(|city| city.name.as_str()).collect()
}
