//! A text as its words: each folded, with its place in the text and the marks that stand before it.
//!
//! Nothing is decided here but where a word begins and ends; what a word means is for `words`.

use crate::model::letters;

/// Marks between two words, several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    pub(super) const COMMA: Marks = Marks(1);
    pub(super) const SEMICOLON: Marks = Marks(2);
    pub(super) const BREAK: Marks = Marks(4);
    pub(super) const OPEN: Marks = Marks(8);
    pub(super) const CLOSE: Marks = Marks(16);
    pub(super) const COLON: Marks = Marks(32);
    pub(super) const DASH: Marks = Marks(64);
    pub(super) const SLASH: Marks = Marks(128);
    pub(super) const DOT: Marks = Marks(256);
    pub(super) const QUOTE: Marks = Marks(512);
    /// A dash inside a compound name.
    pub(super) const HYPHEN: Marks = Marks(1024);
    /// A plus, which is also a slash.
    pub(super) const PLUS: Marks = Marks(2048);
    /// What parts one member of a list from the next.
    pub(super) const SEPARATOR: Marks = Marks(1 | 2 | 4 | 32 | 64 | 128);
    /// What ends a member of a list: a separator or a bracket.
    pub(super) const BOUNDARY: Marks = Marks(Self::SEPARATOR.0 | Self::OPEN.0 | Self::CLOSE.0);
    /// What parts a noun from the name beside it. A line break or a dash may be damage and does not.
    pub(super) const BARRIER: Marks = Marks(1 | 2 | 8 | 16 | 32 | 128);
    /// What a word damaged by a typesetter may be broken with.
    pub(super) const DAMAGE: Marks = Marks(4 | 64);

    pub(super) fn any(self, of: Marks) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether nothing else stands there.
    pub(super) fn only(self, mark: Marks) -> bool {
        self == mark
    }

    /// These marks and others.
    pub(super) fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    fn add(&mut self, mark: Marks) {
        self.0 |= mark.0;
    }

    fn of(letter: char) -> Marks {
        match letter {
            ',' => Marks::COMMA,
            ';' | '|' | '•' | '·' | '●' | '▪' => Marks::SEMICOLON,
            '\n' | '\r' => Marks::BREAK,
            '(' | '[' | '{' => Marks::OPEN,
            ')' | ']' | '}' => Marks::CLOSE,
            ':' => Marks::COLON,
            '+' => Marks(Marks::SLASH.0 | Marks::PLUS.0),
            '/' | '\\' | '&' => Marks::SLASH,
            '.' => Marks::DOT,
            '"' | '«' | '»' | '“' | '”' | '„' => Marks::QUOTE,
            dash if letters::is_dash(dash) => Marks::DASH,
            _ => Marks(0),
        }
    }
}

/// One word, number or code.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// The word folded, without hyphens at its ends.
    pub(super) folded: String,
    /// The marks between the word before it and this one.
    pub(super) before: Marks,
    /// How many brackets are open around it.
    pub(super) depth: u8,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether a dot stands right behind it, as behind an abbreviation.
    pub(super) dot: bool,
}

/// A word in the making: where it stands, and whether it is made of letters.
struct Run {
    start: usize,
    end: usize,
}

/// The words of a text in their order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(8);
    let mut before = Marks::default();
    let mut depth = 0_u8;
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if !is_letter(letter) {
            let mark = Marks::of(letter);
            if mark == Marks::OPEN {
                depth = depth.saturating_add(1);
            } else if mark == Marks::CLOSE {
                depth = depth.saturating_sub(1);
            }
            before.add(mark);
            continue;
        }
        let mut run = Run { start, end: start + letter.len_utf8() };
        while let Some(&(at, letter)) = rest.peek() {
            if let Some(next) = broken(text, at, letter) {
                while rest.next_if(|(at, _)| *at < next).is_some() {}
                continue;
            }
            if !belongs(text, at, letter) {
                break;
            }
            run.end = at + letter.len_utf8();
            rest.next();
        }
        push(&mut words, text, &run, before, depth);
        before = Marks::default();
    }
    words
}

/// Whether a sign goes on with the word before it: a letter, a digit, an apostrophe, a silent sign, a hyphen between letters.
fn belongs(text: &str, at: usize, letter: char) -> bool {
    if is_letter(letter) || letters::is_silent(letter) || letter == '\u{0306}' || letter == '\u{0308}' {
        return true;
    }
    let next = || text.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
    if letters::is_apostrophe(letter) || letter == '*' {
        return next().is_some_and(|letter| letter.is_alphabetic() || letters::is_dash(letter));
    }
    letters::is_dash(letter) && next().is_some_and(char::is_alphanumeric)
}

