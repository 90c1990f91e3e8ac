//! The communities of the register as they are searched: by code, and by the adjective they bear.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::grammar::Gender;
use super::reading::What;
use super::settlements::Settlements;
use super::spelling::{self, Shelf};
use super::words::{self, Kinds};
use super::{grammar, latin, russian, text};
use crate::model::{Code, CommunityKind, OldCode, Register, letters};

pub(super) use super::settlements::Spot;

/// A community by its place in the register's list.
pub(super) type Id = u16;

/// What is asked of a community when hints are compared with it.
pub(super) struct Community {
    pub(super) code: Code,
    /// Its oblast as a bit of a mask, by the order of the register.
    pub(super) oblast: u32,
    pub(super) raion: Option<Code>,
    /// 0 when the register does not tell.
    pub(super) kind: Kinds,
}

/// A community that bears a name, or bore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearer {
    pub(super) id: Id,
    /// Date of the first edition without this name; `None` for the present name.
    pub(super) until: Option<Date>,
    /// Date of an edition in which the community still had another name; `None` where no edition tells one.
    pub(super) after: Option<Date>,
}

/// An adjective that some community bears.
pub(super) struct Named<'p> {
    pub(super) gender: Gender,
    pub(super) bearers: Cow<'p, [Bearer]>,
    /// Whether it is in another language than the register.
    pub(super) foreign: bool,
    /// Whether letters were taken for one another that only some writers mix: sure only where the row says where to look.
    pub(super) rough: bool,
}

type Index = FxHashMap<String, Vec<Bearer>>;

/// Communities by what the stems of their adjectives sound like in other languages.
#[derive(Default)]
struct Sounds {
    latin: Index,
    rough: Index,
    russian: Index,
}

/// The register as it is searched.
pub(super) struct Places {
    pub(super) communities: Vec<Community>,
    pub(super) oblasts: Vec<Code>,
    pub(super) settlements: Settlements,
    by_code: FxHashMap<Code, Id>,
    by_prefix: FxHashMap<u32, Id>,
    /// Every code of the register, in order.
    codes: Vec<Code>,
    /// Codes of the classifier before this one, when the user imported the table of correspondence.
    koatuu: FxHashMap<u64, Id>,
    /// By the letters of the adjective's stem.
    adjectives: Index,
    /// By what the stem sounds like in Latin letters and in Russian.
    sounds: OnceCell<Sounds>,
    /// The same three indexes by likeness, when needed: Ukrainian, Latin, Russian.
    shelves: [OnceCell<(Vec<String>, Shelf)>; 3],
}

impl Places {
    pub(super) fn new(register: &Register) -> Places {
        let mut places = Places {
            communities: Vec::with_capacity(register.communities.len()),
            oblasts: register.oblasts.iter().map(|oblast| oblast.code).collect(),
            settlements: Settlements::default(),
            by_code: FxHashMap::default(),
            by_prefix: FxHashMap::default(),
            codes: codes(register),
            koatuu: FxHashMap::default(),
            adjectives: FxHashMap::default(),
            sounds: OnceCell::new(),
            shelves: [const { OnceCell::new() }; 3],
        };
        // A name that one edition no longer has was still in the edition before it.
        let renamed: FxHashMap<Code, Date> =
            register.former_names.iter().map(|former| (former.code, former.until)).collect();
        let editions: BTreeSet<Date> = renamed.values().copied().collect();
        for (community, id) in register.communities.iter().zip(0..Id::MAX) {
            let oblast = places.oblast_bit(community.oblast.oblast_digits());
            let kind = community.kind.map_or(0, kind_bit);
            places.communities.push(Community { code: community.code, oblast, raion: community.raion, kind });
            places.by_code.insert(community.code, id);
            places.by_prefix.insert(community.code.community_prefix(), id);
            let name = match community.raion {
                Some(_) => community.name.clone(),
                None => city_adjective(&community.name),
            };
            let after = renamed.get(&community.code).and_then(|date| editions.range(..date).next_back().copied());
            places.add_name(&name, Bearer { id, until: None, after });
        }
        for former in &register.former_names {
            if let Some(&id) = places.by_code.get(&former.code) {
                places.add_name(&former.name, Bearer { id, until: Some(former.until), after: None });
            }
        }
        let of_code =
            |code| Some((places.of_code(code)?, places.of_code(code).and_then(|id| places.community(id))?.oblast));
        places.settlements = Settlements::new(register, of_code);
        places
    }

