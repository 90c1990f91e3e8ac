//! What each delivery adds to the figures of a cell, by the rules of the report: a community and its residents once, money of
//! several deliveries once, unknown is not zero.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AidFigure,
    spot::{Spot, lies_here},
};
use crate::{
    report::aid::{
        Register,
        figures::Items,
        selection::{Selected, is_whole_wave},
    },
    table::Cell,
};

/// What a delivery adds to the figures of a cell.
#[derive(Default)]
pub(super) struct Add {
    /// Whether it is one of the deliveries: else only its communities count, or the value that it tells.
    pub(super) is_delivery: bool,
    /// Communities here to which it came.
    pub(super) covers: Vec<Cover>,
    /// In thousandths.
    pub(super) quantity: Option<i64>,
    /// In hundredths of its currency.
    pub(super) value: Option<i64>,
    /// What its value is of.
    pub(super) value_of: ValueOf,
}

/// What a value is of.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum ValueOf {
    /// This delivery.
    #[default]
    Own,
    /// Several deliveries, and counted here.
    Shared,
    /// Several deliveries, and counted in another row or not at all.
    Elsewhere,
}

/// A community to which a delivery came.
pub(super) struct Cover {
    pub(super) community: i64,
    /// Whether no earlier delivery of the cell came to it.
    pub(super) is_new: bool,
    /// Whether this was its very first delivery; `None` where a missing day keeps that open.
    pub(super) is_first: Option<bool>,
    pub(super) residents: Option<i64>,
    /// The year of these.
    pub(super) year: Option<i64>,
}

/// What the deliveries of a cell add, in the order of their days.
pub(super) fn adds(selected: &Selected<'_>, register: &Register, spot: &Spot<'_>) -> Vec<(usize, Add)> {
    let mut adds: BTreeMap<usize, Add> = BTreeMap::new();
    for place in &spot.places {
        let Some(row) = selected.row(*place).filter(|row| !is_whole_wave(row) && selected.is_whole(row)) else {
            continue;
        };
        let add = adds.entry(*place).or_default();
        add.is_delivery = true;
        add.quantity = row.quantity;
        match row.value_of {
            Some(_) => add.value_of = ValueOf::Elsewhere,
            None => add.value = row.value,
        }
    }
    for (place, part) in spot.shared.iter().flat_map(|shared| &shared.told_by) {
        let add = adds.entry(*place).or_default();
        (add.value, add.value_of) = (Some(*part), ValueOf::Shared);
    }
    for place in spot.untold.iter().flat_map(|shared| &shared.told_by).map(|told| told.0) {
        if spot.places.contains(&place) {
            adds.entry(place).or_default().value_of = ValueOf::Elsewhere;
        }
    }
    let is_here = |id: &i64| lies_here(*id, spot.oblast.or(selected.wanted.oblast), register);
    for place in &spot.reach {
        let Some(row) = selected.row(*place).filter(|row| !is_whole_wave(row)) else { continue };
        if row.communities.iter().any(is_here) {
            adds.entry(*place).or_default();
        }
    }
    let mut adds: Vec<(usize, Add)> = adds.into_iter().collect();
    adds.sort_by_key(|(place, _)| {
        let day = selected.row(*place).and_then(|row| row.dated.clone());
        (day.is_none(), day, *place)
    });
    let mut covered = BTreeSet::new();
    for (place, add) in adds.iter_mut().filter(|(place, _)| spot.reach.contains(place)) {
        let communities = selected.row(*place).into_iter().filter(|row| !is_whole_wave(row));
        let communities = communities.flat_map(|row| row.communities.iter().copied());
        add.covers = communities.filter(is_here).map(|id| cover(id, covered.insert(id), register, spot)).collect();
    }
    adds
}

fn cover(community: i64, is_new: bool, register: &Register, spot: &Spot<'_>) -> Cover {
    let known = register.community(community);
    let is_first = spot.first.as_ref().map(|(first, open)| match open.contains(&community) {
        true => None,
        false => Some(first.contains(&community)),
    });
    Cover {
        community,
        is_new,
        is_first: is_first.flatten(),
        residents: known.and_then(|known| known.residents),
        year: known.and_then(|known| known.residents_year),
    }
}

