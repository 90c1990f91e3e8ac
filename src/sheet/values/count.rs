//! Counts of people: whole, from 0 to a million, or an error.

use super::{Fault, is_unknown, plain};
use crate::sheet::row::Cell;

/// What one cell says about the people who took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// All of them.
    pub total: Option<u32>,
    /// Women.
    pub women: Option<u32>,
    /// Men.
    pub men: Option<u32>,
}

/// The most that is believed.
const MOST: u32 = 1_000_000;

/// Reads a cell that counts one sort of people. `None` when nothing is given.
pub fn count(cell: Cell<'_>) -> Result<Option<u32>, Fault> {
    match cell {
        Cell::Text(text) => match of_digits(text) {
            Some(number) => Ok(Some(number)),
            None if is_unknown(text) => Ok(None),
            None => one_of_text(text).map(Some),
        },
        other => of_other(other),
    }
}

/// Which of two numbers without words counts the women.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The first: `15/10` below "жінки/чоловіки".
    WomenFirst,
    /// The second.
    MenFirst,
}

/// Reads a cell that may also tell women and men apart, such as `25 (15 ж / 10 ч)`; `order` when its heading says which number
/// is which.
pub fn people(cell: Cell<'_>, order: Option<Order>) -> Result<People, Fault> {
    let all = |total| People { total, ..People::default() };
    match cell {
        Cell::Text(text) => match of_digits(text) {
            Some(number) => Ok(all(Some(number))),
            None if is_unknown(text) => Ok(People::default()),
            None => of_text(text, order),
        },
        other => of_other(other).map(all),
    }
}

fn not_a_count() -> Fault {
    Fault::new("is not a whole number of people", "write one number, or leave the cell empty when nobody counted")
}

fn too_many() -> Fault {
    Fault::new("is more people than any event has", "check the number")
}

fn of_other(cell: Cell<'_>) -> Result<Option<u32>, Fault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) if number.fract() == 0.0 && number >= 0.0 => {
            if number > f64::from(MOST) {
                Err(too_many())
            } else {
                Ok(Some(number as u32))
            }
        }
        Cell::Day(_) => {
            Err(Fault::new("is a date, and a number of people was expected", "format the cell as a number"))
        }
        _ => Err(not_a_count()),
    }
}

/// The commonest form: nothing but a few digits.
fn of_digits(text: &str) -> Option<u32> {
    (text.len() <= 6 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// What a word says about the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Women,
    /// "чол." is men beside women, and people by itself.
    Men,
    People,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Number(u32),
    Word(Label),
    Dash,
    Other,
}

fn one_of_text(text: &str) -> Result<u32, Fault> {
    match *pieces(text)?.as_slice() {
        [Piece::Number(number)] | [Piece::Number(number), Piece::Word(_)] | [Piece::Word(_), Piece::Number(number)] => {
            Ok(number)
        }
        _ => Err(not_a_count()),
    }
}

fn of_text(text: &str, order: Option<Order>) -> Result<People, Fault> {
    let pieces = pieces(text)?;
    if let Some(people) = order.and_then(|order| in_order(&pieces, order)) {
        return Ok(people);
    }
    let labelled = |label| pieces.contains(&Piece::Word(label));
    let sexes = labelled(Label::Women) || pieces.iter().filter(|piece| matches!(piece, Piece::Number(_))).count() > 1;
    let before = matches!(pieces.first(), Some(Piece::Word(Label::Women | Label::Men)));
    let mut people = People::default();
    let mut rest = pieces.as_slice();
    loop {
        let (label, number) = match *rest {
            [] => break,
            [Piece::Word(label), Piece::Dash, Piece::Number(number), ref after @ ..] if before => {
                rest = after;
                (Some(label), number)
            }
            [Piece::Word(label), Piece::Number(number), ref after @ ..] if before => {
                rest = after;
                (Some(label), number)
            }
            [Piece::Number(number), Piece::Word(label), ref after @ ..] if !before => {
                rest = after;
                (Some(label), number)
            }
            [Piece::Number(number), ref after @ ..] if !before => {
                rest = after;
                (None, number)
            }
            _ => return Err(not_a_count()),
        };
        let place = match label {
            Some(Label::Women) => &mut people.women,
            Some(Label::Men) if sexes => &mut people.men,
            _ => &mut people.total,
        };
        if place.replace(number).is_some() {
            return Err(not_a_count());
        }
    }
    if let (None, Some(women), Some(men)) = (people.total, people.women, people.men) {
        people.total = Some(women + men);
    }
    Ok(people)
}

/// Two bare numbers, or a total and two, where the heading says which is which.
fn in_order(pieces: &[Piece], order: Order) -> Option<People> {
    let (total, first, second) = match *pieces {
        [Piece::Number(first), Piece::Number(second)] => (first.checked_add(second)?, first, second),
        [Piece::Number(total), Piece::Number(first), Piece::Number(second)] => (total, first, second),
        _ => return None,
    };
    let (women, men) = if order == Order::WomenFirst { (first, second) } else { (second, first) };
    Some(People { total: Some(total), women: Some(women), men: Some(men) })
}

/// Cuts a text into numbers and the words that matter.
fn pieces(text: &str) -> Result<Vec<Piece>, Fault> {
    let text = plain(text).replace("т.ч.", " ").replace("т. ч.", " ");
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            number_length(rest)
        } else if first.is_alphabetic() {
            rest.find(|sign: char| !sign.is_alphabetic() && sign != '\'').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match first {
            '0'..='9' if after.trim_start().starts_with('%') => {
                rest = after.trim_start().get(1..).unwrap_or_default();
                continue;
            }
            '0'..='9' => pieces.push(Piece::Number(number(piece)?)),
            '-' => pieces.push(Piece::Dash),
            ' ' | '(' | ')' | '[' | ']' | ',' | ';' | '/' | '.' | ':' => {}
            _ if first.is_alphabetic() => pieces.extend(word(piece)),
            _ => pieces.push(Piece::Other),
        }
        rest = after;
    }
    Ok(pieces)
}

