//! Oblasts, raions and wards in a text: an adjective beside the noun, or a word that means an oblast by itself.

use super::{Reader, What, is_adjective, is_cyrillic};
use crate::names::grammar::{self, Gender};
use crate::names::text::Marks;
use crate::names::words::Sense;

/// Forms of the nouns that stand for several adjectives before them.
const OBLASTS: [&str; 6] = ["областей", "областям", "областями", "областях", "oblasts", "regions"];
const RAIONS: [&str; 8] = ["районів", "районам", "районами", "районах", "райони", "районов", "raions", "districts"];

impl Reader<'_> {
    pub(super) fn oblasts(&mut self) {
        for at in 0..self.len() {
            match self.sense(at) {
                Some(Sense::Oblast | Sense::OblastBody) => self.oblast(at),
                Some(Sense::Unknown) if self.regions.is_region_noun(self.word(at)) && !self.is_place_name(at) => {
                    self.mention(What::Oblast(self.regions.oblast_word(self.word(at))), (at, at), (at, at));
                }
                Some(Sense::Unknown) if self.is_cut_short(at) => {
                    self.mention(What::Oblast(self.regions.oblast_cut_short(self.word(at))), (at, at), (at, at));
                }
                _ => {}
            }
        }
    }

    /// The oblast whose noun stands at a token.
    fn oblast(&mut self, noun: usize) {
        if let Some(before) = self.free_before(noun) {
            let mask = match self.regions.oblast_word(self.word(before)) {
                0 if self.token(before).is_some_and(|token| token.word.dot) => {
                    self.regions.oblast_cut_short(self.word(before))
                }
                mask => mask,
            };
            if mask != 0 || is_adjective(self.word(before)) {
                self.mention(What::Oblast(mask), (before, before), (before, noun));
                self.more_oblasts(before, noun);
                return;
            }
        }
        let mask = self.regions.oblast_word(self.word(noun + 1));
        if mask != 0 && self.follows(noun + 1) && self.sense(noun) == Some(Sense::Oblast) {
            self.mention(What::Oblast(mask), (noun + 1, noun + 1), (noun, noun + 1));
        }
    }

    /// Whether a word alone in brackets is the beginning of an oblast's name: "(Дніпропетр.)".
    fn is_cut_short(&self, at: usize) -> bool {
        let bracketed =
            |token: &super::Token| token.word.dot && token.word.depth > 0 && token.word.before.any(Marks::OPEN);
        let alone = at + 1 >= self.len() || self.reading.is_boundary(at + 1);
        alone && self.token(at).is_some_and(bracketed) && self.regions.oblast_cut_short(self.word(at)) != 0
    }

    /// Whether the word for a place stands before a word.
    fn is_place_name(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.sense(before), Some(Sense::Place(_))))
    }

    /// The oblasts listed before the last one: "Київської, Житомирської та Одеської областей".
    fn more_oblasts(&mut self, last: usize, noun: usize) {
        // "Чернігівська та Сумська область": in the singular only what an "and" joins
        let joined = last.checked_sub(1).is_some_and(|before| self.sense(before) == Some(Sense::And));
        if !OBLASTS.contains(&self.word(noun)) && !joined {
            return;
        }
        for at in (0..last).rev() {
            let mask = self.regions.oblast_word(self.word(at));
            if mask != 0 && self.is_free(at) {
                self.mention(What::Oblast(mask), (at, at), (at, at));
            } else if self.sense(at) != Some(Sense::And) {
                break;
            }
        }
    }

    pub(super) fn raions(&mut self) {
        for at in 0..self.len() {
            let body = match self.sense(at) {
                Some(Sense::Raion) => false,
                Some(Sense::RaionBody) if self.word(at + 1) != "значення" => true,
                _ => continue,
            };
            let after = Some(at + 1).filter(|after| !body && self.follows(*after) && self.is_free(*after));
            if let Some(before) = self.free_before(at).filter(|before| self.is_raion_name(*before)) {
                let first = self.start_of_name(before, |name| self.regions.areas(name, 0).next().is_some());
                self.mention(What::Raion, (first, before), (first, at));
                self.more_raions(first, at);
            } else if let Some(after) = after.filter(|after| self.is_raion_name(*after)) {
                self.mention(What::Raion, (after, after), (at, after));
            }
        }
    }

    /// Whether a word may be the name of a raion. In English it may be that of its centre: "Pavlohrad raion".
    fn is_raion_name(&self, at: usize) -> bool {
        let word = self.word(at);
        !is_cyrillic(word) || is_adjective(word) || self.regions.areas(word, 0).next().is_some()
    }

    /// The raions listed before the last one: "Ізюмського та Чугуївського районів".
    fn more_raions(&mut self, first: usize, noun: usize) {
        if !RAIONS.contains(&self.word(noun)) {
            return;
        }
        for at in (0..first).rev() {
            let masculine = grammar::adjective(self.word(at)).is_some_and(|(_, gender)| gender == Gender::Masculine);
            if self.is_free(at) && (masculine || !is_cyrillic(self.word(at))) && self.is_raion_name(at) {
                self.mention(What::Raion, (at, at), (at, at));
            } else if self.sense(at) != Some(Sense::And) {
                break;
            }
        }
    }

    /// Старостинський округ and what it is called: a part of a community that is of no use here.
    pub(super) fn wards(&mut self) {
        for at in 0..self.len() {
            if self.sense(at) != Some(Sense::Ward) {
                continue;
            }
            let name = self.free_before(at);
            if let Some(token) = name.and_then(|name| self.reading.tokens.get_mut(name)) {
                token.taken = true;
            }
        }
    }
}
