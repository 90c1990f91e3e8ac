//! Text of a cell → text for people: no control characters, no escape sequences of terminals, single blanks, nothing invisible.

use std::borrow::Cow;

/// What becomes of line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Breaks {
    /// They become blanks.
    Join,
    /// They stay, because each line names something of its own.
    Keep,
}

/// Cleans a text; borrows it where there is nothing to clean.
pub(super) fn clean(text: &str, breaks: Breaks) -> Cow<'_, str> {
    if is_clean(text.as_bytes(), breaks) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1B}' | '\u{9B}' => skip_sequence(letter, &mut letters),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' if breaks == Breaks::Keep => {
                let line = result.trim_end_matches(' ').len();
                result.truncate(line);
                if !result.is_empty() && !result.ends_with('\n') {
                    result.push('\n');
                }
            }
            _ if letter.is_whitespace() || letter == '\u{A0}' => {
                if !result.is_empty() && !result.ends_with([' ', '\n']) {
                    result.push(' ');
                }
            }
            _ if is_invisible(letter) => {}
            _ => result.push(letter),
        }
    }
    result.truncate(result.trim_end().len());
    Cow::Owned(result)
}

/// Which bytes have to be looked at more closely; all others are letters, digits and signs.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        suspect[byte] = true;
        byte += 1;
    }
    suspect[127] = true;
    // U+0080 to U+00BF; other alphabets' blanks; U+2000 and its like; U+FEFF.
    suspect[0xC2] = true;
    suspect[0xE1] = true;
    suspect[0xE2] = true;
    suspect[0xE3] = true;
    suspect[0xEF] = true;
    suspect
};

/// Whether there is nothing to clean; may say no to clean texts with rare signs.
fn is_clean(bytes: &[u8], breaks: Breaks) -> bool {
    is_plain(bytes) || is_clean_with_signs(bytes, breaks)
}

/// Whether a text has nothing but letters, digits, common signs and quotation marks, and single blanks between them. Looks at all
/// bytes alike, so that the processor can take many at once.
fn is_plain(bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    let suspect = |byte: u8| byte < b' ' || byte == 127 || (0xE1..=0xE3).contains(&byte) || byte == 0xEF;
    // « and » are the signs of two bytes beginning with C2 that stand in every other title.
    let pair = |one: u8, next: u8| (one == b' ' && next == b' ') || (one == 0xC2 && next != 0xAB && next != 0xBB);
    let after = bytes.get(1..).unwrap_or_default();
    let suspects = bytes.iter().fold(false, |any, byte| any | suspect(*byte));
    let pairs = bytes.iter().zip(after).fold(false, |any, (one, next)| any | pair(*one, *next));
    !suspects && !pairs && *first != b' ' && *last != b' '
}

fn is_clean_with_signs(bytes: &[u8], breaks: Breaks) -> bool {
    let mut blank = None;
    for (place, byte) in bytes.iter().enumerate() {
        if !SUSPECT.get(usize::from(*byte)).is_some_and(|suspect| *suspect) {
            continue;
        }
        let after_blank = place == 0 || blank == Some(place - 1);
        let next = || (bytes.get(place + 1).copied(), bytes.get(place + 2).copied());
        let clean = match byte {
            b' ' => !after_blank,
            b'\n' => breaks == Breaks::Keep && !after_blank,
            0xC2 => matches!(next().0, Some(0xAB | 0xB0..=0xBF)),
            0xE2 => !matches!(next(), (Some(0x80), Some(0x80..=0x8F | 0xA8..=0xAF)) | (Some(0x81), _)),
            0xEF => next().0 != Some(0xBB),
            _ => false,
        };
        if !clean {
            return false;
        }
        if matches!(byte, b' ' | b'\n') {
            blank = Some(place);
        }
    }
    bytes.is_empty() || blank != Some(bytes.len() - 1)
}

/// Whether a character shows nothing and means nothing here. Joiners stay: they hold emoji together.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Skips what follows an escape character up to the end of its sequence.
fn skip_sequence(first: char, letters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let kind = if first == '\u{9B}' { Some('[') } else { letters.peek().copied() };
    match kind {
        Some('[') => {
            if first != '\u{9B}' {
                letters.next();
            }
            while letters.next_if(|letter| matches!(letter, '0'..='?' | ' '..='/')).is_some() {}
            letters.next_if(|letter| matches!(letter, '@'..='~'));
        }
        // A title of the terminal, up to BEL or ESC \.
        Some(']') => {
            while let Some(letter) = letters.next() {
                if letter == '\u{7}' || (letter == '\u{1B}' && letters.next_if_eq(&'\\').is_some()) {
                    break;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_what_a_person_sees() {
        let cleaned = [
            ("\u{1B}[31mУправління\u{1B}[0m", "Управління"),
            ("Трені\u{7}нг «А»", "Тренінг «А»"),
            (" Наз\u{AD}ва\u{A0} \u{A0}гро\r\nмади ", "Назва гро мади"),
            ("\u{1B}]0;title\u{7}текст", "текст"),
            ("A\u{200B}Б 🌻", "AБ 🌻"),
            ("=Рівні можливості=", "=Рівні можливості="),
            ("", ""),
            (" ", ""),
        ];
        for (text, shown) in cleaned {
            assert_eq!(clean(text, Breaks::Join), shown, "{text:?}");
        }
        assert_eq!(clean("А ТГ \r\n\n Б ТГ\n", Breaks::Keep), "А ТГ\nБ ТГ");
    }

    #[test]
    fn a_clean_text_is_not_copied() {
        for text in ["Тренінг «Доброчесність і протидія корупції», модуль 9 – початок…", "В’ячеслав", "a", "№ 5"]
        {
            assert!(matches!(clean(text, Breaks::Join), Cow::Borrowed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "[\\PC\u{1B}\u{7}\u{AD}\u{A0}\n\r\t\\[\\]0-9m ]{0,40}") {
            for breaks in [Breaks::Join, Breaks::Keep] {
                let once = clean(&text, breaks).into_owned();
                prop_assert!(!once.contains(|l: char| l.is_control() && l != '\n'));
                prop_assert!(is_clean(once.as_bytes(), breaks) || once.contains(|l: char| !l.is_ascii()));
                prop_assert_eq!(&clean(&once, breaks), &once);
            }
        }
    }
}
