//! Oblasts and raions by the names they go by, present and former, in Ukrainian, Russian and Latin letters.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::grammar::Gender;
use super::oblasts::{ENDINGS, OBLASTS};
use super::old_raions::{OldRaion, old_raions};
use super::places::{Id, Places, Spot};
use super::{grammar, latin, russian, text};
use crate::model::{Category, Code, OldCode, Register, letters};

/// Fewer letters than this begin no oblast for sure.
const SHORTEST_BEGINNING: usize = 4;

/// An area that bears the name of a raion: one of today, one of before 2020, or a district of a city.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// Its oblast as a mask.
    pub(super) oblast: u32,
    /// Its code, when it is a raion of today.
    pub(super) code: Option<Code>,
    /// Communities that lie in it wholly.
    whole: Vec<Id>,
    /// Settlements of communities that lie in it partly, in order.
    partly: Vec<(Id, u16)>,
}

impl Area {
    /// Whether a community lies in it, wholly or partly.
    pub(super) fn has_community(&self, id: Id) -> bool {
        self.whole.binary_search(&id).is_ok() || self.partly.iter().any(|(known, _)| *known == id)
    }

    /// Whether a settlement lies in it.
    pub(super) fn has_settlement(&self, spot: &Spot) -> bool {
        self.whole.binary_search(&spot.community).is_ok()
            || self.partly.binary_search(&(spot.community, spot.number)).is_ok()
    }
}

/// A word or stem of the table of oblasts.
#[derive(Clone, Copy, Default)]
struct OblastWord {
    /// The oblasts it names, as a mask.
    oblasts: u32,
    /// Whether it means the oblast without the noun.
    alone: bool,
    /// Whether it takes case endings.
    bends: bool,
}

/// The names of oblasts and raions.
pub(super) struct Regions {
    oblasts: FxHashMap<String, OblastWord>,
    /// The same by what they sound like in Latin letters.
    by_sound: OnceCell<FxHashMap<String, u32>>,
    raions: FxHashMap<String, Vec<Rc<Area>>>,
    foreign: OnceCell<FxHashMap<String, Vec<Rc<Area>>>>,
}

impl Regions {
    pub(super) fn new(register: &Register, places: &Places) -> Regions {
        let mut regions = Regions {
            oblasts: FxHashMap::default(),
            by_sound: OnceCell::new(),
            raions: FxHashMap::default(),
            foreign: OnceCell::new(),
        };
        regions.add_oblasts(places);
        regions.add_raions(register, places);
        regions.add_districts(register, places);
        regions
    }

    fn add_oblasts(&mut self, places: &Places) {
        for (digits, words) in OBLASTS {
            let oblast = places.oblast_bit(*digits);
            for word in words.split_whitespace() {
                let (word, alone) = word.strip_prefix('+').map_or((word, false), |word| (word, true));
                let (stem, bends) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
                let known = self.oblasts.entry(text::key(stem)).or_default();
                known.oblasts |= oblast;
                known.alone |= alone;
                known.bends |= bends;
            }
        }
    }

    fn add_raions(&mut self, register: &Register, places: &Places) {
        let mut members: FxHashMap<Code, Vec<Id>> = FxHashMap::default();
        for (id, community) in (0..).zip(&places.communities) {
            community.raion.into_iter().for_each(|raion| members.entry(raion).or_default().push(id));
        }
        let mut areas: FxHashMap<Code, Rc<Area>> = FxHashMap::default();
        for raion in &register.raions {
            let oblast = places.oblast_bit(raion.code.oblast_digits());
            let whole = members.remove(&raion.code).unwrap_or_default();
            let area = Rc::new(Area { oblast, code: Some(raion.code), whole, partly: Vec::new() });
            self.add_area(&raion.name, Rc::clone(&area));
            areas.insert(raion.code, area);
        }
        for former in &register.former_names {
            if let Some(area) = areas.get(&former.code) {
                self.add_area(&former.name, Rc::clone(area));
            }
        }
    }

    /// The districts of a city, which people call raions: whoever names one means the city, and no village of its community.
    fn add_districts(&mut self, register: &Register, places: &Places) {
        for district in register.settlements.iter().filter(|place| place.category == Category::CityDistrict) {
            let Some(city) = places.of_code(district.code) else { continue };
            let oblast = places.oblast_bit(district.code.oblast_digits());
            let partly = vec![(city, 0), (city, 1)];
            self.add_area(&district.name, Rc::new(Area { oblast, code: None, whole: Vec::new(), partly }));
        }
    }

    /// Learns the raions of before 2020 from the table of old codes. Where a raion of today in the same oblast bears the name
    /// that another one is guessed to have borne, only today's is meant.
    pub(super) fn learn_koatuu(&mut self, rows: &[&OldCode], places: &Places) {
        let today: FxHashMap<String, u32> = self
            .raions
            .iter()
            .map(|(key, areas)| (key.clone(), areas.iter().fold(0, |all, area| all | area.oblast)))
            .collect();
        for OldRaion { oblast, names, members } in old_raions(rows, places) {
            let area = Rc::new(Area { oblast, code: None, whole: Vec::new(), partly: members });
            let is_raion =
                |name: &&str| grammar::adjective(name).is_some_and(|(_, gender)| gender == Gender::Masculine);
            for name in names {
                let borne = today.get(&area_key(name)).is_some_and(|oblasts| oblasts & oblast != 0);
                if is_raion(&name) || !borne {
                    self.add_area(name, Rc::clone(&area));
                }
            }
        }
        self.foreign = OnceCell::new();
    }