    /// Learns the classifier before this one: its codes, the names of its time, the seats of its councils.
    pub(super) fn learn_koatuu(&mut self, rows: &[&OldCode]) {
        let mut learned = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(id) = self.of_code(row.code) else { continue };
            self.koatuu.insert(row.koatuu, id);
            learned.push((row.koatuu, row.code, id, row.name.as_str()));
        }
        self.settlements.learn(learned.into_iter());
    }

    /// The community in which the object of an old code lies.
    pub(super) fn of_koatuu(&self, word: &str) -> Option<&Community> {
        let digits: u64 = (word.len() == 10 && !self.koatuu.is_empty()).then(|| word.parse().ok())??;
        self.koatuu.get(&digits).and_then(|id| self.community(*id))
    }

    fn add_name(&mut self, name: &str, bearer: Bearer) {
        let folded = letters::fold(name);
        let stem = grammar::adjective(&folded).map_or(folded.as_str(), |(stem, _)| stem);
        add(&mut self.adjectives, text::key(stem), bearer);
        if let Some(bare) = grammar::bare_parts(stem) {
            add(&mut self.adjectives, text::key(&bare), bearer);
        }
    }

    /// The bit that stands for the oblast of these two digits; 0 when the register has no such oblast.
    pub(super) fn oblast_bit(&self, digits: u8) -> u32 {
        let place = self.oblasts.iter().position(|code| code.oblast_digits() == digits);
        place.map_or(0, |place| 1 << (place % 32))
    }

    /// The oblast that a mask of one bit stands for.
    pub(super) fn oblast_of(&self, mask: u32) -> Option<Code> {
        (mask.count_ones() == 1).then(|| self.oblasts.get(mask.trailing_zeros() as usize).copied())?
    }

    /// The community of this code, or the one in which a settlement of this code lies.
    pub(super) fn of_code(&self, code: Code) -> Option<Id> {
        self.by_code.get(&code).copied().or_else(|| self.of_prefix(code.community_prefix()))
    }

    /// Whether the register has a code, be it of an oblast, a raion, a community or a settlement.
    pub(super) fn is_code(&self, code: Code) -> bool {
        self.codes.binary_search(&code).is_ok()
    }

    /// The community whose code begins with these seven digits.
    pub(super) fn of_prefix(&self, prefix: u32) -> Option<Id> {
        self.by_prefix.get(&prefix).copied()
    }

    /// The community that a code in a text means; `None` for the code of an oblast or a raion, and for other mentions.
    pub(super) fn of_mention(&self, what: What) -> Option<Id> {
        match what {
            What::Code(code) => self.of_code(code),
            What::Prefix(prefix) => self.of_prefix(prefix),
            _ => None,
        }
    }

    pub(super) fn community(&self, id: Id) -> Option<&Community> {
        self.communities.get(usize::from(id))
    }

    /// The communities that bear an adjective, in any case, in Ukrainian, Russian or Latin letters. `None` when none does.
    pub(super) fn named(&self, word: &str) -> Option<Named<'_>> {
        if latin::is_latin(word) {
            let (stem, gender) = latin::adjective(word)?;
            if latin::is_of_russian(word) {
                return self.named_in_russian(&latin::cyrillic(stem), gender);
            }
            let sound = latin::sound(stem);
            if let Some(bearers) = self.sounds().latin.get(&sound).filter(|_| !latin::is_german(word)) {
                return Some(Named { gender, bearers: bearers.into(), foreign: true, rough: false });
            }
            let bearers = self.sounds().rough.get(&latin::rough(&sound))?;
            return Some(Named { gender, bearers: bearers.into(), foreign: true, rough: true });
        }
        if let Some((stem, gender)) = grammar::adjective(word)
            && let Some(bearers) = self.bearers(stem)
        {
            return Some(Named { gender, bearers: bearers.into(), foreign: false, rough: false });
        }
        let (stem, gender) = russian::adjective(word)?;
        self.named_in_russian(stem, gender)
    }

    /// The one community with a town for its centre in these oblasts (0 for nowhere) that bears an adjective.
    pub(super) fn town_named(&self, word: &str, oblasts: u32) -> Option<Id> {
        let named = self.named(word).filter(|named| !named.rough)?;
        let is_town = |bearer: &&Bearer| {
            let community = self.community(bearer.id);
            community.is_some_and(|c| c.oblast & oblasts != 0 && c.kind & (words::URBAN | words::SETTLEMENT) != 0)
        };
        let mut towns = named.bearers.iter().filter(is_town).map(|bearer| bearer.id);
        towns.next().filter(|_| towns.next().is_none())
    }

    fn named_in_russian(&self, stem: &str, gender: Gender) -> Option<Named<'_>> {
        let mut bearers: Vec<Bearer> = Vec::new();
        for sound in russian::sounds_of_russian(stem) {
            let found = self.sounds().russian.get(&sound).into_iter().flatten();
            found.for_each(|bearer| merge(&mut bearers, *bearer));
        }
        (!bearers.is_empty()).then(|| Named { gender, bearers: bearers.into(), foreign: true, rough: false })
    }

    /// The communities that bear the adjective of this Ukrainian stem, or bore it.
    fn bearers(&self, stem: &str) -> Option<&[Bearer]> {
        let bare = || grammar::bare_parts(stem).and_then(|bare| self.adjectives.get(&text::key(&bare)));
        self.adjectives.get(&text::key(stem)).or_else(bare).map(Vec::as_slice)
    }

    /// The communities whose adjective is nearest in spelling to a word that no community bears, and whether it is one adjective.
    pub(super) fn near(&self, word: &str) -> (Vec<Bearer>, bool) {
        let (index, shelf, key) = if latin::is_latin(word) {
            let Some((stem, _)) = latin::adjective(word) else { return (Vec::new(), false) };
            (&self.sounds().latin, 1, latin::sound(stem))
        } else if let Some((stem, _)) = russian::adjective(word).filter(|_| russian::is_russian(word)) {
            (&self.sounds().russian, 2, russian::sound(stem))
        } else {
            let stem = grammar::adjective(word).map_or(word, |(stem, _)| stem);
            (&self.adjectives, 0, text::key(stem))
        };
        let Some(shelf) = self.shelves.get(shelf) else { return (Vec::new(), false) };
        let (keys, shelf) = shelf.get_or_init(|| spelling::shelf_of(index));
        let mut bearers: Vec<Bearer> = Vec::new();
        let nearest = shelf.nearest(&key).0;
        for key in nearest.iter().filter_map(|place| keys.get(*place)) {
            let found = index.get(key).into_iter().flatten();
            found.for_each(|bearer| {
                if !bearers.contains(bearer) {
                    bearers.push(*bearer)
                }
            });
        }
        (bearers, nearest.len() == 1)
    }

    fn sounds(&self) -> &Sounds {
        self.sounds.get_or_init(|| {
            let mut sounds = Sounds::default();
            for (stem, bearers) in &self.adjectives {
                let latin = latin::sound_of_ukrainian(stem);
                for bearer in bearers {
                    add(&mut sounds.rough, latin::rough(&latin), *bearer);
                    add(&mut sounds.latin, latin.clone(), *bearer);
                    add(&mut sounds.russian, russian::sound(stem), *bearer);
                }
            }
            sounds
        })
    }
}

