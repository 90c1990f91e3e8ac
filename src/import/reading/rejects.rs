//! The rows of a sheet that were left out, in the sheet's own layout with a column for the reason: to be mended and sent again.
//!
//! Rows of one event stand for it together, so the accepted rows of an event go along with those that were left out: the file
//! that comes back then tells of the whole event.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{Hash, Hasher},
};

use rustc_hash::{FxHashSet, FxHasher};

use super::{
    columns::Columns,
    form::Layout,
    heading::Heading,
    kinds::{RowKind, is_given},
    open::ReadingOptions,
    reader::Reader,
    row::shown,
};
use crate::{
    error::Result,
    import::problem::{Level, Problems},
    sheet::{Book, Cell, Merge, NewCell, NewSheet, Row, column_of_letters},
};

/// Heading of the column with reasons, and its tag.
const REASON: &str = "Причина відхилення / Rejection reason";
const REASON_TAG: &str = "#status+rejection";
/// What is said of rows that go along.
const GOES_ALONG: &str = "accepted; goes along, for a row that was left out may be of the same event";

/// Why rows were left out: reasons by row, and the columns that they are about.
struct Reasons(BTreeMap<u32, (Vec<String>, BTreeSet<usize>)>);

impl Reasons {
    fn of(sheet: &str, problems: &Problems) -> Reasons {
        let mut rows: BTreeMap<u32, (Vec<String>, BTreeSet<usize>)> = BTreeMap::new();
        let errors = problems.list().iter().filter(|problem| problem.level == Level::Error && problem.sheet == sheet);
        for problem in errors.filter(|problem| problem.row > 0) {
            let (reasons, columns) = rows.entry(problem.row).or_default();
            let fix = problem.fix.as_deref().map(|fix| format!(" ({fix})")).unwrap_or_default();
            let place = if problem.column.is_empty() { String::new() } else { format!("{}: ", problem.column) };
            reasons.push(format!("{place}{}{fix}", problem.reason));
            columns.extend(column_of_letters(&problem.column));
        }
        Reasons(rows)
    }
}

/// Reads a sheet once more and gives the rows that were left out with all that is needed to read them again; `None` when there
/// are none.
///
/// # Errors
/// As reading the sheet for the first time.
pub fn rejected_rows<K: Layout>(
    book: &mut Book,
    index: usize,
    options: &ReadingOptions,
    problems: &Problems,
) -> Result<Option<NewSheet>> {
    let mut unheard = Problems::default();
    let Some(reader) = Reader::<K>::open(book, index, options, &mut unheard)? else { return Ok(None) };
    let (name, heading, columns) = (reader.sheet().to_string(), reader.heading().clone(), reader.held().clone());
    drop(reader);
    let reasons = Reasons::of(&name, problems);
    if reasons.0.is_empty() {
        return Ok(None);
    }
    let mut rejects = Rejects { heading, columns, reasons, alike: Vec::new(), width: 0, shift: 0.0 };
    rejects.look(book, index)?;
    Ok(Some(rejects.write(book, index, name)?))
}

/// What is known of the sheet before its rows are written.
struct Rejects {
    heading: Heading,
    columns: Columns,
    reasons: Reasons,
    /// Rows of the same event are those that agree in these columns, as one of these hashes has them.
    alike: Vec<(Vec<usize>, FxHashSet<u64>)>,
    width: usize,
    shift: f64,
}

impl Rejects {
    /// Learns which rows belong together with those that were left out.
    fn look(&mut self, book: &mut Book, index: usize) -> Result<()> {
        let mut rows = book.rows(index)?;
        let mut row = Row::default();
        while rows.next(&mut row)? {
            self.width = self.width.max(row.len());
            let Some((_, wrong)) = self.reasons.0.get(&row.number) else { continue };
            let compared: Vec<usize> =
                self.columns.of_event().into_iter().filter(|column| !wrong.contains(column)).collect();
            let Some(hash) = hash_of(&row, &compared) else { continue };
            match self.alike.iter_mut().find(|alike| alike.0 == compared) {
                Some((_, hashes)) => drop(hashes.insert(hash)),
                None => self.alike.push((compared, FxHashSet::from_iter([hash]))),
            }
        }
        self.shift = rows.epoch_shift();
        Ok(())
    }

