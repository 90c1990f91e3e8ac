//! The settlements of the register by their names.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::places::Id;
use super::spelling::Shelf;
use super::words::{self, Kinds};
use super::{grammar, latin, nouns, russian, text};
use crate::model::{Category, Code, Register, letters};

/// A settlement that bears a name, or bore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The community in which it lies.
    pub(super) community: Id,
    /// Its number within the community.
    pub(super) number: u16,
    /// What it is: city, settlement or village, in the bits of kinds of community.
    pub(super) kind: Kinds,
}

impl Spot {
    /// Whether it is the centre of its community: the codifier gives the centre the first number.
    pub(super) fn is_centre(&self) -> bool {
        self.number <= 1
    }
}

/// How a name led to settlements, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// The name as it stands in the register, or with the other spelling of its ending.
    Exact,
    /// Another case of it.
    Case,
    /// Another language.
    Foreign,
}

type Index = FxHashMap<String, Vec<Spot>>;
/// The settlements of some oblasts, and the shelf on which their names stand in the same order.
type Shelved = (Vec<Spot>, Shelf);

/// The settlements by their names.
#[derive(Default)]
pub(super) struct Settlements {
    names: Names,
    exact: OnceCell<Index>,
    latin: OnceCell<Index>,
    russian: OnceCell<Index>,
    roots: OnceCell<Index>,
    /// Where the councils of before 2020 had their seats, when the user imported the table of correspondence.
    seats: FxHashSet<(Id, u16)>,
    /// Names by likeness, for each set of oblasts asked for.
    shelves: RefCell<FxHashMap<u32, Rc<Shelved>>>,
}

impl Settlements {
    /// Takes the names from a register; the indexes are built when they are first needed.
    pub(super) fn new(register: &Register, community_of: impl Fn(Code) -> Option<(Id, u32)>) -> Settlements {
        let mut names = Names::default();
        let mut former: FxHashMap<Code, Vec<&str>> = FxHashMap::default();
        for known in &register.former_names {
            former.entry(known.code).or_default().push(&known.name);
        }
        for place in &register.settlements {
            let Some((community, oblast)) = place.community.and_then(&community_of) else { continue };
            if place.category == Category::CityDistrict {
                continue;
            }
            let spot = Spot { community, number: number(place.code), kind: category_bit(place.category) };
            let earlier = former.get(&place.code).into_iter().flatten().copied();
            earlier.chain([place.name.as_str()]).for_each(|name| names.push(name, spot, oblast));
        }
        for city in register.communities.iter().filter(|community| community.raion.is_none()) {
            let Some((community, oblast)) = community_of(city.code) else { continue };
            names.push(&city.name, Spot { community, number: 0, kind: words::URBAN }, oblast);
        }
        Settlements { names, ..Settlements::default() }
    }

