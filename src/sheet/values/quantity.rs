//! How much of something: a number, exact to a thousandth, and the unit where the cell tells it.

use super::{
    Fault,
    decimal::{Decimal, Unread},
    is_unknown, plain,
    signs::Signs,
};
use crate::sheet::row::Cell;

/// A quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Thousandths of the unit: 1500 = 1.5.
    pub thousandths: i64,
    /// As the cell has it, without a point at its end; `None` where it names none.
    pub unit: Option<String>,
}

/// Words for one piece of something, and for thousands of them.
const PIECES: [&str; 12] =
    ["шт", "штук", "штука", "штуки", "од", "одиниць", "одиниця", "одиниці", "pcs", "pc", "piece", "pieces"];
const THOUSANDS: [&str; 4] = ["тис", "тисяч", "тисячі", "тисяча"];

/// A unit in its one spelling: pieces are `шт`, whatever word for them a sheet has. `None` where the text has none.
pub fn unit(text: &str) -> Option<String> {
    let text = plain(text);
    let unit = text.trim().trim_end_matches('.').trim_end();
    let unit = if PIECES.contains(&unit) { "шт" } else { unit };
    Some(unit.to_string()).filter(|unit| !unit.is_empty())
}

/// Reads a cell that says how much; `signs` tell what point and comma part. `None` when nothing is given.
pub fn quantity(cell: Cell<'_>, signs: Signs) -> Result<Option<Quantity>, Fault> {
    let (number, factor, unit) = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) if is_unknown(text) => return Ok(None),
        Cell::Number(number) => (Decimal::of(number).ok_or(Unread::NoNumber), 1, None),
        Cell::Text(text) => of_text(text, signs),
        Cell::Day(_) => {
            return Err(Fault::new("is a date, and a quantity was expected", "format the cell as a number"));
        }
        Cell::Bool(_) | Cell::Error(_) => (Err(Unread::NoNumber), 1, None),
    };
    let no_number = || Fault::new("is no quantity", "write one number, or leave the cell empty when nobody counted");
    let number = number.map_err(|unread| unread.fault(no_number()))?;
    let thousandths = Some(number).filter(|number| !number.is_negative());
    let thousandths = thousandths.and_then(|number| number.exactly_times(1000 * factor)).ok_or_else(no_number)?;
    Ok(Some(Quantity { thousandths, unit }))
}

/// The number at the beginning of a text, what it is to be multiplied with, and the unit after it.
fn of_text(text: &str, signs: Signs) -> (Result<Decimal, Unread>, i64, Option<String>) {
    let text = text.trim();
    let is_part = |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | ',' | '\u{A0}');
    let end = text.find(|sign: char| !is_part(sign)).unwrap_or(text.len());
    let number = text.get(..end).unwrap_or_default().trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let words = text.get(end..).unwrap_or_default().trim();
    let first = words.split([' ', '.']).next().unwrap_or_default();
    let (factor, words) = match THOUSANDS.contains(&&*plain(first)) {
        true => (1000, words.get(first.len()..).unwrap_or_default().trim_start_matches(['.', ' '])),
        false => (1, words),
    };
    // A range, a second number or a whole sentence is no unit.
    let is_unit = words.chars().all(|sign| sign.is_alphabetic() || matches!(sign, ' ' | '.' | '-' | '/' | '²' | '³'))
        && words.split_whitespace().count() <= 2
        && !words.starts_with(['-', '/']);
    if !is_unit {
        return (Err(Unread::NoNumber), factor, None);
    }
    (Decimal::read(number, signs), factor, unit(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_may_bring_its_unit() {
        let open = Signs::default();
        let read = |text| quantity(Cell::Text(text), open).ok().flatten().map(|found| (found.thousandths, found.unit));
        assert_eq!(read("7 шт."), Some((7000, Some("шт".to_string()))));
        assert_eq!(read("1,5 т"), Some((1500, Some("т".to_string()))));
        assert_eq!(read("1 200"), Some((1_200_000, None)));
        assert_eq!(read("15 од."), Some((15000, Some("шт".to_string()))));
        assert_eq!(read("10 тис. шт"), Some((10_000_000, Some("шт".to_string()))));
        assert_eq!(read("3 комплекти"), Some((3000, Some("комплекти".to_string()))));
        assert_eq!(read("-"), None);
        for text in ["декілька", "скільки дадуть", "5-10", "7 шт + 2 шт", "-3", "1,500", "1.500 кг"]
        {
            assert!(quantity(Cell::Text(text), open).is_err(), "{text}");
        }
        assert_eq!(quantity(Cell::Number(2.5), open).ok().flatten().map(|found| found.thousandths), Some(2500));
    }
}
