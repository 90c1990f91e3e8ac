//! Rows of sums, held against what they sum up.

use super::{
    columns::Columns,
    report::{Place, Report},
    row::shown,
};
use crate::{
    import::problem::Level,
    sheet::{
        Cell, Row,
        values::{count, people},
    },
};

/// Sums of the counts of all rows that were passed.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// Since the last row of sums.
    part: Sums,
    /// Since the beginning of the sheet.
    whole: Sums,
}

/// All, women and men.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Of every cell that could be read.
    read: [u64; 3],
    /// Of cells of nothing but digits, as a person would add them up.
    digits: [u64; 3],
    /// Of cells that are numbers and no text, as a spreadsheet's own SUM adds them up.
    numbers: [u64; 3],
    rows: u64,
}

impl Totals {
    /// Adds a data row, whether it is sound or not. Counts merged over several rows are added once.
    pub(super) fn add(&mut self, row: &Row, columns: &Columns) {
        for sums in [&mut self.part, &mut self.whole] {
            sums.rows += 1;
            for (place, column) in columns.sums.into_iter().enumerate() {
                let Some(column) = column.filter(|column| !row.is_filled(*column)) else { continue };
                let Some(number) = number(row.cell(column), place == 0) else { continue };
                let cell = row.cell(column);
                let adds = [true, is_digits(cell), matches!(cell, Cell::Number(_))];
                for (sum, adds) in [&mut sums.read, &mut sums.digits, &mut sums.numbers].into_iter().zip(adds) {
                    if let Some(sum) = sum.get_mut(place).filter(|_| adds) {
                        *sum += number;
                    }
                }
            }
        }
    }

    /// Compares a row of sums with the rows above it, and begins a new part.
    pub(super) fn compare(&mut self, row: &Row, columns: &Columns, report: &mut Report<'_>) {
        let part = std::mem::take(&mut self.part);
        for (place, column) in columns.sums.into_iter().enumerate() {
            let Some(column) = column else { continue };
            let Some(said) = number(row.cell(column), true) else { continue };
            let of = |sums: &[u64; 3]| sums.get(place).copied().unwrap_or_default();
            let whole = &self.whole;
            let sums = [&part.read, &part.digits, &part.numbers, &whole.read, &whole.digits, &whole.numbers].map(of);
            if self.whole.rows == 0 || sums.contains(&said) {
                continue;
            }
            let nearest = sums.into_iter().min_by_key(|sum| sum.abs_diff(said)).unwrap_or_default();
            let value = shown(row.cell(column));
            let reason = format!("`{value}` is not the sum of the rows above, which is {nearest}");
            report.push(
                Level::Warning,
                "total_differs",
                Place { row: row.number, column: Some(column) },
                &value,
                &reason,
            );
        }
    }
}

fn number(cell: Cell<'_>, with_sexes: bool) -> Option<u64> {
    let found = if with_sexes { people(cell, None).ok()?.total } else { count(cell).ok()? };
    found.map(u64::from)
}

fn is_digits(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => text.trim().bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}
