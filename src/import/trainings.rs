//! `import trainings`: the quarterly sheets of projects.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::{
    Ending, Level, Options, Problem, Problems, RejectsFile, Summary,
    explain::sentence,
    incoming::Repeated,
    mapping::{self, chosen},
    places::Places,
    plan::{BATCH, Planned, Planner},
    reading::{ReadingOptions, TrainingReader, rejected_rows},
    seen::Seen,
    summary::CoverageStep,
};
use crate::{
    error::{Error, Result},
    sheet::{Book, letters},
    store::{CommunityRow, Counts, NewChange, NewProblem, SheetRow, Store, Writing},
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
    mapping: mapping::Used,
    options: Options,
}

impl<'s> TrainingImport<'s> {
    /// Gets ready: learns the register and the decisions of the database.
    pub fn new(store: &'s Store, mut options: Options) -> Result<TrainingImport<'s>> {
        let mapping = mapping::prepare(store, &mut options)?;
        let places = Places::new(store, options.accept_likely)?;
        Ok(TrainingImport { store, places, communities: store.communities()?, mapping, options })
    }

    /// Imports one file, in one transaction.
    ///
    /// # Errors
    /// The file cannot be read or is of no known kind; no sheet has a heading that is known; the database cannot be written.
    /// Rows with errors are no error of this function: see [`Ending::Rejected`].
    pub fn file(&mut self, file: &Path, change: &NewChange) -> Result<Summary> {
        let mut summary = Summary::new(file.to_path_buf());
        let mut book = Book::open(file, &self.options.sheet)?;
        summary.file = book.path().to_path_buf();
        if self.store.has_file_of_size("trainings", book.size())? {
            let earlier = self.store.import_of("trainings", &super::hex(&book.hash_now()?))?;
            if let Some(earlier) = earlier {
                summary.ending = Ending::AlreadyImported(earlier.id);
                self.keep_mapping(change)?;
                return Ok(summary);
            }
        }
        let bulk = self.is_bulk(book.size())?;
        let writing = if bulk { self.store.write_in_bulk()? } else { self.store.write()? };
        let before: FxHashSet<i64> = self.store.communities_ever_covered()?.into_iter().collect();
        let id = writing.begin_change(change)?;
        let outcome = self.read(&mut book, &writing, id, bulk, &mut summary)?;
        summary.coverage = self.coverage_steps(&before, &outcome.covered);
        summary.counts = Counts {
            rows_read: Some(outcome.rows),
            rejected: Some(summary.problems.rejected_rows() as i64),
            ..outcome.counts
        };
        let refused = summary.problems.errors() > 0 && !self.options.keep_going;
        if refused || self.options.dry_run {
            summary.ending = if refused { Ending::Rejected } else { Ending::DryRun };
            writing.roll_back()?;
            return Ok(summary);
        }
        self.mapping.note(&writing, id)?;
        keep_problems(&writing, id, &summary.problems)?;
        let hash = book.sha256().map_or_else(|| book.hash_now(), Ok)?;
        writing.end_change(id, &summary.counts, Some((&super::hex(&hash), book.size())))?;
        writing.commit()?;
        summary.ending = Ending::Saved(id);
        Ok(summary)
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

    /// Whether a file brings more than the database holds, and much.
    fn is_bulk(&self, bytes: u64) -> Result<bool> {
        Ok(bytes >= BULK_BYTES && bytes / BYTES_A_TRAINING > self.store.training_count()? as u64)
    }

    fn read(
        &mut self,
        book: &mut Book,
        writing: &Writing<'_>,
        change: i64,
        bulk: bool,
        summary: &mut Summary,
    ) -> Result<Outcome> {
        let seen = if bulk { Seen::bulk(writing)? } else { Seen::small() };
        let mut planner = Planner::new(self.store, writing, change, seen, self.options.batch.unwrap_or(BATCH))?;
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
        let (mut rows, mut sheets) = (0, 0);
        for sheet in chosen(book, &self.options.sheets)? {
            let before = summary.problems.rejected_rows();
            let Some(read) = self.read_sheet((&mut *book, sheet), &reading, &mut planner, summary)? else { continue };
            let rejected = summary.problems.rejected_rows() - before;
            sheets += 1;
            rows += read + rejected as i64;
            if rejected > 0 && self.options.rejects.is_some() {
                summary.rejects.extend(rejected_rows(book, sheet, &reading, &summary.problems)?);
            }
        }
        if sheets == 0 {
            return Err(no_table(book, &summary.problems));
        }
        self.check_rejects(summary)?;
        let Planned { tally, labels, covered } = planner.end()?;
        labels.report_rare(&mut summary.problems);
        summary.notices.extend(labels.notices());
        let counts = Counts {
            added: Some(tally.added),
            updated: Some(tally.updated),
            unchanged: Some(tally.unchanged),
            linked: Some(tally.linked),
            waiting: Some(tally.waiting),
            ..Counts::default()
        };
        Ok(Outcome { rows, counts, covered })
    }

    /// Reads one sheet and gives its good rows; `None` when it holds no trainings.
    fn read_sheet(
        &mut self,
        (book, sheet): (&mut Book, usize),
        reading: &ReadingOptions,
        planner: &mut Planner<'_>,
        summary: &mut Summary,
    ) -> Result<Option<i64>> {
        let Some(mut reader) = TrainingReader::open(book, sheet, reading, &mut summary.problems)? else {
            return Ok(None);
        };
        let name = reader.sheet().to_string();
        if self.options.dry_run {
            summary.notices.push(sentence(&reader));
        }
        let columns = columns_json(&reader);
        let row = SheetRow { name: &name, heading_row: Some(reader.heading().last_row), columns: &columns };
        let id = planner.writing.add_sheet(planner.change, &row)?;
        planner.labels.enter(&reader);
        let mut rows = 0;
        while let Some(row) = reader.next(&mut summary.problems)? {
            let places = self.places.of_row(&row, &name, &mut summary.problems);
            if summary.problems.rejects(&name, row.row) {
                continue; // a warning that was told to be an error
            }
            rows += 1;
            if let Err(Repeated) = planner.add(&row, places, id)? {
                summary.problems.push(repeated(&name, row.row));
            }
        }
        Ok(Some(rows))
    }

    /// Refuses rows of several sheets that are to go into one text file.
    fn check_rejects(&self, summary: &Summary) -> Result<()> {
        let sheets = summary.rejects.len();
        if self.options.rejects != Some(RejectsFile::Text) || sheets < 2 {
            return Ok(());
        }
        Err(Error::Usage {
            what: format!("rows of {sheets} sheets were left out, and a text file holds one sheet; nothing was saved"),
            hint: "name a file with the ending .xlsx for them".to_string(),
        })
    }

    /// Where the number of covered communities grew.
    fn coverage_steps(&self, before: &FxHashSet<i64>, now: &FxHashSet<i64>) -> Vec<CoverageStep> {
        let mut steps = vec![CoverageStep { oblast: String::new(), before: 0, after: 0, communities: 0 }];
        for community in self.communities.iter().filter(|community| community.raion.is_some()) {
            if steps.last().is_none_or(|step| step.oblast != community.oblast_name) {
                let oblast = community.oblast_name.clone();
                steps.push(CoverageStep { oblast, before: 0, after: 0, communities: 0 });
            }
            let was = before.contains(&community.id);
            let is = was || now.contains(&community.id);
            let in_crimea = community.code.starts_with("UA01");
            let last = steps.len() - 1;
            for (place, step) in steps.iter_mut().enumerate() {
                if place == last || (place == 0 && !in_crimea) {
                    step.before += usize::from(was);
                    step.after += usize::from(is);
                    step.communities += 1;
                }
            }
        }
        steps.retain(|step| step.before != step.after);
        steps
    }
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
fn columns_json(reader: &TrainingReader<'_>) -> String {
    let columns = reader.columns().iter().map(
        |column| serde_json::json!({ "column": letters(column.column), "heading": column.text, "field": column.field }),
    );
    serde_json::Value::Array(columns.collect()).to_string()
}

/// A workbook without a single table of trainings: what was found in each of its sheets instead.
pub(super) fn no_table(book: &Book, problems: &Problems) -> Error {
    let found: Vec<_> =
        problems.list().iter().map(|problem| format!("`{}`: {}", problem.sheet, problem.reason)).collect();
    Error::UnreadableFile {
        file: book.path().to_path_buf(),
        what: format!("a table of trainings was expected, and no sheet has one ({})", found.join("; ")),
        hint: "the heading has to name at least the event, its date and the community".to_string(),
    }
}

struct Outcome {
    rows: i64,
    counts: Counts,
    covered: FxHashSet<i64>,
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
