//! The figures of a community beside the medians of its raion, its oblast and its kind.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Line, Page};
use crate::{
    error::Result,
    model::TrainingKind,
    report::{Selection, filter},
    store::{CommunityRow, CoverageFilter, Label, ListedPlace},
    table::Cell,
};

const SECTION: (&str, &str) = ("figures", "показники");

/// How many records each community has, by its place in the register; none where it is not here.
type Counts = FxHashMap<usize, i64>;

/// Trainings in all and by kind, themes, deliveries, value, partnerships, needs.
pub(super) fn lines(page: &Page<'_>) -> Result<Vec<Line>> {
    let all = filter(page.store, &Selection::default(), &page.period)?;
    let (trainings, themes) = trainings(page, &all)?;
    let minutes: i64 = page.trainings_here().filter_map(|event| event.minutes).sum();
    let unknown = page.trainings_here().filter(|event| event.minutes.is_none()).count();
    let kindless = page.trainings_here().filter(|event| event.kind.is_none()).count();
    let mut lines = vec![Line {
        remark: if kindless > 0 { format!("without a kind: {kindless}").into() } else { Cell::Missing },
        ..line(page, "Trainings of all kinds", "Заходів усіх видів", &trainings)
    }];
    let kinds: BTreeSet<Option<TrainingKind>> =
        page.trainings_here().map(|event| event.kind.as_deref().and_then(TrainingKind::from_id)).collect();
    for kind in kinds.into_iter().flatten() {
        let (counts, _) = self::trainings(page, &CoverageFilter { kind: Some(kind.id()), ..all.clone() })?;
        lines.push(Line { kind: kind_cell(Some(kind.id())), ..line(page, "of them", "з них", &counts) });
    }
    let hours = Line::new(SECTION, Cell::Term("Hours of trainings", "Годин навчання"));
    let known = unknown < page.trainings_here().count() || unknown == 0;
    lines.push(Line {
        number: if known { Cell::Decimal((minutes * 100 + 30) / 60, 2) } else { Cell::Missing },
        remark: if unknown > 0 { format!("without hours: {unknown}").into() } else { Cell::Missing },
        ..hours
    });
    lines.push(line(page, "Themes", "Тем", &themes));
    let deliveries = page.received.iter().filter(|one| super::is_within(&page.period, one));
    lines.push(line(page, "Deliveries received", "Отримано поставок", &linked(page, deliveries.map(|one| &one.place))));
    lines.extend(values(page));
    let partnerships = linked(page, page.partnerships.iter().map(|one| &one.place));
    lines.push(line(page, "Partnerships", "Партнерств", &partnerships));
    let needs = |is: &dyn Fn(&super::Asked) -> bool| {
        linked(page, page.needs.asked.iter().filter(|asked| is(asked)).map(|asked| &asked.need.place))
    };
    lines.push(line(page, "Needs met", "Задоволених потреб", &needs(&super::Asked::is_met)));
    lines.push(line(page, "Needs unmet", "Незадоволених потреб", &needs(&super::Asked::is_unmet)));
    Ok(lines)
}

/// Held trainings and different themes of each community.
fn trainings(page: &Page<'_>, filter: &CoverageFilter) -> Result<(Counts, Counts)> {
    let places: FxHashMap<i64, usize> =
        page.places.communities.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    let themes: FxHashMap<i64, i64> =
        page.store.labels(Label::Topic)?.into_iter().filter_map(|topic| Some((topic.id, topic.theme?))).collect();
    let (mut counts, mut seen) = (Counts::default(), BTreeSet::new());
    page.store.covered(filter, |cell| {
        let Some(place) = places.get(&cell.community) else { return };
        *counts.entry(*place).or_default() += cell.trainings;
        seen.extend(cell.topic.and_then(|topic| themes.get(&topic)).map(|theme| (*place, *theme)));
    })?;
    let mut different = Counts::default();
    for (place, _) in seen {
        *different.entry(place).or_default() += 1;
    }
    Ok((counts, different))
}

/// How many records are linked with each community.
fn linked<'a>(page: &Page<'_>, places: impl Iterator<Item = &'a ListedPlace>) -> Counts {
    let mut counts = Counts::default();
    for place in places.flat_map(|place| page.places.linked(place)) {
        *counts.entry(place).or_default() += 1;
    }
    counts
}

