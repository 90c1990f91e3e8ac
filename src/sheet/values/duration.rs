//! Lengths of time, in whole minutes. Days are no length: nobody says how many hours a day had.

use super::{Fault, is_unknown, plain};
use crate::sheet::row::Cell;

/// The longest that is believed: a year.
const LONGEST: f64 = 365.0 * 24.0 * 60.0;
/// How many minutes an hour has.
const HOUR: f64 = 60.0;

/// Reads a cell. `unit` is what a number without a unit counts, in minutes: 60 for hours; `None` for days.
/// Gives `None` when nothing is given, or only days.
pub fn minutes(cell: Cell<'_>, unit: Option<u32>) -> Result<Option<u32>, Fault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) => unit.map(|unit| whole(number * f64::from(unit))).transpose(),
        // A time of day or a length such as 1:30, which spreadsheets keep as a part of a day.
        Cell::Day(length) if (0.0..15.0).contains(&length) => whole(length * 24.0 * HOUR).map(Some),
        Cell::Text(text) if is_unknown(text) => Ok(None),
        Cell::Text(text) => of_text(text, unit),
        Cell::Day(_) | Cell::Bool(_) | Cell::Error(_) => Err(not_a_length()),
    }
}

fn not_a_length() -> Fault {
    Fault::new("is not a length in hours", "write the hours as one number, such as 1,5")
}

fn whole(minutes: f64) -> Result<u32, Fault> {
    if (0.0..=LONGEST).contains(&minutes) { Ok(minutes.round() as u32) } else { Err(not_a_length()) }
}

fn of_text(text: &str, unit: Option<u32>) -> Result<Option<u32>, Fault> {
    let text = plain(text);
    if let Some((hours, minutes)) = text.split_once(':')
        && let (Ok(hours), Ok(minutes)) = (hours.trim().parse::<u32>(), minutes.trim().parse::<u32>())
        && minutes < 60
    {
        return whole(f64::from(hours) * HOUR + f64::from(minutes)).map(Some);
    }
    let mut total: Option<f64> = None;
    let mut bare: Option<f64> = None;
    let mut days: Option<f64> = None;
    let each =
        text.split(|letter: char| !letter.is_alphabetic()).any(|word| word == "по" || word == "x" || word == "х");
    let pairs = pairs(&text).ok_or_else(not_a_length)?;
    // "1 год 15": what is left of an hour.
    if let [(Some(hours), word), (Some(rest), "")] = *pairs.as_slice()
        && matches!(length_of(word), Some(Length::Minutes(HOUR)))
        && (10.0..HOUR).contains(&rest)
        && rest.fract() == 0.0
        && hours.fract() == 0.0
    {
        return whole(hours * HOUR + rest).map(Some);
    }
    for (number, word) in pairs {
        match (number, length_of(word)) {
            (Some(number), Some(Length::Minutes(unit))) => total = Some(total.unwrap_or(0.0) + number * unit),
            (number, Some(Length::Days)) => days = Some(number.unwrap_or(1.0)),
            (Some(number), None) if word.is_empty() && bare.is_none() => bare = Some(number),
            (None, Some(Length::Nothing)) => {}
            _ => return Err(not_a_length()),
        }
    }
    match (total, bare, unit) {
        // "2 дні по 8 годин"
        (Some(total), None, _) => whole(total * days.filter(|_| each).unwrap_or(1.0)).map(Some),
        (None, Some(bare), Some(unit)) if days.is_none() => whole(bare * f64::from(unit)).map(Some),
        (None, Some(_), None) => Ok(None),
        (None, None, _) if days.is_some() => Ok(None),
        _ => Err(not_a_length()),
    }
}

enum Length {
    Minutes(f64),
    Days,
    Nothing,
}

/// What a word measures, in minutes.
fn length_of(word: &str) -> Option<Length> {
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match word {
        "г" | "h" | "hr" | "hrs" => Some(Length::Minutes(HOUR)),
        "хв" | "min" | "mins" => Some(Length::Minutes(1.0)),
        "ак" | "акад" | "та" | "і" | "and" | "по" | "х" | "x" | "цілий" | "весь" | "повний" | "full" => {
            Some(Length::Nothing)
        }
        _ if starts(&["год", "hour", "час"]) => Some(Length::Minutes(HOUR)),
        _ if starts(&["хвилин", "minute", "мин"]) => Some(Length::Minutes(1.0)),
        _ if starts(&["академ"]) => Some(Length::Nothing),
        _ if starts(&["дн", "ден", "day", "тиж", "week", "міс", "month", "доб"]) => Some(Length::Days),
        _ => None,
    }
}

