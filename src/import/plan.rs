//! Plan and apply: rows become records, records meet what the database holds, and only differences are written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    batch::Batch,
    correct::{Corrected, Corrector, is_by_hand, stays},
    incoming::{Adds, Incoming, RowPlaces},
    kind::Kind,
    labels::Labels,
    likeness::{alike, like_those_of},
    lineage::{Earlier, Told, earlier},
    pairs::pair,
    seen::Seen,
    template::own_number,
};
use crate::{
    error::Result,
    store::{Gone, Record, Store, Stored, Version, Writing},
};

/// Of how many records it is told what changed in them.
const MOST_SHOWN: usize = 20;

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
    /// Those that were taken out, for the file is complete; `None` where nobody said so.
    pub(super) withdrawn: Option<Vec<Gone>>,
    /// Numbers of the first records of which something changed.
    pub(super) updated: Vec<i64>,
    /// Sentences on what was taken for what.
    pub(super) notices: Vec<String>,
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
    /// It was gathered, or says nothing new.
    In(Adds),
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
    /// Whether what the file says stands before what a person decided.
    overrule: bool,
    /// Whether rows that contradict others are left out.
    strict: bool,
    /// Whether records that the database did not have were written already.
    wrote_new: bool,
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
    updated: Vec<i64>,
    doubts: Vec<Doubt>,
}

