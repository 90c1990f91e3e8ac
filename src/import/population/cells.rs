//! Cells of a table of residents: counts in their unit, dashes, years.

use super::columns::Unit;
use crate::sheet::Cell;

/// Nobody counts more residents in one place.
const MOST: i64 = 100_000_000;

/// Whether a cell says by a dash that nothing is known.
pub(super) fn is_dash(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if !text.trim().is_empty() && text.trim().chars().all(crate::model::letters::is_dash))
}

/// A whole number of people; `None` where none is given. Thousands may have three decimals.
pub(super) fn count_of(cell: Cell<'_>, unit: Unit) -> std::result::Result<Option<i64>, ()> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(_) if is_dash(cell) => return Ok(None),
        // Computed cells hold noise far behind the decimals that people see.
        Cell::Number(number) => ((number * 1e6).round() / 1e6).to_string(),
        Cell::Text(text) => text.chars().filter(|sign| !sign.is_whitespace()).collect(),
        _ => return Err(()),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((&text, ""));
    let places = if unit == Unit::Thousands { 3 } else { 0 };
    let decimals = decimals.trim_end_matches('0');
    let digits = format!("{whole}{decimals:0<places$}");
    if whole.is_empty() || decimals.len() > places || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(());
    }
    digits.parse().ok().filter(|count| *count < MOST).map(Some).ok_or(())
}

/// A year of our time in a text, such as "на 1 січня 2022".
pub(super) fn year_in(text: &str) -> Option<i64> {
    let numbers = text.split(|sign: char| !sign.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .find(|year| (1990..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_read_exactly_and_persons_have_no_fraction() {
        let thousands = |cell| count_of(cell, Unit::Thousands);
        assert_eq!(thousands(Cell::Number(47.0)), Ok(Some(47_000)));
        assert_eq!(thousands(Cell::Number(2952.301)), Ok(Some(2_952_301)));
        assert_eq!(thousands(Cell::Text("1 031,5")), Ok(Some(1_031_500)));
        assert_eq!(thousands(Cell::Text("1,0315")), Err(()));
        let persons = |cell| count_of(cell, Unit::Persons);
        assert_eq!(persons(Cell::Text("68 000")), Ok(Some(68_000)));
        assert_eq!(persons(Cell::Number(47.3)), Err(()));
        assert_eq!(persons(Cell::Number(-1.0)), Err(()));
        assert_eq!(persons(Cell::Text("–")), Ok(None));
        assert_eq!(persons(Cell::Text("багато")), Err(()));
    }

    #[test]
    fn a_year_is_found_in_a_title() {
        assert_eq!(year_in("(на 1 січня 2022 / as of January 1, 2022)"), Some(2022));
        assert_eq!(year_in("Жителів 2021"), Some(2021));
        assert_eq!(year_in("48-81, 41167335"), None);
    }
}
