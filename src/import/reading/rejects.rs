//! The rows of a sheet that were left out, in the sheet's own layout with a column for the reason: to be mended and sent again.
//!
//! Rows of one event stand for it together, so the accepted rows of an event go along with those that were left out: the file
//! that comes back then tells of the whole event. What a person said of the columns by hand stands in it as a row of tags, the
//! project as a line of the title, so that it is read without any option.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{Hash, Hasher},
};

use rustc_hash::{FxHashSet, FxHasher};

use super::{
    another,
    columns::Columns,
    context::Context,
    form::{Form, Layout},
    heading::{Heading, HeadingColumn},
    kinds::{RowKind, is_given},
    open::ReadingOptions,
    reader::Reader,
    row::shown,
    title::Title,
    vocabulary::{IGNORED, Vocabulary},
};
use crate::{
    error::Result,
    import::problem::{Level, Problems},
    sheet::{Book, Cell, Merge, NewCell, NewSheet, Row, column_of_letters, values::Window},
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

/// Reads a sheet once more and gives the rows that were left out with all that is needed to read them again, and a table further
/// down that was not read as a sheet of its own. `alone` says that a name of the sheet would be lost.
///
/// # Errors
/// As reading the sheet for the first time.
pub fn rejected_rows<K: Layout>(
    book: &mut Book,
    index: usize,
    options: &ReadingOptions,
    alone: bool,
    problems: &Problems,
) -> Result<Vec<NewSheet>> {
    let mut unheard = Problems::default();
    let Some(reader) = Reader::<K>::open(book, index, options, &mut unheard)? else { return Ok(Vec::new()) };
    let (name, heading, columns) = (reader.sheet().to_string(), reader.heading().clone(), reader.held().clone());
    drop(reader);
    let another = another::begins_at(&name, problems);
    let mut reasons = Reasons::of(&name, problems);
    let beyond = another.and_then(|first| reasons.0.remove(&first));
    let told = (!options.columns.is_empty()).then(|| told_tags(options, &heading, K::FORM));
    let mut rejects = Rejects { heading, columns, reasons, told, another, alike: Vec::new(), width: 0, shift: 0.0 };
    rejects.look(book, index)?;
    let mut sheets = Vec::new();
    if !rejects.reasons.0.is_empty() {
        sheets.push(rejects.write(book, index, name.clone())?);
    }
    if let (Some(first), Some((reasons, _))) = (another, beyond) {
        let mut sheet = rejects.write_beyond(book, index, first, format!("{name} (2)"))?;
        put_on_top(&mut sheet, reasons.join("; "));
        sheets.push(sheet);
    }
    let own_name = Context::of(&Title::default(), &name, Window::any());
    for sheet in &mut sheets {
        if alone && own_name != Context::default() {
            put_on_top(sheet, name.clone());
        }
        if let Some(project) = &options.project {
            put_on_top(sheet, format!("Проєкт: «{project}»"));
        }
    }
    Ok(sheets)
}

/// A tag for each column that is understood, or that a person said is to be passed over.
fn told_tags(options: &ReadingOptions, heading: &Heading, form: &Form) -> Vec<(usize, String)> {
    let vocabulary = Vocabulary::of(form.noun);
    let is_ignored = |known: &HeadingColumn| {
        options.columns.iter().any(|(column, field)| {
            let is_it = column_of_letters(column) == Some(known.column) || known.is_headed(column);
            is_it && vocabulary.field(field) == Some(IGNORED)
        })
    };
    let tag = |known: &HeadingColumn| {
        let field = known.field.or_else(|| is_ignored(known).then_some(IGNORED))?;
        Some((known.column, vocabulary.tag_of(field)?))
    };
    heading.columns.iter().filter_map(tag).collect()
}

/// Puts a line above all others.
fn put_on_top(sheet: &mut NewSheet, line: String) {
    sheet.rows.insert(0, vec![line.into()]);
    for merge in &mut sheet.merges {
        merge.first_row += 1;
        merge.last_row += 1;
    }
}

/// What is known of the sheet before its rows are written.
struct Rejects {
    heading: Heading,
    columns: Columns,
    reasons: Reasons,
    /// Tags that say what a person said of the columns.
    told: Option<Vec<(usize, String)>>,
    /// The row in which another table begins.
    another: Option<u32>,
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
        while rows.next(&mut row)? && self.another.is_none_or(|another| row.number < another) {
            if row.number <= self.heading.last_row {
                self.write_heading(&row, place, &mut sheet);
                continue;
            }
            let reason = match RowKind::of(&row, &self.columns, &self.heading) {
                RowKind::Data | RowKind::Lone(_) => self.reason(&row),
                _ => None,
            };
            let Some(reason) = reason else {
                self.keep_above(&row, &mut above);
                continue;
            };
            sheet.rows.extend(above.drain(..).map(|(cells, _)| cells));
            self.write_row(&row, last, (place, reason), &mut sheet);
            last = row.number;
        }
        let of_heading = |merge: &&Merge| merge.last_row <= self.heading.last_row;
        sheet.merges.extend(rows.merges().iter().filter(of_heading).copied());
        Ok(sheet)
    }

    /// Keeps a row that says something of the rows below it: the name of a section, or the sums that end one. One that names a
    /// place takes the place of those before it.
    fn keep_above(&self, row: &Row, above: &mut Vec<(Vec<NewCell>, bool)>) {
        let mut cells = self.cells(row);
        match RowKind::of(row, &self.columns, &self.heading) {
            RowKind::Oblast(_) => above.retain(|(_, is_place)| !is_place),
            RowKind::Total => {
                above.retain(|(_, is_place)| !is_place);
                cells
                    .iter_mut()
                    .filter(|cell| !matches!(cell, NewCell::Text(_)))
                    .for_each(|cell| *cell = NewCell::Empty);
            }
            RowKind::Raion(_) => {}
            RowKind::Lone(_) => return above.push((cells, false)),
            _ => return,
        }
        above.push((cells, true));
    }

    /// Writes a row down to the end of the heading, at its own place, and the tags below it.
    fn write_heading(&self, row: &Row, place: usize, sheet: &mut NewSheet) {
        sheet.rows.resize(row.number as usize - 1, Vec::new());
        let mut cells: Vec<NewCell> = (0..row.len())
            .map(|column| if row.is_filled(column) { NewCell::Empty } else { row.cell(column).into() })
            .collect();
        let is_tag = |cell: Cell<'_>| matches!(cell, Cell::Text(text) if text.trim_start().starts_with('#'));
        let is_last = row.number == self.heading.last_row;
        let is_tags = is_last && row.cells().any(is_tag);
        if row.number == self.heading.row {
            put(&mut cells, place, REASON.into());
        }
        if is_tags {
            put(&mut cells, place, REASON_TAG.into());
        }
        match &self.told {
            Some(told) if is_last => {
                if !is_tags {
                    sheet.rows.push(std::mem::take(&mut cells));
                }
                cells.clear();
                told.iter().for_each(|(column, tag)| put(&mut cells, *column, tag.as_str().into()));
                put(&mut cells, place, REASON_TAG.into());
            }
            _ => {}
        }
        sheet.rows.push(cells);
    }

    /// Writes the title of the sheet, and the rows from another table on as they are.
    fn write_beyond(&self, book: &mut Book, index: usize, first: u32, name: String) -> Result<NewSheet> {
        let mut sheet = NewSheet { name, ..NewSheet::default() };
        let mut rows = book.rows(index)?;
        let mut row = Row::default();
        let mut shift = 0;
        while rows.next(&mut row)? {
            if (self.heading.row..first).contains(&row.number) {
                continue;
            }
            if shift == 0 && row.number >= first {
                shift = row.number - sheet.rows.len() as u32 - 1;
            }
            sheet.rows.resize((row.number - shift) as usize - 1, Vec::new());
            let cell = |column| if row.is_filled(column) { NewCell::Empty } else { row.cell(column).into() };
            sheet.rows.push((0..row.len()).map(cell).collect());
        }
        let moved =
            |merge: &Merge| Merge { first_row: merge.first_row - shift, last_row: merge.last_row - shift, ..*merge };
        sheet.merges.extend(rows.merges().iter().filter(|merge| merge.first_row >= first).map(moved));
        Ok(sheet)
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
