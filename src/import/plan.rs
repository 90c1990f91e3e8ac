//! Plan and apply: rows become records, records meet what the database holds, and only differences are written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    batch::Batch,
    correct::{Corrected, correct},
    incoming::{Incoming, RowPlaces},
    kind::Kind,
    labels::Labels,
    lineage::{Told, gone},
    pairs::pair,
    seen::Seen,
    template::own_number,
};
use crate::{
    error::Result,
    store::{Gone, Record, Store, Stored, Version, Writing},
};

/// How many records are gathered before they are written.
pub(super) const BATCH: usize = 4_096;

/// What has become of the records of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Records the database did not have.
    pub added: i64,
    /// Records of which something changed.
    pub updated: i64,
    /// Records the database had just so.
    pub unchanged: i64,
    /// Links to communities, of all records of the file.
    pub linked: i64,
    /// Names that wait for a person.
    pub waiting: i64,
}

/// What has become of a whole file.
pub(super) struct Planned {
    pub(super) tally: Tally,
    /// The names of projects, topics and organisations that the file has.
    pub(super) labels: Labels,
    /// Records that earlier forms of this file told of, and this one does not.
    pub(super) gone: Vec<Gone>,
    /// What a person should look at.
    pub(super) doubts: Vec<Doubt>,
}

/// Something that went in and that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// A stable word for machines.
    pub(super) code: &'static str,
    /// The database's number of the sheet.
    pub(super) sheet: i64,
    pub(super) row: u32,
    pub(super) value: String,
    pub(super) reason: String,
    pub(super) fix: Option<String>,
}

/// What has become of a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It was gathered.
    In,
    /// It says nothing that an earlier row has not said.
    Repeated,
    /// Its record was written already, for its rows lie too far apart: the file has to be read again, with all of its records
    /// gathered before the first is written.
    TooLate,
}

/// Gathers the rows of one file into records and writes them.
pub(super) struct Planner<'w, K: Kind> {
    store: &'w Store,
    writing: &'w Writing<'w>,
    change: i64,
    seen: Seen,
    batch: Batch<K>,
    batch_size: usize,
    /// What the row at hand says.
    row: K::Record,
    /// Records of earlier changes that were written as this file tells them.
    told: FxHashSet<i64>,
    /// Sheets of earlier changes, and how many of their records this file tells again.
    corrected_sheets: FxHashMap<i64, usize>,
    /// Projects and quarters that this file tells of.
    quarters: FxHashSet<(Option<i64>, i64)>,
    pub(super) labels: Labels,
    add: <K::Record as Record>::Add<'w>,
    /// Links of one record on their way into the database.
    links: Vec<<K::Record as Record>::Link>,
    next_number: i64,
    tally: Tally,
    doubts: Vec<Doubt>,
}

