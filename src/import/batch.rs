//! Trainings gathered from rows before they are written. A place is used again for training after training, so that millions
//! of rows cost few allocations.

use rustc_hash::FxHashMap;

use super::incoming::Incoming;
use crate::store::{StoredTraining, TrainingValues};

/// The trainings that wait to be written, each found by its key.
#[derive(Default)]
pub(super) struct Batch {
    places: Vec<Incoming>,
    by_key: FxHashMap<i64, usize>,
}

impl Batch {
    /// How many trainings wait.
    pub(super) fn len(&self) -> usize {
        self.by_key.len()
    }

    /// The training with this key.
    pub(super) fn find(&mut self, key: i64) -> Option<&mut Incoming> {
        self.places.get_mut(*self.by_key.get(&key)?)
    }

    /// Begins a training; `values` gets the texts of an earlier one in exchange.
    pub(super) fn begin(
        &mut self,
        key: i64,
        values: &mut TrainingValues,
        stored: Option<Box<StoredTraining>>,
        sheet_row: (i64, u32),
    ) -> &mut Incoming {
        let place = self.by_key.len();
        self.by_key.insert(key, place);
        if place == self.places.len() {
            self.places.push(Incoming::default());
        }
        let training = &mut self.places[place];
        training.begin(key, values, stored, sheet_row);
        training
    }

    /// Writes all that wait, and forgets them.
    pub(super) fn drain<E>(&mut self, mut write: impl FnMut(&mut Incoming) -> Result<(), E>) -> Result<(), E> {
        let waiting = self.by_key.len();
        self.by_key.clear();
        self.places.iter_mut().take(waiting).try_for_each(&mut write)
    }
}
