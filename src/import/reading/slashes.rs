//! Dates with slashes: the day stands before the month, unless the column as a whole says otherwise. Where it contradicts itself, a
//! date that could be read either way is not read at all.

use super::{
    columns::Columns,
    kinds::is_given,
    report::{Place, Report},
    row::shown,
};
use crate::{
    import::problem::Level,
    sheet::{
        Cell, Row,
        values::{Fault, Slashed, Window, days, slashed},
    },
};

/// How many times as many dates with the day first make one with the month first a slip.
const SLIP: u32 = 5;

/// How the dates with slashes of a sheet are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slashes {
    /// Day, month, year: nothing speaks against it.
    #[default]
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Some are written the one way, some the other.
    Doubtful {
        /// A row whose date can only have the month first.
        row: u32,
        /// Whether the spreadsheet program may have taken such dates for others: none of its own has a day after the 12th.
        days_too: bool,
    },
}

impl Slashes {
    /// Whether nobody can know which day a cell means.
    pub(super) fn doubts(self, cell: Cell<'_>) -> bool {
        match (self, cell) {
            (Slashes::Doubtful { .. }, Cell::Text(text)) => slashed(text) == Some(Slashed::Either),
            (Slashes::Doubtful { days_too: true, .. }, Cell::Day(_)) => !is_same_either_way(cell),
            _ => false,
        }
    }

    /// What is said of such a cell.
    pub(super) fn fault(self) -> Fault {
        let row = if let Slashes::Doubtful { row, .. } = self { row } else { 0 };
        Fault::new(
            format!("may have the day or the month first, for in row {row} the month can only stand first"),
            "write the dates of the column as 2021-03-25",
        )
    }
}

/// What the dates of a sheet say about their order.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    day_first: u32,
    month_first: u32,
    either: u32,
    /// Dates of the spreadsheet program: with a day up to the 12th, and after it.
    early: u32,
    late: u32,
    /// Other texts.
    others: u32,
    /// The first cell that can only have the month first.
    proof: Option<(u32, usize, String)>,
}

impl Evidence {
    /// Weighs the dates of a row.
    pub(super) fn weigh(&mut self, row: &Row, columns: &Columns) {
        for column in columns.days.iter().copied() {
            let cell = row.cell(column);
            match cell {
                Cell::Day(_) if is_late(cell) => self.late += 1,
                Cell::Day(_) => self.early += 1,
                Cell::Text(text) if is_given(cell) => match slashed(text) {
                    Some(Slashed::DayFirst) => self.day_first += 1,
                    Some(Slashed::Either) => self.either += 1,
                    Some(Slashed::MonthFirst) => {
                        self.month_first += 1;
                        self.proof.get_or_insert_with(|| (row.number, column, shown(cell)));
                    }
                    None => self.others += u32::from(!text.contains('/')),
                },
                _ => {}
            }
        }
    }

    /// How the dates are to be read; says so where it is not as usual.
    pub(super) fn settle(&self, report: &mut Report<'_>) -> Slashes {
        let Some((row, column, value)) = &self.proof else { return Slashes::DayFirst };
        let place = Place { row: *row, column: Some(*column) };
        let mut warn = |what: &str| {
            let reason = format!("`{value}` can only have the month before the day; {what}");
            report.push(Level::Warning, "month_first", place, value, &reason);
        };
        if self.day_first + self.others + self.early + self.late == 0 {
            warn("no date of the column speaks against it, so all its dates with slashes were read so");
            return Slashes::MonthFirst;
        }
        if self.day_first >= SLIP * self.month_first {
            if self.either > 0 {
                warn(&format!(
                    "nearly all others have the day first, and so were those read that could be either: {}",
                    self.either
                ));
            }
            return Slashes::DayFirst;
        }
        Slashes::Doubtful { row: *row, days_too: self.late == 0 }
    }
}

/// Whether a cell holds a text that can only have the month before the day.
pub(super) fn is_month_first(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if slashed(text) == Some(Slashed::MonthFirst))
}

/// Whether a day of the spreadsheet program comes after the 12th, so that it can be no month.
fn is_late(cell: Cell<'_>) -> bool {
    day_and_month(cell).is_none_or(|(day, _)| day > 12)
}

fn is_same_either_way(cell: Cell<'_>) -> bool {
    day_and_month(cell).is_none_or(|(day, month)| day == month)
}

fn day_and_month(cell: Cell<'_>) -> Option<(i8, i8)> {
    let days = days(cell, 0.0, Window::any()).ok()??;
    Some((days.start.day(), days.start.month()))
}