    fn write(&self, book: &mut Book, index: usize, name: String) -> Result<NewSheet> {
        let mut sheet = NewSheet { name, ..NewSheet::default() };
        let place = self.heading.column("rejection").unwrap_or(self.width);
        let mut rows = book.rows(index)?;
        let (mut row, mut above, mut last) = (Row::default(), Vec::new(), 0);
        while rows.next(&mut row)? {
            if row.number <= self.heading.last_row {
                self.write_heading(&row, place, &mut sheet);
                continue;
            }
            match RowKind::of(&row, &self.columns, &self.heading) {
                RowKind::Oblast(_) => above = vec![row.clone()],
                RowKind::Raion(_) => {
                    above.truncate(1);
                    above.push(row.clone());
                }
                RowKind::Data | RowKind::Lone(_) => {
                    let Some(reason) = self.reason(&row) else { continue };
                    for heading in above.drain(..) {
                        sheet.rows.push(self.cells(&heading));
                    }
                    self.write_row(&row, last, (place, reason), &mut sheet);
                    last = row.number;
                }
                _ => {}
            }
        }
        let of_heading = |merge: &&Merge| merge.last_row <= self.heading.last_row;
        sheet.merges.extend(rows.merges().iter().filter(of_heading).copied());
        Ok(sheet)
    }

    /// Writes a row down to the end of the heading, at its own place.
    fn write_heading(&self, row: &Row, place: usize, sheet: &mut NewSheet) {
        sheet.rows.resize(row.number as usize - 1, Vec::new());
        let mut cells: Vec<NewCell> = (0..row.len())
            .map(|column| if row.is_filled(column) { NewCell::Empty } else { row.cell(column).into() })
            .collect();
        let is_tag = |cell: Cell<'_>| matches!(cell, Cell::Text(text) if text.trim_start().starts_with('#'));
        let text = if row.cells().any(is_tag) { REASON_TAG } else { REASON };
        if row.number == self.heading.row || (text == REASON_TAG && row.number == self.heading.last_row) {
            put(&mut cells, place, text.into());
        }
        sheet.rows.push(cells);
    }

    /// Why a row is written: it was left out, or it goes along with one that was.
    fn reason(&self, row: &Row) -> Option<String> {
        if let Some((reasons, _)) = self.reasons.0.get(&row.number) {
            return Some(reasons.join("; "));
        }
        let goes_along =
            self.alike.iter().any(|(columns, hashes)| hash_of(row, columns).is_some_and(|hash| hashes.contains(&hash)));
        goes_along.then(|| GOES_ALONG.to_string())
    }

    fn write_row(&self, row: &Row, last: u32, (place, reason): (usize, String), sheet: &mut NewSheet) {
        let mut cells = self.cells(row);
        let number = sheet.rows.len() as u32 + 1;
        let follows = last + 1 == row.number;
        for column in (0..row.len()).filter(|column| row.is_filled(*column)) {
            let above = sheet.merges.iter_mut().find(|m| m.first_column == column && m.last_row + 1 == number);
            let is_count = self.columns.people.contains(&column);
            match above {
                Some(merge) if follows => merge.last_row = number,
                _ if follows => sheet.merges.push(Merge {
                    first_row: number - 1,
                    last_row: number,
                    first_column: column,
                    last_column: column,
                }),
                // People of a cell whose first row is not here are told there.
                _ if !is_count => continue,
                _ => {}
            }
            // Below the first row of a merged cell stands nothing in a workbook; text files have no merged cells, and get all
            // but the people, who would count twice.
            if is_count {
                put(&mut cells, column, NewCell::Empty);
            }
        }
        put(&mut cells, place, reason.into());
        sheet.rows.push(cells);
    }

    fn cells(&self, row: &Row) -> Vec<NewCell> {
        let cell = |column: usize| match row.cell(column) {
            Cell::Number(serial) if self.columns.days.contains(&column) && self.shift != 0.0 => {
                NewCell::Day(serial + self.shift)
            }
            cell => cell.into(),
        };
        (0..row.len()).map(cell).collect()
    }
}

fn put(cells: &mut Vec<NewCell>, column: usize, cell: NewCell) {
    if cells.len() <= column {
        cells.resize(column + 1, NewCell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}

/// A hash of what a row says in some columns; `None` when it says nothing there.
fn hash_of(row: &Row, columns: &[usize]) -> Option<u64> {
    if columns.iter().all(|column| !is_given(row.cell(*column))) {
        return None;
    }
    let mut hasher = FxHasher::default();
    for column in columns {
        shown(row.cell(*column)).hash(&mut hasher);
    }
    Some(hasher.finish())
}
