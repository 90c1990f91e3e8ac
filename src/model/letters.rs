//! Ukrainian letters: the two keys by which names are compared and put in order.
//!
//! SQLite folds ASCII only and sorts by byte, so both keys are computed here and stored as ordinary columns.

use unicode_normalization::UnicodeNormalization;

/// The 33 letters in the order of the alphabet.
const ALPHABET: &str = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";
/// Latin letters that look like a Cyrillic one, with their twins, lower case.
const LATIN: &str = "aeiopcyxïkmthbë";
const TWINS: &str = "аеіорсухїкмтнвё";

/// The Cyrillic letter that looks like this lower-case Latin one.
pub fn cyrillic_twin(letter: char) -> Option<char> {
    LATIN.chars().position(|latin| latin == letter).and_then(|place| TWINS.chars().nth(place))
}

/// The Latin letter that looks like this lower-case Cyrillic one.
pub fn latin_twin(letter: char) -> Option<char> {
    TWINS.chars().position(|twin| twin == letter).and_then(|place| LATIN.chars().nth(place))
}

/// Whether a character belongs to the Cyrillic block.
pub fn is_cyrillic(letter: char) -> bool {
    ('\u{0400}'..='\u{04FF}').contains(&letter)
}

/// Whether a character is one of the signs that people type for an apostrophe.
pub fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | 'ʹ' | '\u{201B}' | '＇')
}

/// Whether a character is a hyphen or one of the dashes and minus signs used for it.
pub fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether a character is invisible and says nothing: soft hyphen, zero-width signs, marks of direction, stress.
pub fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{00AD}' | '\u{0301}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || (letter.is_control() && !letter.is_whitespace())
}

/// The form in which two spellings of one name are equal: composed, lower case, one apostrophe, one hyphen, single blanks,
/// no invisible signs, no quotation marks, and each word in the alphabet that most of its letters are of.
///
/// Folding twice gives what folding once gives.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.nfc().filter(|letter| !is_silent(*letter)).flat_map(char::to_lowercase) {
        let letter = match letter {
            sign if is_apostrophe(sign) => '\'',
            sign if is_dash(sign) => '-',
            '"' | '«' | '»' | '“' | '”' | '„' | '‟' => ' ',
            other => other,
        };
        if letter.is_whitespace() || letter == '-' {
            push_word(&mut folded, &mut word);
            match letter {
                '-' => folded.push('-'),
                _ if folded.is_empty() || folded.ends_with(' ') => {}
                _ => folded.push(' '),
            }
        } else {
            word.push(letter);
        }
    }
    push_word(&mut folded, &mut word);
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a lower-case word to the folded text, its look-alike letters brought into the word's own alphabet.
fn push_word(folded: &mut String, word: &mut String) {
    // A letter counts for its alphabet only if it has no twin in the other one; where all have, Cyrillic is meant.
    let latin = word.chars().filter(|l| l.is_ascii_alphabetic() && cyrillic_twin(*l).is_none()).count();
    let cyrillic = word.chars().filter(|l| is_cyrillic(*l) && latin_twin(*l).is_none()).count();
    let is_latin = |letter: char| letter.is_ascii_alphabetic() || cyrillic_twin(letter).is_some();
    let mixed = word.chars().any(is_cyrillic) && word.chars().any(is_latin);
    if mixed && cyrillic >= latin {
        folded.extend(word.chars().map(|letter| cyrillic_twin(letter).unwrap_or(letter)));
    } else if mixed {
        folded.extend(word.chars().map(|letter| latin_twin(letter).unwrap_or(letter)));
    } else {
        folded.push_str(word);
    }
    word.clear();
}

/// The key that puts names in the order of the Ukrainian alphabet when compared byte by byte.
///
/// Apostrophes, stress and case do not count; blanks and hyphens come first, then digits, Ukrainian letters, all the rest.
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        match ALPHABET.chars().position(|known| known == letter) {
            Some(place) => key.push(char::from(b'A' + place as u8)),
            None if letter == '\'' => {}
            None if letter == '-' => key.push(' '),
            None if letter.is_ascii_lowercase() => key.push_str(&format!("z{letter}")),
            None => key.push(letter),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for text in ["Знам’янська", "ЗНАМ'ЯНСЬКА", "Знам`янська", " Знамʼянська ", "Зна\u{00AD}м’янська", "Знам’янcька"]
        {
            assert_eq!(fold(text), "знам'янська", "{text}");
        }
        assert_eq!(fold("Програма «U-LEAD  з Європою»"), "програма u-lead з європою");
        assert_eq!(fold("DОВRE"), "dobre", "Cyrillic О and В inside a Latin word");
        assert_eq!(fold("Iвано–Франківська"), "івано-франківська");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Знам’янська", "« a b »", "Iвано–Франківська", "", "   ", "м. Київ\u{00A0}"]
        {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }

    #[test]
    fn names_sort_by_the_ukrainian_alphabet() {
        let mut names =
            ["Яворів", "Ірпінь", "Ґоґолів", "Глухів", "Єланець", "Дубно", "Їжаківка", "Йосипівка", "Изюм", "12 садиба"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["12 садиба", "Глухів", "Ґоґолів", "Дубно", "Єланець", "Изюм", "Ірпінь", "Їжаківка", "Йосипівка", "Яворів"]
        );
    }
}