fn line(page: &Page<'_>, english: &'static str, ukrainian: &'static str, counts: &Counts) -> Line {
    let count = |place: usize| counts.get(&place).copied().unwrap_or(0);
    let median = |of: usize| median(peers(page, of).map(|(place, _)| count(place)).collect());
    Line {
        number: count(page.place).into(),
        medians: [median(0), median(1), median(2)],
        ..Line::new(SECTION, Cell::Term(english, ukrainian))
    }
}

/// The communities of the same raion (0), oblast (1) or kind (2), itself among them. Crimea stands apart, and Kyiv and Sevastopol
/// are no communities.
fn peers<'a>(page: &'a Page<'_>, of: usize) -> impl Iterator<Item = (usize, &'a CommunityRow)> {
    let own = page.community;
    let is_peer = move |row: &CommunityRow| {
        let same = match of {
            0 => row.raion == own.raion,
            1 => row.oblast == own.oblast,
            _ => row.kind == own.kind,
        };
        same && own.raion.is_some() && row.raion.is_some() && row.in_crimea() == own.in_crimea()
    };
    page.places.communities.iter().enumerate().filter(move |(_, row)| is_peer(row))
}

/// The middle of some numbers; of an even number of them the mean of the two in the middle.
fn median(mut numbers: Vec<i64>) -> Cell {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    match (numbers.get(middle.saturating_sub(1)), numbers.get(middle)) {
        (Some(one), Some(other)) if numbers.len().is_multiple_of(2) && (one + other) % 2 != 0 => {
            Cell::Decimal((one + other) * 5, 1)
        }
        (Some(one), Some(other)) if numbers.len().is_multiple_of(2) => ((one + other) / 2).into(),
        (_, other) => other.copied().into(),
    }
}

/// The value of what it received for itself alone, one line for each currency. What was for several communities, and the value of
/// a whole wave, is never divided.
fn values(page: &Page<'_>) -> Vec<Line> {
    let (mut sums, mut shared, mut unknown) = (BTreeMap::<&str, i64>::new(), 0, 0);
    for delivery in page.received_here() {
        let several = delivery.place.codes.as_deref().is_some_and(|codes| codes.contains("; "));
        match (delivery.value, &delivery.currency) {
            (Some(_), _) if several || delivery.value_of.is_some() => shared += 1,
            (Some(value), Some(currency)) => *sums.entry(currency).or_default() += value,
            _ => unknown += 1,
        }
    }
    if sums.is_empty() && shared + unknown == 0 {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    remarks.extend((unknown > 0).then(|| format!("without a value: {unknown}")));
    remarks.extend((shared > 0).then(|| format!("not divided, for it is shared with others: {shared}")));
    let remark = || if remarks.is_empty() { Cell::Missing } else { remarks.join("; ").into() };
    let line = || Line {
        remark: remark(), ..Line::new(SECTION, Cell::Term("Value of aid", "Вартість допомоги"))
    };
    if sums.is_empty() {
        return vec![line()];
    }
    sums.into_iter().map(|(currency, sum)| Line { value: Cell::Money(sum, currency.to_string()), ..line() }).collect()
}

/// A kind of training in both languages.
pub(super) fn kind_cell(kind: Option<&str>) -> Cell {
    let kind = kind.and_then(TrainingKind::from_id);
    kind.map_or(Cell::Missing, |kind| Cell::Term(kind.id(), kind.ukrainian()))
}

pub(super) fn note(page: &Page<'_>) -> String {
    match page.community.raion {
        None => "A city without a raion has no peers, so that there are no medians.".to_string(),
        Some(_) => format!(
            "Medians are of all communities of the register, itself and those with nothing among them: {} of its raion, {} of its \
             oblast, {} of its kind. Needs count when they were said by the end of the period.",
            peers(page, 0).count(),
            peers(page, 1).count(),
            peers(page, 2).count(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle() {
        assert_eq!(median(vec![]), Cell::Missing);
        assert_eq!(median(vec![3]), Cell::Number(3));
        assert_eq!(median(vec![5, 1, 2]), Cell::Number(2));
        assert_eq!(median(vec![0, 1]), Cell::Decimal(5, 1));
        assert_eq!(median(vec![4, 0, 2, 9]), Cell::Number(3));
    }
}
