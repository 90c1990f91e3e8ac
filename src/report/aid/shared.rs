//! Values of several deliveries: of a whole wave, or of rows that share a cell. Such a value counts once, where all that it may
//! be of is looked at; nowhere is it divided.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::{Wave, is_whole_wave};
use crate::store::AidRow;

/// A value that nobody divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Shared {
    /// In hundredths of the currency; what deliveries of a wave tell as their own is taken off.
    pub(super) value: i64,
    pub(super) currency: String,
    /// Whether it is that of a whole wave.
    pub(super) of_wave: bool,
    /// Places of the deliveries that it may be of.
    pub(super) of: BTreeSet<usize>,
    /// The rows that tell it, with their parts of it.
    pub(super) told_by: Vec<(usize, i64)>,
    /// The wave, as the sheet names it.
    pub(super) wave: Option<String>,
    /// All of it, with what deliveries of a wave tell as their own.
    pub(super) whole: i64,
    /// What these tell, for a sentence: `UAH 500.00 and EUR 20.00`.
    pub(super) told: String,
    /// Whether it contradicts its deliveries, so that it is not counted: they tell more, or values in another currency.
    pub(super) is_doubtful: bool,
}

impl Shared {
    /// The whole value with its currency, for a sentence.
    pub(super) fn shown(&self) -> String {
        amount(&self.currency, self.whole)
    }
}

/// All such values. A wave whose deliveries tell as much as the wave itself has none.
pub(super) fn shared(rows: &[AidRow], waves: &[Wave]) -> Vec<Shared> {
    let mut peers: BTreeMap<&Wave, Vec<usize>> = BTreeMap::new();
    for (place, wave) in waves.iter().enumerate() {
        peers.entry(wave).or_default().push(place);
    }
    let mut shared = Vec::new();
    for places in peers.values() {
        shared.extend(of_rows(rows, places));
        shared.extend(of_wave(rows, places));
    }
    shared
}

fn amount(currency: &str, value: i64) -> String {
    format!("{currency} {}.{:02}", value / 100, value % 100)
}

fn row(rows: &[AidRow], place: usize) -> Option<&AidRow> {
    rows.get(place)
}

/// Which rows share a cell nobody can tell any more once some were corrected: it may be each of the wave that has no value.
fn of_rows(rows: &[AidRow], places: &[usize]) -> Vec<Shared> {
    let silent = || places.iter().copied().filter(|place| row(rows, *place).is_some_and(|row| row.value.is_none()));
    let own = places.iter().filter_map(|place| Some((*place, row(rows, *place)?)));
    own.filter(|(_, row)| row.value_of.as_deref() == Some("rows"))
        .filter_map(|(place, row)| {
            Some(Shared {
                value: row.value?,
                currency: row.currency.clone()?,
                of_wave: false,
                of: silent().chain([place]).collect(),
                told_by: vec![(place, row.value?)],
                wave: row.wave.clone(),
                whole: row.value?,
                told: String::new(),
                is_doubtful: false,
            })
        })
        .collect()
}

/// The value of the wave, less what its deliveries tell as their own.
fn of_wave(rows: &[AidRow], places: &[usize]) -> Vec<Shared> {
    let (wholes, parts): (Vec<usize>, Vec<usize>) =
        places.iter().copied().partition(|place| row(rows, *place).is_some_and(is_whole_wave));
    let mut values: BTreeMap<String, Vec<(usize, i64)>> = BTreeMap::new();
    for place in wholes {
        if let Some(whole) = row(rows, place)
            && let Some((value, currency)) = whole.value.zip(whole.currency.clone())
        {
            values.entry(currency).or_default().push((place, value));
        }
    }
    let own = || parts.iter().filter_map(|place| row(rows, *place)).filter(|row| row.value.is_some());
    let mut told: BTreeMap<&str, i64> = BTreeMap::new();
    for (value, currency) in own().filter_map(|row| row.value.zip(row.currency.as_deref())) {
        *told.entry(currency).or_default() += value;
    }
    let said: Vec<String> = told.iter().map(|(currency, value)| amount(currency, *value)).collect();
    let mut shared = Vec::new();
    for (currency, wholes) in values {
        let own_sum = told.get(currency.as_str()).copied().unwrap_or(0);
        let told_by = less(&wholes, own_sum);
        let value: i64 = told_by.iter().map(|part| part.1).sum();
        let whole: i64 = wholes.iter().map(|whole| whole.1).sum();
        let is_doubtful = whole < own_sum || told.keys().any(|known| *known != currency);
        let wholes: Vec<usize> = wholes.iter().map(|whole| whole.0).collect();
        // Nobody says of which of its deliveries it is: so it is of all of them.
        let of = if parts.is_empty() { &wholes } else { &parts }.iter().copied().collect();
        let wave = wholes.first().and_then(|place| row(rows, *place)).and_then(|row| row.wave.clone());
        let told = said.join(" and ");
        let one = Shared { value, currency, of_wave: true, of, told_by, wave, whole, told, is_doubtful };
        shared.extend((value > 0 || is_doubtful).then_some(one));
    }
    shared
}

/// What is left of some values once so much was taken off, the first ones first.
fn less(values: &[(usize, i64)], off: i64) -> Vec<(usize, i64)> {
    let mut off = off;
    let left = |(place, value): &(usize, i64)| {
        let here = off.clamp(0, *value);
        off -= here;
        (*place, value - here)
    };
    values.iter().map(left).collect()
}
