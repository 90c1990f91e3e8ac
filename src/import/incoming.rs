//! A training as the rows of a file tell it: gathered row by row, compared with what the database holds, then written.

use jiff::civil::Date;

use crate::{
    model::{PlaceIds, Precision, Quarter, Whereabouts, letters},
    store::{AssignmentRow, LinkRule, NewWaiting, StoredTraining, TrainingValues},
};

use super::{TrainingRow, plan::Doubt};

/// A community that a row names for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) place: PlaceIds,
    pub(super) rule: LinkRule,
    /// People from this community, as far as rows that name it alone tell them.
    pub(super) participants: Option<u32>,
    pub(super) row: u32,
}

/// What one row says about the place.
#[derive(Clone, Debug, Default)]
pub(super) struct RowPlaces {
    pub(super) links: Vec<Link>,
    pub(super) waiting: Vec<NewWaiting>,
    /// The oblast of the hint or of "all communities of the oblast".
    pub(super) oblast: Option<i64>,
    /// Whether the cell says "all communities of the oblast".
    pub(super) all_of_oblast: bool,
}

/// A training gathered from one or several rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Incoming {
    pub(super) key: i64,
    /// The training of the database that this one is.
    pub(super) stored: Option<Box<StoredTraining>>,
    /// Whether the database may hold trainings with its key.
    pub(super) may_be_stored: bool,
    /// The place in the batch of the next training with its key.
    pub(super) next_alike: Option<usize>,
    /// Whether the row named that training by its number, as a form of ours does.
    pub(super) by_number: bool,
    pub(super) values: TrainingValues,
    pub(super) sheet: i64,
    pub(super) first_row: u32,
    pub(super) links: Vec<Link>,
    pub(super) waiting: Vec<NewWaiting>,
    /// Oblasts said by rows that link no community.
    hints: Vec<Option<i64>>,
    all_of_oblast: bool,
    /// A hash of each row but its number, to know a repeated row.
    rows: Vec<u64>,
    /// Rows that tell people of their own, and rows that could and do not.
    counted: u32,
    uncounted: u32,
    /// The people of every row so far; `None` once they differ.
    same_count: Option<u32>,
}

impl Incoming {
    /// Becomes a training that one row tells of. The vectors and texts of the training before are used again: `values` gets its
    /// texts in exchange.
    pub(super) fn begin(&mut self, key: i64, values: &mut TrainingValues, (sheet, row): (i64, u32)) {
        std::mem::swap(&mut self.values, values);
        (self.key, self.sheet, self.first_row) = (key, sheet, row);
        (self.stored, self.may_be_stored, self.next_alike) = (None, false, None);
        (self.by_number, self.all_of_oblast) = (false, false);
        (self.counted, self.uncounted, self.same_count) = (0, 0, None);
        self.links.clear();
        self.waiting.clear();
        self.hints.clear();
        self.rows.clear();
    }

    /// Adds what a row says about places and people; `false` when an earlier row said all of it. `signature` is a hash of the
    /// row's places and counts; `merged` says that its counts stand in a cell shared with the rows before it.
    pub(super) fn add_row(
        &mut self,
        places: &mut RowPlaces,
        counts: PeopleCounts,
        signature: u64,
        merged: bool,
    ) -> bool {
        if self.rows.contains(&signature) {
            return false;
        }
        let first = self.rows.is_empty();
        self.rows.push(signature);
        if !merged {
            self.add_people(counts, first);
        }
        let own = (!merged && places.links.len() + places.waiting.len() == 1).then_some(counts.participants).flatten();
        if places.links.is_empty() || !places.waiting.is_empty() {
            self.hints.push(places.oblast);
        }
        self.all_of_oblast |= places.all_of_oblast;
        for mut link in places.links.drain(..) {
            link.participants = own;
            match self.links.iter_mut().find(|known| known.place == link.place) {
                Some(known) => known.participants = sum_known(known.participants, link.participants),
                None => self.links.push(link),
            }
        }
        for mut name in places.waiting.drain(..) {
            name.participants = own;
            self.waiting.push(name);
        }
        true
    }

    /// Adds the people of a row that tells its own.
    fn add_people(&mut self, counts: PeopleCounts, first: bool) {
        match counts.participants {
            Some(_) => self.counted += 1,
            None => self.uncounted += 1,
        }
        let v = &mut self.values;
        if first {
            self.same_count = counts.participants;
            return; // the values have them already
        }
        self.same_count = self.same_count.filter(|count| Some(*count) == counts.participants);
        for (sum, more) in [
            (&mut v.participants, counts.participants),
            (&mut v.new_participants, counts.new),
            (&mut v.women, counts.women),
            (&mut v.men, counts.men),
        ] {
            *sum = sum_known(*sum, more);
        }
    }

    /// Decides, when all rows are known, where the training was. `by_hand` are places that a person linked.
    pub(super) fn settle(&mut self, by_hand: &[PlaceIds]) {
        self.waiting.sort();
        let waits = self.waiting.iter().any(|name| name.outcome != "not_a_community");
        let places = self.links.iter().map(|link| link.place).chain(by_hand.iter().copied());
        let at = Whereabouts::of(places, waits, self.hints.iter().copied(), self.all_of_oblast);
        let v = &mut self.values;
        (v.oblast, v.raion, v.community, v.scope) = (at.oblast, at.raion, at.community, at.scope);
        v.uncounted_rows = (self.counted > 0 && self.uncounted > 0).then_some(self.uncounted);
    }

