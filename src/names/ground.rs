//! Where to look for a name: the oblast, raion, kind and day that a row tells.

use std::rc::Rc;

use jiff::civil::Date;

use super::grammar::{self, Gender};
use super::places::{self, Id, Places, Spot};
use super::regions::{Area, Regions};
use super::words::{Kinds, Sense, Words};
use super::{Question, latin, text};
use crate::model::CommunityKind;

/// Signs that part the raions of a row whose communities lie in several.
const LISTED: [char; 4] = [',', ';', '/', '\n'];

/// What a row says about where to look. Zero, `None` and an empty list mean that it says nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Ground {
    /// Oblasts as a mask.
    pub(super) oblasts: u32,
    /// Areas that bear the name of a raion told: a community lies in one of them.
    areas: Vec<Rc<Area>>,
    /// Kinds of community.
    pub(super) kinds: Kinds,
    /// Day of the event.
    pub(super) date: Option<Date>,
    /// The community whose name the raion told bears, where no raion does: once it was the centre of that raion.
    pub(super) former_centre: Option<Id>,
    /// Whether two hints contradict each other.
    pub(super) clash: bool,
}

impl Ground {
    /// Reads the hints of a row.
    pub(super) fn read(question: &Question, words: &Words, places: &Places, regions: &Regions) -> Ground {
        let mut ground = Ground { date: question.date, ..Ground::default() };
        let (mut oblasts, mut raions) = (hint_words(question.oblast, words), hint_words(question.raion, words));
        if are_swapped(&oblasts, &raions, regions) {
            std::mem::swap(&mut oblasts, &mut raions);
        }
        let told = |hints: &[Hint]| hints.iter().fold(0, |mask, hint| mask | regions.oblast_word(&hint.word));
        let (own, of_raions): (Vec<Hint>, Vec<Hint>) = oblasts.into_iter().partition(|hint| !hint.is_raion());
        // "Дніпропетровська/Дніпровський": a raion beside its oblast, in one cell
        let (beside, own): (Vec<Hint>, Vec<Hint>) = own.into_iter().partition(|hint| hint.may_be_raion());
        let mask = told(&own);
        let is_beside = |hint: &Hint| mask != 0 && regions.areas(&hint.word, mask).next().is_some();
        let (beside, rest): (Vec<Hint>, Vec<Hint>) = beside.into_iter().partition(is_beside);
        ground.oblasts = mask | told(&rest);
        if ground.oblasts == 0 {
            let misspelt = own.iter().chain(&rest).filter(|hint| regions.areas(&hint.word, 0).next().is_none());
            ground.oblasts = misspelt.fold(0, |mask, hint| mask | regions.near_oblast(&hint.word));
        }
        let mut within = Vec::new();
        for hint in raions.iter().chain(&of_raions).chain(&beside) {
            let oblast = regions.oblast_word(&hint.word);
            let is_oblast = hint.noun == Some(Sense::Oblast)
                || !hint.is_raion() && regions.areas(&hint.word, ground.oblasts).next().is_none();
            if is_oblast && oblast != 0 {
                ground.within_oblast(oblast);
            } else {
                within.push(hint.word.as_str());
            }
        }
        if question.raion.contains(LISTED) && within.len() > 1 {
            ground.within_one_of(&within, regions);
        } else {
            within.iter().for_each(|word| ground.within_raion(word, places, regions));
        }
        for word in text::words(question.kind) {
            match words.sense(&word.folded) {
                Sense::Kind(kinds) | Sense::Place(kinds) => ground.kinds |= kinds,
                _ => ground.kinds |= CommunityKind::parse(&word.folded).map_or(0, places::kind_bit),
            }
        }
        ground
    }

    /// Narrows the ground to an oblast. One that contradicts the hints takes their place, and the clash is remembered.
    pub(super) fn within_oblast(&mut self, mask: u32) {
        self.clash |= self.oblasts != 0 && self.oblasts & mask == 0;
        self.oblasts = if self.oblasts & mask == 0 { mask } else { self.oblasts & mask };
    }

    /// Narrows the ground to kinds of community; 0 says nothing.
    pub(super) fn of_kinds(&mut self, kinds: Kinds) {
        if kinds != 0 {
            self.clash |= self.kinds != 0 && self.kinds & kinds == 0;
            // "СТГ" is a settlement or a village; the column says which.
            self.kinds = if self.kinds & kinds == 0 { kinds } else { self.kinds & kinds };
        }
    }

