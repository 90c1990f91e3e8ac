//! The road of an import of records, whatever their kind: one file, one transaction, one change.

use std::{marker::PhantomData, path::Path};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Ending, Level, Options, Problem, Problems, RejectsFile, Summary,
    effect::{coverage_steps, lapsed, updates},
    explain::sentence,
    incoming::Adds,
    kind::Kind,
    mapping::{self, chosen},
    places::Places,
    plan::{BATCH, Planner, Taken},
    reading::{Form, Reader, ReadingOptions, nothing_to_read, rejected_rows},
    seen::Seen,
};
use crate::{
    error::{Error, Result},
    sheet::{Book, letters},
    store::{CommunityRow, NewChange, NewProblem, SheetRow, Store, Writing},
};

/// A file at least this large, and larger than what the database holds, is loaded with indices built afterwards.
const BULK_BYTES: u64 = 4 << 20;
/// Bytes of a sheet that make about one training: only to weigh a file against a database.
const BYTES_A_TRAINING: u64 = 250;

/// Imports sheets of records one after another, each as a change of its own.
pub struct RecordImport<'s, K: Kind> {
    store: &'s Store,
    places: Places,
    communities: Vec<CommunityRow>,
    mapping: mapping::Used,
    options: Options,
    kind: PhantomData<K>,
}

