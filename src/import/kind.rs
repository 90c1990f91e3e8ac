//! What the import has to know of a kind of record. Everything else is the same for all kinds: sheets, names, corrections, rejects,
//! forms, the ledger.

use std::{borrow::Cow, fmt::Debug};

use jiff::civil::Date;

use super::{
    deliveries,
    incoming::{Incoming, RowPlaces},
    needs, partnerships,
    places::Places,
    plan::Doubt,
    problem::Problems,
    projects,
    reading::{Form, Layout, Spot},
    trainings,
};
use crate::{
    error::Result,
    store::{Label, Record, Stored},
};

/// The tables of all kinds of record.
pub(super) const FORMS: [&Form; 5] =
    [&trainings::FORM, &deliveries::FORM, &needs::FORM, &partnerships::FORM, &projects::FORM];

/// How a row stands to a record that has its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// It corrects the record.
    Corrects,
    /// Nobody can tell: it is taken as another one, and a person is told.
    Unclear,
    /// It is another one.
    Another,
}

impl Kinship {
    /// Of what corrects the record if something is so, and else is another one.
    pub(super) fn corrects_if(truth: bool) -> Kinship {
        if truth { Kinship::Corrects } else { Kinship::Another }
    }
}

/// A kind of record: how its rows become values, and which of them are the same record.
pub trait Kind: Layout {
    /// What a record says.
    type Record: Record;
    /// What is known of the rows of a record while they are gathered.
    type Gathered: Clone + Debug + Default;
    /// How its id begins in a form of ours, before the number.
    const OWN_ID: &'static str;
    /// Whether communities with one count as covered, and files of a million rows are usual.
    const IS_TRAINING: bool = false;

    /// Number of a row in its sheet.
    fn number(row: &Self::Row<'_>) -> u32;
    /// What a row says of its place.
    fn spot<'r>(row: &'r Self::Row<'_>) -> Spot<'r>;
    /// Resolves the communities of a row. What is not sure is reported as a warning at its cell.
    fn places(row: &Self::Row<'_>, places: &mut Places, sheet: &str, problems: &mut Problems) -> RowPlaces {
        places.of_row(&Self::spot(row), Self::day(row), sheet, problems)
    }
    /// What became of the names of a file, for a kind that lives by them: how many were resolved for sure, and how many wait.
    fn account(_sure: usize, _waiting: usize) -> Option<String> {
        None
    }
    /// The day by which names of communities are understood.
    fn day(row: &Self::Row<'_>) -> Option<Date>;
    /// Fills in what a row says, into texts that are there already; `id` gives the number of a name of a list.
    ///
    /// # Errors
    /// Those of `id`.
    fn read(
        row: &Self::Row<'_>,
        values: &mut Self::Record,
        id: &mut dyn FnMut(Label, &str) -> Result<Option<i64>>,
    ) -> Result<()>;
    /// Gives a record the sheet's own id of another version.
    fn take_source_id(values: &mut Self::Record, other: &Self::Record);

    /// Whether two say the same but for the place, and for what rows add up to.
    fn is_same(one: &Self::Record, other: &Self::Record) -> bool;
    /// How a row with the key of a record stands to it.
    fn kinship(stored: &Self::Record, row: &Self::Record) -> Kinship;
    /// Whether a record that a file no longer tells of may be a row that is much like it, and has not its key or day; `is_form`: the
    /// file tells again what stood beside that record.
    fn may_be_mended(_stored: &Self::Record, _row: &Self::Record, _is_form: bool) -> bool {
        true
    }
    /// How many values are equal.
    fn likeness(one: &Self::Record, other: &Self::Record) -> usize;

    /// A hash of what a row says beside that: of two rows of one record with the same, the second says nothing.
    fn signature(_: &Self::Row<'_>) -> u64 {
        0
    }
    /// Whether a row counts people that are its own, and no other row's.
    fn counts(_: &Self::Row<'_>) -> bool {
        false
    }
    /// Adds what a row counts to its record; gives what it counts for its own places.
    fn gather(_: &mut Self::Gathered, _: &mut Self::Record, _: &Self::Row<'_>, _first: bool) -> Option<u32> {
        None
    }
    /// Writes down, when all rows are known, what they came to.
    fn settle(_: &Self::Gathered, _: &mut Self::Record) {}
    /// What a person should look at once all rows are known.
    fn doubt(_: &Incoming<Self>) -> Option<Doubt> {
        None
    }
    /// What became of a link that a person made, where the file lets the record mean something else than `before`; the end of a
    /// sentence.
    fn altered_by_hand(
        _before: &Self::Record,
        _now: &Self::Record,
        _: &<Self::Record as Record>::Link,
    ) -> Option<String> {
        None
    }
    /// Keeps what a form of ours cannot tell.
    fn keep_untold(_: &Stored<Self::Record>, _: &[<Self::Record as Record>::Link], _: &mut Incoming<Self>) {}
}

/// What a row says of its place, borrowed from it.
pub(super) fn borrowed<'r>(spot: &'r Spot<'_>) -> Spot<'r> {
    Spot {
        row: spot.row,
        unread: spot.unread,
        oblast: Cow::Borrowed(&spot.oblast),
        raion: Cow::Borrowed(&spot.raion),
        community_kind: Cow::Borrowed(&spot.community_kind),
        communities: Cow::Borrowed(&spot.communities),
        communities_column: spot.communities_column,
    }
}

/// Puts a text into a room that is there already.
pub(super) fn write(room: &mut String, text: &str) {
    room.clear();
    room.push_str(text);
}

/// The same where an empty text says nothing.
pub(super) fn say(room: &mut Option<String>, text: &str) {
    match room {
        _ if text.is_empty() => *room = None,
        Some(room) => write(room, text),
        None => *room = Some(text.to_string()),
    }
}
