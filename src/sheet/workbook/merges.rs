//! Ranges of merged cells, and the filling down of their values.

use crate::sheet::row::{Cell, Merged, Row};

/// A range of merged cells. Rows count from 1 as shown, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub first_row: u32,
    /// Last row, included.
    pub last_row: u32,
    /// First column.
    pub first_column: usize,
    /// Last column, included.
    pub last_column: usize,
}

impl Merge {
    /// Reads a range such as `B4:D5`.
    pub(super) fn parse(range: &str) -> Option<Merge> {
        let (first, last) = range.split_once(':')?;
        let ((first_row, first_column), (last_row, last_column)) = (place(first)?, place(last)?);
        (first_row <= last_row && first_column <= last_column).then_some(Merge {
            first_row,
            last_row,
            first_column,
            last_column,
        })
    }
}

/// Row from 1 and column from 0 of a reference such as `B4` or `$B$4`.
pub(super) fn place(reference: &str) -> Option<(u32, usize)> {
    let reference = reference.replace('$', "");
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = reference.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    let row: u32 = number.parse().ok().filter(|row| *row > 0)?;
    Some((row, column - 1))
}

/// Fills the values of merged ranges down, row by row.
pub(super) struct FillDown<'b> {
    /// Ranges over several rows that have not begun yet.
    coming: &'b [Merge],
    /// Ranges that the last row belonged to, with their values.
    open: Vec<(Merge, Kept)>,
}

/// A value that outlives its row.
enum Kept {
    Empty,
    Text(String),
    Number(f64),
    Day(f64),
    Bool(bool),
    Error(String),
}

/// Most ranges that can be open at once; a sheet with more has ranges over one another.
const OPEN: usize = 4096;

impl<'b> FillDown<'b> {
    /// Fills down the ranges of a sheet, which are in the order of their first rows.
    pub(super) fn new(merges: &'b [Merge]) -> FillDown<'b> {
        FillDown { coming: merges, open: Vec::new() }
    }

    /// Completes the next row.
    pub(super) fn fill(&mut self, row: &mut Row) {
        if self.coming.is_empty() && self.open.is_empty() {
            return;
        }
        self.open.retain(|(merge, _)| merge.last_row >= row.number);
        for (merge, kept) in &self.open {
            if row.cell(merge.first_column).is_empty() && !matches!(kept, Kept::Empty) {
                row.put(merge.first_column, kept.cell());
                row.mark(merge.first_column, Merged::Filled);
            }
        }
        while let Some((merge, rest)) = self.coming.split_first()
            && merge.first_row <= row.number
        {
            self.coming = rest;
            self.begin(*merge, row);
        }
    }

    /// Takes note of a range that begins in this row.
    pub(super) fn begin(&mut self, merge: Merge, row: &mut Row) {
        let spans_rows = merge.last_row > merge.first_row;
        if merge.first_row == row.number && spans_rows && self.open.len() < OPEN {
            self.open.push((merge, Kept::of(row.cell(merge.first_column))));
            row.mark(merge.first_column, Merged::First);
        }
    }
}

impl Kept {
    fn of(cell: Cell<'_>) -> Kept {
        match cell {
            Cell::Empty => Kept::Empty,
            Cell::Text(text) => Kept::Text(text.to_string()),
            Cell::Number(number) => Kept::Number(number),
            Cell::Day(serial) => Kept::Day(serial),
            Cell::Bool(truth) => Kept::Bool(truth),
            Cell::Error(text) => Kept::Error(text.to_string()),
        }
    }

    fn cell(&self) -> Cell<'_> {
        match self {
            Kept::Empty => Cell::Empty,
            Kept::Text(text) => Cell::Text(text),
            Kept::Number(number) => Cell::Number(*number),
            Kept::Day(serial) => Cell::Day(*serial),
            Kept::Bool(truth) => Cell::Bool(*truth),
            Kept::Error(text) => Cell::Error(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_spreadsheets_write_them() {
        let merge = Merge::parse("B4:AA5").unwrap();
        assert_eq!((merge.first_row, merge.first_column, merge.last_row, merge.last_column), (4, 1, 5, 26));
        for junk in ["B4", "4:5", "B0:B1", "B5:A4", "AAAA1:AAAA2", "b1:b2", ":", "B99999999999:C1"] {
            assert_eq!(Merge::parse(junk), None, "{junk}");
        }
    }

    #[test]
    fn a_merged_value_is_given_to_each_row_and_known_as_filled() {
        let merges = [Merge::parse("A1:A3").unwrap(), Merge::parse("B1:C1").unwrap(), Merge::parse("B2:B3").unwrap()];
        let mut fill = FillDown::new(&merges);
        let mut row = Row::default();
        let mut seen = Vec::new();
        for (number, text) in [(1, "a"), (2, ""), (4, "")] {
            row.clear(number);
            row.put(0, Cell::Text(text));
            fill.fill(&mut row);
            seen.push((row.cell(0) == Cell::Text("a"), row.merged(0), row.merged(1)));
        }
        assert_eq!(
            seen,
            [(true, Some(Merged::First), None), (true, Some(Merged::Filled), Some(Merged::First)), (false, None, None)]
        );
    }
}
