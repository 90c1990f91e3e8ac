//! CSV (RFC 4180): each cell exactly as it is, control signs included, so that it comes back the same.
//!
//! Plain: UTF-8, commas, LF, decimal point. For Excel: BOM, semicolons, CRLF, decimal comma, and an apostrophe before text
//! that Excel would run as a formula. The mark is reversible: whoever reads such a file takes one apostrophe off each text
//! that is apostrophes followed by one of [`FORMULA_SIGNS`], and has the cells as they were.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::exact::{Value, fields};
use crate::table::Table;

/// With these a spreadsheet program begins a formula: OWASP's list and the full-width forms that Excel folds to it.
const FORMULA_SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Writes the table; returns how many cells were marked for Excel.
pub(super) fn render(table: &Table, excel: bool, out: &mut dyn Write) -> io::Result<usize> {
    if excel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    write(table, excel, out).map_err(|error| match error.into_kind() {
        // The kind tells a closed pipe from a full disk, and the crate's own conversion loses it.
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

fn write(table: &Table, excel: bool, out: &mut dyn Write) -> ::csv::Result<usize> {
    let (delimiter, end) = if excel { (b';', ::csv::Terminator::CRLF) } else { (b',', ::csv::Terminator::Any(b'\n')) };
    let mut csv = ::csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(out);
    let mut marked = 0;
    let mut text = |text: &str, csv: &mut ::csv::Writer<_>| {
        let kept = if excel { mark(text) } else { Cow::Borrowed(text) };
        marked += usize::from(kept.len() > text.len());
        csv.write_field(kept.as_bytes())
    };

    let fields = fields(table);
    if fields.is_empty() {
        return Ok(0);
    }
    for field in &fields {
        text(&field.id, &mut csv)?;
    }
    csv.write_record(None::<&[u8]>)?;
    for row in &table.rows {
        for field in &fields {
            match field.value(row) {
                Value::Text(value) => text(&value, &mut csv)?,
                Value::Number(number) if excel => csv.write_field(number.replace('.', ","))?,
                Value::Number(exact) | Value::Date(exact) => csv.write_field(exact)?,
                Value::Missing => csv.write_field("")?,
            }
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()?;
    Ok(marked)
}

/// Text that no spreadsheet program runs. What already looks marked gets one more apostrophe, or taking the mark off would
/// damage it.
fn mark(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA_SIGNS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cell, Column};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn written(table: &Table, excel: bool) -> (String, usize) {
        let mut out = Vec::new();
        let marked = render(table, excel, &mut out).unwrap();
        (String::from_utf8(out).unwrap(), marked)
    }

    fn sample() -> Table {
        Table {
            caption: "A caption is no data".into(),
            columns: vec![
                Column::text("name", "Name", "Назва"),
                Column::number("share", "Share", "Частка"),
                Column::date("day", "Day", "День"),
                Column::money("value", "Value", "Вартість"),
            ],
            rows: vec![
                vec!["=1+1, \"x\"".into(), Cell::Percent(-125), date(2025, 1, 2).into(), Cell::Money(-5, "UAH".into())],
                vec!["a;b\r\nc".into(), Cell::Number(12_345), Cell::Missing, Cell::Missing],
            ],
            notes: vec!["Neither is a note".into()],
        }
    }

    #[test]
    fn plain_csv_is_exact() {
        let expected = "name,share,day,value,value_currency\n\
                        \"=1+1, \"\"x\"\"\",-12.5,2025-01-02,-0.05,UAH\n\
                        \"a;b\r\nc\",12345,,,\n";
        assert_eq!(written(&sample(), false), (expected.to_string(), 0));
    }

    #[test]
    fn csv_for_excel_marks_formulas_but_no_number() {
        let expected = "\u{feff}name;share;day;value;value_currency\r\n\
                        \"'=1+1, \"\"x\"\"\";-12,5;2025-01-02;-0,05;UAH\r\n\
                        \"a;b\r\nc\";12345;;;\r\n";
        assert_eq!(written(&sample(), true), (expected.to_string(), 1));
    }

    #[test]
    fn a_closed_pipe_is_still_known_as_one() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for format in super::super::Format::ALL {
            let refused = super::super::render(&sample(), format, &super::super::Style::default(), &mut Closed);
            assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        }
    }

    /// What an import has to do to a text of a file made for Excel.
    fn unmark(text: &str) -> &str {
        let bare = text.strip_prefix('\'').unwrap_or(text);
        if bare.trim_start_matches('\'').starts_with(FORMULA_SIGNS) && bare.len() < text.len() { bare } else { text }
    }

    fn read_back(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect()
    }

    fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
        let cell =
            prop_oneof!["\\PC{0,8}", "[\\x00-\\x7f]{0,6}", "'{0,2}[=+@＝\\t\\r\\n;,\"-]?[а-я]{0,3}", any::<String>()];
        (1..4_usize)
            .prop_flat_map(move |columns| prop::collection::vec(prop::collection::vec(cell.clone(), columns), 0..6))
    }

    fn table_of(rows: &[Vec<String>]) -> Table {
        let columns = rows.first().map_or(1, Vec::len);
        Table {
            columns: (0..columns).map(|n| Column::text(&format!("c{n}"), "", "")).collect(),
            rows: rows.iter().map(|row| row.iter().map(|text| text.as_str().into()).collect()).collect(),
            ..Table::default()
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_the_same(rows in texts()) {
            let (plain, marked) = written(&table_of(&rows), false);
            prop_assert_eq!(&read_back(&plain, b',')[1..], &rows[..]);
            prop_assert_eq!(marked, 0);
        }

        #[test]
        fn any_text_comes_back_from_excel_once_its_mark_is_off(rows in texts()) {
            let (text, marked) = written(&table_of(&rows), true);
            let cells = read_back(&text, b';').split_off(1);
            let dangerous = |text: &&String| text.starts_with(FORMULA_SIGNS);
            prop_assert!(!cells.iter().flatten().any(|text| dangerous(&text)));
            prop_assert!(marked >= rows.iter().flatten().filter(dangerous).count());
            let bare: Vec<Vec<&str>> = cells.iter().map(|row| row.iter().map(|text| unmark(text)).collect()).collect();
            prop_assert_eq!(bare, rows);
        }
    }
}
