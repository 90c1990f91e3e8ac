//! Communities in a text: the noun, the kind before it, and the adjective before that.

use super::{Mention, Reader, What, is_adjective, is_cyrillic, is_number};
use crate::names::grammar::{self, Gender};
use crate::names::settlements::How;
use crate::names::text::Marks;
use crate::names::words::{Kinds, Sense, Words};

/// Forms of the nouns that can only be of the singular.
const SINGULAR: [&str; 11] =
    ["громада", "громаді", "громаду", "громадою", "рада", "раді", "раду", "радою", "hromada", "community", "council"];

/// More words than this are no name.
const LONGEST: usize = 3;

impl Reader<'_> {
    pub(super) fn communities(&mut self) {
        for at in 0..self.len() {
            match self.sense(at) {
                Some(Sense::Community(kinds)) if !self.is_taken(at) => self.community(at, kinds),
                Some(Sense::Body(kinds)) if !self.is_taken(at) => self.council(at, kinds),
                _ => {}
            }
        }
    }

    /// The community whose noun stands at a token.
    fn community(&mut self, noun: usize, kinds: Kinds) {
        let (left, kinds) = self.skip_left(noun, kinds);
        let plural = !SINGULAR.contains(&self.word(noun));
        let before = left.checked_sub(1).filter(|_| self.follows(left));
        if let Some(last) = before {
            if let Some(first) = self.head(last) {
                self.take(Mention { what: What::Community, name: (first, last), span: (first, noun), kinds, plural });
                return;
            }
            // "Мена ОТГ": the name of the centre in place of the adjective
            let first = self.start_of_name(last, |name| self.is_settlement(name));
            if self.is_free(last) && self.is_settlement(&self.reading.joined(first, last)) {
                self.take(Mention { what: What::Centre, name: (first, last), span: (first, noun), kinds: 0, plural });
                return;
            }
        }
        let all = before.is_some_and(|before| self.sense(before) == Some(Sense::All));
        if all || !self.community_after(noun, kinds) {
            self.reading.all |= all;
            self.reading.nameless = true;
        }
    }

    /// The council or other body whose noun stands at a token.
    fn council(&mut self, noun: usize, kinds: Kinds) {
        let (left, kinds) = self.skip_left(noun, kinds);
        let what = if kinds == 0 { What::Body } else { What::Council };
        let plural = !SINGULAR.contains(&self.word(noun));
        let first = left.checked_sub(1).filter(|_| self.follows(left)).and_then(|last| Some((self.head(last)?, last)));
        if let Some((first, last)) = first {
            self.take(Mention { what, name: (first, last), span: (first, noun), kinds, plural });
        }
    }

    /// Goes left over the kind and over words that say nothing more; gives the first of them and the kinds told.
    fn skip_left(&self, noun: usize, mut kinds: Kinds) -> (usize, Kinds) {
        let mut left = noun;
        while let Some(before) = left.checked_sub(1).filter(|before| self.follows(left) && !self.is_taken(*before)) {
            match self.sense(before) {
                Some(Sense::Kind(kind)) => kinds = if kinds == 0 { kind } else { kinds & kind },
                Some(Sense::Place(kind)) if !is_cyrillic(self.word(before)) || self.word(before) == "сел" => {
                    kinds = if kinds == 0 { kind } else { kinds & kind };
                }
                Some(Sense::Territorial) => {}
                Some(Sense::Unknown) if self.places.named(self.word(before)).is_none() => {
                    let Some(kind) = Words::near_kind(self.word(before)) else { break };
                    kinds = if kinds == 0 { kind } else { kinds & kind };
                }
                _ => break,
            }
            left = before;
        }
        (left, kinds)
    }

    /// The name that stands after the noun: "ОТГ Менська", "громада Аджамка".
    fn community_after(&mut self, noun: usize, mut kinds: Kinds) -> bool {
        let mut at = noun + 1;
        while let Some(sense) = self.sense(at).filter(|_| self.follows(at) && !self.is_taken(at)) {
            match sense {
                Sense::Kind(kind) => kinds = kind,
                Sense::Territorial => {}
                Sense::Plain if self.word(at) == "of" => {}
                _ => break,
            }
            at += 1;
        }
        if !self.is_free(at) || !self.follows(at) {
            return false;
        }
        // An adjective that has its own noun after it belongs to that one; a kind alone belongs to the name: "ТГ Менська міська".
        let mut last = at;
        while let Some(Sense::Kind(kind)) = self.sense(last + 1).filter(|_| self.follows(last + 1)) {
            kinds = kind;
            last += 1;
        }
        let is_noun = |sense| matches!(sense, Sense::Community(_) | Sense::Body(_) | Sense::Territorial);
        if self.follows(last + 1) && self.sense(last + 1).is_some_and(is_noun) {
            return false;
        }
        let feminine = |gender| matches!(gender, Gender::Name | Gender::Feminine);
        if self.places.named(self.word(at)).is_some_and(|named| feminine(named.gender)) {
            let span = (noun, last);
            self.take(Mention { what: What::Community, name: (at, at), span, kinds, plural: false });
            return true;
        }
        let is_name = |last: &usize| (at..=*last).all(|at| self.is_free(at) && self.follows(at)) && self.is_capital(at);
        let ends = (at..at + LONGEST).rev().filter(is_name);
        let end = ends.into_iter().find(|last| self.is_settlement(&self.reading.joined(at, *last)));
        if let Some(last) = end {
            self.mention(What::Centre, (at, last), (noun, last));
        }
        end.is_some()
    }

    /// The first token of the adjective that ends at a token; `None` when it is no adjective.
    fn head(&self, last: usize) -> Option<usize> {
        let token = self.token(last).filter(|token| !token.taken && !is_number(&token.word.folded))?;
        let word = &token.word;
        let is_borne = |name: &str| self.places.named(name).is_some();
        let first = self.start_of_name(last, is_borne);
        if first < last || is_borne(&word.folded) {
            return Some(first);
        }
        // "Студенянс ька": the rest of a word that a line break cut
        if word.folded.starts_with('ь') || word.folded.chars().count() < 4 && word.before.any(Marks::DAMAGE) {
            return self.free_before(last);
        }
        let gender = grammar::adjective(&word.folded).map(|(_, gender)| gender);
        // "Жовтнева ОТГ": the shape of a name, though no community bears it
        let shape = word.capital
            && matches!(gender, Some(Gender::Name | Gender::Feminine))
            && !self.is_settlement(&word.folded);
        (token.sense == Sense::Unknown && (shape || is_adjective(&word.folded))).then_some(last)
    }

    fn is_settlement(&self, name: &str) -> bool {
        let (spots, how) = self.places.settlements.find(name);
        !spots.is_empty() && how != How::Case
    }

    fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.word.capital)
    }
}