    /// Learns from the classifier before this one: names that settlements had then, and which of them were seats of councils.
    pub(super) fn learn<'k>(&mut self, rows: impl Iterator<Item = (u64, Code, Id, &'k str)>) {
        let known: FxHashMap<(Id, u16), (Spot, u32)> =
            self.names.iter().map(|(_, spot, oblast)| ((spot.community, spot.number), (spot, oblast))).collect();
        for (koatuu, code, id, name) in rows {
            let place = (id, number(code));
            let Some((spot, oblast)) = known.get(&place) else { continue };
            // A council's first settlement is its seat; that of a town has the town's own code.
            if matches!(koatuu % 100, 0 | 1) {
                self.seats.insert(place);
            }
            if !self.exact(&letters::fold(name)).contains(spot) {
                self.names.push(name, *spot, *oblast);
            }
        }
        // The indexes are built anew when they are next needed.
        let (names, seats) = (std::mem::take(&mut self.names), std::mem::take(&mut self.seats));
        *self = Settlements { names, seats, ..Settlements::default() };
    }

    /// Of settlements after which a council may be called, those that were seats of councils, and `true`; all of them and
    /// `false` when none is known to have been one.
    pub(super) fn seats(&self, spots: Vec<Spot>) -> (Vec<Spot>, bool) {
        let is_seat = |spot: &&Spot| self.seats.contains(&(spot.community, spot.number));
        let seats: Vec<Spot> = spots.iter().filter(is_seat).copied().collect();
        if seats.is_empty() { (spots, false) } else { (seats, true) }
    }

    /// The settlements of a folded name in the nominative.
    pub(super) fn exact(&self, name: &str) -> &[Spot] {
        let index = self.exact.get_or_init(|| self.index(|name| [name.to_string()]));
        index.get(&text::key(name)).map_or(&[], Vec::as_slice)
    }

    /// The settlements that a folded name may mean: in the nominative if there are any, else in another form or language.
    pub(super) fn find(&self, name: &str) -> (Vec<Spot>, How) {
        if latin::is_latin(name) {
            let index = self.latin.get_or_init(|| self.index(|name| [latin::sound_of_ukrainian(name)]));
            let spots = index.get(&latin::sound(name)).cloned().unwrap_or_default();
            let spots = if spots.is_empty() { self.centres_in_russian(&latin::cyrillic(name)) } else { spots };
            return (spots, How::Foreign);
        }
        let mut spots = self.exact(name).to_vec();
        if spots.is_empty() {
            spots = self.of_any(&nouns::endings(name));
        }
        if !spots.is_empty() {
            return (spots, How::Exact);
        }
        if !grammar::is_relational_adjective(name) {
            spots = self.of_any(&nouns::nominatives(name));
        }
        if !spots.is_empty() {
            return (spots, How::Case);
        }
        if russian::is_russian(name) {
            return (self.in_russian(name), How::Foreign);
        }
        (self.centres_in_russian(name), How::Foreign)
    }

    fn in_russian(&self, name: &str) -> Vec<Spot> {
        let index = self.russian.get_or_init(|| self.index(|name| [russian::sound(name)]));
        let name = russian::place_in_ukrainian(name).unwrap_or_else(|| name.to_string());
        let sounds = russian::sounds_of_russian(&name);
        sounds.iter().filter_map(|sound| index.get(sound)).flatten().copied().collect()
    }

    /// Cities and other centres by their Russian names, which need no Russian letter: Ровно, Kharkov, Маневичи.
    fn centres_in_russian(&self, name: &str) -> Vec<Spot> {
        if name.contains(['і', 'ї', 'є', 'ґ', '\'']) || name.chars().count() < 4 {
            return Vec::new();
        }
        self.in_russian(name).into_iter().filter(Spot::is_centre).collect()
    }

    fn of_any(&self, names: &[String]) -> Vec<Spot> {
        let mut spots: Vec<Spot> = names.iter().flat_map(|name| self.exact(name)).copied().collect();
        spots.sort_unstable_by_key(|spot| (spot.community, spot.number));
        spots.dedup();
        spots
    }

    /// The settlements from whose names an adjective may be made.
    pub(super) fn origins(&self, adjective: &str) -> Vec<Spot> {
        let Some((stem, _)) = grammar::adjective(adjective) else { return Vec::new() };
        let index = self.roots.get_or_init(|| self.index(nouns::roots));
        let roots = nouns::roots_of_adjective(&text::key(stem));
        let mut spots: Vec<Spot> = roots.iter().filter_map(|root| index.get(root)).flatten().copied().collect();
        spots.sort_unstable_by_key(|spot| (spot.community, spot.number));
        spots.dedup();
        spots
    }

    /// The settlements in some oblasts whose names are nearest in spelling to one that no settlement bears.
    pub(super) fn near(&self, name: &str, oblasts: u32) -> Vec<Spot> {
        let shelf = Rc::clone(self.shelves.borrow_mut().entry(oblasts).or_insert_with(|| Rc::new(self.shelf(oblasts))));
        let (spots, shelf) = &*shelf;
        shelf.nearest(&text::key(name)).0.into_iter().filter_map(|place| spots.get(place)).copied().collect()
    }

    fn shelf(&self, oblasts: u32) -> Shelved {
        let here = || self.names.iter().filter(|(_, _, oblast)| oblast & oblasts != 0);
        (here().map(|(_, spot, _)| spot).collect(), Shelf::new(here().map(|(key, _, _)| key)))
    }

    /// An index by what is made of the letters of a name.
    fn index<K: IntoIterator<Item = String>>(&self, keys: impl Fn(&str) -> K) -> Index {
        let mut index = Index::default();
        index.reserve(self.names.entries.len());
        for (name, spot, _) in self.names.iter() {
            for key in keys(name) {
                let spots = index.entry(key).or_default();
                if !spots.contains(&spot) {
                    spots.push(spot);
                }
            }
        }
        index
    }
}

/// Names by their letters, each with its settlement and the oblast of that as a mask. One text holds them all.
#[derive(Default)]
struct Names {
    letters: String,
    /// Where each name ends in the text.
    entries: Vec<(usize, Spot, u32)>,
}

impl Names {
    fn push(&mut self, name: &str, spot: Spot, oblast: u32) {
        text::push_key_of_name(&mut self.letters, name);
        self.entries.push((self.letters.len(), spot, oblast));
    }

    fn iter(&self) -> impl Iterator<Item = (&str, Spot, u32)> {
        let mut start = 0;
        self.entries.iter().map(move |(end, spot, oblast)| {
            let name = self.letters.get(start..*end).unwrap_or_default();
            start = *end;
            (name, *spot, *oblast)
        })
    }
}

/// Digits 8 to 10 of a code: the number of a settlement within its community.
pub(super) fn number(code: Code) -> u16 {
    u16::try_from(code.digits() / 10_000_000 % 1_000).unwrap_or_default()
}

fn category_bit(category: Category) -> Kinds {
    match category {
        Category::City | Category::SpecialCity => words::URBAN,
        Category::UrbanSettlement | Category::Settlement => words::SETTLEMENT,
        _ => words::RURAL,
    }
}
