//! What a cell says beside its names: that there were more communities than it names, or that a name does not hold.
//!
//! Neither may be dropped without a word: who is not named cannot be linked, and who stayed away must not be.

use super::{Reading, Token, is_number};
use crate::names::text::Marks;
use crate::names::words::Sense;

/// Words for the rest of a list.
const REST: [&str; 18] = [
    "інші",
    "інших",
    "іншим",
    "іншими",
    "інша",
    "тощо",
    "решта",
    "рештою",
    "решти",
    "other",
    "others",
    "etc",
    "другие",
    "других",
    "другими",
    "прочие",
    "остальные",
    "остальных",
];
/// Words before the number of those who are not named.
const ANOTHER: [&str; 5] = ["ще", "ещё", "еще", "plus", "плюс"];
/// Words before the number of all.
const ALL: [&str; 6] = ["всього", "усього", "разом", "total", "всего", "загалом"];
/// A larger number counts something else than communities.
const MOST: u32 = 1_772;

/// Beginnings of words that take a name back.
const DENIALS: [&str; 16] = [
    "скасов",
    "відмов",
    "відсутн",
    "виключ",
    "крім",
    "окрім",
    "запланов",
    "cancel",
    "except",
    "отмен",
    "отказ",
    "кроме",
    "виняток",
    "винятк",
    "исключен",
    "exclud",
];
/// Words for the whole of something.
const WHOLE: [&str; 10] = ["вся", "всю", "всій", "всієї", "всією", "уся", "усю", "усій", "усієї", "усією"];
/// Words between names of which only one is meant.
const CHOICES: [&str; 5] = ["або", "чи", "or", "или", "либо"];
/// Words before which `разом` means "together".
const WITH: [&str; 6] = ["з", "із", "зі", "с", "со", "with"];

impl Reading {
    /// The tokens that say that there were more communities than the `named` ones: "та ще 5 громад", "та інші", "всього 12".
    pub(in crate::names) fn more(&self, named: usize) -> Option<(usize, usize)> {
        let at = |at: usize| self.tokens.get(at);
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.word.folded.as_str());
        let is_community = |token: Option<&Token>| matches!(token.map(|token| token.sense), Some(Sense::Community(_)));
        for place in 0..self.tokens.len() {
            let before = place.checked_sub(1).map_or("", word);
            if REST.contains(&word(place)) || (word(place) == "ін" && self.is_and(before)) {
                return Some((place, place));
            }
            let Some(count) = count(word(place)) else { continue };
            let added = ANOTHER.contains(&before) || at(place).is_some_and(|token| token.word.before.any(Marks::PLUS));
            let noun = is_community(at(place + 1));
            let all = ALL.contains(&before) || noun;
            if (added || (all && count as usize != named)) && !at(place).is_some_and(|token| token.taken) {
                return Some((place, place + usize::from(noun)));
            }
        }
        None
    }

    /// Whether the text is the line under a column: "Разом по Менській громаді", "Всього: Менська громада". A total that counts
    /// is not: "Всього 12 громад".
    pub(in crate::names) fn is_total(&self) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.word.folded.as_str());
        let total = |word: &str| ALL.contains(&word) || matches!(word, "підсумок" | "ітого" | "итого" | "subtotal");
        let counts = (1..self.tokens.len()).any(|at| count(word(at)).is_some());
        let begins = total(word(0)) && !WITH.contains(&word(1));
        let ends = self.tokens.len() > 1 && self.tokens.last().is_some_and(|last| total(&last.word.folded));
        (begins || ends) && !counts
    }

    /// Whether the text leaves open which of its names it means: "Менська або Сновська".
    pub(in crate::names) fn chooses(&self) -> bool {
        self.tokens.iter().any(|token| CHOICES.contains(&token.word.folded.as_str()))
    }

    /// Whether a raion is spoken of, or communities of some kind: less than a whole oblast.
    pub(in crate::names) fn is_of_raion(&self) -> bool {
        let raion = |token: &Token| matches!(token.sense, Sense::Raion | Sense::RaionBody | Sense::Kind(_));
        self.tokens.iter().any(raion)
    }

    /// Whether the whole country is spoken of.
    pub(in crate::names) fn is_of_country(&self) -> bool {
        self.tokens.iter().any(|token| is_country(&token.word.folded))
    }

    /// Whether the text is the whole country and nothing else: "Вся Україна", "по всій Україні".
    pub(super) fn is_all_of_country(&self) -> bool {
        let whole = |token: &Token| token.sense == Sense::All || WHOLE.contains(&token.word.folded.as_str());
        self.mentions.is_empty()
            && self.is_of_country()
            && self.tokens.iter().any(whole)
            && self.tokens.iter().all(|token| whole(token) || token.sense == Sense::Plain)
    }

    fn is_and(&self, word: &str) -> bool {
        matches!(word, "та" | "і" | "й" | "и" | "and")
    }

    /// Whether some word takes a name back: "не брала участі", "скасовано", "крім".
    pub(in crate::names) fn denies(&self) -> bool {
        let denial = |token: &Token| {
            let word = token.word.folded.as_str();
            matches!(word, "не" | "not" | "без") || DENIALS.iter().any(|denial| word.starts_with(denial))
        };
        self.tokens.iter().any(denial)
    }
}

/// Whether a word is the name of the country, in any case.
fn is_country(word: &str) -> bool {
    matches!(
        word,
        "україна"
            | "україни"
            | "україні"
            | "україну"
            | "україною"
            | "украина"
            | "украины"
            | "украине"
            | "ukraine"
    )
}

/// The number that a word is, when it may count communities.
fn count(word: &str) -> Option<u32> {
    if !is_number(word) {
        return None;
    }
    word.parse().ok().filter(|count| (1..=MOST).contains(count))
}
