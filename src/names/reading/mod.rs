//! What a text mentions: communities, places, raions, oblasts, codes, each with the words that name it.
//!
//! Reading finds nouns and looks at the words beside them. Which community is meant is decided later, in `choose`.

mod bare;
mod beyond;
mod communities;
mod regions;
mod signs;
mod spots;

use super::places::Places;
use super::regions::Regions;
use super::text::{self, Marks, Word};
use super::words::{Kinds, Sense, Words};
use super::{Refusal, grammar, grammar::Gender, latin, russian};
use crate::model::{Code, letters};

/// A word with its sense.
pub(super) struct Token {
    pub(super) word: Word,
    pub(super) sense: Sense,
    /// Whether a mention has it.
    taken: bool,
}

/// What is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A whole code.
    Code(Code),
    /// The first seven digits of a code.
    Prefix(u32),
    /// An adjective with the noun for a community.
    Community,
    /// An adjective with a council or another body of a community, and its kind.
    Council,
    /// An adjective with a body that raions and oblasts have too (`Лиманська військова адміністрація`).
    Body,
    /// A name alone.
    Bare,
    /// A name with the word for a place before it.
    Place,
    /// The name of a place with the noun for a community: "Мена ОТГ".
    Centre,
    /// A raion.
    Raion,
    /// An oblast, as a mask; 0 when its name is not known.
    Oblast(u32),
}

/// A mention: the words of its name, and the kinds its nouns tell.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) what: What,
    /// First and last token of the name itself.
    pub(super) name: (usize, usize),
    /// First and last token with the nouns.
    pub(super) span: (usize, usize),
    pub(super) kinds: Kinds,
    /// Whether the noun may stand for several adjectives before it.
    pub(super) plural: bool,
}

/// A text with its mentions in their order.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) tokens: Vec<Token>,
    pub(super) mentions: Vec<Mention>,
    /// "Усі громади".
    pub(super) all: bool,
    /// Whether a noun stands without the name that should be beside it: "представники громад".
    pub(super) nameless: bool,
    /// Whether words of institutions, or words that nothing explains, stand beside names.
    pub(super) institution: bool,
    /// Members of a list, or words of them, that look like names and that nothing explains: first and last token.
    pub(super) strangers: Vec<(usize, usize)>,
    /// Whether a word with the shape of a name is left that nothing explains.
    pub(super) unread: bool,
    /// What the text is, when no name is in it.
    pub(super) refusal: Option<Refusal>,
}

impl Reading {
    /// The words of a name, run together as it may have been broken.
    pub(super) fn name(&self, mention: &Mention) -> String {
        self.joined(mention.name.0, mention.name.1)
    }

    /// Words in a row as one name: a blank between them becomes a hyphen, so that parts can be told.
    fn joined(&self, first: usize, last: usize) -> String {
        let mut name = String::new();
        for token in self.tokens.get(first..=last).unwrap_or_default() {
            if !name.is_empty() && !token.word.folded.starts_with('ь') && !token.word.before.any(Marks::DAMAGE) {
                name.push('-');
            }
            name.push_str(&token.word.folded);
        }
        name
    }

    /// Two words as the parts of a compound name.
    fn joined_by_hyphen(&self, first: usize, last: usize) -> String {
        let words = self.tokens.get(first..=last).unwrap_or_default();
        words.iter().map(|token| token.word.folded.as_str()).collect::<Vec<_>>().join("-")
    }

    /// Whether one of the words has the shape of an adjective made from a place.
    pub(super) fn is_shaped(&self, (first, last): (usize, usize)) -> bool {
        let words = self.tokens.get(first..=last).unwrap_or_default();
        words.iter().any(|token| is_adjective(&token.word.folded))
    }

    /// Whether a token is written as a community is named: with a capital, an adjective of a place, feminine.
    pub(super) fn is_written_as_name(&self, at: usize) -> bool {
        let is_feminine = |word: &str| {
            let gender = grammar::adjective(word).map(|(_, gender)| gender);
            !is_cyrillic(word) || matches!(gender, Some(Gender::Name | Gender::Feminine))
        };
        let is_it = |token: &Token| {
            let word = token.word.folded.as_str();
            token.word.capital && is_adjective(word) && is_feminine(word)
        };
        self.tokens.get(at).is_some_and(is_it)
    }

    /// Whether a new member of a list begins at a token.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        let is_and = |at: usize| self.tokens.get(at).is_some_and(|token| token.sense == Sense::And && !token.taken);
        let parted = self.tokens.get(at).is_some_and(|token| token.word.before.any(Marks::BOUNDARY));
        parted || is_and(at) || at.checked_sub(1).is_some_and(is_and)
    }
}

/// Reads a text.
pub(super) fn read(text: &str, words: &Words, places: &Places, regions: &Regions) -> Reading {
    let token = |word: Word| Token { sense: words.sense(&word.folded), word, taken: false };
    let tokens = text::words(text).into_iter().map(token).collect();
    let mut reader = Reader { reading: Reading { tokens, ..Reading::default() }, places, regions };
    reader.abbreviations(words);
    reader.numbering();
    reader.compounds();
    reader.codes();
    reader.oblasts();
    reader.raions();
    reader.titles();
    reader.wards();
    reader.streets();
    reader.spots();
    reader.communities();
    reader.bare();
    reader.refuse();
    reader.reading.mentions.sort_by_key(|mention| mention.span);
    reader.reading
}

struct Reader<'r> {
    reading: Reading,
    places: &'r Places,
    regions: &'r Regions,
}

