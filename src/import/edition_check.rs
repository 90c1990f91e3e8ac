//! What keeps a damaged edition of the codifier from emptying the register: rows that cannot stand, and more withdrawals than
//! a year of reforms brings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::communities::Place;
use crate::model::{Category, Code, Register, letters::fold};

/// Regions of Ukraine: 24 oblasts, Crimea, Kyiv, Sevastopol (Constitution, article 133).
const REGIONS: usize = 27;
/// One in so many places may go without a question: editions of 2021 to 2026 withdrew less than one in a thousand.
const ONE_IN: usize = 50;
/// A raion that loses so many communities, and a third of its own, has lost a piece of the file.
const MANY_IN_A_RAION: usize = 3;

/// Why a row of the codifier cannot be what it says, beside the places before it and those of the register.
pub(super) fn contradiction(
    code: Code,
    place: &Place,
    parents: &[Code],
    known: &HashMap<u32, (Code, String)>,
) -> Option<String> {
    if let Some(parent) = parents.iter().find(|parent| !lies_in(code, **parent)) {
        return Some(format!("{code} does not lie in {parent}, which stands in the same row"));
    }
    // The last five digits name an object in the whole codifier, whatever it lies in.
    let (other, name) = known.get(&code.object_number())?;
    (*other != code && fold(name) == fold(&place.name))
        .then(|| format!("{code} has the number and the name of {other} {name}: one of the two codes is mistyped"))
}

/// Whether the digits of a code say that it lies in a place, be it an oblast, a raion or a community.
fn lies_in(code: Code, place: Code) -> bool {
    let oblast = code.oblast_digits() == place.oblast_digits();
    let raion = place.raion_prefix().is_multiple_of(100) || code.raion_prefix() == place.raion_prefix();
    let community =
        place.community_prefix().is_multiple_of(1000) || code.community_prefix() == place.community_prefix();
    oblast && raion && community
}

/// The places of the register by the number of the object.
pub(super) fn by_number(known: &Register) -> HashMap<u32, (Code, String)> {
    places_of(known).into_iter().map(|(code, place)| (code.object_number(), (code, place.name))).collect()
}

/// Adds the places of the register that an edition does not show, for rows of it were left out: which places those rows meant
/// nobody can tell. Gives how many there are.
pub(super) fn keep_missing(places: &mut BTreeMap<Code, Place>, known: &Register) -> usize {
    let shown = places.len();
    for (code, place) in places_of(known) {
        places.entry(code).or_insert(place);
    }
    places.len() - shown
}

fn places_of(known: &Register) -> Vec<(Code, Place)> {
    let cities: BTreeSet<Code> = known.communities.iter().filter(|c| c.raion.is_none()).map(|c| c.code).collect();
    let place = |code: Code, category, name: &String| (code, Place { category, name: name.clone() });
    let oblasts = known.oblasts.iter().map(|oblast| {
        let category = if cities.contains(&oblast.code) { Category::SpecialCity } else { Category::Oblast };
        place(oblast.code, category, &oblast.name)
    });
    let raions = known.raions.iter().map(|raion| place(raion.code, Category::Raion, &raion.name));
    let communities = known.communities.iter().filter(|community| community.raion.is_some());
    let communities = communities.map(|community| place(community.code, Category::Community, &community.name));
    let settlements = known.settlements.iter().map(|s| place(s.code, s.category, &s.name));
    oblasts.chain(raions).chain(communities).chain(settlements).collect()
}

/// What is missing from an edition that a whole one would have; `None` where it may well be whole.
pub(super) fn missing(known: &Register, edition: &Register) -> Option<String> {
    if edition.oblasts.len() != REGIONS {
        return Some(format!("it has {} of the {REGIONS} regions", edition.oblasts.len()));
    }
    let lists: [(&str, Vec<Code>, Vec<Code>); 3] = [
        ("raions", known.raions.iter().map(|r| r.code).collect(), edition.raions.iter().map(|r| r.code).collect()),
        ("communities", communities(known), communities(edition)),
        (
            "settlements",
            known.settlements.iter().map(|s| s.code).collect(),
            edition.settlements.iter().map(|s| s.code).collect(),
        ),
    ];
    for (noun, known, edition) in lists {
        let edition: BTreeSet<Code> = edition.into_iter().collect();
        let gone = known.iter().filter(|code| !edition.contains(code)).count();
        if gone * ONE_IN > known.len() {
            return Some(format!("it would withdraw {gone} of {} {noun}", known.len()));
        }
    }
    raion_with_a_hole(known, edition).or_else(|| many_other_names(known, edition))
}

/// Names that have slipped: between the editions of four years one place in a hundred got another one.
fn many_other_names(known: &Register, edition: &Register) -> Option<String> {
    let names: BTreeMap<Code, String> = places_of(known).into_iter().map(|(code, place)| (code, place.name)).collect();
    let others = places_of(edition).into_iter();
    let others = others.filter(|(code, place)| names.get(code).is_some_and(|name| *name != place.name)).count();
    (others * ONE_IN > names.len()).then(|| format!("it would rename {others} of {} places", names.len()))
}

fn communities(register: &Register) -> Vec<Code> {
    register.communities.iter().map(|community| community.code).collect()
}

/// A raion that stays and loses a good part of its communities.
fn raion_with_a_hole(known: &Register, edition: &Register) -> Option<String> {
    let kept: BTreeSet<Code> = communities(edition).into_iter().collect();
    known.raions.iter().find_map(|raion| {
        let own = known.communities.iter().filter(|community| community.raion == Some(raion.code));
        let own: Vec<Code> = own.map(|community| community.code).collect();
        let gone = own.iter().filter(|code| !kept.contains(code)).count();
        (gone >= MANY_IN_A_RAION && gone * 3 > own.len())
            .then(|| format!("it would withdraw {gone} of {} communities of {} raion", own.len(), raion.name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(leave: impl Fn(&Code) -> bool) -> Register {
        let mut register = Register::embedded();
        register.communities.retain(|community| !leave(&community.code));
        register
    }

    #[test]
    fn a_whole_edition_passes_and_a_piece_does_not() {
        let known = Register::embedded();
        assert_eq!(missing(&known, &known), None);
        let one = known.communities.first().map(|community| community.code);
        assert_eq!(missing(&known, &without(|code| Some(*code) == one)), None);
        let vinnytsia = missing(&known, &without(|code| code.oblast_digits() == 5));
        assert_eq!(vinnytsia.as_deref(), Some("it would withdraw 63 of 1774 communities"));
        let raion = missing(&known, &without(|code| code.raion_prefix() == 504));
        assert!(raion.is_some_and(|what| what.contains("communities of")), "a raion without communities passed");
        let mut regions = known.clone();
        regions.oblasts.pop();
        assert_eq!(missing(&known, &regions).as_deref(), Some("it has 26 of the 27 regions"));
    }

    #[test]
    fn a_mistyped_code_is_known_by_its_number_or_its_parents() {
        let known = by_number(&Register::embedded());
        let code = |text: &str| Code::parse(text).unwrap();
        let place = Place { category: Category::Community, name: "Вінницька ".to_string() };
        let right = code("UA05020030000031457");
        let parents = [code("UA05000000000010236"), code("UA05020000000026686")];
        assert_eq!(contradiction(right, &place, &parents, &known), None);
        assert!(contradiction(code("UA05020930000031457"), &place, &parents, &known).is_some());
        assert!(contradiction(code("UA05920030000099999"), &place, &parents, &known).is_some());
    }
}
