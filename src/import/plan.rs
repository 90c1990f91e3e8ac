//! Plan and apply: rows become trainings, trainings meet what the database holds, and only differences are written.

use rustc_hash::FxHashSet;

use super::{
    TrainingRow,
    batch::Batch,
    correct::{Corrected, correct},
    incoming::{self, Incoming, PeopleCounts, RowPlaces},
    labels::Labels,
    seen::Seen,
    template::own_number,
};
use crate::{
    error::Result,
    store::{
        AddAssignments, AddTraining, AssignmentRow, GoneTraining, Label, Store, StoredTraining, TrainingValues,
        Writing, training_key,
    },
};

/// How many trainings are gathered before they are written.
pub(super) const BATCH: usize = 4_096;

/// What has become of the trainings of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Trainings the database did not have.
    pub added: i64,
    /// Trainings of which something changed.
    pub updated: i64,
    /// Trainings the database had just so.
    pub unchanged: i64,
    /// Links to communities, of all trainings of the file.
    pub linked: i64,
    /// Names that wait for a person.
    pub waiting: i64,
}

/// What has become of a whole file.
pub(super) struct Planned {
    pub(super) tally: Tally,
    /// The names of projects, topics and organisations that the file has.
    pub(super) labels: Labels,
    /// Trainings that earlier forms of this file told of, and this one does not.
    pub(super) gone: Vec<GoneTraining>,
    /// What a person should look at.
    pub(super) doubts: Vec<Doubt>,
}

/// Something that went in and that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// A stable word for machines.
    pub(super) code: &'static str,
    /// The database's number of the sheet.
    pub(super) sheet: i64,
    pub(super) row: u32,
    pub(super) value: String,
    pub(super) reason: String,
    pub(super) fix: Option<&'static str>,
}

/// What has become of a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It was gathered.
    In,
    /// It says nothing that an earlier row has not said.
    Repeated,
    /// Its training was written already, for its rows lie too far apart: the file has to be read again, with all of its trainings
    /// gathered before the first is written.
    TooLate,
}

/// Gathers the rows of one file into trainings and writes them.
pub(super) struct Planner<'w> {
    store: &'w Store,
    writing: &'w Writing<'w>,
    change: i64,
    seen: Seen,
    batch: Batch,
    batch_size: usize,
    /// What the row at hand says of its event.
    event: TrainingValues,
    /// Trainings of earlier changes that were written as this file tells them.
    told: FxHashSet<i64>,
    /// Sheets of earlier changes that this file tells again, at least in part.
    corrected_sheets: FxHashSet<i64>,
    pub(super) labels: Labels,
    add_training: AddTraining<'w>,
    add_assignments: AddAssignments<'w>,
    /// Links of one training on their way into the database.
    links: Vec<AssignmentRow>,
    next_number: i64,
    tally: Tally,
    doubts: Vec<Doubt>,
}