impl<'s, K: Kind> RecordImport<'s, K> {
    /// Gets ready: learns the register and the decisions of the database.
    pub fn new(store: &'s Store, mut options: Options) -> Result<RecordImport<'s, K>> {
        let mapping = mapping::prepare(store, &mut options)?;
        let places = Places::new(store, options.accept_likely)?;
        Ok(RecordImport { store, places, communities: store.communities()?, mapping, options, kind: PhantomData })
    }

    /// Imports one file, in one transaction.
    ///
    /// # Errors
    /// The file cannot be read or is of no known kind; no sheet has a heading that is known; the database cannot be written.
    /// Rows with errors are no error of this function: see [`Ending::Rejected`].
    pub fn file(&mut self, file: &Path, change: &NewChange) -> Result<Summary> {
        let mut book = Book::open(file, &self.options.sheet)?;
        if self.store.has_file_of_size(K::FORM.noun, book.size())? {
            let earlier = self.store.import_of(K::FORM.noun, &super::hex(&book.hash_now()?))?;
            if let Some(earlier) = earlier
                && super::is_same_import(file, &earlier, change)?
            {
                self.keep_mapping(change)?;
                let ending = Ending::AlreadyImported(earlier.id);
                return Ok(Summary { ending, ..Summary::new(book.path().to_path_buf()) });
            }
        }
        self.options.reading.weigh.clear();
        // Rows of one event lie side by side, or nearly so: then few records have to be gathered at once.
        let mut batch = self.options.batch.unwrap_or(BATCH);
        loop {
            let weighed = self.options.reading.weigh.len();
            match self.attempt(&mut book, change, batch)? {
                Some(summary) => return Ok(summary),
                None if self.options.reading.weigh.len() > weighed => {}
                None if batch == usize::MAX => {
                    return Err(Error::Bug("a record was written before all of its rows were read".to_string()));
                }
                None => batch = usize::MAX,
            }
        }
    }

    /// Imports one file and writes each time when so many records are gathered. `None`, and nothing is saved, when that was too
    /// early for some of them, or when the dates of a sheet have to be weighed first.
    fn attempt(&mut self, book: &mut Book, change: &NewChange, batch: usize) -> Result<Option<Summary>> {
        let mut summary = Summary::new(book.path().to_path_buf());
        let bulk = self.is_bulk(book.size())?;
        let writing = if bulk { self.store.write_in_bulk()? } else { self.store.write()? };
        let before = (self.covered()?, self.store.lapsed_answers()?);
        let id = writing.begin_change(change)?;
        let seen = if bulk { Seen::bulk(&writing)? } else { Seen::small() };
        let mut planner =
            Planner::new(self.store, &writing, id, seen, (batch, self.options.overrule, self.options.strict))?;
        let Some(read) = self.read(book, &writing, id, &mut planner, &mut summary)? else {
            drop(planner);
            writing.roll_back()?;
            return Ok(None);
        };
        if read.rows == 0 && summary.problems.errors() == 0 {
            drop(planner);
            writing.roll_back()?;
            summary.notices.push(NO_ROWS.to_string());
            summary.ending = Ending::Empty;
            return Ok(Some(summary));
        }
        let Some(mut planned) = planner.end(self.options.complete)? else {
            writing.roll_back()?;
            return Ok(None);
        };
        summary.updates = updates::<K::Record>(self.store, id, &planned, K::FORM)?;
        planned.doubts.extend(lapsed(self.store, &before.1)?);
        summary.coverage = coverage_steps(&self.communities, &before.0, &self.covered()?);
        summary.take(planned, &read, K::FORM);
        let refused = summary.problems.errors() > 0 && !self.options.keep_going;
        if refused {
            summary.ending = Ending::Rejected;
            writing.roll_back()?;
            return Ok(Some(summary));
        }
        self.mapping.note(&writing, id)?;
        keep_problems(&writing, id, &summary.problems)?;
        let hash = book.sha256().map_or_else(|| book.hash_now(), Ok)?;
        writing.end_change(id, &summary.counts, Some((&super::hex(&hash), book.size())))?;
        writing.commit_or_try(self.options.dry_run)?;
        summary.ending = Ending::of(id, self.options.dry_run);
        Ok(Some(summary))
    }

    /// Keeps a mapping although its file is imported already.
    fn keep_mapping(&self, change: &NewChange) -> Result<()> {
        if self.mapping.save.is_none() || self.options.dry_run {
            return Ok(());
        }
        let writing = self.store.write()?;
        let id = writing.begin_change(change)?;
        self.mapping.note(&writing, id)?;
        writing.commit()
    }

    /// Whether a file brings more than the database holds, and much: only trainings ever come in such numbers.
    fn is_bulk(&self, bytes: u64) -> Result<bool> {
        let holds = || self.store.record_count::<K::Record>();
        Ok(K::IS_TRAINING && bytes >= BULK_BYTES && bytes / BYTES_A_TRAINING > holds()? as u64)
    }

    /// The communities that count as covered, where these records change that.
    fn covered(&self) -> Result<FxHashSet<i64>> {
        let covered = if K::IS_TRAINING { self.store.communities_ever_covered()? } else { Vec::new() };
        Ok(covered.into_iter().collect())
    }

    /// Gives all rows of all sheets to the planner; `None` when it wants to read the file again.
    fn read(
        &mut self,
        book: &mut Book,
        writing: &Writing<'_>,
        change: i64,
        planner: &mut Planner<'_, K>,
        summary: &mut Summary,
    ) -> Result<Option<Read>> {
        let mut read = Read::default();
        let reading = ReadingOptions {
            project: self.options.project.clone(),
            chosen: !self.options.sheets.is_empty(),
            ..self.options.reading.clone()
        };
        if self.options.strict {
            summary.problems.be_strict();
        }
        if self.options.rejects.is_some() {
            summary.problems.keep_errors();
        }
        let mut unfound = self.mapping.unfound();
        for sheet in chosen(book, &self.options.sheets)? {
            let Some(mut reader) = Reader::<K>::open(book, sheet, &reading, &mut summary.problems)? else {
                continue;
            };
            unfound.look(reader.sheet(), reader.heading());
            if self.options.dry_run {
                summary.notices.push(sentence(&reader));
            }
            let name = reader.sheet().to_string();
            let columns = columns_json(&reader);
            let row = SheetRow { name: &name, heading_row: Some(reader.heading().last_row), columns: &columns };
            let id = writing.add_sheet(change, &row)?;
            planner.labels.enter(&name, reader.heading());
            read.sheets.insert(id, name.clone());
            let rejected = summary.problems.rejected_rows();
            let Some(rows) = self.read_rows(&mut reader, planner, id, &mut summary.problems)? else { return Ok(None) };
            if reader.must_weigh_dates() {
                self.options.reading.weigh.push(sheet);
                return Ok(None);
            }
            summary.notices.extend(without_project(&reader));
            summary.notices.extend(not_read(&reader));
            summary.notices.extend(reader.understood());
            let rejected = summary.problems.rejected_rows() - rejected;
            read.rows += rows.good + rejected as i64;
            read.names = (read.names.0 + rows.sure, read.names.1 + rows.waiting);
            drop(reader);
            if rejected > 0 && self.options.rejects.is_some() {
                let alone = self.options.rejects == Some(RejectsFile::Text);
                summary.rejects.extend(rejected_rows::<K>(book, sheet, &reading, alone, &summary.problems)?);
            }
        }
        if read.sheets.is_empty() {
            return Err(nothing_to_read::<K>(book.path(), &summary.problems));
        }
        unfound.refuse(book.path())?;
        read.rejected = summary.problems.rejected_rows() as i64;
        summary.notices.extend(K::account(read.names.0, read.names.1));
        if self.options.rejects == Some(RejectsFile::Text) && summary.rejects.len() > 1 {
            return Err(too_many_rejects(summary.rejects.len()));
        }
        Ok(Some(read))
    }

    /// Gives the rows of a sheet to the planner, and counts them.
    fn read_rows(
        &mut self,
        reader: &mut Reader<'_, K>,
        planner: &mut Planner<'_, K>,
        sheet: i64,
        problems: &mut Problems,
    ) -> Result<Option<Rows>> {
        let name = reader.sheet().to_string();
        let unread = reader.unread();
        let mut rows = Rows::default();
        while let Some(row) = reader.next_within(&|text| self.places.names_oblast(text), problems)? {
            let mut places = K::places(&row, &mut self.places, &name, problems);
            if problems.rejects(&name, K::number(&row)) {
                continue; // a warning that was told to be an error
            }
            rows.sure += places.links.len();
            rows.waiting += places.waiting.len();
            let Taken::In(adds) = planner.add(&row, &mut places, sheet)? else { return Ok(None) };
            problems.extend(doubtful(adds, &name, K::number(&row), (K::FORM, &unread)));
            rows.good += i64::from(!problems.rejects(&name, K::number(&row)));
        }
        Ok(Some(rows))
    }
}

fn too_many_rejects(sheets: usize) -> Error {
    Error::Usage {
        what: format!("rows of {sheets} sheets were left out, and a text file holds one sheet; nothing was saved"),
        hint: "name a file with the ending .xlsx for them".to_string(),
    }
}

/// What was read of a sheet.
#[derive(Debug, Default)]
struct Rows {
    /// Rows that hold no error.
    good: i64,
    /// Names of communities in them that were resolved for sure.
    sure: usize,
    /// Those that were not.
    waiting: usize,
}

/// What was read of a file.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Rows with data.
    pub(super) rows: i64,
    /// Of them, rows that are left out.
    pub(super) rejected: i64,
    /// Names of communities that were resolved for sure, and those that were not.
    names: (usize, usize),
    /// Names of the sheets by their number in the database.
    pub(super) sheets: FxHashMap<i64, String>,
}