impl Reader<'_> {
    fn len(&self) -> usize {
        self.reading.tokens.len()
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at)
    }

    fn sense(&self, at: usize) -> Option<Sense> {
        self.token(at).map(|token| token.sense)
    }

    fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.word.folded.as_str())
    }

    fn is_taken(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.taken)
    }

    /// Whether a word is still free and may be a name.
    fn is_free(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| !token.taken && token.sense == Sense::Unknown && !is_number(&token.word.folded))
    }

    /// The free word before a token, when nothing parts the two.
    fn free_before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| self.follows(at) && self.is_free(*before))
    }

    /// Whether nothing but blanks, quotes, dots and damage stands before a word.
    fn follows(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.word.before.any(Marks::BARRIER))
    }

    fn take(&mut self, mention: Mention) {
        let (first, last) = mention.span;
        self.reading.tokens.iter_mut().take(last + 1).skip(first).for_each(|token| token.taken = true);
        self.reading.mentions.push(mention);
    }

    fn mention(&mut self, what: What, name: (usize, usize), span: (usize, usize)) {
        self.take(Mention { what, name, span, kinds: 0, plural: false });
    }

    /// A dash between blanks inside a compound name is its hyphen: "Кам'янець - Подільська", "Івано – Франківськ".
    fn compounds(&mut self) {
        for at in 1..self.len() {
            let dash = self
                .token(at)
                .is_some_and(|token| token.word.before.only(Marks::DASH) || token.word.before.only(Marks::DAMAGE));
            // Хутір-Михайлівська begins with a word for a place.
            let begins = self.is_free(at - 1) || matches!(self.sense(at - 1), Some(Sense::Place(_)));
            if !dash || !begins || !self.is_free(at) {
                continue;
            }
            let name = self.reading.joined_by_hyphen(at - 1, at);
            let known = self.places.named(&name).is_some() || !self.places.settlements.exact(&name).is_empty();
            if let Some([first, second]) = self.reading.tokens.get_mut(at - 1..=at).filter(|_| known) {
                first.sense = Sense::Unknown;
                second.word.before = Marks::HYPHEN;
            }
        }
    }

    fn codes(&mut self) {
        for at in 0..self.len() {
            // "UA 7402003": the letters may stand apart.
            let apart = at > 0 && is_country(self.word(at - 1)) && is_number(self.word(at));
            let whole = if apart { format!("ua{}", self.word(at)) } else { self.word(at).to_string() };
            let old = || Some(What::Prefix(self.places.of_koatuu(self.word(at))?.code.community_prefix()));
            if let Some(what) = code(&whole).or_else(old) {
                self.mention(what, (at, at), (at - usize::from(apart), at));
            }
        }
    }

    /// The first of up to three free words that together make a name that is known; else the last word itself.
    fn start_of_name(&self, last: usize, is_known: impl Fn(&str) -> bool) -> usize {
        let mut found = last;
        let mut first = last;
        while last - first < 2 && self.free_before(first).is_some() {
            first -= 1;
            if is_known(&self.reading.joined(first, last)) {
                found = first;
            }
        }
        found
    }

    /// What a text without a name is.
    fn refuse(&mut self) {
        let reading = &mut self.reading;
        let said = reading.tokens.iter().find_map(|token| match token.sense {
            Sense::Refuse(refusal) => Some(refusal),
            Sense::Institution => Some(Refusal::Organisation),
            _ => None,
        });
        let is_oblast = |token: &Token| matches!(token.sense, Sense::Oblast | Sense::OblastBody);
        let oblast = reading.mentions.iter().any(|mention| matches!(mention.what, What::Oblast(_)))
            || reading.tokens.iter().any(is_oblast);
        let raion = reading.tokens.iter().any(|token| matches!(token.sense, Sense::Raion | Sense::RaionBody));
        let plain = |token: &Token| is_number(&token.word.folded) || token.sense == Sense::Plain;
        let nothing = |token: &Token| is_number(&token.word.folded) || token.sense == Sense::Refuse(Refusal::Empty);
        // A heading is understood to the last word: what is not may be a name.
        let unread = |token: &&Token| !token.taken && token.sense == Sense::Unknown && !is_number(&token.word.folded);
        let is_name =
            |token: &Token| is_adjective(&token.word.folded) || self.places.named(&token.word.folded).is_some();
        let nameless = reading.nameless && !reading.tokens.iter().any(|token| unread(&token));
        reading.unread = reading.tokens.iter().filter(unread).any(is_name);
        let said = said.filter(|said| *said != Refusal::Heading || !reading.unread);
        reading.all |= reading.is_all_of_country();
        reading.refusal = if reading.tokens.iter().all(nothing) {
            Some(Refusal::Empty)
        } else if raion {
            Some(Refusal::Raion)
        } else if reading.mentions.is_empty() && reading.tokens.iter().all(plain) {
            Some(Refusal::Heading)
        } else {
            said.or(oblast.then_some(Refusal::Oblast)).or(nameless.then_some(Refusal::Heading))
        };
    }
}

/// Whether a word is the two letters of a code, in either alphabet.
fn is_country(word: &str) -> bool {
    matches!(word, "ua" | "уа")
}

/// A code or the beginning of one that a word is.
fn code(word: &str) -> Option<What> {
    let digits = word.strip_prefix("ua").or_else(|| word.strip_prefix("уа"))?;
    if let Some(code) = Code::parse(&format!("UA{digits}")) {
        return Some(What::Code(code));
    }
    (digits.len() == 7).then(|| digits.parse().ok().map(What::Prefix))?
}

fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().any(letters::is_cyrillic)
}

/// Whether a word has the shape of an adjective made from a place.
fn is_adjective(word: &str) -> bool {
    if !is_cyrillic(word) {
        return latin::is_relational(word);
    }
    let stem = grammar::adjective(word).or_else(|| russian::adjective(word));
    stem.is_some_and(|(stem, _)| grammar::is_relational(stem))
}