impl<'w, K: Kind> Planner<'w, K> {
    pub(super) fn new(
        store: &'w Store,
        writing: &'w Writing<'w>,
        change: i64,
        seen: Seen,
        batch_size: usize,
    ) -> Result<Planner<'w, K>> {
        Ok(Planner {
            store,
            writing,
            change,
            seen,
            batch: Batch::default(),
            batch_size,
            row: K::Record::default(),
            told: FxHashSet::default(),
            corrected_sheets: FxHashMap::default(),
            quarters: FxHashSet::default(),
            labels: Labels::new(store)?,
            add: K::Record::adding(writing)?,
            links: Vec::new(),
            next_number: writing.last_number::<K::Record>()? + 1,
            tally: Tally::default(),
            doubts: Vec::new(),
        })
    }

    /// Takes a row in.
    pub(super) fn add(&mut self, row: &K::Row<'_>, places: &mut RowPlaces, sheet: i64) -> Result<Taken> {
        let mut values = std::mem::take(&mut self.row);
        let number = K::number(row);
        let (labels, writing, change) = (&mut self.labels, self.writing, self.change);
        K::read(row, &mut values, &mut |label, name| labels.id(writing, label, name, number, change))?;
        if self.batch.len() >= self.batch_size {
            self.flush()?;
        }
        let taken = match self.record(&mut values, (sheet, number))? {
            None => Taken::TooLate,
            Some(record) => match record.add_row(row, places) {
                true => Taken::In,
                false => Taken::Repeated,
            },
        };
        self.row = values;
        Ok(taken)
    }

    /// The record that a row tells of: one of the batch, or one that begins. `None` when rows of it, or of one that is alike,
    /// were written already.
    fn record(&mut self, row: &mut K::Record, sheet_row: (i64, u32)) -> Result<Option<&mut Incoming<K>>> {
        let named = row.source_id().map(|id| own_number::<K>(self.store, id)).transpose()?.flatten();
        if let Some(stored) = named.map(|number| self.store.record(number)).transpose()?.flatten() {
            return Ok(self.corrected_by_number(stored, row, sheet_row));
        }
        let key = row.key();
        if let Some(place) = self.batch.place_of(key, row) {
            return Ok(self.batch.get(place));
        }
        let may_be_stored = self.seen.may_hold(self.writing, key)?;
        if may_be_stored {
            let written = |stored: &Stored<K::Record>| {
                self.told.contains(&stored.number) || stored.added_by == self.change && K::is_same(&stored.values, row)
            };
            if self.writing.records_by_key(key)?.iter().any(written) {
                return Ok(None);
            }
        }
        let place = self.batch.begin(key, row, sheet_row);
        if let Some(record) = self.batch.get(place) {
            record.may_be_stored = may_be_stored;
        }
        Ok(self.batch.get(place))
    }

    /// The record that a row of a form of ours names by its number.
    fn corrected_by_number(
        &mut self,
        stored: Stored<K::Record>,
        row: &mut K::Record,
        sheet_row: (i64, u32),
    ) -> Option<&mut Incoming<K>> {
        let number = stored.number;
        if self.told.contains(&number) {
            return None;
        }
        if let Some(place) = self.batch.place_of_number(number) {
            return self.batch.get(place);
        }
        K::take_source_id(row, &stored.values);
        let place = self.batch.begin_numbered(number, row, sheet_row);
        let record = self.batch.get(place)?;
        (record.stored, record.by_number) = (Some(Box::new(stored)), true);
        Some(record)
    }

    /// Writes all gathered records.
    fn flush(&mut self) -> Result<()> {
        let mut batch = std::mem::take(&mut self.batch);
        for key in batch.keys_that_may_be_stored() {
            let mut stored = self.writing.records_by_key(key)?;
            stored.retain(|stored| stored.added_by != self.change && batch.place_of_number(stored.number).is_none());
            self.doubts.extend(pair(self.store, &mut batch, key, stored)?);
        }
        batch.drain(|record| self.apply(record))?;
        self.batch = batch;
        Ok(())
    }

    /// Ends the import: writes the rest, builds the indices, and looks for what this file no longer tells. With `complete`, that
    /// is withdrawn.
    pub(super) fn end(mut self, complete: bool) -> Result<Planned> {
        self.flush()?;
        self.seen.end(self.writing)?;
        let told = Told { numbers: &self.told, sheets: &self.corrected_sheets, quarters: &self.quarters };
        let gone = gone::<K::Record>(self.writing, self.change, &told)?;
        if complete {
            for record in &gone {
                self.writing.withdraw_record::<K::Record>(record, self.change)?;
            }
        }
        Ok(Planned { tally: self.tally, labels: self.labels, gone, doubts: self.doubts })
    }

    fn apply(&mut self, record: &mut Incoming<K>) -> Result<()> {
        self.tally.linked += record.links.len() as i64;
        self.tally.waiting += record.waiting.iter().filter(|name| name.outcome != "not_a_community").count() as i64;
        self.doubts.extend(K::doubt(record));
        self.quarters.insert(record.values.project_and_quarter());
        let Some(stored) = record.stored.take() else {
            record.settle(&[]);
            return self.add_new(record);
        };
        self.told.insert(stored.number);
        if let Some(sheet) = stored.sheet {
            *self.corrected_sheets.entry(sheet).or_default() += 1;
        }
        match correct(self.store, self.writing, &mut self.add, self.change, &stored, record)? {
            Corrected::Unchanged => self.tally.unchanged += 1,
            Corrected::Updated { lost } => {
                self.tally.updated += 1;
                self.doubts.extend(lost);
            }
        }
        Ok(())
    }

    fn add_new(&mut self, record: &Incoming<K>) -> Result<()> {
        let number = self.next_number;
        self.next_number += 1;
        let (sheet, sheet_row) = (Some(record.sheet), Some(record.first_row));
        record.values.add(&mut self.add, &Version { number, key: record.key, sheet, sheet_row }, self.change)?;
        // In the order of the table's own key, so that a big load only ever writes at its end.
        record.links_into(number, &mut self.links);
        K::Record::add_links(&mut self.add, &self.links, self.change)?;
        for name in &record.waiting {
            self.writing.add_waiting((K::Record::NOUN, number), name, sheet, self.change)?;
        }
        self.seen.add(record.key);
        self.tally.added += 1;
        Ok(())
    }
}
