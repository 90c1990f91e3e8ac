//! Formats that show less of a date than its day: a cell shown as "березень 2021" says a month, whatever its serial number.

use calamine::Style;
use jiff::{ToSpan, civil::Date};

/// What a format shows of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The month and the year.
    Month,
    /// The year.
    Year,
}

/// What the format of each style shows; `None` for one that shows the day or no date. Empty when all do.
pub(super) fn of_styles(styles: &[Style]) -> Vec<Option<Shown>> {
    let code = |style: &Style| style.number_format.as_ref().and_then(|format| shown(&format.format_code));
    let shown: Vec<Option<Shown>> = styles.iter().map(code).collect();
    if shown.iter().all(Option::is_none) { Vec::new() } else { shown }
}

/// What the code of a format shows of a date.
fn shown(code: &str) -> Option<Shown> {
    let mut signs = code.split(';').next().unwrap_or_default().chars();
    let (mut day, mut month, mut year) = (false, false, false);
    while let Some(sign) = signs.next() {
        match sign {
            '"' => signs.by_ref().take_while(|sign| *sign != '"').for_each(drop),
            '[' => signs.by_ref().take_while(|sign| *sign != ']').for_each(drop),
            '\\' | '_' | '*' => drop(signs.next()),
            'd' | 'D' | 'h' | 'H' | 's' | 'S' => day = true,
            'm' | 'M' => month = true,
            'y' | 'Y' => year = true,
            _ => {}
        }
    }
    match (day, month, year) {
        (false, true, true) => Some(Shown::Month),
        (false, false, true) => Some(Shown::Year),
        _ => None,
    }
}

/// What a cell with such a format says, as `2021-03` or `2021`; `None` when its serial number holds more than the first day, which
/// somebody then typed.
pub(super) fn said(serial: f64, shown: Shown) -> Option<String> {
    if serial.fract() != 0.0 || !(1.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let day = Date::constant(1899, 12, 30).checked_add((serial as i64).days()).ok()?;
    match shown {
        Shown::Month if day.day() == 1 => Some(format!("{:04}-{:02}", day.year(), day.month())),
        Shown::Year if day.day_of_year() == 1 => Some(format!("{:04}", day.year())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_without_a_day_shows_a_month_or_a_year() {
        for (code, expected) in [
            ("mmm yyyy", Some(Shown::Month)),
            ("mmm-yy", Some(Shown::Month)),
            ("[$-422]mmmm yyyy\" р.\";@", Some(Shown::Month)),
            ("yyyy", Some(Shown::Year)),
            ("dd.mm.yyyy", None),
            ("dd/mm/yyyy hh:mm", None),
            ("h:mm", None),
            ("0.00", None),
            ("\"day\" mm.yyyy", Some(Shown::Month)),
        ] {
            assert_eq!(shown(code), expected, "{code}");
        }
    }

    #[test]
    fn only_a_first_day_is_a_month() {
        assert_eq!(said(44256.0, Shown::Month).as_deref(), Some("2021-03"));
        assert_eq!(said(44257.0, Shown::Month), None);
        assert_eq!(said(44197.0, Shown::Year).as_deref(), Some("2021"));
        assert_eq!(said(f64::NAN, Shown::Year), None);
    }
}
