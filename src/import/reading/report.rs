//! Problems of a sheet, each with its place, its value and its reason.

use super::row::shown;
use crate::{
    import::problem::{Level, Problem, Problems},
    sheet::{Row, letters, values::Fault},
};

/// Where problems of a sheet go.
pub struct Report<'p> {
    /// The sheet's name.
    pub sheet: &'p str,
    /// The problems.
    pub problems: &'p mut Problems,
}

/// The cell that a problem is about.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::import) struct Place {
    /// Number of the row; 0 for the whole sheet.
    pub row: u32,
    /// The column, from 0; `None` for the whole row.
    pub column: Option<usize>,
}

impl Report<'_> {
    /// Reports something.
    pub(in crate::import) fn push(
        &mut self,
        level: Level,
        code: &'static str,
        place: Place,
        value: &str,
        reason: &str,
    ) {
        self.push_with_fix(level, code, place, value, reason, None);
    }

    /// Reports something together with its mending.
    pub(super) fn push_with_fix(
        &mut self,
        level: Level,
        code: &'static str,
        place: Place,
        value: &str,
        reason: &str,
        fix: Option<&str>,
    ) {
        self.problems.push(Problem {
            level,
            code,
            sheet: self.sheet.to_string(),
            row: place.row,
            column: place.column.map(letters).unwrap_or_default(),
            value: value.to_string(),
            reason: reason.to_string(),
            fix: fix.map(str::to_string),
        });
    }

    /// Reports a cell that makes its row useless.
    pub(in crate::import) fn error(&mut self, row: &Row, column: Option<usize>, code: &'static str, fault: &Fault) {
        self.cell(Level::Error, row, column, code, fault);
    }

    /// Reports a cell that is taken for unknown.
    pub(in crate::import) fn doubt(&mut self, row: &Row, column: Option<usize>, code: &'static str, fault: &Fault) {
        self.cell(Level::Warning, row, column, code, fault);
    }

    fn cell(&mut self, level: Level, row: &Row, column: Option<usize>, code: &'static str, fault: &Fault) {
        let value = column.map(|column| shown(row.cell(column))).unwrap_or_default();
        let reason = format!("`{value}` {}", fault.reason);
        self.push_with_fix(level, code, Place { row: row.number, column }, &value, &reason, fault.fix);
    }

    /// Gives what was read, or reports the fault.
    pub(in crate::import) fn read<T>(
        &mut self,
        row: &Row,
        column: Option<usize>,
        code: &'static str,
        found: Result<T, Fault>,
    ) -> Option<T> {
        found.map_err(|fault| self.error(row, column, code, &fault)).ok()
    }

    /// Reports a value that is not there but has to be.
    pub(in crate::import) fn lacks(&mut self, row: &Row, column: Option<usize>, code: &'static str, reason: &str) {
        self.push(Level::Error, code, Place { row: row.number, column }, "", reason);
    }
}