fn add(index: &mut Index, key: String, bearer: Bearer) {
    merge(index.entry(key).or_default(), bearer);
}

/// Adds a bearer once; a present name goes before a former one.
fn merge(bearers: &mut Vec<Bearer>, bearer: Bearer) {
    match bearers.iter_mut().find(|known| known.id == bearer.id) {
        Some(known) => known.until = known.until.and(bearer.until),
        None => bearers.push(bearer),
    }
}

/// Every code of a register, in order.
fn codes(register: &Register) -> Vec<Code> {
    let oblasts = register.oblasts.iter().map(|oblast| oblast.code);
    let raions = register.raions.iter().map(|raion| raion.code);
    let communities = register.communities.iter().map(|community| community.code);
    let mut codes: Vec<Code> = oblasts.chain(raions).chain(communities).collect();
    codes.extend(register.settlements.iter().map(|settlement| settlement.code));
    codes.sort_unstable();
    codes
}

/// The bit of a kind.
pub(super) fn kind_bit(kind: CommunityKind) -> Kinds {
    match kind {
        CommunityKind::Urban => words::URBAN,
        CommunityKind::Settlement => words::SETTLEMENT,
        CommunityKind::Rural => words::RURAL,
    }
}

/// The adjective by which the community of a city with a special status goes: Київ → Київська.
fn city_adjective(name: &str) -> String {
    format!("{}ська", name.trim_end_matches('ь'))
}