impl<'w, K: Kind> Planner<'w, K> {
    pub(super) fn new(
        store: &'w Store,
        writing: &'w Writing<'w>,
        change: i64,
        seen: Seen,
        (batch_size, overrule, strict): (usize, bool, bool),
    ) -> Result<Planner<'w, K>> {
        Ok(Planner {
            store,
            writing,
            change,
            seen,
            batch: Batch::default(),
            batch_size,
            overrule,
            strict,
            wrote_new: false,
            row: K::Record::default(),
            told: FxHashSet::default(),
            corrected_sheets: FxHashMap::default(),
            quarters: FxHashSet::default(),
            labels: Labels::new(store)?,
            add: K::Record::adding(writing)?,
            links: Vec::new(),
            next_number: writing.last_number::<K::Record>()? + 1,
            tally: Tally::default(),
            updated: Vec::new(),
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
        let strict = self.strict;
        let taken = match self.record(&mut values, (sheet, number))? {
            None => Taken::TooLate,
            Some(record) => Taken::In(record.add_row(row, places, strict)),
        };
        self.row = values;
        Ok(taken)
    }

    /// The record that a row tells of: one of the batch, or one that begins. `None` when rows of it, or of one that is alike,
    /// were written already.
    fn record(&mut self, row: &mut K::Record, sheet_row: (i64, u32)) -> Result<Option<&mut Incoming<K>>> {
        let named = row.source_id().map(|id| own_number::<K>(self.store, id)).transpose()?.flatten();
        if let Some(stored) = named.map(|number| self.store.record(number)).transpose()?.flatten() {
            if self.told.contains(&stored.number) {
                return Ok(None);
            }
            if !self.is_copied_id(&stored, row, sheet_row) {
                return Ok(self.corrected_by_number(stored, row, sheet_row));
            }
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

    /// Whether a row of a form of ours bears the number of a record that an earlier row tells otherwise: people copy a row to add
    /// another record. Such a row loses the number, and a person is told.
    fn is_copied_id(
        &mut self,
        stored: &Stored<K::Record>,
        row: &mut K::Record,
        (sheet, first_row): (i64, u32),
    ) -> bool {
        let Some(place) = self.batch.place_of_number(stored.number) else { return false };
        let own = row.source_id().unwrap_or_default().to_string();
        K::take_source_id(row, &stored.values);
        let Some(earlier) = self.batch.get(place).filter(|earlier| !earlier.is_same(row)) else { return false };
        let (one, other) = (K::FORM.row, earlier.first_row);
        self.doubts.push(Doubt {
            code: "id_reused",
            sheet,
            row: first_row,
            reason: format!("the id `{own}` stands for the {one} of row {other}; this row was taken as another {one}"),
            value: own,
            fix: Some(format!("leave the id of a new {one} empty")),
        });
        K::take_source_id(row, &K::Record::default());
        true
    }

    /// The record that a row of a form of ours names by its number.
    fn corrected_by_number(
        &mut self,
        stored: Stored<K::Record>,
        row: &mut K::Record,
        sheet_row: (i64, u32),
    ) -> Option<&mut Incoming<K>> {
        let number = stored.number;
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
        let mut batch = self.paired()?;
        batch.drain(|record| if record.stored.is_some() { self.correct(record) } else { self.add_new(record) })?;
        self.wrote_new |= self.tally.added > 0;
        self.batch = batch;
        Ok(())
    }

    /// The gathered records, each with the one of the database that has its key.
    fn paired(&mut self) -> Result<Batch<K>> {
        let mut batch = std::mem::take(&mut self.batch);
        for key in batch.keys_that_may_be_stored() {
            let mut stored = self.writing.records_by_key(key)?;
            stored.retain(|stored| stored.added_by != self.change && batch.place_of_number(stored.number).is_none());
            self.doubts.extend(pair(self.store, &mut batch, key, stored)?);
        }
        Ok(batch)
    }

    /// Ends the import: writes the rest, builds the indices, and looks for what this file no longer tells: that is what other rows
    /// tell in other words, or it is gone. With `complete`, what is gone is withdrawn.
    ///
    /// `None` when records were written that may be corrections of what is gone: the file has to be read again, with all of its
    /// records gathered before the first is written.
    pub(super) fn end(mut self, complete: bool) -> Result<Option<Planned>> {
        let mut batch = self.paired()?;
        let mut fresh = Vec::new();
        for place in batch.places() {
            match batch.get(place) {
                Some(record) if record.stored.is_some() => self.correct(record)?,
                Some(record) => {
                    self.quarters.insert(record.values.project_and_quarter());
                    record.settle(&[]);
                    fresh.push(place);
                }
                None => {}
            }
        }
        for sheet in self.corrected_sheets.keys() {
            self.writing.rest_on(self.change, self.writing.change_of_sheet(*sheet)?)?;
        }
        let told = Told { numbers: &self.told, sheets: &self.corrected_sheets, quarters: &self.quarters };
        let Earlier { mut gone, shared } = earlier::<K::Record>(self.writing, self.change, &told)?;
        if self.wrote_new && !(gone.is_empty() && shared.is_empty()) {
            return Ok(None);
        }
        let forms = self.corrected_sheets.keys().map(|sheet| self.writing.change_of_sheet(*sheet));
        let forms = forms.collect::<Result<FxHashSet<i64>>>()?;
        let known = (self.store, self.writing);
        let mut alike = alike(known, &mut batch, &fresh, &mut gone, &forms)?;
        for shared in &shared {
            like_those_of(known, &mut batch, &fresh, shared, &mut alike)?;
        }
        let told = |doubt: &Doubt| (doubt.code, doubt.sheet, doubt.row);
        alike.doubts.retain(|doubt| self.doubts.iter().all(|known| told(known) != told(doubt)));
        self.doubts.extend(alike.doubts);
        for place in fresh {
            match batch.get(place) {
                Some(record) if record.stored.is_some() => {
                    let row = (record.sheet, record.first_row);
                    let holds_apart = |doubt: &Doubt| ["id_reused", "may_be_same"].contains(&doubt.code);
                    self.doubts.retain(|doubt| !holds_apart(doubt) || (doubt.sheet, doubt.row) != row);
                    self.correct(record)?;
                }
                Some(record) => self.add_new(record)?,
                None => {}
            }
        }
        let withdrawn = complete.then(|| self.withdraw(&mut gone)).transpose()?;
        let Planner { seen, tally, updated, labels, doubts, .. } = self;
        seen.end(self.writing)?;
        Ok(Some(Planned { tally, updated, labels, gone, withdrawn, notices: alike.taken, doubts }))
    }

    /// Takes out what is gone, but for what a person linked communities to.
    fn withdraw(&mut self, gone: &mut Vec<Gone>) -> Result<Vec<Gone>> {
        let mut withdrawn = Vec::new();
        for record in std::mem::take(gone) {
            if !self.overrule && K::Record::links(self.store, record.number)?.iter().any(is_by_hand) {
                self.doubts.push(stays::<K>(&record));
                gone.push(record);
            } else {
                self.writing.withdraw_record::<K::Record>(&record, self.change)?;
                withdrawn.push(record);
            }
        }
        Ok(withdrawn)
    }

    /// Takes note of a record that is about to be written.
    fn count(&mut self, record: &Incoming<K>) {
        self.tally.linked += record.links.len() as i64;
        self.tally.waiting += record.waiting.iter().filter(|name| name.outcome != "not_a_community").count() as i64;
        self.doubts.extend(K::doubt(record));
        self.quarters.insert(record.values.project_and_quarter());
    }

    /// Brings the record of the database to what the file says.
    fn correct(&mut self, record: &mut Incoming<K>) -> Result<()> {
        let Some(stored) = record.stored.take() else { return Ok(()) };
        self.count(record);
        self.told.insert(stored.number);
        if let Some(sheet) = stored.sheet {
            *self.corrected_sheets.entry(sheet).or_default() += 1;
        }
        let by = Corrector { store: self.store, writing: self.writing, change: self.change, overrule: self.overrule };
        let Corrected { changed, doubts } = by.correct(&mut self.add, &stored, record)?;
        self.doubts.extend(doubts);
        if changed {
            self.tally.updated += 1;
            if self.updated.len() < MOST_SHOWN {
                self.updated.push(stored.number);
            }
        } else {
            self.tally.unchanged += 1;
        }
        Ok(())
    }

    fn add_new(&mut self, record: &mut Incoming<K>) -> Result<()> {
        self.count(record);
        record.settle(&[]);
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
