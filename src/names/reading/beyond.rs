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
const DENIALS: [&str; 12] = [
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
];

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

/// The number that a word is, when it may count communities.
fn count(word: &str) -> Option<u32> {
    if !is_number(word) {
        return None;
    }
    word.parse().ok().filter(|count| (1..=MOST).contains(count))
}
