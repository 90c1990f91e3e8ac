//! The same table out of every kind of file: rows, merged cells, hidden rows and sheets, dates, errors.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

#[path = "sheet_makers.rs"]
mod makers;

use std::path::PathBuf;

use hromada::{
    error::Result,
    sheet::{Book, Cell, Kind, Merged, Options, Row},
};
use makers::{Cell::*, Sheet, ods, sheet, xls, xlsx};
use tempfile::TempDir;

fn kept(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Rows as `number cell|cell|...`, filled cells with `^`, hidden rows with `~`.
fn rows(bytes: &[u8], index: usize) -> Result<Vec<String>> {
    let (_folder, path) = kept(bytes);
    let mut book = Book::open(&path, &Options::default())?;
    let mut rows = book.rows(index)?;
    let mut row = Row::default();
    let mut shown = Vec::new();
    while rows.next(&mut row)? {
        let cell = |(column, cell)| {
            let filled = if row.merged(column) == Some(Merged::Filled) { "^" } else { "" };
            match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => format!("{text}{filled}"),
                Cell::Number(number) => format!("{number}{filled}"),
                Cell::Day(serial) => format!("d{serial}{filled}"),
                Cell::Bool(truth) => truth.to_string(),
                Cell::Error(text) => format!("!{text}"),
            }
        };
        let cells: Vec<String> = row.cells().enumerate().map(cell).collect();
        shown.push(format!("{}{} {}", row.number, if row.hidden { "~" } else { "" }, cells.join("|")));
    }
    Ok(shown)
}

fn table() -> Vec<Sheet<'static>> {
    let mut first = sheet(
        "Дані & звіт",
        &[
            &[Text("Проєкт"), Text("Дата"), Text("Осіб")],
            &[],
            &[Text("DOBRE"), Day(44267.0), Number(25.0)],
            &[Empty, Day(44268.0), Error("#REF!")],
            &[Text("А\nБ <&>"), Empty, Number(1.5)],
        ],
    );
    first.merges = vec![(3, 0, 4, 0), (1, 1, 1, 2)];
    first.hidden_rows = vec![4];
    let second = Sheet { hidden: true, ..sheet("Lists", &[&[Text("онлайн")]]) };
    vec![first, second]
}

const EXPECTED: [&str; 4] = ["1 Проєкт|Дата|Осіб", "3 DOBRE|d44267|25", "4~ DOBRE^|d44268|!#REF!", "5 А\nБ <&>||1.5"];

#[test]
fn every_kind_of_workbook_gives_the_same_rows() {
    assert_eq!(rows(&xlsx(&table(), false), 0).unwrap(), EXPECTED);
    assert_eq!(rows(&ods(&table()), 0).unwrap(), EXPECTED);
    // The old format does not tell which rows are hidden.
    assert_eq!(rows(&xls(&table()), 0).unwrap(), EXPECTED.map(|row| row.replace('~', "")));
    for bytes in [xlsx(&table(), false), ods(&table()), xls(&table())] {
        assert_eq!(rows(&bytes, 1).unwrap(), ["1 онлайн"]);
    }
}

#[test]
fn merged_cells_and_hidden_rows_belong_to_the_sheet_they_are_in() {
    let [plain, full] = [sheet("Зміст", &[&[Text("Звіт")]]), table().remove(0)];
    let book = [plain, Sheet { name: "Січень", ..table().remove(0) }, full];
    for index in [1, 2] {
        assert_eq!(rows(&xlsx(&book, false), index).unwrap(), EXPECTED);
        assert_eq!(rows(&ods(&book), index).unwrap(), EXPECTED);
        assert_eq!(rows(&xls(&book), index).unwrap(), EXPECTED.map(|row| row.replace('~', "")));
    }
}

#[test]
fn kinds_and_sheets_are_told() {
    for (bytes, kind) in [(xlsx(&table(), false), Kind::Xlsx), (ods(&table()), Kind::Ods), (xls(&table()), Kind::Xls)] {
        let (_folder, path) = kept(&bytes);
        let book = Book::open(&path, &Options::default()).unwrap();
        let sheets: Vec<(&str, bool)> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
        assert_eq!((book.kind(), sheets), (kind, vec![("Дані & звіт", false), ("Lists", true)]));
        assert_eq!((book.sha256(), book.size()), (Some(book.hash_now().unwrap()), bytes.len() as u64));
    }
}

#[test]
fn days_counted_from_1904_are_brought_to_1900() {
    let bytes = xlsx(&[sheet("a", &[&[Day(42805.0), Number(42805.0)]])], true);
    assert_eq!(rows(&bytes, 0).unwrap(), ["1 d44267|42805"]);
    let (_folder, path) = kept(&bytes);
    let mut book = Book::open(&path, &Options::default()).unwrap();
    assert_eq!(book.rows(0).unwrap().epoch_shift(), 1462.0);
}

#[test]
fn a_cell_shown_as_a_month_says_a_month() {
    let bytes = xlsx(&[sheet("a", &[&[Month(44256.0), Month(44267.0), Day(44256.0)]])], false);
    assert_eq!(rows(&bytes, 0).unwrap(), ["1 2021-03|d44267|d44256"]);
}

#[test]
fn cells_come_in_many_writings() {
    let cells = "<row><c t=\"inlineStr\"><is><r><t>Ри</t></r><r><t>ч</t></r></is></c><c t=\"str\"><f>A1&amp;B1</f><v>x &amp; y</v></c>\
        <c t=\"b\"><v>1</v></c><c/><c><f>1+1</f></c><c t=\"s\"><v>0</v></c></row><row r=\"4\"><c r=\"B4\"><v>7</v></c></row>";
    let strings = "<sst><si><t>_x001B_[31mА</t></si></sst>";
    let xml = makers::xlsx_sheet_of(cells, &[]);
    let bytes = makers::xlsx_of(&[("a".to_string(), false, &xml)], strings, false);
    assert_eq!(rows(&bytes, 0).unwrap(), ["1 Рич|x & y|true|||\u{1B}[31mА", "4 |7"]);
}

#[test]
fn a_formula_without_a_value_is_an_error_at_its_cell() {
    let cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>1+1</f><v></v></c><c r=\"C1\" t=\"str\"><f>D1</f><v></v></c></row>";
    let xml = makers::xlsx_sheet_of(cells, &[]);
    let found = rows(&makers::xlsx_of(&[("a".to_string(), false, &xml)], "<sst/>", false), 0).unwrap();
    assert!(found[0].contains("formula without a value"), "{found:?}");
    assert_eq!(found[0].matches("formula").count(), 1);
}

#[test]
fn rows_and_cells_of_ods_are_repeated() {
    let bytes = makers::ods_of(
        "<table:table table:name=\"a\"><table:shapes><draw:frame><text:p>no</text:p></draw:frame></table:shapes>\
         <table:table-header-rows><table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\" \
         office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table-header-rows>\n\
         <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation>\n\
         <text:p>a<text:s text:c=\"2\"/><text:span>b</text:span><text:tab/>&#1041;</text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell office:value-type=\"time\" office:time-value=\"PT01H30M00S\"/></table:table-row></table:table>",
    );
    assert_eq!(rows(&bytes, 0).unwrap(), ["1 1|1", "2 1|1", "3 a  b\tБ||d0.0625"]);
}

#[test]
fn a_sheet_left_in_the_middle_is_read_again_from_its_top() {
    let (_folder, path) = kept(&xlsx(&table(), false));
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let mut row = Row::default();
    for _ in 0..2 {
        assert!(book.rows(0).unwrap().next(&mut row).unwrap());
        assert_eq!(row.number, 1);
    }
}
