//! Rows of figures below the sums of a table: averages, shares, parts of the sums. They count nobody anew and are told, not read.

use super::{
    form::Layout,
    kinds::{RowKind, is_given},
    reader::Reader,
    report::{Place, Report},
    row::shown,
};
use crate::{
    error::Result,
    import::problem::{Level, Problems},
    sheet::Row,
};

/// Most rows that such figures take at the end of a sheet.
const LONGEST: usize = 15;

impl<K: Layout> Reader<'_, K> {
    /// Whether the row is a figure below the last sums: it has neither title nor day, and no row below it does.
    pub(super) fn is_statistic(&mut self) -> Result<bool> {
        if !self.after_total || self.tells(&self.row) {
            return Ok(false);
        }
        self.look_ahead(LONGEST + 1)?;
        let is_data = |row: &Row| RowKind::of(row, &self.table.columns, &self.table.heading) == RowKind::Data;
        let below = &self.table.below;
        Ok(below.len() <= LONGEST && !below.iter().any(|row| self.tells(row) && is_data(row)))
    }

    /// Whether a row has a title or a day.
    fn tells(&self, row: &Row) -> bool {
        let columns = &self.table.columns;
        [columns.title, columns.start].into_iter().flatten().any(|column| is_given(row.cell(column)))
    }

    /// Says that a row of figures was not read.
    pub(super) fn report_statistic(&self, problems: &mut Problems) {
        let columns = &self.table.columns;
        let cells = self.row.cells().filter(|cell| is_given(*cell)).map(shown);
        let value = cells.collect::<Vec<_>>().join(" ");
        // One that names a community may be an event that nobody finished.
        let names =
            [columns.community, columns.code].into_iter().flatten().any(|column| is_given(self.row.cell(column)));
        let level = if names { Level::Warning } else { Level::Info };
        let reason = format!("`{value}` has neither title nor date and was taken for a figure on the rows above");
        let place = Place { row: self.row.number, column: None };
        Report { sheet: &self.table.sheet, problems }.push(level, "figure", place, &value, &reason);
    }
}
