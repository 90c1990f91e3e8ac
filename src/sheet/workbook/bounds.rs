//! The limits that every kind of workbook keeps, and the words for breaking them.

use crate::error::{Error, Result};
use crate::sheet::{
    csv::too_long,
    options::Limits,
    row::{Cell, Row, letters},
    source::Source,
};

/// Puts cells into rows as long as they keep the limits.
#[derive(Clone, Copy)]
pub(super) struct Bounds<'b> {
    /// The file, for messages.
    pub source: &'b Source,
    /// The limits.
    pub limits: Limits,
}

impl Bounds<'_> {
    /// Puts a cell into the row; row and column count from 0, as parsers count.
    pub(super) fn put(&self, row: &mut Row, place: (u32, u32), cell: Cell<'_>) -> Result<()> {
        let column = place.1 as usize;
        if cell.is_empty() {
            return Ok(());
        }
        if place.1 >= Limits::SHEET.1 || !row.cell(column).is_empty() {
            return Err(self.misplaced(place));
        }
        if column >= self.limits.columns {
            return Err(self.source.refuse(
                format!(
                    "row {} holds something in column {}, and {} columns are the limit",
                    place.0.saturating_add(1),
                    letters(column),
                    self.limits.columns
                ),
                "delete what stands far to the right, or lift the limit with `--max-columns`",
            ));
        }
        if let Cell::Text(text) = cell
            && text.len() > self.limits.cell
            && text.chars().count() > self.limits.cell
        {
            return Err(too_long(self.source, self.limits, place.0.saturating_add(1), column));
        }
        row.put(column, cell);
        Ok(())
    }

    /// The error for a row below the last one that a person lets in.
    pub(super) fn beyond(&self, index: u32) -> Error {
        self.source.refuse(
            format!("row {} holds something, and {} rows are the limit", u64::from(index) + 1, self.limits.rows),
            "delete what stands far below, or lift the limit with `--max-rows`",
        )
    }

    /// The error for a cell that cannot be where it says it is.
    pub(super) fn misplaced(&self, place: (u32, u32)) -> Error {
        let (row, column) = (u64::from(place.0) + 1, u64::from(place.1) + 1);
        damaged(
            self.source,
            &format!("a cell says it stands in row {row}, column {column}, which cannot be or is taken"),
        )
    }
}

/// The error for a workbook that the parser cannot make sense of.
pub(super) fn damaged(source: &Source, what: &str) -> Error {
    source.refuse(format!("the workbook is damaged: {what}"), "open it in a spreadsheet program and save it anew")
}