    /// Narrows the ground to the raion of a name. A name that no raion here bears may be that of a raion of before 2020, which
    /// was called after its centre; one borne only elsewhere clashes.
    pub(super) fn within_raion(&mut self, word: &str, places: &Places, regions: &Regions) {
        let areas: Vec<Rc<Area>> = regions.areas(word, self.oblasts).cloned().collect();
        if areas.is_empty() {
            self.former_centre = places.town_named(word, self.oblasts);
            self.clash |= self.former_centre.is_none() && regions.areas(word, 0).next().is_some();
            return;
        }
        if self.oblasts == 0 {
            self.oblasts = areas.iter().fold(0, |mask, area| mask | area.oblast);
        }
        self.areas = areas;
    }

    /// Narrows the ground to several raions, one of which each community of the row lies in. Where one of them is not known here,
    /// the list says nothing.
    fn within_one_of(&mut self, words: &[&str], regions: &Regions) {
        let each: Vec<Vec<Rc<Area>>> =
            words.iter().map(|word| regions.areas(word, self.oblasts).cloned().collect()).collect();
        if each.iter().any(Vec::is_empty) {
            let elsewhere = |word: &&str| regions.areas(word, 0).next().is_some();
            self.clash |= words.iter().zip(&each).any(|(word, here)| here.is_empty() && elsewhere(word));
            return;
        }
        self.areas = each.concat();
        if self.oblasts == 0 {
            self.oblasts = self.areas.iter().fold(0, |mask, area| mask | area.oblast);
        }
    }

    /// The same ground without its raion and kind.
    pub(super) fn of_oblast_alone(&self) -> Ground {
        Ground { oblasts: self.oblasts, clash: self.clash, date: self.date, ..Ground::default() }
    }

    /// Whether the row tells an oblast or a raion.
    pub(super) fn is_known(&self) -> bool {
        self.oblasts != 0
    }

    /// Whether an area that bears the raion's name has the community. Without a raion every community is in it.
    pub(super) fn has_in_raion(&self, id: Id) -> bool {
        self.areas.is_empty() || self.areas.iter().any(|area| area.has_community(id))
    }

    /// The same for raions of today alone; when the name is only that of an old raion, as `has_in_raion`.
    pub(super) fn has_in_raion_today(&self, id: Id) -> bool {
        let mut today = self.areas.iter().filter(|area| area.code.is_some()).peekable();
        if today.peek().is_none() { self.has_in_raion(id) } else { today.any(|area| area.has_community(id)) }
    }

    /// Whether an area that bears the raion's name has the settlement.
    pub(super) fn has_settlement(&self, spot: &Spot) -> bool {
        self.areas.is_empty() || self.areas.iter().any(|area| area.has_settlement(spot))
    }

    /// Whether the row tells a raion.
    pub(super) fn has_raion(&self) -> bool {
        !self.areas.is_empty()
    }
}

/// A word of a hint that may be a name, with the noun behind it.
#[derive(Debug)]
struct Hint {
    word: String,
    noun: Option<Sense>,
}

impl Hint {
    fn is_raion(&self) -> bool {
        self.noun == Some(Sense::Raion)
    }

    /// Whether it is a masculine adjective without a noun, as raions have it.
    fn may_be_raion(&self) -> bool {
        let gender = match latin::is_latin(&self.word) {
            true => latin::adjective(&self.word).map(|(_, gender)| gender),
            false => grammar::adjective(&self.word).map(|(_, gender)| gender),
        };
        self.noun.is_none() && gender == Some(Gender::Masculine)
    }
}

/// Whether the oblast stands in the column of the raion, and the raion in that of the oblast.
fn are_swapped(oblasts: &[Hint], raions: &[Hint], regions: &Regions) -> bool {
    let is_raion =
        |hint: &Hint| hint.is_raion() || hint.may_be_raion() && regions.areas(&hint.word, 0).next().is_some();
    let is_oblast = |hint: &Hint| !hint.is_raion() && !hint.may_be_raion() && regions.oblast_word(&hint.word) != 0;
    !oblasts.is_empty() && oblasts.iter().all(is_raion) && raions.iter().any(is_oblast)
}

/// The words of a hint that may be names.
fn hint_words(hint: &str, words: &Words) -> Vec<Hint> {
    let mut found: Vec<Hint> = Vec::new();
    for word in text::words(hint) {
        let noun = match words.sense(&word.folded) {
            Sense::Unknown => {
                let glued = word.folded.strip_suffix("р-н").filter(|glued| !glued.is_empty()).map(str::to_string);
                let noun = glued.is_some().then_some(Sense::Raion);
                found.push(Hint { word: glued.unwrap_or(word.folded), noun });
                continue;
            }
            Sense::Raion | Sense::RaionBody => Sense::Raion,
            Sense::Oblast | Sense::OblastBody => Sense::Oblast,
            _ => continue,
        };
        if let Some(last) = found.last_mut() {
            last.noun = Some(noun);
        }
    }
    found
}