/// The number that a word says.
fn number_of(word: &str) -> Option<f64> {
    Some(match word {
        "пів" => 0.5,
        "один" | "одна" | "одну" | "one" => 1.0,
        "півтора" | "півтори" => 1.5,
        "два" | "дві" | "two" => 2.0,
        "три" | "three" => 3.0,
        "чотири" | "four" => 4.0,
        "п'ять" | "five" => 5.0,
        "шість" | "six" => 6.0,
        "сім" => 7.0,
        "вісім" | "eight" => 8.0,
        _ => return None,
    })
}

/// Numbers with the word after each; words without a number stand alone. `None` when signs stand between that are no part of a length.
fn pairs(text: &str) -> Option<Vec<(Option<f64>, &str)>> {
    let mut pairs: Vec<(Option<f64>, &str)> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_number = |sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.');
        let length = if first.is_ascii_digit() {
            rest.find(|sign: char| !in_number(sign)).unwrap_or(rest.len())
        } else if first.is_alphabetic() {
            rest.find(|sign: char| !sign.is_alphabetic() && sign != '\'').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(length)?;
        match first {
            '0'..='9' => {
                let number = piece.trim_end_matches([',', '.']).replace(',', ".").parse().ok()?;
                pairs.push((Some(number), ""));
            }
            ' ' | '.' | ',' | '(' | ')' | ';' => {}
            _ if first.is_alphabetic() && number_of(piece).is_some() => pairs.push((number_of(piece), "")),
            _ if first.is_alphabetic() => match (pairs.last_mut(), length_of(piece)) {
                (_, Some(Length::Nothing)) => {}
                (Some(pair), _) if pair.1.is_empty() => pair.1 = piece,
                _ => pairs.push((None, piece)),
            },
            _ => return None,
        }
        rest = after;
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hours(text: &str) -> Option<u32> {
        minutes(Cell::Text(text), Some(60)).unwrap_or_else(|fault| panic!("{text} {}", fault.reason))
    }

    #[test]
    fn hours_come_with_and_without_their_unit() {
        for text in [
            "1,5",
            "1.5",
            "1,5 год.",
            "1,5 години",
            "90 хв",
            "90 хвилин",
            "1 год 30 хв",
            "1:30",
            "1.5 h",
            "1,5 год",
            "1 год 30",
            "1 год. 30 хв.",
            "півтори години",
        ] {
            assert_eq!(hours(text), Some(90), "{text}");
        }
        assert_eq!(
            [hours("16 год"), hours("24 години"), hours("6 академічних годин"), hours("2 дні (16 год)")],
            [Some(960), Some(1440), Some(360), Some(960)]
        );
        assert_eq!([hours("2 дні по 8 годин"), hours("8 год х 2 дні")], [Some(960), Some(960)]);
        assert_eq!(minutes(Cell::Number(1.5), Some(60)), Ok(Some(90)));
        assert_eq!(minutes(Cell::Number(90.0), Some(1)), Ok(Some(90)));
        assert_eq!(minutes(Cell::Day(0.0625), Some(60)), Ok(Some(90)));
    }

    #[test]
    fn days_give_no_hours() {
        for text in ["2 дні", "два дні", "3 days", "цілий день", "1 тиждень", "-", ""] {
            assert_eq!(hours(text), None, "{text}");
        }
        assert_eq!(minutes(Cell::Number(2.0), None), Ok(None));
    }

    #[test]
    fn what_is_no_length_is_an_error() {
        for text in ["довго", "2-3 год", "-1", "10:75", "2 год / день", "1e9 год", "1 год 75", "16 год 2", "1,5 год 30"]
        {
            assert!(minutes(Cell::Text(text), Some(60)).is_err(), "{text}");
        }
        assert!(minutes(Cell::Number(-1.0), Some(60)).is_err() && minutes(Cell::Number(f64::NAN), Some(60)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,30}", number in proptest::num::f64::ANY) {
            let _ = minutes(Cell::Text(&text), Some(60));
            let _ = minutes(Cell::Number(number), Some(60));
        }
    }
}
