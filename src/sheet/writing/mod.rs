//! Rows of cells → bytes of a file that people fill in or mend and send back: XLSX, or CSV as Excel likes it.
//!
//! What comes out is read again by the same room: a text stays a text, whatever it begins with.

mod csv;
mod xlsx;

use jiff::civil::Date;

pub use csv::csv;
pub use xlsx::xlsx;

use super::{row::Cell, workbook::Merge};

/// A sheet to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewSheet {
    /// Its name; signs that a workbook does not allow in it are replaced.
    pub name: String,
    /// Its rows, from the top.
    pub rows: Vec<Vec<NewCell>>,
    /// Merged ranges; rows from 1, columns from 0.
    pub merges: Vec<Merge>,
    /// How many rows at the top stay in sight and stand out.
    pub heading: u32,
    /// Widths of columns in characters, from the left.
    pub widths: Vec<u16>,
    /// Whether people do not see it.
    pub hidden: bool,
    /// What may be written where.
    pub rules: Vec<EntryRule>,
}

/// A cell to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum NewCell {
    /// Nothing.
    #[default]
    Empty,
    /// Text; never taken for a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// Days since 1899-12-30, shown as a date.
    Day(f64),
    /// TRUE or FALSE.
    Bool(bool),
}

/// What may be written into the cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRule {
    /// The column, from 0.
    pub column: usize,
    /// First and last row, from 1.
    pub rows: (u32, u32),
    /// What is allowed.
    pub allowed: Allowed,
    /// What a person is told who points at a cell: a title and a sentence.
    pub hint: (String, String),
}

/// What a cell may hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowed {
    /// One of the texts in this range, such as `Lists!$A$1:$A$25`. Other texts are allowed after a question.
    OneOf(String),
    /// A day from the first to the last.
    Day(Date, Date),
    /// A whole number from the first to the last.
    Whole(i32, i32),
}

impl From<Cell<'_>> for NewCell {
    /// An error of a spreadsheet program becomes its text.
    fn from(cell: Cell<'_>) -> NewCell {
        match cell {
            Cell::Empty => NewCell::Empty,
            Cell::Text(text) | Cell::Error(text) => NewCell::Text(text.to_string()),
            Cell::Number(number) => NewCell::Number(number),
            Cell::Day(serial) => NewCell::Day(serial),
            Cell::Bool(truth) => NewCell::Bool(truth),
        }
    }
}

impl From<&str> for NewCell {
    fn from(text: &str) -> NewCell {
        NewCell::Text(text.to_string())
    }
}

impl From<String> for NewCell {
    fn from(text: String) -> NewCell {
        NewCell::Text(text)
    }
}

impl From<Date> for NewCell {
    fn from(day: Date) -> NewCell {
        NewCell::Day(f64::from(serial(day)))
    }
}

/// The number by which spreadsheet programs know a day.
fn serial(day: Date) -> i32 {
    (day - jiff::civil::date(1899, 12, 30)).get_days()
}

/// The day of a number; `None` where there is no such day.
fn day(serial: f64) -> Option<Date> {
    let days = serial.is_finite().then_some(serial.floor() as i64)?;
    jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Book, Options, Row};
    use jiff::civil::date;

    fn written() -> NewSheet {
        NewSheet {
            name: "Q1: 'a'/b?".to_string(),
            rows: vec![
                vec!["Назва".into(), "Дата".into(), NewCell::Empty, "Учасників".into()],
                vec!["=1+1; \"так\"".into(), date(2021, 3, 12).into(), NewCell::Bool(true), NewCell::Number(25.0)],
                vec!["-а\nб".into(), NewCell::Number(1.5), NewCell::Empty, NewCell::Empty],
            ],
            ..NewSheet::default()
        }
    }

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        let mut book = Book::open(&path, &Options::default()).unwrap();
        let mut rows = book.rows(0).unwrap();
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next(&mut row).unwrap() {
            all.push(row.cells().map(|cell| format!("{cell:?}")).collect());
        }
        all
    }

    #[test]
    fn what_is_written_is_read_again() {
        let rows = read(&xlsx(&[written()], date(2021, 4, 1)).unwrap());
        assert_eq!(rows[1], ["Text(\"=1+1; \\\"так\\\"\")", "Day(44267.0)", "Bool(true)", "Number(25.0)"]);
        assert_eq!(rows[2], ["Text(\"-а\\nб\")", "Number(1.5)"]);
        let rows = read(&csv(&written()));
        assert_eq!(rows[1], ["Text(\"=1+1; \\\"так\\\"\")", "Text(\"12.03.2021\")", "Text(\"TRUE\")", "Text(\"25\")"]);
        assert_eq!(rows[2], ["Text(\"-а\\nб\")", "Text(\"1.5\")", "Empty", "Empty"]);
    }

    #[test]
    fn the_same_sheets_give_the_same_bytes() {
        let make = || xlsx(&[written(), written()], date(2021, 4, 1)).unwrap();
        assert!(make() == make());
    }
}
