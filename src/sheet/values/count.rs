//! Counts of people: whole, from 0 to a million, or an error.

use super::{
    Fault, is_unknown,
    people::{Piece, pieces},
};
use crate::sheet::row::Cell;

/// The most that is believed.
pub(super) const MOST: u32 = 1_000_000;

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

pub(super) fn not_a_count() -> Fault {
    Fault::new("is not a whole number of people", "write one number, or leave the cell empty when nobody counted")
}

fn too_many() -> Fault {
    Fault::new("is more people than any event has", "check the number")
}

/// Reads a cell that is no text.
pub(super) fn of_other(cell: Cell<'_>) -> Result<Option<u32>, Fault> {
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
pub(super) fn of_digits(text: &str) -> Option<u32> {
    (text.len() <= 6 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn one_of_text(text: &str) -> Result<u32, Fault> {
    let pieces: Vec<Piece> = pieces(text)?.into_iter().filter(|piece| *piece != Piece::Break).collect();
    match *pieces.as_slice() {
        [Piece::Number(number)] | [Piece::Number(number), Piece::Word(_)] | [Piece::Word(_), Piece::Number(number)] => {
            Ok(number)
        }
        _ => Err(not_a_count()),
    }
}

/// The length of the number that a text begins with, blanks and points between groups of three digits included.
pub(super) fn number_length(text: &str) -> usize {
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
pub(super) fn number(text: &str) -> Result<u32, Fault> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<u32> {
        count(Cell::Text(text)).unwrap_or_else(|fault| panic!("{text} {}", fault.reason))
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
        let read_all = ["25 уч.", "37 чол.", "0", "15 жінок", "15 (60%)"].map(read);
        assert_eq!(read_all, [Some(25), Some(37), Some(0), Some(15), Some(15)]);
        assert_eq!([read("-"), read("н/д"), read(""), read("—")], [None; 4]);
        assert_eq!([count(Cell::Number(25.0)), count(Cell::Empty)], [Ok(Some(25)), Ok(None)]);
    }

    #[test]
    fn what_is_no_count_is_an_error() {
        for cell in [
            Cell::Number(-1.0),
            Cell::Number(1.5),
            Cell::Number(f64::NAN),
            Cell::Number(1e300),
            Cell::Day(44267.0),
            Cell::Bool(true),
            Cell::Text("25-30"),
            Cell::Text("60%"),
        ] {
            assert!(count(cell).is_err(), "{cell:?}");
        }
    }

    proptest! {
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