/// The length of the number that a text begins with, blanks and points between groups of three digits included.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    while let Some(rest) = text.get(length..)
        && let Some(sign @ (' ' | '.' | ',' | '\'')) = rest.chars().next()
    {
        let group = digits(rest.get(1..).unwrap_or_default());
        if group == 0 || (matches!(sign, ' ' | '\'') && (group != 3 || length > 7)) {
            break;
        }
        length += 1 + group;
    }
    length
}

/// The value of a number with its groups; a fraction is a fault.
fn number(text: &str) -> Result<u32, Fault> {
    let mut groups = text.split([' ', '.', ',', '\'']);
    let mut value: u64 = groups.next().and_then(|digits| digits.parse().ok()).ok_or_else(not_a_count)?;
    for group in groups {
        if group.len() == 3 && value > 0 {
            value = group
                .parse::<u64>()
                .ok()
                .and_then(|group| value.checked_mul(1000)?.checked_add(group))
                .ok_or_else(too_many)?;
        } else if group.bytes().any(|byte| byte != b'0') {
            return Err(not_a_count());
        }
    }
    u32::try_from(value).ok().filter(|value| *value <= MOST).ok_or_else(too_many)
}

/// What a word means beside a number; `None` for words that mean nothing.
fn word(word: &str) -> Option<Piece> {
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match word {
        "ж" | "f" | "w" | "fem" => Some(Piece::Word(Label::Women)),
        "ч" | "m" | "чол" | "men" | "man" => Some(Piece::Word(Label::Men)),
        "чоловік" | "ос" | "pax" => Some(Piece::Word(Label::People)),
        "з" | "із" | "них" | "у" | "в" | "тому" | "числі" | "та" | "і" | "й" | "and" | "of" | "them" | "which"
        | "whom" | "including" | "incl" | "усього" | "всього" | "разом" | "total" | "загалом" => {
            None
        }
        _ if starts(&["жін", "women", "woman", "female", "дівч"]) => Some(Piece::Word(Label::Women)),
        _ if starts(&["чоловік", "male", "хлоп"]) => Some(Piece::Word(Label::Men)),
        _ if starts(&["осіб", "особ", "люд", "учас", "слух", "person", "people", "participant", "attend", "pers"]) => {
            Some(Piece::Word(Label::People))
        }
        _ => Some(Piece::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<u32> {
        count(Cell::Text(text)).unwrap_or_else(|fault| panic!("{text} {}", fault.reason))
    }

    fn all(text: &str) -> (Option<u32>, Option<u32>, Option<u32>) {
        let people = people(Cell::Text(text), None).unwrap_or_else(|fault| panic!("{text} {}", fault.reason));
        (people.total, people.women, people.men)
    }

    #[test]
    fn counts_come_with_blanks_points_and_units() {
        for text in [
            "1200",
            "1 200",
            "1\u{A0}200",
            "1.200",
            "1,200",
            "1 200 осіб",
            "1200 чол.",
            "1'200",
            "1200,00",
            "усього 1200",
            "1 200 людей",
        ] {
            assert_eq!(read(text), Some(1200), "{text}");
        }
        assert_eq!(
            [read("25 осіб"), read("37 чол."), read("0"), read("15 жінок"), read("15 (60%)")],
            [Some(25), Some(37), Some(0), Some(15), Some(15)]
        );
        assert_eq!([read("-"), read("н/д"), read(""), read("—")], [None; 4]);
        assert_eq!([count(Cell::Number(25.0)), count(Cell::Empty)], [Ok(Some(25)), Ok(None)]);
    }

    #[test]
    fn women_and_men_stand_in_the_same_cell() {
        for text in [
            "25 (15 ж / 10 ч)",
            "25 (15 жінок, 10 чоловіків)",
            "25 осіб: 15 жінок і 10 чоловіків",
            "15 ж / 10 ч",
            "жінок – 15, чоловіків – 10",
            "ж: 15; ч: 10",
            "25, у т.ч. 15 жінок, 10 чоловіків",
            "25 (15 women, 10 men)",
            "15f/10m",
            "15 жін., 10 чол.",
            "Ж-15 Ч-10",
        ] {
            assert_eq!(all(text), (Some(25), Some(15), Some(10)), "{text}");
        }
        assert_eq!(all("25 осіб (з них 15 жінок)"), (Some(25), Some(15), None));
        assert_eq!(all("37 чол."), (Some(37), None, None));
        assert_eq!(all("н/д"), (None, None, None));
    }

    #[test]
    fn the_heading_may_say_which_number_is_which() {
        let read = |text, order| people(Cell::Text(text), Some(order)).map(|p| (p.total, p.women, p.men));
        assert_eq!(read("15/10", Order::WomenFirst), Ok((Some(25), Some(15), Some(10))));
        assert_eq!(read("25 (10/15)", Order::MenFirst), Ok((Some(25), Some(15), Some(10))));
        assert_eq!(read("25 осіб", Order::MenFirst), Ok((Some(25), None, None)));
        assert_eq!(read("25 (15 ж / 10 ч)", Order::MenFirst), Ok((Some(25), Some(15), Some(10))));
        assert!(read("25-30", Order::WomenFirst).is_err(), "a range stays one");
    }

    #[test]
    fn what_is_no_count_is_an_error() {
        for text in [
            "багато",
            "25-30",
            "-5",
            "1,5",
            "12.5",
            "до 50",
            "25+",
            "понад 30",
            "~30",
            "25 / 30",
            "1e3",
            "9999999",
            "10O",
            "#REF!",
            "25?",
            "двадцять",
        ] {
            assert!(count(Cell::Text(text)).is_err(), "{text}");
            assert!(people(Cell::Text(text), None).is_err(), "{text}");
        }
        for cell in [
            Cell::Number(-1.0),
            Cell::Number(1.5),
            Cell::Number(f64::NAN),
            Cell::Number(1e300),
            Cell::Day(44267.0),
            Cell::Bool(true),
        ] {
            assert!(count(cell).is_err(), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,30}", number in proptest::num::f64::ANY) {
            let _ = people(Cell::Text(&text), None);
            let _ = count(Cell::Number(number));
        }

        #[test]
        fn printed_counts_come_back(number in 0u32..=MOST) {
            prop_assert_eq!(read(&number.to_string()), Some(number));
            let grouped = format!("{} {:03}", number / 1000, number % 1000);
            if (1000..MOST).contains(&number) {
                prop_assert_eq!(read(&grouped), Some(number));
            }
        }
    }
}
