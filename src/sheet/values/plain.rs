//! The form in which the words of dates and numbers are compared, and the words that say that nothing is known.

use std::borrow::Cow;

/// Words for "not given" in lower case and without points, besides dashes and signs.
const UNKNOWN: [&str; 32] = [
    "не визначено",
    "відсутні дані",
    "нет данных",
    "not specified",
    "nil",
    "н/д",
    "нд",
    "немає даних",
    "нема даних",
    "дані відсутні",
    "даних немає",
    "відсутні",
    "відсутнє",
    "відсутня",
    "немає",
    "нема",
    "невідомо",
    "не відомо",
    "не вказано",
    "не зазначено",
    "уточнюється",
    "уточнюються",
    "б/д",
    "без даних",
    "n/a",
    "na",
    "no data",
    "none",
    "unknown",
    "not available",
    "tbd",
    "tbc",
];

/// Brings a text to the form in which words are compared: lower case, single blanks, one kind of dash and apostrophe, no
/// invisible signs, and Latin letters that stand in a Cyrillic word replaced by their twins.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b'!'..=b'~') && !byte.is_ascii_uppercase() && byte != b'`';
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut word = Word::default();
    for letter in text.chars() {
        match letter {
            '\u{AD}' | '\u{301}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if letter.is_alphabetic() => word.push(lower(letter), &mut result),
            _ => {
                word.end(&mut result);
                match letter {
                    '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => result.push('-'),
                    '’' | '‘' | 'ʼ' | '`' | '´' => result.push('\''),
                    _ if letter.is_whitespace() || letter.is_control() => {
                        if !result.is_empty() && !result.ends_with(' ') {
                            result.push(' ');
                        }
                    }
                    _ => result.push(letter),
                }
            }
        }
    }
    word.end(&mut result);
    result.truncate(result.trim_end().len());
    Cow::Owned(result)
}

/// The word that is being written, and which alphabets it was seen to use.
#[derive(Default)]
struct Word {
    start: usize,
    length: usize,
    latin: bool,
    cyrillic: bool,
}

impl Word {
    fn push(&mut self, letter: char, result: &mut String) {
        if self.length == 0 {
            self.start = result.len();
        }
        self.length += 1;
        self.latin |= !is_cyrillic(letter);
        self.cyrillic |= is_cyrillic(letter);
        result.push(letter);
    }

    /// Ends the word; in one that mixes alphabets Latin letters become their twins.
    fn end(&mut self, result: &mut String) {
        if self.latin && self.cyrillic {
            let word: String = result.split_off(self.start).chars().map(twin).collect();
            result.push_str(&word);
        }
        *self = Word::default();
    }
}

/// The lower-case letter, quickly for the alphabets at hand.
fn lower(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        'Ѐ'..='Џ' => char::from_u32(u32::from(letter) + 80).unwrap_or(letter),
        'а'..='џ' => letter,
        _ if letter.is_ascii() => letter.to_ascii_lowercase(),
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// Whether a lower-case letter is Cyrillic.
fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4FF}').contains(&letter)
}

/// The Cyrillic letter that looks like a Latin one.
fn twin(letter: char) -> char {
    match letter {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'i' => 'і',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        'ï' => 'ї',
        other => other,
    }
}

/// Whether a text says that nothing is known: empty, dashes, question marks, `н/д` and its like.
pub fn is_unknown(text: &str) -> bool {
    let text = text.trim();
    let Some(first) = text.chars().next() else { return true };
    if text.len() > 40 || first.is_ascii_digit() {
        return false;
    }
    if !is_cyrillic(lower(first)) && !first.is_alphabetic() && first != '(' {
        let is_sign = |sign| {
            matches!(sign, '-' | '_' | '?' | '.' | '*' | '/' | ' ' | '…' | '=' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        };
        return text.chars().all(is_sign);
    }
    // This is asked of every cell, and two letters are enough for nearly every no.
    let text = text.trim_matches(['(', ')', '.']);
    if !may_be_unknown(text) {
        return false;
    }
    let folded = || {
        text.chars()
            .filter(|sign| *sign != '.')
            .map(|letter| twin(lower(if letter == '\u{A0}' { ' ' } else { letter })))
    };
    UNKNOWN.iter().any(|word| folded().eq(word.chars().map(twin)))
}

/// Whether a text begins with the same two letters as one of the words for "not given".
fn may_be_unknown(text: &str) -> bool {
    let mut letters = text.chars().filter(|sign| *sign != '.').map(|letter| twin(lower(letter)));
    matches!(
        (letters.next(), letters.next()),
        (Some('н'), Some('/' | 'д' | 'е'))
            | (Some('д'), Some('а'))
            | (Some('в'), Some('і'))
            | (Some('у'), Some('т'))
            | (Some('б'), Some('/' | 'е'))
            | (Some('n'), Some('/' | 'а' | 'о' | 'і'))
            | (Some('u'), Some('n'))
            | (Some('т'), Some('в'))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_word_become_one() {
        for text in ["Квiтня", "КВІТНЯ ", "квіт\u{AD}ня", "\u{A0}квітня"] {
            assert_eq!(plain(text), "квітня");
        }
        assert_eq!(plain("12 – 14\u{A0} March"), "12 - 14 march");
    }

    #[test]
    fn what_is_not_given_is_known_by_its_words() {
        for text in UNKNOWN {
            assert!(is_unknown(text) && is_unknown(&text.to_uppercase()), "{text}");
        }
        for text in [
            "",
            " ",
            "-",
            "—",
            "--",
            "н/д",
            "Н/Д",
            "н.д.",
            "N/A",
            "немає даних",
            "(дані відсутні)",
            "?",
            "…",
            "tbd",
            "не вказано",
            "не визначено",
            "відсутні дані",
            "нет данных",
            "Not specified",
            "nil",
        ] {
            assert!(is_unknown(text), "{text}");
        }
        for text in ["0", "багато", "ні", "-5", "12", "даних"] {
            assert!(!is_unknown(text), "{text}");
        }
    }
}