    fn add_area(&mut self, name: &str, area: Rc<Area>) {
        self.raions.entry(area_key(name)).or_default().push(area);
    }

    /// The entry of the table of oblasts that a folded word is, in any case.
    fn oblast_entry(&self, word: &str) -> Option<&OblastWord> {
        let word = text::key(word);
        let places = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        places.rev().take(4).find_map(|at| {
            let (stem, ending) = word.split_at(at);
            let bends = |known: &&OblastWord| ending.is_empty() || known.bends && ENDINGS.contains(&ending);
            self.oblasts.get(stem).filter(bends)
        })
    }

    /// The oblasts that one folded word names, as a mask; 0 for none.
    pub(super) fn oblast_word(&self, word: &str) -> u32 {
        let known = self.oblast_entry(word).map_or(0, |known| known.oblasts);
        if known != 0 || !latin::is_latin(word) {
            return known;
        }
        let stem = latin::adjective(word).map_or(word, |(stem, _)| stem);
        let sound = |latin: &str| latin::rough(&latin::sound(latin));
        let by_sound = self.by_sound.get_or_init(|| {
            let cyrillic = self.oblasts.iter().filter(|(stem, _)| !latin::is_latin(stem));
            cyrillic.map(|(stem, known)| (sound(&latin::romanised(stem)), known.oblasts)).collect()
        });
        by_sound.get(&sound(stem)).copied().unwrap_or(0)
    }

    /// The oblast that a word cut short begins and no other: `запор.`, `дніпропетр.`; 0 for none.
    pub(super) fn oblast_cut_short(&self, word: &str) -> u32 {
        let word = text::key(word);
        if word.chars().count() < SHORTEST_BEGINNING {
            return 0;
        }
        let begun = self.oblasts.iter().filter(|(stem, _)| stem.starts_with(&word));
        let oblasts = begun.fold(0, |all, (_, known)| all | known.oblasts);
        if oblasts.count_ones() == 1 { oblasts } else { 0 }
    }

    /// Whether a word names an oblast without the noun: Житомирщина, Волинь.
    pub(super) fn is_region_noun(&self, word: &str) -> bool {
        self.oblast_entry(word).is_some_and(|known| known.alone)
    }

    /// The areas that bear the name of a raion, which may stand in any case, in these oblasts (0 for anywhere).
    pub(super) fn areas(&self, word: &str, oblasts: u32) -> impl Iterator<Item = &Rc<Area>> {
        let found = if latin::is_latin(word) {
            latin::adjective(word).and_then(|(stem, _)| self.foreign().get(&latin::sound(stem)))
        } else {
            let stem = grammar::adjective(word).map_or(word, |(stem, _)| stem);
            let of_russian =
                |stem: &str| russian::sounds_of_russian(stem).iter().find_map(|sound| self.foreign().get(sound));
            let russian = || russian::adjective(word).and_then(|(stem, _)| of_russian(stem));
            self.raions.get(text::key(stem).as_str()).or_else(russian)
        };
        let areas = found.map_or(&[][..], Vec::as_slice);
        areas.iter().filter(move |area| oblasts == 0 || area.oblast & oblasts != 0)
    }

    /// Whether some raion, oblast or district of a city bears this name.
    pub(super) fn is_region(&self, word: &str) -> bool {
        self.oblast_word(word) != 0 || self.areas(word, 0).next().is_some()
    }

    fn foreign(&self) -> &FxHashMap<String, Vec<Rc<Area>>> {
        self.foreign.get_or_init(|| {
            let mut foreign: FxHashMap<String, Vec<Rc<Area>>> = FxHashMap::default();
            for (stem, areas) in &self.raions {
                for sound in [russian::sound(stem), latin::sound_of_ukrainian(stem)] {
                    let known = foreign.entry(sound).or_default();
                    areas
                        .iter()
                        .filter(|area| !known.contains(area))
                        .cloned()
                        .collect::<Vec<_>>()
                        .into_iter()
                        .for_each(|area| known.push(area));
                }
            }
            foreign
        })
    }

    /// The oblast whose name a misspelt word is near to, if there is one and no other.
    pub(super) fn near_oblast(&self, word: &str) -> u32 {
        let stem = grammar::adjective(word).map_or(word, |(stem, _)| stem);
        let allowed = match word.chars().count() {
            length if length < 6 => return 0,
            length if length < 9 => 1,
            _ => 2,
        };
        let mut best = (allowed, 0_u32);
        for (known, entry) in &self.oblasts {
            let distance = strsim::osa_distance(known, stem);
            if distance < best.0 {
                best = (distance, entry.oblasts);
            } else if distance == best.0 {
                best.1 |= entry.oblasts;
            }
        }
        if best.1.count_ones() == 1 { best.1 } else { 0 }
    }
}

/// The letters by which areas of a name are found: those of the adjective's stem.
fn area_key(name: &str) -> String {
    let folded = letters::fold(name);
    let stem = grammar::adjective(&folded).map_or(folded.as_str(), |(stem, _)| stem);
    text::key(stem)
}
