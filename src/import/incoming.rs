//! A record as the rows of a file tell it: gathered row by row, compared with what the database holds, then written.

use crate::{
    model::{PlaceIds, Whereabouts},
    store::{CommunityLink, LinkRule, NewWaiting, Record, SaidLink, Stored},
};

use super::kind::Kind;

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
pub struct RowPlaces {
    pub(super) links: Vec<Link>,
    pub(super) waiting: Vec<NewWaiting>,
    /// The oblast of the hint or of "all communities of the oblast".
    pub(super) oblast: Option<i64>,
    /// Whether the cell says "all communities of the oblast".
    pub(super) all_of_oblast: bool,
}

/// What is kept of a row of a record.
#[derive(Clone, Copy, Debug)]
struct Said {
    /// A hash of what it says beside the values of the record.
    signature: u64,
    /// A hash of its cells that nothing is taken from.
    unread: u64,
    row: u32,
}

/// What a row adds to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adds {
    /// Something new.
    News,
    /// Nothing that the row with this number has not said; `alike` when it is equal in the columns that are not read, too.
    Nothing { earlier: u32, alike: bool },
    /// Other numbers for places of which the row with this number gave some already; `added` to those, or left out.
    OtherCounts { earlier: u32, added: bool },
}

/// A record gathered from one or several rows.
#[derive(Clone, Debug)]
pub struct Incoming<K: Kind> {
    pub(super) key: i64,
    /// The record of the database that this one is.
    pub(super) stored: Option<Box<Stored<K::Record>>>,
    /// Whether the database may hold records with its key.
    pub(super) may_be_stored: bool,
    /// The place in the batch of the next record with its key.
    pub(super) next_alike: Option<usize>,
    /// Whether the row named that record by its number, as a form of ours does.
    pub(super) by_number: bool,
    pub(super) values: K::Record,
    pub(super) sheet: i64,
    pub(super) first_row: u32,
    pub(super) links: Vec<Link>,
    pub(super) waiting: Vec<NewWaiting>,
    /// Oblasts said by rows that link no community.
    hints: Vec<Option<i64>>,
    all_of_oblast: bool,
    /// Each row, to know a repeated one.
    rows: Vec<Said>,
    pub(super) gathered: K::Gathered,
}

impl<K: Kind> Incoming<K> {
    /// A place for records, empty yet.
    pub(super) fn empty() -> Incoming<K> {
        Incoming {
            key: 0,
            stored: None,
            may_be_stored: false,
            next_alike: None,
            by_number: false,
            values: K::Record::default(),
            sheet: 0,
            first_row: 0,
            links: Vec::new(),
            waiting: Vec::new(),
            hints: Vec::new(),
            all_of_oblast: false,
            rows: Vec::new(),
            gathered: K::Gathered::default(),
        }
    }

    /// Becomes a record that one row tells of. The vectors and texts of the record before are used again: `values` gets its texts
    /// in exchange.
    pub(super) fn begin(&mut self, key: i64, values: &mut K::Record, (sheet, row): (i64, u32)) {
        std::mem::swap(&mut self.values, values);
        (self.key, self.sheet, self.first_row) = (key, sheet, row);
        (self.stored, self.may_be_stored, self.next_alike) = (None, false, None);
        (self.by_number, self.all_of_oblast) = (false, false);
        self.gathered = K::Gathered::default();
        self.links.clear();
        self.waiting.clear();
        self.hints.clear();
        self.rows.clear();
    }

    /// Adds what a row says about places and counts, if it is news; `strictly` leaves out other counts for places that have some.
    pub(super) fn add_row(&mut self, row: &K::Row<'_>, places: &mut RowPlaces, strictly: bool) -> Adds {
        let said = Said { signature: K::signature(row), unread: K::spot(row).unread, row: K::number(row) };
        if let Some(known) = self.rows.iter().find(|known| known.signature == said.signature) {
            return Adds::Nothing { earlier: known.row, alike: known.unread == said.unread };
        }
        let counted = self.counted_before(row, places);
        let adds = counted.map_or(Adds::News, |earlier| Adds::OtherCounts { earlier, added: !strictly });
        if strictly && adds != Adds::News {
            return adds;
        }
        let first = self.rows.is_empty();
        self.rows.push(said);
        let own = K::gather(&mut self.gathered, &mut self.values, row, first);
        let own = own.filter(|_| places.links.len() + places.waiting.len() == 1);
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
        adds
    }

    /// The row that counted people for the places of this one, where it counts some for no other place.
    fn counted_before(&self, row: &K::Row<'_>, places: &RowPlaces) -> Option<u32> {
        let earlier = |link: &Link| self.links.iter().find(|known| known.place == link.place).map(|known| known.row);
        if self.links.is_empty() || !places.waiting.is_empty() || !K::counts(row) {
            return None;
        }
        let first = earlier(places.links.first()?)?;
        places.links.iter().all(|link| earlier(link).is_some()).then_some(first)
    }

    /// Decides, when all rows are known, where the record was. `by_hand` are places that a person linked.
    pub(super) fn settle(&mut self, by_hand: &[PlaceIds]) {
        self.waiting.sort();
        let waits = self.waiting.iter().any(|name| name.outcome != "not_a_community");
        let places = self.links.iter().map(|link| link.place).chain(by_hand.iter().copied());
        let at = Whereabouts::of(places, waits, self.hints.iter().copied(), self.all_of_oblast);
        self.values.set_place(at);
        K::settle(&self.gathered, &mut self.values);
    }

    /// Whether a row speaks of this very record: everything but place and counts is equal.
    pub(super) fn is_same(&self, row: &K::Record) -> bool {
        K::is_same(&self.values, row)
    }

    /// The link to write, once the record has a number.
    pub(super) fn link(&self, link: &Link, number: i64) -> <K::Record as Record>::Link {
        let said = SaidLink {
            community: link.place.community,
            rule: link.rule as i64,
            participants: link.participants,
            sheet: Some(self.sheet),
            sheet_row: Some(link.row),
        };
        self.values.link(number, &said)
    }

    /// The links to write, by community.
    pub(super) fn links_into(&self, number: i64, links: &mut Vec<<K::Record as Record>::Link>) {
        links.clear();
        links.extend(self.links.iter().map(|link| self.link(link, number)));
        links.sort_unstable_by_key(CommunityLink::community);
    }
}

/// The sum of what is known.
pub(super) fn sum_known(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}