/// Where a word goes on that a hyphen breaks at the end of a line: "Зо-" and "лочівська" below it.
fn broken(text: &str, at: usize, letter: char) -> Option<usize> {
    let before = text.get(..at)?.chars().next_back()?;
    let behind = text.get(at + letter.len_utf8()..)?;
    let below = behind.trim_start();
    let lines = behind.len() - below.len();
    let breaks = behind.get(..lines)?.contains(['\n', '\r']);
    let lower = below.chars().next().is_some_and(char::is_lowercase);
    let dash = letters::is_dash(letter) || letter == '\u{ad}';
    (dash && before.is_alphabetic() && breaks && lower).then_some(at + letter.len_utf8() + lines)
}

/// Adds a word, parting letters from a footnote digit behind them ("Менська2") but not from digits before them ("5-ти").
fn push(words: &mut Vec<Word>, text: &str, run: &Run, before: Marks, depth: u8) {
    let mut raw = text.get(run.start..run.end).unwrap_or_default();
    if !raw.starts_with(|letter: char| letter.is_ascii_digit()) && !looks_like_a_code(raw) {
        raw = raw.trim_end_matches(|letter: char| letter.is_numeric());
    }
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    let mut folded = if raw.contains(['\n', '\r']) { fold(&whole(raw)) } else { fold(raw) };
    if let Some(owner) = folded.strip_suffix("'s").filter(|owner| owner.is_ascii()) {
        folded.truncate(owner.len());
    }
    let end = run.start + raw.len();
    let dot = text.get(end..).is_some_and(|rest| rest.starts_with('.'));
    words.push(Word { start: run.start, end, folded, before, depth, capital, dot });
}

/// A word without the hyphens and line breaks that part its syllables.
fn whole(raw: &str) -> String {
    let is_dash = |letter: char| letters::is_dash(letter) || letter == '\u{ad}';
    let lines = raw.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.trim_end_matches(is_dash)).collect()
}

/// Whether a run is two letters and digits, as `UA1412021` is.
fn looks_like_a_code(raw: &str) -> bool {
    let digits = raw.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    raw.chars().nth(2).is_some_and(|third| third.is_ascii_digit())
        && digits.len() >= 7
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a sign is a letter or a digit. Asks the tables of Unicode only when it must.
fn is_letter(letter: char) -> bool {
    letters::is_cyrillic(letter) && letter > '\u{0400}'
        || letter.is_ascii_alphanumeric()
        || !letter.is_ascii() && letter.is_alphanumeric()
}

/// The lower case of a Ukrainian or Russian letter; `None` for any other sign.
fn lower(letter: char) -> Option<char> {
    let shift = match letter {
        'а'..='я' | 'ѐ'..='џ' | 'ґ' => 0,
        'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ґ' => 1,
        _ => return None,
    };
    char::from_u32(u32::from(letter) + shift)
}

/// What `letters::fold` gives for a word, the short way when the word is of Cyrillic letters alone.
fn fold(word: &str) -> String {
    let plain = |letter: char| if letters::is_apostrophe(letter) { Some('\'') } else { lower(letter) };
    word.chars().map(plain).collect::<Option<String>>().unwrap_or_else(|| letters::fold(word))
}

/// The letters of a folded name alone: hyphens, blanks and apostrophes are written in too many ways to count.
pub(super) fn key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    folded.chars().for_each(|letter| push_key(&mut key, letter));
    key
}

fn push_key(key: &mut String, letter: char) {
    match letter {
        'ґ' => key.push('г'),
        '-' | ' ' | '\'' | '*' | '.' | '’' | '(' | ')' => {}
        letter => key.push(letter),
    }
}

/// Adds the letters of a name of the register, which needs no folding unless a Latin letter slipped in.
pub(super) fn push_key_of_name(key: &mut String, name: &str) {
    if name.contains(|letter: char| letter.is_ascii_alphabetic()) {
        letters::fold(name).chars().for_each(|letter| push_key(key, letter));
    } else {
        name.chars().for_each(|letter| push_key(key, lower(letter).unwrap_or(letter)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn a_text_falls_into_words() {
        assert_eq!(
            folded("3. м.Знам'янка, Івано–Франківська обл. (5-ти ТГ)"),
            ["3", "м", "знам'янка", "івано-франківська", "обл", "5-ти", "тг"]
        );
        assert_eq!(folded("Slovianska_UA1412021_Слов'янська2"), ["slovianska", "ua1412021", "слов'янська"]);
        assert_eq!(folded("Зна\u{AD}м’янська"), ["знам'янська"]);
    }

    #[test]
    fn the_short_way_of_folding_leads_to_the_same() {
        let letters_of_both = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЫЭЁЪабвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ’'`ʼ";
        for letter in letters_of_both.chars() {
            let word = format!("н{letter}н");
            assert_eq!(fold(&word), letters::fold(&word));
        }
        let mut key = String::new();
        push_key_of_name(&mut key, "Кам’янець-Подільський");
        assert_eq!(key, "камянецьподільський");
    }

    #[test]
    fn marks_stand_before_the_word_they_part() {
        let words = words("Менська;\nСновська (Корюківський р-н)");
        assert!(words[1].before.any(Marks::SEMICOLON) && words[1].before.any(Marks::BREAK));
        assert_eq!((words[2].depth, words[2].before.any(Marks::OPEN)), (1, true));
    }
}