/// Keeps the problems of a file with the change that read it.
fn keep_problems(writing: &Writing<'_>, change: i64, problems: &Problems) -> Result<()> {
    for problem in problems.list() {
        let kept = NewProblem {
            level: problem.level.id(),
            code: problem.code,
            sheet: &problem.sheet,
            row: problem.row,
            column: &problem.column,
            value: &problem.value,
            reason: &problem.reason,
            fix: problem.fix.as_deref(),
        };
        writing.add_problem(&kept, change)?;
    }
    Ok(())
}

/// What each column was taken for, for the ledger.
fn columns_json<K: Kind>(reader: &Reader<'_, K>) -> String {
    let columns = reader.columns().iter().map(
        |column| serde_json::json!({ "column": letters(column.column), "heading": column.text, "field": column.field }),
    );
    serde_json::Value::Array(columns.collect()).to_string()
}

/// What is said of a file that holds headings and nothing below them, as a form does that nobody filled in.
const NO_ROWS: &str = "the table has headings and no rows; there is nothing to save";

/// What is said of a row whose record another row told of, where it is no news. `unread` names the columns that are not read.
fn doubtful(adds: Adds, sheet: &str, row: u32, (form, unread): (&Form, &str)) -> Option<Problem> {
    let (code, reason, fix) = match adds {
        Adds::News => return None,
        Adds::Nothing { earlier, alike: true } => (
            "duplicate_row",
            format!("the row says nothing that row {earlier} has not said, and was counted once"),
            form.apart.to_string(),
        ),
        Adds::Nothing { earlier, alike: false } => (
            "differs_unread",
            format!(
                "the row differs from row {earlier} only in columns that are not read ({unread}), and was counted once"
            ),
            format!("{}, or say with `--column` what the column is", form.apart),
        ),
        Adds::OtherCounts { earlier, added } => (
            "counted_again",
            format!(
                "the row gives other numbers for the event and the place of row {earlier}; they were {}",
                if added { "added up" } else { "left out" }
            ),
            format!("if it corrects that row, delete that one; {}", form.apart),
        ),
    };
    Some(Problem {
        level: Level::Warning,
        code,
        sheet: sheet.to_string(),
        row,
        column: String::new(),
        value: String::new(),
        reason,
        fix: Some(fix),
    })
}

/// What is said of a sheet with records that belong to no project.
fn without_project<K: Kind>(reader: &Reader<'_, K>) -> Option<String> {
    let (all, without) = reader.records();
    let rows = if without == all { "no row".to_string() } else { format!("{} of {all} rows do not", without) };
    let names = if without == all { "names a project, and neither does" } else { "name a project, nor does" };
    let sheet = reader.sheet();
    (K::FORM.of_projects && without > 0)
        .then(|| format!("sheet `{sheet}`: {rows} {names} the title; `--project NAME` gives one to them"))
}

/// What is said of columns that nothing is taken from, where some of them may hold amounts.
fn not_read<K: Kind>(reader: &Reader<'_, K>) -> Option<String> {
    let (sheet, unread) = (reader.sheet(), reader.unread());
    (!K::FORM.amounts.is_empty() && !unread.is_empty())
        .then(|| format!("sheet `{sheet}`: columns that nothing was taken from: {unread}; `--column \"HEADING=FIELD\"` says what one is"))
}
