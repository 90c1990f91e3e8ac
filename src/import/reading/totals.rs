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
    /// Whether the first row of sums stood above all data.
    stand_above: bool,
    /// Rows of sums whose rows are still to come.
    above: Vec<Above>,
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

    /// Compares a row of sums with the rows above it, and begins a new part. One that stands above the rows that it sums up waits
    /// for them, and so do all after it.
    pub(super) fn compare(&mut self, row: &Row, columns: &Columns, report: &mut Report<'_>) {
        let part = std::mem::take(&mut self.part);
        let whole = self.whole;
        self.above.retain(|total| !total.fits(&whole));
        let differ = |total: Total| match self.whole.rows {
            0 => Some((total, 0)),
            _ => nearest(&[part, whole], &total).map(|sum| (total, sum)),
        };
        let wrong: Vec<(Total, u64)> = totals(row, columns).into_iter().filter_map(differ).collect();
        self.stand_above |= whole.rows == 0;
        if self.stand_above && !wrong.is_empty() {
            self.above.push(Above { row: row.number, totals: wrong, before: whole });
            return;
        }
        wrong.iter().for_each(|(total, sum)| total.report(row.number, "above", *sum, report));
    }

    /// Compares the rows of sums that stand above their rows, when all rows are known.
    pub(super) fn end(&mut self, report: &mut Report<'_>) {
        let whole = self.whole;
        for Above { row, totals, before } in std::mem::take(&mut self.above) {
            for (total, above) in totals {
                match nearest(&[whole.since(&before)], &total) {
                    Some(_) if whole.rows == before.rows => total.report(row, "above", above, report),
                    Some(below) => total.report(row, "below", below, report),
                    None => {}
                }
            }
        }
    }
}

impl Sums {
    /// What came to the sums after they were so.
    fn since(&self, before: &Sums) -> Sums {
        let less = |now: [u64; 3], before: [u64; 3]| {
            let mut now = now;
            now.iter_mut().zip(before).for_each(|(now, before)| *now = now.saturating_sub(before));
            now
        };
        Sums {
            read: less(self.read, before.read),
            digits: less(self.digits, before.digits),
            numbers: less(self.numbers, before.numbers),
            rows: self.rows - before.rows,
        }
    }
}

/// One number of a row of sums.
#[derive(Debug)]
struct Total {
    /// Which of the columns that are summed up.
    place: usize,
    column: usize,
    said: u64,
    value: String,
}

/// A row of sums above the rows that it sums up.
#[derive(Debug)]
struct Above {
    row: u32,
    /// Its numbers that are no sums of the rows above, each with the sum of those that is nearest.
    totals: Vec<(Total, u64)>,
    /// The sums of the rows above it.
    before: Sums,
}

impl Above {
    /// Whether the rows so far that stand below it are those it sums up.
    fn fits(&self, whole: &Sums) -> bool {
        let below = whole.since(&self.before);
        below.rows > 0 && self.totals.iter().all(|(total, _)| nearest(&[below], total).is_none())
    }
}

impl Total {
    fn report(&self, row: u32, where_rows: &str, sum: u64, report: &mut Report<'_>) {
        let value = &self.value;
        let reason = format!("`{value}` is not the sum of the rows {where_rows}, which is {sum}");
        let place = Place { row, column: Some(self.column) };
        report.push(Level::Warning, "total_differs", place, value, &reason);
    }
}

/// The numbers of a row of sums.
fn totals(row: &Row, columns: &Columns) -> Vec<Total> {
    let of = |(place, column): (usize, Option<usize>)| {
        let column = column?;
        let said = number(row.cell(column), true)?;
        Some(Total { place, column, said, value: shown(row.cell(column)) })
    };
    columns.sums.into_iter().enumerate().filter_map(of).collect()
}

/// The sum that is nearest to a number; `None` where one of them is the number.
fn nearest(sums: &[Sums], total: &Total) -> Option<u64> {
    let of = |sums: &[u64; 3]| sums.get(total.place).copied().unwrap_or_default();
    let all = sums.iter().flat_map(|sums| [&sums.read, &sums.digits, &sums.numbers]).map(of);
    all.min_by_key(|sum| sum.abs_diff(total.said)).filter(|sum| *sum != total.said)
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
