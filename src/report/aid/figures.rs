//! What is counted of deliveries: communities and residents once, items with their units, money by currency.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Register,
    selection::{Selected, is_received, is_whole_wave},
    shared::Shared,
};
use crate::{
    model::{AidCategory, letters::fold},
    store::AidRow,
    table::Cell,
};

/// Kind of aid and folded unit.
type Item = (Option<AidCategory>, Option<String>);

/// Quantities in thousandths, with the unit as first written: what is of one kind and unit adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Items(pub(super) BTreeMap<Item, (Option<String>, i64)>);

impl Items {
    pub(super) fn add(&mut self, row: &AidRow, quantity: i64) {
        let category = row.category.as_deref().and_then(AidCategory::from_id);
        let unit = row.unit.as_deref().map(|unit| fold(unit).trim_end_matches('.').to_string());
        self.0.entry((category, unit)).or_insert_with(|| (row.unit.clone(), 0)).1 += quantity;
    }
}

/// Figures of some deliveries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Figures {
    /// Communities that the deliveries are for.
    pub(in crate::report) communities: BTreeSet<i64>,
    /// Oblasts in which these lie, or the deliveries themselves.
    pub(in crate::report) oblasts: BTreeSet<i64>,
    /// Deliveries.
    pub(in crate::report) deliveries: i64,
    /// Quantities by kind of aid and folded unit.
    pub(super) items: Items,
    /// Deliveries that tell no quantity.
    pub(super) no_quantity: i64,
    /// Hundredths by currency.
    pub(in crate::report) values: BTreeMap<String, i64>,
    /// Deliveries that tell no value of their own.
    pub(in crate::report) no_value: i64,
}

impl Figures {
    /// The figures of these deliveries, shared values included where all that they may be of is among them.
    pub(in crate::report) fn of(selected: &Selected<'_>, places: &BTreeSet<usize>, register: &Register) -> Figures {
        let mut figures = Figures::own(selected, places, register);
        selected.shared_in(places).for_each(|shared| figures.add_shared(shared));
        figures
    }

    /// The same without shared values.
    pub(super) fn own(selected: &Selected<'_>, places: &BTreeSet<usize>, register: &Register) -> Figures {
        let mut figures = Figures::default();
        let rows = || places.iter().filter_map(|place| selected.row(*place)).filter(|row| !is_whole_wave(row));
        for row in rows() {
            figures.place(row, selected.wanted.oblast, register);
        }
        for row in rows().filter(|row| selected.is_whole(row)) {
            figures.add(row);
        }
        figures
    }

    pub(super) fn add_shared(&mut self, shared: &Shared) {
        *self.values.entry(shared.currency.clone()).or_default() += shared.value;
    }

    fn place(&mut self, row: &AidRow, oblast: Option<i64>, register: &Register) {
        let counts = |found: &i64| oblast.is_none_or(|oblast| *found == oblast);
        let communities = row.communities.iter().filter_map(|community| register.get(*community));
        for community in communities.filter(|community| counts(&community.oblast)) {
            self.oblasts.insert(community.oblast);
            self.communities.extend(community.raion.map(|_| community.id));
        }
        self.oblasts.extend(row.oblast.filter(counts));
    }

    fn add(&mut self, row: &AidRow) {
        self.deliveries += 1;
        match row.quantity {
            Some(quantity) => self.items.add(row, quantity),
            None => self.no_quantity += 1,
        }
        match row.value.zip(row.currency.as_ref()) {
            // What several rows share is counted with them.
            Some(_) if row.value_of.is_some() => {}
            Some((value, currency)) => *self.values.entry(currency.clone()).or_default() += value,
            None => self.no_value += 1,
        }
    }

    /// What was received in a currency: nobody knows, where none tells a value in it and some tell none at all.
    pub(in crate::report) fn amount(&self, currency: &str) -> Cell {
        match self.values.get(currency) {
            Some(value) => Cell::Decimal(*value, 2),
            None if self.no_value > 0 => Cell::Missing,
            None => Cell::Decimal(0, 2),
        }
    }

    /// The residents of the communities, each counted once, and of how many communities nobody told them. `None` where they are
    /// known of none.
    pub(super) fn residents(&self, register: &Register) -> (Option<i64>, i64) {
        let residents = || self.communities.iter().filter_map(|id| register.community(*id)?.residents);
        let known = residents().count() as i64;
        let unknown = self.communities.len() as i64 - known;
        ((known > 0 || unknown == 0).then(|| residents().sum()), unknown)
    }
}

/// Deliveries that have not come, by how far they are.
pub(super) fn on_the_way(selected: &Selected<'_>, places: &BTreeSet<usize>) -> [i64; 3] {
    let with = |status: &str| {
        let rows = places.iter().filter_map(|place| selected.row(*place)).filter(|row| !is_received(row));
        rows.filter(|row| selected.is_whole(row) && row.status.as_deref() == Some(status)).count() as i64
    };
    [with("planned"), with("sent"), with("returned")]
}
