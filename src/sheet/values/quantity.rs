//! How much of something: a number, exact to a thousandth, and the unit where the cell tells it.

use super::{Fault, decimal::Decimal, is_unknown, plain};
use crate::sheet::row::Cell;

/// A quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Thousandths of the unit: 1500 = 1.5.
    pub thousandths: i64,
    /// As the cell has it, without a point at its end; `None` where it names none.
    pub unit: Option<String>,
}

/// Reads a cell that says how much. `None` when nothing is given.
pub fn quantity(cell: Cell<'_>) -> Result<Option<Quantity>, Fault> {
    let (number, unit) = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) if is_unknown(text) => return Ok(None),
        Cell::Number(number) => (Decimal::of(number), None),
        Cell::Text(text) => of_text(text),
        Cell::Day(_) => {
            return Err(Fault::new("is a date, and a quantity was expected", "format the cell as a number"));
        }
        Cell::Bool(_) | Cell::Error(_) => (None, None),
    };
    let thousandths = number.filter(|number| !number.is_negative()).and_then(|number| number.exactly_times(1000));
    let no_number = || Fault::new("is no quantity", "write one number, or leave the cell empty when nobody counted");
    Ok(Some(Quantity { thousandths: thousandths.ok_or_else(no_number)?, unit }))
}

/// The number at the beginning of a text, and the words after it.
fn of_text(text: &str) -> (Option<Decimal>, Option<String>) {
    let text = text.trim();
    let is_part = |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | ',' | '\u{A0}');
    let end = text.find(|sign: char| !is_part(sign)).unwrap_or(text.len());
    let number = text.get(..end).unwrap_or_default().trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let unit = text.get(end..).unwrap_or_default().trim().trim_end_matches('.');
    // A range, a second number or a whole sentence is no unit.
    let is_unit = unit.chars().all(|sign| sign.is_alphabetic() || matches!(sign, ' ' | '.' | '-' | '/' | '²' | '³'))
        && unit.split_whitespace().count() <= 2
        && !unit.starts_with(['-', '/']);
    if !is_unit {
        return (None, None);
    }
    (Decimal::read(number, true), Some(plain(unit).into_owned()).filter(|unit| !unit.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_may_bring_its_unit() {
        let read = |text| quantity(Cell::Text(text)).ok().flatten().map(|found| (found.thousandths, found.unit));
        assert_eq!(read("7 шт."), Some((7000, Some("шт".to_string()))));
        assert_eq!(read("1,5 т"), Some((1500, Some("т".to_string()))));
        assert_eq!(read("1 200"), Some((1_200_000, None)));
        assert_eq!(read("15 од."), Some((15000, Some("од".to_string()))));
        assert_eq!(read("-"), None);
        for text in ["декілька", "скільки дадуть", "5-10", "7 шт + 2 шт", "-3"] {
            assert!(quantity(Cell::Text(text)).is_err(), "{text}");
        }
        assert_eq!(quantity(Cell::Number(2.5)).ok().flatten().map(|found| found.thousandths), Some(2500));
    }
}
