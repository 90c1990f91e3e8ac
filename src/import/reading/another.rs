//! Another table further down a sheet: it is not read with the columns of the first, and never passed over without a word.

use super::{
    form::Layout,
    heading::{Heading, find_heading},
    kinds::is_given,
    reader::Reader,
    report::{Place, Report},
};
use crate::{
    error::Result,
    import::problem::{Level, Problems},
    sheet::Cell,
};

/// What another table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Another {
    /// Trainings, in columns of its own.
    Trainings,
    /// Something else, such as sums by oblast.
    Other,
}

/// How many rows below a row may belong to the same heading.
const BELOW: usize = 2;
/// How many rows of words are looked at for a heading: in a sheet with more of them, they are what it holds.
const LOOKED_AT: u32 = 2000;

impl<K: Layout> Reader<'_, K> {
    /// Whether the row heads another table, with columns of its own, in one row or more.
    pub(super) fn begins_table(&mut self) -> Result<Option<Another>> {
        let start = self.table.columns.start.map_or(Cell::Empty, |column| self.row.cell(column));
        if self.last_data == 0 || !(is_word(&start) || start.is_empty()) {
            return Ok(None);
        }
        let is_number = |cell: Cell<'_>| match cell {
            Cell::Text(text) => !text.is_empty() && !text.chars().any(|sign| sign.is_alphabetic() || sign == '№'),
            cell => !cell.is_empty(),
        };
        if self.row.cells().filter(is_word).count() < 2
            || self.row.cells().any(is_number)
            || self.looked_at >= LOOKED_AT
        {
            return Ok(None);
        }
        self.looked_at += 1;
        self.look_ahead(BELOW)?;
        let mut rows = vec![self.row.clone()];
        rows.extend(self.table.below.iter().take(BELOW).cloned());
        let found = find_heading(&rows, self.rows.merges(), &self.table.vocabulary);
        let found = found.filter(|heading| heading.row == self.row.number && !self.table.heading.agrees_with(heading));
        Ok(found.and_then(|heading| self.holds(&heading)))
    }

    /// What a table with this heading holds; `None` when it may be no heading at all. One of no trainings stands apart, and most
    /// of its columns are known.
    fn holds(&self, heading: &Heading) -> Option<Another> {
        if K::FORM.missing(heading).is_empty() {
            return Some(Another::Trainings);
        }
        let known = heading.columns.iter().filter(|column| column.field.is_some()).count();
        let is_apart = self.row.number > self.last_data + 1;
        let only_words = self.row.cells().all(|cell| cell.is_empty() || is_word(&cell));
        (is_apart && only_words && known >= 2 && known * 2 >= heading.columns.len()).then_some(Another::Other)
    }

    /// Reads on to the end of the sheet, and says how much was not read.
    pub(super) fn leave_table(&mut self, found: Another, problems: &mut Problems) -> Result<()> {
        let (mut found, mut place, mut below) = (found, Place { row: self.row.number, column: None }, 0);
        while self.advance()? {
            if found == Another::Other && self.begins_table()? == Some(Another::Trainings) {
                self.report_another(found, place, below, problems);
                (found, place, below) = (Another::Trainings, Place { row: self.row.number, column: None }, 0);
            } else {
                below += u32::from(self.row.cells().any(is_given));
            }
        }
        self.report_another(found, place, below, problems);
        Ok(())
    }

    fn report_another(&self, found: Another, place: Place, below: u32, problems: &mut Problems) {
        let rows = if below == 1 { "1 row below was".to_string() } else { format!("{below} rows below were") };
        let (level, reason) = match found {
            Another::Trainings => (
                Level::Error,
                format!(
                    "another table with other columns begins here; the {rows} not read: put it on a sheet of its own"
                ),
            ),
            Another::Other => (
                Level::Warning,
                format!("another table begins here, and it names no events by title and date; the {rows} not read"),
            ),
        };
        Report { sheet: &self.table.sheet, problems }.push(level, "second_table", place, "", &reason);
    }
}

/// Whether a cell holds words and no digit.
fn is_word(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if !text.bytes().any(|byte| byte.is_ascii_digit()))
}

/// The row in which another table of trainings begins on a sheet, as the problems have it.
pub(super) fn begins_at(sheet: &str, problems: &Problems) -> Option<u32> {
    let is_it = |problem: &&crate::import::Problem| {
        problem.code == "second_table" && problem.level == Level::Error && problem.sheet == sheet
    };
    problems.list().iter().find(is_it).map(|problem| problem.row)
}