    /// A doubt where several rows of one event all tell the same number of people, and more than communities usually send: it
    /// may be the number of all.
    pub(super) fn same_count_in_all_rows(&self) -> Option<Doubt> {
        /// Smaller groups are often equal.
        const MANY: u32 = 10;
        let count = self.same_count.filter(|count| *count >= MANY && self.counted > 1)?;
        let sum = self.values.participants?;
        let rows = self.counted;
        Some(Doubt {
            code: "same_count_in_all_rows",
            sheet: self.sheet,
            row: self.first_row,
            value: count.to_string(),
            reason: format!("{rows} rows of this event tell {count} people each; they were added up to {sum}"),
            fix: Some("if it is the number of all, write it in one row, or merge its cells"),
        })
    }

    /// Whether a row speaks of this very event: everything but place and counts is equal.
    pub(super) fn is_same_event(&self, row: &TrainingValues) -> bool {
        same_event(&self.values, row)
    }

    /// The link to write, once the training has a number.
    pub(super) fn assignment(&self, link: &Link, number: i64) -> AssignmentRow {
        AssignmentRow {
            training: number,
            community: link.place.community,
            state: if self.values.status == "held" { 1 } else { 3 },
            rule: link.rule as i64,
            participants: link.participants,
            topic: self.values.topic,
            quarter: self.values.quarter,
            sheet: Some(self.sheet),
            sheet_row: Some(link.row),
        }
    }
}

/// The counts of one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct PeopleCounts {
    pub(super) participants: Option<u32>,
    pub(super) new: Option<u32>,
    pub(super) women: Option<u32>,
    pub(super) men: Option<u32>,
}

/// Whether two trainings are equal in everything but place and counts.
pub(super) fn same_event(one: &TrainingValues, other: &TrainingValues) -> bool {
    let (a, b) = (one, other);
    (&a.source_id, &a.title, a.project, a.donor, a.implementer, a.topic, a.kind, a.format, a.status)
        == (&b.source_id, &b.title, b.project, b.donor, b.implementer, b.topic, b.kind, b.format, b.status)
        && (&a.start_date, &a.end_date, a.date_precision, a.minutes, &a.audience, &a.language, &a.place, &a.link)
            == (&b.start_date, &b.end_date, b.date_precision, b.minutes, &b.audience, &b.language, &b.place, &b.link)
}

/// Fills in what a row says about the event itself, into texts that are there already. Organisations, project and topic are
/// the caller's to fill in.
pub(super) fn read_event(row: &TrainingRow<'_>, values: &mut TrainingValues) {
    say(&mut values.source_id, &row.id);
    write(&mut values.title, &row.title);
    values.kind = row.kind.map(|kind| kind.id());
    values.format = row.format.map(|format| format.id());
    values.status = row.status.id();
    write_day(&mut values.start_date, row.span.start);
    write_day(&mut values.end_date, row.span.end);
    values.date_precision = (row.span.precision != Precision::Day).then(|| row.span.precision.id());
    values.quarter = Quarter::of(row.span.start).stored();
    values.minutes = row.minutes;
    say(&mut values.audience, &row.audience);
    say(&mut values.language, &row.language);
    say(&mut values.place, &row.place);
    say(&mut values.link, &row.link);
    values.participants = row.participants;
    values.new_participants = row.new_participants;
    values.women = row.women;
    values.men = row.men;
    // Known when all rows are, see `Incoming::settle`.
    (values.oblast, values.raion, values.community, values.scope) = (None, None, None, "none");
    values.uncounted_rows = None;
}

fn write(room: &mut String, text: &str) {
    room.clear();
    room.push_str(text);
}

fn say(room: &mut Option<String>, text: &str) {
    match room {
        _ if text.is_empty() => *room = None,
        Some(room) => write(room, text),
        None => *room = Some(text.to_string()),
    }
}

/// Writes a day as `YYYY-MM-DD`; digit by digit, for it is done twice for each row of a sheet.
fn write_day(room: &mut String, day: Date) {
    let digits = |number: u16, count: u32| {
        (0..count)
            .rev()
            .map(move |place| char::from_digit(u32::from(number) / 10_u32.pow(place) % 10, 10).unwrap_or('0'))
    };
    room.clear();
    room.extend(digits(day.year().unsigned_abs(), 4));
    room.push('-');
    room.extend(digits(day.month().unsigned_abs().into(), 2));
    room.push('-');
    room.extend(digits(day.day().unsigned_abs().into(), 2));
}

/// Whether a row with the key of a training may be a correction of it. An id that stands for another title on another day is
/// another event's; without an id, so is an event in another format.
pub(super) fn may_be_corrected(stored: &TrainingValues, row: &TrainingValues) -> bool {
    match row.source_id {
        Some(_) => stored.start_date == row.start_date || letters::fold(&stored.title) == letters::fold(&row.title),
        None => stored.format.zip(row.format).is_none_or(|(one, other)| one == other),
    }
}

fn sum_known(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}
