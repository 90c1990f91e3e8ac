//! Records gathered from rows before they are written. A place is used again for record after record, so that millions
//! of rows cost few allocations.

use rustc_hash::FxHashMap;

use super::{incoming::Incoming, kind::Kind};

/// The records that wait to be written, in the order in which rows told of them.
pub(super) struct Batch<K: Kind> {
    places: Vec<Incoming<K>>,
    waiting: usize,
    /// The first of the records with a key; each knows the next one.
    by_key: FxHashMap<i64, usize>,
    /// Records that rows correct by their number.
    by_number: FxHashMap<i64, usize>,
}

impl<K: Kind> Default for Batch<K> {
    fn default() -> Batch<K> {
        Batch { places: Vec::new(), waiting: 0, by_key: FxHashMap::default(), by_number: FxHashMap::default() }
    }
}

impl<K: Kind> Batch<K> {
    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting
    }

    /// The place of the very record that a row tells of.
    pub(super) fn place_of(&self, key: i64, row: &K::Record) -> Option<usize> {
        self.chain(key).find(|place| self.places.get(*place).is_some_and(|known| known.is_same(row)))
    }

    /// The places of all records with a key, in their order.
    pub(super) fn alike(&self, key: i64) -> Vec<usize> {
        self.chain(key).collect()
    }

    fn chain(&self, key: i64) -> impl Iterator<Item = usize> + '_ {
        let first = self.by_key.get(&key).copied();
        std::iter::successors(first, |place| self.places.get(*place)?.next_alike)
    }

    /// The place of the record that is corrected by its number.
    pub(super) fn place_of_number(&self, number: i64) -> Option<usize> {
        self.by_number.get(&number).copied()
    }

    /// A record by its place.
    pub(super) fn get(&mut self, place: usize) -> Option<&mut Incoming<K>> {
        self.places.get_mut(place)
    }

    /// Begins a record; `values` gets the texts of an earlier one in exchange.
    pub(super) fn begin(&mut self, key: i64, values: &mut K::Record, sheet_row: (i64, u32)) -> usize {
        let place = self.next_place();
        let last = self.chain(key).last();
        match last.and_then(|last| self.places.get_mut(last)) {
            Some(last) => last.next_alike = Some(place),
            None => drop(self.by_key.insert(key, place)),
        }
        self.fill(place, key, values, sheet_row);
        place
    }

    /// Begins a record that is corrected by its number.
    pub(super) fn begin_numbered(&mut self, number: i64, values: &mut K::Record, sheet_row: (i64, u32)) -> usize {
        let place = self.next_place();
        self.by_number.insert(number, place);
        self.fill(place, 0, values, sheet_row);
        place
    }

    fn next_place(&mut self) -> usize {
        if self.waiting == self.places.len() {
            self.places.push(Incoming::empty());
        }
        self.waiting += 1;
        self.waiting - 1
    }

    fn fill(&mut self, place: usize, key: i64, values: &mut K::Record, sheet_row: (i64, u32)) {
        if let Some(record) = self.places.get_mut(place) {
            record.begin(key, values, sheet_row);
        }
    }

    /// The keys of the records that the database may hold already.
    pub(super) fn keys_that_may_be_stored(&self) -> Vec<i64> {
        let may_be = |place: &usize| self.places.get(*place).is_some_and(|record| record.may_be_stored);
        self.by_key.iter().filter(|(_, place)| may_be(place)).map(|(key, _)| *key).collect()
    }

    /// The places of all that wait.
    pub(super) fn places(&self) -> std::ops::Range<usize> {
        0..self.waiting
    }

    /// Writes all that wait, and forgets them.
    pub(super) fn drain<E>(&mut self, mut write: impl FnMut(&mut Incoming<K>) -> Result<(), E>) -> Result<(), E> {
        let waiting = std::mem::take(&mut self.waiting);
        self.by_key.clear();
        self.by_number.clear();
        self.places.iter_mut().take(waiting).try_for_each(&mut write)
    }
}
