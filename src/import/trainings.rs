//! `import trainings`: the quarterly sheets of projects.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::{
    Ending, Level, Options, Problem, Summary,
    incoming::Repeated,
    places::Places,
    plan::{BATCH, Planned, Planner},
    reading::{ReadingOptions, TrainingReader, nothing_to_read},
    seen::Seen,
    summary::CoverageStep,
};
use crate::{
    error::Result,
    sheet::{Book, SheetInfo, letters},
    store::{CommunityRow, Counts, Label, NewChange, SheetRow, Store, Writing},
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
        let mut summary = Summary::new(file.to_path_buf());
        let mut book = Book::open(file, &self.options.sheet)?;
        if self.store.has_file_of_size("trainings", book.size())? {
            let earlier = self.store.import_of("trainings", &super::hex(&book.hash_now()?))?;
            if let Some(earlier) = earlier {
                super::same_options(file, &earlier, change)?;
                summary.ending = Ending::AlreadyImported(earlier.id);
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
        if outcome.rows == 0 && summary.problems.errors() == 0 {
            summary.problems.push(no_rows(book.sheets()));
            summary.ending = Ending::Empty;
            writing.roll_back()?;
            return Ok(summary);
        }
        let refused = summary.problems.errors() > 0 && !self.options.keep_going;
        if refused || self.options.dry_run {
            summary.ending = if refused { Ending::Rejected } else { Ending::DryRun };
            writing.roll_back()?;
            return Ok(summary);
        }
        let hash = book.sha256().map_or_else(|| book.hash_now(), Ok)?;
        writing.end_change(id, &summary.counts, Some((&super::hex(&hash), book.size())))?;
        writing.commit()?;
        summary.ending = Ending::Saved(id);
        Ok(summary)
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
        let mut rows = 0;
        let mut sheets = 0;
        let reading = ReadingOptions { project: self.options.project.clone(), ..self.options.reading.clone() };
        for sheet in 0..book.sheets().len() {
            let Some(mut reader) = TrainingReader::open(book, sheet, &reading, &mut summary.problems)? else {
                continue;
            };
            sheets += 1;
            let name = reader.sheet().to_string();
            let columns = columns_json(&reader);
            let row = SheetRow { name: &name, heading_row: Some(reader.heading().last_row), columns: &columns };
            let id = writing.add_sheet(change, &row)?;
            let rejected = summary.problems.rejected_rows();
            while let Some(row) = reader.next(&mut summary.problems)? {
                rows += 1;
                let places = self.places.of_row(&row, &name, &mut summary.problems);
                if let Err(Repeated) = planner.add(&row, places, id)? {
                    summary.problems.push(repeated(&name, row.row));
                }
            }
            rows += (summary.problems.rejected_rows() - rejected) as i64;
        }
        if sheets == 0 {
            return Err(nothing_to_read(book.path(), &summary.problems));
        }
        let Planned { tally, new_labels: labels, covered } = planner.end()?;
        summary.notices.extend(new_labels(&labels));
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

/// What each column was taken for, for the ledger.
fn columns_json(reader: &TrainingReader<'_>) -> String {
    let columns = reader.columns().iter().map(
        |column| serde_json::json!({ "column": letters(column.column), "heading": column.text, "field": column.field }),
    );
    serde_json::Value::Array(columns.collect()).to_string()
}

struct Outcome {
    rows: i64,
    counts: Counts,
    covered: FxHashSet<i64>,
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

/// A sentence for each list that got new names.
fn new_labels(labels: &[(Label, String)]) -> Vec<String> {
    const SHOWN: usize = 5;
    let lists = [(Label::Project, "project"), (Label::Topic, "topic"), (Label::Organisation, "organisation")];
    let sentence = |(list, noun): (Label, &str)| {
        let names: Vec<_> =
            labels.iter().filter(|label| label.0 == list).map(|label| format!("`{}`", label.1)).collect();
        let more = names.len().saturating_sub(SHOWN);
        let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let plural = if names.len() == 1 { "" } else { "s" };
        (!names.is_empty()).then(|| format!("{} new {noun}{plural}: {shown}{rest}", names.len()))
    };
    lists.into_iter().filter_map(sentence).collect()
}