impl<'w> Planner<'w> {
    pub(super) fn new(
        store: &'w Store,
        writing: &'w Writing<'w>,
        change: i64,
        seen: Seen,
        batch_size: usize,
    ) -> Result<Planner<'w>> {
        Ok(Planner {
            store,
            writing,
            change,
            seen,
            batch: Batch::default(),
            batch_size,
            event: TrainingValues::default(),
            told: FxHashSet::default(),
            corrected_sheets: FxHashSet::default(),
            labels: Labels::new(store)?,
            add_training: writing.add_trainings()?,
            add_assignments: writing.add_assignments(),
            links: Vec::new(),
            next_number: writing.last_training_number()? + 1,
            tally: Tally::default(),
            doubts: Vec::new(),
        })
    }

    /// Takes a row in.
    pub(super) fn add(&mut self, row: &TrainingRow<'_>, places: &mut RowPlaces, sheet: i64) -> Result<Taken> {
        let mut event = std::mem::take(&mut self.event);
        incoming::read_event(row, &mut event);
        let mut id = |label, name: &str| self.labels.id(self.writing, label, name, row.row, self.change);
        event.project = id(Label::Project, &row.project)?;
        event.donor = id(Label::Organisation, &row.donor)?;
        event.implementer = id(Label::Organisation, &row.implementer)?;
        event.topic = id(Label::Topic, &row.topic)?;
        if self.batch.len() >= self.batch_size {
            self.flush()?;
        }
        let counts =
            PeopleCounts { participants: row.participants, new: row.new_participants, women: row.women, men: row.men };
        let signature = signature(row, &counts);
        let taken = match self.training(&mut event, (sheet, row.row))? {
            None => Taken::TooLate,
            Some(training) => match training.add_row(places, counts, signature, row.counts_merged) {
                true => Taken::In,
                false => Taken::Repeated,
            },
        };
        self.event = event;
        Ok(taken)
    }

    /// The training that a row tells of: one of the batch, one of the database, or a new one. `None` when it was written already.
    ///
    /// Trainings that are equal in what makes the key and differ in something else stand one behind the other, told apart by a
    /// number in the key. Among them, the very same event comes before one that it may be a correction of.
    fn training(&mut self, event: &mut TrainingValues, sheet_row: (i64, u32)) -> Result<Option<&mut Incoming>> {
        let named = event.source_id.as_deref().map(|id| own_number(self.store, id)).transpose()?.flatten();
        if let Some(stored) = named.map(|number| self.store.training(number)).transpose()?.flatten() {
            return Ok(self.corrected_by_number(stored, event, sheet_row));
        }
        let mut corrected = None;
        let mut reused = None;
        let mut ordinal = 0;
        let (key, stored) = loop {
            let key = training_key(event, ordinal);
            ordinal += 1;
            match self.batch.find(key) {
                Some(known) if known.is_same_event(event) => return Ok(self.batch.find(key)),
                Some(known) => {
                    reused = id_reused(event, &known.values, sheet_row);
                    continue;
                }
                None => {}
            }
            let stored = match self.seen.may_hold(self.writing, key)? {
                true => self.writing.trainings_by_key(key)?.into_iter().next().map(Box::new),
                false => None,
            };
            let Some(stored) = stored else {
                if corrected.is_none() {
                    self.doubts.extend(reused);
                }
                break corrected.unwrap_or((key, None));
            };
            let written = stored.added_by == self.change || self.told.contains(&stored.number);
            match incoming::same_event(&stored.values, event) {
                true if written => return Ok(None),
                true => break (key, Some(stored)),
                false if written => {}
                false if !incoming::may_be_corrected(&stored.values, event) => {
                    reused = id_reused(event, &stored.values, sheet_row);
                }
                false => corrected = corrected.or(Some((key, Some(stored)))),
            }
        };
        Ok(Some(self.batch.begin(key, event, stored, sheet_row)))
    }

    /// The training that a row of a form of ours names by its number.
    fn corrected_by_number(
        &mut self,
        stored: StoredTraining,
        event: &mut TrainingValues,
        sheet_row: (i64, u32),
    ) -> Option<&mut Incoming> {
        if self.told.contains(&stored.number) {
            return None;
        }
        let key = stored.key;
        if self.batch.find(key).is_none() {
            event.source_id.clone_from(&stored.values.source_id);
            self.batch.begin(key, event, Some(Box::new(stored)), sheet_row).by_number = true;
        }
        self.batch.find(key)
    }

    /// Writes all gathered trainings.
    fn flush(&mut self) -> Result<()> {
        let mut batch = std::mem::take(&mut self.batch);
        batch.drain(|training| self.apply(training))?;
        self.batch = batch;
        Ok(())
    }

    /// Ends the import: writes the rest, builds the indices, and looks for what this file no longer tells. With `complete`, that
    /// is withdrawn.
    pub(super) fn end(mut self, complete: bool) -> Result<Planned> {
        self.flush()?;
        self.seen.end(self.writing)?;
        let mut gone = Vec::new();
        for sheet in &self.corrected_sheets {
            gone.extend(self.writing.trainings_of_sheet(*sheet)?);
        }
        gone.retain(|training| !self.told.contains(&training.number));
        gone.sort_unstable_by_key(|training| training.number);
        if complete {
            for training in &gone {
                self.writing.withdraw_training(training, self.change)?;
            }
        }
        Ok(Planned { tally: self.tally, labels: self.labels, gone, doubts: self.doubts })
    }

    fn apply(&mut self, training: &mut Incoming) -> Result<()> {
        self.tally.linked += training.links.len() as i64;
        self.tally.waiting += training.waiting.iter().filter(|name| name.outcome != "not_a_community").count() as i64;
        self.doubts.extend(training.same_count_in_all_rows());
        let Some(stored) = training.stored.take() else {
            training.settle(&[]);
            return self.add_new(training);
        };
        self.told.insert(stored.number);
        self.corrected_sheets.extend(stored.sheet);
        let (add_training, add_assignments) = (&mut self.add_training, &mut self.add_assignments);
        let add = (add_training, add_assignments);
        match correct(self.store, self.writing, add, self.change, &stored, training)? {
            Corrected::Unchanged => self.tally.unchanged += 1,
            Corrected::Updated { lost } => {
                self.tally.updated += 1;
                self.doubts.extend(lost);
            }
        }
        Ok(())
    }

    fn add_new(&mut self, training: &Incoming) -> Result<()> {
        let number = self.next_number;
        self.next_number += 1;
        let source = (Some(training.sheet), Some(training.first_row));
        self.add_training.add(number, training.key, &training.values, source, self.change)?;
        // In the order of the table's own key, so that a big load only ever writes at its end.
        self.links.clear();
        self.links.extend(training.links.iter().map(|link| training.assignment(link, number)));
        self.links.sort_unstable_by_key(|link| link.community);
        self.add_assignments.add(&self.links, self.change)?;
        for name in &training.waiting {
            self.writing.add_waiting(number, name, Some(training.sheet), self.change)?;
        }
        self.seen.add(training.key);
        self.tally.added += 1;
        Ok(())
    }
}

/// A doubt where the id of a row stands for another event already.
fn id_reused(event: &TrainingValues, known: &TrainingValues, (sheet, row): (i64, u32)) -> Option<Doubt> {
    let id = event.source_id.as_ref()?;
    let known = format!("`{}` of {}", known.title, known.start_date);
    Some(Doubt {
        code: "id_reused",
        sheet,
        row,
        value: id.clone(),
        reason: format!("the id `{id}` stands for {known} already; the row was taken as another event"),
        fix: Some("give each event of a project an id of its own"),
    })
}

/// A hash of what a row says about places and people.
fn signature(row: &TrainingRow<'_>, counts: &PeopleCounts) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (&row.communities, &row.oblast, &row.raion, &row.community_kind, counts).hash(&mut hasher);
    hasher.finish()
}
