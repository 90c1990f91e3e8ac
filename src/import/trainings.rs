//! Trainings: how their rows are read, and which rows and records are one event.

use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
};

use jiff::civil::Date;

use super::{
    TrainingRow,
    incoming::{Incoming, sum_known},
    kind::{Kind, Kinship, say, write},
    plan::Doubt,
    reading::{
        Columns, Form, Heading, Layout, Manner, Reader, Report, Spot, Terms, TrainingColumns, TrainingValues as Read,
        training_values,
    },
    records::RecordImport,
};
use crate::{
    error::Result,
    model::{Precision, Quarter, letters},
    sheet::Row,
    store::{AssignmentRow, Label, State, StoredTraining, TrainingValues},
};

/// The kind of record that `import trainings` brings.
#[derive(Clone, Debug)]
pub struct Trainings;

/// Imports sheets of trainings.
pub type TrainingImport<'s> = RecordImport<'s, Trainings>;

/// What a table of trainings is.
pub(super) const FORM: Form = Form {
    noun: "trainings",
    one: "training",
    row: "event",
    of_projects: true,
    has_template: true,
    expected: "a table of trainings was expected, with a title, a date and a community or oblast for each event",
    told_by: "event, date, community or number of people",
    title: &["title"],
    no_title: ("missing_title", "the title of the event is missing"),
    start: &["start", "date"],
    no_day: Some(("missing_date", "the date of the event is missing")),
    days: &["start", "date", "end"],
    people: &["participants", "new", "women", "men"],
    apart: "if both were held, let the titles tell them apart",
    amounts: &[],
    sums: &["participants", "women", "men"],
    required: &[
        (&["title"], "the title of the event"),
        (&["start", "date"], "its date"),
        (&["community", "code", "oblast"], "the community or oblast"),
    ],
};

impl Layout for Trainings {
    const FORM: &'static Form = &FORM;
    type Columns = TrainingColumns;
    type Values = Read;
    type Sums = ();
    type Row<'r> = TrainingRow<'r>;

    fn columns(heading: &Heading) -> TrainingColumns {
        TrainingColumns::of(heading)
    }

    fn values(
        row: &Row,
        columns: (&Columns, &TrainingColumns),
        manner: Manner,
        terms: &mut Terms,
        report: &mut Report<'_>,
    ) -> Option<Read> {
        training_values(row, columns, manner, terms, report)
    }

    fn row<'r>(reader: &'r Reader<'_, Self>, values: Read) -> TrainingRow<'r> {
        let columns = reader.own();
        let Spot { row, unread, oblast, raion, community_kind, communities, communities_column } = reader.spot();
        let counts = [columns.total, columns.women, columns.men];
        let counted = counts.into_iter().flatten().find(|column| reader.says(*column));
        TrainingRow {
            row,
            unread,
            id: reader.text(columns.id),
            title: reader.title(),
            project: reader.project(),
            donor: reader.told(columns.donor, reader.context().donor.as_deref()),
            implementer: reader.told(columns.implementer, reader.context().implementer.as_deref()),
            topic: reader.text(columns.topic),
            kind: values.kind,
            format: values.format,
            status: values.status.unwrap_or(reader.section()),
            span: values.span,
            minutes: values.minutes,
            audience: reader.text(columns.audience),
            language: reader.text(columns.language),
            place: reader.text(columns.place),
            link: reader.text(columns.link),
            participants: values.participants,
            new_participants: values.new_participants,
            women: values.women,
            men: values.men,
            counts_merged: counted.is_some_and(|column| reader.is_merged(column)),
            oblast,
            raion,
            community_kind,
            communities,
            communities_column,
        }
    }
}

/// What is known of the people of an event while its rows are gathered.
#[derive(Clone, Copy, Debug, Default)]
pub struct People {
    /// Rows that tell people of their own, and rows that could and do not.
    counted: u32,
    uncounted: u32,
    /// The people of every row so far; `None` once they differ.
    same: Option<u32>,
}

impl Kind for Trainings {
    type Record = TrainingValues;
    type Gathered = People;
    const OWN_ID: &'static str = "hromada-";
    const IS_TRAINING: bool = true;

    fn number(row: &TrainingRow<'_>) -> u32 {
        row.row
    }

    fn spot<'r>(row: &'r TrainingRow<'_>) -> Spot<'r> {
        Spot {
            row: row.row,
            unread: row.unread,
            oblast: Cow::Borrowed(&row.oblast),
            raion: Cow::Borrowed(&row.raion),
            community_kind: Cow::Borrowed(&row.community_kind),
            communities: Cow::Borrowed(&row.communities),
            communities_column: row.communities_column,
        }
    }

    fn day(row: &TrainingRow<'_>) -> Option<Date> {
        Some(row.span.start)
    }

    fn read(
        row: &TrainingRow<'_>,
        values: &mut TrainingValues,
        id: &mut dyn FnMut(Label, &str) -> Result<Option<i64>>,
    ) -> Result<()> {
        say(&mut values.source_id, &row.id);
        write(&mut values.title, &row.title);
        values.project = id(Label::Project, &row.project)?;
        values.donor = id(Label::Organisation, &row.donor)?;
        values.implementer = id(Label::Organisation, &row.implementer)?;
        values.topic = id(Label::Topic, &row.topic)?;
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
        Ok(())
    }

