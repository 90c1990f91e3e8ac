//! The pieces of a text about days: numbers, words of dates, and the signs between them.

use std::borrow::Cow;

use super::months;
use crate::sheet::values::plain;

/// A piece of a text about days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number with the count of its digits; a Roman numeral or ordinal word has none.
    Number(u32, u8),
    /// A month.
    Month(i8),
    /// "квартал" and its like.
    Quarter,
    /// "півріччя" and its like.
    Half,
    /// "місяців".
    Months,
    /// "рік", "року", "р.": the number before it is a year.
    Year,
    /// `.` or `/`.
    Point,
    /// A hyphen with no blank beside it, which may stand inside a date or between two.
    Hyphen,
    /// A dash, "по", "до": from one day to another.
    Until,
    /// A comma, "та", a line break: one day and another.
    And,
    /// `:`.
    Colon,
    /// A word that says nothing about the day.
    Noise,
    /// Anything else.
    Other,
}

/// Words that may stand beside a date.
const NOISE: [&str; 30] = [
    "у",
    "в",
    "з",
    "із",
    "від",
    "from",
    "on",
    "о",
    "об",
    "at",
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "the",
    "t",
    "z",
    "пн",
    "вт",
    "ср",
    "чт",
    "пт",
    "сб",
    "нд",
    "за",
    "протягом",
    "впродовж",
    "дата",
    "дні",
];
/// Endings that people write after a number and a hyphen.
const ENDINGS: [&str; 7] = ["го", "й", "ий", "ше", "ге", "те", "е"];
/// Beginnings of the names of weekdays.
const WEEKDAYS: [&str; 14] = [
    "понеділ",
    "вівтор",
    "серед",
    "четвер",
    "п'ятниц",
    "субот",
    "неділ",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Cuts a text into pieces.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = text.replace(['\r', '\n'], " , ");
    let text = with_points(plain(&text));
    let mut tokens = Vec::new();
    let mut rest = &*text;
    let mut spaced = true;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len())
        } else if first.is_alphabetic() {
            rest.find(|sign: char| !sign.is_alphabetic() && sign != '\'').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let token = match first {
            '0'..='9' => {
                Some(Token::Number(piece.parse().unwrap_or(u32::MAX), u8::try_from(length).unwrap_or(u8::MAX)))
            }
            '.' | '/' => Some(Token::Point),
            '-' if spaced || after.starts_with(' ') => Some(Token::Until),
            '-' => Some(Token::Hyphen),
            ',' | ';' | '+' | '&' => Some(Token::And),
            ':' => Some(Token::Colon),
            ' ' => None,
            '(' | ')' | '[' | ']' | '"' | '*' => Some(Token::Noise),
            // "12-го березня", "1-й квартал": an ending of the number.
            _ if ENDINGS.contains(&piece) && tokens.last() == Some(&Token::Hyphen) => {
                tokens.pop();
                None
            }
            _ if is_inside_number(text.get(..text.len() - rest.len()).unwrap_or_default(), piece, after) => {
                Some(Token::Other)
            }
            _ if first.is_alphabetic() => Some(word(piece)),
            _ => Some(Token::Other),
        };
        spaced = first == ' ';
        tokens.extend(token);
        rest = after;
    }
    tell_one_from_and(&mut tokens, &text);
    tokens
}

/// A text whose dates with commas have points instead: `12,03,2021`. With blanks between them the numbers may be a list of days.
fn with_points(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(',') {
        return text;
    }
    let is_number = |piece: &str, lengths: [usize; 2]| {
        lengths.contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_date = |word: &str| match word.split(',').collect::<Vec<_>>().as_slice() {
        [day, month, year] => is_number(day, [1, 2]) && is_number(month, [1, 2]) && is_number(year, [4, 4]),
        _ => false,
    };
    let pieces = text.split_inclusive([' ', '-']).map(|piece| {
        let word = piece.trim_end_matches([' ', '-', ',', ';', '.']);
        if is_date(word) { piece.replacen(',', ".", 2) } else { piece.to_string() }
    });
    Cow::Owned(pieces.collect())
}

/// Whether a single letter stands where a digit should, without a blank to part it: `12.О3.2021`, `З1.03.2021`.
fn is_inside_number(before: &str, piece: &str, after: &str) -> bool {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let goes_on = !before.ends_with(' ') && after.starts_with(is_digit);
    let ends = before.ends_with(is_digit) && !after.starts_with(' ');
    matches!(piece, "о" | "o" | "з" | "у" | "в") && (goes_on || ends)
}

fn word(word: &str) -> Token {
    if let Some(month) = months::month(word) {
        return Token::Month(month);
    }
    if let Some(number) = months::roman(word).filter(|_| word != "і" && word != "l") {
        return Token::Number(number, 0);
    }
    if let Some(number) = months::ordinal(word) {
        return Token::Number(number, 0);
    }
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match word {
        "кв" | "q" | "qtr" => Token::Quarter,
        "h" | "півр" => Token::Half,
        "р" | "рр" | "г" | "y" => Token::Year,
        "по" | "до" | "to" | "till" | "until" | "through" => Token::Until,
        "та" | "й" | "and" | "і" | "и" => Token::And,
        _ if starts(&["квартал", "quarter"]) => Token::Quarter,
        _ if starts(&["півріч", "полугод", "half"]) => Token::Half,
        _ if starts(&["місяц", "міс", "month", "месяц"]) => Token::Months,
        _ if starts(&["рік", "рок", "year", "год"]) => Token::Year,
        _ if NOISE.contains(&word) || starts(&WEEKDAYS) => Token::Noise,
        _ => Token::Other,
    }
}

/// A single Cyrillic "і" is the numeral one before "квартал" and "півріччя", and "and" elsewhere.
fn tell_one_from_and(tokens: &mut [Token], text: &str) {
    if !text.contains('і') {
        return;
    }
    for place in 0..tokens.len() {
        let next = tokens.get(place + 1).copied();
        let before_range = matches!(next, Some(Token::Hyphen | Token::Until))
            && matches!(tokens.get(place + 2), Some(Token::Number(_, 0)))
            && matches!(tokens.get(place + 3), Some(Token::Quarter | Token::Half));
        if let Some(token @ Token::And) = tokens.get_mut(place)
            && (matches!(next, Some(Token::Quarter | Token::Half)) || before_range)
        {
            *token = Token::Number(1, 0);
        }
    }
}
