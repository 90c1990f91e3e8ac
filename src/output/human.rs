//! How a heading or a cell reads to people: in their language, thousands set apart, a dash where nothing is known.

use std::borrow::Cow;
use std::fmt::Write;

use super::{Lang, exact::decimal, visible::push_visible};
use crate::table::{Cell, Column, Kind};

/// Stands where nobody knows, so that it is never read as zero.
pub(super) const UNKNOWN: &str = "—";

/// Sets thousands apart. A comma would turn 12,345 into twelve and a third in a Ukrainian spreadsheet; this blank is what
/// such a spreadsheet expects, and an English one refuses it aloud instead of misreading it.
const THOUSANDS: char = '\u{a0}';

/// The heading of a column, in the language asked for where the column has it.
pub(super) fn heading(column: &Column, lang: Lang) -> Cow<'_, str> {
    let (wanted, other) = match lang {
        Lang::Uk => (&column.ukrainian, &column.title),
        Lang::En => (&column.title, &column.ukrainian),
    };
    let text = [wanted, other, &column.id].into_iter().find(|text| !text.is_empty());
    super::visible(text.map_or("", String::as_str))
}

/// What stands in the place of rows where there are none.
pub(super) fn no_rows(lang: Lang) -> &'static str {
    match lang {
        Lang::Uk => "(немає рядків)",
        Lang::En => "(no rows)",
    }
}

/// Whether a column stands to the right.
pub(super) fn stands_right(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Ordinal | Kind::Money)
}

/// Appends a cell; no sign in it acts on a terminal.
pub(super) fn push_cell(cell: &Cell, kind: Kind, lang: Lang, out: &mut String) {
    match cell {
        Cell::Text(text) => push_visible(text, out),
        Cell::Term(english, ukrainian) => out.push_str(if lang == Lang::Uk { ukrainian } else { english }),
        Cell::Number(number) if kind == Kind::Ordinal => _ = write!(out, "{number}"),
        Cell::Number(number) => push_number(&number.to_string(), lang, out),
        Cell::Decimal(digits, places) => push_number(&decimal(*digits, *places), lang, out),
        Cell::Percent(tenths) => {
            push_number(&decimal(*tenths, 1), lang, out);
            out.push('%');
        }
        Cell::Money(minor, currency) => {
            push_number(&decimal(*minor, 2), lang, out);
            out.push('\u{a0}');
            push_visible(currency, out);
        }
        Cell::Date(day) => {
            _ = match lang {
                Lang::Uk => write!(out, "{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
                Lang::En => write!(out, "{day}"),
            }
        }
        Cell::Missing => out.push_str(UNKNOWN),
    }
}

/// Numbers of up to four digits stay together, as Ukrainian and SI typography have it: years are among them.
fn push_number(exact: &str, lang: Lang, out: &mut String) {
    let (whole, fraction) = exact.split_once('.').unwrap_or((exact, ""));
    let digits = whole.trim_start_matches('-');
    out.push_str(&whole[..whole.len() - digits.len()]);
    for (place, digit) in digits.char_indices() {
        if digits.len() > 4 && place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(THOUSANDS);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(if lang == Lang::Uk { ',' } else { '.' });
        out.push_str(fraction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(cell: Cell, lang: Lang) -> String {
        let mut text = String::new();
        push_cell(&cell, Kind::Number, lang, &mut text);
        text.replace(THOUSANDS, "_")
    }

    #[test]
    fn numbers_read_as_their_language_writes_them() {
        assert_eq!(shown(Cell::Number(1469), Lang::En), "1469");
        assert_eq!(shown(Cell::Number(-1_234_567), Lang::Uk), "-1_234_567");
        assert_eq!(shown(Cell::Decimal(12_345_678, 3), Lang::Uk), "12_345,678");
        assert_eq!(shown(Cell::Percent(1000), Lang::En), "100.0%");
        assert_eq!(shown(Cell::Money(1_234_550, "UAH".into()), Lang::En), "12_345.50_UAH");
        assert_eq!(shown(Cell::Number(i64::MIN), Lang::En), "-9_223_372_036_854_775_808");
    }

    #[test]
    fn a_number_that_names_keeps_its_digits_together() {
        let mut text = String::new();
        push_cell(&Cell::Number(12345), Kind::Ordinal, Lang::En, &mut text);
        assert_eq!(text, "12345");
    }

    #[test]
    fn a_day_is_iso_in_english_and_dotted_in_ukrainian() {
        assert_eq!(shown(Cell::Date(date(2025, 3, 9)), Lang::En), "2025-03-09");
        assert_eq!(shown(Cell::Date(date(2025, 3, 9)), Lang::Uk), "09.03.2025");
        assert_eq!(shown(Cell::Missing, Lang::Uk), "—");
    }

    #[test]
    fn a_heading_that_was_not_translated_is_shown_in_the_other_language() {
        assert_eq!(heading(&Column::text("name", "Name", "Назва"), Lang::Uk), "Назва");
        assert_eq!(heading(&Column::text("name", "Name", ""), Lang::Uk), "Name");
        assert_eq!(heading(&Column::text("name", "", ""), Lang::En), "name");
    }
}