    fn take_source_id(values: &mut TrainingValues, other: &TrainingValues) {
        values.source_id.clone_from(&other.source_id);
    }

    fn is_same(one: &TrainingValues, other: &TrainingValues) -> bool {
        let (a, b) = (one, other);
        (&a.source_id, &a.title, a.project, a.donor, a.implementer, a.topic, a.kind, a.format, a.status)
            == (&b.source_id, &b.title, b.project, b.donor, b.implementer, b.topic, b.kind, b.format, b.status)
            && (&a.start_date, &a.end_date, a.date_precision, a.minutes, &a.audience, &a.language, &a.place, &a.link)
                == (
                    &b.start_date,
                    &b.end_date,
                    b.date_precision,
                    b.minutes,
                    &b.audience,
                    &b.language,
                    &b.place,
                    &b.link,
                )
    }

    /// An id that stands for another title on another day is another event's; without an id, so is an event in another format.
    fn kinship(stored: &TrainingValues, row: &TrainingValues) -> Kinship {
        Kinship::corrects_if(match row.source_id {
            Some(_) => stored.start_date == row.start_date || letters::fold(&stored.title) == letters::fold(&row.title),
            None => stored.format.zip(row.format).is_none_or(|(one, other)| one == other),
        })
    }

    fn likeness(a: &TrainingValues, b: &TrainingValues) -> usize {
        let same = [
            a.topic == b.topic,
            a.format == b.format,
            a.kind == b.kind,
            a.title == b.title,
            a.start_date == b.start_date,
            a.participants == b.participants,
        ];
        same.into_iter().filter(|same| *same).count()
    }

    fn signature(row: &TrainingRow<'_>) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        let counts = [row.participants, row.new_participants, row.women, row.men];
        (&row.communities, &row.oblast, &row.raion, &row.community_kind, counts).hash(&mut hasher);
        hasher.finish()
    }

    fn counts(row: &TrainingRow<'_>) -> bool {
        !row.counts_merged && row.participants.is_some()
    }

    /// Adds the people of a row that tells its own: they stand in no cell shared with the rows before it.
    fn gather(people: &mut People, values: &mut TrainingValues, row: &TrainingRow<'_>, first: bool) -> Option<u32> {
        if row.counts_merged {
            return None;
        }
        match row.participants {
            Some(_) => people.counted += 1,
            None => people.uncounted += 1,
        }
        if first {
            people.same = row.participants;
            return row.participants; // the values have them already
        }
        people.same = people.same.filter(|count| Some(*count) == row.participants);
        let v = values;
        for (sum, more) in [
            (&mut v.participants, row.participants),
            (&mut v.new_participants, row.new_participants),
            (&mut v.women, row.women),
            (&mut v.men, row.men),
        ] {
            *sum = sum_known(*sum, more);
        }
        row.participants
    }

    fn settle(people: &People, values: &mut TrainingValues) {
        values.uncounted_rows = (people.counted > 0 && people.uncounted > 0).then_some(people.uncounted);
    }

    /// Several rows of one event all tell the same number of people, and more than communities usually send: it may be the
    /// number of all.
    fn doubt(training: &Incoming<Trainings>) -> Option<Doubt> {
        /// Smaller groups are often equal.
        const MANY: u32 = 10;
        let People { counted: rows, same, .. } = training.gathered;
        let count = same.filter(|count| *count >= MANY && rows > 1)?;
        let sum = training.values.participants?;
        Some(Doubt {
            code: "same_count_in_all_rows",
            sheet: training.sheet,
            row: training.first_row,
            value: count.to_string(),
            reason: format!("{rows} rows of this event tell {count} people each; they were added up to {sum}"),
            fix: Some("if it is the number of all, write it in one row, or merge its cells".to_string()),
        })
    }

    /// Nobody attended what was not held; and who was to attend what is held now may have.
    fn altered_by_hand(before: &TrainingValues, now: &TrainingValues, link: &AssignmentRow) -> Option<String> {
        let (was_held, attended) = (before.status == "held", link.state == State::Attended as i64);
        match now.status {
            "held" if !was_held && !attended => {
                let state = if link.state == State::Invited as i64 { "invited" } else { "planned" };
                Some(format!(" as {state}, and that stands although the training is held now"))
            }
            "held" => None,
            status if attended => Some(format!(", but the training is {status}: the link is `planned` now")),
            _ => None,
        }
    }

    /// A form of ours tells all people of a training in one number: while that stays, so does what is known of each community,
    /// and that some were not counted. Of another number nobody knows the parts.
    fn keep_untold(stored: &StoredTraining, links: &[AssignmentRow], training: &mut Incoming<Trainings>) {
        if stored.values.participants != training.values.participants {
            return;
        }
        training.values.uncounted_rows = stored.values.uncounted_rows;
        for link in &mut training.links {
            if let Some(known) = links.iter().find(|known| known.community == link.place.community) {
                link.participants = known.participants;
            }
        }
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
