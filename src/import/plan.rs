//! Plan and apply: rows become trainings, trainings meet what the database holds, and only differences are written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    TrainingRow,
    batch::Batch,
    correct::{Corrected, correct},
    incoming::{self, Incoming, PeopleCounts, RowPlaces},
    labels::Labels,
    lineage::{Told, gone},
    pairs::pair,
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
    /// Sheets of earlier changes, and how many of their trainings this file tells again.
    corrected_sheets: FxHashMap<i64, usize>,
    /// Projects and quarters that this file tells of.
    quarters: FxHashSet<(Option<i64>, i64)>,
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
            corrected_sheets: FxHashMap::default(),
            quarters: FxHashSet::default(),
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

    /// The training that a row tells of: one of the batch, or one that begins. `None` when rows of it, or of one that is alike,
    /// were written already.
    fn training(&mut self, event: &mut TrainingValues, sheet_row: (i64, u32)) -> Result<Option<&mut Incoming>> {
        let named = event.source_id.as_deref().map(|id| own_number(self.store, id)).transpose()?.flatten();
        if let Some(stored) = named.map(|number| self.store.training(number)).transpose()?.flatten() {
            return Ok(self.corrected_by_number(stored, event, sheet_row));
        }
        let key = training_key(event);
        if let Some(place) = self.batch.place_of(key, event) {
            return Ok(self.batch.get(place));
        }
        let may_be_stored = self.seen.may_hold(self.writing, key)?;
        if may_be_stored {
            let written = |stored: &StoredTraining| {
                self.told.contains(&stored.number)
                    || stored.added_by == self.change && incoming::same_event(&stored.values, event)
            };
            if self.writing.trainings_by_key(key)?.iter().any(written) {
                return Ok(None);
            }
        }
        let place = self.batch.begin(key, event, sheet_row);
        if let Some(training) = self.batch.get(place) {
            training.may_be_stored = may_be_stored;
        }
        Ok(self.batch.get(place))
    }

    /// The training that a row of a form of ours names by its number.
    fn corrected_by_number(
        &mut self,
        stored: StoredTraining,
        event: &mut TrainingValues,
        sheet_row: (i64, u32),
    ) -> Option<&mut Incoming> {
        let number = stored.number;
        if self.told.contains(&number) {
            return None;
        }
        if let Some(place) = self.batch.place_of_number(number) {
            return self.batch.get(place);
        }
        event.source_id.clone_from(&stored.values.source_id);
        let place = self.batch.begin_numbered(number, event, sheet_row);
        let training = self.batch.get(place)?;
        (training.stored, training.by_number) = (Some(Box::new(stored)), true);
        Some(training)
    }

    /// Writes all gathered trainings.
    fn flush(&mut self) -> Result<()> {
        let mut batch = std::mem::take(&mut self.batch);
        for key in batch.keys_that_may_be_stored() {
            let mut stored = self.writing.trainings_by_key(key)?;
            stored.retain(|stored| stored.added_by != self.change && batch.place_of_number(stored.number).is_none());
            self.doubts.extend(pair(self.store, &mut batch, key, stored)?);
        }
        batch.drain(|training| self.apply(training))?;
        self.batch = batch;
        Ok(())
    }

    /// Ends the import: writes the rest, builds the indices, and looks for what this file no longer tells. With `complete`, that
    /// is withdrawn.
    pub(super) fn end(mut self, complete: bool) -> Result<Planned> {
        self.flush()?;
        self.seen.end(self.writing)?;
        let told = Told { numbers: &self.told, sheets: &self.corrected_sheets, quarters: &self.quarters };
        let gone = gone(self.writing, self.change, &told)?;
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
        self.quarters.insert((training.values.project, training.values.quarter));
        let Some(stored) = training.stored.take() else {
            training.settle(&[]);
            return self.add_new(training);
        };
        self.told.insert(stored.number);
        if let Some(sheet) = stored.sheet {
            *self.corrected_sheets.entry(sheet).or_default() += 1;
        }
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

/// A hash of what a row says about places and people.
fn signature(row: &TrainingRow<'_>, counts: &PeopleCounts) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (&row.communities, &row.oblast, &row.raion, &row.community_kind, counts).hash(&mut hasher);
    hasher.finish()
}
