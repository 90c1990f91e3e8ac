//! Plan and apply: rows become trainings, trainings meet what the database holds, and only differences are written.

use rustc_hash::FxHashMap;

use super::{
    incoming::{self, Incoming, PeopleCounts, Repeated, RowPlaces},
    labels::Labels,
    seen::Seen,
    template::own_number,
};
use crate::{
    error::Result,
    import::TrainingRow,
    store::{
        AddAssignment, AddTraining, AssignmentRow, Label, LinkRule, NewWaiting, Store, StoredTraining, TrainingValues,
        WaitingRow, Writing, training_key,
    },
};

/// How many trainings are gathered before they are written. Rows of one training may lie further apart: the training is then
/// taken up again.
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
    /// Communities linked to held trainings by this file.
    pub(super) covered: rustc_hash::FxHashSet<i64>,
}

/// What was done with a training that the file tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Added,
    Updated,
    Unchanged,
}

/// Gathers the rows of one file into trainings and writes them.
pub(super) struct Planner<'w> {
    store: &'w Store,
    pub(super) writing: &'w Writing<'w>,
    pub(super) change: i64,
    seen: Seen,
    batch: Vec<Incoming>,
    by_key: FxHashMap<i64, usize>,
    batch_size: usize,
    /// Trainings of earlier changes that this file has told of.
    met: FxHashMap<i64, Done>,
    pub(super) labels: Labels,
    add_training: AddTraining<'w>,
    add_assignment: AddAssignment<'w>,
    next_number: i64,
    pub(super) tally: Tally,
    /// Communities linked to held trainings by this file.
    pub(super) covered: rustc_hash::FxHashSet<i64>,
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
            batch: Vec::new(),
            by_key: FxHashMap::default(),
            batch_size,
            met: FxHashMap::default(),
            labels: Labels::new(store)?,
            add_training: writing.add_trainings()?,
            add_assignment: writing.add_assignments()?,
            next_number: writing.last_training_number()? + 1,
            tally: Tally::default(),
            covered: rustc_hash::FxHashSet::default(),
        })
    }

    /// Takes a row in. [`Repeated`] when it says nothing that an earlier row has not said.
    pub(super) fn add(
        &mut self,
        row: &TrainingRow<'_>,
        places: RowPlaces,
        sheet: i64,
    ) -> Result<std::result::Result<(), Repeated>> {
        let mut values = incoming::event_values(row);
        values.project = self.labels.id(self.writing, Label::Project, &row.project, row.row, self.change)?;
        values.donor = self.labels.id(self.writing, Label::Organisation, &row.donor, row.row, self.change)?;
        values.implementer =
            self.labels.id(self.writing, Label::Organisation, &row.implementer, row.row, self.change)?;
        values.topic = self.labels.id(self.writing, Label::Topic, &row.topic, row.row, self.change)?;
        let counts =
            PeopleCounts { participants: row.participants, new: row.new_participants, women: row.women, men: row.men };
        let signature = signature(row, &counts);
        if self.batch.len() >= self.batch_size {
            self.flush()?;
        }
        let slot = match self.corrected(&row.id)? {
            Some(stored) => self.slot_of(&stored, values, sheet, row.row),
            None => self.slot(values, sheet, row.row)?,
        };
        match self.batch.get_mut(slot) {
            Some(training) => Ok(training.add_row(places, counts, signature, row.counts_merged)),
            None => Ok(Ok(())),
        }
    }

    /// The training that an id of a form of ours names.
    fn corrected(&self, id: &str) -> Result<Option<StoredTraining>> {
        let number = if id.is_empty() { None } else { own_number(self.store, id)? };
        number.map_or(Ok(None), |number| self.store.training(number))
    }

    /// The place in the batch of a training that rows correct by its number.
    fn slot_of(&mut self, stored: &StoredTraining, mut values: TrainingValues, sheet: i64, row: u32) -> usize {
        if let Some(slot) = self.batch.iter().position(|known| known.number == Some(stored.number)) {
            return slot;
        }
        values.source_id.clone_from(&stored.values.source_id);
        let key = training_key(&values, 0);
        let mut training = Incoming::new(key, values, sheet, row);
        training.number = Some(stored.number);
        self.batch.push(training);
        self.batch.len() - 1
    }

    /// The place in the batch of the training that a row tells of; a new one where it is the first to do so.
    fn slot(&mut self, values: TrainingValues, sheet: i64, row: u32) -> Result<usize> {
        for ordinal in 0.. {
            let key = training_key(&values, ordinal);
            if let Some(slot) = self.by_key.get(&key).copied() {
                match self.batch.get(slot) {
                    Some(known) if known.is_same_event(&values) => return Ok(slot),
                    _ => continue,
                }
            }
            let mut training = None;
            let maybe_stored = self.seen.may_hold(self.writing, key)?;
            if maybe_stored && let Some(stored) = self.met_before(key, &values)? {
                if !incoming::same_event(&stored.values, &values) {
                    continue;
                }
                training = Some(self.take_up(stored)?);
            }
            let mut training = training.unwrap_or_else(|| Incoming::new(key, values, sheet, row));
            training.maybe_stored = maybe_stored;
            self.by_key.insert(key, self.batch.len());
            self.batch.push(training);
            break;
        }
        Ok(self.batch.len().saturating_sub(1))
    }

    /// A training with this key that an earlier batch of this very file told of.
    fn met_before(&self, key: i64, values: &TrainingValues) -> Result<Option<StoredTraining>> {
        let found = self.find(key, values)?;
        Ok(found.filter(|stored| stored.added_by == self.change || self.met.contains_key(&stored.number)))
    }

    /// The training in force with this key. That it is the same is checked, for two keys could have one hash.
    fn find(&self, key: i64, values: &TrainingValues) -> Result<Option<StoredTraining>> {
        let found = self.writing.trainings_by_key(key)?;
        Ok(found.into_iter().find(|stored| {
            stored.values.project == values.project
                && stored.values.source_id == values.source_id
                && (values.source_id.is_some() || stored.values.start_date == values.start_date)
        }))
    }

    /// Takes up again a training whose earlier rows were written already.
    fn take_up(&mut self, stored: StoredTraining) -> Result<Incoming> {
        let row = stored.sheet_row.unwrap_or_default();
        let places = self.store.places_of_training(stored.number)?;
        let links = self.store.assignments(stored.number)?.into_iter().zip(places);
        let links = links.filter(|(link, _)| link.rule != LinkRule::Person as i64).collect();
        let waiting = self.store.waiting_names(None, Some(stored.number))?.into_iter().map(new_waiting).collect();
        let training = Incoming::new(stored.key, stored.values, stored.sheet.unwrap_or_default(), row);
        Ok(training.taken_up(links, waiting))
    }

    /// Writes all gathered trainings.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.by_key.clear();
        for mut training in std::mem::take(&mut self.batch) {
            training.settle();
            self.apply(&training)?;
        }
        Ok(())
    }

    /// Ends the import: writes the rest and builds the indices.
    pub(super) fn end(mut self) -> Result<Planned> {
        self.flush()?;
        self.seen.end(self.writing)?;
        Ok(Planned { tally: self.tally, labels: self.labels, covered: self.covered })
    }

    fn apply(&mut self, training: &Incoming) -> Result<()> {
        self.tally.linked += training.links.len() as i64;
        self.tally.waiting += training.waiting.iter().filter(|name| name.outcome != "not_a_community").count() as i64;
        if training.values.status == "held" {
            self.covered.extend(training.links.iter().map(|link| link.place.community));
        }
        let stored = match training.number {
            Some(number) => self.store.training(number)?,
            None if training.maybe_stored => self.find(training.key, &training.values)?,
            None => None,
        };
        let Some(stored) = stored else { return self.add_new(training) };
        let earlier = match self.met.contains_key(&stored.number) || stored.added_by == self.change {
            true => (said_by_sheet(&self.store.assignments(stored.number)?), self.waiting_of(stored.number)?),
            false => (0, 0),
        };
        self.tally.linked -= earlier.0;
        self.tally.waiting -= earlier.1;
        let done = self.correct(&stored, training)?;
        let before = match stored.added_by == self.change {
            true => Some(self.met.get(&stored.number).copied().unwrap_or(Done::Added)),
            false => self.met.get(&stored.number).copied(),
        };
        if let Some(before) = before {
            *self.count(before) -= 1;
        }
        let done = match before {
            Some(Done::Added) => Done::Added,
            Some(Done::Updated) => Done::Updated,
            _ => done,
        };
        *self.count(done) += 1;
        if done != Done::Added {
            self.met.insert(stored.number, done);
        }
        Ok(())
    }

    /// How many names of a training wait for a person.
    fn waiting_of(&self, number: i64) -> Result<i64> {
        let names = self.store.waiting_names(None, Some(number))?;
        Ok(names.iter().filter(|name| name.outcome != "not_a_community").count() as i64)
    }

    fn count(&mut self, done: Done) -> &mut i64 {
        match done {
            Done::Added => &mut self.tally.added,
            Done::Updated => &mut self.tally.updated,
            Done::Unchanged => &mut self.tally.unchanged,
        }
    }

    fn add_new(&mut self, training: &Incoming) -> Result<()> {
        let number = self.next_number;
        self.next_number += 1;
        let source = (Some(training.sheet), Some(training.first_row));
        self.add_training.add(number, training.key, &training.values, source, self.change)?;
        // In the order of the table's own key, so that a big load only ever writes at its end.
        let mut links: Vec<_> = training.links.iter().collect();
        links.sort_unstable_by_key(|link| link.place.community);
        for link in links {
            self.add_assignment.add(&training.assignment(link, number), self.change)?;
        }
        for name in &training.waiting {
            self.writing.add_waiting(number, name, Some(training.sheet), self.change)?;
        }
        self.seen.add(training.key);
        self.tally.added += 1;
        Ok(())
    }

    /// Brings a training of the database to what the file says; facts that a person added stay.
    fn correct(&mut self, stored: &StoredTraining, training: &Incoming) -> Result<Done> {
        let mut done = Done::Unchanged;
        let number = stored.number;
        if stored.values != training.values {
            done = Done::Updated;
            match stored.added_by == self.change {
                true => self.writing.drop_training(stored.id)?,
                false => self.writing.end_training(stored.id, self.change)?,
            }
            let source = (Some(training.sheet), Some(training.first_row));
            let key = if training.number.is_some() { training.key } else { stored.key };
            self.add_training.add(number, key, &training.values, source, self.change)?;
        }
        if self.correct_links(number, training)? | self.correct_waiting(number, training)? {
            done = Done::Updated;
        }
        Ok(done)
    }

    fn correct_links(&mut self, number: i64, training: &Incoming) -> Result<bool> {
        let says = |link: &AssignmentRow| {
            (link.community, link.state, link.participants, link.topic, link.quarter, link.project)
        };
        let mut wanted: Vec<_> = training.links.iter().map(|link| training.assignment(link, number)).collect();
        let mut changed = false;
        let keeps_split = training.number.is_some();
        for mut link in self.store.assignments(number)? {
            // A form tells all people of a training in one number: what is known of each community stays.
            if let Some(same) = wanted.iter_mut().find(|new| keeps_split && new.community == link.community) {
                same.participants = link.participants;
            }
            let said_by_person = link.rule == LinkRule::Person as i64;
            let same = wanted.iter().position(|new| says(new) == says(&link));
            if said_by_person {
                wanted.retain(|new| new.community != link.community);
                let copied = (training.values.topic, training.values.quarter, training.values.project);
                if (link.topic, link.quarter, link.project) != copied {
                    self.writing.end_assignment(number, link.community, self.change)?;
                    (link.topic, link.quarter, link.project) = copied;
                    self.add_assignment.add(&link, self.change)?;
                }
            } else if let Some(same) = same {
                wanted.swap_remove(same);
            } else {
                self.writing.end_assignment(number, link.community, self.change)?;
                changed = true;
            }
        }
        for link in &wanted {
            self.add_assignment.add(link, self.change)?;
            changed = true;
        }
        Ok(changed)
    }

    fn correct_waiting(&mut self, number: i64, training: &Incoming) -> Result<bool> {
        let mut wanted: Vec<&NewWaiting> = training.waiting.iter().collect();
        let mut changed = false;
        for name in self.store.waiting_names(None, Some(number))? {
            let id = name.id;
            let name = new_waiting(name);
            let says =
                |name: &NewWaiting| (name.text_fold.clone(), name.outcome, name.oblast_hint.clone(), name.participants);
            match wanted.iter().position(|new| says(new) == says(&name)) {
                Some(same) => drop(wanted.swap_remove(same)),
                None => {
                    self.writing.end_waiting(id, self.change)?;
                    changed = true;
                }
            }
        }
        for name in wanted {
            self.writing.add_waiting(number, name, Some(training.sheet), self.change)?;
            changed = true;
        }
        Ok(changed)
    }
}

fn said_by_sheet(links: &[AssignmentRow]) -> i64 {
    links.iter().filter(|link| link.rule != LinkRule::Person as i64).count() as i64
}

/// A hash of what a row says about places and people.
fn signature(row: &TrainingRow<'_>, counts: &PeopleCounts) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (&row.communities, &row.oblast, &row.raion, &row.community_kind, counts).hash(&mut hasher);
    hasher.finish()
}

fn new_waiting(row: WaitingRow) -> NewWaiting {
    NewWaiting {
        text: row.text,
        text_fold: row.text_fold,
        oblast_hint: row.oblast_hint,
        raion_hint: row.raion_hint,
        kind_hint: row.kind_hint,
        outcome: match row.outcome.as_str() {
            "likely" => "likely",
            "unknown" => "unknown",
            _ => "not_a_community",
        },
        participants: row.participants,
        sheet_row: row.sheet_row.unwrap_or_default(),
    }
}
