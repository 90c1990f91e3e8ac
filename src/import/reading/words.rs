//! The words of a heading, in a form that forgives breaks inside words, soft hyphens, look-alike letters and case.

use crate::model::letters::fold;

/// The words of a text, written together, with the places where words begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    letters: Vec<char>,
    /// Where each word begins; ascending.
    starts: Vec<usize>,
}

/// A word of a phrase: whole, or the beginning of one (`*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    letters: Vec<char>,
    open: bool,
}

impl Words {
    /// Cuts a text into words: letters and digits, and `№`. Hyphens, blanks and signs part them.
    pub(super) fn of(text: &str) -> Words {
        let mut words = Words::default();
        let mut inside = false;
        let text = if text.trim() == "#" { "№" } else { text };
        for letter in fold(text).chars().filter(|letter| *letter != '\'') {
            if letter.is_alphanumeric() || letter == '№' {
                if !inside || letter == '№' {
                    words.starts.push(words.letters.len());
                }
                words.letters.push(letter);
            }
            inside = letter.is_alphanumeric();
        }
        words
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The first letters of the words.
    pub(super) fn initials(&self) -> impl Iterator<Item = char> {
        self.starts.iter().filter_map(|start| self.letters.get(*start).copied())
    }

    /// Which words all the stems of a phrase cover, in any order; `None` when a stem finds no word.
    /// A stem covers every word that it begins; a word broken in two is covered whole.
    pub(super) fn covered(&self, stems: &[Stem]) -> Option<Vec<bool>> {
        let mut covered = vec![false; self.starts.len()];
        for stem in stems {
            let mut found = false;
            for (word, start) in self.starts.iter().enumerate() {
                let Some(end) = self.end_of(stem, *start) else { continue };
                found = true;
                let past = self.starts.iter().position(|start| *start >= end).unwrap_or(self.starts.len());
                covered.get_mut(word..past)?.fill(true);
            }
            if !found {
                return None;
            }
        }
        Some(covered)
    }

    /// Where the stem ends when it begins at a place.
    fn end_of(&self, stem: &Stem, start: usize) -> Option<usize> {
        let end = start + stem.letters.len();
        let fits = self.letters.get(start..end)? == stem.letters.as_slice();
        let whole = end == self.letters.len() || self.starts.binary_search(&end).is_ok();
        (fits && (stem.open || whole)).then_some(end)
    }

    /// How many letters a word has.
    pub(super) fn length(&self, word: usize) -> usize {
        let end = self.starts.get(word + 1).copied().unwrap_or(self.letters.len());
        self.starts.get(word).map_or(0, |start| end - start)
    }
}

/// Reads the words of a phrase: `назв* заход*`.
pub(super) fn stems(phrase: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    for part in phrase.split_whitespace() {
        let (part, open) = part.strip_suffix('*').map_or((part, false), |part| (part, true));
        let words = Words::of(part);
        for word in 0..words.len() {
            let start = words.starts.get(word).copied().unwrap_or_default();
            let letters = words.letters.get(start..start + words.length(word)).unwrap_or_default().to_vec();
            stems.push(Stem { letters, open: open && word + 1 == words.len() });
        }
    }
    stems
}

impl Stem {
    /// Its first letter.
    pub(super) fn initial(&self) -> Option<char> {
        self.letters.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(text: &str, phrase: &str) -> Option<bool> {
        Words::of(text).covered(&stems(phrase)).map(|covered| covered.iter().all(|word| *word))
    }

    #[test]
    fn breaks_inside_words_and_lookalikes_do_not_matter() {
        for text in [
            "Кількість учасників",
            "Кіль-кість учас\u{AD}ників",
            "КІЛЬКІСТЬ\nУЧАСНИКІВ",
            "Кiлькiсть yчасників",
            "Учасники: кіль кість",
        ] {
            assert_eq!(covers(text, "кількіст* учасни*"), Some(true), "{text}");
        }
        assert_eq!(covers("К-сть уч-ків", "к-сть уч-ків"), Some(true));
        assert_eq!(covers("Громада (громади)", "громад*"), Some(true));
    }

    #[test]
    fn a_word_is_found_only_at_its_beginning() {
        assert_eq!(covers("Підгодинна", "год*"), None);
        assert_eq!(covers("Назва громади", "громад*"), Some(false));
        assert_eq!(covers("ТГ", "тг"), Some(true));
        assert_eq!(covers("ТГК", "тг"), None);
    }
}
