//! `import trainings`: the quarterly sheets of projects.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Ending, Level, Options, Problem, Problems, Summary,
    effect::coverage_steps,
    places::Places,
    plan::{BATCH, Planner, Taken},
    reading::{ReadingOptions, TrainingReader, nothing_to_read},
    seen::Seen,
};
use crate::{
    error::{Error, Result},
    sheet::{Book, SheetInfo, letters},
    store::{CommunityRow, NewChange, SheetRow, Store, Writing},
};

/// A file at least this large, and larger than what the database holds, is loaded with indices built afterwards.
const BULK_BYTES: u64 = 4 << 20;
/// Bytes of a sheet that make about one training: only to weigh a file against a database.
const BYTES_A_TRAINING: u64 = 250;

/// Imports sheets of trainings one after another, each as a change of its own.
pub struct TrainingImport<'s> {
    store: &'s Store,
    places: Places,
    communities: Vec<CommunityRow>,
    options: Options,
}

impl<'s> TrainingImport<'s> {
    /// Gets ready: learns the register and the decisions of the database.
    pub fn new(store: &'s Store, options: Options) -> Result<TrainingImport<'s>> {
        let places = Places::new(store, options.accept_likely)?;
        Ok(TrainingImport { store, places, communities: store.communities()?, options })
    }

    /// Imports one file, in one transaction.
    ///
    /// # Errors
    /// The file cannot be read or is of no known kind; no sheet has a heading that is known; the database cannot be written.
    /// Rows with errors are no error of this function: see [`Ending::Rejected`].
    pub fn file(&mut self, file: &Path, change: &NewChange) -> Result<Summary> {
        let mut book = Book::open(file, &self.options.sheet)?;
        if self.store.has_file_of_size("trainings", book.size())? {
            let earlier = self.store.import_of("trainings", &super::hex(&book.hash_now()?))?;
            if let Some(earlier) = earlier
                && super::is_same_import(file, &earlier, change)?
            {
                let ending = Ending::AlreadyImported(earlier.id);
                return Ok(Summary { ending, ..Summary::new(file.to_path_buf()) });
            }
        }
        // Rows of one event lie side by side, or nearly so: then few trainings have to be gathered at once.
        match self.attempt(file, &mut book, change, self.options.batch.unwrap_or(BATCH))? {
            Some(summary) => Ok(summary),
            None => self
                .attempt(file, &mut book, change, usize::MAX)?
                .ok_or_else(|| Error::Bug("a training was written before all of its rows were read".to_string())),
        }
    }

    /// Imports one file and writes each time when so many trainings are gathered. `None`, and nothing is saved, when that was too
    /// early for some of them.
    fn attempt(&mut self, file: &Path, book: &mut Book, change: &NewChange, batch: usize) -> Result<Option<Summary>> {
        let mut summary = Summary::new(file.to_path_buf());
        let bulk = self.is_bulk(book.size())?;
        let writing = if bulk { self.store.write_in_bulk()? } else { self.store.write()? };
        let before: FxHashSet<i64> = self.store.communities_ever_covered()?.into_iter().collect();
        let id = writing.begin_change(change)?;
        let seen = if bulk { Seen::bulk(&writing)? } else { Seen::small() };
        let mut planner = Planner::new(self.store, &writing, id, seen, batch)?;
        let Some(read) = self.read(book, &writing, id, &mut planner, &mut summary.problems)? else {
            drop(planner);
            writing.roll_back()?;
            return Ok(None);
        };
        if read.rows == 0 && summary.problems.errors() == 0 {
            drop(planner);
            writing.roll_back()?;
            summary.problems.push(no_rows(book.sheets()));
            summary.ending = Ending::Empty;
            return Ok(Some(summary));
        }
        let planned = planner.end(self.options.complete)?;
        let now = self.store.communities_ever_covered()?.into_iter().collect();
        summary.coverage = coverage_steps(&self.communities, &before, &now);
        summary.take(planned, &read, self.options.complete);
        let refused = summary.problems.errors() > 0 && !self.options.keep_going;
        if refused || self.options.dry_run {
            summary.ending = if refused { Ending::Rejected } else { Ending::DryRun };
            writing.roll_back()?;
            return Ok(Some(summary));
        }
        let hash = book.sha256().map_or_else(|| book.hash_now(), Ok)?;
        writing.end_change(id, &summary.counts, Some((&super::hex(&hash), book.size())))?;
        writing.commit()?;
        summary.ending = Ending::Saved(id);
        Ok(Some(summary))
    }

    /// Whether a file brings more than the database holds, and much.
    fn is_bulk(&self, bytes: u64) -> Result<bool> {
        Ok(bytes >= BULK_BYTES && bytes / BYTES_A_TRAINING > self.store.training_count()? as u64)
    }

    /// Gives all rows of all sheets to the planner; `None` when it wants to read the file again.
    fn read(
        &mut self,
        book: &mut Book,
        writing: &Writing<'_>,
        change: i64,
        planner: &mut Planner<'_>,
        problems: &mut Problems,
    ) -> Result<Option<Read>> {
        let mut read = Read::default();
        let reading = ReadingOptions { project: self.options.project.clone(), ..self.options.reading.clone() };
        for sheet in 0..book.sheets().len() {
            let Some(mut reader) = TrainingReader::open(book, sheet, &reading, problems)? else { continue };
            let name = reader.sheet().to_string();
            let columns = columns_json(&reader);
            let row = SheetRow { name: &name, heading_row: Some(reader.heading().last_row), columns: &columns };
            let id = writing.add_sheet(change, &row)?;
            read.sheets.insert(id, name.clone());
            let rejected = problems.rejected_rows();
            while let Some(row) = reader.next(problems)? {
                read.rows += 1;
                let mut places = self.places.of_row(&row, &name, problems);
                match planner.add(&row, &mut places, id)? {
                    Taken::In => {}
                    Taken::Repeated => problems.push(repeated(&name, row.row)),
                    Taken::TooLate => return Ok(None),
                }
            }
            read.rows += (problems.rejected_rows() - rejected) as i64;
        }
        match read.sheets.is_empty() {
            true => Err(nothing_to_read(book.path(), problems)),
            false => Ok(Some(read)),
        }
    }
}

/// What was read of a file.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Rows with data.
    pub(super) rows: i64,
    /// Names of the sheets by their number in the database.
    pub(super) sheets: FxHashMap<i64, String>,
}

/// What each column was taken for, for the ledger.
fn columns_json(reader: &TrainingReader<'_>) -> String {
    let columns = reader.columns().iter().map(
        |column| serde_json::json!({ "column": letters(column.column), "heading": column.text, "field": column.field }),
    );
    serde_json::Value::Array(columns.collect()).to_string()
}

/// A file that holds headings and nothing below them.
fn no_rows(sheets: &[SheetInfo]) -> Problem {
    Problem {
        level: Level::Warning,
        code: "no_rows",
        sheet: sheets.first().map(|sheet| sheet.name.clone()).unwrap_or_default(),
        row: 0,
        column: String::new(),
        value: String::new(),
        reason: "the table has headings and no rows; there is nothing to save".to_string(),
        fix: None,
    }
}

fn repeated(sheet: &str, row: u32) -> Problem {
    Problem {
        level: Level::Warning,
        code: "duplicate_row",
        sheet: sheet.to_string(),
        row,
        column: String::new(),
        value: String::new(),
        reason: "the row repeats an earlier one and was counted once".to_string(),
        fix: None,
    }
}
