//! How well the texts above a column fit a field: read as a whole, by language, without brackets, below their group, or in part.

use super::{
    texts::ColumnText,
    vocabulary::{Field, Meaning, Vocabulary},
    words::Words,
};
use crate::sheet::values::plain;

/// How well the texts above a column fit a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// The field.
    pub field: Field,
    /// 1 when all words are those of the field.
    pub quality: f32,
    /// Whether only a weak phrase fits.
    pub weak: bool,
}

/// The qualities of the ways in which a text can fit.
const TOLD: f32 = 2.0;
const IN_GROUP: f32 = 1.02;
const WHOLE: f32 = 1.0;
const ONE_LANGUAGE: f32 = 0.95;
const WITHOUT_BRACKETS: f32 = 0.9;
const ONE_WITHOUT_BRACKETS: f32 = 0.88;
const LEAF: f32 = 0.85;
const LEAF_LANGUAGE: f32 = 0.82;
const PART: f32 = 0.8;
/// What each word beside a phrase takes from its quality: little, for it only decides between equals.
const BESIDE: f32 = 0.002;
const ONE_OF_TWO: f32 = 0.6;
const PART_OF_GROUP: f32 = 0.5;
/// From which quality on a text that is only understood in part is taken.
const ENOUGH: f32 = 0.45;

/// How well the texts above a column fit each field that they fit at all.
pub(super) fn fits(text: &ColumnText, vocabulary: &Vocabulary) -> Vec<Fit> {
    let mut fits = Fits { vocabulary, found: Vec::new(), understood: false };
    let parts: Vec<&str> = text.parts.iter().map(|part| unnumbered(part)).collect();
    let whole = parts.join(" ");
    if text.continued {
        return fits.found;
    }
    if let Some(field) = text.parts.iter().chain([&text.parts.join(" "), &whole]).find_map(|part| vocabulary.told(part))
    {
        return vec![Fit { field, quality: TOLD, weak: false }];
    }
    if is_share(&whole) {
        return fits.found;
    }
    fits.read_whole(&whole);
    match parts.split_last() {
        Some((leaf, group)) if !group.is_empty() => fits.read_leaf(leaf, &group.join(" ")),
        _ => languages(&whole).for_each(|piece| {
            fits.exact(&Words::of(piece), ONE_LANGUAGE, true);
            fits.exact(&Words::of(&without_brackets(piece)), ONE_WITHOUT_BRACKETS, true);
        }),
    }
    fits.found
}

/// Whether a heading is that of a share: it counts nobody and names nothing.
fn is_share(text: &str) -> bool {
    let text = plain(text);
    let mut words = text.split(|sign: char| !sign.is_alphabetic());
    text.contains('%')
        || words
            .any(|word| word == "share" || ["відсот", "частк", "percent"].iter().any(|share| word.starts_with(share)))
}

/// A heading without the number of a question before it: `5.1. З них жінок`.
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
    let number = text.get(..text.len() - rest.len()).unwrap_or_default();
    let is_number = number.starts_with(|sign: char| sign.is_ascii_digit()) && number.ends_with('.');
    if is_number && rest.starts_with(char::is_whitespace) { rest.trim_start() } else { text }
}

/// What was found so far.
struct Fits<'v> {
    vocabulary: &'v Vocabulary,
    found: Vec<Fit>,
    /// Whether some field accounts for all words of a text.
    understood: bool,
}

impl Fits<'_> {
    fn add(&mut self, field: Field, quality: f32, weak: bool) {
        match self.found.iter_mut().find(|fit| fit.field == field && fit.weak == weak) {
            Some(fit) => fit.quality = fit.quality.max(quality),
            None => self.found.push(Fit { field, quality, weak }),
        }
    }

    /// Adds the fields whose phrases account for all words.
    fn exact(&mut self, words: &Words, quality: f32, weak_too: bool) {
        for meaning in self.vocabulary.meanings(words) {
            if meaning.coverage > 0.99 && (weak_too || !meaning.weak) {
                self.understood |= !meaning.weak;
                self.add(meaning.field, quality - BESIDE * meaning.beside as f32, meaning.weak);
            }
        }
    }

    /// Reads all texts above the column together.
    fn read_whole(&mut self, whole: &str) {
        let words = Words::of(whole);
        self.exact(&words, WHOLE, true);
        self.exact(&Words::of(&without_brackets(whole)), WITHOUT_BRACKETS, true);
        for piece in whole.split('/') {
            self.exact(&Words::of(piece), ONE_OF_TWO, false);
        }
        for meaning in self.vocabulary.meanings(&words) {
            if !meaning.weak && PART * meaning.coverage >= ENOUGH {
                self.add(meaning.field, PART * meaning.coverage, false);
            }
        }
    }

    /// Reads the lowest text by itself, and as one of its group.
    fn read_leaf(&mut self, leaf: &str, group: &str) {
        let words = Words::of(leaf);
        self.exact(&words, LEAF, false);
        for piece in languages(leaf) {
            self.exact(&Words::of(piece), LEAF_LANGUAGE, false);
        }
        let group = Words::of(group);
        let mut pieces = languages(leaf).map(Words::of).chain([words]);
        if let Some(field) = pieces.find_map(|words| self.vocabulary.meaning_in_group(&group, &words)) {
            self.add(field, IN_GROUP, false);
            self.understood = true;
        }
        // `18-35` below `Жінки` counts some of the women: a part as good as any other, about which a person is asked.
        if !self.understood {
            let is_whole = |meaning: &&Meaning| meaning.coverage > 0.99 && self.vocabulary.counts(meaning.field);
            if let Some(meaning) = self.vocabulary.meanings(&group).iter().find(is_whole) {
                self.found.retain(|fit| fit.weak || fit.field != meaning.field);
                self.add(meaning.field, PART_OF_GROUP, false);
            }
        }
    }
}

/// The pieces of a bilingual text: parted by line breaks or slashes with blanks, outside brackets.
pub(super) fn languages(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    let mut before = ' ';
    text.split(move |sign: char| {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let parts = depth == 0 && (matches!(sign, '\n' | '|') || (sign == '/' && before.is_whitespace()));
        before = sign;
        parts
    })
    .filter(|piece| !piece.trim().is_empty())
}

/// A text without what stands in brackets, and without what follows a comma.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|sign| {
            match sign {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect::<String>()
        .split([',', ';', ':'])
        .next()
        .unwrap_or_default()
        .to_string()
}
