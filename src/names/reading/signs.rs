//! Signs that change what words are: dots behind abbreviations, numbers before the members of a list, quotes around titles.

use super::{Reader, is_cyrillic};
use crate::names::grammar::{self, Gender};
use crate::names::text::Marks;
use crate::names::words::{Sense, Words};

/// Forms of organisations by which a title stands, in quotes or without.
const LEGAL_FORMS: [&str; 19] = [
    "го", "бо", "гс", "бф", "тов", "тзов", "пп", "фоп", "ат", "пат", "ват", "зат", "дп", "кп", "ку", "кз", "кнп",
    "куп", "ngo",
];
/// Latin letters that look like the Cyrillic ones which stand for a place.
const LOOKALIKES: [(&str, &str); 3] = [("c", "с"), ("m", "м"), ("x", "х")];
/// So many initial letters make an abbreviation at most: "о.т.г.".
const MOST_INITIALS: usize = 4;

impl Reader<'_> {
    /// What dots cut short: "територ.громада", "м.р.", "Т.Г.", and "c." with a Latin letter before a place.
    pub(super) fn abbreviations(&mut self, words: &Words) {
        for at in 0..self.len() {
            let Some(token) = self.token(at).filter(|token| token.word.dot) else { continue };
            let lookalike = LOOKALIKES.iter().find(|(latin, _)| *latin == token.word.folded);
            let sense = match lookalike {
                Some((_, cyrillic)) if is_cyrillic(self.word(at + 1)) => Some(words.sense(cyrillic)),
                _ if token.sense == Sense::Unknown => Words::abbreviated(&token.word.folded),
                _ => None,
            };
            if let (Some(sense), Some(token)) = (sense, self.reading.tokens.get_mut(at)) {
                token.sense = sense;
            }
        }
        let mut at = 0;
        while at < self.len() {
            self.initials(at, words);
            at += 1;
        }
    }

    /// Makes one word of letters that dots part, when together they are a noun: "м.р.", "о.т.г.".
    fn initials(&mut self, first: usize, words: &Words) {
        let is_letter = |at: usize| self.word(at).chars().count() == 1 && !self.word(at).starts_with(char::is_numeric);
        let goes_on = |at: &usize| {
            let token = self.token(*at);
            *at == first || token.is_some_and(|token| token.word.before.only(Marks::DOT))
        };
        let count = (first..first + MOST_INITIALS).take_while(|at| is_letter(*at) && goes_on(at)).count();
        let end = first + count;
        let (Some(last), true) = (end.checked_sub(1), count > 1) else { return };
        let joined: String = (first..end).map(|at| self.word(at)).collect();
        let sense = words.sense(&joined);
        if !matches!(sense, Sense::Community(_) | Sense::Body(_)) || self.are_of_a_person(first, end) {
            return;
        }
        let (stop, dot) = self.token(last).map_or((0, false), |token| (token.word.end, token.word.dot));
        if let Some(token) = self.reading.tokens.get_mut(first) {
            (token.word.folded, token.sense, token.word.end, token.word.dot) = (joined, sense, stop, dot);
        }
        self.reading.tokens.drain(first + 1..end);
    }

    /// Whether initial letters stand before a surname: "ім. Т. Г. Шевченка". Behind the adjective of a community they do not.
    fn are_of_a_person(&self, first: usize, end: usize) -> bool {
        let capital = |at: usize| self.token(at).is_some_and(|token| token.word.capital);
        let before = first.checked_sub(1).filter(|_| self.follows(first));
        let named = before.is_some_and(|before| {
            self.places.named(self.word(before)).is_some()
                || matches!(self.sense(before), Some(Sense::Kind(_) | Sense::Territorial))
        });
        capital(first) && capital(end) && self.follows(end) && !named
    }

    /// The numbers before the members of a list part them also on one line: "1. Менська 2. Сновська".
    pub(super) fn numbering(&mut self) {
        let mut numbers: Vec<usize> = Vec::new();
        for at in 0..self.len() {
            let is_next = self.word(at).parse() == Ok(numbers.len() + 1);
            let marks = self.token(at + 1).map_or(Marks::default(), |name| name.word.before);
            if is_next && (marks.any(Marks::DOT) || marks.only(Marks::CLOSE)) {
                numbers.push(at);
            }
        }
        for at in numbers.iter().filter(|_| numbers.len() > 1) {
            if let Some(token) = self.reading.tokens.get_mut(*at) {
                token.word.before = token.word.before.with(Marks::SEMICOLON);
            }
        }
    }

    /// What an organisation is called: a nominative behind its legal form, "ГО «Менська громада»", is its title and no community.
    /// What stands in the genitive behind the title is: "КП «Сяйво» Менської міської ради".
    pub(super) fn titles(&mut self) {
        for at in 1..self.len() {
            let quoted = self.token(at).is_some_and(|token| token.word.before.any(Marks::QUOTE));
            let legal = LEGAL_FORMS.contains(&self.word(at - 1));
            let called =
                legal || quoted && self.sense(at - 1) == Some(Sense::Refuse(crate::names::Refusal::Organisation));
            let nominative = grammar::adjective(self.word(at)).is_some_and(|(_, gender)| gender == Gender::Name);
            if !called || !nominative || !self.follows(at) {
                continue;
            }
            let ends = |at: &usize| {
                let before = self.token(*at).map_or(Marks::default(), |token| token.word.before);
                self.reading.is_boundary(*at) || quoted && before.any(Marks::QUOTE)
            };
            let end = (at + 1..self.len()).find(ends).unwrap_or(self.len());
            self.reading.tokens.iter_mut().take(end).skip(at).for_each(|token| token.taken = true);
            self.reading.institution = true;
        }
    }
}
