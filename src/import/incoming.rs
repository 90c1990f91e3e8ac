//! A training as the rows of a file tell it: gathered row by row, compared with what the database holds, then written.

use crate::{
    model::{Precision, Quarter},
    store::{AssignmentRow, LinkRule, NewWaiting, PlaceIds, TrainingValues},
};

use super::TrainingRow;

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
#[derive(Clone, Debug)]
pub(super) struct Incoming {
    pub(super) key: i64,
    /// Number of the training that the row says it corrects, as a form of ours has it.
    pub(super) number: Option<i64>,
    /// Whether the database may hold it already.
    pub(super) maybe_stored: bool,
    pub(super) values: TrainingValues,
    pub(super) sheet: i64,
    pub(super) first_row: u32,
    pub(super) links: Vec<Link>,
    pub(super) waiting: Vec<NewWaiting>,
    /// Oblasts said by rows that link no community.
    hints: Vec<Option<i64>>,
    all_of_oblast: bool,
    /// A hash of each row but its number, to know a repeated row.
    pub(super) rows: Vec<u64>,
    /// Whether rows of it were written before, so that their hashes are no longer known.
    taken_up: bool,
}

/// The row repeats an earlier one word for word: nothing was added.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repeated;

impl Incoming {
    /// A training that one row tells of.
    pub(super) fn new(key: i64, values: TrainingValues, sheet: i64, row: u32) -> Incoming {
        Incoming {
            key,
            number: None,
            maybe_stored: true,
            values,
            sheet,
            first_row: row,
            links: Vec::new(),
            waiting: Vec::new(),
            hints: Vec::new(),
            all_of_oblast: false,
            rows: Vec::new(),
            taken_up: false,
        }
    }

    /// The same training as it was written before, to take in more rows.
    pub(super) fn taken_up(mut self, links: Vec<(AssignmentRow, PlaceIds)>, waiting: Vec<NewWaiting>) -> Incoming {
        for (link, place) in links {
            let (rule, row) = (LinkRule::of(link.rule), link.sheet_row.unwrap_or_default());
            self.links.push(Link { place, rule, participants: link.participants, row });
        }
        self.waiting = waiting;
        self.hints.push(self.values.oblast);
        self.all_of_oblast = self.values.scope == "all_of_oblast";
        self.taken_up = true;
        self
    }

    /// Whether everything that a row says is known from rows written before.
    fn says_again(&self, places: &RowPlaces, counts: &PeopleCounts) -> bool {
        let known = |link: &Link| {
            let mut same = self.links.iter().filter(|known| known.place == link.place);
            same.any(|known| {
                known.participants == counts.participants || self.values.participants == counts.participants
            })
        };
        self.taken_up && places.waiting.is_empty() && !places.links.is_empty() && places.links.iter().all(known)
    }

    /// Adds what a row says about places and people. `signature` is a hash of the row's places and counts; `merged` says that
    /// its counts stand in a cell shared with the rows before it.
    pub(super) fn add_row(
        &mut self,
        mut places: RowPlaces,
        counts: PeopleCounts,
        signature: u64,
        merged: bool,
    ) -> Result<(), Repeated> {
        if self.rows.contains(&signature) || self.says_again(&places, &counts) {
            return Err(Repeated);
        }
        if (self.taken_up || !self.rows.is_empty()) && !merged {
            let v = &mut self.values;
            for (sum, more) in [
                (&mut v.participants, counts.participants),
                (&mut v.new_participants, counts.new),
                (&mut v.women, counts.women),
                (&mut v.men, counts.men),
            ] {
                *sum = match (*sum, more) {
                    (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
                    (known, unknown) => known.or(unknown),
                };
            }
        }
        self.rows.push(signature);
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
        Ok(())
    }

    /// Decides, when all rows are known, where the training was.
    pub(super) fn settle(&mut self) {
        self.waiting.sort();
        let unsure = self.waiting.iter().any(|name| name.outcome != "not_a_community");
        let hints = if unsure || self.links.is_empty() { self.hints.as_slice() } else { &[] };
        let oblasts = self.links.iter().map(|link| Some(link.place.oblast)).chain(hints.iter().copied());
        let v = &mut self.values;
        v.oblast = only(oblasts);
        v.raion = if unsure { None } else { only(self.links.iter().map(|link| link.place.raion)) };
        v.community = if unsure { None } else { only(self.links.iter().map(|link| Some(link.place.community))) };
        v.scope = match (self.links.is_empty() && !unsure, self.all_of_oblast, v.oblast) {
            (false, ..) => "communities",
            (true, true, _) => "all_of_oblast",
            (true, false, Some(_)) => "oblast",
            (true, false, None) => "none",
        };
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
            project: self.values.project,
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

/// What a row says about the event itself. Organisations, project and topic are the caller's to fill in.
pub(super) fn event_values(row: &TrainingRow<'_>) -> TrainingValues {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_string());
    TrainingValues {
        source_id: said(&row.id),
        title: row.title.to_string(),
        kind: row.kind.map(|kind| kind.id()),
        format: row.format.map(|format| format.id()),
        status: row.status.id(),
        start_date: row.span.start.to_string(),
        end_date: row.span.end.to_string(),
        date_precision: (row.span.precision != Precision::Day).then(|| row.span.precision.id()),
        quarter: Quarter::of(row.span.start).stored(),
        minutes: row.minutes,
        audience: said(&row.audience),
        language: said(&row.language),
        place: said(&row.place),
        link: said(&row.link),
        participants: row.participants,
        new_participants: row.new_participants,
        women: row.women,
        men: row.men,
        scope: "none",
        ..TrainingValues::default()
    }
}

fn sum_known(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

/// The value that all agree on; `None` when there are none, several, or one is unknown.
fn only(mut values: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}
