//! Places in a text: the word for one and the name after it, as long as the register knows it.

use super::{Mention, Reader, What, is_cyrillic, is_number};
use crate::names::words::{Kinds, Sense, TOWN};

/// Words between the word for a place and its name: "селище міського типу Ближнє", "місто районного значення Молочанськ".
const BETWEEN: [&str; 7] = ["міського", "типу", "районного", "обласного", "значення", "городского", "типа"];

/// More words than this are no name.
const LONGEST: usize = 3;

impl Reader<'_> {
    /// Whom a street or a school is called after: "вул. М. Грушевського", "ліцей ім. Т. Г. Шевченка".
    pub(super) fn streets(&mut self) {
        for at in 0..self.len() {
            if self.sense(at) != Some(Sense::Street) {
                continue;
            }
            let is_name = |at: usize| {
                let initial = self.word(at).chars().count() <= 2;
                self.follows(at) && (initial || self.is_free(at) && !self.has_noun(at))
            };
            let names = (at + 1..at + 1 + LONGEST + 1).take_while(|at| is_name(*at)).count();
            self.reading.tokens.iter_mut().skip(at + 1).take(names).for_each(|token| token.taken = true);
        }
    }

    pub(super) fn spots(&mut self) {
        let mut at = 0;
        while at < self.len() {
            if let Some(Sense::Place(kinds)) = self.sense(at)
                && !self.is_taken(at)
                && !self.is_initial(at)
            {
                self.spot(at, kinds);
            }
            at += 1;
        }
    }

    /// The place whose word stands at a token.
    fn spot(&mut self, marker: usize, mut kinds: Kinds) {
        let mut first = marker + 1;
        while BETWEEN.contains(&self.word(first)) {
            if self.word(first).starts_with("місь") {
                kinds |= TOWN;
            }
            first += 1;
        }
        if self.word(first) == "of" {
            first += 1;
        }
        if !self.is_place_name_at(first) {
            self.spot_before(marker, kinds);
            return;
        }
        let last = self.end_of_name(first);
        self.take(Mention { what: What::Place, name: (first, last), span: (marker, last), kinds, plural: false });
    }

    /// Whether a letter is the initial of a person: "М. Грушевський", "Т. Г. Шевченко".
    fn is_initial(&self, at: usize) -> bool {
        let is_letter =
            |at: usize| self.word(at).chars().count() == 1 && self.token(at).is_some_and(|token| token.word.capital);
        is_letter(at) && (at.checked_sub(1).is_some_and(is_letter) || is_letter(at + 1) || self.word(at) == "г")
    }

    /// The last word of the name that begins at a token: as far as the register knows it, else as far as it may go.
    fn end_of_name(&self, first: usize) -> usize {
        let longest = (first..first + LONGEST).take_while(|at| self.is_name_word(*at, first)).count().max(1);
        let is_known = |last: &usize| !self.places.settlements.find(&self.reading.joined(first, *last)).0.is_empty();
        let known = (first..first + longest).rev().find(is_known);
        // "Малий Дорошів" is not Малий: capital words that go on with a name belong to it, whether known or not.
        let goes_on = |at: usize| {
            self.sense(at) == Some(Sense::Unknown)
                && self.token(at).is_some_and(|token| token.word.capital)
                && !self.has_noun(at)
        };
        let end = (first + 1..first + longest).take_while(|at| goes_on(*at)).last().unwrap_or(first);
        known.unwrap_or(first).max(end)
    }

    /// Whether a word is an adjective with its own noun behind it: "Світлодарської міської громади".
    fn has_noun(&self, at: usize) -> bool {
        let is_noun = |sense| {
            use Sense::{Body, Community, Kind, Oblast, OblastBody, Raion, RaionBody, Territorial, Ward};
            matches!(
                sense,
                Body(_) | Community(_) | Kind(_) | Oblast | OblastBody | Raion | RaionBody | Territorial | Ward
            )
        };
        self.is_taken(at) || self.follows(at + 1) && self.sense(at + 1).is_some_and(is_noun)
    }

    /// "Bashtanka town": in English the word may stand behind.
    fn spot_before(&mut self, marker: usize, kinds: Kinds) {
        if let Some(before) = self.free_before(marker).filter(|before| !is_cyrillic(self.word(*before))) {
            let first = self.start_of_name(before, |name| !self.places.settlements.find(name).0.is_empty());
            self.take(Mention {
                what: What::Place,
                name: (first, before),
                span: (first, marker),
                kinds,
                plural: false,
            });
        }
    }

    /// Whether the name of a place begins at a token. Words that are in the table of words are names only if settlements bear them.
    fn is_place_name_at(&self, at: usize) -> bool {
        self.is_name_word(at, at)
            && (self.sense(at) == Some(Sense::Unknown) || !self.places.settlements.exact(self.word(at)).is_empty())
    }

    fn is_name_word(&self, at: usize, first: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let may_be_name = match token.sense {
                Sense::Unknown | Sense::Plain | Sense::Institution | Sense::Refuse(_) => true,
                Sense::Place(_) => token.word.capital && token.word.folded.chars().count() > 3,
                _ => false,
            };
            let beside = if at == first { self.follows(at) } else { self.follows(at) && !self.reading.is_boundary(at) };
            !token.taken && !is_number(&token.word.folded) && may_be_name && beside
        })
    }
}