impl Add {
    /// Communities that no earlier delivery of the cell came to.
    pub(super) fn new_covers(&self) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(|cover| cover.is_new)
    }

    /// Residents of the new communities; `None` where nobody told those of any.
    pub(super) fn residents(&self) -> Option<i64> {
        let known: Vec<i64> = self.new_covers().filter_map(|cover| cover.residents).collect();
        (!known.is_empty()).then(|| known.iter().sum())
    }
}

/// The sums of the figure that is explained, or of all.
pub(super) fn sums(
    adds: &[(usize, Add)],
    selected: &Selected<'_>,
    figure: Option<AidFigure>,
    currency: Option<&str>,
) -> Vec<String> {
    let covers = || adds.iter().flat_map(|(_, add)| add.new_covers());
    let mut said = Vec::new();
    let mut say = |own: AidFigure, sum: String| {
        said.extend(figure.is_none_or(|figure| figure == own).then_some(sum));
    };
    say(AidFigure::Communities, format!("communities {}", covers().count()));
    say(AidFigure::FirstTime, format!("for the first time {}", covers().filter(|c| c.is_first == Some(true)).count()));
    let known: Vec<i64> = covers().filter_map(|cover| cover.residents).collect();
    let nobody_told = known.is_empty() && covers().next().is_some();
    let residents = if nobody_told { "unknown".to_string() } else { known.iter().sum::<i64>().to_string() };
    say(AidFigure::Residents, format!("residents {residents}"));
    say(AidFigure::Deliveries, format!("deliveries {}", adds.iter().filter(|(_, add)| add.is_delivery).count()));
    say(AidFigure::Items, format!("items {}", items(adds, selected)));
    say(AidFigure::Value, format!("value {}", money(adds, selected, currency)));
    vec![format!("The counted records add up to: {}.", said.join(", "))]
}

fn items(adds: &[(usize, Add)], selected: &Selected<'_>) -> String {
    let mut sums = Items::default();
    for (row, quantity) in adds.iter().filter_map(|(place, add)| Some((selected.row(*place)?, add.quantity?))) {
        sums.add(row, quantity);
    }
    let said = sums.0.iter().map(|((category, _), (unit, quantity))| {
        let unit = unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
        let category = category.map_or(String::new(), |category| format!(" ({})", category.id()));
        format!("{}{unit}{category}", crate::report::aid::table::plain(*quantity))
    });
    told(said.collect(), adds.iter().all(|(_, add)| !add.is_delivery))
}

fn money(adds: &[(usize, Add)], selected: &Selected<'_>, currency: Option<&str>) -> String {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for (place, add) in adds {
        let Some((value, own)) = add.value.zip(selected.row(*place).and_then(|row| row.currency.as_deref())) else {
            continue;
        };
        if currency.is_none_or(|currency| currency == own) {
            *sums.entry(own).or_default() += value;
        }
    }
    let said = sums.iter().map(|(currency, sum)| format!("{currency} {}.{:02}", sum / 100, sum % 100));
    told(said.collect(), adds.iter().all(|(_, add)| !add.is_delivery || add.value.is_some()))
}

/// Sums in words; of nothing, where all is known, they are nothing.
fn told(sums: Vec<String>, all_known: bool) -> String {
    match sums.is_empty() {
        true if all_known => "0".to_string(),
        true => "unknown".to_string(),
        false => sums.join("; "),
    }
}

/// What a delivery adds to the figures that are explained, as cells.
pub(super) fn cells(add: &Add, figure: Option<AidFigure>) -> Vec<Cell> {
    use crate::report::aid::summary::amount;
    let count = |count: usize| Cell::from((!add.covers.is_empty()).then_some(count as i64));
    let first = || add.new_covers().filter(|cover| cover.is_first == Some(true)).count();
    let value = add.value.map_or(Cell::Missing, |value| Cell::Decimal(value, 2));
    match figure {
        Some(AidFigure::Deliveries) => vec![add.is_delivery.then_some(1).into()],
        Some(AidFigure::Items) => vec![add.quantity.map_or(Cell::Missing, amount)],
        Some(AidFigure::Value) => vec![value],
        _ => vec![
            count(add.new_covers().count()),
            count(first()),
            add.residents().into(),
            add.is_delivery.then_some(1).into(),
            add.quantity.map_or(Cell::Missing, amount),
            value,
        ],
    }
}
